// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/graph/generators.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

// Two complete graphs of four, 0 … 3 and 4 … 7; 8 is tied to two vertices of each.
const undirected_graph undecided(9, {{0, 1},
                                     {0, 2},
                                     {0, 3},
                                     {1, 2},
                                     {1, 3},
                                     {2, 3},
                                     {4, 5},
                                     {4, 6},
                                     {4, 7},
                                     {5, 6},
                                     {5, 7},
                                     {6, 7},
                                     {8, 0},
                                     {8, 1},
                                     {8, 4},
                                     {8, 5}});

TEST(CoAssignments, OfGivenPartitionsAreCountedByHand) {
  const std::vector<partition> runs{{{0, 0, 1, 1}, 2}, {{0, 1, 1, 1}, 2}, {{0, 0, 0, 0}, 1}, {{0, 1, 2, 2}, 3}};
  const co_assignments together(runs);
  EXPECT_EQ(together.runs(), 4U);
  EXPECT_EQ(together.vertices(), 4U);
  EXPECT_EQ(together.count(0, 1), 2U);
  EXPECT_EQ(together.count(2, 3), 4U);
  EXPECT_EQ(together.count(1, 2), 2U);
  EXPECT_EQ(together.count(3, 0), 1U);
  EXPECT_EQ(together.count(3, 3), 4U);
  EXPECT_EQ(together(0, 1), 0.5);
  EXPECT_EQ(together.of(0), (std::vector<co_assigned>{{1, 0.5}, {2, 0.25}, {3, 0.25}}));
  EXPECT_EQ(together.of(3), (std::vector<co_assigned>{{0, 0.25}, {1, 0.5}, {2, 1.0}}));
  for (std::size_t r = 0; r < runs.size(); ++r) EXPECT_EQ(together.run(r), runs[r]);
}

TEST(CoAssignments, ListWhatTheyCountOnRandomPartitions) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    random_stream random(1, "co_assignments", round);
    const std::size_t n = 1 + random.below(12);
    std::vector<partition> runs;
    for (std::uint64_t r = 0; r < 1 + round % 5; ++r) {
      std::vector<std::uint32_t> label;
      for (std::size_t v = 0; v < n; ++v) label.push_back(static_cast<std::uint32_t>(random.below(4)));
      runs.push_back(make_partition(label));
    }
    const co_assignments together(runs);
    for (vertex_id v = 0; v < n; ++v) {
      std::vector<co_assigned> expected;
      for (vertex_id u = 0; u < n; ++u) {
        std::uint32_t count = 0;
        for (const partition& p : runs) count += p.label[u] == p.label[v] ? 1U : 0U;
        ASSERT_EQ(together.count(u, v), count);
        if (u != v && count > 0) expected.push_back({u, static_cast<double>(count) / static_cast<double>(runs.size())});
      }
      ASSERT_EQ(together.of(v), expected);
    }
  }
}

TEST(CoAssignments, RefusePartitionsThatDoNotMatch) {
  EXPECT_TRUE(kit::refuses<input_error>(
      [] {
        return co_assignments(std::vector<partition>{{{0, 0}, 1}, {{0}, 1}});
      },
      "number of labels", "1", "2, one for each vertex"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [] {
        return co_assignments(std::vector<partition>{{{0, 1}, 1}});
      },
      "label of vertex 1", "1", "below 1, the number of clusters"));
  EXPECT_EQ(co_assignments(std::vector<partition>{}).runs(), 0U);
}

TEST(Ensemble, OfOneRunIsThatRunOfLeiden) {
  const auto karate = kit::undirected(kit::karate_club());
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const auto found =
        leiden_ensemble(karate, {.leiden = {.resolution = 1.7, .preset = leiden_preset::fast}, .runs = 1, .seed = seed});
    const auto run = leiden(karate, {.resolution = 1.7, .preset = leiden_preset::fast, .seed = found.seeds.at(0)});
    EXPECT_EQ(found.consensus, run.partition);
    EXPECT_EQ(found.together.run(0), run.partition);
    EXPECT_DOUBLE_EQ(found.quality, run.quality);
    EXPECT_DOUBLE_EQ(found.modularity, run.modularity);
    EXPECT_EQ(found.mean_quality, found.quality);
    EXPECT_EQ(found.quality_deviation, 0.0);
    EXPECT_TRUE(found.converged);
    EXPECT_EQ(found.rounds, 0U);
    for (const ensemble_member& member : found.members) EXPECT_EQ(member.confidence, 1.0);
  }
}

