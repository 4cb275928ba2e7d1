// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/eigenvector.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"
#include "support/perron_oracle.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using numbers = std::vector<double>;

std::vector<std::int64_t> random_amounts(random_stream& random, std::size_t edges) {
  std::vector<std::int64_t> amount;
  for (std::size_t e = 0; e < edges; ++e) amount.push_back(static_cast<std::int64_t>(random.below(6)));  // 0 now and then
  return amount;
}

edge_list some_multigraph(random_stream& random, std::uint64_t round, std::size_t most_vertices) {
  const std::size_t n = 1 + random.below(most_vertices);
  return kit::random_multigraph(random, round % 2 == 0 ? direction::undirected : direction::directed, n, random.below(2 * n + 3));
}

eigenvector_result eigenvector_of(const edge_list& list, const eigenvector_options& options = {}) {
  return kit::with_graph(list, [&](const auto& graph) { return eigenvector(graph, options); });
}
eigenvector_result eigenvector_of(const edge_list& list, const edge_strengths& strengths,
                                  const eigenvector_options& options = {}) {
  return kit::with_graph(list, [&](const auto& graph) { return eigenvector(graph, strengths, options); });
}

numbers ones_of(const edge_list& list) { return numbers(list.edges.size(), 1.0); }

/// |A'x - lambda x| / lambda of what was found, with a dense matrix.
double residual_of(const edge_list& list, const numbers& amount, const eigenvector_result& found) {
  const Eigen::VectorXd x =
      Eigen::Map<const Eigen::VectorXd>(found.score.values.data(), static_cast<Eigen::Index>(list.vertices));
  return (kit::dense_incoming(list, amount) * x - found.eigenvalue * x).norm() / found.eigenvalue;
}

TEST(Eigenvector, OfPublishedGraphsIsAsPublished) {  // networkx 2.8.8
  EXPECT_NEAR(eigenvector_of(kit::florentine_marriages()).score[kit::medici], 0.4303080941, 1e-10);
  const auto karate = eigenvector_of(kit::karate_club());
  EXPECT_NEAR(karate.score[33], 0.3733634703, 2e-10);
  EXPECT_NEAR(karate.eigenvalue, 6.7256977276, 5e-11);
}

TEST(Eigenvector, OfSmallGraphsByHand) {
  const auto pair = eigenvector_of({direction::undirected, 2, {{0, 1}}});  // bipartite: plain power iteration may alternate
  EXPECT_TRUE(pair.converged);
  EXPECT_NEAR(pair.eigenvalue, 1.0, 1e-15);
  EXPECT_TRUE(kit::close(pair.score.values, numbers{std::sqrt(0.5), std::sqrt(0.5)}, 1e-15));
  const auto star = eigenvector_of(kit::star(4));
  EXPECT_NEAR(star.eigenvalue, 2.0, 1e-12);
  EXPECT_TRUE(kit::near(star.score.values,
                        numbers{std::sqrt(0.5), std::sqrt(0.125), std::sqrt(0.125), std::sqrt(0.125), std::sqrt(0.125)}, 1e-11));
  EXPECT_NEAR(eigenvector_of({direction::undirected, 1, {{0, 0}}}).eigenvalue, 2.0, 1e-15);  // an undirected loop counts twice
  EXPECT_NEAR(eigenvector_of({direction::directed, 1, {{0, 0}}}).eigenvalue, 1.0, 1e-15);
  // Score flows along arcs: a loop at 0, then 0 > 1 > 2; 3 > 0 has none to give.
  const auto chain = eigenvector_of({direction::directed, 4, {{0, 0}, {0, 1}, {1, 2}, {3, 0}}});
  EXPECT_TRUE(kit::close(chain.score.values, numbers{std::sqrt(1.0 / 3), std::sqrt(1.0 / 3), std::sqrt(1.0 / 3), 0.0}, 1e-14));
}

