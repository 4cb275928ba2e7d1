// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/max_p_regions.hpp>
#include <coopgraph/clustering/verify_regions.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/regions_kit.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace coopgraph;
using kit::labels;

kit::region_case grid_of(std::size_t side) {
  random_stream random(1, "max-p grid", side);
  kit::region_case c;
  c.list.vertices = side * side;
  for (std::size_t r = 0; r < side; ++r)
    for (std::size_t k = 0; k < side; ++k) {
      const auto u = static_cast<vertex_id>(r * side + k);
      if (k + 1 < side) c.list.edges.push_back({u, u + 1});
      if (r + 1 < side) c.list.edges.push_back({u, static_cast<vertex_id>(u + side)});
      c.attributes.values.push_back(random.uniform());
      c.floor.amounts.push_back(static_cast<double>(1 + random.below(9)));
    }
  c.floor.least = 50;
  return c;
}

TEST(MaxPRegions, DividesAChainByHand) {
  // Floors of 3 on 1 2 3 1 1 1: three regions, in one way only.
  const region_floor floor{3, {1, 2, 3, 1, 1, 1}};
  const contiguous_regions found = max_p_regions(kit::undirected(kit::path(6)), {1, {1, 2, 3, 4, 5, 6}}, {.floor = floor});
  EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 2, 2, 2}));
  EXPECT_EQ(found.bound, 3u);
}

TEST(MaxPRegions, WithoutAFloorEachUnitIsARegion) {
  const contiguous_regions found = max_p_regions(kit::undirected(kit::path(4)), {1, {1, 2, 3, 4}}, {});
  EXPECT_EQ(found.partition.clusters, 4u);
  EXPECT_EQ(found.within, 0.0);
  EXPECT_EQ(found.bound, 4u);
}

TEST(MaxPRegions, FindsAsManyRegionsOfMexicoAsSpoptThatAreMoreAlike) {
  const auto mexico = kit::read_mexico();
  if (!mexico) GTEST_SKIP() << "needs $COOPGRAPH_DATA/mexico_libpysal";
  const undirected_graph borders = kit::undirected(mexico->borders);
  const contiguous_regions found = max_p_regions(borders, mexico->income, {.floor = {4}, .standardize = standardization::none});
  // spopt, test_maxp (count >= 4, top_n 2, seed 123456): 8 regions, 8,952,675,841. It makes the Manhattan distances of pairs
  // small.
  EXPECT_EQ(found.partition.clusters, 8u);
  EXPECT_EQ(found.bound, 8u);
  EXPECT_LT(found.within, 8'952'675'841.0);
  EXPECT_TRUE(check_regions(borders, mexico->income, found, {.floor = {4}, .standardize = standardization::none}).empty());
}

TEST(MaxPRegions, ReachesTheBoundOfGrids) {
  for (const std::size_t side : {8u, 12u, 16u}) {
    const kit::region_case c = grid_of(side);
    const contiguous_regions found = max_p_regions(c.graph(), c.attributes, {.floor = c.floor, .starts = 4});
    EXPECT_GE(found.partition.clusters + 1, found.bound) << side;
    EXPECT_TRUE(check_regions(c.graph(), c.attributes, found, {.floor = c.floor}).empty());
  }
}

TEST(MaxPRegions, LooksAtAboutAsManyMovesAsThereAreUnits) {
  std::vector<double> moves;
  for (const std::size_t side : {20u, 40u, 80u}) {
    kit::region_case c = grid_of(side);
    c.floor = {10};
    const contiguous_regions found = max_p_regions(c.graph(), c.attributes, {.floor = c.floor, .starts = 1});
    moves.push_back(static_cast<double>(found.examined));
  }
  // An exponent over 16 times as many units.
  EXPECT_LT(std::log(moves[2] / moves[0]) / std::log(16.0), 1.2);
}

TEST(MaxPRegions, RefusesNoStartsAndNoPatience) {
  const undirected_graph chain = kit::undirected(kit::path(3));
  const unit_attributes a{1, {1, 2, 3}};
  EXPECT_TRUE(kit::refuses<option_error>([&] { return max_p_regions(chain, a, {.starts = 0}); }, "starts", "0", "1 or more"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return max_p_regions(chain, a, {.tabu_patience = 0}); }, "tabu_patience", "0",
                                         "1 or more"));
}

}  // namespace
