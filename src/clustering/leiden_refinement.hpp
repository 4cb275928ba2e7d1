// SPDX-License-Identifier: BSL-1.0
#pragma once

// Refinement: each cluster is built up anew from single vertices, which merge only where both sides are well connected to the
// rest of the cluster. What comes out is connected, and gamma-connected.

#include "clustering/leiden_level.hpp"

#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::leiden_search {

struct refinement_outcome {
  std::vector<vertex_id> part;  // by vertex: 0 … parts - 1, in the order in which they first appear
  std::size_t parts = 0;
  std::uint64_t arcs = 0;  // looked at
};

/// exp(-x) for x in [0, 40], within a relative 0.001, the same on every machine: enough for chances, and quick.
[[nodiscard]] inline double about_exp_of_minus(double x) {
  constexpr std::size_t steps_in_one = 16;
  constexpr std::size_t steps = 40 * steps_in_one;
  static const auto table = [] {
    std::array<double, steps + 2> made{};
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = elementary::exp(-static_cast<double>(i) / steps_in_one);
    return made;
  }();
  const double at = x * steps_in_one;
  const auto step = static_cast<std::size_t>(at);
  return table[step] + (at - static_cast<double>(step)) * (table[step + 1] - table[step]);
}

/// Parts are named by places: the members of a cluster stand in consecutive ones, so that a part's name tells its cluster.
/// Where clusters have to touch, so do parts: a vertex joins one that it touches.
template <class NullModel, class Reach = anywhere>
class refinement {
 public:
  using weight = typename NullModel::weight;
  using score = typename NullModel::score;

  /// `theta` in scores. \pre labels are below `clusters`
  refinement(const level<NullModel, Reach>& on, std::span<const vertex_id> label, std::size_t clusters, double theta,
             std::uint64_t seed)
      : on_(on),
        theta_(theta),
        seed_(seed),
        members_(group(label, clusters)),
        cluster_sums_(on.null.no_sums(clusters)),
        part_sums_(on.null.no_sums(on.vertices())),
        part_(on.vertices()),
        state_(on.vertices(), single),
        outer_(on.vertices(), score{0}) {}

  [[nodiscard]] refinement_outcome run(thread_pool& pool) {
    constexpr std::uint64_t arcs_in_a_run = std::uint64_t{1} << 14;
    const auto begin = cut_by_work(members_.groups(), arcs_in_a_run, [&](std::size_t c) {
      std::uint64_t arcs = 1;
      for (const vertex_id v : members_.of(c)) arcs += on_.ties.degree(v);
      return arcs;
    });
    const std::size_t runs = begin.size() - 1;
    pool.for_each_chunk(runs, [&](std::size_t r) {
      for (std::size_t c = begin[r]; c < begin[r + 1]; ++c) set_out(static_cast<vertex_id>(c));
    });
    workspaces<workspace> lent(on_.vertices());
    std::vector<std::uint64_t> arcs(runs, 0);
    pool.for_each_chunk(runs, [&](std::size_t r) {
      lent.borrow([&](workspace& work) {
        work.arcs = 0;
        for (std::size_t c = begin[r]; c < begin[r + 1]; ++c)
          if (members_.of(c).size() > 1) refine(pool, static_cast<vertex_id>(c), work);
        arcs[r] = work.arcs;
      });
    });
    refinement_outcome outcome{std::move(part_), 0, 0};
    outcome.parts = number_anew(outcome.part, on_.vertices());
    for (const std::uint64_t a : arcs) outcome.arcs += a;
    return outcome;
  }

 private:
  // What is known of a part. outer_ is what it gains by being with the rest C - T of its cluster C,
  // E(T, C - T) - gamma |T| (|C| - |T|): well connected are parts with outer_ >= 0.
  enum part_state : std::uint8_t { single, single_with_outer, joined };
  struct candidate {
    vertex_id part;
    score gain;
    double chance;
  };
  struct workspace {
    explicit workspace(std::size_t n) : ties(n), near(n) {}
    tie_sums<weight> ties;  // by part
    [[no_unique_address]] touch_view<Reach> near;
    std::vector<vertex_id> order;
    std::vector<candidate> candidates;
    std::uint64_t arcs = 0;
  };

  [[nodiscard]] vertex_id first_of(vertex_id c) const noexcept { return members_.first[c]; }
  [[nodiscard]] vertex_id size_of(vertex_id c) const noexcept { return members_.first[c + std::size_t{1}] - members_.first[c]; }

  /// Each vertex of cluster c a part of its own.
  void set_out(vertex_id c) {
    for (vertex_id place = first_of(c); place < first_of(c) + size_of(c); ++place) {
      const vertex_id v = members_.vertex[place];
      part_[v] = place;
      on_.null.add(part_sums_, place, v);
      on_.null.add(cluster_sums_, c, v);
    }
  }

