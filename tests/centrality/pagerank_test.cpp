// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/graph/generators.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"
#include "support/oracles.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

double sum(const std::vector<double>& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0); }

std::vector<double> shares(const std::vector<double>& weights) {
  std::vector<double> p = weights;
  for (double& share : p) share /= sum(weights);
  return p;
}

std::vector<std::int64_t> random_amounts(random_stream& random, std::size_t edges) {
  std::vector<std::int64_t> amount;
  for (std::size_t e = 0; e < edges; ++e) amount.push_back(static_cast<std::int64_t>(random.below(6)));  // 0 now and then
  return amount;
}

edge_list both_ways(const edge_list& list) {
  edge_list both{direction::directed, list.vertices, {}};
  for (const auto& [u, v] : list.edges) both.edges.insert(both.edges.end(), {{u, v}, {v, u}});  // so a loop counts twice
  return both;
}

TEST(PageRank, OfFourPagesIsAsPublished) {  // networkx 2.8.8, alpha = 0.85
  const auto result = pagerank(kit::directed(kit::four_pages()));
  EXPECT_TRUE(kit::near(result.score.values, std::vector<double>{0.372527, 0.195824, 0.394149, 0.037500}, 5e-7));
  EXPECT_TRUE(result.converged);
}

TEST(PageRank, OfTheKarateClubIsAsPublished) {  // networkx 2.8.8, unweighted
  EXPECT_NEAR(pagerank(kit::undirected(kit::karate_club())).score[33], 0.1009191823, 5e-10);
}

TEST(PageRank, OfTheMediciIsAsPublished) {  // networkx 2.8.8, alpha = 0.85
  EXPECT_NEAR(pagerank(kit::undirected(kit::florentine_marriages())).score[kit::medici], 0.1458172050, 5e-10);
}

TEST(PageRank, OfAnArcBetweenTwoIsSolvedByHand) {
  // With x(1) dangling and p = (1/2, 1/2): x(0) = (1 - d + d x(1)) / 2 and x(0) + x(1) = 1, so x(0) = 1 / (2 + d).
  const auto result = pagerank(directed_graph(2, {{0, 1}}), {.damping = 0.5, .tolerance = 1e-14});
  EXPECT_TRUE(kit::close(result.score.values, std::vector<double>{0.4, 0.6}, 1e-13));
}

TEST(PageRank, AgreesWithEliminationOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    random_stream random(1, "pagerank", round);
    const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
    const std::size_t n = 1 + random.below(10);
    const edge_list list = kit::random_multigraph(random, kind, n, random.below(2 * n + 4));
    const auto amount = random_amounts(random, list.edges.size());
    pagerank_options options{.damping = 0.05 * static_cast<double>(random.below(20)), .tolerance = 1e-13};
    options.dangling = round % 3 == 0 ? dangling_policy::uniform : dangling_policy::personalization;
    std::vector<double> anew(n, 1.0 / static_cast<double>(n));
    const std::vector<double> uniform = anew;
    if (round % 4 > 1) {
      for (std::size_t v = 0; v < n; ++v) options.personalization.push_back(static_cast<double>(random.below(3)));
      options.personalization[random.below(n)] = 2.5;
      anew = shares(options.personalization);
    }
    const auto& stuck = options.dangling == dangling_policy::uniform ? uniform : anew;
    kit::with_graph(list, [&](const auto& graph) {
      const auto weighted = pagerank(graph, edge_strengths::over(1, amount), options);
      const std::vector<double> as_doubles(amount.begin(), amount.end());
      ASSERT_TRUE(weighted.converged);
      ASSERT_TRUE(
          kit::near(weighted.score.values, kit::pagerank_by_elimination(list, as_doubles, options.damping, anew, stuck), 1e-11));
      ASSERT_NEAR(sum(weighted.score.values), 1.0, 1e-14);
      const std::vector<double> ones(amount.size(), 1.0);
      ASSERT_TRUE(kit::near(pagerank(graph, options).score.values,
                            kit::pagerank_by_elimination(list, ones, options.damping, anew, stuck), 1e-11));
    });
  }
}

