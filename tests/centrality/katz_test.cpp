// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/katz.hpp>
#include <coopgraph/core/ranking.hpp>

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
#include <numeric>
#include <stop_token>
#include <string>
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

template <class... Strengths>
katz_result katz_of(const edge_list& list, const katz_options& options, const Strengths&... strengths) {
  return kit::with_graph(list, [&](const auto& graph) { return katz(graph, strengths..., options); });
}

/// (1 - alpha A') x = beta by elimination.
numbers by_elimination(const edge_list& list, const numbers& amount, double alpha, const numbers& beta) {
  const auto n = static_cast<Eigen::Index>(list.vertices);
  const Eigen::MatrixXd left = Eigen::MatrixXd::Identity(n, n) - alpha * kit::dense_incoming(list, amount);
  return kit::plain(left.fullPivLu().solve(Eigen::Map<const Eigen::VectorXd>(beta.data(), n)));
}

TEST(Katz, OfTheKarateClubIsAsPublished) {  // networkx 2.8.8: alpha = 0.1, Euclidean norm 1
  const auto found = katz_of(kit::karate_club(), {});
  EXPECT_TRUE(found.converged);
  const auto& x = found.score.values;
  EXPECT_NEAR(x[33] / std::sqrt(std::inner_product(x.begin(), x.end(), x.begin(), 0.0)), 0.3314064274, 1e-10);
}

TEST(Katz, OfSmallGraphsByHand) {
  const edge_list chain{direction::directed, 3, {{0, 1}, {1, 2}}};
  EXPECT_TRUE(kit::close(katz_of(chain, {.alpha = 0.5}).score.values, numbers{1, 1.5, 1.75}, 1e-15));
  EXPECT_TRUE(kit::close(katz_of(chain, {.alpha = 3, .beta = 2}).score.values, numbers{2, 8, 26}, 1e-15));  // no cycle: any alpha
  EXPECT_TRUE(kit::close(katz_of({direction::undirected, 2, {{0, 1}}}, {.alpha = 0.5}).score.values, numbers{2, 2}, 1e-9));
  EXPECT_TRUE(kit::close(katz_of({direction::undirected, 1, {{0, 0}}}, {.alpha = 0.25}).score.values, numbers{2}, 1e-9));
  EXPECT_TRUE(kit::close(katz_of({direction::directed, 1, {{0, 0}}}, {.alpha = 0.25}).score.values, numbers{4.0 / 3}, 1e-9));
  EXPECT_EQ(katz_of(chain, {.alpha = 0}).score.values, numbers(3, 1.0));
}

TEST(Katz, AgreesWithEliminationWithinItsBoundsOnRandomMultigraphs) {
  std::size_t refused = 0;
  std::size_t certified = 0;
  for (std::uint64_t round = 0; round < 3000; ++round) {
    random_stream random(1, "katz", round);
    const edge_list list = some_multigraph(random, round, 10);
    const auto amount = random_amounts(random, list.edges.size());
    const numbers amounts(amount.begin(), amount.end());
    const kit::dense_perron spectrum = kit::perron_by_elimination(kit::dense_incoming(list, amounts));
    const double share = 0.2 + 0.19 * static_cast<double>(random.below(6));  // up to 1.15 of the bound
    katz_options options{.alpha = spectrum.dominant == 0 ? 0.3 : share / spectrum.radius, .tolerance = 1e-12};
    numbers beta(list.vertices, 1.0);
    if (round % 3 == 0) {
      for (double& b : beta) b = static_cast<double>(random.below(3));
      options.betas = beta;
    }
    const auto strengths = edge_strengths::over(1, amount);
    if (spectrum.dominant > 0 && share > 1.0) {
      ASSERT_THROW(static_cast<void>(katz_of(list, options, strengths)), option_error) << "round " << round;
      ++refused;
      continue;
    }
    const auto found = katz_of(list, options, strengths);
    ASSERT_TRUE(found.converged) << "round " << round;
    const numbers expected = by_elimination(list, amounts, options.alpha, beta);
    const double greatest = *std::max_element(expected.begin(), expected.end());
    ASSERT_TRUE(kit::near(found.score.values, expected, 1e-11 * greatest)) << "round " << round;
    ASSERT_LE(found.residual, 1e-10);
    for (std::size_t v = 0; v < list.vertices; ++v) {
      ASSERT_LE(found.lower[v], expected[v] + 1e-13 * greatest);
      ASSERT_GE(found.upper[v], expected[v] - 1e-13 * greatest);
      ASSERT_LE(found.upper[v] - found.lower[v], 2 * found.error_bound + 1e-15 * greatest);
    }
    certified += found.ranking_certified == list.vertices ? 1U : 0U;
  }
  EXPECT_GT(refused, 100U);
  EXPECT_GT(certified, 1500U);
}

