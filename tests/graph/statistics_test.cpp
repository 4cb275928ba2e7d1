// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/statistics.hpp>

#include "small_cases.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <coopgraph/graph/generators.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;
using ::testing::HasSubstr;

/// ties[u][v]: how many edges lead from u to v, counted from the list.
using matrix = std::vector<std::vector<std::uint64_t>>;
matrix counted(const plain_graph& g, bool directed) {
  matrix ties(g.n, std::vector<std::uint64_t>(g.n, 0));
  for (const auto& [u, v] : g.ends) {
    ++ties[u][v];
    if (!directed && u != v) ++ties[v][u];
  }
  return ties;
}

/// All triples of vertices, one by one.
std::pair<std::uint64_t, std::uint64_t> triangles_and_triples(const plain_graph& g) {
  const matrix ties = counted(g, false);
  std::uint64_t closed = 0;
  std::uint64_t open = 0;
  for (std::size_t a = 0; a < g.n; ++a)
    for (std::size_t b = a + 1; b < g.n; ++b)
      for (std::size_t c = b + 1; c < g.n; ++c) {
        const int sides = (ties[a][b] > 0) + (ties[b][c] > 0) + (ties[a][c] > 0);
        closed += sides == 3;
        open += sides == 3 ? 3 : sides == 2;
      }
  return {closed, open};
}

TEST(TieStatistics, AgreeWithAMatrixOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 9, 24);
    for (const bool directed : {false, true}) {
      const matrix ties = counted(g, directed);
      tie_statistics_result expected;
      double arcs = 0;
      for (std::size_t u = 0; u < g.n; ++u)
        for (std::size_t v = 0; v < g.n; ++v) {
          expected.largest_multiplicity = std::max(expected.largest_multiplicity, ties[u][v]);
          if (u == v) expected.loops += ties[u][v];
          if (u != v) arcs += ties[u][v] > 0;
          if (u >= v || ties[u][v] + ties[v][u] == 0) continue;
          ++expected.tied_pairs;
          if (directed) ++(ties[u][v] > 0 && ties[v][u] > 0 ? expected.mutual_pairs : expected.asymmetric_pairs);
        }
      const tie_statistics_result found = directed ? tie_statistics(g.directed()) : tie_statistics(g.undirected());
      ASSERT_EQ(found.loops, expected.loops);
      ASSERT_EQ(found.largest_multiplicity, expected.largest_multiplicity);
      ASSERT_EQ(found.tied_pairs, expected.tied_pairs);
      ASSERT_EQ(found.mutual_pairs, expected.mutual_pairs);
      ASSERT_EQ(found.asymmetric_pairs, expected.asymmetric_pairs);
      ASSERT_EQ(found.density.value.has_value(), g.n > 1);
      if (g.n > 1) {
        ASSERT_DOUBLE_EQ(*found.density.value, arcs / static_cast<double>(g.n * (g.n - 1)));
      }
      ASSERT_EQ(found.reciprocity.value.has_value(), directed && arcs > 0);
      if (found.reciprocity.value) {
        ASSERT_DOUBLE_EQ(*found.reciprocity.value, static_cast<double>(2 * expected.mutual_pairs) / arcs);
      }
    }
    ASSERT_EQ(tie_statistics(small_cases::as_lists<boost::bidirectionalS>(g)).tied_pairs,
              tie_statistics(g.directed()).tied_pairs);
  }
}

TEST(TieStatistics, SayWhyANumberDoesNotExist) {
  EXPECT_THAT(tie_statistics(undirected_graph()).density.why_undefined, HasSubstr("fewer than two vertices"));
  EXPECT_THAT(tie_statistics(directed_graph(1, {{0, 0}})).density.why_undefined, HasSubstr("fewer than two vertices"));
  EXPECT_THAT(tie_statistics(undirected_graph(2, {{0, 1}})).reciprocity.why_undefined, HasSubstr("undirected"));
  EXPECT_THAT(tie_statistics(directed_graph(2, {{1, 1}})).reciprocity.why_undefined, HasSubstr("no arc between different"));
  EXPECT_EQ(tie_statistics(undirected_graph(2, {})).density.value, 0.0);
}

