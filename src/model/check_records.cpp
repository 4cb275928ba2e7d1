// SPDX-License-Identifier: BSL-1.0
#include "model/checker.hpp"

#include <unordered_set>

namespace coopgraph::detail {
namespace {

constexpr const char* status_list = "proposed, invited, signed, in force, ended";
constexpr const char* counts_list = "one, many";

}  // namespace

std::optional<source_id> checker::cited(const row_reader& row, const cell& key) {
  if (key.text.empty()) return std::nullopt;
  const source_id* found = source_.resolve(row, key, "unknown-source", "source");
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::vector<std::string> checker::split_fields(const row_reader& row, const cell& fields, std::string_view column) {
  std::vector<std::string> words;
  if (fields.text.empty()) return words;
  std::unordered_set<std::string_view> seen;
  bool told_empty = false;
  for (std::string_view rest = fields.text;;) {
    const std::size_t end = rest.find(';');
    std::string_view word = rest.substr(0, end);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (word.empty()) {
      if (!told_empty)
        row.problem(fields, "invalid-value",
                    std::string(column) + " is " + row_reader::quoted(fields) +
                        ", with an empty name; allowed: names separated by \";\"");
      told_empty = true;
    } else if (!seen.insert(word).second) {
      row.problem(fields, "duplicate-field", "the field \"" + printable(word) + "\" is named twice; allowed: once");
    } else {
      words.emplace_back(word);
    }
    if (end == rest.npos) return words;
    rest.remove_prefix(end + 1);
  }
}

void checker::check_signature(const row_reader& row, const agreement_record& r, const agreement& a) {
  if (!a.signed_on) return;
  if (a.effective.last && a.signed_on->first_day() > a.effective.last->last_day())
    row.problem(r.signed_on, "signed-after-end",
                "signed_on " + row_reader::quoted(r.signed_on) + " lies after effective_to " +
                    row_reader::quoted(r.effective_to) + "; allowed: a date up to the end");
  if (a.status == agreement_status::proposed || a.status == agreement_status::invited)
    row.problem(r.signed_on, "status-contradicts-signature",
                "signed_on is " + row_reader::quoted(r.signed_on) + " but the status is " + row_reader::quoted(r.status) +
                    "; allowed: no date of signature, or signed, in force or ended");
}

void checker::read_agreements(const std::vector<agreement_record>& rows) {
  for (const agreement_record& r : rows) {
    const row_reader row = reader(r.where, r.id);
    (void)row.required(r.status, "status");
    agreement a{r.id.text,
                r.title.text,
                r.kind.text,
                row.word(r.status, "status", parse_status, status_list, agreement_status::signed_),
                row.word(r.counts, "counts", parse_multiplicity, counts_list, multiplicity::one),
                split_fields(row, r.fields, "fields"),
                row.day(r.signed_on, "signed_on"),
                row.days(r.effective_from, r.effective_to, "effective"),
                {},
                {},
                cited(row, r.source),
                r.where};
    check_signature(row, r, a);
    if (!row.required(r.id, "id") || !record_.add(row, r.id, r.where, next_id<agreement_id>(parts_.agreements.size()))) continue;
    parts_.agreements.push_back(std::move(a));
    agreement_rows_.push_back(&r);
  }
}

void checker::read_flows(const std::vector<flow_record>& rows) {
  std::vector<unit_use> capacities;
  for (const flow_record& r : rows) {
    const row_reader row = reader(r.where, r.id);
    const auto end_of = [&](const cell& key, std::string_view column) {
      return row.required(key, column) ? who_.resolve(row, key, "unknown-actor", "actor or region") : nullptr;
    };
    const auto* origin = end_of(r.origin, "origin");
    const auto* destination = end_of(r.destination, "destination");
    const actor_or_region nobody = actor_id(0);
    flow f{r.id.text,
           origin != nullptr ? *origin : nobody,
           destination != nullptr ? *destination : nobody,
           r.chain.text,
           r.stage.text,
           r.product.text,
           split_fields(row, r.field, "field"),
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
    check_flow(row, r);
    check_flow_lives(row, r, f.effective.days(), origin, destination);
    const bool has_amount = f.capacity || f.unit_cost;
    if (has_amount && !f.unit.empty() && !(f.chain.empty() && f.product.empty())) {
      const std::string chain = f.chain.empty() ? std::string() : " of the chain " + row_reader::quoted(r.chain);
      const std::string product = f.product.empty() ? std::string() : " of " + row_reader::quoted(r.product);
      capacities.push_back({f.chain + '\0' + f.product, "the flows" + product + chain, row, &r.unit, &r.where});
    }
    if (row.required(r.id, "id") && record_.add(row, r.id, r.where, next_id<flow_id>(parts_.flows.size())))
      parts_.flows.push_back(std::move(f));
  }
  check_units(capacities);
}

void checker::check_flow(const row_reader& row, const flow_record& r) {
  if (r.unit.text.empty() && (!r.capacity.text.empty() || !r.unit_cost.text.empty()))
    row.problem(r.unit, r.capacity.text.empty() ? r.unit_cost : r.capacity, "number-without-unit",
                "unit is missing; a capacity or a unit cost needs one");
  if (!r.certified.text.empty() && r.product.text.empty())
    row.problem(r.product, r.certified, "certified-without-product", "product is missing; what is certified needs one");
  if (!r.stage.text.empty() && r.chain.text.empty())
    row.problem(r.chain, r.stage, "stage-without-chain",
                "chain is missing; the stage " + row_reader::quoted(r.stage) + " needs the chain that it is a stage of");
}

void checker::check_flow_lives(const row_reader& row, const flow_record& r, const period& effective,
                               const actor_or_region* origin, const actor_or_region* destination) const {
  const bool origin_lives = origin == nullptr || lives_during(*origin, effective);
  const bool destination_lives =
      destination == nullptr || lives_during(*destination, effective) || (!origin_lives && *origin == *destination);
  const auto outside = [&](const cell& named, const actor_or_region& who) {
    return row_reader::quoted(named) + " does not exist while the flow lasts" + life_text(who);
  };
  constexpr const char* code = "record-outside-validity";
  if (!origin_lives && destination != nullptr && !lives_during(*destination, effective)) {
    row.problem(r.effective_from.text.empty() ? r.effective_to : r.effective_from, code,
                "neither end of the flow exists while it lasts: " + outside(r.origin, *origin) +
                    "; allowed: a period that overlaps their validity");
    return;
  }
  if (!origin_lives) row.problem(r.origin, code, outside(r.origin, *origin) + "; allowed: a period that overlaps its validity");
  if (!destination_lives)
    row.problem(r.destination, code, outside(r.destination, *destination) + "; allowed: a period that overlaps its validity");
}

void checker::read_events(const std::vector<event_record>& rows) {
  for (const event_record& r : rows) {
    const row_reader row = reader(r.where, r.id);
    (void)row.required(r.title, "title");
    event e{r.id.text, r.title.text, split_fields(row, r.field, "field"), row.day(r.date, "date"), {}, {}, cited(row, r.source),
            r.where};
    if (!row.required(r.id, "id") || !record_.add(row, r.id, r.where, next_id<event_id>(parts_.events.size()))) continue;
    parts_.events.push_back(std::move(e));
    event_rows_.push_back(&r);
  }
}

}  // namespace coopgraph::detail
