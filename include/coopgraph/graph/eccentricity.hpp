// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/snapshot.hpp>
#include <coopgraph/graph/statistics.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph {

struct eccentricity_options {
  travel arcs = travel::along;  ///< of a directed graph: distances from the vertex, or (against) to it
  execution run = {};
};

struct eccentricity_result {
  scores score;                        ///< in hops; whole numbers
  std::vector<std::uint32_t> reached;  ///< by vertex: how many vertices it reaches, itself included
  bool connected = false;  ///< every vertex reaches every other: the scores are those of the definition. The empty graph is not
};

/// How far a vertex is from those that it reaches: e(v) = the greatest distance in hops from v to a vertex that is reached from
/// it; 0 for a vertex that reaches none but itself. On a graph that is not (strongly) connected no vertex has an eccentricity by
/// the strict definition; here `connected` and `reached` say so. Loops and parallel edges change no distance.
/// \throws cancelled on request
/// Complexity: O(n m) time at worst; 64 searches run at once in the bits of a word, and on graphs of small diameter they share
/// most of their way. Memory O(n + m) and 32 bytes a vertex for each thread.
/// Reference: Hage & Harary (1995), doi:10.1016/0378-8733(94)00248-9; Then et al. (2014), doi:10.14778/2735496.2735507
template <graph_like G>
[[nodiscard]] eccentricity_result eccentricity(const G& graph, const eccentricity_options& options = {});

/// Of largest_component_distances.
struct component_distances_options {
  execution run = {};
};

struct component_distances_result {
  std::uint32_t vertices = 0;  ///< of the component; 0 if the graph is empty
  statistic diameter;          ///< the greatest distance, in hops; 0 of one vertex; undefined of the empty graph
  statistic mean;              ///< sum / pairs; undefined without pairs
  int128 sum = 0;              ///< of the distances over the ordered pairs, exact
  std::uint64_t pairs = 0;     ///< ordered pairs of different vertices: vertices (vertices - 1)
};

/// Diameter and mean distance in hops of the largest component, of a directed graph of the largest strong component; of several
/// that are equally large the one with the least vertex.
/// \throws cancelled on request
/// Complexity: as eccentricity(), on the component.
template <graph_like G>
[[nodiscard]] component_distances_result largest_component_distances(const G& graph,
                                                                     const component_distances_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] eccentricity_result eccentricity_of(const arc_rows& rows, std::size_t vertices, const execution& run);
[[nodiscard]] component_distances_result component_distances_of(const undirected_view& graph, const execution& run);
[[nodiscard]] component_distances_result component_distances_of(const directed_view& graph, const execution& run);

}  // namespace detail

template <graph_like G>
eccentricity_result eccentricity(const G& graph, const eccentricity_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::eccentricity_of(detail::rows_of(view, options.arcs), view.vertices(), options.run);
}

template <graph_like G>
component_distances_result largest_component_distances(const G& graph, const component_distances_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::component_distances_of(view_of(snapshot), options.run);
}

}  // namespace coopgraph
