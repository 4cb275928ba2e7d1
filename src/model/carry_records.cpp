// SPDX-License-Identifier: BSL-1.0
#include "model/carrier.hpp"
#include "model/participation.hpp"
#include "model/rows.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

cell text_of(const std::optional<date>& d) { return d ? cell(to_text(*d)) : cell(); }
cell text_of(const party_extent& extent) { return extent == party_extent{} ? cell() : cell(to_text(extent)); }

}  // namespace

actor_or_region carrier::moved(const actor_or_region& who) const {
  const auto* id = std::get_if<actor_id>(&who);
  if (id == nullptr) return who;
  if (const auto unit = now(*id)) return *unit;
  return *group_of_[id->index()];
}

const std::string& carrier::new_key(const actor_or_region& who) const {
  if (const auto* id = std::get_if<actor_id>(&who)) return unit_at(id->index()).key;
  const std::uint32_t region = std::get<region_id>(who).index();
  return region < from_.regions().size() ? from_.regions()[region].key : group_keys_[region - from_.regions().size()];
}

std::vector<actor_id> carrier::reach_before(const actor_or_region& who) const {
  if (const auto* id = std::get_if<actor_id>(&who)) return {*id};
  return reaches_[std::get<region_id>(who).index()].before;
}

/// Of someone in the result.
std::vector<actor_id> carrier::reach_after(const actor_or_region& who) const {
  if (const auto* id = std::get_if<actor_id>(&who)) return {*id};
  const std::uint32_t region = std::get<region_id>(who).index();
  return region < reaches_.size() ? reaches_[region].after : parts_now(grouped_[region - reaches_.size()]);
}

std::optional<actor_id> carrier::only_actor(const std::vector<actor_or_region>& sides) const {
  std::optional<actor_id> only;
  for (const actor_or_region& side : sides) {
    const auto reached = reach_after(side);
    if (reached.size() != 1 || (only && *only != reached.front())) return std::nullopt;
    only = reached.front();
  }
  return only;
}

party_extent carrier::new_extent(const any_record& record, const actor_or_region& who, const party_extent& stated) {
  constexpr party_extent some{party_extent::kind::some, 0};
  if (const auto* id = std::get_if<actor_id>(&who)) return now(*id) ? stated : some;
  const region_id region = std::get<region_id>(who);
  const reach& members = reaches_[region.index()];
  const bool all = stated.how == party_extent::kind::all;
  if (stated == some || !(members.divided || (members.merged && !all))) return stated;
  told_.extents.push_back({record, region, stated});
  return some;
}

void carrier::tell_split(const any_record& record, const actor_or_region& who) {
  const auto* id = std::get_if<actor_id>(&who);
  if (id == nullptr || !group_of_[id->index()]) return;
  const auto same = [&](const carried_network::split_side& s) { return s.was == *id; };
  const auto first = std::find_if(told_.splits.begin(), told_.splits.end(),
                                  [&](const carried_network::split_side& s) { return s.record == record; });
  if (std::none_of(first, told_.splits.end(), same)) told_.splits.push_back({record, *id, *group_of_[id->index()]});
}

void carrier::tell_merged(const any_record& record, std::vector<actor_id> named) {
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  std::map<actor_id, std::vector<actor_id>> of;
  for (const actor_id was : named)
    if (const auto unit = now(was)) of[*unit].push_back(was);
  for (auto& [unit, was] : of)
    if (was.size() > 1) told_.merged.push_back({record, unit, std::move(was)});
}

/// Units in both ends of a flow now of which no part was in both.
void carrier::tell_overlaps(flow_id record, const flow& f) {
  const auto common = [](const std::vector<actor_id>& a, const std::vector<actor_id>& b) {
    std::vector<actor_id> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
  };
  const auto before = common(reach_before(f.origin), reach_before(f.destination));
  for (const actor_id unit : common(reach_after(moved(f.origin)), reach_after(moved(f.destination)))) {
    const auto& parts = parts_[unit.index()];
    const auto was = [&](actor_id part) { return std::binary_search(before.begin(), before.end(), part); };
    if (std::none_of(parts.begin(), parts.end(), was)) told_.overlaps.push_back({record, unit});
  }
}

