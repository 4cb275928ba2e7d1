// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/partition.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace {

using coopgraph::make_partition;
using labels = std::vector<std::uint32_t>;

TEST(make_partition, numbers_clusters_in_the_order_of_their_first_vertices) {
  const auto p = make_partition(labels{7, 3, 7, 4'000'000'000U, 3});
  EXPECT_EQ(p.label, (labels{0, 1, 0, 2, 1}));
  EXPECT_EQ(p.clusters, 3U);
}

TEST(make_partition, makes_equal_partitions_equal_values) {
  EXPECT_EQ(make_partition(labels{5, 5, 1}), make_partition(labels{0, 0, 9}));
  EXPECT_NE(make_partition(labels{5, 5, 1}), make_partition(labels{5, 1, 1}));
}

TEST(make_partition, of_no_vertices_has_no_clusters) {
  EXPECT_EQ(make_partition({}).clusters, 0U);
  EXPECT_TRUE(make_partition({}).label.empty());
}

}  // namespace
