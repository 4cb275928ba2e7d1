// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/approximate_betweenness.hpp>
#include <coopgraph/centrality/betweenness.hpp>

#include "centrality/betweenness_kit.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using numbers = std::vector<double>;
using options = approximate_betweenness_options;

approximate_betweenness_result estimate(const edge_list& list, const options& how) {
  return kit::with_graph(list, [&](const auto& graph) { return approximate_betweenness(graph, how); });
}

/// The exact scores as shares of n (n - 1).
numbers exact(const edge_list& list) {
  numbers score = kit::with_graph(list, [](const auto& graph) { return betweenness(graph).score.values; });
  const auto n = static_cast<double>(list.vertices);
  for (double& b : score) b *= (list.kind == direction::undirected ? 2.0 : 1.0) / (n * (n - 1));
  return score;
}

double greatest_error(const numbers& found, const numbers& expected) {
  double greatest = 0.0;
  for (std::size_t v = 0; v < found.size(); ++v) greatest = std::max(greatest, std::fabs(found[v] - expected[v]));
  return greatest;
}

edge_list some_graph(std::uint64_t round) {
  random_stream random(1, "approximate betweenness", round);
  const auto kind = round % 2 == 0 ? direction::undirected : direction::directed;
  const std::size_t n = 3 + random.below(40);
  return round % 4 < 2 ? kit::random_blocks(random, kind, n) : kit::random_multigraph(random, kind, n, n + random.below(2 * n));
}

TEST(ApproximateBetweenness, IsOffByMoreThanEpsilonAtMostAsOftenAsDeltaSays) {
  constexpr std::size_t runs = 400;
  for (const double delta : {0.1, 0.5}) {
    std::size_t broken = 0;
    std::size_t broken_bounds = 0;
    for (std::uint64_t round = 0; round < runs; ++round) {
      const edge_list list = some_graph(round);
      const auto found = estimate(list, {.epsilon = 0.05, .delta = delta, .seed = round, .run = {.threads = 1}});
      ASSERT_LE(found.bound, 0.05);
      const double error = greatest_error(found.score.values, exact(list));
      if (error > 0.05) ++broken;
      if (error > found.bound) ++broken_bounds;
    }
    EXPECT_LE(static_cast<double>(broken), delta * runs);
    EXPECT_LE(static_cast<double>(broken_bounds), delta * runs);
  }
}

TEST(ApproximateBetweenness, NamesTheGreatestScoresWhereItSaysThatTheyAreSeparated) {
  std::size_t separated = 0;
  std::size_t wrong = 0;
  std::size_t outside = 0;
  constexpr std::size_t runs = 400;
  for (std::uint64_t round = 0; round < runs; ++round) {
    const edge_list list = some_graph(round);
    const std::size_t k = 1 + round % 3;
    const auto found = estimate(list, {.epsilon = 0.02, .delta = 0.1, .seed = round, .k = k, .run = {.threads = 1}});
    ASSERT_EQ(found.top.size(), k);
    const numbers truth = exact(list);
    numbers sorted = truth;
    std::sort(sorted.rbegin(), sorted.rend());
    bool right = true;
    bool inside = true;
    for (std::size_t i = 0; i < k; ++i) {
      const bounded_score& b = found.top[i];
      ASSERT_EQ(b.score, found.score.values[b.vertex]);
      ASSERT_LE(b.lower, b.score);
      ASSERT_GE(b.upper, b.score);
      ASSERT_GE(found.top[i > 0 ? i - 1 : 0].score, b.score);
      right = right && truth[b.vertex] >= sorted[k - 1] - 1e-12;
      inside = inside && b.lower <= truth[b.vertex] + 1e-12 && truth[b.vertex] <= b.upper + 1e-12;
    }
    if (!inside) ++outside;
    if (!found.separated) continue;
    ++separated;
    if (!right) ++wrong;
  }
  EXPECT_GT(separated, runs / 4);  // else the test would show little
  EXPECT_LE(wrong, runs / 10);
  EXPECT_LE(outside, runs / 10);
}

TEST(ApproximateBetweenness, TellsTheMiddleOfAStarWithFewSamples) {
  const edge_list star = kit::star(50);
  const auto found = estimate(star, {.epsilon = 0.01, .k = 1});
  EXPECT_TRUE(found.separated);
  EXPECT_EQ(found.top[0].vertex, 0U);
  EXPECT_LT(found.samples, estimate(star, {.epsilon = 0.01}).samples);
  EXPECT_GT(found.bound, 0.0);
  const auto all_alike = estimate(kit::cycle(6), {.epsilon = 0.05, .k = 2});
  EXPECT_FALSE(all_alike.separated);
  EXPECT_LE(all_alike.bound, 0.05);
}

TEST(ApproximateBetweenness, TakesFewerSamplesWhereNothingIsBetween) {
  const auto none = estimate(kit::complete(40), {.epsilon = 0.01});
  const auto much = estimate(kit::star(39), {.epsilon = 0.01});
  EXPECT_EQ(none.score.values, numbers(40, 0.0));
  EXPECT_LT(10 * none.samples, much.samples);
}