TEST(PageRank, ResidualIsThatOfTheScoresAndBoundsTheError) {
  const edge_list list = kit::karate_club();
  const std::size_t n = list.vertices;
  const std::vector<double> p(n, 1.0 / 34);
  const auto exact = kit::pagerank_by_elimination(list, std::vector<double>(list.edges.size(), 1.0), 0.85, p, p);
  for (const std::size_t most : {1U, 2U, 3U, 5U, 10U}) {
    const auto found = pagerank(kit::undirected(list), {.max_iterations = most});
    EXPECT_FALSE(found.converged);
    EXPECT_EQ(found.iterations, most);
    std::vector<double> degree(n, 0.0);
    for (const endpoints& e : list.edges) ++degree[e.source], ++degree[e.target];
    std::vector<double> image(n, 0.15 / 34);
    for (const auto& [u, v] : list.edges) {
      image[v] += 0.85 * found.score[u] / degree[u];
      image[u] += 0.85 * found.score[v] / degree[v];
    }
    double residual = 0.0;
    double error = 0.0;
    for (vertex_id v = 0; v < n; ++v) {
      residual += std::fabs(image[v] - found.score[v]);
      error += std::fabs(exact[v] - found.score[v]);
    }
    EXPECT_NEAR(found.residual, residual, 1e-14);
    EXPECT_NEAR(found.error_bound, found.residual / 0.15, 1e-14);
    EXPECT_LE(error, found.error_bound);
  }
}

TEST(PageRank, StopsAtTheTolerance) {
  const auto loose = pagerank(kit::undirected(kit::karate_club()), {.tolerance = 1e-3});
  const auto tight = pagerank(kit::undirected(kit::karate_club()), {.tolerance = 1e-12});
  EXPECT_TRUE(loose.converged);
  EXPECT_LE(loose.residual, 1e-3);
  EXPECT_GT(loose.residual, 1e-12);
  EXPECT_LE(tight.residual, 1e-12);
  EXPECT_LT(loose.iterations, tight.iterations);
}

TEST(PageRank, IsNormalisedEvenAtADampingNearOne) {
  random_stream random(2, "pagerank");
  const auto graph = kit::directed(kit::random_multigraph(random, direction::directed, 3000, 6000));
  const auto result = pagerank(graph, {.damping = 0.9999, .max_iterations = 5000});
  EXPECT_NEAR(sum(result.score.values), 1.0, 1e-13);
}

// What one sweep rounds off is at most a few 1e-17 here; where sweeps pass it on, 1e-15 has piled up by the end.
TEST(PageRank, DoesNotPileUpRoundingFromSweepToSweep) {
  for (std::uint64_t seed = 1; seed < 5; ++seed) {
    random_stream random(seed);
    std::vector<endpoints> edges(60);
    for (endpoints& e : edges) e = {static_cast<vertex_id>(random.below(20)), static_cast<vertex_id>(random.below(20))};
    const auto result =
        pagerank(directed_graph(20, edges), {.damping = 1 - 0x1p-40, .tolerance = 0.0, .max_iterations = 100'000});
    long double mass = 0.0;
    for (const double score : result.score.values) mass += score;
    EXPECT_NEAR(static_cast<double>(mass - 1.0L), 0.0, 4e-16) << "seed " << seed;
  }
}

TEST(PageRank, CopesWithStrengthsAtTheEndsOfTheRange) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto small = pagerank(graph, edge_strengths::rounded({5e-324, 5e-324}, "a test"));
  EXPECT_TRUE(kit::close(small.score.values, pagerank(graph).score.values, 1e-14));
  const auto weights = std::vector<double>{1.7e308, 1.7e308, 1.7e308};
  EXPECT_TRUE(kit::close(pagerank(graph, {.personalization = weights}).score.values, pagerank(graph).score.values, 1e-14));
}

TEST(PageRank, DoesNotDependOnTheUnitOfStrength) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(3, "pagerank", round);
    const auto graph = kit::directed(kit::random_multigraph(random, direction::directed, 8, 20));
    const auto amount = random_amounts(random, 20);
    const auto plain = pagerank(graph, edge_strengths::over(1, amount)).score.values;
    ASSERT_TRUE(kit::same_bits(pagerank(graph, edge_strengths::over({1, 10}, amount)).score.values, plain));
    ASSERT_TRUE(kit::same_bits(pagerank(graph, edge_strengths::over({7, 3}, amount)).score.values, plain));
  }
}

