// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/compare.hpp>

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <numeric>
#include <stop_token>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using labels = std::vector<std::uint32_t>;

partition_comparison compare(const labels& a, const labels& b) {
  return compare_partitions(make_partition(a), make_partition(b));
}

labels random_labels(random_stream& random, std::size_t n, std::uint64_t clusters) {
  labels label;
  for (std::size_t v = 0; v < n; ++v) label.push_back(static_cast<std::uint32_t>(random.below(clusters)));
  return label;
}

/// The shares of vertices with each label, and with each pair of labels, as a table of a map.
struct shares {
  std::map<std::uint32_t, double> a;
  std::map<std::uint32_t, double> b;
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> both;
};

shares shares_of(const labels& a, const labels& b) {
  shares s;
  for (std::size_t v = 0; v < a.size(); ++v) {
    const double one = 1.0 / static_cast<double>(a.size());
    s.a[a[v]] += one;
    s.b[b[v]] += one;
    s.both[{a[v], b[v]}] += one;
  }
  return s;
}

double entropy_of(const std::map<std::uint32_t, double>& share) {
  double sum = 0.0;
  for (const auto& [label, p] : share) sum -= p * std::log(p);
  return sum;
}

double information_of(const labels& a, const labels& b) {
  const shares s = shares_of(a, b);
  double sum = 0.0;
  for (const auto& [pair, p] : s.both) sum += p * std::log(p / (s.a.at(pair.first) * s.b.at(pair.second)));
  return sum;
}

/// Over all orders of b: those that std::next_permutation tells apart are equally likely.
double expectation_of(const labels& a, labels b) {
  std::sort(b.begin(), b.end());
  double sum = 0.0;
  double orders = 0.0;
  do {
    sum += information_of(a, b);
    orders += 1.0;
  } while (std::next_permutation(b.begin(), b.end()));
  return sum / orders;
}

struct pair_table {
  double both = 0, only_a = 0, only_b = 0, neither = 0;
};

pair_table pairs_of(const labels& a, const labels& b) {
  pair_table pairs;
  for (std::size_t u = 0; u < a.size(); ++u)
    for (std::size_t v = u + 1; v < a.size(); ++v)
      ++(a[u] == a[v] ? (b[u] == b[v] ? pairs.both : pairs.only_a) : (b[u] == b[v] ? pairs.only_b : pairs.neither));
  return pairs;
}

/// The most that any one-to-one assignment of labels below k keeps, by trying all.
std::size_t most_kept(const labels& a, const labels& b, std::uint32_t k) {
  labels to(k);
  std::iota(to.begin(), to.end(), 0U);
  std::size_t most = 0;
  do {
    std::size_t kept = 0;
    for (std::size_t v = 0; v < a.size(); ++v) kept += to[a[v]] == b[v] ? 1U : 0U;
    most = std::max(most, kept);
  } while (std::next_permutation(to.begin(), to.end()));
  return most;
}

