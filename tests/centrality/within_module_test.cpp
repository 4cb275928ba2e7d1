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

struct weighted_list {
  edge_list list;
  std::vector<std::int64_t> strength;
  partition modules;
};

weighted_list random_case(std::uint64_t seed, std::uint64_t round) {
  random_stream random(seed, "within module", round);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  const std::size_t n = 1 + random.below(10);
  weighted_list made{kit::random_multigraph(random, kind, n, random.below(3 * n)), {}, {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e) made.strength.push_back(static_cast<std::int64_t>(random.below(5)));
  const std::uint64_t modules = 1 + random.below(3);
  std::vector<std::uint32_t> label;
  for (std::size_t v = 0; v < n; ++v) label.push_back(static_cast<std::uint32_t>(random.below(modules)));
  made.modules = make_partition(label);
  return made;
}

// Edge by edge.
std::vector<std::int64_t> within(const weighted_list& of, degree_mode mode) {
  std::vector<std::int64_t> own(of.list.vertices, 0);
  for (std::size_t e = 0; e < of.strength.size(); ++e) {
    const auto [u, v] = of.list.edges[e];
    if (of.modules.label[u] != of.modules.label[v]) continue;
    const bool both = of.list.kind == direction::undirected || mode == degree_mode::all;
    if (both || mode == degree_mode::out) own[u] += of.strength[e];
    if (both || mode == degree_mode::in) own[v] += of.strength[e];
  }
  return own;
}

// With variance as the mean of the squares less the square of the mean, in whole numbers: n^2 var = n sum k^2 - (sum k)^2.
struct z_or_not {
  bool exists = false;
  double z = 0.0;
};
z_or_not z_of(const weighted_list& of, const std::vector<std::int64_t>& own, std::size_t v) {
  std::int64_t members = 0;
  std::int64_t sum = 0;
  std::int64_t squares = 0;
  for (std::size_t w = 0; w < own.size(); ++w)
    if (of.modules.label[w] == of.modules.label[v]) {
      ++members;
      sum += own[w];
      squares += own[w] * own[w];
    }
  const std::int64_t variance = members * squares - sum * sum;
  if (variance == 0) return {};
  return {true, static_cast<double>(members * own[v] - sum) / std::sqrt(static_cast<double>(variance))};
}

TEST(WithinModule, OfTheKarateClubFollowsTheFormula) {  // the optimal four modules; Python's statistics.pstdev
  const partition modules{{0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 1, 0, 0, 0, 2, 2, 1, 0, 2, 0, 2, 0, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 2},
                          4};
  const auto found = within_module_z(kit::undirected(kit::karate_club()), modules);
  EXPECT_NEAR(found.score[0], 2.1357076616511996, 1e-14);
  EXPECT_NEAR(found.score[33], 2.511655074836764, 1e-14);
  EXPECT_NEAR(found.score[5], 1.2247448713915894, 1e-14);
  EXPECT_EQ(found.ties, ties::exact);
}

TEST(WithinModule, IsSolvedByHand) {
  // Within 0 … 3: 3, 1, 1, 1: mean 3/2, deviation sqrt(3)/2. The pair 4, 5 is tied alike, 6 is alone.
  const undirected_graph graph(7, {{0, 1}, {0, 2}, {0, 3}, {4, 5}, {3, 4}, {6, 0}});
  const auto found = within_module_z(graph, {{0, 0, 0, 0, 1, 1, 2}, 3});
  const double root = std::sqrt(3.0);
  EXPECT_TRUE(kit::near(found.score.values, std::vector<double>{root, -1 / root, -1 / root, -1 / root, 0, 0, 0}, 1e-15));
  EXPECT_EQ(found.score.undefined, (std::vector<undefined_score>{{4, "all members of its module are tied to it alike"},
                                                                 {5, "all members of its module are tied to it alike"},
                                                                 {6, "it is alone in its module"}}));
}

TEST(WithinModule, FollowsItsFormulaOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    weighted_list of = random_case(1, round);
    const auto strengths = edge_strengths::over({1, 10}, of.strength);
    for (const bool weighted : {true, false}) {
      if (!weighted) std::fill(of.strength.begin(), of.strength.end(), 1);
      for (const degree_mode mode : modes)
        kit::with_graph(of.list, [&](const auto& graph) {
          const auto found = weighted ? within_module_z(graph, strengths, of.modules, {.mode = mode}).score
                                      : within_module_z(graph, of.modules, {.mode = mode}).score;
          const auto own = within(of, mode);
          std::size_t undefined = 0;
          for (vertex_id v = 0; v < of.list.vertices; ++v) {
            const z_or_not expected = z_of(of, own, v);
            ASSERT_NEAR(found[v], expected.z, 1e-13);
            ASSERT_EQ(found[v] == 0.0, expected.z == 0.0);
            if (!expected.exists) {
              ASSERT_LT(undefined, found.undefined.size());
              ASSERT_EQ(found.undefined[undefined++].vertex, v);
            }
          }
          ASSERT_EQ(undefined, found.undefined.size());
        });
    }
  }
}

