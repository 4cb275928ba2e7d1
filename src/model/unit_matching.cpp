// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/model/name_registry.hpp>

#include "model/unit_fates.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <variant>

namespace coopgraph::detail {
namespace {

/// What the ids, names and aliases of a network's actors mean among units.
class unit_finder {
 public:
  unit_finder(const network& from, const network& units, const unit_matching& matching)
      : from_(from), names_(units, {matching.as_of, {}}) {
    read_codes(units, matching);
    aliases_.resize(from.actors().size());
    for (std::uint32_t i = 0; i < from.aliases().size(); ++i)
      if (const auto* who = std::get_if<actor_id>(&from.aliases()[i].who)) aliases_[who->index()].push_back(i);
  }

  struct finding {
    std::optional<actor_id> unit;
    unit_problem problem = unit_problem::unknown;
  };
  [[nodiscard]] finding find(std::uint32_t which) const {
    const actor& a = from_.actors()[which];
    collected all;
    const auto [first, end] = std::equal_range(codes_.begin(), codes_.end(), std::pair(a.key, actor_id(0)),
                                               [](const auto& x, const auto& y) { return x.first < y.first; });
    all.ambiguous = end - first > 1;
    if (end - first == 1) all.units.push_back(first->second);
    collect(all, a.name);
    for (const std::uint32_t i : aliases_[which]) collect(all, from_.aliases()[i].text);
    std::sort(all.units.begin(), all.units.end());
    all.units.erase(std::unique(all.units.begin(), all.units.end()), all.units.end());
    if (all.units.size() > 1) return {{}, unit_problem::contradictory};
    if (all.units.size() == 1) return {all.units.front()};
    return {{}, all.ambiguous ? unit_problem::ambiguous : unit_problem::unknown};
  }

 private:
  struct collected {
    std::vector<actor_id> units = {};
    bool ambiguous = false;
  };

  void read_codes(const network& units, const unit_matching& matching) {
    if (matching.code_system.empty()) return;
    (void)network_names(units, {{}, matching.code_system});  // refuses a code system that is not there
    for (std::uint32_t i = 0; i < units.actors().size(); ++i) {
      const actor& a = units.actors()[i];
      if (!a.valid.days().overlaps(through(matching.as_of, matching.as_of))) continue;
      if (matching.code_system == "id") codes_.emplace_back(a.key, actor_id(i));
      for (const attribute& value : a.attributes)
        if (value.name == matching.code_system && matching.code_system != "id") codes_.emplace_back(value.value, actor_id(i));
    }
    std::sort(codes_.begin(), codes_.end());
  }

  void collect(collected& all, const std::string& text) const {
    const auto found = names_.find(text);
    all.ambiguous = all.ambiguous || found.ambiguous;
    if (!found.who) return;
    if (const auto* unit = std::get_if<actor_id>(&*found.who)) all.units.push_back(*unit);
  }

  const network& from_;
  network_names names_;
  std::vector<std::pair<std::string, actor_id>> codes_;  // sorted
  std::vector<std::vector<std::uint32_t>> aliases_;      // of each actor
};

}  // namespace

unit_world world_of(const network& from, const network& units, const unit_matching& matching) {
  const unit_finder finder(from, units, matching);
  constexpr std::uint32_t nobody = UINT32_MAX;
  std::vector<std::uint32_t> position(units.actors().size(), nobody);  // of each unit in the world
  std::vector<std::size_t> meant(units.actors().size(), 0);            // by how many actors
  std::vector<unit_finder::finding> findings;
  for (std::uint32_t i = 0; i < from.actors().size(); ++i) {
    findings.push_back(finder.find(i));
    if (findings.back().unit) ++meant[findings.back().unit->index()];
  }

  unit_world world;
  for (std::uint32_t i = 0; i < findings.size(); ++i) {
    unit_finder::finding& f = findings[i];
    if (f.unit && meant[f.unit->index()] > 1) f = {{}, unit_problem::shared};
    if (f.unit) {
      position[f.unit->index()] = i;
      world.units.push_back({.home = &from, .id = actor_id(i), .life = units[*f.unit].valid});
    } else {
      world.units.push_back({.home = &from, .id = actor_id(i), .life = {}, .problem = f.problem});
    }
  }
  for (std::uint32_t i = 0; i < position.size(); ++i) {
    if (position[i] != nobody) continue;
    position[i] = static_cast<std::uint32_t>(world.units.size());
    world.units.push_back({.home = &units, .id = actor_id(i), .life = units.actors()[i].valid});
  }
  for (unit_world::unit& u : world.units) {
    const auto& parent = (*u.home)[u.id].parent;
    const bool added = &u - world.units.data() >= static_cast<std::ptrdiff_t>(findings.size());
    if (parent) u.parent = added ? position[parent->index()] : parent->index();
  }
  for (const succession& s : units.crosswalk())
    world.handovers.push_back({position[s.from.index()], position[s.to.index()], s.share, s.on});
  return world;
}

}  // namespace coopgraph::detail
