// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/spectral.hpp>
#include <coopgraph/graph/generators.hpp>

#include "clustering/clustering_kit.hpp"
#include "clustering/published_graphs.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using labels = std::vector<std::uint32_t>;
using table = std::vector<std::vector<double>>;

constexpr double pi = 3.14159265358979323846;

// ---- oracles: a dense matrix, rotations after Jacobi, all partitions ----

/// L of the vertices whose row of a is above 0.
table laplacian(const std::vector<std::vector<std::int64_t>>& a) {
  std::vector<double> d;
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < a.size(); ++i) {
    double sum = 0.0;
    for (const std::int64_t x : a[i]) sum += static_cast<double>(x);
    if (sum > 0.0) {
      d.push_back(sum);
      kept.push_back(i);
    }
  }
  table l(kept.size(), std::vector<double>(kept.size()));
  for (std::size_t i = 0; i < kept.size(); ++i)
    for (std::size_t j = 0; j < kept.size(); ++j)
      l[i][j] = (i == j ? 1.0 : 0.0) - static_cast<double>(a[kept[i]][kept[j]]) / std::sqrt(d[i] * d[j]);
  return l;
}

std::vector<double> eigenvalues_by_rotations(table a) {
  const std::size_t n = a.size();
  for (int sweep = 0; sweep < 60; ++sweep)
    for (std::size_t p = 0; p < n; ++p)
      for (std::size_t q = p + 1; q < n; ++q) {
        if (std::abs(a[p][q]) < 1e-300) continue;
        const double angle = 0.5 * std::atan2(2.0 * a[p][q], a[p][p] - a[q][q]);
        const double c = std::cos(angle);
        const double s = std::sin(angle);
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[k][p];
          const double y = a[k][q];
          a[k][p] = c * x + s * y;
          a[k][q] = c * y - s * x;
        }
        for (std::size_t k = 0; k < n; ++k) {
          const double x = a[p][k];
          const double y = a[q][k];
          a[p][k] = c * x + s * y;
          a[q][k] = c * y - s * x;
        }
      }
  std::vector<double> values;
  for (std::size_t i = 0; i < n; ++i) values.push_back(a[i][i]);
  std::sort(values.begin(), values.end());
  return values;
}

double cut_by_pairs(const std::vector<std::vector<std::int64_t>>& a, const labels& label) {
  const std::set<std::uint32_t> clusters(label.begin(), label.end());
  double all = 0.0;
  for (const std::uint32_t c : clusters) {
    double cut = 0.0;
    double volume = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i)
      for (std::size_t j = 0; j < a.size(); ++j) {
        if (label[i] != c) continue;
        volume += static_cast<double>(a[i][j]);
        if (label[j] != c) cut += static_cast<double>(a[i][j]);
      }
    if (volume > 0.0) all += cut / volume;
  }
  return all;
}

struct random_case {
  edge_list list;
  std::vector<std::int64_t> strength;
  std::vector<std::vector<std::int64_t>> a;
  std::size_t tied = 0;
};

