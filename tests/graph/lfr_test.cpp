// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/generators.hpp>

#include "graph/generated.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph {
namespace {

using namespace generated;

struct measured {
  double mean_degree, mu;
  std::size_t largest_degree, smallest_community, largest_community;
};

measured measure(const lfr_result& result) {
  const auto list = pairs_of(result.graph);
  const std::size_t n = result.graph.view().vertices();
  const auto degree = degrees(n, list);
  std::vector<std::size_t> size(result.communities.clusters, 0);
  for (const std::uint32_t c : result.communities.label) ++size[c];
  double crossing = 0.0;
  for (const auto& [u, v] : list)
    if (result.communities.label[u] != result.communities.label[v]) crossing += 1.0;
  return {2.0 * static_cast<double>(list.size()) / static_cast<double>(n),
          list.empty() ? 0.0 : crossing / static_cast<double>(list.size()), *std::max_element(degree.begin(), degree.end()),
          *std::min_element(size.begin(), size.end()), *std::max_element(size.begin(), size.end())};
}

TEST(lfr, keeps_to_the_degrees_the_sizes_and_the_mixing_that_were_asked_for) {
  for (const double mu : {0.0, 0.1, 0.3, 0.5, 0.8, 1.0})
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      const auto result = lfr({.vertices = 2000,
                               .average_degree = 15.0,
                               .max_degree = 60,
                               .tau1 = 2.5,
                               .tau2 = 1.5,
                               .mu = mu,
                               .min_community = 20,
                               .max_community = 100,
                               .seed = seed});
      const auto [mean, share, largest, least_size, most_size] = measure(result);
      EXPECT_TRUE(is_simple(unordered(pairs_of(result.graph))));
      EXPECT_NEAR(mean, 15.0, 1.0) << mu;  // 5 standard deviations of the mean of 2,000 draws are about 1.1
      EXPECT_NEAR(share, mu, 0.01) << mu;
      EXPECT_EQ(share, result.mu);
      EXPECT_LE(largest, 61U);  // one more where ends were made even
      EXPECT_GE(least_size, 20U);
      EXPECT_LE(most_size, 100U);
      EXPECT_LE(result.unplaced, 20U);
    }
}

TEST(lfr, gives_every_vertex_its_share_of_outer_edges) {
  const auto result = lfr({.vertices = 3000, .mu = 0.4, .seed = 8});
  std::vector<double> inner(3000, 0.0), all(3000, 0.0);
  for (const auto& [u, v] : pairs_of(result.graph))
    for (const vertex_id w : {u, v}) {
      all[w] += 1.0;
      if (result.communities.label[u] == result.communities.label[v]) inner[w] += 1.0;
    }
  std::size_t far_off = 0;
  for (std::size_t v = 0; v < 3000; ++v)
    if (std::fabs(inner[v] - 0.6 * all[v]) > 2.0) ++far_off;  // one for rounding, one for evenness
  EXPECT_LE(far_off, 10U);
}

TEST(lfr, manages_dense_communities) {
  // Communities of 20 to 25 with about 18 inner edges each: nearly complete.
  const auto result = lfr({.vertices = 2000,
                           .average_degree = 18.0,
                           .max_degree = 20,
                           .mu = 0.05,
                           .min_community = 20,
                           .max_community = 25,
                           .seed = 1});
  const auto seen = measure(result);
  EXPECT_NEAR(seen.mean_degree, 18.0, 0.2);
  EXPECT_NEAR(seen.mu, 0.05, 0.01);
  EXPECT_TRUE(is_simple(unordered(pairs_of(result.graph))));
}

TEST(lfr, draws_degrees_from_the_power_law) {
  // The mean of the law from 5 to 50 with exponent 3 by direct summation, so that it begins at exactly 5.
  double weight = 0.0, mean = 0.0;
  for (int k = 5; k <= 50; ++k) {
    weight += std::pow(k, -3.0);
    mean += k * std::pow(k, -3.0);
  }
  const auto result =
      lfr({.vertices = 20'000, .average_degree = mean / weight, .max_degree = 50, .tau1 = 3.0, .mu = 0.5, .seed = 6});
  const auto degree = degrees(20'000, pairs_of(result.graph));
  for (const std::size_t k : {5U, 6U, 8U, 12U}) {
    const double expected = std::pow(static_cast<double>(k), -3.0) / weight;
    const auto found = static_cast<double>(std::count(degree.begin(), degree.end(), k)) / 20'000.0;
    EXPECT_NEAR(found, expected, 0.02) << k;
  }
}

TEST(lfr, fits_the_sizes_of_communities_to_any_possible_number_of_vertices) {
  for (const std::size_t n : {60U, 61U, 75U, 99U, 100U, 149U}) {
    const auto result = lfr(
        {.vertices = n, .average_degree = 5.0, .max_degree = 10, .mu = 0.2, .min_community = 20, .max_community = 25, .seed = n});
    const auto seen = measure(result);
    EXPECT_GE(seen.smallest_community, 20U) << n;
    EXPECT_LE(seen.largest_community, 25U) << n;
  }
}

TEST(lfr, refuses_what_cannot_be_met) {
  expect_refused([] { (void)lfr({.vertices = 1}); }, "vertices");
  expect_refused([] { (void)lfr({.max_degree = 1000}); }, "max_degree");
  expect_refused([] { (void)lfr({.average_degree = 51.0}); }, "average_degree");
  expect_refused([] { (void)lfr({.average_degree = 1.5, .tau1 = 0.5}); }, "average_degree");
  expect_refused([] { (void)lfr({.average_degree = std::nan("")}); }, "average_degree");
  expect_refused([] { (void)lfr({.tau1 = -1.0}); }, "tau1");
  expect_refused([] { (void)lfr({.tau2 = 11.0}); }, "tau2");
  expect_refused([] { (void)lfr({.mu = 1.1}); }, "mu");
  expect_refused([] { (void)lfr({.min_community = 0}); }, "min_community");
  expect_refused([] { (void)lfr({.min_community = 101}); }, "min_community");
  expect_refused([] { (void)lfr({.max_community = 1000}); }, "max_community");
  expect_refused([] { (void)lfr({.max_degree = 100, .mu = 0.0, .max_community = 100}); }, "max_degree");
  // 1 community holds at most 25, 2 at least 40.
  expect_refused(
      [] { (void)lfr({.vertices = 30, .average_degree = 5.0, .max_degree = 10, .min_community = 20, .max_community = 25}); },
      "min_community");
}

}  // namespace
}  // namespace coopgraph
