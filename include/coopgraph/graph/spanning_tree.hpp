// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph {

/// Of minimum_spanning_forest and maximum_spanning_forest.
struct spanning_forest_options {
  execution run = {};  ///< one thread is used; a request to stop is seen before and after the edges are sorted
};

struct spanning_forest_result {
  std::vector<edge_id> edge;           ///< sorted: n - trees of them
  std::uint32_t trees = 0;             ///< one for each component; 1 if the graph is connected, 0 if it is empty
  double total = 0.0;                  ///< the sum of their lengths or strengths
  coopgraph::ties ties = ties::exact;  ///< exact: the values were compared and added without rounding
  std::string why_approximate;         ///< empty if exact
};

/// The edges that hold each component together at the least total length: a spanning tree of each. Lengths of any sign. Of edges
/// of equal length the one that was given first is taken first (Kruskal's order), so the answer is one even where several
/// forests are shortest. A loop is in no tree; of parallel edges at most one is, the shortest. Undirected graphs only: the
/// shortest arborescence of a directed graph is another problem.
/// \throws input_error if there is not one length per edge, or if the sum of rounded lengths overflows the range of a double;
///         cancelled on request
/// Complexity: O(n + m log m) time, O(n + m) memory.
/// Reference: Kruskal (1956), doi:10.1090/S0002-9939-1956-0078686-7
template <undirected_graph_like G>
[[nodiscard]] spanning_forest_result minimum_spanning_forest(const G& graph, const edge_lengths& lengths,
                                                             const spanning_forest_options& options = {});

/// The edges that hold each component together at the greatest total strength; of positive strengths it is the same forest as the
/// minimum over their reciprocal lengths. All else as above.
template <undirected_graph_like G>
[[nodiscard]] spanning_forest_result maximum_spanning_forest(const G& graph, const edge_strengths& strengths,
                                                             const spanning_forest_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] spanning_forest_result spanning_forest_of(const undirected_view& graph, const edge_lengths& lengths,
                                                        const spanning_forest_options& options);
[[nodiscard]] spanning_forest_result spanning_forest_of(const undirected_view& graph, const edge_strengths& strengths,
                                                        const spanning_forest_options& options);

}  // namespace detail

template <undirected_graph_like G>
spanning_forest_result minimum_spanning_forest(const G& graph, const edge_lengths& lengths,
                                               const spanning_forest_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::spanning_forest_of(view_of(snapshot), lengths, options);
}

template <undirected_graph_like G>
spanning_forest_result maximum_spanning_forest(const G& graph, const edge_strengths& strengths,
                                               const spanning_forest_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::spanning_forest_of(view_of(snapshot), strengths, options);
}

}  // namespace coopgraph