random_case make_case(std::uint64_t round, std::size_t most) {
  random_stream random(5, "spectral", round);
  const std::size_t n = 1 + random.below(most);
  random_case made{kit::random_multigraph(random, direction::undirected, n, random.below(3 * n)), {}, {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e) made.strength.push_back(static_cast<std::int64_t>(random.below(5)));
  made.a = kit::adjacency_of(made.list, made.strength);
  for (const auto& row : made.a) made.tied += std::any_of(row.begin(), row.end(), [](auto x) { return x > 0; }) ? 1U : 0U;
  return made;
}

/// |L u - lambda u| for each pair, and how far the vectors are from orthonormal.
void check_eigenvectors(const undirected_graph& graph, const spectral_result& r, std::size_t k, double within) {
  const std::size_t n = num_vertices(graph);
  std::vector<double> d(n, 0.0);
  for (const vertex_id v : graph.view().source) d[v] += 1.0;
  for (const vertex_id v : graph.view().target) d[v] += 1.0;
  ASSERT_EQ(r.eigenvectors.size(), n * k);
  const auto u = [&](std::size_t v, std::size_t j) { return r.eigenvectors[v * k + j]; };
  for (std::size_t j = 0; j < k; ++j) {
    std::vector<double> image(n);
    for (std::size_t v = 0; v < n; ++v) image[v] = u(v, j);
    for (edge_id e = 0; e < num_edges(graph); ++e) {
      const auto s = graph.view().source[e];
      const auto t = graph.view().target[e];
      image[s] -= u(t, j) / std::sqrt(d[s] * d[t]);
      image[t] -= u(s, j) / std::sqrt(d[s] * d[t]);
    }
    double square = 0.0;
    for (std::size_t v = 0; v < n; ++v)
      if (d[v] > 0.0) square += (image[v] - r.eigenvalues[j] * u(v, j)) * (image[v] - r.eigenvalues[j] * u(v, j));
    ASSERT_LE(std::sqrt(square), within);
    ASSERT_NEAR(std::sqrt(square), r.residuals[j], 1e-12);
    double greatest = 0.0;
    double least = 0.0;
    for (std::size_t v = 0; v < n; ++v) {
      greatest = std::max(greatest, u(v, j));
      least = std::min(least, u(v, j));
    }
    ASSERT_GE(greatest, -least * (1.0 - 1e-5)) << "the sign of " << j;
    for (std::size_t i = 0; i <= j; ++i) {
      double product = 0.0;
      for (std::size_t v = 0; v < n; ++v) product += u(v, i) * u(v, j);
      ASSERT_NEAR(product, i == j ? 1.0 : 0.0, 1e-9);
    }
  }
}

// ---- solved by hand, and published ----

TEST(Spectral, PartsTwoTrianglesAtTheirBridge) {
  const auto r = spectral_clustering(kit::undirected(kit::two_triangles_and_a_bridge()));
  EXPECT_EQ(r.status, spectral_status::found);
  EXPECT_EQ(r.partition.label, (labels{0, 0, 0, 1, 1, 1}));
  EXPECT_DOUBLE_EQ(r.normalized_cut, 2.0 / 7.0);
  EXPECT_DOUBLE_EQ(r.modularity, 5.0 / 14.0);
  EXPECT_TRUE(r.converged);
  EXPECT_FALSE(r.ambiguous);
  EXPECT_EQ(r.iterations, 0u);
}

TEST(Spectral, FindsTheEigenvaluesOfAPathOfThree) {
  // L has the values 0, 1 and 2; an end is cut off: 1/1 + 1/3.
  const auto r = spectral_clustering(kit::undirected(kit::path(3)));
  EXPECT_TRUE(kit::near(r.eigenvalues, std::vector<double>{0.0, 1.0, 2.0}, 1e-15));
  EXPECT_TRUE(
      kit::near(r.eigenvectors, std::vector<double>{0.5, std::sqrt(0.5), std::sqrt(0.5), 0.0, 0.5, -std::sqrt(0.5)}, 1e-15));
  EXPECT_NEAR(r.eigengap.value(), 1.0, 1e-15);
  EXPECT_EQ(r.partition.clusters, 2u);
  EXPECT_DOUBLE_EQ(r.normalized_cut, 4.0 / 3.0);
}

TEST(Spectral, AgreesWithScipyAndScikitLearnOnTheKarateClub) {
  const auto graph = kit::undirected(kit::karate_club());
  const auto two = spectral_clustering(graph, {.clusters = 5});
  // scipy 1.10.1, eigvalsh of the normalised Laplacian
  EXPECT_TRUE(kit::near(
      two.eigenvalues,
      std::vector<double>{0.0, 0.132272329229515, 0.287048985385035, 0.387313232610132, 0.612230540200308, 0.648992946669200},
      1e-13));
  const auto often = spectral_clustering(graph, kit::karate_club_strengths(), {.clusters = 5});
  EXPECT_TRUE(kit::near(
      often.eigenvalues,
      std::vector<double>{0.0, 0.110074192006578, 0.247348877805838, 0.421459090787954, 0.570464687567351, 0.645494390082564},
      1e-13));
  // scikit-learn 1.2.1, SpectralClustering(2, affinity='precomputed'): all but two on the side of their club
  for (const auto embedding : {spectral_embedding::ng_jordan_weiss, spectral_embedding::shi_malik}) {
    const auto r = spectral_clustering(graph, {.embedding = embedding});
    EXPECT_EQ(r.partition.label,
              (labels{0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}));
    EXPECT_NEAR(r.normalized_cut, 0.26262626262626265, 1e-15);
    const auto three = spectral_clustering(graph, {.clusters = 3, .embedding = embedding});
    EXPECT_LE(three.normalized_cut, 0.6083333333333334 + 1e-12);  // scikit-learn's
    const auto four = spectral_clustering(graph, {.clusters = 4, .embedding = embedding});
    EXPECT_LE(four.normalized_cut, 1.1666666666666665 + 1e-12);
  }
}

TEST(Spectral, FindsPlantedCliquesInARing) {
  const auto planted = ring_of_cliques({.cliques = 12, .size = 8});
  for (const auto embedding : {spectral_embedding::ng_jordan_weiss, spectral_embedding::shi_malik}) {
    const auto r = spectral_clustering(planted.graph, {.clusters = 12, .embedding = embedding});
    EXPECT_EQ(r.partition, planted.cliques);
    EXPECT_NEAR(r.normalized_cut, 12.0 * 2.0 / 58.0, 1e-14);
    EXPECT_GT(r.eigengap.value(), 0.5);
  }
}

// ---- oracles on random graphs ----

TEST(Spectral, FindsTheLeastEigenvaluesOfRandomMultigraphs) {
  for (std::uint64_t round = 0; round < 400; ++round) {
    const random_case of = make_case(round, 14);
    const auto expected = eigenvalues_by_rotations(laplacian(of.a));
    const auto graph = kit::undirected(of.list);
    for (std::size_t k = 1; k <= of.list.vertices; ++k) {
      const auto r = spectral_clustering(graph, edge_strengths::over({1, 7}, of.strength), {.clusters = k});
      if (r.components > k) continue;
      const std::size_t count = std::min(k + 1, of.tied);
      ASSERT_EQ(r.eigenvalues.size(), count);
      ASSERT_TRUE(
          kit::near(r.eigenvalues, std::vector<double>(expected.begin(), expected.begin() + static_cast<int>(count)), 1e-12));
      ASSERT_EQ(r.eigengap.has_value(), of.tied > k);
      if (of.tied > k) {
        ASSERT_NEAR(*r.eigengap, expected[k] - expected[k - 1], 1e-12);
        if (expected[k] - expected[k - 1] > 1e-9) {
          ASSERT_FALSE(r.ambiguous);
        }
        if (expected[k] - expected[k - 1] < 1e-14) {
          ASSERT_TRUE(r.ambiguous);
        }
      }
      ASSERT_TRUE(r.converged);
      for (const double residual : r.residuals) ASSERT_LE(residual, 1e-13);
    }
  }
}

TEST(Spectral, MakesAsManyClustersAsAskedForWithinComponents) {
  std::size_t found = 0;
  for (std::uint64_t round = 0; round < 600; ++round) {
    const random_case of = make_case(round, 8);
    const auto graph = kit::undirected(of.list);
    const auto strengths = edge_strengths::over(1, of.strength);
    for (std::size_t k = 1; k <= of.list.vertices; ++k) {
      const auto r = spectral_clustering(
          graph, strengths,
          {.clusters = k, .embedding = round % 2 == 0 ? spectral_embedding::ng_jordan_weiss : spectral_embedding::shi_malik});
      ASSERT_EQ(r.isolated.size(), of.list.vertices - of.tied);
      ASSERT_NEAR(r.normalized_cut, cut_by_pairs(of.a, r.partition.label), 1e-13);
      ASSERT_EQ(r.modularity, modularity(graph, strengths, r.partition));
      if (r.status != spectral_status::found) continue;
      ++found;
      if (of.tied > 0) {
        ASSERT_EQ(r.partition.clusters, k + r.isolated.size());
      }
      // No cut is less than the sum of the k least eigenvalues, and none less than the least of all partitions.
      double bound = 0.0;
      for (std::size_t j = 0; j < std::min(k, r.eigenvalues.size()); ++j) bound += r.eigenvalues[j];
      ASSERT_GE(r.normalized_cut, bound - 1e-12);
      double least = std::numeric_limits<double>::max();
      kit::each_partition(of.list.vertices, [&](const labels& label) {
        if (*std::max_element(label.begin(), label.end()) + 1 == r.partition.clusters)
          least = std::min(least, cut_by_pairs(of.a, label));
      });
      ASSERT_GE(r.normalized_cut, least - 1e-12);
      if (k == r.components) {
        ASSERT_NEAR(r.normalized_cut, 0.0, 1e-12);
      }
    }
  }
  EXPECT_GT(found, 600u);
}

TEST(Spectral, FindsTheLeastCutOfMostSmallGraphsWithTwoClearParts) {
  // Two complete graphs of 4 with a few edges between them; the least of all cuts is found by trying all partitions.
  int best = 0;
  for (std::uint64_t round = 0; round < 50; ++round) {
    random_stream random(9, "spectral parts", round);
    edge_list list = kit::beside(kit::complete(4), kit::complete(4));
    for (int i = 0; i < 3; ++i)
      list.edges.push_back({static_cast<vertex_id>(random.below(4)), static_cast<vertex_id>(4 + random.below(4))});
    const auto a = kit::adjacency_of(list, std::vector<std::int64_t>(list.edges.size(), 1));
    double least = 2.0;
    kit::each_partition(8, [&](const labels& label) {
      if (*std::max_element(label.begin(), label.end()) == 1) least = std::min(least, cut_by_pairs(a, label));
    });
    best += spectral_clustering(kit::undirected(list)).normalized_cut < least + 1e-12 ? 1 : 0;
  }
  EXPECT_EQ(best, 50);
}

// ---- large components ----

TEST(Spectral, SolvesACycleOfAThousandAsTheFormulaSays) {
  const auto graph = kit::undirected(kit::cycle(1000));
  const auto r = spectral_clustering(graph, {.clusters = 3});
  const double first = 1.0 - std::cos(2.0 * pi / 1000.0);
  EXPECT_TRUE(kit::near(r.eigenvalues, std::vector<double>{0.0, first, first, 1.0 - std::cos(4.0 * pi / 1000.0)}, 1e-12));
  EXPECT_GT(r.iterations, 0u);
  EXPECT_FALSE(r.ambiguous);
  check_eigenvectors(graph, r, 3, 1e-8);
  // The second value is there twice: which vector of their plane is taken is arbitrary.
  EXPECT_TRUE(spectral_clustering(graph, {.clusters = 2}).ambiguous);
}

TEST(Spectral, FindsRepeatedEigenvaluesAsOftenAsTheyOccur) {
  // The hypercube of 10 dimensions: 2 i / 10, each (10 over i) times.
  edge_list cube{direction::undirected, 1024, {}};
  for (vertex_id v = 0; v < 1024; ++v)
    for (vertex_id bit = 1; bit < 1024; bit *= 2)
      if ((v & bit) == 0) cube.edges.push_back({v, v | bit});
  const auto graph = kit::undirected(cube);
  const auto r = spectral_clustering(graph, {.clusters = 11});
  std::vector<double> expected(12, 0.2);
  expected.front() = 0.0;
  expected.back() = 0.4;
  EXPECT_TRUE(kit::near(r.eigenvalues, expected, 1e-12));
  EXPECT_TRUE(r.converged);
  check_eigenvectors(graph, r, 11, 1e-8);
  // A star of 1000: 0, then 1 as often as there are leaves but one.
  EXPECT_TRUE(kit::near(spectral_clustering(kit::undirected(kit::star(1000)), {.clusters = 3}).eigenvalues,
                        std::vector<double>{0.0, 1.0, 1.0, 1.0}, 1e-12));
}

TEST(Spectral, FindsManyPlantedGroupsWhoseEigenvaluesAreClose) {
  const auto planted = ring_of_cliques({.cliques = 60, .size = 12});
  const auto r = spectral_clustering(planted.graph, {.clusters = 60});
  EXPECT_EQ(r.partition, planted.cliques);
  const auto lattice = grid({.rows = 20, .columns = 30});
  const auto by_lattice = spectral_clustering(lattice, {.clusters = 6});
  EXPECT_TRUE(by_lattice.converged);
  check_eigenvectors(lattice, by_lattice, 6, 1e-8);
}

TEST(Spectral, SaysWhenItStoppedBeforeItConverged) {
  const auto r = spectral_clustering(kit::undirected(kit::cycle(2000)), {.max_iterations = 5});
  EXPECT_FALSE(r.converged);
  EXPECT_LE(r.iterations, 6u);
  EXPECT_GT(*std::max_element(r.residuals.begin(), r.residuals.end()), 1e-8);
  EXPECT_EQ(r.partition.clusters, 2u);
}

// ---- components and isolated vertices ----

TEST(Spectral, GivesEachComponentItsShareOfTheClusters) {
  // A long path has lesser eigenvalues than a complete graph: it gets all that is to spare.
  edge_list list = kit::beside(kit::complete(6), kit::path(12));
  list.vertices += 2;
  const auto r = spectral_clustering(kit::undirected(list), {.clusters = 4});
  EXPECT_EQ(r.components, 2u);
  EXPECT_EQ(r.isolated, (std::vector<vertex_id>{18, 19}));
  EXPECT_EQ(r.partition.label, (labels{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 5}));
  EXPECT_EQ(r.partition.clusters, 6u);
  EXPECT_EQ(r.eigenvalues[1], 0.0);
  for (std::size_t j = 0; j < 4; ++j) EXPECT_EQ(r.eigenvectors[18 * 4 + j], 0.0);
}

TEST(Spectral, LeavesComponentsApartWhereFewerClustersAreAskedFor) {
  const edge_list list = kit::beside(kit::beside(kit::complete(3), kit::path(2)), kit::cycle(4));
  const auto r = spectral_clustering(kit::undirected(list), {.clusters = 2});
  EXPECT_EQ(r.status, spectral_status::more_components);
  EXPECT_EQ(r.components, 3u);
  EXPECT_EQ(r.partition.label, (labels{0, 0, 0, 1, 1, 2, 2, 2, 2}));
  EXPECT_EQ(r.normalized_cut, 0.0);
  EXPECT_EQ(r.eigenvalues, (std::vector<double>{0.0, 0.0, 0.0}));
  EXPECT_EQ(r.eigengap, 0.0);
  EXPECT_TRUE(r.ambiguous);
  EXPECT_TRUE(r.eigenvectors.empty());
}

TEST(Spectral, LeavesVerticesApartWhereMoreClustersAreAskedForThanHaveTies) {
  edge_list list = kit::path(3);
  list.vertices = 6;
  const auto r = spectral_clustering(kit::undirected(list), {.clusters = 5});
  EXPECT_EQ(r.status, spectral_status::fewer_vertices);
  EXPECT_EQ(r.partition.clusters, 6u);
  EXPECT_EQ(r.eigenvalues.size(), 3u);
  EXPECT_FALSE(r.eigengap.has_value());
}

TEST(Spectral, AnswersForDegenerateGraphs) {
  const auto none = spectral_clustering(undirected_graph(), {.clusters = 3});
  EXPECT_EQ(none.status, spectral_status::found);
  EXPECT_EQ(none.partition.clusters, 0u);
  EXPECT_TRUE(none.eigenvalues.empty());

  const auto one = spectral_clustering(undirected_graph(1, {}), {.clusters = 1});
  EXPECT_EQ(one.status, spectral_status::fewer_vertices);
  EXPECT_EQ(one.partition.label, labels{0});
  EXPECT_EQ(one.isolated, std::vector<vertex_id>{0});

  // A loop is strength: the vertex is a component.
  const auto loop = spectral_clustering(undirected_graph(1, {{0, 0}}), {.clusters = 1});
  EXPECT_EQ(loop.status, spectral_status::found);
  EXPECT_EQ(loop.components, 1u);
  EXPECT_EQ(loop.eigenvalues, std::vector<double>{0.0});

  const auto zeros = spectral_clustering(undirected_graph(3, {{0, 1}, {1, 2}}), edge_strengths::from({0, 2}), {.clusters = 1});
  EXPECT_EQ(zeros.isolated, std::vector<vertex_id>{0});
  EXPECT_EQ(zeros.partition.label, (labels{0, 1, 1}));

  const auto whole = spectral_clustering(kit::undirected(kit::karate_club()), {.clusters = 1});
  EXPECT_EQ(whole.partition.clusters, 1u);
  EXPECT_EQ(whole.modularity, 0.0);
}

TEST(Spectral, KeepsStrengthsOfVeryDifferentSizeInRange) {
  for (const auto embedding : {spectral_embedding::ng_jordan_weiss, spectral_embedding::shi_malik}) {
    const auto strengths = edge_strengths::rounded({1e300, 1e-300, 1e-300, 1e300, 3e-310}, "a test");
    const auto r = spectral_clustering(undirected_graph(6, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}}), strengths,
                                       {.clusters = 2, .embedding = embedding});
    EXPECT_EQ(r.status, spectral_status::found);
    for (const double x : r.eigenvectors) EXPECT_TRUE(std::isfinite(x));
    for (const double x : r.eigenvalues) EXPECT_TRUE(std::isfinite(x));
    EXPECT_TRUE(std::isfinite(r.normalized_cut));
  }
}

