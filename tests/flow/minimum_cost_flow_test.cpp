// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/flow/verify.hpp>
#include <coopgraph/graph/generators.hpp>

#include "support/cost_cases.hpp"
#include "support/cost_oracles.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using kit::cost_case;
using kit::cost_case_shape;
using kit::oracle_answer;
using kit::oracle_status;
using kit::random_cost_case;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t giant = INT64_MAX;

minimum_cost_flow_result solved(const cost_case& c) {
  return kit::with_graph(
      c.list, [&](const auto& graph) { return minimum_cost_flow(graph, c.capacities(), c.costs(), c.supplies(), c.options()); });
}

std::vector<std::string> violations(const cost_case& c, const minimum_cost_flow_result& result) {
  return kit::with_graph(c.list, [&](const auto& graph) {
    return check_minimum_cost_flow(graph, c.capacities(), c.costs(), c.supplies(), result, c.options());
  });
}

oracle_answer answer_of(const cost_case& c) {
  const auto result = solved(c);
  EXPECT_THAT(violations(c, result), IsEmpty());
  switch (result.status) {
    case minimum_cost_status::optimal:
      return {oracle_status::optimal, static_cast<std::int64_t>(to_double(result.cost))};
    case minimum_cost_status::infeasible:
      return {oracle_status::infeasible, 0};
    default:
      return {oracle_status::unbounded, 0};
  }
}

bool same(const oracle_answer& a, const oracle_answer& b) { return a.status == b.status && a.cost == b.cost; }

/// How many random networks an oracle that enumerates is asked about.
const std::uint64_t networks = rounds(24'000);

direction kind_of(std::uint64_t round) { return round % 3 == 0 ? direction::undirected : direction::directed; }

std::vector<double> values_of(const edge_flows& flow) {
  std::vector<double> values;
  for (edge_id e = 0; e < flow.size(); ++e) values.push_back(flow[e]);
  return values;
}

// ---- values ----

TEST(MinimumCostFlow, OfTwoWaysIsSolvedByHand) {
  // 4 units from 0 to 3: three by the cheap way over 1, one by the dear way over 2.
  const directed_graph graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}});
  const auto capacities = edge_capacities::from({3, 5, 4, 4});
  const auto costs = edge_costs::from({1, 1, 2, 3});
  const auto supplies = vertex_supplies::from({4, 0, 0, -4});
  const auto result = minimum_cost_flow(graph, capacities, costs, supplies);
  EXPECT_EQ(result.status, minimum_cost_status::optimal);
  EXPECT_EQ(to_text(result.cost), "11");
  EXPECT_THAT(values_of(result.flow), ElementsAre(3, 3, 1, 1));
  EXPECT_EQ(result.sent, supplies);
  // A unit at 3 is worth 5 more than at 0; a unit more on edge 0 would save 3.
  EXPECT_THAT(result.potential.numerators, ElementsAre(0, 4, 2, 5));
  EXPECT_THAT(
      std::vector<double>({result.reduced_costs[0], result.reduced_costs[1], result.reduced_costs[2], result.reduced_costs[3]}),
      ElementsAre(-3, 0, 0, 0));
  EXPECT_THAT(result.cut.source_side, IsEmpty());
  EXPECT_THAT(result.unlimited_cycle.vertices, IsEmpty());
  EXPECT_THAT(check_minimum_cost_flow(graph, capacities, costs, supplies, result), IsEmpty());
}

TEST(MinimumCostFlow, AgreesWithAllFlowsOnRandomTinyNetworks) {
  std::size_t met[3] = {0, 0, 0};
  for (std::uint64_t round = 0; round < networks; ++round) {
    random_stream random(1, "minimum cost", round);
    const cost_case_shape shape{.vertices = 1 + random.below(4),
                                .edges = random.below(7),
                                .most_capacity = 2,
                                .most_cost = 3,
                                .below_zero = round % 2 == 0,
                                .lower_bounds = round % 5 == 0,
                                .unlimited_one_in = 0,
                                .most_supply = 2};
    const cost_case c =
        random_cost_case(random, kind_of(round), shape, round % 4 == 1 ? balance::supply_at_most : balance::equal);
    const auto expected = cheapest_by_enumeration(c);
    ASSERT_TRUE(same(answer_of(c), expected)) << "round " << round;
    ++met[static_cast<std::size_t>(expected.status)];
  }
  EXPECT_GT(met[0], networks / 10);
  EXPECT_GT(met[1], networks / 10);
}

