// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/graph/generators.hpp>

#include "clustering/published_graphs.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <stop_token>
#include <thread>
#include <vector>

namespace {

using namespace coopgraph;
using labels = std::vector<std::uint32_t>;

leiden_options potts(double resolution) { return {.objective = leiden_objective::cpm, .resolution = resolution}; }

std::vector<std::size_t> sizes_of(const partition& p) {
  std::vector<std::size_t> size(p.clusters, 0);
  for (const std::uint32_t c : p.label) ++size[c];
  std::sort(size.begin(), size.end());
  return size;
}

// ---- published and solved by hand ----

TEST(Leiden, FindsTwoTrianglesBesideTheirBridge) {
  const auto found = leiden(kit::undirected(kit::two_triangles_and_a_bridge()));
  EXPECT_EQ(found.partition.label, (labels{0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(found.partition.clusters, 2u);
  EXPECT_NEAR(found.quality, 5.0 / 14.0, 1e-15);
  EXPECT_EQ(found.modularity, found.quality);
  EXPECT_TRUE(found.converged);
}

TEST(Leiden, WeighsArcsAsLeichtAndNewmanDo) {
  // Two cycles of three and an arc between them: 2 (3 / 7) - (3 * 4 + 4 * 3) / 49
  const directed_graph graph(6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});
  const auto found = leiden(graph);
  EXPECT_EQ(found.partition.label, (labels{0, 0, 0, 1, 1, 1}));
  EXPECT_NEAR(found.quality, 18.0 / 49.0, 1e-15);
}

TEST(Leiden, FindsTheBestPartitionOfTheKarateClubFromNearlyEverySeed) {
  // The optimum by igraph's exact search over all partitions; leidenalg reaches it from 200 of 200 seeds, with weights from 195.
  const auto graph = kit::undirected(kit::karate_club());
  int best = 0;
  int best_weighted = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto found = leiden(graph, {.seed = seed});
    EXPECT_LE(found.quality, 0.4197896120974);
    if (found.quality > 0.4197896120972) {
      ++best;
      EXPECT_EQ(sizes_of(found.partition), (std::vector<std::size_t>{5, 6, 11, 12}));
    }
    const auto weighted = leiden(graph, kit::karate_club_strengths(), {.seed = seed});
    EXPECT_LE(weighted.quality, 0.4449035814);
    best_weighted += weighted.quality > 0.4449035812 ? 1 : 0;
  }
  EXPECT_GE(best, 190);
  EXPECT_GE(best_weighted, 180);
}

TEST(Leiden, ReachesThePublishedQualityOnOtherWellKnownGraphs) {
  // Florentine families: igraph's exact search. Les Miserables: leidenalg's quality(), from nearly all of 200 seeds.
  EXPECT_NEAR(leiden(kit::undirected(kit::florentine_marriages()), {.runs = 10}).quality, 0.39875, 1e-12);
  const auto novel = kit::undirected(kit::les_miserables());
  EXPECT_NEAR(leiden(novel, {.runs = 10}).quality, 0.560008, 1e-6);
  EXPECT_NEAR(leiden(novel, kit::les_miserables_chapters(), {.runs = 10}).quality, 0.566688, 1e-6);
}

TEST(Leiden, ReachesThePublishedPottsQualityOnTheKarateClub) {
  // leidenalg counts each pair twice.
  const auto graph = kit::undirected(kit::karate_club());
  auto options = potts(0.06);
  options.runs = 10;
  const auto coarse = leiden(graph, options);
  EXPECT_NEAR(2 * coarse.quality, 103.36, 1e-10);
  EXPECT_EQ(coarse.partition.clusters, 2u);
  options.resolution = 0.1;
  const auto fine = leiden(graph, options);
  EXPECT_NEAR(2 * fine.quality, 86.2, 1e-10);
  EXPECT_EQ(fine.partition.clusters, 5u);
  EXPECT_GT(fine.modularity, 0.3);  // of the same partition, at resolution 1
}

TEST(Leiden, RecoversPlantedCommunitiesBelowTheKnownLimit) {
  const auto planted = lfr({.vertices = 2000, .average_degree = 20, .max_degree = 50, .mu = 0.3, .min_community = 40, .seed = 3});
  const auto found = leiden(planted.graph, {.resolution = 1.0});
  // Modularity may merge small ones, but hardly splits any: the members of a planted community stay together.
  std::size_t together = 0;
  for (std::uint32_t c = 0; c < planted.communities.clusters; ++c) {
    std::vector<std::size_t> into(found.partition.clusters, 0);
    for (std::size_t v = 0; v < 2000; ++v)
      if (planted.communities.label[v] == c) ++into[found.partition.label[v]];
    together += *std::max_element(into.begin(), into.end());
  }
  EXPECT_GE(together, 1980u);
}

TEST(Leiden, ModularityMergesCliquesOfARingThatPottsKeepsApart) {
  // Fortunato & Barthelemy (2007): 30 cliques of 5 in a ring are merged by twos at resolution 1.
  const auto ring = ring_of_cliques({.cliques = 30, .size = 5});
  EXPECT_LT(leiden(ring.graph).partition.clusters, 30u);
  EXPECT_EQ(leiden(ring.graph, potts(0.5)).partition, ring.cliques);
  EXPECT_EQ(leiden(ring.graph, {.resolution = 5.0}).partition, ring.cliques);
}

// ---- what edges mean ----

TEST(Leiden, AddsParallelEdgesUp) {
  const undirected_graph split(4, {{0, 1}, {0, 1}, {1, 2}, {2, 3}, {2, 3}, {2, 3}});
  const undirected_graph whole(4, {{0, 1}, {1, 2}, {2, 3}});
  const auto of_split = leiden(split, edge_strengths::from({0.25, 0.5, 0.1, 0.2, 0.3, 0.5}));
  const auto of_whole = leiden(whole, edge_strengths::from({0.75, 0.1, 1.0}));
  EXPECT_EQ(of_split.partition, of_whole.partition);
  EXPECT_DOUBLE_EQ(of_split.quality, of_whole.quality);
}

TEST(Leiden, CountsALoopTwiceInTheStrengthOfItsVertex) {
  // k = 3 and 1, 2m = 4: alone 2/4 - 9/16 - 1/16 = -1/8, together 0
  const auto found = leiden(undirected_graph(2, {{0, 0}, {0, 1}}));
  EXPECT_EQ(found.partition.clusters, 1u);
  EXPECT_EQ(found.quality, 0.0);
  EXPECT_EQ(leiden(undirected_graph(1, {{0, 0}}), potts(0.5)).quality, 1.0);
}

TEST(Leiden, TakesEdgesOfStrengthZeroForNone) {
  const undirected_graph graph(4, {{0, 1}, {1, 2}, {2, 3}});
  const auto found = leiden(graph, edge_strengths::from({1.0, 0.0, 1.0}), potts(1e-9));
  EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1}));
}

