// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/multislice.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/core/error.hpp>

#include "support/graphs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <list>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using labels = std::vector<std::uint32_t>;

const undirected_graph left_pair(4, {{0, 1}, {2, 3}});
const undirected_graph crossed_pair(4, {{0, 2}, {1, 3}});

template <direction D>
slice<D> of(const basic_graph<D>& graph, const edge_strengths* strengths = nullptr, double weight = 1.0, double gamma = 1.0) {
  return {graph.view(), strengths, weight, gamma};
}

// ---- an oracle: the formula, over all ordered pairs of copies ----

struct test_layer {
  kit::edge_list list;
  std::vector<double> strength;
  double weight = 1.0;
  double resolution = 1.0;
};
struct test_case {
  direction kind = direction::undirected;
  std::size_t n = 0;
  std::vector<test_layer> layers;
  multislice_options options;
};

// B[x][y] for copies x, y such that Q is the sum over equal labels.
std::vector<std::vector<double>> supra_matrix(const test_case& c) {
  const std::size_t n = c.n;
  const std::size_t all = n * c.layers.size();
  std::vector<std::vector<double>> b(all, std::vector<double>(all, 0.0));
  double two_mu = 0.0;
  for (std::size_t s = 0; s < c.layers.size(); ++s) {
    std::vector<std::vector<double>> a(n, std::vector<double>(n, 0.0));
    std::vector<double> out(n, 0.0), in(n, 0.0);
    double m = 0.0;
    for (std::size_t e = 0; e < c.layers[s].strength.size(); ++e) {
      const auto [u, v] = c.layers[s].list.edges[e];
      const double w = c.layers[s].strength[e];
      for (int way = 0; way < (c.kind == direction::undirected ? 2 : 1); ++way) {
        const auto from = way == 0 ? u : v;
        const auto to = way == 0 ? v : u;
        a[from][to] += w;
        out[from] += w;
        in[to] += w;
        m += w;
      }
    }
    if (m == 0.0) continue;
    const double weight = c.options.scale == slice_scale::modularity ? c.layers[s].weight / m : c.layers[s].weight;
    two_mu += weight * m;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        b[s * n + i][s * n + j] = weight * (a[i][j] - c.layers[s].resolution * out[i] * in[j] / m);
  }
  for (std::size_t s = 0; s < c.layers.size(); ++s)
    for (std::size_t r = 0; r < c.layers.size(); ++r) {
      const bool coupled = c.options.coupling == slice_coupling::adjacent ? s + 1 == r || r + 1 == s : s != r;
      if (!coupled || c.options.coupling == slice_coupling::multiplex) continue;
      for (std::size_t i = 0; i < n; ++i) b[s * n + i][r * n + i] += c.options.omega;
      two_mu += static_cast<double>(n) * c.options.omega;
    }
  for (auto& row : b)
    for (double& x : row) x = two_mu > 0.0 ? x / two_mu : 0.0;
  return b;
}

double quality_by_pairs(const std::vector<std::vector<double>>& b, const labels& label) {
  double q = 0.0;
  for (std::size_t x = 0; x < b.size(); ++x)
    for (std::size_t y = 0; y < b.size(); ++y)
      if (label[x] == label[y]) q += b[x][y];
  return q;
}

// Calls visit(label) for each partition of `size` things.
void each_partition(std::size_t size, const std::function<void(const labels&)>& visit) {
  labels label(size, 0);
  const std::function<void(std::size_t, std::uint32_t)> place = [&](std::size_t at, std::uint32_t used) {
    if (at == size) return visit(label);
    for (std::uint32_t l = 0; l <= used; ++l) {
      label[at] = l;
      place(at + 1, std::max(used, l + 1));
    }
  };
  place(0, 0);
}

