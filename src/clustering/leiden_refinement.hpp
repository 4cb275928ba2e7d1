// SPDX-License-Identifier: BSL-1.0
#pragma once

// Refinement: each cluster is built up anew from single vertices, which merge only where both sides are well connected to the
// rest of the cluster. What comes out is connected, and gamma-connected.

#include "clustering/leiden_level.hpp"

#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>

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

template <class NullModel>
class refinement {
 public:
  using weight = typename NullModel::weight;
  using score = typename NullModel::score;

  /// `theta` in scores. \pre labels are below `clusters`
  refinement(const level<NullModel>& on, std::span<const vertex_id> label, std::size_t clusters, double theta, std::uint64_t seed)
      : on_(on),
        label_(label),
        theta_(theta),
        seed_(seed),
        members_(group(label, clusters)),
        cluster_sums_(on.null.no_sums(clusters)),
        part_sums_(on.null.no_sums(on.vertices())),
        part_(on.vertices()),
        joined_(on.vertices(), 0),
        outer_(on.vertices(), score{0}) {
    for (std::size_t i = 0; i < on.vertices(); ++i) {
      const auto v = static_cast<vertex_id>(i);
      part_[v] = v;
      on.null.add(part_sums_, v, v);
      on.null.add(cluster_sums_, label[v], v);
    }
  }

  [[nodiscard]] refinement_outcome run(thread_pool& pool) {
    constexpr std::uint64_t arcs_in_a_run = std::uint64_t{1} << 14;
    const auto begin = cut_by_work(members_.groups(), arcs_in_a_run, [&](std::size_t c) { return arcs_of(c); });
    lent_workspaces<workspace> workspaces(on_.vertices());
    std::vector<std::uint64_t> arcs(begin.size() - 1, 0);
    pool.for_each_chunk(arcs.size(), [&](std::size_t r) {
      workspaces.borrow([&](workspace& work) {
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
  struct candidate {
    vertex_id part;
    score gain;
  };
  struct workspace {
    explicit workspace(std::size_t n) : ties(n) {}
    tie_sums<weight> ties;
    std::vector<candidate> candidates;
    std::uint64_t arcs = 0;
  };

  [[nodiscard]] std::uint64_t arcs_of(std::size_t c) const {
    std::uint64_t arcs = 1;
    for (const vertex_id v : members_.of(c)) arcs += on_.ties.degree(v);
    return arcs;
  }

  void refine(thread_pool& pool, vertex_id c, workspace& work) {
    constexpr std::uint64_t arcs_between_looks = std::uint64_t{1} << 18;
    // 1. What each vertex gains by being with the rest of the cluster, E(v, C - v) - gamma |v| (|C| - |v|)
    for (const vertex_id v : members_.of(c)) {
      weight inner{0};
      on_.ties.each(v, [&](vertex_id u, weight w) { inner += label_[u] == c ? w : weight{0}; });
      outer_[v] = on_.null.per_tie * static_cast<score>(inner) - on_.null.seen_from(v, cluster_sums_).within(c);
      work.arcs += on_.ties.degree(v);
    }
    // 2. Single vertices, in a random order, join a part that they are tied to
    random_stream random(seed_, "leiden.refinement", c);
    shuffle(members_.of(c), random);
    std::uint64_t next_look = work.arcs + arcs_between_looks;
    for (const vertex_id v : members_.of(c)) {
      if (part_[v] != v || joined_[v] != 0 || on_.is_anchored(v) || outer_[v] < 0) continue;
      join_a_part(v, c, work, random);
      if (work.arcs >= next_look) {
        pool.check_stop();
        next_look = work.arcs + arcs_between_looks;
      }
    }
  }

  void join_a_part(vertex_id v, vertex_id c, workspace& work, random_stream& random) {
    on_.ties.each(v, [&](vertex_id u, weight w) {
      if (label_[u] == c) work.ties.add(part_[u], w);
    });
    work.arcs += on_.ties.degree(v);
    const auto expected = on_.null.seen_from(v, part_sums_);
    work.candidates.clear();
    for (const vertex_id t : work.ties.touched()) {
      if (outer_[t] < 0 && !on_.is_anchored(t)) continue;  // an anchor cannot leave: it counts as well connected
      const score gain = on_.null.per_tie * static_cast<score>(work.ties.to(t)) - expected.with(t);
      if (gain >= 0) work.candidates.push_back({t, gain});
    }
    work.ties.clear();
    if (work.candidates.empty()) return;
    const candidate chosen = choose(work.candidates, random);
    part_[v] = chosen.part;
    joined_[chosen.part] = 1;
    on_.null.add(part_sums_, chosen.part, v);
    // E(T + v, C - T - v) = E(T, C - T) + E(v, C - v) - 2 E(v, T), and what is expected likewise
    outer_[chosen.part] += outer_[v] - 2 * chosen.gain;
  }

  /// One of them, with chances in proportion to exp(gain / theta). What has less than e^-40 of the best one's is left out, and
  /// so is, but for such a chance, staying alone.
  [[nodiscard]] candidate choose(std::span<candidate> from, random_stream& random) const {
    constexpr double widest = 40.0;
    candidate best = from[0];
    for (const candidate& a : from)
      if (a.gain > best.gain) best = a;
    if (!(theta_ > 0.0) || from.size() == 1) return best;
    const auto behind = [&](const candidate& a) { return static_cast<double>(best.gain - a.gain) / theta_; };
    double all = 0.0;
    std::size_t near = 0;
    for (const candidate& a : from)
      if (const double b = behind(a); b <= widest) {
        all += b > 0.0 ? elementary::exp(-b) : 1.0;
        ++near;
      }
    if (near == 1) return best;
    double left = random.uniform() * all;
    for (const candidate& a : from)
      if (const double b = behind(a); b <= widest) {
        left -= b > 0.0 ? elementary::exp(-b) : 1.0;
        if (left < 0.0) return a;
      }
    return best;
  }

  const level<NullModel>& on_;
  std::span<const vertex_id> label_;
  double theta_;
  std::uint64_t seed_;
  grouped_vertices members_;
  typename NullModel::sums cluster_sums_;
  typename NullModel::sums part_sums_;
  std::vector<vertex_id> part_;
  std::vector<std::uint8_t> joined_;  // by part: whether another vertex has come
  std::vector<score> outer_;          // by part: what it gains by being with the rest of the cluster
};

}  // namespace coopgraph::detail::leiden_search
