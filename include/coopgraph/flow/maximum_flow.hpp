// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/flow_capacities.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <span>
#include <vector>

namespace coopgraph {

/// optimal: no flow is greater. unbounded: there is a flow of any size, along a path of unlimited edges.
enum class flow_status { optimal, unbounded };

struct maximum_flow_options {
  execution run = {};  ///< one thread is used, whatever `threads` says
};

/// The vertices that stay with the sources when the edges are cut.
struct flow_cut {
  std::vector<vertex_id> source_side;  ///< ascending
  std::vector<edge_id> edges;          ///< ascending: those that lead from the source side to the other, undirected: that cross
  scaled_number capacity;              ///< of these edges together
};

struct maximum_flow_result {
  flow_status status = flow_status::optimal;
  scaled_number value;                       ///< what leaves the sources in all, exactly; unbounded: 0
  edge_flows flow = edge_flows::uniform(0);  ///< by edge, exactly: undirected edges carry > 0 from source[e] to target[e], < 0
                                             ///< the other way. Unbounded: 0 everywhere
  flow_cut minimum_cut;                      ///< of all cuts of least capacity the one nearest to the sources; unbounded: empty
  flow_path unlimited_path;                  ///< unbounded: from a source to a target, a shortest one; else empty
};

/// The greatest flow from the sources to the targets: a number on each edge, at least 0 and at most its capacity (undirected: the
/// capacity is shared by both directions), such that at each other vertex as much arrives as leaves. Its value, what leaves the
/// sources less what comes back, equals the capacity of the cut that proves it: no cut between sources and targets has less.
/// Of the optimal flows one is returned, always the same; no flow enters a source or leaves a target, and loops carry nothing.
/// Of parallel edges each has its own capacity. Capacities are >= 0, exact, in 64-bit whole numbers throughout, so that decimals
/// such as 0.1 + 0.2 add up. A source may be listed twice.
///
/// check_maximum_flow() of verify.hpp proves a result without this solver.
///
/// \throws input_error if there is not one capacity for each edge; if one is negative, or they are rounded (is_exact() is false);
///         if there is no source or no target, one is no vertex, or one is both; and, before solving, for an overflow: if both
///         the capacities out of the sources and those into the targets add up to 2^63 units or more. Vertices that unlimited
///         edges tie to a source or to a target count as part of it there. cancelled on request
/// Complexity: O(n^2 m) time, in practice near-linear where paths are short; 44 bytes an edge and 60 a vertex besides the result.
/// Reference: Goldberg, Hed, Kaplan, Tarjan & Werneck (2011), doi:10.1007/978-3-642-23719-5_39, and where augmenting paths get
/// long Goldberg & Tarjan (1988), doi:10.1145/48014.61051; the cut: Ford & Fulkerson (1956), doi:10.4153/CJM-1956-045-5
template <graph_like G>
[[nodiscard]] maximum_flow_result maximum_flow(const G& graph, const flow_capacities& capacities,
                                               std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                               const maximum_flow_options& options = {});
template <graph_like G>
[[nodiscard]] maximum_flow_result maximum_flow(const G& graph, const flow_capacities& capacities, vertex_id source,
                                               vertex_id target, const maximum_flow_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] maximum_flow_result maximum_flow_of(const undirected_view& graph, const flow_capacities& capacities,
                                                  std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                                  const maximum_flow_options& options);
[[nodiscard]] maximum_flow_result maximum_flow_of(const directed_view& graph, const flow_capacities& capacities,
                                                  std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                                  const maximum_flow_options& options);

}  // namespace detail

template <graph_like G>
maximum_flow_result maximum_flow(const G& graph, const flow_capacities& capacities, std::span<const vertex_id> sources,
                                 std::span<const vertex_id> targets, const maximum_flow_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::maximum_flow_of(view_of(snapshot), capacities, sources, targets, options);
}

template <graph_like G>
maximum_flow_result maximum_flow(const G& graph, const flow_capacities& capacities, vertex_id source, vertex_id target,
                                 const maximum_flow_options& options) {
  return maximum_flow(graph, capacities, std::span<const vertex_id>(&source, 1), std::span<const vertex_id>(&target, 1), options);
}

}  // namespace coopgraph
