// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/ranking.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace coopgraph;

TEST(rank, lists_the_largest_first_and_ties_share_the_best_place) {
  const ranking r = rank({{5.0, 9.0, 5.0, 1.0}, {}, score_equality::exact});
  EXPECT_EQ(r.rows, (std::vector<ranked>{{1, 1, 9.0, false}, {2, 0, 5.0, true}, {2, 2, 5.0, true}, {4, 3, 1.0, false}}));
  EXPECT_EQ(r.equality, score_equality::exact);
}

TEST(rank, skips_the_undefined_and_says_why) {
  const scores s{{0.0, 2.0, 0.0, 3.0}, {{0, "no path"}, {2, "no edges"}}, score_equality::exact};
  const ranking r = rank(s);
  EXPECT_EQ(r.rows, (std::vector<ranked>{{1, 3, 3.0, false}, {2, 1, 2.0, false}}));
  EXPECT_EQ(r.undefined, s.undefined);
}

TEST(rank, ties_scores_within_a_relative_1e_9_only_where_equality_is_relative) {
  const std::vector<double> values = {1e6, 1e6 * (1.0 - 0.9e-9), 1e6 * (1.0 - 1.2e-9)};
  const ranking relative = rank({values, {}, score_equality::relative});
  EXPECT_EQ(relative.rows[1].rank, 1U);
  EXPECT_EQ(relative.rows[2].rank, 3U);
  const ranking exact = rank({values, {}, score_equality::exact});
  EXPECT_EQ(exact.rows[1].rank, 2U);
  EXPECT_FALSE(exact.rows[0].tied);
}

TEST(rank, does_not_chain_ties) {
  // Each is within 1e-9 of its neighbour, but only the second within 1e-9 of the first.
  const ranking r = rank({{1.0, 1.0 - 0.8e-9, 1.0 - 1.6e-9, 1.0 - 2.4e-9}, {}, score_equality::relative});
  EXPECT_EQ(r.rows[0].rank, 1U);
  EXPECT_EQ(r.rows[1].rank, 1U);
  EXPECT_EQ(r.rows[2].rank, 3U);
  EXPECT_EQ(r.rows[3].rank, 3U);
}

TEST(rank, lists_tied_vertices_by_index_even_if_their_scores_differ_a_little) {
  const ranking r = rank({{1.0 - 0.5e-9, 1.0}, {}, score_equality::relative});
  EXPECT_EQ(r.rows[0].vertex, 0U);
  EXPECT_EQ(r.rows[1].vertex, 1U);
}

TEST(rank, measures_the_tolerance_of_negative_scores_by_their_magnitude) {
  const ranking r = rank({{-1.0, -1.0 - 0.5e-9, -1.0 - 3e-9}, {}, score_equality::relative});
  EXPECT_EQ(r.rows[1].rank, 1U);
  EXPECT_EQ(r.rows[2].rank, 3U);
}

TEST(rank, of_nothing_is_empty) { EXPECT_TRUE(rank({}).rows.empty()); }

TEST(top, names_the_best_and_those_tied_with_the_last_of_them) {
  const std::vector<std::string> names = {"Hà Nội", "Lào Cai", "Yên Bái", "Sơn La"};
  const scores s{{4.0, 2.0, 2.0, 1.0}, {}, score_equality::exact};
  EXPECT_EQ(top(names, s, 2), (std::vector<named_score>{{"Hà Nội", 4.0}, {"Lào Cai", 2.0}, {"Yên Bái", 2.0}}));
  EXPECT_EQ(top(names, s, 1).size(), 1U);
  EXPECT_TRUE(top(names, s, 0).empty());
  EXPECT_EQ(top(names, s, 99).size(), 4U);
}

TEST(top, refuses_names_that_are_not_one_per_score) {
  EXPECT_THROW((void)top(std::vector<std::string>{"a"}, {{1.0, 2.0}, {}, {}}, 1), input_error);
}

}  // namespace