TEST(PageRank, OfUnitStrengthsIsThatWithoutStrengths) {
  const auto graph = kit::undirected(kit::karate_club());
  EXPECT_TRUE(kit::same_bits(pagerank(graph, edge_strengths::uniform(78)).score.values, pagerank(graph).score.values));
  const auto pages = kit::directed(kit::four_pages());
  const std::vector<double> alike(pages.edges(), 0.3);
  EXPECT_TRUE(kit::same_bits(pagerank(pages, edge_strengths::from(alike)).score.values, pagerank(pages).score.values));
  EXPECT_TRUE(
      kit::same_bits(pagerank(pages, edge_strengths::rounded(alike, "a test")).score.values, pagerank(pages).score.values));
}

TEST(PageRank, OfAnUndirectedGraphIsThatOfItsArcsBothWays) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(4, "pagerank", round);
    const edge_list list = kit::random_multigraph(random, direction::undirected, 7, 12);
    const edge_list both = both_ways(list);
    const pagerank_options tight{.tolerance = 1e-13};
    ASSERT_TRUE(
        kit::near(pagerank(kit::undirected(list), tight).score.values, pagerank(kit::directed(both), tight).score.values, 1e-12));
  }
}

TEST(PageRank, OfTwoGraphsSideBySideIsSharedBySize) {
  // Neither has a dangling vertex.
  const edge_list a = kit::krackhardt_kite();
  const edge_list b = kit::karate_club();
  const auto both = pagerank(kit::undirected(kit::beside(a, b)), {.tolerance = 1e-13}).score.values;
  std::vector<double> expected;
  for (const double x : pagerank(kit::undirected(a), {.tolerance = 1e-13}).score.values) expected.push_back(x * 10 / 44);
  for (const double x : pagerank(kit::undirected(b), {.tolerance = 1e-13}).score.values) expected.push_back(x * 34 / 44);
  EXPECT_TRUE(kit::near(both, expected, 1e-12));
}

TEST(PageRank, IsLinearInThePersonalization) {
  const auto graph = kit::directed(kit::four_pages());  // no dangling vertex
  const auto at = [&](std::vector<double> p) {
    return pagerank(graph, {.tolerance = 1e-14, .personalization = std::move(p)}).score.values;
  };
  const auto a = at({1, 0, 0, 0});
  const auto b = at({0, 0, 0, 1});
  std::vector<double> mixed;
  for (std::size_t v = 0; v < 4; ++v) mixed.push_back(0.25 * a[v] + 0.75 * b[v]);
  EXPECT_TRUE(kit::near(at({1, 0, 0, 3}), mixed, 1e-13));
}

