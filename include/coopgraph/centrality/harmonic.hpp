// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <string>
#include <vector>

namespace coopgraph {

struct harmonic_options {
  bool normalized = false;  ///< divide by n - 1; a single vertex has 0 anyway
  distance_mode mode = distance_mode::out;
  execution run = {};
};

struct harmonic_result {
  scores score;                        ///< >= 0
  std::vector<vertex_id> reached;      ///< by vertex: the other vertices at a finite distance
  coopgraph::ties ties = ties::exact;  ///< exact: the distances have no rounding; always so for hops
  std::string why_approximate;         ///< if approximate: why the lengths have no shared unit
};

/// The sum of the reciprocals of distances: h(v) = sum over the other vertices w of 1 / d(v, w), where a vertex that is not
/// reached adds nothing; distances from v (mode out), to v (in) or without regard to direction (all). In hops, or over edge
/// lengths > 0. Of parallel edges the shortest counts; loops change nothing. Vertices with the same distances have the same bits.
/// On hops reciprocals are added as whole numbers of 2^-95: the sum is within a relative 2^-52 of the exact one.
/// \throws input_error if there is not one length per edge, if one is not above 0, or if rounded lengths are so long or so short
///         that a distance or a reciprocal leaves the range of a double; cancelled on request
/// Complexity: on hops at most O(n (n + m)) time, 512 sources at once; over lengths O(n m log m). Memory O(n + m); on hops 240
/// bytes a vertex and thread.
/// Reference: Marchiori & Latora (2000), doi:10.1016/S0378-4371(00)00311-3; Boldi & Vigna (2014),
/// doi:10.1080/15427951.2013.865686
template <graph_like G>
[[nodiscard]] harmonic_result harmonic(const G& graph, const harmonic_options& options = {});
template <graph_like G>
[[nodiscard]] harmonic_result harmonic(const G& graph, const edge_lengths& lengths, const harmonic_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without lengths: hops.
[[nodiscard]] harmonic_result harmonic_of(const undirected_view& graph, const edge_lengths* lengths,
                                          const harmonic_options& options);
[[nodiscard]] harmonic_result harmonic_of(const directed_view& graph, const edge_lengths* lengths,
                                          const harmonic_options& options);

}  // namespace detail

template <graph_like G>
harmonic_result harmonic(const G& graph, const harmonic_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::harmonic_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
harmonic_result harmonic(const G& graph, const edge_lengths& lengths, const harmonic_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::harmonic_of(view_of(snapshot), &lengths, options);
}

}  // namespace coopgraph
