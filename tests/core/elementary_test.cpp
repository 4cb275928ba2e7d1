// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace {

namespace own = coopgraph::elementary;
using coopgraph::input_error;
using coopgraph::random_stream;

constexpr double bound = 1e-15;
constexpr double smallest_normal = std::numeric_limits<double>::min();

// The error against the 64-bit mantissas of long double, relative to the true value.
double relative_error(double found, long double truth) {
  return static_cast<double>(std::fabs((static_cast<long double>(found) - truth) / truth));
}

// Any positive finite double, subnormal ones included: its bits are drawn.
double any_positive(random_stream& random) { return std::bit_cast<double>(1 + random.below(0x7fefffffffffffffU)); }

TEST(elementary, logarithms_are_within_1e_15_of_long_double_over_the_whole_range) {
  random_stream random(1, "logarithms");
  double worst = 0.0;
  for (int i = 0; i < 200'000; ++i) {
    const double x = any_positive(random);
    worst = std::max(worst, relative_error(own::log2(x), std::log2(static_cast<long double>(x))));
    worst = std::max(worst, relative_error(own::log(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LE(worst, bound);
}

TEST(elementary, logarithms_near_1_keep_their_relative_accuracy) {
  random_stream random(2, "logarithms");
  double worst = 0.0;
  for (int i = 0; i < 200'000; ++i) {
    const double distance = std::ldexp(random.uniform() - 0.5, -static_cast<int>(random.below(52)));
    const double x = 1.0 + distance;
    if (x == 1.0) continue;
    worst = std::max(worst, relative_error(own::log2(x), std::log2(static_cast<long double>(x))));
    worst = std::max(worst, relative_error(own::log(x), std::log(static_cast<long double>(x))));
  }
  EXPECT_LE(worst, bound);
}

TEST(elementary, exponentials_are_within_1e_15_of_long_double_where_the_result_is_normal) {
  random_stream random(3, "exponentials");
  double worst = 0.0;
  for (int i = 0; i < 200'000; ++i) {
    const double x = (random.uniform() * 2.0 - 1.0) * std::ldexp(1.0, -static_cast<int>(random.below(30)));
    const double a = x * 1022.0, b = x * 708.0;
    worst = std::max(worst, relative_error(own::exp2(a), std::exp2(static_cast<long double>(a))));
    worst = std::max(worst, relative_error(own::exp(b), std::exp(static_cast<long double>(b))));
  }
  EXPECT_LE(worst, bound);
}

TEST(elementary, powers_are_within_1e_15_of_long_double_even_with_large_exponents) {
  random_stream random(4, "powers");
  double worst = 0.0;
  int compared = 0;
  for (int i = 0; i < 300'000; ++i) {
    const double base = i % 2 == 0 ? any_positive(random) : 0.5 + random.uniform();
    // The exponent that leads to a result drawn evenly between 2^-1020 and 2^1020.
    const double exponent = (random.uniform() * 2.0 - 1.0) * 1020.0 / std::log2(base);
    if (!std::isfinite(exponent)) continue;
    const long double truth = std::pow(static_cast<long double>(base), static_cast<long double>(exponent));
    worst = std::max(worst, relative_error(own::pow(base, exponent), truth));
    ++compared;
  }
  EXPECT_GT(compared, 290'000);
  EXPECT_LE(worst, bound);
}

TEST(elementary, powers_of_two_are_exact_both_ways) {
  for (int n = -1074; n <= 1023; ++n) {
    const double power = std::ldexp(1.0, n);
    EXPECT_EQ(own::log2(power), n);
    EXPECT_EQ(own::exp2(n), power);
    EXPECT_EQ(own::pow(2.0, n), power);
  }
  EXPECT_EQ(own::log(1.0), 0.0);
  EXPECT_EQ(own::exp(0.0), 1.0);
}

TEST(elementary, results_below_the_normal_range_are_within_one_step_and_far_below_0) {
  for (double x = -1074.9; x < -1022.5; x += 0.37) {
    EXPECT_NEAR(own::exp2(x), std::exp2(x), 4.95e-324) << x;
    EXPECT_NEAR(own::pow(2.0, x), std::exp2(x), 4.95e-324) << x;
    EXPECT_NEAR(own::exp(x * 0.6934), std::exp(x * 0.6934), 4.95e-324) << x;
  }
  EXPECT_EQ(own::exp2(-1e300), 0.0);
  EXPECT_EQ(own::exp(-1e300), 0.0);
  EXPECT_EQ(own::pow(0.5, 1e300), 0.0);
  EXPECT_EQ(own::pow(1e300, -1e300), 0.0);
}

TEST(elementary, the_largest_results_are_finite_and_right) {
  EXPECT_LE(relative_error(own::exp(709.7827), std::exp(static_cast<long double>(709.7827))), bound);
  const double below = std::nextafter(1024.0, 0.0);
  EXPECT_LE(relative_error(own::exp2(below), std::exp2(static_cast<long double>(below))), bound);
  EXPECT_EQ(own::exp2(1023.0), std::ldexp(1.0, 1023));
  EXPECT_EQ(own::pow(std::numeric_limits<double>::max(), 0.0), 1.0);
}

TEST(elementary, powers_of_0_and_to_0_are_as_documented) {
  EXPECT_EQ(own::pow(0.0, 0.0), 1.0);
  EXPECT_EQ(own::pow(7.5, 0.0), 1.0);
  EXPECT_EQ(own::pow(0.0, 2.5), 0.0);
  EXPECT_EQ(own::pow(1.0, 1e300), 1.0);
  EXPECT_EQ(own::pow(1.0, -1e300), 1.0);
}

TEST(elementary, what_has_no_finite_value_is_refused) {
  const double inf = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double x : {0.0, -1.0, inf, -inf, nan}) {
    EXPECT_THROW((void)own::log2(x), input_error) << x;
    EXPECT_THROW((void)own::log(x), input_error) << x;
  }
  for (const double x : {1024.0, 1e308, inf, -inf, nan}) {
    EXPECT_THROW((void)own::exp2(x), input_error) << x;
    EXPECT_THROW((void)own::exp(x), input_error) << x;
  }
  EXPECT_THROW((void)own::exp(709.79), input_error);
  for (const double x : {-1.0, -smallest_normal, inf, -inf, nan}) EXPECT_THROW((void)own::pow(x, 2.0), input_error) << x;
  for (const double x : {inf, -inf, nan}) EXPECT_THROW((void)own::pow(2.0, x), input_error) << x;
  EXPECT_THROW((void)own::pow(0.0, -1.0), input_error);
  EXPECT_THROW((void)own::pow(10.0, 309.0), input_error);
  EXPECT_THROW((void)own::pow(2.0, 1024.0), input_error);
}

// The bits of a fold over many results. Made by this program; what is checked is that every compiler, optimisation level and
// machine finds the same.
TEST(elementary, the_bits_are_the_same_for_every_compiler_and_machine) {
  random_stream random(5, "bits");
  std::uint64_t digest = 0;
  const auto fold = [&](double x) { digest = (std::rotl(digest, 7) ^ std::bit_cast<std::uint64_t>(x)) * 0x9e3779b97f4a7c15U; };
  for (int i = 0; i < 20'000; ++i) {
    const double x = any_positive(random);
    const double y = (random.uniform() * 2.0 - 1.0) * 700.0;
    fold(own::log2(x));
    fold(own::log(x));
    fold(own::exp2(y));
    fold(own::exp(y));
    fold(own::pow(x, y * 1e-3));
  }
  EXPECT_EQ(digest, 0x7790d8658a7b6d2cU) << std::hex << digest;
}

}  // namespace
