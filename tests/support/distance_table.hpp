// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/graphs.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace coopgraph::kit {

/// [v][w]: the distance from v to w in whole numbers, nothing where there is no path. Floyd and Warshall's.
using distance_table = std::vector<std::vector<std::optional<std::int64_t>>>;

/// Which arcs of a directed list are gone through.
enum class way { out, in, all };

[[nodiscard]] inline distance_table all_distances(const edge_list& list, const std::vector<std::int64_t>& lengths,
                                                  way arcs = way::out) {
  distance_table d(list.vertices, std::vector<std::optional<std::int64_t>>(list.vertices));
  const auto offer = [&](std::size_t v, std::size_t w, std::int64_t length) {
    if (!d[v][w] || length < *d[v][w]) d[v][w] = length;
  };
  for (std::size_t v = 0; v < list.vertices; ++v) d[v][v] = 0;
  const bool both = list.kind == direction::undirected || arcs == way::all;
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [u, v] = list.edges[e];
    if (both || arcs == way::out) offer(u, v, lengths[e]);
    if (both || arcs == way::in) offer(v, u, lengths[e]);
  }
  for (std::size_t k = 0; k < list.vertices; ++k)
    for (std::size_t i = 0; i < list.vertices; ++i)
      for (std::size_t j = 0; j < list.vertices; ++j)
        if (d[i][k] && d[k][j]) offer(i, j, *d[i][k] + *d[k][j]);
  return d;
}

/// What table[v] says of the other vertices: how many are reached, the sum of their distances and of the reciprocals.
struct distance_facts {
  std::int64_t reached = 0;
  std::int64_t sum = 0;
  long double reciprocals = 0;
};

[[nodiscard]] inline distance_facts facts_of(const distance_table& table, std::size_t v) {
  distance_facts facts;
  for (std::size_t w = 0; w < table.size(); ++w) {
    if (w == v || !table[v][w]) continue;
    ++facts.reached;
    facts.sum += *table[v][w];
    facts.reciprocals += 1.0L / static_cast<long double>(*table[v][w]);
  }
  return facts;
}

}  // namespace coopgraph::kit
