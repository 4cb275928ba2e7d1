// SPDX-License-Identifier: BSL-1.0
// Equal paths are equal: 10,000 graphs with lengths in tenths, which doubles cannot add exactly, and 10,000 with reciprocals.
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"
#include "support/oracles.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

constexpr std::uint64_t rounds = 10'000;
constexpr std::size_t vertices = 8;

edge_list graph_of_round(random_stream& random, std::uint64_t round) {
  return kit::random_multigraph(random, round % 2 == 0 ? direction::undirected : direction::directed, vertices,
                                6 + random.below(15));
}

::testing::AssertionResult agrees(const edge_list& list, const edge_lengths& lengths, const kit::path_facts& facts) {
  return kit::with_graph(list, [&](const auto& graph) -> ::testing::AssertionResult {
    for (vertex_id s = 0; s < vertices; ++s) {
      const auto found = count_shortest_paths(graph, lengths, s);
      if (found.ties != ties::exact) return ::testing::AssertionFailure() << "the ties are approximate";
      for (vertex_id t = 0; t < vertices; ++t)
        if (!(found.count[t] == path_count::of(facts.paths[s][t])))
          return ::testing::AssertionFailure()
                 << "paths from " << s << " to " << t << ", of which there are " << facts.paths[s][t];
    }
    const auto result = betweenness(graph, lengths, {.run = {.threads = 1}});
    if (result.ties != ties::exact) return ::testing::AssertionFailure() << "the ties are approximate";
    return kit::close(result.score.values, facts.betweenness, 1e-12);
  });
}

TEST(ExactTies, OfLengthsWithOneDecimal) {
  std::size_t with_ties = 0;
  for (std::uint64_t round = 0; round < rounds; ++round) {
    random_stream random(1, "exact ties", round);
    const edge_list list = graph_of_round(random, round);
    std::vector<kit::fraction> tenths;
    std::vector<double> doubles;
    for (std::size_t e = 0; e < list.edges.size(); ++e) {
      tenths.push_back({1 + static_cast<std::int64_t>(random.below(10)), 10});
      doubles.push_back(static_cast<double>(tenths.back().top) / 10);
    }
    const kit::path_facts facts = kit::all_shortest_paths(list, tenths);
    ASSERT_TRUE(agrees(list, edge_lengths::from(doubles), facts)) << "round " << round;
    bool ties_here = false;
    for (const auto& row : facts.paths)
      for (const std::uint64_t paths : row) ties_here = ties_here || paths > 1;
    if (ties_here) ++with_ties;
  }
  EXPECT_GT(with_ties, rounds / 3);  // else the test would show little
}

TEST(ExactTies, OfReciprocalsOfStrengths) {
  for (std::uint64_t round = 0; round < rounds; ++round) {
    random_stream random(2, "exact ties", round);
    const edge_list list = graph_of_round(random, round);
    std::vector<kit::fraction> reciprocals;
    std::vector<std::int64_t> strengths;
    for (std::size_t e = 0; e < list.edges.size(); ++e) {
      strengths.push_back(1 + static_cast<std::int64_t>(random.below(9)));
      reciprocals.push_back({1, strengths.back()});
    }
    const edge_lengths lengths = reciprocal_lengths(edge_strengths::over(1, strengths));
    ASSERT_TRUE(agrees(list, lengths, kit::all_shortest_paths(list, reciprocals))) << "round " << round;
  }
}

}  // namespace
