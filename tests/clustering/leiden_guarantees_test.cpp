// SPDX-License-Identifier: BSL-1.0
// What Traag, Waltman & van Eck (2019) prove of the algorithm, doi:10.1038/s41598-019-41695-z, on graphs so small that it can be
// checked by looking at all subsets and all partitions.
#include <coopgraph/clustering/leiden.hpp>

#include "clustering/clustering_kit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace coopgraph;
using labels = std::vector<std::uint32_t>;

struct small_case {
  kit::pair_table table;
  leiden_options options;
};

// Modularity and CPM, undirected and directed, sparse and dense, with loops, parallel edges and strengths of 0.
small_case random_case(std::uint64_t round, std::size_t most_vertices) {
  random_stream random(11, "leiden guarantees", round);
  const direction kind = round % 2 == 0 ? direction::undirected : direction::directed;
  const std::size_t n = 1 + random.below(most_vertices);
  auto list = kit::random_multigraph(random, kind, n, random.below(3 * n));
  std::vector<std::int64_t> strength;
  const std::uint64_t kinds = random.below(2) == 0 ? 2 : 9;
  for (std::size_t e = 0; e < list.edges.size(); ++e) strength.push_back(static_cast<std::int64_t>(random.below(kinds)));
  constexpr std::int64_t tenths[] = {2, 5, 10, 14, 30};
  const std::int64_t gamma = tenths[random.below(5)];
  leiden_options options{.resolution = static_cast<double>(gamma) / 10.0, .seed = random.bits(), .run = {.threads = 1}};
  if (random.below(2) == 0) return {kit::modularity_table(std::move(list), std::move(strength), gamma, 10), options};
  options.objective = leiden_objective::cpm;
  std::vector<std::int64_t> size;
  for (std::size_t v = 0; v < n; ++v) size.push_back(static_cast<std::int64_t>(random.below(4)));
  if (random.below(2) == 0)
    size.assign(n, 1);
  else
    options.node_sizes.assign(size.begin(), size.end());
  return {kit::potts_table(std::move(list), std::move(strength), gamma, 10, size), options};
}

partition random_start(random_stream& random, std::size_t vertices, std::uint64_t clusters) {
  labels label(vertices);
  for (std::uint32_t& c : label) c = static_cast<std::uint32_t>(random.below(clusters));
  return make_partition(label);
}

leiden_result solve(const small_case& of, const leiden_options& options) {
  return kit::with_graph(of.table.list, [&](const auto& graph) { return leiden(graph, of.table.strengths(), options); });
}

// ---- in the paper's words, on sets of vertices as bits ----

using set = std::uint32_t;

std::int64_t between(const kit::pair_table& t, set a, set b) {
  std::int64_t sum = 0;
  for (std::size_t u = 0; u < t.vertices(); ++u)
    for (std::size_t v = 0; v < t.vertices(); ++v)
      if ((a >> u & 1U) != 0 && (b >> v & 1U) != 0) sum += t.value[u][v];
  return sum;
}

std::vector<set> clusters_of(const partition& p) {
  std::vector<set> found(p.clusters, 0);
  for (std::size_t v = 0; v < p.label.size(); ++v) found[p.label[v]] |= set{1} << v;
  return found;
}

// No move of the set s out of its cluster gains, neither to another nor to be one of its own.
bool is_locally_optimal(const kit::pair_table& t, const std::vector<set>& clusters, set own, set s) {
  const std::int64_t stays = between(t, s, own & ~s);
  if (stays < 0) return false;
  return std::all_of(clusters.begin(), clusters.end(), [&](set c) { return c == own || between(t, s, c) <= stays; });
}

// Whether the set is made up of single vertices by merging two admissible sets at a time, each merger without loss.
template <class Admissible>
bool is_built_up(const kit::pair_table& t, set whole, const Admissible& admissible) {
  std::vector<bool> good(std::size_t{whole} + 1, false);
  for (set s = 1; s <= whole; ++s) {
    if ((s & whole) != s || !admissible(s)) continue;
    if ((s & (s - 1)) == 0) good[s] = true;
    for (set r = (s - 1) & s; r != 0 && !good[s]; r = (r - 1) & s)
      if (good[r] && good[s & ~r] && between(t, r, s & ~r) >= 0) good[s] = true;
  }
  return good[whole];
}

