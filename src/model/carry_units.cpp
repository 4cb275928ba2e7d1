// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>

#include "model/carrier.hpp"
#include "model/cycles.hpp"
#include "model/rows.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>
#include <variant>

namespace coopgraph::detail {
namespace {

std::uint32_t count(std::size_t n) { return static_cast<std::uint32_t>(n); }

}  // namespace

stated_period hull(const stated_period& a, const stated_period& b) {
  stated_period whole;
  if (a.first && b.first) whole.first = b.first->first_day() < a.first->first_day() ? b.first : a.first;
  if (a.last && b.last) whole.last = b.last->last_day() > a.last->last_day() ? b.last : a.last;
  return whole;
}

carrier::carrier(const network& from, const unit_world& world, const date& on, const carry_options& options)
    : from_(from),
      world_(world),
      day_(on.last_day()),
      options_(options),
      fates_(fates_on(world, day_)),
      position_(world.units.size()),
      group_of_(from.actors().size()) {}

carried_network carrier::carry() {
  choose_units();
  check_added_keys();
  builder_.describe(from_.about());
  for (const source_document& s : from_.sources()) builder_.add(row_of(s));
  add_actors();
  name_groups();
  measure_regions();
  add_regions();
  add_aliases();
  add_observation();
  tell_actors();
  add_agreements();
  add_flows();
  add_events();
  told_.result = builder_.build();
  return std::move(told_);
}

const actor& carrier::unit_at(std::uint32_t position) const {
  const unit_world::unit& u = world_.units[kept_[position]];
  return (*u.home)[u.id];
}

std::optional<actor_id> carrier::now(actor_id was) const {
  const unit_fate& fate = fates_[was.index()];
  return fate.now.size() == 1 ? position_[fate.now.front().first] : std::nullopt;
}

std::vector<actor_id> carrier::parts_now(actor_id was) const {
  std::vector<actor_id> parts;
  for (const auto& part : fates_[was.index()].now) parts.push_back(*position_[part.first]);
  return parts;
}

void carrier::choose_units() {
  std::vector<bool> kept(world_.units.size(), false);
  for (std::uint32_t i = 0; i < from_.actors().size(); ++i)
    for (const auto& part : fates_[i].now) kept[part.first] = true;
  for (std::uint32_t u = 0; u < kept.size(); ++u) {
    if (!kept[u]) continue;
    position_[u] = actor_id(count(kept_.size()));
    kept_.push_back(u);
  }
  parts_.resize(kept_.size());
  incomplete_.resize(kept_.size(), false);
  for (std::uint32_t u = 0; u < fates_.size(); ++u) {
    for (const auto& part : fates_[u].now) {
      const auto at = position_[part.first];
      if (!at) continue;
      if (!is_added(u)) {
        parts_[at->index()].push_back(actor_id(u));
      } else if (u != part.first) {
        incomplete_[at->index()] = true;
      }
    }
  }
  for (std::uint32_t p = 0; p < kept_.size(); ++p) count_parts(p);
}

/// A unit is a part of itself, too, if nobody else became it or it was there beside one who did.
void carrier::count_parts(std::uint32_t position) {
  const std::uint32_t self = kept_[position];
  const period life = world_.units[self].life.days();
  std::vector<actor_id> others;
  bool beside = false;
  for (const actor_id part : parts_[position]) {
    if (part.index() == self) continue;
    others.push_back(part);
    beside = beside || world_.units[part.index()].life.days().overlaps(life);
  }
  if (is_added(self)) incomplete_[position] = incomplete_[position] || beside;
  whole_.push_back(others.empty() || beside ? parts_[position] : std::move(others));
}

void carrier::check_added_keys() const {
  for (std::uint32_t p = 0; p < kept_.size(); ++p) {
    const std::string& key = unit_at(p).key;
    if (!is_added(kept_[p]) || (!from_.find_actor(key) && !from_.find_region(key))) continue;
    throw input_error("carry", "units", '"' + printable(key) + '"',
                      "units to be added that have ids of their own, none of another actor or region of the network");
  }
}

/// The parents of the units of the result; one that was divided, or is its own descendant now, is left out.
std::vector<std::optional<std::uint32_t>> carrier::new_parents() {
  std::vector<std::optional<std::uint32_t>> parents(kept_.size());
  std::vector<bool> left_out(kept_.size(), false);
  successors next(kept_.size());
  for (std::uint32_t p = 0; p < kept_.size(); ++p) {
    const auto& parent = world_.units[kept_[p]].parent;
    if (!parent) continue;
    const unit_fate& fate = fates_[*parent];
    left_out[p] = fate.now.size() > 1;
    const auto at = left_out[p] ? std::nullopt : position_[fate.now.front().first];
    if (!at) continue;  // a parent among the other network's units that nobody here belongs to
    parents[p] = at->index();
    next[p] = {at->index()};
  }
  for (const auto& circle : cycles(next)) {
    for (const std::uint32_t p : circle) {
      if (kept_[*parents[p]] == *world_.units[kept_[p]].parent) continue;
      parents[p].reset();
      left_out[p] = true;
    }
  }
  for (std::uint32_t p = 0; p < kept_.size(); ++p)
    if (left_out[p]) told_.parentless.emplace_back(p);
  return parents;
}

void carrier::tell_missing_attributes(std::uint32_t unit) {
  const std::vector<attribute>& own = unit_at(unit).attributes;
  std::vector<std::string> missing;
  for (const actor_id part : parts_[unit]) {
    for (const attribute& a : from_[part].attributes) {
      const auto same = [&](const attribute& b) { return a.name == b.name; };
      if (std::any_of(own.begin(), own.end(), same)) continue;
      if (std::find(missing.begin(), missing.end(), a.name) == missing.end()) missing.push_back(a.name);
    }
  }
  for (std::string& name : missing) told_.missing.push_back({actor_id(unit), std::move(name)});
}

void carrier::add_actors() {
  const auto parents = new_parents();
  for (std::uint32_t p = 0; p < kept_.size(); ++p) {
    const unit_world::unit& u = world_.units[kept_[p]];
    actor_record row = row_of(*u.home, unit_at(p));
    row.parent = parents[p] ? cell(unit_at(*parents[p]).key) : cell();
    const bool itself_only = !is_added(kept_[p]) && parts_[p].size() == 1;
    if (!itself_only) row.valid_from = row.valid_to = cell();
    builder_.add(std::move(row));
    tell_missing_attributes(p);
  }
}

/// A group for each actor that was divided and that a record names.
void carrier::name_groups() {
  std::vector<bool> named(from_.actors().size(), false);
  const auto see = [&](const actor_or_region& who) {
    if (const auto* id = std::get_if<actor_id>(&who)) named[id->index()] = true;
  };
  for (const agreement& a : from_.agreements())
    for (const party& p : a.parties) see(p.who);
  for (const flow& f : from_.flows()) {
    see(f.origin);
    see(f.destination);
  }
  for (const event& e : from_.events())
    for (const participant& p : e.participants) see(p.who);

  std::unordered_set<std::string> taken;
  for (std::uint32_t p = 0; p < kept_.size(); ++p) taken.insert(unit_at(p).key);
  for (const actor& a : from_.actors()) taken.insert(a.key);
  for (const region& r : from_.regions()) taken.insert(r.key);
  for (std::uint32_t i = 0; i < named.size(); ++i) {
    if (!named[i] || fates_[i].now.size() == 1) continue;
    const std::string plain = from_.actors()[i].key + "-parts";
    std::string key = plain;
    for (int k = 2; !taken.insert(key).second; ++k) key = plain + '-' + std::to_string(k);
    group_of_[i] = region_id(count(from_.regions().size() + grouped_.size()));
    grouped_.emplace_back(i);
    group_keys_.push_back(std::move(key));
  }
}

void carrier::measure_regions() {
  for (std::uint32_t r = 0; r < from_.regions().size(); ++r) {
    reach found{from_.members(region_id(r)), {}};
    for (const actor_id member : found.before) {
      const auto parts = parts_now(member);
      found.divided = found.divided || parts.size() > 1;
      found.after.insert(found.after.end(), parts.begin(), parts.end());
    }
    std::sort(found.after.begin(), found.after.end());
    const auto end = std::unique(found.after.begin(), found.after.end());
    found.merged = end != found.after.end();
    found.after.erase(end, found.after.end());
    reaches_.push_back(std::move(found));
    tell_partial_members(r);
  }
}

void carrier::tell_partial_members(std::uint32_t region) {
  const std::vector<actor_id>& before = reaches_[region].before;
  for (const actor_id unit : reaches_[region].after) {
    carried_network::partial_member found{region_id(region), unit, {}, {}};
    for (const actor_id part : whole_[unit.index()]) {
      const bool member = std::binary_search(before.begin(), before.end(), part);
      if (member || fates_[part.index()].how != actor_fate::taken_back) (member ? found.inside : found.outside).push_back(part);
    }
    if (!found.outside.empty() || incomplete_[unit.index()]) told_.partial.push_back(std::move(found));
  }
}

void carrier::add_regions() {
  const auto text = [](const std::optional<date>& d) { return d ? to_text(*d) : std::string(); };
  for (const region& r : from_.regions()) {
    std::vector<united_row<actor_or_region>> rows;
    for (std::size_t i = 0; i < r.members.size(); ++i) {
      const membership& m = r.members[i];
      if (const auto* id = std::get_if<actor_id>(&m.member)) {
        for (const actor_id part : parts_now(*id)) rows.push_back({part, m.valid, i});
      } else {
        rows.push_back({m.member, m.valid, i});
      }
    }
    for (const auto& whole : unite(std::move(rows))) {
      region_record row = row_of(from_, r, r.members[whole.row]);
      row.actor = new_key(whole.key);
      row.valid_from = text(whole.valid.first);
      row.valid_to = text(whole.valid.last);
      builder_.add(std::move(row));
    }
  }
  for (std::size_t g = 0; g < grouped_.size(); ++g) {
    const actor& a = from_[grouped_[g]];
    for (const actor_id part : parts_now(grouped_[g]))
      builder_.add(
          region_record{.region = group_keys_[g], .name = a.name, .actor = unit_at(part.index()).key, .where = a.stated_at});
  }
}

void carrier::add_aliases() {
  for (const alias& a : from_.aliases()) {
    alias_record row = row_of(from_, a);
    if (const auto* id = std::get_if<actor_id>(&a.who); id != nullptr && position_[id->index()] == std::nullopt) {
      const auto group = group_of_[id->index()];
      if (!group) {
        told_.aliases.push_back(a);
        continue;
      }
      row.id = new_key(*group);
    }
    builder_.add(std::move(row));
  }
  if (world_.units.size() == from_.actors().size()) return;
  const network& units = *world_.units.back().home;
  std::vector<bool> added(units.actors().size(), false);
  for (const std::uint32_t u : kept_)
    if (is_added(u)) added[world_.units[u].id.index()] = true;
  for (const alias& a : units.aliases())
    if (const auto* id = std::get_if<actor_id>(&a.who); id != nullptr && added[id->index()]) builder_.add(row_of(units, a));
}

void carrier::add_observation() {
  const observation& seen = from_.observed();
  std::vector<bool> observed(from_.actors().size(), false);
  for (const actor_id id : seen.whose) observed[id.index()] = true;
  observation_record row{.title = seen.title};
  std::vector<bool> named(kept_.size(), false);
  for (const actor_id id : seen.whose) {
    for (const actor_id unit : parts_now(id)) {
      if (named[unit.index()]) continue;
      named[unit.index()] = true;
      row.whose.emplace_back(unit_at(unit.index()).key);
      const auto& parts = whole_[unit.index()];
      const bool whole =
          std::all_of(parts.begin(), parts.end(), [&](actor_id part) { return observed[part.index()] && now(part).has_value(); });
      if (!whole || incomplete_[unit.index()]) told_.partly_observed.push_back(unit);
    }
  }
  row.absence = told_.partly_observed.empty() ? to_text(seen.absence) : std::string();
  builder_.observe(std::move(row));
}

void carrier::tell_actors() {
  for (std::uint32_t i = 0; i < from_.actors().size(); ++i) {
    carried_network::actor_change change{actor_id(i), fates_[i].how, world_.units[i].problem, {}};
    for (const auto& [unit, share] : fates_[i].now) change.now.push_back({*position_[unit], share});
    told_.actors.push_back(std::move(change));
  }
  for (const unit_world::handover& h : world_.handovers) {
    const bool lives_on = h.from == h.to && h.share != decimal{1, 0};
    if (lives_on && !is_added(h.from) && (!h.on || h.on->first_day() <= day_))
      told_.reductions.push_back({actor_id(h.from), h.on, h.share});
  }
}

}  // namespace coopgraph::detail
