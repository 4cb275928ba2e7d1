// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/disjoint_paths.hpp>
#include <coopgraph/flow/k_shortest_paths.hpp>
#include <coopgraph/flow/verify_paths.hpp>
#include <coopgraph/graph/generators.hpp>

#include "flow/path_cases.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace coopgraph::test {
namespace {

using kit::edge_list;
using testing::ElementsAre;
using testing::IsEmpty;

/// The least number of edges that lead out of a set of vertices with the source and without the target, over all such sets.
std::size_t least_edge_cut(const edge_list& list, vertex_id source, vertex_id target) {
  std::size_t least = SIZE_MAX;
  for (std::uint32_t side = 0; side < 1U << list.vertices; ++side) {
    if ((side >> source & 1U) == 0 || (side >> target & 1U) != 0) continue;
    std::size_t crossing = 0;
    for (const auto& [u, v] : list.edges) {
      const bool out = (side >> u & 1U) != 0 && (side >> v & 1U) == 0;
      const bool in = (side >> v & 1U) != 0 && (side >> u & 1U) == 0;
      if (out || (in && list.kind == direction::undirected)) ++crossing;
    }
    least = std::min(least, crossing);
  }
  return least;
}

/// The least number of vertices whose removal, with that of the edges straight from source to target, leaves no path; plus these.
std::size_t least_vertex_cut(const edge_list& list, vertex_id source, vertex_id target) {
  std::size_t straight = 0;
  for (const auto& [u, v] : list.edges)
    if ((u == source && v == target) || (list.kind == direction::undirected && v == source && u == target)) ++straight;
  std::size_t least = SIZE_MAX;
  for (std::uint32_t removed = 0; removed < 1U << list.vertices; ++removed) {
    if ((removed >> source & 1U) != 0 || (removed >> target & 1U) != 0) continue;
    std::uint32_t reached = 1U << source;
    for (std::size_t round = 0; round < list.vertices; ++round)
      for (const auto& [a, b] : list.edges)
        for (const auto& [u, v] : {endpoints{a, b}, list.kind == direction::undirected ? endpoints{b, a} : endpoints{a, b}})
          if ((reached >> u & 1U) != 0 && (removed >> v & 1U) == 0 && !(u == source && v == target)) reached |= 1U << v;
    if ((reached >> target & 1U) != 0) continue;
    least = std::min(least, static_cast<std::size_t>(std::popcount(removed)));
  }
  return least + straight;
}

bool may_share(const flow_path& a, const flow_path& b, disjointness share_no) {
  for (const edge_id e : a.edges)
    if (std::find(b.edges.begin(), b.edges.end(), e) != b.edges.end()) return false;
  for (std::size_t i = 1; i + 1 < a.vertices.size() && share_no == disjointness::vertices; ++i)
    if (std::find(b.vertices.begin(), b.vertices.end(), a.vertices[i]) != b.vertices.end()) return false;
  return true;
}

/// The least sum of lengths of k paths that share nothing, over all sets of paths.
std::optional<std::int64_t> least_sum(const std::vector<flow_path>& all, const std::vector<std::int64_t>& length, std::size_t k,
                                      disjointness share_no, std::vector<const flow_path*>& chosen, std::size_t next) {
  if (k == 0) return 0;
  std::optional<std::int64_t> least;
  for (std::size_t i = next; i < all.size(); ++i) {
    if (!std::all_of(chosen.begin(), chosen.end(), [&](const flow_path* p) { return may_share(*p, all[i], share_no); })) continue;
    chosen.push_back(&all[i]);
    if (const auto rest = least_sum(all, length, k - 1, share_no, chosen, i + 1))
      if (const std::int64_t sum = *rest + sum_over(all[i], length); !least || sum < *least) least = sum;
    chosen.pop_back();
  }
  return least;
}

TEST(DisjointPaths, OfTwoTrianglesHangOnTheBridge) {
  const undirected_graph graph = kit::undirected(kit::two_triangles_and_a_bridge());
  for (const disjointness share_no : {disjointness::edges, disjointness::vertices}) {
    const auto found = disjoint_paths(graph, 0, 4, {.share_no = share_no});
    EXPECT_EQ(found.paths.size(), 1U);
    EXPECT_THAT(check_disjoint_paths(graph, 0, 4, found, share_no), IsEmpty());
  }
  const auto bridge = disjoint_paths(graph, 0, 4);
  ASSERT_EQ(bridge.cut_edges.size(), 1U);
  EXPECT_EQ(graph.view().source[bridge.cut_edges[0]] + graph.view().target[bridge.cut_edges[0]], 5U);  // 2---3
  EXPECT_THAT(disjoint_paths(graph, 0, 4, {.share_no = disjointness::vertices}).cut_vertices, ElementsAre(2));
}

TEST(DisjointPaths, OfTheKarateClubAreAsPublished) {  // networkx 2.8.8: edge_connectivity and node_connectivity between 0 and 33
  const undirected_graph club = kit::undirected(kit::karate_club());
  EXPECT_EQ(disjoint_paths(club, 0, 33).paths.size(), 10U);
  const auto found = disjoint_paths(club, 0, 33, {.share_no = disjointness::vertices});
  EXPECT_EQ(found.paths.size(), found.cut_vertices.size());
  EXPECT_THAT(check_disjoint_paths(club, 0, 33, found, disjointness::vertices), IsEmpty());
}

TEST(DisjointPaths, AreAsManyAsTheLeastCutOfAllOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < rounds(1500); ++round) {
    SCOPED_TRACE(round);
    random_stream random(1, "disjoint", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 2 + random.below(round % 50 == 0 ? 11 : 6);
    const edge_list list = kit::random_multigraph(random, kind, n, random.below(3 * n));
    kit::with_graph(list, [&](const auto& graph) {
      const auto by_edges = disjoint_paths(graph, 0, 1);
      ASSERT_THAT(check_disjoint_paths(graph, 0, 1, by_edges), IsEmpty());
      ASSERT_EQ(by_edges.paths.size(), least_edge_cut(list, 0, 1));
      const auto by_vertices = disjoint_paths(graph, 0, 1, {.share_no = disjointness::vertices});
      ASSERT_THAT(check_disjoint_paths(graph, 0, 1, by_vertices, disjointness::vertices), IsEmpty());
      ASSERT_EQ(by_vertices.paths.size(), least_vertex_cut(list, 0, 1));
      for (std::size_t i = 0; i < by_vertices.paths.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          ASSERT_TRUE(may_share(by_vertices.paths[i], by_vertices.paths[j], disjointness::vertices));
    });
    if (HasFatalFailure()) return;
  }
}

TEST(ShortestDisjointPaths, AreNotTheShortestPathAndWhatItLeaves) {  // Suurballe's trap: the shortest path blocks both others
  //   0 -1- 1 -1- 2 -1- 3; 0 -2- 2, 1 -2- 3
  const directed_graph graph(4, {{0, 1}, {1, 2}, {2, 3}, {0, 2}, {1, 3}});
  const auto lengths = edge_lengths::from({1, 1, 1, 4, 4});
  EXPECT_THAT(k_shortest_paths(graph, lengths, 0, 3, 1).units, ElementsAre(3));
  const auto found = shortest_disjoint_paths(graph, lengths, 0, 3, 2);
  EXPECT_TRUE(found.found);
  EXPECT_EQ(found.units, 10);
  ASSERT_EQ(found.paths.size(), 2U);
  EXPECT_THAT(found.paths[0].edges, ElementsAre(0, 4));
  EXPECT_THAT(found.paths[1].edges, ElementsAre(3, 2));
  EXPECT_FALSE(shortest_disjoint_paths(graph, lengths, 0, 3, 3).found);
  EXPECT_EQ(shortest_disjoint_paths(graph, lengths, 0, 3, 3).units, 10);
}

TEST(ShortestDisjointPaths, AreAsShortAsAllSetsOfPathsOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < rounds(1500); ++round) {
    SCOPED_TRACE(round);
    random_stream random(2, "disjoint", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 2 + random.below(4);
    const path_case c = random_path_case(random, kind, n, random.below(round % 4 == 0 ? 7 : 10), round % 3 == 0 ? 0 : 1, 6);
    const auto share_no = random.below(2) == 0 ? disjointness::edges : disjointness::vertices;
    const auto all = all_paths(c.list, 0, 1);
    kit::with_graph(c.list, [&](const auto& graph) {
      const std::size_t most = disjoint_paths(graph, 0, 1, {.share_no = share_no}).paths.size();
      for (std::size_t k = 1; k <= 4; ++k) {
        const auto found = shortest_disjoint_paths(graph, c.lengths(), 0, 1, k, {.share_no = share_no});
        ASSERT_EQ(found.found, k <= most);
        ASSERT_EQ(found.paths.size(), std::min(k, most));
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < found.paths.size(); ++i) {
          ASSERT_NE(std::find(all.begin(), all.end(), found.paths[i]), all.end());
          sum += sum_over(found.paths[i], c.length);
          for (std::size_t j = 0; j < i; ++j) ASSERT_TRUE(may_share(found.paths[i], found.paths[j], share_no));
        }
        std::vector<const flow_path*> chosen;
        ASSERT_EQ((scaled_number{found.units, found.unit}), (scaled_number{sum, 1}));
        ASSERT_EQ(sum, *least_sum(all, c.length, std::min(k, most), share_no, chosen, 0)) << "k " << k;
      }
    });
    if (HasFatalFailure()) return;
  }
}

TEST(ShortestDisjointPaths, OfRoundedLengthsAreThoseOfTheDoubles) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    random_stream random(3, "disjoint", round);
    const path_case c = random_path_case(random, direction::undirected, 9, 30, 1, 100);
    std::vector<double> quarters;
    for (const std::int64_t l : c.length) quarters.push_back(static_cast<double>(l) / 4);
    const auto graph = kit::undirected(c.list);
    const auto rounded = shortest_disjoint_paths(graph, edge_lengths::rounded(quarters, "quarters"), 0, 8, 3);
    const auto exact = shortest_disjoint_paths(graph, c.lengths(), 0, 8, 3);
    ASSERT_EQ(rounded.paths, exact.paths);
    ASSERT_EQ(rounded.length(), exact.length() / 4);
    ASSERT_EQ(rounded.ties, ties::approximate);
    ASSERT_EQ(rounded.why, "quarters");
  }
}

