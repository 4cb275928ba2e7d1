// SPDX-License-Identifier: BSL-1.0
#include "flow/cost_problem.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <string>

namespace coopgraph::detail {

namespace {

template <value_kind K>
void check_exact(const char* function, const char* what, const edge_values<K>& values) {
  if (!values.is_exact())
    throw input_error(function, what, "rounded (" + values.why_approximate() + ")",
                      std::string("exact ") + what + "; round them to fewer decimals, or give whole numbers in a larger unit");
}

[[noreturn]] void refuse_edge(const char* function, const char* what, double value, edge_id e, const char* allowed) {
  throw input_error(function, what, to_text(value) + " at edge " + to_text(e), allowed);
}

void check_edges(const char* function, const cost_problem& p, const flow_capacities& capacities, const edge_costs& costs,
                 const minimum_cost_flow_options& options) {
  for (edge_id e = 0; e < p.edges(); ++e) {
    if (p.capacity[e] < 0) refuse_edge(function, "capacities", capacities.limits()[e], e, "capacities >= 0");
    if (!p.directed && p.cost[e] < 0) refuse_edge(function, "costs", costs[e], e, "costs >= 0 of undirected edges");
    const std::int64_t least = p.lower_bound(e);
    if (least < 0) refuse_edge(function, "lower_bounds", (*options.lower_bounds)[e], e, "lower bounds >= 0");
    if (least > 0 && !p.directed)
      refuse_edge(function, "lower_bounds", (*options.lower_bounds)[e], e, "none on undirected edges");
    if (least > p.capacity[e])
      refuse_edge(function, "lower_bounds", (*options.lower_bounds)[e], e, "lower bounds up to the capacity");
  }
}

/// The greatest unit of which all are multiples.
std::optional<rational> shared_unit(std::initializer_list<rational> units) {
  std::int64_t top = 0;
  std::int64_t bottom = 1;
  for (const rational& unit : units) {
    top = std::gcd(top, unit.numerator());
    const auto multiple = checked_multiply(bottom, unit.denominator() / std::gcd(bottom, unit.denominator()));
    if (!multiple) return std::nullopt;
    bottom = *multiple;
  }
  return rational(top, bottom);
}

/// How many of the shared unit a unit is, or nothing.
std::optional<std::int64_t> times_of(const rational& unit, const rational& shared) {
  const auto quotient = rational::product(unit, shared.reciprocal());
  return quotient ? std::optional(quotient->numerator()) : std::nullopt;
}

/// The numbers in the shared unit. Those that outgrow 64 bits are just below `unlimited` (amounts that bind are less) or refused.
std::vector<std::int64_t> in_unit(const char* function, const char* what, std::span<const std::int64_t> numbers,
                                  const rational& unit, const rational& shared, bool may_saturate) {
  std::vector<std::int64_t> units(numbers.begin(), numbers.end());
  const auto factor = times_of(unit, shared);
  for (std::int64_t& n : units) {
    const auto product = factor ? checked_multiply(n, *factor) : n == 0 ? std::optional<std::int64_t>(0) : std::nullopt;
    if (!product && !(may_saturate && n > 0))
      throw input_error(function, what,
                        "an overflow: " + to_text(n) + " units do not fit into 64 bits in the unit of all amounts",
                        "amounts with fewer decimals");
    n = product.value_or(cost_problem::unlimited);
    if (may_saturate) n = std::min(n, cost_problem::unlimited - 1);
  }
  return units;
}

template <direction D>
cost_problem make(const char* function, const csr_view<D>& graph, const flow_capacities& capacities, const edge_costs& costs,
                  const vertex_supplies& supplies, const minimum_cost_flow_options& options) {
  check_size(function, capacities.limits(), graph.edges());
  check_size(function, costs, graph.edges());
  check_exact(function, "capacities", capacities.limits());
  check_exact(function, "costs", costs);
  if (supplies.size() != graph.vertices())
    throw input_error(function, "number of supplies", to_text(supplies.size()),
                      to_text(graph.vertices()) + ", one for each vertex");
  if (options.lower_bounds) {
    check_size(function, *options.lower_bounds, graph.edges());
    check_exact(function, "lower_bounds", *options.lower_bounds);
  }
  const rational no_unit = capacities.limits().unit();
  const rational lower_unit = options.lower_bounds ? options.lower_bounds->unit() : no_unit;
  const auto unit = shared_unit({capacities.limits().unit(), supplies.unit(), lower_unit});
  const auto product = unit ? rational::product(*unit, costs.unit()) : std::nullopt;
  if (!product)
    throw input_error(function, "units",
                      "capacities, supplies, lower bounds and costs without a shared unit that fits into 64 bits",
                      "numbers with fewer decimals");

  cost_problem p;
  p.directed = D == direction::directed;
  p.source = graph.source;
  p.target = graph.target;
  p.cost = costs.numerators();
  p.flow_unit = *unit;
  p.cost_unit = costs.unit();
  p.product_unit = *product;
  p.capacity = in_unit(function, "capacities", capacities.limits().numerators(), capacities.limits().unit(), *unit, true);
  for (const edge_id e : capacities.unlimited()) p.capacity[e] = cost_problem::unlimited;
  p.supply = in_unit(function, "supplies", supplies.numerators(), supplies.unit(), *unit, false);
  if (options.lower_bounds)
    p.lower = in_unit(function, "lower_bounds", options.lower_bounds->numerators(), lower_unit, *unit, false);
  check_edges(function, p, capacities, costs, options);
  return p;
}

}  // namespace

cost_problem cost_problem_of(const char* function, const undirected_view& graph, const flow_capacities& capacities,
                             const edge_costs& costs, const vertex_supplies& supplies, const minimum_cost_flow_options& options) {
  return make(function, graph, capacities, costs, supplies, options);
}

cost_problem cost_problem_of(const char* function, const directed_view& graph, const flow_capacities& capacities,
                             const edge_costs& costs, const vertex_supplies& supplies, const minimum_cost_flow_options& options) {
  return make(function, graph, capacities, costs, supplies, options);
}

}  // namespace coopgraph::detail
