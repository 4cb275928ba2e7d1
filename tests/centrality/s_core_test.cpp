// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/core.hpp>
#include <coopgraph/centrality/s_core.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

constexpr std::array modes{degree_mode::all, degree_mode::in, degree_mode::out};

struct weighted_list {
  edge_list list;
  std::vector<std::int64_t> strength;
};

weighted_list random_case(std::uint64_t seed, std::uint64_t round) {
  random_stream random(seed, "s-core", round);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  const std::size_t n = 1 + random.below(9);
  weighted_list made{kit::random_multigraph(random, kind, n, random.below(4 * n)), {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e) made.strength.push_back(static_cast<std::int64_t>(random.below(7)));
  return made;
}

// Strength of v among those that are present, edge by edge.
std::int64_t strength_of(const weighted_list& of, vertex_id v, degree_mode mode, const std::vector<bool>& present) {
  std::int64_t sum = 0;
  for (std::size_t e = 0; e < of.strength.size(); ++e) {
    const auto [from, to] = of.list.edges[e];
    if (from == to || !present[from] || !present[to]) continue;
    const bool both = of.list.kind == direction::undirected || mode == degree_mode::all;
    if (from == v && (both || mode == degree_mode::out)) sum += of.strength[e];
    if (to == v && (both || mode == degree_mode::in)) sum += of.strength[e];
  }
  return sum;
}

// Over all subsets of vertices: the best that is the least strength in a subset with v.
std::vector<double> s_cores_over_all_subsets(const weighted_list& of, degree_mode mode) {
  const std::size_t n = of.list.vertices;
  std::vector<double> core(n, 0.0);
  for (std::size_t subset = 1; subset < std::size_t{1} << n; ++subset) {
    std::vector<bool> present(n);
    for (std::size_t v = 0; v < n; ++v) present[v] = (subset >> v & 1U) != 0;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (vertex_id v = 0; v < n; ++v)
      if (present[v]) least = std::min(least, strength_of(of, v, mode, present));
    for (std::size_t v = 0; v < n; ++v)
      if (present[v]) core[v] = std::max(core[v], static_cast<double>(least));
  }
  return core;
}

TEST(SCore, OfATriangleWithATailIsSolvedByHand) {
  //  0-2-1
  //  5\ /3        3---4 by 9: the pair 3, 4 is a core of its own
  //    2-1-3-9-4
  const undirected_graph graph(6, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}});
  const auto found = s_core_numbers(graph, edge_strengths::from({2, 5, 3, 1, 9}));
  // 5 goes at 0; then 1 (2 + 3 = 5); then 0 (5) and 2 (5 + 1); then 3 and 4, held together by 9.
  EXPECT_EQ(found.score.values, (std::vector<double>{5, 5, 5, 9, 9, 0}));
  EXPECT_EQ(found.order, (std::vector<vertex_id>{5, 1, 0, 2, 3, 4}));
  EXPECT_EQ(found.score.equality, score_equality::exact);
  EXPECT_EQ(found.ties, ties::exact);
  EXPECT_TRUE(found.why_approximate.empty());
}

TEST(SCore, KnowsThatATenthAndTwoTenthsAreThreeTenths) {
  // 0 has 0.1 and 0.2, 3 and 4 have 0.3: in doubles 0 would stand above them.
  const undirected_graph graph(5, {{0, 1}, {0, 2}, {1, 2}, {3, 4}});
  const auto found = s_core_numbers(graph, edge_strengths::from({0.1, 0.2, 0.5, 0.3}));
  EXPECT_EQ(found.score.values, (std::vector<double>{0.3, 0.5, 0.5, 0.3, 0.3}));
}