double best_quality(const test_case& c) {
  const auto b = supra_matrix(c);
  const bool rigid = c.options.coupling == slice_coupling::multiplex;
  double best = -std::numeric_limits<double>::infinity();
  each_partition(rigid ? c.n : b.size(), [&](const labels& label) {
    labels copies(b.size());
    for (std::size_t x = 0; x < copies.size(); ++x) copies[x] = label[x % label.size()];
    best = std::max(best, quality_by_pairs(b, copies));
  });
  return best;
}

template <direction D>
multislice_result solve_as(const test_case& c, const multislice_options& options) {
  std::list<basic_graph<D>> graphs;
  std::list<edge_strengths> strengths;
  std::vector<slice<D>> slices;
  for (const test_layer& l : c.layers) {
    graphs.emplace_back(l.list.vertices, l.list.edges);
    strengths.push_back(edge_strengths::from(l.strength));
    slices.push_back(of(graphs.back(), &strengths.back(), l.weight, l.resolution));
  }
  return multislice_leiden(slices, options);
}
multislice_result solve(const test_case& c, const multislice_options& options) {
  return c.kind == direction::undirected ? solve_as<direction::undirected>(c, options)
                                         : solve_as<direction::directed>(c, options);
}

test_case random_case(std::uint64_t round, std::size_t n, std::size_t layers, std::size_t edges) {
  random_stream random(31, "multislice", round);
  test_case made;
  made.kind = round % 2 == 0 ? direction::undirected : direction::directed;
  made.n = n;
  for (std::size_t s = 0; s < layers; ++s) {
    test_layer l{kit::random_multigraph(random, made.kind, n, random.below(edges)), {}, 1.0, 1.0};
    l.weight = 0.5 * static_cast<double>(1 + random.below(4));
    l.resolution = 0.3 + 0.1 * static_cast<double>(random.below(12));
    for (std::size_t e = 0; e < l.list.edges.size(); ++e) l.strength.push_back(0.1 * static_cast<double>(random.below(20)));
    made.layers.push_back(std::move(l));
  }
  made.options.coupling = static_cast<slice_coupling>(round / 2 % 3);
  made.options.scale = static_cast<slice_scale>(round / 6 % 2);
  made.options.omega = 0.3 * static_cast<double>(random.below(5));
  return made;
}

// Whether each cluster hangs together by ties and couplings.
bool is_connected(const test_case& c, const multislice_result& found) {
  const std::size_t all = c.n * c.layers.size();
  std::vector<std::vector<bool>> tied(all, std::vector<bool>(all, false));
  for (std::size_t s = 0; s < c.layers.size(); ++s) {
    for (std::size_t e = 0; e < c.layers[s].strength.size(); ++e) {
      if (c.layers[s].strength[e] == 0.0) continue;
      const auto [u, v] = c.layers[s].list.edges[e];
      tied[s * c.n + u][s * c.n + v] = tied[s * c.n + v][s * c.n + u] = true;
    }
    for (std::size_t r = 0; r < c.layers.size(); ++r) {
      const bool near = r + 1 == s || s + 1 == r;
      if (r == s) continue;
      if (c.options.coupling != slice_coupling::multiplex && c.options.omega == 0.0) continue;
      if (c.options.coupling == slice_coupling::adjacent && !near) continue;
      for (std::size_t v = 0; v < c.n; ++v) tied[s * c.n + v][r * c.n + v] = true;
    }
  }
  std::vector<bool> seen(all, false);
  std::size_t parts = 0;
  for (std::size_t x = 0; x < all; ++x) {
    if (seen[x]) continue;
    ++parts;
    std::vector<std::size_t> line{x};
    seen[x] = true;
    while (!line.empty()) {
      const std::size_t y = line.back();
      line.pop_back();
      for (std::size_t z = 0; z < all; ++z)
        if (tied[y][z] && !seen[z] && found.partition.label[y] == found.partition.label[z]) {
          seen[z] = true;
          line.push_back(z);
        }
    }
  }
  return parts == found.partition.clusters;
}

