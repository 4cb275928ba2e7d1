// SPDX-License-Identifier: BSL-1.0
// What the kernels of betweenness rest on: graphs that fall into blocks, many sources at once, pairs of sources and targets, and
// numbers of paths that leave the range of a double.
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/edge_betweenness.hpp>

#include "centrality/betweenness_kit.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"
#include "support/oracles.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using numbers = std::vector<double>;

direction kind_of(std::uint64_t round) { return round % 2 == 0 ? direction::undirected : direction::directed; }

std::vector<std::int64_t> random_lengths(random_stream& random, std::size_t edges, std::uint64_t most) {
  std::vector<std::int64_t> lengths;
  for (std::size_t e = 0; e < edges; ++e) lengths.push_back(1 + static_cast<std::int64_t>(random.below(most)));
  return lengths;
}

numbers scores_of(const edge_list& list, const betweenness_options& options = {}) {
  return kit::with_graph(list, [&](const auto& graph) { return betweenness(graph, options).score.values; });
}
numbers scores_of(const edge_list& list, const edge_lengths& lengths, const betweenness_options& options = {}) {
  return kit::with_graph(list, [&](const auto& graph) { return betweenness(graph, lengths, options).score.values; });
}

template <class Direction>
numbers by_boost_of(const edge_list& list, const std::vector<std::int64_t>* lengths) {
  using graph_type = boost::adjacency_list<boost::vecS, boost::vecS, Direction, boost::no_property,
                                           boost::property<boost::edge_weight_t, std::int64_t>>;
  graph_type graph(list.vertices);
  for (std::size_t e = 0; e < list.edges.size(); ++e)
    add_edge(list.edges[e].source, list.edges[e].target, lengths != nullptr ? (*lengths)[e] : 1, graph);
  numbers score(list.vertices, 0.0);
  const auto map = boost::make_iterator_property_map(score.begin(), get(boost::vertex_index, graph));
  if (lengths != nullptr)
    boost::brandes_betweenness_centrality(graph, boost::centrality_map(map).weight_map(get(boost::edge_weight, graph)));
  else
    boost::brandes_betweenness_centrality(graph, map);
  return score;
}
numbers by_boost(const edge_list& list, const std::vector<std::int64_t>* lengths = nullptr) {
  return list.kind == direction::undirected ? by_boost_of<boost::undirectedS>(list, lengths)
                                            : by_boost_of<boost::directedS>(list, lengths);
}

TEST(BetweennessOfBlocks, AgreesWithWalkingAllShortestPaths) {
  for (std::uint64_t round = 0; round < 4000; ++round) {
    random_stream random(1, "blocks", round);
    const edge_list list = kit::random_blocks(random, kind_of(round), 2 + random.below(12));
    const auto pairs = kit::pairs_of(list);
    const std::vector<std::int64_t> hops(list.edges.size(), 1);
    ASSERT_TRUE(kit::close(scores_of(list), kit::by_walking(list, hops, pairs).vertex, 1e-12)) << "round " << round;
    const auto lengths = random_lengths(random, list.edges.size(), 4);
    ASSERT_TRUE(kit::close(scores_of(list, edge_lengths::over(1, lengths)), kit::by_walking(list, lengths, pairs).vertex, 1e-12))
        << "round " << round;
  }
}

TEST(BetweennessOfBlocks, AgreesWithWalkingThePathsOfSourcesAndTargets) {
  for (std::uint64_t round = 0; round < 4000; ++round) {
    random_stream random(2, "blocks", round);
    const std::size_t n = 1 + random.below(11);
    const edge_list list = round % 4 < 2 ? kit::random_blocks(random, kind_of(round), n)
                                         : kit::random_multigraph(random, kind_of(round), n, random.below(2 * n + 3));
    betweenness_options options;
    if (random.below(3) > 0) options.sources = kit::random_set(random, list.vertices);
    if (random.below(3) > 0) options.targets = kit::random_set(random, list.vertices);
    const auto pairs = kit::pairs_of(list, options.sources, options.targets);
    const std::vector<std::int64_t> hops(list.edges.size(), 1);
    ASSERT_TRUE(kit::close(scores_of(list, options), kit::by_walking(list, hops, pairs).vertex, 1e-12)) << "round " << round;
    const auto lengths = random_lengths(random, list.edges.size(), 3);
    ASSERT_TRUE(
        kit::close(scores_of(list, edge_lengths::over(1, lengths), options), kit::by_walking(list, lengths, pairs).vertex, 1e-12))
        << "round " << round;
  }
}

