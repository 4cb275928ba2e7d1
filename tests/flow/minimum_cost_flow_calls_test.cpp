// SPDX-License-Identifier: BSL-1.0
// What minimum_cost_flow refuses, and how it runs.
#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/graph/generators.hpp>

#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::ElementsAre;

constexpr std::int64_t giant = INT64_MAX;

// ---- refusals ----

TEST(MinimumCostFlow, RefusesSuppliesAndDemandsThatDiffer) {
  EXPECT_TRUE(kit::refuses<input_error>(
      [] {
        return minimum_cost_flow(directed_graph(2, {{0, 1}}), edge_capacities::uniform(1), edge_costs::uniform(1),
                                 vertex_supplies::from({1.5, -0.25}));
      },
      "supplies", "1.5 in all, demands 0.25", "the same in all, unless options.total is balance::supply_at_most"));
}

TEST(MinimumCostFlow, RefusesNumbersOutsideTheirDomains) {
  const directed_graph graph(2, {{0, 1}, {0, 1}});
  const undirected_graph both(2, {{0, 1}, {0, 1}});
  const auto one = edge_capacities::uniform(2);
  const auto cost = edge_costs::uniform(2);
  const auto supply = vertex_supplies::from({1, -1});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(graph, edge_capacities::from({1, -0.5}), cost, supply);
      },
      "capacities", "-0.5 at edge 1", "capacities >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(both, one, edge_costs::from({1, -2}), supply);
      },
      "costs", "-2 at edge 1", "costs >= 0 of undirected edges"));
  const auto with = [](std::initializer_list<double> lower) {
    return minimum_cost_flow_options{.lower_bounds = edge_capacities::from(lower)};
  };
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(graph, one, cost, supply, with({0, -1}));
      },
      "lower_bounds", "-1 at edge 1", "lower bounds >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(graph, one, cost, supply, with({1.5, 0}));
      },
      "lower_bounds", "1.5 at edge 0", "lower bounds up to the capacity"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(both, one, cost, supply, with({0, 1}));
      },
      "lower_bounds", "1 at edge 1", "none on undirected edges"));
  EXPECT_NO_THROW(static_cast<void>(minimum_cost_flow(both, one, cost, supply, with({0, 0}))));
}

TEST(MinimumCostFlow, RefusesWrongNumbersOfValues) {
  const directed_graph graph(2, {{0, 1}});
  const auto supply = vertex_supplies::from({1, -1});
  const auto refused = [&](const flow_capacities& capacities, const edge_costs& costs, const vertex_supplies& supplies,
                           const minimum_cost_flow_options& options = {}) {
    EXPECT_THROW(static_cast<void>(minimum_cost_flow(graph, capacities, costs, supplies, options)), input_error);
  };
  refused(edge_capacities::uniform(2), edge_costs::uniform(1), supply);
  refused(edge_capacities::uniform(1), edge_costs::uniform(2), supply);
  refused(edge_capacities::uniform(1), edge_costs::uniform(1), supply, {.lower_bounds = edge_capacities::uniform(2)});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] { return minimum_cost_flow(graph, edge_capacities::uniform(1), edge_costs::uniform(1), vertex_supplies::from({0})); },
      "number of supplies", "1", "2, one for each vertex"));
}

TEST(MinimumCostFlow, RefusesRoundedNumbers) {
  const directed_graph graph(2, {{0, 1}});
  const auto supply = vertex_supplies::from({1, -1});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] { return minimum_cost_flow(graph, edge_capacities::uniform(1), edge_costs::rounded({0.5}, "a test"), supply); },
      "costs", "rounded (a test)", "exact costs; round them to fewer decimals, or give whole numbers in a larger unit"));
  EXPECT_THROW(
      static_cast<void>(minimum_cost_flow(graph, edge_capacities::rounded({0.5}, "a test"), edge_costs::uniform(1), supply)),
      input_error);
  EXPECT_THROW(static_cast<void>(minimum_cost_flow(graph, edge_capacities::uniform(1), edge_costs::uniform(1), supply,
                                                   {.lower_bounds = edge_capacities::rounded({0.5}, "a test")})),
               input_error);
}

TEST(MinimumCostFlow, RefusesOverflowsBeforeSolving) {
  const directed_graph graph(2, {{0, 1}, {1, 0}});
  const auto one = edge_capacities::uniform(2);
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(graph, one, edge_costs::uniform(2), vertex_supplies::over(1, {giant, -giant}));
      },
      "supplies", "an overflow: they add up to 9223372036854775807 units", "below 2^60 units in all; use a larger unit"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(graph, one, edge_costs::over(1, {giant, 1}), vertex_supplies::from({1, -1}));
      },
      "costs", "an overflow: along a path they may add up to 9223372036854775808 units",
      "below 2^59 units along any path; use a larger unit"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(graph, edge_capacities::over(1, {giant - 1, giant - 2}), edge_costs::from({-1, 2}),
                                 vertex_supplies::from({1, -1}));
      },
      "capacities",
      "an overflow: with the supplies those that cycles with costs below 0 may use add up to 9223372036854775807 units",
      "below 2^60 units in all; lower capacities that are no real limit, or use a larger unit"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return minimum_cost_flow(graph, flow_capacities(edge_capacities::uniform(2), {0, 1}), edge_costs::uniform(2),
                                 vertex_supplies::from({0, 0}), {.lower_bounds = edge_capacities::over(1, {giant, 1})});
      },
      "lower_bounds", "an overflow: with the supplies they add up to 9223372036854775806 units",
      "below 2^60 units in all; use a larger unit"));
  // No shared unit in 64 bits.
  EXPECT_THROW(static_cast<void>(minimum_cost_flow(graph, edge_capacities::over({1, 4'000'000'007}, {1, 1}),
                                                   edge_costs::uniform(2), vertex_supplies::over({1, 4'000'000'009}, {1, -1}))),
               input_error);
}

// ---- execution ----

TEST(MinimumCostFlow, TellsThatItIsDone) {
  std::vector<double> told;
  static_cast<void>(minimum_cost_flow(directed_graph(2, {{0, 1}}), edge_capacities::uniform(1), edge_costs::uniform(1),
                                      vertex_supplies::from({1, -1}),
                                      {.run = {.progress = [&](double share) { told.push_back(share); }}}));
  EXPECT_THAT(told, ElementsAre(1.0));
}

TEST(MinimumCostFlow, StopsBeforeItBegins) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(
      static_cast<void>(minimum_cost_flow(directed_graph(2, {{0, 1}}), edge_capacities::uniform(1), edge_costs::uniform(1),
                                          vertex_supplies::from({1, -1}), {.run = {.stop = stop.get_token()}})),
      cancelled);
}

TEST(MinimumCostFlow, StopsSoonAtAMillionEdges) {
  const auto chain = layered_supply_chain({.layers = 500, .vertices_per_layer = 500, .arcs_per_vertex = 4});
  std::vector<std::int64_t> supply(chain.graph.vertices(), 0);
  for (const vertex_id v : chain.sources) supply[v] = 1;
  for (const vertex_id v : chain.sinks) supply[v] = -1;
  const auto supplies = vertex_supplies::over(1, supply);
  for (const int wait : {10, 40, 160}) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(wait));
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    });
    EXPECT_THROW(static_cast<void>(minimum_cost_flow(chain.graph, chain.capacities, chain.costs, supplies,
                                                     {.run = {.stop = stop.get_token()}})),
                 cancelled);
    // Meant is 50 ms; sanitizers and a loaded machine are given ten times that.
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
  }
}

}  // namespace
}  // namespace coopgraph::test
