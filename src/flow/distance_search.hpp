// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/breadth_first.hpp>

#include "core/large_vector.hpp"
#include "flow/length_rows.hpp"
#include "graph/bucket_queue.hpp"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// Dijkstra's search on laid-out rows, with a workspace for any number of sources. Every vertex gets its distance and the edge of
/// least id among those of length > 0 that are tight into it (edges of length 0: some tight one).
template <class Arc, std::unsigned_integral Distance, template <class> class Queue>
class distance_search {
 public:
  using length_type = typename Arc::length_type;
  static constexpr Distance not_reached = std::numeric_limits<Distance>::max();
  static constexpr std::uint32_t none = UINT32_MAX;

  struct record {
    Distance distance = not_reached;
    std::uint32_t edge = none;
  };

  distance_search(const length_rows<Arc>& rows, length_type longest)
      : rows_(rows), longest_(longest), distance_(rows.size()), edge_(rows.size()), queue_(longest) {}

  /// Whether all distances fit; where not, nothing is found. A stop hook is called now and then and may throw.
  template <class Stop>
  [[nodiscard]] bool run(vertex_id source, const Stop& stop) {
    std::fill(distance_.begin(), distance_.end(), not_reached);
    std::fill(edge_.begin(), edge_.end(), none);
    queue_.clear();
    distance_[source] = 0;
    queue_.push(0, source);
    budget_ = arcs_between_stops;
    if constexpr (requires(Queue<Distance> q, std::vector<vertex_id> into) { q.pop(Distance{}, into); })
      return run_by_bucket(stop);
    else
      return run_one_by_one(stop);
  }

  [[nodiscard]] record found(std::uint32_t place) const noexcept { return {distance_[place], edge_[place]}; }

 private:
  static constexpr std::size_t far_ahead = 12;
  static constexpr std::size_t ahead = 6;

  /// Whether what lies behind a vertex at this distance might not fit; of 64 bits a distance itself must leave one unused.
  [[nodiscard]] bool leaves_range(Distance d) const noexcept {
    if constexpr (sizeof(Distance) == 8)
      return d > Distance{INT64_MAX};
    else
      return d > not_reached - 1 - longest_;
  }

  template <class Stop>
  void count(std::uint32_t u, const Stop& stop) {
    budget_ -= static_cast<std::int64_t>(rows_.offset[u + std::size_t{1}] - rows_.offset[u]) + 1;
    if (budget_ > 0) return;
    stop();
    budget_ = arcs_between_stops;
  }

  template <class Stop>
  bool run_by_bucket(const Stop& stop) {
    for (Distance d = 0; !queue_.empty();) {
      d = queue_.pop(d, bucket_);
      if (leaves_range(d)) return false;
      const std::size_t size = bucket_.size();
      for (std::size_t i = 0; i < size; ++i) {
        if (i + far_ahead < size) __builtin_prefetch(rows_.offset.data() + bucket_[i + far_ahead]);
        if (i + ahead < size) __builtin_prefetch(rows_.arcs.data() + rows_.offset[bucket_[i + ahead]]);
        const vertex_id u = bucket_[i];
        if (distance_[u] != d) continue;  // out of date: a shorter way was found since
        relax(u, d);
        count(u, stop);
      }
    }
    return true;
  }

  template <class Stop>
  bool run_one_by_one(const Stop& stop) {
    while (!queue_.empty()) {
      const auto [d, u] = queue_.pop();
      if (distance_[u] != d) continue;
      if (leaves_range(d)) return false;
      relax(u, d);
      count(u, stop);
    }
    return true;
  }

  void relax(vertex_id u, Distance d) {
    const int bits = rows_.bits;
    Distance* const distances = distance_.data();  // the compiler cannot know that they stay where they are
    std::uint32_t* const edges = edge_.data();
    const Arc* const end = rows_.arcs.data() + rows_.offset[u + std::size_t{1}];
    for (const Arc* a = rows_.arcs.data() + rows_.offset[u]; a != end; ++a) {
      const Arc arc = *a;
      const std::uint32_t target = arc.target(bits);
      const Distance known = distances[target];
      const Distance found = d + arc.length(bits);
      if (found > known) continue;
      if (found < known) {
        distances[target] = found;
        edges[target] = arc.edge();
        queue_.push(found, target);
      } else if (arc.length(bits) != 0 && arc.edge() < edges[target]) {
        edges[target] = arc.edge();
      }
    }
  }

  const length_rows<Arc>& rows_;
  length_type longest_;
  large_vector<Distance> distance_;
  large_vector<std::uint32_t> edge_;
  std::vector<vertex_id> bucket_;
  Queue<Distance> queue_;
  std::int64_t budget_ = 0;
};

}  // namespace coopgraph::detail
