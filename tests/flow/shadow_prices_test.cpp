// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/shadow_prices.hpp>
#include <coopgraph/graph/graph.hpp>

#include "support/cost_cases.hpp"
#include "support/cost_oracles.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace coopgraph::test {
namespace {

using kit::cost_case;
using kit::oracle_status;
using kit::random_cost_case;

std::int64_t whole(const scaled_number& n) { return static_cast<std::int64_t>(to_double(n)); }

std::vector<capacity_price> priced(const cost_case& c, const std::vector<edge_id>& edges) {
  return kit::with_graph(c.list, [&](const auto& graph) {
    const auto result = minimum_cost_flow(graph, c.capacities(), c.costs(), c.supplies(), c.options());
    return capacity_prices(graph, c.capacities(), c.costs(), c.supplies(), result, edges, c.options());
  });
}

supply_price price_of(const cost_case& c, const supply_change& change) {
  return kit::with_graph(c.list, [&](const auto& graph) {
    const auto result = minimum_cost_flow(graph, c.capacities(), c.costs(), c.supplies(), c.options());
    return supply_prices(graph, c.capacities(), c.costs(), c.supplies(), result, std::vector<supply_change>{change},
                         c.options())[0];
  });
}

/// The least cost, solved anew by tableau; nothing if there is none.
std::optional<std::int64_t> cost_of(const cost_case& c) {
  const auto answer = cheapest_by_tableau(c);
  return answer.status == oracle_status::optimal ? std::optional(answer.cost) : std::nullopt;
}

TEST(CapacityPrices, OfTwoWaysAreSolvedByHand) {
  // 6 units from 0 to 3: cheap over 1 (cost 2, at most 2), middling over 2 (cost 5, at most 3), dear straight on (cost 9).
  const cost_case c{{direction::directed, 4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}, {0, 3}}},
                    {2, 4, 3, 9, 9},
                    {},
                    {1, 1, 2, 3, 9},
                    {},
                    {6, 0, 0, -6}};
  const auto prices = priced(c, {0, 1, 2, 4});
  ASSERT_EQ(prices.size(), 4U);
  EXPECT_EQ(prices[0].edge, 0U);
  EXPECT_EQ(whole(prices[0].saving), 7);  // 9 - 2, for the one unit that goes the dear way
  EXPECT_EQ(prices[0].up_to, (scaled_number{1, 1}));
  EXPECT_EQ(whole(prices[1].saving), 0);  // not full
  EXPECT_EQ(prices[1].up_to, std::nullopt);
  EXPECT_EQ(whole(prices[2].saving), 4);
  EXPECT_EQ(prices[2].up_to, (scaled_number{1, 1}));
  EXPECT_EQ(whole(prices[3].saving), 0);
}

TEST(CapacityPrices, AreNotFooledBySeveralOptimalPotentials) {
  // Both edges of the chain are full: more of one alone helps nothing, whatever its reduced cost.
  const cost_case c{{direction::directed, 3, {{0, 1}, {1, 2}, {0, 2}}}, {2, 2, 9}, {}, {1, 1, 9}, {}, {4, 0, -4}};
  for (const auto& price : priced(c, {0, 1})) EXPECT_EQ(whole(price.saving), 0);
}

