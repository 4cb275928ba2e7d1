// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph {

struct decompose_flow_options {
  execution run = {};  ///< one thread is used, whatever `threads` says
};

/// An amount that goes along a path from an origin to a destination, or round a cycle.
struct flow_part {
  flow_path path;         ///< in the direction of the flow; a cycle ends with the vertex that it begins with, its least
  scaled_number amount;   ///< above 0
  bool is_cycle = false;  ///< of a loop: one edge
};

struct decompose_flow_result {
  std::vector<flow_part> paths;   ///< the greatest amount first, then by origin, destination, edges
  std::vector<flow_part> cycles;  ///< likewise; what they carry serves nobody
};

/// A flow as origin -> … -> destination paths and cycles with amounts: the parts' amounts add up, edge by edge, to the flow. From
/// which vertices it comes and to which it goes is read off it: where more leaves than arrives paths begin, in all as many units
/// as the difference, where more arrives they end. No vertex is on a path twice. There are at most as many parts as edges that
/// carry something: each takes all that is left on an edge. Cycles are taken out first, so that paths have no detours by them;
/// each part then follows the edges of least id that still carry something. A flow has in general several decompositions, of
/// which this is one. In an undirected graph a flow > 0 goes from source[e] to target[e], one < 0 the other way, as
/// maximum_flow() gives it. Of parallel edges each has its own flow; a loop that carries something is a cycle.
///
/// check_decomposition() of verify_paths.hpp proves the parts.
///
/// \throws input_error if there is not one flow for each edge, if flows are rounded (is_exact() is false), or if one is negative
///         and the graph is directed; cancelled on request
/// Complexity: O(n m) time, in practice the sum of the parts' lengths; O(n + m) memory besides the result.
/// Reference: Ahuja, Magnanti & Orlin, Network Flows (1993), theorem 3.5
template <graph_like G>
[[nodiscard]] decompose_flow_result decompose_flow(const G& graph, const edge_flows& flow,
                                                   const decompose_flow_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] decompose_flow_result decompose_flow_of(const undirected_view& graph, const edge_flows& flow,
                                                      const decompose_flow_options& options);
[[nodiscard]] decompose_flow_result decompose_flow_of(const directed_view& graph, const edge_flows& flow,
                                                      const decompose_flow_options& options);

}  // namespace detail

template <graph_like G>
decompose_flow_result decompose_flow(const G& graph, const edge_flows& flow, const decompose_flow_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::decompose_flow_of(view_of(snapshot), flow, options);
}

}  // namespace coopgraph