TEST(Leiden, GivesAnAnswerToEveryDegenerateGraph) {
  const auto nothing = leiden(undirected_graph(0, std::vector<endpoints>{}));
  EXPECT_EQ(nothing.partition, partition{});
  EXPECT_EQ(nothing.quality, 0.0);
  EXPECT_TRUE(nothing.converged);
  const labels alone{0, 1, 2};
  for (const auto objective : {leiden_objective::modularity, leiden_objective::cpm}) {
    const auto apart = leiden(directed_graph(3, std::vector<endpoints>{}), {.objective = objective});
    EXPECT_EQ(apart.partition.label, alone);
    EXPECT_EQ(apart.quality, 0.0);
    const auto idle = leiden(undirected_graph(3, {{0, 1}, {1, 2}}), edge_strengths::from({0.0, 0.0}), {.objective = objective});
    EXPECT_EQ(idle.partition.label, alone);
    EXPECT_EQ(idle.quality, 0.0);
  }
  EXPECT_EQ(leiden(undirected_graph(3, {{0, 0}, {1, 1}, {2, 2}})).partition.label, alone);
  EXPECT_EQ(leiden(undirected_graph(1, std::vector<endpoints>{})).partition.label, (labels{0}));
}

TEST(Leiden, KeepsIsolatedVerticesAloneAndTheQualityWithThem) {
  auto list = kit::karate_club();
  const double before = leiden(kit::undirected(list), {.runs = 10}).quality;
  list.vertices += 3;
  const auto found = leiden(kit::undirected(list), {.runs = 10});
  EXPECT_DOUBLE_EQ(found.quality, before);
  EXPECT_EQ(found.partition.clusters, 7u);
}

TEST(Leiden, OfCopiesOfAGraphSplitsEachAndReachesTheKnownQuality) {
  // Q of c copies = 1 - (1 - Q') / … : within stays, sum of squares is divided by c
  auto two = kit::beside(kit::two_triangles_and_a_bridge(), kit::two_triangles_and_a_bridge());
  EXPECT_NEAR(leiden(kit::undirected(two)).quality, 6.0 / 7.0 - 0.5 / 2, 1e-15);
}

