// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph {

/// What disjoint paths do not share: edges, or vertices (but source and target) and edges.
enum class disjointness { edges, vertices };

struct disjoint_paths_options {
  disjointness share_no = disjointness::edges;
  execution run = {};  ///< one thread is used, whatever `threads` says
};

struct disjoint_paths_result {
  std::vector<flow_path> paths;         ///< by their edges; none meets a vertex twice
  std::vector<edge_id> cut_edges;       ///< ascending, with
  std::vector<vertex_id> cut_vertices;  ///< ascending: together as many as paths, and without them the target is out of reach
};

/// The greatest number of paths from source to target that share no edge (or no vertex besides these two), the paths, and what
/// proves that there are no more (Menger): as many edges (vertices) without which no path is left, those nearest to the source.
/// A cut by vertices holds the edges that lead straight from source to target, too, since no vertex cuts them. Parallel edges
/// are different edges; loops are on no path; an undirected edge is gone through one way. Does a partner depend on one link or
/// one middleman?
/// \throws input_error if source or target is no vertex, or both are the same; cancelled on request
/// Complexity: that of maximum_flow() on unit capacities.
/// Reference: Menger (1927), doi:10.4064/fm-10-1-96-115; Even & Tarjan (1975), doi:10.1137/0204043
template <graph_like G>
[[nodiscard]] disjoint_paths_result disjoint_paths(const G& graph, vertex_id source, vertex_id target,
                                                   const disjoint_paths_options& options = {});

struct shortest_disjoint_paths_result {
  std::vector<flow_path> paths;                   ///< by their edges; none meets a vertex twice
  std::int64_t units = 0;                         ///< exact: all paths together measure units * unit
  rational unit = 1;                              ///< that of the lengths
  double rounded = 0.0;                           ///< approximate: their sum
  bool found = false;                             ///< whether there are k; where not, `paths` are as many as there are
  coopgraph::ties ties = coopgraph::ties::exact;  ///< approximate: the lengths themselves are rounded
  std::string why;                                ///< if approximate: why the lengths have no shared unit

  [[nodiscard]] double length() const { return ties == ties::exact ? times(units, unit) : rounded; }
};

/// k paths from source to target that share no edge (or no vertex besides these two) and are together as short as such paths
/// can be, lengths >= 0; conventions as in disjoint_paths(), arithmetic as in k_shortest_paths(). Of several answers one is
/// given, always the same.
/// \throws input_error as disjoint_paths(); if there is not one length for each edge, or one is negative (the edge is named);
///         if k is 0; if the exact sum is 2^63 units or more; cancelled on request
/// Complexity: O(k m log m) time, O(n + m) memory.
/// Reference: Suurballe (1974), doi:10.1002/net.3230040204; Suurballe & Tarjan (1984), doi:10.1002/net.3230140209
template <graph_like G>
[[nodiscard]] shortest_disjoint_paths_result shortest_disjoint_paths(const G& graph, const edge_lengths& lengths,
                                                                     vertex_id source, vertex_id target, std::size_t k,
                                                                     const disjoint_paths_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] disjoint_paths_result disjoint_paths_of(const undirected_view& graph, vertex_id source, vertex_id target,
                                                      const disjoint_paths_options& options);
[[nodiscard]] disjoint_paths_result disjoint_paths_of(const directed_view& graph, vertex_id source, vertex_id target,
                                                      const disjoint_paths_options& options);
[[nodiscard]] shortest_disjoint_paths_result shortest_disjoint_paths_of(const undirected_view& graph, const edge_lengths& lengths,
                                                                        vertex_id source, vertex_id target, std::size_t k,
                                                                        const disjoint_paths_options& options);
[[nodiscard]] shortest_disjoint_paths_result shortest_disjoint_paths_of(const directed_view& graph, const edge_lengths& lengths,
                                                                        vertex_id source, vertex_id target, std::size_t k,
                                                                        const disjoint_paths_options& options);

}  // namespace detail

template <graph_like G>
disjoint_paths_result disjoint_paths(const G& graph, vertex_id source, vertex_id target, const disjoint_paths_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::disjoint_paths_of(view_of(snapshot), source, target, options);
}

template <graph_like G>
shortest_disjoint_paths_result shortest_disjoint_paths(const G& graph, const edge_lengths& lengths, vertex_id source,
                                                       vertex_id target, std::size_t k, const disjoint_paths_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::shortest_disjoint_paths_of(view_of(snapshot), lengths, source, target, k, options);
}

}  // namespace coopgraph