TEST(Ensemble, OfTwoTrianglesAndABridgeAgreesAtOnce) {
  const auto found = leiden_ensemble(kit::undirected(kit::two_triangles_and_a_bridge()), {.runs = 20});
  EXPECT_EQ(found.consensus, (partition{{0, 0, 0, 1, 1, 1}, 2}));
  EXPECT_DOUBLE_EQ(found.quality, 5.0 / 14);
  EXPECT_EQ(found.rounds, 0U);
  EXPECT_EQ(found.together(0, 2), 1.0);
  EXPECT_EQ(found.together(2, 3), 0.0);
  EXPECT_EQ(found.together.of(4), (std::vector<co_assigned>{{3, 1.0}, {5, 1.0}}));
  for (const ensemble_member& member : found.members) {
    EXPECT_EQ(member.confidence, 1.0);
    EXPECT_TRUE(member.core);
    EXPECT_EQ(member.next_best, std::nullopt);
    EXPECT_EQ(member.next_share, 0.0);
  }
  EXPECT_EQ(found.confidence, (std::vector<double>{1, 1}));
}

TEST(Ensemble, SaysHowOftenAnUndecidedVertexWasWithEitherSide) {
  const auto found = leiden_ensemble(undecided, {.runs = 200});
  EXPECT_TRUE(found.converged);
  EXPECT_EQ(found.consensus.clusters, 2U);
  // It is with one of the two in every run, more often with that of the consensus.
  const ensemble_member& between = found.members[8];
  EXPECT_EQ(between.next_best, 1 - found.consensus.label[8]);
  EXPECT_DOUBLE_EQ(between.confidence + between.next_share, 1.0);
  EXPECT_GT(between.next_share, 0.0);
  EXPECT_LE(between.next_share, 0.5);
  EXPECT_EQ(found.together(8, 0), found.consensus.label[8] == 0 ? between.confidence : between.next_share);
  // The others of its cluster miss it only: (3 + confidence) / 4.
  for (vertex_id v = 0; v < 8; ++v) {
    EXPECT_EQ(found.consensus.label[v], v / 4);
    EXPECT_DOUBLE_EQ(found.members[v].confidence, found.consensus.label[8] == v / 4 ? (3 + between.confidence) / 4 : 1.0);
  }
}

TEST(Ensemble, FindsTheUndecidedVertexAtTheBorder) {
  const auto found = leiden_ensemble(undecided, {.runs = 300, .resampling = ensemble_resampling::edges, .core = 0.6});
  EXPECT_FALSE(found.members[8].core);
  EXPECT_EQ(found.members[8].next_best, 1 - found.consensus.label[8]);
  EXPECT_GT(found.members[8].next_share, 0.3);
  for (vertex_id v = 0; v < 8; ++v) EXPECT_TRUE(found.members[v].core);
}

TEST(Ensemble, FindsWhatWasPlanted) {
  const auto planted = lfr({.vertices = 300, .average_degree = 12, .max_degree = 30, .mu = 0.3, .max_community = 60, .seed = 5});
  const auto found = leiden_ensemble(planted.graph, {.runs = 10});
  EXPECT_EQ(found.consensus, make_partition(planted.communities.label));
  const auto karate = leiden_ensemble(kit::undirected(kit::karate_club()), {.runs = 20});
  EXPECT_NEAR(karate.quality, 0.4197896120973, 5e-14);  // the optimum by igraph's integer programme
}

TEST(Ensemble, AgreesOnTheCliquesOfARingWhoseRunsMergeOneOrTheOther) {
  // The optimum pairs up neighbours, in either of two ways: no two cliques belong together.
  const auto ring = ring_of_cliques({.cliques = 30, .size = 5});
  const auto found = leiden_ensemble(ring.graph, {.runs = 40});
  EXPECT_TRUE(found.converged);
  EXPECT_GT(found.rounds, 0U);
  EXPECT_EQ(found.consensus, ring.cliques);
  EXPECT_LT(found.quality, found.mean_quality);
}

TEST(Ensemble, OfFlowsUsesTheirDirection) {
  const directed_graph two_cycles(6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});
  EXPECT_DOUBLE_EQ(leiden_ensemble(two_cycles, {.runs = 10}).quality, 18.0 / 49);
  const auto potts =
      leiden_ensemble(two_cycles, {.leiden = {.objective = leiden_objective::cpm, .resolution = 0.25}, .runs = 10});
  EXPECT_EQ(potts.consensus, (partition{{0, 0, 0, 1, 1, 1}, 2}));
  EXPECT_EQ(potts.quality, 6 - 0.25 * 12);
}

