// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/verify_minimum_cost.hpp>
#include <coopgraph/graph/graph.hpp>

#include "support/cost_cases.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::test {
namespace {

using kit::cost_case;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// 4 units from 0 to 3: three by the cheap way over 1, one by the dear way over 2.
cost_case two_ways() {
  return {{direction::directed, 4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}}}, {3, 5, 4, 4}, {}, {1, 1, 2, 3}, {}, {4, 0, 0, -4}};
}

/// What the check says of the result of c once it has been changed.
std::vector<std::string> said_of(const cost_case& c, const std::function<void(minimum_cost_flow_result&)>& tamper) {
  return kit::with_graph(c.list, [&](const auto& graph) {
    minimum_cost_flow_result result = minimum_cost_flow(graph, c.capacities(), c.costs(), c.supplies(), c.options());
    tamper(result);
    return check_minimum_cost_flow(graph, c.capacities(), c.costs(), c.supplies(), result, c.options());
  });
}
std::vector<std::string> said_of_two_ways(const std::function<void(minimum_cost_flow_result&)>& tamper) {
  return said_of(two_ways(), tamper);
}
std::vector<std::string> said_of_flow(std::vector<std::int64_t> flow) {
  return said_of_two_ways([&](minimum_cost_flow_result& r) { r.flow = edge_flows::over(1, flow); });
}

TEST(CheckMinimumCostFlow, HasNothingToSayOfAResultAsItIs) {
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result&) {}), IsEmpty());
}

TEST(CheckMinimumCostFlow, ComparesAcrossUnits) {
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) {
                r.flow = edge_flows::over({1, 7}, {21, 21, 7, 7});
                r.cost = {33, {1, 3}};
                r.reduced_costs = edge_costs::over({3, 1}, {-1, 0, 0, 0});
              }),
              IsEmpty());
}

TEST(CheckMinimumCostFlow, NamesEachConditionThatAFlowViolates) {
  EXPECT_THAT(said_of_flow({4, 4, 0, 0}), Contains("edge 0 carries more than its capacity"));
  EXPECT_THAT(said_of_flow({-1, -1, 5, 5}), Contains("edge 0 carries less than its lower bound"));
  EXPECT_THAT(said_of_flow({3, 2, 1, 1}), testing::IsSupersetOf({"what leaves vertex 1 less what arrives is not what is sent",
                                                                 "what leaves vertex 3 less what arrives is not what is sent"}));
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) {
                r.flow = edge_flows::over(1, {3, 3, 0, 0});
                r.sent = vertex_supplies::from({3, 0, 0, -3});
              }),
              testing::IsSupersetOf({"what vertex 0 sends is not what it may", "what vertex 3 sends is not what it may"}));
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) { r.flow = edge_flows::uniform(3, 0); }),
              ElementsAre("there is not one exact flow for each edge"));
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) { r.sent = vertex_supplies::from({}); }),
              ElementsAre("there is not one amount sent for each vertex"));
}

TEST(CheckMinimumCostFlow, SeesThatAFlowIsNotTheCheapest) {
  EXPECT_THAT(said_of_flow({2, 2, 2, 2}), ElementsAre("edge 0 pays and is not full"));
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) {
                r.potential.numerators = {0, 1, 2, 2};
                r.reduced_costs = edge_costs::from({0, 0, 0, 3});
              }),
              ElementsAre("edge 3 costs too much and is used"));
}

TEST(CheckMinimumCostFlow, NamesWrongPrices) {
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) {
                r.reduced_costs = edge_costs::from({-2, 0, 0, 0});
              }),
              ElementsAre("the reduced cost of edge 0 is not that of the potentials"));
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) { r.reduced_costs = edge_costs::uniform(3); }),
              ElementsAre("there is not one exact reduced cost for each edge"));
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) { r.potential.numerators.pop_back(); }),
              ElementsAre("there is not one potential for each vertex in the unit of the costs"));
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) {
                r.potential.unit = {1, 2};
              }),
              ElementsAre("there is not one potential for each vertex in the unit of the costs"));
  EXPECT_THAT(said_of_two_ways([](minimum_cost_flow_result& r) { ++r.potential.numerators[1]; }), testing::Not(IsEmpty()));
}

