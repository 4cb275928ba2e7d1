// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/graph/breadth_first.hpp>

#include "flow/cost_problem.hpp"
#include "flow/cost_scaling.hpp"
#include "flow/network_simplex.hpp"
#include "flow/potentials.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "minimum_cost_flow";
constexpr std::int64_t most_amount = std::int64_t{1} << 60;
constexpr std::int64_t most_cost = std::int64_t{1} << 59;
constexpr std::size_t edges_between_stops = 65'536;

/// The problem with what the bounds take up dealt with, and the sums that were checked.
struct prepared {
  const cost_problem& given;
  balance total;
  const execution& run;
  std::vector<std::int64_t> excess = {};  // by vertex: supplies after all lower bounds (loops: whatever they carry) were sent;
                                          // under supply_at_most one vertex more, which takes what is kept
  std::int64_t clip = 0;                  // no edge has to carry so much
  std::int64_t dear = 0;                  // no path costs so much

  void check_stop(std::size_t step) const {
    if (step % edges_between_stops == 0) stop_on_request{run}();
  }
  [[nodiscard]] bool keeps() const { return total == balance::supply_at_most; }
  /// What edge e can carry above its lower bound.
  [[nodiscard]] std::int64_t range(edge_id e) const {
    const std::int64_t capacity = given.capacity[e];
    return capacity == cost_problem::unlimited ? clip : std::min(clip, capacity - given.lower_bound(e));
  }
  [[nodiscard]] bool is_arc(edge_id e) const {
    return given.source[e] != given.target[e] && given.capacity[e] > given.lower_bound(e);
  }
};

// ---- 1. sums ----

[[noreturn]] void refuse_sum(const char* what, const std::string& found, const char* allowed) {
  throw input_error(function, what, "an overflow: " + found, allowed);
}

/// What all vertices together have too much.
int128 surplus_of(const cost_problem& p, balance total) {
  int128 supply = 0;
  int128 demand = 0;
  for (const std::int64_t b : p.supply) (b > 0 ? supply : demand) += b > 0 ? b : -int128{b};
  if (supply >= most_amount || demand >= most_amount)
    refuse_sum("supplies", "they add up to " + digits_of_whole(std::max(supply, demand)) + " units",
               "below 2^60 units in all; use a larger unit");
  if (total == balance::equal && supply != demand)
    throw input_error(function, "supplies",
                      to_text(scaled_number{static_cast<std::int64_t>(supply), p.flow_unit}) + " in all, demands " +
                          to_text(scaled_number{static_cast<std::int64_t>(demand), p.flow_unit}),
                      "the same in all, unless options.total is balance::supply_at_most");
  return supply - demand;
}

void send_lower_bounds(prepared& p, int128 surplus) {
  const cost_problem& given = p.given;
  std::vector<int128> excess(given.supply.begin(), given.supply.end());
  for (edge_id e = 0; e < given.lower.size(); ++e) {
    p.check_stop(e);
    excess[given.source[e]] -= given.lower[e];
    excess[given.target[e]] += given.lower[e];
  }
  if (p.keeps()) excess.push_back(-surplus);
  int128 sent = 0;
  for (const int128 b : excess) sent += b > 0 ? b : 0;
  if (sent >= most_amount)
    refuse_sum("lower_bounds", "with the supplies they add up to " + digits_of_whole(sent) + " units",
               "below 2^60 units in all; use a larger unit");
  p.excess.assign(excess.size(), 0);
  for (std::size_t v = 0; v < excess.size(); ++v) p.excess[v] = static_cast<std::int64_t>(excess[v]);
}