TEST(BetweennessOfBlocks, AgreesWithBoostWhereOneSweepHoldsNotAllSources) {
  for (std::uint64_t round = 0; round < 120; ++round) {
    random_stream random(3, "blocks", round);
    const std::size_t n = 20 + random.below(180);
    const edge_list list = round % 4 < 2 ? kit::random_blocks(random, kind_of(round), n)
                                         : kit::random_multigraph(random, kind_of(round), n, random.below(5 * n));
    numbers expected = by_boost(list);
    ASSERT_TRUE(kit::close(scores_of(list), expected, 1e-10)) << "round " << round;
    const auto lengths = random_lengths(random, list.edges.size(), round % 3 == 0 ? 100'000 : 9);
    ASSERT_TRUE(kit::close(scores_of(list, edge_lengths::over(1, lengths)), by_boost(list, &lengths), 1e-10))
        << "round " << round;
  }
}

TEST(BetweennessOfBlocks, AgreesWithBoostOnOneLargeBlockAndOnALongOne) {
  random_stream random(4, "blocks");
  const edge_list dense = kit::random_multigraph(random, direction::undirected, 400, 8000);
  EXPECT_TRUE(kit::close(scores_of(dense), by_boost(dense), 1e-10));
  const edge_list arcs = kit::random_multigraph(random, direction::directed, 400, 4000);
  EXPECT_TRUE(kit::close(scores_of(arcs), by_boost(arcs), 1e-10));
  const edge_list ring = kit::cycle(701);
  EXPECT_TRUE(kit::close(scores_of(ring), by_boost(ring), 1e-10));
  EXPECT_EQ(scores_of(ring), numbers(701, 349.0 * 350.0 / 2));
}

TEST(BetweennessOfBlocks, AgreesWithBoostOnAGridWhereSourcesShareLittle) {
  constexpr vertex_id side = 33;  // the greatest whose numbers of paths fit into the 64 bits that Boost counts in
  edge_list grid{direction::undirected, side * side, {}};
  for (vertex_id v = 0; v < side * side; ++v) {
    if (v % side + 1 < side) grid.edges.push_back({v, v + 1});
    if (v + side < side * side) grid.edges.push_back({v, v + side});
  }
  const numbers score = scores_of(grid);
  EXPECT_TRUE(kit::close(score, by_boost(grid), 1e-10));
  const numbers by_edge = edge_betweenness(kit::undirected(grid)).score;
  numbers at(grid.vertices, 0.0);
  for (std::size_t e = 0; e < by_edge.size(); ++e) {
    at[grid.edges[e].source] += by_edge[e];
    at[grid.edges[e].target] += by_edge[e];
  }
  for (std::size_t v = 0; v < grid.vertices; ++v) ASSERT_NEAR(at[v], 2 * score[v] + side * side - 1, 1e-6);
}

TEST(BetweennessOfBlocks, IsEqualWhateverArithmeticTheLengthsNeed) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(5, "blocks", round);
    const edge_list list = kit::random_multigraph(random, kind_of(round), 30, 80);
    const auto lengths = random_lengths(random, 80, 3);
    const numbers plain = scores_of(list, edge_lengths::over(1, lengths));
    // One length that no shortest path takes decides how wide the sums are; the graph is the same.
    edge_list with_more = list;
    with_more.edges.push_back({list.edges[0].source, list.edges[0].target});
    for (const std::int64_t longest : {std::int64_t{5000}, std::int64_t{1} << 40, (std::int64_t{1} << 62) + 1}) {
      auto more = lengths;
      more.push_back(longest);
      ASSERT_TRUE(kit::close(scores_of(with_more, edge_lengths::over(1, more)), plain, 1e-12)) << longest;
    }
  }
}

