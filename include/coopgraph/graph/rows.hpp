// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/csr_view.hpp>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace coopgraph {

/// The two ends of an edge.
struct endpoints {
  vertex_id source = 0;
  vertex_id target = 0;

  friend bool operator==(const endpoints&, const endpoints&) = default;
};

namespace detail {

/// arc_rows that own their memory.
struct owned_rows {
  std::vector<std::uint64_t> offset;
  std::vector<vertex_id> target;
  std::vector<edge_id> edge;

  [[nodiscard]] arc_rows view() const noexcept { return {offset, target, edge}; }

  friend bool operator==(const owned_rows&, const owned_rows&) = default;
};

/// The rows of the arcs from[e] -> to[e], and where both_ways also to[e] -> from[e]: two stable counting sorts, first by
/// target, then by source, leave each row sorted by (target, edge). O(n + m) time and memory.
[[nodiscard]] inline owned_rows make_rows(std::size_t vertices, std::span<const vertex_id> from, std::span<const vertex_id> to,
                                          bool both_ways) {
  const std::size_t edges = from.size();
  const std::size_t arcs = both_ways ? 2 * edges : edges;
  const auto each_arc = [&](const auto& visit) {
    for (edge_id e = 0; e < edges; ++e) {
      visit(from[e], to[e], e);
      if (both_ways) visit(to[e], from[e], e);
    }
  };
  const auto first_places = [&](const auto& key) {
    std::vector<std::uint64_t> place(vertices + 1, 0);
    each_arc([&](vertex_id u, vertex_id v, edge_id) { ++place[key(u, v) + std::size_t{1}]; });
    std::partial_sum(place.begin(), place.end(), place.begin());
    return place;
  };

  // by target
  struct half_arc {
    vertex_id source;
    edge_id edge;
  };
  std::vector<half_arc> by_target(arcs);
  std::vector<std::uint64_t> target_end = first_places([](vertex_id, vertex_id v) { return std::size_t{v}; });
  each_arc([&](vertex_id u, vertex_id v, edge_id e) { by_target[target_end[v]++] = {u, e}; });

  // by source, in the order of targets
  owned_rows rows{first_places([](vertex_id u, vertex_id) { return std::size_t{u}; }), std::vector<vertex_id>(arcs),
                  std::vector<edge_id>(arcs)};
  std::vector<std::uint64_t> next(rows.offset.begin(), rows.offset.end() - 1);
  std::uint64_t arc = 0;
  for (std::size_t v = 0; v < vertices; ++v)
    for (; arc < target_end[v]; ++arc) {  // the first sort has moved each start to its end
      const auto [u, e] = by_target[arc];
      const std::uint64_t at = next[u]++;
      rows.target[at] = static_cast<vertex_id>(v);
      rows.edge[at] = e;
    }
  return rows;
}

}  // namespace detail
}  // namespace coopgraph
