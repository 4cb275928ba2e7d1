// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

namespace {

using coopgraph::code_point_at;

using coopgraph::to_text;

TEST(to_text, writes_integers_in_full) {
  EXPECT_EQ(to_text(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
  EXPECT_EQ(to_text(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
  EXPECT_EQ(to_text(0), "0");
}

TEST(to_text, writes_doubles_in_their_shortest_form) {
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_EQ(to_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(to_text(3.0), "3");
  EXPECT_EQ(to_text(1e300), "1e+300");
}

TEST(to_text, writes_doubles_that_read_back_equal) {
  coopgraph::random_stream random(1, "text");
  for (int i = 0; i < 20'000; ++i) {
    const double x = std::bit_cast<double>(random.bits());
    if (!std::isfinite(x)) continue;
    ASSERT_EQ(std::strtod(to_text(x).c_str(), nullptr), x);
  }
}

TEST(code_points, are_decoded_at_the_edges_of_each_length) {
  EXPECT_EQ(code_point_at("\x7f", 0).value, 0x7fU);
  EXPECT_EQ(code_point_at("\u0080", 0).value, 0x80U);
  EXPECT_EQ(code_point_at("\u07ff", 0).value, 0x7ffU);
  EXPECT_EQ(code_point_at("\u0800", 0).value, 0x800U);
  EXPECT_EQ(code_point_at("\U0010ffff", 0).value, 0x10ffffU);
  EXPECT_EQ(code_point_at("\U00010000", 0).bytes, 4U);
}

TEST(code_points, that_are_not_well_formed_are_one_replacement_byte_each) {
  for (const std::string_view bad :
       {"\x80", "\xc0\x80", "\xc3", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
        "\xe1\x80"
        "a"}) {
    EXPECT_EQ(code_point_at(bad, 0).value, 0xfffdU) << testing::PrintToString(bad);
    EXPECT_EQ(code_point_at(bad, 0).bytes, 1U);
  }
}

TEST(code_points, tell_a_true_replacement_character_from_a_broken_byte) {
  EXPECT_TRUE(code_point_at("\uFFFD", 0).well_formed());
  EXPECT_TRUE(code_point_at("Đ", 0).well_formed());
  EXPECT_FALSE(code_point_at("\xff", 0).well_formed());
}

}  // namespace
