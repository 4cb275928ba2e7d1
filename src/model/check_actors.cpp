// SPDX-License-Identifier: BSL-1.0
#include "model/checker.hpp"
#include "model/cycles.hpp"
#include "model/overlaps.hpp"

#include <algorithm>
#include <tuple>

namespace coopgraph::detail {

void checker::read_sources(const std::vector<source_record>& rows) {
  for (const source_record& r : rows) {
    const row_reader row = reader(r.where, r.id);
    (void)row.required(r.title, "title");
    source_document s{r.id.text, r.title.text, r.publisher.text, row.day(r.date, "date"), r.locator.text, r.url.text, r.where};
    if (row.required(r.id, "id") && source_.add(row, r.id, r.where, next_id<source_id>(parts_.sources.size())))
      parts_.sources.push_back(std::move(s));
  }
}

actor checker::read_actor(const row_reader& row, const actor_record& r) {
  (void)row.required(r.name, "name");
  actor a{r.id.text, r.name.text, r.kind.text, {}, {}, row.days(r.valid_from, r.valid_to, "valid"), {}, r.where};
  const auto lon = row.number(r.lon, "lon");
  const auto lat = row.number(r.lat, "lat");
  if (lon && lat) a.where = position{to_double(*lon), to_double(*lat)};
  if (r.lon.text.empty() != r.lat.text.empty())
    row.problem(r.lon.text.empty() ? r.lon : r.lat, r.lon.text.empty() ? r.lat : r.lon, "invalid-position",
                "one of lon and lat is missing; give both or none");
  if (lon && !(to_double(*lon) >= -180.0 && to_double(*lon) <= 180.0))
    row.problem(r.lon, "invalid-position",
                "lon is " + row_reader::quoted(r.lon) + ", out of range; allowed: -180 to 180 degrees east");
  if (lat && !(to_double(*lat) >= -90.0 && to_double(*lat) <= 90.0))
    row.problem(
        r.lat, "invalid-position",
        "lat is " + row_reader::quoted(r.lat) + ", out of range; allowed: -90 to 90 degrees north; are lon and lat exchanged?");
  for (const auto& [name, value] : r.attributes) {
    if (value.text.empty()) continue;
    std::string text = value.text;
    if (name == "population" || name == "grdp" || name == "area") {
      // Attributes are text in the canonical form of numbers: one in another form is written anew.
      const auto amount = row.amount(value, name);
      if (amount && row.format() != number_format{}) text = to_text(*amount);
    }
    a.attributes.push_back({name, std::move(text)});
  }
  return a;
}

void checker::read_actors(const std::vector<actor_record>& rows) {
  for (const actor_record& r : rows) {
    const row_reader row = reader(r.where, r.id);
    actor a = read_actor(row, r);
    if (row.required(r.id, "id") && who_.add(row, r.id, r.where, next_id<actor_id>(parts_.actors.size())))
      parts_.actors.push_back(std::move(a));
  }
  link_parents(rows);
}

void checker::link_parents(const std::vector<actor_record>& rows) {
  successors parent_of(parts_.actors.size());
  std::vector<const actor_record*> row_of(parts_.actors.size(), nullptr);
  for (const actor_record& r : rows) {
    if (r.parent.text.empty()) continue;
    const auto* self = who_.find(r.id.text);
    const auto* parent = who_.resolve(reader(r.where, r.id), r.parent, "unknown-actor", "actor");
    if (self == nullptr || parent == nullptr) continue;
    const auto child = std::get<actor_id>(*self).index();
    if (parts_.actors[child].parent) continue;  // a second row of the same id
    parts_.actors[child].parent = std::get<actor_id>(*parent);
    parent_of[child] = {std::get<actor_id>(*parent).index()};
    row_of[child] = &r;
  }
  for (const auto& group : cycles(parent_of)) {
    const actor_record& r = *row_of[group.front()];
    reader(r.where, r.id)
        .problem(r.parent, "parent-cycle", "the parents of " + row_reader::quoted(r.id) + " lead back to it; allowed: a tree");
  }
}

void checker::read_regions(const std::vector<region_record>& rows) {
  name_regions(rows);  // first, so that a region can be a member of one that stands before it
  fill_regions(rows);
  check_nesting(rows);
}

void checker::name_regions(const std::vector<region_record>& rows) {
  std::unordered_map<std::string, bool> refused;  // a region of many rows is told once that its id is taken
  for (const region_record& r : rows) {
    const row_reader row = reader(r.where, r.region);
    if (!row.required(r.region, "region")) continue;
    const auto* known = who_.find(r.region.text);
    if (known == nullptr) {
      (void)who_.add(row, r.region, r.where, next_id<region_id>(parts_.regions.size()));
      parts_.regions.push_back({r.region.text, r.name.text, {}, r.where});
      continue;
    }
    if (std::holds_alternative<actor_id>(*known)) {
      if (refused.try_emplace(r.region.text).second) (void)who_.add(row, r.region, r.where, *known);
      continue;
    }
    region& same = parts_.regions[std::get<region_id>(*known).index()];
    if (same.name.empty()) same.name = r.name.text;
    if (!r.name.text.empty() && r.name.text != same.name)
      row.problem(r.name, "inconsistent-name",
                  "the region is named " + row_reader::quoted(r.name) + " here and \"" + printable(same.name) + "\" " +
                      place_text(same.stated_at) + "; allowed: one name (or none) in all its rows");
  }
  for (region& r : parts_.regions)
    if (r.name.empty()) r.name = r.key;
}

void checker::fill_regions(const std::vector<region_record>& rows) {
  reach_.assign(parts_.regions.size(), {std::nullopt, false, 0});
  std::vector<dated_row<std::pair<std::uint32_t, actor_or_region>>> memberships;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const region_record& r = rows[i];
    const row_reader row = reader(r.where, r.region);
    const stated_period valid = row.days(r.valid_from, r.valid_to, "valid");
    const auto* member =
        row.required(r.actor, "actor") ? who_.resolve(row, r.actor, "unknown-actor", "actor or region") : nullptr;
    const auto* self = who_.find(r.region.text);
    if (self == nullptr || !std::holds_alternative<region_id>(*self)) continue;
    const std::uint32_t at = std::get<region_id>(*self).index();
    if (member == nullptr) {
      reach_[at] = {};  // what it is there for is not known
      continue;
    }
    (void)check_life(row, *member, r.actor, valid, r.valid_from, r.valid_to, "membership-outside-validity", "the membership");
    parts_.regions[at].members.push_back({*member, valid, r.where});
    memberships.push_back({{at, *member}, valid.days(), i});
  }
  for (const std::size_t i : overlapping(std::move(memberships)))
    reader(rows[i].where, rows[i].region)
        .problem(rows[i].actor, "duplicate-member",
                 row_reader::quoted(rows[i].actor) + " is a member of " + row_reader::quoted(rows[i].region) +
                     " twice at the same time; allowed: once, or in periods that do not overlap");
}

