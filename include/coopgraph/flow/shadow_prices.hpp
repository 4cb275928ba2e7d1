// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <optional>
#include <span>
#include <vector>

namespace coopgraph {

/// What more capacity of an edge is worth.
struct capacity_price {
  edge_id edge = no_edge;
  scaled_number saving;                     ///< how much the least cost falls for each further unit, >= 0
  std::optional<scaled_number> up_to = {};  ///< for how many further units it does; nothing: for any number
};

/// One unit more that enters the network at `from` and leaves it at `to`. no_vertex, under balance::supply_at_most only: what is
/// kept.
struct supply_change {
  vertex_id from = no_vertex;
  vertex_id to = no_vertex;
};

/// What such a change costs.
struct supply_price {
  supply_change change;
  bool possible = false;                    ///< whether any of it can be sent; if not, the rest says nothing
  scaled_number cost;                       ///< by how much the least cost rises for each unit; below 0: it falls
  std::optional<scaled_number> up_to = {};  ///< for how many units it does; nothing: for any number
};

/// Which capacities are worth raising and how far, one answer for each edge of `edges`. `result` is optimal, and the other
/// arguments are those of minimum_cost_flow() that led to it. Where optimal flows or potentials are several, -reduced cost is
/// but a bound of what is saved; this is the saving itself: that of the cheapest way back through what is left of the
/// capacities, and the most that can go all such ways together. Beyond `up_to` a unit saves less, or nothing. A capacity that
/// is not used up saves nothing. All exact. Parallel edges are priced each alone; a full directed loop saves what it pays, for
/// any number of units.
/// \throws input_error as minimum_cost_flow(), if `result` is not optimal or not of this graph, or if an edge is none; as
///         maximum_flow() for an overflow. cancelled on request
/// Complexity: O(m log n) time and a maximum flow on the edges of the cheapest ways, for each edge asked for; O(n + m) memory.
/// Reference: Ahuja, Magnanti & Orlin, Network Flows (1993), 9.11 and 11.10
template <graph_like G>
[[nodiscard]] std::vector<capacity_price> capacity_prices(const G& graph, const flow_capacities& capacities,
                                                          const edge_costs& costs, const vertex_supplies& supplies,
                                                          const minimum_cost_flow_result& result, std::span<const edge_id> edges,
                                                          const minimum_cost_flow_options& options = {});

/// What it costs to send more, one answer for each of `changes`: as capacity_prices(), the price and how far it holds. Under
/// balance::equal the ends are any vertices; under balance::supply_at_most `from` has a supply >= 0, or is no_vertex (what was
/// kept so far is sent), `to` a supply <= 0, or is no_vertex (the new supply need not be sent: its price is never above 0).
/// \throws input_error as capacity_prices(); if an end is no such vertex. cancelled on request
/// Complexity: as capacity_prices().
template <graph_like G>
[[nodiscard]] std::vector<supply_price> supply_prices(const G& graph, const flow_capacities& capacities, const edge_costs& costs,
                                                      const vertex_supplies& supplies, const minimum_cost_flow_result& result,
                                                      std::span<const supply_change> changes,
                                                      const minimum_cost_flow_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// All that led to a result, and the result.
template <direction D>
struct solved_minimum_cost {
  const csr_view<D>& graph;
  const flow_capacities& capacities;
  const edge_costs& costs;
  const vertex_supplies& supplies;
  const minimum_cost_flow_result& result;
  const minimum_cost_flow_options& options;
};

[[nodiscard]] std::vector<capacity_price> capacity_prices_of(const solved_minimum_cost<direction::undirected>& solved,
                                                             std::span<const edge_id> edges);
[[nodiscard]] std::vector<capacity_price> capacity_prices_of(const solved_minimum_cost<direction::directed>& solved,
                                                             std::span<const edge_id> edges);
[[nodiscard]] std::vector<supply_price> supply_prices_of(const solved_minimum_cost<direction::undirected>& solved,
                                                         std::span<const supply_change> changes);
[[nodiscard]] std::vector<supply_price> supply_prices_of(const solved_minimum_cost<direction::directed>& solved,
                                                         std::span<const supply_change> changes);

}  // namespace detail

template <graph_like G>
std::vector<capacity_price> capacity_prices(const G& graph, const flow_capacities& capacities, const edge_costs& costs,
                                            const vertex_supplies& supplies, const minimum_cost_flow_result& result,
                                            std::span<const edge_id> edges, const minimum_cost_flow_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::capacity_prices_of({view, capacities, costs, supplies, result, options}, edges);
}

template <graph_like G>
std::vector<supply_price> supply_prices(const G& graph, const flow_capacities& capacities, const edge_costs& costs,
                                        const vertex_supplies& supplies, const minimum_cost_flow_result& result,
                                        std::span<const supply_change> changes, const minimum_cost_flow_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::supply_prices_of({view, capacities, costs, supplies, result, options}, changes);
}

}  // namespace coopgraph