TEST(ShortestDisjointPaths, RefuseASumBeyond64Bits) {
  const directed_graph graph(2, {{0, 1}, {0, 1}, {0, 0}});
  const auto lengths = edge_lengths::over(1, {INT64_MAX, INT64_MAX, 1});
  EXPECT_EQ(shortest_disjoint_paths(graph, lengths, 0, 1, 1).units, INT64_MAX);
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_disjoint_paths(graph, lengths, 0, 1, 2); }, "lengths",
                                        "an overflow: a path is 18446744073709551614 units long",
                                        "paths below 2^63 units; round the lengths to fewer decimals"));
}

TEST(DisjointPaths, CountParallelEdgesOneByOneAndPassLoopsBy) {
  const undirected_graph graph(2, {{0, 1}, {1, 0}, {0, 0}});
  for (const disjointness share_no : {disjointness::edges, disjointness::vertices}) {
    const auto found = disjoint_paths(graph, 0, 1, {.share_no = share_no});
    EXPECT_EQ(found.paths.size(), 2U);
    EXPECT_THAT(found.cut_edges, ElementsAre(0, 1));
    EXPECT_THAT(found.cut_vertices, IsEmpty());
  }
}

TEST(DisjointPaths, AcrossComponentsAreNone) {
  const auto found = disjoint_paths(directed_graph(2, {{1, 0}}), 0, 1);
  EXPECT_THAT(found.paths, IsEmpty());
  EXPECT_THAT(found.cut_edges, IsEmpty());
  EXPECT_FALSE(shortest_disjoint_paths(directed_graph(2, {}), edge_lengths::uniform(0), 0, 1, 1).found);
  boost::adjacency_list<boost::listS, boost::vecS, boost::directedS> foreign(2);
  add_edge(0, 1, foreign);
  EXPECT_EQ(disjoint_paths(foreign, 0, 1).paths.size(), 1U);
}