// The partition of the karate club with the largest modularity, and the two clubs that it fell apart into (Zachary 1977,
// doi:10.1086/jar.33.4.3629752).
const labels karate_optimum{0, 0, 0, 0, 1, 1, 1, 0, 2, 2, 1, 0, 0, 0, 2, 2, 1, 0, 2, 0, 2, 0, 2, 3, 3, 3, 2, 3, 3, 2, 2, 3, 2, 2};
const labels karate_clubs{0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

TEST(ComparePartitions, OfTheKarateClubIsAsIgraphHasIt) {  // igraph 0.10, compare()
  const partition_comparison found = compare(karate_optimum, karate_clubs);
  EXPECT_NEAR(found.vi, 0.8299953857, 5e-11);
  EXPECT_NEAR(found.nmi, 0.5878497068, 5e-11);
  EXPECT_NEAR(found.rand, 0.7361853832, 5e-11);
  EXPECT_NEAR(found.ari, 0.4645910984, 5e-11);
  EXPECT_EQ(found.split_join, 13U);
}

TEST(ComparePartitions, AgreesWithScikitLearnsOwnTests) {  // sklearn/metrics/cluster/tests/test_supervised.py
  const labels a{1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3};
  const labels b{1, 1, 1, 1, 2, 1, 2, 2, 2, 2, 3, 1, 3, 3, 3, 2, 2};
  const partition_comparison found = compare(a, b);
  EXPECT_NEAR(found.mutual_information, 0.41022, 5e-6);
  EXPECT_NEAR(found.expected_mutual_information, 0.15042, 5e-6);
  EXPECT_NEAR(found.ami, 0.27821, 5e-6);
}

TEST(ComparePartitions, AgreesWithTheExamplesOfScikitLearnsManual) {  // its user guide 2.3.11 and docstrings of sklearn.metrics
  const partition_comparison guide = compare({0, 0, 0, 1, 1, 1}, {0, 0, 1, 1, 2, 2});
  EXPECT_NEAR(guide.rand, 2.0 / 3, 1e-15);
  EXPECT_NEAR(guide.ari, 0.242, 5e-4);
  EXPECT_NEAR(guide.ami, 0.2987924581708903, 1e-15);  // scikit-learn 1.5
  EXPECT_NEAR(guide.homogeneity, 0.667, 5e-4);
  EXPECT_NEAR(guide.completeness, 0.4206, 5e-5);
  EXPECT_NEAR(guide.nmi, 0.515803742979389, 1e-15);
  EXPECT_NEAR(compare({0, 0, 1, 2}, {0, 0, 1, 1}).ari, 0.57, 5e-3);
  EXPECT_NEAR(compare({0, 0, 1, 2}, {0, 0, 1, 1}).rand, 0.83, 5e-3);
  EXPECT_EQ(compare({0, 0, 1, 1}, {0, 1, 0, 1}).ari, -0.5);
  EXPECT_EQ(compare({0, 0, 0, 0}, {0, 1, 2, 3}).ari, 0.0);
  EXPECT_EQ(compare({0, 0, 0, 0}, {0, 1, 2, 3}).ami, 0.0);
  EXPECT_EQ(compare({0, 0, 1, 1}, {0, 1, 2, 3}).homogeneity, 1.0);
  EXPECT_EQ(compare({0, 0, 1, 1}, {0, 1, 0, 1}).homogeneity, 0.0);
  EXPECT_EQ(compare({0, 0, 1, 1}, {0, 0, 0, 0}).completeness, 1.0);
  EXPECT_NEAR(compare({0, 0, 1, 2}, {0, 0, 1, 1}).completeness, 1.0, 0);
  EXPECT_NEAR(compare({0, 0, 1, 1}, {0, 1, 2, 3}).nmi, 0.66, 7e-3);
  EXPECT_NEAR(compare({0, 0, 1, 1}, {0, 0, 1, 2}).nmi, 0.8, 5e-3);
}

TEST(ComparePartitions, IsSolvedByHand) {
  // a: 4 | 4; b: 2 | 2 | 4, of which the first two make up the first of a.
  const partition_comparison found = compare({0, 0, 0, 0, 1, 1, 1, 1}, {0, 0, 1, 1, 2, 2, 2, 2});
  const double bit = std::log(2.0);
  EXPECT_NEAR(found.entropy_a, bit, 1e-15);
  EXPECT_NEAR(found.entropy_b, 1.5 * bit, 1e-15);
  EXPECT_NEAR(found.mutual_information, bit, 1e-15);
  EXPECT_NEAR(found.vi, 0.5 * bit, 1e-15);
  EXPECT_NEAR(found.nmi, 0.8, 1e-15);
  EXPECT_NEAR(found.nmi_sqrt, std::sqrt(2.0 / 3), 1e-15);
  EXPECT_NEAR(found.nmi_max, 2.0 / 3, 1e-15);
  EXPECT_EQ(found.homogeneity, 1.0);
  EXPECT_NEAR(found.completeness, 2.0 / 3, 1e-15);
  EXPECT_EQ(found.rand, 24.0 / 28);         // the four pairs across the halves are the difference
  EXPECT_EQ(found.ari, 2 * 128.0 / 368.0);  // 8 both, 4 only a, 0 only b, 16 neither: 2 (8 16 - 0) / (12 20 + 8 16)
  EXPECT_EQ(found.a_beyond_b, 2U);
  EXPECT_EQ(found.b_beyond_a, 0U);
  EXPECT_EQ(found.split_join, 2U);
}

TEST(ComparePartitions, FollowsItsFormulasOnRandomPartitions) {
  for (std::uint64_t round = 0; round < 2000; ++round) {
    random_stream random(1, "compare", round);
    const std::size_t n = 1 + random.below(30);
    const labels a = random_labels(random, n, 1 + random.below(6));
    const labels b = random_labels(random, n, 1 + random.below(6));
    const partition_comparison found = compare(a, b);
    const shares s = shares_of(a, b);
    const double h_a = std::max(0.0, entropy_of(s.a));
    const double h_b = std::max(0.0, entropy_of(s.b));
    const double shared = information_of(a, b);
    ASSERT_NEAR(found.entropy_a, h_a, 1e-14);
    ASSERT_NEAR(found.entropy_b, h_b, 1e-14);
    ASSERT_NEAR(found.mutual_information, shared, 1e-14);
    ASSERT_NEAR(found.vi, h_a + h_b - 2 * shared, 1e-13);
    const bool one_a = s.a.size() == 1;
    const bool one_b = s.b.size() == 1;
    ASSERT_NEAR(found.nmi, one_a && one_b ? 1 : one_a || one_b ? 0 : 2 * shared / (h_a + h_b), 1e-13);
    ASSERT_NEAR(found.nmi_sqrt, one_a && one_b ? 1 : one_a || one_b ? 0 : shared / std::sqrt(h_a * h_b), 1e-13);
    ASSERT_NEAR(found.nmi_max, one_a && one_b ? 1 : one_a || one_b ? 0 : shared / std::max(h_a, h_b), 1e-13);
    ASSERT_NEAR(found.homogeneity, one_a ? 1 : shared / h_a, 1e-13);
    ASSERT_NEAR(found.completeness, one_b ? 1 : shared / h_b, 1e-13);
    const pair_table p = pairs_of(a, b);
    const double all = p.both + p.only_a + p.only_b + p.neither;
    ASSERT_EQ(found.rand, all == 0 ? 1 : (p.both + p.neither) / all);
    const double most = (p.both + p.only_a) * (p.only_a + p.neither) + (p.both + p.only_b) * (p.only_b + p.neither);
    ASSERT_EQ(found.ari, p.only_a + p.only_b == 0 ? 1 : 2 * (p.both * p.neither - p.only_a * p.only_b) / most);
    std::map<std::uint32_t, double> in_b;
    std::map<std::uint32_t, double> in_a;
    for (const auto& [pair, share] : s.both) {
      in_b[pair.first] = std::max(in_b[pair.first], share);
      in_a[pair.second] = std::max(in_a[pair.second], share);
    }
    double kept = 0;
    for (const auto& of : {in_a, in_b})
      for (const auto& [label, share] : of) kept += share * static_cast<double>(n);
    ASSERT_NEAR(static_cast<double>(found.split_join), 2 * static_cast<double>(n) - kept, 1e-9);
    ASSERT_EQ(found.split_join, found.a_beyond_b + found.b_beyond_a);
  }
}

TEST(ComparePartitions, ExpectsTheMeanOverAllOrders) {
  for (std::uint64_t round = 0; round < 150; ++round) {
    random_stream random(2, "compare", round);
    const std::size_t n = 1 + random.below(7);
    const labels a = random_labels(random, n, 1 + random.below(n));
    const labels b = random_labels(random, n, 1 + random.below(n));
    const partition_comparison found = compare(a, b);
    ASSERT_NEAR(found.expected_mutual_information, expectation_of(a, b), 1e-14);
    const double most = (found.entropy_a + found.entropy_b) / 2 - found.expected_mutual_information;
    if (most > 1e-9) {
      ASSERT_NEAR(found.ami, (found.mutual_information - found.expected_mutual_information) / most, 1e-12);
    }
  }
}

// The same expectation by logarithms of factorials, for sizes that no enumeration reaches.
TEST(ComparePartitions, ExpectsWhatTheHypergeometricDistributionSaysOfLargeClusters) {
  const auto log_factorial = [](std::size_t k) { return std::lgamma(static_cast<double>(k) + 1); };
  random_stream random(3, "compare");
  for (const std::size_t n : {60U, 700U, 3000U}) {
    const labels a = random_labels(random, n, 5);
    const labels b = random_labels(random, n, n / 7);
    std::map<std::uint32_t, std::size_t> size_a;
    std::map<std::uint32_t, std::size_t> size_b;
    for (const std::uint32_t label : a) ++size_a[label];
    for (const std::uint32_t label : b) ++size_b[label];
    double sum = 0.0;
    for (const auto& [i, x] : size_a)
      for (const auto& [j, y] : size_b)
        for (std::size_t k = std::max<std::size_t>(1, x + y > n ? x + y - n : 0); k <= std::min(x, y); ++k) {
          const auto d = [](std::size_t m) { return static_cast<double>(m); };
          const double p =
              std::exp(log_factorial(x) + log_factorial(y) + log_factorial(n - x) + log_factorial(n - y) - log_factorial(n) -
                       log_factorial(k) - log_factorial(x - k) - log_factorial(y - k) - log_factorial(n + k - x - y));
          sum += p * d(k) / d(n) * std::log(d(n) * d(k) / (d(x) * d(y)));
        }
    EXPECT_NEAR(compare(a, b).expected_mutual_information / sum, 1.0, 1e-9);
  }
}

TEST(ComparePartitions, OfEqualOnesIsExactlyOneWhateverTheLabels) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    random_stream random(4, "compare", round);
    const partition a = make_partition(random_labels(random, 1 + random.below(60), 1 + random.below(12)));
    partition b = a;
    for (std::uint32_t& label : b.label) label = a.clusters - 1 - label;
    const partition_comparison found = compare_partitions(a, b);
    for (const double x :
         {found.nmi, found.nmi_sqrt, found.nmi_max, found.ami, found.ari, found.rand, found.homogeneity, found.completeness})
      ASSERT_EQ(x, 1.0);
    ASSERT_EQ(found.vi, 0.0);
    ASSERT_EQ(found.split_join, 0U);
  }
}

