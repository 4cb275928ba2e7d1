// SPDX-License-Identifier: BSL-1.0
#include "clustering/resampling.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace coopgraph;

constexpr int draws = 200000;

TEST(PoissonNumbers, FallOnEachNumberAsOftenAsTheyShould) {
  for (const double mean : {0.3, 4.0, 9.99, 10.0, 12.5, 40.0}) {
    random_stream random(1, "poisson test", static_cast<std::uint64_t>(mean * 100));
    std::vector<double> met(400, 0.0);
    for (int i = 0; i < draws; ++i) met.at(static_cast<std::size_t>(detail::poisson_number(random, mean))) += 1.0;
    // Chi-square over the numbers that are expected 20 times or more; its mean is the number of these, less 1.
    double chi_square = 0.0;
    double cells = 0.0;
    for (std::size_t k = 0; k < met.size(); ++k) {
      const double expected =
          draws * std::exp(static_cast<double>(k) * std::log(mean) - mean - std::lgamma(static_cast<double>(k) + 1.0));
      if (expected < 20.0) continue;
      chi_square += (met[k] - expected) * (met[k] - expected) / expected;
      cells += 1.0;
    }
    EXPECT_LT(chi_square, cells + 4.0 * std::sqrt(2.0 * cells)) << "mean " << mean;
  }
}

TEST(PoissonNumbers, HaveTheirMeanAsVarianceWhenLarge) {
  for (const double mean : {1e3, 1e6, 1e12}) {
    random_stream random(2, "poisson test", static_cast<std::uint64_t>(mean));
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < draws; ++i) {
      const double z = (static_cast<double>(detail::poisson_number(random, mean)) - mean) / std::sqrt(mean);
      sum += z;
      squares += z * z;
    }
    EXPECT_NEAR(sum / draws, 0.0, 0.009);  // four standard deviations
    EXPECT_NEAR(squares / draws, 1.0, 0.013);
  }
}

TEST(PoissonNumbers, OfTheMeanNothingAreNothing) {
  random_stream random(3);
  EXPECT_EQ(detail::poisson_number(random, 0.0), 0);
}

TEST(Multiplied, KeepsTheUnitOrSaysThatItCouldNot) {
  const auto half = detail::multiplied(edge_strengths::from({0.1, 0.4}), {3, 1}, 2);
  EXPECT_TRUE(half.is_exact());
  EXPECT_EQ(half[0], 0.15);
  EXPECT_EQ(half[1], 0.2);
  const auto large = detail::multiplied(edge_strengths::over(1, {std::int64_t{1} << 62, 1}), {3, 1}, 2);
  EXPECT_FALSE(large.is_exact());
  EXPECT_EQ(large.why_approximate(), "the strengths times how often they count do not fit into 64 bits");
  EXPECT_EQ(large[0], 0x1.8p62);
  EXPECT_EQ(large[1], 0.5);
  const auto rounded = detail::multiplied(edge_strengths::rounded({1e300, 2}, "a test"), {1, 0}, 4);
  EXPECT_EQ(rounded.why_approximate(), "a test");
  EXPECT_EQ(rounded[0], 2.5e299);
  EXPECT_EQ(rounded[1], 0.0);
}

}  // namespace
