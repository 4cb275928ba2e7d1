// SPDX-License-Identifier: BSL-1.0
#pragma once

// What comes after a search for communities that are contiguous: regions are merged until floors are reached, then merged or cut
// until there are as many as asked for, and made better by moving units, merging and cutting regions, and by exchanging units. On
// small maps they are shaken now and then, which is undone unless it ends better.

#include "clustering/touching_cutting.hpp"
#include "clustering/touching_merging.hpp"
#include "clustering/touching_moves.hpp"

#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::touching_regions {

template <class Objective>
class region_search {
 public:
  using score = typename Objective::score;

  /// All outlive it. \pre label is below the number of units; regions are connected
  region_search(const Objective& objective, const region_ground& ground, std::span<const vertex_id> label,
                std::optional<std::size_t> clusters, std::uint64_t seed, const stop_check& check_stop)
      : regions_(objective, ground, label, check_stop),
        random_(seed, "regions"),
        cutting_(regions_, random_),
        wanted_(clusters),
        check_stop_(check_stop),
        everybody_(label.size()) {
    std::iota(everybody_.begin(), everybody_.end(), vertex_id{0});
  }

  [[nodiscard]] std::vector<vertex_id> run() {
    const bool is_bound = regions_.ground().floor > 0 || wanted_;
    if (!is_bound && !is_small()) return regions_.label();  // the search before has done what there is to do
    if (regions_.ground().floor > 0) merge_along([](auto& parts) { parts.reach_floors(); });
    if (wanted_) reach_count();
    improve();
    if (is_small()) shake();
    return regions_.label();
  }
  [[nodiscard]] std::uint64_t looks() const noexcept { return regions_.looks(); }

 private:
  static constexpr std::size_t small = 2000;      // units, up to which regions are cut and shaken
  static constexpr std::size_t very_small = 300;  // up to which units are exchanged
  static constexpr std::size_t hardly_any = 48;   // up to which they are when shaken, too
  static constexpr unsigned thorough_trials = 6;  // to cut a region
  static constexpr unsigned hasty_trials = 2;

  [[nodiscard]] std::size_t units() const noexcept { return regions_.units(); }
  [[nodiscard]] bool is_small() const noexcept { return units() <= small; }
  [[nodiscard]] unsigned trials() const noexcept { return is_small() ? thorough_trials : hasty_trials; }

  // ---- merging ----

  /// Regions numbered 0, 1, … in the order of their first units.
  [[nodiscard]] std::pair<std::vector<vertex_id>, std::vector<vertex_id>> numbered() const {
    std::vector<vertex_id> number(units(), no_vertex);
    std::vector<vertex_id> part(units());
    std::vector<vertex_id> region;
    for (const vertex_id v : everybody_) {
      const vertex_id r = regions_.label()[v];
      if (number[r] == no_vertex) {
        number[r] = static_cast<vertex_id>(region.size());
        region.push_back(r);
      }
      part[v] = number[r];
    }
    return {std::move(part), std::move(region)};
  }

  /// Lets merge(parts) merge regions. Returns whether it did.
  template <class Merge>
  bool merge_along(const Merge& merge) {
    const auto [part, region] = numbered();
    merging_parts<Objective> parts(regions_.objective(), regions_.ground(), regions_.whole(), everybody_, part, region.size(),
                                   check_stop_);
    merge(parts);
    if (parts.parts() == region.size()) return false;
    for (const vertex_id v : everybody_) {
      if (v % units_between_checks == 0) check_stop_();
      regions_.move(v, region[parts.root(part[v])]);
    }
    return true;
  }

  void unite(vertex_id a, vertex_id b) { regions_.move_all(everybody_, b, a); }

  [[nodiscard]] std::vector<vertex_id> members_of(vertex_id region) const {
    std::vector<vertex_id> found;
    for (const vertex_id v : everybody_)
      if (regions_.label()[v] == region) found.push_back(v);
    return found;
  }

  // ---- the count ----