TEST(MinimumCostFlow, AgreesWithAllFlowsWhereSomeEdgesAreUnlimited) {
  std::size_t met[3] = {0, 0, 0};
  for (std::uint64_t round = 0; round < networks / 4; ++round) {
    random_stream random(2, "minimum cost", round);
    const cost_case_shape shape{.vertices = 1 + random.below(3),
                                .edges = 1 + random.below(4),
                                .most_capacity = 1,
                                .most_cost = 3,
                                .below_zero = true,
                                .lower_bounds = round % 5 == 0,
                                .unlimited_one_in = 2,
                                .most_supply = 2};
    const cost_case c =
        random_cost_case(random, kind_of(round), shape, round % 4 == 1 ? balance::supply_at_most : balance::equal);
    const auto expected = cheapest_by_enumeration(c);
    ASSERT_TRUE(same(answer_of(c), expected)) << "round " << round;
    ++met[static_cast<std::size_t>(expected.status)];
  }
  for (const std::size_t times : met) EXPECT_GT(times, networks / 200);
}

TEST(MinimumCostFlow, AgreesWithALinearProgram) {
  std::size_t feasible = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(3, "minimum cost", round);
    const cost_case_shape shape{.vertices = 4 + random.below(8),
                                .edges = 20 + random.below(20),
                                .most_capacity = 20,
                                .most_cost = 50,
                                .below_zero = round % 2 == 0,
                                .lower_bounds = round % 3 == 1,
                                .unlimited_one_in = 0,
                                .most_supply = 12};
    const cost_case c =
        random_cost_case(random, kind_of(round), shape, round % 4 == 1 ? balance::supply_at_most : balance::equal);
    const auto expected = cheapest_by_tableau(c);
    ASSERT_TRUE(same(answer_of(c), expected)) << "round " << round;
    feasible += expected.status == oracle_status::optimal ? 1U : 0U;
  }
  EXPECT_GT(feasible, 100U);
  EXPECT_LT(feasible, 299U);
}

TEST(MinimumCostFlow, AgreesWithSuccessiveShortestPaths) {
  std::size_t feasible = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(4, "minimum cost", round);
    const std::size_t n = 2 + random.below(40);
    const cost_case_shape shape{.vertices = n,
                                .edges = 5 * n,
                                .most_capacity = 30,
                                .most_cost = round % 7 == 0 ? 1 : 1000,
                                .below_zero = round % 4 == 0,
                                .lower_bounds = round % 5 == 1,
                                .unlimited_one_in = 0,
                                .most_supply = 9};
    const cost_case c =
        random_cost_case(random, kind_of(round), shape, round % 4 == 1 ? balance::supply_at_most : balance::equal);
    const auto expected = cheapest_by_paths(c);
    ASSERT_TRUE(same(answer_of(c), expected)) << "round " << round;
    feasible += expected.status == oracle_status::optimal ? 1U : 0U;
  }
  EXPECT_GT(feasible, 100U);
  EXPECT_LT(feasible, 299U);
}

TEST(MinimumCostFlow, IsProvenOnLargerNetworks) {
  for (std::uint64_t round = 0; round < 12; ++round) {
    random_stream random(5, "minimum cost", round);
    cost_case_shape shape{.vertices = 400, .edges = 4000, .most_capacity = 100, .most_cost = 1000, .most_supply = 30};
    shape.below_zero = round % 2 == 0;
    const cost_case c = random_cost_case(random, kind_of(round), shape, balance::equal);
    ASSERT_EQ(answer_of(c).status, oracle_status::optimal) << "round " << round;
  }
}