TEST(Leiden, GivesTheSameClustersForStrengthsInOtherUnits) {
  const auto graph = kit::undirected(kit::karate_club());
  const auto meetings = kit::karate_club_strengths();
  const auto whole = leiden(graph, meetings);
  for (const rational& unit : {rational(1, 3), rational(7), rational(1, 10)}) {
    std::vector<std::int64_t> numerators(meetings.numerators().begin(), meetings.numerators().end());
    const auto scaled = leiden(graph, edge_strengths::over(unit, numerators));
    EXPECT_EQ(scaled.partition, whole.partition);
    EXPECT_EQ(scaled.quality, whole.quality);
  }
  std::vector<double> huge;
  for (const std::int64_t w : meetings.numerators()) huge.push_back(static_cast<double>(w) * 1e300);
  const auto rounded = leiden(graph, edge_strengths::rounded(huge, "to test great numbers"), {.runs = 10});
  EXPECT_NEAR(rounded.quality, 0.4449035813, 1e-9);
}

TEST(Leiden, TakesStrengthsThatLeaveThirtyTwoAndSixtyFourBits) {
  const auto graph = kit::undirected(kit::karate_club());
  const auto meetings = kit::karate_club_strengths();
  std::vector<std::int64_t> wide;
  for (const std::int64_t w : meetings.numerators()) wide.push_back(w * 1'000'000'007);
  wide[0] += 1;  // no common divisor
  EXPECT_NEAR(leiden(graph, edge_strengths::over(1, wide), {.runs = 10}).quality, 0.4449035813, 1e-8);
  for (std::int64_t& w : wide) w *= 30'000'000;
  wide[1] += 1;
  EXPECT_NEAR(leiden(graph, edge_strengths::over(1, wide), {.runs = 10}).quality, 0.4449035813, 1e-8);
}

// ---- options ----

TEST(Leiden, KeepsFixedVerticesInTheirClusters) {
  const auto graph = kit::undirected(kit::karate_club());
  partition start{std::vector<std::uint32_t>(34, 0), 2};
  start.label[33] = 1;  // the two leaders apart, and 2, 8 with the wrong ones
  start.label[2] = 1;
  const leiden_options options{.initial = start, .fixed = {0, 33, 2, 8}, .runs = 3};
  for (const double resolution : {0.3, 1.0, 3.0}) {
    auto with = options;
    with.resolution = resolution;
    const auto found = leiden(graph, with).partition.label;
    EXPECT_EQ(found[33], found[2]);
    EXPECT_EQ(found[0], found[8]);
    EXPECT_NE(found[0], found[33]);
  }
}

TEST(Leiden, NeverExceedsTheLargestCluster) {
  const auto graph = kit::undirected(kit::karate_club());
  for (const double largest : {1.0, 2.0, 4.5, 9.0, 33.0}) {
    const auto found = leiden(graph, {.largest_cluster = largest});
    EXPECT_LE(static_cast<double>(sizes_of(found.partition).back()), largest);
    EXPECT_TRUE(largest < 2.0 || sizes_of(found.partition).back() > 1);
  }
  std::vector<double> size(34, 0.1);
  size[0] = 0.3;
  const auto found = leiden(graph, {.node_sizes = size, .largest_cluster = 0.5});
  for (std::uint32_t c = 0; c < found.partition.clusters; ++c) {
    int tenths = 0;
    for (std::size_t v = 0; v < 34; ++v)
      if (found.partition.label[v] == c) tenths += v == 0 ? 3 : 1;
    EXPECT_LE(tenths, 5);
  }
  EXPECT_EQ(sizes_of(found.partition).back(), 5u);  // five tenths fit into 0.5 exactly
}

TEST(Leiden, SplitsAStartThatFallsApartBeforeItIsMeasured) {
  const undirected_graph graph(4, {{0, 1}, {2, 3}});
  const auto found = leiden(graph, {.initial = partition{{0, 0, 0, 0}, 1}, .largest_cluster = 2.0});
  EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1}));
}

