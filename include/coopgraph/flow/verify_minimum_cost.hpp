// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

/// Which conditions of a cheapest flow a result violates, each as a sentence; none: the result is proven. Of an optimal one:
/// each edge carries no less than its lower bound and no more than its capacity; at each vertex what leaves less what arrives
/// is what is sent, which is the supply or, where some may be kept, 0 to the supply; the reduced costs are those of the
/// potentials, >= 0 unless an edge is full and <= 0 unless it carries its lower bound; potentials are <= 0 where something is
/// kept and >= 0 where something else is sent; the cost is that of the flow and equals, in 128 bits, that of the potentials. Of
/// an infeasible one: the edges of the cut are those that leave its side, its numbers are theirs, and more is required than
/// they can carry. Of an unbounded one: the flow meets all bounds and supplies, and the cycle consists of unlimited edges whose
/// costs add up to less than 0. Shares no code with the solver. `options` as the solver had them.
/// \throws input_error if there is not one capacity, cost, supply and lower bound for each edge or vertex
/// Complexity: O(n + m) time and memory.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_minimum_cost_flow(const G& graph, const flow_capacities& capacities,
                                                               const edge_costs& costs, const vertex_supplies& supplies,
                                                               const minimum_cost_flow_result& result,
                                                               const minimum_cost_flow_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// One check of one result; the steps add what they find to `violations`. Amounts are counted in a unit that all share.
template <direction D>
struct minimum_cost_check {
  const csr_view<D>& graph;
  const flow_capacities& capacities;
  const edge_costs& costs;
  const vertex_supplies& supplies;
  const minimum_cost_flow_result& result;
  const minimum_cost_flow_options& options;
  std::vector<std::string> violations = {};
  std::vector<int128> most = {};   // by edge; of unlimited ones none
  std::vector<int128> least = {};  // by edge
  std::vector<int128> flow = {};
  std::vector<int128> supply = {};
  std::vector<int128> sent = {};
  std::vector<bool> unlimited = {};
  rational unit = 1;

  void add(std::string text) { violations.push_back(std::move(text)); }
  [[nodiscard]] static std::string at(const char* what, std::size_t i) { return what + (" " + to_text(i)); }

  /// Nothing is proven of numbers that are rounded or not there.
  [[nodiscard]] bool complete() {
    const bool exact =
        capacities.limits().is_exact() && costs.is_exact() && (!options.lower_bounds || options.lower_bounds->is_exact());
    if (!exact) add("capacities, costs or lower bounds are rounded: nothing can be proven");
    if (!result.flow.is_exact() || result.flow.size() != graph.edges()) add("there is not one exact flow for each edge");
    if (result.sent.size() != graph.vertices()) add("there is not one amount sent for each vertex");
    return violations.empty();
  }

  void take_amounts() {
    std::vector<rational> units{capacities.limits().unit(), supplies.unit(),          result.flow.unit(),
                                result.sent.unit(),         result.cut.required.unit, result.cut.capacity.unit};
    if (options.lower_bounds) units.push_back(options.lower_bounds->unit());
    std::int64_t top = 0;
    std::int64_t bottom = 1;
    for (const rational& u : units) {
      top = std::gcd(top, u.numerator());
      bottom = std::lcm(bottom, u.denominator());
    }
    unit = {top, bottom};
    most = in_unit(capacities.limits().numerators(), capacities.limits().unit());
    flow = in_unit(result.flow.numerators(), result.flow.unit());
    supply = in_unit(supplies.numerators(), supplies.unit());
    sent = in_unit(result.sent.numerators(), result.sent.unit());
    least.assign(graph.edges(), 0);
    if (options.lower_bounds) least = in_unit(options.lower_bounds->numerators(), options.lower_bounds->unit());
    unlimited.assign(graph.edges(), false);
    for (const edge_id e : capacities.unlimited()) unlimited[e] = true;
  }
  [[nodiscard]] int128 in_unit(int128 number, const rational& of) const {
    return number * (of.numerator() / unit.numerator()) * (unit.denominator() / of.denominator());
  }
  [[nodiscard]] std::vector<int128> in_unit(std::span<const std::int64_t> numbers, const rational& of) const {
    std::vector<int128> units;
    units.reserve(numbers.size());
    for (const std::int64_t n : numbers) units.push_back(in_unit(n, of));
    return units;
  }

