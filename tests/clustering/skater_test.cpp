// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/skater.hpp>

#include "clustering/regions_kit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::labels;

constexpr auto raw = standardization::none;

// ---- an oracle: trees as sets of edges, all cuts of which are summed up from nothing ----

double distance(const std::vector<double>& rows, std::size_t p, std::size_t u, std::size_t v, region_dissimilarity kind) {
  double sum = 0.0;
  for (std::size_t j = 0; j < p; ++j) {
    const double d = std::fabs(rows[u * p + j] - rows[v * p + j]);
    sum += kind == region_dissimilarity::manhattan ? d : d * d;
  }
  return kind == region_dissimilarity::euclidean ? std::sqrt(sum) : sum;
}

using edge_set = std::set<std::pair<std::size_t, std::size_t>>;

labels parts_of(std::size_t n, const edge_set& edges) {
  labels label(n);
  for (std::size_t u = 0; u < n; ++u) label[u] = static_cast<std::uint32_t>(u);
  for (std::size_t round = 0; round < n; ++round)
    for (const auto& [u, v] : edges) label[u] = label[v] = std::min(label[u], label[v]);
  return make_partition(label).label;
}

double deviations(const std::vector<double>& rows, std::size_t p, const labels& label, region_dissimilarity kind) {
  double sum = 0.0;
  for (std::size_t u = 0; u < label.size(); ++u) {
    std::vector<double> with_mean(rows.begin() + static_cast<long>(u * p), rows.begin() + static_cast<long>(u * p + p));
    const double size = static_cast<double>(std::count(label.begin(), label.end(), label[u]));
    for (std::size_t j = 0; j < p; ++j) {
      double mean = 0.0;
      for (std::size_t v = 0; v < label.size(); ++v)
        if (label[v] == label[u]) mean += rows[v * p + j] / size;
      with_mean.push_back(mean);
    }
    sum += distance(with_mean, p, 0, 1, kind);
  }
  return sum;
}

// The tree by Prim's way (each component from its least unit), then the best of all cuts, again and again.
labels skater_by_hand(const kit::region_case& c, std::size_t clusters, region_dissimilarity kind) {
  const std::size_t n = c.units();
  const std::size_t p = c.attributes.columns;
  const std::vector<double> rows = kit::z_scores(c.attributes);
  edge_set tree;
  std::vector<bool> in(n, false);
  for (std::size_t root = 0; root < n; ++root) {
    in[root] = true;
    for (;;) {
      std::optional<std::pair<std::size_t, std::size_t>> best;
      double least = std::numeric_limits<double>::infinity();
      for (const auto& [a, b] : c.list.edges) {
        if (in[a] == in[b]) continue;
        const double d = distance(rows, p, a, b, kind);
        if (d >= least) continue;
        least = d;
        best = {std::min(a, b), std::max(a, b)};
      }
      if (!best) break;
      in[best->first] = in[best->second] = true;
      tree.insert(*best);
    }
  }
  const kit::region_rules rules(c);
  labels label = parts_of(n, tree);
  while (*std::max_element(label.begin(), label.end()) + 1 < clusters) {
    std::optional<std::pair<std::size_t, std::size_t>> best;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& edge : tree) {
      edge_set rest = tree;
      rest.erase(edge);
      const labels cut = parts_of(n, rest);
      if (!rules.holds(cut, cut[edge.first]) || !rules.holds(cut, cut[edge.second])) continue;
      const double sum = deviations(rows, p, cut, kind);
      if (sum >= least) continue;
      least = sum;
      best = edge;
    }
    if (!best) break;
    tree.erase(*best);
    label = parts_of(n, tree);
  }
  return label;
}

std::vector<long> sizes_of(const contiguous_regions& found) {
  std::vector<long> sizes(found.partition.clusters, 0);
  for (const std::uint32_t r : found.partition.label) ++sizes[r];
  std::sort(sizes.begin(), sizes.end());
  return sizes;
}

