// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/graph/components.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

// The two clubs into which the karate club split, and how often its members met, by edge (both: Zachary 1977).
const partition clubs{{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 2};
const std::vector<std::int64_t> meetings{4, 5, 3, 3, 3, 3, 2, 2, 2, 3, 1, 3, 2, 2, 2, 2, 6, 3, 4, 5, 1, 2, 2, 2, 3, 4,
                                         5, 1, 3, 2, 2, 2, 3, 3, 3, 2, 3, 5, 3, 3, 3, 3, 3, 4, 2, 3, 3, 2, 3, 4, 1, 2,
                                         1, 3, 1, 2, 3, 5, 4, 3, 5, 4, 2, 3, 2, 7, 4, 2, 4, 2, 2, 4, 2, 3, 3, 4, 4, 5};
// The partition with the largest modularity.
const partition karate_best{
    {0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 1, 0, 0, 0, 2, 2, 1, 0, 2, 0, 2, 0, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 2}, 4};

const directed_graph two_cycles(6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});
const partition halves{{0, 0, 0, 1, 1, 1}, 2};

struct weighted_case {
  edge_list list;
  std::vector<std::int64_t> strength;
  partition clusters;
};

weighted_case random_case(std::uint64_t seed, std::uint64_t round) {
  random_stream random(seed, "quality", round);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  const std::size_t n = 1 + random.below(10);
  weighted_case made{kit::random_multigraph(random, kind, n, random.below(3 * n)), {}, {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e) made.strength.push_back(static_cast<std::int64_t>(random.below(5)));
  const std::uint64_t clusters = 1 + random.below(4);
  std::vector<std::uint32_t> label;
  for (std::size_t v = 0; v < n; ++v) label.push_back(static_cast<std::uint32_t>(random.below(clusters)));
  made.clusters = make_partition(label);
  return made;
}

edge_strengths as_doubles(const std::vector<std::int64_t>& strength) {
  return edge_strengths::rounded({strength.begin(), strength.end()}, "a test");
}

// A(i, j), with an undirected loop twice on the diagonal.
std::vector<std::vector<double>> adjacency(const weighted_case& of) {
  const std::size_t n = of.list.vertices;
  std::vector<std::vector<double>> a(n, std::vector<double>(n, 0.0));
  for (std::size_t e = 0; e < of.strength.size(); ++e) {
    const auto [u, v] = of.list.edges[e];
    a[u][v] += static_cast<double>(of.strength[e]);
    if (of.list.kind == direction::undirected) a[v][u] += static_cast<double>(of.strength[e]);
  }
  return a;
}

// The double sum over all ordered pairs that share a cluster, as the papers write it.
double modularity_by_pairs(const weighted_case& of, double resolution) {
  const auto a = adjacency(of);
  const std::size_t n = a.size();
  std::vector<double> out(n, 0.0);
  std::vector<double> in(n, 0.0);
  double all = 0.0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      out[i] += a[i][j];
      in[j] += a[i][j];
      all += a[i][j];
    }
  if (all == 0.0) return 0.0;
  double q = 0.0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      if (of.clusters.label[i] == of.clusters.label[j]) q += a[i][j] - resolution * out[i] * in[j] / all;
  return q / all;
}

double potts_by_pairs(const weighted_case& of, double resolution, const std::vector<double>& sizes) {
  const auto a = adjacency(of);
  double h = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j)
      if (of.clusters.label[i] == of.clusters.label[j]) h += a[i][j] - resolution * sizes[i] * (sizes[j] - (i == j ? 1.0 : 0.0));
  return of.list.kind == direction::undirected ? h / 2 : h;
}

// What leads from inside (or outside) a set to inside (or outside) it; undirected edges on one side are met twice.
template <class In>
double between(const std::vector<std::vector<double>>& a, const In& in, bool from_inside, bool to_inside) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < a.size(); ++j)
      if (in(i) == from_inside && in(j) == to_inside) sum += a[i][j];
  return sum;
}

TEST(Modularity, OfKnownPartitionsIsAsPublished) {
  const auto karate = kit::undirected(kit::karate_club());
  EXPECT_NEAR(modularity(karate, clubs), 0.3582347140, 5e-11);           // igraph
  EXPECT_NEAR(modularity(karate, karate_best), 0.4197896120973, 5e-14);  // the optimum by igraph's integer programme
  const auto often = edge_strengths::over(1, meetings);
  EXPECT_NEAR(modularity(karate, often, clubs), 0.39143756676, 5e-12);       // igraph
  EXPECT_NEAR(modularity(karate, often, karate_best), 0.4449035813, 5e-11);  // the optimum by igraph's integer programme
  EXPECT_DOUBLE_EQ(modularity(two_cycles, halves), 18.0 / 49);               // igraph, leidenalg
}

