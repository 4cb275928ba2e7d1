// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/dendrogram.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph {

/// How near two clusters A and B are, of what their pairs of vertices have (names as in scipy):
///   single    the nearest pair: the greatest strength, the least length
///   complete  the farthest pair: the least strength, the greatest length
///   average   all |A| |B| pairs on average (UPGMA)
/// A pair without an edge has strength 0, or is infinitely far.
enum class linkage { single, complete, average };

struct hierarchical_options {
  coopgraph::linkage linkage = coopgraph::linkage::average;
  execution run = {};  ///< threads change nothing: it is done on one
};

struct hierarchical_result {
  dendrogram tree;  ///< height: minus the strength between the two, or the length; never lower than the merge before
  std::vector<std::uint32_t> roots;  ///< clusters of the dendrogram that no merge joins further, by number; isolated ones too
  coopgraph::ties ties = coopgraph::ties::exact;  ///< exact: which pair is nearest was decided in whole numbers as given
  std::string why_approximate;                    ///< empty if exact
  std::uint64_t pair_visits = 0;                  ///< how often a pair of clusters was looked at: the work, whatever the machine
};

/// Agglomerative clustering: of the two nearest clusters one is made, again and again, from single vertices up. Clusters whose
/// strength is 0, or whose distance is infinite, are never merged, so that a forest may be left; over lengths, complete and
/// average linkage therefore stop at clusters in which each pair has an edge. Of pairs equally near, that with the lower first
/// cluster of the dendrogram is merged, then with the lower second.
/// By strengths, height is minus the strength, so that heights rise: cut_at_strength(tree, s) holds together what s or more
/// joins. Parallel edges: strengths add up, the least length counts. Loops are left out, as are strengths of 0. Without values
/// each edge has strength 1.
/// \throws option_error for a linkage that is none; input_error if there is not one value per edge, if one is negative, or if
///         twice the sum of rounded values is beyond the range of a double; cancelled on request
/// Complexity: about O(m log^2 n) time, for each tie moves only to clusters with more of them; O(n + m) memory.
/// Reference: Sokal & Michener (1958), Univ. Kansas Sci. Bull. 38; Lance & Williams (1967), doi:10.1093/comjnl/9.4.373
template <undirected_graph_like G>
[[nodiscard]] hierarchical_result hierarchical_clustering(const G& graph, const hierarchical_options& options = {});
template <undirected_graph_like G>
[[nodiscard]] hierarchical_result hierarchical_clustering(const G& graph, const edge_strengths& strengths,
                                                          const hierarchical_options& options = {});
template <undirected_graph_like G>
[[nodiscard]] hierarchical_result hierarchical_clustering(const G& graph, const edge_lengths& lengths,
                                                          const hierarchical_options& options = {});

/// The clusters of a dendrogram by strengths when all merges at `strength` or more are made: cut_at_height(tree, -strength).
/// \throws as cut_at_height
[[nodiscard]] inline partition cut_at_strength(const dendrogram& tree, double strength) { return cut_at_height(tree, -strength); }

struct modularity_cut {
  coopgraph::partition partition;
  double modularity = 0.0;  ///< at resolution 1
};

/// Of the partitions that the first 0, 1, 2, … merges of a dendrogram make, the one with the greatest modularity; of several,
/// that of fewest merges. Compared in whole numbers: exactly, unless strengths are rounded or add up to more than 2^59 units.
/// Parallel edges add up; loops count as in modularity(). Without strengths each edge counts 1.
/// \throws input_error if the dendrogram is not sound or its leaves are not the vertices; else as modularity()
/// Complexity: O(m + n log n) time, O(n log n) memory.
/// Reference: Newman & Girvan (2004), doi:10.1103/PhysRevE.69.026113
template <undirected_graph_like G>
[[nodiscard]] modularity_cut cut_at_greatest_modularity(const G& graph, const dendrogram& tree);
template <undirected_graph_like G>
[[nodiscard]] modularity_cut cut_at_greatest_modularity(const G& graph, const edge_strengths& strengths, const dendrogram& tree);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] hierarchical_result hierarchical_by_strengths(const undirected_view& graph, const edge_strengths* strengths,
                                                            const hierarchical_options& options);
[[nodiscard]] hierarchical_result hierarchical_by_lengths(const undirected_view& graph, const edge_lengths& lengths,
                                                          const hierarchical_options& options);
[[nodiscard]] modularity_cut greatest_modularity_cut_of(const undirected_view& graph, const edge_strengths* strengths,
                                                        const dendrogram& tree);

}  // namespace detail

template <undirected_graph_like G>
hierarchical_result hierarchical_clustering(const G& graph, const hierarchical_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::hierarchical_by_strengths(view_of(snapshot), nullptr, options);
}

template <undirected_graph_like G>
hierarchical_result hierarchical_clustering(const G& graph, const edge_strengths& strengths,
                                            const hierarchical_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::hierarchical_by_strengths(view_of(snapshot), &strengths, options);
}

template <undirected_graph_like G>
hierarchical_result hierarchical_clustering(const G& graph, const edge_lengths& lengths, const hierarchical_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::hierarchical_by_lengths(view_of(snapshot), lengths, options);
}

template <undirected_graph_like G>
modularity_cut cut_at_greatest_modularity(const G& graph, const dendrogram& tree) {
  const auto& snapshot = snapshot_of(graph);
  return detail::greatest_modularity_cut_of(view_of(snapshot), nullptr, tree);
}

template <undirected_graph_like G>
modularity_cut cut_at_greatest_modularity(const G& graph, const edge_strengths& strengths, const dendrogram& tree) {
  const auto& snapshot = snapshot_of(graph);
  return detail::greatest_modularity_cut_of(view_of(snapshot), &strengths, tree);
}

}  // namespace coopgraph