/// A strip of vertices with cheap narrow edges and dear wide ones, from one end to the other.
cost_case strip(std::size_t length, std::size_t width, direction kind) {
  random_stream random(6, "minimum cost", width);
  cost_case c{{kind, length * width, {}}, {}, {}, {}, {}, std::vector<std::int64_t>(length * width, 0)};
  const auto add = [&](std::size_t u, std::size_t v, std::uint64_t capacity, std::uint64_t cost) {
    c.list.edges.push_back({static_cast<vertex_id>(u), static_cast<vertex_id>(v)});
    c.capacity.push_back(static_cast<std::int64_t>(capacity));
    c.cost.push_back(static_cast<std::int64_t>(cost));
  };
  for (std::size_t u = 0; u + width < length * width; ++u) {
    const std::size_t next = u / width * width + width;
    add(u, next + u % width, 1000, 500 + random.below(1000));
    add(u, next + random.below(width), 1 + random.below(100), random.below(1000));
    add(u, next - width + (u + 1) % width, 1000, random.below(100));
  }
  for (std::size_t i = 0; i < width; ++i) {
    c.supply[i] = 50;
    c.supply[c.supply.size() - 1 - i] = -50;
  }
  return c;
}

TEST(MinimumCostFlow, IsProvenOnLongStrips) {  // where cycles are long, from where on another way of solving is taken
  for (const std::size_t width : {1U, 2U, 4U}) {
    cost_case c = strip(8000 / width, width, direction::directed);
    ASSERT_EQ(answer_of(c).status, oracle_status::optimal) << "width " << width;
    c.total = balance::supply_at_most;
    c.supply[1] += 30;
    ASSERT_EQ(answer_of(c).status, oracle_status::optimal) << "width " << width;
    for (edge_id e = 1; e < c.cost.size(); e += 3) c.cost[e] -= 400;
    ASSERT_EQ(answer_of(c).status, oracle_status::optimal) << "width " << width;
  }
  ASSERT_EQ(answer_of(strip(1500, 3, direction::undirected)).status, oracle_status::optimal);
}

TEST(MinimumCostFlow, ShowsTheCutOfALongStripThatCarriesTooLittle) {
  cost_case c = strip(2000, 4, direction::directed);
  for (edge_id e = 12 * 1900; e < 12 * 1901; ++e) c.capacity[e] = std::min<std::int64_t>(c.capacity[e], 9);
  ASSERT_EQ(answer_of(c).status, oracle_status::infeasible);
}

// ---- outcomes ----

TEST(MinimumCostFlow, NamesTheCutThatMakesItInfeasible) {
  // 0 and 1 have 7 units, of which the edges 1 and 2 can carry 5 away.
  const directed_graph graph(4, {{0, 1}, {0, 2}, {1, 2}, {2, 3}});
  const auto capacities = edge_capacities::from({9, 2, 3, 9});
  const auto supplies = vertex_supplies::from({5, 2, 0, -7});
  const auto result = minimum_cost_flow(graph, capacities, edge_costs::uniform(4), supplies);
  EXPECT_EQ(result.status, minimum_cost_status::infeasible);
  EXPECT_THAT(result.cut.source_side, ElementsAre(0, 1));
  EXPECT_THAT(result.cut.edges, ElementsAre(1, 2));
  EXPECT_EQ(result.cut.required, (scaled_number{7, 1}));
  EXPECT_EQ(result.cut.capacity, (scaled_number{5, 1}));
  EXPECT_THAT(values_of(result.flow), ElementsAre(0, 0, 0, 0));
  EXPECT_EQ(result.cost.numerator, 0);
  EXPECT_THAT(result.potential.numerators, IsEmpty());
  EXPECT_THAT(check_minimum_cost_flow(graph, capacities, edge_costs::uniform(4), supplies, result), IsEmpty());
}

TEST(MinimumCostFlow, CountsLowerBoundsIntoTheCut) {
  // What 1 has to take from 0 it cannot give away.
  const directed_graph graph(3, {{0, 1}, {1, 2}, {2, 0}});
  const minimum_cost_flow_options options{.lower_bounds = edge_capacities::from({4, 0, 0})};
  const auto capacities = edge_capacities::from({6, 3, 9});
  const auto supplies = vertex_supplies::from({0, 0, 0});
  const auto result = minimum_cost_flow(graph, capacities, edge_costs::uniform(3), supplies, options);
  EXPECT_EQ(result.status, minimum_cost_status::infeasible);
  EXPECT_THAT(result.cut.source_side, ElementsAre(1));
  EXPECT_EQ(result.cut.required, (scaled_number{4, 1}));
  EXPECT_EQ(result.cut.capacity, (scaled_number{3, 1}));
  EXPECT_THAT(check_minimum_cost_flow(graph, capacities, edge_costs::uniform(3), supplies, result, options), IsEmpty());
}

