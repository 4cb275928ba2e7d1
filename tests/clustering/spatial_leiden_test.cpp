// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/spatial_leiden.hpp>
#include <coopgraph/core/error.hpp>

#include "support/graphs.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using labels = std::vector<std::uint32_t>;
using matrix = std::vector<std::vector<double>>;

struct test_case {
  kit::edge_list list;
  std::vector<double> strength;
  std::vector<double> distances;  // n x n
  spatial_leiden_options options;

  [[nodiscard]] double distance(std::size_t i, std::size_t j) const { return distances[i * list.vertices + j]; }
};

spatial_leiden_result solve(const test_case& c) {
  return kit::with_graph(c.list, [&](const auto& graph) {
    return spatial_leiden(graph, edge_strengths::from(c.strength), std::span<const double>(c.distances), c.options);
  });
}

// ---- an oracle: the formula, over ordered pairs ----

matrix ties_of(const test_case& c) {
  matrix a(c.list.vertices, std::vector<double>(c.list.vertices, 0.0));
  for (std::size_t e = 0; e < c.strength.size(); ++e) {
    const auto [u, v] = c.list.edges[e];
    if (u == v) continue;
    a[u][v] += c.strength[e];
    if (c.list.kind == direction::undirected) a[v][u] += c.strength[e];
  }
  return a;
}

double bin_width_of(const test_case& c) {
  if (c.options.bin_width > 0.0) return c.options.bin_width;
  const double n = static_cast<double>(c.list.vertices);
  const double bins = std::ceil(2.0 * std::cbrt(n * (n - 1) / 2) - 1e-9);
  return *std::max_element(c.distances.begin(), c.distances.end()) / bins;
}

// B[i][j] such that Q is the sum over equal labels, 0 on the diagonal.
matrix excess(const test_case& c) {
  const std::size_t n = c.list.vertices;
  const matrix a = ties_of(c);
  std::vector<double> out = c.options.sizes;
  std::vector<double> in = c.options.sizes_in.empty() ? c.options.sizes : c.options.sizes_in;
  if (out.empty())
    for (std::size_t i = 0; i < n; ++i) {
      out.push_back(0.0);
      for (std::size_t j = 0; j < n; ++j) out[i] += a[i][j];
    }
  if (in.empty())
    for (std::size_t i = 0; i < n; ++i) {
      in.push_back(0.0);
      for (std::size_t j = 0; j < n; ++j) in[i] += a[j][i];
    }
  const double width = bin_width_of(c);
  const double greatest = *std::max_element(c.distances.begin(), c.distances.end());
  const auto bin = [&](std::size_t i, std::size_t j) -> long {
    if (c.options.bin_width == 0.0 && c.distance(i, j) == greatest) return std::lround(greatest / width) - 1;
    return static_cast<long>(c.distance(i, j) / width);
  };
  std::map<long, double> tied, products;
  double all = 0.0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      if (i == j) continue;
      tied[bin(i, j)] += a[i][j];
      products[bin(i, j)] += out[i] * in[j];
      all += a[i][j];
    }
  matrix b(n, std::vector<double>(n, 0.0));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) {
      if (i == j || all == 0.0) continue;
      const double sum = products[bin(i, j)];
      const double expected = sum > 0.0 ? out[i] * in[j] * tied[bin(i, j)] / sum : 0.0;
      b[i][j] = (a[i][j] - c.options.resolution * expected) / all;
    }
  return b;
}

double quality_by_pairs(const matrix& b, const labels& label) {
  double q = 0.0;
  for (std::size_t i = 0; i < b.size(); ++i)
    for (std::size_t j = 0; j < b.size(); ++j)
      if (label[i] == label[j]) q += b[i][j];
  return q;
}

double best_quality(const matrix& b) {
  double best = -std::numeric_limits<double>::infinity();
  labels label(b.size(), 0);
  const std::function<void(std::size_t, std::uint32_t)> place = [&](std::size_t at, std::uint32_t used) {
    if (at == label.size()) {
      best = std::max(best, quality_by_pairs(b, label));
      return;
    }
    for (std::uint32_t l = 0; l <= used; ++l) {
      label[at] = l;
      place(at + 1, std::max(used, l + 1));
    }
  };
  place(0, 0);
  return best;
}

