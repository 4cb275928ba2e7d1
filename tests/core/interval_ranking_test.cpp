// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/interval_ranking.hpp>

#include <coopgraph/core/random.hpp>
#include <coopgraph/core/ranking.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <tuple>
#include <vector>

#include "support/matchers.hpp"

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct intervals {
  std::vector<double> low;
  std::vector<double> high;
};

/// Ends in whole numbers from -5 to 6, so that there are many ties; a third of them points.
intervals random_intervals(std::size_t n, random_stream& random) {
  intervals all;
  for (std::size_t v = 0; v < n; ++v) {
    const double low = static_cast<double>(random.below(9)) - 5;
    all.low.push_back(low);
    all.high.push_back(low + static_cast<double>(random.below(3) == 0 ? 0 : random.below(4)));
  }
  return all;
}

/// The definition, pair by pair; rows by vertex.
std::vector<interval_rank> by_pairs(const intervals& x) {
  std::vector<interval_rank> rows;
  for (std::size_t v = 0; v < x.low.size(); ++v) {
    std::size_t above = 0, below = 0, equal = 0;
    for (std::size_t u = 0; u < x.low.size(); ++u) {
      if (u == v) continue;
      if (x.low[u] > x.high[v])
        ++above;
      else if (x.high[u] < x.low[v])
        ++below;
      else if (x.low[u] == x.high[u] && x.low[v] == x.high[v] && x.low[u] == x.low[v])
        ++equal;
    }
    const std::size_t others = x.low.size() - 1;
    rows.push_back(
        {static_cast<vertex_id>(v), x.low[v], x.high[v], above + 1, others - below + 1, above + below + equal == others});
  }
  return rows;
}

std::vector<interval_rank> by_vertex(const interval_ranking& found) {
  std::vector<interval_rank> rows(found.rows.size());
  for (const interval_rank& r : found.rows) rows.at(r.vertex) = r;
  return rows;
}

TEST(IntervalRanking, AnswersAHandSolvedCase) {
  //  0: [5, 6]   1: [1, 5.5]   2: [0, 0]   3: [9, 9]
  const auto found = rank_intervals(std::vector{5.0, 1.0, 0.0, 9.0}, std::vector{6.0, 5.5, 0.0, 9.0});
  EXPECT_THAT(found.rows, ElementsAre(interval_rank{3, 9, 9, 1, 1, true}, interval_rank{0, 5, 6, 2, 3, false},
                                      interval_rank{1, 1, 5.5, 2, 3, false}, interval_rank{2, 0, 0, 4, 4, true}));
}

TEST(IntervalRanking, IntervalsThatTouchAreNotDecided) {
  const auto found = rank_intervals(std::vector{1.0, 2.0}, std::vector{2.0, 3.0});
  EXPECT_THAT(found.rows, ElementsAre(interval_rank{0, 1, 2, 1, 2, false}, interval_rank{1, 2, 3, 1, 2, false}));
}

TEST(IntervalRanking, EqualPointsShareADecidedPlaceThatAnIntervalOverThemUndoes) {
  const auto points = rank_intervals(std::vector{2.0, 2.0, 1.0}, std::vector{2.0, 2.0, 1.0});
  EXPECT_THAT(points.rows, ElementsAre(interval_rank{0, 2, 2, 1, 2, true}, interval_rank{1, 2, 2, 1, 2, true},
                                       interval_rank{2, 1, 1, 3, 3, true}));
  const auto covered = rank_intervals(std::vector{2.0, 2.0, 1.0}, std::vector{2.0, 2.0, 2.0});
  for (const interval_rank& r : covered.rows) EXPECT_FALSE(r.decided) << r.vertex;
}

TEST(IntervalRanking, AgreesWithTheDefinitionPairByPair) {
  std::size_t decided = 0, undecided = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    random_stream random(seed, "intervals");
    const intervals x = random_intervals(1 + static_cast<std::size_t>(random.below(12)), random);
    const auto found = rank_intervals(x.low, x.high);
    EXPECT_EQ(by_vertex(found), by_pairs(x)) << "seed " << seed;
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
      (found.rows[i].decided ? decided : undecided) += 1;
      if (i == 0) continue;
      const interval_rank &a = found.rows[i - 1], &b = found.rows[i];
      EXPECT_LT(std::tuple(a.best, a.worst, a.vertex), std::tuple(b.best, b.worst, b.vertex)) << "seed " << seed;
    }
  }
  EXPECT_GT(decided, 1000U);
  EXPECT_GT(undecided, 1000U);
}

