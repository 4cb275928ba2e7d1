// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/core/ranking.hpp>

#include "../../src/centrality/hop_lanes.hpp"
#include "support/distance_table.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using numbers = std::vector<double>;

constexpr auto wasserman_faust = closeness_convention::wasserman_faust;

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
closeness_result closeness_of(const edge_list& list, const closeness_options& options, const Lengths&... lengths) {
  return kit::with_graph(list, [&](const auto& graph) { return closeness(graph, lengths..., options); });
}

/// Scores by the table of all distances, one unit of length being `unit`.
::testing::AssertionResult agrees(const closeness_result& found, const kit::distance_table& table, double unit,
                                  closeness_convention convention) {
  const std::size_t n = table.size();
  std::vector<vertex_id> undefined;
  for (vertex_id v = 0; v < n; ++v) {
    const kit::distance_facts facts = kit::facts_of(table, v);
    if (found.reached[v] != facts.reached) return ::testing::AssertionFailure() << "reached from " << v;
    const auto r = static_cast<double>(facts.reached);
    const double mean = facts.reached == 0 ? 0.0 : r / (static_cast<double>(facts.sum) * unit);
    const bool scaled = convention == wasserman_faust;
    if (facts.reached == 0 && !scaled) undefined.push_back(v);
    const double expected = scaled && n > 1 ? mean * r / static_cast<double>(n - 1) : mean;
    if (!kit::close(numbers{found.score[v]}, numbers{expected}, 1e-14))
      return ::testing::AssertionFailure() << "vertex " << v << ": " << found.score[v] << ", expected " << expected;
  }
  std::vector<vertex_id> told;
  for (const undefined_score& u : found.score.undefined) told.push_back(u.vertex);
  if (told != undefined) return ::testing::AssertionFailure() << told.size() << " undefined, expected " << undefined.size();
  return ::testing::AssertionSuccess();
}

TEST(Closeness, OfPublishedGraphsIsAsPublished) {  // networkx 2.8.8
  EXPECT_NEAR(closeness(kit::undirected(kit::florentine_marriages())).score[kit::medici], 0.56, 1e-15);
  EXPECT_NEAR(closeness(kit::undirected(kit::karate_club())).score[0], 0.5689655, 5e-8);
}

TEST(Closeness, OfTheKiteIsGreatestAtTheTwoThatHoldTheTail) {  // Krackhardt (1990), networkx 2.8.8
  const auto rows = rank(closeness(kit::undirected(kit::krackhardt_kite())).score).rows;
  EXPECT_EQ(rows[0].vertex, 5U);
  EXPECT_EQ(rows[1].vertex, 6U);
  EXPECT_EQ(rows[1].rank, 1U);
  EXPECT_EQ(rows[2].rank, 3U);
  EXPECT_NEAR(rows[0].score, 0.642857, 5e-7);
}

TEST(Closeness, OfSmallGraphsByHand) {
  const edge_list path{direction::directed, 4, {{0, 1}, {1, 2}}};  // and vertex 3 alone
  const auto out = closeness_of(path, {});
  EXPECT_EQ(out.score.values, (numbers{2.0 / 3, 1, 0, 0}));
  ASSERT_EQ(out.score.undefined.size(), 2U);
  EXPECT_EQ(out.score.undefined[0], (undefined_score{2, "no other vertex is at a finite distance"}));
  EXPECT_EQ(out.score.undefined[1].vertex, 3U);
  EXPECT_EQ(out.reached, (std::vector<vertex_id>{2, 1, 0, 0}));
  EXPECT_FALSE(out.connected);
  EXPECT_EQ(closeness_of(path, {.mode = distance_mode::in}).score.values, (numbers{0, 1, 2.0 / 3, 0}));
  EXPECT_EQ(closeness_of(path, {.mode = distance_mode::all}).score.values, (numbers{2.0 / 3, 1, 2.0 / 3, 0}));
  const auto scaled = closeness_of(path, {.convention = wasserman_faust});
  EXPECT_EQ(scaled.score.values, (numbers{4.0 / 9, 1.0 / 3, 0, 0}));
  EXPECT_TRUE(scaled.score.undefined.empty());
  EXPECT_TRUE(closeness_of(kit::star(4), {}).connected);
  EXPECT_EQ(closeness_of(kit::star(4), {}).score.values, (numbers{1, 4.0 / 7, 4.0 / 7, 4.0 / 7, 4.0 / 7}));
}

