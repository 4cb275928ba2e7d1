// SPDX-License-Identifier: BSL-1.0
#pragma once

// Regions while single units move among them. What an objective offers, touching_objectives.hpp says.

#include "clustering/touching.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::touching_regions {

/// The units and what regions have to keep.
struct region_ground {
  touching touch;
  std::vector<std::int64_t> amount;  // by unit
  std::int64_t floor = 0;            // 0: none
};

/// Throws if the search is to stop. Asked every few thousand units.
using stop_check = std::function<void()>;
inline constexpr std::size_t units_between_checks = 2048;

template <class Objective>
class moving_regions {
 public:
  using tie = typename Objective::tie;
  using score = typename Objective::score;
  using state = typename Objective::state;
  using part = typename Objective::part;
  static constexpr vertex_id a_new_one = no_vertex;

  /// All outlive it. \pre label is below the number of units; regions are connected
  moving_regions(const Objective& objective, const region_ground& ground, std::span<const vertex_id> label,
                 const stop_check& check_stop)
      : objective_(objective),
        ground_(ground),
        check_stop_(check_stop),
        cut_(label.size()),
        tie_to_(label.size(), tie{0}),
        is_tied_(label.size(), 0) {
    seen_.assign(label.size(), 0);
    reset(label);
  }

  [[nodiscard]] std::size_t units() const noexcept { return label_.size(); }
  [[nodiscard]] std::size_t regions() const noexcept { return label_.size() - empty_.size(); }
  [[nodiscard]] const std::vector<vertex_id>& label() const noexcept { return label_; }
  [[nodiscard]] std::uint32_t members(vertex_id region) const noexcept { return members_[region]; }
  [[nodiscard]] std::int64_t amount(vertex_id region) const noexcept { return amount_[region]; }
  [[nodiscard]] const part& whole() const noexcept { return whole_; }
  [[nodiscard]] std::uint64_t looks() const noexcept { return looks_; }
  [[nodiscard]] score gain() const noexcept { return gain_; }  // of all that was done since the last reset()
  [[nodiscard]] bool is_gain(score s) const noexcept { return objective_.is_gain(s); }
  [[nodiscard]] const Objective& objective() const noexcept { return objective_; }
  [[nodiscard]] const region_ground& ground() const noexcept { return ground_; }
  [[nodiscard]] const stop_check& check_stop() const noexcept { return check_stop_; }

  /// All anew from labels, which need not make connected regions for the moment.
  void reset(std::span<const vertex_id> label) {
    const std::size_t n = label.size();
    label_.assign(label.begin(), label.end());
    state_.assign(n, state{});
    members_.assign(n, 0);
    amount_.assign(n, 0);
    whole_ = part{};
    gain_ = score{0};
    for (std::size_t i = 0; i < n; ++i) {
      if (i % units_between_checks == 0) check_stop_();
      const auto v = static_cast<vertex_id>(i);
      tie between{0};
      const vertex_id r = label_[v];
      objective_.each_tie(v, [&](vertex_id u, tie w) { between += u < v && label_[u] == r ? w : tie{0}; });
      state_[r] = members_[r] == 0 ? objective_.alone(v) : objective_.joined(state_[r], objective_.alone(v), between);
      ++members_[r];
      amount_[r] += ground_.amount[v];
    }
    empty_.clear();
    for (std::size_t r = n; r-- > 0;) {
      if (members_[r] == 0)
        empty_.push_back(static_cast<vertex_id>(r));
      else
        whole_ += objective_.part_of(state_[r]);
    }
  }

  struct choice {
    vertex_id to;
    score gain;
  };

  /// Where v gains most, of the regions that it touches and, if the count may change, a new one, as far as allowed(from, to) says
  /// so; floors are kept, and regions connected. Nothing if it gains nowhere, or with `any_gain` if it may go nowhere. A region
  /// that v makes up alone ends if it leaves; that too only if `count_may_change`.
  template <class Allowed>
  [[nodiscard]] std::optional<choice> best_move(vertex_id v, bool count_may_change, bool any_gain, const Allowed& allowed) {
    const vertex_id own = label_[v];
    const bool is_alone = members_[own] == 1;
    if (is_alone ? !count_may_change : amount_[own] - ground_.amount[v] < ground_.floor) return std::nullopt;
    gather(v);
    const state single = objective_.alone(v);
    const state rest = is_alone ? state{} : objective_.parted(state_[own], single, tie_to_[own]);
    const part rest_part = is_alone ? part{} : objective_.part_of(rest);
    const part own_part = objective_.part_of(state_[own]);
    std::optional<choice> best;
    const auto offer = [&](vertex_id to, const part& before, const part& after) {
      const score gain = objective_.gain(whole_, before, after);
      if ((any_gain || objective_.is_gain(gain)) && (!best || gain > best->gain)) best = {to, gain};
    };
    ++tick_;
    for (const vertex_id u : ground_.touch.of(v)) {
      const vertex_id to = label_[u];
      if (to == own || seen_[to] == tick_ || !allowed(own, to)) continue;
      seen_[to] = tick_;
      const state grown = objective_.joined(state_[to], single, tie_to_[to]);
      offer(to, own_part + objective_.part_of(state_[to]), rest_part + objective_.part_of(grown));
    }
    if (count_may_change && !is_alone && allowed(own, a_new_one) && ground_.amount[v] >= ground_.floor)
      offer(a_new_one, own_part, rest_part + objective_.part_of(single));
    forget_ties();
    if (best && !is_alone && !cut_.stays_connected_without(ground_.touch, label_, v)) return std::nullopt;
    return best;
  }

