// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/betweenness.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"
#include "support/oracles.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <stop_token>
#include <thread>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using numbers = std::vector<double>;

edge_lengths random_lengths(random_stream& random, std::size_t edges, std::uint64_t most) {
  std::vector<std::int64_t> tenths;
  for (std::size_t e = 0; e < edges; ++e) tenths.push_back(1 + static_cast<std::int64_t>(random.below(most)));
  return edge_lengths::over({1, 10}, std::move(tenths));
}

edge_list some_multigraph(random_stream& random, std::uint64_t round, std::size_t most_vertices) {
  const std::size_t n = 1 + random.below(most_vertices);
  return kit::random_multigraph(random, round % 2 == 0 ? direction::undirected : direction::directed, n, random.below(2 * n + 3));
}

numbers scores_of(const edge_list& list) {
  return kit::with_graph(list, [](const auto& graph) { return betweenness(graph).score.values; });
}
numbers scores_of(const edge_list& list, const edge_lengths& lengths) {
  return kit::with_graph(list, [&](const auto& graph) { return betweenness(graph, lengths).score.values; });
}

TEST(Betweenness, OfTheFlorentineFamiliesIsAsPublished) {  // networkx 2.8.8
  const auto graph = kit::undirected(kit::florentine_marriages());
  EXPECT_NEAR(betweenness(graph).score[kit::medici], 47.5, 1e-12);
  EXPECT_NEAR(betweenness(graph, {.normalized = true}).score[kit::medici], 0.521978, 5e-7);
  edge_list with_pucci = kit::florentine_marriages();
  ++with_pucci.vertices;
  EXPECT_NEAR(betweenness(kit::undirected(with_pucci), {.normalized = true}).score[kit::medici], 0.452381, 5e-7);
}

TEST(Betweenness, OfTheKarateClubIsAsPublished) {  // networkx 2.8.8
  const auto graph = kit::undirected(kit::karate_club());
  EXPECT_NEAR(betweenness(graph).score[0], 231.0714286, 5e-8);
  EXPECT_NEAR(betweenness(graph, {.normalized = true}).score[0], 0.4376352814, 5e-11);
}

TEST(Betweenness, OfTheKiteIsGreatestAtTheNeckOfTheTail) {  // Krackhardt (1990)
  EXPECT_NEAR(betweenness(kit::undirected(kit::krackhardt_kite())).score[7], 14.0, 1e-12);
}

TEST(Betweenness, OfSmallGraphsByHand) {
  EXPECT_EQ(scores_of(kit::path(5)), (numbers{0, 3, 4, 3, 0}));
  EXPECT_EQ(scores_of(kit::star(4)), (numbers{6, 0, 0, 0, 0}));
  EXPECT_EQ(scores_of(kit::complete(5)), numbers(5, 0.0));
  EXPECT_EQ(scores_of(kit::cycle(4)), numbers(4, 0.5));
  EXPECT_EQ(scores_of(kit::two_triangles_and_a_bridge()), (numbers{0, 0, 6, 6, 0, 0}));
  EXPECT_EQ(scores_of({direction::directed, 3, {{0, 1}, {1, 2}}}), (numbers{0, 1, 0}));
  EXPECT_EQ(scores_of({direction::directed, 3, {{0, 1}, {1, 2}, {2, 0}}}), (numbers{1, 1, 1}));
}

TEST(Betweenness, CountsParallelEdgesAsPathsOfTheirOwn) {
  // 0 to 3: two paths by 1 (parallel edges 0-1), one by 2. And 1 to 2: two by 0, one by 3.
  const edge_list list{direction::undirected, 4, {{0, 1}, {0, 1}, {1, 3}, {0, 2}, {2, 3}, {1, 1}}};
  EXPECT_TRUE(kit::close(scores_of(list), numbers{2.0 / 3, 2.0 / 3, 1.0 / 3, 1.0 / 3}, 1e-15));
  // Over lengths only the shorter of the parallel edges counts.
  EXPECT_TRUE(kit::close(scores_of(list, edge_lengths::from({1, 2, 1, 1, 1, 1})), numbers{0.5, 0.5, 0.5, 0.5}, 1e-15));
}