TEST(Closeness, OnHopsAgreesWithFloydAndWarshall) {
  for (std::uint64_t round = 0; round < 3000; ++round) {
    random_stream random(1, "closeness", round);
    const edge_list list = some_multigraph(random, round, 14);
    const auto convention = round % 3 == 0 ? wasserman_faust : closeness_convention::classic;
    const std::vector<std::int64_t> ones(list.edges.size(), 1);
    for (const auto& [mode, way] : {std::pair(distance_mode::out, kit::way::out), std::pair(distance_mode::in, kit::way::in),
                                    std::pair(distance_mode::all, kit::way::all)})
      ASSERT_TRUE(agrees(closeness_of(list, {.convention = convention, .mode = mode}), kit::all_distances(list, ones, way), 1.0,
                         convention))
          << "round " << round;
  }
}

TEST(Closeness, OverLengthsAgreesWithFloydAndWarshall) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    random_stream random(2, "closeness", round);
    const edge_list list = some_multigraph(random, round, 10);
    const auto tenths = random_tenths(random, list.edges.size(), longest_tenths[round / 6 % 3]);
    const auto convention = round % 3 == 0 ? wasserman_faust : closeness_convention::classic;
    numbers doubles;
    for (const std::int64_t t : tenths) doubles.push_back(static_cast<double>(t) / 10);
    for (const auto& [mode, way] : {std::pair(distance_mode::out, kit::way::out), std::pair(distance_mode::in, kit::way::in),
                                    std::pair(distance_mode::all, kit::way::all)}) {
      const closeness_options options{.convention = convention, .mode = mode};
      const auto table = kit::all_distances(list, tenths, way);
      ASSERT_TRUE(agrees(closeness_of(list, options, edge_lengths::over({1, 10}, tenths)), table, 0.1, convention));
      ASSERT_TRUE(agrees(closeness_of(list, options, edge_lengths::rounded(doubles, "a test")), table, 0.1, convention));
    }
  }
}

TEST(Closeness, OfALargeSparseGraphAgreesWithSearchesOneByOne) {
  // More sources than run at once, long and short distances, pendant vertices, islands, hubs.
  for (const direction kind : {direction::undirected, direction::directed}) {
    random_stream random(3, "closeness");
    edge_list list = kit::random_multigraph(random, kind, 1400, 1500);
    for (vertex_id v = 0; v < 200; ++v) list.edges.push_back({v, v + 1});
    for (vertex_id v = 300; v < 600; ++v) list.edges.push_back({7, v});
    const auto ones = edge_lengths::uniform(list.edges.size());
    for (const auto mode : {distance_mode::out, distance_mode::in, distance_mode::all}) {
      const auto together = closeness_of(list, {.mode = mode});
      const auto one_by_one = closeness_of(list, {.mode = mode}, ones);  // Dijkstra's
      EXPECT_TRUE(kit::same_bits(together.score.values, one_by_one.score.values));
      EXPECT_EQ(together.score.undefined, one_by_one.score.undefined);
      EXPECT_EQ(together.reached, one_by_one.reached);
    }
  }
}

TEST(Closeness, OfALongPathIsTheClosedForm) {
  const std::int64_t n = 1500;
  const auto found = closeness(kit::undirected(kit::path(1500)));
  for (std::int64_t v = 0; v < n; ++v) {
    const std::int64_t sum = v * (v + 1) / 2 + (n - 1 - v) * (n - v) / 2;
    ASSERT_EQ(found.score[static_cast<vertex_id>(v)], static_cast<double>(n - 1) / static_cast<double>(sum));
  }
}

