// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/verify_paths.hpp>
#include <coopgraph/flow/widest_path.hpp>
#include <coopgraph/graph/generators.hpp>

#include "flow/flow_cases.hpp"
#include "flow/path_cases.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t any_amount = INT64_MAX;

/// The greatest width over all paths one by one; 0 where none carries anything.
std::int64_t greatest_width(const flow_case& c, vertex_id source, vertex_id target) {
  std::int64_t best = 0;
  for (const flow_path& path : all_paths(c.list, source, target)) {
    std::int64_t width = any_amount;
    for (const edge_id e : path.edges)
      if (std::find(c.unlimited.begin(), c.unlimited.end(), e) == c.unlimited.end()) width = std::min(width, c.capacity[e]);
    best = std::max(best, width);
  }
  return best;
}

TEST(WidestPaths, OfFourTownsAreSolvedByHand) {
  // 0 =3= 1 =3= 3 and 0 =5= 2 =2= 3: three along the one way, two along the other
  const undirected_graph graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}});
  const auto tree = widest_paths(graph, edge_capacities::from({0.3, 0.3, 0.5, 0.2}), 0);
  EXPECT_EQ(to_text(*tree.exact_width(3)), "0.3");
  EXPECT_EQ(tree.width(2), 0.5);
  EXPECT_EQ(tree.path_to(3), (flow_path{{0, 1, 3}, {0, 1}}));
  EXPECT_THAT(tree.bottleneck, ElementsAre(no_edge, 0, 2, 0));
  EXPECT_TRUE(tree.is_unlimited(0));
  EXPECT_FALSE(tree.is_unlimited(3));
}

TEST(WidestPaths, AgreeWithAllPathsOneByOneOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < rounds(2000); ++round) {
    SCOPED_TRACE(round);
    random_stream random(1, "widest", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 2 + random.below(5);
    const flow_case c = random_case(random, kind, n, random.below(2 * n + 3));
    kit::with_graph(c.list, [&](const auto& graph) {
      const auto tree = widest_paths(graph, c.capacities(), 0);
      ASSERT_THAT(check_widest_paths(graph, c.capacities(), tree), IsEmpty());
      for (vertex_id v = 0; v < n; ++v) {
        const std::int64_t expected = greatest_width(c, 0, v);
        ASSERT_EQ(tree.reached(v), expected > 0);
        ASSERT_EQ(tree.is_unlimited(v), expected == any_amount);
        if (expected == 0 || expected == any_amount) {
          ASSERT_EQ(tree.exact_width(v), std::nullopt);
          ASSERT_EQ(tree.width(v), 0.0);
        } else {
          ASSERT_EQ(*tree.exact_width(v), (scaled_number{expected, 1}));
        }
      }
    });
    if (HasFatalFailure()) return;
  }
}

TEST(WidestPaths, OfRoundedCapacitiesAreThoseOfExactOnes) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(2, "widest", round);
    const flow_case c = random_case(random, direction::undirected, 12, 30);
    std::vector<double> doubles(c.capacity.begin(), c.capacity.end());
    const auto graph = kit::undirected(c.list);
    const flow_capacities rounded(edge_capacities::rounded(doubles, "so"), c.unlimited);
    const auto a = widest_paths(graph, c.capacities(), 0);
    const auto b = widest_paths(graph, rounded, 0);
    ASSERT_EQ(a.predecessor_edge, b.predecessor_edge);
    ASSERT_THAT(check_widest_paths(graph, rounded, b), IsEmpty());
    for (vertex_id v = 0; v < 12; ++v) ASSERT_EQ(a.width(v), b.width(v));
  }
}

TEST(WidestPaths, AgainstTheArcsAreThoseOfTheReversedGraph) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(3, "widest", round);
    const flow_case c = random_case(random, direction::directed, 12, 30);
    const auto graph = kit::directed(c.list);
    const auto back = widest_paths(kit::directed(kit::turned_round(c.list)), c.capacities(), 0, {.arcs = travel::against});
    const auto there = widest_paths(graph, c.capacities(), 0);
    ASSERT_EQ(back.predecessor_edge, there.predecessor_edge);
    ASSERT_EQ(back.predecessor, there.predecessor);
    const auto against = widest_paths(graph, c.capacities(), 0, {.arcs = travel::against});
    ASSERT_THAT(check_widest_paths(graph, c.capacities(), against, travel::against), IsEmpty());
  }
}