  /// Moves v whatever comes of it. Returns where it is then.
  vertex_id move(vertex_id v, vertex_id to) {
    if (to == a_new_one) to = empty_.back();
    const vertex_id from = label_[v];
    if (to == from) return to;
    gather(v);
    const state single = objective_.alone(v);
    const bool is_alone = members_[from] == 1;
    const bool is_new = members_[to] == 0;
    part before = objective_.part_of(state_[from]);
    if (!is_new) before += objective_.part_of(state_[to]);
    state_[from] = is_alone ? state{} : objective_.parted(state_[from], single, tie_to_[from]);
    state_[to] = is_new ? single : objective_.joined(state_[to], single, tie_to_[to]);
    part after = objective_.part_of(state_[to]);
    if (!is_alone) after += objective_.part_of(state_[from]);
    gain_ += objective_.gain(whole_, before, after);
    whole_ -= before;
    whole_ += after;
    forget_ties();
    if (is_new) take_empty(to);
    label_[v] = to;
    ++members_[to];
    amount_[to] += ground_.amount[v];
    amount_[from] -= ground_.amount[v];
    if (--members_[from] == 0) empty_.push_back(from);
    return to;
  }

  /// Moves those of the units that are in `from`. Returns where they are then.
  vertex_id move_all(std::span<const vertex_id> units, vertex_id from, vertex_id to) {
    for (std::size_t i = 0; i < units.size(); ++i) {
      if (i % units_between_checks == units_between_checks - 1) check_stop_();
      if (label_[units[i]] == from) to = move(units[i], to);
    }
    return to;
  }

  [[nodiscard]] bool stays_connected_without(vertex_id v) { return cut_.stays_connected_without(ground_.touch, label_, v); }
  /// A name for a region without members. \pre there is one
  [[nodiscard]] vertex_id empty_region() const noexcept { return empty_.back(); }

  /// Moves units, those given and then whoever is tied to or touches one that moved, until none gains. Returns whether one did.
  template <class Allowed>
  bool settle(std::vector<vertex_id> waiting, bool count_may_change, const Allowed& allowed) {
    waits_.assign(units(), 0);
    for (const vertex_id v : waiting) waits_[v] = 1;
    bool moved = false;
    std::size_t looked = 0;
    for (std::size_t next = 0; next < waiting.size(); ++next) {
      if (++looked % units_between_checks == 0) check_stop_();
      if (next > units() && next * 2 > waiting.size()) {  // what is done is dropped now and then
        waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(next));
        next = 0;
      }
      const vertex_id v = waiting[next];
      waits_[v] = 0;
      const auto best = best_move(v, count_may_change, false, allowed);
      if (!best) continue;
      const vertex_id own = move(v, best->to);
      moved = true;
      const auto let_wait = [&](vertex_id u) {
        if (label_[u] == own || waits_[u] != 0) return;
        waits_[u] = 1;
        waiting.push_back(u);
      };
      objective_.each_tie(v, [&](vertex_id u, tie) { let_wait(u); });
      for (const vertex_id u : ground_.touch.of(v)) let_wait(u);
    }
    return moved;
  }

 private:
  void gather(vertex_id v) {
    objective_.each_tie(v, [&](vertex_id u, tie w) {
      const vertex_id r = label_[u];
      if (is_tied_[r] == 0) tied_.push_back(r);
      is_tied_[r] = 1;
      tie_to_[r] += w;
      ++looks_;
    });
  }
  void forget_ties() {
    for (const vertex_id r : tied_) {
      tie_to_[r] = tie{0};
      is_tied_[r] = 0;
    }
    tied_.clear();
  }
  void take_empty(vertex_id region) {
    for (std::size_t i = empty_.size(); i-- > 0;)  // mostly the last one
      if (empty_[i] == region) {
        std::swap(empty_[i], empty_.back());
        empty_.pop_back();
        return;
      }
  }

  const Objective& objective_;
  const region_ground& ground_;
  const stop_check& check_stop_;
  std::vector<vertex_id> label_;        // by unit
  std::vector<state> state_;            // by region
  std::vector<std::uint32_t> members_;  // by region
  std::vector<std::int64_t> amount_;    // by region
  std::vector<vertex_id> empty_;        // regions without members
  part whole_{};
  score gain_{};
  cut_test cut_;
  std::vector<tie> tie_to_;  // by region: from the unit at hand; 0 in between
  std::vector<std::uint8_t> is_tied_;
  std::vector<vertex_id> tied_;
  std::vector<std::uint64_t> seen_;  // by region: the tick of the unit that saw it
  std::uint64_t tick_ = 0;
  std::vector<std::uint8_t> waits_;
  std::uint64_t looks_ = 0;  // at arcs
};

/// From any region to any other.
inline constexpr auto all_are_allowed = [](vertex_id, vertex_id) { return true; };

}  // namespace coopgraph::detail::touching_regions