TEST(ComparePartitions, DoesNotDependOnLabelsUnusedOnesOrTheOrderOfVertices) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    random_stream random(5, "compare", round);
    const std::size_t n = 2 + random.below(40);
    labels a = random_labels(random, n, 5);
    labels b = random_labels(random, n, 4);
    const partition_comparison before = compare(a, b);
    labels order(n);
    std::iota(order.begin(), order.end(), 0U);
    shuffle(std::span(order), random);
    const std::uint32_t shift = n > 9 ? 3 : 0;  // labels below it stay without a vertex
    partition p{labels(n), static_cast<std::uint32_t>(n)};
    partition q = p;
    for (std::size_t v = 0; v < n; ++v) {
      p.label[v] = n > 9 ? 4 - a[order[v]] + shift : make_partition(a).label[order[v]];
      q.label[v] = n > 9 ? 3 - b[order[v]] + shift : make_partition(b).label[order[v]];
    }
    const partition_comparison after = compare_partitions(p, q);
    ASSERT_NEAR(after.nmi, before.nmi, 1e-14);
    ASSERT_NEAR(after.ami, before.ami, 1e-13);
    ASSERT_NEAR(after.vi, before.vi, 1e-14);
    ASSERT_EQ(after.ari, before.ari);
    ASSERT_EQ(after.rand, before.rand);
    ASSERT_EQ(after.split_join, before.split_join);
    const partition_comparison swapped = compare_partitions(q, p);
    ASSERT_NEAR(swapped.ami, before.ami, 1e-13);
    ASSERT_NEAR(swapped.homogeneity, before.completeness, 1e-14);
    ASSERT_EQ(swapped.a_beyond_b, before.b_beyond_a);
  }
}

