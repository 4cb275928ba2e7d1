// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/rows.hpp>

#include <gtest/gtest.h>

#include <vector>

namespace coopgraph {
namespace {

struct arcs {
  std::size_t vertices;
  std::vector<vertex_id> from;
  std::vector<vertex_id> to;
};

arcs random_arcs(std::size_t vertices, std::size_t edges, bool skewed, std::uint64_t seed) {
  random_stream random(seed, "rows");
  arcs all{vertices, {}, {}};
  const auto end = [&] {
    std::size_t v = random.below(vertices);
    if (skewed && random.below(2) == 0) v = v % 7;  // loops, parallel edges, hubs
    return static_cast<vertex_id>(v);
  };
  for (std::size_t e = 0; e < edges; ++e) {
    all.from.push_back(end());
    all.to.push_back(end());
  }
  return all;
}

TEST(Rows, BlocksMakeTheSameRowsAsOneSort) {
  std::uint64_t seed = 0;
  for (const std::size_t vertices : {1U, 2U, 3U, 100U, 1023U, 1024U, 1025U, 70'000U})
    for (const std::size_t edges : {1U, 2U, 1000U, 200'000U})
      for (const bool skewed : {false, true})
        for (const bool both_ways : {false, true}) {
          const arcs a = random_arcs(vertices, edges, skewed, ++seed);
          const auto packing = detail::arc_packing::of(vertices, edges, both_ways ? 2 * edges : edges);
          ASSERT_TRUE(packing.fits());
          EXPECT_EQ(detail::make_rows_in_blocks(vertices, a.from, a.to, both_ways, packing, detail::never_stop{}),
                    detail::make_rows_at_once(vertices, a.from, a.to, both_ways))
              << vertices << " vertices, " << edges << " edges";
        }
}

TEST(Rows, TheNumberOfArcsDoesNotShowInTheRows) {
  for (const std::size_t edges : {60'000U, 140'000U}) {  // one sort, blocks
    const arcs a = random_arcs(5000, edges, true, edges);
    EXPECT_EQ(detail::make_rows(a.vertices, a.from, a.to, true), detail::make_rows_at_once(a.vertices, a.from, a.to, true));
  }
}

TEST(Rows, WhatDoesNotFitIntoOneNumberIsSeen) {
  EXPECT_FALSE(detail::arc_packing::of(std::size_t{1} << 31, std::size_t{1} << 33, std::size_t{1} << 34).fits());
  EXPECT_TRUE(detail::arc_packing::of(10'000'000, 100'000'000, 200'000'000).fits());
}

}  // namespace
}  // namespace coopgraph
