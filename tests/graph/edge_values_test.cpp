// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <limits>
#include <numeric>

namespace coopgraph {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(EdgeValues, DecimalsAreExactOverOneUnit) {
  const auto lengths = edge_lengths::from({0.1, 0.2, 0.3});
  ASSERT_TRUE(lengths.is_exact());
  EXPECT_THAT(lengths.numerators(), ElementsAre(1, 2, 3));
  EXPECT_EQ(lengths.unit(), rational(1, 10));
  EXPECT_EQ(lengths[2], 0.3);
}

TEST(EdgeValues, AreKeptInLowestTermsSoThatEqualValuesAreEqual) {
  EXPECT_EQ(edge_costs::over(rational(1, 2), {2, 4, 0}), edge_costs::from({1, 2, 0}));
  EXPECT_EQ(edge_costs::uniform(3, 7), edge_costs::over(7, {1, 1, 1}));
  EXPECT_EQ(edge_costs::from({0.0, -0.0}), edge_costs::over(rational(1, 3), {0, 0}));
}

TEST(EdgeValues, SayWhyTheyAreRounded) {
  const auto wide = edge_lengths::from({1e-18, 1e15});
  EXPECT_FALSE(wide.is_exact());
  EXPECT_THAT(wide.why_approximate(), HasSubstr("64 bits"));
  EXPECT_EQ(wide[1], 1e15);
  EXPECT_THAT(wide.approximate(), ElementsAre(1e-18, 1e15));
  EXPECT_TRUE(edge_lengths::from({2e11, 2e11 + 1}).is_exact());
}

TEST(EdgeValues, RefuseWhatIsNoNumberAndNameTheEdge) {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
    try {
      (void)edge_strengths::from({1.0, bad});
      FAIL();
    } catch (const input_error& e) {
      EXPECT_EQ(e.parameter(), "value of edge 1");
      EXPECT_EQ(e.allowed(), "a finite number");
    }
    EXPECT_THROW((void)edge_strengths::rounded({bad}, "measured"), input_error);
  }
  EXPECT_THROW((void)edge_strengths::over(0, {1}), input_error);
  EXPECT_THROW((void)edge_strengths::over(-1, {1}), input_error);
  EXPECT_THROW((void)edge_strengths::rounded({1.0}, ""), input_error);
}

TEST(EdgeValues, ReciprocalsOfSmallWholeStrengthsAreExact) {
  const auto lengths = reciprocal_lengths(edge_strengths::from({1, 2, 3, 4, 5, 6, 7, 8, 9}));
  ASSERT_TRUE(lengths.is_exact());
  for (edge_id e = 0; e < 9; ++e)  // numerator * strength * unit = 1, in whole numbers
    EXPECT_EQ(lengths.numerators()[e] * static_cast<std::int64_t>(e + 1) * lengths.unit().numerator(),
              lengths.unit().denominator());
}

TEST(EdgeValues, ReciprocalsOfDecimalsAreExactToo) {
  // 1 / 0.5 = 2 and 1 / 0.25 = 4
  EXPECT_EQ(reciprocal_lengths(edge_strengths::from({0.5, 0.25})), edge_lengths::from({2, 4}));
}

TEST(EdgeValues, ReciprocalsWithoutACommonMultipleAreRoundedAndSaySo) {
  std::vector<std::int64_t> primes{1000003, 1000033, 1000037, 1000039};  // product near 1e24
  const auto lengths = reciprocal_lengths(edge_strengths::over(1, primes));
  EXPECT_FALSE(lengths.is_exact());
  EXPECT_THAT(lengths.why_approximate(), HasSubstr("common multiple"));
  EXPECT_EQ(lengths[0], 1.0 / 1000003);
}

TEST(EdgeValues, AStrengthOfZeroHasNoLength) {
  for (const double bad : {0.0, -2.0}) try {
      (void)reciprocal_lengths(edge_strengths::from({1, bad}));
      FAIL();
    } catch (const input_error& e) {
      EXPECT_EQ(e.parameter(), "strength of edge 1");
      EXPECT_EQ(e.allowed(), "above 0");
    }
}

TEST(EdgeValues, ComeFromThePropertyMapsOfBoostGraphs) {
  struct road {
    double length;
    std::uint64_t lorries;
  };
  boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, road> roads(3);
  add_edge(0, 1, road{0.5, 7}, roads);
  add_edge(1, 2, road{0.25, 9}, roads);
  EXPECT_EQ(lengths_from(roads, get(&road::length, roads)), edge_lengths::from({0.5, 0.25}));
  EXPECT_EQ(costs_from(roads, get(&road::length, roads)), edge_costs::from({0.5, 0.25}));
  EXPECT_EQ(capacities_from(roads, get(&road::lorries, roads)), edge_capacities::from({7, 9}));
  EXPECT_EQ(strengths_from(roads, get(&road::lorries, roads)), edge_strengths::from({7, 9}));
  roads[edge(1, 2, roads).first].lorries = std::uint64_t{1} << 63;
  EXPECT_THROW((void)capacities_from(roads, get(&road::lorries, roads)), input_error);
}

TEST(EdgeValues, ChangeTheirMeaningOnlyByName) {
  const auto strengths = edge_strengths::from({0.5, 3});
  EXPECT_EQ(strengths_as_capacities(strengths), edge_capacities::from({0.5, 3}));
  EXPECT_EQ(capacities_as_strengths(strengths_as_capacities(strengths)), strengths);
  EXPECT_EQ(lengths_as_costs(costs_as_lengths(edge_costs::from({1, 2}))), edge_costs::from({1, 2}));
}

TEST(EdgeValues, OfMergedRowsAreSummedOrTheLeast) {
  const std::vector<edge_id> edge_of_row{0, 1, 0, no_edge, 0};
  EXPECT_EQ(sum_by_edge(edge_strengths::from({0.1, 1, 0.2, 9, 0.3}), edge_of_row, 2), edge_strengths::from({0.6, 1}));
  EXPECT_EQ(least_by_edge(edge_lengths::from({0.3, 1, 0.2, 0, 0.9}), edge_of_row, 2), edge_lengths::from({0.2, 1}));
  const auto rounded = edge_strengths::rounded({0.5, 1, 0.25, 9, 0.25}, "measured");
  EXPECT_THAT(sum_by_edge(rounded, edge_of_row, 2).approximate(), ElementsAre(1.0, 1.0));
  EXPECT_EQ(sum_by_edge(rounded, edge_of_row, 2).why_approximate(), "measured");
}

TEST(EdgeValues, ASumBeyondSixtyFourBitsIsAnErrorAndNoNegativeNumber) {
  const std::int64_t half = std::int64_t{1} << 62;
  const std::vector<edge_id> both_to_one{0, 0};
  EXPECT_THROW((void)sum_by_edge(edge_capacities::over(1, {half + 1, half}), both_to_one, 1), input_error);
  EXPECT_THROW((void)sum_by_edge(edge_capacities::from({1, 2, 3}), both_to_one, 1), input_error);
}

}  // namespace
}  // namespace coopgraph