bool is_connected(const test_case& c, const partition& p) {
  const matrix a = ties_of(c);
  std::vector<bool> seen(a.size(), false);
  std::size_t parts = 0;
  for (std::size_t s = 0; s < a.size(); ++s) {
    if (seen[s]) continue;
    ++parts;
    std::vector<std::size_t> line{s};
    seen[s] = true;
    while (!line.empty()) {
      const std::size_t u = line.back();
      line.pop_back();
      for (std::size_t v = 0; v < a.size(); ++v)
        if ((a[u][v] > 0.0 || a[v][u] > 0.0) && !seen[v] && p.label[u] == p.label[v]) {
          seen[v] = true;
          line.push_back(v);
        }
    }
  }
  return parts == p.clusters;
}

test_case random_case(std::uint64_t round, std::size_t n, std::size_t edges) {
  random_stream random(17, "spatial", round);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  test_case made{kit::random_multigraph(random, kind, n, random.below(edges)), {}, std::vector<double>(n * n, 0.0), {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e)
    made.strength.push_back(round % 5 == 0 ? random.uniform() / 3.0 : 0.5 * static_cast<double>(random.below(8)));
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j)
      made.distances[i * n + j] = made.distances[j * n + i] = 0.25 + static_cast<double>(random.below(20));
  if (round % 3 == 1)
    for (std::size_t i = 0; i < n; ++i) made.options.sizes.push_back(static_cast<double>(random.below(6)));
  if (round % 6 == 1 && kind == direction::directed)
    for (std::size_t i = 0; i < n; ++i) made.options.sizes_in.push_back(static_cast<double>(random.below(6)));
  if (round % 4 < 2) made.options.bin_width = 4.0;
  made.options.resolution = round % 7 == 0 ? 1.7 : round % 7 == 1 ? 0.4 : 1.0;
  return made;
}

// ---- solved by hand ----

// Four places on a line, one apart: 0 1 2 3, of size 1. Ties 0-1: 2, 2-3: 2, 0-2: 4. Bins of width 1 hold pairs at distance
// 1 (three, tied by 4), 2 (two, tied by 4), 3 (one, not tied): f = 4/3, 2, 0. In units of W = 8, {0, 2} has 4 - 2 = 2, and
// {0, 1} and {2, 3} have 2 - 4/3 = 2/3 each. {0, 2, 3}: 4 + 2 - 2 - 4/3 - 0 = 8/3. All: 0. So the best is {0, 2, 3} {1} or
// {0, 1, 2}: 4 + 2 - 2 - 4/3 - 4/3 = 4/3: the former, with Q = 1/3.
TEST(SpatialLeiden, FindsWhatDistanceDoesNotExplain) {
  test_case c{{direction::undirected, 4, {{0, 1}, {2, 3}, {0, 2}}}, {2.0, 2.0, 4.0}, {}, {}};
  for (int i = 0; i < 4; ++i)
    for (int j = 0; j < 4; ++j) c.distances.push_back(std::abs(i - j));
  c.options.sizes.assign(4, 1.0);
  c.options.bin_width = 1.0;
  const auto found = solve(c);
  EXPECT_EQ(found.partition.label, (labels{0, 1, 0, 0}));
  EXPECT_NEAR(found.quality, 1.0 / 3.0, 1e-15);
  ASSERT_EQ(found.deterrence.size(), 4u);
  EXPECT_EQ(found.deterrence[0].pairs, 0u);
  EXPECT_EQ(found.deterrence[0].deterrence, 0.0);
  EXPECT_EQ(found.deterrence[1].pairs, 3u);
  EXPECT_EQ(found.deterrence[1].strength, 4.0);
  EXPECT_NEAR(found.deterrence[1].deterrence, 4.0 / 3.0, 1e-15);
  EXPECT_EQ(found.deterrence[2].from, 2.0);
  EXPECT_EQ(found.deterrence[2].to, 3.0);
  EXPECT_NEAR(found.deterrence[2].deterrence, 2.0, 1e-15);
  EXPECT_EQ(found.deterrence[3].deterrence, 0.0);
  const undirected_graph graph(4, c.list.edges);
  EXPECT_NEAR(found.modularity, modularity(graph, edge_strengths::from(c.strength), found.partition), 1e-15);
}

