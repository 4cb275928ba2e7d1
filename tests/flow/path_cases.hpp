// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/random.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include "support/graphs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::test {

/// A multigraph with whole lengths.
struct path_case {
  kit::edge_list list;
  std::vector<std::int64_t> length;

  [[nodiscard]] edge_lengths lengths() const { return edge_lengths::over(1, length); }
  [[nodiscard]] bool both_ways() const { return list.kind == direction::undirected; }
};

/// Lengths least … most. Loops, parallel edges and vertices out of reach occur.
inline path_case random_path_case(random_stream& random, direction kind, std::size_t vertices, std::size_t edges,
                                  std::int64_t least, std::int64_t most) {
  path_case made{kit::random_multigraph(random, kind, vertices, edges), {}};
  for (std::size_t e = 0; e < edges; ++e)
    made.length.push_back(least + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most - least) + 1)));
  return made;
}

/// All paths from `source` to `target` that meet no vertex twice, in no order that is promised.
inline void extend_paths(const kit::edge_list& list, vertex_id target, flow_path& path, std::vector<flow_path>& found) {
  const vertex_id u = path.vertices.back();
  if (u == target) {
    found.push_back(path);
    return;
  }
  const auto go = [&](edge_id e, vertex_id v) {
    if (std::find(path.vertices.begin(), path.vertices.end(), v) != path.vertices.end()) return;
    path.vertices.push_back(v);
    path.edges.push_back(e);
    extend_paths(list, target, path, found);
    path.vertices.pop_back();
    path.edges.pop_back();
  };
  for (edge_id e = 0; e < list.edges.size(); ++e) {
    if (list.edges[e].source == u) go(e, list.edges[e].target);
    if (list.kind == direction::undirected && list.edges[e].target == u) go(e, list.edges[e].source);
  }
}
inline std::vector<flow_path> all_paths(const kit::edge_list& list, vertex_id source, vertex_id target) {
  std::vector<flow_path> found;
  flow_path path{{source}, {}};
  extend_paths(list, target, path, found);
  return found;
}

inline std::int64_t sum_over(const flow_path& path, const std::vector<std::int64_t>& length) {
  std::int64_t sum = 0;
  for (const edge_id e : path.edges) sum += length[e];
  return sum;
}

}  // namespace coopgraph::test