// The bounds hold at every stage, not only at the end, and what is certified early stays so.
TEST(Katz, BoundsTheScoresFromTheFirstStepsOn) {
  const edge_list list = kit::karate_club();
  const numbers exact = by_elimination(list, numbers(78, 1.0), 0.12, numbers(34, 1.0));
  std::vector<vertex_id> order(34);
  std::iota(order.begin(), order.end(), vertex_id{0});
  std::sort(order.begin(), order.end(), [&](vertex_id a, vertex_id b) { return exact[a] > exact[b]; });
  std::size_t bounded = 0;
  std::size_t some = 0;
  for (std::size_t most = 1; most <= 60; ++most) {
    const auto found = katz_of(list, {.alpha = 0.12, .tolerance = 1e-15, .max_iterations = most});
    EXPECT_FALSE(found.converged);
    EXPECT_EQ(found.iterations, most);
    EXPECT_EQ(found.upper.empty(), !found.bounded);
    for (vertex_id v = 0; v < 34; ++v) {
      ASSERT_LE(found.lower[v], exact[v] * (1 + 1e-14));
      if (found.bounded) {
        ASSERT_GE(found.upper[v], exact[v] * (1 - 1e-14)) << most;
        ASSERT_LE(std::fabs(found.score[v] - exact[v]), found.error_bound * (1 + 1e-14));
      }
    }
    EXPECT_LE(found.ranking_certified, found.bounded ? 34U : 0U);
    bounded += found.bounded ? 1U : 0U;
    some += found.ranking_certified > 0 && found.ranking_certified < 34 ? 1U : 0U;
    const auto rows = rank(found.score).rows;
    for (std::size_t i = 0; i < found.ranking_certified; ++i)
      ASSERT_NEAR(exact[rows[i].vertex], exact[order[i]], 1e-8) << "place " << i << " after " << most;
  }
  EXPECT_GT(bounded, 40U);
  EXPECT_GT(some, 5U);
}

TEST(Katz, CertifiesTiesAsTies) {
  const auto star = katz_of(kit::star(5), {.alpha = 0.2});
  EXPECT_EQ(star.ranking_certified, 6U);
  const auto early = katz_of(kit::star(5), {.alpha = 0.2, .tolerance = 0.0, .max_iterations = 20});
  EXPECT_TRUE(early.bounded);
  EXPECT_EQ(early.ranking_certified, 1U) << "the leaves are not yet told to be equal within 1e-9";
}

TEST(Katz, NamesTheBoundThatAlphaBreaks) {
  const auto refused = [&](const edge_list& list, const katz_options& options, const char* alpha, const char* bound) {
    return kit::refuses<option_error>([&] { return katz_of(list, options); }, "alpha", alpha,
                                      std::string("[0, 1 / lambda), where 1 / lambda is ") + bound);
  };
  const edge_list pair{direction::undirected, 2, {{0, 1}}};
  EXPECT_TRUE(refused(pair, {.alpha = 1}, "1", "1"));
  EXPECT_TRUE(refused(pair, {.alpha = 2, .max_iterations = 3}, "2", "1"));
  EXPECT_TRUE(refused(pair, {.alpha = 1e300}, "1e+300", "1"));
  EXPECT_TRUE(refused({direction::directed, 3, {{0, 1}, {1, 2}, {2, 2}, {2, 2}}}, {.alpha = 0.5}, "0.5", "0.5"));
  // In a graph that falls apart the greatest radius counts: here that of the complete part, 4.
  EXPECT_TRUE(refused(kit::beside(kit::complete(5), kit::cycle(400)), {.alpha = 0.25}, "0.25", "0.25"));
  EXPECT_TRUE(katz_of(kit::beside(kit::complete(5), kit::cycle(400)), {.alpha = 0.249}).converged);
  // Bipartite, where the ratios of successive terms never settle.
  EXPECT_TRUE(katz_of(kit::star(100), {.alpha = 0.099}).converged);
  EXPECT_THROW(static_cast<void>(katz_of(kit::star(100), {.alpha = 0.101})), option_error);
}

