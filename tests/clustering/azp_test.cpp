// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/azp.hpp>
#include <coopgraph/clustering/skater.hpp>
#include <coopgraph/clustering/ward_spatial.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/regions_kit.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::labels;

// A grid whose values are noise on four planted blocks.
kit::region_case blocks(std::size_t side, double noise, std::uint64_t item) {
  random_stream random(9, "blocks", item);
  kit::region_case c;
  c.list.vertices = side * side;
  for (std::size_t r = 0; r < side; ++r)
    for (std::size_t k = 0; k < side; ++k) {
      const auto u = static_cast<vertex_id>(r * side + k);
      if (k + 1 < side) c.list.edges.push_back({u, u + 1});
      if (r + 1 < side) c.list.edges.push_back({u, static_cast<vertex_id>(u + side)});
      const double block = (r < side / 2 ? 0.0 : 1.0) + (k < side / 2 ? 0.0 : 2.0);
      c.attributes.values.push_back(block + noise * (random.uniform() - 0.5));
    }
  return c;
}

TEST(Azp, FindsPlantedBlocks) {
  const kit::region_case c = blocks(12, 0.5, 0);
  for (const azp_method method : {azp_method::greedy, azp_method::tabu}) {
    const contiguous_regions found = azp(c.graph(), c.attributes, {.clusters = 4, .method = method});
    EXPECT_EQ(found.partition.clusters, 4u);
    for (std::size_t u = 0; u < c.units(); ++u)
      EXPECT_EQ(found.partition.label[u], (u / 12 < 6 ? 0u : 2u) + (u % 12 < 6 ? 0u : 1u)) << u;
  }
}

TEST(Azp, GreedyEndsWhereNoUnitCanBetterMove) {
  for (std::uint64_t item = 0; item < 200; ++item) {
    random_stream random(1, "azp greedy", item);
    const kit::region_case c = kit::random_map(random, 20);
    const std::size_t clusters = 1 + random.below(c.units());
    const contiguous_regions found =
        azp(c.graph(), c.attributes, {.clusters = clusters, .floor = c.floor, .method = azp_method::greedy, .starts = 2});
    if (found.status != region_status::found) continue;
    const kit::region_rules rules(c);
    const std::vector<double> z = kit::z_scores(c.attributes);
    for (const auto& [u, v] : c.list.edges)
      for (const auto& [unit, other] : {std::pair{u, v}, std::pair{v, u}}) {
        labels moved = found.partition.label;
        moved[unit] = moved[other];
        if (!rules.hold(moved, found.partition.clusters)) continue;
        EXPECT_GE(kit::sum_within(z, c.attributes.columns, moved), found.within - 1e-9 * found.total) << item;
      }
  }
}

TEST(Azp, IsNeverWorseThanWhatItStartsFrom) {
  for (std::uint64_t item = 0; item < 100; ++item) {
    random_stream random(2, "azp starts", item);
    kit::region_case c = kit::random_map(random, 20);
    c.floor = {};
    const std::size_t clusters = 1 + random.below(c.units());
    const contiguous_regions found = azp(c.graph(), c.attributes, {.clusters = clusters, .starts = 2});
    if (found.status != region_status::found) continue;
    const double slack = 1e-9 * found.total;
    EXPECT_LE(found.within, ward_spatial(c.graph(), c.attributes, {.clusters = clusters}).regions.within + slack);
    EXPECT_LE(found.within, skater(c.graph(), c.attributes, {.clusters = clusters}).within + slack);
  }
}

TEST(Azp, TabuLeavesWhereGreedyStays) {
  std::size_t better = 0;
  for (std::uint64_t item = 0; item < 20; ++item) {
    const kit::region_case c = blocks(8, 4.0, item);
    const auto run = [&](azp_method method) {
      return azp(c.graph(), c.attributes, {.clusters = 6, .method = method, .starts = 3}).within;
    };
    const double greedy = run(azp_method::greedy);
    const double tabu = run(azp_method::tabu);
    EXPECT_LE(tabu, greedy + 1e-9);
    if (tabu < greedy - 1e-9) ++better;
  }
  EXPECT_GE(better, 15u);
}

TEST(Azp, ResultTellsItsSeedStartsAndMoves) {
  const kit::region_case c = blocks(8, 4.0, 0);
  const auto run = [&](std::uint64_t seed) { return azp(c.graph(), c.attributes, {.clusters = 6, .starts = 4, .seed = seed}); };
  const contiguous_regions found = run(7);
  EXPECT_EQ(found.seed, 7u);
  EXPECT_EQ(found.starts, 4u);
  EXPECT_LT(found.best_start, 4u);
  EXPECT_GT(found.examined, 4u * 64u);
  EXPECT_EQ(run(7).partition, found.partition);
  EXPECT_EQ(run(7).examined, found.examined);
  EXPECT_NE(run(8).examined, found.examined);
}

TEST(Azp, RefusesNoStartsAndNoPatience) {
  const undirected_graph chain = kit::undirected(kit::path(3));
  const unit_attributes a{1, {1, 2, 3}};
  EXPECT_TRUE(
      kit::refuses<option_error>([&] { return azp(chain, a, {.clusters = 2, .starts = 0}); }, "starts", "0", "1 or more"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return azp(chain, a, {.clusters = 2, .tabu_patience = 0}); }, "tabu_patience", "0",
                                         "1 or more"));
}

}  // namespace
