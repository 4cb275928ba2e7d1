// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/resolution_scan.hpp>
#include <coopgraph/graph/generators.hpp>

#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;

const undirected_graph two_triangles = kit::undirected(kit::two_triangles_and_a_bridge());

void expect_well_formed(const resolution_scan_result& found, double lowest, double highest) {
  ASSERT_FALSE(found.plateaus.empty());
  EXPECT_EQ(found.plateaus.front().from, lowest);
  EXPECT_EQ(found.plateaus.back().to, highest);
  for (std::size_t i = 0; i < found.plateaus.size(); ++i) {
    const resolution_plateau& plateau = found.plateaus[i];
    EXPECT_LT(plateau.from, plateau.to);
    EXPECT_NEAR(plateau.log_width, std::log(plateau.to / plateau.from), 1e-12);
    if (i == 0) continue;
    EXPECT_EQ(plateau.from, found.plateaus[i - 1].to);
    EXPECT_LT(plateau.expected, found.plateaus[i - 1].expected);
    EXPECT_LT(plateau.within, found.plateaus[i - 1].within);
  }
  ASSERT_EQ(found.by_stability.size(), found.plateaus.size());
  for (std::size_t i = 1; i < found.by_stability.size(); ++i)
    EXPECT_GE(found.plateaus[found.by_stability[i - 1]].log_width, found.plateaus[found.by_stability[i]].log_width);
  std::vector<std::uint32_t> places = found.by_stability;
  std::sort(places.begin(), places.end());
  for (std::uint32_t i = 0; i < places.size(); ++i) EXPECT_EQ(places[i], i);
}

TEST(ResolutionScan, OfTwoTrianglesAndABridgeIsSolvedByHand) {
  // All: 1 - g. Halves: 6/7 - g/2. Two pairs and two alone: 2/7 - g 50/196. All alone: -g 34/196.
  const auto found = scan_resolutions(two_triangles);
  expect_well_formed(found, 0.1, 10.0);
  ASSERT_EQ(found.plateaus.size(), 4U);
  EXPECT_EQ(found.plateaus[0].partition.clusters, 1U);
  EXPECT_EQ(found.plateaus[1].partition, (partition{{0, 0, 0, 1, 1, 1}, 2}));
  EXPECT_EQ(found.plateaus[2].partition.clusters, 4U);
  EXPECT_EQ(found.plateaus[3].partition.clusters, 6U);
  EXPECT_EQ(found.plateaus[1].from, 2.0 / 7);  // (1 - 6/7) / (1 - 1/2)
  EXPECT_EQ(found.plateaus[2].from, 7.0 / 3);  // (6/7 - 2/7) / (98/196 - 50/196)
  EXPECT_EQ(found.plateaus[3].from, 3.5);      // 2/7 / (16/196)
  EXPECT_DOUBLE_EQ(found.plateaus[2].within, 2.0 / 7);
  EXPECT_DOUBLE_EQ(found.plateaus[2].expected, 50.0 / 196);
  EXPECT_EQ(found.by_stability.front(), 1U);
  EXPECT_TRUE(found.settled);
  EXPECT_EQ(found.ties, ties::exact);
  EXPECT_GE(found.runs, 16U * 3);
  EXPECT_GE(found.partitions, 4U);
}

TEST(ResolutionScan, OfTheConstantPottsModelIsSolvedByHand) {
  // All: 7 - 15 g. Halves: 6 - 6 g. A pair in each half: 2 - 2 g is never above both halves and all alone: 0.
  const auto found =
      scan_resolutions(two_triangles, {.leiden = {.objective = leiden_objective::cpm}, .lowest = 0.01, .highest = 2});
  expect_well_formed(found, 0.01, 2.0);
  ASSERT_EQ(found.plateaus.size(), 3U);
  EXPECT_EQ(found.plateaus[1].from, 1.0 / 9);
  EXPECT_EQ(found.plateaus[2].from, 1.0);
  EXPECT_EQ(found.plateaus[1].within, 6.0);
  EXPECT_EQ(found.plateaus[1].expected, 6.0);
  // In tenths, and with sizes of 2: n (n - 1) / 2 is 15 of each half, 66 of all and 1 of each vertex alone.
  const auto scaled = scan_resolutions(
      two_triangles, edge_strengths::from(std::vector<double>(7, 0.1)),
      {.leiden = {.objective = leiden_objective::cpm, .node_sizes = {2, 2, 2, 2, 2, 2}}, .lowest = 0.001, .highest = 0.2});
  ASSERT_EQ(scaled.plateaus.size(), 3U);
  EXPECT_DOUBLE_EQ(scaled.plateaus[1].from, 0.1 / 36);
  EXPECT_DOUBLE_EQ(scaled.plateaus[2].from, 0.6 / 24);
  EXPECT_EQ(scaled.ties, ties::exact);
}