TEST(SCore, IsTheLeastStrengthOfTheBestOfAllSubsets) {
  for (std::uint64_t round = 0; round < 1200; ++round) {
    const weighted_list of = random_case(1, round);
    const std::vector<double> as_doubles(of.strength.begin(), of.strength.end());
    for (const degree_mode mode : modes)
      kit::with_graph(of.list, [&](const auto& graph) {
        const auto expected = s_cores_over_all_subsets(of, mode);
        ASSERT_EQ(s_core_numbers(graph, edge_strengths::over(1, of.strength), {.mode = mode}).score.values, expected);
        // Small whole numbers are exact as doubles, too.
        ASSERT_EQ(s_core_numbers(graph, edge_strengths::rounded(as_doubles, "a test"), {.mode = mode}).score.values, expected);
      });
  }
}

TEST(SCore, IsProvedByTheOrderOfPeeling) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    const weighted_list of = random_case(2, round);
    for (const degree_mode mode : modes) {
      const auto found = kit::with_graph(of.list, [&](const auto& graph) {
        return s_core_numbers(graph, edge_strengths::over(1, of.strength), {.mode = mode});
      });
      ASSERT_EQ(std::set(found.order.begin(), found.order.end()).size(), of.list.vertices);
      ASSERT_EQ(found.order.size(), of.list.vertices);
      std::vector<bool> present(of.list.vertices, true);
      double before = 0.0;
      for (const vertex_id v : found.order) {
        const auto strength = static_cast<double>(strength_of(of, v, mode, present));
        ASSERT_EQ(found.score[v], std::max(before, strength));
        for (vertex_id w = 0; w < of.list.vertices; ++w)  // the least first, of equal ones the lower
          if (present[w]) {
            const auto other = static_cast<double>(strength_of(of, w, mode, present));
            ASSERT_TRUE(strength < other || (strength == other && v <= w));
          }
        before = found.score[v];
        present[v] = false;
      }
    }
  }
}

TEST(SCore, OfStrengthsOfOneIsTheCoreNumber) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const weighted_list of = random_case(3, round);
    for (const degree_mode mode : modes)
      kit::with_graph(of.list, [&](const auto& graph) {
        const auto ones = edge_strengths::uniform(of.list.edges.size());
        ASSERT_EQ(s_core_numbers(graph, ones, {.mode = mode}).score, core_numbers(graph, {.mode = mode}).score);
      });
  }
}

TEST(SCore, ScalesWithTheUnit) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const weighted_list of = random_case(4, round);
    kit::with_graph(of.list, [&](const auto& graph) {
      const auto plain = s_core_numbers(graph, edge_strengths::over(1, of.strength));
      const auto eighths = s_core_numbers(graph, edge_strengths::over({1, 8}, of.strength));
      ASSERT_EQ(plain.order, eighths.order);
      for (vertex_id v = 0; v < of.list.vertices; ++v) ASSERT_EQ(eighths.score[v] * 8, plain.score[v]);
    });
  }
}

TEST(SCore, CountsBeyond64Bits) {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const undirected_graph pair(2, {{0, 1}, {0, 1}, {0, 1}});
  EXPECT_EQ(s_core_numbers(pair, edge_strengths::over(1, {most, most, most - 1})).score.values,
            (std::vector<double>{3 * 0x1p63, 3 * 0x1p63}));
  for (std::uint64_t round = 0; round < 300; ++round) {  // beside such a pair the others have the scores that they had
    weighted_list of = random_case(4, round);
    const auto alone = kit::with_graph(
        of.list, [&](const auto& graph) { return s_core_numbers(graph, edge_strengths::over(1, of.strength)).score.values; });
    of.list = kit::beside(of.list, {of.list.kind, 2, {{0, 1}}});
    of.strength.push_back(most);
    auto beside = kit::with_graph(
        of.list, [&](const auto& graph) { return s_core_numbers(graph, edge_strengths::over(1, of.strength)).score.values; });
    ASSERT_EQ(beside.back(), 0x1p63);
    beside.resize(alone.size());
    ASSERT_EQ(beside, alone);
  }
}

