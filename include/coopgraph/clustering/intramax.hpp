// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/dendrogram.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <string>
#include <vector>

namespace coopgraph {

struct intramax_options {
  execution run = {};  ///< one thread is used
};

struct intramax_result {
  /// The merges in order; several trees where no flow joins the parts. The height of a merge is the share of all flow that is
  /// within clusters once it is made: it never falls, so that cut_at_height(tree, 0.6) makes the merges that keep at most 60 %
  /// within, and cut_at_count(tree, k) leaves k clusters.
  dendrogram tree;
  double internal_share = 0.0;         ///< the share of all flow that is within the units, before any merge
  std::vector<double> interaction;     ///< by merge: the I below at which it was made; it may rise from merge to merge
  coopgraph::ties ties = ties::exact;  ///< exact: flows were added and pairs compared without rounding
  std::string why_approximate;         ///< empty if exact
};

/// Functional regions by merging, again and again, the two clusters that exchange most beyond what their sizes would have it:
///   I_ij = F (a_ij / (O_i D_j) + a_ji / (O_j D_i)),
/// where a_ij is the flow from i to j, O_i all that i sends, D_j all that j receives, what each sends to itself included, and F
/// the sum of all flow; 0 / 0 is 0. I is 2 where both flows are what chance would have them. Clusters that exchange nothing are
/// never merged. Of equal I, the pair with the first unit goes first, then that whose other cluster has the first unit.
/// Loops are flow within; parallel edges add up. I is compared exactly, as fractions; only flows that are rounded or add up to
/// more than 2^62 of their unit are rounded first, to about 2^-61 of their total.
/// \throws input_error if there is not one flow per edge, if one is negative, if none is above 0; cancelled on request
/// Complexity: O(log n) time for each neighbour of each cluster that a merge makes, and O(neighbours) for a cluster whose best
/// partner has changed; O(n m) at worst; O(n + m) memory.
/// Reference: Masser & Brown (1975), doi:10.1068/a070509; I as a ratio: Masser & Scheurwater (1980), doi:10.1068/a121357
template <directed_graph_like G>
[[nodiscard]] intramax_result intramax(const G& graph, const edge_strengths& flows, const intramax_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] intramax_result intramax_of(const directed_view& graph, const edge_strengths& flows,
                                          const intramax_options& options);

}  // namespace detail

template <directed_graph_like G>
intramax_result intramax(const G& graph, const edge_strengths& flows, const intramax_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::intramax_of(view_of(snapshot), flows, options);
}

}  // namespace coopgraph
