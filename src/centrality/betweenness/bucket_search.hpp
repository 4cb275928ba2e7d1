// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include "graph/bucket_queue.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// The interface of bucket_queue on a heap, for longer lengths.
template <class Distance>
class heap_queue {
 public:
  explicit heap_queue(Distance /*longest*/) {}

  bool empty() const noexcept { return heap_.empty(); }
  void push(Distance d, vertex_id v) { heap_.push({d, v}); }
  Distance pop(Distance, std::vector<vertex_id>& into) {
    const auto least = heap_.pop();
    into.assign(1, least.vertex);
    return least.distance;
  }

 private:
  lazy_heap<Distance> heap_;
};

/// Dijkstra's search over whole lengths above 0 that also counts the shortest paths; otherwise used as shortest_path_search is.
template <class Distance, template <class> class Queue>
class counting_search {
 public:
  static constexpr bool counts = true;

  /// `length` by arc of the split graph, which must outlive the search.
  counting_search(std::size_t vertices, std::span<const Distance> length, Distance longest)
      : length_(length), distance_(vertices, not_reached), sigma_(vertices, 0.0), queue_(longest) {}

  template <class Stop>
  void run(const arc_rows& rows, vertex_id source, const Stop& stop) {
    for (const vertex_id v : order_) distance_[v] = not_reached;
    order_.clear();
    distance_[source] = 0;
    sigma_[source] = 1.0;
    queue_.push(0, source);
    std::int64_t budget = arcs_between_stops;
    for (Distance d = 0; !queue_.empty();) {
      d = queue_.pop(d, settled_);
      for (const vertex_id u : settled_) {
        if (distance_[u] != d) continue;  // out of date: a shorter way was found since
        order_.push_back(u);
        relax(rows, u);
        budget -= static_cast<std::int64_t>(rows.degree(u)) + 1;
        if (budget > 0) continue;
        stop();
        budget = arcs_between_stops;
      }
    }
  }

  [[nodiscard]] std::span<const vertex_id> order() const noexcept { return order_; }
  [[nodiscard]] const std::vector<double>& sigma() const noexcept { return sigma_; }
  [[nodiscard]] bool tight(vertex_id u, std::uint64_t arc, vertex_id v) const noexcept {
    return distance_[u] + length_[arc] == distance_[v];
  }

 private:
  static constexpr Distance not_reached = -1;

  void relax(const arc_rows& rows, vertex_id u) {
    const Distance from = distance_[u];
    const double paths = sigma_[u];  // final: lengths are above 0
    const std::uint64_t end = rows.offset[u + std::size_t{1}];
    for (std::uint64_t arc = rows.offset[u]; arc < end; ++arc) {
      const vertex_id v = rows.target[arc];
      const Distance found = from + length_[arc];
      const Distance known = distance_[v];
      if (known == found) {
        sigma_[v] += paths;
      } else if (known < 0 || found < known) {
        distance_[v] = found;
        sigma_[v] = paths;
        queue_.push(found, v);
      }
    }
  }

  std::span<const Distance> length_;
  std::vector<Distance> distance_;
  std::vector<double> sigma_;
  std::vector<vertex_id> order_;
  std::vector<vertex_id> settled_;
  Queue<Distance> queue_;
};

}  // namespace coopgraph::detail