TEST(TieStatistics, OfTheKarateClubAndTheFlorentineFamiliesAreThePublishedOnes) {
  // networkx 3.6.1: density(karate_club_graph()), density(florentine_families_graph())
  EXPECT_DOUBLE_EQ(*tie_statistics(kit::undirected(kit::karate_club())).density.value, 0.13903743315508021);
  EXPECT_DOUBLE_EQ(*tie_statistics(kit::undirected(kit::florentine_marriages())).density.value, 0.19047619047619047);
}

TEST(Triangles, AgreeWithAllTriplesOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 11, 40);
    const auto [closed, open] = triangles_and_triples(g);
    for (const triangles_result& found : {count_triangles(g.undirected()), count_triangles(g.directed()),
                                          count_triangles(small_cases::as_lists<boost::undirectedS>(g))}) {
      ASSERT_EQ(found.triangles, closed);
      ASSERT_EQ(found.triples, open);
      ASSERT_EQ(found.transitivity.value.has_value(), open > 0);
      if (open > 0) {
        ASSERT_DOUBLE_EQ(*found.transitivity.value, 3.0 * static_cast<double>(closed) / static_cast<double>(open));
      }
    }
  }
}

TEST(Triangles, OfTheKarateClubAndTheFlorentineFamiliesAreThePublishedOnes) {
  // networkx 3.6.1: sum(triangles(G)) / 3, transitivity(G)
  const triangles_result karate = count_triangles(kit::undirected(kit::karate_club()));
  EXPECT_EQ(karate.triangles, 45U);
  EXPECT_DOUBLE_EQ(*karate.transitivity.value, 0.2556818181818182);
  const triangles_result florence = count_triangles(kit::undirected(kit::florentine_marriages()));
  EXPECT_EQ(florence.triangles, 3U);
  EXPECT_DOUBLE_EQ(*florence.transitivity.value, 9.0 / 47.0);
}

