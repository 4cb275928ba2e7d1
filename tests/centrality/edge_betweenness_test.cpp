// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/edge_betweenness.hpp>
#include <coopgraph/graph/breadth_first.hpp>

#include "centrality/betweenness_kit.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"
#include "support/oracles.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stop_token>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using numbers = std::vector<double>;

direction kind_of(std::uint64_t round) { return round % 2 == 0 ? direction::undirected : direction::directed; }

numbers scores_of(const edge_list& list, const edge_betweenness_options& options = {}) {
  return kit::with_graph(list, [&](const auto& graph) { return edge_betweenness(graph, options).score; });
}
numbers scores_of(const edge_list& list, const std::vector<std::int64_t>& lengths, const edge_betweenness_options& options = {}) {
  return kit::with_graph(
      list, [&](const auto& graph) { return edge_betweenness(graph, edge_lengths::over(1, lengths), options).score; });
}

TEST(EdgeBetweenness, OfTheFlorentineFamiliesIsGreatestBetweenMediciAndSalviati) {  // networkx 2.8.8
  const edge_list list = kit::florentine_marriages();
  const numbers score = scores_of(list);
  const auto greatest = static_cast<std::size_t>(std::max_element(score.begin(), score.end()) - score.begin());
  EXPECT_NEAR(score[greatest], 26.0, 1e-12);
  const auto [u, v] = list.edges[greatest];
  EXPECT_EQ(kit::florentine_families[std::min(u, v)], "Medici");
  EXPECT_EQ(kit::florentine_families[std::max(u, v)], "Salviati");
}

TEST(EdgeBetweenness, OfSmallGraphsByHand) {
  EXPECT_EQ(scores_of(kit::path(4)), (numbers{3, 4, 3}));
  EXPECT_EQ(scores_of(kit::star(3)), (numbers{3, 3, 3}));
  EXPECT_EQ(scores_of(kit::complete(4)), numbers(6, 1.0));
  EXPECT_EQ(scores_of(kit::cycle(4)), numbers(4, 2.0));
  EXPECT_EQ(scores_of(kit::cycle(3)), numbers(3, 1.0));
  EXPECT_EQ(scores_of({direction::directed, 3, {{0, 1}, {1, 2}}}), (numbers{2, 2}));
  EXPECT_EQ(scores_of({direction::directed, 3, {{0, 1}, {1, 2}, {2, 0}}}), (numbers{3, 3, 3}));
}

TEST(EdgeBetweenness, IsSharedByParallelEdgesAndZeroForLoops) {
  const edge_list list{direction::undirected, 3, {{0, 1}, {1, 2}, {1, 0}, {2, 2}}};
  EXPECT_EQ(scores_of(list), (numbers{1, 2, 1, 0}));
  EXPECT_EQ(scores_of(list, {2, 1, 1, 1}), (numbers{0, 2, 2, 0}));  // the longer of two is on no shortest path
}

TEST(EdgeBetweenness, NormalisesByTheNumberOfPairsOfVertices) {
  const auto undirected = edge_betweenness(kit::undirected(kit::path(4)), {.normalized = true});
  EXPECT_EQ(undirected.pairs, 6U);
  EXPECT_TRUE(kit::close(undirected.score, numbers{0.5, 4.0 / 6, 0.5}, 1e-15));
  const auto directed = edge_betweenness(directed_graph(3, {{0, 1}, {1, 2}}), {.normalized = true});
  EXPECT_EQ(directed.pairs, 6U);
  EXPECT_TRUE(kit::close(directed.score, numbers{1.0 / 3, 1.0 / 3}, 1e-15));
  EXPECT_EQ(edge_betweenness(undirected_graph(2, {{0, 1}}), {.normalized = true}).score, numbers{1.0});
  EXPECT_EQ(edge_betweenness(undirected_graph(1, {{0, 0}}), {.normalized = true}).pairs, 0U);
}

TEST(EdgeBetweenness, AgreesWithWalkingAllShortestPaths) {
  for (std::uint64_t round = 0; round < 3000; ++round) {
    random_stream random(1, "edge betweenness", round);
    const std::size_t n = 1 + random.below(11);
    const edge_list list = round % 4 < 2 ? kit::random_blocks(random, kind_of(round), n)
                                         : kit::random_multigraph(random, kind_of(round), n, random.below(2 * n + 3));
    std::vector<std::int64_t> lengths;
    for (std::size_t e = 0; e < list.edges.size(); ++e) lengths.push_back(1 + static_cast<std::int64_t>(random.below(4)));
    edge_betweenness_options options;
    if (random.below(2) == 0) options.sources = kit::random_set(random, list.vertices);
    if (random.below(2) == 0) options.targets = kit::random_set(random, list.vertices);
    const auto pairs = kit::pairs_of(list, options.sources, options.targets);
    const std::vector<std::int64_t> hops(list.edges.size(), 1);
    ASSERT_TRUE(kit::close(scores_of(list, options), kit::by_walking(list, hops, pairs).edge, 1e-12)) << "round " << round;
    ASSERT_TRUE(kit::close(scores_of(list, lengths, options), kit::by_walking(list, lengths, pairs).edge, 1e-12))
        << "round " << round;
  }
}

