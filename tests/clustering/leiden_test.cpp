// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/leiden.hpp>

#include "support/graphs.hpp"

#include <gtest/gtest.h>

namespace {

using namespace coopgraph;

TEST(Leiden, FindsTheTwoTrianglesBesideTheirBridge) {
  const auto found = leiden(kit::undirected(kit::two_triangles_and_a_bridge()));
  EXPECT_EQ(found.partition.label, (std::vector<std::uint32_t>{0, 0, 0, 1, 1, 1}));
  EXPECT_NEAR(found.quality, 5.0 / 14.0, 1e-15);
}

TEST(Leiden, FindsTheFourCirclesOfTheKarateClub) {
  const auto found = leiden(kit::undirected(kit::karate_club()), {.runs = 5});
  EXPECT_NEAR(found.quality, 0.4197896120973, 1e-13);
  EXPECT_EQ(found.partition.clusters, 4u);
}

TEST(Leiden, WeighsArcsOfADirectedGraphAsLeichtAndNewmanDo) {
  const directed_graph graph(6, {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}});
  EXPECT_NEAR(leiden(graph).quality, 18.0 / 49.0, 1e-15);
}

TEST(Leiden, ReachesThePublishedQualityOfThePottsModelOnTheKarateClub) {
  const auto graph = kit::undirected(kit::karate_club());
  EXPECT_NEAR(2 * leiden(graph, {.objective = leiden_objective::cpm, .resolution = 0.06, .runs = 5}).quality, 103.36, 1e-10);
  EXPECT_NEAR(2 * leiden(graph, {.objective = leiden_objective::cpm, .resolution = 0.1, .runs = 5}).quality, 86.2, 1e-10);
}

}  // namespace