TEST(WidestPaths, AreNoWiderThanTheGreatestFlowAndDoNotDependOnNames) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(4, "widest", round);
    flow_case c = random_case(random, direction::directed, 9, 30);
    c.unlimited.clear();
    const auto tree = widest_paths(kit::directed(c.list), c.capacities(), 0);
    const auto name = kit::random_order(random, 9);
    const auto other = widest_paths(kit::directed(kit::relabelled(c.list, name)), c.capacities(), name[0]);
    for (vertex_id v = 1; v < 9; ++v) {
      const auto most = maximum_flow(kit::directed(c.list), c.capacities(), 0, v);
      ASSERT_LE(tree.width(v), to_double(most.value));
      ASSERT_EQ(tree.reached(v), most.value.numerator > 0);
      ASSERT_EQ(other.predecessor_edge[name[v]], tree.predecessor_edge[v]);
      ASSERT_EQ(other.bottleneck[name[v]], tree.bottleneck[v]);
    }
  }
}

TEST(WidestPaths, TellNeighbouringLargeNumbersApart) {
  const undirected_graph graph(2, {{0, 1}, {0, 1}, {0, 1}, {0, 0}});
  const auto tree = widest_paths(graph, edge_capacities::over(1, {INT64_MAX - 1, INT64_MAX, INT64_MAX, 3}), 0);
  EXPECT_EQ(tree.predecessor_edge[1], 1U);
  EXPECT_EQ(tree.units[1], INT64_MAX);
}

TEST(WidestPaths, OfLargeGraphsAreProven) {
  const undirected_graph graph = rmat({.scale = 13, .edge_factor = 8, .seed = 2});
  random_stream random(5, "widest", 0);
  std::vector<std::int64_t> capacity(graph.view().edges());
  for (auto& c : capacity) c = static_cast<std::int64_t>(random.below(1000));
  const auto capacities = edge_capacities::over(1, capacity);
  EXPECT_THAT(check_widest_paths(graph, capacities, widest_paths(graph, capacities, 1)), IsEmpty());
}

TEST(WidestPaths, OfDegenerateGraphsAreThere) {
  const auto single = widest_paths(undirected_graph(1, {}), edge_capacities::uniform(0), 0);
  EXPECT_TRUE(single.is_unlimited(0));
  const auto blocked = widest_paths(directed_graph(2, {{0, 1}}), edge_capacities::uniform(1, 0), 0);
  EXPECT_FALSE(blocked.reached(1));
  EXPECT_THAT(blocked.path_to(1).vertices, IsEmpty());
  boost::adjacency_list<boost::listS, boost::vecS, boost::directedS> foreign(2);
  add_edge(0, 1, foreign);
  EXPECT_EQ(widest_paths(foreign, edge_capacities::uniform(1, 4), 0).width(1), 4.0);
}

TEST(WidestPaths, RefuseBadCalls) {
  const directed_graph graph(2, {{0, 1}});
  EXPECT_TRUE(
      kit::refuses<input_error>([&] { return widest_paths(graph, edge_capacities::uniform(1), 2); }, "source", "2", "0 to 1"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return widest_paths(graph, edge_capacities::uniform(2), 0); },
                                        "number of edge values", "2", "1, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return widest_paths(graph, edge_capacities::from({-0.5}), 0); }, "capacities",
                                        "-0.5 at edge 0", "capacities >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return widest_paths(graph, edge_capacities::uniform(1), 0).path_to(2); }, "v", "2",
                                        "below 2, the number of vertices"));
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW((void)widest_paths(graph, edge_capacities::uniform(1), 0, {.run = {.stop = stop.get_token()}}), cancelled);
}

}  // namespace
}  // namespace coopgraph::test
