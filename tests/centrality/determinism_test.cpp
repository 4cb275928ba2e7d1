// SPDX-License-Identifier: BSL-1.0
// The same bytes from every compiler, optimisation and processor: digests of all bits of the scores on fixed graphs. The golden
// digests were made by this program (g++ 12, -O2, x86-64); they say that results are the same everywhere, not that they are
// right.
#include <coopgraph/centrality/approximate_betweenness.hpp>
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/edge_betweenness.hpp>
#include <coopgraph/centrality/pagerank.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace coopgraph;

struct fixed_case {
  kit::edge_list list;
  std::vector<std::int64_t> whole;
  std::vector<double> rounded;
};

fixed_case make_case(direction kind) {
  random_stream random(20170701, "determinism");
  fixed_case made{kit::random_multigraph(random, kind, 300, 900), {}, {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e) {
    made.whole.push_back(1 + static_cast<std::int64_t>(random.below(9)));
    made.rounded.push_back(0.5 + random.uniform());
  }
  return made;
}

std::vector<std::uint64_t> digests(direction kind) {
  const fixed_case made = make_case(kind);
  const auto strengths = edge_strengths::over(1, made.whole);
  const auto rounded_strengths = edge_strengths::rounded(made.rounded, "a test");
  return kit::with_graph(made.list, [&](const auto& graph) -> std::vector<std::uint64_t> {
    return {kit::digest(degree(graph).score.values),
            kit::digest(strength(graph, strengths).score.values),
            kit::digest(strength(graph, rounded_strengths).score.values),
            kit::digest(pagerank(graph).score.values),
            kit::digest(pagerank(graph, rounded_strengths).score.values),
            kit::digest(betweenness(graph).score.values),
            kit::digest(betweenness(graph, reciprocal_lengths(strengths)).score.values),
            kit::digest(betweenness(graph, edge_lengths::rounded(made.rounded, "a test")).score.values),
            kit::digest(edge_betweenness(graph).score),
            kit::digest(edge_betweenness(graph, edge_lengths::over(1, made.whole)).score)};
  });
}

TEST(Determinism, DigestsOfUndirectedScores) {
  EXPECT_EQ(digests(direction::undirected),
            (std::vector<std::uint64_t>{0x96f126c7a5f772fU, 0xf85dfd3847a82877U, 0xa29d8c92abfe2875U, 0x9d1fc49699d60d2cU,
                                        0xa0c9d99b57890190U, 0x2097fa0dafeb60fcU, 0x1d1849884668c37bU, 0x89662ff6c189f19fU,
                                        0xd6f9bb2264082e9eU, 0x6b9191c212d1ed46U}));
}

TEST(Determinism, DigestsOfDirectedScores) {
  EXPECT_EQ(digests(direction::directed),
            (std::vector<std::uint64_t>{0x96f126c7a5f772fU, 0xf85dfd3847a82877U, 0x908a86aa6162f7f3U, 0xd8e889b7782e111fU,
                                        0xa4f2c5686fdbaf4fU, 0xe65ca3748e908f65U, 0xdd6ea78d3f408cb0U, 0xef6424d156142ba5U,
                                        0xa90f9484679902a6U, 0x4fa07f6f8cc08aa3U}));
}

TEST(Determinism, DigestOfCountsThatCarryAnExponent) {
  kit::edge_list ring = kit::chain_of_diamonds(1020);  // closed by an arc, so that it is one block
  ring.kind = direction::directed;
  ring.edges.push_back({static_cast<vertex_id>(ring.vertices - 1), 0});
  EXPECT_EQ(kit::digest(betweenness(kit::directed(ring)).score.values), 0xf2fb7655b2395e98U);
}

TEST(Determinism, DigestOfSampledScores) {
  const auto graph = kit::undirected(make_case(direction::undirected).list);
  EXPECT_EQ(kit::digest(approximate_betweenness(graph, {.epsilon = 0.02, .seed = 3}).score.values), 0x72e5b7f8c7b9568cU);
}

}  // namespace
