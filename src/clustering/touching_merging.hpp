// SPDX-License-Identifier: BSL-1.0
#pragma once

// Regions that merge, two at a time, along what touches.

#include "clustering/touching_moves.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <queue>
#include <set>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace coopgraph::detail::touching_regions {

/// Parts of the units, or of some of them, that merge. Each knows its ties to other parts and which it touches; the one with
/// fewer goes into the other, so that all mergers together take O(m log n) time.
template <class Objective>
class merging_parts {
 public:
  using tie = typename Objective::tie;
  using score = typename Objective::score;
  using state = typename Objective::state;
  using whole_part = typename Objective::part;

  /// `units` are in the parts part[…] < parts, all others in none (no_vertex). `whole`: of all regions there are.
  merging_parts(const Objective& objective, const region_ground& ground, const whole_part& whole,
                std::span<const vertex_id> units, std::span<const vertex_id> part, std::size_t parts,
                const stop_check& check_stop)
      : objective_(objective),
        ground_(ground),
        check_stop_(check_stop),
        whole_(whole),
        parent_(parts),
        state_(parts),
        amount_(parts, 0),
        version_(parts, 0),
        links_(parts),
        alive_(parts) {
    std::vector<std::uint8_t> has_members(parts, 0);
    for (std::size_t p = 0; p < parts; ++p) parent_[p] = static_cast<vertex_id>(p);
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (i % units_between_checks == 0) check_stop();
      const vertex_id v = units[i];
      const vertex_id p = part[v];
      tie within{0};  // with those that are in already: the lower ones, for units are sorted
      objective.each_tie(v, [&](vertex_id u, tie w) {
        if (part[u] == p && u < v) within += w;
        if (part[u] != p && part[u] != no_vertex) links_[p][part[u]].between += w;
      });
      for (const vertex_id u : ground.touch.of(v))
        if (part[u] != p && part[u] != no_vertex) links_[p][part[u]].touches = true;
      state_[p] = has_members[p] == 0 ? objective.alone(v) : objective.joined(state_[p], objective.alone(v), within);
      has_members[p] = 1;
      amount_[p] += ground.amount[v];
    }
  }

  [[nodiscard]] std::size_t parts() const noexcept { return alive_; }
  [[nodiscard]] vertex_id root(vertex_id p) noexcept {
    while (parent_[p] != p) p = parent_[p] = parent_[parent_[p]];
    return p;
  }

  /// Each part below the floor, the least first, goes with the neighbour with which it loses least, until none is or those that
  /// are have no neighbours.
  void reach_floors() {
    std::set<std::pair<std::int64_t, vertex_id>> below;
    for (std::size_t p = 0; p < parent_.size(); ++p)
      if (amount_[p] < ground_.floor) below.emplace(amount_[p], static_cast<vertex_id>(p));
    for (std::size_t step = 0; !below.empty(); ++step) {
      if (step % units_between_checks == 0) check_stop_();
      const vertex_id p = below.begin()->second;
      below.erase(below.begin());
      const vertex_id q = best_neighbour(p);
      if (q == no_vertex) continue;
      below.erase({amount_[q], q});
      const vertex_id made = merge(p, q);
      if (amount_[made] < ground_.floor) below.emplace(amount_[made], made);
    }
  }

  /// Merges the pair that gains most, over and over, down to `least` parts; those that lose too if `at_a_loss`.
  void merge_best(std::size_t least, bool at_a_loss) {
    for (std::size_t p = 0; p < parent_.size(); ++p)
      if (parent_[p] == p) push_pairs(static_cast<vertex_id>(p), true);
    for (std::uint64_t step = 0; alive_ > least && !heap_.empty(); ++step) {
      if (step % units_between_checks == 0) check_stop_();
      const candidate top = heap_.top();
      heap_.pop();
      if (top.version_a != version_[top.a] || top.version_b != version_[top.b]) continue;
      const score gain = gain_of(top.a, top.b);
      if (gain < top.gain) {  // mergers elsewhere have changed it
        heap_.push({gain, top.a, top.b, top.version_a, top.version_b});
        continue;
      }
      if (!at_a_loss && !objective_.is_gain(gain)) continue;
      push_pairs(merge(top.a, top.b), false);
    }
    heap_ = {};
  }

 private:
  struct link {
    tie between{0};
    bool touches = false;
  };
  struct candidate {
    score gain;
    vertex_id a;  // < b
    vertex_id b;
    std::uint32_t version_a;
    std::uint32_t version_b;

    friend bool operator<(const candidate& x, const candidate& y) noexcept {  // the best is on top
      if (x.gain != y.gain) return x.gain < y.gain;
      if (x.a != y.a) return x.a > y.a;
      return x.b > y.b;
    }
  };

  [[nodiscard]] score gain_of(vertex_id a, vertex_id b) const {
    const state both = objective_.joined(state_[a], state_[b], links_[a].find(b)->second.between);
    return objective_.gain(whole_, objective_.part_of(state_[a]) + objective_.part_of(state_[b]), objective_.part_of(both));
  }

  void push_pairs(vertex_id p, bool higher_only) {
    for (const auto& [q, to_q] : links_[p]) {
      if (!to_q.touches || (higher_only && q < p)) continue;
      const vertex_id a = std::min(p, q);
      const vertex_id b = std::max(p, q);
      heap_.push({gain_of(a, b), a, b, version_[a], version_[b]});
    }
  }

  [[nodiscard]] vertex_id best_neighbour(vertex_id p) const {
    vertex_id best = no_vertex;
    score best_gain{};
    for (const auto& [q, to_q] : links_[p]) {
      if (!to_q.touches) continue;
      const score gain = gain_of(p, q);
      if (best != no_vertex && (gain < best_gain || (gain == best_gain && q > best))) continue;
      best = q;
      best_gain = gain;
    }
    return best;
  }

  /// Returns what is left of the two.
  vertex_id merge(vertex_id a, vertex_id b) {
    if (links_[a].size() < links_[b].size() || (links_[a].size() == links_[b].size() && b < a)) std::swap(a, b);
    const state both = objective_.joined(state_[a], state_[b], links_[a].find(b)->second.between);
    whole_ -= objective_.part_of(state_[a]) + objective_.part_of(state_[b]);
    whole_ += objective_.part_of(both);
    state_[a] = both;
    amount_[a] += amount_[b];
    parent_[b] = a;
    ++version_[a];
    ++version_[b];
    --alive_;
    links_[a].erase(b);
    for (const auto& [q, of_b] : links_[b]) {
      if (q == a) continue;
      link& to = links_[a][q];
      to.between += of_b.between;
      to.touches |= of_b.touches;
      links_[q].erase(b);
      links_[q][a] = to;
    }
    links_[b] = {};
    return a;
  }

  const Objective& objective_;
  const region_ground& ground_;
  const stop_check& check_stop_;
  whole_part whole_;
  std::vector<vertex_id> parent_;
  std::vector<state> state_;
  std::vector<std::int64_t> amount_;
  std::vector<std::uint32_t> version_;
  std::vector<std::unordered_map<vertex_id, link>> links_;
  std::size_t alive_;
  std::priority_queue<candidate> heap_;
};

}  // namespace coopgraph::detail::touching_regions
