// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/redcap.hpp>
#include <coopgraph/clustering/skater.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/regions_kit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::labels;

constexpr std::pair<redcap_order, redcap_linkage> six[] = {
    {redcap_order::first, redcap_linkage::single},   {redcap_order::first, redcap_linkage::average},
    {redcap_order::first, redcap_linkage::complete}, {redcap_order::full, redcap_linkage::single},
    {redcap_order::full, redcap_linkage::average},   {redcap_order::full, redcap_linkage::complete}};

// ---- an oracle: groups of units, the distance of each two of which is made anew from all their pairs ----

struct by_pairs {
  const kit::region_case& c;
  std::vector<double> z = kit::z_scores(c.attributes);

  [[nodiscard]] double apart(std::size_t u, std::size_t v) const {
    double squares = 0.0;
    for (std::size_t j = 0; j < c.attributes.columns; ++j) {
      const double d = z[u * c.attributes.columns + j] - z[v * c.attributes.columns + j];
      squares += d * d;
    }
    return std::sqrt(squares);
  }
  [[nodiscard]] bool tied(std::size_t u, std::size_t v) const {
    return std::any_of(c.list.edges.begin(), c.list.edges.end(),
                       [&](const endpoints& e) { return (e.source == u && e.target == v) || (e.source == v && e.target == u); });
  }
  [[nodiscard]] std::optional<double> distance(const labels& label, std::uint32_t a, std::uint32_t b, redcap_order order,
                                               redcap_linkage linkage) const {
    std::vector<double> all;
    bool neighbours = false;
    for (std::size_t u = 0; u < label.size(); ++u)
      for (std::size_t v = 0; v < label.size(); ++v) {
        if (label[u] != a || label[v] != b) continue;
        const bool is_tied = tied(u, v);
        neighbours = neighbours || is_tied;
        if (is_tied || order == redcap_order::full) all.push_back(apart(u, v));
      }
    if (!neighbours) return std::nullopt;
    if (linkage == redcap_linkage::single) return *std::min_element(all.begin(), all.end());
    if (linkage == redcap_linkage::complete) return *std::max_element(all.begin(), all.end());
    double sum = 0.0;
    for (const double d : all) sum += d;
    return sum / static_cast<double>(all.size());
  }
};

using tree_edges = std::vector<std::pair<std::size_t, std::size_t>>;

tree_edges tree_by_hand(const kit::region_case& c, redcap_order order, redcap_linkage linkage) {
  const by_pairs pairs{c};
  labels label(c.units());
  for (std::size_t u = 0; u < label.size(); ++u) label[u] = static_cast<std::uint32_t>(u);
  tree_edges tree;
  for (;;) {
    double least = std::numeric_limits<double>::infinity();
    std::pair<std::uint32_t, std::uint32_t> best{0, 0};
    for (std::uint32_t a = 0; a < label.size(); ++a)
      for (std::uint32_t b = a + 1; b < label.size(); ++b)
        if (const auto d = pairs.distance(label, a, b, order, linkage); d && *d < least) {
          least = *d;
          best = {a, b};
        }
    if (best.second == 0) return tree;
    std::pair<std::size_t, std::size_t> shortest;
    double length = std::numeric_limits<double>::infinity();
    for (std::size_t u = 0; u < label.size(); ++u)
      for (std::size_t v = 0; v < label.size(); ++v)
        if (label[u] == best.first && label[v] == best.second && pairs.tied(u, v) && pairs.apart(u, v) < length) {
          length = pairs.apart(u, v);
          shortest = {u, v};
        }
    tree.push_back(shortest);
    std::replace(label.begin(), label.end(), best.second, best.first);
  }
}

// Skater on a map whose only borders are those of the tree has no other tree to cut.
contiguous_regions cut_by_skater(const kit::region_case& c, const tree_edges& tree, std::size_t clusters) {
  kit::edge_list list{direction::undirected, c.units(), {}};
  for (const auto& [u, v] : tree) list.edges.push_back({static_cast<vertex_id>(u), static_cast<vertex_id>(v)});
  return skater(kit::undirected(list), c.attributes, {.clusters = clusters, .floor = c.floor});
}

TEST(Redcap, GrowsTheTreeOfEachOfTheSixMethodsAndCutsItAsSkaterDoes) {
  for (std::uint64_t item = 0; item < 200; ++item) {
    random_stream random(3, "redcap", item);
    kit::region_case c = kit::random_map(random, 10);
    for (double& x : c.attributes.values) x += random.uniform();
    const std::size_t clusters = 1 + random.below(c.units());
    for (const auto& [order, linkage] : six) {
      const contiguous_regions found =
          redcap(c.graph(), c.attributes, {.clusters = clusters, .floor = c.floor, .order = order, .linkage = linkage});
      const contiguous_regions expected = cut_by_skater(c, tree_by_hand(c, order, linkage), clusters);
      EXPECT_EQ(found.partition, expected.partition) << item;
      EXPECT_EQ(found.status, expected.status) << item;
    }
  }
}

TEST(Redcap, SixMethodsAreSixMethods) {
  bool differ[6][6] = {};
  for (std::uint64_t item = 0; item < 1000; ++item) {
    random_stream random(5, "six", item);
    const kit::region_case c = kit::random_map(random, 20);
    std::vector<partition> found;
    for (const auto& [order, linkage] : six)
      found.push_back(
          redcap(c.graph(), c.attributes, {.clusters = c.units() / 3 + 1, .order = order, .linkage = linkage}).partition);
    for (std::size_t i = 0; i < 6; ++i)
      for (std::size_t j = 0; j < 6; ++j) differ[i][j] = differ[i][j] || found[i] != found[j];
  }
  for (std::size_t i = 0; i < 6; ++i)
    for (std::size_t j = 0; j < i; ++j) EXPECT_TRUE(differ[i][j]) << i << " " << j;
}

TEST(Redcap, FirstOrderSingleLinkageIsSkater) {
  for (std::uint64_t item = 0; item < 200; ++item) {
    random_stream random(4, "redcap single", item);
    const kit::region_case c = kit::random_map(random, 20);
    const std::size_t clusters = 1 + random.below(c.units());
    const auto by_redcap = redcap(c.graph(), c.attributes,
                                  {.clusters = clusters,
                                   .floor = c.floor,
                                   .order = redcap_order::first,
                                   .linkage = redcap_linkage::single,
                                   .dissimilarity = region_dissimilarity::squared_euclidean});
    EXPECT_EQ(by_redcap.partition, skater(c.graph(), c.attributes, {.clusters = clusters, .floor = c.floor}).partition);
  }
}

TEST(Redcap, FullOrderRefusesATableThatIsTooLarge) {
  const undirected_graph chain = kit::undirected(kit::path(5));
  const unit_attributes a{1, {1, 2, 3, 4, 5}};
  EXPECT_THROW((void)redcap(chain, a, {.clusters = 2, .most_units = 4}), limit_error);
  EXPECT_NO_THROW((void)redcap(chain, a, {.clusters = 2, .most_units = 5}));
  EXPECT_NO_THROW((void)redcap(chain, a, {.clusters = 2, .order = redcap_order::first, .most_units = 4}));
}

}  // namespace