// All that the processor can run must count alike: the sets in each lane, the order of the lists and the sums.
TEST(Closeness, HasTheSameBitsWithEverySetOfInstructions) {
  random_stream random(4, "closeness");
  const std::size_t n = 300;
  detail::hop_rows rows{{0}, {}};
  for (std::size_t v = 0; v < n; ++v) {
    for (std::uint64_t k = random.below(12); k > 0; --k) rows.target.push_back(static_cast<vertex_id>(random.below(n)));
    rows.offset.push_back(rows.target.size());
  }
  const auto some = [&](unsigned rare) {
    detail::lanes set;
    for (std::uint64_t& word : set.word) {
      word = random.bits();
      for (unsigned k = 0; k < rare; ++k) word &= random.bits();
    }
    return set;
  };
  detail::hop_batch start;
  start.pull = start.push = &rows;
  for (std::size_t v = 0; v < n; ++v) {
    start.front.push_back(v % 3 == 0 ? some(4) : detail::lanes{});
    start.seen.push_back(v % 5 == 0 ? some(0) : start.front.back());
    start.next.emplace_back();
    start.open.push_back(static_cast<vertex_id>(v));
    if (v % 3 == 0) start.at.push_back(static_cast<vertex_id>(v));
  }
  start.all.word.fill(~std::uint64_t{0});
  start.open_count = n;
  start.at_count = start.at.size();
  start.to.resize(n);
  const auto outcome = [&](const detail::hop_loops& loops, bool pull) {
    detail::hop_batch batch = start;
    detail::hop_counts counts{std::vector<std::uint64_t>(n), std::vector<std::uint32_t>(n), std::vector<std::uint64_t>(n),
                              std::vector<std::uint64_t>(n)};
    if (pull)
      batch.open_count = loops.pull(batch, 0, n, 0);
    else
      loops.push(batch, 0, batch.at_count);
    const std::uint64_t arcs = loops.settle(batch, 0, batch.to_count, 3, counts);
    std::vector<std::uint64_t> all{batch.to_count, batch.open_count, arcs};
    for (const auto* part : {&counts.sum, &counts.reciprocal_low, &counts.reciprocal_high})
      all.insert(all.end(), part->begin(), part->end());
    all.insert(all.end(), counts.reached.begin(), counts.reached.end());
    all.insert(all.end(), batch.to.begin(), batch.to.begin() + static_cast<std::ptrdiff_t>(batch.to_count));
    if (pull) all.insert(all.end(), batch.open.begin(), batch.open.begin() + static_cast<std::ptrdiff_t>(batch.open_count));
    for (const auto* sets : {&batch.seen, &batch.next})
      for (const detail::lanes& set : *sets) all.insert(all.end(), set.word.begin(), set.word.end());
    return all;
  };
  const auto loops = detail::available_hop_loops();
  EXPECT_EQ(std::string(loops.front().name), "plain");
  for (const bool pull : {true, false}) {
    const auto plain = outcome(loops.front(), pull);
    EXPECT_GT(plain[0], n / 4);
    EXPECT_GT(plain[3], 0U);
    for (const detail::hop_loops& set : loops) EXPECT_EQ(outcome(set, pull), plain) << set.name;
  }
}

TEST(Closeness, SaysHowScoresAreEqual) {
  const edge_list list{direction::undirected, 4, {{0, 1}, {1, 2}, {2, 3}}};
  const auto hops = closeness_of(list, {});
  EXPECT_EQ(hops.ties, ties::exact);
  EXPECT_EQ(hops.score.equality, score_equality::exact);
  const auto exact = closeness_of(list, {}, edge_lengths::from({0.1, 0.2, 0.3}));
  EXPECT_EQ(exact.ties, ties::exact);
  EXPECT_EQ(exact.score.equality, score_equality::exact);
  EXPECT_TRUE(exact.why_approximate.empty());
  EXPECT_EQ(closeness_of(list, {}, edge_lengths::from({1e17, 1, 1e17})).score.equality, score_equality::relative);
  const auto rounded = closeness_of(list, {}, edge_lengths::rounded({0.1, 0.2, 0.3}, "a test"));
  EXPECT_EQ(rounded.ties, ties::approximate);
  EXPECT_EQ(rounded.why_approximate, "a test");
  EXPECT_EQ(rounded.score.equality, score_equality::relative);
}

TEST(Closeness, OfEqualQuotientsOfUnequalSumsIsEqual) {
  // Vertex 0 reaches 1 in 0.3: 1 / 0.3; vertex 2 reaches three in 0.3 + 0.3 + 0.3, over a path of length 0.1 + 0.2 as well.
  const edge_list list{direction::directed, 7, {{0, 1}, {2, 3}, {3, 4}, {2, 5}, {2, 6}, {3, 1}}};
  const auto found = closeness_of(list, {}, edge_lengths::from({0.3, 0.1, 0.2, 0.3, 0.3, 0.4}));
  EXPECT_EQ(found.score[0], 1 / 0.3);
  const edge_list twice{direction::directed, 5, {{0, 1}, {2, 3}, {2, 4}}};
  const auto thirds = closeness_of(twice, {}, edge_lengths::over({1, 3}, {7, 6, 8}));
  EXPECT_EQ(thirds.score[0], thirds.score[2]);
  EXPECT_EQ(thirds.score[0], 3.0 / 7);
}