// ---- against the formula ----

TEST(SpatialLeiden, HasTheQualityOfTheFormulaAndConnectedClusters) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    SCOPED_TRACE(round);
    const test_case c = random_case(round, 2 + round % 30, 90);
    const auto found = solve(c);
    EXPECT_EQ(make_partition(found.partition.label), found.partition);
    EXPECT_NEAR(found.quality, quality_by_pairs(excess(c), found.partition.label), 1e-12);
    EXPECT_TRUE(is_connected(c, found.partition));
    EXPECT_TRUE(found.converged);
    EXPECT_NEAR(found.deterrence[0].to, bin_width_of(c), 1e-12);
  }
}

TEST(SpatialLeiden, FindsTheBestOfAllPartitionsOfSmallGraphs) {
  for (std::uint64_t round = 0; round < 80; ++round) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 2 + round % 6, 18);
    c.options.runs = 20;
    EXPECT_NEAR(solve(c).quality, best_quality(excess(c)), 1e-12);
  }
}

TEST(SpatialLeiden, LetsNoVertexGainByMovingOnceConverged) {
  for (std::uint64_t round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    const test_case c = random_case(round, 25, 80);
    const auto found = solve(c);
    const matrix b = excess(c);
    for (std::size_t v = 0; v < b.size(); ++v) {
      labels moved = found.partition.label;
      for (std::uint32_t to = 0; to <= found.partition.clusters; ++to) {
        moved[v] = to;
        ASSERT_LE(quality_by_pairs(b, moved), found.quality + 1e-12);
      }
    }
  }
}

TEST(SpatialLeiden, ExpectsInEachBinWhatIsThere) {
  for (std::uint64_t round = 0; round < 40; ++round) {
    test_case c = random_case(round, 12, 60);
    c.options.sizes.assign(12, 1.0);
    c.options.sizes_in.clear();
    c.options.resolution = 1.0;
    EXPECT_NEAR(quality_by_pairs(excess(c), labels(12, 0)), 0.0, 1e-13);
    double sum = 0.0;
    std::uint64_t pairs = 0;
    for (const deterrence_bin& bin : solve(c).deterrence) {
      const double both = c.list.kind == direction::directed ? 2.0 : 1.0;
      EXPECT_NEAR(bin.deterrence * both * static_cast<double>(bin.pairs), bin.strength, 1e-12);
      sum += bin.strength;
      pairs += bin.pairs;
    }
    EXPECT_EQ(pairs, 66u);
    double given = 0.0;
    for (std::size_t e = 0; e < c.strength.size(); ++e)
      if (c.list.edges[e].source != c.list.edges[e].target) given += c.strength[e];
    EXPECT_NEAR(sum, given, 1e-12);
  }
}

// ---- gravity, and communities on top of it ----

std::vector<position> random_places(random_stream& random, std::size_t n) {
  std::vector<position> places;
  for (std::size_t i = 0; i < n; ++i) places.push_back({102.0 + 7.0 * random.uniform(), 8.5 + 14.0 * random.uniform()});
  return places;
}