// ---- what does not matter ----

spectral_result of_planted(unsigned threads, const edge_strengths& strengths, const undirected_graph& graph) {
  return spectral_clustering(graph, strengths, {.clusters = 7, .seed = 3, .run = {.threads = threads}});
}

TEST(Spectral, GivesTheSameBitsForAnyNumberOfThreads) {
  const auto planted = lfr({.vertices = 3000, .mu = 0.2, .seed = 4});
  random_stream random(1);
  std::vector<std::int64_t> strength;
  for (std::size_t e = 0; e < num_edges(planted.graph); ++e) strength.push_back(1 + static_cast<std::int64_t>(random.below(9)));
  const auto strengths = edge_strengths::over(1, strength);
  const auto one = of_planted(1, strengths, planted.graph);
  EXPECT_TRUE(one.converged);
  EXPECT_GT(one.iterations, 0u);
  for (const unsigned threads : {2u, 4u, 8u}) {
    const auto more = of_planted(threads, strengths, planted.graph);
    EXPECT_EQ(more.partition, one.partition);
    EXPECT_TRUE(kit::same_bits(more.eigenvalues, one.eigenvalues));
    EXPECT_TRUE(kit::same_bits(more.eigenvectors, one.eigenvectors));
    EXPECT_TRUE(kit::same_bits(more.residuals, one.residuals));
    EXPECT_EQ(more.normalized_cut, one.normalized_cut);
    EXPECT_EQ(more.iterations, one.iterations);
  }
}