TEST(Modularity, IsSolvedByHand) {
  // Two triangles and a bridge: 6/7 within, and each half has half of the ends.
  EXPECT_DOUBLE_EQ(modularity(kit::undirected(kit::two_triangles_and_a_bridge()), halves), 5.0 / 14);
  EXPECT_DOUBLE_EQ(modularity(kit::undirected(kit::two_triangles_and_a_bridge()), halves, {.resolution = 0.5}), 6.0 / 7 - 0.25);
  // A loop of 2 at vertex 0 and an edge of 1 and one of 1 to vertex 1: 2/4 within; ends 4 + 2 and 2 of 8.
  const undirected_graph loop(2, {{0, 0}, {0, 1}, {0, 1}});
  EXPECT_EQ(modularity(loop, edge_strengths::from({2, 1, 1}), partition{{0, 1}, 2}), 0.5 - (36.0 + 4) / 64);
  const directed_graph arcs(2, {{0, 0}, {0, 1}, {0, 1}});
  EXPECT_EQ(modularity(arcs, edge_strengths::from({2, 1, 1}), partition{{0, 1}, 2}), 0.5 - (4.0 * 2) / 16);
}

TEST(Modularity, IsTheDoubleSumOverPairsOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 1000; ++round) {
    weighted_case of = random_case(1, round);
    for (const double resolution : {1.0, 0.3, 2.5}) {
      const double expected = modularity_by_pairs(of, resolution);
      kit::with_graph(of.list, [&](const auto& graph) {
        const modularity_options options{.resolution = resolution};
        ASSERT_NEAR(modularity(graph, edge_strengths::over({1, 10}, of.strength), of.clusters, options), expected, 1e-14);
        ASSERT_NEAR(modularity(graph, as_doubles(of.strength), of.clusters, options), expected, 1e-14);
      });
    }
    std::fill(of.strength.begin(), of.strength.end(), 1);
    kit::with_graph(of.list,
                    [&](const auto& graph) { ASSERT_NEAR(modularity(graph, of.clusters), modularity_by_pairs(of, 1.0), 1e-14); });
  }
}

TEST(Modularity, IsNothingWhereAllAreTogetherOrNoStrengthIsThere) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const weighted_case of = random_case(2, round);
    const partition together{std::vector<std::uint32_t>(of.list.vertices, 0), 1};
    kit::with_graph(of.list, [&](const auto& graph) {
      ASSERT_EQ(modularity(graph, edge_strengths::over(1, of.strength), together), 0.0);
      ASSERT_EQ(modularity(graph, as_doubles(of.strength), together), 0.0);
      ASSERT_EQ(modularity(graph, edge_strengths::uniform(of.strength.size(), 0), of.clusters), 0.0);
    });
  }
  EXPECT_EQ(modularity(undirected_graph(), {}), 0.0);
  EXPECT_EQ(modularity(directed_graph(1, {}), {{0}, 1}), 0.0);
  EXPECT_EQ(modularity(undirected_graph(3, {}), {{0, 1, 0}, 2}), 0.0);
}

TEST(Modularity, DoesNotChangeWithTheScaleTheNamesOrTheOrderOfEdges) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const weighted_case of = random_case(3, round);
    random_stream random(3, "quality names", round);
    const auto name = kit::random_order(random, of.list.vertices);
    edge_list other = kit::relabelled(of.list, name);
    std::reverse(other.edges.begin(), other.edges.end());
    std::vector<std::int64_t> strength(of.strength.rbegin(), of.strength.rend());
    for (std::int64_t& s : strength) s *= 7;
    partition clusters{std::vector<std::uint32_t>(of.list.vertices), of.clusters.clusters};
    for (std::size_t v = 0; v < of.list.vertices; ++v) clusters.label[name[v]] = clusters.clusters - 1 - of.clusters.label[v];
    const double plain = kit::with_graph(
        of.list, [&](const auto& graph) { return modularity(graph, edge_strengths::over(1, of.strength), of.clusters); });
    const double renamed = kit::with_graph(other, [&](const auto& graph) {
      return modularity(graph, edge_strengths::over({1, 3}, strength), clusters);
    });
    ASSERT_EQ(plain, renamed);
  }
}

