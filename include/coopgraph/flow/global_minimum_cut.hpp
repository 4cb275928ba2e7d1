// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <vector>

namespace coopgraph {

struct global_minimum_cut_options {
  execution run = {};  ///< one thread is used, whatever `threads` says
};

struct global_minimum_cut_result {
  bool exists = false;          ///< false for fewer than two vertices: there is nothing to divide
  scaled_number capacity;       ///< of the edges that cross; 0 if the graph is not connected
  std::vector<vertex_id> side;  ///< ascending: the part without vertex 0
  std::vector<edge_id> edges;   ///< ascending: those between the two parts
};

/// The cut of least capacity of all: the two parts into which the graph falls most cheaply. Of several one is returned, always
/// the same. Parallel edges add up, loops cross no cut. Undirected graphs only.
/// \throws input_error if there is not one capacity for each edge, if one is negative, or they are rounded (is_exact() is false),
///         or all of them add up to 2^63 units or more; cancelled on request
/// Complexity: O(n m log n) time at worst, in practice a few near-linear rounds, each of which joins all pairs of vertices that
/// its order proves to be inseparable; O(n + m) memory.
/// Reference: Nagamochi, Ono & Ibaraki (1994), doi:10.1007/BF01582581; Stoer & Wagner (1997), doi:10.1145/263867.263872
template <undirected_graph_like G>
[[nodiscard]] global_minimum_cut_result global_minimum_cut(const G& graph, const edge_capacities& capacities,
                                                           const global_minimum_cut_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] global_minimum_cut_result global_minimum_cut_of(const undirected_view& graph, const edge_capacities& capacities,
                                                              const global_minimum_cut_options& options);

}  // namespace detail

template <undirected_graph_like G>
global_minimum_cut_result global_minimum_cut(const G& graph, const edge_capacities& capacities,
                                             const global_minimum_cut_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::global_minimum_cut_of(view_of(snapshot), capacities, options);
}

}  // namespace coopgraph