TEST(Triangles, OfSimpleFamiliesAreWhatAFormulaGives) {
  EXPECT_EQ(count_triangles(kit::undirected(kit::complete(40))).triangles, 40U * 39U * 38U / 6U);
  EXPECT_EQ(count_triangles(kit::undirected(kit::complete(40))).transitivity.value, 1.0);
  EXPECT_EQ(count_triangles(kit::undirected(kit::star(9))).transitivity.value, 0.0);
  const triangles_result hub = count_triangles(kit::undirected(kit::star(200'000)));  // 2 * 10^10 triples, one long row
  EXPECT_EQ(hub.triples, 200'000ULL * 199'999ULL / 2ULL);
  EXPECT_EQ(hub.triangles, 0U);
}

TEST(Triangles, SayWhyThereIsNoTransitivity) {
  EXPECT_THAT(count_triangles(undirected_graph()).transitivity.why_undefined, HasSubstr("two neighbours"));
  EXPECT_FALSE(count_triangles(undirected_graph(2, {{0, 1}, {0, 1}, {0, 0}})).transitivity.value);
}

TEST(Triangles, DoNotDependOnTheNumberOfThreads) {
  const undirected_graph g = barabasi_albert({.vertices = 3000, .edges_per_vertex = 6, .seed = 4});
  const triangles_result one = count_triangles(g, {.run = {.threads = 1}});
  EXPECT_GT(one.triangles, 100U);
  for (const unsigned threads : {2U, 4U, 8U}) {
    EXPECT_EQ(count_triangles(g, {.run = {.threads = threads}}).triangles, one.triangles);
    EXPECT_EQ(count_triangles(g, {.run = {.threads = threads}}).transitivity, one.transitivity);
  }
}

TEST(Triangles, StopOnRequest) {
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW((void)count_triangles(kit::undirected(kit::karate_club()), {.run = {.stop = source.get_token()}}), cancelled);
}

TEST(TotalStrength, IsExactWhereTheValuesAre) {
  const auto tenths = total_strength(edge_strengths::from({0.1, 0.2, 0.7, -0.5}));
  EXPECT_EQ(tenths.value, 0.5);
  EXPECT_FALSE(tenths.whole);
  EXPECT_EQ(tenths.ties, ties::exact);
  const auto whole = total_strength(edge_strengths::from({0.1, 0.2, 0.7}));
  EXPECT_EQ(whole.whole, 1);
  const std::int64_t odd = (std::int64_t{1} << 60) + 1;
  EXPECT_EQ(total_strength(edge_strengths::over(1, {odd, 2})).whole, odd + 2);  // no double holds it
  EXPECT_EQ(total_strength(edge_strengths::over(1, {})).whole, 0);
}

TEST(TotalStrength, ThatLeavesSixtyFourBitsIsADouble) {
  const auto large = total_strength(edge_strengths::over(1, {INT64_MAX, INT64_MAX, INT64_MAX}));
  EXPECT_FALSE(large.whole);
  EXPECT_DOUBLE_EQ(large.value, 3.0 * 9223372036854775807.0);
}

TEST(TotalStrength, OfRoundedValuesSaysSoAndRefusesAnOverflow) {
  const auto third = total_strength(edge_strengths::rounded({1.0 / 3.0, 1.0}, "thirds"));
  EXPECT_EQ(third.ties, ties::approximate);
  EXPECT_EQ(third.why_approximate, "thirds");
  EXPECT_DOUBLE_EQ(third.value, 4.0 / 3.0);
  EXPECT_TRUE(kit::refuses<input_error>(
      [] {
        return total_strength(edge_strengths::rounded({1e308, 1e308}, "large"));
      },
      "strengths", "a sum that overflows the range of a double", "strengths whose sum is below 1.8e308"));
}

TEST(WeightedReciprocity, AgreesWithAMatrixOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 6, 20, 0);  // strengths 0 to 3
    std::map<std::pair<vertex_id, vertex_id>, std::int64_t> s;
    for (std::size_t e = 0; e < g.ends.size(); ++e) s[{g.ends[e].source, g.ends[e].target}] += g.length[e];
    std::int64_t top = 0;
    std::int64_t bottom = 0;
    for (vertex_id u = 0; u < g.n; ++u)
      for (vertex_id v = 0; v < g.n; ++v) {
        if (u == v) continue;
        top += std::min(s[{u, v}], s[{v, u}]);
        bottom += s[{u, v}];
      }
    const statistic exact = weighted_reciprocity(g.directed(), edge_strengths::over(1, g.length));
    const statistic rounded = weighted_reciprocity(
        g.directed(), edge_strengths::rounded(std::vector<double>(g.length.begin(), g.length.end()), "as doubles"));
    ASSERT_EQ(exact.value.has_value(), bottom > 0) << seed;
    ASSERT_EQ(exact, rounded) << seed;
    if (bottom > 0) {
      ASSERT_DOUBLE_EQ(*exact.value, static_cast<double>(top) / static_cast<double>(bottom)) << seed;
    }
  }
}

TEST(WeightedReciprocity, SolvesAThreeAndAOneByHand) {
  const directed_graph g(3, {{0, 1}, {1, 0}, {1, 2}, {2, 2}});
  EXPECT_DOUBLE_EQ(*weighted_reciprocity(g, edge_strengths::from({3, 1, 1, 9})).value, 2.0 / 5.0);
  EXPECT_THAT(weighted_reciprocity(g, edge_strengths::from({0, 0, 0, 9})).why_undefined, HasSubstr("add up to 0"));
  EXPECT_THAT(weighted_reciprocity(directed_graph(), edge_strengths::from({})).why_undefined, HasSubstr("add up to 0"));
}

TEST(WeightedReciprocity, RefusesNegativeStrengthsAWrongNumberAndAnOverflow) {
  const directed_graph g(2, {{0, 1}, {1, 0}});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return weighted_reciprocity(g, edge_strengths::from({1, -2}));
      },
      "strengths", "-2 (negative) at edge 1", "strengths >= 0"));
  EXPECT_THROW((void)weighted_reciprocity(g, edge_strengths::from({1})), input_error);
  EXPECT_THROW((void)weighted_reciprocity(g, edge_strengths::rounded({1.7e308, 1.7e308}, "large")), input_error);
  EXPECT_DOUBLE_EQ(*weighted_reciprocity(g, edge_strengths::rounded({8e307, 8e307}, "large")).value, 1.0);
}

template <class G>
concept has_weighted_reciprocity = requires(const G& g, const edge_strengths& s) {
  weighted_reciprocity(g, s);
};
static_assert(has_weighted_reciprocity<directed_graph> && !has_weighted_reciprocity<undirected_graph>);

}  // namespace
}  // namespace coopgraph
