// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/flow_capacities.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/vertex_supplies.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// optimal: no flow costs less. infeasible: no flow meets all demands and bounds. unbounded: for each flow there is one that
/// costs less.
enum class minimum_cost_status { optimal, infeasible, unbounded };

/// equal: supplies and demands add up to the same, all is sent. supply_at_most: a vertex with a supply may keep all or some of
/// it.
enum class balance { equal, supply_at_most };

struct minimum_cost_flow_options {
  balance total = balance::equal;
  std::optional<edge_capacities> lower_bounds = {};  ///< what each edge carries at least, >= 0; none: 0. Directed graphs only
  execution run = {};                                ///< one thread is used, whatever `threads` says
};

/// The exact number numerator * unit, for what outgrows 64 bits: a flow times a cost, added up. The unit is above 0.
struct flow_cost {
  int128 numerator = 0;
  rational unit = 1;
};
[[nodiscard]] constexpr double to_double(const flow_cost& cost) noexcept { return times(cost.numerator, cost.unit); }
/// All digits, without an exponent; what is no decimal fraction: 1/3.
/// \pre numerator * unit.numerator() fits into 128 bits
[[nodiscard]] std::string to_text(const flow_cost& cost);

/// Vertices from which more has to be sent than the edges that leave them can carry: why a flow is infeasible.
struct overloaded_cut {
  std::vector<vertex_id> source_side;  ///< ascending; empty: the demands exceed the supplies
  std::vector<edge_id> edges;          ///< ascending: those that lead from the source side to the rest, undirected: that cross
  scaled_number required;              ///< what has to cross them at least
  scaled_number capacity;              ///< of these edges together: less
};

struct minimum_cost_flow_result {
  minimum_cost_status status = minimum_cost_status::optimal;
  flow_cost cost;                                     ///< of the flow, exactly; unless optimal: 0
  edge_flows flow = edge_flows::uniform(0);           ///< by edge, as of maximum_flow. Unbounded: one that meets all demands and
                                                      ///< bounds, whatever it costs; infeasible: 0 everywhere
  vertex_supplies sent = vertex_supplies::from({});   ///< by vertex: the supplies less what is kept; infeasible: 0 everywhere
  scaled_numbers potential;                           ///< by vertex: what a unit is worth there. Unless optimal: empty
  edge_costs reduced_costs = edge_costs::uniform(0);  ///< by edge. Unless optimal: of no edge
  overloaded_cut cut;                                 ///< infeasible: why; else empty
  flow_path unlimited_cycle;                          ///< unbounded: unlimited edges whose costs add up to less than 0; its first
                                                      ///< vertex is its last
};

/// The cheapest way to send what vertices supply (> 0) to those that demand it (< 0): a number on each edge, from its lower bound
/// to its capacity (undirected: the capacity is shared by both directions, each at the same cost), such that what leaves a vertex
/// less what arrives there is its supply, or under balance::supply_at_most no more than it and at least 0 where there is a
/// supply. The cost is the sum over the edges of flow times cost; that of a directed edge may be below 0.
///
/// The potentials p prove it: reduced cost(u -> v) = cost + p[u] - p[v] is >= 0 unless the edge is full, and <= 0 unless it
/// carries just its lower bound (undirected: the lesser reduced cost of both directions). A unit more at v would be worth p[v];
/// where sources keep some of theirs these have p = 0, else the least potential is 0. A capacity is worth raising where the
/// reduced cost is below 0: see shadow_prices.hpp. check_minimum_cost_flow() of verify.hpp proves a result without this solver.
///
/// Of several optimal flows and potentials one of each is returned, always the same. Parallel edges have each its own capacity
/// and cost. A loop carries its capacity where its cost is below 0 (unlimited: the flow is unbounded), else its lower bound;
/// undirected: nothing. All numbers are exact, in 64-bit whole numbers, so that decimals such as 0.1 + 0.2 add up. What is both
/// infeasible and unbounded is reported as infeasible.
///
/// \throws input_error if there is not one capacity, cost, supply and lower bound for each edge or vertex; if one is rounded
///         (is_exact() is false); for a capacity below 0, a lower bound below 0 or above the capacity, and on an undirected edge
///         for a cost below 0 or a lower bound; for supplies and demands that differ under balance::equal; and, before solving,
///         for an overflow: if amounts have no shared unit or add up to 2^60 units or more (capacities only where costs are below
///         0), or costs along a path may add up to 2^59 units or more. cancelled on request
/// Complexity: exponential at worst, in practice about n m time; 80 bytes an edge and 100 a vertex besides the result, twice as
/// many where paths get long and another way of solving takes over.
/// Reference: Cunningham (1976), doi:10.1007/BF01580686; Kovács (2015), doi:10.1080/10556788.2014.895828; where paths get long
/// Goldberg (1997), doi:10.1006/jagm.1995.0805
template <graph_like G>
[[nodiscard]] minimum_cost_flow_result minimum_cost_flow(const G& graph, const flow_capacities& capacities,
                                                         const edge_costs& costs, const vertex_supplies& supplies,
                                                         const minimum_cost_flow_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] minimum_cost_flow_result minimum_cost_flow_of(const undirected_view& graph, const flow_capacities& capacities,
                                                            const edge_costs& costs, const vertex_supplies& supplies,
                                                            const minimum_cost_flow_options& options);
[[nodiscard]] minimum_cost_flow_result minimum_cost_flow_of(const directed_view& graph, const flow_capacities& capacities,
                                                            const edge_costs& costs, const vertex_supplies& supplies,
                                                            const minimum_cost_flow_options& options);

}  // namespace detail

inline std::string to_text(const flow_cost& cost) {
  const int128 common = detail::greatest_common_divisor(cost.numerator, cost.unit.denominator());
  const int128 top = cost.numerator / common * cost.unit.numerator();
  const auto bottom = static_cast<std::int64_t>(cost.unit.denominator() / common);
  const int128 magnitude = top < 0 ? -top : top;
  std::string text = top < 0 ? "-" : "";
  if (detail::without_factors_of_ten(bottom) != 1) return text + detail::digits_of_whole(magnitude) + "/" + to_text(bottom);
  text += detail::digits_of_whole(magnitude / bottom);
  int128 rest = magnitude % bottom;
  if (rest != 0) text += '.';
  for (; rest != 0; rest = rest * 10 % bottom) text += static_cast<char>('0' + static_cast<int>(rest * 10 / bottom));
  return text;
}

template <graph_like G>
minimum_cost_flow_result minimum_cost_flow(const G& graph, const flow_capacities& capacities, const edge_costs& costs,
                                           const vertex_supplies& supplies, const minimum_cost_flow_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::minimum_cost_flow_of(view_of(snapshot), capacities, costs, supplies, options);
}

}  // namespace coopgraph
