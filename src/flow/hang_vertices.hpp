// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/csr_view.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// The tree that best paths make, as shortest_paths() promises it: by vertex the edge to it, no_edge at the source and where not
/// reached. distance(v) is below 0 where v is not reached; add(d, e) is the distance behind edge e, never less than d, where it
/// begins at distance d. An edge (u, v) is tight if add(distance(u), e) = distance(v). A vertex hangs on the tight edge of least
/// id from a lesser distance; where there is none, on tight edges within its distance, by the fewest of them, again of least id.
/// The stop hook is called now and then. O(n + m).
template <class Distance, class Add, class Stop>
[[nodiscard]] std::vector<edge_id> hang_vertices(const arc_rows& rows, vertex_id source, const Distance& distance, const Add& add,
                                                 const Stop& stop) {
  const auto n = static_cast<vertex_id>(rows.offset.size() - 1);
  std::vector<edge_id> edge(n, no_edge);
  std::int64_t budget = arcs_between_stops;
  const auto for_each_tight = [&](vertex_id u, const auto& visit) {
    const auto from = distance(u);
    for (std::uint64_t a = rows.offset[u]; a < rows.offset[u + std::size_t{1}]; ++a)
      if (add(from, rows.edge[a]) == distance(rows.target[a])) visit(rows.target[a], rows.edge[a]);
    budget -= static_cast<std::int64_t>(rows.degree(u)) + 1;
    if (budget > 0) return;
    stop();
    budget = arcs_between_stops;
  };

  // 1. from a lesser distance
  for (vertex_id u = 0; u < n; ++u)
    if (distance(u) >= 0)
      for_each_tight(u, [&](vertex_id v, edge_id e) {
        if (distance(u) < distance(v)) edge[v] = std::min(edge[v], e);
      });

  // 2. within a distance, breadth first from what hangs already
  std::vector<bool> settled(n, false);
  std::vector<vertex_id> front;
  std::vector<vertex_id> next;
  for (vertex_id v = 0; v < n; ++v)
    if (v == source || edge[v] != no_edge) {
      settled[v] = true;
      front.push_back(v);
    }
  while (!front.empty()) {
    for (const vertex_id u : front)
      for_each_tight(u, [&](vertex_id v, edge_id e) {
        if (settled[v] || distance(u) != distance(v)) return;
        if (edge[v] == no_edge) next.push_back(v);
        edge[v] = std::min(edge[v], e);
      });
    for (const vertex_id v : next) settled[v] = true;
    front.swap(next);
    next.clear();
  }
  return edge;
}

}  // namespace coopgraph::detail