// Strengths made of sizes and distance alone, with one value of f in each bin, whatever the values.
TEST(SpatialLeiden, SeesNothingInPureGravity) {
  random_stream random(4, "gravity");
  constexpr std::size_t n = 60;
  const auto places = random_places(random, n);
  std::vector<double> sizes;
  for (std::size_t i = 0; i < n; ++i) sizes.push_back(static_cast<double>(1 + random.below(9)));
  std::vector<endpoints> edges;
  std::vector<double> products;
  for (vertex_id i = 0; i < n; ++i)
    for (vertex_id j = 0; j < i; ++j) {
      edges.push_back({i, j});
      products.push_back(sizes[i] * sizes[j]);
    }
  const undirected_graph graph(n, edges);
  const spatial_leiden_options options{.sizes = sizes, .bin_width = 100.0};
  const auto km = [&](vertex_id i, vertex_id j) {
    constexpr double degree = 3.14159265358979323846 / 180.0;
    const double north = std::sin((places[i].lat - places[j].lat) * degree / 2);
    const double east = std::sin((places[i].lon - places[j].lon) * degree / 2);
    const double h = north * north + std::cos(places[i].lat * degree) * std::cos(places[j].lat * degree) * east * east;
    return 2 * 6371.0088 * std::asin(std::sqrt(h));
  };
  std::vector<double> strength;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    const double bin = std::floor(km(edges[e].source, edges[e].target) / 100.0);
    strength.push_back(products[e] * (100.0 - 3.0 * bin));
  }
  const auto found = spatial_leiden(graph, edge_strengths::from(strength), std::span(places), options);
  EXPECT_NEAR(found.quality, 0.0, 1e-13);
  for (std::size_t b = 0; b < found.deterrence.size(); ++b) {
    if (found.deterrence[b].pairs > 0) {
      EXPECT_NEAR(found.deterrence[b].deterrence, 100.0 - 3.0 * static_cast<double>(b), 1e-11);
    }
  }
  // The configuration model takes nearness for community.
  EXPECT_GT(leiden(graph, edge_strengths::from(strength)).quality, 0.01);
}

// The experiment of Expert et al. 2011, small: 80 places in two clumps, every other one of either community; ties drawn with
// chances lambda / d, lambda = 1 within a community and 0.2 across.
struct planted {
  undirected_graph graph;
  edge_strengths strengths;
  std::vector<double> distances;
  labels community;
  labels clump;
};
planted plant(std::uint64_t seed) {
  random_stream random(seed, "planted");
  constexpr std::size_t n = 80;
  std::vector<double> x, y;
  planted made{{}, edge_strengths::uniform(0), {}, {}, {}};
  for (std::size_t i = 0; i < n; ++i) {
    x.push_back((i < n / 2 ? 0.0 : 60.0) + 40.0 * random.uniform());
    y.push_back(40.0 * random.uniform());
    made.community.push_back(static_cast<std::uint32_t>(i % 2));
    made.clump.push_back(i < n / 2 ? 0 : 1);
  }
  std::vector<endpoints> edges;
  std::vector<std::int64_t> strength;
  for (vertex_id i = 0; i < n; ++i)
    for (vertex_id j = 0; j < n; ++j) {
      const double d = std::sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
      made.distances.push_back(d);
      if (j >= i) continue;
      const double chance = (made.community[i] == made.community[j] ? 1.0 : 0.2) * std::min(1.0, 2.0 / d);
      std::int64_t ties = 0;
      for (int draw = 0; draw < 40; ++draw) ties += random.uniform() < chance ? 1 : 0;
      if (ties == 0) continue;
      edges.push_back({i, j});
      strength.push_back(ties);
    }
  made.graph = undirected_graph(n, edges);
  made.strengths = edge_strengths::over(1, strength);
  return made;
}

std::size_t agreeing_pairs(const labels& a, const labels& b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) count += (a[i] == a[j]) == (b[i] == b[j]) ? 1u : 0u;
  return count;
}

TEST(SpatialLeiden, FindsPlantedCommunitiesWhereTheConfigurationModelFindsSpace) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    SCOPED_TRACE(seed);
    const planted p = plant(seed);
    const auto spatial = spatial_leiden(p.graph, p.strengths, std::span<const double>(p.distances), {.runs = 5});
    const auto configuration = leiden(p.graph, p.strengths, {.runs = 5});
    EXPECT_EQ(spatial.partition, make_partition(p.community));
    EXPECT_GT(configuration.quality, spatial.modularity);
    EXPECT_GT(agreeing_pairs(configuration.partition.label, p.clump), agreeing_pairs(spatial.partition.label, p.clump));
    EXPECT_LT(agreeing_pairs(configuration.partition.label, p.community), agreeing_pairs(spatial.partition.label, p.community));
  }
}

// ---- known relations ----