TEST(Modularity, OfTheGraphOfClustersIsTheSame) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const weighted_case of = random_case(4, round);
    edge_list contracted{of.list.kind, of.clusters.clusters, {}};
    for (const auto& [u, v] : of.list.edges) contracted.edges.push_back({of.clusters.label[u], of.clusters.label[v]});
    partition alone{{}, of.clusters.clusters};
    for (std::uint32_t c = 0; c < of.clusters.clusters; ++c) alone.label.push_back(c);
    const auto strengths = edge_strengths::over(1, of.strength);
    const double plain = kit::with_graph(of.list, [&](const auto& graph) { return modularity(graph, strengths, of.clusters); });
    ASSERT_EQ(kit::with_graph(contracted, [&](const auto& graph) { return modularity(graph, strengths, alone); }), plain);
  }
}

TEST(Modularity, OfCopiesKeepsWhatLiesWithinAndDividesTheExpectation) {
  // k copies beside each other: w / W stays, and the sum of (k_C / 2W)^2 becomes k (1 / k)^2 of itself.
  const auto karate = kit::karate_club();
  const double one = modularity(kit::undirected(karate), karate_best);
  const double half = modularity(kit::undirected(karate), karate_best, {.resolution = 0.5});
  const double expected = 2 * (half - one);
  edge_list copies = karate;
  partition clusters = karate_best;
  for (int k = 2; k <= 4; ++k) {
    copies = kit::beside(copies, karate);
    for (const std::uint32_t c : karate_best.label) clusters.label.push_back(c + clusters.clusters);
    clusters.clusters += karate_best.clusters;
    EXPECT_NEAR(modularity(kit::undirected(copies), clusters), one + expected - expected / k, 1e-14);
  }
}

TEST(Modularity, NeverGrowsWhenClustersWithoutTiesAreJoined) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const weighted_case of = random_case(5, round);
    kit::with_graph(of.list, [&](const auto& graph) {
      const auto strengths = edge_strengths::over(1, of.strength);
      const partition parts = weak_components(graph);
      partition joined = parts;
      for (std::uint32_t& label : joined.label) label = label == 0 ? 0 : label - 1;
      joined.clusters = std::max(1U, joined.clusters - 1);
      ASSERT_LE(modularity(graph, strengths, joined), modularity(graph, strengths, parts));
    });
  }
}

TEST(Modularity, KeepsItsDigitsBesideStrengthsOfTheLargestSize) {
  const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  const undirected_graph graph(4, {{0, 1}, {2, 3}, {1, 2}});
  const partition pairs{{0, 0, 1, 1}, 2};
  EXPECT_DOUBLE_EQ(modularity(graph, edge_strengths::over(1, {huge, huge, 1}), pairs), 0.5);
  EXPECT_DOUBLE_EQ(modularity(graph, edge_strengths::rounded({4e307, 4e307, 1}, "a test"), pairs), 0.5);
  EXPECT_DOUBLE_EQ(modularity(graph, edge_strengths::rounded({5e-324, 5e-324, 0}, "a test"), pairs), 0.5);
}