TEST(Eigenvector, AgreesWithDenseDecompositionsOnRandomMultigraphs) {
  std::size_t none = 0;
  std::size_t several = 0;
  for (std::uint64_t round = 0; round < 3000; ++round) {
    random_stream random(1, "eigenvector", round);
    const edge_list list = some_multigraph(random, round, 9);
    const auto amount = random_amounts(random, list.edges.size());
    const numbers amounts = round % 3 == 0 ? ones_of(list) : numbers(amount.begin(), amount.end());
    const eigenvector_options options{.tolerance = 1e-13, .max_iterations = 100'000};
    const auto found =
        round % 3 == 0 ? eigenvector_of(list, options) : eigenvector_of(list, edge_strengths::over(1, amount), options);
    const kit::dense_perron expected = kit::perron_by_elimination(kit::dense_incoming(list, amounts));
    ASSERT_EQ(found.dominant, expected.dominant) << "round " << round;
    ASSERT_NEAR(found.eigenvalue, expected.radius, 1e-10) << "round " << round;
    ASSERT_EQ(found.why.empty(), found.dominant == 1);
    none += found.dominant == 0 ? 1U : 0U;
    several += found.dominant > 1 ? 1U : 0U;
    if (found.dominant == 0) {
      ASSERT_EQ(found.score.undefined.size(), list.vertices);
      ASSERT_FALSE(found.converged);
      continue;
    }
    ASSERT_TRUE(found.converged) << "round " << round;
    ASSERT_TRUE(found.score.undefined.empty());
    ASSERT_TRUE(kit::near(found.score.values, kit::plain(expected.x), 1e-9)) << "round " << round;
    ASSERT_GE(*std::min_element(found.score.values.begin(), found.score.values.end()), 0.0);
    ASSERT_NEAR(residual_of(list, amounts, found), found.residual, 1e-14);
  }
  EXPECT_GT(none, 100U);
  EXPECT_GT(several, 50U);
}

TEST(Eigenvector, OfALongPathIsTheSine) {  // lambda = 2 cos(pi / (n + 1)); the next eigenvalue is as near as 3e-5
  const std::size_t n = 1000;
  const auto found = eigenvector_of(kit::path(n));
  EXPECT_TRUE(found.converged);
  EXPECT_LE(found.residual, 1e-12);
  const double step = std::numbers::pi / static_cast<double>(n + 1);
  EXPECT_NEAR(found.eigenvalue, 2 * std::cos(step), 1e-13);
  for (vertex_id v = 0; v < n; ++v)
    ASSERT_NEAR(found.score[v], std::sin(step * (v + 1.0)) * std::sqrt(2.0 / static_cast<double>(n + 1)), 1e-8);
}

TEST(Eigenvector, OfTwoNearlyEqualClustersFarApartIsNowhereNegative) {
  // Complete parts of 8, one a little stronger, joined by a path: a slow case whose scores are far below the rounding in between.
  edge_list list = kit::beside(kit::complete(8), kit::complete(8));
  numbers strength(list.edges.size(), 1.0);
  for (std::size_t e = 28; e < 56; ++e) strength[e] = 1.0001;
  for (vertex_id v = 16; v <= 56; ++v) list.edges.push_back({v == 16 ? 7 : v - 1, v == 56 ? 8 : v});
  list.vertices = 56;
  strength.resize(list.edges.size(), 1.0);
  const auto found = eigenvector_of(list, edge_strengths::from(strength));
  EXPECT_TRUE(found.converged);
  EXPECT_EQ(found.dominant, 1U);
  EXPECT_GT(found.score[9], 0.3);
  EXPECT_LT(found.score[0], 1e-6);
  EXPECT_GE(*std::min_element(found.score.values.begin(), found.score.values.end()), 0.0);
}

TEST(Eigenvector, SaysWhereItDidNotConverge) {
  // A long directed cycle with a chord: its eigenvalues lie nearly on a circle.
  edge_list list{direction::directed, 400, {}};
  for (vertex_id v = 0; v < 400; ++v) list.edges.push_back({v, (v + 1) % 400});
  list.edges.push_back({0, 2});
  for (const std::size_t most : {1U, 5U, 50U, 300U}) {
    const auto found = eigenvector_of(list, {.max_iterations = most});
    EXPECT_FALSE(found.converged);
    EXPECT_GE(found.iterations, most);
    EXPECT_LE(found.iterations, most + 3);
    EXPECT_GT(found.residual, 1e-12);
    EXPECT_NEAR(residual_of(list, ones_of(list), found), found.residual, 1e-13);
    EXPECT_EQ(found.dominant, 1U);
    EXPECT_GE(*std::min_element(found.score.values.begin(), found.score.values.end()), 0.0);
  }
}

TEST(Eigenvector, OfAGraphWithoutACycleHasNoAnswer) {
  const auto found = eigenvector_of({direction::directed, 3, {{0, 1}, {1, 2}, {0, 2}}});
  EXPECT_FALSE(found.converged);
  EXPECT_EQ(found.eigenvalue, 0.0);
  EXPECT_EQ(found.dominant, 0U);
  EXPECT_EQ(found.why, "no cycle passes on any score: the spectral radius is 0");
  ASSERT_EQ(found.score.undefined.size(), 3U);
  EXPECT_EQ(found.score.undefined[2], (undefined_score{2, found.why}));
  EXPECT_EQ(found.score.values, numbers(3, 0.0));
  // A cycle of strength 0 is none.
  EXPECT_EQ(eigenvector_of(kit::cycle(3), edge_strengths::uniform(3, 0)).dominant, 0U);
}

TEST(Eigenvector, OfEqualIslandsIsTheProjectionOfOnes) {
  // Two triangles and a pair: the triangles are dominant and equal, the pair scores 0.
  edge_list list{direction::undirected, 8, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {6, 7}}};
  const auto found = eigenvector_of(list);
  EXPECT_TRUE(found.converged);
  EXPECT_EQ(found.dominant, 2U);
  EXPECT_EQ(found.why, "2 components have the same greatest eigenvalue: how they compare is a convention");
  const double each = std::sqrt(1.0 / 6);
  EXPECT_TRUE(kit::near(found.score.values, numbers{each, each, each, each, each, each, 0, 0}, 1e-14));
  // A star of 4 leaves and a pair of strength 2: both have lambda 2; shares by the sums of the unit eigenvectors.
  const edge_list unlike{direction::undirected, 7, {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {5, 6}}};
  const auto mixed = eigenvector_of(unlike, edge_strengths::over(1, {1, 1, 1, 1, 2}));
  EXPECT_EQ(mixed.dominant, 2U);
  const double star = std::sqrt(0.5) + 4 * std::sqrt(0.125);
  const double pair = std::sqrt(2.0);
  EXPECT_NEAR(mixed.score[0] / mixed.score[5], star * std::sqrt(0.5) / (pair * std::sqrt(0.5)), 1e-10);
}

