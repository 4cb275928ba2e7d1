// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/global_minimum_cut.hpp>
#include <coopgraph/flow/gomory_hu.hpp>
#include <coopgraph/graph/generators.hpp>

#include "flow/karate_weights.hpp"
#include "support/graphs.hpp"
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

std::int64_t crossing(const kit::edge_list& list, const std::vector<std::int64_t>& capacity, std::uint32_t side) {
  std::int64_t sum = 0;
  for (edge_id e = 0; e < capacity.size(); ++e)
    if ((side >> list.edges[e].source & 1U) != (side >> list.edges[e].target & 1U)) sum += capacity[e];
  return sum;
}

/// Of all cuts of a list with two vertices or more.
std::int64_t least_of_all(const kit::edge_list& list, const std::vector<std::int64_t>& capacity) {
  std::optional<std::int64_t> least;
  for (std::uint32_t side = 1; side < 1U << (list.vertices - 1); ++side) {
    const std::int64_t sum = crossing(list, capacity, side);
    if (!least || sum < *least) least = sum;
  }
  return *least;
}

TEST(GlobalMinimumCut, OfTheKarateClubIsAsPublished) {  // networkx 2.8.8 stoer_wagner
  const auto club = kit::undirected(kit::karate_club());
  const auto unit = global_minimum_cut(club, edge_capacities::uniform(78));
  EXPECT_EQ(unit.capacity, (scaled_number{1, 1}));
  EXPECT_THAT(unit.side, ElementsAre(11));
  EXPECT_EQ(unit.edges.size(), 1U);
  EXPECT_EQ(global_minimum_cut(club, edge_capacities::over(1, karate_meetings())).capacity, (scaled_number{3, 1}));
}

TEST(GlobalMinimumCut, OfTheGraphOfStoerAndWagnerIsThatOfTheirPaper) {  // figure 1: 4, {3, 4, 7, 8} against the others
  const undirected_graph graph(8,
                               {{0, 1}, {0, 4}, {1, 2}, {1, 4}, {1, 5}, {2, 3}, {2, 6}, {3, 6}, {3, 7}, {4, 5}, {5, 6}, {6, 7}});
  const auto result = global_minimum_cut(graph, edge_capacities::over(1, {2, 3, 3, 2, 2, 4, 2, 2, 2, 3, 1, 3}));
  EXPECT_EQ(result.capacity, (scaled_number{4, 1}));
  EXPECT_THAT(result.side, ElementsAre(2, 3, 6, 7));
  EXPECT_THAT(result.edges, ElementsAre(2, 10));
}

TEST(GlobalMinimumCut, AgreesWithAllCutsOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < rounds(4000); ++round) {
    random_stream random(1, "global cut", round);
    const std::size_t n = 2 + random.below(round % 40 == 0 ? 11 : 7);
    const auto list = kit::random_multigraph(random, direction::undirected, n, random.below(6 * n));
    std::vector<std::int64_t> capacity;
    const std::uint64_t most = round % 2 == 0 ? 3 : 1000;
    for (std::size_t e = 0; e < list.edges.size(); ++e) capacity.push_back(static_cast<std::int64_t>(random.below(most)));
    const auto result = global_minimum_cut(kit::undirected(list), edge_capacities::over(1, capacity));
    ASSERT_TRUE(result.exists);
    ASSERT_EQ(result.capacity, (scaled_number{least_of_all(list, capacity), 1})) << "round " << round;
    std::uint32_t side = 0;
    for (const vertex_id v : result.side) side |= 1U << v;
    ASSERT_NE(side, 0U);
    ASSERT_EQ(side & 1U, 0U);
    ASSERT_EQ((scaled_number{crossing(list, capacity, side), 1}), result.capacity) << "round " << round;
    std::vector<edge_id> edges;
    for (edge_id e = 0; e < list.edges.size(); ++e)
      if ((side >> list.edges[e].source & 1U) != (side >> list.edges[e].target & 1U)) edges.push_back(e);
    ASSERT_EQ(result.edges, edges);
  }
}