TEST(ComparePartitions, AnswersDegenerateCasesAsScikitLearn) {
  for (const labels& same : {labels{}, labels{0}, labels{0, 0, 0}}) {
    const partition_comparison found = compare(same, same);
    for (const double x :
         {found.nmi, found.nmi_sqrt, found.nmi_max, found.ami, found.ari, found.rand, found.homogeneity, found.completeness})
      EXPECT_EQ(x, 1.0);
    EXPECT_EQ(found.vi, 0.0);
  }
  const partition_comparison one = compare({0, 0, 0, 0}, {0, 1, 1, 2});
  EXPECT_EQ(one.nmi, 0.0);
  EXPECT_EQ(one.nmi_sqrt, 0.0);
  EXPECT_EQ(one.nmi_max, 0.0);
  EXPECT_EQ(one.ami, 0.0);
  EXPECT_EQ(one.ari, 0.0);
  EXPECT_EQ(one.homogeneity, 1.0);
  EXPECT_EQ(one.completeness, 0.0);
  const partition_comparison alone = compare({0, 1, 2, 3}, {0, 0, 1, 1});
  EXPECT_EQ(alone.ami, 0.0);
  EXPECT_EQ(alone.completeness, 1.0);
  EXPECT_EQ(compare({0, 1, 2, 3}, {0, 1, 2, 3}).ami, 1.0);
  const partition_comparison independent = compare({0, 0, 0, 1, 1, 1}, {0, 1, 2, 0, 1, 2});
  EXPECT_EQ(independent.mutual_information, 0.0);
  EXPECT_EQ(independent.nmi, 0.0);
  EXPECT_EQ(independent.homogeneity, 0.0);
  EXPECT_EQ(independent.completeness, 0.0);
  EXPECT_LT(independent.ami, 0.0);
}