TEST(Eigenvector, OfNearlyEqualIslandsDoesNotConverge) {
  // Radii 1 and 1 + 1e-10: too near to tell which is dominant, too far apart for one vector.
  const edge_list list{direction::undirected, 4, {{0, 1}, {2, 3}}};
  const auto near = eigenvector_of(list, edge_strengths::from({1.0, 1.0 + 1e-10}));
  EXPECT_EQ(near.dominant, 2U);
  EXPECT_FALSE(near.converged);
  const auto apart = eigenvector_of(list, edge_strengths::from({1.0, 1.0 + 1e-8}));
  EXPECT_EQ(apart.dominant, 1U);
  EXPECT_TRUE(apart.converged);
  EXPECT_EQ(apart.score[0], 0.0);
}

TEST(Eigenvector, FollowsWhatADominantComponentFeeds) {
  // 0 and 1 in a cycle of radius 1 feed 2 and 3 in one of radius 0.99: x2 = x1 + 0.99 x3, x3 = 0.99 x2.
  const edge_list list{direction::directed, 4, {{0, 1}, {1, 0}, {1, 2}, {2, 3}, {3, 2}}};
  const auto strengths = edge_strengths::from({1, 1, 1, 0.99, 0.99});
  const double x2 = 1 / (1 - 0.99 * 0.99);
  const double norm = std::sqrt(2 + x2 * x2 * (1 + 0.99 * 0.99));
  const auto found = eigenvector_of(list, strengths);
  EXPECT_TRUE(found.converged);
  EXPECT_TRUE(kit::near(found.score.values, numbers{1 / norm, 1 / norm, x2 / norm, 0.99 * x2 / norm}, 1e-12));
  const auto early = eigenvector_of(list, strengths, {.max_iterations = 20});
  EXPECT_FALSE(early.converged);
  EXPECT_GT(early.residual, 1e-4);
}