TEST(Leiden, TakesNodeSizesForWhatVerticesStandFor) {
  // A path of four: with gamma 1/4 a cluster of sizes a and b gains 1 - ab / 4.
  const undirected_graph path(4, {{0, 1}, {1, 2}, {2, 3}});
  auto options = potts(0.25);
  options.node_sizes = {1, 1, 5, 0.5};
  const auto found = leiden(path, options);
  EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1}));  // 1 and 2: 1 - 5 / 4 < 0
  EXPECT_NEAR(found.quality, 2 - 0.25 * (2 * 1 + 5.5 * 4.5) / 2, 1e-15);
}

TEST(Leiden, TakesTheBestOfSeveralRuns) {
  const auto graph = barabasi_albert({.vertices = 300, .edges_per_vertex = 2, .seed = 1});
  double best = -1.0;
  unsigned better = 0;
  for (unsigned runs = 1; runs <= 8; ++runs) {
    const auto found = leiden(graph, {.preset = leiden_preset::fast, .runs = runs});
    EXPECT_GE(found.quality, best);
    EXPECT_LT(found.best_run, runs);
    better += found.quality > best ? 1 : 0;
    best = found.quality;
  }
  EXPECT_GE(better, 2u);
}

TEST(Leiden, StopsAfterAsManyIterationsAsAllowed) {
  const auto graph = barabasi_albert({.vertices = 2000, .edges_per_vertex = 3, .seed = 1});
  const auto one = leiden(graph, {.max_iterations = 1});
  const auto all = leiden(graph);
  EXPECT_EQ(one.iterations, 1u);
  EXPECT_FALSE(one.converged);
  EXPECT_TRUE(all.converged);
  EXPECT_GT(all.iterations, 1u);
  EXPECT_GT(all.quality, one.quality);
  EXPECT_GT(all.edge_visits, one.edge_visits);
  EXPECT_EQ(leiden(graph, {.preset = leiden_preset::fast}).iterations, 2u);
}

TEST(Leiden, WithoutRandomnessStillReachesGoodPartitions) {
  EXPECT_GT(leiden(kit::undirected(kit::karate_club()), {.runs = 5, .randomness = 0.0}).quality, 0.415);
  EXPECT_GT(leiden(kit::undirected(kit::karate_club()), {.runs = 5, .randomness = 10.0}).quality, 0.415);
}

// ---- what must not matter ----

