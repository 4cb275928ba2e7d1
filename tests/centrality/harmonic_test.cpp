// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/harmonic.hpp>

#include "support/distance_table.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using numbers = std::vector<double>;

const std::vector<std::pair<distance_mode, kit::way>> modes{
    {distance_mode::out, kit::way::out}, {distance_mode::in, kit::way::in}, {distance_mode::all, kit::way::all}};

std::vector<std::int64_t> random_tenths(random_stream& random, std::size_t edges, std::uint64_t most) {
  std::vector<std::int64_t> tenths;
  for (std::size_t e = 0; e < edges; ++e) tenths.push_back(1 + static_cast<std::int64_t>(random.below(most)));
  return tenths;
}

/// For a queue with a bucket for each length, for a heap, and for numbers of 64 bits.
constexpr std::array<std::uint64_t, 3> longest_tenths{30, 10'000, std::uint64_t{1} << 40};

edge_list some_multigraph(random_stream& random, std::uint64_t round, std::size_t most_vertices) {
  const std::size_t n = 1 + random.below(most_vertices);
  return kit::random_multigraph(random, round % 2 == 0 ? direction::undirected : direction::directed, n, random.below(2 * n + 3));
}

template <class... Lengths>
harmonic_result harmonic_of(const edge_list& list, const harmonic_options& options, const Lengths&... lengths) {
  return kit::with_graph(list, [&](const auto& graph) { return harmonic(graph, lengths..., options); });
}

/// One unit of length being 1 / per_unit.
::testing::AssertionResult agrees(const harmonic_result& found, const kit::distance_table& table, double per_unit) {
  for (vertex_id v = 0; v < table.size(); ++v) {
    const kit::distance_facts facts = kit::facts_of(table, v);
    const auto expected = static_cast<double>(facts.reciprocals) * per_unit;
    if (found.reached[v] != facts.reached || !kit::close(numbers{found.score[v]}, numbers{expected}, 1e-15))
      return ::testing::AssertionFailure() << "vertex " << v << ": " << found.score[v] << ", expected " << expected;
  }
  return ::testing::AssertionSuccess();
}

TEST(Harmonic, OfTheMediciIsAsPublished) {  // networkx 2.8.8
  EXPECT_EQ(harmonic(kit::undirected(kit::florentine_marriages())).score[kit::medici], 9.5);
}

TEST(Harmonic, OfSmallGraphsByHand) {
  const edge_list path{direction::directed, 4, {{0, 1}, {1, 2}}};  // and vertex 3 alone
  EXPECT_EQ(harmonic_of(path, {}).score.values, (numbers{1.5, 1, 0, 0}));
  EXPECT_EQ(harmonic_of(path, {}).reached, (std::vector<vertex_id>{2, 1, 0, 0}));
  EXPECT_EQ(harmonic_of(path, {.mode = distance_mode::in}).score.values, (numbers{0, 1, 1.5, 0}));
  EXPECT_EQ(harmonic_of(path, {.mode = distance_mode::all}).score.values, (numbers{1.5, 2, 1.5, 0}));
  EXPECT_EQ(harmonic_of(path, {.normalized = true}).score.values, (numbers{0.5, 1.0 / 3, 0, 0}));
  EXPECT_EQ(harmonic_of(path, {}, edge_lengths::from({0.5, 2})).score.values, (numbers{2.4, 0.5, 0, 0}));
}

TEST(Harmonic, OnHopsAgreesWithFloydAndWarshall) {
  for (std::uint64_t round = 0; round < 2000; ++round) {
    random_stream random(1, "harmonic", round);
    const edge_list list = some_multigraph(random, round, 14);
    const std::vector<std::int64_t> ones(list.edges.size(), 1);
    for (const auto& [mode, way] : modes)
      ASSERT_TRUE(agrees(harmonic_of(list, {.mode = mode}), kit::all_distances(list, ones, way), 1.0)) << "round " << round;
  }
}

TEST(Harmonic, OverLengthsAgreesWithFloydAndWarshall) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    random_stream random(2, "harmonic", round);
    const edge_list list = some_multigraph(random, round, 10);
    const auto tenths = random_tenths(random, list.edges.size(), longest_tenths[round / 6 % 3]);
    numbers doubles;
    for (const std::int64_t t : tenths) doubles.push_back(static_cast<double>(t) / 8);
    for (const auto& [mode, way] : modes) {
      const auto table = kit::all_distances(list, tenths, way);
      ASSERT_TRUE(agrees(harmonic_of(list, {.mode = mode}, edge_lengths::over({1, 8}, tenths)), table, 8.0));
      ASSERT_TRUE(agrees(harmonic_of(list, {.mode = mode}, edge_lengths::rounded(doubles, "a test")), table, 8.0));
    }
  }
}