TEST(DisjointPaths, OfLargeGraphsAreProven) {
  const undirected_graph graph = rmat({.scale = 12, .edge_factor = 8, .seed = 2});
  std::vector<vertex_id> by_ties(graph.view().vertices());
  for (vertex_id v = 0; v < by_ties.size(); ++v) by_ties[v] = v;
  std::stable_sort(by_ties.begin(), by_ties.end(),
                   [&](vertex_id a, vertex_id b) { return graph.view().out.degree(a) > graph.view().out.degree(b); });
  for (const disjointness share_no : {disjointness::edges, disjointness::vertices}) {
    const auto found = disjoint_paths(graph, by_ties[0], by_ties[20], {.share_no = share_no});
    EXPECT_GT(found.paths.size(), 10U);
    EXPECT_THAT(check_disjoint_paths(graph, by_ties[0], by_ties[20], found, share_no), IsEmpty());
  }
}

TEST(DisjointPaths, RefuseBadCalls) {
  const directed_graph graph(2, {{0, 1}});
  const auto lengths = edge_lengths::uniform(1);
  EXPECT_TRUE(kit::refuses<input_error>([&] { return disjoint_paths(graph, 2, 0); }, "source", "2", "0 to 1"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return disjoint_paths(graph, 0, 2); }, "target", "2", "0 to 1"));
  EXPECT_TRUE(
      kit::refuses<input_error>([&] { return disjoint_paths(graph, 1, 1); }, "target", "1, the source", "another vertex"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_disjoint_paths(graph, lengths, 0, 1, 0); }, "k", "0", "1 or more"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_disjoint_paths(graph, edge_lengths::from({-1}), 0, 1, 1); },
                                        "lengths", "-1 at edge 0", "lengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return shortest_disjoint_paths(graph, edge_lengths::uniform(2), 0, 1, 1); },
                                        "number of edge values", "2", "1, one for each edge"));
}

