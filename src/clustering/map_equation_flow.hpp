// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/flow_model.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// Jumps that are described: node u sends source[u] of flow to the nodes by their landing, which sums to 1 over the whole
/// network.
struct described_jumps {
  std::vector<double> source;
  std::vector<double> landing;
};

/// All that the map equation asks of a walk. Only the sum of what flows between two nodes matters, both ways together: to join
/// sets a and b takes that sum off the exits and off the entries of both. Described jumps add source(a) landing(b) + source(b)
/// landing(a) to it for each pair, which no row lists.
struct flow_network {
  std::vector<std::uint64_t> offset;  // n + 1
  std::vector<vertex_id> target;      // rows without loops; each pair once in each row
  std::vector<double> both_ways;      // by arc; none: `alike` each
  double alike = 0.0;
  std::vector<double> visits;  // p, by node
  std::vector<double> exit;    // of the node alone, jumps that are described included
  std::vector<double> enter;   // none: the same as exit
  described_jumps jumps;       // none: empty

  [[nodiscard]] double flow(std::uint64_t arc) const noexcept { return both_ways.empty() ? alike : both_ways[arc]; }
  [[nodiscard]] std::size_t nodes() const noexcept { return visits.size(); }
  [[nodiscard]] const std::vector<double>& entering() const noexcept { return enter.empty() ? exit : enter; }
  [[nodiscard]] bool balanced() const noexcept { return enter.empty(); }
  [[nodiscard]] bool has_jumps() const noexcept { return !jumps.source.empty(); }
};

/// The walk on a graph, with the model set, and how far pi is known.
struct walk_flow {
  flow_network network;
  map_equation_options model;
  bool converged = true;
  std::size_t iterations = 0;
  double residual = 0.0;
};

/// \throws option_error, input_error in the name of `function`; cancelled
[[nodiscard]] walk_flow make_walk_flow(thread_pool& pool, const char* function, const undirected_view& graph,
                                       const edge_strengths* strengths, const map_equation_options& options);
[[nodiscard]] walk_flow make_walk_flow(thread_pool& pool, const char* function, const directed_view& graph,
                                       const edge_strengths* strengths, const map_equation_options& options);

}  // namespace coopgraph::detail