TEST(Spectral, GivesTheSameBitsOnEveryCompiler) {
  // Digests of what g++ 12 made with -O3: dense and by subspaces.
  const auto club = spectral_clustering(kit::undirected(kit::karate_club()), kit::karate_club_strengths(), {.clusters = 4});
  EXPECT_EQ(kit::digest(club.eigenvectors), 8633741479289833871u);
  const auto lattice = spectral_clustering(grid({.rows = 17, .columns = 23}), {.clusters = 4});
  EXPECT_EQ(kit::digest(lattice.eigenvectors), 5839354824823018595u);
  EXPECT_EQ(kit::digest(std::vector<double>(lattice.partition.label.begin(), lattice.partition.label.end())),
            14260870711433850629u);
}

TEST(Spectral, DoesNotDependOnTheOrderOfEdgesTheScaleOrTheContainer) {
  for (std::uint64_t round = 0; round < 50; ++round) {
    const random_case of = make_case(round, 20);
    const std::size_t k = 1 + round % of.list.vertices;
    edge_list turned = of.list;
    std::reverse(turned.edges.begin(), turned.edges.end());
    for (auto& [u, v] : turned.edges) std::swap(u, v);
    const std::vector<std::int64_t> backwards(of.strength.rbegin(), of.strength.rend());
    const auto plain = spectral_clustering(kit::undirected(of.list), edge_strengths::over(1, of.strength), {.clusters = k});
    const auto other = spectral_clustering(kit::undirected(turned), edge_strengths::over({2, 3}, backwards), {.clusters = k});
    ASSERT_EQ(plain.partition, other.partition);
    ASSERT_TRUE(kit::same_bits(plain.eigenvectors, other.eigenvectors));

    boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(of.list.vertices);
    for (const auto& [u, v] : of.list.edges) add_edge(u, v, foreign);
    const auto by_boost = spectral_clustering(foreign, edge_strengths::over(1, of.strength), {.clusters = k});
    ASSERT_EQ(plain.partition, by_boost.partition);
    ASSERT_TRUE(kit::same_bits(plain.eigenvectors, by_boost.eigenvectors));
  }
}

