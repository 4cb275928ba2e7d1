// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/eccentricity.hpp>

#include "small_cases.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <coopgraph/graph/generators.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

using small_cases::all_hops;
using small_cases::apart;

void expect_eccentricities(const eccentricity_result& found, const std::vector<std::vector<std::uint32_t>>& d, bool transposed) {
  bool connected = !d.empty();
  for (std::size_t v = 0; v < d.size(); ++v) {
    std::uint32_t farthest = 0;
    std::uint32_t reached = 0;
    for (std::size_t w = 0; w < d.size(); ++w) {
      const std::uint32_t hops = transposed ? d[w][v] : d[v][w];
      if (hops >= apart) continue;
      ++reached;
      farthest = std::max(farthest, hops);
    }
    connected = connected && reached == d.size();
    ASSERT_EQ(found.score.values[v], farthest) << v;
    ASSERT_EQ(found.reached[v], reached) << v;
  }
  ASSERT_EQ(found.connected, connected);
}

TEST(Eccentricity, AgreesWithFloydOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 14, 24);
    expect_eccentricities(eccentricity(g.undirected()), all_hops(g, false), false);
    expect_eccentricities(eccentricity(g.directed()), all_hops(g, true), false);
    expect_eccentricities(eccentricity(g.directed(), {.arcs = travel::against}), all_hops(g, true), true);
    expect_eccentricities(eccentricity(small_cases::as_lists<boost::undirectedS>(g)), all_hops(g, false), false);
  }
}

TEST(Eccentricity, AgreesWithFloydWhereThereAreMoreVerticesThanBitsInAWord) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 200, 300);
    expect_eccentricities(eccentricity(g.undirected()), all_hops(g, false), false);
    expect_eccentricities(eccentricity(g.directed()), all_hops(g, true), false);
  }
}

/// The component: the vertices that a vertex reaches both ways; the first of those with the most.
component_distances_result by_floyd(const plain_graph& g, bool directed) {
  const auto d = all_hops(g, directed);
  component_distances_result expected;
  for (std::size_t v = 0; v < g.n; ++v) {
    std::vector<std::size_t> mutual;
    for (std::size_t w = 0; w < g.n; ++w)
      if (d[v][w] < apart && d[w][v] < apart) mutual.push_back(w);
    if (mutual.size() <= expected.vertices) continue;
    expected = {};
    expected.vertices = static_cast<std::uint32_t>(mutual.size());
    expected.pairs = mutual.size() * (mutual.size() - 1);
    std::uint32_t diameter = 0;
    for (const std::size_t a : mutual)
      for (const std::size_t b : mutual) {
        diameter = std::max(diameter, d[a][b]);
        expected.sum += d[a][b];
      }
    expected.diameter.value = diameter;
  }
  return expected;
}

TEST(ComponentDistances, AgreeWithFloydOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 14, 20);
    for (const bool directed : {false, true}) {
      const auto expected = by_floyd(g, directed);
      const auto found = directed ? largest_component_distances(g.directed()) : largest_component_distances(g.undirected());
      ASSERT_EQ(found.vertices, expected.vertices);
      ASSERT_EQ(found.diameter, expected.diameter);
      ASSERT_TRUE(found.sum == expected.sum);
      ASSERT_EQ(found.pairs, expected.pairs);
      ASSERT_EQ(found.mean.value.has_value(), expected.pairs > 0);
      if (expected.pairs > 0) {
        ASSERT_DOUBLE_EQ(*found.mean.value, to_double(expected.sum) / static_cast<double>(expected.pairs));
      }
    }
  }
}