TEST(Eigenvector, OfEqualComponentsInAChainIsThatOfTheLast) {
  // Loops at 0, 1 and 2, with 0 > 1 and 2 > 3: 0 leads to 1 of the same radius, so 1 and 2 are dominant.
  const auto found = eigenvector_of({direction::directed, 4, {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {2, 3}}});
  EXPECT_TRUE(found.converged);
  EXPECT_EQ(found.dominant, 2U);
  const double each = std::sqrt(1.0 / 3);
  EXPECT_TRUE(kit::near(found.score.values, numbers{0, each, each, each}, 1e-15));
}

TEST(Eigenvector, DoesNotDependOnTheUnitNorOnAnIsolatedVertex) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(2, "eigenvector", round);
    edge_list list = some_multigraph(random, round, 8);
    const auto amount = random_amounts(random, list.edges.size());
    const auto plain = eigenvector_of(list, edge_strengths::over(1, amount));
    const auto scaled = eigenvector_of(list, edge_strengths::over({7, 3}, amount));
    ASSERT_TRUE(kit::same_bits(scaled.score.values, plain.score.values));
    ASSERT_NEAR(scaled.eigenvalue, plain.eigenvalue * 7 / 3, 1e-13 * scaled.eigenvalue);
    ++list.vertices;
    numbers longer = plain.score.values;
    longer.push_back(0.0);
    ASSERT_TRUE(kit::near(eigenvector_of(list, edge_strengths::over(1, amount)).score.values, longer, 1e-15));
  }
}

TEST(Eigenvector, AddsParallelEdgesAndFollowsTheRelabelling) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(3, "eigenvector", round);
    const edge_list list = some_multigraph(random, round, 9);
    auto amount = random_amounts(random, list.edges.size());
    const eigenvector_options options{.tolerance = 1e-14, .max_iterations = 2000};
    const auto plain = eigenvector_of(list, edge_strengths::over(1, amount), options).score.values;
    const auto name = kit::random_order(random, list.vertices);
    const auto moved = eigenvector_of(kit::relabelled(list, name), edge_strengths::over(1, amount), options).score.values;
    for (std::size_t v = 0; v < list.vertices; ++v) ASSERT_NEAR(moved[name[v]], plain[v], 1e-9);
    edge_list split = list;
    for (std::size_t e = 0; e < list.edges.size(); ++e) {
      split.edges.push_back(list.edges[e]);
      const std::int64_t part = amount[e] / 2;
      amount[e] -= part;
      amount.push_back(part);
    }
    ASSERT_TRUE(kit::near(eigenvector_of(split, edge_strengths::over(1, amount), options).score.values, plain, 1e-9));
  }
}

TEST(Eigenvector, OfAnUndirectedGraphIsThatOfItsArcsBothWaysAndAShiftKeepsIt) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(4, "eigenvector", round);
    const edge_list list = some_multigraph(random, 0, 9);
    edge_list both{direction::directed, list.vertices, {}};
    for (const auto& [u, v] : list.edges) both.edges.insert(both.edges.end(), {{u, v}, {v, u}});
    const auto plain = eigenvector_of(list, {.tolerance = 1e-13});
    const auto of_both = eigenvector_of(both, {.tolerance = 1e-13});
    ASSERT_TRUE(kit::near(of_both.score.values, plain.score.values, 1e-9));
    if (plain.dominant == 0) continue;
    edge_list shifted = list;  // A + 2 I
    for (vertex_id v = 0; v < list.vertices; ++v) shifted.edges.push_back({v, v});
    const auto of_shifted = eigenvector_of(shifted, {.tolerance = 1e-13});
    ASSERT_NEAR(of_shifted.eigenvalue, plain.eigenvalue + 2, 1e-11);
    ASSERT_TRUE(kit::near(of_shifted.score.values, plain.score.values, 1e-9));
  }
}