struct random_case {
  edge_list list;
  std::vector<std::int64_t> strength;
};

random_case make_case(std::uint64_t seed, std::uint64_t round) {
  random_stream random(seed, "ensemble", round);
  const std::size_t n = 2 + random.below(20);
  random_case made{
      kit::random_multigraph(random, round % 2 == 0 ? direction::undirected : direction::directed, n, random.below(3 * n)), {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e)
    made.strength.push_back(static_cast<std::int64_t>(1 + random.below(4)));
  return made;
}

// By the definitions, pair by pair.
void expect_members_as_defined(const random_case& of, const ensemble_result& found, double core) {
  const std::size_t n = of.list.vertices;
  const partition& consensus = found.consensus;
  const auto mean_with = [&](vertex_id v, std::uint32_t cluster) {
    double sum = 0.0;
    double others = 0.0;
    for (vertex_id u = 0; u < n; ++u)
      if (u != v && consensus.label[u] == cluster) {
        sum += found.together(u, v);
        others += 1.0;
      }
    return others == 0.0 ? -1.0 : sum / others;
  };
  for (vertex_id v = 0; v < n; ++v) {
    double own = mean_with(v, consensus.label[v]);
    if (own < 0.0) {
      own = 0.0;
      for (std::size_t r = 0; r < found.together.runs(); ++r) {
        const partition p = found.together.run(r);
        if (std::count(p.label.begin(), p.label.end(), p.label[v]) == 1) own += 1.0 / static_cast<double>(found.together.runs());
      }
    }
    const ensemble_member& member = found.members[v];
    ASSERT_NEAR(member.confidence, own, 1e-12);
    ASSERT_EQ(member.core, member.confidence >= core);
    std::set<std::uint32_t> tied;
    for (const auto& [a, b] : of.list.edges) {
      if (a == v) tied.insert(consensus.label[b]);
      if (b == v) tied.insert(consensus.label[a]);
    }
    tied.erase(consensus.label[v]);
    double most = 0.0;
    for (const std::uint32_t c : tied) most = std::max(most, mean_with(v, c));
    ASSERT_NEAR(member.next_share, most, 1e-12);
    ASSERT_EQ(member.next_best.has_value(), most > 0.0);
    if (member.next_best) {
      ASSERT_NEAR(mean_with(v, *member.next_best), most, 1e-12);
    }
  }
}

TEST(Ensemble, JudgesMembersAsDefinedOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 80; ++round) {
    const random_case of = make_case(2, round);
    const auto strengths = edge_strengths::over({1, 2}, of.strength);
    kit::with_graph(of.list, [&](const auto& graph) {
      const auto found =
          leiden_ensemble(graph, strengths, {.runs = 9, .resampling = ensemble_resampling::edges, .core = 0.8, .seed = round});
      expect_members_as_defined(of, found, 0.8);
      std::vector<double> sum(found.consensus.clusters, 0.0);
      std::vector<double> size(found.consensus.clusters, 0.0);
      for (std::size_t v = 0; v < of.list.vertices; ++v) {
        sum[found.consensus.label[v]] += found.members[v].confidence;
        size[found.consensus.label[v]] += 1.0;
      }
      for (std::size_t c = 0; c < sum.size(); ++c) ASSERT_NEAR(found.confidence[c], sum[c] / size[c], 1e-14);
    });
  }
}

TEST(Ensemble, IsConnectedAndMeasuredOnTheGivenGraphOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 80; ++round) {
    const random_case of = make_case(3, round);
    const auto strengths = edge_strengths::over(1, of.strength);
    kit::with_graph(of.list, [&](const auto& graph) {
      const bool potts = round % 4 >= 2;
      const leiden_options each{.objective = potts ? leiden_objective::cpm : leiden_objective::modularity, .resolution = 0.9};
      const auto found =
          leiden_ensemble(graph, strengths, {.leiden = each, .runs = 7, .resampling = ensemble_resampling::edges, .seed = round});
      const auto quality_of = [&](const partition& p) {
        return potts ? constant_potts(graph, strengths, p, {.resolution = 0.9})
                     : modularity(graph, strengths, p, {.resolution = 0.9});
      };
      ASSERT_EQ(partition_quality(graph, strengths, found.consensus).disconnected, 0U);
      ASSERT_EQ(found.quality, quality_of(found.consensus));
      ASSERT_EQ(found.modularity, modularity(graph, strengths, found.consensus));
      double mean = 0.0;
      for (std::size_t r = 0; r < 7; ++r) {
        ASSERT_EQ(found.qualities.at(r), quality_of(found.together.run(r)));
        mean += found.qualities[r] / 7;
      }
      double variance = 0.0;
      for (const double q : found.qualities) variance += (q - mean) * (q - mean) / 7;
      ASSERT_NEAR(found.mean_quality, mean, 1e-12);
      ASSERT_NEAR(found.quality_deviation, std::sqrt(variance), 1e-12);
    });
  }
}