TEST(Katz, SaysWhereItDidNotConverge) {
  const auto found = katz_of(kit::star(100), {.alpha = 0.0999, .max_iterations = 2});
  EXPECT_FALSE(found.converged);
  EXPECT_FALSE(found.bounded);
  EXPECT_EQ(found.error_bound, 0.0);
  EXPECT_GT(found.residual, 0.01);
  EXPECT_TRUE(kit::same_bits(found.score.values, found.lower));
}

TEST(Katz, GivesNothingToVerticesThatNoBetaReaches) {
  const edge_list list{direction::directed, 5, {{0, 1}, {1, 0}, {2, 0}, {1, 3}, {3, 4}}};
  const auto found = katz_of(list, {.alpha = 0.5, .betas = {1, 0, 0, 0, 0}}, edge_strengths::over(1, {1, 1, 1, 1, 0}));
  EXPECT_TRUE(kit::near(found.score.values, numbers{4.0 / 3, 2.0 / 3, 0, 1.0 / 3, 0}, 1e-9));
  EXPECT_EQ(found.score[2], 0.0);
  EXPECT_EQ(found.upper[2], 0.0);
  EXPECT_EQ(found.score[4], 0.0);
  EXPECT_EQ(katz_of(list, {.beta = 0}).score.values, numbers(5, 0.0));
}

TEST(Katz, IsLinearInBeta) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(2, "katz", round);
    const edge_list list = some_multigraph(random, round, 8);
    numbers a;
    numbers b;
    numbers mixed;
    for (std::size_t v = 0; v < list.vertices; ++v) {
      a.push_back(static_cast<double>(random.below(4)));
      b.push_back(static_cast<double>(random.below(4)));
      mixed.push_back(2 * a[v] + 3 * b[v]);
    }
    const auto at = [&](const numbers& betas) {
      return katz_of(list, {.alpha = 0.02, .betas = betas, .tolerance = 1e-14}).score.values;
    };
    numbers expected = at(a);
    const numbers of_b = at(b);
    for (std::size_t v = 0; v < expected.size(); ++v) expected[v] = 2 * expected[v] + 3 * of_b[v];
    ASSERT_TRUE(kit::near(at(mixed), expected, 1e-11));
  }
}

TEST(Katz, TakesAlphaInTheMeasureOfTheStrengths) {
  const edge_list list = kit::florentine_marriages();
  const auto plain = katz_of(list, {.alpha = 0.1}).score.values;
  const std::vector<std::int64_t> ones(20, 1);
  EXPECT_TRUE(kit::close(katz_of(list, {.alpha = 1}, edge_strengths::over({1, 10}, ones)).score.values, plain, 1e-13));
  EXPECT_TRUE(kit::close(katz_of(list, {.alpha = 0.01}, edge_strengths::over(10, ones)).score.values, plain, 1e-13));
  EXPECT_TRUE(kit::same_bits(katz_of(list, {.alpha = 0.1}, edge_strengths::uniform(20)).score.values, plain));
}

TEST(Katz, AddsParallelEdgesAndFollowsTheRelabelling) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(3, "katz", round);
    const edge_list list = some_multigraph(random, round, 9);
    auto amount = random_amounts(random, list.edges.size());
    const katz_options options{.alpha = 0.005, .tolerance = 1e-14};
    const auto plain = katz_of(list, options, edge_strengths::over(1, amount)).score.values;
    const auto name = kit::random_order(random, list.vertices);
    const auto moved = katz_of(kit::relabelled(list, name), options, edge_strengths::over(1, amount)).score.values;
    for (std::size_t v = 0; v < list.vertices; ++v) ASSERT_NEAR(moved[name[v]], plain[v], 1e-12);
    edge_list split = list;
    for (std::size_t e = 0; e < list.edges.size(); ++e) {
      split.edges.push_back(list.edges[e]);
      const std::int64_t part = amount[e] / 2;
      amount[e] -= part;
      amount.push_back(part);
    }
    ASSERT_TRUE(kit::near(katz_of(split, options, edge_strengths::over(1, amount)).score.values, plain, 1e-12));
  }
}

