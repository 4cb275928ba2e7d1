// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/gomory_hu.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/generators.hpp>

#include "flow/karate_weights.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <numeric>
#include <stop_token>
#include <thread>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::int64_t total(const gomory_hu_result& tree) {
  return std::accumulate(tree.weight.begin(), tree.weight.end(), std::int64_t{0});
}

std::int64_t cut_of_side(const kit::edge_list& list, const std::vector<std::int64_t>& capacity,
                         const std::vector<vertex_id>& side) {
  std::vector<char> in(list.vertices, 0);
  for (const vertex_id v : side) in[v] = 1;
  std::int64_t sum = 0;
  for (edge_id e = 0; e < capacity.size(); ++e)
    if (in[list.edges[e].source] != in[list.edges[e].target]) sum += capacity[e];
  return sum;
}

std::vector<std::int64_t> random_capacities(random_stream& random, std::size_t edges) {
  std::vector<std::int64_t> capacity;
  for (std::size_t e = 0; e < edges; ++e) capacity.push_back(static_cast<std::int64_t>(random.below(6)));
  return capacity;
}

/// The value of the greatest flow by shortest augmenting paths on a table of capacities.
std::int64_t flow_by_table(const kit::edge_list& list, const std::vector<std::int64_t>& capacity, vertex_id s, vertex_id t) {
  const std::size_t n = list.vertices;
  std::vector<std::int64_t> room(n * n, 0);
  for (edge_id e = 0; e < capacity.size(); ++e) {
    const auto [u, v] = list.edges[e];
    room[u * n + v] += capacity[e];
    room[v * n + u] += capacity[e];
  }
  for (std::int64_t value = 0;;) {
    std::vector<vertex_id> before(n, no_vertex);
    std::vector<vertex_id> queue(1, s);
    before[s] = s;
    for (std::size_t i = 0; i < queue.size(); ++i)
      for (vertex_id v = 0; v < n; ++v)
        if (before[v] == no_vertex && room[queue[i] * n + v] > 0) before[v] = queue[i], queue.push_back(v);
    if (before[t] == no_vertex) return value;
    std::int64_t least = INT64_MAX;
    for (vertex_id v = t; v != s; v = before[v]) least = std::min(least, room[before[v] * n + v]);
    for (vertex_id v = t; v != s; v = before[v]) room[before[v] * n + v] -= least, room[v * n + before[v]] += least;
    value += least;
  }
}

/// Each edge of the tree is a least cut between its ends: then it is a cut tree.
testing::AssertionResult is_cut_tree(const kit::edge_list& list, const std::vector<std::int64_t>& capacity) {
  const auto tree = gomory_hu_tree(kit::undirected(list), edge_capacities::over(1, capacity));
  for (const auto& [u, v, weight] : tree.edges()) {
    const tree_cut cut = minimum_cut_between(tree, u, v);
    const std::int64_t most = flow_by_table(list, capacity, u, v);
    const std::int64_t crossing = cut_of_side(list, capacity, cut.side_of_first);
    if (weight != scaled_number{most, 1} || crossing != most)
      return testing::AssertionFailure() << u << " to " << v << ": " << to_text(weight) << ", its sides " << crossing
                                         << ", the flow " << most;
  }
  return testing::AssertionSuccess();
}

std::vector<std::int64_t> capacities_up_to(random_stream& random, std::size_t edges, std::uint64_t most) {
  std::vector<std::int64_t> capacity;
  for (std::size_t e = 0; e < edges; ++e) capacity.push_back(1 + static_cast<std::int64_t>(random.below(most)));
  return capacity;
}

kit::edge_list list_of(const undirected_graph& graph) {
  kit::edge_list list{direction::undirected, graph.vertices(), {}};
  const undirected_view view = graph.view();
  for (edge_id e = 0; e < view.edges(); ++e) list.edges.push_back({view.source[e], view.target[e]});
  return list;
}

/// Groups of four of groups of four …, each two of the four tied by one edge between any of their vertices.
kit::edge_list nested_groups(random_stream& random, std::size_t vertices) {
  kit::edge_list list{direction::undirected, vertices, {}};
  for (std::size_t part = 1; 4 * part <= vertices; part *= 4)
    for (std::size_t start = 0; start < vertices; start += 4 * part)
      for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < i; ++j)
          list.edges.push_back({static_cast<vertex_id>(start + i * part + random.below(part)),
                                static_cast<vertex_id>(start + j * part + random.below(part))});
  return list;
}

