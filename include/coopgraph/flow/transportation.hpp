// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/flow_capacities.hpp>
#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/flow/vertex_supplies.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph {

/// A way from an origin to a destination, by their numbers 0, 1, …
struct transport_route {
  vertex_id origin = 0;
  vertex_id destination = 0;
};

struct transportation_options {
  balance total = balance::supply_at_most;  ///< equal: what origins supply and destinations demand must add up to the same
  execution run = {};                       ///< one thread is used, whatever `threads` says
};

/// Destinations that demand more than can reach them: why there is no plan.
struct transport_shortage {
  std::vector<vertex_id> destinations;  ///< ascending
  std::vector<vertex_id> origins;       ///< ascending: those whose supplies count as theirs
  scaled_number demand;                 ///< of the destinations, less the supplies of these origins
  scaled_number capacity;               ///< of the routes from all other origins to the destinations: less
};

struct transportation_result {
  minimum_cost_status status = minimum_cost_status::optimal;  ///< optimal or infeasible
  flow_cost cost;                                             ///< of the plan, exactly; infeasible: 0
  edge_flows amounts = edge_flows::uniform(0);        ///< by route; a table: amount i * n + j from origin i to destination j.
                                                      ///< Infeasible: 0 everywhere
  scaled_numbers origin_price;                        ///< by origin: what a unit is worth there; infeasible: empty
  scaled_numbers destination_price;                   ///< by destination, alike: the dearest way of those used
  edge_costs reduced_costs = edge_costs::uniform(0);  ///< by route: cost + origin price - destination price, >= 0 unless
                                                      ///< full, <= 0 if used; infeasible: of no route
  transport_shortage shortage;                        ///< infeasible: why; else empty
};

/// The cheapest plan that brings to each destination what it demands, from origins that have supplies (Hitchcock's problem):
/// amounts >= 0 whose costs, sum of amount times cost, are the least. Origin i has supplies[i] >= 0, destination j demands
/// demands[j] >= 0. Of a table each of the m n routes is there and costs[i * n + j] its cost a unit; else the routes are
/// listed, each with its cost and, unless unlimited, its capacity; a route may be listed twice. What is not demanded stays
/// where it is, at price 0. It is minimum_cost_flow() on the graph of all origins and destinations, with its exactness and its
/// evidence.
///
/// \throws input_error if there is not one cost (and capacity) for each route, an origin or destination of a route is none, or
///         a supply or demand is below 0; and as minimum_cost_flow() does. cancelled on request
/// Complexity: as minimum_cost_flow().
/// Reference: Hitchcock (1941), doi:10.1002/sapm1941201224
[[nodiscard]] transportation_result transportation(const vertex_supplies& supplies, const vertex_supplies& demands,
                                                   const edge_costs& costs, const transportation_options& options = {});
[[nodiscard]] transportation_result transportation(const vertex_supplies& supplies, const vertex_supplies& demands,
                                                   std::span<const transport_route> routes, const edge_costs& costs,
                                                   const transportation_options& options = {});
[[nodiscard]] transportation_result transportation(const vertex_supplies& supplies, const vertex_supplies& demands,
                                                   std::span<const transport_route> routes, const edge_costs& costs,
                                                   const flow_capacities& capacities, const transportation_options& options = {});

}  // namespace coopgraph