TEST(Harmonic, OfALargeSparseGraphAgreesWithSearchesOneByOne) {
  for (const direction kind : {direction::undirected, direction::directed}) {
    random_stream random(3, "harmonic");
    edge_list list = kit::random_multigraph(random, kind, 1400, 1500);
    for (vertex_id v = 0; v < 200; ++v) list.edges.push_back({v, v + 1});
    for (vertex_id v = 300; v < 600; ++v) list.edges.push_back({7, v});
    const auto ones = edge_lengths::uniform(list.edges.size());
    for (const auto& [mode, way] : modes) {
      const auto together = harmonic_of(list, {.mode = mode});
      const auto one_by_one = harmonic_of(list, {.mode = mode}, ones);  // Dijkstra's
      EXPECT_TRUE(kit::close(together.score.values, one_by_one.score.values, 4e-16));
      EXPECT_EQ(together.reached, one_by_one.reached);
    }
  }
}

TEST(Harmonic, OfALongPathIsTheClosedForm) {
  const std::size_t n = 3000;
  std::vector<long double> sum(n, 0.0L);  // of 1 / 1 … 1 / k
  for (std::size_t k = 1; k < n; ++k) sum[k] = sum[k - 1] + 1.0L / static_cast<long double>(k);
  const auto found = harmonic(kit::undirected(kit::path(n)));
  for (vertex_id v = 0; v < n; ++v)
    ASSERT_NEAR(found.score[v], static_cast<double>(sum[v] + sum[n - 1 - v]), 4e-15 * found.score[v]);
}

TEST(Harmonic, HasTheSameBitsAtVerticesWithTheSameDistances) {
  const auto cycle = harmonic(kit::undirected(kit::cycle(1001))).score.values;
  EXPECT_TRUE(kit::same_bits(cycle, numbers(1001, cycle[0])));
  random_stream random(4, "harmonic");
  const auto twice = kit::random_multigraph(random, direction::directed, 700, 1200);
  const auto lengths = random_tenths(random, 1200, 9);
  auto both = lengths;
  both.insert(both.end(), lengths.begin(), lengths.end());
  const auto hops = harmonic_of(kit::beside(twice, twice), {}).score.values;
  const auto longs = harmonic_of(kit::beside(twice, twice), {}, edge_lengths::over({1, 10}, both)).score.values;
  for (const numbers& all : {hops, longs}) EXPECT_TRUE(kit::same_bits(std::span(all).first(700), std::span(all).last(700)));
}

TEST(Harmonic, FollowsTheRelabellingAndNotTheOrderOfEdges) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(5, "harmonic", round);
    const edge_list list = some_multigraph(random, round, 12);
    const auto tenths = random_tenths(random, list.edges.size(), 5);
    const auto lengths = edge_lengths::over({1, 10}, tenths);
    const auto name = kit::random_order(random, list.vertices);
    const auto moved = kit::relabelled(list, name);
    edge_list shuffled{list.kind, list.vertices, {}};
    std::vector<std::int64_t> shuffled_tenths;
    for (const vertex_id e : kit::random_order(random, list.edges.size())) {
      shuffled.edges.push_back(list.edges[e]);
      shuffled_tenths.push_back(tenths[e]);
    }
    const numbers hops = harmonic_of(list, {}).score.values;
    const numbers longs = harmonic_of(list, {}, lengths).score.values;
    const numbers moved_hops = harmonic_of(moved, {}).score.values;
    const numbers moved_longs = harmonic_of(moved, {}, lengths).score.values;
    for (std::size_t v = 0; v < list.vertices; ++v) {
      ASSERT_EQ(moved_hops[name[v]], hops[v]);
      ASSERT_EQ(moved_longs[name[v]], longs[v]);
    }
    ASSERT_TRUE(kit::same_bits(harmonic_of(shuffled, {}).score.values, hops));
    ASSERT_TRUE(kit::same_bits(harmonic_of(shuffled, {}, edge_lengths::over({1, 10}, shuffled_tenths)).score.values, longs));
  }
}

TEST(Harmonic, IsDividedByAFactorOfTheLengthsAndUnchangedByAnIsolatedVertex) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(6, "harmonic", round);
    edge_list list = some_multigraph(random, round, 9);
    const auto tenths = random_tenths(random, list.edges.size(), 9);
    numbers plain = harmonic_of(list, {}, edge_lengths::over({1, 10}, tenths)).score.values;
    numbers scaled;
    for (const double h : harmonic_of(list, {}, edge_lengths::over({7, 10}, tenths)).score.values) scaled.push_back(7 * h);
    ASSERT_TRUE(kit::close(scaled, plain, 1e-15));
    ++list.vertices;
    plain.push_back(0.0);
    ASSERT_TRUE(kit::same_bits(harmonic_of(list, {}, edge_lengths::over({1, 10}, tenths)).score.values, plain));
  }
}

