// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/transportation.hpp>

#include <numeric>
#include <string>
#include <utility>

namespace coopgraph {

namespace {

constexpr const char* function = "transportation";

void check_amounts(const char* what, const vertex_supplies& amounts) {
  for (vertex_id i = 0; i < amounts.size(); ++i)
    if (amounts.numerators()[i] < 0)
      throw input_error(function, what, to_text(amounts[i]) + " at number " + to_text(i), "amounts >= 0");
}

void check_end(const char* what, std::size_t route, vertex_id found, std::size_t count) {
  if (found < count) return;
  throw input_error(function, std::string(what) + " of route " + to_text(route), to_text(found),
                    count == 0 ? "none, there are none" : "0 to " + to_text(count - 1));
}

/// Supplies above 0 of origins, below 0 of destinations, in a unit that both share.
vertex_supplies joined(const vertex_supplies& supplies, const vertex_supplies& demands) {
  const rational& a = supplies.unit();
  const rational& b = demands.unit();
  const auto multiple = checked_multiply(a.denominator(), b.denominator() / std::gcd(a.denominator(), b.denominator()));
  const auto refuse = [] {
    throw input_error(function, "supplies and demands", "without a shared unit that fits into 64 bits",
                      "amounts with fewer decimals");
  };
  if (!multiple) refuse();
  const rational unit(std::gcd(a.numerator(), b.numerator()), *multiple);
  std::vector<std::int64_t> numbers;
  numbers.reserve(supplies.size() + demands.size());
  const auto add = [&](const vertex_supplies& amounts, std::int64_t sign) {
    const auto factor = rational::product(amounts.unit(), unit.reciprocal());
    for (const std::int64_t n : amounts.numerators()) {
      const auto number = factor ? checked_multiply(n, sign * factor->numerator()) : std::nullopt;
      if (!number) refuse();
      numbers.push_back(*number);
    }
  };
  add(supplies, 1);
  add(demands, -1);
  return vertex_supplies::over(unit, std::move(numbers));
}

transportation_result solve(const vertex_supplies& supplies, const vertex_supplies& demands, std::vector<vertex_id> source,
                            std::vector<vertex_id> target, const edge_costs& costs, const flow_capacities& capacities,
                            const transportation_options& options) {
  const std::size_t m = supplies.size();
  // The flow is found from the list of edges; rows are not looked at.
  const std::vector<std::uint64_t> no_rows(m + demands.size() + 1, 0);
  directed_view graph{source, target, {no_rows, {}, {}}, {no_rows, {}, {}}};
  minimum_cost_flow_result found = detail::minimum_cost_flow_of(graph, capacities, costs, joined(supplies, demands),
                                                                {.total = options.total, .run = options.run});
  transportation_result result;
  result.status = found.status;
  result.cost = found.cost;
  result.amounts = std::move(found.flow);
  result.reduced_costs = std::move(found.reduced_costs);
  if (found.status == minimum_cost_status::optimal) {
    const auto middle = found.potential.numerators.begin() + static_cast<std::ptrdiff_t>(m);
    result.origin_price = {{found.potential.numerators.begin(), middle}, found.potential.unit};
    result.destination_price = {{middle, found.potential.numerators.end()}, found.potential.unit};
    return result;
  }
  std::vector<bool> side(m + demands.size(), false);
  for (const vertex_id v : found.cut.source_side) side[v] = true;
  for (vertex_id v = 0; v < side.size(); ++v) {
    if (side[v]) continue;
    if (v < m)
      result.shortage.origins.push_back(v);
    else
      result.shortage.destinations.push_back(v - static_cast<vertex_id>(m));
  }
  result.shortage.demand = found.cut.required;
  result.shortage.capacity = found.cut.capacity;
  return result;
}

flow_capacities no_limits(std::size_t routes) {
  std::vector<edge_id> all(routes);
  std::iota(all.begin(), all.end(), edge_id{0});
  return {edge_capacities::uniform(routes, 0), std::move(all)};
}

}  // namespace

transportation_result transportation(const vertex_supplies& supplies, const vertex_supplies& demands, const edge_costs& costs,
                                     const transportation_options& options) {
  check_amounts("supplies", supplies);
  check_amounts("demands", demands);
  const std::size_t m = supplies.size();
  const std::size_t n = demands.size();
  if (costs.size() != m * n)
    throw input_error(function, "number of costs", to_text(costs.size()),
                      to_text(m * n) + ", one for each origin and destination");
  std::vector<vertex_id> source;
  std::vector<vertex_id> target;
  source.reserve(m * n);
  target.reserve(m * n);
  for (std::size_t i = 0; i < m; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      source.push_back(static_cast<vertex_id>(i));
      target.push_back(static_cast<vertex_id>(m + j));
    }
  return solve(supplies, demands, std::move(source), std::move(target), costs, no_limits(m * n), options);
}

transportation_result transportation(const vertex_supplies& supplies, const vertex_supplies& demands,
                                     std::span<const transport_route> routes, const edge_costs& costs,
                                     const transportation_options& options) {
  return transportation(supplies, demands, routes, costs, no_limits(routes.size()), options);
}

transportation_result transportation(const vertex_supplies& supplies, const vertex_supplies& demands,
                                     std::span<const transport_route> routes, const edge_costs& costs,
                                     const flow_capacities& capacities, const transportation_options& options) {
  check_amounts("supplies", supplies);
  check_amounts("demands", demands);
  std::vector<vertex_id> source;
  std::vector<vertex_id> target;
  source.reserve(routes.size());
  target.reserve(routes.size());
  for (const auto& [origin, destination] : routes) {
    check_end("origin", source.size(), origin, supplies.size());
    check_end("destination", source.size(), destination, demands.size());
    source.push_back(origin);
    target.push_back(static_cast<vertex_id>(supplies.size()) + destination);
  }
  return solve(supplies, demands, std::move(source), std::move(target), costs, capacities, options);
}

}  // namespace coopgraph
