// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/shadow_prices.hpp>
#include <coopgraph/graph/graph.hpp>

#include "flow/cost_problem.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::int64_t unlimited = cost_problem::unlimited;
constexpr std::size_t steps_between_stops = 16'384;

/// What can still be sent along an edge or back, at which reduced cost >= 0.
struct residual {
  vertex_id tail;
  vertex_id head;
  std::int64_t room;  // `unlimited`: any amount
  std::int64_t reduced;
};

/// The cheapest ways from one vertex to another: what each unit costs, and how many can go.
struct cheapest_ways {
  bool possible = false;
  std::int64_t cost = 0;
  std::int64_t units = unlimited;
};

/// The residual network of an optimal flow, with potentials; what is kept under supply_at_most stays at one vertex more.
class residual_prices {
 public:
  template <direction D>
  residual_prices(const char* function, const solved_minimum_cost<D>& solved)
      : function_(function),
        given_(cost_problem_of(function, solved.graph, solved.capacities, solved.costs, solved.supplies, solved.options)),
        run_(solved.options.run),
        keeps_(solved.options.total == balance::supply_at_most) {
    const minimum_cost_flow_result& result = solved.result;
    const std::size_t n = given_.vertices();
    if (result.status != minimum_cost_status::optimal || result.flow.size() != given_.edges() ||
        result.potential.numerators.size() != n || !(result.potential.unit == given_.cost_unit) || !result.flow.is_exact() ||
        result.sent.size() != n)
      refuse_result();
    flow_ = in_flow_units(result.flow.numerators(), result.flow.unit());
    potential_ = result.potential.numerators;
    potential_.push_back(0);
    for (edge_id e = 0; e < given_.edges(); ++e) add_edge(e);
    if (keeps_) {
      const std::vector<std::int64_t> sent = in_flow_units(result.sent.numerators(), result.sent.unit());
      for (vertex_id v = 0; v < n; ++v) {
        if (given_.supply[v] <= 0) continue;
        add(v, keeper(), sent[v], 0);
        add(keeper(), v, given_.supply[v] - sent[v], 0);
      }
    }
    make_rows();
  }

  [[nodiscard]] const cost_problem& given() const { return given_; }
  [[nodiscard]] std::int64_t flow(edge_id e) const { return flow_[e]; }
  [[nodiscard]] bool keeps() const { return keeps_; }
  [[nodiscard]] vertex_id keeper() const { return static_cast<vertex_id>(given_.vertices()); }

  /// `spare`: what enters at `from` may as well go to the keeper at once, for nothing.
  [[nodiscard]] cheapest_ways ways(vertex_id from, vertex_id to, bool spare) const {
    if (from == to) return {true, 0, unlimited};
    std::vector<std::int64_t> distance(given_.vertices() + 1, unreached);
    search(from, to, spare, distance);
    if (distance[to] == unreached) return {};
    cheapest_ways found{true, distance[to] + potential_[to] - potential_[from], unlimited};
    found.units = most_along(from, to, spare, distance);
    return found;
  }

 private:
  static constexpr std::int64_t unreached = INT64_MAX;

  [[noreturn]] void refuse_result() const {
    throw input_error(function_, "result", "not optimal, or of another network", "an optimal result of these arguments");
  }

  [[nodiscard]] std::vector<std::int64_t> in_flow_units(std::span<const std::int64_t> numbers, const rational& unit) const {
    const auto factor = rational::product(unit, given_.flow_unit.reciprocal());
    std::vector<std::int64_t> units;
    units.reserve(numbers.size());
    for (const std::int64_t n : numbers) {
      const auto product = factor ? checked_multiply(n, factor->numerator()) : std::nullopt;
      if (n != 0 && !product) refuse_result();
      units.push_back(product.value_or(0));
    }
    return units;
  }

  void add(vertex_id tail, vertex_id head, std::int64_t room, std::int64_t cost) {
    if (room > 0) arcs_.push_back({tail, head, room, cost + potential_[tail] - potential_[head]});
  }