TEST(IntervalRanking, ThePlacesHoldWhateverTheScoresInTheIntervals) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    random_stream random(seed, "scores within");
    const intervals x = random_intervals(8, random);
    const auto rows = by_vertex(rank_intervals(x.low, x.high));
    for (int draw = 0; draw < 20; ++draw) {
      std::vector<double> score;
      for (std::size_t v = 0; v < 8; ++v) {
        const std::uint64_t end = random.below(4);  // the ends themselves half of the time
        score.push_back(end == 0 ? x.low[v] : end == 1 ? x.high[v] : x.low[v] + random.uniform() * (x.high[v] - x.low[v]));
      }
      for (std::size_t v = 0; v < 8; ++v) {
        std::size_t above = 0, not_below = 0;
        for (const double s : score) {
          above += s > score[v] ? 1U : 0U;
          not_below += s >= score[v] ? 1U : 0U;
        }
        EXPECT_GE(above + 1, rows[v].best) << "seed " << seed;
        EXPECT_LE(not_below, rows[v].worst) << "seed " << seed;
      }
    }
  }
}

/// Points must be ranked as rank() does it.
void expect_rank_of_rank(const std::vector<double>& values) {
  const auto rows = by_vertex(rank_intervals(values, values));
  std::vector<std::size_t> of_rank(values.size() + 1, 0);
  const ranking expected = rank(scores{values, {}});
  for (const ranked& r : expected.rows) ++of_rank[r.rank];
  for (const ranked& r : expected.rows) {
    EXPECT_EQ(rows[r.vertex].best, r.rank);
    EXPECT_EQ(rows[r.vertex].worst, r.rank + of_rank[r.rank] - 1);
    EXPECT_TRUE(rows[r.vertex].decided);
  }
}

TEST(IntervalRanking, PointsAreRankedAsByRank) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    random_stream random(seed, "points");
    std::vector<double> values;
    for (int v = 0; v < 12; ++v)  // whole numbers that differ by up to 3 relative 4e-10: some ties chain
      values.push_back((static_cast<double>(random.below(5)) - 2) * (1 + static_cast<double>(random.below(4)) * 4e-10));
    expect_rank_of_rank(values);
  }
  expect_rank_of_rank({0.1 + 0.2, 0.3, 0.0, -0.0});
  expect_rank_of_rank({1, 1 + 0.8e-9, 1 + 1.6e-9});
}

TEST(IntervalRanking, EndsThatDifferByRoundingAreEqual) {
  const auto found = rank_intervals(std::vector{0.1 + 0.2, 0.0}, std::vector{1.0, 0.3});
  EXPECT_FALSE(found.rows[0].decided) << "the low of the one is the high of the other";
  const auto points = rank_intervals(std::vector{0.1 + 0.2, 0.3}, std::vector{0.1 + 0.2, 0.3});
  EXPECT_THAT(points.rows,
              ElementsAre(interval_rank{0, 0.1 + 0.2, 0.1 + 0.2, 1, 2, true}, interval_rank{1, 0.3, 0.3, 1, 2, true}));
}

TEST(IntervalRanking, OfNobodyIsEmpty) { EXPECT_THAT(rank_intervals({}, {}).rows, IsEmpty()); }

TEST(IntervalRanking, RefusesWhatIsNoIntervalForEachVertex) {
  const auto refused = [](std::vector<double> low, std::vector<double> high, const char* parameter, const char* value,
                          const char* allowed) {
    return kit::refuses<input_error>([&] { return rank_intervals(low, high); }, parameter, value, allowed);
  };
  const char* const ends = "finite numbers, low up to high";
  constexpr double infinite = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(refused({1, 2}, {1}, "number of highs", "1", "2, one per low"));
  EXPECT_TRUE(refused({0, 2}, {1, 1}, "interval of vertex 1", "[2, 1]", ends));
  EXPECT_TRUE(refused({-infinite}, {1}, "interval of vertex 0", "[-inf, 1]", ends));
  EXPECT_TRUE(refused({1}, {infinite}, "interval of vertex 0", "[1, inf]", ends));
  EXPECT_THROW((void)rank_intervals(std::vector{std::nan("")}, std::vector{1.0}), input_error);
  EXPECT_THROW((void)rank_intervals(std::vector{1.0}, std::vector{std::nan("")}), input_error);
}

}  // namespace
}  // namespace coopgraph