// Undirected graphs are solved by conjugate gradients, their arcs both ways by sweeps.
TEST(PageRank, OfALargeUndirectedGraphIsThatOfItsArcsBothWays) {
  for (std::uint64_t round = 0; round < 8; ++round) {
    random_stream random(7, "pagerank", round);
    const edge_list list = kit::random_multigraph(random, direction::undirected, 3000, 2000 + 1000 * round);  // many parts
    const auto amount = random_amounts(random, list.edges.size());
    std::vector<std::int64_t> twice;
    for (const std::int64_t a : amount) twice.insert(twice.end(), {a, a});
    pagerank_options options{.damping = round % 2 == 0 ? 0.85 : 0.99, .tolerance = 1e-13, .max_iterations = 10'000};
    options.dangling = round % 3 == 0 ? dangling_policy::uniform : dangling_policy::personalization;
    if (round % 4 > 1)
      for (std::size_t v = 0; v < list.vertices; ++v) options.personalization.push_back(static_cast<double>(random.below(3)));
    const auto one = kit::undirected(list);
    const auto other = kit::directed(both_ways(list));
    const auto leapt = pagerank(one, options);
    const auto swept = pagerank(other, options);
    EXPECT_TRUE(leapt.converged);
    EXPECT_LT(3 * leapt.iterations, 2 * swept.iterations);
    EXPECT_TRUE(kit::near(leapt.score.values, swept.score.values, 1e-12));
    EXPECT_TRUE(kit::near(pagerank(one, edge_strengths::over(1, amount), options).score.values,
                          pagerank(other, edge_strengths::over(1, twice), options).score.values, 1e-12));
  }
}

TEST(PageRank, OfAStarIsSolvedByHand) {  // the leaves follow from the centre
  const double d = 0.85;
  for (const std::size_t leaves : {2U, 7U, 5000U}) {
    const auto found = pagerank(kit::undirected(kit::star(leaves)), {.tolerance = 1e-13});
    const double begins = (1.0 - d) / static_cast<double>(leaves + 1);
    const double centre = begins * (1.0 + d * static_cast<double>(leaves)) / (1.0 - d * d);
    std::vector<double> expected(leaves + 1, begins + d * centre / static_cast<double>(leaves));
    expected[0] = centre;
    EXPECT_TRUE(kit::near(found.score.values, expected, 1e-13));
    EXPECT_TRUE(found.converged);
  }
}

TEST(PageRank, OfATwoSidedGraphIsSolvedOnOneSide) {
  const auto found = pagerank(grid({.rows = 90, .columns = 91}));
  EXPECT_TRUE(found.converged);
  EXPECT_LE(found.iterations, 20U);                                                           // 33 on both sides
  EXPECT_LE(pagerank(grid({.rows = 90, .columns = 91}), {.damping = 0.99}).iterations, 60U);  // 98
}

TEST(PageRank, OfGraphsWhereHalfTheVerticesHaveNoTiesAmongThemAgreesWithElimination) {
  for (std::uint64_t round = 0; round < 120; ++round) {
    random_stream random(11, "pagerank", round);
    edge_list list = kit::random_multigraph(random, direction::undirected, 9, 9);  // with loops
    for (const vertex_id leaf : {9U, 10U, 11U, 12U, 13U, 14U, 15U, 16U, 17U, 18U})
      for (std::uint64_t tie = random.below(4); tie > 0; --tie)  // parallel ones; none now and then
        list.edges.push_back({leaf, static_cast<vertex_id>(random.below(9))});
    list.vertices = 20;
    const auto amount = random_amounts(random, list.edges.size());
    std::vector<double> p;
    for (std::size_t v = 0; v < list.vertices; ++v) p.push_back(static_cast<double>(v % 7 == 0 ? 0 : random.below(5)));
    p[1] = 1.0;
    const double d = std::vector<double>{0.3, 0.85, 0.99}[round % 3];
    const auto found = pagerank(kit::undirected(list), edge_strengths::over(1, amount),
                                {.damping = d, .tolerance = 1e-13, .personalization = p});
    const std::vector<double> weight(amount.begin(), amount.end());
    ASSERT_TRUE(found.converged);
    ASSERT_TRUE(kit::near(found.score.values, kit::pagerank_by_elimination(list, weight, d, shares(p), shares(p)), 1e-11));
    ASSERT_NEAR(sum(found.score.values), 1.0, 1e-14);
  }
}

TEST(PageRank, HasScoresOfSumOneHoweverEarlyItEnds) {
  const auto path = kit::undirected(kit::path(40));
  std::vector<double> p(40, 0.0);
  p[3] = 1.0;
  for (std::size_t most = 1; most < 40; ++most) {
    const auto found = pagerank(path, {.damping = 0.99, .max_iterations = most, .personalization = p});
    EXPECT_LE(found.iterations, most);
    EXPECT_EQ(found.converged, found.residual <= 1e-10);
    EXPECT_NEAR(sum(found.score.values), 1.0, 1e-14);
    for (const double score : found.score.values) EXPECT_GE(score, 0.0);
  }
}

TEST(PageRank, OfAnUndirectedPathConvergesSoonAtADampingNearOne) {
  const auto found = pagerank(kit::undirected(kit::path(500)), {.damping = 0.9999, .personalization = {[] {
                                                                                     std::vector<double> p(500, 0.0);
                                                                                     p[0] = 1.0;
                                                                                     return p;
                                                                                   }()}});
  EXPECT_TRUE(found.converged);
  EXPECT_LT(found.iterations, 800U);
}

TEST(PageRank, OfAChainOfArcsIsSolvedByHand) {
  // x(k) = p' + d x(k - 1), with the same p' for all: x(k) is in proportion to 1 - d^(k + 1).
  const std::size_t n = 3000;
  std::vector<endpoints> arcs;
  for (vertex_id v = 0; v + 1 < n; ++v) arcs.push_back({v, v + 1});
  const auto found = pagerank(directed_graph(n, arcs), {.damping = 0.999, .tolerance = 1e-14});
  std::vector<double> expected;
  for (std::size_t k = 0; k < n; ++k) expected.push_back(1.0 - std::pow(0.999, static_cast<double>(k + 1)));
  EXPECT_TRUE(kit::close(found.score.values, shares(expected), 1e-11));
  EXPECT_TRUE(found.converged);
  EXPECT_EQ(found.iterations, 3U);  // one to measure, one in the order of the arcs, one to measure again
}

TEST(PageRank, OfWalksThatNeverComeBackAgreesWithElimination) {
  for (std::uint64_t round = 0; round < 400; ++round) {
    random_stream random(8, "pagerank", round);
    const std::size_t n = 2 + random.below(9);
    const auto name = kit::random_order(random, n);
    edge_list list{direction::directed, n, {}};
    for (std::size_t e = random.below(3 * n); e > 0; --e) {
      const std::size_t u = random.below(n - 1);
      list.edges.push_back({name[u], name[u + 1 + random.below(n - 1 - u)]});
    }
    const auto amount = random_amounts(random, list.edges.size());
    pagerank_options options{.damping = 0.05 * static_cast<double>(random.below(20))};
    options.dangling = round % 3 == 0 ? dangling_policy::uniform : dangling_policy::personalization;
    std::vector<double> anew(n, 1.0 / static_cast<double>(n));
    const std::vector<double> uniform = anew;
    if (round % 4 > 1) {
      for (std::size_t v = 0; v < n; ++v) options.personalization.push_back(static_cast<double>(random.below(3)));
      options.personalization[random.below(n)] = 2.5;
      anew = shares(options.personalization);
    }
    const auto& stuck = options.dangling == dangling_policy::uniform ? uniform : anew;
    const auto found = pagerank(kit::directed(list), edge_strengths::over(1, amount), options);
    ASSERT_LE(found.iterations, 3U);
    ASSERT_TRUE(kit::near(
        found.score.values,
        kit::pagerank_by_elimination(list, std::vector<double>(amount.begin(), amount.end()), options.damping, anew, stuck),
        found.iterations == 1 ? 1e-9 : 1e-13));
  }
}

TEST(PageRank, CopesWithStrengthsFarApart) {
  // From 1 the walk as good as always goes on to 2.
  const auto found = pagerank(undirected_graph(3, {{0, 1}, {1, 2}}), edge_strengths::rounded({1e-200, 1e200}, "a test"));
  EXPECT_TRUE(kit::near(found.score.values, pagerank(directed_graph(3, {{0, 1}, {1, 2}, {2, 1}})).score.values, 1e-9));
}

TEST(PageRank, FollowsTheRelabelling) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(5, "pagerank", round);
    const edge_list list = kit::random_multigraph(random, direction::directed, 9, 15);
    const auto name = kit::random_order(random, 9);
    const auto plain = pagerank(kit::directed(list)).score.values;
    const auto other = pagerank(kit::directed(kit::relabelled(list, name))).score.values;
    for (std::size_t v = 0; v < 9; ++v) ASSERT_NEAR(other[name[v]], plain[v], 1e-13);
  }
}