TEST(Leiden, IsTheSameToTheByteForAnyNumberOfThreads) {
  const auto large = rmat({.scale = 13, .edge_factor = 24, .seed = 5});
  ASSERT_GT(num_edges(large), 100'000u);  // so that moves are proposed in parallel
  const auto arcs = rmat<direction::directed>({.scale = 13, .edge_factor = 16, .seed = 5});
  const auto check = [](const auto& graph, const leiden_options& with) {
    auto options = with;
    options.run.threads = 1;
    const auto alone = leiden(graph, options);
    for (const unsigned threads : {2U, 4U, 8U}) {
      options.run.threads = threads;
      const auto found = leiden(graph, options);
      EXPECT_EQ(found.partition, alone.partition);
      EXPECT_EQ(found.quality, alone.quality);
      EXPECT_EQ(found.edge_visits, alone.edge_visits);
      EXPECT_EQ(found.iterations, alone.iterations);
    }
  };
  check(large, {.preset = leiden_preset::fast});
  check(large, {.objective = leiden_objective::cpm, .resolution = 0.01, .largest_cluster = 500, .max_iterations = 2});
  check(arcs, {.max_iterations = 3});
}

TEST(Leiden, TakesABoostGraphForWhatItIs) {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> other(34);
  const auto list = kit::karate_club();
  for (const auto& [u, v] : list.edges) add_edge(u, v, other);
  EXPECT_EQ(leiden(other).partition, leiden(kit::undirected(list)).partition);
  const auto strengths = kit::karate_club_strengths();
  const auto ours = kit::undirected(list);
  EXPECT_EQ(leiden(other, strengths).partition, leiden(ours, strengths).partition);
  EXPECT_EQ(leiden(ours.view(), strengths).quality, leiden(ours, strengths).quality);
}

TEST(Leiden, DependsOnTheSeedAlone) {
  const auto graph = barabasi_albert({.vertices = 500, .edges_per_vertex = 2, .seed = 1});
  EXPECT_EQ(leiden(graph, {.seed = 7}).partition, leiden(graph, {.seed = 7}).partition);
  EXPECT_NE(leiden(graph, {.seed = 7}).partition, leiden(graph, {.seed = 8}).partition);
}

TEST(Leiden, HonoursAStopWithinFiftyMillisecondsOfWorkAtAMillionEdges) {
  const auto graph = gnm<direction::undirected>({.vertices = 100'000, .edges = 1'000'000, .seed = 1});
  for (const double after : {0.001, 0.02, 0.05, 0.1, 0.2, 0.4}) {  // seconds of work: in every phase
    std::stop_source stop;
    std::clock_t asked = 0;
    const std::clock_t begun = std::clock();
    std::jthread other([&] {
      while (static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC < after)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      asked = std::clock();
      stop.request_stop();
    });
    EXPECT_THROW(static_cast<void>(leiden(graph, {.runs = 20, .run = {.threads = 1, .stop = stop.get_token()}})), cancelled);
    const std::clock_t ended = std::clock();
    other.join();
    EXPECT_LT(static_cast<double>(ended - asked) / CLOCKS_PER_SEC, 0.05) << after;
  }
}

TEST(Leiden, TellsItsProgressWithRisingFractionsUpToOne) {
  std::vector<double> told;
  const execution run{.threads = 2, .stop = {}, .progress = [&](double f) { told.push_back(f); }};
  static_cast<void>(leiden(kit::undirected(kit::karate_club()), {.runs = 3, .run = run}));
  ASSERT_GE(told.size(), 3u);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

// ---- refusals ----

TEST(Leiden, RefusesOptionsOutsideTheirRanges) {
  const undirected_graph graph(2, {{0, 1}});
  const auto refuses = [&](const leiden_options& options, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return leiden(graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refuses({.resolution = 0.0}, "resolution", "0", "finite and > 0"));
  EXPECT_TRUE(refuses({.resolution = -1.0}, "resolution", "-1", "finite and > 0"));
  EXPECT_TRUE(refuses({.runs = 0}, "runs", "0", ">= 1"));
  EXPECT_TRUE(refuses({.randomness = -0.5}, "randomness", "-0.5", "finite and >= 0"));
  EXPECT_TRUE(refuses({.node_sizes = {1.0}}, "number of node_sizes", "1", "2, one for each vertex"));
  EXPECT_TRUE(refuses({.node_sizes = {1.0, -1.0}}, "node size of vertex 1", "-1", "finite and >= 0"));
  EXPECT_TRUE(refuses({.node_sizes = {1e150, 1e150}}, "the sum of node_sizes", "2e+150", "up to 1e150"));
  EXPECT_TRUE(refuses({.largest_cluster = -1.0}, "largest_cluster", "-1", "finite and >= 0 (0: no limit)"));
  EXPECT_TRUE(
      refuses({.largest_cluster = 0.5}, "largest_cluster", "0.5", "0, or at least the size of each vertex; that of 0 is larger"));
  EXPECT_TRUE(refuses({.initial = partition{{0, 0}, 1}, .largest_cluster = 1.5}, "largest_cluster", "1.5",
                      "0, or at least the size of each connected cluster of initial"));
  EXPECT_TRUE(refuses({.initial = partition{{0}, 1}}, "number of vertices in initial", "1", "2"));
  EXPECT_TRUE(refuses({.initial = partition{{0, 1}, 3}}, "number of clusters in initial", "3", "up to 2"));
  EXPECT_TRUE(refuses({.initial = partition{{0, 1}, 1}}, "initial label of vertex 1", "1", "below the number of clusters, 1"));
  EXPECT_TRUE(refuses({.fixed = {0}}, "initial", "absent", "a partition, if vertices are fixed"));
  EXPECT_TRUE(refuses({.initial = partition{{0, 1}, 2}, .fixed = {2}}, "a fixed vertex", "2", "below 2"));
}

TEST(Leiden, RefusesStrengthsThatAreNone) {
  const undirected_graph graph(2, {{0, 1}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return leiden(graph, edge_strengths::from({-1.0})); }, "strengths", "-1 at edge 0",
                                        "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return leiden(graph, edge_strengths::from({1.0, 1.0}));
      },
      "number of edge values", "2", "1, one for each edge"));
}

TEST(Leiden, RefusesStrengthsWhoseSumIsBeyondADouble) {
  const undirected_graph triangle(3, {{0, 1}, {1, 2}, {2, 0}});
  EXPECT_THROW((void)leiden(triangle, edge_strengths::from({1e308, 1.1e308, 1.3e308})), input_error);
  EXPECT_EQ(leiden(triangle, edge_strengths::from({1e306, 1.1e306, 1.3e306})).partition.clusters, 1U);
}

}  // namespace