/// An optimal flow is made of paths, which carry what is to be sent in all, and of cycles with costs below 0, each of which
/// is limited by some edge.
void bound_amounts(prepared& p) {
  int128 bound = 0;
  for (const std::int64_t b : p.excess) bound += b > 0 ? b : 0;
  for (vertex_id v = 0; p.keeps() && v < p.given.vertices(); ++v) bound += p.given.supply[v] > 0 ? p.given.supply[v] : 0;
  int128 below_zero = 0;
  int128 all = 0;
  bool unlimited_below_zero = false;
  for (edge_id e = 0; e < p.given.edges(); ++e) {
    p.check_stop(e);
    const bool pays = p.given.cost[e] < 0;
    if (p.given.capacity[e] == cost_problem::unlimited) {
      unlimited_below_zero = unlimited_below_zero || pays;
      continue;
    }
    all += p.given.capacity[e];
    if (pays) below_zero += p.given.capacity[e];
  }
  bound += unlimited_below_zero ? all : below_zero;
  if (bound >= most_amount)
    refuse_sum("capacities",
               "with the supplies those that cycles with costs below 0 may use add up to " + digits_of_whole(bound) + " units",
               "below 2^60 units in all; lower capacities that are no real limit, or use a larger unit");
  p.clip = static_cast<std::int64_t>(bound) + 1;
}

/// \pre bound_amounts() was called
void bound_costs(prepared& p) {
  int128 sum = 0;
  int128 greatest = 0;
  for (const std::int64_t c : p.given.cost) {
    const int128 size = c < 0 ? -int128{c} : int128{c};
    sum += size;
    greatest = std::max(greatest, size);
  }
  const int128 path = std::min(sum, greatest * static_cast<std::int64_t>(p.excess.size()));
  if (path >= most_cost)
    refuse_sum("costs", "along a path they may add up to " + digits_of_whole(path) + " units",
               "below 2^59 units along any path; use a larger unit");
  // Printed, a cost is multiplied by the numerator of its unit.
  int128 total = 0;
  if (__builtin_mul_overflow(sum, int128{p.clip} * 2, &total) ||
      __builtin_mul_overflow(total, int128{p.given.product_unit.numerator()}, &total))
    refuse_sum("costs", "the cost of all edges outgrows 128 bits", "lower costs or amounts, or larger units");
  p.dear = static_cast<std::int64_t>(path) + 1;
}

// ---- 2. a cycle without limits ----

/// A cycle of unlimited edges whose costs add up to less than 0, by Bellman and Ford: distances from everywhere at once.
std::optional<flow_path> unlimited_cycle(const prepared& p) {
  const cost_problem& given = p.given;
  std::vector<edge_id> edges;
  bool pays = false;
  for (edge_id e = 0; e < given.edges(); ++e) {
    if (given.capacity[e] != cost_problem::unlimited) continue;
    edges.push_back(e);
    pays = pays || given.cost[e] < 0;
    if (given.cost[e] < 0 && given.source[e] == given.target[e]) return flow_path{{given.source[e], given.source[e]}, {e}};
  }
  if (!pays) return std::nullopt;
  const std::size_t n = given.vertices();
  std::vector<std::int64_t> distance(n, 0);
  std::vector<edge_id> by(n, no_edge);
  std::vector<std::size_t> seen(n, 0);  // in which walk along `by`
  std::size_t walk = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < edges.size(); ++i) {
      p.check_stop(i);
      const edge_id e = edges[i];
      const std::int64_t through = distance[given.source[e]] + given.cost[e];
      if (through >= distance[given.target[e]]) continue;
      distance[given.target[e]] = through;
      by[given.target[e]] = e;
      changed = true;
    }
    // The edges by which distances fell form a cycle just where the costs along it are below 0.
    const std::size_t first_walk = walk + 1;
    for (vertex_id start = 0; changed && start < n; ++start) {
      ++walk;
      vertex_id v = start;
      while (by[v] != no_edge && seen[v] < first_walk) {
        seen[v] = walk;
        v = given.source[by[v]];
      }
      if (by[v] == no_edge || seen[v] != walk) continue;
      flow_path cycle{{v}, {}};
      do {
        cycle.edges.push_back(by[cycle.vertices.back()]);
        cycle.vertices.push_back(given.source[cycle.edges.back()]);
      } while (cycle.vertices.back() != v);
      std::reverse(cycle.vertices.begin(), cycle.vertices.end());
      std::reverse(cycle.edges.begin(), cycle.edges.end());
      return cycle;
    }
  }
  return std::nullopt;
}

