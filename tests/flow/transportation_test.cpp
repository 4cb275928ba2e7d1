// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/transportation.hpp>
#include <coopgraph/flow/verify.hpp>
#include <coopgraph/graph/graph.hpp>

#include "support/cost_oracles.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<double> values_of(const edge_flows& amounts) {
  std::vector<double> values;
  for (edge_id e = 0; e < amounts.size(); ++e) values.push_back(amounts[e]);
  return values;
}

const vertex_supplies supplies = vertex_supplies::from({7, 9, 18});
const vertex_supplies demands = vertex_supplies::from({5, 8, 7, 14});
const edge_costs costs = edge_costs::from({19, 30, 50, 10, 70, 30, 40, 60, 40, 8, 70, 20});

TEST(Transportation, OfThreeFactoriesAndFourWarehousesIsAsPublished) {  // a textbook table: 743; networkx 2.8.8 says the same
  for (const balance total : {balance::equal, balance::supply_at_most}) {
    const auto result = transportation(supplies, demands, costs, {.total = total});
    EXPECT_EQ(result.status, minimum_cost_status::optimal);
    EXPECT_EQ(to_text(result.cost), "743");
    EXPECT_THAT(values_of(result.amounts), ElementsAre(5, 0, 0, 2, 0, 2, 7, 0, 0, 6, 0, 12));
  }
}

TEST(Transportation, HasPricesThatProveThePlan) {
  const auto result = transportation(supplies, demands, costs);
  ASSERT_EQ(result.origin_price.numerators.size(), 3U);
  ASSERT_EQ(result.destination_price.numerators.size(), 4U);
  std::int64_t worth = 0;
  for (std::size_t i = 0; i < 3; ++i) worth -= result.origin_price.numerators[i] * supplies.numerators()[i];
  for (std::size_t j = 0; j < 4; ++j) worth += result.destination_price.numerators[j] * demands.numerators()[j];
  EXPECT_EQ(worth, 743);
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 4; ++j) {
      const std::int64_t reduced =
          costs.numerators()[i * 4 + j] + result.origin_price.numerators[i] - result.destination_price.numerators[j];
      EXPECT_EQ(static_cast<double>(reduced), result.reduced_costs[i * 4 + j]);
      EXPECT_GE(reduced, 0);
      EXPECT_TRUE(reduced == 0 || result.amounts[i * 4 + j] == 0.0);
    }
}

TEST(Transportation, LeavesWhatIsNotDemandedWhereItCostsMost) {
  const auto result =
      transportation(vertex_supplies::from({5, 5}), vertex_supplies::from({4, 2}), edge_costs::from({1, 2, 3, 5}));
  EXPECT_EQ(to_text(result.cost), "10");  // 5 units from the first origin: 3 and 2 (saves 3 - 1 or 5 - 2 each), 1 from the second
  EXPECT_THAT(values_of(result.amounts), ElementsAre(3, 2, 1, 0));
  EXPECT_THAT(result.origin_price.numerators, ElementsAre(2, 0));
  EXPECT_THAT(result.destination_price.numerators[0], 3);
}

TEST(Transportation, UsesOnlyTheRoutesThatAreListedUpToTheirCapacities) {
  const std::vector<transport_route> routes{{0, 0}, {1, 0}, {1, 1}, {0, 0}};
  const auto route_costs = edge_costs::from({0.1, 0.4, 0.2, 0.3});
  const auto amounts = transportation(vertex_supplies::from({1, 1}), vertex_supplies::from({0.9, 0.2}), routes, route_costs);
  EXPECT_EQ(to_text(amounts.cost), "0.13");
  EXPECT_THAT(values_of(amounts.amounts), ElementsAre(0.9, 0, 0.2, 0));
  const auto limited = transportation(vertex_supplies::from({1, 1}), vertex_supplies::from({0.9, 0.2}), routes, route_costs,
                                      flow_capacities::from({0.5, std::nullopt, std::nullopt, 0.3}));
  EXPECT_THAT(values_of(limited.amounts), ElementsAre(0.5, 0.1, 0.2, 0.3));
  EXPECT_EQ(to_text(limited.cost), "0.22");
}

TEST(Transportation, NamesTheDestinationsThatCannotBeServed) {
  const std::vector<transport_route> routes{{0, 0}, {1, 0}, {1, 1}};
  const auto result =
      transportation(vertex_supplies::from({9, 3}), vertex_supplies::from({1, 4}), routes, edge_costs::uniform(3));
  EXPECT_EQ(result.status, minimum_cost_status::infeasible);
  EXPECT_THAT(result.shortage.destinations, ElementsAre(1));
  EXPECT_THAT(result.shortage.origins, ElementsAre(1));
  EXPECT_EQ(result.shortage.demand, (scaled_number{1, 1}));
  EXPECT_EQ(result.shortage.capacity, (scaled_number{0, 1}));
  EXPECT_THAT(values_of(result.amounts), ElementsAre(0, 0, 0));
  EXPECT_THAT(result.origin_price.numerators, IsEmpty());
  const auto poor = transportation(vertex_supplies::from({1, 1}), vertex_supplies::from({2, 1}), edge_costs::uniform(4));
  EXPECT_EQ(poor.status, minimum_cost_status::infeasible);
  EXPECT_THAT(poor.shortage.destinations, ElementsAre(0, 1));
  EXPECT_EQ(poor.shortage.demand, (scaled_number{1, 1}));
}

