// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/ward_spatial.hpp>

#include "clustering/regions_kit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

namespace {

using namespace coopgraph;
using kit::labels;

// The heights, by trying all pairs of neighbouring groups and summing up from nothing what their union costs.
std::vector<double> heights_by_hand(const kit::region_case& c) {
  const std::vector<double> z = kit::z_scores(c.attributes);
  const std::size_t p = c.attributes.columns;
  labels label(c.units());
  for (std::size_t u = 0; u < label.size(); ++u) label[u] = static_cast<std::uint32_t>(u);
  std::vector<double> heights;
  for (;;) {
    const double before = kit::sum_within(z, p, label);
    double least = -1.0;
    labels best;
    for (const auto& [u, v] : c.list.edges) {
      if (label[u] == label[v]) continue;
      labels joined = label;
      std::replace(joined.begin(), joined.end(), label[u], label[v]);
      const double rise = kit::sum_within(z, p, joined) - before;
      if (least >= 0.0 && rise >= least) continue;
      least = rise;
      best = joined;
    }
    if (best.empty()) return heights;
    heights.push_back(std::sqrt(2.0 * least));
    label = best;
  }
}

TEST(WardSpatial, MergesThreeUnitsInARowByHand) {
  // 0 and 1 at 0 and 1, 2 at 5: first 1/2 of squares, then 2/3 of (5 - 0.5)^2.
  const ward_spatial_result found =
      ward_spatial(kit::undirected(kit::path(3)), {1, {0, 1, 5}}, {.clusters = 2, .standardize = standardization::none});
  ASSERT_EQ(found.tree.merges.size(), 2u);
  EXPECT_EQ(found.tree.merges[0], (dendrogram_merge{0, 1, 1.0, 2}));
  EXPECT_EQ(found.tree.merges[1].first, 2u);
  EXPECT_EQ(found.tree.merges[1].second, 3u);
  EXPECT_NEAR(found.tree.merges[1].height, std::sqrt(27.0), 1e-14);
  EXPECT_EQ(found.regions.partition.label, (labels{0, 0, 1}));
  EXPECT_NEAR(found.regions.within, 0.5, 1e-15);
  EXPECT_NEAR(found.regions.between, 13.5, 1e-14);
  EXPECT_NEAR(found.regions.total, 14.0, 1e-14);
}

TEST(WardSpatial, NeverJoinsWhatIsAlikeButApart) {
  const ward_spatial_result found = ward_spatial(kit::undirected(kit::path(4)), {1, {0, 9, 0, 9}}, {.clusters = 3});
  EXPECT_EQ(found.regions.partition.label, (labels{0, 0, 1, 2}));
}

TEST(WardSpatial, FindsTheRegionsOfMexicoThatSpoptFinds) {
  const auto mexico = kit::read_mexico();
  if (!mexico) GTEST_SKIP() << "needs $COOPGRAPH_DATA/mexico_libpysal";
  const ward_spatial_result found =
      ward_spatial(kit::undirected(mexico->borders), mexico->income, {.clusters = 5, .standardize = standardization::none});
  // spopt, test_ward (scikit-learn's AgglomerativeClustering with connectivity).
  EXPECT_NEAR(found.regions.within, 3'520'764'950, 1);
  std::vector<long> sizes(5, 0);
  for (const std::uint32_t r : found.regions.partition.label) ++sizes[r];
  std::sort(sizes.begin(), sizes.end());
  EXPECT_EQ(sizes, (std::vector<long>{1, 1, 2, 7, 21}));
}

TEST(WardSpatial, TakesTheCheapestUnionOfAllNeighboursEachTime) {
  for (std::uint64_t item = 0; item < 300; ++item) {
    random_stream random(2, "ward", item);
    kit::region_case c = kit::random_map(random, 12);
    for (double& x : c.attributes.values) x += random.uniform();
    const ward_spatial_result found = ward_spatial(c.graph(), c.attributes, {.clusters = c.units()});
    const std::vector<double> expected = heights_by_hand(c);
    ASSERT_EQ(found.tree.merges.size(), expected.size()) << item;
    for (std::size_t i = 0; i < expected.size(); ++i)
      EXPECT_NEAR(found.tree.merges[i].height, expected[i], 1e-6) << item << " " << i;
    EXPECT_NO_THROW(check_dendrogram(found.tree));
  }
}

TEST(WardSpatial, MayMergeLowerThanBefore) {
  // The ends, at 0, are kept apart by 2; once it has joined one, the other is nearer to both than 2 was.
  const ward_spatial_result found = ward_spatial(kit::undirected(kit::path(3)), {2, {0, 0, 10, 0, 0, 3}},
                                                 {.clusters = 1, .standardize = standardization::none});
  EXPECT_EQ(found.regions.partition.clusters, 1u);
  EXPECT_FALSE(found.tree.is_monotone());
}

TEST(WardSpatial, TreeIsCompleteEvenIfThereAreNoSoFewRegions) {
  const auto apart = kit::beside(kit::path(3), kit::path(2));
  const ward_spatial_result found = ward_spatial(kit::undirected(apart), {1, {1, 2, 3, 4, 5}}, {.clusters = 1});
  EXPECT_EQ(found.regions.status, region_status::infeasible);
  EXPECT_EQ(found.regions.obstacle, region_obstacle::fewer_clusters_than_components);
  EXPECT_EQ(found.tree.trees(), 2u);
  EXPECT_EQ(cut_at_count(found.tree, 2).label, (labels{0, 0, 0, 1, 1}));
}

}  // namespace
