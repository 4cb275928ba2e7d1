// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace coopgraph {

/// Of core_numbers.
struct core_options {
  degree_mode mode = degree_mode::all;  ///< which arcs of a directed graph a vertex needs within the core
};

struct core_result {
  scores score;                  ///< whole numbers, compared exactly
  std::vector<vertex_id> order;  ///< all vertices as they were peeled off: v has at most score[v] ties to those that come later
  std::uint64_t degeneracy = 0;  ///< the largest score; 0 without vertices
};

/// The core number of each vertex: the largest k such that the vertex belongs to a subgraph in which every vertex has k or more
/// ties. Of a directed graph the ties of a vertex are the arcs that leave it (out), enter it (in), or both (all). Parallel edges
/// count each; loops are left out. On simple graphs the numbers are those of networkx and igraph (igraph counts loops twice).
/// Complexity: O(n + m) time; memory O(n): 16 bytes a vertex.
/// Reference: Seidman (1983), doi:10.1016/0378-8733(83)90028-X; Batagelj & Zaveršnik (2011), doi:10.1007/s11634-010-0079-y
template <graph_like G>
[[nodiscard]] core_result core_numbers(const G& graph, const core_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// The rows that list, for a vertex, those that lose a tie when it is peeled off: against the arcs that are counted.
template <direction D, class Visit>
void each_losing_rows(const csr_view<D>& graph, degree_mode mode, const Visit& visit) {
  if constexpr (D == direction::undirected) {
    visit(graph.out);
  } else {
    if (mode != degree_mode::out) visit(graph.out);
    if (mode != degree_mode::in) visit(graph.in);
  }
}

/// Edge ends at each vertex as degree() counts them, loops left out.
template <direction D>
std::vector<std::uint64_t> degrees_without_loops(const csr_view<D>& graph, degree_mode mode) {
  std::vector<std::uint64_t> degree(graph.vertices(), 0);
  each_counted_rows(graph, mode, [&](const arc_rows& rows) {
    for (vertex_id v = 0; v < graph.vertices(); ++v) degree[v] += rows.degree(v);
  });
  const std::uint64_t ends = D == direction::undirected || mode == degree_mode::all ? 2 : 1;
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (graph.source[e] == graph.target[e]) degree[graph.source[e]] -= ends;
  return degree;
}

/// Level by level: those with k ties left are queued, and so are those whom the queue brings down to k. There are no buckets to
/// keep in order: the vertices that remain are read once a level, k is at most the core number of each, and the sum of all core
/// numbers is at most 2 m. `left` becomes the core numbers. Count is the narrowest type that holds the degrees, because `left`
/// is what the time goes for.
template <class Count, direction D>
std::vector<vertex_id> peel_cores(const csr_view<D>& graph, degree_mode mode, std::vector<Count>& left) {
  const std::size_t n = left.size();
  std::vector<vertex_id> order(n + 1);  // one more, for a write that is not kept
  std::vector<vertex_id> remaining(n);
  for (std::size_t v = 0; v < n; ++v) remaining[v] = static_cast<vertex_id>(v);
  std::size_t queued = 0;
  for (Count k = 0; queued < n;) {
    // 1. Those with k ties go into the queue, those with more remain; the rest went before.
    const std::size_t first = queued;
    std::size_t kept = 0;
    Count least = std::numeric_limits<Count>::max();
    for (const vertex_id v : remaining) {
      const Count ties = left[v];
      order[queued] = v;
      queued += ties == k ? 1U : 0U;
      remaining[kept] = v;
      kept += ties > k ? 1U : 0U;
      least = ties > k && ties < least ? ties : least;
    }
    remaining.resize(kept);
    if (queued == first) {
      k = least;
      continue;
    }
    // 2. Without branches: whether a neighbour is still there is a coin toss to the processor. The rows of a queue lie anywhere,
    // so that they are asked for ahead of their turn: first their place, then their arcs. (Not in a function of its own: g++ 12
    // takes one that only prefetches for one without effect.)
    for (std::size_t at = first; at < queued; ++at)
      each_losing_rows(graph, mode, [&](const arc_rows& rows) {
        if (at + 16 < queued) __builtin_prefetch(rows.offset.data() + order[at + 16]);
        if (at + 8 < queued) {
          __builtin_prefetch(rows.target.data() + rows.offset[order[at + 8]]);
          __builtin_prefetch(rows.target.data() + rows.offset[order[at + 8] + std::size_t{1}]);
        }
        for (const vertex_id u : rows.targets_of(order[at])) {
          const Count ties = left[u];
          left[u] = static_cast<Count>(ties - (ties > k ? 1U : 0U));
          order[queued] = u;
          queued += ties == k + 1 ? 1U : 0U;
        }
      });
    ++k;
  }
  order.pop_back();
  return order;
}

template <class Count, direction D>
core_result cores_of(const csr_view<D>& graph, degree_mode mode, std::vector<std::uint64_t> degrees) {
  std::vector<Count> left(degrees.begin(), degrees.end());
  degrees = std::vector<std::uint64_t>();  // = {} would keep its memory
  core_result result;
  result.order = peel_cores(graph, mode, left);
  result.score = {std::vector<double>(left.begin(), left.end()), {}, score_equality::exact};
  if (!result.order.empty()) result.degeneracy = left[result.order.back()];
  return result;
}

}  // namespace detail

template <graph_like G>
core_result core_numbers(const G& graph, const core_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  auto degrees = detail::degrees_without_loops(view, options.mode);
  const bool narrow =
      std::all_of(degrees.begin(), degrees.end(), [](std::uint64_t d) { return d < std::numeric_limits<std::uint32_t>::max(); });
  return narrow ? detail::cores_of<std::uint32_t>(view, options.mode, std::move(degrees))
                : detail::cores_of<std::uint64_t>(view, options.mode, std::move(degrees));
}

}  // namespace coopgraph