void carrier::add_quantities(const std::string& record, const std::vector<quantity>& quantities) {
  for (const quantity& q : quantities) builder_.add(row_of(record, q));
}

void carrier::add_agreements() {
  for (std::uint32_t i = 0; i < from_.agreements().size(); ++i) {
    const agreement& a = from_.agreements()[i];
    const any_record record = agreement_id(i);
    std::vector<actor_or_region> sides;
    for (const party& p : a.parties) sides.push_back(moved(p.who));
    if (const auto only = only_actor(sides)) {
      told_.loops.push_back({record, *only, false});
      continue;
    }
    std::vector<united_row<std::tuple<actor_or_region, std::string, std::string>>> rows;
    for (std::size_t k = 0; k < sides.size(); ++k)
      rows.push_back({{sides[k], a.parties[k].role, a.parties[k].of}, a.parties[k].valid, k});
    builder_.add(row_of(from_, a));
    for (const auto& whole : unite(std::move(rows))) {
      const party& p = a.parties[whole.row];
      party_record row = row_of(from_, a, p);
      row.actor = new_key(std::get<0>(whole.key));
      row.extent = text_of(new_extent(record, p.who, p.extent));
      row.valid_from = text_of(whole.valid.first);
      row.valid_to = text_of(whole.valid.last);
      tell_split(record, p.who);
      builder_.add(std::move(row));
    }
    add_quantities(a.key, a.quantities);

    const period during = a.effective.undated() ? through(a.signed_on, a.signed_on) : a.effective.days();
    std::vector<actor_id> named;
    for (const participation::side& side : participation_in(from_, a, during).sides) named.push_back(side.who);
    tell_merged(record, std::move(named));
  }
}

void carrier::add_flows() {
  for (std::uint32_t i = 0; i < from_.flows().size(); ++i) {
    const flow& f = from_.flows()[i];
    const any_record record = flow_id(i);
    const auto only = only_actor({moved(f.origin), moved(f.destination)});
    const auto origin = reach_before(f.origin);
    const bool was_loop = origin.size() == 1 && origin == reach_before(f.destination);
    if (only && !was_loop) {
      told_.loops.push_back({record, *only, options_.flows == inner_flows::keep});
      if (options_.flows == inner_flows::leave_out) continue;
    }
    flow_record row = row_of(from_, f);
    row.origin = new_key(moved(f.origin));
    row.destination = new_key(moved(f.destination));
    builder_.add(std::move(row));
    add_quantities(f.key, f.quantities);
    tell_split(record, f.origin);
    tell_split(record, f.destination);
    if (!only) tell_overlaps(flow_id(i), f);
  }
}

void carrier::add_events() {
  for (std::uint32_t i = 0; i < from_.events().size(); ++i) {
    const event& e = from_.events()[i];
    const any_record record = event_id(i);
    std::vector<actor_id> named;
    std::vector<united_row<std::pair<actor_or_region, std::string>>> rows;
    for (std::size_t k = 0; k < e.participants.size(); ++k) {
      const participant& p = e.participants[k];
      rows.push_back({{moved(p.who), p.role}, {}, k});
      if (const auto* id = std::get_if<actor_id>(&p.who)) {
        named.push_back(*id);
      } else if (p.extent.how == party_extent::kind::all) {
        const auto members = from_.members(std::get<region_id>(p.who), through(e.on, e.on));
        named.insert(named.end(), members.begin(), members.end());
      }
    }
    builder_.add(row_of(from_, e));
    for (const auto& whole : unite(std::move(rows))) {
      const participant& p = e.participants[whole.row];
      participant_record row = row_of(from_, e, p);
      row.actor = new_key(whole.key.first);
      row.extent = text_of(new_extent(record, p.who, p.extent));
      tell_split(record, p.who);
      builder_.add(std::move(row));
    }
    add_quantities(e.key, e.quantities);
    tell_merged(record, std::move(named));
  }
}

}  // namespace coopgraph::detail