TEST(ConstantPotts, OfTheKarateClubIsHalfOfWhatLeidenalgSays) {
  const auto karate = kit::undirected(kit::karate_club());
  const partition two{{0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, 2};
  const partition five{{0, 0, 0, 0, 1, 1, 1, 0, 2, 3, 1, 0, 0, 0, 2, 2, 1, 0, 2, 0, 2, 0, 2, 2, 4, 4, 2, 2, 4, 2, 2, 4, 2, 2}, 5};
  // leidenalg: 2 H. igraph, by its source: (2 H - resolution * 34) / 2W.
  EXPECT_NEAR(2 * constant_potts(karate, two, {.resolution = 0.06}), 103.36, 1e-12);
  EXPECT_NEAR(2 * constant_potts(karate, five, {.resolution = 0.1}), 86.2, 1e-12);
  EXPECT_NEAR((2 * constant_potts(karate, two, {.resolution = 0.06}) - 0.06 * 34) / 156, 0.6494871794871795, 1e-15);
}

TEST(ConstantPotts, IsSolvedByHand) {
  // Seven edges; a triangle is three pairs, of a directed graph six.
  EXPECT_DOUBLE_EQ(constant_potts(kit::undirected(kit::two_triangles_and_a_bridge()), halves, {.resolution = 0.5}), 6 - 0.5 * 6);
  EXPECT_DOUBLE_EQ(constant_potts(two_cycles, halves, {.resolution = 0.25}), 6 - 0.25 * 12);
  // Sizes 2, 3, 5 in one cluster: 10 * 9 / 2.
  const undirected_graph path(3, {{0, 1}, {1, 2}});
  EXPECT_DOUBLE_EQ(
      constant_potts(path, edge_strengths::from({0.1, 0.2}), {{0, 0, 0}, 1}, {.resolution = 0.01, .node_sizes = {2, 3, 5}}),
      0.3 - 0.45);
  EXPECT_EQ(constant_potts(undirected_graph(2, {{0, 0}, {1, 1}}), {{0, 1}, 2}), 2.0);  // a loop is within, and no pair
}

TEST(ConstantPotts, IsTheDoubleSumOverPairsOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 1000; ++round) {
    const weighted_case of = random_case(6, round);
    random_stream random(6, "quality sizes", round);
    std::vector<double> sizes;
    for (std::size_t v = 0; v < of.list.vertices; ++v) sizes.push_back(static_cast<double>(random.below(8)) / 4);
    const std::vector<double> ones(of.list.vertices, 1.0);
    kit::with_graph(of.list, [&](const auto& graph) {
      const auto exact = edge_strengths::over(1, of.strength);
      ASSERT_NEAR(constant_potts(graph, exact, of.clusters, {.resolution = 0.7}), potts_by_pairs(of, 0.7, ones), 1e-12);
      ASSERT_NEAR(constant_potts(graph, exact, of.clusters, {.resolution = 0.7, .node_sizes = sizes}),
                  potts_by_pairs(of, 0.7, sizes), 1e-12);
      ASSERT_EQ(constant_potts(graph, exact, of.clusters, {.node_sizes = ones}), constant_potts(graph, exact, of.clusters));
      ASSERT_EQ(constant_potts(graph, as_doubles(of.strength), of.clusters), constant_potts(graph, exact, of.clusters));
    });
  }
}

TEST(ConstantPotts, OfTheGraphOfClustersIsTheSame) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const weighted_case of = random_case(9, round);
    random_stream random(9, "quality sizes", round);
    std::vector<double> sizes;
    for (std::size_t v = 0; v < of.list.vertices; ++v) sizes.push_back(static_cast<double>(random.below(8)) / 4);
    edge_list contracted{of.list.kind, of.clusters.clusters, {}};
    for (const auto& [u, v] : of.list.edges) contracted.edges.push_back({of.clusters.label[u], of.clusters.label[v]});
    std::vector<double> sums(of.clusters.clusters, 0.0);
    for (std::size_t v = 0; v < of.list.vertices; ++v) sums[of.clusters.label[v]] += sizes[v];
    partition alone{{}, of.clusters.clusters};
    for (std::uint32_t c = 0; c < of.clusters.clusters; ++c) alone.label.push_back(c);
    const auto strengths = edge_strengths::over(1, of.strength);
    const double plain = kit::with_graph(
        of.list, [&](const auto& graph) { return constant_potts(graph, strengths, of.clusters, {.node_sizes = sizes}); });
    const double joined = kit::with_graph(
        contracted, [&](const auto& graph) { return constant_potts(graph, strengths, alone, {.node_sizes = sums}); });
    ASSERT_EQ(plain, joined);
  }
}

TEST(PartitionQuality, IsSolvedByHandOnTwoTrianglesAndABridge) {
  const auto found = partition_quality(kit::undirected(kit::two_triangles_and_a_bridge()), halves, {.cpm = {.resolution = 0.5}});
  EXPECT_DOUBLE_EQ(found.modularity, 5.0 / 14);
  EXPECT_EQ(found.constant_potts, 3.0);
  EXPECT_EQ(found.total, 7.0);
  EXPECT_EQ(found.cut, 1.0);
  EXPECT_EQ(found.coverage, 6.0 / 7);
  EXPECT_EQ(found.mean_conductance, 1.0 / 7);
  EXPECT_EQ(found.worst_conductance, 1.0 / 7);
  EXPECT_EQ(found.disconnected, 0U);
  ASSERT_EQ(found.clusters.size(), 2U);
  for (const cluster_quality& half : found.clusters) {
    EXPECT_EQ(half.vertices, 3U);
    EXPECT_EQ(half.parts, 1U);
    EXPECT_EQ(half.internal, 3.0);
    EXPECT_EQ(half.leaving, 1.0);
    EXPECT_EQ(half.entering, 1.0);
    EXPECT_EQ(half.conductance, 1.0 / 7);
    EXPECT_EQ(half.supply_containment, 6.0 / 7);
    EXPECT_EQ(half.demand_containment, 6.0 / 7);
  }
}

