// SPDX-License-Identifier: BSL-1.0
// What all methods of contiguous regions promise alike of their answers.
#include <coopgraph/clustering/verify_regions.hpp>

#include "clustering/region_methods.hpp"
#include "clustering/regions_kit.hpp"
#include "support/rounds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using coopgraph::test::rounds;
using kit::all_methods;
using kit::exact;
using kit::labels;
using kit::with_exact;
using demand = kit::region_request;
using method = kit::region_method;

/// By the kit's own rules, which share no code with the library.
::testing::AssertionResult keeps_the_rules(const kit::region_case& c, const method& m, const demand& d,
                                           const contiguous_regions& found) {
  const labels& label = found.partition.label;
  if (label.size() != c.units()) return ::testing::AssertionFailure() << "labels are missing";
  kit::region_case asked = c;
  asked.floor = m.takes_floor && found.status != region_status::infeasible ? d.floor : region_floor{};
  kit::region_rules rules(asked);
  for (const auto& [island, neighbour] : found.attached) rules.tie(island, neighbour);
  if (!rules.hold(label, found.partition.clusters)) return ::testing::AssertionFailure() << "a region breaks the rules";
  for (const std::uint32_t r : label)
    if (r >= found.partition.clusters) return ::testing::AssertionFailure() << "a label is too large";
  if (m.takes_clusters && found.status == region_status::found && found.partition.clusters != d.clusters)
    return ::testing::AssertionFailure() << found.partition.clusters << " regions for " << d.clusters;
  return ::testing::AssertionSuccess();
}

TEST(ContiguousRegions, AreConnectedAndAtTheFloorOnManyRandomMaps) {
  const std::vector<method> methods = all_methods(2);
  for (std::uint64_t item = 0; item < rounds(5000); ++item) {
    random_stream random(11, "region rules", item);
    const kit::region_case c = kit::random_map(random, 20);
    const demand d{.clusters = 1 + random.below(c.units()),
                   .floor = c.floor,
                   .islands = random.below(4) == 0 ? island_policy::attach_to_nearest_by_attributes : island_policy::keep};
    const undirected_graph graph = c.graph();
    // Each map by a few of them.
    for (const std::size_t which : {random.below(methods.size()), std::uint64_t{9}, std::uint64_t{10}}) {
      const method& m = methods[which];
      const contiguous_regions found = m.run(graph, c.attributes, d);
      ASSERT_TRUE(keeps_the_rules(c, m, d, found)) << m.name << ", map " << item;
    }
  }
}

TEST(ContiguousRegions, PassTheirCheckerOnRandomMaps) {
  const std::vector<method> methods = with_exact(2);
  for (std::uint64_t item = 0; item < 300; ++item) {
    random_stream random(12, "region checks", item);
    kit::region_case c = kit::random_map(random, 12);
    for (double& x : c.attributes.values) x = x * 1e4 - 3e7;  // far from 0, for the sums
    demand d{.clusters = 1 + random.below(c.units()), .floor = c.floor};
    for (const auto how : {standardization::none, standardization::z, standardization::range})
      for (const method& m : methods) {
        d.standardize = how;
        const contiguous_regions found = m.run(c.graph(), c.attributes, d);
        const check_regions_options asked{
            .clusters = m.takes_clusters ? d.clusters : 0, .floor = m.takes_floor ? d.floor : region_floor{}, .standardize = how};
        const auto problems = check_regions(c.graph(), c.attributes, found, asked);
        EXPECT_TRUE(problems.empty()) << m.name << " " << item << ": " << problems.front();
      }
  }
}