TEST(PageRank, AddsParallelEdges) {
  const directed_graph split(3, {{0, 1}, {0, 1}, {0, 2}, {1, 0}, {2, 0}});
  const directed_graph whole(3, {{0, 1}, {0, 2}, {1, 0}, {2, 0}});
  EXPECT_TRUE(kit::near(pagerank(split, edge_strengths::over(1, {2, 3, 1, 1, 1})).score.values,
                        pagerank(whole, edge_strengths::over(1, {5, 1, 1, 1})).score.values, 1e-15));
}

TEST(PageRank, HasTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(6, "pagerank");
  const edge_list list = kit::random_multigraph(random, direction::directed, 20'000, 60'000);
  const auto amount = random_amounts(random, list.edges.size());
  const auto strengths = edge_strengths::over(1, amount);
  const auto graph = kit::directed(list);
  const auto one = pagerank(graph, strengths, {.run = {.threads = 1}});
  for (const unsigned threads : {2U, 4U, 8U}) {
    const auto many = pagerank(graph, strengths, {.run = {.threads = threads}});
    EXPECT_TRUE(kit::same_bits(many.score.values, one.score.values));
    EXPECT_EQ(many.residual, one.residual);
    EXPECT_EQ(many.iterations, one.iterations);
  }
  // A vecS adjacency_list with directedS lists its edges by source: the edges are given to both in that order.
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  std::vector<endpoints> order;
  for (auto [e, end] = edges(foreign); e != end; ++e)
    order.push_back({static_cast<vertex_id>(source(*e, foreign)), static_cast<vertex_id>(target(*e, foreign))});
  EXPECT_TRUE(kit::same_bits(pagerank(foreign, strengths).score.values,
                             pagerank(directed_graph(list.vertices, order), strengths).score.values));
}