  void check_flow() {
    std::vector<int128> net(graph.vertices(), 0);
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const int128 carried = !graph.is_directed && flow[e] < 0 ? -flow[e] : flow[e];
      if (carried < least[e]) add(at("edge", e) + " carries less than its lower bound");
      if (!unlimited[e] && carried > most[e]) add(at("edge", e) + " carries more than its capacity");
      net[graph.source[e]] += flow[e];
      net[graph.target[e]] -= flow[e];
    }
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      if (net[v] != sent[v]) add("what leaves " + at("vertex", v) + " less what arrives is not what is sent");
      const bool may_keep = options.total == balance::supply_at_most && supply[v] > 0;
      if (may_keep ? sent[v] < 0 || sent[v] > supply[v] : sent[v] != supply[v])
        add("what " + at("vertex", v) + " sends is not what it may");
    }
  }

  /// From the source of an edge to its target, or the lesser of both ways.
  [[nodiscard]] int128 reduced_cost(edge_id e) const {
    const int128 rise = int128{result.potential.numerators[graph.target[e]]} - result.potential.numerators[graph.source[e]];
    return costs.numerators()[e] - (graph.is_directed || rise > 0 ? rise : -rise);
  }

  void check_potentials() {
    if (result.potential.numerators.size() != graph.vertices() || !(result.potential.unit == costs.unit()))
      return add("there is not one potential for each vertex in the unit of the costs");
    if (!result.reduced_costs.is_exact() || result.reduced_costs.size() != graph.edges())
      return add("there is not one exact reduced cost for each edge");
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const int128 reduced = reduced_cost(e);
      if (compare_in_units(result.reduced_costs.numerators()[e], result.reduced_costs.unit(), reduced) != 0)
        add("the reduced cost of " + at("edge", e) + " is not that of the potentials");
      const int128 carried = !graph.is_directed && flow[e] < 0 ? -flow[e] : flow[e];
      if (reduced < 0 && (unlimited[e] || carried < most[e])) add(at("edge", e) + " pays and is not full");
      if (reduced > 0 && carried > least[e]) add(at("edge", e) + " costs too much and is used");
      // The other direction of an undirected edge that is used has a cost of at least 0 with this one.
      const int128 rise = int128{result.potential.numerators[graph.target[e]]} - result.potential.numerators[graph.source[e]];
      if (!graph.is_directed && ((flow[e] > 0 && rise < costs.numerators()[e]) || (flow[e] < 0 && -rise < costs.numerators()[e])))
        add(at("edge", e) + " is used against the potentials");
    }
    if (options.total == balance::equal) return;
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      const std::int64_t worth = result.potential.numerators[v];
      if (supply[v] <= 0) continue;
      if (sent[v] < supply[v] && worth > 0) add(at("vertex", v) + " keeps what would be worth something");
      if (sent[v] > 0 && worth < 0) add(at("vertex", v) + " sends what would better be kept");
    }
  }
  /// The sign of number * of - in_costs * (unit of the costs).
  [[nodiscard]] int compare_in_units(std::int64_t number, const rational& of, int128 in_costs) const {
    const int128 left = int128{of.numerator()} * costs.unit().denominator();   // number * left is to be compared
    const int128 right = int128{costs.unit().numerator()} * of.denominator();  // with in_costs * right
    if (number == 0 || in_costs == 0 || right == 0) return number == 0 && in_costs == 0 ? 0 : 1;
    const int128 common = greatest_common_divisor(left, right);
    const int128 quotient = right / common;
    return number % quotient == 0 && number / quotient * (left / common) == in_costs ? 0 : 1;
  }

  void check_cost() {
    int128 primal = 0;
    int128 dual = 0;
    bool fits = true;
    const auto add_product = [&](int128& sum, int128 a, int128 b) {
      int128 product = 0;
      fits = fits && !__builtin_mul_overflow(a, b, &product) && !__builtin_add_overflow(sum, product, &sum);
    };
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const int128 reduced = reduced_cost(e);
      add_product(primal, !graph.is_directed && flow[e] < 0 ? -flow[e] : flow[e], costs.numerators()[e]);
      if (reduced < 0) add_product(dual, most[e], reduced);
      if (reduced > 0) add_product(dual, least[e], reduced);
    }
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      const std::int64_t worth = result.potential.numerators[v];
      if (options.total == balance::supply_at_most && supply[v] > 0 && worth < 0) continue;  // all is kept
      add_product(dual, -supply[v], worth);
    }
    if (!fits) return add("the cost outgrows 128 bits: nothing is proven");
    if (primal != dual) add("the cost of the flow is not that of the potentials");
    const auto product = rational::product(unit, costs.unit());
    if (!product || !same_cost(primal, *product)) add("the cost is not that of the flow");
  }
  [[nodiscard]] bool same_cost(int128 numerator, const rational& in) const {
    const int128 a = int128{in.numerator()} * result.cost.unit.denominator();
    const int128 b = int128{result.cost.unit.numerator()} * in.denominator();
    const int128 common = b == 0 ? 1 : greatest_common_divisor(a, b);
    const int128 x = a / common;
    const int128 y = b / common;  // numerator * x and cost * y are to be equal
    return y != 0 && numerator % y == 0 && result.cost.numerator % x == 0 && numerator / y == result.cost.numerator / x;
  }

  void check_cut() {
    const overloaded_cut& cut = result.cut;
    std::vector<bool> side(graph.vertices(), false);
    for (std::size_t i = 0; i < cut.source_side.size(); ++i) {
      if (cut.source_side[i] >= graph.vertices() || (i > 0 && cut.source_side[i - 1] >= cut.source_side[i]))
        return add("the source side is no ascending list of vertices");
      side[cut.source_side[i]] = true;
    }
    int128 surplus = 0;
    int128 shortage = 0;
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      const bool may_keep = options.total == balance::supply_at_most && supply[v] > 0;
      if (side[v])
        surplus += may_keep ? 0 : supply[v];
      else
        shortage -= supply[v];
    }
    int128 required = std::max(surplus, shortage);
    int128 capacity = 0;
    std::vector<edge_id> crossing;
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const bool tail = side[graph.source[e]];
      const bool head = side[graph.target[e]];
      if (!tail && head) required += least[e];
      if (tail == head || (graph.is_directed && !tail)) continue;
      crossing.push_back(e);
      capacity += most[e];
      if (unlimited[e]) add(at("edge", e) + " leaves the source side and is unlimited");
    }
    if (crossing != cut.edges) add("the edges of the cut are not those that leave the source side");
    if (in_unit(cut.required.numerator, cut.required.unit) != required)
      add("what has to leave the source side is another amount");
    if (in_unit(cut.capacity.numerator, cut.capacity.unit) != capacity)
      add("the capacity of the cut is not that of the edges that leave the source side");
    if (required <= capacity) add("the cut can carry what it has to");
  }

  void check_cycle() {
    const auto& [vertices, edges] = result.unlimited_cycle;
    if (edges.empty() || vertices.size() != edges.size() + 1 || vertices.front() != vertices.back())
      return add("the cycle does not lead back to its first vertex");
    int128 cost = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const edge_id e = edges[i];
      if (e >= graph.edges() || graph.source[e] != vertices[i] || graph.target[e] != vertices[i + 1]) {
        add(at("edge", e) + " of the cycle does not lead from one of its vertices to the next");
        continue;
      }
      if (!unlimited[e]) add(at("edge", e) + " of the cycle is not unlimited");
      cost += costs.numerators()[e];
    }
    if (cost >= 0) add("the costs of the cycle add up to 0 or more");
  }

  void check() {
    if (!complete()) return;
    take_amounts();
    if (result.status == minimum_cost_status::infeasible) return check_cut();
    check_flow();
    if (result.status == minimum_cost_status::unbounded) return check_cycle();
    check_potentials();
    if (violations.empty()) check_cost();
  }
};

}  // namespace detail

template <graph_like G>
std::vector<std::string> check_minimum_cost_flow(const G& graph, const flow_capacities& capacities, const edge_costs& costs,
                                                 const vertex_supplies& supplies, const minimum_cost_flow_result& result,
                                                 const minimum_cost_flow_options& options) {
  const char* const function = "check_minimum_cost_flow";
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::check_size(function, capacities.limits(), view.edges());
  detail::check_size(function, costs, view.edges());
  if (options.lower_bounds) detail::check_size(function, *options.lower_bounds, view.edges());
  if (supplies.size() != view.vertices())
    throw input_error(function, "number of supplies", to_text(supplies.size()),
                      to_text(view.vertices()) + ", one for each vertex");
  detail::minimum_cost_check<direction_of<G>> check{view, capacities, costs, supplies, result, options};
  check.check();
  return check.violations;
}

}  // namespace coopgraph