bool is_gamma_connected(const kit::pair_table& t, set c) {
  return is_built_up(t, c, [](set) { return true; });
}

bool is_subpartition_dense(const kit::pair_table& t, const std::vector<set>& clusters, set c) {
  return is_built_up(t, c, [&](set s) { return is_locally_optimal(t, clusters, c, s); });
}

TEST(LeidenGuarantees, AfterEachIterationClustersAreGammaConnectedAndGammaSeparated) {
  int several = 0;
  for (std::uint64_t round = 0; round < 6000; ++round) {
    const auto of = random_case(round, 8);
    for (const unsigned iterations : {1U, 2U}) {
      auto options = of.options;
      options.max_iterations = iterations;
      const auto clusters = clusters_of(solve(of, options).partition);
      for (const set c : clusters) {
        ASSERT_TRUE(is_gamma_connected(of.table, c)) << "round " << round;
        for (const set d : clusters) ASSERT_TRUE(c == d || between(of.table, c, d) <= 0) << "round " << round;
        several += (c & (c - 1)) != 0 ? 1 : 0;
      }
    }
  }
  EXPECT_GT(several, 5000);
}

TEST(LeidenGuarantees, OnceConvergedNoVertexAndNoPartThatWasBuiltUpGainsByMoving) {
  for (std::uint64_t round = 0; round < 6000; ++round) {
    const auto of = random_case(round, 8);
    const auto found = solve(of, of.options);
    ASSERT_TRUE(found.converged) << "round " << round;
    const auto clusters = clusters_of(found.partition);
    for (std::size_t v = 0; v < of.table.vertices(); ++v)
      ASSERT_TRUE(is_locally_optimal(of.table, clusters, clusters[found.partition.label[v]], set{1} << v)) << "round " << round;
    for (const set c : clusters) ASSERT_TRUE(is_subpartition_dense(of.table, clusters, c)) << "round " << round;
  }
}

TEST(LeidenGuarantees, EachClusterIsConnectedOnAHundredThousandGraphs) {
  for (std::uint64_t round = 0; round < 100'000; ++round) {
    auto of = random_case(round, 7);
    random_stream random(3, "starts", round);
    if (round % 4 >= 2) {  // begun from what falls apart
      of.options.initial = random_start(random, of.table.vertices(), 3);
    }
    if (round % 3 == 0) of.options.preset = leiden_preset::fast;
    const auto found = solve(of, of.options);
    ASSERT_TRUE(kit::each_is_connected(of.table, found.partition.label)) << "round " << round;
    ASSERT_NEAR(found.quality, of.table.quality(found.partition.label), 1e-12 * (1 + std::abs(found.quality)))
        << "round " << round;
  }
}

TEST(LeidenGuarantees, IsNeverBetterThanTheBestOfAllPartitionsAndMostlyAsGood) {
  int best = 0;
  int rounds = 0;
  for (std::uint64_t round = 0; round < 600; ++round) {
    auto of = random_case(round, 9);
    of.options.runs = 5;
    const std::int64_t found = of.table.worth(solve(of, of.options).partition.label);
    std::int64_t most = 0;
    kit::each_partition(of.table.vertices(), [&](const labels& label) { most = std::max(most, of.table.worth(label)); });
    ASSERT_LE(found, most) << "round " << round;
    best += found == most ? 1 : 0;
    ++rounds;
  }
  EXPECT_GE(best, rounds * 98 / 100);
}

TEST(LeidenGuarantees, IsNeverWorseThanWhereItStarts) {
  int better = 0;
  for (std::uint64_t round = 0; round < 20'000; ++round) {
    auto of = random_case(round, 9);
    random_stream random(4, "starts", round);
    const partition start = random_start(random, of.table.vertices(), 4);
    of.options.initial = start;
    of.options.max_iterations = 1;
    const std::int64_t before = of.table.worth(start.label);
    const std::int64_t after = of.table.worth(solve(of, of.options).partition.label);
    ASSERT_GE(after, before) << "round " << round;
    better += after > before ? 1 : 0;
  }
  EXPECT_GT(better, 5000);
}

TEST(LeidenGuarantees, StartedFromItsOwnAnswerItStays) {
  for (std::uint64_t round = 0; round < 5000; ++round) {
    auto of = random_case(round, 9);
    const auto found = solve(of, of.options);
    of.options.initial = found.partition;
    of.options.max_iterations = 1;
    ASSERT_GE(of.table.worth(solve(of, of.options).partition.label), of.table.worth(found.partition.label)) << "round " << round;
  }
}