TEST(ContiguousRegions, AreAsNearTheBestAsTheirCommentsSay) {
  const std::vector<method> methods = all_methods(20);
  std::map<std::string, std::pair<int, int>> equal;  // of how many, at least twice the units of a cluster
  for (std::uint64_t item = 0; item < 300; ++item) {
    random_stream random(13, "regions near exact", item);
    const kit::region_case c = kit::random_map(random, 12);
    const demand d{.clusters = 1 + random.below(std::max<std::size_t>(c.units() / 2, 1)), .floor = c.floor};
    for (std::size_t i = 0; i < methods.size(); ++i) {
      const method& m = methods[i];
      demand asked = d;
      if (!m.takes_clusters) asked.clusters = 0;
      if (!m.takes_floor) asked.floor = {};
      const contiguous_regions best = exact().run(c.graph(), c.attributes, asked);
      const contiguous_regions found = m.run(c.graph(), c.attributes, asked);
      auto& [hits, of] = equal[m.name + std::to_string(i)];
      ++of;
      if (best.status == region_status::infeasible) {
        EXPECT_NE(found.status, region_status::found) << m.name << " " << item;
        ++hits;
      } else if (found.status == region_status::found) {
        EXPECT_EQ(found.partition.clusters, best.partition.clusters) << m.name << " " << item;
        EXPECT_GE(found.within, best.within - 1e-9 * best.total) << m.name << " " << item;
        EXPECT_LE(found.within, best.within + m.bound * best.total) << m.name << " " << item;
        if (found.within <= best.within + 1e-9 * best.total) ++hits;
      } else {
        EXPECT_EQ(found.status, region_status::not_found);
      }
    }
  }
  for (const auto& [name, count] : equal) {
    const bool searches = name.starts_with("azp9") || name.starts_with("max_p");
    EXPECT_GE(count.first, count.second * (searches ? 0.95 : 0.5)) << name;
  }
}

// ---- outcomes ----

TEST(ContiguousRegions, InfeasibleOnesNameTheObstacle) {
  // 0 - 1 - 2   3 - 4
  const undirected_graph apart = kit::undirected(kit::beside(kit::path(3), kit::path(2)));
  const unit_attributes a{1, {1, 2, 3, 4, 5}};
  for (const method& m : with_exact(3)) {
    if (!m.takes_clusters) continue;
    const auto is = [&](const demand& d, region_obstacle obstacle, const std::string& why) {
      const contiguous_regions found = m.run(apart, a, d);
      EXPECT_EQ(found.status, region_status::infeasible) << m.name;
      EXPECT_EQ(found.obstacle, obstacle) << m.name;
      EXPECT_EQ(found.why, why) << m.name;
      EXPECT_EQ(found.partition.label, (labels{0, 0, 0, 1, 1})) << m.name;
      EXPECT_FALSE(found.optimal);
    };
    is({.clusters = 6}, region_obstacle::more_clusters_than_units, "6 clusters were asked for; there are 5 units");
    is({.clusters = 1}, region_obstacle::fewer_clusters_than_components,
       "1 cluster asked for; the units fall into 2 components, each of which is one at least");
    if (!m.takes_floor) continue;
    is({.clusters = 3, .floor = {3}}, region_obstacle::component_below_floor,
       "the component of the units 3, 4 does not reach the floor");
    is({.clusters = 3, .floor = {2}}, region_obstacle::floor_too_high,
       "3 clusters were asked for; the units' amounts are enough for 2 at most");
  }
}

TEST(ContiguousRegions, FloorThatAllUnitsTogetherMissIsTooHigh) {
  const undirected_graph chain = kit::undirected(kit::path(3));
  for (const method& m : with_exact(3)) {
    if (!m.takes_floor) continue;
    const contiguous_regions found = m.run(chain, {1, {1, 2, 3}}, {.clusters = 1, .floor = {6.1, {1, 2, 3}}});
    EXPECT_EQ(found.obstacle, region_obstacle::floor_too_high) << m.name;
    EXPECT_EQ(m.run(chain, {1, {1, 2, 3}}, {.clusters = 1, .floor = {6, {1, 2, 3}}}).status, region_status::found) << m.name;
  }
}

