// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "flow/flow_problem.hpp"

#include <coopgraph/graph/graph.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// What a flow keeps to, in units.
struct flow_bounds {
  unit_limits capacity;                      // by edge
  std::span<const std::int64_t> lower = {};  // by edge; none: 0
  unit_limits through = {};                  // by vertex
};

/// A graph in which each vertex with a capacity is split: what arrives at v arrives at v, what leaves v leaves exit[v], and
/// between them is an edge with its capacity. Undirected edges are two, one each way. Its edges: those of the graph, undirected:
/// these again the other way round; then those within vertices.
struct split_network {
  directed_graph graph;
  std::vector<vertex_id> exit;    // by vertex of the original
  std::vector<vertex_id> within;  // the vertices that are split, ascending
  std::size_t edges = 0;          // of the original
  bool undirected = false;
  std::vector<std::int64_t> most;   // by edge
  std::vector<bool> free;           // by edge: unlimited
  std::vector<std::int64_t> least;  // by edge; empty: 0

  [[nodiscard]] edge_id first_within() const noexcept { return undirected ? 2 * edges : edges; }
  [[nodiscard]] unit_limits limits() const { return {most, free}; }
};

template <direction D>
[[nodiscard]] split_network split(const csr_view<D>& graph, const flow_bounds& bounds);

/// By edge of the split graph; infeasible: `violated` is the side that more must enter than can leave, by its vertices.
struct split_flow {
  unit_flow flow;  // by_edge: of the split graph; the path, too
  bool feasible = true;
  std::vector<bool> violated = {};
};

/// The greatest flow between the bounds. \throws input_error for an overflow
[[nodiscard]] split_flow greatest_split_flow(const split_network& split, std::span<const terminal> kinds, const execution& run);

extern template split_network split(const csr_view<direction::undirected>&, const flow_bounds&);
extern template split_network split(const csr_view<direction::directed>&, const flow_bounds&);

}  // namespace coopgraph::detail