TEST(CapacityPrices, AreThoseOfSolvingAnewOnRandomNetworks) {
  std::size_t worth_raising = 0;
  std::size_t limited = 0;
  for (std::uint64_t round = 0; round < 400; ++round) {
    random_stream random(1, "capacity prices", round);
    cost_case c = random_cost_case(random, round % 3 == 0 ? direction::undirected : direction::directed,
                                   {.vertices = 5,
                                    .edges = 12,
                                    .most_capacity = 4,
                                    .most_cost = 9,
                                    .below_zero = round % 2 == 0,
                                    .lower_bounds = round % 5 == 0,
                                    .unlimited_one_in = 0,
                                    .most_supply = 4},
                                   round % 4 == 1 ? balance::supply_at_most : balance::equal);
    const auto before = cost_of(c);
    if (!before) continue;
    for (edge_id e = 0; e < c.cost.size(); ++e) {
      const capacity_price price = priced(c, std::vector<edge_id>{e})[0];
      const std::int64_t rate = whole(price.saving);
      const std::int64_t units = price.up_to ? whole(*price.up_to) : 30;
      cost_case more = c;
      more.capacity[e] += units;
      ASSERT_EQ(cost_of(more), *before - units * rate) << "round " << round << ", edge " << e;
      if (units > 1) {
        more.capacity[e] = c.capacity[e] + 1;
        ASSERT_EQ(cost_of(more), *before - rate) << "round " << round << ", edge " << e;
      }
      worth_raising += rate > 0 ? 1U : 0U;
      if (!price.up_to) continue;
      ++limited;
      more.capacity[e] = c.capacity[e] + units + 1;
      ASSERT_GT(*cost_of(more), *before - (units + 1) * rate) << "round " << round << ", edge " << e;
    }
  }
  EXPECT_GT(worth_raising, 100U);
  EXPECT_GT(limited, 100U);
}

TEST(SupplyPrices, AreThoseOfSolvingAnewOnRandomNetworks) {
  std::size_t possible = 0;
  std::size_t limited = 0;
  for (std::uint64_t round = 0; round < 400; ++round) {
    random_stream random(2, "supply prices", round);
    const bool keeps = round % 2 == 1;
    cost_case c = random_cost_case(random, round % 3 == 0 ? direction::undirected : direction::directed,
                                   {.vertices = 5,
                                    .edges = 12,
                                    .most_capacity = 4,
                                    .most_cost = 9,
                                    .below_zero = round % 5 == 0,
                                    .lower_bounds = round % 7 == 0,
                                    .unlimited_one_in = 0,
                                    .most_supply = 4},
                                   keeps ? balance::supply_at_most : balance::equal);
    const auto before = cost_of(c);
    if (!before) continue;
    for (vertex_id from = 0; from <= 5; ++from)
      for (vertex_id to = 0; to <= 5; ++to) {
        if (keeps ? (from < 5 && c.supply[from] < 0) || (to < 5 && c.supply[to] > 0) : from == 5 || to == 5) continue;
        if (keeps && from == to) continue;  // a vertex with supply 0 that would have both
        const supply_price price = price_of(c, {from == 5 ? no_vertex : from, to == 5 ? no_vertex : to});
        const auto with = [&](std::int64_t units) {
          cost_case more = c;
          if (from < 5) more.supply[from] += units;
          if (to < 5) more.supply[to] -= units;
          return cost_of(more);
        };
        const std::string where =
            "round " + std::to_string(round) + " from " + std::to_string(from) + " to " + std::to_string(to);
        if (!price.possible) {
          ASSERT_EQ(with(1), std::nullopt) << where;
          continue;
        }
        ++possible;
        const std::int64_t units = price.up_to ? whole(*price.up_to) : 20;
        ASSERT_EQ(with(units), *before + units * whole(price.cost)) << where;
        if (!price.up_to) continue;
        ++limited;
        const auto beyond = with(units + 1);
        if (beyond) {
          ASSERT_GT(*beyond, *before + (units + 1) * whole(price.cost)) << where;
        }
      }
  }
  EXPECT_GT(possible, 500U);
  EXPECT_GT(limited, 300U);
}

TEST(SupplyPrices, OfMoreSupplyUnderSupplyAtMostNeverCost) {
  const cost_case c{{direction::directed, 3, {{0, 2}, {1, 2}}}, {9, 9}, {}, {5, 2}, {}, {9, 3, -5}, balance::supply_at_most};
  const supply_price cheap = price_of(c, {1, no_vertex});
  EXPECT_EQ(whole(cheap.cost), -3);
  EXPECT_EQ(cheap.up_to, (scaled_number{2, 1}));
  const supply_price dear = price_of(c, {0, no_vertex});
  EXPECT_EQ(whole(dear.cost), 0);
  EXPECT_EQ(dear.up_to, std::nullopt);
  const supply_price demand = price_of(c, {no_vertex, 2});
  EXPECT_EQ(whole(demand.cost), 5);
  EXPECT_EQ(demand.up_to, (scaled_number{7, 1}));
}