// ---- solved by hand ----

// Two slices pair the vertices differently: 0-1, 2-3 and 0-2, 1-3. Apart, each slice has Q_s = 1/2, and no vertex agrees with
// itself: with the labels of 0 | 1 given to {0, 2} | {1, 3}, vertices 0 and 3 hold their label and 1 and 2 change it, so that
// Q = (4/2 + 4/2 + 2 * 2 omega) / (4 + 4 + 8 omega).
TEST(Multislice, KeepsEachSlicesPairsWhereTheCouplingIsWeak) {
  const std::vector slices{of(left_pair), of(crossed_pair)};
  const auto found = multislice_leiden(slices, {.omega = 0.1, .runs = 10});
  EXPECT_NEAR(found.quality, (4.0 + 0.4) / 8.8, 1e-15);
  EXPECT_EQ(found.switches, (std::vector<std::size_t>{2}));
  EXPECT_EQ(make_partition(found.labels_of(0)).label, (labels{0, 0, 1, 1}));
  EXPECT_EQ(make_partition(found.labels_of(1)).label, (labels{0, 1, 0, 1}));
  EXPECT_NEAR(found.modularity[0], 0.5, 1e-15);
  EXPECT_NEAR(found.modularity[1], 0.5, 1e-15);
  EXPECT_TRUE(found.converged);
}

// One membership: a pair of slice 0 holds 2 of its ties' 4 ends: Q = (4/2 + 4 (0 - 1/2)) / 8 = 0, and so has all in one: 0.
// With weight 3 on slice 0 its pairs win: (3 * 4/2 - 4/2) / 16.
TEST(Multislice, GivesAVertexOneClusterInMultiplexForm) {
  const std::vector slices{of(left_pair, nullptr, 3.0), of(crossed_pair)};
  const auto found = multislice_leiden(slices, {.coupling = slice_coupling::multiplex});
  EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1, 0, 0, 1, 1}));
  EXPECT_NEAR(found.quality, (6.0 - 2.0) / 16.0, 1e-15);
  EXPECT_EQ(found.switches, (std::vector<std::size_t>{0}));
}

TEST(Multislice, LetsACopyWithoutTiesFollowItsNeighbourInTime) {
  const undirected_graph pair(3, {{0, 1}});
  const undirected_graph alone(3, {});
  const std::vector slices{of(pair), of(alone), of(pair)};
  const auto found = multislice_leiden(slices, {.omega = 0.5, .runs = 10});
  EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 0, 0, 1, 0, 0, 1}));
}

TEST(Multislice, CountsASliceByItsModularityAloneIfAsked) {
  const undirected_graph triangles(6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});
  const auto tenfold = edge_strengths::uniform(7, 10);
  const undirected_graph crossed(6, {{0, 3}, {1, 4}, {2, 5}});
  const std::vector slices{of(triangles, &tenfold), of(crossed, nullptr, 1.2)};
  const multislice_options options{.coupling = slice_coupling::multiplex, .scale = slice_scale::modularity, .runs = 10};
  const auto found = multislice_leiden(slices, options);
  // The pairs 0-3, 1-4, 2-5 have Q = 2/3 in slice 1 and (0 - (25 + 16 + 25)) / 14^2 in slice 0, however strong its ties are.
  EXPECT_EQ(make_partition(found.labels_of(0)).label, (labels{0, 1, 2, 0, 1, 2}));
  EXPECT_NEAR(found.quality, (1.2 * 2.0 / 3.0 - 66.0 / 196.0) / 2.2, 1e-15);
}

// ---- against the formula ----

