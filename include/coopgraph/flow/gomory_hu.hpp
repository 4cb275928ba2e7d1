// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph {

struct gomory_hu_options {
  execution run = {};  ///< one thread is used, whatever `threads` says
};

/// A tree edge and the capacity of the cut that it stands for.
struct gomory_hu_edge {
  vertex_id u = no_vertex;
  vertex_id v = no_vertex;
  scaled_number weight;
};

struct gomory_hu_result {
  std::vector<vertex_id> parent;     ///< by vertex: its neighbour on the way to the root of its tree; no_vertex at a root
  std::vector<std::int64_t> weight;  ///< by vertex: of the edge to its parent, in units; 0 at a root
  rational unit = 1;                 ///< of the weights
  std::uint32_t trees = 0;           ///< one for each component; roots are the least vertices

  [[nodiscard]] std::vector<gomory_hu_edge> edges() const;  ///< (v, parent of v), by v
};

/// Least cuts between all pairs of vertices, as a tree on the vertices of each component. It is a cut tree: the tree without one
/// of its edges falls into two sides, and these are a least cut between the edge's ends whose capacity is the edge's weight. So
/// the least cut between any two vertices is that of the lightest edge on the way between them. Of several such trees one is
/// returned, always the same. Parallel edges add up; loops cross no cut; capacities of 0 connect nothing. Of a graph with one
/// vertex or without edges the forest has no edges.
/// \throws input_error if there is not one capacity for each edge, if one is negative, or they are rounded (is_exact() is false),
///         or those at a vertex add up to 2^63 units or more; cancelled on request
/// Complexity: O(n log n) maximum flows at worst, in practice about n. Each runs in a graph where what lies beyond cuts found
/// before is one vertex for each, and only in the part that its search meets; most end as soon as all that leaves a vertex can
/// flow. Before it is cut in detail, groups which no cut below a bound divides are joined, where that leaves half of the vertices
/// or fewer. O(n + m) memory, and what crosses the cuts.
/// Reference: Gomory & Hu (1961), doi:10.1137/0109047; Nagamochi, Ono & Ibaraki (1994), doi:10.1007/BF01582581
template <undirected_graph_like G>
[[nodiscard]] gomory_hu_result gomory_hu_tree(const G& graph, const edge_capacities& capacities,
                                              const gomory_hu_options& options = {});

struct tree_cut {
  scaled_number capacity;                ///< 0 where the two are in different components
  std::vector<vertex_id> side_of_first;  ///< ascending: the vertices on the first one's side of the cut
};

/// A least cut between two vertices, read from the tree.
/// \throws input_error if one is no vertex, or both are the same
/// Complexity: O(n) time and memory.
[[nodiscard]] tree_cut minimum_cut_between(const gomory_hu_result& tree, vertex_id u, vertex_id v);

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] gomory_hu_result gomory_hu_of(const undirected_view& graph, const edge_capacities& capacities,
                                            const gomory_hu_options& options);

}  // namespace detail

template <undirected_graph_like G>
gomory_hu_result gomory_hu_tree(const G& graph, const edge_capacities& capacities, const gomory_hu_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::gomory_hu_of(view_of(snapshot), capacities, options);
}

}  // namespace coopgraph
