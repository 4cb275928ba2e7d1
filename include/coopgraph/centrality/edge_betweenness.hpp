// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

struct edge_betweenness_options {
  bool normalized = false;                             ///< divide by the number of pairs
  std::optional<std::vector<vertex_id>> sources = {};  ///< S: only pairs with one end in S …
  std::optional<std::vector<vertex_id>> targets = {};  ///< T: … and the other in T; nothing: all vertices
  execution run = {};
};

struct edge_betweenness_result {
  std::vector<double> score;           ///< by edge; >= 0
  coopgraph::ties ties = ties::exact;  ///< exact: path lengths were compared without rounding; always so for hops
  std::string why_approximate;         ///< if approximate: why the lengths have no shared unit
  std::uint64_t pairs = 0;             ///< pairs of vertices: n (n - 1), undirected half of that
};

/// How many shortest paths an edge lies on: b(e) = sum over pairs (s, t) of sigma(s, t | e) / sigma(s, t), where sigma counts the
/// shortest paths from s to t and those of them by e; the ends of e are ends of pairs, too. Undirected pairs are counted once,
/// directed ones in order; pairs without a path add nothing. With sources S and targets T only the pairs of s in S and t in T
/// count, undirected those with one end in S and the other in T, once each even if both ends are in both. Shortest in hops, or
/// over edge lengths > 0. Of parallel edges each makes a path of its own, so that they share, the longer ones get 0; loops get 0.
/// Ties and numbers of paths are treated as by betweenness().
/// \throws option_error for a source or target that is unknown or named twice; input_error if there is not one length per edge or
///         one is not above 0; cancelled on request
/// Complexity: as betweenness(); memory O(n + m), 16 doubles an arc among it.
/// Reference: Brandes (2008), doi:10.1016/j.socnet.2007.11.001
template <graph_like G>
[[nodiscard]] edge_betweenness_result edge_betweenness(const G& graph, const edge_betweenness_options& options = {});
template <graph_like G>
[[nodiscard]] edge_betweenness_result edge_betweenness(const G& graph, const edge_lengths& lengths,
                                                       const edge_betweenness_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without lengths: hops.
[[nodiscard]] edge_betweenness_result edge_betweenness_of(const undirected_view& graph, const edge_lengths* lengths,
                                                          const edge_betweenness_options& options);
[[nodiscard]] edge_betweenness_result edge_betweenness_of(const directed_view& graph, const edge_lengths* lengths,
                                                          const edge_betweenness_options& options);

}  // namespace detail

template <graph_like G>
edge_betweenness_result edge_betweenness(const G& graph, const edge_betweenness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::edge_betweenness_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
edge_betweenness_result edge_betweenness(const G& graph, const edge_lengths& lengths, const edge_betweenness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::edge_betweenness_of(view_of(snapshot), &lengths, options);
}

}  // namespace coopgraph
