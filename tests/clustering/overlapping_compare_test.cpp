// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/overlapping_compare.hpp>

#include <coopgraph/clustering/compare.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using sets = std::vector<std::set<vertex_id>>;

cover cover_of(std::size_t vertices, const sets& clusters) {
  cover c{vertices, {}};
  for (const auto& cluster : clusters) {
    c.clusters.emplace_back();
    for (const vertex_id v : cluster) c.clusters.back().push_back({v, 1.0});
  }
  return c;
}

sets random_sets(random_stream& random, std::size_t n, std::size_t most) {
  sets made(random.below(most + 1));
  for (auto& cluster : made) {
    const std::uint64_t share = 1 + random.below(10);  // of 10: some clusters hold nearly all, some next to nothing
    for (vertex_id v = 0; v < n; ++v)
      if (random.below(10) < share) cluster.insert(v);
  }
  return made;
}

std::size_t together(const sets& clusters, vertex_id u, vertex_id v) {
  std::size_t count = 0;
  for (const auto& cluster : clusters) count += cluster.contains(u) && cluster.contains(v) ? 1U : 0U;
  return count;
}

/// By a table of all pairs.
double omega_by_pairs(std::size_t n, const sets& a, const sets& b) {
  std::vector<double> in_a(20, 0.0);
  std::vector<double> in_b(20, 0.0);
  double agree = 0.0;
  double all = 0.0;
  for (vertex_id u = 0; u < n; ++u)
    for (vertex_id v = u + 1; v < n; ++v) {
      ++in_a[together(a, u, v)];
      ++in_b[together(b, u, v)];
      agree += together(a, u, v) == together(b, u, v) ? 1 : 0;
      ++all;
    }
  if (agree == all) return 1.0;
  double chance = 0.0;
  for (std::size_t j = 0; j < in_a.size(); ++j) chance += in_a[j] * in_b[j] / (all * all);
  return (agree / all - chance) / (1 - chance);
}

/// In bits, by the probabilities of the four cases, as the papers have it.
struct onmi_oracle {
  std::size_t n;
  double h(double count) const {
    return count == 0 ? 0.0 : -count / static_cast<double>(n) * std::log2(count / static_cast<double>(n));
  }
  double entropy(const std::set<vertex_id>& x) const {
    return h(static_cast<double>(x.size())) + h(static_cast<double>(n - x.size()));
  }
  double given(const std::set<vertex_id>& x, const std::set<vertex_id>& y) const {
    double d[2][2] = {{0, 0}, {0, 0}};
    for (vertex_id v = 0; v < n; ++v) ++d[x.contains(v) ? 1 : 0][y.contains(v) ? 1 : 0];
    if (h(d[0][0]) + h(d[1][1]) < h(d[0][1]) + h(d[1][0]) - 1e-12) return entropy(x);
    return h(d[0][0]) + h(d[1][1]) + h(d[0][1]) + h(d[1][0]) - entropy(y);
  }
  double given_all(const std::set<vertex_id>& x, const sets& y) const {
    double least = entropy(x);
    for (const auto& cluster : y) least = std::min(least, given(x, cluster));
    return std::max(0.0, least);
  }
  std::pair<double, double> result(const sets& a, const sets& b) const {  // max, lfk
    double h_a = 0, h_b = 0, left_a = 0, left_b = 0, share_a = 0, share_b = 0;
    const auto add = [&](const sets& x, const sets& y, double& own, double& left, double& share) {
      for (const auto& cluster : x) {
        const double e = entropy(cluster);
        own += e;
        left += given_all(cluster, y);
        share += e > 0 ? given_all(cluster, y) / e : std::count(y.begin(), y.end(), cluster) > 0 ? 0.0 : 1.0;
      }
      share /= static_cast<double>(x.size());
    };
    add(a, b, h_a, left_a, share_a);
    add(b, a, h_b, left_b, share_b);
    return {(h_a - left_a + h_b - left_b) / 2 / std::max(h_a, h_b), 1 - (share_a + share_b) / 2};
  }
};