TEST(Spectral, FindsTheSameClearGroupsUnderOtherNames) {
  const auto planted = ring_of_cliques({.cliques = 40, .size = 10});
  edge_list list{direction::undirected, 400, {}};
  for (edge_id e = 0; e < num_edges(planted.graph); ++e)
    list.edges.push_back({planted.graph.view().source[e], planted.graph.view().target[e]});
  for (std::uint64_t round = 0; round < 5; ++round) {
    random_stream random(2, "spectral names", round);
    const auto named = kit::random_order(random, 400);
    const auto r = spectral_clustering(kit::undirected(kit::relabelled(list, named)), {.clusters = 40});
    labels back(400);
    for (std::size_t v = 0; v < 400; ++v) back[v] = r.partition.label[named[v]];
    EXPECT_EQ(make_partition(back), planted.cliques);
  }
}

TEST(Spectral, AddsParallelEdgesUp) {
  const undirected_graph twice(4, {{0, 1}, {0, 1}, {1, 2}, {2, 3}, {3, 2}});
  const undirected_graph once(4, {{0, 1}, {1, 2}, {2, 3}});
  const auto a = spectral_clustering(twice);
  const auto b = spectral_clustering(once, edge_strengths::from({2, 1, 2}));
  EXPECT_EQ(a.partition, b.partition);
  EXPECT_TRUE(kit::same_bits(a.eigenvectors, b.eigenvectors));
  EXPECT_EQ(a.normalized_cut, 0.4);
}

