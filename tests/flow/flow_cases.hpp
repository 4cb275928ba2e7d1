// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/random.hpp>
#include <coopgraph/flow/flow_capacities.hpp>

#include "support/graphs.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::test {

/// A network with its question.
struct flow_case {
  kit::edge_list list;
  std::vector<std::int64_t> capacity;
  std::vector<edge_id> unlimited;
  std::vector<vertex_id> sources;
  std::vector<vertex_id> targets;

  [[nodiscard]] flow_capacities capacities() const { return {edge_capacities::over(1, capacity), unlimited}; }
};

/// The network of Cormen, Leiserson, Rivest & Stein, Introduction to Algorithms, figure 26.1: s, v1, v2, v3, v4, t are 0 to 5.
inline flow_case six_vertices() {
  return {{direction::directed, 6, {{0, 1}, {0, 2}, {2, 1}, {1, 3}, {3, 2}, {2, 4}, {4, 3}, {3, 5}, {4, 5}}},
          {16, 13, 4, 12, 9, 14, 7, 20, 4},
          {},
          {0},
          {5}};
}

/// A multigraph with capacities 0 to 5, one edge in nine unlimited, one to three sources and targets. \pre 2 <= vertices
inline flow_case random_case(random_stream& random, direction kind, std::size_t vertices, std::size_t edges) {
  flow_case made{kit::random_multigraph(random, kind, vertices, edges), {}, {}, {}, {}};
  for (edge_id e = 0; e < edges; ++e) {
    made.capacity.push_back(static_cast<std::int64_t>(random.below(6)));
    if (random.below(9) == 0) made.unlimited.push_back(e);
  }
  const std::vector<vertex_id> order = kit::random_order(random, vertices);
  const std::size_t sources = 1 + random.below(vertices > 4 ? 3 : 1);
  const std::size_t targets = 1 + random.below(vertices > 6 ? 3 : 1);
  made.sources.assign(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(sources));
  made.targets.assign(order.end() - static_cast<std::ptrdiff_t>(targets), order.end());
  return made;
}

/// A strip of `length` columns of `width` vertices with four edges a vertex, mostly from one column to the next; the sources are
/// the first column, the targets the last.
inline flow_case random_strip(random_stream& random, direction kind, std::size_t length, std::size_t width) {
  flow_case made{{kind, length * width, {}}, {}, {}, {}, {}};
  for (std::size_t e = 0; e < 4 * length * width; ++e) {
    const std::size_t column = random.below(length - 1);
    auto u = static_cast<vertex_id>(column * width + random.below(width));
    auto v = static_cast<vertex_id>((column + 1) * width + random.below(width));
    if (random.below(8) == 0) std::swap(u, v);
    made.list.edges.push_back({u, v});
    made.capacity.push_back(static_cast<std::int64_t>(random.below(1000)));
  }
  for (vertex_id v = 0; v < width; ++v) {
    made.sources.push_back(v);
    made.targets.push_back(static_cast<vertex_id>((length - 1) * width) + v);
  }
  return made;
}

}  // namespace coopgraph::test