/// A tree of few branches, and now and then an edge beside it.
kit::edge_list long_tree(random_stream& random, std::size_t vertices) {
  kit::edge_list list{direction::undirected, vertices, {}};
  for (std::size_t v = 1; v < vertices; ++v) {
    const std::size_t back = 1 + random.below(random.below(3) == 0 ? v : 1);
    list.edges.push_back({static_cast<vertex_id>(v - back), static_cast<vertex_id>(v)});
    if (random.below(4) == 0) list.edges.push_back({static_cast<vertex_id>(random.below(v)), static_cast<vertex_id>(v)});
  }
  return list;
}

TEST(GomoryHu, IsACutTreeOfRingsOfDenseGroups) {
  for (std::uint64_t round = 0; round < 60; ++round) {
    random_stream random(4, "gomory hu", round);
    const auto list = list_of(ring_of_cliques({.cliques = 3 + random.below(8), .size = 3 + random.below(5)}).graph);
    for (const std::uint64_t most : {1U, 3U, 100U})
      ASSERT_TRUE(is_cut_tree(list, capacities_up_to(random, list.edges.size(), most))) << "round " << round << ", to " << most;
  }
}

TEST(GomoryHu, IsACutTreeOfGroupsWithinGroups) {
  for (std::uint64_t round = 0; round < 40; ++round) {
    random_stream random(5, "gomory hu", round);
    const auto list = nested_groups(random, 64);
    for (const std::uint64_t most : {1U, 3U, 100U})
      ASSERT_TRUE(is_cut_tree(list, capacities_up_to(random, list.edges.size(), most))) << "round " << round << ", to " << most;
    std::vector<std::int64_t> stronger_within(list.edges.size());
    for (edge_id e = 0; e < list.edges.size(); ++e)  // the edges of the smallest groups come first
      stronger_within[e] = 1 + static_cast<std::int64_t>((list.edges.size() - e) * (1 + random.below(3)));
    ASSERT_TRUE(is_cut_tree(list, stronger_within)) << "round " << round;
  }
}

TEST(GomoryHu, IsACutTreeOfLongTreesGridsAndCycles) {
  for (std::uint64_t round = 0; round < 40; ++round) {
    random_stream random(6, "gomory hu", round);
    const std::size_t n = 40 + random.below(40);
    kit::edge_list cycle{direction::undirected, n, {}};
    for (std::size_t v = 0; v < n; ++v) cycle.edges.push_back({static_cast<vertex_id>(v), static_cast<vertex_id>((v + 1) % n)});
    for (const kit::edge_list& list :
         {long_tree(random, n), list_of(grid({.rows = 3 + random.below(5), .columns = 8})), std::move(cycle)})
      for (const std::uint64_t most : {1U, 3U, 100U})
        ASSERT_TRUE(is_cut_tree(list, capacities_up_to(random, list.edges.size(), most))) << "round " << round << ", to " << most;
  }
}

TEST(GomoryHu, IsExactWhereDenseGroupsHoldMoreThan2To63Together) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    random_stream random(7, "gomory hu", round);
    const auto list = list_of(ring_of_cliques({.cliques = 5, .size = 6}).graph);
    std::vector<std::int64_t> capacity = capacities_up_to(random, list.edges.size(), 1000);
    for (std::int64_t& units : capacity)  // each vertex has at most 7
      units = units * (INT64_MAX / 8000) + static_cast<std::int64_t>(random.below(1000));
    ASSERT_TRUE(is_cut_tree(list, capacity)) << "round " << round;
  }
}

TEST(GomoryHu, OfTheKarateClubIsAsPublished) {  // networkx 2.8.8 gomory_hu_tree
  const auto club = kit::undirected(kit::karate_club());
  const auto tree = gomory_hu_tree(club, edge_capacities::uniform(78));
  EXPECT_EQ(total(tree), 133);
  EXPECT_EQ(tree.trees, 1U);
  EXPECT_EQ(minimum_cut_between(tree, 0, 33).capacity, (scaled_number{10, 1}));
  const auto met = gomory_hu_tree(club, edge_capacities::over(1, karate_meetings()));
  EXPECT_EQ(minimum_cut_between(met, 0, 33).capacity, (scaled_number{22, 1}));
}

