// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/flow_capacities.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/flow/vertex_capacities.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <optional>
#include <span>
#include <vector>

namespace coopgraph {

/// optimal: no flow is greater. unbounded: there is a flow of any size, along a path without limits. infeasible: no flow keeps
/// the lower bounds.
enum class flow_status { optimal, unbounded, infeasible };

/// Which least cuts are looked for: the one nearest to the sources alone, or all.
enum class flow_cuts { nearest_to_sources, all };

struct maximum_flow_options {
  std::optional<vertex_capacities> vertices = {};  ///< what can pass through each vertex: out of a source, into a target
  std::optional<edge_capacities> lower = {};       ///< what each edge carries at least, 0 to its capacity; directed graphs only
  flow_cuts cuts = flow_cuts::nearest_to_sources;  ///< all: the result has its `bottlenecks`
  execution run = {};                              ///< one thread is used, whatever `threads` says
};

/// Vertices with the sources, and what leads from them to the others.
struct flow_cut {
  std::vector<vertex_id> source_side;    ///< ascending
  std::vector<edge_id> edges;            ///< ascending: those that lead from the source side to the other, undirected: that cross
  scaled_number capacity;                ///< of these edges and vertices together, less the lower bounds of `returning`
  std::vector<vertex_id> vertices = {};  ///< ascending: those of the source side that are cut themselves: what arrives at them
                                         ///< arrives on the source side, what leaves them leaves from the other
  std::vector<edge_id> returning = {};   ///< ascending: those with a lower bound above 0 that lead back to the source side
};

/// What stands in the way of a greater flow, of all least cuts together.
struct flow_bottlenecks {
  flow_cut last_cut;                       ///< of all cuts of least capacity the one nearest to the targets
  std::vector<edge_id> edges;              ///< ascending: each lies in every least cut; to raise its capacity, however little,
                                           ///< raises the value, and no other edge does so alone
  std::vector<vertex_id> vertices;         ///< ascending: the same of vertices
  std::vector<edge_id> edges_in_some_cut;  ///< ascending: each lies in one least cut or more. Edges whose capacity is their
                                           ///< lower bound, or 0, are left out
  std::vector<vertex_id> vertices_in_some_cut;  ///< ascending: the same of vertices
};

struct maximum_flow_result {
  flow_status status = flow_status::optimal;
  scaled_number value;                       ///< what leaves the sources in all, exactly; unless optimal: 0
  edge_flows flow = edge_flows::uniform(0);  ///< by edge, exactly: undirected edges carry > 0 from source[e] to target[e], < 0
                                             ///< the other way. Unless optimal: 0 everywhere
  flow_cut minimum_cut;               ///< of all cuts of least capacity the one nearest to the sources; unless optimal: empty
  flow_path unlimited_path;           ///< unbounded: from a source to a target, a shortest one; else empty
  flow_bottlenecks bottlenecks = {};  ///< optimal, with flow_cuts::all; else empty
  flow_cut violated_cut = {};         ///< infeasible: more must enter its side than can leave it, so that its capacity is
                                      ///< below 0; it holds all sources and targets, or none. Else empty
};

/// The greatest flow from the sources to the targets: a number on each edge, at least 0 and at most its capacity (undirected: the
/// capacity is shared by both directions), such that at each other vertex as much arrives as leaves. Its value, what leaves the
/// sources less what comes back, equals the capacity of the cut that proves it: no cut between sources and targets has less.
/// Of the optimal flows one is returned, always the same; no flow enters a source or leaves a target, and loops carry nothing.
/// Of parallel edges each has its own capacity. Capacities are >= 0, exact, in 64-bit whole numbers throughout, so that decimals
/// such as 0.1 + 0.2 add up. A source may be listed twice.
///
/// Vertices may have capacities as well, and edges lower bounds. Lower bounds can lead a flow into a source or out of a target,
/// or make the value negative; a loop carries its lower bound. Where no flow keeps them, a cut shows it (Hoffman 1960).
///
/// check_maximum_flow() of verify.hpp proves a result without this solver.
///
/// \throws input_error if there is not one capacity (lower bound) for each edge or vertex; if one is negative, or rounded
///         (is_exact() is false), or a lower bound is above the capacity; if the kinds of numbers have no shared unit that fits;
///         if there is no source or no target, one is no vertex, or one is both; and, before solving, for an overflow: if both
///         the capacities out of the sources and those into the targets add up to 2^63 units or more. Vertices that unlimited
///         edges tie to a source or to a target count as part of it there; or if lower bounds add up to 2^62 units or more.
///         option_error for lower bounds on an undirected graph. cancelled on request
/// Complexity: O(n^2 m) time, in practice near-linear where paths are short; 36 bytes an edge and 100 a vertex besides the
/// result; with vertex capacities or lower bounds several times as much.
/// Reference: Goldberg, Hed, Kaplan, Tarjan & Werneck (2011), doi:10.1007/978-3-642-23719-5_39, and where augmenting paths get
/// long Goldberg & Tarjan (1988), doi:10.1145/48014.61051; the cut: Ford & Fulkerson (1956), doi:10.4153/CJM-1956-045-5; all
/// least cuts: Picard & Queyranne (1980), doi:10.1007/BFb0120902
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