  void reach_count() {
    if (regions_.regions() > *wanted_)
      merge_along([&](auto& parts) { parts.merge_best(*wanted_, true); });
    else
      cut_up_to(*wanted_);
    for (unsigned more = 0; is_small() && more < 100 && regions_.regions() < *wanted_; ++more) {
      check_stop_();
      if (!recombine_somewhere()) break;
      cut_up_to(*wanted_);
    }
  }

  /// Cuts the region that gains most, or loses least, over and over.
  void cut_up_to(std::size_t wanted) {
    using cut = region_cut<score>;
    struct by_gain {
      bool operator()(const cut& a, const cut& b) const noexcept {
        return a.gain != b.gain ? a.gain < b.gain : a.region > b.region;
      }
    };
    if (regions_.regions() >= wanted) return;
    std::vector<std::vector<vertex_id>> members(units());
    for (const vertex_id v : everybody_) members[regions_.label()[v]].push_back(v);
    std::priority_queue<cut, std::vector<cut>, by_gain> best;
    const auto look_at = [&](vertex_id r) {
      check_stop_();
      if (auto found = cutting_.best(r, members[r], trials())) best.push(std::move(*found));
    };
    for (std::size_t r = 0; r < units(); ++r)
      if (members[r].size() > 1) look_at(static_cast<vertex_id>(r));
    while (regions_.regions() < wanted && !best.empty()) {
      const cut chosen = best.top();
      best.pop();
      const vertex_id made = cutting_.make(chosen);
      std::erase_if(members[chosen.region], [&](vertex_id v) { return regions_.label()[v] == made; });
      members[made] = chosen.leaves;
      look_at(chosen.region);
      look_at(made);
    }
  }

  // ---- getting better ----

  [[nodiscard]] bool count_may_change() const noexcept { return !wanted_; }

  void improve() {
    for (;;) {
      check_stop_();
      bool better = regions_.settle(everybody_, count_may_change(), all_are_allowed);
      if (count_may_change()) better |= merge_along([&](auto& parts) { parts.merge_best(1, false); });
      if (count_may_change() && is_small()) better |= cut_regions();
      if (!better && units() <= very_small) better = exchange();
      if (!better) return;
    }
  }

  bool cut_regions() {
    bool better = false;
    std::vector<std::vector<vertex_id>> members(units());
    for (const vertex_id v : everybody_) members[regions_.label()[v]].push_back(v);
    for (std::size_t r = 0; r < units(); ++r) {
      if (members[r].size() < 2) continue;
      check_stop_();
      const auto found = cutting_.best(static_cast<vertex_id>(r), members[r], trials());
      if (!found || !regions_.is_gain(found->gain)) continue;
      cutting_.make(*found);
      better = true;
    }
    return better;
  }

  /// A unit goes to a region that it touches, and one of that region elsewhere or another one there, so that both together gain.
  bool exchange() {
    bool better = false;
    std::vector<vertex_id> near;
    for (const vertex_id v : everybody_) {
      near.clear();
      for (const vertex_id u : regions_.ground().touch.of(v)) near.push_back(regions_.label()[u]);
      std::sort(near.begin(), near.end());
      near.erase(std::unique(near.begin(), near.end()), near.end());
      for (const vertex_id r : near) better |= exchange_into(v, r);
      check_stop_();
    }
    return better;
  }

  [[nodiscard]] bool touches(vertex_id v, vertex_id region) const {
    const auto near = regions_.ground().touch.of(v);
    return std::any_of(near.begin(), near.end(), [&](vertex_id u) { return regions_.label()[u] == region; });
  }