TEST(Closeness, AddsLengthsBeyond64BitsExactly) {
  constexpr std::int64_t big = INT64_MAX;
  const edge_list path = kit::path(4);
  const auto found = closeness_of(path, {}, edge_lengths::over(1, {big, big, big - 1}));
  EXPECT_TRUE(kit::close(found.score.values,
                         numbers{0.5 / static_cast<double>(big), 0.75 / static_cast<double>(big), 0.75 / static_cast<double>(big),
                                 0.5 / static_cast<double>(big)},
                         1e-15));
  EXPECT_EQ(found.ties, ties::exact);
  const auto fine = closeness_of(path, {.convention = wasserman_faust}, edge_lengths::over({1, big}, {big, big, big - 1}));
  EXPECT_TRUE(kit::close(fine.score.values, numbers{0.5, 0.75, 0.75, 0.5}, 1e-15));
}

TEST(Closeness, IsDividedByAFactorOfTheLengths) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(5, "closeness", round);
    const edge_list list = some_multigraph(random, round, 9);
    const auto tenths = random_tenths(random, list.edges.size(), 9);
    const auto plain = closeness_of(list, {}, edge_lengths::over({1, 10}, tenths)).score.values;
    numbers scaled;
    for (const double c : closeness_of(list, {}, edge_lengths::over({7, 10}, tenths)).score.values) scaled.push_back(7 * c);
    ASSERT_TRUE(kit::close(scaled, plain, 1e-15));
  }
}

TEST(Closeness, FollowsTheRelabellingAndNotTheOrderOfEdges) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(6, "closeness", round);
    const edge_list list = some_multigraph(random, round, 12);
    const auto tenths = random_tenths(random, list.edges.size(), 5);
    const auto lengths = edge_lengths::over({1, 10}, tenths);
    const auto name = kit::random_order(random, list.vertices);
    const auto moved = kit::relabelled(list, name);
    const auto order = kit::random_order(random, list.edges.size());
    edge_list shuffled{list.kind, list.vertices, {}};
    std::vector<std::int64_t> shuffled_tenths;
    for (const vertex_id e : order) {
      shuffled.edges.push_back(list.edges[e]);
      shuffled_tenths.push_back(tenths[e]);
    }
    const numbers hops = closeness_of(list, {}).score.values;
    const numbers longs = closeness_of(list, {}, lengths).score.values;
    const numbers moved_hops = closeness_of(moved, {}).score.values;
    const numbers moved_longs = closeness_of(moved, {}, lengths).score.values;
    for (std::size_t v = 0; v < list.vertices; ++v) {
      ASSERT_EQ(moved_hops[name[v]], hops[v]);
      ASSERT_EQ(moved_longs[name[v]], longs[v]);
    }
    ASSERT_TRUE(kit::same_bits(closeness_of(shuffled, {}).score.values, hops));
    ASSERT_TRUE(kit::same_bits(closeness_of(shuffled, {}, edge_lengths::over({1, 10}, shuffled_tenths)).score.values, longs));
  }
}

TEST(Closeness, TurnedRoundExchangesInAndOutAndUndirectedIsBothWays) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(7, "closeness", round);
    const edge_list list = some_multigraph(random, 1, 12);
    ASSERT_TRUE(kit::same_bits(closeness_of(kit::turned_round(list), {.mode = distance_mode::in}).score.values,
                               closeness_of(list, {}).score.values));
    const edge_list undirected{direction::undirected, list.vertices, list.edges};
    ASSERT_TRUE(kit::same_bits(closeness_of(list, {.mode = distance_mode::all}).score.values,
                               closeness_of(undirected, {.mode = distance_mode::in}).score.values));
  }
}

TEST(Closeness, TakesTheShortestOfParallelEdgesAndNoLoop) {
  const edge_list list{direction::undirected, 3, {{0, 1}, {0, 1}, {1, 1}, {1, 2}}};
  EXPECT_EQ(closeness_of(list, {}).score.values, (numbers{2.0 / 3, 1, 2.0 / 3}));
  EXPECT_EQ(closeness_of(list, {}, edge_lengths::from({5, 2, 1, 1})).score.values, (numbers{2.0 / 5, 2.0 / 3, 2.0 / 4}));
}