TEST(Eigenvector, CopesWithStrengthsAtTheEndsOfTheRange) {
  const edge_list path = kit::path(3);
  const numbers expected{0.5, std::sqrt(0.5), 0.5};
  EXPECT_TRUE(kit::near(eigenvector_of(path, edge_strengths::rounded({5e-324, 5e-324}, "a test")).score.values, expected, 1e-11));
  const auto large = eigenvector_of(path, edge_strengths::rounded({1.2e308, 1.2e308}, "a test"));
  EXPECT_TRUE(kit::near(large.score.values, expected, 1e-11));
  EXPECT_TRUE(kit::close(numbers{large.eigenvalue}, numbers{1.2e308 * std::sqrt(2.0)}, 1e-12));
  // A cycle far weaker than an arc outside it.
  const auto weak = eigenvector_of({direction::directed, 3, {{0, 1}, {1, 0}, {2, 0}}},
                                   edge_strengths::rounded({1e-200, 1e-200, 1e100}, "a test"));
  EXPECT_TRUE(kit::near(weak.score.values, numbers{std::sqrt(0.5), std::sqrt(0.5), 0}, 1e-14));
  EXPECT_TRUE(kit::close(numbers{weak.eigenvalue}, numbers{1e-200}, 1e-12));
}

TEST(Eigenvector, HasTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(5, "eigenvector");
  const edge_list list = kit::random_multigraph(random, direction::directed, 8'000, 24'000);
  const auto strengths = edge_strengths::over(1, random_amounts(random, list.edges.size()));
  const auto graph = kit::directed(list);
  const auto one = eigenvector(graph, strengths, {.run = {.threads = 1}});
  EXPECT_TRUE(one.converged);
  for (const unsigned threads : {2U, 4U, 8U}) {
    const auto many = eigenvector(graph, strengths, {.run = {.threads = threads}});
    EXPECT_TRUE(kit::same_bits(many.score.values, one.score.values));
    EXPECT_EQ(many.residual, one.residual);
    EXPECT_EQ(many.iterations, one.iterations);
  }
  const auto slow = kit::undirected(kit::path(5000));  // by projection
  EXPECT_TRUE(kit::same_bits(eigenvector(slow, {.max_iterations = 200, .run = {.threads = 1}}).score.values,
                             eigenvector(slow, {.max_iterations = 200, .run = {.threads = 3}}).score.values));
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_TRUE(kit::same_bits(eigenvector(foreign).score.values, eigenvector(graph).score.values));
}

TEST(Eigenvector, OfDegenerateGraphs) {
  const auto empty = eigenvector(undirected_graph());
  EXPECT_EQ(empty.score.size(), 0U);
  EXPECT_EQ(empty.dominant, 0U);
  EXPECT_EQ(empty.why, "the graph has no vertices");
  EXPECT_EQ(eigenvector(undirected_graph(1, {})).score.undefined.size(), 1U);
  EXPECT_EQ(eigenvector(directed_graph(3, {})).score.undefined.size(), 3U);
  EXPECT_EQ(eigenvector(undirected_graph(1, {{0, 0}})).score.values, numbers{1.0});
}

TEST(Eigenvector, RefusesWhatIsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const auto refused = [&](const eigenvector_options& options, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return eigenvector(graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({.tolerance = -1.0}, "tolerance", "-1", "a finite number >= 0"));
  EXPECT_TRUE(refused({.tolerance = nan}, "tolerance", "nan", "a finite number >= 0"));
  EXPECT_TRUE(refused({.max_iterations = 0}, "max_iterations", "0", "1 or more"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return eigenvector(graph, edge_strengths::uniform(1)); }, "number of edge values",
                                        "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return eigenvector(graph, edge_strengths::from({1, -0.5}));
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return eigenvector(graph, edge_strengths::rounded({1.7e308, 1.7e308}, "a test"));
      },
      "strengths", "so large that their sums are beyond the range of a double", "strengths whose sums are below 1.8e308"));
}

TEST(Eigenvector, TellsProgressAndStopsOnRequest) {
  const auto graph = kit::undirected(kit::path(3000));
  numbers told;
  static_cast<void>(
      eigenvector(graph, {.max_iterations = 400, .run = {.progress = [&](double share) { told.push_back(share); }}}));
  ASSERT_GT(told.size(), 50U);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
  EXPECT_EQ(told.back(), 1.0);
  std::stop_source stop;
  eigenvector_options options{.tolerance = 0.0, .max_iterations = 1'000'000};
  options.run = {.stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(eigenvector(graph, options)), cancelled);
}

}  // namespace