TEST(MinimumCostFlow, ReportsDemandsBeyondAllSupplies) {
  const cost_case c{{direction::directed, 2, {{0, 1}}}, {9}, {}, {1}, {}, {3, -5}, balance::supply_at_most};
  const auto result = solved(c);
  EXPECT_EQ(result.status, minimum_cost_status::infeasible);
  EXPECT_THAT(result.cut.source_side, IsEmpty());
  EXPECT_EQ(result.cut.required, (scaled_number{2, 1}));
  EXPECT_EQ(result.cut.capacity, (scaled_number{0, 1}));
  EXPECT_THAT(violations(c, result), IsEmpty());
}

TEST(MinimumCostFlow, AlongAnUnlimitedCycleThatPaysIsUnbounded) {
  cost_case c{{direction::directed, 4, {{0, 1}, {1, 2}, {2, 1}, {2, 3}}}, {2, 0, 0, 2}, {1, 2}, {1, 3, -4, 1}, {}, {2, 0, 0, -2}};
  const auto result = solved(c);
  EXPECT_EQ(result.status, minimum_cost_status::unbounded);
  EXPECT_THAT(result.unlimited_cycle.edges, testing::UnorderedElementsAre(1, 2));
  EXPECT_EQ(result.unlimited_cycle.vertices.front(), result.unlimited_cycle.vertices.back());
  EXPECT_EQ(result.flow[0], 2.0);  // a flow that meets all demands
  EXPECT_THAT(violations(c, result), IsEmpty());
  c.cost[2] = -3;  // costs nothing: no end in sight, but no gain
  EXPECT_TRUE(same(answer_of(c), {oracle_status::optimal, 10}));
  c.cost[2] = -4;
  c.capacity[0] = 1;  // no flow at all comes first
  EXPECT_EQ(solved(c).status, minimum_cost_status::infeasible);
}

TEST(MinimumCostFlow, KeepsWhatNobodyDemands) {
  const cost_case c{{direction::directed, 3, {{0, 2}, {1, 2}}}, {9, 9}, {}, {5, 2}, {}, {4, 4, -5}, balance::supply_at_most};
  const auto result = solved(c);
  EXPECT_EQ(to_text(result.cost), "13");
  EXPECT_EQ(result.sent, vertex_supplies::from({1, 4, -5}));
  EXPECT_THAT(result.potential.numerators, ElementsAre(0, 3, 5));  // 0 keeps some; a unit more at 1 would save 3
  EXPECT_THAT(violations(c, result), IsEmpty());
}

// ---- traps ----