TEST(WithinModule, IsExactlyZeroAtTheMeanOfTheModule) {
  // Within 0 … 6: 6, 1, 1, 1, 2, 2, 1: mean 2.
  const undirected_graph graph(7, {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}, {4, 5}});
  const partition one{std::vector<std::uint32_t>(7, 0), 1};
  for (const auto& found : {within_module_z(graph, one),
                            within_module_z(graph, edge_strengths::over({1, 3}, std::vector<std::int64_t>(7, 7)), one)}) {
    EXPECT_EQ(found.score[4], 0.0);
    EXPECT_EQ(found.score[5], 0.0);
    EXPECT_GT(found.score[0], 0.0);
    EXPECT_LT(found.score[1], 0.0);
  }
}

TEST(WithinModule, TellsLargeStrengthsApartThatDifferByOne) {
  constexpr std::int64_t large = std::int64_t{1} << 62;
  const undirected_graph graph(4, {{0, 1}, {2, 3}});
  const partition one{{0, 0, 0, 0}, 1};
  EXPECT_EQ(within_module_z(graph, edge_strengths::over(1, {large, large + 1}), one).score.values,
            (std::vector<double>{-1, -1, 1, 1}));
}

TEST(WithinModule, SaysWhyItIsApproximateAndTakesRoundingForNoDifference) {
  const undirected_graph graph(5, {{0, 1}, {0, 2}, {1, 2}, {3, 4}, {3, 4}});
  const partition one{{0, 0, 0, 1, 1}, 2};
  const auto found = within_module_z(graph, edge_strengths::rounded({0.1, 0.2, 0.1 + 1e-17, 0.3, 0.1}, "a test"), one);
  EXPECT_EQ(found.ties, ties::approximate);
  EXPECT_EQ(found.why_approximate, "a test");
  EXPECT_EQ(found.score.undefined.size(), 2U);
  // 0.1 + 0.2 at one vertex, 0.3 at the other.
  const directed_graph sums(5, {{2, 0}, {2, 0}, {2, 1}, {3, 4}});
  const auto in = within_module_z(sums, edge_strengths::rounded({0.1, 0.2, 0.3, 1}, "a test"), {{0, 0, 1, 1, 1}, 2},
                                  {.mode = degree_mode::in});
  EXPECT_EQ(in.score.undefined.size(), 2U);
  const auto same = within_module_z(undirected_graph(6, {{0, 1}, {0, 1}, {2, 3}}),
                                    edge_strengths::rounded({0.1, 0.2, 0.3}, "a test"), {{0, 0, 0, 0, 1, 1}, 2});
  EXPECT_EQ(same.score.undefined.size(), 6U);
}

