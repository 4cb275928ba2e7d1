// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/decomposition.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/verify_paths.hpp>
#include <coopgraph/graph/generators.hpp>

#include "flow/flow_cases.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The parts checked by adding them up here, besides the public checker.
template <class Graph>
decompose_flow_result decomposed(const Graph& graph, const edge_flows& flow) {
  const auto result = decompose_flow(graph, flow);
  EXPECT_THAT(check_decomposition(graph, flow, result), IsEmpty());
  std::map<edge_id, std::int64_t> sum;
  std::size_t parts = 0;
  for (const auto* list : {&result.paths, &result.cycles})
    for (const flow_part& part : *list) {
      ++parts;
      for (std::size_t i = 0; i < part.path.edges.size(); ++i) {
        const edge_id e = part.path.edges[i];
        const auto [u, v] = std::pair(part.path.vertices[i], part.path.vertices[i + 1]);
        const bool along = graph.view().source[e] == u && graph.view().target[e] == v && flow.numerators()[e] > 0;
        sum[e] += along ? part.amount.numerator : -part.amount.numerator;
      }
    }
  std::size_t carrying = 0;
  for (edge_id e = 0; e < flow.size(); ++e) {
    EXPECT_EQ(sum[e], flow.numerators()[e]) << "edge " << e;
    if (flow.numerators()[e] != 0) ++carrying;
  }
  EXPECT_LE(parts, carrying);
  return result;
}

TEST(DecomposeFlow, OfTwoProducersAndTwoMarketsIsSolvedByHand) {
  // 0 and 1 send 3 and 4 through 2, where 1 stays, to 3 (4) and 4 (2)
  const directed_graph graph(5, {{0, 2}, {1, 2}, {2, 3}, {2, 4}});
  const auto result = decomposed(graph, edge_flows::from({3, 4, 4, 2}));
  ASSERT_EQ(result.paths.size(), 4U);
  EXPECT_EQ(result.paths[0].path, (flow_path{{0, 2, 3}, {0, 2}}));
  EXPECT_EQ(result.paths[0].amount, (scaled_number{3, 1}));
  EXPECT_EQ(result.paths[1].path, (flow_path{{1, 2, 4}, {1, 3}}));
  EXPECT_EQ(result.paths[1].amount, (scaled_number{2, 1}));
  EXPECT_EQ(result.paths[2].path, (flow_path{{1, 2}, {1}}));
  EXPECT_EQ(result.paths[3].path, (flow_path{{1, 2, 3}, {1, 2}}));
  EXPECT_THAT(result.cycles, IsEmpty());
}

TEST(DecomposeFlow, TakesCyclesAndLoopsApartFromPaths) {
  // 0 -> 3 -> 2 -> 3 … a detour in a circle, and a loop at 1
  const directed_graph graph(5, {{0, 3}, {3, 2}, {2, 3}, {3, 4}, {1, 1}});
  const auto result = decomposed(graph, edge_flows::from({0.1, 0.2, 0.2, 0.1, 0.7}));
  ASSERT_EQ(result.paths.size(), 1U);
  EXPECT_EQ(result.paths[0].path, (flow_path{{0, 3, 4}, {0, 3}}));
  EXPECT_EQ(to_text(result.paths[0].amount), "0.1");
  ASSERT_EQ(result.cycles.size(), 2U);
  EXPECT_EQ(result.cycles[0].path, (flow_path{{1, 1}, {4}}));
  EXPECT_EQ(to_text(result.cycles[0].amount), "0.7");
  EXPECT_EQ(result.cycles[1].path, (flow_path{{2, 3, 2}, {2, 1}}));
  EXPECT_TRUE(result.cycles[1].is_cycle);
}

TEST(DecomposeFlow, FollowsTheSignsOfUndirectedFlows) {
  const undirected_graph graph(3, {{1, 0}, {2, 1}});
  const auto result = decomposed(graph, edge_flows::from({-2, -2}));
  ASSERT_EQ(result.paths.size(), 1U);
  EXPECT_EQ(result.paths[0].path, (flow_path{{0, 1, 2}, {0, 1}}));
}