TEST(ComponentDistances, OfTheKarateClubAndTheFlorentineFamiliesAreThePublishedOnes) {
  // networkx 3.6.1: diameter(G), average_shortest_path_length(G)
  const auto karate = largest_component_distances(kit::undirected(kit::karate_club()));
  EXPECT_EQ(karate.diameter.value, 5.0);
  EXPECT_DOUBLE_EQ(*karate.mean.value, 2.408199643493761);
  const auto florence = largest_component_distances(kit::undirected(kit::florentine_marriages()));
  EXPECT_EQ(florence.diameter.value, 5.0);
  EXPECT_DOUBLE_EQ(*florence.mean.value, 2.4857142857142858);
}

TEST(ComponentDistances, OfALongPathIsExact) {
  constexpr std::uint64_t n = 5000;  // more than 64 batches of 64, so that workspaces are used again
  const auto row = largest_component_distances(kit::undirected(kit::path(n)));
  EXPECT_EQ(row.diameter.value, n - 1.0);
  EXPECT_TRUE(row.sum == static_cast<int128>((n - 1) * n * (n + 1) / 3));
  EXPECT_DOUBLE_EQ(*row.mean.value, (n + 1.0) / 3.0);
}

TEST(ComponentDistances, OfDegenerateGraphsSayWhy) {
  const auto empty = largest_component_distances(directed_graph());
  EXPECT_THAT(empty.diameter.why_undefined, HasSubstr("no vertices"));
  EXPECT_THAT(empty.mean.why_undefined, HasSubstr("no vertices"));
  const auto lone = largest_component_distances(directed_graph(2, {{0, 1}, {0, 0}}));
  EXPECT_EQ(lone.vertices, 1U);
  EXPECT_EQ(lone.diameter.value, 0.0);
  EXPECT_THAT(lone.mean.why_undefined, HasSubstr("single vertex"));
}

TEST(ComponentDistances, AreOfTheLargestComponentWithTheLeastVertex) {
  // 0, then 1 - 2 - 3, then the triangle 4 5 6
  const auto found = largest_component_distances(undirected_graph(7, {{4, 5}, {5, 6}, {6, 4}, {1, 2}, {2, 3}}));
  EXPECT_EQ(found.vertices, 3U);
  EXPECT_EQ(found.diameter.value, 2.0);
}

TEST(Eccentricity, OfDegenerateGraphsIsZeroOrNothing) {
  EXPECT_EQ(eccentricity(undirected_graph()).score.size(), 0U);
  EXPECT_FALSE(eccentricity(undirected_graph()).connected);
  EXPECT_TRUE(eccentricity(directed_graph(1, {{0, 0}})).connected);
  EXPECT_THAT(eccentricity(undirected_graph(3, {})).score.values, Each(0.0));
  EXPECT_THAT(eccentricity(kit::undirected(kit::path(4))).score.values, ElementsAre(3, 2, 2, 3));
}

TEST(Eccentricity, DoesNotDependOnTheNumberOfThreads) {
  const undirected_graph g = barabasi_albert({.vertices = 2000, .edges_per_vertex = 2, .seed = 3});
  const auto one = eccentricity(g, {.run = {.threads = 1}});
  const auto mean = largest_component_distances(g, {.run = {.threads = 1}}).mean;
  for (const unsigned threads : {2U, 4U, 8U}) {
    EXPECT_TRUE(kit::same_bits(eccentricity(g, {.run = {.threads = threads}}).score.values, one.score.values));
    EXPECT_EQ(largest_component_distances(g, {.run = {.threads = threads}}).mean, mean);
  }
}

TEST(Eccentricity, StopsOnRequestAndTellsItsEnd) {
  std::stop_source source;
  source.request_stop();
  const undirected_graph g = kit::undirected(kit::karate_club());
  EXPECT_THROW((void)eccentricity(g, {.run = {.stop = source.get_token()}}), cancelled);
  EXPECT_THROW((void)largest_component_distances(g, {.run = {.stop = source.get_token()}}), cancelled);
  double told = 0;
  (void)eccentricity(g, {.run = {.progress = [&](double part) { told = part; }}});
  EXPECT_EQ(told, 1.0);
}

}  // namespace
}  // namespace coopgraph
