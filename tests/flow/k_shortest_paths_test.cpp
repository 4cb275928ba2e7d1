// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/k_shortest_paths.hpp>
#include <coopgraph/flow/shortest_paths.hpp>
#include <coopgraph/flow/verify_paths.hpp>
#include <coopgraph/graph/generators.hpp>

#include "flow/path_cases.hpp"
#include "support/matchers.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <stop_token>
#include <thread>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t giant = INT64_MAX;

/// All paths in the promised order.
std::vector<flow_path> in_order(const path_case& c, vertex_id source, vertex_id target) {
  std::vector<flow_path> paths = all_paths(c.list, source, target);
  std::sort(paths.begin(), paths.end(), [&](const flow_path& a, const flow_path& b) {
    const std::int64_t la = sum_over(a, c.length);
    const std::int64_t lb = sum_over(b, c.length);
    return la != lb ? la < lb : a.edges < b.edges;
  });
  return paths;
}

void expect_right(const path_case& c, vertex_id source, vertex_id target, std::size_t k) {
  const std::vector<flow_path> all = in_order(c, source, target);
  kit::with_graph(c.list, [&](const auto& graph) {
    const auto found = k_shortest_paths(graph, c.lengths(), source, target, k);
    ASSERT_THAT(check_k_shortest_paths(graph, c.lengths(), source, target, found), IsEmpty());
    ASSERT_EQ(found.paths.size(), std::min(k, all.size()));
    ASSERT_EQ(found.all, all.size() <= k);
    for (std::size_t i = 0; i < found.paths.size(); ++i) {
      ASSERT_EQ(found.paths[i], all[i]) << "path " << i;
      ASSERT_EQ((scaled_number{found.units[i], found.unit}), (scaled_number{sum_over(all[i], c.length), 1}));
    }
  });
}

TEST(KShortestPaths, OfSixTownsAreThoseOfTheTextbook) {  // C, D, E, F, G, H are 0 to 5; the usual example of Yen's algorithm
  const directed_graph graph(6, {{0, 1}, {0, 2}, {1, 3}, {2, 1}, {2, 3}, {2, 4}, {3, 4}, {3, 5}, {4, 5}});
  const auto found = k_shortest_paths(graph, edge_lengths::from({3, 2, 4, 1, 2, 3, 2, 1, 2}), 0, 5, 3);
  EXPECT_THAT(found.units, ElementsAre(5, 7, 8));
  EXPECT_EQ(found.paths[0], (flow_path{{0, 2, 3, 5}, {1, 4, 7}}));
  EXPECT_EQ(found.paths[1], (flow_path{{0, 2, 4, 5}, {1, 5, 8}}));
  EXPECT_EQ(found.paths[2].edges,
            (std::vector<edge_id>{0, 2, 7}));  // as long as C-E-D-F-H and C-E-F-G-H, before them by its edges
  EXPECT_FALSE(found.all);
  EXPECT_EQ(found.length(2), 8.0);
}

TEST(KShortestPaths, AreThoseOfAllPathsOneByOneInTheirOrder) {
  for (std::uint64_t round = 0; round < rounds(3000); ++round) {
    SCOPED_TRACE(round);
    random_stream random(1, "k shortest", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 1 + random.below(6);
    const std::int64_t most = round % 5 == 0 ? 1 : 6;
    const path_case c = random_path_case(random, kind, n, random.below(2 * n + 3), round % 3 == 0 ? 0 : 1, most);
    const auto target = static_cast<vertex_id>(random.below(n));
    const std::size_t ks[] = {1, 2, 5, 1000, SIZE_MAX};
    expect_right(c, 0, target, ks[random.below(5)]);
    if (HasFatalFailure()) return;
  }
}

TEST(KShortestPaths, OverEdgesOfLengthZeroAreInOrder) {
  for (std::uint64_t round = 0; round < rounds(1500); ++round) {
    SCOPED_TRACE(round);
    random_stream random(2, "k shortest", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const path_case c = random_path_case(random, kind, 6, 12, 0, round % 4 == 0 ? 0 : 1);
    expect_right(c, 0, 5, 1 + random.below(40));
    if (HasFatalFailure()) return;
  }
}

TEST(KShortestPaths, AgainstTheArcsAreThoseOfTheReversedGraph) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(3, "k shortest", round);
    const path_case c = random_path_case(random, direction::directed, 7, 18, 1, 5);
    const auto there = k_shortest_paths(kit::directed(c.list), c.lengths(), 0, 6, 8);
    const auto back = k_shortest_paths(kit::directed(kit::turned_round(c.list)), c.lengths(), 0, 6, 8, {.arcs = travel::against});
    ASSERT_EQ(there.paths, back.paths);
    ASSERT_EQ(there.units, back.units);
    ASSERT_THAT(check_k_shortest_paths(kit::directed(kit::turned_round(c.list)), c.lengths(), 0, 6, back, travel::against),
                IsEmpty());
  }
}