TEST(ShadowPrices, AreExactOverTheUnitsOfTheirNetwork) {
  const directed_graph graph(2, {{0, 1}, {0, 1}});
  const auto capacities = edge_capacities::from({0.1, 0.9});
  const auto costs = edge_costs::from({0.1, 0.3});
  const auto supplies = vertex_supplies::from({0.3, -0.3});
  const auto result = minimum_cost_flow(graph, capacities, costs, supplies);
  const auto price = capacity_prices(graph, capacities, costs, supplies, result, std::vector<edge_id>{0})[0];
  EXPECT_EQ(to_text(price.saving), "0.2");
  EXPECT_EQ(to_text(*price.up_to), "0.2");
  const auto more = supply_prices(graph, capacities, costs, supplies, result, std::vector<supply_change>{{0, 1}, {1, 0}, {0, 0}});
  EXPECT_EQ(to_text(more[0].cost), "0.3");
  EXPECT_EQ(to_text(*more[0].up_to), "0.7");
  EXPECT_EQ(to_text(more[1].cost), "-0.3");  // back again
  EXPECT_EQ(to_text(*more[1].up_to), "0.2");
  EXPECT_EQ(to_text(more[2].cost), "0");
  EXPECT_EQ(more[2].up_to, std::nullopt);
}

TEST(ShadowPrices, OfLoopsAreWhatTheyPay) {
  const cost_case c{{direction::directed, 1, {{0, 0}, {0, 0}}}, {3, 0}, {}, {-4, 2}, {}, {0}};
  const auto prices = priced(c, {0, 1});
  EXPECT_EQ(whole(prices[0].saving), 4);
  EXPECT_EQ(prices[0].up_to, std::nullopt);
  EXPECT_EQ(whole(prices[1].saving), 0);
}

TEST(ShadowPrices, RefuseWhatIsNoQuestionOfTheNetwork) {
  const directed_graph graph(2, {{0, 1}});
  const auto one = edge_capacities::uniform(1);
  const auto cost = edge_costs::uniform(1);
  const auto supplies = vertex_supplies::from({1, -1});
  const auto result = minimum_cost_flow(graph, one, cost, supplies);
  const std::vector<edge_id> far{1};
  EXPECT_TRUE(kit::refuses<input_error>([&] { return capacity_prices(graph, one, cost, supplies, result, far); }, "an edge", "1",
                                        "below 1, the number of edges"));
  const auto refused = [&](const supply_change& change, balance total, const char* what, const char* value, const char* allowed) {
    const minimum_cost_flow_options options{.total = total};
    const auto solved = minimum_cost_flow(graph, one, cost, supplies, options);
    return kit::refuses<input_error>(
        [&] { return supply_prices(graph, one, cost, supplies, solved, std::vector<supply_change>{change}, options); }, what,
        value, allowed);
  };
  EXPECT_TRUE(refused({0, 2}, balance::equal, "to", "2", "below 2, the number of vertices"));
  EXPECT_TRUE(refused({no_vertex, 1}, balance::equal, "from", "no vertex", "below 2, the number of vertices"));
  EXPECT_TRUE(refused({1, 1}, balance::supply_at_most, "from", "1, which has a demand", "vertices with a supply >= 0"));
  EXPECT_TRUE(refused({0, 0}, balance::supply_at_most, "to", "0, which has a supply", "vertices with a supply <= 0"));
  const auto none = minimum_cost_flow(graph, one, cost, vertex_supplies::from({2, -2}));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return capacity_prices(graph, one, cost, vertex_supplies::from({2, -2}), none, std::vector<edge_id>{0});
      },
      "result", "not optimal, or of another network", "an optimal result of these arguments"));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(capacity_prices(graph, one, cost, supplies, result, std::vector<edge_id>{0},
                                                 {.run = {.stop = stop.get_token()}})),
               cancelled);
}

}  // namespace
}  // namespace coopgraph::test
