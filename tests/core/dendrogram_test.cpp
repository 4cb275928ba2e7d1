// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/dendrogram.hpp>

#include "support/matchers.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <vector>

namespace {

using namespace coopgraph;
using labels = std::vector<std::uint32_t>;

// 0 and 2 at 1, 1 and 4 at 2, these two at 5; 3 stays alone, 5 and 6 at 3.
dendrogram two_trees_and_a_leaf() { return {7, {{0, 2, 1.0, 2}, {1, 4, 2.0, 2}, {5, 6, 3.0, 2}, {7, 8, 5.0, 4}}}; }

// As above, but the merge of all four is lower than one below it.
dendrogram with_an_inversion() { return {4, {{0, 1, 3.0, 2}, {2, 4, 2.0, 3}, {3, 5, 4.0, 4}}}; }

TEST(Dendrogram, IsCutToAnyNumberOfClustersFromItsTreesToItsLeaves) {
  const dendrogram d = two_trees_and_a_leaf();
  EXPECT_EQ(d.trees(), 3u);
  EXPECT_EQ(cut_at_count(d, 7).label, (labels{0, 1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(cut_at_count(d, 6).label, (labels{0, 1, 0, 2, 3, 4, 5}));
  EXPECT_EQ(cut_at_count(d, 5).label, (labels{0, 1, 0, 2, 1, 3, 4}));
  EXPECT_EQ(cut_at_count(d, 4).label, (labels{0, 1, 0, 2, 1, 3, 3}));
  EXPECT_EQ(cut_at_count(d, 3).label, (labels{0, 0, 0, 1, 0, 2, 2}));
  EXPECT_EQ(cut_at_count(d, 3).clusters, 3u);
}

TEST(Dendrogram, CutAtAHeightMergesWhatIsAtThatHeightOrBelow) {
  const dendrogram d = two_trees_and_a_leaf();
  EXPECT_EQ(cut_at_height(d, 0.5), cut_at_count(d, 7));
  EXPECT_EQ(cut_at_height(d, 1.0), cut_at_count(d, 6));
  EXPECT_EQ(cut_at_height(d, 3.0), cut_at_count(d, 4));
  EXPECT_EQ(cut_at_height(d, std::numeric_limits<double>::infinity()), cut_at_count(d, 3));
}

TEST(Dendrogram, MergeThatIsLowerThanOneBelowItWaitsForIt) {
  const dendrogram d = with_an_inversion();
  EXPECT_FALSE(d.is_monotone());
  EXPECT_TRUE(two_trees_and_a_leaf().is_monotone());
  EXPECT_EQ(cut_at_height(d, 2.0).clusters, 4u);
  EXPECT_EQ(cut_at_height(d, 3.0).label, (labels{0, 0, 0, 1}));
}

TEST(Dendrogram, WithoutLeavesHasNoClusters) {
  EXPECT_EQ(cut_at_count({}, 0).clusters, 0u);
  EXPECT_EQ(cut_at_height({}, 1.0).clusters, 0u);
  EXPECT_EQ(cut_at_count({1, {}}, 1).label, labels{0});
}

TEST(Dendrogram, CutsThatItDoesNotHaveAreRefused) {
  const dendrogram d = two_trees_and_a_leaf();
  EXPECT_TRUE(kit::refuses<input_error>([&] { (void)cut_at_count(d, 2); }, "clusters", "2", "3 to 7"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { (void)cut_at_count(d, 8); }, "clusters", "8", "3 to 7"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { (void)cut_at_height(d, std::numeric_limits<double>::quiet_NaN()); }, "height",
                                        "NaN", "a number"));
}

TEST(Dendrogram, ThatIsNotSoundIsRefusedByTheMerge) {
  const auto refused = [](const dendrogram& d, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<input_error>([&] { (void)cut_at_count(d, 1); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refused({2, {{0, 2, 1.0, 2}}}, "second of merge 0", "2", "a cluster before it"));
  EXPECT_TRUE(refused({2, {{1, 1, 1.0, 2}}}, "first of merge 0", "1", "below second, 1"));
  EXPECT_TRUE(refused({3, {{0, 1, 1.0, 2}, {1, 2, 1.0, 2}}}, "a cluster of merge 1", "1", "one that is in no other"));
  EXPECT_TRUE(refused({2, {{0, 1, std::numeric_limits<double>::infinity(), 2}}}, "height of merge 0", "inf", "a finite number"));
  EXPECT_TRUE(refused({3, {{0, 1, 1.0, 2}, {2, 3, 2.0, 2}}}, "size of merge 1", "2", "3"));
  EXPECT_TRUE(refused({1, {{0, 1, 1.0, 2}}}, "number of merges", "1", "below 1, that of leaves"));
}

}  // namespace
