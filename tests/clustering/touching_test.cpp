// SPDX-License-Identifier: BSL-1.0
// What searches for contiguous regions ask of the map, against the definitions on sets.
#include "clustering/touching.hpp"

#include "clustering/planar_kit.hpp"

#include <coopgraph/core/partition.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <vector>

namespace {

using namespace coopgraph;
using namespace coopgraph::detail;

touching touching_of(const kit::edge_list& map, const std::vector<vertex_id>& order) {
  std::vector<vertex_id> place(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<vertex_id>(i);
  return touching_in(kit::undirected(map).view(), order, place);
}

std::vector<vertex_id> same_order(std::size_t n) {
  std::vector<vertex_id> order(n);
  std::iota(order.begin(), order.end(), vertex_id{0});
  return order;
}

std::set<vertex_id> as_set(std::span<const vertex_id> row) { return {row.begin(), row.end()}; }

TEST(Touching, RowsHoldEachNeighbourOnceAndNoLoops) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(41, "touching", round);
    const std::size_t n = random.below(12);
    const auto map = kit::random_planar_map(random, n);
    const auto order = kit::random_order(random, n);
    const auto rows = touching_of(map, order);
    std::vector<std::set<vertex_id>> expected(n);
    std::vector<vertex_id> place(n);
    for (std::size_t i = 0; i < n; ++i) place[order[i]] = static_cast<vertex_id>(i);
    for (const auto& [u, v] : map.edges)
      if (u != v) {
        expected[place[u]].insert(place[v]);
        expected[place[v]].insert(place[u]);
      }
    ASSERT_EQ(rows.vertices(), n);
    for (vertex_id v = 0; v < n; ++v) {
      ASSERT_EQ(as_set(rows.of(v)), expected[v]);
      ASSERT_EQ(rows.of(v).size(), expected[v].size());
    }
  }
}

TEST(Touching, PartsTouchIfMembersDo) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(42, "touching parts", round);
    const std::size_t n = 1 + random.below(12);
    const auto map = kit::random_planar_map(random, n);
    std::vector<std::uint32_t> drawn(n);
    for (std::uint32_t& l : drawn) l = static_cast<std::uint32_t>(random.below(4));
    const partition p = make_partition(drawn);
    const auto rows = aggregated(touching_of(map, same_order(n)), p.label, p.clusters);
    std::vector<std::set<vertex_id>> expected(p.clusters);
    for (const auto& [u, v] : map.edges)
      if (p.label[u] != p.label[v]) {
        expected[p.label[u]].insert(p.label[v]);
        expected[p.label[v]].insert(p.label[u]);
      }
    for (vertex_id c = 0; c < p.clusters; ++c) {
      ASSERT_EQ(as_set(rows.of(c)), expected[c]);
      ASSERT_EQ(rows.of(c).size(), expected[c].size());
    }
  }
}

TEST(Touching, ComponentsAreNumberedByTheirFirstUnits) {
  const auto map = kit::beside(kit::path(3), kit::beside(kit::path(1), kit::cycle(4)));
  std::vector<vertex_id> component;
  EXPECT_EQ(components_of(touching_of(map, same_order(8)), component), 3U);
  EXPECT_EQ(component, (std::vector<vertex_id>{0, 0, 0, 1, 2, 2, 2, 2}));
}

TEST(Touching, WhetherARegionStaysConnectedIsToldAsSetsTellIt) {
  int cuts = 0;
  int holds = 0;
  for (std::uint64_t round = 0; round < 3000; ++round) {
    random_stream random(43, "touching cuts", round);
    const std::size_t n = 2 + random.below(12);
    const auto map = kit::random_planar_map(random, n);
    const auto rows = touching_of(map, same_order(n));
    const kit::map_of_sets sets(map);
    std::vector<vertex_id> label(n);
    for (vertex_id& l : label) l = random.below(4) == 0 ? 1 : 0;
    cut_test test(n);
    for (vertex_id v = 0; v < n; ++v) {
      kit::unit_set region = 0;
      for (std::size_t u = 0; u < n; ++u)
        if (label[u] == label[v]) region |= kit::unit_set{1} << u;
      if (!sets.is_connected(region)) continue;
      const bool expected = sets.is_connected(region & ~(kit::unit_set{1} << v));
      ASSERT_EQ(test.stays_connected_without(rows, label, v), expected) << "round " << round << ", unit " << v;
      expected ? ++holds : ++cuts;
    }
  }
  EXPECT_GT(cuts, 1000);
  EXPECT_GT(holds, 1000);
}

}  // namespace
