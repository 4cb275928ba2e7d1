// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/core.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

constexpr std::array modes{degree_mode::all, degree_mode::in, degree_mode::out};

// Ties of v among those that are present, edge by edge.
std::uint64_t ties_of(const edge_list& list, vertex_id v, degree_mode mode, const std::vector<bool>& present) {
  std::uint64_t ties = 0;
  for (const auto& [from, to] : list.edges) {
    if (from == to || !present[from] || !present[to]) continue;
    const bool both = list.kind == direction::undirected || mode == degree_mode::all;
    if (from == v && (both || mode == degree_mode::out)) ++ties;
    if (to == v && (both || mode == degree_mode::in)) ++ties;
  }
  return ties;
}

// For each k anew: whoever has fewer than k ties goes, until nobody does. Those who are left have a core number of k or more.
std::vector<double> cores_by_their_definition(const edge_list& list, degree_mode mode) {
  std::vector<double> core(list.vertices, 0.0);
  for (std::uint64_t k = 1; k <= 2 * list.edges.size(); ++k) {
    std::vector<bool> present(list.vertices, true);
    for (bool changed = true; changed;) {
      changed = false;
      for (vertex_id v = 0; v < list.vertices; ++v)
        if (present[v] && ties_of(list, v, mode, present) < k) {
          present[v] = false;
          changed = true;
        }
    }
    for (std::size_t v = 0; v < list.vertices; ++v)
      if (present[v]) core[v] = static_cast<double>(k);
  }
  return core;
}

edge_list random_list(std::uint64_t seed, std::uint64_t round) {
  random_stream random(seed, "core", round);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  const std::size_t n = 1 + random.below(10);
  return kit::random_multigraph(random, kind, n, random.below(4 * n));
}

TEST(Core, OfATriangleWithATailIsSolvedByHand) {
  //  0---1
  //   \ /          and 5 by itself
  //    2---3---4
  const auto found = core_numbers(undirected_graph(6, {{0, 1}, {0, 2}, {1, 2}, {2, 3}, {3, 4}}));
  EXPECT_EQ(found.score.values, (std::vector<double>{2, 2, 2, 1, 1, 0}));
  EXPECT_EQ(found.degeneracy, 2U);
  EXPECT_EQ(found.order.front(), 5U);
  EXPECT_EQ(found.score.equality, score_equality::exact);
}

TEST(Core, OfTheKarateClubIsAsPublished) {  // networkx 2.8.8: how many have which core number
  std::vector<std::size_t> count(5, 0);
  const auto found = core_numbers(kit::undirected(kit::karate_club()));
  for (const double core : found.score.values) ++count[static_cast<std::size_t>(core)];
  EXPECT_EQ(count, (std::vector<std::size_t>{0, 1, 11, 12, 10}));
  EXPECT_EQ(found.degeneracy, 4U);
}

TEST(Core, OfTheKiteIsItsTailAndItsBody) {
  EXPECT_EQ(core_numbers(kit::undirected(kit::krackhardt_kite())).score.values,
            (std::vector<double>{3, 3, 3, 3, 3, 3, 3, 2, 1, 1}));
}

TEST(Core, CountsParallelEdgesEachAndLeavesLoopsOut) {
  EXPECT_EQ(core_numbers(undirected_graph(3, {{0, 1}, {0, 1}, {1, 1}, {1, 1}, {1, 2}})).score.values,
            (std::vector<double>{2, 2, 1}));
  EXPECT_EQ(core_numbers(directed_graph(2, {{0, 1}, {0, 1}, {0, 0}})).score.values, (std::vector<double>{2, 2}));
}

TEST(Core, OfADirectedGraphFollowsTheMode) {
  // 0 > 1 > 2 > 0 is a cycle, 3 points at it, and it points at 4 from two of its vertices.
  const directed_graph graph(5, {{0, 1}, {1, 2}, {2, 0}, {3, 0}, {3, 1}, {0, 4}, {1, 4}});
  EXPECT_EQ(core_numbers(graph, {.mode = degree_mode::out}).score.values, (std::vector<double>{1, 1, 1, 1, 0}));
  EXPECT_EQ(core_numbers(graph, {.mode = degree_mode::in}).score.values, (std::vector<double>{1, 1, 1, 0, 1}));
  EXPECT_EQ(core_numbers(graph).score.values, (std::vector<double>{2, 2, 2, 2, 2}));
}

TEST(Core, AgreesWithItsDefinitionOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    const edge_list list = random_list(1, round);
    for (const degree_mode mode : modes)
      kit::with_graph(list, [&](const auto& graph) {
        ASSERT_EQ(core_numbers(graph, {.mode = mode}).score.values, cores_by_their_definition(list, mode)) << "round " << round;
      });
  }
}

TEST(Core, IsProvedByTheOrderOfPeeling) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    const edge_list list = random_list(2, round);
    for (const degree_mode mode : modes) {
      const auto found = kit::with_graph(list, [&](const auto& graph) { return core_numbers(graph, {.mode = mode}); });
      std::vector<vertex_id> sorted = found.order;
      std::sort(sorted.begin(), sorted.end());
      std::vector<vertex_id> all(list.vertices);
      std::iota(all.begin(), all.end(), vertex_id{0});
      ASSERT_EQ(sorted, all);
      std::vector<bool> present(list.vertices, true);
      for (std::size_t i = 0; i < list.vertices; ++i) {
        const vertex_id v = found.order[i];
        ASSERT_LE(static_cast<double>(ties_of(list, v, mode, present)), found.score[v]);
        const double before = found.score[found.order[i == 0 ? 0 : i - 1]];
        ASSERT_GE(found.score[v], before);
        present[v] = false;
      }
      ASSERT_EQ(static_cast<double>(found.degeneracy), *std::max_element(found.score.values.begin(), found.score.values.end()));
    }
  }
}

TEST(Core, DoesNotDependOnTheWidthOfItsCounters) {
  random_stream random(3, "core");
  const auto graph = kit::directed(kit::random_multigraph(random, direction::directed, 300, 3000));
  for (const degree_mode mode : modes) {
    const auto degrees = detail::degrees_without_loops(graph.view(), mode);
    const auto narrow = detail::cores_of<std::uint32_t>(graph.view(), mode, degrees);
    const auto wide = detail::cores_of<std::uint64_t>(graph.view(), mode, degrees);
    EXPECT_EQ(narrow.score, wide.score);
    EXPECT_EQ(narrow.order, wide.order);
    EXPECT_EQ(narrow.degeneracy, wide.degeneracy);
  }
}

TEST(Core, FollowsTheRelabellingAndNotTheOrderOfEdges) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const edge_list list = random_list(4, round);
    random_stream random(5, "core", round);
    const auto name = kit::random_order(random, list.vertices);
    edge_list other = kit::relabelled(list, name);
    std::reverse(other.edges.begin(), other.edges.end());
    const auto core = [](const edge_list& of) {
      return kit::with_graph(of, [](const auto& graph) { return core_numbers(graph).score.values; });
    };
    const auto plain = core(list);
    const auto renamed = core(other);
    for (std::size_t v = 0; v < list.vertices; ++v) ASSERT_EQ(renamed[name[v]], plain[v]);
  }
}

TEST(Core, OfAForeignGraphIsTheSame) {
  const edge_list list = kit::karate_club();
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_EQ(core_numbers(foreign).score, core_numbers(kit::undirected(list)).score);
}

TEST(Core, OfDegenerateGraphs) {
  EXPECT_EQ(core_numbers(undirected_graph()).score.size(), 0U);
  EXPECT_EQ(core_numbers(directed_graph()).order.size(), 0U);
  EXPECT_EQ(core_numbers(directed_graph()).degeneracy, 0U);
  EXPECT_EQ(core_numbers(undirected_graph(1, {{0, 0}})).score.values, std::vector<double>{0});
  EXPECT_EQ(core_numbers(directed_graph(3, {})).score.values, std::vector<double>(3, 0));
  EXPECT_EQ(core_numbers(kit::undirected(kit::complete(7))).score.values, std::vector<double>(7, 6));
  const auto both = kit::undirected(kit::beside(kit::cycle(4), kit::complete(4)));
  EXPECT_EQ(core_numbers(both).score.values, (std::vector<double>{2, 2, 2, 2, 3, 3, 3, 3}));
}

}  // namespace