TEST(GlobalMinimumCut, IsTheLightestEdgeOfTheGomoryHuTree) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    random_stream random(2, "global cut", round);
    const auto list = kit::random_multigraph(random, direction::undirected, 60, 400);
    std::vector<std::int64_t> capacity;
    for (std::size_t e = 0; e < 400; ++e) capacity.push_back(1 + static_cast<std::int64_t>(random.below(50)));
    const auto graph = kit::undirected(list);
    const auto tree = gomory_hu_tree(graph, edge_capacities::over(1, capacity));
    std::int64_t lightest = INT64_MAX;
    for (vertex_id v = 0; v < 60; ++v)
      if (tree.parent[v] != no_vertex) lightest = std::min(lightest, tree.weight[v]);
    if (tree.trees > 1) lightest = 0;
    ASSERT_EQ(global_minimum_cut(graph, edge_capacities::over(1, capacity)).capacity, (scaled_number{lightest, tree.unit}));
  }
}

TEST(GlobalMinimumCut, OfDegenerateGraphs) {
  EXPECT_FALSE(global_minimum_cut(undirected_graph(), edge_capacities::uniform(0)).exists);
  EXPECT_FALSE(global_minimum_cut(undirected_graph(1, {{0, 0}}), edge_capacities::uniform(1)).exists);
  const auto apart = global_minimum_cut(undirected_graph(4, {{0, 2}, {1, 3}}), edge_capacities::uniform(2));
  EXPECT_EQ(apart.capacity, scaled_number{});
  EXPECT_THAT(apart.side, ElementsAre(1, 3));
  EXPECT_THAT(apart.edges, IsEmpty());
  const auto zero = global_minimum_cut(undirected_graph(2, {{0, 1}}), edge_capacities::uniform(1, 0));
  EXPECT_TRUE(zero.exists);
  EXPECT_EQ(zero.capacity, scaled_number{});
  const auto loops = global_minimum_cut(undirected_graph(2, {{0, 0}, {0, 1}, {1, 0}}), edge_capacities::from({9, 0.1, 0.2}));
  EXPECT_EQ(to_text(loops.capacity), "0.3");
}

TEST(GlobalMinimumCut, OfCapacitiesNear2To63IsExact) {
  const undirected_graph path(3, {{0, 1}, {1, 2}});
  const auto result =
      global_minimum_cut(path, edge_capacities::over(1, {(std::int64_t{1} << 62) + 1, (std::int64_t{1} << 62) - 2}));
  EXPECT_EQ(result.capacity, (scaled_number{(std::int64_t{1} << 62) - 2, 1}));
  EXPECT_THAT(result.side, ElementsAre(2));
}

TEST(GlobalMinimumCut, KeepsItsCapacityUnderRelabellingThreadsAndOnABoostContainer) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(3, "global cut", round);
    const auto list = kit::random_multigraph(random, direction::undirected, 10, 30);
    const auto plain = global_minimum_cut(kit::undirected(list), edge_capacities::uniform(30));
    const auto renamed = kit::relabelled(list, kit::random_order(random, 10));
    const auto found = global_minimum_cut(kit::undirected(renamed), edge_capacities::uniform(30), {.run = {.threads = 2}});
    ASSERT_EQ(found.capacity, plain.capacity);
    boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(10);
    for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
    ASSERT_EQ(global_minimum_cut(foreign, edge_capacities::uniform(30)).side, plain.side);
  }
}

TEST(GlobalMinimumCut, RefusesWhatItCannotTake) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_THROW(static_cast<void>(global_minimum_cut(graph, edge_capacities::uniform(3))), input_error);
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return global_minimum_cut(graph, edge_capacities::over(1, {2, -1}));
      },
      "capacities", "-1 at edge 1", "capacities >= 0"));
  EXPECT_THROW(static_cast<void>(global_minimum_cut(graph, edge_capacities::rounded({1, 1}, "a test"))), input_error);
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return global_minimum_cut(graph, edge_capacities::over(1, {INT64_MAX, 1}));
      },
      "capacities", "an overflow: they add up to 9223372036854775808 units",
      "a sum below 2^63 units; round them to fewer decimals"));
}

TEST(GlobalMinimumCut, StopsOnRequest) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(global_minimum_cut(undirected_graph(2, {{0, 1}}), edge_capacities::uniform(1),
                                                    {.run = {.stop = stop.get_token()}})),
               cancelled);
}

}  // namespace
}  // namespace coopgraph::test