// One bin and strengths for sizes: the configuration model but for the pairs (i, i) and the scale that makes up for them.
TEST(SpatialLeiden, HasTheConfigurationModelInOneBin) {
  const auto list = kit::karate_club();
  const auto graph = kit::undirected(list);
  const auto n = list.vertices;
  const std::vector<double> distances(n * n, 1.0);
  const auto found = spatial_leiden(graph, edge_strengths::uniform(78), std::span<const double>(distances), {.runs = 10});
  EXPECT_NEAR(found.modularity, 0.4197896120973, 0.005);
  std::vector<double> k(n, 0.0);
  for (const auto [u, v] : list.edges) {
    ++k[u];
    ++k[v];
  }
  double squares = 0.0;
  double expected = 0.0;
  for (std::size_t i = 0; i < n; ++i) squares += k[i] * k[i];
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j)
      if (i != j && found.partition.label[i] == found.partition.label[j]) expected += k[i] * k[j] / (156.0 * 156.0 - squares);
  double within = 0.0;
  for (const auto [u, v] : list.edges) within += found.partition.label[u] == found.partition.label[v] ? 1.0 / 78.0 : 0.0;
  EXPECT_NEAR(found.quality, within - expected, 1e-14);
}

TEST(SpatialLeiden, DoesNotChangeWithTheUnitsOfStrengthsSizesAndDistances) {
  for (std::uint64_t round = 0; round < 40; ++round) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 20, 70);
    c.options.sizes.assign(20, 2.0);
    c.options.sizes_in.clear();
    const auto found = solve(c);
    for (double& w : c.strength) w *= 16.0;
    for (double& d : c.distances) d *= 4.0;
    for (double& s : c.options.sizes) s *= 1024.0;
    c.options.bin_width *= 4.0;
    const auto scaled = solve(c);
    EXPECT_EQ(scaled.partition, found.partition);
    EXPECT_NEAR(scaled.quality, found.quality, 1e-13);
  }
}

TEST(SpatialLeiden, CountsAnEdgeAsArcsBothWays) {
  for (std::uint64_t round = 0; round < 40; round += 2) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 15, 60);
    c.options.runs = 10;
    const auto undirected = solve(c);
    const auto once = c.list.edges;
    const auto strength = c.strength;
    c.list.kind = direction::directed;
    for (const auto [u, v] : once) c.list.edges.push_back({v, u});
    c.strength.insert(c.strength.end(), strength.begin(), strength.end());
    EXPECT_NEAR(solve(c).quality, undirected.quality, 1e-12);
  }
}

TEST(SpatialLeiden, TakesABoostGraphWhosePropertiesAreItsOwn) {
  const test_case c = random_case(2, 20, 90);
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> foreign(20);
  for (const auto [u, v] : c.list.edges) add_edge(u, v, foreign);
  const auto found = spatial_leiden(foreign, edge_strengths::from(c.strength), std::span<const double>(c.distances), c.options);
  EXPECT_EQ(found.partition, solve(c).partition);
}

// ---- what must not matter, and what is refused ----

TEST(SpatialLeiden, IsTheSameForAnyNumberOfThreads) {
  random_stream random(6, "threads");
  constexpr std::size_t n = 500;
  const auto places = random_places(random, n);
  const auto graph = kit::undirected(kit::random_multigraph(random, direction::undirected, n, 100000));
  const auto ones = edge_strengths::uniform(100000);
  const auto one = spatial_leiden(graph, ones, std::span(places), {.max_iterations = 2, .run = {.threads = 1}});
  const auto three = spatial_leiden(graph, ones, std::span(places), {.max_iterations = 2, .run = {.threads = 3}});
  EXPECT_EQ(one.partition, three.partition);
  EXPECT_EQ(one.quality, three.quality);
  EXPECT_EQ(one.edge_visits, three.edge_visits);
}

