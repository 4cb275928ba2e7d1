// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/flow_capacities.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <optional>
#include <vector>

namespace coopgraph {

struct widest_paths_options {
  travel arcs = travel::along;
  execution run = {};  ///< one thread is used, whatever `threads` says
};

/// How much can go from one source to each vertex along a single path, and a tree of such paths.
struct widest_path_tree {
  vertex_id source = no_vertex;
  std::vector<edge_id> bottleneck;        ///< by vertex: the edge of least capacity on its path, the first one met of several;
                                          ///< no_edge at the source, where not reached and where all edges are unlimited
  std::vector<std::int64_t> units;        ///< exact: by vertex, its width is units[v] * unit; 0 where there is no bottleneck
  rational unit = 1;                      ///< that of the capacities
  std::vector<double> rounded;            ///< approximate capacities: by vertex, the width; else empty
  std::vector<vertex_id> predecessor;     ///< by vertex: the one before it; no_vertex at the source and where not reached
  std::vector<edge_id> predecessor_edge;  ///< by vertex: the edge from there; no_edge likewise

  [[nodiscard]] bool reached(vertex_id v) const { return v == source || predecessor_edge[v] != no_edge; }
  /// Whether any amount can go to v: at the source, and where a path has unlimited edges only.
  [[nodiscard]] bool is_unlimited(vertex_id v) const { return reached(v) && bottleneck[v] == no_edge; }
  /// The width of the path to v; 0 where v is not reached, and where it is unlimited.
  [[nodiscard]] double width(vertex_id v) const { return rounded.empty() ? times(units[v], unit) : rounded[v]; }
  /// Nothing where v is not reached, is unlimited, or the capacities are rounded.
  [[nodiscard]] std::optional<scaled_number> exact_width(vertex_id v) const;
  /// The path of the tree in the order of travel; without vertices where v is not reached, the source alone at the source.
  /// \throws input_error if v is no vertex
  [[nodiscard]] flow_path path_to(vertex_id v) const;
};

/// The widest paths from a source: for each vertex v the greatest amount that can go to it along one path,
///
///     w(v) = max over paths of the min over the path's edges of their capacity.
///
/// Capacities are compared and never added, so that the answer is exact for rounded ones as well. An edge of capacity 0 carries
/// nothing and is not gone through. Of parallel edges the widest counts; loops are on no path. Undirected edges are gone through
/// both ways. Which tree is a rule, not chance: the edge into v is that of least id among the edges (u, v) with w(u) > w(v) and
/// capacity w(v), or, where there is none, one by which the fewest edges within w(v) lie behind v, again of least id.
///
/// \throws input_error if the source is no vertex, if there is not one capacity for each edge, or one is negative; cancelled on
///         request
/// Complexity: O(m log m) time, O(n + m) memory.
/// Reference: Pollack (1960), doi:10.1287/opre.8.5.733
template <graph_like G>
[[nodiscard]] widest_path_tree widest_paths(const G& graph, const flow_capacities& capacities, vertex_id source,
                                            const widest_paths_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] widest_path_tree widest_paths_of(const undirected_view& graph, const flow_capacities& capacities, vertex_id source,
                                               const widest_paths_options& options);
[[nodiscard]] widest_path_tree widest_paths_of(const directed_view& graph, const flow_capacities& capacities, vertex_id source,
                                               const widest_paths_options& options);

}  // namespace detail

inline std::optional<scaled_number> widest_path_tree::exact_width(vertex_id v) const {
  if (bottleneck[v] == no_edge || units.empty()) return std::nullopt;
  return scaled_number{units[v], unit};
}

inline flow_path widest_path_tree::path_to(vertex_id v) const {
  return detail::path_in_tree(source, predecessor, predecessor_edge, v);
}

template <graph_like G>
widest_path_tree widest_paths(const G& graph, const flow_capacities& capacities, vertex_id source,
                              const widest_paths_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::widest_paths_of(view_of(snapshot), capacities, source, options);
}

}  // namespace coopgraph