void checker::check_nesting(const std::vector<region_record>& rows) {
  successors inner(parts_.regions.size());
  for (std::size_t i = 0; i < inner.size(); ++i)
    for (const membership& m : parts_.regions[i].members)
      if (const auto* id = std::get_if<region_id>(&m.member)) inner[i].push_back(id->index());

  std::vector<std::size_t> cycle_of(inner.size(), 0);
  const auto groups = cycles(inner);
  for (std::size_t g = 0; g < groups.size(); ++g)
    for (const std::uint32_t region : groups[g]) cycle_of[region] = g + 1;
  std::vector<bool> told(groups.size() + 1, groups.empty());
  told[0] = true;
  for (const region_record& r : rows) {
    if (groups.empty()) break;
    const auto* outer = who_.find(r.region.text);
    const auto* member = who_.find(r.actor.text);
    if (outer == nullptr || member == nullptr || outer->index() != 1 || member->index() != 1) continue;
    const std::size_t cycle = cycle_of[std::get<region_id>(*outer).index()];
    if (told[cycle] || cycle != cycle_of[std::get<region_id>(*member).index()]) continue;
    told[cycle] = true;
    reader(r.where, r.region)
        .problem(r.actor, "region-cycle",
                 "the member " + row_reader::quoted(r.actor) + " of the region " + row_reader::quoted(r.region) +
                     " contains that region again; allowed: regions that do not contain themselves");
  }
  measure_regions(inner);
}

region_reach checker::reach_of(const actor_or_region& who) const {
  if (const auto* id = std::get_if<actor_id>(&who)) return {*id, false, 1};
  return reach_[std::get<region_id>(who).index()];
}

void checker::measure_regions(const std::vector<std::vector<std::uint32_t>>& inner) {
  std::vector<bool> measured(inner.size(), false);
  for (const std::uint32_t i : successors_first(inner)) {
    measured[i] = true;
    for (const membership& m : parts_.regions[i].members) reach_[i].add(reach_of(m.member));
  }
  for (std::size_t i = 0; i < measured.size(); ++i)
    if (!measured[i]) reach_[i] = {};  // on a cycle, or it contains one
}

void checker::read_aliases(const std::vector<alias_record>& rows) {
  std::vector<std::tuple<actor_or_region, std::string_view, std::size_t>> given;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const alias_record& r = rows[i];
    const row_reader row = reader(r.where, r.id);
    const auto* who = row.required(r.id, "id") ? who_.resolve(row, r.id, "unknown-actor", "actor or region") : nullptr;
    if (!row.required(r.alias, "alias") || who == nullptr) continue;
    parts_.aliases.push_back({*who, r.alias.text, r.where});
    given.emplace_back(*who, r.alias.text, i);
  }
  std::sort(given.begin(), given.end());
  for (std::size_t i = 1; i < given.size(); ++i) {
    const auto& [who, text, at] = given[i];
    if (std::get<0>(given[i - 1]) != who || std::get<1>(given[i - 1]) != text) continue;
    reader(rows[at].where, rows[at].id)
        .problem(rows[at].alias, "duplicate-alias",
                 row_reader::quoted(rows[at].id) + " has the alias " + row_reader::quoted(rows[at].alias) +
                     " already; it was given " + place_text(rows[std::get<2>(given[i - 1])].where));
  }
}

void checker::read_observation(const observation_record& r) {
  const row_reader row = reader(r.where, "observation");
  parts_.observed.title = r.title;
  parts_.observed.absence = row.word(r.absence, "absence", parse_absence, "unknown, none", absence_meaning::unknown);
  std::vector<bool> named(parts_.actors.size(), false);
  for (const cell& key : r.whose) {
    const auto* who = who_.resolve(row, key, "unknown-actor", "actor");
    if (who == nullptr) continue;
    const auto* id = std::get_if<actor_id>(who);
    if (id == nullptr) {
      row.problem(key, "unknown-actor", row_reader::quoted(key) + " is a region; allowed: an actor");
      continue;
    }
    if (named[id->index()])
      row.problem(key, "duplicate-member", row_reader::quoted(key) + " is observed twice; allowed: each actor once");
    named[id->index()] = true;
    parts_.observed.whose.push_back(*id);
  }
}

}  // namespace coopgraph::detail
