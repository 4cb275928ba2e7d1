// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

struct betweenness_options {
  bool normalized = false;  ///< divide by the number of pairs; with fewer than 3 vertices all scores are 0 anyway
  std::optional<std::vector<vertex_id>> sources = {};  ///< S: only pairs with one end in S …
  std::optional<std::vector<vertex_id>> targets = {};  ///< T: … and the other in T; nothing: all vertices
  execution run = {};
};

struct betweenness_result {
  scores score;                        ///< >= 0
  coopgraph::ties ties = ties::exact;  ///< exact: path lengths were compared without rounding; always so for hops
  std::string
      why_approximate;      ///< if approximate: why the lengths have no shared unit; equal is then within 1e-12 of the distance
  std::uint64_t pairs = 0;  ///< pairs of other vertices: (n - 1)(n - 2), undirected half of that; 0 if n < 3
};

/// How many shortest paths a vertex lies on: b(v) = sum over pairs (s, t) of other vertices of sigma(s, t | v) / sigma(s, t),
/// where sigma counts the shortest paths from s to t and those of them through v. Undirected pairs are counted once, directed
/// ones in order; pairs without a path add nothing. With sources S and targets T only the pairs of s in S and t in T count,
/// undirected those with one end in S and the other in T, once each even if both ends are in both; for disjoint S and T that is
/// twice what networkx says, which halves them, and for S = T the same. Shortest in hops, or over edge lengths > 0. Of parallel
/// edges each makes a path of its own; loops are on no shortest path. Equal lengths are recognised exactly if the lengths are
/// exact, and numbers of paths carry an exponent where a double would overflow. Shares of a pair's paths below 2^-1022 lose
/// digits.
/// \throws option_error for a source or target that is unknown or named twice; input_error if there is not one length per edge
///         or one is not above 0; cancelled on request
/// Complexity: O(n m) time on hops, O(n m log m) over lengths, with n and m those of each block: what hangs on articulation
/// points is counted in closed form. On hops 16 sources share their way. Memory O(n + m), and 16 doubles a vertex for the sums;
/// for each thread 400 bytes a vertex of the largest block, and 8 for each vertex and level.
/// Reference: Freeman (1977), doi:10.2307/3033543; Brandes (2001), doi:10.1080/0022250X.2001.9990249
template <graph_like G>
[[nodiscard]] betweenness_result betweenness(const G& graph, const betweenness_options& options = {});
template <graph_like G>
[[nodiscard]] betweenness_result betweenness(const G& graph, const edge_lengths& lengths,
                                             const betweenness_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without lengths: hops.
[[nodiscard]] betweenness_result betweenness_of(const undirected_view& graph, const edge_lengths* lengths,
                                                const betweenness_options& options);
[[nodiscard]] betweenness_result betweenness_of(const directed_view& graph, const edge_lengths* lengths,
                                                const betweenness_options& options);

}  // namespace detail

template <graph_like G>
betweenness_result betweenness(const G& graph, const betweenness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::betweenness_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
betweenness_result betweenness(const G& graph, const edge_lengths& lengths, const betweenness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::betweenness_of(view_of(snapshot), &lengths, options);
}

}  // namespace coopgraph