TEST(MinimumCostFlow, AddsDecimalsExactly) {
  // networkx 2.8.8 finds no flow here: 0.1 + 0.2 is not 0.3 in doubles.
  const directed_graph graph(4, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
  const auto capacities = edge_capacities::from({0.1, 0.2, 0.1, 0.2});
  const auto costs = edge_costs::from({0.1, 0.2, 0.01, 0.02});
  const auto supplies = vertex_supplies::from({0.3, 0, 0, -0.3});
  const auto result = minimum_cost_flow(graph, capacities, costs, supplies);
  EXPECT_EQ(result.status, minimum_cost_status::optimal);
  EXPECT_EQ(to_text(result.cost), "0.055");
  EXPECT_EQ(to_double(result.cost), 0.055);
  EXPECT_THAT(values_of(result.flow), ElementsAre(0.1, 0.2, 0.1, 0.2));
  EXPECT_THAT(check_minimum_cost_flow(graph, capacities, costs, supplies, result), IsEmpty());
}

TEST(MinimumCostFlow, WorksOverDifferentUnits) {  // thirds, sevenths and halves
  const directed_graph graph(2, {{0, 1}, {0, 1}});
  const auto capacities = edge_capacities::over({1, 3}, {1, 9});
  const auto supplies = vertex_supplies::over({1, 7}, {5, -5});
  const minimum_cost_flow_options options{.lower_bounds = edge_capacities::over({1, 2}, {0, 1})};
  const auto costs = edge_costs::over({1, 11}, {1, 3});
  const auto result = minimum_cost_flow(graph, capacities, costs, supplies, options);
  // 1/2 on the dear edge, the rest, 3/14, on the cheap one.
  EXPECT_EQ(to_text(result.cost), "12/77");
  EXPECT_THAT(check_minimum_cost_flow(graph, capacities, costs, supplies, result, options), IsEmpty());
}

TEST(MinimumCostFlow, FillsLoopsThatPayAndNoOthers) {
  const cost_case c{
      {direction::directed, 2, {{0, 0}, {1, 1}, {0, 0}, {0, 1}}}, {5, 5, 5, 1}, {}, {-2, 3, 0, 1}, {0, 2, 0, 0}, {1, -1}};
  const auto result = solved(c);
  EXPECT_THAT(values_of(result.flow), ElementsAre(5, 2, 0, 1));
  EXPECT_EQ(to_text(result.cost), "-3");
  EXPECT_THAT(violations(c, result), IsEmpty());
  cost_case endless = c;
  endless.unlimited = {0};
  const auto unbounded = solved(endless);
  EXPECT_EQ(unbounded.status, minimum_cost_status::unbounded);
  EXPECT_THAT(unbounded.unlimited_cycle.edges, ElementsAre(0));
  EXPECT_THAT(unbounded.unlimited_cycle.vertices, ElementsAre(0, 0));
  EXPECT_THAT(violations(endless, unbounded), IsEmpty());
  const cost_case undirected{{direction::undirected, 2, {{0, 0}, {0, 1}}}, {5, 5}, {}, {0, 1}, {}, {1, -1}};
  EXPECT_THAT(values_of(solved(undirected).flow), ElementsAre(0, 1));
}

TEST(MinimumCostFlow, UsesTheCheapestOfParallelEdgesFirst) {
  const cost_case c{{direction::directed, 2, {{0, 1}, {0, 1}, {1, 0}, {0, 1}}}, {3, 3, 9, 3}, {}, {7, 1, 1, 4}, {}, {5, -5}};
  EXPECT_THAT(values_of(solved(c).flow), ElementsAre(0, 3, 0, 2));
}

TEST(MinimumCostFlow, SharesAnUndirectedCapacityAtTheSameCostBothWays) {
  const cost_case c{{direction::undirected, 3, {{1, 0}, {2, 1}, {0, 2}}}, {2, 5, 9}, {}, {1, 1, 4}, {}, {3, 0, -3}};
  const auto result = solved(c);
  EXPECT_THAT(values_of(result.flow), ElementsAre(-2, -2, 1));  // against the order of their ends
  EXPECT_EQ(to_text(result.cost), "8");
  EXPECT_EQ(result.reduced_costs[0], -2.0);
  EXPECT_THAT(violations(c, result), IsEmpty());
}

TEST(MinimumCostFlow, NeverUsesAnUndirectedEdgeBothWays) {
  for (std::uint64_t round = 0; round < 200; ++round) {  // costs of 0 would allow it
    random_stream random(7, "minimum cost", round);
    const cost_case c =
        random_cost_case(random, direction::undirected,
                         {.vertices = 6, .edges = 15, .most_capacity = 5, .most_cost = round % 2 == 0 ? 0 : 2}, balance::equal);
    const auto expected = cheapest_by_paths(c);
    ASSERT_TRUE(same(answer_of(c), expected)) << "round " << round;
  }
}

TEST(MinimumCostFlow, OfDegenerateGraphs) {
  EXPECT_EQ(solved({{direction::directed, 0, {}}, {}, {}, {}, {}, {}}).status, minimum_cost_status::optimal);
  EXPECT_EQ(solved({{direction::directed, 0, {}}, {}, {}, {}, {}, {}, balance::supply_at_most}).status,
            minimum_cost_status::optimal);
  EXPECT_TRUE(same(answer_of({{direction::undirected, 1, {}}, {}, {}, {}, {}, {0}}), {oracle_status::optimal, 0}));
  EXPECT_TRUE(same(answer_of({{direction::directed, 2, {}}, {}, {}, {}, {}, {1, -1}}), {oracle_status::infeasible, 0}));
  EXPECT_TRUE(same(answer_of({{direction::directed, 2, {{0, 1}}}, {0}, {}, {1}, {}, {1, -1}}), {oracle_status::infeasible, 0}));
  EXPECT_TRUE(same(answer_of({{direction::directed, 2, {{0, 1}}}, {0}, {}, {1}, {}, {0, 0}}), {oracle_status::optimal, 0}));
  // Two components, each with its own balance, and one without.
  EXPECT_TRUE(same(answer_of({{direction::directed, 4, {{0, 1}, {3, 2}}}, {9, 9}, {}, {2, 3}, {}, {1, -1, -2, 2}}),
                   {oracle_status::optimal, 8}));
  EXPECT_TRUE(same(answer_of({{direction::directed, 4, {{0, 1}, {3, 2}}}, {9, 9}, {}, {2, 3}, {}, {2, -1, -2, 1}}),
                   {oracle_status::infeasible, 0}));
}

TEST(MinimumCostFlow, GivesPotentialsWithinTheCostsOfPathsToVerticesThatAreApart) {
  const cost_case c{{direction::directed, 5, {{0, 1}, {2, 3}, {3, 1}}}, {9, 9, 9}, {}, {2, 3, 4}, {}, {1, -1, 0, 0, 0}};
  const auto result = solved(c);
  for (const std::int64_t p : result.potential.numerators) {
    EXPECT_GE(p, 0);
    EXPECT_LE(p, 9);
  }
}

TEST(MinimumCostFlow, OfCostsAndCapacitiesNearTheLimitsIsExact) {
  const std::int64_t cost = (std::int64_t{1} << 57) - 1;
  const std::int64_t units = (std::int64_t{1} << 59) - 1;
  const directed_graph chain(3, {{0, 1}, {1, 2}});
  const flow_capacities capacities(edge_capacities::over(1, {giant, giant - 1}));
  const auto costs = edge_costs::over(1, {cost, cost - 1});
  const auto supplies = vertex_supplies::over(1, {units, 1, -units - 1});
  const auto result = minimum_cost_flow(chain, capacities, costs, supplies);
  EXPECT_TRUE(result.cost.numerator == int128{units} * cost + int128{units + 1} * (cost - 1));
  EXPECT_EQ(to_text(result.cost), "166153499473114482239478437548916737");
  EXPECT_THAT(check_minimum_cost_flow(chain, capacities, costs, supplies, result), IsEmpty());
}

// ---- relations ----

template <class Change>
void expect_costs(const char* purpose, const Change& change) {
  for (std::uint64_t round = 0; round < rounds(600); ++round) {
    random_stream random(8, purpose, round);
    const cost_case_shape shape{.vertices = 7,
                                .edges = 24,
                                .most_capacity = 9,
                                .most_cost = 20,
                                .below_zero = round % 2 == 0,
                                .lower_bounds = round % 4 == 0,
                                .unlimited_one_in = 0,
                                .most_supply = 5};
    cost_case c = random_cost_case(random, kind_of(round), shape, round % 5 == 0 ? balance::supply_at_most : balance::equal);
    const oracle_answer before = answer_of(c);
    const std::int64_t expected = change(c, random, before.cost);
    const oracle_answer after = answer_of(c);
    ASSERT_EQ(after.status, before.status) << purpose << ", round " << round;
    if (before.status == oracle_status::optimal) {
      ASSERT_EQ(after.cost, expected) << purpose << ", round " << round;
    }
  }
}

TEST(MinimumCostFlow, ShiftsWithPotentialsAddedToTheCosts) {
  expect_costs("potentials", [](cost_case& c, random_stream& random, std::int64_t cost) {
    if (c.list.kind == direction::undirected || c.total != balance::equal) return cost;
    for (vertex_id v = 0; v < c.list.vertices; ++v) {
      const auto p = static_cast<std::int64_t>(random.below(41)) - 20;
      for (edge_id e = 0; e < c.cost.size(); ++e) {
        if (c.list.edges[e].source == v) c.cost[e] += p;
        if (c.list.edges[e].target == v) c.cost[e] -= p;
      }
      cost += p * c.supply[v];
    }
    return cost;
  });
}

TEST(MinimumCostFlow, GrowsWithItsCosts) {
  expect_costs("costs", [](cost_case& c, random_stream&, std::int64_t cost) {
    for (std::int64_t& x : c.cost) x *= 7;
    return 7 * cost;
  });
}

TEST(MinimumCostFlow, GrowsWithItsAmounts) {
  expect_costs("amounts", [](cost_case& c, random_stream&, std::int64_t cost) {
    for (std::int64_t& x : c.capacity) x *= 5;
    for (std::int64_t& x : c.supply) x *= 5;
    for (std::int64_t& x : c.lower) x *= 5;
    return 5 * cost;
  });
}

TEST(MinimumCostFlow, DoesNotDependOnNamesOrOrder) {
  expect_costs("names", [](cost_case& c, random_stream& random, std::int64_t cost) {
    const auto name = kit::random_order(random, c.list.vertices);
    const std::vector<std::int64_t> supply = c.supply;
    for (std::size_t v = 0; v < name.size(); ++v) c.supply[name[v]] = supply[v];
    c.list = kit::relabelled(c.list, name);
    for (std::size_t i = c.cost.size(); i > 1; --i) {
      const std::size_t j = random.below(i);
      std::swap(c.list.edges[i - 1], c.list.edges[j]);
      std::swap(c.cost[i - 1], c.cost[j]);
      std::swap(c.capacity[i - 1], c.capacity[j]);
      if (!c.lower.empty()) std::swap(c.lower[i - 1], c.lower[j]);
    }
    return cost;
  });
}

TEST(MinimumCostFlow, IsThatOfTheReversedNetwork) {
  expect_costs("reversed", [](cost_case& c, random_stream&, std::int64_t cost) {
    if (c.total != balance::equal) return cost;
    c.list = kit::turned_round(c.list);
    for (std::int64_t& x : c.supply) x = -x;
    return cost;
  });
}

TEST(MinimumCostFlow, DoesNotChangeByEdgesThatCannotPay) {
  expect_costs("dear edges", [](cost_case& c, random_stream& random, std::int64_t cost) {
    if (c.lower.empty() && solved(c).status == minimum_cost_status::optimal)
      for (int k = 0; k < 5; ++k) {
        c.list.edges.push_back({static_cast<vertex_id>(random.below(7)), static_cast<vertex_id>(random.below(7))});
        c.capacity.push_back(9);
        c.cost.push_back(100'000);
      }
    return cost;
  });
}

TEST(MinimumCostFlow, IsTheSameForAnyContainerAndNumberOfThreads) {
  random_stream random(9, "minimum cost");
  const cost_case c =
      random_cost_case(random, direction::directed,
                       {.vertices = 12, .edges = 60, .most_capacity = 9, .most_cost = 9, .most_supply = 3}, balance::equal);
  const auto ours = solved(c);
  boost::adjacency_list<boost::listS, boost::vecS, boost::directedS> boost_graph(c.list.vertices);
  for (vertex_id v = 0; v < c.list.vertices; ++v)  // edges(g) goes by source there
    for (const auto& [u, w] : c.list.edges)
      if (u == v) add_edge(u, w, boost_graph);
  cost_case sorted = c;
  std::vector<std::size_t> order;
  for (vertex_id v = 0; v < c.list.vertices; ++v)
    for (std::size_t e = 0; e < c.cost.size(); ++e)
      if (c.list.edges[e].source == v) order.push_back(e);
  for (std::size_t i = 0; i < order.size(); ++i) {
    sorted.list.edges[i] = c.list.edges[order[i]];
    sorted.cost[i] = c.cost[order[i]];
    sorted.capacity[i] = c.capacity[order[i]];
  }
  const auto theirs =
      minimum_cost_flow(boost_graph, sorted.capacities(), sorted.costs(), sorted.supplies(), {.run = {.threads = 4}});
  const auto again = solved(sorted);
  EXPECT_EQ(theirs.flow, again.flow);
  EXPECT_EQ(theirs.potential.numerators, again.potential.numerators);
  EXPECT_TRUE(theirs.cost.numerator == ours.cost.numerator);
}

}  // namespace
}  // namespace coopgraph::test