TEST(DisjointPaths, StopBeforeTheyBeginAndSoon) {
  const undirected_graph graph = grid({.rows = 400, .columns = 400});
  const auto lengths = edge_lengths::uniform(graph.view().edges());
  std::stop_source before;
  before.request_stop();
  EXPECT_THROW((void)disjoint_paths(graph, 0, 9, {.run = {.stop = before.get_token()}}), cancelled);
  EXPECT_THROW((void)shortest_disjoint_paths(graph, lengths, 0, 9, 2, {.run = {.stop = before.get_token()}}), cancelled);
  std::vector<double> told;
  (void)shortest_disjoint_paths(graph, lengths, 0, 9, 2, {.run = {.progress = [&](double p) { told.push_back(p); }}});
  EXPECT_THAT(told, ElementsAre(0.5, 1.0));
  std::stop_source stop;
  std::chrono::steady_clock::time_point asked;
  const std::jthread asker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    asked = std::chrono::steady_clock::now();
    stop.request_stop();
  });
  EXPECT_THROW((void)shortest_disjoint_paths(graph, lengths, 0, 159'999, 2,
                                             {.share_no = disjointness::vertices, .run = {.stop = stop.get_token()}}),
               cancelled);
  // Meant is 50 ms; sanitizers and a loaded machine are given ten times that.
  EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
}

}  // namespace
}  // namespace coopgraph::test
