// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "flow/flow_problem.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// A flow and what bounds it, in units: on the graph where no vertex is split.
template <direction D>
struct bounded_flow {
  const csr_view<D>& graph;
  const unit_limits& capacity;
  std::span<const std::int64_t> lower;  // by edge; none: 0
  std::span<const std::int64_t> flow;   // by edge
  const execution& run;

  [[nodiscard]] std::int64_t lower_of(edge_id e) const { return lower.empty() ? 0 : lower[e]; }
};

/// By vertex: whether some of `starts` reach it through spare capacity (room forth up to the capacity, back down to the lower
/// bound).
template <direction D>
[[nodiscard]] std::vector<bool> reached_from(const bounded_flow<D>& on, std::span<const vertex_id> starts);
/// By vertex: whether it reaches some of `ends` in this way.
template <direction D>
[[nodiscard]] std::vector<bool> reaching(const bounded_flow<D>& on, std::span<const vertex_id> ends);

/// For a greatest flow, by edge. \pre `from` is what the sources reach, `to` what reaches the targets
struct tight_edges {
  std::vector<edge_id> in_every_cut;
  std::vector<edge_id> in_some_cut;  // of those with room between the bounds
};
template <direction D>
[[nodiscard]] tight_edges tight_edges_of(const bounded_flow<D>& on, const std::vector<bool>& from, const std::vector<bool>& to);

extern template std::vector<bool> reached_from(const bounded_flow<direction::undirected>&, std::span<const vertex_id>);
extern template std::vector<bool> reached_from(const bounded_flow<direction::directed>&, std::span<const vertex_id>);
extern template std::vector<bool> reaching(const bounded_flow<direction::undirected>&, std::span<const vertex_id>);
extern template std::vector<bool> reaching(const bounded_flow<direction::directed>&, std::span<const vertex_id>);
extern template tight_edges tight_edges_of(const bounded_flow<direction::undirected>&, const std::vector<bool>&,
                                           const std::vector<bool>&);
extern template tight_edges tight_edges_of(const bounded_flow<direction::directed>&, const std::vector<bool>&,
                                           const std::vector<bool>&);

}  // namespace coopgraph::detail