TEST(BetweennessOfBlocks, OfAStarAndALongPathTakesTimeInProportion) {
  // Quadratic work would take minutes here.
  constexpr std::size_t n = 200'000;
  const numbers star = scores_of(kit::star(n - 1));
  EXPECT_EQ(star[0], static_cast<double>(n - 1) * static_cast<double>(n - 2) / 2);
  EXPECT_EQ(star[1], 0.0);
  const numbers path = scores_of(kit::path(n));
  EXPECT_EQ(path[1], static_cast<double>(n - 2));
  EXPECT_EQ(path[n / 2], static_cast<double>(n / 2) * static_cast<double>(n / 2 - 1));
}

TEST(BetweennessOfBlocks, CountsPairsOfDisjointSetsOnceAndThoseOfEqualSetsOnce) {
  const edge_list path = kit::path(4);
  EXPECT_EQ(scores_of(path, {.sources = {{0}}, .targets = {{3}}}), (numbers{0, 1, 1, 0}));
  EXPECT_EQ(scores_of(path, {.sources = {{3}}, .targets = {{0}}}), (numbers{0, 1, 1, 0}));
  EXPECT_EQ(scores_of(path, {.sources = {{0, 3}}, .targets = {{3, 0}}}), (numbers{0, 1, 1, 0}));
  EXPECT_EQ(scores_of(path, {.sources = {{0, 3}}, .targets = {{3}}}), (numbers{0, 1, 1, 0}));
  EXPECT_EQ(scores_of(path, {.sources = {{0}}}), (numbers{0, 2, 1, 0}));
  EXPECT_EQ(scores_of(path, {.sources = std::vector<vertex_id>{}}), (numbers{0, 0, 0, 0}));
  const edge_list arcs{direction::directed, 4, {{0, 1}, {1, 2}, {2, 3}}};
  EXPECT_EQ(scores_of(arcs, {.sources = {{0}}, .targets = {{3}}}), (numbers{0, 1, 1, 0}));
  EXPECT_EQ(scores_of(arcs, {.sources = {{3}}, .targets = {{0}}}), (numbers{0, 0, 0, 0}));
}

TEST(BetweennessOfBlocks, OfSubsetsAddsUpOverSources) {
  // Directed pairs: the scores of S x T are the sum of those of {s} x T.
  for (std::uint64_t round = 0; round < 50; ++round) {
    random_stream random(6, "blocks", round);
    const edge_list list = kit::random_multigraph(random, direction::directed, 40, 90);
    const auto targets = kit::random_set(random, 40);
    numbers sum(40, 0.0);
    for (vertex_id s = 0; s < 40; ++s) {
      const numbers part = scores_of(list, {.sources = {{s}}, .targets = targets});
      for (std::size_t v = 0; v < 40; ++v) sum[v] += part[v];
    }
    ASSERT_TRUE(kit::close(scores_of(list, {.targets = targets}), sum, 1e-12));
  }
}

TEST(BetweennessOfBlocks, RefusesUnknownAndRepeatedSourcesAndTargets) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<option_error>(
      [&] {
        return betweenness(graph, {.sources = {{0, 3}}});
      },
      "sources", "3", "vertices 0 to 2"));
  EXPECT_TRUE(kit::refuses<option_error>(
      [&] {
        return betweenness(graph, {.targets = {{2, 1, 2}}});
      },
      "targets", "2 twice", "each vertex once"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return betweenness(undirected_graph(), {.targets = {{0}}}); }, "targets", "0",
                                         "none, the graph has no vertices"));
}

// Diamonds in a ring, closed by one arc: one block in which up to 2^1100 shortest paths lead around. Hub i stands at place 2 i of
// the ring, the two middles after it at place 2 i + 1.
struct ring_of_diamonds {
  edge_list list = kit::chain_of_diamonds(1100);
  std::size_t places = 2 * 1100 + 1;