TEST(ResolutionScan, OfARingOfCliquesShowsTheResolutionLimit) {
  // Ten cliques of five: pairs overtake single cliques below cliques / (2 (edges of one + 1)), where both are as good.
  const auto ring = ring_of_cliques({.cliques = 10, .size = 5});
  const auto found = scan_resolutions(ring.graph, {.lowest = 0.05, .highest = 2.0});
  expect_well_formed(found, 0.05, 2.0);
  const auto singles = std::find_if(found.plateaus.begin(), found.plateaus.end(),
                                    [&](const resolution_plateau& plateau) { return plateau.partition == ring.cliques; });
  ASSERT_NE(singles, found.plateaus.end());
  ASSERT_NE(singles, found.plateaus.begin());
  EXPECT_EQ(singles->from, 10.0 / 22);
  EXPECT_EQ(std::prev(singles)->partition.clusters, 5U);
  EXPECT_EQ(singles->to, 2.0);
  EXPECT_EQ(found.plateaus[found.by_stability[0]].partition, ring.cliques);
  EXPECT_TRUE(found.settled);
}

TEST(ResolutionScan, OfTheKarateClubHoldsTheOptimumAroundOne) {
  const auto karate = kit::undirected(kit::karate_club());
  const auto found = scan_resolutions(karate);
  expect_well_formed(found, 0.1, 10.0);
  const auto at_one = std::find_if(found.plateaus.begin(), found.plateaus.end(), [](const auto& p) { return p.to > 1.0; });
  EXPECT_NEAR(modularity(karate, at_one->partition), 0.4197896120973, 5e-14);  // the optimum by igraph's integer programme
  EXPECT_EQ(at_one->partition.clusters, 4U);
  EXPECT_GT(at_one->found, 1U);
}

struct small_case {
  edge_list list;
  std::vector<std::int64_t> strength;
};