TEST(Betweenness, NormalisesByTheNumberOfPairs) {
  const auto undirected = betweenness(kit::undirected(kit::star(4)), {.normalized = true});
  EXPECT_EQ(undirected.pairs, 6U);
  EXPECT_EQ(undirected.score[0], 1.0);
  const auto directed = betweenness(directed_graph(3, {{0, 1}, {1, 2}}), {.normalized = true});
  EXPECT_EQ(directed.pairs, 2U);
  EXPECT_EQ(directed.score[1], 0.5);
  const auto two = betweenness(undirected_graph(2, {{0, 1}}), {.normalized = true});
  EXPECT_EQ(two.pairs, 0U);
  EXPECT_EQ(two.score.values, (numbers{0, 0}));
}

TEST(Betweenness, OnHopsAgreesWithTheOracle) {
  for (std::uint64_t round = 0; round < 3000; ++round) {
    random_stream random(1, "betweenness", round);
    const edge_list list = some_multigraph(random, round, 12);
    const kit::path_facts facts = kit::all_shortest_paths(list);
    const numbers found = scores_of(list);
    ASSERT_TRUE(kit::close(found, facts.betweenness, 1e-12)) << "round " << round;
    // Each pair's paths have, on average, hops - 1 inner vertices.
    ASSERT_NEAR(std::accumulate(found.begin(), found.end(), 0.0), facts.sum_of_inner_vertices, 1e-10);
  }
}

TEST(Betweenness, OverOtherLengthsAgreesWithTheOracle) {
  for (std::uint64_t round = 0; round < 2000; ++round) {
    random_stream random(2, "betweenness", round);
    const edge_list list = some_multigraph(random, round, 10);
    std::vector<kit::fraction> fractions;
    numbers doubles;
    for (std::size_t e = 0; e < list.edges.size(); ++e) {
      fractions.push_back({1 + static_cast<std::int64_t>(random.below(4)), 2});
      doubles.push_back(static_cast<double>(fractions.back().top) / 2);
    }
    const kit::path_facts facts = kit::all_shortest_paths(list, fractions);
    ASSERT_TRUE(kit::close(scores_of(list, edge_lengths::from(doubles)), facts.betweenness, 1e-12)) << "round " << round;
    // The same by doubles and a tolerance, which these lengths do not strain.
    ASSERT_TRUE(kit::close(scores_of(list, edge_lengths::rounded(doubles, "a test")), facts.betweenness, 1e-12))
        << "round " << round;
  }
}

TEST(Betweenness, TellsLengthsApartThatDifferInTheTwelfthDigit) {
  // A square 0-1-3-2 of equal sides has two ways across both ways; a longer side 2-3 leaves one each, by 1 and by 0.
  const edge_list list{direction::undirected, 4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}}};
  EXPECT_EQ(scores_of(list, edge_lengths::from({2e11, 2e11, 2e11, 2e11})), (numbers{0.5, 0.5, 0.5, 0.5}));
  const auto apart = betweenness(kit::undirected(list), edge_lengths::from({2e11, 2e11, 2e11, 2e11 + 1}));
  EXPECT_EQ(apart.score.values, (numbers{1, 1, 0, 0}));
  EXPECT_EQ(apart.ties, ties::exact);
}

TEST(Betweenness, AddsLengthsBeyond64BitsExactly) {
  constexpr std::int64_t big = std::int64_t{1} << 62;
  const edge_list list{direction::undirected, 4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}}};
  EXPECT_EQ(scores_of(list, edge_lengths::over(1, {big, big - 1, big - 1, big})), (numbers{0.5, 0.5, 0.5, 0.5}));
  EXPECT_EQ(scores_of(list, edge_lengths::over(1, {big, big - 1, big - 1, big - 1})), (numbers{0, 0, 1, 1}));
}

TEST(Betweenness, SaysHowEqualLengthsWereRecognised) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_EQ(betweenness(graph).ties, ties::exact);
  const auto exact = betweenness(graph, edge_lengths::from({0.1, 0.2}));
  EXPECT_EQ(exact.ties, ties::exact);
  EXPECT_TRUE(exact.why_approximate.empty());
  const auto approximate = betweenness(graph, edge_lengths::from({1e-300, 1e300}));
  EXPECT_EQ(approximate.ties, ties::approximate);
  EXPECT_FALSE(approximate.why_approximate.empty());
  EXPECT_EQ(approximate.score.values, (numbers{0, 1, 0}));
}