TEST(GomoryHu, OfTwoTrianglesAndABridgeIsSolvedByHand) {
  const auto tree = gomory_hu_tree(kit::undirected(kit::two_triangles_and_a_bridge()), edge_capacities::uniform(7));
  EXPECT_EQ(total(tree), 2 + 2 + 1 + 2 + 2);
  const tree_cut bridge = minimum_cut_between(tree, 4, 0);
  EXPECT_EQ(bridge.capacity, (scaled_number{1, 1}));
  EXPECT_THAT(bridge.side_of_first, ElementsAre(3, 4, 5));
  EXPECT_THAT(minimum_cut_between(tree, 0, 4).side_of_first, ElementsAre(0, 1, 2));
}

TEST(GomoryHu, AgreesWithMaximumFlowOnAllPairsOfRandomMultigraphs) {
  for (std::uint64_t round = 0; round < rounds(600); ++round) {
    random_stream random(1, "gomory hu", round);
    const std::size_t n = 2 + random.below(11);
    const auto list = kit::random_multigraph(random, direction::undirected, n, random.below(4 * n));
    const auto capacity = random_capacities(random, list.edges.size());
    const auto graph = kit::undirected(list);
    const auto capacities = edge_capacities::over(1, capacity);
    const auto tree = gomory_hu_tree(graph, capacities);
    for (vertex_id u = 0; u < n; ++u)
      for (vertex_id v = 0; v < n; ++v) {
        if (u == v) continue;
        const tree_cut cut = minimum_cut_between(tree, u, v);
        ASSERT_EQ(cut.capacity, maximum_flow(graph, capacities, u, v).value) << "round " << round << ": " << u << " " << v;
        // The sides themselves are the cut: it is a cut tree.
        ASSERT_EQ((scaled_number{cut_of_side(list, capacity, cut.side_of_first), 1}), cut.capacity);
        ASSERT_TRUE(std::binary_search(cut.side_of_first.begin(), cut.side_of_first.end(), u));
        ASSERT_FALSE(std::binary_search(cut.side_of_first.begin(), cut.side_of_first.end(), v));
      }
  }
}

TEST(GomoryHu, IsAForestWithTheLeastVertexOfEachComponentAsRoot) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(2, "gomory hu", round);
    const auto list = kit::random_multigraph(random, direction::undirected, 20, random.below(40));
    const auto graph = kit::undirected(list);
    const auto tree = gomory_hu_tree(graph, edge_capacities::uniform(list.edges.size(), 2));
    const auto parts = weak_components(graph);
    std::vector<vertex_id> least(20, no_vertex);
    std::size_t roots = 0;
    for (vertex_id v = 0; v < 20; ++v) least[parts.label[v]] = std::min(least[parts.label[v]], v);
    for (vertex_id v = 0; v < 20; ++v) {
      vertex_id top = v;
      for (int steps = 0; tree.parent[top] != no_vertex && steps < 20; ++steps) top = tree.parent[top];
      ASSERT_EQ(top, least[parts.label[v]]);
      roots += tree.parent[v] == no_vertex ? 1U : 0U;
    }
    ASSERT_EQ(tree.trees, roots);
    ASSERT_EQ(tree.edges().size(), 20 - roots);
  }
}

TEST(GomoryHu, OfDegenerateGraphs) {
  EXPECT_THAT(gomory_hu_tree(undirected_graph(), edge_capacities::uniform(0)).parent, IsEmpty());
  EXPECT_THAT(gomory_hu_tree(undirected_graph(1, {}), edge_capacities::uniform(0)).parent, ElementsAre(no_vertex));
  const auto apart = gomory_hu_tree(undirected_graph(4, {{0, 1}, {1, 2}, {3, 3}}), edge_capacities::over(1, {3, 0, 8}));
  EXPECT_EQ(apart.trees, 3U);
  EXPECT_EQ(minimum_cut_between(apart, 2, 0).capacity, (scaled_number{0, 1}));
  EXPECT_THAT(minimum_cut_between(apart, 1, 2).side_of_first, ElementsAre(0, 1));
  EXPECT_THAT(minimum_cut_between(apart, 3, 0).side_of_first, ElementsAre(3));
}