  bool exchange_into(vertex_id v, vertex_id to) {
    const vertex_id own = regions_.label()[v];
    if (to == own || regions_.members(to) == 0 || regions_.members(own) == 1 || !regions_.stays_connected_without(v))
      return false;
    if (!touches(v, to)) return false;  // any more
    const score before = regions_.gain();
    regions_.move(v, to);
    const std::int64_t floor = regions_.ground().floor;
    const bool is_short = regions_.amount(own) < floor;
    for (const vertex_id u : everybody_) {
      const bool comes = regions_.label()[u] != to;
      if (u == v || (is_short && (comes || regions_.amount(own) + regions_.ground().amount[u] < floor))) continue;
      if (comes && !touches(u, to)) continue;
      const auto where = [&](vertex_id, vertex_id r) { return comes ? r == to : !is_short || r == own; };
      const auto next = regions_.best_move(u, count_may_change(), true, where);
      if (!next || !regions_.is_gain(regions_.gain() - before + next->gain)) continue;
      regions_.move(u, next->to);
      return true;
    }
    regions_.move(v, own);
    return false;
  }

  // ---- shaking ----

  void shake() {
    if (regions_.regions() < 2 && units() < 2) return;
    const std::size_t shakes = units() <= hardly_any ? 24 : 48;
    for (std::size_t i = 0; i < shakes; ++i) {
      check_stop_();
      const std::vector<vertex_id> kept = regions_.label();
      const std::size_t count = regions_.regions();
      const score before = regions_.gain();
      const bool is_done = disturb();
      if (is_done) {
        std::vector<vertex_id> waiting = everybody_;
        shuffle(std::span(waiting), random_);
        regions_.settle(std::move(waiting), count_may_change(), all_are_allowed);
        if (count_may_change()) {
          merge_along([&](auto& parts) { parts.merge_best(1, false); });
          if (units() <= hardly_any) cut_regions();
        }
        if (units() <= hardly_any) exchange();
      }
      const bool keeps_count = count_may_change() || regions_.regions() == count;
      if (!is_done || !keeps_count || !regions_.is_gain(regions_.gain() - before)) regions_.reset(kept);
    }
    improve();
  }

  /// A unit and one that it touches in another region.
  [[nodiscard]] std::optional<std::pair<vertex_id, vertex_id>> some_border() {
    for (unsigned trial = 0; trial < 30; ++trial) {
      const auto v = static_cast<vertex_id>(random_.below(units()));
      const auto near = regions_.ground().touch.of(v);
      if (near.empty()) continue;
      const vertex_id u = near[static_cast<std::size_t>(random_.below(near.size()))];
      if (regions_.label()[u] != regions_.label()[v]) return std::pair{v, u};
    }
    return std::nullopt;
  }

  bool cut_somewhere() {
    const vertex_id r = regions_.label()[static_cast<std::size_t>(random_.below(units()))];
    return cutting_.at_random(r, members_of(r));
  }

  /// Two regions that touch become one and are cut anew.
  bool recombine_somewhere() {
    const auto border = some_border();
    if (!border) return false;
    const vertex_id a = regions_.label()[border->first];
    unite(a, regions_.label()[border->second]);
    return cutting_.at_random(a, members_of(a));
  }

  bool disturb() {
    const std::uint64_t how = random_.below(4);
    if (how == 0) return recombine_somewhere();
    const auto border = some_border();
    if (how == 1) {
      if (!border) return cut_somewhere();
      unite(regions_.label()[border->first], regions_.label()[border->second]);
      return count_may_change() || cut_somewhere();
    }
    if (how == 2) {
      if (count_may_change() || !border) return cut_somewhere();
      if (!cut_somewhere()) return false;
      return merge_along([&](auto& parts) { parts.merge_best(*wanted_, true); });
    }
    bool moved = false;
    for (unsigned i = 0; i < 3; ++i) {
      const auto at = some_border();
      if (!at) continue;
      const vertex_id to = regions_.label()[at->second];
      const auto there = [&](vertex_id, vertex_id r) { return r == to; };
      const auto next = regions_.best_move(at->first, count_may_change(), true, there);
      if (!next) continue;
      regions_.move(at->first, next->to);
      moved = true;
    }
    return moved;
  }

  moving_regions<Objective> regions_;
  random_stream random_;
  region_cutting<Objective> cutting_;
  std::optional<std::size_t> wanted_;
  const stop_check& check_stop_;
  std::vector<vertex_id> everybody_;
};

}  // namespace coopgraph::detail::touching_regions