TEST(Closeness, HasTheSameBitsForAnyNumberOfThreadsAndAForeignGraph) {
  random_stream random(8, "closeness");
  const edge_list list = kit::random_multigraph(random, direction::undirected, 1100, 1900);
  const auto lengths = edge_lengths::over(1, random_tenths(random, 1900, 9));
  const auto graph = kit::undirected(list);
  const auto hops = closeness(graph, {.run = {.threads = 1}});
  const auto longs = closeness(graph, lengths, {.run = {.threads = 1}});
  for (const unsigned threads : {2U, 4U, 8U}) {
    EXPECT_TRUE(kit::same_bits(closeness(graph, {.run = {.threads = threads}}).score.values, hops.score.values));
    EXPECT_TRUE(kit::same_bits(closeness(graph, lengths, {.run = {.threads = threads}}).score.values, longs.score.values));
  }
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  EXPECT_TRUE(kit::same_bits(closeness(foreign).score.values, hops.score.values));
  EXPECT_TRUE(kit::same_bits(closeness(foreign, lengths).score.values, longs.score.values));
  EXPECT_TRUE(kit::same_bits(closeness(graph.view()).score.values, hops.score.values));
}

TEST(Closeness, OfDegenerateGraphs) {
  EXPECT_EQ(closeness(undirected_graph()).score.size(), 0U);
  EXPECT_TRUE(closeness(undirected_graph()).connected);
  EXPECT_EQ(closeness(directed_graph(), edge_lengths::uniform(0), {.mode = distance_mode::all}).score.size(), 0U);
  const auto one = closeness(undirected_graph(1, {{0, 0}}));
  EXPECT_EQ(one.score.undefined.size(), 1U);
  EXPECT_TRUE(one.connected);
  EXPECT_EQ(closeness(undirected_graph(1, {}), {.convention = wasserman_faust}).score.values, numbers{0.0});
  EXPECT_EQ(closeness(undirected_graph(3, {})).score.undefined.size(), 3U);
  EXPECT_EQ(closeness(directed_graph(3, {}), edge_lengths::uniform(0)).score.undefined.size(), 3U);
}

TEST(Closeness, RefusesLengthsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto refused = [&](const edge_lengths& lengths, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<input_error>([&] { return closeness(graph, lengths); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused(edge_lengths::from({1, 0}), "lengths", "0 at edge 1", "lengths > 0"));
  EXPECT_TRUE(refused(edge_lengths::rounded({1.5, -2}, "a test"), "lengths", "-2 at edge 1", "lengths > 0"));
  EXPECT_TRUE(refused(edge_lengths::uniform(3), "number of edge values", "3", "2, one for each edge"));
  EXPECT_TRUE(refused(edge_lengths::rounded({5e-324, 5e-324}, "a test"), "lengths",
                      "so short at vertex 0 that its score is beyond the range of a double",
                      "lengths for which each score is below 1.8e308"));
  const undirected_graph star(5, {{0, 1}, {0, 2}, {0, 3}, {0, 4}});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return closeness(star, edge_lengths::rounded({3e307, 3e307, 3e307, 3e307}, "a test"));
      },
      "lengths", "a sum of distances at vertex 1 beyond the range of a double",
      "lengths for which each such sum is below 1.8e308"));
}

TEST(Closeness, TellsProgressByBatchesOfSources) {
  random_stream random(9, "closeness");
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 2000, 3000));
  numbers told;
  static_cast<void>(closeness(graph, {.run = {.threads = 1, .progress = [&](double share) { told.push_back(share); }}}));
  EXPECT_EQ(told, (numbers{0.25, 0.5, 0.75, 1.0}));
}

TEST(Closeness, StopsWithinAFractionOfABatch) {
  random_stream random(10, "closeness");
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, 200'000, 1'000'000));
  const auto lengths = edge_lengths::over(1, random_tenths(random, 1'000'000, 1000));
  for (const bool weighted : {false, true}) {
    std::stop_source stop;
    std::chrono::steady_clock::time_point asked;
    const std::jthread asker([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(600));
      asked = std::chrono::steady_clock::now();
      stop.request_stop();
    });
    const closeness_options options{.run = {.threads = 2, .stop = stop.get_token()}};
    EXPECT_THROW(static_cast<void>(weighted ? closeness(graph, lengths, options) : closeness(graph, options)), cancelled);
    // Meant is 50 ms; sanitizers and a loaded machine are given ten times that.
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::milliseconds(500));
  }
}

}  // namespace
