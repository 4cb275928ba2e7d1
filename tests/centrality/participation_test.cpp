// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/participation.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

constexpr std::array modes{degree_mode::all, degree_mode::in, degree_mode::out};

// The partition of the karate club with the largest modularity, 0.4197896.
const partition karate_modules{
    {0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 1, 0, 0, 0, 2, 2, 1, 0, 2, 0, 2, 0, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 2}, 4};

struct weighted_list {
  edge_list list;
  std::vector<std::int64_t> strength;
  partition modules;
};

weighted_list random_case(std::uint64_t seed, std::uint64_t round) {
  random_stream random(seed, "participation", round);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  const std::size_t n = 1 + random.below(10);
  weighted_list made{kit::random_multigraph(random, kind, n, random.below(3 * n)), {}, {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e) made.strength.push_back(static_cast<std::int64_t>(random.below(5)));
  const std::uint64_t modules = 1 + random.below(4);
  std::vector<std::uint32_t> label;
  for (std::size_t v = 0; v < n; ++v) label.push_back(static_cast<std::uint32_t>(random.below(modules)));
  made.modules = make_partition(label);
  return made;
}

// What each vertex has to each module, from a dense matrix; no modules in common with the rows of a graph.
std::vector<std::vector<double>> to_modules(const weighted_list& of, degree_mode mode) {
  const std::size_t n = of.list.vertices;
  std::vector<std::vector<double>> matrix(n, std::vector<double>(n, 0.0));
  for (std::size_t e = 0; e < of.strength.size(); ++e) {
    const auto [u, v] = of.list.edges[e];
    matrix[u][v] += static_cast<double>(of.strength[e]);
    if (of.list.kind == direction::undirected) matrix[v][u] += static_cast<double>(of.strength[e]);
  }
  std::vector<std::vector<double>> sums(n, std::vector<double>(of.modules.clusters, 0.0));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      const bool undirected = of.list.kind == direction::undirected;
      if (undirected || mode != degree_mode::in) sums[i][of.modules.label[j]] += matrix[i][j];
      if (!undirected && mode != degree_mode::out) sums[i][of.modules.label[j]] += matrix[j][i];
    }
  return sums;
}

TEST(Participation, OfTheKarateClubIsAsPublished) {  // by the formula, on the optimal four modules
  const auto found = participation(kit::undirected(kit::karate_club()), karate_modules).score;
  EXPECT_NEAR(found[0], 0.5390625, 1e-15);
  EXPECT_NEAR(found[2], 0.62, 1e-15);
  EXPECT_NEAR(found[33], 0.5121107266, 5e-11);
}

TEST(Participation, IsSolvedByHand) {
  // 0 has two ties to its own module, one to each of two others: 1 - (1/4 + 1/16 + 1/16).
  const undirected_graph graph(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}});
  const partition modules{{0, 0, 0, 1, 2}, 3};
  EXPECT_EQ(participation(graph, modules).score.values, (std::vector<double>{0.625, 0, 0, 0, 0}));
  // Strengths 3 and 2 at home, 5 and 0 abroad.
  EXPECT_EQ(participation(graph, edge_strengths::from({0.3, 0.2, 0.5, 0}), modules).score.values[0], 0.5);
}

TEST(Participation, CountsParallelEdgesEachAndALoopTwiceAtHome) {
  const partition modules{{0, 1}, 2};
  EXPECT_EQ(participation(undirected_graph(2, {{0, 1}, {0, 1}, {0, 0}}), modules).score.values, (std::vector<double>{0.5, 0}));
  const directed_graph graph(2, {{0, 1}, {0, 0}});
  EXPECT_DOUBLE_EQ(participation(graph, modules).score[0], 4.0 / 9);
  EXPECT_EQ(participation(graph, modules, {.mode = degree_mode::out}).score[0], 0.5);
  EXPECT_EQ(participation(graph, modules, {.mode = degree_mode::in}).score[0], 0.0);
}

TEST(Participation, FollowsItsFormulaOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    weighted_list of = random_case(1, round);
    const auto strengths = edge_strengths::over({1, 10}, of.strength);
    const auto rounded = edge_strengths::rounded({of.strength.begin(), of.strength.end()}, "a test");
    for (const bool weighted : {true, false}) {
      if (!weighted) std::fill(of.strength.begin(), of.strength.end(), 1);
      for (const degree_mode mode : modes)
        kit::with_graph(of.list, [&](const auto& graph) {
          const auto found = weighted ? participation(graph, strengths, of.modules, {.mode = mode}).score
                                      : participation(graph, of.modules, {.mode = mode}).score;
          const auto sums = to_modules(of, mode);
          std::vector<undefined_score> undefined;
          for (vertex_id v = 0; v < of.list.vertices; ++v) {
            double all = 0.0;
            double squares = 0.0;
            for (const double k : sums[v]) all += k;
            for (const double k : sums[v]) squares += k * k;
            ASSERT_NEAR(found[v], all == 0.0 ? 0.0 : 1 - squares / (all * all), 1e-14);
            if (all == 0.0) undefined.push_back({v, weighted ? "it has no ties of strength above 0" : "it has no ties"});
          }
          ASSERT_EQ(found.undefined, undefined);
          if (weighted) {
            ASSERT_EQ(participation(graph, rounded, of.modules, {.mode = mode}).score, found);
          }
        });
    }
  }
}