  /// Single vertices, in a random order, join a part that they are tied to.
  void refine(thread_pool& pool, vertex_id c, workspace& work) {
    constexpr std::uint64_t arcs_between_looks = std::uint64_t{1} << 18;
    random_stream random(seed_, "leiden.refinement", c);
    const auto members = members_.of(c);
    work.order.assign(members.begin(), members.end());
    shuffle(std::span(work.order), random);
    std::uint64_t next_look = work.arcs + arcs_between_looks;
    for (const vertex_id v : work.order) {
      const vertex_id own = part_[v];
      if (members_.vertex[own] != v || state_[own] == joined || on_.is_anchored(v)) continue;
      if (state_[own] == single_with_outer && outer_[own] < 0) continue;
      join_a_part(v, c, work, random);
      if (work.arcs >= next_look) {
        pool.check_stop();
        next_look = work.arcs + arcs_between_looks;
      }
    }
  }

  void join_a_part(vertex_id v, vertex_id c, workspace& work, random_stream& random) {
    // 1. Its ties to the parts of the cluster, and what it gains by being with the rest
    const weight inner = work.ties.add_row_within(on_.ties, v, part_.data(), first_of(c), size_of(c));
    work.arcs += on_.ties.degree(v);
    const vertex_id own = part_[v];
    set_outer(v, c, inner);
    // 2. The parts where it gains
    work.candidates.clear();
    if (outer_[own] >= 0) {
      const auto expected = on_.null.seen_from(v, part_sums_);
      // Others may change the parts of other clusters meanwhile.
      work.near.look_from(on_.reach, v, [&](vertex_id u) { return std::atomic_ref(part_[u]).load(std::memory_order_relaxed); });
      for (const vertex_id t : work.ties.touched()) {
        if (!work.near.has(t)) continue;
        const score gain = on_.null.per_tie * static_cast<score>(work.ties.to(t)) - expected.with(t);
        if (gain >= 0) work.candidates.push_back({t, gain, 0.0});
      }
    }
    work.ties.clear();
    // 3. One of them that is well connected
    while (!work.candidates.empty()) {
      const std::size_t chosen = choose(work.candidates, random);
      const candidate to = work.candidates[chosen];
      if (is_well_connected(to.part, c, work)) {
        std::atomic_ref(part_[v]).store(to.part, std::memory_order_relaxed);
        state_[to.part] = joined;
        on_.null.add(part_sums_, to.part, v);
        // E(T + v, C - T - v) = E(T, C - T) + E(v, C - v) - 2 E(v, T), and what is expected likewise
        outer_[to.part] += outer_[own] - 2 * to.gain;
        return;
      }
      work.candidates[chosen] = work.candidates.back();
      work.candidates.pop_back();
    }
  }

  void set_outer(vertex_id v, vertex_id c, weight inner) {
    outer_[part_[v]] = on_.null.per_tie * static_cast<score>(inner) - on_.null.seen_from(v, cluster_sums_).within(c);
    state_[part_[v]] = single_with_outer;
  }

  /// An anchor cannot leave, so that its part counts as well connected.
  [[nodiscard]] bool is_well_connected(vertex_id part, vertex_id c, workspace& work) {
    const vertex_id root = members_.vertex[part];
    if (state_[part] == single) {
      const weight inner = work.ties.add_row_within(on_.ties, root, part_.data(), first_of(c), size_of(c));
      work.ties.clear();
      work.arcs += on_.ties.degree(root);
      set_outer(root, c, inner);
    }
    return outer_[part] >= 0 || on_.is_anchored(root);
  }

  /// The place of one of them, with chances in proportion to exp(gain / theta). What has less than e^-40 of the best one's is
  /// left out, as is, but for such a chance, staying alone.
  [[nodiscard]] std::size_t choose(std::span<candidate> from, random_stream& random) const {
    constexpr double widest = 40.0;
    std::size_t best = 0;
    for (std::size_t i = 1; i < from.size(); ++i)
      if (from[i].gain > from[best].gain) best = i;
    if (!(theta_ > 0.0) || from.size() == 1) return best;
    double all = 0.0;
    for (candidate& a : from) {
      const double behind = static_cast<double>(from[best].gain - a.gain) / theta_;
      a.chance = behind <= widest ? about_exp_of_minus(behind) : 0.0;
      all += a.chance;
    }
    double left = random.uniform() * all;
    for (std::size_t i = 0; i < from.size(); ++i) {
      left -= from[i].chance;
      if (left < 0.0) return i;
    }
    return best;
  }

  const level<NullModel, Reach>& on_;
  double theta_;
  std::uint64_t seed_;
  grouped_vertices members_;
  typename NullModel::sums cluster_sums_;
  typename NullModel::sums part_sums_;
  std::vector<vertex_id> part_;      // by vertex
  std::vector<std::uint8_t> state_;  // by part
  std::vector<score> outer_;         // by part
};

}  // namespace coopgraph::detail::leiden_search