TEST(Betweenness, OfAChainOf1100DiamondsIsTheClosedForm) {
  // Between the outermost hubs there are 2^1100 shortest paths. All pairs with 3 j vertices to the left of hub j and 3 (k - j) to
  // its right go through it, and half of the paths between the two middles of each diamond that it is part of. A middle of
  // diamond i is on half of the paths between the 3 i + 1 vertices to its left and the 3 (k - 1 - i) + 1 to its right.
  constexpr std::size_t k = 1100;
  numbers expected;
  for (std::size_t j = 0; j <= k; ++j) {
    expected.push_back(9.0 * static_cast<double>(j * (k - j)) + (j > 0 ? 0.5 : 0.0) + (j < k ? 0.5 : 0.0));
    if (j == k) break;
    expected.insert(expected.end(), 2, 0.5 * static_cast<double>((3 * j + 1) * (3 * (k - 1 - j) + 1)));
  }
  const edge_list list = kit::chain_of_diamonds(k);
  ASSERT_EQ(list.vertices, 3301U);
  EXPECT_TRUE(kit::close(scores_of(list), expected, 1e-12));
  EXPECT_TRUE(kit::close(scores_of(list, edge_lengths::uniform(list.edges.size(), 3)), expected, 1e-12));
}

TEST(Betweenness, DoesNotDependOnTheUnitOfLength) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(3, "betweenness", round);
    const edge_list list = some_multigraph(random, round, 10);
    const edge_lengths lengths = random_lengths(random, list.edges.size(), 9);
    const numbers plain = scores_of(list, lengths);
    const std::vector<std::int64_t> numerators(lengths.numerators().begin(), lengths.numerators().end());
    ASSERT_TRUE(kit::same_bits(scores_of(list, edge_lengths::over({1, 3}, numerators)), plain));
    ASSERT_TRUE(kit::same_bits(scores_of(list, edge_lengths::over(1000, numerators)), plain));
  }
}

TEST(Betweenness, FollowsTheRelabellingAndNotTheOrderOfEdges) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(4, "betweenness", round);
    const edge_list list = some_multigraph(random, round, 12);
    const edge_lengths lengths = random_lengths(random, list.edges.size(), 4);
    const numbers plain = scores_of(list, lengths);

    const auto name = kit::random_order(random, list.vertices);
    const numbers renamed = scores_of(kit::relabelled(list, name), lengths);
    numbers back;
    for (const vertex_id v : name) back.push_back(renamed[v]);
    ASSERT_TRUE(kit::close(back, plain, 1e-12));

    edge_list shuffled{list.kind, list.vertices, {}};
    std::vector<std::int64_t> numerators;
    for (const vertex_id e : kit::random_order(random, list.edges.size())) {
      shuffled.edges.push_back(list.edges[e]);
      numerators.push_back(lengths.numerators()[e]);
    }
    ASSERT_TRUE(kit::same_bits(scores_of(shuffled, edge_lengths::over(lengths.unit(), numerators)), plain));
  }
}

TEST(Betweenness, IsTheSameTurnedRoundAndConcatenatedSideBySide) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(5, "betweenness", round);
    const edge_list a = some_multigraph(random, 1, 10);
    ASSERT_TRUE(kit::close(scores_of(kit::turned_round(a)), scores_of(a), 1e-12));
    const edge_list b = some_multigraph(random, 1, 10);
    numbers expected = scores_of(a);
    const numbers of_b = scores_of(b);
    expected.insert(expected.end(), of_b.begin(), of_b.end());
    ASSERT_TRUE(kit::close(scores_of(kit::beside(a, b)), expected, 1e-12));
  }
}

TEST(Betweenness, OfAnUndirectedGraphIsHalfThatOfItsArcsBothWays) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(6, "betweenness", round);
    const edge_list list = some_multigraph(random, 0, 10);
    edge_list both{direction::directed, list.vertices, {}};
    for (const auto& [u, v] : list.edges) both.edges.insert(both.edges.end(), {{u, v}, {v, u}});
    numbers halved = scores_of(both);
    for (double& b : halved) b /= 2;
    ASSERT_TRUE(kit::close(scores_of(list), halved, 1e-12));
  }
}