TEST(Multislice, HasTheQualityOfTheFormulaAndConnectedClusters) {
  for (std::uint64_t round = 0; round < 240; ++round) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 1 + round % 11, 1 + round % 5, 30);
    const auto found = solve(c, c.options);
    ASSERT_EQ(found.partition.label.size(), c.n * c.layers.size());
    EXPECT_EQ(make_partition(found.partition.label), found.partition);
    EXPECT_NEAR(found.quality, quality_by_pairs(supra_matrix(c), found.partition.label), 1e-12);
    EXPECT_TRUE(found.converged);
    EXPECT_TRUE(is_connected(c, found));
    for (std::size_t s = 0; s + 1 < c.layers.size(); ++s) {
      std::size_t switches = 0;
      for (std::size_t v = 0; v < c.n; ++v) switches += found.labels_of(s)[v] != found.labels_of(s + 1)[v] ? 1u : 0u;
      EXPECT_EQ(found.switches[s], switches);
      if (c.options.coupling == slice_coupling::multiplex) {
        EXPECT_EQ(switches, 0u);
      }
    }
  }
}

TEST(Multislice, FindsTheBestOfAllPartitionsOfTinySlices) {
  for (std::uint64_t round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    test_case c = round % 2 == 0 ? random_case(round, 4, 2, 10) : random_case(round, 2 + round % 3 / 2, 3, 8);
    c.options.runs = 20;
    EXPECT_NEAR(solve(c, c.options).quality, best_quality(c), 1e-12);
  }
}

TEST(Multislice, LetsNoCopyGainByMovingOnceConverged) {
  for (std::uint64_t round = 0; round < 60; ++round) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 7, 3, 25);
    if (c.options.coupling == slice_coupling::multiplex) c.options.coupling = slice_coupling::all;
    const auto found = solve(c, c.options);
    const auto b = supra_matrix(c);
    for (std::size_t x = 0; x < b.size(); ++x) {
      labels moved = found.partition.label;
      for (std::uint32_t to = 0; to <= found.partition.clusters; ++to) {
        moved[x] = to;
        ASSERT_LE(quality_by_pairs(b, moved), found.quality + 1e-12);
      }
    }
  }
}

// ---- known relations ----

TEST(Multislice, IsLeidenSliceBySliceWithoutCoupling) {
  const auto karate = kit::undirected(kit::karate_club());
  const undirected_graph sparse(34, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});
  const std::vector slices{of(karate), of(sparse, nullptr, 2.5, 0.7)};
  const auto found = multislice_leiden(slices, {.omega = 0.0, .runs = 10});
  const double first = leiden(karate, {.runs = 10}).quality;
  const double second = leiden(sparse, {.resolution = 0.7, .runs = 10}).quality;
  EXPECT_NEAR(found.modularity[0], first, 1e-14);
  EXPECT_NEAR(found.quality, (156.0 * first + 2.5 * 14.0 * second) / (156.0 + 2.5 * 14.0), 1e-14);
  EXPECT_EQ(found.switches, (std::vector<std::size_t>{34}));  // no cluster reaches from one slice to the other
}

TEST(Multislice, IsLeidenOfOneSlice) {
  const auto karate = kit::undirected(kit::karate_club());
  const std::vector slices{of(karate)};
  for (const auto coupling : {slice_coupling::adjacent, slice_coupling::all, slice_coupling::multiplex})
    EXPECT_NEAR(multislice_leiden(slices, {.coupling = coupling, .runs = 5}).quality, 0.4197896120973, 1e-13);
  const directed_graph cycles(6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});
  EXPECT_NEAR(multislice_leiden(std::vector{of(cycles)}).quality, 18.0 / 49.0, 1e-15);
}

TEST(Multislice, HoldsEveryVertexInOneClusterUnderStrongCouplingAsInMultiplexForm) {
  for (std::uint64_t round = 0; round < 40; ++round) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 6, 3, 25);
    c.options.runs = 30;
    c.options.omega = 1000.0;
    c.options.coupling = slice_coupling::all;
    const auto strong = solve(c, c.options);
    EXPECT_EQ(strong.switches, (std::vector<std::size_t>{0, 0}));
    c.options.coupling = slice_coupling::multiplex;
    const auto rigid = solve(c, c.options);
    const auto b = supra_matrix(c);
    EXPECT_NEAR(quality_by_pairs(b, strong.partition.label), rigid.quality, 1e-12);
  }
}