TEST(SpatialLeiden, IsDefinedOnTheSmallestGraphs) {
  const auto solve_small = [](std::size_t n, std::vector<endpoints> edges, double distance) {
    std::vector<double> distances(n * n, distance);
    const undirected_graph graph(n, edges);
    return spatial_leiden(graph, edge_strengths::uniform(edges.size()), std::span<const double>(distances));
  };
  EXPECT_TRUE(solve_small(0, {}, 1.0).partition.label.empty());
  EXPECT_TRUE(solve_small(0, {}, 1.0).deterrence.empty());
  const auto one = solve_small(1, {{0, 0}}, 0.0);
  EXPECT_EQ(one.partition.clusters, 1u);
  EXPECT_EQ(one.quality, 0.0);
  const auto bare = solve_small(3, {}, 2.0);
  EXPECT_EQ(bare.partition.clusters, 3u);
  EXPECT_EQ(bare.quality, 0.0);
  const auto together = solve_small(3, {{0, 1}}, 0.0);  // all at one place
  EXPECT_EQ(together.deterrence.size(), 1u);
  EXPECT_EQ(together.partition.label[2], together.partition.clusters - 1);
}

TEST(SpatialLeiden, NamesTheLimitAndTheMemoryOfTooManyVertices) {
  const undirected_graph graph(1001, {});
  const std::vector<position> places(1001);
  try {
    (void)spatial_leiden(graph, edge_strengths::uniform(0), std::span(places), {.most_vertices = 1000});
    FAIL() << "not refused";
  } catch (const limit_error& e) {
    EXPECT_NE(std::string(e.what()).find("25 MB"), std::string::npos) << e.what();
    EXPECT_NE(std::string(e.what()).find("the limit is 1000 (most_vertices)"), std::string::npos) << e.what();
  }
}

TEST(SpatialLeiden, RefusesWhatIsOutsideItsRange) {
  const undirected_graph graph(2, {{0, 1}});
  const auto tie = edge_strengths::uniform(1);
  const std::vector<position> good{{105.0, 21.0}, {106.0, 10.0}};
  const auto with = [&](const spatial_leiden_options& options) { (void)spatial_leiden(graph, tie, std::span(good), options); };
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double bad : {0.0, -1.0, 1e7, nan}) EXPECT_THROW(with({.resolution = bad}), option_error);
  for (const double bad : {-1.0, nan, 1e-9}) EXPECT_THROW(with({.bin_width = bad}), option_error);
  for (const double bad : {-1.0, nan, 1e101, 1e-101}) EXPECT_THROW(with({.sizes = {1.0, bad}}), option_error);
  for (const double bad : {-1.0, nan}) EXPECT_THROW(with({.randomness = bad}), option_error);
  EXPECT_THROW(with({.sizes = {1.0}}), option_error);
  EXPECT_THROW(with({.sizes_in = {1.0, 1.0}}), option_error);
  EXPECT_THROW(with({.max_iterations = 0}), option_error);
  EXPECT_THROW(with({.runs = 0}), option_error);

  const auto at = [&](std::vector<position> places) { (void)spatial_leiden(graph, tie, std::span<const position>(places)); };
  EXPECT_THROW(at({{0.0, 0.0}}), input_error);
  EXPECT_THROW(at({{0.0, 0.0}, {180.5, 0.0}}), input_error);
  EXPECT_THROW(at({{0.0, 0.0}, {0.0, -90.5}}), input_error);
  EXPECT_THROW(at({{0.0, 0.0}, {nan, 0.0}}), input_error);
  const auto apart = [&](std::vector<double> table) { (void)spatial_leiden(graph, tie, std::span<const double>(table)); };
  EXPECT_THROW(apart({0.0, 1.0, 1.0}), input_error);
  EXPECT_THROW(apart({0.0, 1.0, 2.0, 0.0}), input_error);
  EXPECT_THROW(apart({0.0, -1.0, -1.0, 0.0}), input_error);
  EXPECT_THROW(apart({0.0, nan, nan, 0.0}), input_error);
  const auto tied = [&](const edge_strengths& s) { (void)spatial_leiden(graph, s, std::span(good)); };
  EXPECT_THROW(tied(edge_strengths::from({-1.0})), input_error);
  EXPECT_THROW(tied(edge_strengths::uniform(2)), input_error);
  EXPECT_THROW(tied(edge_strengths::from({1e101})), input_error);
}

TEST(SpatialLeiden, StopsOnRequest) {
  const undirected_graph graph(2, {{0, 1}});
  const std::vector<position> places(2);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW((void)spatial_leiden(graph, edge_strengths::uniform(1), std::span(places), {.run = {.stop = stop.get_token()}}),
               cancelled);
}

}  // namespace