TEST(PartitionQuality, TellsSupplyFromDemand) {
  // 0 and 1 exchange 0.3 and 0.5, send 0.2 to 2 and receive 1 from it.
  const directed_graph flows(3, {{0, 1}, {1, 0}, {0, 2}, {2, 1}});
  const auto found = partition_quality(flows, edge_strengths::from({0.3, 0.5, 0.2, 1}), partition{{0, 0, 1}, 2});
  EXPECT_EQ(found.clusters[0].internal, 0.8);
  EXPECT_EQ(found.clusters[0].leaving, 0.2);
  EXPECT_EQ(found.clusters[0].entering, 1.0);
  EXPECT_EQ(found.clusters[0].supply_containment, 0.8);
  EXPECT_DOUBLE_EQ(found.clusters[0].demand_containment.value(), 0.8 / 1.8);
  EXPECT_EQ(found.clusters[1].supply_containment, 0.0);
  EXPECT_EQ(found.clusters[1].demand_containment, 0.0);
  EXPECT_EQ(found.clusters[0].conductance, 1.0);  // 1.2 of the 1.2 at vertex 2
  EXPECT_EQ(found.coverage, 0.4);
}

TEST(PartitionQuality, FollowsItsDefinitionsOnRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 1000; ++round) {
    const weighted_case of = random_case(7, round);
    const bool undirected = of.list.kind == direction::undirected;
    const auto a = adjacency(of);
    const auto exact = edge_strengths::over({1, 4}, of.strength);
    kit::with_graph(of.list, [&](const auto& graph) {
      const auto found =
          partition_quality(graph, exact, of.clusters, {.modularity = {.resolution = 0.5}, .cpm = {.resolution = 0.1}});
      const auto doubles = partition_quality(graph, as_doubles(of.strength), of.clusters);
      ASSERT_EQ(found.modularity, modularity(graph, exact, of.clusters, {.resolution = 0.5}));
      ASSERT_EQ(found.constant_potts, constant_potts(graph, exact, of.clusters, {.resolution = 0.1}));
      double within = 0.0;
      double conductances = 0.0;
      double defined = 0.0;
      for (std::uint32_t c = 0; c < of.clusters.clusters; ++c) {
        const auto in = [&](std::size_t v) { return of.clusters.label[v] == c; };
        const double inside = between(a, in, true, true) / (undirected ? 2 : 1);
        const double leaving = between(a, in, true, false);
        const double entering = between(a, in, false, true);
        const double outside = between(a, in, false, false) / (undirected ? 2 : 1);
        const double cut = undirected ? leaving : leaving + entering;
        within += inside;
        const cluster_quality& cluster = found.clusters[c];
        ASSERT_EQ(cluster.vertices, static_cast<std::size_t>(std::count(of.clusters.label.begin(), of.clusters.label.end(), c)));
        ASSERT_EQ(cluster.internal, inside / 4);
        ASSERT_EQ(cluster.leaving, leaving / 4);
        ASSERT_EQ(cluster.entering, entering / 4);
        const double least = std::min(2 * inside, 2 * outside) + cut;
        ASSERT_EQ(cluster.conductance, least == 0 ? std::nullopt : std::optional(cut / least));
        const double sent = undirected ? 2 * inside : inside;
        ASSERT_EQ(cluster.supply_containment, sent + leaving == 0 ? std::nullopt : std::optional(sent / (sent + leaving)));
        ASSERT_EQ(cluster.demand_containment, sent + entering == 0 ? std::nullopt : std::optional(sent / (sent + entering)));
        ASSERT_EQ(doubles.clusters[c].conductance, cluster.conductance);
        ASSERT_EQ(doubles.clusters[c].supply_containment, cluster.supply_containment);
        if (cluster.conductance) {
          conductances += *cluster.conductance;
          defined += 1.0;
          ASSERT_GE(found.worst_conductance, cluster.conductance);
        }
      }
      double all = 0.0;
      for (const std::int64_t s : of.strength) all += static_cast<double>(s);
      ASSERT_EQ(found.total, all / 4);
      ASSERT_EQ(found.cut, (all - within) / 4);
      ASSERT_EQ(found.coverage, all == 0 ? std::nullopt : std::optional(within / all));
      ASSERT_EQ(found.mean_conductance.has_value(), defined > 0);
      if (defined > 0) {
        ASSERT_NEAR(*found.mean_conductance, conductances / defined, 1e-15);
      }
    });
  }
}