TEST(Ensemble, DrawsAsManyEdgesAsThereAreWithReplacement) {
  // Two edges without a common vertex: one of four pairs of draws misses the first, and one is drawn at any rate.
  const undirected_graph pairs(4, {{0, 1}, {2, 3}});
  const auto found = leiden_ensemble(pairs, {.runs = 2000, .resampling = ensemble_resampling::edges});
  EXPECT_NEAR(found.together(0, 1), 0.75, 0.03);  // three standard deviations
  EXPECT_EQ(
      found.together.count(0, 1) + found.together.count(2, 3), 2000 + [&] {
        std::uint32_t both = 0;
        for (std::size_t r = 0; r < 2000; ++r) both += found.together.run(r).clusters == 2 ? 1U : 0U;
        return both;
      }());
  EXPECT_EQ(leiden_ensemble(pairs, {.runs = 50}).together(0, 1), 1.0);
}

TEST(Ensemble, DrawsPoissonNumbersOfRecords) {
  // An edge of strength 3 is gone in e^-3 of the runs, whatever the other does.
  const undirected_graph pairs(4, {{0, 1}, {2, 3}});
  const auto found =
      leiden_ensemble(pairs, edge_strengths::from({3, 1}), {.runs = 3000, .resampling = ensemble_resampling::poisson});
  EXPECT_NEAR(found.together(0, 1), 1 - std::exp(-3.0), 0.012);
  EXPECT_NEAR(found.together(2, 3), 1 - std::exp(-1.0), 0.027);
}

TEST(Ensemble, DrawsLargePoissonNumbersWithTheRightSpread) {
  // 1 stands between 0 and 2 with strengths 30 and 24. At 20 a pair it joins the stronger: how often that is the first, the
  // distribution of the two numbers says.
  const undirected_graph path(3, {{0, 1}, {1, 2}});
  const auto found = leiden_ensemble(path, edge_strengths::from({30, 24}),
                                     {.leiden = {.objective = leiden_objective::cpm, .resolution = 20},
                                      .runs = 4000,
                                      .resampling = ensemble_resampling::poisson});
  const auto chance = [](double mean, int k) { return std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0)); };
  double first = 0.0;  // P: the first is above 20 and above the second, which is no more than 40
  double all_three = 0.0;
  for (int a = 0; a < 120; ++a)
    for (int b = 0; b < 120; ++b) {
      const double p = chance(30, a) * chance(24, b);
      if (std::min(a, b) > 40) all_three += p;
      if (a > b && a > 20 && b < 40) first += p;
      if (a == b && a > 20 && b < 40) first += p / 2;
    }
  double alone_with_first = 0.0;
  for (std::size_t r = 0; r < 4000; ++r) alone_with_first += found.together.run(r) == partition{{0, 0, 1}, 2} ? 1.0 / 4000 : 0.0;
  EXPECT_LT(all_three, 1e-3);
  EXPECT_NEAR(alone_with_first, first, 0.025);  // three standard deviations
}

TEST(Ensemble, DoesNotChangeWithTheNumberOfThreads) {
  const auto planted = lfr({.vertices = 200, .average_degree = 10, .max_degree = 25, .mu = 0.5, .max_community = 50, .seed = 9});
  const auto with = [&](unsigned threads) {
    return leiden_ensemble(planted.graph, {.runs = 8, .resampling = ensemble_resampling::edges, .run = {.threads = threads}});
  };
  const auto one = with(1);
  for (const unsigned threads : {2U, 3U, 8U}) {
    const auto many = with(threads);
    EXPECT_EQ(many.together, one.together);
    EXPECT_EQ(many.seeds, one.seeds);
    EXPECT_EQ(many.consensus, one.consensus);
    EXPECT_EQ(many.rounds, one.rounds);
    EXPECT_TRUE(kit::same_bits(many.qualities, one.qualities));
    EXPECT_TRUE(kit::same_bits(many.confidence, one.confidence));
    for (std::size_t v = 0; v < 200; ++v) {
      EXPECT_EQ(many.members[v].confidence, one.members[v].confidence);
      EXPECT_EQ(many.members[v].next_best, one.members[v].next_best);
      EXPECT_EQ(many.members[v].next_share, one.members[v].next_share);
    }
  }
}