TEST(WithinModule, CopesWithStrengthsAtTheEndsOfTheRange) {
  const undirected_graph graph(4, {{0, 1}, {2, 3}});
  const partition one{{0, 0, 0, 0}, 1};
  for (const double scale : {1e-320, 8e307})
    EXPECT_TRUE(kit::close(within_module_z(graph, edge_strengths::rounded({scale, 2 * scale}, "a test"), one).score.values,
                           std::vector<double>{-1, -1, 1, 1}, 1e-14));
}

TEST(WithinModule, FollowsTheRelabellingOfVerticesAndModules) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    const weighted_list of = random_case(2, round);
    random_stream random(3, "within module", round);
    const auto name = kit::random_order(random, of.list.vertices);
    edge_list other = kit::relabelled(of.list, name);
    std::reverse(other.edges.begin(), other.edges.end());
    partition modules{std::vector<std::uint32_t>(of.list.vertices), of.modules.clusters};
    for (std::size_t v = 0; v < of.list.vertices; ++v) modules.label[name[v]] = of.modules.clusters - 1 - of.modules.label[v];
    const auto plain = kit::with_graph(of.list, [&](const auto& graph) { return within_module_z(graph, of.modules).score; });
    const auto renamed = kit::with_graph(other, [&](const auto& graph) { return within_module_z(graph, modules).score; });
    ASSERT_EQ(renamed.undefined.size(), plain.undefined.size());
    for (vertex_id v = 0; v < of.list.vertices; ++v) ASSERT_NEAR(renamed[name[v]], plain[v], 1e-14);
  }
}

TEST(WithinModule, OfAForeignGraphIsTheSame) {
  const edge_list list = kit::krackhardt_kite();
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  const partition modules{{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, 2};
  EXPECT_EQ(within_module_z(foreign, modules).score, within_module_z(kit::undirected(list), modules).score);
}

TEST(WithinModule, OfDegenerateGraphs) {
  EXPECT_EQ(within_module_z(undirected_graph(), {}).score.size(), 0U);
  EXPECT_EQ(within_module_z(directed_graph(2, {}), {{0, 0}, 1}).score.undefined.size(), 2U);
  EXPECT_EQ(within_module_z(undirected_graph(1, {{0, 0}}), {{0}, 1}).score.undefined.front().reason, "it is alone in its module");
  // An isolate among the tied has a z: it is the least of them.
  EXPECT_LT(within_module_z(undirected_graph(3, {{0, 1}}), {{0, 0, 0}, 1}).score[2], 0.0);
}

TEST(WithinModule, RefusesWhatIsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const partition modules{{0, 0, 0}, 1};
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return within_module_z(graph, partition{{0, 0}, 1});
      },
      "number of labels", "2", "3, one for each vertex"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return within_module_z(graph, partition{{0, 2, 1}, 2});
      },
      "label of vertex 1", "2", "below 2, the number of modules"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return within_module_z(graph, edge_strengths::uniform(1), modules); },
                                        "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return within_module_z(graph, edge_strengths::from({1, -0.5}), modules);
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return within_module_z(graph, edge_strengths::rounded({1.7e308, 1.7e308}, "a test"), modules);
      },
      "strengths", "a sum at vertex 1 beyond the range of a double", "strengths whose sum at each vertex is below 1.8e308"));
}

TEST(WithinModule, HasTheSameBitsOnEveryMachine) {  // the digest was made by g++ 12.2 at -O3 and by clang 14
  random_stream random(4, "within module");
  const edge_list list = kit::random_multigraph(random, direction::directed, 120, 900);
  partition modules{{}, 5};
  for (std::size_t v = 0; v < list.vertices; ++v) modules.label.push_back(static_cast<std::uint32_t>(random.below(5)));
  std::vector<double> rounded;
  for (std::size_t e = 0; e < list.edges.size(); ++e) rounded.push_back(0.5 + random.uniform());
  const auto found = within_module_z(kit::directed(list), edge_strengths::rounded(rounded, "a test"), modules);
  EXPECT_EQ(kit::digest(found.score.values), 0x3a8071fbe1669387U);
}

}  // namespace