// ---- 3. the flow ----

/// Calls use(tail, head, capacity, cost) for each arc, in a fixed order: of an edge (undirected: forth and back), of what a
/// vertex keeps.
template <class Use>
void for_each_arc(const prepared& p, const Use& use) {
  for (edge_id e = 0; e < p.given.edges(); ++e) {
    p.check_stop(e);
    if (!p.is_arc(e)) continue;
    use(p.given.source[e], p.given.target[e], p.range(e), p.given.cost[e]);
    if (!p.given.directed) use(p.given.target[e], p.given.source[e], p.range(e), p.given.cost[e]);
  }
  if (!p.keeps()) return;
  const auto keeper = static_cast<vertex_id>(p.given.vertices());
  for (vertex_id v = 0; v < keeper; ++v)
    if (p.given.supply[v] > 0) use(v, keeper, p.given.supply[v], 0);
}

network_simplex make_simplex(const prepared& p, bool with_costs) {
  std::size_t arcs = 0;
  for (edge_id e = 0; e < p.given.edges(); ++e) arcs += p.is_arc(e) ? (p.given.directed ? 1U : 2U) : 0U;
  for (const std::int64_t b : p.given.supply) arcs += p.keeps() && b > 0 ? 1U : 0U;
  if (arcs >= std::size_t{1} << 31 || p.excess.size() >= no_vertex)
    throw input_error(function, "graph", to_text(arcs) + " arcs that can carry a flow", "below 2^31 of them");
  network_simplex simplex(p.excess, arcs, p.dear, p.run);
  for_each_arc(p, [&](vertex_id tail, vertex_id head, std::int64_t capacity, std::int64_t cost) {
    simplex.add(tail, head, capacity, with_costs ? cost : 0);
  });
  return simplex;
}

/// By edge, and by vertex what is sent.
struct flow_and_supplies {
  std::vector<std::int64_t> flow;
  std::vector<std::int64_t> sent;
};

flow_and_supplies by_edge(const prepared& p, std::vector<std::int64_t> by_arc) {
  if (by_arc.size() == p.given.edges() && p.given.directed && !p.keeps() && p.given.lower.empty())
    return {std::move(by_arc), p.given.supply};
  flow_and_supplies found{std::vector<std::int64_t>(p.given.edges()), p.given.supply};
  std::size_t arc = 0;
  for (edge_id e = 0; e < p.given.edges(); ++e) {
    p.check_stop(e);
    std::int64_t& flow = found.flow[e] = p.given.lower_bound(e);
    const bool pays = p.given.cost[e] < 0 && p.given.capacity[e] != cost_problem::unlimited;
    if (pays && p.given.source[e] == p.given.target[e]) flow = p.given.capacity[e];
    if (!p.is_arc(e)) continue;
    flow += by_arc[arc++];
    if (!p.given.directed) flow -= by_arc[arc++];
  }
  if (p.keeps())
    for (std::int64_t& units : found.sent)
      if (units > 0) units -= by_arc[arc++];
  return found;
}

// ---- 4. why there is none ----

