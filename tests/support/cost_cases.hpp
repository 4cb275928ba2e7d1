// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/random.hpp>
#include <coopgraph/flow/minimum_cost_flow.hpp>

#include "support/graphs.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::kit {

/// A network with its question of least cost.
struct cost_case {
  edge_list list;
  std::vector<std::int64_t> capacity;
  std::vector<edge_id> unlimited = {};
  std::vector<std::int64_t> cost;
  std::vector<std::int64_t> lower = {};  // empty: none
  std::vector<std::int64_t> supply;
  balance total = balance::equal;

  [[nodiscard]] flow_capacities capacities() const { return {edge_capacities::over(1, capacity), unlimited}; }
  [[nodiscard]] edge_costs costs() const { return edge_costs::over(1, cost); }
  [[nodiscard]] vertex_supplies supplies() const { return vertex_supplies::over(1, supply); }
  [[nodiscard]] minimum_cost_flow_options options() const {
    minimum_cost_flow_options made{.total = total};
    if (!lower.empty()) made.lower_bounds = edge_capacities::over(1, lower);
    return made;
  }
  [[nodiscard]] bool is_unlimited(edge_id e) const { return std::find(unlimited.begin(), unlimited.end(), e) != unlimited.end(); }
  [[nodiscard]] std::int64_t least(edge_id e) const { return lower.empty() ? 0 : lower[e]; }
};

/// How random cases are drawn: numbers up to these; one edge in so many is unlimited (0: none).
struct cost_case_shape {
  std::size_t vertices = 4;
  std::size_t edges = 6;
  std::int64_t most_capacity = 2;
  std::int64_t most_cost = 4;
  bool below_zero = false;  // costs of directed edges, too
  bool lower_bounds = false;
  std::uint64_t unlimited_one_in = 0;
  std::uint64_t most_supply = 2;
};

/// Supplies go from random vertices to random vertices, so that they add up; under supply_at_most some more are there.
inline cost_case random_cost_case(random_stream& random, direction kind, const cost_case_shape& shape, balance total) {
  cost_case made{random_multigraph(random, kind, shape.vertices, shape.edges), {}, {}, {}, {}, {}, total};
  const bool directed = kind == direction::directed;
  const auto up_to = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most) + 1));
  };
  for (edge_id e = 0; e < shape.edges; ++e) {
    made.capacity.push_back(up_to(shape.most_capacity));
    made.cost.push_back(up_to(shape.most_cost));
    if (directed && shape.below_zero && random.below(3) == 0) made.cost.back() = -made.cost.back();
    if (directed && shape.lower_bounds) made.lower.push_back(random.below(4) == 0 ? up_to(made.capacity.back()) : 0);
    if (shape.unlimited_one_in != 0 && random.below(shape.unlimited_one_in) == 0) made.unlimited.push_back(e);
  }
  made.supply.assign(shape.vertices, 0);
  for (std::size_t k = 0; k < 1 + shape.vertices / 3 && shape.vertices > 0; ++k) {
    const auto units = static_cast<std::int64_t>(random.below(shape.most_supply + 1));
    made.supply[random.below(shape.vertices)] += units;
    made.supply[random.below(shape.vertices)] -= units;
  }
  if (total == balance::supply_at_most && shape.vertices > 0)
    made.supply[random.below(shape.vertices)] += static_cast<std::int64_t>(random.below(shape.most_supply + 1));
  return made;
}

}  // namespace coopgraph::kit