TEST(ApproximateBetweenness, DrawsEachOfAPairsPathsEquallyOften) {
  // From 0 to 4: two paths by 1 (parallel edges), one each by 2 and 3, so that vertex 1 gets half.
  const edge_list list{direction::directed, 5, {{0, 1}, {0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 4}, {2, 2}}};
  const auto found = estimate(list, {.epsilon = 0.002, .seed = 5});
  EXPECT_LE(greatest_error(found.score.values, numbers{0, 0.5 / 20, 0.25 / 20, 0.25 / 20, 0}), 0.002);
}

TEST(ApproximateBetweenness, OfAChainOf1100DiamondsIsNearTheClosedForm) {
  const edge_list list = kit::chain_of_diamonds(1100);
  EXPECT_LE(greatest_error(estimate(list, {.epsilon = 0.03, .delta = 0.01}).score.values, exact(list)), 0.03);
  edge_list ring = list;  // one block, in which pairs have up to 2^1100 paths
  ring.kind = direction::directed;
  ring.edges.push_back({3300, 0});
  EXPECT_LE(greatest_error(estimate(ring, {.epsilon = 0.03, .delta = 0.01}).score.values, exact(ring)), 0.03);
}

TEST(ApproximateBetweenness, HasTheSameBytesForAnyNumberOfThreadsAndForAForeignGraph) {
  random_stream random(2, "approximate betweenness");
  const edge_list list = kit::random_multigraph(random, direction::undirected, 300, 700);
  const auto one = estimate(list, {.epsilon = 0.02, .seed = 9, .k = 3, .run = {.threads = 1}});
  for (const unsigned threads : {2U, 4U, 8U}) {
    const auto more = estimate(list, {.epsilon = 0.02, .seed = 9, .k = 3, .run = {.threads = threads}});
    EXPECT_TRUE(kit::same_bits(more.score.values, one.score.values));
    EXPECT_EQ(more.samples, one.samples);
    EXPECT_EQ(more.bound, one.bound);
    EXPECT_EQ(more.top, one.top);
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_TRUE(
      kit::same_bits(approximate_betweenness(foreign, {.epsilon = 0.02, .seed = 9, .k = 3}).score.values, one.score.values));
  EXPECT_NE(estimate(list, {.epsilon = 0.02, .seed = 10}).score.values, one.score.values);
}

TEST(ApproximateBetweenness, SaysWhatWasAskedForAndHowManySamplesItTook) {
  const auto found = estimate(kit::karate_club(), {.epsilon = 0.03, .delta = 0.2});
  EXPECT_EQ(found.epsilon, 0.03);
  EXPECT_EQ(found.delta, 0.2);
  EXPECT_GT(found.samples, 100U);
  EXPECT_GT(found.bound, 0.0);
  EXPECT_TRUE(found.top.empty());
  EXPECT_FALSE(found.separated);
}

TEST(ApproximateBetweenness, OfDegenerateGraphs) {
  EXPECT_EQ(approximate_betweenness(undirected_graph()).samples, 0U);
  EXPECT_EQ(approximate_betweenness(directed_graph(1, {{0, 0}})).score.values, numbers{0.0});
  const auto two = approximate_betweenness(undirected_graph(2, {{0, 1}}), {.k = 1});
  EXPECT_EQ(two.score.values, (numbers{0, 0}));
  EXPECT_EQ(two.bound, 0.0);
  EXPECT_TRUE(two.separated);
  EXPECT_EQ(approximate_betweenness(undirected_graph(5, {})).score.values, numbers(5, 0.0));
  EXPECT_LE(approximate_betweenness(directed_graph(3, {{0, 1}, {1, 2}}), {.epsilon = 0.9, .delta = 0.9}).bound, 0.9);
}

TEST(ApproximateBetweenness, RefusesOptionsOutsideTheirRange) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto refused = [&](const options& how, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return approximate_betweenness(graph, how); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({.epsilon = 0.0}, "epsilon", "0", "above 0 and below 1"));
  EXPECT_TRUE(refused({.epsilon = 1.0}, "epsilon", "1", "above 0 and below 1"));
  EXPECT_TRUE(refused({.epsilon = std::nan("")}, "epsilon", "nan", "above 0 and below 1"));
  EXPECT_TRUE(refused({.delta = -0.5}, "delta", "-0.5", "above 0 and below 1"));
  EXPECT_TRUE(refused({.delta = 1.0}, "delta", "1", "above 0 and below 1"));
  EXPECT_TRUE(refused({.k = 4}, "k", "4", "0 to 3, the number of vertices"));
}

TEST(ApproximateBetweenness, TellsRisingProgressAndStopsOnRequest) {
  const auto graph = kit::undirected(kit::karate_club());
  numbers told;
  static_cast<void>(approximate_betweenness(graph, {.run = {.progress = [&](double share) { told.push_back(share); }}}));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(approximate_betweenness(graph, {.epsilon = 1e-5, .run = {.stop = stop.get_token()}})),
               cancelled);
}

}  // namespace