TEST(PartitionQuality, CountsThePartsOfEachCluster) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const weighted_case of = random_case(8, round);
    edge_list inner{of.list.kind, of.list.vertices, {}};
    for (const auto& [u, v] : of.list.edges)
      if (of.clusters.label[u] == of.clusters.label[v]) inner.edges.push_back({u, v});
    const partition parts = kit::with_graph(inner, [](const auto& graph) { return weak_components(graph); });
    const auto found = kit::with_graph(of.list, [&](const auto& graph) { return partition_quality(graph, of.clusters); });
    std::size_t disconnected = 0;
    for (std::uint32_t c = 0; c < of.clusters.clusters; ++c) {
      std::vector<std::uint32_t> of_cluster;
      for (std::size_t v = 0; v < of.list.vertices; ++v)
        if (of.clusters.label[v] == c) of_cluster.push_back(parts.label[v]);
      const partition distinct = make_partition(of_cluster);
      ASSERT_EQ(found.clusters[c].parts, distinct.clusters);
      if (distinct.clusters > 1) ++disconnected;
    }
    ASSERT_EQ(found.disconnected, disconnected);
  }
}

TEST(PartitionQuality, OfRoundedStrengthsSaysSoAndLosesNoSmallCut) {
  // All strength but a sliver lies in one cluster: what the rest has is no difference of large sums.
  const undirected_graph graph(5, {{0, 1}, {1, 2}, {0, 2}, {2, 3}, {4, 4}});
  const auto found = partition_quality(graph, edge_strengths::rounded({0.1, 0.7, 1e3, 1e-20, 0}, "thirds"), {{0, 0, 0, 1, 1}, 2});
  EXPECT_EQ(found.clusters[0].conductance, 1.0);
  EXPECT_EQ(found.clusters[1].conductance, 1.0);
  EXPECT_EQ(found.clusters[1].parts, 2U);
  EXPECT_EQ(found.ties, ties::approximate);
  EXPECT_EQ(found.why_approximate, "thirds");
  // Ten times 0.1 as doubles is 1 to the last bit.
  std::vector<endpoints> parallel(10, {0, 1});
  EXPECT_EQ(partition_quality(undirected_graph(2, parallel), edge_strengths::rounded(std::vector<double>(10, 0.1), "a test"),
                              {{0, 0}, 1})
                .total,
            1.0);
}

TEST(PartitionQuality, OfDegenerateGraphs) {
  const auto empty = partition_quality(undirected_graph(), {});
  EXPECT_EQ(empty.clusters.size(), 0U);
  EXPECT_FALSE(empty.coverage || empty.mean_conductance || empty.worst_conductance);
  EXPECT_EQ(empty.modularity, 0.0);
  const auto untied = partition_quality(directed_graph(3, {}), {{0, 0, 1}, 2});
  EXPECT_FALSE(untied.coverage || untied.mean_conductance);
  EXPECT_FALSE(untied.clusters[0].conductance || untied.clusters[0].supply_containment || untied.clusters[0].demand_containment);
  EXPECT_EQ(untied.clusters[0].parts, 2U);
  EXPECT_EQ(untied.disconnected, 1U);
  EXPECT_EQ(untied.constant_potts, -2.0);
  const auto one = partition_quality(undirected_graph(1, {{0, 0}}), {{0}, 1});
  EXPECT_EQ(one.coverage, 1.0);
  EXPECT_FALSE(one.clusters[0].conductance);
  EXPECT_EQ(one.clusters[0].supply_containment, 1.0);
  const auto unused = partition_quality(undirected_graph(2, {{0, 1}}), {{0, 2}, 3});
  EXPECT_EQ(unused.clusters[1].vertices, 0U);
  EXPECT_EQ(unused.clusters[1].parts, 0U);
}