TEST(ComparePartitions, CountsThePairsOfMillionsOfVerticesExactly) {
  // Halves of 3,000,000 vertices against two more: 4.5e12 pairs, whose products need more than 64 bits.
  const std::uint32_t n = 3'000'000;
  partition a{labels(n), 2};
  partition b{labels(n), 2};
  for (std::uint32_t v = 0; v < n; ++v) {
    a.label[v] = v < n / 2 ? 0 : 1;
    b.label[v] = v % 2;
  }
  const partition_comparison found = compare_partitions(a, b);
  EXPECT_EQ(found.nmi, 0.0);
  EXPECT_NEAR(found.ari * n, -1.0, 1e-6);  // -1 / (n - 1)
  EXPECT_NEAR(found.rand, 0.5, 1e-6);
  // Chance gives 1 / (2 (n - 1)) to begin with: the mean of a chi-squared variable of one degree, by 2 n.
  EXPECT_NEAR(found.expected_mutual_information * 2 * n, 1.0, 1e-5);
}

TEST(ComparePartitions, IsBitIdenticalForAnyNumberOfThreads) {
  random_stream random(6, "compare");
  const partition a = make_partition(random_labels(random, 20000, 400));
  const partition b = make_partition(random_labels(random, 20000, 90));
  const partition_comparison one = compare_partitions(a, b, {.run = {.threads = 1}});
  for (const unsigned threads : {2U, 4U, 8U}) {
    const partition_comparison more = compare_partitions(a, b, {.run = {.threads = threads}});
    EXPECT_EQ(more.ami, one.ami);
    EXPECT_EQ(more.expected_mutual_information, one.expected_mutual_information);
  }
}