TEST(PageRank, HasTheSameBitsForAnyNumberOfThreadsByEachWayOfSolving) {
  random_stream random(9, "pagerank");
  const edge_list list = kit::random_multigraph(random, direction::undirected, 20'000, 60'000);
  edge_list forward{direction::directed, list.vertices, {}};
  for (const auto& [u, v] : list.edges)
    if (u != v) forward.edges.push_back({std::min(u, v), std::max(u, v)});
  const auto strengths = edge_strengths::over(1, random_amounts(random, list.edges.size()));
  const auto same = [](const auto& result_of) {
    const pagerank_result one = result_of(1U);
    for (const unsigned threads : {2U, 4U, 8U}) {
      const pagerank_result many = result_of(threads);
      EXPECT_TRUE(kit::same_bits(many.score.values, one.score.values));
      EXPECT_EQ(many.residual, one.residual);
      EXPECT_EQ(many.iterations, one.iterations);
    }
  };
  const auto both = kit::undirected(list);
  const auto chain = kit::directed(forward);
  const auto sparse = kit::undirected(kit::random_multigraph(random, direction::undirected, 30'000, 30'000));
  const auto by_rows = grid({.rows = 150, .columns = 150});
  same([&](unsigned threads) { return pagerank(sparse, {.damping = 0.99, .run = {.threads = threads}}); });
  same([&](unsigned threads) { return pagerank(by_rows, {.run = {.threads = threads}}); });
  same([&](unsigned threads) { return pagerank(both, {.run = {.threads = threads}}); });
  same([&](unsigned threads) { return pagerank(both, strengths, {.run = {.threads = threads}}); });
  same([&](unsigned threads) { return pagerank(chain, {.run = {.threads = threads}}); });
}

