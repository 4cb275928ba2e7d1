// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/text.hpp>

#include <span>
#include <vector>

namespace coopgraph {

/// A path as its vertices and the edges between them, one fewer; without vertices where there is no path.
struct flow_path {
  std::vector<vertex_id> vertices;
  std::vector<edge_id> edges;

  friend bool operator==(const flow_path&, const flow_path&) = default;
};

namespace detail {

/// From the root of a tree to v; without vertices where v does not hang on it.
/// \throws input_error if v is no vertex
[[nodiscard]] inline flow_path path_in_tree(vertex_id root, std::span<const vertex_id> predecessor,
                                            std::span<const edge_id> predecessor_edge, vertex_id v) {
  if (v >= predecessor.size())
    throw input_error("path_to", "v", to_text(v), "below " + to_text(predecessor.size()) + ", the number of vertices");
  flow_path path;
  if (v != root && predecessor_edge[v] == no_edge) return path;
  for (; v != root; v = predecessor[v]) {
    path.vertices.push_back(v);
    path.edges.push_back(predecessor_edge[v]);
  }
  path.vertices.push_back(root);
  return {{path.vertices.rbegin(), path.vertices.rend()}, {path.edges.rbegin(), path.edges.rend()}};
}

}  // namespace detail
}  // namespace coopgraph
