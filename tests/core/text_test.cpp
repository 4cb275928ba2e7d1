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

}  // namespace