// ---- refusals, stop, progress ----

TEST(Spectral, RefusesOptionsOutsideTheirRanges) {
  const undirected_graph graph(2, {{0, 1}});
  const auto refuses = [&](const spectral_options& options, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return spectral_clustering(graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refuses({.clusters = 0}, "clusters", "0", "1 or more"));
  EXPECT_TRUE(refuses({.clusters = 3}, "clusters", "3", "up to 2, the number of vertices"));
  EXPECT_TRUE(refuses({.starts = 0}, "starts", "0", "1 or more"));
  EXPECT_TRUE(refuses({.tolerance = 0.0}, "tolerance", "0", "a finite number above 0"));
  EXPECT_TRUE(refuses({.tolerance = -1.0}, "tolerance", "-1", "a finite number above 0"));
  EXPECT_TRUE(refuses({.max_iterations = 0}, "max_iterations", "0", "1 or more"));
  EXPECT_THROW(static_cast<void>(spectral_clustering(graph, {.tolerance = std::nan("")})), option_error);
  EXPECT_THROW(static_cast<void>(spectral_clustering(graph, {.embedding = static_cast<spectral_embedding>(7)})), option_error);
}

TEST(Spectral, RefusesStrengthsThatAreNone) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto call = [&](const edge_strengths& s) { return [&graph, s] { return spectral_clustering(graph, s); }; };
  EXPECT_TRUE(kit::refuses<input_error>(call(edge_strengths::from({1, -2})), "strengths", "-2 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(call(edge_strengths::from({1})), "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(call(edge_strengths::rounded({1e308, 1e308}, "a test")), "strengths",
                                        "a sum beyond the range of a double", "strengths whose sum is below 8.9e307"));
}

TEST(Spectral, StopsOnRequest) {
  const auto graph = grid({.rows = 100, .columns = 100});
  std::stop_source stop;
  const execution run{.threads = 2, .stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(spectral_clustering(graph, {.clusters = 4, .run = run})), cancelled);
  EXPECT_THROW(static_cast<void>(spectral_clustering(kit::undirected(kit::karate_club()), {.run = {.stop = stop.get_token()}})),
               cancelled);
}

TEST(Spectral, TellsItsProgressWithRisingFractionsUpToOne) {
  std::vector<double> told;
  const execution run{.threads = 2, .stop = {}, .progress = [&](double f) { told.push_back(f); }};
  static_cast<void>(spectral_clustering(kit::undirected(kit::cycle(600)), {.clusters = 3, .run = run}));
  ASSERT_GE(told.size(), 3u);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

}  // namespace