TEST(ContiguousRegions, WhatNoCutReachesIsNotFound) {
  // A star of ones with floors of two: its amounts are enough for two regions, its shape is not.
  const undirected_graph star = kit::undirected(kit::star(3));
  const unit_attributes a{1, {1, 2, 3, 4}};
  for (const method& m : with_exact(3)) {
    if (!m.takes_clusters || !m.takes_floor) continue;
    const contiguous_regions found = m.run(star, a, {.clusters = 2, .floor = {2}});
    const bool proves = m.name == "p_regions_exact";
    EXPECT_EQ(found.status, proves ? region_status::infeasible : region_status::not_found) << m.name;
    EXPECT_EQ(found.obstacle, proves ? region_obstacle::floor_too_high : region_obstacle::no_cut_keeps_floor) << m.name;
    EXPECT_FALSE(found.why.empty());
    EXPECT_EQ(found.partition.clusters, 1u) << m.name;
  }
  EXPECT_EQ(max_p_regions(star, a, {.floor = {2}}).partition.clusters, 1u);
}

TEST(ContiguousRegions, TenthsAddUpToAFloorOfTenths) {
  // 0.1 + 0.2 is 0.3 here; as doubles it is more, and 0.7 + 0.1 less than 0.8.
  const undirected_graph chain = kit::undirected(kit::path(4));
  for (const method& m : with_exact(3)) {
    if (!m.takes_floor) continue;
    const contiguous_regions found = m.run(chain, {1, {1, 1, 5, 5}}, {.clusters = 2, .floor = {0.8, {0.7, 0.1, 0.1, 0.7}}});
    EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1})) << m.name;
  }
}

TEST(ContiguousRegions, AmountsBeyondSixtyFourBitsKeepTheFloorAllTheSame) {
  const undirected_graph chain = kit::undirected(kit::path(4));
  for (const method& m : with_exact(3)) {
    if (!m.takes_floor) continue;
    const contiguous_regions found =
        m.run(chain, {1, {1, 1, 5, 5}}, {.clusters = 2, .floor = {1e200, {1e-200, 2e200, 1e-200, 2e200}}});
    EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1})) << m.name;
    const contiguous_regions none =
        m.run(chain, {1, {1, 1, 5, 5}}, {.clusters = 3, .floor = {1e200, {1e-200, 2e200, 1e-200, 2e200}}});
    EXPECT_LE(none.partition.clusters, 2u) << m.name;
  }
}

// ---- islands ----

TEST(ContiguousRegions, IslandsAreRegionsOfTheirOwnOfWhichNoFloorIsAsked) {
  // 0 - 1 - 2 - 3, and 4, which only has a loop.
  const undirected_graph map = kit::undirected({direction::undirected, 5, {{0, 1}, {1, 2}, {2, 3}, {4, 4}}});
  for (const method& m : with_exact(3)) {
    const contiguous_regions found = m.run(map, {1, {1, 1, 9, 9, 8}}, {.clusters = 3, .floor = {2}});
    EXPECT_EQ(found.status, region_status::found) << m.name;
    EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1, 2})) << m.name;
    EXPECT_EQ(found.islands, std::vector<vertex_id>{4}) << m.name;
  }
}

TEST(ContiguousRegions, IslandsAreAttachedToTheUnitMostLikeThemIfAsked) {
  const undirected_graph map = kit::undirected({direction::undirected, 6, {{0, 1}, {1, 2}, {2, 3}}});
  for (const method& m : with_exact(3)) {
    const contiguous_regions found = m.run(
        map, {1, {1, 1, 9, 9, 8, 0}}, {.clusters = 2, .floor = {3}, .islands = island_policy::attach_to_nearest_by_attributes});
    EXPECT_EQ(found.partition.label, (labels{0, 0, 1, 1, 1, 0})) << m.name;
    EXPECT_EQ(found.attached, (std::vector<attached_island>{{4, 2}, {5, 0}})) << m.name;
    EXPECT_TRUE(found.islands.empty()) << m.name;
  }
}

TEST(ContiguousRegions, IslandsAloneHaveNothingToBeAttachedTo) {
  const undirected_graph map = kit::undirected({direction::undirected, 3, {}});
  for (const method& m : with_exact(3)) {
    const contiguous_regions found =
        m.run(map, {1, {1, 2, 3}}, {.clusters = 3, .floor = {5}, .islands = island_policy::attach_to_nearest_by_attributes});
    EXPECT_EQ(found.partition.clusters, 3u) << m.name;
    EXPECT_EQ(found.islands, (std::vector<vertex_id>{0, 1, 2})) << m.name;
  }
}

}  // namespace