  ring_of_diamonds() {
    list.kind = direction::directed;
    for (endpoints& e : list.edges)
      if (e.source > e.target) std::swap(e.source, e.target);
    list.edges.push_back({static_cast<vertex_id>(list.vertices - 1), 0});
  }

  [[nodiscard]] static double vertices_at(std::size_t place) { return place % 2 == 0 ? 1.0 : 2.0; }

  /// The pairs whose way leads through each place, by adding up over all pairs of places.
  [[nodiscard]] numbers expected() const {
    numbers change(2 * places + 1, 0.0);
    for (std::size_t a = 0; a < places; ++a)
      for (std::size_t step = 1; step <= places; ++step) {  // a whole round: from one middle to the other of its diamond
        const double pairs = step < places ? vertices_at(a) * vertices_at((a + step) % places) : 2.0 * (vertices_at(a) - 1.0);
        change[a + 1] += pairs;
        change[a + step] -= pairs;
      }
    numbers through(places, 0.0);
    double sum = 0.0;
    for (std::size_t i = 0; i < 2 * places; ++i) {
      sum += change[i];
      through[i % places] += sum;
    }
    numbers score(list.vertices);
    for (std::size_t v = 0; v < list.vertices; ++v) {
      const std::size_t place = v % 3 == 0 ? 2 * (v / 3) : 2 * (v / 3) + 1;
      score[v] = through[place] / vertices_at(place);
    }
    return score;
  }
};

TEST(BetweennessOfBlocks, OfARingOf1100DiamondsIsTheClosedForm) {
  const ring_of_diamonds ring;
  const numbers expected = ring.expected();
  EXPECT_TRUE(kit::close(scores_of(ring.list), expected, 1e-9));
  EXPECT_TRUE(kit::close(scores_of(ring.list, edge_lengths::uniform(ring.list.edges.size(), 3)), expected, 1e-9));
  const numbers by_edge = edge_betweenness(kit::directed(ring.list)).score;
  // The closing arc takes all that leads through hub 0 or ends there; every vertex reaches every other.
  EXPECT_NEAR(by_edge.back(), expected[0] + static_cast<double>(ring.list.vertices - 1), 1e-3);
}

TEST(BetweennessOfBlocks, DoesNotChangeByAnIsolatedVertexOrALongWayRound) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(7, "blocks", round);
    edge_list list = kit::random_blocks(random, kind_of(round), 14);
    auto lengths = random_lengths(random, list.edges.size(), 5);
    const numbers plain = scores_of(list, edge_lengths::over(1, lengths));
    // No two vertices are farther apart than 14 x 5, so that no shortest path takes an edge of 100 between tied ones.
    if (list.edges.empty()) continue;
    list.edges.push_back(list.edges[random.below(list.edges.size())]);
    lengths.push_back(100);
    ASSERT_TRUE(kit::close(scores_of(list, edge_lengths::over(1, lengths)), plain, 1e-12));
    ++list.vertices;
    numbers with_one_more = plain;
    with_one_more.push_back(0.0);
    ASSERT_TRUE(kit::close(scores_of(list, edge_lengths::over(1, lengths)), with_one_more, 1e-12));
  }
}

TEST(BetweennessOfBlocks, IsEqualForVerticesThatASymmetryExchanges) {
  // A 4 x 4 grid wrapped into a torus: all vertices are alike.
  edge_list torus{direction::undirected, 16, {}};
  for (vertex_id v = 0; v < 16; ++v) {
    torus.edges.push_back({v, v / 4 * 4 + (v + 1) % 4});
    torus.edges.push_back({v, (v + 4) % 16});
  }
  const numbers score = scores_of(torus);
  EXPECT_TRUE(kit::close(score, numbers(16, score[0]), 1e-12));
  EXPECT_NEAR(score[0], kit::all_shortest_paths(torus).betweenness[0], 1e-12);
}

}  // namespace
