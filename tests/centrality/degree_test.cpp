// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/degree.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

// Edge by edge, without rows.
std::vector<std::int64_t> count_ends(const edge_list& list, const std::vector<std::int64_t>& amount, degree_mode mode) {
  std::vector<std::int64_t> ends(list.vertices, 0);
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const bool both = list.kind == direction::undirected || mode == degree_mode::all;
    if (both || mode == degree_mode::out) ends[list.edges[e].source] += amount[e];
    if (both || mode == degree_mode::in) ends[list.edges[e].target] += amount[e];
  }
  return ends;
}

std::vector<double> as_doubles(const std::vector<std::int64_t>& numbers) { return {numbers.begin(), numbers.end()}; }

TEST(Degree, CountsALoopTwiceAndEachParallelEdge) {
  const undirected_graph graph(4, {{0, 1}, {0, 1}, {1, 1}, {2, 0}});
  EXPECT_EQ(degree(graph).score.values, (std::vector<double>{3, 4, 1, 0}));
}

TEST(Degree, CountsADirectedLoopOnceInAndOnceOut) {
  const directed_graph graph(3, {{0, 1}, {1, 1}, {1, 2}});
  EXPECT_EQ(degree(graph).score.values, (std::vector<double>{1, 4, 1}));
  EXPECT_EQ(degree(graph, {.mode = degree_mode::out}).score.values, (std::vector<double>{1, 2, 0}));
  EXPECT_EQ(degree(graph, {.mode = degree_mode::in}).score.values, (std::vector<double>{0, 2, 1}));
}

TEST(Degree, OfTheKiteIsGreatestInTheMiddle) {  // Krackhardt (1990): node 3 has 6 ties
  EXPECT_EQ(degree(kit::undirected(kit::krackhardt_kite())).score.values, (std::vector<double>{4, 4, 3, 6, 3, 5, 5, 3, 2, 1}));
}

TEST(Degree, IsComparedExactly) { EXPECT_EQ(degree(undirected_graph(2, {{0, 1}})).score.equality, score_equality::exact); }

TEST(Degree, OfNoVerticesIsEmpty) {
  EXPECT_EQ(degree(undirected_graph()).score.size(), 0U);
  EXPECT_EQ(degree(directed_graph()).score.size(), 0U);
  EXPECT_EQ(strength(directed_graph(), edge_strengths::uniform(0)).score.size(), 0U);
  EXPECT_EQ(degree(undirected_graph(2, {})).score.values, (std::vector<double>{0, 0}));
}

TEST(Degree, AndStrengthAgreeWithTheEdgeListOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 2000; ++round) {
    random_stream random(1, "degree", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const edge_list list = kit::random_multigraph(random, kind, 1 + random.below(12), random.below(30));
    std::vector<std::int64_t> amount;
    for (std::size_t e = 0; e < list.edges.size(); ++e) amount.push_back(static_cast<std::int64_t>(random.below(41)) - 20);
    const std::vector<std::int64_t> ones(amount.size(), 1);
    for (const degree_mode mode : {degree_mode::all, degree_mode::in, degree_mode::out}) {
      kit::with_graph(list, [&](const auto& graph) {
        ASSERT_EQ(degree(graph, {.mode = mode}).score.values, as_doubles(count_ends(list, ones, mode)));
        ASSERT_EQ(strength(graph, edge_strengths::over(1, amount), {.mode = mode}).score.values,
                  as_doubles(count_ends(list, amount, mode)));
      });
    }
  }
}

TEST(Degree, HandshakesAndTurningRoundSwapsInAndOut) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(2, "degree", round);
    const edge_list list = kit::random_multigraph(random, direction::directed, 1 + random.below(9), random.below(25));
    const directed_graph graph = kit::directed(list);
    const directed_graph turned = kit::directed(kit::turned_round(list));
    const auto all = degree(graph).score.values;
    ASSERT_EQ(std::accumulate(all.begin(), all.end(), 0.0), 2.0 * static_cast<double>(list.edges.size()));
    ASSERT_EQ(degree(graph, {.mode = degree_mode::in}).score, degree(turned, {.mode = degree_mode::out}).score);
  }
}

TEST(Degree, OfAForeignGraphIsTheSame) {
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(4);
  for (const auto& [u, v] : {std::pair(0U, 1U), std::pair(1U, 1U), std::pair(3U, 0U)}) add_edge(u, v, foreign);
  EXPECT_EQ(degree(foreign).score, degree(undirected_graph(4, {{0, 1}, {1, 1}, {3, 0}})).score);
}

TEST(Strength, AddsTenthsExactly) {
  const undirected_graph graph(4, {{0, 1}, {0, 2}, {3, 1}});
  const auto result = strength(graph, edge_strengths::from({0.1, 0.2, 0.3}));
  EXPECT_EQ(result.score.values, (std::vector<double>{0.3, 0.4, 0.2, 0.3}));  // 0.1 + 0.2 in doubles is above 0.3
  EXPECT_EQ(result.score.equality, score_equality::exact);
  EXPECT_EQ(result.ties, ties::exact);
  EXPECT_TRUE(result.why_approximate.empty());
}

TEST(Strength, AddsBeyond64Bits) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const undirected_graph graph(2, {{0, 1}, {0, 1}, {0, 1}, {0, 0}});
  const auto result = strength(graph, edge_strengths::over(1, {most, most, most, 1}));
  EXPECT_EQ(result.score.values, (std::vector<double>{3 * 0x1p63, 3 * 0x1p63}));
}

TEST(Strength, SaysWhyItIsApproximate) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto result = strength(graph, edge_strengths::from({1e-300, 1e300}));
  EXPECT_EQ(result.score.values, (std::vector<double>{1e-300, 1e300, 1e300}));
  EXPECT_EQ(result.score.equality, score_equality::relative);
  EXPECT_EQ(result.ties, ties::approximate);
  EXPECT_FALSE(result.why_approximate.empty());
}

TEST(Strength, RefusesAWrongNumberOfValuesAndSumsBeyondADouble) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return strength(graph, edge_strengths::uniform(3)); }, "number of edge values", "3",
                                        "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return strength(graph, edge_strengths::rounded({1.7e308, 1.7e308}, "a test"));
      },
      "strengths", "a sum at vertex 1 beyond the range of a double", "strengths whose sum at each vertex is below 1.8e308"));
}

}  // namespace