small_case make_case(std::uint64_t round) {
  random_stream random(1, "resolution scan test", round);
  const std::size_t n = 1 + random.below(7);
  small_case made{
      kit::random_multigraph(random, round % 2 == 0 ? direction::undirected : direction::directed, n, random.below(3 * n)), {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e) made.strength.push_back(static_cast<std::int64_t>(random.below(4)));
  // Some in units of 2^-53, so that crossings are fractions of numbers beyond 64 bits.
  if (round % 3 == 0)
    for (std::int64_t& s : made.strength) s = (s << 53) + static_cast<std::int64_t>(random.below(std::uint64_t{1} << 40));
  return made;
}

// Every partition of n vertices, by labels that grow one at a time.
std::vector<partition> all_partitions(std::size_t n) {
  std::vector<partition> found{{{}, 0}};
  for (std::size_t v = 0; v < n; ++v) {
    std::vector<partition> longer;
    for (const partition& p : found)
      for (std::uint32_t c = 0; c <= p.clusters; ++c) {
        partition next = p;
        next.label.push_back(c);
        next.clusters = std::max(p.clusters, c + 1);
        longer.push_back(next);
      }
    found = longer;
  }
  return found;
}

TEST(ResolutionScan, IsTheEnvelopeOfAllPartitionsOfSmallMultigraphs) {
  for (std::uint64_t round = 0; round < 120; ++round) {
    const small_case of = make_case(round);
    const bool potts = round % 4 >= 2;
    const auto strengths =
        edge_strengths::over(round % 3 == 0 ? rational(1, std::int64_t{1} << 53) : rational(1, 2), of.strength);
    kit::with_graph(of.list, [&](const auto& graph) {
      const auto quality = [&](const partition& p, double resolution) {
        return potts ? constant_potts(graph, strengths, p, {.resolution = resolution})
                     : modularity(graph, strengths, p, {.resolution = resolution});
      };
      const resolution_scan_options options{.leiden = {.objective = potts ? leiden_objective::cpm : leiden_objective::modularity},
                                            .lowest = 0.05,
                                            .highest = 5,
                                            .points = 16};
      const auto found = scan_resolutions(graph, strengths, options);
      expect_well_formed(found, 0.05, 5.0);
      ASSERT_TRUE(found.settled);
      ASSERT_EQ(found.ties, ties::exact);
      const auto all = all_partitions(of.list.vertices);
      for (const resolution_plateau& plateau : found.plateaus)
        for (const double resolution : {plateau.from, std::sqrt(plateau.from * plateau.to), plateau.to}) {
          double best = -std::numeric_limits<double>::infinity();
          for (const partition& p : all) best = std::max(best, quality(p, resolution));
          ASSERT_NEAR(quality(plateau.partition, resolution), best, 1e-12) << "round " << round << " at " << resolution;
          ASSERT_NEAR(plateau.within - resolution * plateau.expected, best, 1e-12);
        }
    });
  }
}

TEST(ResolutionScan, OfRoundedStrengthsIsTheSameAndSaysSo) {
  const auto exact = scan_resolutions(two_triangles);
  const auto rounded = scan_resolutions(two_triangles, edge_strengths::rounded(std::vector<double>(7, 1.0 / 3), "thirds"));
  expect_well_formed(rounded, 0.1, 10.0);
  ASSERT_EQ(rounded.plateaus.size(), exact.plateaus.size());
  for (std::size_t i = 0; i < exact.plateaus.size(); ++i) {
    EXPECT_EQ(rounded.plateaus[i].partition.clusters, exact.plateaus[i].partition.clusters);
    EXPECT_NEAR(rounded.plateaus[i].from, exact.plateaus[i].from, 1e-12);
  }
  EXPECT_EQ(rounded.ties, ties::approximate);
  EXPECT_EQ(rounded.why_approximate, "thirds");
  const auto large =
      scan_resolutions(two_triangles, edge_strengths::over(1, std::vector<std::int64_t>(7, std::int64_t{1} << 60)));
  EXPECT_EQ(large.ties, ties::exact);  // over their unit they are 1 each
  std::vector<std::int64_t> huge(7, std::int64_t{1} << 60);
  ++huge[0];
  const auto beyond = scan_resolutions(two_triangles, edge_strengths::over(1, huge));
  EXPECT_EQ(beyond.ties, ties::approximate);
  EXPECT_EQ(beyond.why_approximate, "the sum of the strengths is 2^62 units or more");
  EXPECT_NEAR(beyond.plateaus[1].from, 2.0 / 7, 1e-12);
  const auto sizes =
      scan_resolutions(two_triangles, {.leiden = {.objective = leiden_objective::cpm, .node_sizes = {1, 1, 1, 1, 1, 1.5}}});
  EXPECT_EQ(sizes.why_approximate, "node sizes are no whole numbers below 2^53 in all");
}

TEST(ResolutionScan, KeepsTheOrderOfCrossingsThatAreTheSameAsDoubles) {
  // Three pairs of nearly the same strength s fall apart at 2W / s each: at 6 to the last bit of a double.
  const std::int64_t s = (std::int64_t{1} << 59) + 1;
  const undirected_graph pairs(6, {{0, 1}, {2, 3}, {4, 5}});
  const auto found = scan_resolutions(pairs, edge_strengths::over(1, {s, s + 2, s - 2}), {.lowest = 1.0, .highest = 20.0});
  expect_well_formed(found, 1.0, 20.0);
  EXPECT_EQ(found.ties, ties::exact);
  EXPECT_EQ(found.plateaus.front().partition, (partition{{0, 0, 1, 1, 2, 2}, 3}));
  EXPECT_EQ(found.plateaus.back().partition.clusters, 6U);
  EXPECT_NEAR(found.plateaus.front().to, 6.0, 1e-14);
}

TEST(ResolutionScan, KeepsFixedVerticesAndLimits) {
  const leiden_options fixed{.initial = partition{{0, 1, 1, 1, 1, 0}, 2}, .fixed = {0, 5}};
  for (const resolution_plateau& plateau : scan_resolutions(two_triangles, {.leiden = fixed}).plateaus)
    EXPECT_EQ(plateau.partition.label[0], plateau.partition.label[5]);
  for (const resolution_plateau& plateau : scan_resolutions(two_triangles, {.leiden = {.largest_cluster = 2}}).plateaus)
    for (std::uint32_t c = 0; c < plateau.partition.clusters; ++c)
      EXPECT_LE(std::count(plateau.partition.label.begin(), plateau.partition.label.end(), c), 2);
}

TEST(ResolutionScan, DoesNotChangeWithTheNumberOfThreads) {
  const auto karate = kit::undirected(kit::karate_club());
  const auto one = scan_resolutions(karate, {.run = {.threads = 1}});
  for (const unsigned threads : {2U, 3U, 8U}) {
    const auto many = scan_resolutions(karate, {.run = {.threads = threads}});
    EXPECT_EQ(many.by_stability, one.by_stability);
    EXPECT_EQ(many.runs, one.runs);
    EXPECT_EQ(many.partitions, one.partitions);
    ASSERT_EQ(many.plateaus.size(), one.plateaus.size());
    for (std::size_t i = 0; i < one.plateaus.size(); ++i) {
      EXPECT_EQ(many.plateaus[i].partition, one.plateaus[i].partition);
      EXPECT_EQ(many.plateaus[i].from, one.plateaus[i].from);
      EXPECT_EQ(many.plateaus[i].found, one.plateaus[i].found);
    }
  }
}

TEST(ResolutionScan, SaysWhenCrossingsWereNotLookedAt) {
  const auto karate = kit::undirected(kit::karate_club());
  const auto none = scan_resolutions(karate, {.points = 4, .seeds = 1, .crossings = 0});
  expect_well_formed(none, 0.1, 10.0);
  EXPECT_FALSE(none.settled);
  const auto some = scan_resolutions(karate, {.points = 4, .seeds = 1, .crossings = 3});
  EXPECT_FALSE(some.settled);
  EXPECT_LE(some.runs, 4U * 3 + 9);
  const auto all = scan_resolutions(karate, {.points = 4, .seeds = 1});
  EXPECT_TRUE(all.settled);
  EXPECT_GT(all.plateaus.size(), none.plateaus.size());
}

TEST(ResolutionScan, OfAForeignGraphIsTheSame) {
  const edge_list list = kit::karate_club();
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  const auto twice = edge_strengths::uniform(list.edges.size(), 2);
  const auto a = scan_resolutions(foreign, {.points = 4});
  const auto b = scan_resolutions(kit::undirected(list), {.points = 4});
  const auto c = scan_resolutions(foreign, twice, {.points = 4});
  ASSERT_EQ(a.plateaus.size(), b.plateaus.size());
  ASSERT_EQ(a.plateaus.size(), c.plateaus.size());
  for (std::size_t i = 0; i < a.plateaus.size(); ++i) {
    EXPECT_EQ(a.plateaus[i].partition, b.plateaus[i].partition);
    EXPECT_EQ(a.plateaus[i].from, b.plateaus[i].from);
    EXPECT_EQ(a.plateaus[i].from, c.plateaus[i].from);
  }
}

TEST(ResolutionScan, OfDegenerateGraphs) {
  const auto empty = scan_resolutions(undirected_graph());
  ASSERT_EQ(empty.plateaus.size(), 1U);
  EXPECT_EQ(empty.plateaus[0].partition.clusters, 0U);
  EXPECT_TRUE(empty.settled);
  for (const auto objective : {leiden_objective::modularity, leiden_objective::cpm}) {
    const auto untied = scan_resolutions(directed_graph(3, {}), {.leiden = {.objective = objective}});
    ASSERT_EQ(untied.plateaus.size(), 1U);
    EXPECT_EQ(untied.plateaus[0].partition, (partition{{0, 1, 2}, 3}));
    EXPECT_EQ(untied.plateaus[0].from, 0.1);
    EXPECT_EQ(untied.plateaus[0].to, 10.0);
  }
  const auto zero = scan_resolutions(undirected_graph(2, {{0, 1}}), edge_strengths::uniform(1, 0));
  ASSERT_EQ(zero.plateaus.size(), 1U);
  EXPECT_EQ(zero.plateaus[0].partition.clusters, 2U);
  EXPECT_EQ(scan_resolutions(undirected_graph(1, {{0, 0}})).plateaus.size(), 1U);
}

TEST(ResolutionScan, StopsOnRequestAndTellsItsProgress) {
  const auto karate = kit::undirected(kit::karate_club());
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW(static_cast<void>(scan_resolutions(karate, {.run = {.stop = source.get_token()}})), cancelled);
  std::vector<double> told;
  static_cast<void>(scan_resolutions(karate, {.run = {.progress = [&](double p) { told.push_back(p); }}}));
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

TEST(ResolutionScan, RefusesWhatIsOutsideItsDomain) {
  const auto refused = [&](const resolution_scan_options& options, const std::string& parameter, const std::string& value,
                           const std::string& allowed) {
    EXPECT_TRUE(kit::refuses<option_error>([&] { return scan_resolutions(two_triangles, options); }, parameter, value, allowed));
  };
  refused({.lowest = 0.0}, "lowest", "0", "a finite number above 0");
  refused({.lowest = std::nan("")}, "lowest", "nan", "a finite number above 0");
  refused({.lowest = 2.0, .highest = 2.0}, "highest", "2", "a finite number above lowest, 2");
  refused({.highest = std::numeric_limits<double>::infinity()}, "highest", "inf", "a finite number above lowest, 0.1");
  refused({.points = 1}, "points", "1", "2 or more");
  refused({.seeds = 0}, "seeds", "0", "1 or more");
  refused({.leiden = {.node_sizes = {1, 2}}}, "number of node_sizes", "2", "6, one for each vertex, or none");
  EXPECT_THROW(static_cast<void>(scan_resolutions(two_triangles, {.leiden = {.runs = 0}})), option_error);
  EXPECT_TRUE(kit::refuses<input_error>([&] { return scan_resolutions(two_triangles, edge_strengths::uniform(1)); },
                                        "number of edge values", "1", "7, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return scan_resolutions(two_triangles, edge_strengths::from({1, 1, 1, 1, -1, 1, 1}));
      },
      "strengths", "-1 at edge 4", "strengths >= 0"));
}

}  // namespace
