// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <span>

namespace coopgraph {

struct brokerage_options {
  execution run = {};
};

/// A score in each role. The broker v stands in a > v > c; A, B, C are the groups of a, v, c:
struct brokerage_roles {
  scores coordinator;     ///< A = B = C: within the own group
  scores itinerant;       ///< A = C, B another: within a group of others
  scores representative;  ///< A = B, C another: out of the own group
  scores gatekeeper;      ///< B = C, A another: into the own group
  scores liaison;         ///< three groups
  scores total;           ///< any of them
};

struct brokerage_result {
  brokerage_roles roles;     ///< how many (a, c) the vertex brokers: whole numbers, compared exactly
  brokerage_roles expected;  ///< their means over random graphs
  brokerage_roles z;         ///< (roles - expected) / standard deviation over random graphs; undefined where that is 0
  double density = 0.0;      ///< ties / possible ties; 0 if n < 2
};

/// The brokerage roles of Gould and Fernandez: v is a broker for the ordered pair (a, c) of other vertices if there are arcs a >
/// v and v > c, but none a > c. Parallel edges are one; loops are left out. An undirected edge is an arc both ways, so that every
/// pair is counted from both ends, and representatives are as many as gatekeepers.
///
/// The random graphs have the same vertices and groups, and each possible arc (undirected: edge) by itself with the chance d, the
/// density of the graph. Of N pairs that fit a role, N q are then expected, q = d^2 (1 - d); the variance is N q (1 - q) + D d^3
/// (1 - d)^3, where D is the number of ordered pairs of such pairs that share one vertex; undirected, twice that, but for the
/// representative and the gatekeeper. R's sna gives the same counts, expectations and directed z; of undirected graphs it takes
/// the variance of directed ones. How nearly z is normal is not known.
/// \throws input_error unless there is one label per vertex, below groups.clusters; cancelled on request
/// Complexity: O(m^1.5 + n) time; memory O(n + m): 10 bytes an edge, 160 a vertex, and 4 a vertex and 24 a group for each thread.
/// Reference: Gould & Fernandez (1989), doi:10.2307/270949
template <graph_like G>
[[nodiscard]] brokerage_result brokerage(const G& graph, const partition& groups, const brokerage_options& options = {});

/// Groups are the vertices with equal labels.
template <graph_like G>
[[nodiscard]] brokerage_result brokerage(const G& graph, std::span<const std::uint32_t> labels,
                                         const brokerage_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] brokerage_result brokerage_of(const undirected_view& graph, const partition& groups,
                                            const brokerage_options& options);
[[nodiscard]] brokerage_result brokerage_of(const directed_view& graph, const partition& groups,
                                            const brokerage_options& options);

}  // namespace detail

template <graph_like G>
brokerage_result brokerage(const G& graph, const partition& groups, const brokerage_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::brokerage_of(view_of(snapshot), groups, options);
}

template <graph_like G>
brokerage_result brokerage(const G& graph, std::span<const std::uint32_t> labels, const brokerage_options& options) {
  return brokerage(graph, make_partition(labels), options);
}

}  // namespace coopgraph