TEST(OmegaIndex, IsSolvedByHand) {
  // Six pairs of 0 … 3. a: {0 1 2} {1 2 3}: 12 twice; 01 02 13 23 once; 03 never. b: {0 1 2} {3}: 01 02 12 once, the others
  // never.
  const omega_result found = omega_index(cover_of(4, {{0, 1, 2}, {1, 2, 3}}), cover_of(4, {{0, 1, 2}, {3}}));
  EXPECT_EQ(found.observed, 3.0 / 6);  // 01, 02 and 03
  EXPECT_EQ(found.expected, (1 * 3 + 4 * 3) / 36.0);
  EXPECT_DOUBLE_EQ(found.omega, (0.5 - 15.0 / 36) / (1 - 15.0 / 36));
}

TEST(OmegaIndex, IsTheAdjustedRandIndexOfPartitions) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    random_stream random(1, "omega", round);
    const std::size_t n = random.below(40);
    std::vector<std::uint32_t> a;
    std::vector<std::uint32_t> b;
    for (std::size_t v = 0; v < n; ++v) {
      a.push_back(static_cast<std::uint32_t>(random.below(6)));
      b.push_back(random.below(3) == 0 ? static_cast<std::uint32_t>(random.below(6)) : a.back());
    }
    const partition p = make_partition(a);
    const partition q = make_partition(b);
    ASSERT_EQ(omega_index(make_cover(p), make_cover(q)).omega, compare_partitions(p, q).ari);
    ASSERT_EQ(omega_index(make_cover(p), make_cover(q)).observed, compare_partitions(p, q).rand);
  }
}

TEST(OmegaIndex, FollowsItsFormulaOnRandomCovers) {
  for (std::uint64_t round = 0; round < 1500; ++round) {
    random_stream random(2, "omega", round);
    const std::size_t n = random.below(12);
    const sets a = random_sets(random, n, 9);
    const sets b = random.below(4) == 0 ? a : random_sets(random, n, 9);
    const omega_result found = omega_index(cover_of(n, a), cover_of(n, b));
    ASSERT_NEAR(found.omega, omega_by_pairs(n, a, b), 1e-12);
    ASSERT_EQ(omega_index(cover_of(n, b), cover_of(n, a)).omega, found.omega);
  }
}

TEST(OmegaIndex, AnswersDegenerateCasesAsItSays) {
  EXPECT_EQ(omega_index({}, {}).omega, 1.0);
  EXPECT_EQ(omega_index(cover_of(1, {{0}}), cover_of(1, {})).omega, 1.0);
  EXPECT_EQ(omega_index(cover_of(5, {}), cover_of(5, {})).omega, 1.0);
  EXPECT_EQ(omega_index(cover_of(5, {{0}, {3}}), cover_of(5, {})).omega, 1.0);  // who is alone is together with nobody
  EXPECT_EQ(omega_index(cover_of(3, {{0, 1, 2}}), cover_of(3, {})).omega, 0.0);
  EXPECT_LT(omega_index(cover_of(3, {{0, 1, 2}, {0, 1, 2}}), cover_of(3, {{0, 1, 2}})).omega, 1.0);  // twice is not once
}

TEST(OverlappingNmi, IsSolvedByHand) {
  // {0 1} {2 3} against {0 2} {1 3}: nothing is known of one by the other.
  const cover rows = cover_of(4, {{0, 1}, {2, 3}});
  const overlapping_nmi_result crossed = overlapping_nmi(rows, cover_of(4, {{0, 2}, {1, 3}}));
  EXPECT_NEAR(crossed.nmi_max, 0.0, 1e-15);
  EXPECT_NEAR(crossed.nmi_lfk, 0.0, 1e-15);
  // Against {0 1} alone: it tells both clusters, each of one bit, and is told. H(a) = 2, H(b) = 1, I = (2 + 1) / 2 bits.
  const overlapping_nmi_result one = overlapping_nmi(rows, cover_of(4, {{0, 1}}));
  EXPECT_NEAR(one.entropy_a, 2 * std::log(2.0), 1e-15);
  EXPECT_NEAR(one.entropy_b, std::log(2.0), 1e-15);
  // {2 3} is told only by what {0 1} is not, which does not count: I = (1 + 1) / 2.
  EXPECT_NEAR(one.mutual_information, std::log(2.0), 1e-15);
  EXPECT_NEAR(one.nmi_max, 0.5, 1e-15);
  EXPECT_NEAR(one.nmi_lfk, 0.75, 1e-15);
}