TEST(Multislice, DoesNotChangeWhereAllWeightsAndTheCouplingAreMultiplied) {
  for (std::uint64_t round = 0; round < 30; ++round) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 9, 3, 30);
    const auto found = solve(c, c.options);
    for (test_layer& l : c.layers) l.weight *= 8.0;
    c.options.omega *= 8.0;
    const auto scaled = solve(c, c.options);
    EXPECT_EQ(scaled.partition, found.partition);
    EXPECT_NEAR(scaled.quality, found.quality, 1e-14);
  }
}

TEST(Multislice, CountsAnEdgeAsArcsBothWays) {
  for (std::uint64_t round = 0; round < 30; round += 2) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 8, 3, 25);
    c.options.runs = 10;
    const auto undirected = solve(c, c.options);
    c.kind = direction::directed;
    for (test_layer& l : c.layers) {
      const auto once = l.list.edges;
      const auto strength = l.strength;
      l.list.kind = direction::directed;
      for (const auto [u, v] : once) l.list.edges.push_back({v, u});
      l.strength.insert(l.strength.end(), strength.begin(), strength.end());
    }
    EXPECT_NEAR(solve(c, c.options).quality, undirected.quality, 1e-12);
  }
}

// Strengths that have no shared unit are rounded, which must not show.
TEST(Multislice, FindsTheBestOfAllPartitionsOfRoundedStrengthsToo) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    SCOPED_TRACE(round);
    test_case c = random_case(round, 3, 2, 10);
    for (test_layer& l : c.layers) {
      l.weight *= 1e-40 / 3.0;
      l.resolution /= 7.0 / 5.0;
    }
    c.options.omega *= 1e-40;
    c.options.runs = 20;
    EXPECT_NEAR(solve(c, c.options).quality, best_quality(c), 1e-10);
  }
}

// Four groups of 16 over eight years; from the fourth year on the first two groups swap half their members.
TEST(Multislice, TracksGroupsThroughTheYears) {
  random_stream random(5, "years");
  const auto group_in = [](std::size_t year, std::size_t v) { return year >= 4 && v % 2 == 0 && v < 32 ? 1 - v / 16 : v / 16; };
  std::list<undirected_graph> years;
  std::vector<slice<direction::undirected>> slices;
  for (std::size_t year = 0; year < 8; ++year) {
    std::vector<endpoints> edges;
    for (vertex_id u = 0; u < 64; ++u)
      for (vertex_id v = 0; v < u; ++v)
        if (random.uniform() < (group_in(year, u) == group_in(year, v) ? 0.5 : 0.03)) edges.push_back({u, v});
    slices.push_back(of(years.emplace_back(64, edges)));
  }
  const auto found = multislice_leiden(slices, {.runs = 5});
  EXPECT_EQ(found.partition.clusters, 4u);
  EXPECT_EQ(found.switches, (std::vector<std::size_t>{0, 0, 0, 16, 0, 0, 0}));
}

TEST(Multislice, TakesWhateverHasAGraphAndStrengths) {
  struct item {
    undirected_graph graph;
    edge_strengths strengths;
  };
  struct dated {
    item view;
  };
  const std::vector<item> items{{left_pair, edge_strengths::from({1.0, 2.0})}, {left_pair, edge_strengths::from({3.0, 4.0})}};
  const std::vector<dated> snapshots{{items[0]}, {items[1]}};
  const auto found = multislice_leiden(slices_of(items));
  EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1, 0, 0, 1, 1}));
  EXPECT_EQ(multislice_leiden(slices_of(snapshots)).quality, found.quality);
}

// ---- what must not matter, and what is refused ----