TEST(CheckMinimumCostFlow, NamesAWrongCost) {
  for (const flow_cost& wrong : {flow_cost{12, 1}, flow_cost{-11, 1}, flow_cost{11, {1, 2}}, flow_cost{0, 1}})
    EXPECT_THAT(said_of_two_ways([&](minimum_cost_flow_result& r) { r.cost = wrong; }),
                ElementsAre("the cost is not that of the flow"));
}

TEST(CheckMinimumCostFlow, SeesWhatIsKeptAgainstThePrices) {
  const cost_case c{{direction::directed, 3, {{0, 2}, {1, 2}}}, {9, 9}, {}, {5, 2}, {}, {4, 4, -5}, balance::supply_at_most};
  EXPECT_THAT(said_of(c, [](minimum_cost_flow_result&) {}), IsEmpty());
  EXPECT_THAT(said_of(c,
                      [](minimum_cost_flow_result& r) {
                        r.flow = edge_flows::over(1, {4, 1});
                        r.sent = vertex_supplies::from({4, 1, -5});
                      }),
              Contains("vertex 1 keeps what would be worth something"));
  EXPECT_THAT(said_of(c,
                      [](minimum_cost_flow_result& r) {
                        for (std::int64_t& p : r.potential.numerators) p -= 1;
                      }),
              Contains("vertex 0 sends what would better be kept"));
}

TEST(CheckMinimumCostFlow, SeesAnUndirectedEdgeUsedAgainstThePrices) {
  const cost_case c{{direction::undirected, 2, {{0, 1}}}, {5}, {}, {2}, {}, {3, -3}};
  EXPECT_THAT(said_of(c, [](minimum_cost_flow_result&) {}), IsEmpty());
  EXPECT_THAT(said_of(c, [](minimum_cost_flow_result& r) { std::swap(r.potential.numerators[0], r.potential.numerators[1]); }),
              Contains("edge 0 is used against the potentials"));
}

TEST(CheckMinimumCostFlow, NamesEachConditionThatACutViolates) {
  const cost_case c{
      {direction::directed, 4, {{0, 1}, {0, 2}, {1, 2}, {2, 3}}}, {9, 2, 3, 9}, {}, {1, 1, 1, 1}, {}, {5, 2, 0, -7}};
  EXPECT_THAT(said_of(c, [](minimum_cost_flow_result&) {}), IsEmpty());
  EXPECT_THAT(said_of(c,
                      [](minimum_cost_flow_result& r) {
                        r.cut.source_side = {1, 0};
                      }),
              ElementsAre("the source side is no ascending list of vertices"));
  EXPECT_THAT(said_of(c,
                      [](minimum_cost_flow_result& r) {
                        r.cut.source_side = {0, 4};
                      }),
              ElementsAre("the source side is no ascending list of vertices"));
  EXPECT_THAT(said_of(c, [](minimum_cost_flow_result& r) { r.cut.edges = {1}; }),
              ElementsAre("the edges of the cut are not those that leave the source side"));
  EXPECT_THAT(said_of(c,
                      [](minimum_cost_flow_result& r) {
                        r.cut.required = {8, 1};
                      }),
              ElementsAre("what has to leave the source side is another amount"));
  EXPECT_THAT(said_of(c,
                      [](minimum_cost_flow_result& r) {
                        r.cut.capacity = {4, 1};
                      }),
              ElementsAre("the capacity of the cut is not that of the edges that leave the source side"));
  EXPECT_THAT(said_of(c,
                      [](minimum_cost_flow_result& r) {
                        r.cut = {{0}, {0, 1}, {5, 1}, {11, 1}};
                      }),
              ElementsAre("the cut can carry what it has to"));
  cost_case open = c;
  open.unlimited = {1};
  EXPECT_THAT(said_of(open,
                      [](minimum_cost_flow_result& r) {
                        r.status = minimum_cost_status::infeasible;
                        r.cut = {{0, 1}, {1, 2}, {7, 1}, {5, 1}};
                      }),
              ElementsAre("edge 1 leaves the source side and is unlimited"));
}

