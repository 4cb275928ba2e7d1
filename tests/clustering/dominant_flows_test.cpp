// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/dominant_flows.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/flow_kit.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace coopgraph;
using units = std::vector<vertex_id>;
using labels = std::vector<std::uint32_t>;

dominant_flows_result solve(const kit::flow_case& c) { return dominant_flows(c.graph(), c.flows()); }

constexpr vertex_id none = no_vertex;

TEST(DominantFlows, FindsTheRegionsOfThePapersExampleOfTwelveCities) {
  // Nystuen & Dacey (1961), table 1: messages between cities a … l; the terminals are b, e, g and j.
  const auto c = kit::from_matrix({{0, 75, 15, 20, 28, 2, 3, 2, 1, 20, 1, 0},
                                   {69, 0, 45, 50, 58, 12, 20, 3, 6, 35, 4, 2},
                                   {5, 51, 0, 12, 40, 0, 6, 1, 3, 15, 0, 1},
                                   {19, 67, 14, 0, 30, 7, 6, 2, 11, 18, 5, 1},
                                   {7, 40, 48, 26, 0, 7, 10, 2, 37, 39, 12, 6},
                                   {1, 6, 1, 1, 10, 0, 27, 1, 3, 4, 2, 0},
                                   {2, 16, 3, 3, 13, 31, 0, 3, 18, 8, 3, 1},
                                   {0, 4, 0, 1, 3, 3, 6, 0, 12, 38, 4, 0},
                                   {2, 28, 3, 6, 43, 4, 16, 12, 0, 98, 13, 1},
                                   {7, 40, 10, 8, 40, 5, 17, 34, 98, 0, 35, 12},
                                   {1, 8, 2, 1, 18, 0, 6, 5, 12, 30, 0, 15},
                                   {0, 2, 0, 0, 7, 0, 1, 0, 1, 6, 12, 0}});
  const auto r = solve(c);
  enum : vertex_id { a, b, c_, d, e, f, g, h, i, j, k, l };
  EXPECT_EQ(r.terminals, (units{b, e, g, j}));
  EXPECT_EQ(r.dominant, (units{b, none, b, b, none, g, none, j, j, none, j, k}));
  EXPECT_EQ(r.partition.label, (labels{0, 0, 0, 0, 1, 2, 2, 3, 3, 3, 3, 3}));
  EXPECT_EQ(r.depth, (labels{1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 2}));
  EXPECT_THAT(r.inflow, ::testing::ElementsAre(113, 337, 141, 128, 290, 71, 118, 65, 202, 311, 91, 39));
  EXPECT_EQ(r.largest_to[e], c_);  // smaller than e, hence e is a terminal
  EXPECT_EQ(r.largest_flow[e], 48.0);
}

TEST(DominantFlows, AUnitDoesNotDependOnOneThatIsNotLarger) {
  const auto r = solve(kit::from_matrix({{0, 5}, {5, 0}}));  // equally large
  EXPECT_EQ(r.dominant, (units{none, none}));
  EXPECT_EQ(r.terminals, (units{0, 1}));
  EXPECT_EQ(r.largest_to, (units{1, 0}));
  EXPECT_EQ(r.partition.clusters, 2U);
}

TEST(DominantFlows, OfEqualFlowsTheOneToTheLargerUnitCountsAndThenTheFirst) {
  // 0 sends 3 to 1, 2 and 3; 4 sends 1 to 2 and 3, which are larger than 1.
  const auto r = solve(kit::from_matrix({{0, 3, 3, 3, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 0, 0, 0}, {0, 0, 1, 1, 0}}));
  EXPECT_EQ(r.dominant, (units{2, none, none, none, 2}));
}

TEST(DominantFlows, FlowsOfAUnitToItselfAreNotLookedAt) {
  const auto r = solve(kit::from_matrix({{1000, 1}, {0, 0}}));
  EXPECT_EQ(r.dominant, (units{1, none}));
  EXPECT_THAT(r.inflow, ::testing::ElementsAre(0, 1));
  const auto alone = solve(kit::from_matrix({{7}}));
  EXPECT_EQ(alone.terminals, (units{0}));
  EXPECT_EQ(alone.largest_flow[0], 0.0);
  EXPECT_EQ(alone.largest_to[0], none);
}