TEST(KShortestPaths, BeginWithAShortestPathAndDoNotDependOnNames) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    random_stream random(4, "k shortest", round);
    const path_case c = random_path_case(random, direction::undirected, 40, 100, 0, 20);
    const auto graph = kit::undirected(c.list);
    const auto found = k_shortest_paths(graph, c.lengths(), 0, 39, 30);
    ASSERT_THAT(check_k_shortest_paths(graph, c.lengths(), 0, 39, found), IsEmpty());
    const auto tree = shortest_paths(graph, c.lengths(), 0);
    ASSERT_EQ(found.paths.empty(), !tree.reached(39));
    if (tree.reached(39)) {
      ASSERT_EQ(found.units[0], tree.units[39]);
    }
    const auto name = kit::random_order(random, 40);
    const auto other = k_shortest_paths(kit::undirected(kit::relabelled(c.list, name)), c.lengths(), name[0], name[39], 30);
    ASSERT_EQ(other.units, found.units);
    for (std::size_t i = 0; i < found.paths.size(); ++i) ASSERT_EQ(other.paths[i].edges, found.paths[i].edges);
    ASSERT_EQ(k_shortest_paths(graph, c.lengths(), 0, 39, 10).paths,
              std::vector<flow_path>(found.paths.begin(), found.paths.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(
                                                                                    10, found.paths.size()))));
  }
}

TEST(KShortestPaths, CountParallelEdgesOneByOneAndPassLoopsBy) {
  const undirected_graph graph(3, {{0, 1}, {1, 0}, {0, 0}, {1, 2}, {1, 1}});
  const auto found = k_shortest_paths(graph, edge_lengths::from({2, 2, 0, 1, 0}), 0, 2, 5);
  EXPECT_THAT(found.units, ElementsAre(3, 3));
  EXPECT_THAT(found.paths[0].edges, ElementsAre(0, 3));
  EXPECT_THAT(found.paths[1].edges, ElementsAre(1, 3));
  EXPECT_TRUE(found.all);
}

TEST(KShortestPaths, TellLargeNumbersApartAndAddDecimalsExactly) {
  const undirected_graph graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}});
  const auto far = k_shortest_paths(graph, edge_lengths::from({1e11, 1e11 + 1, 1e11, 1e11}), 0, 3, 2);
  EXPECT_THAT(far.paths[0].edges, ElementsAre(2, 3));
  EXPECT_EQ(far.units[1] - far.units[0], 1);
  const auto tenths =
      k_shortest_paths(undirected_graph(3, {{0, 1}, {1, 2}, {0, 2}}), edge_lengths::from({0.1, 0.2, 0.3}), 0, 2, 2);
  EXPECT_EQ(tenths.length(0), 0.3);
  EXPECT_EQ(tenths.length(1), 0.3);
  EXPECT_THAT(tenths.paths[0].edges, ElementsAre(0, 1));  // equally long, hence by edges
}

TEST(KShortestPaths, RefuseAPathBeyond64BitsOnlyIfItIsAskedFor) {
  const directed_graph graph(3, {{0, 1}, {1, 2}, {0, 2}, {2, 2}});
  const auto lengths = edge_lengths::over(1, {giant, giant, 5, 1});
  EXPECT_THAT(k_shortest_paths(graph, lengths, 0, 2, 1).units, ElementsAre(5));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return k_shortest_paths(graph, lengths, 0, 2, 2); }, "lengths",
                                        "an overflow: a path is 18446744073709551614 units long",
                                        "paths below 2^63 units; round the lengths to fewer decimals"));
}