TEST(DecomposeFlow, AddsUpForAnyNumbersOnRandomMultigraphs) {
  std::size_t paths = 0;
  std::size_t cycles = 0;
  for (std::uint64_t round = 0; round < rounds(4000); ++round) {
    SCOPED_TRACE(round);
    random_stream random(1, "decompose", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 1 + random.below(10);
    const auto list = kit::random_multigraph(random, kind, n, random.below(4 * n));
    std::vector<std::int64_t> flow;
    for (std::size_t e = 0; e < list.edges.size(); ++e) {
      flow.push_back(random.below(3) == 0 ? 0 : static_cast<std::int64_t>(random.below(round % 4 < 2 ? 9 : 1'000'000'000'000)));
      if (kind == direction::undirected && random.below(2) == 0) flow.back() = -flow.back();
    }
    kit::with_graph(list, [&](const auto& graph) {
      const auto result = decomposed(graph, edge_flows::over(1, flow));
      paths += result.paths.size();
      cycles += result.cycles.size();
    });
    if (HasFailure()) return;
  }
  EXPECT_GT(paths, 10000U);
  EXPECT_GT(cycles, 1000U);
}

TEST(DecomposeFlow, OfAGreatestFlowLeadsFromSourcesToTargets) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(2, "decompose", round);
    flow_case c = random_case(random, round % 2 == 0 ? direction::undirected : direction::directed, 12, 40);
    c.unlimited.clear();
    kit::with_graph(c.list, [&](const auto& graph) {
      const auto solved = maximum_flow(graph, c.capacities(), c.sources, c.targets);
      const auto result = decomposed(graph, solved.flow);
      const std::set<vertex_id> from(c.sources.begin(), c.sources.end());
      const std::set<vertex_id> to(c.targets.begin(), c.targets.end());
      std::int64_t units = 0;
      for (const flow_part& part : result.paths) {
        ASSERT_TRUE(from.contains(part.path.vertices.front()));
        ASSERT_TRUE(to.contains(part.path.vertices.back()));
        units += part.amount.numerator;
      }
      ASSERT_EQ((scaled_number{units, solved.flow.unit()}), solved.value);
    });
  }
}

TEST(DecomposeFlow, OfTheLargestNumbersIsExact) {
  const directed_graph graph(3, {{0, 1}, {1, 2}, {0, 1}, {1, 2}, {2, 2}});
  const auto result = decomposed(graph, edge_flows::over(1, {INT64_MAX, INT64_MAX - 1, INT64_MAX, INT64_MAX, 1}));
  EXPECT_EQ(result.paths.size(), 4U);  // one unit stays at 1
}

TEST(DecomposeFlow, OfNothingHasNoParts) {
  EXPECT_THAT(decompose_flow(directed_graph(0, {}), edge_flows::uniform(0)).paths, IsEmpty());
  EXPECT_THAT(decompose_flow(undirected_graph(3, {}), edge_flows::uniform(0)).paths, IsEmpty());
  const auto still = decompose_flow(directed_graph(2, {{0, 1}, {0, 0}}), edge_flows::uniform(2, 0));
  EXPECT_THAT(still.paths, IsEmpty());
  EXPECT_THAT(still.cycles, IsEmpty());
}

TEST(DecomposeFlow, OfABoostGraphIsThatOfOurs) {
  boost::adjacency_list<boost::listS, boost::vecS, boost::directedS> graph(3);
  add_edge(0, 1, graph);
  add_edge(1, 2, graph);
  const auto result = decompose_flow(graph, edge_flows::from({2, 1}));
  ASSERT_EQ(result.paths.size(), 2U);
  EXPECT_EQ(result.paths[0].path, (flow_path{{0, 1}, {0}}));
  EXPECT_EQ(result.paths[1].path, (flow_path{{0, 1, 2}, {0, 1}}));
}

TEST(DecomposeFlow, RefusesBadCalls) {
  const directed_graph graph(2, {{0, 1}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return decompose_flow(graph, edge_flows::uniform(2)); }, "number of edge values",
                                        "2", "1, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return decompose_flow(graph, edge_flows::from({-0.5})); }, "flow", "-0.5 at edge 0",
                                        "flows >= 0 in a directed graph"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return decompose_flow(graph, edge_flows::rounded({0.5}, "so it is")); }, "flow",
                                        "rounded (so it is)",
                                        "exact flows; round them to fewer decimals, or give whole numbers in a larger unit"));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW((void)decompose_flow(graph, edge_flows::uniform(1), {.run = {.stop = stop.get_token()}}), cancelled);
}

TEST(DecomposeFlow, IsLinearInPracticeAndTellsWhenItIsDone) {
  const auto chain = layered_supply_chain({.layers = 60, .vertices_per_layer = 60, .arcs_per_vertex = 4});
  const auto solved = maximum_flow(chain.graph, chain.capacities, chain.sources, chain.sinks);
  double told = 0;
  const auto result = decompose_flow(chain.graph, solved.flow, {.run = {.progress = [&](double p) { told = p; }}});
  EXPECT_EQ(told, 1.0);
  EXPECT_THAT(check_decomposition(chain.graph, solved.flow, result), IsEmpty());
}

}  // namespace
}  // namespace coopgraph::test