TEST(Betweenness, GrowsByThePairsOfAPendantVertex) {
  edge_list list = kit::karate_club();
  const numbers before = scores_of(list);
  list.edges.push_back({5, 34});
  ++list.vertices;
  const numbers after = scores_of(list);
  EXPECT_NEAR(after[5], before[5] + 33.0, 1e-9);
  EXPECT_EQ(after[34], 0.0);
}

TEST(Betweenness, HasTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(7, "betweenness");
  const edge_list list = kit::random_multigraph(random, direction::undirected, 400, 900);
  const edge_lengths lengths = random_lengths(random, 900, 9);
  const auto graph = kit::undirected(list);
  const numbers hops = betweenness(graph, {.run = {.threads = 1}}).score.values;
  const numbers longs = betweenness(graph, lengths, {.run = {.threads = 1}}).score.values;
  for (const unsigned threads : {2U, 4U, 8U}) {
    EXPECT_TRUE(kit::same_bits(betweenness(graph, {.run = {.threads = threads}}).score.values, hops));
    EXPECT_TRUE(kit::same_bits(betweenness(graph, lengths, {.run = {.threads = threads}}).score.values, longs));
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_TRUE(kit::same_bits(betweenness(foreign).score.values, hops));
  EXPECT_TRUE(kit::same_bits(betweenness(foreign, lengths).score.values, longs));
  EXPECT_TRUE(kit::same_bits(betweenness(graph.view()).score.values, hops));
}

TEST(Betweenness, OfDegenerateGraphs) {
  EXPECT_EQ(betweenness(undirected_graph()).score.size(), 0U);
  EXPECT_EQ(betweenness(directed_graph(), edge_lengths::uniform(0)).score.size(), 0U);
  EXPECT_EQ(betweenness(undirected_graph(1, {{0, 0}})).score.values, numbers{0.0});
  EXPECT_EQ(betweenness(undirected_graph(3, {})).score.values, numbers(3, 0.0));
  EXPECT_EQ(betweenness(undirected_graph(3, {}), edge_lengths::uniform(0)).score.values, numbers(3, 0.0));
}

TEST(Betweenness, RefusesLengthsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto refused = [&](const edge_lengths& lengths, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<input_error>([&] { return betweenness(graph, lengths); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused(edge_lengths::from({1, 0}), "lengths", "0 at edge 1", "lengths > 0"));
  EXPECT_TRUE(refused(edge_lengths::from({-0.5, 1}), "lengths", "-0.5 at edge 0", "lengths > 0"));
  EXPECT_TRUE(refused(edge_lengths::rounded({1.5, -2}, "a test"), "lengths", "-2 at edge 1", "lengths > 0"));
  EXPECT_TRUE(refused(edge_lengths::uniform(3), "number of edge values", "3", "2, one for each edge"));
}

TEST(Betweenness, TellsRisingProgress) {
  const auto graph = kit::undirected(kit::chain_of_diamonds(100));
  numbers told;
  static_cast<void>(betweenness(graph, {.run = {.threads = 1, .progress = [&](double share) { told.push_back(share); }}}));
  ASSERT_EQ(told.size(), 100U);  // by blocks here; large ones tell more often
  for (std::size_t i = 0; i < told.size(); ++i) EXPECT_EQ(told[i], static_cast<double>(i + 1) / 100);
}

TEST(Betweenness, StopsWithinAFractionOfOneSource) {
  random_stream random(8, "betweenness");
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 200'000, 1'000'000));
  const edge_lengths lengths = random_lengths(random, 1'000'000, 1000);
  for (const bool weighted : {false, true}) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(300));
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    });
    const betweenness_options options{.run = {.threads = 2, .stop = stop.get_token()}};
    EXPECT_THROW(static_cast<void>(weighted ? betweenness(graph, lengths, options) : betweenness(graph, options)), cancelled);
    // Meant is 50 ms; sanitizers and a loaded machine are given ten times that. One source alone takes longer there.
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
  }
}

}  // namespace