TEST(OverlappingNmi, FollowsItsFormulasOnRandomCovers) {
  for (std::uint64_t round = 0; round < 2500; ++round) {
    random_stream random(3, "onmi", round);
    const std::size_t n = 1 + random.below(40);
    sets a = random_sets(random, n, 6);
    sets b = random_sets(random, n, 6);
    const overlapping_nmi_result found = overlapping_nmi(cover_of(n, a), cover_of(n, b));
    ASSERT_TRUE(found.nmi_max >= 0.0 && found.nmi_max <= 1.0 && found.nmi_lfk >= 0.0 && found.nmi_lfk <= 1.0);
    for (sets* of : {&a, &b}) std::erase_if(*of, [](const auto& cluster) { return cluster.empty(); });
    if (a.empty() || b.empty()) continue;
    const auto [nmi_max, nmi_lfk] = onmi_oracle{n}.result(a, b);
    ASSERT_NEAR(found.nmi_lfk, nmi_lfk, 1e-12) << round;
    if (std::max(found.entropy_a, found.entropy_b) > 0.0) {
      ASSERT_NEAR(found.nmi_max, nmi_max, 1e-12) << round;
    }
  }
}

// A large cluster tells a small one that it shares nothing with: of 81 vertices, 50 against one other.
TEST(OverlappingNmi, AsksDisjointClustersToo) {
  std::set<vertex_id> large;
  for (vertex_id v = 0; v < 50; ++v) large.insert(v);
  const auto [expected, lfk] = onmi_oracle{81}.result({large}, {{80}});
  EXPECT_GT(expected, 0.01);
  EXPECT_NEAR(overlapping_nmi(cover_of(81, {large}), cover_of(81, {{80}})).nmi_max, expected, 1e-14);
  EXPECT_NEAR(overlapping_nmi(cover_of(81, {{80}}), cover_of(81, {large})).nmi_lfk, lfk, 1e-14);
}

TEST(OverlappingNmi, OfEqualCoversIsExactlyOne) {
  for (std::uint64_t round = 0; round < 200; ++round) {
    random_stream random(4, "onmi", round);
    const std::size_t n = 1 + random.below(50);
    const cover c = cover_of(n, random_sets(random, n, 7));
    ASSERT_EQ(overlapping_nmi(c, c).nmi_max, 1.0);
    ASSERT_EQ(overlapping_nmi(c, c).nmi_lfk, 1.0);
    ASSERT_EQ(omega_index(c, c).omega, 1.0);
  }
}

TEST(OverlappingNmi, AnswersDegenerateCasesAsItSays) {
  const auto both = [](const cover& a, const cover& b) {
    const overlapping_nmi_result found = overlapping_nmi(a, b);
    return std::pair(found.nmi_max, found.nmi_lfk);
  };
  using answer = std::pair<double, double>;
  EXPECT_EQ(both({}, {}), answer(1, 1));
  EXPECT_EQ(both(cover_of(3, {}), cover_of(3, {{}})), answer(1, 1));
  EXPECT_EQ(both(cover_of(3, {{0}}), cover_of(3, {})), answer(0, 0));
  EXPECT_EQ(both(cover_of(3, {{0, 1, 2}}), cover_of(3, {})), answer(0, 0));
  EXPECT_EQ(both(cover_of(3, {{0, 1, 2}}), cover_of(3, {{0, 1, 2}, {0, 1, 2}})), answer(1, 1));
  EXPECT_EQ(both(cover_of(4, {{0, 1, 2, 3}}), cover_of(4, {{0, 1}, {2, 3}})), answer(0, 0));
  EXPECT_EQ(both(cover_of(4, {{0, 1, 2, 3}, {0, 1}}), cover_of(4, {{0, 1}})), answer(1, 0.75));
}