TEST(Transportation, AgreesWithALinearProgramAndIsMinimumCostFlow) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(1, "transportation", round);
    const std::size_t m = 1 + random.below(5);
    const std::size_t n = 1 + random.below(5);
    kit::cost_case c{{direction::directed, m + n, {}}, {}, {}, {}, {}, {}, balance::supply_at_most};
    for (std::size_t i = 0; i < m; ++i) c.supply.push_back(static_cast<std::int64_t>(random.below(9)));
    for (std::size_t j = 0; j < n; ++j) c.supply.push_back(-static_cast<std::int64_t>(random.below(6)));
    for (std::size_t i = 0; i < m; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        c.list.edges.push_back({static_cast<vertex_id>(i), static_cast<vertex_id>(m + j)});
        c.capacity.push_back(50);
        c.cost.push_back(static_cast<std::int64_t>(random.below(20)));
      }
    std::vector<std::int64_t> wanted(c.supply.begin() + static_cast<std::ptrdiff_t>(m), c.supply.end());
    for (std::int64_t& x : wanted) x = -x;
    const std::vector<std::int64_t> there(c.supply.begin(), c.supply.begin() + static_cast<std::ptrdiff_t>(m));
    const auto result = transportation(vertex_supplies::over(1, there), vertex_supplies::over(1, wanted), c.costs());
    const auto expected = cheapest_by_tableau(c);
    ASSERT_EQ(result.status == minimum_cost_status::optimal, expected.status == kit::oracle_status::optimal) << "round " << round;
    if (expected.status != kit::oracle_status::optimal) continue;
    ASSERT_EQ(to_double(result.cost), static_cast<double>(expected.cost)) << "round " << round;
    const auto flow = minimum_cost_flow(kit::directed(c.list),
                                        {c.capacities().limits(),
                                         [&] {
                                           std::vector<edge_id> all(c.cost.size());
                                           std::iota(all.begin(), all.end(), edge_id{0});
                                           return all;
                                         }()},
                                        c.costs(), c.supplies(), c.options());
    ASSERT_EQ(result.amounts, flow.flow);
  }
}

TEST(Transportation, OfNothingIsNothing) {
  const auto nothing = vertex_supplies::from({});
  EXPECT_EQ(transportation(nothing, nothing, edge_costs::uniform(0)).status, minimum_cost_status::optimal);
  EXPECT_EQ(to_text(transportation(vertex_supplies::from({3}), nothing, edge_costs::uniform(0)).cost), "0");
  EXPECT_EQ(transportation(nothing, vertex_supplies::from({3}), edge_costs::uniform(0)).status, minimum_cost_status::infeasible);
}

TEST(Transportation, WorksOverDifferentUnits) {
  const auto result =
      transportation(vertex_supplies::over({1, 3}, {2, 1}), vertex_supplies::over({1, 2}, {1}), edge_costs::from({2, 1}));
  EXPECT_EQ(to_text(result.cost), "2/3");  // a third from the second, a sixth from the first
}

TEST(Transportation, RefusesWhatIsNoQuestionOfTransport) {
  const auto one = vertex_supplies::from({1, 1});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return transportation(one, one, edge_costs::uniform(3)); }, "number of costs", "3",
                                        "4, one for each origin and destination"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return transportation(vertex_supplies::from({1, -2}), one, edge_costs::uniform(4));
      },
      "supplies", "-2 at number 1", "amounts >= 0"));
  EXPECT_TRUE(
      kit::refuses<input_error>([&] { return transportation(one, vertex_supplies::from({-0.5}), edge_costs::uniform(2)); },
                                "demands", "-0.5 at number 0", "amounts >= 0"));
  const std::vector<transport_route> wrong{{0, 1}, {2, 0}};
  EXPECT_TRUE(kit::refuses<input_error>([&] { return transportation(one, one, wrong, edge_costs::uniform(2)); },
                                        "origin of route 1", "2", "0 to 1"));
  const std::vector<transport_route> far{{0, 2}};
  EXPECT_TRUE(kit::refuses<input_error>([&] { return transportation(one, one, far, edge_costs::uniform(1)); },
                                        "destination of route 0", "2", "0 to 1"));
  EXPECT_THROW(
      static_cast<void>(transportation(one, vertex_supplies::from({1}), edge_costs::uniform(2), {.total = balance::equal})),
      input_error);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(transportation(one, one, edge_costs::uniform(4), {.run = {.stop = stop.get_token()}})),
               cancelled);
}

}  // namespace
}  // namespace coopgraph::test