TEST(KShortestPaths, OfRoundedLengthsAreThoseOfTheDoubles) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(5, "k shortest", round);
    const path_case c = random_path_case(random, direction::undirected, 6, 12, 0, 1000);
    std::vector<double> quarters;  // exact in binary, so that the order is that of whole numbers
    for (const std::int64_t l : c.length) quarters.push_back(static_cast<double>(l) / 4);
    const auto lengths = edge_lengths::rounded(quarters, "quarters");
    const auto graph = kit::undirected(c.list);
    const auto rounded = k_shortest_paths(graph, lengths, 0, 5, 20);
    const auto exact = k_shortest_paths(graph, c.lengths(), 0, 5, 20);
    ASSERT_EQ(rounded.paths, exact.paths);
    ASSERT_EQ(rounded.ties, ties::approximate);
    ASSERT_EQ(rounded.why, "quarters");
    ASSERT_THAT(check_k_shortest_paths(graph, lengths, 0, 5, rounded), IsEmpty());
    for (std::size_t i = 0; i < exact.paths.size(); ++i) ASSERT_EQ(rounded.length(i), exact.length(i) / 4);
  }
}

TEST(KShortestPaths, OfDegenerateGraphsAreThere) {
  const auto self = k_shortest_paths(undirected_graph(1, {{0, 0}}), edge_lengths::uniform(1), 0, 0, 3);
  ASSERT_EQ(self.paths.size(), 1U);
  EXPECT_EQ(self.paths[0], (flow_path{{0}, {}}));
  EXPECT_THAT(self.units, ElementsAre(0));
  EXPECT_TRUE(self.all);
  const auto apart = k_shortest_paths(directed_graph(2, {{1, 0}}), edge_lengths::uniform(1), 0, 1, 3);
  EXPECT_THAT(apart.paths, IsEmpty());
  EXPECT_TRUE(apart.all);
  boost::adjacency_list<boost::listS, boost::vecS, boost::directedS> foreign(2);
  add_edge(0, 1, foreign);
  EXPECT_EQ(k_shortest_paths(foreign, edge_lengths::uniform(1), 0, 1, 3).paths.size(), 1U);
}

TEST(KShortestPaths, RefuseBadCalls) {
  const directed_graph graph(2, {{0, 1}});
  const auto lengths = edge_lengths::uniform(1);
  EXPECT_TRUE(kit::refuses<input_error>([&] { return k_shortest_paths(graph, lengths, 2, 0, 1); }, "source", "2", "0 to 1"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return k_shortest_paths(graph, lengths, 0, 2, 1); }, "target", "2", "0 to 1"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return k_shortest_paths(graph, lengths, 0, 1, 0); }, "k", "0", "1 or more"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return k_shortest_paths(graph, edge_lengths::from({-1}), 0, 1, 1); }, "lengths",
                                        "-1 at edge 0", "lengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return k_shortest_paths(graph, edge_lengths::uniform(3), 0, 1, 1); },
                                        "number of edge values", "3", "1, one for each edge"));
}

TEST(KShortestPaths, TellHowFarTheyAreAndStopSoonAtAMillionEdges) {
  const undirected_graph graph = grid({.rows = 700, .columns = 700});
  const auto lengths = edge_lengths::uniform(graph.view().edges());
  std::vector<double> told;
  (void)k_shortest_paths(undirected_graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}}), edge_lengths::uniform(4), 0, 3, 2,
                         {.run = {.progress = [&](double p) { told.push_back(p); }}});
  EXPECT_THAT(told, ElementsAre(0.5, 1.0));
  std::stop_source before;
  before.request_stop();
  EXPECT_THROW((void)k_shortest_paths(graph, lengths, 0, 9, 2, {.run = {.stop = before.get_token()}}), cancelled);
  for (const int wait : {20, 200}) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(wait));
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    });
    EXPECT_THROW((void)k_shortest_paths(graph, lengths, 0, 489'999, 1000, {.run = {.stop = stop.get_token()}}), cancelled);
    // Meant is 50 ms; sanitizers and a loaded machine are given ten times that.
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
  }
}

}  // namespace
}  // namespace coopgraph::test