TEST(Ensemble, DependsOnItsSeedAlone) {
  const auto graph = kit::undirected(kit::karate_club());
  const auto with = [&](std::uint64_t seed, std::uint64_t unread) {
    return leiden_ensemble(graph,
                           {.leiden = {.seed = unread}, .runs = 10, .resampling = ensemble_resampling::edges, .seed = seed});
  };
  EXPECT_EQ(with(1, 1).together, with(1, 2).together);
  EXPECT_NE(with(1, 1).together, with(2, 1).together);
  EXPECT_NE(with(1, 1).seeds, with(2, 1).seeds);
}

TEST(Ensemble, OfAForeignGraphIsTheSame) {
  const edge_list list = kit::karate_club();
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  const auto graph = kit::undirected(list);
  const auto twice = edge_strengths::uniform(list.edges.size(), 2);
  EXPECT_EQ(leiden_ensemble(foreign, {.runs = 5}).together, leiden_ensemble(graph, {.runs = 5}).together);
  EXPECT_EQ(leiden_ensemble(foreign, twice, {.runs = 5}).consensus, leiden_ensemble(graph, twice, {.runs = 5}).consensus);
}

TEST(Ensemble, SaysWhenTheRoundsDidNotSuffice) {
  const auto planted = lfr({.vertices = 200, .average_degree = 8, .max_degree = 20, .mu = 0.7, .max_community = 50, .seed = 4});
  const ensemble_options options{.runs = 6, .resampling = ensemble_resampling::edges, .max_rounds = 1};
  const auto found = leiden_ensemble(planted.graph, options);
  EXPECT_FALSE(found.converged);
  EXPECT_EQ(found.rounds, 1U);
  EXPECT_EQ(partition_quality(planted.graph, found.consensus).disconnected, 0U);
}

TEST(Ensemble, KeepsForEachVertexTheEdgeThatItSharesMost) {
  // At a threshold of nearly 1 what was not together in all runs is cut. Vertex 8 would stand alone, but keeps an edge.
  const auto found = leiden_ensemble(undecided, {.runs = 50, .threshold = 0.99});
  EXPECT_EQ(found.consensus.clusters, 2U);
  EXPECT_TRUE(found.converged);
}

TEST(Ensemble, CutsMoreAtAHigherThreshold) {
  const auto karate = kit::undirected(kit::karate_club());
  const auto at = [&](double threshold) {
    return leiden_ensemble(karate, {.runs = 50, .resampling = ensemble_resampling::edges, .threshold = threshold});
  };
  EXPECT_EQ(at(0.0).consensus.clusters, 4U);
  EXPECT_GT(at(0.8).consensus.clusters, 4U);
}

TEST(Ensemble, FindsWhatWasPlantedWhereNoRunDoes) {
  // On resampled edges a third of the ties is missing: each run errs, the consensus does not.
  const auto planted = lfr({.vertices = 300, .average_degree = 12, .max_degree = 30, .mu = 0.4, .max_community = 60, .seed = 5});
  const auto found = leiden_ensemble(planted.graph, {.runs = 30, .resampling = ensemble_resampling::edges});
  const partition communities = make_partition(planted.communities.label);
  EXPECT_EQ(found.consensus, communities);
  for (std::size_t r = 0; r < 30; ++r) EXPECT_NE(found.together.run(r), communities);
  EXPECT_GT(found.quality, *std::max_element(found.qualities.begin(), found.qualities.end()));
}