TEST(CheckMinimumCostFlow, NamesWhatIsWrongWithACycle) {
  const cost_case c{
      {direction::directed, 3, {{0, 1}, {1, 0}, {1, 2}, {2, 1}}}, {1, 1, 1, 1}, {0, 1, 3}, {1, -2, 1, 1}, {}, {0, 0, 0}};
  EXPECT_THAT(said_of(c, [](minimum_cost_flow_result&) {}), IsEmpty());
  const auto with = [&](std::vector<vertex_id> vertices, std::vector<edge_id> edges) {
    return said_of(c, [&](minimum_cost_flow_result& r) { r.unlimited_cycle = {vertices, edges}; });
  };
  EXPECT_THAT(with({}, {}), ElementsAre("the cycle does not lead back to its first vertex"));
  EXPECT_THAT(with({0, 1}, {0}), ElementsAre("the cycle does not lead back to its first vertex"));
  EXPECT_THAT(with({1, 2, 1}, {2, 3}),
              ElementsAre("edge 2 of the cycle is not unlimited", "the costs of the cycle add up to 0 or more"));
  EXPECT_THAT(with({1, 0, 1}, {0, 1}), Contains(HasSubstr("edge 0 of the cycle does not lead")));
  EXPECT_THAT(with({1, 0, 1}, {1, 9}), Contains(HasSubstr("edge 9 of the cycle does not lead")));
  EXPECT_THAT(said_of(c, [](minimum_cost_flow_result& r) { r.flow = edge_flows::over(1, {1, 0, 0, 0}); }), testing::SizeIs(2));
}

TEST(CheckMinimumCostFlow, ProvesNothingOfRoundedNumbers) {
  const directed_graph graph(2, {{0, 1}});
  const auto supplies = vertex_supplies::from({1, -1});
  const auto result = minimum_cost_flow(graph, edge_capacities::uniform(1), edge_costs::uniform(1), supplies);
  EXPECT_THAT(check_minimum_cost_flow(graph, edge_capacities::uniform(1), edge_costs::rounded({1.0}, "a test"), supplies, result),
              ElementsAre("capacities, costs or lower bounds are rounded: nothing can be proven"));
}

TEST(CheckMinimumCostFlow, RefusesWhatIsNoQuestionOfTheGraph) {
  const directed_graph graph(2, {{0, 1}});
  const auto supplies = vertex_supplies::from({1, -1});
  const auto result = minimum_cost_flow(graph, edge_capacities::uniform(1), edge_costs::uniform(1), supplies);
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return check_minimum_cost_flow(graph, edge_capacities::uniform(1), edge_costs::uniform(1), vertex_supplies::from({1}),
                                       result);
      },
      "number of supplies", "1", "2, one for each vertex"));
  EXPECT_THROW(
      static_cast<void>(check_minimum_cost_flow(graph, edge_capacities::uniform(1), edge_costs::uniform(2), supplies, result)),
      input_error);
}

TEST(VertexSupplies, AreExactDecimals) {
  const auto supplies = vertex_supplies::from({0.1, -0.3, 0.2});
  EXPECT_EQ(supplies.size(), 3U);
  EXPECT_EQ(supplies[1], -0.3);
  EXPECT_EQ(supplies, vertex_supplies::over({1, 10}, {1, -3, 2}));
  EXPECT_EQ(vertex_supplies::over({1, 10}, {10, -20}), vertex_supplies::over(1, {1, -2}));
  EXPECT_TRUE(kit::refuses<input_error>(
      [] {
        return vertex_supplies::from({0, 1e300, 1e-300});
      },
      "values", "without a shared decimal unit that fits into 64 bits",
      "values with fewer decimals, or whole numbers in a larger unit"));
  EXPECT_THROW(static_cast<void>(vertex_supplies::from({0.0 / 1.0, std::numeric_limits<double>::quiet_NaN()})), input_error);
  EXPECT_THROW(static_cast<void>(vertex_supplies::over(0, {1})), input_error);
  EXPECT_TRUE(kit::refuses<input_error>(
      [] {
        return vertex_supplies::over(1, {0, INT64_MIN});
      },
      "numerator of vertex 1", "-2^63", "-2^63+1 to 2^63-1"));
}

TEST(FlowCost, IsPrintedInFull) {
  EXPECT_EQ(to_text(flow_cost{-125, {1, 100}}), "-1.25");
  EXPECT_EQ(to_text(flow_cost{0, {1, 100}}), "0");
  EXPECT_EQ(to_text(flow_cost{2, {5, 3}}), "10/3");
  EXPECT_EQ(to_text(flow_cost{int128{INT64_MAX} * INT64_MAX, 1}), "85070591730234615847396907784232501249");
  EXPECT_EQ(to_double(flow_cost{3, {1, 10}}), 0.3);
}

}  // namespace
}  // namespace coopgraph::test
