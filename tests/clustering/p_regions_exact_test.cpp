// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/p_regions_exact.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/clustering_kit.hpp"
#include "clustering/regions_kit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace {

using namespace coopgraph;
using kit::labels;

// By number of regions, the least sum of squares over all partitions of the units that follow the rules.
std::vector<double> least_by_enumeration(const kit::region_case& c) {
  const kit::region_rules rules(c);
  const std::vector<double> z = kit::z_scores(c.attributes);
  std::vector<double> least(c.units() + 1, std::numeric_limits<double>::infinity());
  kit::each_partition(c.units(), [&](const labels& label) {
    const std::uint32_t regions = *std::max_element(label.begin(), label.end()) + 1;
    if (rules.hold(label, regions)) least[regions] = std::min(least[regions], kit::sum_within(z, c.attributes.columns, label));
  });
  return least;
}

TEST(PRegionsExact, FindsTheBestOfAllPartitionsForEachNumberOfRegions) {
  for (std::uint64_t item = 0; item < 150; ++item) {
    random_stream random(1, "exact", item);
    const kit::region_case c = kit::random_map(random, 8);
    const std::vector<double> least = least_by_enumeration(c);
    for (std::size_t k = 1; k <= c.units(); ++k) {
      const contiguous_regions found = p_regions_exact(c.graph(), c.attributes, {.clusters = k, .floor = c.floor});
      const bool exists = least[k] < std::numeric_limits<double>::infinity();
      EXPECT_EQ(found.status, exists ? region_status::found : region_status::infeasible) << item << " " << k;
      EXPECT_EQ(found.optimal, exists);
      EXPECT_EQ(found.why.empty(), exists);
      if (!exists) continue;
      EXPECT_EQ(found.partition.clusters, k);
      EXPECT_NEAR(found.within, least[k], 1e-9) << item << " " << k;
    }
  }
}

TEST(PRegionsExact, WithoutANumberFindsAsManyRegionsAsThereCanBe) {
  for (std::uint64_t item = 0; item < 150; ++item) {
    random_stream random(2, "exact max-p", item);
    const kit::region_case c = kit::random_map(random, 8);
    const std::vector<double> least = least_by_enumeration(c);
    std::size_t most = 0;
    for (std::size_t k = 1; k <= c.units(); ++k)
      if (least[k] < std::numeric_limits<double>::infinity()) most = k;
    const contiguous_regions found = p_regions_exact(c.graph(), c.attributes, {.floor = c.floor});
    ASSERT_EQ(found.status == region_status::found, most > 0) << item;
    if (most == 0) continue;
    EXPECT_EQ(found.partition.clusters, most);
    EXPECT_EQ(found.bound, most);
    EXPECT_NEAR(found.within, least[most], 1e-9);
  }
}

TEST(PRegionsExact, SolvesTheLatticeOfSpdepWithoutItsCorners) {
  // The 4 x 4 lattice on which spdep's skater reaches 1.071, less two units of its first row: what is left divides as before.
  kit::edge_list list{direction::undirected, 14, {}};
  for (vertex_id u = 0; u < 16; ++u)
    for (const vertex_id v : {u + 1, u + 4}) {
      if (v >= 16 || (v == u + 1 && u % 4 == 3) || u < 2) continue;
      list.edges.push_back({u - 2, v - 2});
    }
  const unit_attributes z{1, {9, 9.2, 1.2, 1.1, 8.8, 9.9, 1.3, 5, 5.1, 9.5, 4.8, 5.2, 5.3, 4.9}};
  const contiguous_regions found =
      p_regions_exact(kit::undirected(list), z, {.clusters = 3, .standardize = standardization::none});
  EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1, 0, 0, 1, 2, 2, 0, 2, 2, 2, 2}));
}

TEST(PRegionsExact, RefusesMoreThanFourteenUnits) {
  unit_attributes a{1, std::vector<double>(15, 0.0)};
  a.values[3] = 1.0;
  EXPECT_THROW((void)p_regions_exact(kit::undirected(kit::path(15)), a, {.clusters = 2}), limit_error);
  a.values.pop_back();
  EXPECT_EQ(p_regions_exact(kit::undirected(kit::path(14)), a, {.clusters = 3}).within, 0.0);
}

}  // namespace