TEST(CoverComparison, CountsDegreesFromTheLeastThatIsAsked) {
  const cover sharp = cover_of(4, {{0, 1}, {2, 3}});
  cover blurred = sharp;
  blurred.clusters[0].push_back({2, 0.25});
  blurred.clusters[0].push_back({3, 0.5});
  EXPECT_LT(omega_index(sharp, blurred).omega, 1.0);
  EXPECT_LT(omega_index(sharp, blurred, {.least_degree = 0.5}).omega, 1.0);
  EXPECT_EQ(omega_index(sharp, blurred, {.least_degree = 0.6}).omega, 1.0);
  EXPECT_EQ(overlapping_nmi(sharp, blurred, {.least_degree = 0.6}).nmi_max, 1.0);
  EXPECT_EQ(overlapping_nmi(sharp, blurred, {.least_degree = 0.5}).nmi_max,
            overlapping_nmi(sharp, cover_of(4, {{0, 1, 3}, {2, 3}})).nmi_max);
}

TEST(CoverComparison, IsBitIdenticalForAnyNumberOfThreadsAndNearlyForAnotherOrder) {
  random_stream random(5, "covers");
  const std::size_t n = 1500;
  sets a;
  sets b;
  for (int i = 0; i < 300; ++i) {
    a.emplace_back();
    b.emplace_back();
    for (int k = 0; k < 12; ++k) {
      a.back().insert(static_cast<vertex_id>(random.below(n)));
      b.back().insert(random.below(2) == 0 ? *a.back().begin() : static_cast<vertex_id>(random.below(n)));
    }
  }
  const auto all = [](const cover& x, const cover& y, unsigned threads) {
    const cover_compare_options how{.run = {.threads = threads}};
    const overlapping_nmi_result nmi = overlapping_nmi(x, y, how);
    return std::vector<double>{omega_index(x, y, how).omega, nmi.nmi_max, nmi.nmi_lfk, nmi.mutual_information};
  };
  const std::vector<double> one = all(cover_of(n, a), cover_of(n, b), 1);
  for (const unsigned threads : {2U, 4U, 8U}) EXPECT_EQ(all(cover_of(n, a), cover_of(n, b), threads), one);
  std::reverse(a.begin(), a.end());
  const std::vector<double> turned = all(cover_of(n, a), cover_of(n, b), 1);
  for (std::size_t i = 0; i < one.size(); ++i) EXPECT_NEAR(turned[i], one[i], 1e-14);
}

TEST(CoverComparison, NamesWhatIsWrong) {
  const cover good = cover_of(3, {{0, 1}});
  const auto refusal = [&](const cover& a, const cover& b, double least = 0.0) -> std::string {
    try {
      (void)omega_index(a, b, {.least_degree = least});
    } catch (const call_error& e) {
      return e.what();
    }
    return "nothing";
  };
  EXPECT_EQ(refusal(good, cover_of(4, {})), "omega_index: b is of 4 vertices; allowed: as many as a has, 3");
  EXPECT_EQ(refusal(good, cover_of(3, {{}, {3}})), "omega_index: b is vertex 3 in cluster 1; allowed: vertices below `vertices`");
  EXPECT_EQ(refusal({3, {{{1, 1.0}, {1, 1.0}}}}, good),
            "omega_index: a is vertex 1 after 1 in cluster 0; allowed: ascending vertices, each once");
  EXPECT_EQ(refusal({3, {{{1, 0.0}}}}, good), "omega_index: a is degree 0 in cluster 0; allowed: degrees in (0, 1]");
  EXPECT_NE(refusal({3, {{{1, std::numeric_limits<double>::quiet_NaN()}}}}, good), "nothing");
  EXPECT_EQ(refusal(good, good, 1.5), "omega_index: least_degree is 1.5; allowed: [0, 1]");
  EXPECT_NE(refusal(good, good, -0.1), "nothing");
  EXPECT_THROW((void)overlapping_nmi(good, cover_of(4, {})), input_error);
  EXPECT_THROW((void)overlapping_nmi(good, good, {.least_degree = 2}), option_error);
}

TEST(CoverComparison, StopsOnRequest) {
  std::stop_source source;
  source.request_stop();
  const cover c = cover_of(3, {{0, 1}, {1, 2}});
  EXPECT_THROW((void)omega_index(c, c, {.run = {.stop = source.get_token()}}), cancelled);
  EXPECT_THROW((void)overlapping_nmi(c, c, {.run = {.stop = source.get_token()}}), cancelled);
}

}  // namespace