TEST(Participation, FollowsTheRelabellingOfVerticesAndModules) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    const weighted_list of = random_case(2, round);
    random_stream random(3, "participation", round);
    const auto name = kit::random_order(random, of.list.vertices);
    edge_list other = kit::relabelled(of.list, name);
    std::reverse(other.edges.begin(), other.edges.end());
    partition modules{std::vector<std::uint32_t>(of.list.vertices), of.modules.clusters};
    for (std::size_t v = 0; v < of.list.vertices; ++v) modules.label[name[v]] = of.modules.clusters - 1 - of.modules.label[v];
    const auto plain = kit::with_graph(of.list, [&](const auto& graph) { return participation(graph, of.modules).score; });
    const auto renamed = kit::with_graph(other, [&](const auto& graph) { return participation(graph, modules).score; });
    ASSERT_EQ(renamed.undefined.size(), plain.undefined.size());
    for (vertex_id v = 0; v < of.list.vertices; ++v) ASSERT_NEAR(renamed[name[v]], plain[v], 1e-15);
  }
}

TEST(Participation, OfAForeignGraphIsTheSame) {
  const edge_list list = kit::karate_club();
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_EQ(participation(foreign, karate_modules).score, participation(kit::undirected(list), karate_modules).score);
}

TEST(Participation, KeepsTheDigitsOfASmallShare) {
  // All but one part in 2^60 at home: 1 - (1 - x)^2 - x^2 = 2 x (1 - x), where doubles alone would say 0.
  const undirected_graph graph(3, {{0, 1}, {0, 2}});
  const auto strengths = edge_strengths::over(1, {(std::int64_t{1} << 60) - 1, 1});
  EXPECT_DOUBLE_EQ(participation(graph, strengths, {{0, 0, 1}, 2}).score[0], 0x1p-59);
}

TEST(Participation, OfDegenerateGraphs) {
  EXPECT_EQ(participation(undirected_graph(), {}).score.size(), 0U);
  const auto untied = participation(directed_graph(2, {}), {{0, 0}, 1}).score;
  EXPECT_EQ(untied.undefined, (std::vector<undefined_score>{{0, "it has no ties"}, {1, "it has no ties"}}));
  EXPECT_EQ(participation(kit::undirected(kit::cycle(4)), {{0, 0, 0, 0}, 1}).score.values, std::vector<double>(4, 0));
  EXPECT_EQ(participation(kit::undirected(kit::star(4)), {{0, 1, 2, 3, 4}, 5}).score.values,
            (std::vector<double>{0.75, 0, 0, 0, 0}));
}

TEST(Participation, RefusesWhatIsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const partition modules{{0, 0, 1}, 2};
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return participation(graph, partition{{0, 0}, 1});
      },
      "number of labels", "2", "3, one for each vertex"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return participation(graph, partition{{0, 2, 1}, 2});
      },
      "label of vertex 1", "2", "below 2, the number of modules"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return participation(graph, edge_strengths::uniform(1), modules); },
                                        "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return participation(graph, edge_strengths::from({1, -0.5}), modules);
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return participation(graph, edge_strengths::rounded({1.7e308, 1.7e308}, "a test"), modules);
      },
      "strengths", "a sum at vertex 1 beyond the range of a double", "strengths whose sum at each vertex is below 1.8e308"));
}

TEST(Participation, HasTheSameBitsOnEveryMachine) {  // the digest was made by g++ 12.2 at -O3 and by clang 14
  random_stream random(4, "participation");
  const edge_list list = kit::random_multigraph(random, direction::directed, 120, 900);
  partition modules{{}, 5};
  for (std::size_t v = 0; v < list.vertices; ++v) modules.label.push_back(static_cast<std::uint32_t>(random.below(5)));
  std::vector<double> rounded;
  for (std::size_t e = 0; e < list.edges.size(); ++e) rounded.push_back(0.5 + random.uniform());
  const auto found = participation(kit::directed(list), edge_strengths::rounded(rounded, "a test"), modules);
  EXPECT_EQ(kit::digest(found.score.values), 0x8bf6ef799bd492cfU);
}

}  // namespace