overloaded_cut cut_of(const prepared& p, const std::vector<bool>& on_source_side) {
  const cost_problem& given = p.given;
  overloaded_cut cut{{}, {}, {0, given.flow_unit}, {0, given.flow_unit}};
  int128 least_of_side = 0;    // what has to leave the source side, if its vertices keep what they may
  int128 lacking_in_rest = 0;  // what the rest needs, if its vertices keep nothing
  for (vertex_id v = 0; v < given.vertices(); ++v) {
    if (on_source_side[v]) {
      cut.source_side.push_back(v);
      least_of_side += p.keeps() ? std::min<std::int64_t>(given.supply[v], 0) : given.supply[v];
    } else {
      lacking_in_rest -= given.supply[v];
    }
  }
  int128 required = std::max(least_of_side, lacking_in_rest);
  int128 capacity = 0;
  for (edge_id e = 0; e < given.edges(); ++e) {
    const bool tail = on_source_side[given.source[e]];
    const bool head = on_source_side[given.target[e]];
    if (head && !tail) required += given.lower_bound(e);
    if (tail == head || (given.directed && !tail)) continue;
    cut.edges.push_back(e);
    capacity += given.capacity[e];
  }
  cut.required.numerator = static_cast<std::int64_t>(required);
  cut.capacity.numerator = static_cast<std::int64_t>(capacity);
  return cut;
}

minimum_cost_flow_result infeasible(const prepared& p, const std::vector<bool>& on_source_side) {
  minimum_cost_flow_result result;
  result.status = minimum_cost_status::infeasible;
  result.cost.unit = p.given.product_unit;
  result.flow = edge_flows::uniform(p.given.edges(), 0);
  result.sent = vertex_supplies::over(1, std::vector<std::int64_t>(p.given.vertices(), 0));
  result.cut = cut_of(p, on_source_side);
  return result;
}

// ---- 5. all together ----

edge_costs reduced_costs(const cost_problem& p, const std::vector<std::int64_t>& potential) {
  std::vector<std::int64_t> reduced(p.edges());
  for (edge_id e = 0; e < reduced.size(); ++e) {
    const std::int64_t rise = potential[p.target[e]] - potential[p.source[e]];
    reduced[e] = p.cost[e] - (p.directed || rise > 0 ? rise : -rise);
  }
  return edge_costs::over(p.cost_unit, std::move(reduced));
}

/// `by_arc` and `potential`, in the order of for_each_arc(), as a result.
minimum_cost_flow_result optimal(const prepared& p, std::vector<std::int64_t> by_arc, std::vector<std::int64_t> potential) {
  const std::int64_t base = p.keeps()           ? potential[p.given.vertices()]
                            : potential.empty() ? 0
                                                : *std::min_element(potential.begin(), potential.end());
  potential.resize(p.given.vertices());
  for (std::int64_t& units : potential) units -= base;

  flow_and_supplies found = by_edge(p, std::move(by_arc));
  minimum_cost_flow_result result;
  result.cost.unit = p.given.product_unit;
  for (edge_id e = 0; e < found.flow.size(); ++e) {
    const std::int64_t flow = found.flow[e];
    result.cost.numerator += int128{p.given.directed || flow > 0 ? flow : -flow} * p.given.cost[e];
  }
  result.flow = edge_flows::over(p.given.flow_unit, std::move(found.flow));
  result.sent = vertex_supplies::over(p.given.flow_unit, std::move(found.sent));
  result.reduced_costs = reduced_costs(p.given, potential);
  result.potential = {std::move(potential), p.given.cost_unit};
  return result;
}

minimum_cost_flow_result optimal(const prepared& p, const network_simplex& simplex) {
  std::vector<std::int64_t> by_arc = simplex.flow();
  std::vector<residual_price> prices;
  std::size_t arc = 0;
  const std::vector<vertex_id> top = simplex.subtree();
  for_each_arc(p, [&](vertex_id tail, vertex_id head, std::int64_t capacity, std::int64_t cost) {
    const std::int64_t flow = by_arc[arc++];
    if (top[tail] == top[head]) return;
    if (flow < capacity) prices.push_back({tail, head, cost});
    if (flow > 0) prices.push_back({head, tail, -cost});
  });
  return optimal(p, std::move(by_arc), joined_potentials(simplex.potential(), top, prices, p.run));
}