TEST(SCore, FollowsTheRelabellingAndNotTheOrderOfEdges) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    weighted_list of = random_case(5, round);
    random_stream random(6, "s-core", round);
    const auto name = kit::random_order(random, of.list.vertices);
    const auto scores_of = [](const weighted_list& with) {
      return kit::with_graph(with.list, [&](const auto& graph) {
        return s_core_numbers(graph, edge_strengths::over(1, with.strength)).score.values;
      });
    };
    const auto plain = scores_of(of);
    of.list = kit::relabelled(of.list, name);
    std::reverse(of.list.edges.begin(), of.list.edges.end());
    std::reverse(of.strength.begin(), of.strength.end());
    const auto other = scores_of(of);
    for (std::size_t v = 0; v < plain.size(); ++v) ASSERT_EQ(other[name[v]], plain[v]);
  }
}

TEST(SCore, SaysWhyItIsApproximate) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto found = s_core_numbers(graph, edge_strengths::from({1e-300, 1e300}));
  EXPECT_EQ(found.score.values, (std::vector<double>{1e-300, 1e300, 1e300}));
  EXPECT_EQ(found.ties, ties::approximate);
  EXPECT_EQ(found.score.equality, score_equality::relative);
  EXPECT_FALSE(found.why_approximate.empty());
}

TEST(SCore, OfAForeignGraphIsTheSame) {
  const edge_list list = kit::karate_club();
  boost::adjacency_list<boost::vecS, boost::listS, boost::undirectedS, boost::property<boost::vertex_index_t, std::size_t>>
      foreign;
  std::vector<decltype(add_vertex(foreign))> at;
  for (std::size_t v = 0; v < list.vertices; ++v) {
    at.push_back(add_vertex(foreign));
    put(boost::vertex_index, foreign, at[v], v);
  }
  std::vector<std::int64_t> strength;
  for (const auto& [u, v] : list.edges) {
    add_edge(at[u], at[v], foreign);
    strength.push_back(1 + (u + v) % 5);
  }
  EXPECT_EQ(s_core_numbers(foreign, edge_strengths::over(1, strength)).order,
            s_core_numbers(kit::undirected(list), edge_strengths::over(1, strength)).order);
}

TEST(SCore, OfDegenerateGraphs) {
  EXPECT_EQ(s_core_numbers(undirected_graph(), edge_strengths::uniform(0)).score.size(), 0U);
  EXPECT_EQ(s_core_numbers(directed_graph(), edge_strengths::uniform(0)).order.size(), 0U);
  EXPECT_EQ(s_core_numbers(undirected_graph(1, {{0, 0}}), edge_strengths::uniform(1, 3)).score.values, std::vector<double>{0});
  EXPECT_EQ(s_core_numbers(directed_graph(3, {}), edge_strengths::uniform(0)).score.values, std::vector<double>(3, 0));
  EXPECT_EQ(s_core_numbers(undirected_graph(2, {{0, 1}}), edge_strengths::uniform(1, 0)).score.values, std::vector<double>(2, 0));
}

TEST(SCore, RefusesStrengthsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return s_core_numbers(graph, edge_strengths::uniform(1)); },
                                        "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return s_core_numbers(graph, edge_strengths::from({1, -0.5}));
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return s_core_numbers(graph, edge_strengths::rounded({1.7e308, 1.7e308}, "a test"));
      },
      "strengths", "a sum at vertex 1 beyond the range of a double", "strengths whose sum at each vertex is below 1.8e308"));
}

TEST(SCore, TellsProgressAndStopsOnRequest) {
  random_stream random(7, "s-core");
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 5000, 10'000));
  const auto ones = edge_strengths::uniform(10'000);
  std::vector<double> told;
  static_cast<void>(s_core_numbers(graph, ones, {.run = {.progress = [&](double share) { told.push_back(share); }}}));
  ASSERT_GT(told.size(), 3U);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
  EXPECT_EQ(told.back(), 1.0);
  std::stop_source stop;
  s_core_options options;
  options.run = {.stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(s_core_numbers(graph, ones, options)), cancelled);
}

}  // namespace