TEST(PartitionQuality, OfAForeignGraphIsTheSame) {
  const edge_list list = kit::karate_club();
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  const auto graph = kit::undirected(list);
  const auto often = edge_strengths::over(1, meetings);
  EXPECT_EQ(modularity(foreign, clubs), modularity(graph, clubs));
  EXPECT_EQ(modularity(foreign, often, clubs), modularity(graph, often, clubs));
  EXPECT_EQ(constant_potts(foreign, clubs), constant_potts(graph, clubs));
  EXPECT_EQ(constant_potts(foreign, often, clubs), constant_potts(graph, often, clubs));
  EXPECT_EQ(partition_quality(foreign, clubs).mean_conductance, partition_quality(graph, clubs).mean_conductance);
  EXPECT_EQ(partition_quality(foreign, often, clubs).coverage, partition_quality(graph, often, clubs).coverage);
}

TEST(PartitionQuality, RefusesWhatIsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const partition clusters{{0, 0, 1}, 2};
  const auto each = [&](const edge_strengths& strengths, const partition& p, const std::string& parameter,
                        const std::string& value, const std::string& allowed) {
    EXPECT_TRUE(kit::refuses<input_error>([&] { return modularity(graph, strengths, p); }, parameter, value, allowed));
    EXPECT_TRUE(kit::refuses<input_error>([&] { return constant_potts(graph, strengths, p); }, parameter, value, allowed));
    EXPECT_TRUE(kit::refuses<input_error>([&] { return partition_quality(graph, strengths, p); }, parameter, value, allowed));
  };
  const auto ones = edge_strengths::uniform(2);
  each(ones, {{0, 0}, 1}, "number of labels", "2", "3, one for each vertex");
  each(ones, {{0, 2, 1}, 2}, "label of vertex 1", "2", "below 2, the number of clusters");
  each(edge_strengths::uniform(1), clusters, "number of edge values", "1", "2, one for each edge");
  each(edge_strengths::from({1, -0.5}), clusters, "strengths", "-0.5 at edge 1", "strengths >= 0");
  each(edge_strengths::rounded({8e307, 8e307}, "a test"), clusters, "strengths", "a sum beyond the range of a double",
       "strengths whose sum is below 8.9e307");
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double wrong : {0.0, -1.0, infinity, std::nan("")}) {
    const std::string value = wrong == 0.0 ? "0" : wrong == -1.0 ? "-1" : wrong == infinity ? "inf" : "nan";
    EXPECT_TRUE(kit::refuses<option_error>([&] { return modularity(graph, clusters, {.resolution = wrong}); }, "resolution",
                                           value, "a finite number above 0"));
    EXPECT_TRUE(kit::refuses<option_error>([&] { return constant_potts(graph, clusters, {.resolution = wrong}); }, "resolution",
                                           value, "a finite number above 0"));
    EXPECT_TRUE(
        kit::refuses<option_error>([&] { return partition_quality(graph, clusters, {.modularity = {.resolution = wrong}}); },
                                   "resolution", value, "a finite number above 0"));
  }
}

TEST(ConstantPotts, RefusesSizesAndResolutionsOutsideItsDomain) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const partition together{{0, 0, 0}, 1};
  const auto refused = [&](const cpm_options& options, const std::string& parameter, const std::string& value,
                           const std::string& allowed) {
    EXPECT_TRUE(kit::refuses<option_error>([&] { return constant_potts(graph, together, options); }, parameter, value, allowed));
    EXPECT_TRUE(kit::refuses<option_error>([&] { return partition_quality(graph, together, {.cpm = options}); }, parameter, value,
                                           allowed));
  };
  refused({.node_sizes = {1, 2}}, "number of node_sizes", "2", "3, one for each vertex, or none");
  refused({.node_sizes = {1, -2, 1}}, "node_sizes", "-2 at vertex 1", "finite numbers >= 0");
  refused({.node_sizes = {1, 2, std::nan("")}}, "node_sizes", "nan at vertex 2", "finite numbers >= 0");
  refused({.node_sizes = {1e200, 1e200, 0}}, "node_sizes", "sizes whose squares are beyond the range of a double",
          "sizes of clusters whose squares add up to below 1.8e308");
  refused({.resolution = 1e308}, "resolution", "1e+308", "values that keep the quality within the range of a double");
  EXPECT_EQ(modularity(graph, together, {.resolution = 1e308}), -1e308);
}

}  // namespace