TEST(Ensemble, OfDegenerateGraphs) {
  const auto empty = leiden_ensemble(undirected_graph(), {.runs = 3, .resampling = ensemble_resampling::edges});
  EXPECT_EQ(empty.consensus.clusters, 0U);
  EXPECT_TRUE(empty.converged);
  EXPECT_EQ(empty.together.runs(), 3U);
  EXPECT_EQ(empty.members.size(), 0U);
  for (const auto how : {ensemble_resampling::none, ensemble_resampling::edges, ensemble_resampling::poisson}) {
    const auto untied = leiden_ensemble(directed_graph(3, {}), {.runs = 4, .resampling = how});
    EXPECT_EQ(untied.consensus, (partition{{0, 1, 2}, 3}));
    EXPECT_EQ(untied.quality, 0.0);
    EXPECT_EQ(untied.together(0, 1), 0.0);
    EXPECT_EQ(untied.together.of(0).size(), 0U);
    for (const ensemble_member& member : untied.members) {
      EXPECT_EQ(member.confidence, 1.0);  // alone in all runs
      EXPECT_EQ(member.next_best, std::nullopt);
    }
  }
  const auto zero = leiden_ensemble(undirected_graph(2, {{0, 1}, {1, 1}}), edge_strengths::uniform(2, 0), {.runs = 2});
  EXPECT_EQ(zero.consensus.clusters, 2U);
  const auto loop = leiden_ensemble(undirected_graph(1, {{0, 0}}), {.runs = 2, .resampling = ensemble_resampling::edges});
  EXPECT_EQ(loop.consensus.clusters, 1U);
}

TEST(Ensemble, TakesStrengthsWhoseMultiplesLeave64Bits) {
  const std::int64_t huge = std::int64_t{1} << 60;
  const auto found = leiden_ensemble(undecided, edge_strengths::over(1, std::vector<std::int64_t>(16, huge)),
                                     {.runs = 30, .resampling = ensemble_resampling::edges});
  const auto ones = leiden_ensemble(undecided, {.runs = 30, .resampling = ensemble_resampling::edges});
  EXPECT_EQ(found.consensus.clusters, 2U);
  EXPECT_EQ(ones.consensus.clusters, 2U);
  const auto rounded = leiden_ensemble(undecided, edge_strengths::rounded(std::vector<double>(16, 0.1), "a test"), {.runs = 30});
  EXPECT_EQ(rounded.consensus.clusters, 2U);
}

TEST(Ensemble, StopsOnRequestAndTellsItsProgress) {
  const auto graph = kit::undirected(kit::karate_club());
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(static_cast<void>(leiden_ensemble(graph, {.run = {.stop = source.get_token()}})), cancelled);
  std::vector<double> told;
  static_cast<void>(leiden_ensemble(
      graph, {.runs = 20, .resampling = ensemble_resampling::edges, .run = {.progress = [&](double p) { told.push_back(p); }}}));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
  // In the middle of it, too.
  std::stop_source later;
  EXPECT_THROW(static_cast<void>(leiden_ensemble(
                   graph, {.runs = 1000,
                           .run = {.threads = 1, .stop = later.get_token(), .progress = [&](double) { later.request_stop(); }}})),
               cancelled);
}

TEST(Ensemble, RefusesWhatIsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto refused = [&](const ensemble_options& options, const std::string& parameter, const std::string& value,
                           const std::string& allowed) {
    EXPECT_TRUE(kit::refuses<option_error>([&] { return leiden_ensemble(graph, options); }, parameter, value, allowed));
  };
  refused({.runs = 0}, "runs", "0", "1 or more");
  refused({.threshold = 1.0}, "threshold", "1", "[0, 1)");
  refused({.threshold = -0.5}, "threshold", "-0.5", "[0, 1)");
  refused({.threshold = std::nan("")}, "threshold", "nan", "[0, 1)");
  refused({.max_rounds = 0}, "max_rounds", "0", "1 or more");
  refused({.core = 0.0}, "core", "0", "(0, 1]");
  refused({.core = 1.5}, "core", "1.5", "(0, 1]");
  EXPECT_THROW(static_cast<void>(leiden_ensemble(graph, {.leiden = {.resolution = 0.0}})), option_error);
  EXPECT_TRUE(kit::refuses<input_error>([&] { return leiden_ensemble(graph, edge_strengths::uniform(1)); },
                                        "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return leiden_ensemble(graph, edge_strengths::from({1, -2}));
      },
      "strengths", "-2 at edge 1", "strengths >= 0"));
  const ensemble_options counts{.resampling = ensemble_resampling::poisson};
  const std::string allowed = "whole numbers below 2^53, which count records, for them to be Poisson numbers";
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return leiden_ensemble(graph, edge_strengths::from({1, 0.5}), counts);
      },
      "strengths", "no whole numbers", allowed));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return leiden_ensemble(graph, edge_strengths::rounded({1, 2}, "a test"), counts);
      },
      "strengths", "no whole numbers", allowed));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return leiden_ensemble(graph, edge_strengths::from({1, 9007199254740992.0}), counts);
      },
      "strengths", "9007199254740992 at edge 1", allowed));
}

}  // namespace
