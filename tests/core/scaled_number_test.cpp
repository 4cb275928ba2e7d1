// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/scaled_number.hpp>

#include <gtest/gtest.h>

#include <cstdint>

namespace {

using namespace coopgraph;

TEST(ScaledNumber, IsEqualByValue) {
  EXPECT_EQ((scaled_number{2, {1, 2}}), (scaled_number{1, 1}));
  EXPECT_EQ((scaled_number{0, {1, 7}}), scaled_number{});
  EXPECT_NE((scaled_number{2, {1, 3}}), (scaled_number{1, 1}));
  EXPECT_NE((scaled_number{-1, 1}), (scaled_number{1, 1}));
  EXPECT_NE((scaled_number{INT64_MAX, INT64_MAX}), (scaled_number{INT64_MAX, INT64_MAX - 1}));
}

TEST(ScaledNumber, IsWrittenWithAllItsDigits) {
  EXPECT_EQ(to_text(scaled_number{3, {1, 10}}), "0.3");
  EXPECT_EQ(to_text(scaled_number{-25, {1, 1000}}), "-0.025");
  EXPECT_EQ(to_text(scaled_number{0, {1, 10}}), "0");
  EXPECT_EQ(to_text(scaled_number{INT64_MAX, 2}), "18446744073709551614");
  EXPECT_EQ(to_text(scaled_number{9'007'199'254'740'993, {1, 100}}), "90071992547409.93");
  EXPECT_EQ(to_text(scaled_number{1, {3, 8}}), "0.375");
}

TEST(ScaledNumber, ThatIsNoDecimalFractionIsWrittenAsAFraction) {
  EXPECT_TRUE(is_decimal(scaled_number{3, {1, 3}}));
  EXPECT_EQ(to_text(scaled_number{3, {1, 3}}), "1");
  EXPECT_FALSE(is_decimal(scaled_number{1, {1, 3}}));
  EXPECT_EQ(to_text(scaled_number{-4, {1, 6}}), "-2/3");
}

TEST(ScaledNumber, IsTheNearestDouble) { EXPECT_EQ(to_double(scaled_number{3, {1, 10}}), 0.3); }

}  // namespace