/// By scaling, where numbers are small enough and it does not take too long; of what is infeasible it finds nothing.
std::optional<minimum_cost_flow_result> optimal_by_scaling(const prepared& p) {
  constexpr std::size_t most_steps_an_arc = 3000;
  std::vector<priced_arc> arcs;
  std::int64_t greatest = 0;
  for_each_arc(p, [&](vertex_id tail, vertex_id head, std::int64_t capacity, std::int64_t cost) {
    arcs.push_back({tail, head, capacity, cost});
    greatest = std::max(greatest, cost < 0 ? -cost : cost);
  });
  const bool small = int128{p.clip} * static_cast<std::int64_t>(arcs.size() + 1) < int128{1} << 61;
  if (!small || arcs.size() >= std::size_t{1} << 31 || !cost_scaling::fits(p.excess.size(), greatest)) return std::nullopt;
  cost_scaling scaling(p.excess, arcs, p.run);
  if (!scaling.solve(most_steps_an_arc * arcs.size())) return std::nullopt;
  return optimal(p, scaling.flow(), scaling.potential());
}

/// From where on cycles are so long that scaling is faster.
simplex_limits limits_of(const prepared& p) {
  std::size_t root = 1;
  while (root * root < p.excess.size()) ++root;
  return {20 * (p.excess.size() + p.given.edges()), 6 * root};
}

minimum_cost_flow_result solve(const prepared& p) {
  const std::optional<flow_path> cycle = unlimited_cycle(p);
  network_simplex simplex = make_simplex(p, !cycle);
  if (!simplex.solve(cycle ? simplex_limits{} : limits_of(p))) {
    if (auto found = optimal_by_scaling(p)) return *std::move(found);
    static_cast<void>(simplex.solve({}));
  }
  if (!simplex.feasible()) {
    // Arcs from vertices about `dear` below 0 to such above it would pay, had they room.
    std::vector<bool> side(p.given.vertices());
    for (vertex_id v = 0; v < side.size(); ++v) side[v] = simplex.potential()[v] < 0;
    return infeasible(p, side);
  }
  if (!cycle) return optimal(p, simplex);
  flow_and_supplies found = by_edge(p, simplex.flow());
  minimum_cost_flow_result result;
  result.status = minimum_cost_status::unbounded;
  result.cost.unit = p.given.product_unit;
  result.flow = edge_flows::over(p.given.flow_unit, std::move(found.flow));
  result.sent = vertex_supplies::over(p.given.flow_unit, std::move(found.sent));
  result.unlimited_cycle = *cycle;
  return result;
}

template <direction D>
minimum_cost_flow_result run(const csr_view<D>& graph, const flow_capacities& capacities, const edge_costs& costs,
                             const vertex_supplies& supplies, const minimum_cost_flow_options& options) {
  const cost_problem given = cost_problem_of(function, graph, capacities, costs, supplies, options);
  stop_on_request{options.run}();
  prepared p{given, options.total, options.run};
  const int128 surplus = surplus_of(given, options.total);
  send_lower_bounds(p, surplus);
  bound_amounts(p);
  bound_costs(p);
  minimum_cost_flow_result result = surplus < 0 ? infeasible(p, std::vector<bool>(given.vertices(), false)) : solve(p);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

minimum_cost_flow_result minimum_cost_flow_of(const undirected_view& graph, const flow_capacities& capacities,
                                              const edge_costs& costs, const vertex_supplies& supplies,
                                              const minimum_cost_flow_options& options) {
  return run(graph, capacities, costs, supplies, options);
}

minimum_cost_flow_result minimum_cost_flow_of(const directed_view& graph, const flow_capacities& capacities,
                                              const edge_costs& costs, const vertex_supplies& supplies,
                                              const minimum_cost_flow_options& options) {
  return run(graph, capacities, costs, supplies, options);
}

}  // namespace coopgraph::detail