TEST(GomoryHu, IsExactNear2To63AndOnDecimals) {
  const undirected_graph path(3, {{0, 1}, {1, 2}});
  const auto tree = gomory_hu_tree(path, edge_capacities::over(1, {INT64_MAX - 3, 3}));
  EXPECT_EQ(minimum_cut_between(tree, 0, 1).capacity, (scaled_number{INT64_MAX - 3, 1}));
  const undirected_graph triangle(3, {{0, 1}, {1, 2}, {0, 2}});
  EXPECT_EQ(to_text(minimum_cut_between(gomory_hu_tree(triangle, edge_capacities::from({0.1, 0.2, 0.7})), 0, 1).capacity), "0.3");
}

TEST(GomoryHu, KeepsItsCutsWhereTheGraphMeansTheSame) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(3, "gomory hu", round);
    const auto list = kit::random_multigraph(random, direction::undirected, 9, 20);
    const auto capacity = random_capacities(random, 20);
    const auto plain = gomory_hu_tree(kit::undirected(list), edge_capacities::over(1, capacity));
    const auto name = kit::random_order(random, 9);
    const auto place = kit::random_order(random, 20);
    kit::edge_list other = kit::relabelled(list, name);
    const auto renamed = other.edges;
    std::vector<std::int64_t> moved(20);
    for (edge_id e = 0; e < 20; ++e) other.edges[place[e]] = renamed[e], moved[place[e]] = 3 * capacity[e];
    other.edges.push_back(other.edges[0]);  // in two parallel edges
    moved.push_back(moved[0] / 3);
    moved[0] -= moved.back();
    const auto found = gomory_hu_tree(kit::undirected(other), edge_capacities::over({1, 3}, moved));
    for (vertex_id u = 0; u < 9; ++u)
      for (vertex_id v = 0; v < u; ++v)
        ASSERT_EQ(minimum_cut_between(found, name[u], name[v]).capacity, minimum_cut_between(plain, u, v).capacity);
  }
}

TEST(GomoryHu, IsTheSameForAnyNumberOfThreadsAndOnABoostContainer) {
  const auto list = kit::karate_club();
  const auto plain = gomory_hu_tree(kit::undirected(list), edge_capacities::uniform(78));
  for (const unsigned threads : {1U, 2U, 8U}) {
    const auto again = gomory_hu_tree(kit::undirected(list), edge_capacities::uniform(78), {.run = {.threads = threads}});
    EXPECT_EQ(again.parent, plain.parent);
    EXPECT_EQ(again.weight, plain.weight);
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(34);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_EQ(gomory_hu_tree(foreign, edge_capacities::uniform(78)).weight, plain.weight);
}

TEST(GomoryHu, RefusesWhatItCannotTake) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_THROW(static_cast<void>(gomory_hu_tree(graph, edge_capacities::uniform(3))), input_error);
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return gomory_hu_tree(graph, edge_capacities::over(1, {2, -1}));
      },
      "capacities", "-1 at edge 1", "capacities >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return gomory_hu_tree(graph, edge_capacities::rounded({1, 1}, "a test"));
      },
      "capacities", "rounded (a test)",
      "exact capacities; round them to fewer decimals, or give whole numbers in a larger unit"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return gomory_hu_tree(graph, edge_capacities::over(1, {INT64_MAX, 1}));
      },
      "capacities", "an overflow: they add up to 9223372036854775808 units at vertex 1",
      "a sum below 2^63 units at each vertex; round them to fewer decimals"));
  const auto tree = gomory_hu_tree(graph, edge_capacities::uniform(2));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return minimum_cut_between(tree, 0, 3); }, "a vertex", "3", "0 to 2"));
  EXPECT_TRUE(
      kit::refuses<input_error>([&] { return minimum_cut_between(tree, 1, 1); }, "v", "1, which is u as well", "another vertex"));
}

TEST(GomoryHu, StopsSoonAtAMillionEdges) {
  const auto graph = rmat({.scale = 16, .edge_factor = 16, .seed = 42});
  const auto capacities = edge_capacities::uniform(graph.edges());
  std::stop_source stop;
  std::chrono::steady_clock::time_point asked;
  const std::jthread asker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    asked = std::chrono::steady_clock::now();
    stop.request_stop();
  });
  EXPECT_THROW(static_cast<void>(gomory_hu_tree(graph, capacities, {.run = {.stop = stop.get_token()}})), cancelled);
  // Meant is 50 ms; sanitizers and a loaded machine are given ten times that.
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
}

}  // namespace
}  // namespace coopgraph::test
