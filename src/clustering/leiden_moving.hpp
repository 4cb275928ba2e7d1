// SPDX-License-Identifier: BSL-1.0
#pragma once

// Fast local moving: vertices go, one by one, to the cluster where they gain most, until none gains.

#include "clustering/leiden_level.hpp"

#include <coopgraph/core/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail::leiden_search {

struct moving_outcome {
  std::uint64_t moves = 0;
  std::uint64_t arcs = 0;  // looked at
};

/// Where vertices wait, each once.
class waiting_line {
 public:
  explicit waiting_line(std::size_t vertices) : ring_(vertices), waits_(vertices, 0) {}

  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  void push(vertex_id v) noexcept {
    if (waits_[v] != 0) return;
    waits_[v] = 1;
    ring_[end_] = v;
    end_ = end_ + 1 == ring_.size() ? 0 : end_ + 1;
    ++count_;
  }
  [[nodiscard]] vertex_id pop() noexcept {
    const vertex_id v = ring_[begin_];
    begin_ = begin_ + 1 == ring_.size() ? 0 : begin_ + 1;
    --count_;
    waits_[v] = 0;
    return v;
  }

 private:
  std::vector<vertex_id> ring_;
  std::vector<std::uint8_t> waits_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t count_ = 0;
};

/// The clusters of one level while vertices move among them. Labels are below the number of vertices, so that there is an empty
/// cluster for each vertex that is not alone.
template <class NullModel>
class moving_clusters {
 public:
  using weight = typename NullModel::weight;
  using score = typename NullModel::score;

  /// \pre label has one entry per vertex, below their number; no cluster has two anchored vertices or is above the limit
  moving_clusters(const level<NullModel>& on, std::span<vertex_id> label, std::int64_t size_limit)
      : on_(on), label_(label), sums_(on.null.no_sums(on.vertices())), members_(on.vertices(), 0), limit_(size_limit) {
    if (!on.size.empty()) size_.assign(on.vertices(), 0);
    for (std::size_t v = 0; v < on.vertices(); ++v) enter(static_cast<vertex_id>(v), label[v]);
    for (std::size_t c = on.vertices(); c-- > 0;)
      if (members_[c] == 0) empty_.push_back(static_cast<vertex_id>(c));
  }

  [[nodiscard]] vertex_id label(vertex_id v) const noexcept { return label_[v]; }

  /// Sums up the ties of v, by cluster.
  void look(vertex_id v, tie_sums<weight>& ties) const {
    on_.ties.each(v, [&](vertex_id u, weight w) { ties.add(label_[u], w); });
  }

  /// The cluster where v gains most, its own if none is better; an empty one is at(…) the last of the empty ones. A vertex
  /// without a tie to the others of its cluster leaves it even if it gains nothing.
  [[nodiscard]] vertex_id best_for(vertex_id v, const tie_sums<weight>& ties) {
    const auto expected = on_.null.seen_from(v, sums_);
    const vertex_id own = label_[v];
    score best = on_.null.per_tie * static_cast<score>(ties.to(own)) - expected.within(own);
    vertex_id where = own;
    if (members_[own] > 1 && (best < 0 || (best == 0 && ties.to(own) == weight{0}))) {
      best = 0;
      where = empty_.back();  // v is not alone, so that there is one
    }
    for (const vertex_id c : ties.touched()) {
      if (c == own || !has_room(c, v)) continue;
      const score gain = on_.null.per_tie * static_cast<score>(ties.to(c)) - expected.with(c);
      if (gain > best) {
        best = gain;
        where = c;
      }
    }
    return where;
  }

  void move(vertex_id v, vertex_id to) {
    const vertex_id from = label_[v];
    if (members_[to] == 0) empty_.pop_back();
    on_.null.remove(sums_, from, v);
    if (!size_.empty()) size_[from] -= on_.size[v];
    if (--members_[from] == 0) empty_.push_back(from);
    enter(v, to);
    label_[v] = to;
  }

 private:
  void enter(vertex_id v, vertex_id c) {
    on_.null.add(sums_, c, v);
    if (!size_.empty()) size_[c] += on_.size[v];
    ++members_[c];
  }
  [[nodiscard]] bool has_room(vertex_id c, vertex_id v) const { return size_.empty() || size_[c] + on_.size[v] <= limit_; }

  const level<NullModel>& on_;
  std::span<vertex_id> label_;
  typename NullModel::sums sums_;
  std::vector<std::uint32_t> members_;
  std::vector<std::int64_t> size_;
  std::vector<vertex_id> empty_;
  std::int64_t limit_;
};

/// Moves vertices until none gains.
template <class NullModel>
moving_outcome move_vertices(thread_pool& pool, const level<NullModel>& on, std::span<vertex_id> label, std::int64_t size_limit) {
  constexpr std::uint64_t arcs_between_looks = std::uint64_t{1} << 18;
  const std::size_t n = on.vertices();
  moving_clusters<NullModel> clusters(on, label, size_limit);
  tie_sums<typename NullModel::weight> ties(n);
  waiting_line line(n);
  for (std::size_t v = 0; v < n; ++v)
    if (!on.is_anchored(static_cast<vertex_id>(v))) line.push(static_cast<vertex_id>(v));

  moving_outcome outcome;
  std::uint64_t next_look = arcs_between_looks;
  while (!line.empty()) {
    const vertex_id v = line.pop();
    clusters.look(v, ties);
    const vertex_id to = clusters.best_for(v, ties);
    ties.clear();
    outcome.arcs += on.ties.degree(v) + 1;
    if (to != clusters.label(v)) {
      clusters.move(v, to);
      ++outcome.moves;
      outcome.arcs += on.ties.degree(v);
      on.ties.each(v, [&](vertex_id u, auto) {
        if (label[u] != to && !on.is_anchored(u)) line.push(u);
      });
    }
    if (outcome.arcs >= next_look) {
      pool.check_stop();
      next_look = outcome.arcs + arcs_between_looks;
    }
  }
  return outcome;
}

}  // namespace coopgraph::detail::leiden_search
