// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/network_builder.hpp>

#include "model/cells.hpp"
#include "model/cycles.hpp"
#include "model/near.hpp"

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace coopgraph {
namespace {

using detail::row_reader;
using record_id = std::variant<agreement_id, flow_id>;

template <class Id>
Id next_id(std::size_t size) {
  return Id(static_cast<std::uint32_t>(size));
}

std::string place_text(const place& p) {
  if (p.file.empty() && p.line == 0) return "above";
  return "at " + p.file + ':' + std::to_string(p.line);
}

/// Keys of one id space: what each stands for and where it was first given.
template <class Target>
class key_space {
 public:
  /// Whether the key is new; a second use is a problem.
  bool add(const row_reader& row, const cell& key, const place& where, Target target) {
    const auto [at, is_new] = keys_.try_emplace(key.text, std::pair(target, where));
    if (!is_new)
      row.problem(key, "duplicate-id",
                  "the id " + row_reader::quoted(key) + " is used twice; it was first given " + place_text(at->second.second));
    return is_new;
  }

  [[nodiscard]] const Target* find(const std::string& key) const {
    const auto at = keys_.find(key);
    return at == keys_.end() ? nullptr : &at->second.first;
  }

  /// The target of a key, or a problem with what lies near.
  const Target* resolve(const row_reader& row, const cell& key, const char* code, std::string_view what) {
    const Target* found = find(key.text);
    if (found != nullptr) return found;
    std::string message = "there is no " + std::string(what) + ' ' + row_reader::quoted(key);
    if (suggestions_left_ > 0) {
      --suggestions_left_;
      detail::near_words near(key.text);
      for (const auto& entry : keys_) near.offer(entry.first);
      message += near.text();
    }
    row.problem(key, code, std::move(message));
    return nullptr;
  }

 private:
  std::unordered_map<std::string, std::pair<Target, place>> keys_;
  int suggestions_left_ = 100;
};

/// Turns rows into the parts of a network, table by table, and notes every rule that is broken. What a broken row gives in the
/// meantime only keeps later rows from failing for its sake: with a problem there is no network.
class checker {
 public:
  explicit checker(std::vector<diagnostic> problems) : problems_(std::move(problems)) {}

  void read_sources(const std::vector<source_record>& rows);
  void read_actors(const std::vector<actor_record>& rows);
  void read_regions(const std::vector<region_record>& rows);
  void read_agreements(const std::vector<agreement_record>& rows);
  void read_flows(const std::vector<flow_record>& rows);
  void read_parties(const std::vector<party_record>& rows);
  void read_quantities(const std::vector<quantity_record>& rows);
  void read_observation(const observation_record& row);
  network_parts finish();

 private:
  actor read_actor(const row_reader& row, const actor_record& r) const;
  void link_parents(const std::vector<actor_record>& rows);
  void check_member(const row_reader& row, const region_record& r, const membership& m);
  std::optional<source_id> cited(const row_reader& row, const cell& key);
  std::vector<std::string> split_fields(const row_reader& row, const cell& fields) const;
  quantity read_quantity(const row_reader& row, const quantity_record& r) const;

  network_parts parts_;
  std::vector<diagnostic> problems_;
  key_space<actor_or_region> who_;
  key_space<record_id> record_;
  key_space<source_id> source_;
};

constexpr const char* status_list = "proposed, invited, signed, in force, ended";
constexpr const char* counts_list = "one, many";

void checker::read_sources(const std::vector<source_record>& rows) {
  for (const source_record& r : rows) {
    const row_reader row(problems_, r.where, r.id.text);
    if (!row.required(r.id, "id")) continue;
    (void)row.required(r.title, "title");
    if (!source_.add(row, r.id, r.where, next_id<source_id>(parts_.sources.size()))) continue;
    parts_.sources.push_back(
        {r.id.text, r.title.text, r.publisher.text, row.day(r.date, "date"), r.locator.text, r.url.text, r.where});
  }
}

actor checker::read_actor(const row_reader& row, const actor_record& r) const {
  (void)row.required(r.name, "name");
  actor a{r.id.text, r.name.text, r.kind.text, {}, {}, row.days(r.valid_from, r.valid_to, "valid"), {}, r.where};
  const auto lon = row.number(r.lon, "lon");
  const auto lat = row.number(r.lat, "lat");
  if (lon && lat) a.where = position{to_double(*lon), to_double(*lat)};
  if (r.lon.text.empty() != r.lat.text.empty())
    row.problem(r.lon.text.empty() ? r.lon : r.lat, "invalid-position", "one of lon and lat is missing; give both or none");
  if (lon && !(to_double(*lon) >= -180.0 && to_double(*lon) <= 180.0))
    row.problem(r.lon, "invalid-position",
                "lon is " + row_reader::quoted(r.lon) + ", out of range; allowed: -180 to 180 degrees east");
  if (lat && !(to_double(*lat) >= -90.0 && to_double(*lat) <= 90.0))
    row.problem(
        r.lat, "invalid-position",
        "lat is " + row_reader::quoted(r.lat) + ", out of range; allowed: -90 to 90 degrees north; are lon and lat exchanged?");
  for (const auto& [name, value] : r.attributes) {
    if (value.text.empty()) continue;
    if (name == "population" || name == "grdp" || name == "area") (void)row.amount(value, name);
    a.attributes.push_back({name, value.text});
  }
  return a;
}

void checker::read_actors(const std::vector<actor_record>& rows) {
  for (const actor_record& r : rows) {
    const row_reader row(problems_, r.where, r.id.text);
    if (!row.required(r.id, "id")) continue;
    if (!who_.add(row, r.id, r.where, next_id<actor_id>(parts_.actors.size()))) continue;
    parts_.actors.push_back(read_actor(row, r));
  }
  link_parents(rows);
}

void checker::link_parents(const std::vector<actor_record>& rows) {
  std::vector<std::vector<std::uint32_t>> parent_of(parts_.actors.size());
  for (const actor_record& r : rows) {
    if (r.parent.text.empty()) continue;
    const row_reader row(problems_, r.where, r.id.text);
    const auto* self = who_.find(r.id.text);
    const auto* parent = who_.resolve(row, r.parent, "unknown-actor", "actor");
    if (self == nullptr || parent == nullptr) continue;
    const auto child = std::get<actor_id>(*self);
    parts_.actors[child.index()].parent = std::get<actor_id>(*parent);
    parent_of[child.index()] = {std::get<actor_id>(*parent).index()};
  }
  for (const std::uint32_t a : detail::on_or_behind_cycles(parent_of)) {
    const actor& in_cycle = parts_.actors[a];
    problems_.push_back({in_cycle.stated_at, in_cycle.key, "parent-cycle",
                         "the parents of \"" + printable(in_cycle.key) + "\" lead in a circle"});
  }
}

void checker::read_regions(const std::vector<region_record>& rows) {
  // First the names, so that a region can be a member of one that stands before it.
  for (const region_record& r : rows) {
    const row_reader row(problems_, r.where, r.region.text);
    if (!row.required(r.region, "region")) continue;
    const auto* known = who_.find(r.region.text);
    if (known == nullptr || std::holds_alternative<actor_id>(*known)) {
      if (!who_.add(row, r.region, r.where, next_id<region_id>(parts_.regions.size()))) continue;
      parts_.regions.push_back({r.region.text, r.name.text, {}, r.where});
      continue;
    }
    region& same = parts_.regions[std::get<region_id>(*known).index()];
    if (same.name.empty()) same.name = r.name.text;
    if (!r.name.text.empty() && r.name.text != same.name)
      row.problem(r.name, "inconsistent-name",
                  "the region is named " + row_reader::quoted(r.name) + " here and \"" + printable(same.name) + "\" " +
                      place_text(same.stated_at) + "; allowed: one name (or none) in all its rows");
  }
  for (const region_record& r : rows) {
    const row_reader row(problems_, r.where, r.region.text);
    if (!row.required(r.actor, "actor") || r.region.text.empty()) continue;
    const auto* self = who_.find(r.region.text);
    const auto* member = who_.resolve(row, r.actor, "unknown-actor", "actor or region");
    const stated_period valid = row.days(r.valid_from, r.valid_to, "valid");
    if (self == nullptr || member == nullptr || !std::holds_alternative<region_id>(*self)) continue;
    membership m{*member, valid, r.where};
    check_member(row, r, m);
    parts_.regions[std::get<region_id>(*self).index()].members.push_back(std::move(m));
  }
  std::vector<std::vector<std::uint32_t>> inner(parts_.regions.size());
  for (std::size_t i = 0; i < parts_.regions.size(); ++i) {
    region& at = parts_.regions[i];
    if (at.name.empty()) at.name = at.key;
    for (const membership& m : at.members)
      if (const auto* id = std::get_if<region_id>(&m.member)) inner[i].push_back(id->index());
  }
  for (const std::uint32_t i : detail::on_or_behind_cycles(inner)) {
    const region& at = parts_.regions[i];
    problems_.push_back({at.stated_at, at.key, "region-cycle",
                         "the region \"" + printable(at.key) + "\" leads back to a region that contains itself"});
  }
}

void checker::check_member(const row_reader& row, const region_record& r, const membership& m) {
  const auto* id = std::get_if<actor_id>(&m.member);
  if (id == nullptr) return;
  const stated_period& life = parts_.actors[id->index()].valid;
  if (m.valid.first && life.first && m.valid.first->first_day() < life.first->first_day())
    row.problem(r.valid_from, "membership-outside-validity",
                "the membership begins " + to_text(*m.valid.first) + ", before the actor " + row_reader::quoted(r.actor) +
                    " does (" + to_text(*life.first) + ')');
  if (m.valid.last && life.last && m.valid.last->last_day() > life.last->last_day())
    row.problem(r.valid_to, "membership-outside-validity",
                "the membership ends " + to_text(*m.valid.last) + ", after the actor " + row_reader::quoted(r.actor) + " does (" +
                    to_text(*life.last) + ')');
  if (!m.valid.days().overlaps(life.days()))
    row.problem(r.actor, "membership-outside-validity",
                "the membership lies wholly outside the validity of the actor " + row_reader::quoted(r.actor));
}

std::optional<source_id> checker::cited(const row_reader& row, const cell& key) {
  if (key.text.empty()) return std::nullopt;
  const source_id* found = source_.resolve(row, key, "unknown-source", "source");
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::vector<std::string> checker::split_fields(const row_reader& row, const cell& fields) const {
  std::vector<std::string> words;
  if (fields.text.empty()) return words;
  for (std::string_view rest = fields.text;;) {
    const std::size_t end = rest.find(';');
    std::string_view word = rest.substr(0, end);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (word.empty()) {
      row.problem(fields, "invalid-value",
                  "fields is " + row_reader::quoted(fields) + ", with an empty name; allowed: names separated by \";\"");
    } else if (std::find(words.begin(), words.end(), word) != words.end()) {
      row.problem(fields, "duplicate-field", "the field \"" + printable(word) + "\" is named twice");
    } else {
      words.emplace_back(word);
    }
    if (end == rest.npos) return words;
    rest.remove_prefix(end + 1);
  }
}

void checker::read_agreements(const std::vector<agreement_record>& rows) {
  for (const agreement_record& r : rows) {
    const row_reader row(problems_, r.where, r.id.text);
    if (!row.required(r.id, "id")) continue;
    (void)row.required(r.status, "status");
    agreement a{r.id.text,
                r.title.text,
                r.kind.text,
                row.word(r.status, "status", parse_status, status_list, agreement_status::signed_),
                row.word(r.counts, "counts", parse_multiplicity, counts_list, multiplicity::one),
                split_fields(row, r.fields),
                row.day(r.signed_on, "signed_on"),
                row.days(r.effective_from, r.effective_to, "effective"),
                {},
                {},
                cited(row, r.source),
                r.where};
    if (record_.add(row, r.id, r.where, next_id<agreement_id>(parts_.agreements.size())))
      parts_.agreements.push_back(std::move(a));
  }
}

void checker::read_flows(const std::vector<flow_record>& rows) {
  for (const flow_record& r : rows) {
    const row_reader row(problems_, r.where, r.id.text);
    if (!row.required(r.id, "id")) continue;
    const bool has_ends =
        static_cast<int>(row.required(r.origin, "origin")) + static_cast<int>(row.required(r.destination, "destination")) == 2;
    const auto* origin = r.origin.text.empty() ? nullptr : who_.resolve(row, r.origin, "unknown-actor", "actor or region");
    const auto* destination =
        r.destination.text.empty() ? nullptr : who_.resolve(row, r.destination, "unknown-actor", "actor or region");
    const bool known_ends = has_ends && origin != nullptr && destination != nullptr;
    const actor_or_region nobody = actor_id(0);
    flow f{r.id.text,
           known_ends ? *origin : nobody,
           known_ends ? *destination : nobody,
           r.chain.text,
           r.stage.text,
           r.product.text,
           r.field.text,
           row.word(r.status, "status", parse_status, status_list, agreement_status::in_force),
           row.word(r.counts, "counts", parse_multiplicity, counts_list, multiplicity::one),
           row.days(r.effective_from, r.effective_to, "effective"),
           row.amount(r.capacity, "capacity"),
           r.unit.text,
           row.number(r.unit_cost, "unit_cost"),
           r.certified.text,
           {},
           cited(row, r.source),
           r.where};
    if ((f.capacity || f.unit_cost) && f.unit.empty())
      row.problem(r.unit, "number-without-unit", "unit is missing; a capacity or a unit cost needs one");
    if (!f.certified.empty() && f.product.empty())
      row.problem(r.product, "certified-without-product", "product is missing; what is certified needs one");
    if (record_.add(row, r.id, r.where, next_id<flow_id>(parts_.flows.size()))) parts_.flows.push_back(std::move(f));
  }
}

void checker::read_parties(const std::vector<party_record>& rows) {
  std::vector<std::size_t> stated(parts_.agreements.size(), 0);
  for (const party_record& r : rows) {
    const row_reader row(problems_, r.where, r.agreement.text);
    const record_id* record =
        row.required(r.agreement, "agreement") ? record_.resolve(row, r.agreement, "unknown-agreement", "agreement") : nullptr;
    const auto* who = row.required(r.actor, "actor") ? who_.resolve(row, r.actor, "unknown-actor", "actor or region") : nullptr;
    const auto extent = row.word(r.extent, "extent", parse_extent,
                                 "all, almost all, most, some, or a whole number from 1 to 1000000000", party_extent{});
    const stated_period valid = row.days(r.valid_from, r.valid_to, "valid");
    if (who != nullptr && std::holds_alternative<actor_id>(*who) && !(extent == party_extent{}))
      row.problem(r.extent, "invalid-value",
                  "extent is " + row_reader::quoted(r.extent) + " of a single actor; allowed: all, or nothing");
    if (record == nullptr) continue;
    const auto* agreed = std::get_if<agreement_id>(record);
    if (agreed == nullptr) {
      row.problem(r.agreement, "unknown-agreement", row_reader::quoted(r.agreement) + " is a flow; allowed: an agreement");
      continue;
    }
    ++stated[agreed->index()];  // also where the actor is unknown: one fault, one problem
    if (who == nullptr) continue;
    auto& parties = parts_.agreements[agreed->index()].parties;
    const party p{*who, r.role.text, r.of.text, extent, valid, r.where};
    const auto same = [&](const party& q) {
      return q.who == p.who && q.role == p.role && q.of == p.of && q.valid.days().overlaps(p.valid.days());
    };
    if (std::any_of(parties.begin(), parties.end(), same))
      row.problem(r.actor, "duplicate-party",
                  row_reader::quoted(r.actor) + " is a party of this agreement twice in the same role");
    parties.push_back(p);
  }
  for (std::size_t i = 0; i < stated.size(); ++i) {
    const agreement& a = parts_.agreements[i];
    if (stated[i] < 2)
      problems_.push_back({a.stated_at, a.key, "too-few-parties",
                           "the agreement \"" + printable(a.key) + "\" has " + (stated[i] == 0 ? "no party" : "1 party") +
                               "; allowed: two or more"});
  }
}

quantity checker::read_quantity(const row_reader& row, const quantity_record& r) const {
  (void)row.required(r.measure, "measure");
  quantity q{r.measure.text,
             row.number(r.value, "value"),
             row.number(r.low, "low"),
             row.number(r.high, "high"),
             r.unit.text,
             row.word(r.exactness, "exactness", parse_exactness,
                      "exact, about, at least, at most, between, order of magnitude, verbal", number_exactness::exact),
             row.word(r.basis, "basis", parse_basis, "stated, potential, planned, estimated", quantity_basis::stated),
             r.phrase.text,
             r.where};
  if (!row.required(r.exactness, "exactness") || !parse_exactness(r.exactness.text)) return q;

  const bool value = !r.value.text.empty();
  const bool low = !r.low.text.empty();
  const bool high = !r.high.text.empty();
  if ((value || low || high) && q.unit.empty()) row.problem(r.unit, "number-without-unit", "unit is missing; a number needs one");
  const auto contradicts = [&](std::string_view needs) {
    row.problem(r.exactness, "number-contradicts-exactness",
                "exactness is " + row_reader::quoted(r.exactness) + "; it needs " + std::string(needs));
  };
  switch (q.exactness) {
    case number_exactness::exact:
    case number_exactness::about:
      if (!value || low || high) contradicts("a value, and neither low nor high");
      break;
    case number_exactness::at_least:
      if (value == low || high) contradicts("a value or a low, and no high");
      break;
    case number_exactness::at_most:
      if (value == high || low) contradicts("a value or a high, and no low");
      break;
    case number_exactness::between:
      if (!low || !high || value) contradicts("a low and a high, and no value");
      break;
    case number_exactness::order_of_magnitude:
      if ((!value && q.phrase.empty()) || low || high) contradicts("a value or a phrase, and neither low nor high");
      break;
    case number_exactness::verbal:
      if (value || low || high || q.phrase.empty()) contradicts("a phrase, and no number");
      break;
  }
  if (q.low && q.high && to_double(*q.low) > to_double(*q.high))
    row.problem(r.low, "number-contradicts-exactness",
                "low " + row_reader::quoted(r.low) + " is above high " + row_reader::quoted(r.high));
  return q;
}

void checker::read_quantities(const std::vector<quantity_record>& rows) {
  for (const quantity_record& r : rows) {
    const row_reader row(problems_, r.where, r.record.text);
    quantity q = read_quantity(row, r);
    if (!row.required(r.record, "record")) continue;
    const record_id* record = record_.resolve(row, r.record, "unknown-record", "agreement or flow");
    if (record == nullptr) continue;
    auto& list = std::holds_alternative<agreement_id>(*record)
                     ? parts_.agreements[std::get<agreement_id>(*record).index()].quantities
                     : parts_.flows[std::get<flow_id>(*record).index()].quantities;
    list.push_back(std::move(q));
  }
}

void checker::read_observation(const observation_record& r) {
  const row_reader row(problems_, r.where, "observation");
  parts_.observed.absence = row.word(r.absence, "absence", parse_absence, "unknown, none", absence_meaning::unknown);
  for (const cell& key : r.whose) {
    const auto* who = who_.resolve(row, key, "unknown-actor", "actor");
    if (who == nullptr) continue;
    if (const auto* id = std::get_if<actor_id>(who)) {
      parts_.observed.whose.push_back(*id);
    } else {
      row.problem(key, "unknown-actor", row_reader::quoted(key) + " is a region; allowed: an actor");
    }
  }
}

network_parts checker::finish() {
  if (problems_.empty()) return std::move(parts_);
  const auto order = [](const diagnostic& d) { return std::tie(d.where.file, d.where.line, d.where.column); };
  std::stable_sort(problems_.begin(), problems_.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
  constexpr std::size_t limit = 1000;
  if (problems_.size() > limit) {
    const std::size_t rest = problems_.size() - (limit - 1);
    problems_.resize(limit - 1);
    problems_.push_back({{}, {}, "too-many", std::to_string(rest) + " more problems are not listed"});
  }
  throw data_error(std::move(problems_));
}

}  // namespace

void network_builder::describe(dataset_description about) { about_ = std::move(about); }
void network_builder::observe(observation_record row) { observation_ = std::move(row); }
void network_builder::add(actor_record row) { actors_.push_back(std::move(row)); }
void network_builder::add(region_record row) { regions_.push_back(std::move(row)); }
void network_builder::add(agreement_record row) { agreements_.push_back(std::move(row)); }
void network_builder::add(party_record row) { parties_.push_back(std::move(row)); }
void network_builder::add(flow_record row) { flows_.push_back(std::move(row)); }
void network_builder::add(quantity_record row) { quantities_.push_back(std::move(row)); }
void network_builder::add(source_record row) { sources_.push_back(std::move(row)); }
void network_builder::report(diagnostic problem) { problems_.push_back(std::move(problem)); }

network network_builder::build() const {
  checker check(problems_);
  check.read_sources(sources_);
  check.read_actors(actors_);
  check.read_regions(regions_);
  check.read_agreements(agreements_);
  check.read_flows(flows_);
  check.read_parties(parties_);
  check.read_quantities(quantities_);
  check.read_observation(observation_);
  network_parts parts = check.finish();
  parts.about = about_;
  return network(std::move(parts));
}

}  // namespace coopgraph