TEST(Skater, CutsTheTreeOfSpdepsLatticeWhereSpdepDoes) {
  // spdep 1.2-7: cell2nb(4, 4), nbcosts, mstree, skater with 0, 1 and 2 cuts; ssw 41.35, 22.57091, 3.30.
  const undirected_graph lattice = kit::undirected([] {
    kit::edge_list list{direction::undirected, 16, {}};
    for (vertex_id u = 0; u < 16; ++u) {
      if (u % 4 != 3) list.edges.push_back({u, u + 1});
      if (u < 12) list.edges.push_back({u, u + 4});
    }
    return list;
  }());
  const unit_attributes z{1, {1, 1.5, 9, 9.2, 1.2, 1.1, 8.8, 9.9, 1.3, 5, 5.1, 9.5, 4.8, 5.2, 5.3, 4.9}};
  const auto run = [&](std::size_t clusters, region_dissimilarity kind) {
    return skater(lattice, z, {.clusters = clusters, .dissimilarity = kind, .standardize = raw});
  };
  EXPECT_NEAR(run(1, region_dissimilarity::euclidean).value, 41.35, 1e-12);
  EXPECT_NEAR(run(2, region_dissimilarity::euclidean).value, 22.57091, 5e-6);
  const contiguous_regions three = run(3, region_dissimilarity::euclidean);
  EXPECT_NEAR(three.value, 3.30, 1e-12);
  EXPECT_EQ(three.partition.label, (labels{0, 0, 1, 1, 0, 0, 1, 1, 0, 2, 2, 1, 2, 2, 2, 2}));
  EXPECT_EQ(three.objective, "sum of Euclidean distances to the means");
  EXPECT_EQ(run(3, region_dissimilarity::squared_euclidean).partition, three.partition);
}

TEST(Skater, FindsTheRegionsOfMexicoThatSpdepAndSpoptFind) {
  const auto mexico = kit::read_mexico();
  if (!mexico) GTEST_SKIP() << "needs $COOPGRAPH_DATA/mexico_libpysal";
  const undirected_graph borders = kit::undirected(mexico->borders);
  ASSERT_EQ(borders.edges(), 69u);
  const auto run = [&](region_dissimilarity kind, std::size_t clusters, double floor) {
    return skater(borders, mexico->income, {.clusters = clusters, .floor = {floor}, .dissimilarity = kind, .standardize = raw});
  };
  // spdep 1.2-7, skater with 4 cuts of the raw data.
  const contiguous_regions spdep = run(region_dissimilarity::euclidean, 5, 0.0);
  EXPECT_NEAR(spdep.total, 11'689'167'023.1875, 1e-3);
  EXPECT_NEAR(spdep.within, 4'123'491'245, 1);
  // spopt, test_skater_defaults: Manhattan distances from the means.
  const contiguous_regions spopt = run(region_dissimilarity::manhattan, 5, 0.0);
  EXPECT_NEAR(spopt.within, 4'394'804'585, 1);
  EXPECT_EQ(sizes_of(spopt), (std::vector<long>{1, 1, 3, 6, 21}));
  // spopt, test_skater_defaults_non_defaults: ten regions of three are not to be had from this tree, nine are.
  const contiguous_regions floored = run(region_dissimilarity::manhattan, 10, 3.0);
  EXPECT_EQ(floored.status, region_status::not_found);
  EXPECT_EQ(sizes_of(floored), (std::vector<long>{3, 3, 3, 3, 3, 3, 4, 5, 5}));
}

TEST(Skater, CutsTheBestEdgeOfAllAgainAndAgain) {
  for (std::uint64_t item = 0; item < 400; ++item) {
    random_stream random(1, "skater", item);
    kit::region_case c = kit::random_map(random, 12);
    for (double& x : c.attributes.values) x += random.uniform();  // no two edges equally long
    const std::size_t clusters = 1 + random.below(c.units());
    for (const auto kind :
         {region_dissimilarity::squared_euclidean, region_dissimilarity::euclidean, region_dissimilarity::manhattan}) {
      const contiguous_regions found =
          skater(c.graph(), c.attributes, {.clusters = clusters, .floor = c.floor, .dissimilarity = kind});
      if (found.status == region_status::infeasible) continue;
      EXPECT_EQ(found.partition.label, skater_by_hand(c, clusters, kind)) << item;
    }
  }
}

TEST(Skater, WalksDeepTreesWithoutRecursion) {
  constexpr std::size_t n = 300'000;
  unit_attributes steps{1, {}};
  for (std::size_t u = 0; u < n; ++u) steps.values.push_back(u < n / 4 ? 0.0 : u < n / 2 ? 5.0 : 9.0);
  const contiguous_regions found = skater(kit::undirected(kit::path(n)), steps, {.clusters = 3});
  EXPECT_NEAR(found.within, 0.0, 1e-9);
  EXPECT_EQ(found.partition.label[n / 4], 1u);
  EXPECT_EQ(found.partition.label[n / 2 - 1], 1u);
  EXPECT_EQ(found.partition.label[n / 2], 2u);
}

}  // namespace