  void add_edge(edge_id e) {
    vertex_id u = given_.source[e];
    vertex_id v = given_.target[e];
    if (u == v) return;
    std::int64_t carried = flow_[e];
    if (carried < 0) {
      std::swap(u, v);
      carried = -carried;
    }
    const std::int64_t capacity = given_.capacity[e];
    add(u, v, capacity == unlimited ? unlimited : capacity - carried, given_.cost[e]);
    add(v, u, carried - given_.lower_bound(e), -given_.cost[e]);
    if (!given_.directed) add(v, u, capacity, given_.cost[e]);  // once it is empty, the other way
  }

  void make_rows() {
    first_.assign(given_.vertices() + 2, 0);
    for (const residual& arc : arcs_) ++first_[arc.tail + std::size_t{1}];
    for (std::size_t v = 1; v < first_.size(); ++v) first_[v] += first_[v - 1];
    std::vector<std::size_t> place(first_.begin(), first_.end());
    rows_.resize(arcs_.size());
    for (std::size_t a = 0; a < arcs_.size(); ++a) rows_[place[arcs_[a].tail]++] = a;
  }

  /// Dijkstra on reduced costs, as far as `to`; farther vertices count as not reached.
  void search(vertex_id from, vertex_id to, bool spare, std::vector<std::int64_t>& distance) const {
    using entry = std::pair<std::int64_t, vertex_id>;
    std::priority_queue<entry, std::vector<entry>, std::greater<>> queue;
    distance[from] = 0;
    queue.emplace(0, from);
    if (spare) {
      distance[keeper()] = potential_[from] - potential_[keeper()];
      queue.emplace(distance[keeper()], keeper());
    }
    for (std::size_t step = 0; !queue.empty(); ++step) {
      if (step % steps_between_stops == 0 && run_.stop.stop_requested()) throw cancelled();
      const auto [d, u] = queue.top();
      queue.pop();
      if (d != distance[u]) continue;
      if (distance[to] != unreached && d > distance[to]) break;
      for (std::size_t i = first_[u]; i < first_[u + std::size_t{1}]; ++i) {
        const residual& arc = arcs_[rows_[i]];
        if (d + arc.reduced >= distance[arc.head]) continue;
        distance[arc.head] = d + arc.reduced;
        queue.emplace(distance[arc.head], arc.head);
      }
    }
    for (std::int64_t& d : distance)
      if (d > distance[to]) d = unreached;
  }

  /// The greatest flow along arcs that lie on cheapest ways.
  [[nodiscard]] std::int64_t most_along(vertex_id from, vertex_id to, bool spare,
                                        const std::vector<std::int64_t>& distance) const {
    std::vector<endpoints> ends;
    std::vector<std::int64_t> room;
    std::vector<edge_id> free;
    const auto add_arc = [&](vertex_id tail, vertex_id head, std::int64_t most) {
      if (most == unlimited) free.push_back(ends.size());
      ends.push_back({tail, head});
      room.push_back(most == unlimited ? 0 : most);
    };
    for (const residual& arc : arcs_)
      if (distance[arc.tail] != unreached && distance[arc.head] != unreached &&
          distance[arc.tail] + arc.reduced == distance[arc.head])
        add_arc(arc.tail, arc.head, arc.room);
    const vertex_id outside = keeper() + 1;  // from where it enters
    if (distance[from] == 0) add_arc(outside, from, unlimited);
    if (spare && distance[keeper()] == potential_[from] - potential_[keeper()]) add_arc(outside, keeper(), unlimited);
    const directed_graph tight(given_.vertices() + 2, ends);
    const auto found = maximum_flow(tight, {edge_capacities::over(1, room), free}, outside, to, {.run = {.stop = run_.stop}});
    if (found.status == flow_status::unbounded) return unlimited;
    return found.value.numerator * found.value.unit.numerator();
  }

  const char* function_;
  cost_problem given_;
  const execution& run_;
  bool keeps_;
  std::vector<std::int64_t> flow_;       // by edge, in units
  std::vector<std::int64_t> potential_;  // by vertex, the last that of the keeper
  std::vector<residual> arcs_;
  std::vector<std::size_t> first_;
  std::vector<std::size_t> rows_;
};

