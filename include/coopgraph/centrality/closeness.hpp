// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <string>
#include <vector>

namespace coopgraph {

/// Which distances of a directed graph count: from the vertex to the others, from the others to it, or those without regard to
/// direction. Of an undirected graph all three are the same.
enum class distance_mode { out, in, all };

/// What closeness makes of the r other vertices at a finite distance, of n - 1, and of the sum S of these distances.
enum class closeness_convention {
  classic,         ///< r / S: the reciprocal of the mean distance; undefined if r = 0. Small components look close
  wasserman_faust  ///< r / (n - 1) * r / S: scaled by the share that is reached; 0 if r = 0
};

struct closeness_options {
  closeness_convention convention = closeness_convention::classic;
  distance_mode mode = distance_mode::out;
  execution run = {};
};

struct closeness_result {
  scores score;                        ///< >= 0; classic: undefined where no other vertex is reached
  std::vector<vertex_id> reached;      ///< by vertex: r, without the vertex itself
  bool connected = true;               ///< whether each r is n - 1
  coopgraph::ties ties = ties::exact;  ///< exact: the sums of distances have no rounding; always so for hops
  std::string why_approximate;         ///< if approximate: why the lengths have no shared unit
};

/// How near a vertex is to those that it reaches: c(v) = r / S or (r / (n - 1)) (r / S), where S is the sum of the distances from
/// v (mode out), to v (in) or without regard to direction (all) over the r other vertices at a finite distance. Distances are in
/// hops, or over edge lengths > 0. Of parallel edges the shortest counts; loops change nothing. Sums of exact lengths are exact,
/// in 128 bits; where n and the sums are so small that unequal quotients are unequal doubles, equality of the scores is exact as
/// well. \throws input_error if there is not one length per edge, if one is not above 0, or if rounded distances add up beyond
/// the range of a double; cancelled on request
/// Complexity: on hops at most O(n (n + m)) time, 512 sources at once; over lengths O(n m log m). Memory O(n + m); on hops 220
/// bytes a vertex and thread.
/// Reference: Freeman (1978), doi:10.1016/0378-8733(78)90021-7; Wasserman & Faust (1994), doi:10.1017/CBO9780511815478; Then et
/// al. (2014), doi:10.14778/2735496.2735507
template <graph_like G>
[[nodiscard]] closeness_result closeness(const G& graph, const closeness_options& options = {});
template <graph_like G>
[[nodiscard]] closeness_result closeness(const G& graph, const edge_lengths& lengths, const closeness_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without lengths: hops.
[[nodiscard]] closeness_result closeness_of(const undirected_view& graph, const edge_lengths* lengths,
                                            const closeness_options& options);
[[nodiscard]] closeness_result closeness_of(const directed_view& graph, const edge_lengths* lengths,
                                            const closeness_options& options);

}  // namespace detail

template <graph_like G>
closeness_result closeness(const G& graph, const closeness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::closeness_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
closeness_result closeness(const G& graph, const edge_lengths& lengths, const closeness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::closeness_of(view_of(snapshot), &lengths, options);
}

}  // namespace coopgraph
