// SPDX-License-Identifier: BSL-1.0
// The same bytes from every compiler, optimisation and processor, as determinism_test.cpp has them of other measures. The golden
// digests were made by this program (g++ 12, x86-64); they say that results are the same everywhere, not that they are right.
#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/centrality/eigenvector.hpp>
#include <coopgraph/centrality/harmonic.hpp>
#include <coopgraph/centrality/hits.hpp>
#include <coopgraph/centrality/katz.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/graph/generators.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace coopgraph;

std::vector<std::uint64_t> digests(direction kind) {
  random_stream random(20170701, "walk digests");
  const kit::edge_list list = kit::random_multigraph(random, kind, 700, 2100);
  std::vector<std::int64_t> whole;
  std::vector<double> rounded;
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    whole.push_back(1 + static_cast<std::int64_t>(random.below(9)));
    rounded.push_back(0.5 + random.uniform());
  }
  const auto lengths = edge_lengths::rounded(rounded, "a test");
  const auto strengths = edge_strengths::rounded(rounded, "a test");
  return kit::with_graph(list, [&](const auto& graph) -> std::vector<std::uint64_t> {
    return {kit::digest(closeness(graph).score.values),
            kit::digest(closeness(graph, edge_lengths::over({1, 10}, whole)).score.values),
            kit::digest(closeness(graph, lengths).score.values),
            kit::digest(harmonic(graph).score.values),
            kit::digest(harmonic(graph, lengths).score.values),
            kit::digest(eigenvector(graph).score.values),
            kit::digest(eigenvector(graph, strengths).score.values),
            kit::digest(katz(graph, strengths, {.alpha = 0.05}).score.values),
            kit::digest(hits(graph, strengths).hubs.values)};
  });
}

TEST(WalkDigests, OfUndirectedScores) {
  EXPECT_EQ(digests(direction::undirected),
            (std::vector<std::uint64_t>{0x6e4b8a646051dd67U, 0x7fbe24c5dfcd1a65U, 0xd35358eb97fd114fU, 0x29b7d72ee766c96cU,
                                        0x809c6b058e89e3d7U, 0x408188d5dfed4dbeU, 0x5ec08830ca5d5d17U, 0xc0d06775d1f239aeU,
                                        0x7087640731307991U}));
}

TEST(WalkDigests, OfDirectedScores) {
  EXPECT_EQ(digests(direction::directed),
            (std::vector<std::uint64_t>{0xbc4d3cd1fa22b3d0U, 0xb9d1200f8a921af3U, 0x8e7971b1494a51aU, 0x348af5ef292b51c3U,
                                        0x31377a903835387bU, 0xcc208ec25b44b05fU, 0xfbf234539ca1b6d3U, 0xe2e30df7630e15d5U,
                                        0x829cbf84cb4ffc64U}));
}

TEST(WalkDigests, OfALongPathByProjection) {
  EXPECT_EQ(kit::digest(eigenvector(kit::undirected(kit::path(600))).score.values), 0xd84ff6c251fc2535U);
}

TEST(WalkDigests, OfPageRankWhereManyVerticesHaveNoTiesAmongThem) {
  random_stream random(3, "d");
  const auto sparse = kit::undirected(kit::random_multigraph(random, direction::undirected, 3000, 3000));
  std::vector<double> rounded;
  for (std::size_t e = 0; e < sparse.edges(); ++e) rounded.push_back(0.5 + random.uniform());
  const auto strengths = edge_strengths::rounded(rounded, "t");
  EXPECT_EQ(kit::digest(pagerank(sparse).score.values), 0xf8f016ccee8128c6U);
  EXPECT_EQ(kit::digest(pagerank(sparse, strengths, {.damping = 0.99}).score.values), 0x940a0b356accf2e1U);
  EXPECT_EQ(kit::digest(pagerank(grid({.rows = 60, .columns = 60})).score.values), 0x8b7190e886bc5b02U);
}

}  // namespace
