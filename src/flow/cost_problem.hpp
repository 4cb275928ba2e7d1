// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/flow/minimum_cost_flow.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// A question of minimum-cost flow in whole numbers: amounts in one unit, costs in another.
struct cost_problem {
  static constexpr std::int64_t unlimited = INT64_MAX;

  bool directed = true;
  std::span<const vertex_id> source;  // by edge
  std::span<const vertex_id> target;
  std::vector<std::int64_t> capacity;  // by edge; what outgrows 64 bits is as much as `unlimited` less one
  std::vector<std::int64_t> lower;     // by edge; empty: 0 everywhere
  std::span<const std::int64_t> cost;  // by edge
  std::vector<std::int64_t> supply;    // by vertex
  rational flow_unit = 1;
  rational cost_unit = 1;
  rational product_unit = 1;  // of flow times cost

  [[nodiscard]] std::size_t vertices() const { return supply.size(); }
  [[nodiscard]] std::size_t edges() const { return source.size(); }
  [[nodiscard]] std::int64_t lower_bound(edge_id e) const { return lower.empty() ? 0 : lower[e]; }
};

/// Checks all that minimum_cost_flow() says of its arguments but for balance and sums.
/// \throws input_error naming `function`
[[nodiscard]] cost_problem cost_problem_of(const char* function, const undirected_view& graph, const flow_capacities& capacities,
                                           const edge_costs& costs, const vertex_supplies& supplies,
                                           const minimum_cost_flow_options& options);
[[nodiscard]] cost_problem cost_problem_of(const char* function, const directed_view& graph, const flow_capacities& capacities,
                                           const edge_costs& costs, const vertex_supplies& supplies,
                                           const minimum_cost_flow_options& options);

}  // namespace coopgraph::detail
