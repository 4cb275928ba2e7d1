// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/flow_capacities.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Rows 0 and 1 make up edge 0, rows 2 and 3 edge 1, row 4 edge 2; rows 1 and 4 are unlimited.
const std::vector<edge_id> edge_of_row{0, 0, 1, 1, 2};
const flow_capacities rows = flow_capacities::from({1.5, std::nullopt, 0.1, 0.2, std::nullopt});

TEST(FlowCapacities, OfParallelRowsAddUpAndAreUnlimitedIfOneIs) {
  const flow_capacities sum = sum_by_edge(rows, edge_of_row, 3);
  EXPECT_THAT(sum.unlimited(), ElementsAre(0U, 2U));
  EXPECT_EQ(sum.size(), 3U);
  EXPECT_EQ(sum.limits()[1], 0.3) << "exactly";
}

TEST(FlowCapacities, TheLeastOfParallelRowsIsThatOfTheLimitedOnes) {
  const flow_capacities least = least_by_edge(rows, edge_of_row, 3);
  EXPECT_THAT(least.unlimited(), ElementsAre(2U)) << "row 1 has no limit, but row 0 of the same edge has";
  EXPECT_EQ(least.limits()[0], 1.5);
  EXPECT_EQ(least.limits()[1], 0.1);
}

TEST(FlowCapacities, KeepDroppedRowsOut) {
  const flow_capacities sum = sum_by_edge(flow_capacities::from({std::nullopt, 2.0}), std::vector<edge_id>{no_edge, 0}, 1);
  EXPECT_THAT(sum.unlimited(), IsEmpty());
  EXPECT_EQ(sum.limits()[0], 2.0);
}

TEST(FlowCapacities, RefuseRowsWithoutAnEdge) {
  EXPECT_THROW((void)sum_by_edge(rows, std::vector<edge_id>{0, 0}, 1), input_error);
  EXPECT_THROW((void)least_by_edge(rows, std::vector<edge_id>{0, 0, 1, 1, 3}, 3), input_error);
}

}  // namespace
}  // namespace coopgraph
