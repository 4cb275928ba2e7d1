// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/rational.hpp>

#include <gtest/gtest.h>

#include <cstdint>

namespace {

using namespace coopgraph;

TEST(rational, is_in_lowest_terms_with_a_positive_denominator) {
  EXPECT_EQ(rational(6, -4), rational(-3, 2));
  EXPECT_EQ(rational(-6, -4).numerator(), 3);
  EXPECT_EQ(rational(-6, -4).denominator(), 2);
  EXPECT_EQ(rational(0, -7), rational(0));
  EXPECT_EQ(rational(0, -7).denominator(), 1);
  EXPECT_EQ(rational(2, 3).reciprocal(), rational(3, 2));
  EXPECT_EQ(rational(-2, 3).reciprocal(), rational(-3, 2));
}

TEST(rational, refuses_a_zero_denominator_and_the_number_without_a_negation) {
  EXPECT_THROW(rational(1, 0), input_error);
  EXPECT_THROW(rational(INT64_MIN), input_error);
  EXPECT_THROW(rational(1, INT64_MIN), input_error);
  EXPECT_THROW((void)rational(0).reciprocal(), input_error);
  EXPECT_NO_THROW(rational(INT64_MAX, -INT64_MAX));
}

TEST(rational, multiplies_exactly_or_not_at_all) {
  EXPECT_EQ(rational::product(rational(2, 3), rational(-9, 4)), rational(-3, 2));
  EXPECT_EQ(rational::product(rational(INT64_MAX, 3), rational(3, INT64_MAX)), rational(1));
  EXPECT_FALSE(rational::product(rational(INT64_MAX), rational(2)));
  EXPECT_FALSE(rational::product(rational(1, INT64_MAX), rational(1, 2)));
  EXPECT_FALSE(rational::product(rational(-(std::int64_t{1} << 62)), rational(2)));  // -2^63 fits 64 bits, but no rational
}

TEST(checked_arithmetic, gives_the_result_or_nothing) {
  EXPECT_EQ(checked_add(INT64_MAX - 1, 1), INT64_MAX);
  EXPECT_FALSE(checked_add(INT64_MAX, 1));
  EXPECT_FALSE(checked_add(INT64_MIN, -1));
  EXPECT_EQ(checked_multiply(std::int64_t{1} << 31, std::int64_t{1} << 31), std::int64_t{1} << 62);
  EXPECT_FALSE(checked_multiply(std::int64_t{1} << 32, std::int64_t{1} << 31));
  EXPECT_FALSE(checked_multiply(INT64_MIN, -1));
}

TEST(times, gives_the_double_that_is_written_so) {
  EXPECT_EQ(times(3, rational(1, 10)), 0.3);
  EXPECT_EQ(times(-7, rational(1, 100)), -0.07);
  EXPECT_EQ(times(0, rational(5)), 0.0);
  const int128 wide = static_cast<int128>(INT64_MAX) * INT64_MAX;
  EXPECT_DOUBLE_EQ(times(wide, rational(INT64_MAX)), 0x1p189);
}

}  // namespace