TEST(Harmonic, TurnedRoundExchangesInAndOutAndUndirectedIsBothWays) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(7, "harmonic", round);
    const edge_list list = some_multigraph(random, 1, 12);
    ASSERT_TRUE(kit::same_bits(harmonic_of(kit::turned_round(list), {.mode = distance_mode::in}).score.values,
                               harmonic_of(list, {}).score.values));
    const edge_list undirected{direction::undirected, list.vertices, list.edges};
    ASSERT_TRUE(
        kit::same_bits(harmonic_of(list, {.mode = distance_mode::all}).score.values, harmonic_of(undirected, {}).score.values));
  }
}

TEST(Harmonic, HasTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(8, "harmonic");
  const edge_list list = kit::random_multigraph(random, direction::undirected, 1100, 1900);
  const auto lengths = edge_lengths::over({1, 10}, random_tenths(random, 1900, 9));
  const auto graph = kit::undirected(list);
  const auto hops = harmonic(graph, {.run = {.threads = 1}});
  const auto longs = harmonic(graph, lengths, {.run = {.threads = 1}});
  EXPECT_EQ(longs.ties, ties::exact);
  for (const unsigned threads : {2U, 4U, 8U}) {
    EXPECT_TRUE(kit::same_bits(harmonic(graph, {.run = {.threads = threads}}).score.values, hops.score.values));
    EXPECT_TRUE(kit::same_bits(harmonic(graph, lengths, {.run = {.threads = threads}}).score.values, longs.score.values));
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_TRUE(kit::same_bits(harmonic(foreign).score.values, hops.score.values));
  EXPECT_TRUE(kit::same_bits(harmonic(foreign, lengths).score.values, longs.score.values));
}

TEST(Harmonic, OfDegenerateGraphs) {
  EXPECT_EQ(harmonic(undirected_graph()).score.size(), 0U);
  EXPECT_EQ(harmonic(directed_graph(), edge_lengths::uniform(0)).score.size(), 0U);
  EXPECT_EQ(harmonic(undirected_graph(1, {{0, 0}}), {.normalized = true}).score.values, numbers{0.0});
  EXPECT_EQ(harmonic(undirected_graph(3, {})).score.values, numbers(3, 0.0));
  EXPECT_TRUE(harmonic(undirected_graph(3, {})).score.undefined.empty());
}

TEST(Harmonic, TakesTheShortestOfParallelEdgesAndNoLoop) {
  const edge_list list{direction::undirected, 3, {{0, 1}, {0, 1}, {1, 1}, {1, 2}}};
  EXPECT_EQ(harmonic_of(list, {}).score.values, (numbers{1.5, 2, 1.5}));
  EXPECT_EQ(harmonic_of(list, {}, edge_lengths::from({8, 2, 1, 2})).score.values, (numbers{0.75, 1, 0.75}));
}

TEST(Harmonic, RefusesLengthsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto refused = [&](const edge_lengths& lengths, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<input_error>([&] { return harmonic(graph, lengths); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused(edge_lengths::from({1, 0}), "lengths", "0 at edge 1", "lengths > 0"));
  EXPECT_TRUE(refused(edge_lengths::uniform(3), "number of edge values", "3", "2, one for each edge"));
  EXPECT_TRUE(refused(edge_lengths::rounded({5e-324, 1}, "a test"), "lengths",
                      "a sum of reciprocals of distances at vertex 0 beyond the range of a double",
                      "lengths for which each such sum is below 1.8e308"));
}

TEST(Harmonic, TellsProgressAndStopsOnRequest) {
  random_stream random(9, "harmonic");
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 1500, 3000));
  const auto lengths = edge_lengths::uniform(3000);
  for (const bool weighted : {false, true}) {
    const auto run = [&](const execution& how) {
      return weighted ? harmonic(graph, lengths, {.run = how}) : harmonic(graph, {.run = how});
    };
    numbers told;
    static_cast<void>(run({.threads = 1, .progress = [&](double share) { told.push_back(share); }}));
    ASSERT_GE(told.size(), 3U);
    for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1], told[i]);
    EXPECT_EQ(told.back(), 1.0);
    std::stop_source stop;
    EXPECT_THROW(
        static_cast<void>(run({.threads = 1, .stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }})),
        cancelled);
  }
}

}  // namespace