TEST(LeidenGuarantees, FixedVerticesStayAndTheOthersAreWhereTheyGainMost) {
  for (std::uint64_t round = 0; round < 20'000; ++round) {
    auto of = random_case(round, 8);
    random_stream random(5, "fixed", round);
    const partition start = random_start(random, of.table.vertices(), 3);
    of.options.initial = start;
    for (vertex_id v = 0; v < of.table.vertices(); ++v)
      if (random.below(3) == 0) of.options.fixed.push_back(v);
    const auto found = solve(of, of.options);
    const auto& label = found.partition.label;
    for (const vertex_id u : of.options.fixed)
      for (const vertex_id v : of.options.fixed)
        ASSERT_EQ(label[u] == label[v], start.label[u] == start.label[v]) << "round " << round;
    const auto clusters = clusters_of(found.partition);
    for (vertex_id v = 0; v < of.table.vertices(); ++v) {
      const bool is_fixed = std::find(of.options.fixed.begin(), of.options.fixed.end(), v) != of.options.fixed.end();
      ASSERT_TRUE(is_fixed || is_locally_optimal(of.table, clusters, clusters[label[v]], set{1} << v)) << "round " << round;
    }
    // Those fixed to one cluster count as tied to each other.
    for (const vertex_id u : of.options.fixed)
      for (const vertex_id v : of.options.fixed)
        if (start.label[u] == start.label[v]) of.table.tied[u][v] = true;
    ASSERT_TRUE(kit::each_is_connected(of.table, label)) << "round " << round;
  }
}

TEST(LeidenGuarantees, ClustersStayBelowTheirLimitAndConnected) {
  for (std::uint64_t round = 0; round < 20'000; ++round) {
    auto of = random_case(round, 9);
    of.options.node_sizes = of.options.node_sizes.empty() ? std::vector<double>(of.table.vertices(), 1.0) : of.options.node_sizes;
    of.options.largest_cluster = 3.0 + static_cast<double>(round % 4);
    const auto found = solve(of, of.options);
    std::vector<double> size(found.partition.clusters, 0.0);
    for (std::size_t v = 0; v < of.table.vertices(); ++v) size[found.partition.label[v]] += of.options.node_sizes[v];
    for (const double s : size) ASSERT_LE(s, of.options.largest_cluster) << "round " << round;
    ASSERT_TRUE(kit::each_is_connected(of.table, found.partition.label)) << "round " << round;
  }
}

TEST(LeidenGuarantees, EndsOnNearTies) {
  // Strengths that differ by 1e-16 of their size, and gains of as little: rounding never makes a vertex go round in circles.
  for (std::uint64_t round = 0; round < 3000; ++round) {
    random_stream random(6, "near ties", round);
    const std::size_t n = 2 + random.below(12);
    const auto list = kit::random_multigraph(random, direction::undirected, n, 3 * n);
    std::vector<double> strength;
    for (std::size_t e = 0; e < list.edges.size(); ++e) strength.push_back(1.0 + static_cast<double>(random.below(4)) * 0x1p-52);
    const auto found = leiden(kit::undirected(list), edge_strengths::rounded(strength, "to test near ties"),
                              {.resolution = 1.0 + 0x1p-52, .seed = round, .run = {.threads = 1}});
    ASSERT_TRUE(found.converged);
  }
}

TEST(LeidenGuarantees, QualityDoesNotDependOnTheNamesOfVertices) {
  // Of single runs it may, since the seed decides among equals; the best of many is the same on small graphs.
  int same = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    auto of = random_case(round, 8);
    of.options.runs = 10;
    random_stream random(7, "names", round);
    const auto name = kit::random_order(random, of.table.vertices());
    auto renamed = of;
    renamed.table.list = kit::relabelled(of.table.list, name);
    for (std::size_t v = 0; v < name.size() && !of.options.node_sizes.empty(); ++v)
      renamed.options.node_sizes[name[v]] = of.options.node_sizes[v];
    const double q = solve(of, of.options).quality;
    same += std::abs(solve(renamed, renamed.options).quality - q) <= 1e-12 * (1 + std::abs(q)) ? 1 : 0;
  }
  EXPECT_GE(same, 297);
}

}  // namespace