TEST(Katz, OfAnUndirectedGraphIsThatOfItsArcsBothWays) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(4, "katz", round);
    const edge_list list = some_multigraph(random, 0, 9);
    edge_list both{direction::directed, list.vertices, {}};
    for (const auto& [u, v] : list.edges) both.edges.insert(both.edges.end(), {{u, v}, {v, u}});
    ASSERT_TRUE(kit::same_bits(katz_of(both, {.alpha = 0.02}).score.values, katz_of(list, {.alpha = 0.02}).score.values));
  }
}

TEST(Katz, HasTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(5, "katz");
  const edge_list list = kit::random_multigraph(random, direction::directed, 8'000, 24'000);
  const auto graph = kit::directed(list);
  const auto one = katz(graph, {.run = {.threads = 1}});
  EXPECT_TRUE(one.converged);
  for (const unsigned threads : {2U, 4U, 8U}) {
    const auto many = katz(graph, {.run = {.threads = threads}});
    EXPECT_TRUE(kit::same_bits(many.score.values, one.score.values));
    EXPECT_EQ(many.error_bound, one.error_bound);
    EXPECT_EQ(many.iterations, one.iterations);
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_TRUE(kit::same_bits(katz(foreign).score.values, one.score.values));
}

TEST(Katz, OfDegenerateGraphs) {
  const auto empty = katz(undirected_graph());
  EXPECT_EQ(empty.score.size(), 0U);
  EXPECT_TRUE(empty.converged);
  const auto alone = katz(directed_graph(3, {}), {.alpha = 100, .beta = 2.5});
  EXPECT_EQ(alone.score.values, numbers(3, 2.5));
  EXPECT_EQ(alone.ranking_certified, 3U);
  EXPECT_EQ(katz(undirected_graph(2, {{0, 1}}), edge_strengths::uniform(1, 0), {.alpha = 9}).score.values, numbers(2, 1.0));
}

TEST(Katz, RefusesWhatIsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double infinity = std::numeric_limits<double>::infinity();
  const auto refused = [&](const katz_options& options, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return katz(graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({.alpha = -0.1}, "alpha", "-0.1", "a finite number >= 0"));
  EXPECT_TRUE(refused({.alpha = nan}, "alpha", "nan", "a finite number >= 0"));
  EXPECT_TRUE(refused({.beta = -1}, "beta", "-1", "a finite number >= 0"));
  EXPECT_TRUE(refused({.beta = infinity}, "beta", "inf", "a finite number >= 0"));
  EXPECT_TRUE(refused({.betas = {1, 2}}, "betas", "2 numbers", "none, or 3, one for each vertex"));
  EXPECT_TRUE(refused({.betas = {1, 2, -3}}, "betas", "-3 at vertex 2", "finite numbers >= 0"));
  EXPECT_TRUE(refused({.tolerance = -1.0}, "tolerance", "-1", "a finite number >= 0"));
  EXPECT_TRUE(refused({.max_iterations = 0}, "max_iterations", "0", "1 or more"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return katz(graph, edge_strengths::uniform(1)); }, "number of edge values", "1",
                                        "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return katz(graph, edge_strengths::from({1, -0.5}));
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return katz(graph, {.beta = 1e308}); }, "the sum of the scores",
                                        "beyond the range of a double",
                                        "alpha, beta and strengths for which it is below 1.8e308"));
}

TEST(Katz, TellsProgressAndStopsOnRequest) {
  const auto graph = kit::undirected(kit::cycle(100));
  numbers told;
  static_cast<void>(
      katz(graph, {.alpha = 0.499, .max_iterations = 20'000, .run = {.progress = [&](double share) { told.push_back(share); }}}));
  ASSERT_GT(told.size(), 5U);
  for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
  EXPECT_EQ(told.back(), 1.0);
  std::stop_source stop;
  katz_options options{.alpha = 0.49999, .tolerance = 0.0, .max_iterations = 1'000'000};
  options.run = {.stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(katz(graph, options)), cancelled);
}

}  // namespace
