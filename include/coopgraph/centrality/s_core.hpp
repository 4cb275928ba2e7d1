// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <string>
#include <vector>

namespace coopgraph {

struct s_core_options {
  degree_mode mode = degree_mode::all;  ///< which arcs of a directed graph make up the strength within the core
  execution run = {};                   ///< one thread does the work
};

struct s_core_result {
  scores score;                        ///< >= 0, in the strengths' own measure; compared exactly if the strengths are exact
  coopgraph::ties ties = ties::exact;  ///< exact: whole numbers over the strengths' unit were compared
  std::string why_approximate;         ///< if approximate: why the strengths have no shared unit
  std::vector<vertex_id>
      order;  ///< all vertices as they were peeled off: v has at most score[v] of strength to those that come later
};

/// The s-core number of each vertex: the largest s such that the vertex belongs to a subgraph in which every vertex has strength
/// s or more. Of a directed graph the strength of a vertex is that of the arcs that leave it (out), enter it (in), or both (all).
/// The least strength goes first, of equal ones the lower vertex. Parallel edges add up; loops are left out. With strengths of 1
/// these are the core numbers. Rounded strengths are taken off as doubles: errors of 1e-16 times the strengths that a vertex lost
/// remain.
/// \throws input_error if there is not one strength per edge, if one is negative, or if rounded strengths add up beyond the range
///         of a double at a vertex; cancelled on request
/// Complexity: O((n + m) log n) time; memory O(n): up to 40 bytes a vertex, and 12 for the result.
/// Reference: Eidsaa & Almaas (2013), doi:10.1103/PhysRevE.88.062819
template <graph_like G>
[[nodiscard]] s_core_result s_core_numbers(const G& graph, const edge_strengths& strengths, const s_core_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] s_core_result s_cores_of(const undirected_view& graph, const edge_strengths& strengths,
                                       const s_core_options& options);
[[nodiscard]] s_core_result s_cores_of(const directed_view& graph, const edge_strengths& strengths,
                                       const s_core_options& options);

}  // namespace detail

template <graph_like G>
s_core_result s_core_numbers(const G& graph, const edge_strengths& strengths, const s_core_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::s_cores_of(view_of(snapshot), strengths, options);
}

}  // namespace coopgraph