std::optional<scaled_number> amount(std::int64_t units, const rational& unit) {
  return units == unlimited ? std::nullopt : std::optional(scaled_number{units, unit});
}

/// What a unit more from u to v along e saves, and how far.
cheapest_ways saving(const residual_prices& prices, edge_id e, vertex_id u, vertex_id v) {
  cheapest_ways back = prices.ways(v, u, false);
  back.cost = back.possible ? std::max<std::int64_t>(0, -(prices.given().cost[e] + back.cost)) : 0;
  if (back.cost == 0) back.units = unlimited;
  return back;
}

template <direction D>
std::vector<capacity_price> price_capacities(const solved_minimum_cost<D>& solved, std::span<const edge_id> edges) {
  const residual_prices prices("capacity_prices", solved);
  const cost_problem& given = prices.given();
  std::vector<capacity_price> answers;
  for (const edge_id e : edges) {
    if (e >= given.edges())
      throw input_error("capacity_prices", "an edge", to_text(e), "below " + to_text(given.edges()) + ", the number of edges");
    const std::int64_t flow = prices.flow(e);
    const vertex_id u = given.source[e];
    const vertex_id v = given.target[e];
    capacity_price answer{e, {0, given.cost_unit}, std::nullopt};
    if ((flow < 0 ? -flow : flow) == given.capacity[e]) {
      cheapest_ways best = flow < 0 ? saving(prices, e, v, u) : saving(prices, e, u, v);
      if (D == direction::undirected && flow == 0) {  // its capacity is 0: either way may be the better one
        const cheapest_ways other = saving(prices, e, v, u);
        if (other.cost > best.cost) best = other;
      }
      answer.saving.numerator = best.cost;
      answer.up_to = amount(best.units, given.flow_unit);
    }
    answers.push_back(answer);
  }
  return answers;
}

void check_end(const residual_prices& prices, const char* what, vertex_id end, bool supplies) {
  const cost_problem& given = prices.given();
  if (end == no_vertex && prices.keeps()) return;
  if (end >= given.vertices())
    throw input_error("supply_prices", what, end == no_vertex ? "no vertex" : to_text(end),
                      "below " + to_text(given.vertices()) + ", the number of vertices");
  if (prices.keeps() && (supplies ? given.supply[end] < 0 : given.supply[end] > 0))
    throw input_error("supply_prices", what, to_text(end) + (supplies ? ", which has a demand" : ", which has a supply"),
                      supplies ? "vertices with a supply >= 0" : "vertices with a supply <= 0");
}

template <direction D>
std::vector<supply_price> price_supplies(const solved_minimum_cost<D>& solved, std::span<const supply_change> changes) {
  const residual_prices prices("supply_prices", solved);
  const cost_problem& given = prices.given();
  std::vector<supply_price> answers;
  for (const supply_change& change : changes) {
    check_end(prices, "from", change.from, true);
    check_end(prices, "to", change.to, false);
    const vertex_id from = change.from == no_vertex ? prices.keeper() : change.from;
    const vertex_id to = change.to == no_vertex ? prices.keeper() : change.to;
    const cheapest_ways found = prices.ways(from, to, prices.keeps() && from != prices.keeper());
    answers.push_back({change, found.possible, {found.cost, given.cost_unit}, amount(found.units, given.flow_unit)});
  }
  return answers;
}

}  // namespace

std::vector<capacity_price> capacity_prices_of(const solved_minimum_cost<direction::undirected>& solved,
                                               std::span<const edge_id> edges) {
  return price_capacities(solved, edges);
}
std::vector<capacity_price> capacity_prices_of(const solved_minimum_cost<direction::directed>& solved,
                                               std::span<const edge_id> edges) {
  return price_capacities(solved, edges);
}
std::vector<supply_price> supply_prices_of(const solved_minimum_cost<direction::undirected>& solved,
                                           std::span<const supply_change> changes) {
  return price_supplies(solved, changes);
}
std::vector<supply_price> supply_prices_of(const solved_minimum_cost<direction::directed>& solved,
                                           std::span<const supply_change> changes) {
  return price_supplies(solved, changes);
}

}  // namespace coopgraph::detail