TEST(Multislice, IsTheSameForAnyNumberOfThreads) {
  random_stream random(3, "threads");
  std::list<undirected_graph> graphs;
  std::vector<slice<direction::undirected>> slices;
  for (int s = 0; s < 4; ++s)
    slices.push_back(
        of(graphs.emplace_back(kit::undirected(kit::random_multigraph(random, direction::undirected, 4000, 16000)))));
  const auto one = multislice_leiden(slices, {.max_iterations = 2, .run = {.threads = 1}});
  const auto three = multislice_leiden(slices, {.max_iterations = 2, .run = {.threads = 3}});
  EXPECT_EQ(one.partition, three.partition);
  EXPECT_EQ(one.quality, three.quality);
  EXPECT_EQ(one.edge_visits, three.edge_visits);
}

TEST(Multislice, LeavesEveryCopyAloneWithoutTiesAndCouplings) {
  const undirected_graph bare(3, {});
  const auto apart = multislice_leiden(std::vector{of(bare), of(bare)}, {.omega = 0.0});
  EXPECT_EQ(apart.partition.clusters, 6u);
  EXPECT_EQ(apart.quality, 0.0);
  const auto coupled = multislice_leiden(std::vector{of(bare), of(bare)});
  EXPECT_EQ(coupled.partition.label, (labels{0, 1, 2, 0, 1, 2}));
  EXPECT_EQ(coupled.quality, 1.0);
}

TEST(Multislice, TakesNoSlicesAndNoVertices) {
  const auto none = multislice_leiden(std::vector<slice<direction::undirected>>{});
  EXPECT_TRUE(none.partition.label.empty());
  EXPECT_EQ(none.quality, 0.0);
  EXPECT_TRUE(none.converged);
  const undirected_graph empty;
  for (const auto coupling : {slice_coupling::adjacent, slice_coupling::multiplex}) {
    const auto found = multislice_leiden(std::vector{of(empty), of(empty)}, {.coupling = coupling});
    EXPECT_TRUE(found.partition.label.empty());
    EXPECT_EQ(found.switches, (std::vector<std::size_t>{0}));
  }
}

TEST(Multislice, RefusesWhatIsOutsideItsRange) {
  const undirected_graph small(3, {{0, 1}});
  EXPECT_THROW((void)multislice_leiden(std::vector{of(left_pair), of(small)}), input_error);
  for (const double bad : {0.0, -1.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    EXPECT_THROW((void)multislice_leiden(std::vector{of(small, nullptr, bad)}), option_error);
    EXPECT_THROW((void)multislice_leiden(std::vector{of(small, nullptr, 1.0, bad)}), option_error);
    if (bad != 0.0) {
      EXPECT_THROW((void)multislice_leiden(std::vector{of(small)}, {.omega = bad}), option_error);
      EXPECT_THROW((void)multislice_leiden(std::vector{of(small)}, {.randomness = bad}), option_error);
    }
  }
  EXPECT_THROW((void)multislice_leiden(std::vector{of(small)}, {.max_iterations = 0}), option_error);
  EXPECT_THROW((void)multislice_leiden(std::vector{of(small)}, {.runs = 0}), option_error);
  const auto negative = edge_strengths::from({-1.0});
  EXPECT_THROW((void)multislice_leiden(std::vector{of(small, &negative)}), input_error);
  const auto two = edge_strengths::uniform(2);
  EXPECT_THROW((void)multislice_leiden(std::vector{of(small, &two)}), input_error);
  const auto huge = edge_strengths::from({1e200});
  EXPECT_THROW((void)multislice_leiden(std::vector{of(small, &huge)}), input_error);
  EXPECT_THROW((void)multislice_leiden(std::vector{of(small, nullptr, 1e200)}), input_error);
}

TEST(Multislice, StopsOnRequest) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW((void)multislice_leiden(std::vector{of(left_pair)}, {.run = {.stop = stop.get_token()}}), cancelled);
}

}  // namespace