TEST(EdgeBetweenness, AddsUpAtEachVertexToWhatComesAndGoes) {
  // What leads into v either ends there or goes on: the sum over the edges at v is 2 b(v) + the number of others in its
  // component.
  for (std::uint64_t round = 0; round < 40; ++round) {
    random_stream random(2, "edge betweenness", round);
    const std::size_t n = 100;
    const edge_list list = kit::random_multigraph(random, direction::undirected, n, 60 + random.below(200));
    std::vector<std::int64_t> lengths;
    for (std::size_t e = 0; e < list.edges.size(); ++e) lengths.push_back(1 + static_cast<std::int64_t>(random.below(9)));
    const auto graph = kit::undirected(list);
    for (const bool weighted : {false, true}) {
      const auto values = edge_lengths::over(1, lengths);
      const numbers edges = weighted ? edge_betweenness(graph, values).score : edge_betweenness(graph).score;
      const numbers vertices = weighted ? betweenness(graph, values).score.values : betweenness(graph).score.values;
      numbers at(n, 0.0);
      for (std::size_t e = 0; e < edges.size(); ++e) {
        if (list.edges[e].source == list.edges[e].target) continue;
        at[list.edges[e].source] += edges[e];
        at[list.edges[e].target] += edges[e];
      }
      numbers expected;
      for (vertex_id v = 0; v < n; ++v)
        expected.push_back(2 * vertices[v] + static_cast<double>(breadth_first(graph, v).order.size()) - 1);
      ASSERT_TRUE(kit::near(at, expected, 1e-8)) << "round " << round;
    }
  }
}

TEST(EdgeBetweenness, FollowsTheOrderOfEdgesAndIsTheSameTurnedRound) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(3, "edge betweenness", round);
    const edge_list list = kit::random_multigraph(random, kind_of(round), 12, 20);
    const numbers plain = scores_of(list);
    ASSERT_TRUE(kit::close(scores_of(kit::turned_round(list)), plain, 1e-12));
    edge_list shuffled{list.kind, list.vertices, {}};
    numbers expected;
    for (const vertex_id e : kit::random_order(random, list.edges.size())) {
      shuffled.edges.push_back(list.edges[e]);
      expected.push_back(plain[e]);
    }
    ASSERT_TRUE(kit::close(scores_of(shuffled), expected, 1e-12));
  }
}

TEST(EdgeBetweenness, HasTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(4, "edge betweenness");
  const edge_list list = kit::random_multigraph(random, direction::undirected, 300, 700);
  const auto lengths = edge_lengths::over(1, std::vector<std::int64_t>(700, 3));
  const auto graph = kit::undirected(list);
  const numbers hops = edge_betweenness(graph, {.run = {.threads = 1}}).score;
  for (const unsigned threads : {2U, 4U, 8U}) {
    EXPECT_TRUE(kit::same_bits(edge_betweenness(graph, {.run = {.threads = threads}}).score, hops));
    EXPECT_TRUE(kit::close(edge_betweenness(graph, lengths, {.run = {.threads = threads}}).score, hops, 1e-12));
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_TRUE(kit::same_bits(edge_betweenness(foreign).score, hops));
}

TEST(EdgeBetweenness, SaysHowEqualLengthsWereRecognised) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_EQ(edge_betweenness(graph).ties, ties::exact);
  const auto approximate = edge_betweenness(graph, edge_lengths::from({1e-300, 1e300}));
  EXPECT_EQ(approximate.ties, ties::approximate);
  EXPECT_FALSE(approximate.why_approximate.empty());
  EXPECT_EQ(approximate.score, (numbers{2, 2}));
}

TEST(EdgeBetweenness, OfDegenerateGraphs) {
  EXPECT_TRUE(edge_betweenness(undirected_graph()).score.empty());
  EXPECT_TRUE(edge_betweenness(directed_graph(3, {}), edge_lengths::uniform(0)).score.empty());
  EXPECT_EQ(edge_betweenness(undirected_graph(1, {{0, 0}})).score, numbers{0.0});
}

TEST(EdgeBetweenness, RefusesBadLengthsAndBadSets) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return edge_betweenness(graph, edge_lengths::from({1, 0}));
      },
      "lengths", "0 at edge 1", "lengths > 0"));
  EXPECT_TRUE(kit::refuses<option_error>(
      [&] {
        return edge_betweenness(graph, {.sources = {{0, 3}}});
      },
      "sources", "3", "vertices 0 to 2"));
  EXPECT_TRUE(kit::refuses<option_error>(
      [&] {
        return edge_betweenness(graph, {.targets = {{1, 1}}});
      },
      "targets", "1 twice", "each vertex once"));
}

TEST(EdgeBetweenness, StopsOnRequest) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(static_cast<void>(edge_betweenness(kit::undirected(kit::karate_club()), {.run = {.stop = stop.get_token()}})),
               cancelled);
}

}  // namespace