TEST(PageRank, OfDegenerateGraphs) {
  const auto empty = pagerank(undirected_graph());
  EXPECT_EQ(empty.score.size(), 0U);
  EXPECT_TRUE(empty.converged);
  EXPECT_EQ(empty.iterations, 0U);
  EXPECT_EQ(pagerank(undirected_graph(1, {})).score.values, std::vector<double>{1.0});
  EXPECT_EQ(pagerank(undirected_graph(1, {{0, 0}})).score.values, std::vector<double>{1.0});
  EXPECT_EQ(pagerank(directed_graph(4, {})).score.values, std::vector<double>(4, 0.25));
  // A vertex whose strengths are all 0 is dangling.
  EXPECT_EQ(pagerank(undirected_graph(2, {{0, 1}}), edge_strengths::uniform(1, 0)).score.values, std::vector<double>(2, 0.5));
  const std::vector<double> p{0.25, 0.75};
  EXPECT_EQ(pagerank(directed_graph(2, {{0, 1}}), {.damping = 0.0, .personalization = {1, 3}}).score.values, p);
}

TEST(PageRank, RefusesOptionsOutsideTheirRange) {
  const auto graph = kit::directed(kit::four_pages());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const auto refused = [&](const pagerank_options& options, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return pagerank(graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({.damping = 1.0}, "damping", "1", "[0, 1)"));
  EXPECT_TRUE(refused({.damping = -0.1}, "damping", "-0.1", "[0, 1)"));
  EXPECT_TRUE(refused({.damping = nan}, "damping", "nan", "[0, 1)"));
  EXPECT_TRUE(refused({.tolerance = -1.0}, "tolerance", "-1", "a finite number >= 0"));
  EXPECT_TRUE(refused({.tolerance = nan}, "tolerance", "nan", "a finite number >= 0"));
  EXPECT_TRUE(refused({.tolerance = infinity}, "tolerance", "inf", "a finite number >= 0"));
  EXPECT_TRUE(refused({.max_iterations = 0}, "max_iterations", "0", "1 or more"));
  EXPECT_TRUE(refused({.personalization = {1, 1}}, "personalization", "2 weights", "none, or 4, one for each vertex"));
  EXPECT_TRUE(refused({.personalization = {1, nan, 1, 1}}, "personalization", "nan at vertex 1", "finite weights >= 0"));
  EXPECT_TRUE(refused({.personalization = {1, 1, infinity, 1}}, "personalization", "inf at vertex 2", "finite weights >= 0"));
  EXPECT_TRUE(refused({.personalization = {1, 1, 1, -2}}, "personalization", "-2 at vertex 3", "finite weights >= 0"));
  EXPECT_TRUE(refused({.personalization = {0, 0, 0, 0}}, "personalization", "0 at every vertex", "a weight above 0"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return pagerank(directed_graph(), {.damping = 1.0}); }, "damping", "1", "[0, 1)"));
}

TEST(PageRank, RefusesStrengthsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return pagerank(graph, edge_strengths::uniform(1)); }, "number of edge values", "1",
                                        "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return pagerank(graph, edge_strengths::from({1, -0.5}));
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return pagerank(graph, edge_strengths::rounded({1.7e308, 1.7e308}, "a test"));
      },
      "strengths", "a sum at vertex 1 beyond the range of a double", "strengths whose sum at each vertex is below 1.8e308"));
}

TEST(PageRank, TellsProgressAndStopsOnRequest) {
  const auto graph = kit::undirected(kit::karate_club());
  std::vector<double> told;
  static_cast<void>(pagerank(graph, {.run = {.progress = [&](double share) { told.push_back(share); }}}));
  ASSERT_GT(told.size(), 5U);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
  EXPECT_GE(told.front(), 0.0);
  EXPECT_EQ(told.back(), 1.0);

  std::stop_source stop;
  pagerank_options options{.damping = 0.999, .tolerance = 0.0, .max_iterations = 1'000'000};
  options.run = {.stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(pagerank(graph, options)), cancelled);
}

}  // namespace
