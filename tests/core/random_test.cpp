// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/random.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <vector>

namespace {

using coopgraph::random_stream;

// The numbers come from a separate implementation of splitmix64 and xoshiro256** in Python's unbounded integers.
TEST(random_stream, gives_the_numbers_of_xoshiro256_starstar_filled_by_splitmix64) {
  struct expected {
    random_stream stream;
    std::array<std::uint64_t, 4> first;
    std::uint64_t thousandth;
  };
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  expected cases[] = {
      {random_stream(0),
       {0xfb5405f7bd79c540U, 0x780c98e26cea5883U, 0x2a146e0980febc66U, 0x4851477db8791fcaU},
       0xb45488f563280343U},
      {random_stream(42, "test", 7),
       {0xec16c39a7c87d127U, 0x32c078c7b946a047U, 0xa5baab7b03ebf42aU, 0x1100547186ba6be1U},
       0x415f8a420e768134U},
      {random_stream(most, "lfr", most),
       {0x5fdcb92ad1332552U, 0x96555d9d4744259dU, 0x9f55a6611beead7cU, 0x312c60f83b41def0U},
       0x05f1ab0810878d3dU},
  };
  for (expected& c : cases) {
    for (const std::uint64_t word : c.first) EXPECT_EQ(c.stream.bits(), word);
    for (int i = 4; i < 999; ++i) c.stream.bits();
    EXPECT_EQ(c.stream.bits(), c.thousandth);
  }
}

// From the same Python program.
TEST(random_stream, maps_bits_to_doubles_and_to_bounded_numbers_as_defined) {
  random_stream doubles(42, "test", 7);
  EXPECT_EQ(doubles.uniform(), 0x1.d82d8734f90fap-1);
  EXPECT_EQ(doubles.uniform(), 0x1.9603c63dca350p-3);
  random_stream digits(42, "test", 7);
  for (const std::uint64_t digit : {9U, 1U, 6U, 0U, 1U, 3U, 0U, 4U, 8U, 6U}) EXPECT_EQ(digits.below(10), digit);
}

TEST(random_stream, differs_by_seed_purpose_and_item) {
  const auto first = [](random_stream s) { return s.bits(); };
  const std::vector<std::uint64_t> words = {first(random_stream(1, "a", 2)),  first(random_stream(2, "a", 1)),
                                            first(random_stream(1, "b", 2)),  first(random_stream(1, "a", 3)),
                                            first(random_stream(1, "aa", 2)), first(random_stream(1, "", 2))};
  for (std::size_t i = 0; i < words.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(words[i], words[j]);
}

TEST(random_stream, draws_numbers_below_a_bound_alike) {
  // Quantiles of chi-square at 99.99 % for bound - 1 degrees of freedom.
  const std::map<std::uint64_t, double> quantile = {{2, 15.1}, {3, 18.4}, {5, 23.5}, {6, 25.7}, {7, 27.9}, {10, 33.7}};
  for (const auto& [bound, limit] : quantile) {
    random_stream random(bound, "below");
    const double expected = 10'000.0;
    std::vector<double> count(bound, 0.0);
    for (std::uint64_t i = 0; i < bound * 10'000; ++i) count.at(random.below(bound)) += 1.0;
    double chi_square = 0.0;
    for (const double c : count) chi_square += (c - expected) * (c - expected) / expected;
    EXPECT_LT(chi_square, limit) << bound;
  }
}

TEST(random_stream, rejects_what_would_favour_small_numbers_under_a_huge_bound) {
  // Below 3 * 2^62 a plain multiplication would hit every third number twice as often; thirds must be alike.
  const std::uint64_t bound = 3ULL << 62;
  random_stream random(1, "huge");
  std::array<double, 3> residue{};
  for (int i = 0; i < 30'000; ++i) {
    const std::uint64_t drawn = random.below(bound);
    ASSERT_LT(drawn, bound);
    residue[drawn % 3] += 1.0;
  }
  for (const double count : residue) EXPECT_NEAR(count, 10'000.0, 410.0);  // 5 standard deviations
  EXPECT_EQ(random.below(1), 0U);
}

TEST(random_stream, draws_doubles_evenly_from_0_up_to_but_not_1) {
  random_stream random(3);
  std::array<int, 10> tenth{};
  for (int i = 0; i < 100'000; ++i) {
    const double x = random.uniform();
    ASSERT_GE(x, 0.0);
    ASSERT_LT(x, 1.0);
    ++tenth[static_cast<std::size_t>(x * 10.0)];
  }
  for (const int count : tenth) EXPECT_NEAR(count, 10'000, 475);  // 5 standard deviations
}

TEST(shuffle, gives_each_order_of_four_alike) {
  std::map<std::vector<int>, double> seen;
  random_stream random(9, "shuffle");
  for (int i = 0; i < 24'000; ++i) {
    std::vector<int> items = {1, 2, 3, 4};
    coopgraph::shuffle(std::span(items), random);
    seen[items] += 1.0;
  }
  ASSERT_EQ(seen.size(), 24U);
  double chi_square = 0.0;
  for (const auto& [order, count] : seen) chi_square += (count - 1000.0) * (count - 1000.0) / 1000.0;
  EXPECT_LT(chi_square, 59.0);  // 23 degrees of freedom, 99.99 %
}

}  // namespace
