// SPDX-License-Identifier: BSL-1.0
#pragma once

// Regions that are cut into two that are connected and reach the floor.

#include "clustering/touching_merging.hpp"
#include "clustering/touching_moves.hpp"

#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::touching_regions {

template <class Score>
struct region_cut {
  vertex_id region;
  Score gain;
  std::vector<vertex_id> leaves;  // units that leave it, sorted
};

template <class Objective>
class region_cutting {
 public:
  using score = typename Objective::score;
  using cut = region_cut<score>;

  /// Both outlive it.
  region_cutting(moving_regions<Objective>& regions, random_stream& random)
      : regions_(regions), random_(random), place_(regions.units(), no_vertex) {}

  /// The best of so many cuts: the first is what two parts are left of where single units merge, the others are drawn; then units
  /// move between the two as long as that gains. Nothing if none reaches the floor. \pre members are all of the region's, sorted
  [[nodiscard]] std::optional<cut> best(vertex_id region, const std::vector<vertex_id>& members, unsigned trials) {
    std::optional<cut> found;
    if (!may_be_cut(region, members)) return found;
    if (members.size() == 2) trials = 1;
    for (unsigned trial = 0; trial < trials; ++trial) {
      const auto leaves = trial == 0 ? by_merging(members) : by_tree(members);
      const score before = regions_.gain();
      const vertex_id made = part_from(region, leaves);
      if (reach_floor(region, made, members)) {
        const auto within = [&](vertex_id from, vertex_id to) {
          return (from == region || from == made) && (to == region || to == made);
        };
        regions_.settle(members, false, within);
        const score gain = regions_.gain() - before;
        if (!found || gain > found->gain) {
          found = cut{region, gain, {}};
          for (const vertex_id v : members)
            if (regions_.label()[v] == made) found->leaves.push_back(v);
        }
      }
      regions_.move_all(members, made, region);
    }
    return found;
  }

  /// Returns the region that is new.
  vertex_id make(const cut& chosen) { return part_from(chosen.region, chosen.leaves); }

  /// Cuts the region somewhere. Returns whether both reach the floor; else it is left as it was.
  bool at_random(vertex_id region, const std::vector<vertex_id>& members) {
    if (!may_be_cut(region, members)) return false;
    const vertex_id made = part_from(region, by_tree(members));
    if (reach_floor(region, made, members)) return true;
    regions_.move_all(members, made, region);
    return false;
  }

 private:
  [[nodiscard]] bool may_be_cut(vertex_id region, const std::vector<vertex_id>& members) const {
    const std::int64_t floor = regions_.ground().floor;
    return members.size() > 1 && regions_.amount(region) - floor >= floor;
  }

  vertex_id part_from(vertex_id region, const std::vector<vertex_id>& leaves) {
    return regions_.move_all(leaves, region, moving_regions<Objective>::a_new_one);
  }

  [[nodiscard]] std::vector<vertex_id> by_merging(const std::vector<vertex_id>& members) {
    for (std::size_t i = 0; i < members.size(); ++i) place_[members[i]] = static_cast<vertex_id>(i);
    merging_parts<Objective> parts(regions_.objective(), regions_.ground(), regions_.whole(), members, place_, members.size(),
                                   regions_.check_stop());
    parts.merge_best(2, true);
    std::vector<vertex_id> leaves;
    for (const vertex_id v : members)
      if (parts.root(place_[v]) != parts.root(0)) leaves.push_back(v);
    for (const vertex_id v : members) place_[v] = no_vertex;
    return leaves;
  }

  /// What hangs below a tie of a random spanning tree. Ties that leave both sides at the floor go first; else the one whose
  /// smaller side has most.
  [[nodiscard]] std::vector<vertex_id> by_tree(const std::vector<vertex_id>& members) {
    const vertex_id region = regions_.label()[members.front()];
    const vertex_id root = members[static_cast<std::size_t>(random_.below(members.size()))];
    std::vector<vertex_id> order{root};                   // parents before children
    std::vector<std::size_t> parent{0};                   // by place in the order
    std::vector<std::pair<vertex_id, std::size_t>> open;  // a unit, and the place of its parent
    const auto look_from = [&](std::size_t at) {
      for (const vertex_id u : regions_.ground().touch.of(order[at]))
        if (regions_.label()[u] == region && place_[u] == no_vertex) open.emplace_back(u, at);
    };
    place_[root] = 0;
    look_from(0);
    for (std::size_t step = 1; !open.empty(); ++step) {
      if (step % units_between_checks == 0) regions_.check_stop()();
      std::swap(open[static_cast<std::size_t>(random_.below(open.size()))], open.back());
      const auto [v, from] = open.back();
      open.pop_back();
      if (place_[v] != no_vertex) continue;
      place_[v] = static_cast<vertex_id>(order.size());
      order.push_back(v);
      parent.push_back(from);
      look_from(order.size() - 1);
    }
    for (const vertex_id v : members) place_[v] = no_vertex;
    return below(order, parent, chosen_tie(order, parent));
  }

  /// The place of the unit that is cut from its parent.
  [[nodiscard]] std::size_t chosen_tie(const std::vector<vertex_id>& order, const std::vector<std::size_t>& parent) {
    std::vector<std::int64_t> held(order.size(), 0);
    for (std::size_t i = order.size(); i-- > 0;) {
      held[i] += regions_.ground().amount[order[i]];
      if (i > 0) held[parent[i]] += held[i];
    }
    std::vector<std::size_t> good;
    std::size_t most_even = 1;
    const auto smaller = [&](std::size_t i) { return std::min(held[i], held[0] - held[i]); };
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (smaller(i) >= regions_.ground().floor) good.push_back(i);
      if (smaller(i) > smaller(most_even)) most_even = i;
    }
    return good.empty() ? most_even : good[static_cast<std::size_t>(random_.below(good.size()))];
  }

  [[nodiscard]] static std::vector<vertex_id> below(const std::vector<vertex_id>& order, const std::vector<std::size_t>& parent,
                                                    std::size_t cut_off) {
    std::vector<std::uint8_t> is_below(order.size(), 0);
    std::vector<vertex_id> found;
    is_below[cut_off] = 1;
    for (std::size_t i = cut_off; i < order.size(); ++i) {
      if (is_below[parent[i]] != 0) is_below[i] = 1;
      if (is_below[i] != 0) found.push_back(order[i]);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  /// Moves units between the two until both reach the floor, those that lose least. Returns whether they do.
  bool reach_floor(vertex_id a, vertex_id b, const std::vector<vertex_id>& members) {
    const std::int64_t floor = regions_.ground().floor;
    for (std::size_t step = 0; step < members.size(); ++step) {
      if (regions_.amount(a) >= floor && regions_.amount(b) >= floor) return true;
      const vertex_id low = regions_.amount(a) < floor ? a : b;
      const vertex_id high = low == a ? b : a;
      const auto over = [&](vertex_id from, vertex_id to) { return from == high && to == low; };
      std::optional<std::pair<score, vertex_id>> best;
      for (const vertex_id v : members) {
        if (regions_.label()[v] != high) continue;
        const auto next = regions_.best_move(v, false, true, over);
        if (next && (!best || next->gain > best->first)) best = {next->gain, v};
      }
      if (!best) return false;
      regions_.move(best->second, low);
    }
    return false;
  }

  moving_regions<Objective>& regions_;
  random_stream& random_;
  std::vector<vertex_id> place_;  // by unit: scratch; no_vertex in between
};

}  // namespace coopgraph::detail::touching_regions