TEST(DominantFlows, AgreesWithTheDefinitionOnRandomGraphs) {
  for (std::uint64_t item = 0; item < 400; ++item) {
    random_stream random(1, "dominant", item);
    const std::size_t n = 1 + random.below(15);
    const auto c = kit::random_flows(random, n, 1 + random.below(4 * n), item % 2 == 0 ? 4 : 10'000);
    const auto t = c.matrix();
    const auto r = solve(c);
    std::vector<std::int64_t> size(n, 0);
    for (std::size_t u = 0; u < n; ++u)
      for (std::size_t v = 0; v < n; ++v) size[v] += u == v ? 0 : t[u][v];
    units terminals;
    for (std::size_t u = 0; u < n; ++u) {
      std::vector<std::size_t> order;
      for (std::size_t v = 0; v < n; ++v)
        if (v != u && t[u][v] > 0) order.push_back(v);
      std::stable_sort(order.begin(), order.end(), [&](std::size_t v, std::size_t w) { return size[v] > size[w]; });
      std::stable_sort(order.begin(), order.end(), [&](std::size_t v, std::size_t w) { return t[u][v] > t[u][w]; });
      const bool depends = !order.empty() && size[order[0]] > size[u];
      EXPECT_EQ(r.dominant[u], depends ? static_cast<vertex_id>(order[0]) : none) << item;
      EXPECT_EQ(r.largest_flow[u], order.empty() ? 0.0 : static_cast<double>(t[u][order[0]]));
      EXPECT_EQ(r.inflow[u], static_cast<double>(size[u]));
      if (!depends) terminals.push_back(static_cast<vertex_id>(u));
      std::size_t steps = 0;
      auto at = static_cast<vertex_id>(u);
      for (; r.dominant[at] != none && steps <= n; ++steps) at = r.dominant[at];
      EXPECT_EQ(r.depth[u], steps);
      EXPECT_EQ(r.partition.label[u], r.partition.label[at]);
    }
    EXPECT_EQ(r.terminals, terminals);
    EXPECT_EQ(r.partition.clusters, terminals.size());
    EXPECT_EQ(r.partition, make_partition(r.partition.label));
    if (HasFailure()) return;
  }
}

TEST(DominantFlows, NamesTheOrderOfEdgesAndTheContainerDoNotMatterWithoutTies) {
  for (std::uint64_t item = 0; item < 50; ++item) {
    random_stream random(2, "dominant", item);
    const std::size_t n = 5 + random.below(40);
    const auto c = kit::random_flows(random, n, 4 * n, 1'000'000'000);
    const auto name = kit::random_order(random, n);
    const auto r = solve(c);
    const auto other = solve(kit::renamed(c, name));
    for (std::size_t u = 0; u < n; ++u) EXPECT_EQ(other.dominant[name[u]], r.dominant[u] == none ? none : name[r.dominant[u]]);
    boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS> boosts(n);
    for (const auto& e : c.list.edges) add_edge(e.source, e.target, boosts);
    EXPECT_EQ(dominant_flows(boosts, c.flows()).dominant, r.dominant);
  }
}

TEST(DominantFlows, RoundedFlowsAreToldAsApproximate) {
  const directed_graph graph(2, {{0, 1}});
  const auto r = dominant_flows(graph, edge_strengths::rounded({1.0 / 3}, "a third"));
  EXPECT_EQ(r.ties, ties::approximate);
  EXPECT_EQ(r.why_approximate, "a third");
  EXPECT_NEAR(r.inflow[1], 1.0 / 3, 1e-15);
}

TEST(DominantFlows, RefusesFlowsThatAreNone) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return dominant_flows(graph, edge_strengths::from({1, -0.5}));
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return dominant_flows(graph, edge_strengths::from({1})); }, "number of edge values",
                                        "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return dominant_flows(directed_graph(), edge_strengths::from({})); }, "flows",
                                        "none", "at least one flow above 0"));
}

TEST(DominantFlows, TheProvinceThatMostMoveToIsATerminal) {
  const auto table = kit::read_flows("vietnam/migration_2005_2010_worldpop.csv", 2);
  if (table.edges.empty()) GTEST_SKIP() << "COOPGRAPH_DATA has no vietnam/migration_2005_2010_worldpop.csv";
  const auto r = dominant_flows(directed_graph(table.units, table.edges), edge_strengths::from(table.flow));
  EXPECT_EQ(r.partition.label.size(), 63U);
  EXPECT_GE(r.terminals.size(), 1U);
  EXPECT_EQ(r.partition.clusters, r.terminals.size());
  const auto largest = static_cast<vertex_id>(std::max_element(r.inflow.begin(), r.inflow.end()) - r.inflow.begin());
  EXPECT_EQ(r.dominant[largest], none);
}

}  // namespace