TEST(ComparePartitions, NamesWhatIsWrong) {
  const partition good{{0, 1, 1}, 2};
  const auto refusal = [&](const partition& a, const partition& b) -> std::string {
    try {
      (void)compare_partitions(a, b);
    } catch (const input_error& e) {
      return e.what();
    }
    return "nothing";
  };
  EXPECT_EQ(refusal(good, {{0, 1}, 2}), "compare_partitions: b is of 2 vertices; allowed: as many as a has, 3");
  EXPECT_EQ(refusal({{0, 2, 1}, 2}, good),
            "compare_partitions: a is label 2 at vertex 1; allowed: labels below clusters, which is 2");
  EXPECT_EQ(refusal(good, {{0, 1, 1}, 4}),
            "compare_partitions: b is of 4 clusters; allowed: no more clusters than vertices, which are 3");
  EXPECT_THROW((void)match_labels(good, {{0, 1}, 2}), input_error);
}

TEST(ComparePartitions, StopsOnRequestAndTellsItsProgress) {
  std::stop_source source;
  source.request_stop();
  const partition a{{0, 0, 1, 1, 0}, 2};
  const partition b{{0, 1, 1, 1, 0}, 2};
  EXPECT_THROW((void)compare_partitions(a, b, {.run = {.stop = source.get_token()}}), cancelled);
  EXPECT_THROW((void)match_labels(a, b, {.run = {.stop = source.get_token()}}), cancelled);
  std::vector<double> told;
  (void)compare_partitions(a, b, {.run = {.progress = [&](double share) { told.push_back(share); }}});
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back(), 1.0);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
}

TEST(MatchLabels, KeepsTheMostThatAnyAssignmentKeeps) {
  for (std::uint64_t round = 0; round < 600; ++round) {
    random_stream random(7, "compare", round);
    const std::size_t n = 1 + random.below(25);
    const partition a = make_partition(random_labels(random, n, 1 + random.below(6)));
    const partition b = make_partition(random_labels(random, n, 1 + random.below(6)));
    const label_matching found = match_labels(a, b);
    ASSERT_EQ(n - found.moved, most_kept(a.label, b.label, std::max(a.clusters, b.clusters)));
    std::size_t kept = 0;
    for (std::size_t v = 0; v < n; ++v) kept += found.partner[a.label[v]] == b.label[v] ? 1U : 0U;
    ASSERT_EQ(n - found.moved, kept);
    labels partners;
    for (const std::uint32_t partner : found.partner)
      if (partner != no_cluster) partners.push_back(partner);
    std::sort(partners.begin(), partners.end());
    ASSERT_EQ(std::adjacent_find(partners.begin(), partners.end()), partners.end());
  }
}

TEST(MatchLabels, TakesALesserPartnerWhereThatKeepsMore) {
  // 0 shares 3 with 0 and 2 with 1, 1 shares 3 with 0 only: 0 has to take 1.
  const label_matching found = match_labels({{0, 0, 0, 0, 0, 1, 1, 1}, 2}, {{0, 0, 0, 1, 1, 0, 0, 0}, 2});
  EXPECT_EQ(found.partner, (labels{1, 0}));
  EXPECT_EQ(found.moved, 3U);
  // Three clusters beside two: one is left without a partner.
  EXPECT_EQ(match_labels({{0, 1, 1, 2, 2}, 3}, {{0, 0, 0, 1, 1}, 2}).partner, (labels{no_cluster, 0, 1}));
  EXPECT_TRUE(match_labels({}, {}).partner.empty());
}

}  // namespace
