// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/spanning_tree.hpp>

#include "small_cases.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <coopgraph/graph/components.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <numeric>
#include <optional>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The number of components that a set of edges (bits of `chosen`) leaves.
std::size_t parts(const plain_graph& g, std::uint32_t chosen) {
  std::vector<endpoints> ends;
  for (std::size_t e = 0; e < g.ends.size(); ++e)
    if ((chosen >> e & 1U) != 0) ends.push_back(g.ends[e]);
  return weak_components(undirected_graph(g.n, ends)).clusters;
}

/// The least total length among all sets of edges that are a spanning forest.
std::int64_t least_total(const plain_graph& g) {
  const std::size_t whole = parts(g, 0xffffffffU);
  std::optional<std::int64_t> best;
  for (std::uint32_t chosen = 0; chosen < (1U << g.ends.size()); ++chosen) {
    if (static_cast<std::size_t>(std::popcount(chosen)) != g.n - whole || parts(g, chosen) != whole) continue;
    std::int64_t total = 0;
    for (std::size_t e = 0; e < g.ends.size(); ++e)
      if ((chosen >> e & 1U) != 0) total += g.length[e];
    if (!best || total < *best) best = total;
  }
  return *best;
}

/// Whether no edge that was left out is shorter, or as long and given before, than an edge on the way that the forest offers
/// instead.
bool no_exchange_helps(const plain_graph& g, const std::vector<edge_id>& forest) {
  for (const edge_id kept : forest) {
    std::vector<endpoints> rest;
    for (const edge_id e : forest)
      if (e != kept) rest.push_back(g.ends[e]);
    const partition p = weak_components(undirected_graph(g.n, rest));
    for (edge_id e = 0; e < g.ends.size(); ++e) {
      const bool joins = p.label[g.ends[e].source] != p.label[g.ends[e].target] &&
                         (p.label[g.ends[e].source] == p.label[g.ends[kept].source] ||
                          p.label[g.ends[e].source] == p.label[g.ends[kept].target]) &&
                         (p.label[g.ends[e].target] == p.label[g.ends[kept].source] ||
                          p.label[g.ends[e].target] == p.label[g.ends[kept].target]);
      if (joins && e != kept && (g.length[e] < g.length[kept] || (g.length[e] == g.length[kept] && e < kept))) return false;
    }
  }
  return true;
}

TEST(SpanningForest, HasTheLeastTotalOfAllOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 6, 10, -1);
    const spanning_forest_result found = minimum_spanning_forest(g.undirected(), g.lengths());
    ASSERT_EQ(found.trees, weak_components(g.undirected()).clusters);
    ASSERT_EQ(found.edge.size(), g.n - found.trees);
    ASSERT_TRUE(std::is_sorted(found.edge.begin(), found.edge.end()));
    ASSERT_EQ(found.total, static_cast<double>(least_total(g)));
    ASSERT_TRUE(no_exchange_helps(g, found.edge));
    ASSERT_EQ(minimum_spanning_forest(small_cases::as_lists<boost::undirectedS>(g), g.lengths()).edge, found.edge);
  }
}

TEST(SpanningForest, OfGreatestStrengthIsThatOfLeastReciprocalLength) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 12, 30);
    const auto strengths = edge_strengths::over(1, g.length);
    const spanning_forest_result strongest = maximum_spanning_forest(g.undirected(), strengths);
    ASSERT_EQ(strongest.edge, minimum_spanning_forest(g.undirected(), reciprocal_lengths(strengths)).edge) << seed;
    double total = 0;
    for (const edge_id e : strongest.edge) total += strengths[e];
    ASSERT_EQ(strongest.total, total) << seed;
  }
}

TEST(SpanningForest, ComparesLengthsExactly) {
  //  0 -e0- 1 -e1- 2, and e2 from 2 to 0: 0.3 and 0.1 + 0.2 are equal, so that the earlier edge is taken
  const undirected_graph g(3, {{0, 1}, {1, 2}, {2, 0}});
  EXPECT_THAT(minimum_spanning_forest(g, edge_lengths::from({0.3, 0.3, 0.1})).edge, ElementsAre(0, 2));
  EXPECT_EQ(minimum_spanning_forest(g, edge_lengths::from({0.1, 0.2, 7})).total, 0.3);
  const std::int64_t large = std::int64_t{1} << 62;  // differ by less than a double resolves
  EXPECT_THAT(minimum_spanning_forest(g, edge_lengths::over(1, {large + 1, large, large - 1})).edge, ElementsAre(1, 2));
  EXPECT_EQ(minimum_spanning_forest(g, edge_lengths::from({1, 1, 1})).ties, ties::exact);
  const auto rounded = minimum_spanning_forest(g, edge_lengths::rounded({0.5, 0.25, 0.125}, "halves"));
  EXPECT_THAT(rounded.edge, ElementsAre(1, 2));
  EXPECT_EQ(rounded.ties, ties::approximate);
  EXPECT_EQ(rounded.why_approximate, "halves");
  EXPECT_EQ(rounded.total, 0.375);
}

TEST(SpanningForest, TakesTheShortestOfParallelEdgesAndNoLoop) {
  const undirected_graph g(3, {{0, 0}, {0, 1}, {1, 0}, {0, 1}});
  const spanning_forest_result found = minimum_spanning_forest(g, edge_lengths::from({-5, 3, 2, 2}));
  EXPECT_THAT(found.edge, ElementsAre(2));
  EXPECT_EQ(found.trees, 2U);
  EXPECT_EQ(found.total, 2.0);
}

TEST(SpanningForest, OfDegenerateGraphsIsEmpty) {
  EXPECT_EQ(minimum_spanning_forest(undirected_graph(), edge_lengths::from({})).trees, 0U);
  const auto lone = minimum_spanning_forest(undirected_graph(3, {}), edge_lengths::from({}));
  EXPECT_THAT(lone.edge, IsEmpty());
  EXPECT_EQ(lone.trees, 3U);
  EXPECT_EQ(lone.total, 0.0);
}

TEST(SpanningForest, RefusesAWrongNumberOfValuesAndAnOverflow) {
  const undirected_graph g(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>([&] { return minimum_spanning_forest(g, edge_lengths::from({1})); },
                                        "number of edge values", "1", "2, one for each edge"));
  EXPECT_THROW((void)maximum_spanning_forest(g, edge_strengths::rounded({1.7e308, 1.7e308}, "large")), input_error);
}

TEST(SpanningForest, StopsOnRequestAndTellsItsEnd) {
  const undirected_graph g(2, {{0, 1}});
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW((void)minimum_spanning_forest(g, edge_lengths::from({1}), {.run = {.stop = source.get_token()}}), cancelled);
  double told = 0;
  (void)minimum_spanning_forest(g, edge_lengths::from({1}), {.run = {.progress = [&](double part) { told = part; }}});
  EXPECT_EQ(told, 1.0);
}

template <class G>
concept has_spanning_forest = requires(const G& g, const edge_lengths& l) {
  minimum_spanning_forest(g, l);
};
static_assert(has_spanning_forest<undirected_graph> && !has_spanning_forest<directed_graph>);

}  // namespace
}  // namespace coopgraph
