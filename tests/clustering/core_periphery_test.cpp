// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/core_periphery.hpp>
#include <coopgraph/graph/generators.hpp>

#include "clustering/clustering_kit.hpp"
#include "clustering/published_graphs.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using labels = std::vector<std::uint32_t>;
using vertices = std::vector<vertex_id>;
using table = std::vector<std::vector<double>>;

// ---- oracles: Pearson's formula over lists of pairs ----

std::optional<double> pearson(const std::vector<double>& x, const std::vector<double>& y) {
  double mean_x = 0.0;
  double mean_y = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mean_x += x[i] / static_cast<double>(x.size());
    mean_y += y[i] / static_cast<double>(x.size());
  }
  double xx = 0.0;
  double yy = 0.0;
  double xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    yy += (y[i] - mean_y) * (y[i] - mean_y);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  if (xx < 1e-12 || yy < 1e-12) return std::nullopt;
  return xy / std::sqrt(xx * yy);
}

/// Strengths without loops.
table strengths_of(const edge_list& list, const std::vector<std::int64_t>& strength) {
  table a(list.vertices, std::vector<double>(list.vertices, 0.0));
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [u, v] = list.edges[e];
    if (u == v) continue;
    a[u][v] += static_cast<double>(strength[e]);
    a[v][u] = a[u][v];
  }
  return a;
}

std::optional<double> pattern_correlation(const table& a, std::uint32_t core, core_to_periphery between) {
  std::vector<double> x;
  std::vector<double> y;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const std::uint32_t inside = (core >> i & 1U) + (core >> j & 1U);
      if (inside == 1 && between == core_to_periphery::left_out) continue;
      x.push_back(a[i][j]);
      y.push_back(inside == 1 ? (between == core_to_periphery::present ? 1.0 : 0.5) : inside == 2 ? 1.0 : 0.0);
    }
  return pearson(x, y);
}

double mismatch_of(const table& a, std::uint32_t core) {
  double greatest = 0.0;
  for (const auto& row : a) greatest = std::max(greatest, *std::max_element(row.begin(), row.end()));
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const std::uint32_t inside = (core >> i & 1U) + (core >> j & 1U);
      if (inside == 2) sum += 1.0 - a[i][j] / greatest;
      if (inside == 0) sum += a[i][j] / greatest;
    }
  return sum;
}

std::uint32_t as_set(const vertices& core) {
  std::uint32_t set = 0;
  for (const vertex_id v : core) set |= std::uint32_t{1} << v;
  return set;
}

bool is_constant(const table& a) {
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (a[i][j] != a[1][0]) return false;
  return true;
}

struct random_case {
  edge_list list;
  std::vector<std::int64_t> strength;
};

random_case make_case(std::uint64_t round, std::size_t most) {
  random_stream random(7, "core periphery", round);
  const std::size_t n = 1 + random.below(most);
  random_case made{kit::random_multigraph(random, direction::undirected, n, random.below(4 * n)), {}};
  for (std::size_t e = 0; e < made.list.edges.size(); ++e)
    made.strength.push_back(static_cast<std::int64_t>(random.below(round % 2 == 0 ? 2 : 7)));
  return made;
}

TEST(CorePeriphery, IsTheBestOfAllSetsOnSmallRandomGraphs) {
  std::size_t answered = 0;
  for (std::uint64_t round = 0; round < 500; ++round) {
    const random_case of = make_case(round, 8);
    const std::size_t n = of.list.vertices;
    const table a = strengths_of(of.list, of.strength);
    for (const auto between : {core_to_periphery::present, core_to_periphery::halfway}) {
      const auto r = core_periphery(kit::undirected(of.list), edge_strengths::over({1, 3}, of.strength), {.between = between});
      if (n < 3 || is_constant(a)) {
        ASSERT_FALSE(r.correlation.has_value());
        ASSERT_FALSE(r.why_undefined.empty());
        ASSERT_TRUE(r.core.empty());
        continue;
      }
      ++answered;
      double best = -2.0;
      for (std::uint32_t set = 1; set + 1 < std::uint32_t{1} << n; ++set)
        best = std::max(best, pattern_correlation(a, set, between).value_or(-2.0));
      ASSERT_NEAR(r.correlation.value(), best, 1e-12);
      ASSERT_NEAR(pattern_correlation(a, as_set(r.core), between).value(), best, 1e-12);
      ASSERT_TRUE(r.optimal);
      ASSERT_TRUE(r.why_undefined.empty());
      ASSERT_FALSE(r.mismatch.has_value());
    }
  }
  EXPECT_GT(answered, 600u);
}

TEST(CorePeriphery, HasTheLeastMismatchOfAllSetsWherePairsAreLeftOut) {
  for (std::uint64_t round = 0; round < 500; ++round) {
    const random_case of = make_case(round, 9);
    const std::size_t n = of.list.vertices;
    const table a = strengths_of(of.list, of.strength);
    if (n < 3 || is_constant(a)) continue;
    const auto r = core_periphery(kit::undirected(of.list), edge_strengths::over({2, 3}, of.strength),
                                  {.between = core_to_periphery::left_out});
    double least = std::numeric_limits<double>::max();
    for (std::uint32_t set = 0; set < std::uint32_t{1} << n; ++set) least = std::min(least, mismatch_of(a, set));
    ASSERT_NEAR(r.mismatch.value(), least, 1e-12);
    ASSERT_NEAR(mismatch_of(a, as_set(r.core)), least, 1e-12);
    ASSERT_TRUE(r.optimal);
    const auto expected = pattern_correlation(a, as_set(r.core), core_to_periphery::left_out);
    ASSERT_EQ(r.correlation.has_value(), expected.has_value());
    ASSERT_EQ(r.why_undefined.empty(), expected.has_value());
    if (expected) {
      ASSERT_NEAR(*r.correlation, *expected, 1e-12);
    }
  }
}

/// The greatest strength that sets of each size touch, by what all sets hold within, one built from another.
std::vector<std::int64_t> greatest_touched(const edge_list& list, const std::vector<std::int64_t>& strength) {
  const std::size_t n = list.vertices;
  std::vector<std::vector<std::int64_t>> tie(n, std::vector<std::int64_t>(n, 0));
  std::int64_t total = 0;
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [u, v] = list.edges[e];
    if (u == v) continue;
    tie[u][v] += strength[e];
    tie[v][u] += strength[e];
    total += strength[e];
  }
  std::vector<std::int32_t> within(std::size_t{1} << n, 0);
  std::vector<std::int64_t> best(n + 1, 0);
  for (std::size_t set = 1; set < within.size(); ++set) {
    const auto low = static_cast<std::size_t>(std::countr_zero(set));
    std::int64_t sum = within[set & (set - 1)];
    for (std::size_t rest = set & (set - 1); rest != 0; rest &= rest - 1)
      sum += tie[low][static_cast<std::size_t>(std::countr_zero(rest))];
    within[set] = static_cast<std::int32_t>(sum);
    auto& at = best[n - static_cast<std::size_t>(std::popcount(set))];  // the set as the periphery
    at = std::max(at, total - sum);
  }
  return best;
}

TEST(CorePeriphery, SearchFindsTheBestSetOfGraphsThatAreJustTooLargeToTryAll) {
  for (std::uint64_t round = 0; round < 6; ++round) {
    random_stream random(11, "core periphery search", round);
    const edge_list list = kit::random_multigraph(random, direction::undirected, 21, 40 + 8 * round);
    std::vector<std::int64_t> strength;
    for (std::size_t e = 0; e < list.edges.size(); ++e)
      strength.push_back(1 + static_cast<std::int64_t>(random.below(round % 2 == 0 ? 1 : 9)));
    const table a = strengths_of(list, strength);
    const auto best = greatest_touched(list, strength);
    double total = 0.0;
    double deviation = 0.0;
    for (std::size_t i = 0; i < 21; ++i)
      for (std::size_t j = 0; j < i; ++j) total += a[i][j];
    for (std::size_t i = 0; i < 21; ++i)
      for (std::size_t j = 0; j < i; ++j) deviation += (a[i][j] - total / 210.0) * (a[i][j] - total / 210.0);
    double greatest = -2.0;
    for (std::size_t q = 1; q <= 19; ++q) {
      const double ones = 210.0 - static_cast<double>((21 - q) * (20 - q)) / 2.0;
      greatest = std::max(
          greatest, (static_cast<double>(best[q]) - total * ones / 210.0) / std::sqrt(deviation * ones * (1.0 - ones / 210.0)));
    }
    const auto r = core_periphery(kit::undirected(list), edge_strengths::over(1, strength));
    EXPECT_NEAR(r.correlation.value(), greatest, 1e-12) << round;
    EXPECT_NEAR(pattern_correlation(a, as_set(r.core), core_to_periphery::present).value(), *r.correlation, 1e-12);
  }
}

// ---- solved by hand, and published ----

TEST(CorePeriphery, OfAStarIsItsMiddle) {
  for (const std::size_t leaves : {4u, 8u, 100u})
    for (const auto between : {core_to_periphery::present, core_to_periphery::halfway}) {
      const auto r = core_periphery(kit::undirected(kit::star(leaves)), {.between = between});
      EXPECT_EQ(r.core, vertices{0});
      EXPECT_NEAR(r.correlation.value(), 1.0, 1e-14);
      EXPECT_TRUE(r.optimal);
      EXPECT_EQ(r.partition.label[0], 0u);
      EXPECT_EQ(r.partition.label[1], 1u);
      EXPECT_EQ(r.partition.clusters, 2u);
    }
  const auto lip = core_periphery(kit::undirected(kit::star(8)), {.between = core_to_periphery::left_out});
  EXPECT_EQ(lip.core, vertices{0});
  EXPECT_EQ(lip.mismatch, 0.0);
  EXPECT_FALSE(lip.correlation.has_value());
  EXPECT_EQ(lip.why_undefined, "the pairs that count are all alike, in strength or in the ideal");
}

TEST(CorePeriphery, RecognisesTheIdealAndProvesItAtAnySize) {
  // 30 that are all tied to each other and to 170 others
  edge_list list{direction::undirected, 200, {}};
  for (vertex_id u = 0; u < 30; ++u)
    for (vertex_id v = u + 1; v < 200; ++v) list.edges.push_back({v, u});
  random_stream random(1);
  const auto named = kit::random_order(random, 200);
  const auto r = core_periphery(kit::undirected(kit::relabelled(list, named)));
  vertices expected(named.begin(), named.begin() + 30);
  std::sort(expected.begin(), expected.end());
  EXPECT_EQ(r.core, expected);
  EXPECT_NEAR(r.correlation.value(), 1.0, 1e-12);
  // The bound leaves out ties within the core, which here are many: it proves nothing.
  EXPECT_FALSE(r.optimal);
  EXPECT_TRUE(core_periphery(kit::undirected(kit::star(199))).optimal);
}

TEST(CorePeriphery, FindsACoreThatWasPlanted) {
  random_stream random(5);
  edge_list list{direction::undirected, 300, {}};
  for (vertex_id u = 0; u < 300; ++u)
    for (vertex_id v = u + 1; v < 300; ++v) {
      const double chance = v < 40 ? 0.8 : u < 40 ? 0.5 : 0.05;
      if (random.uniform() < chance) list.edges.push_back({u, v});
    }
  for (const auto between : {core_to_periphery::present, core_to_periphery::halfway, core_to_periphery::left_out}) {
    const auto r = core_periphery(kit::undirected(list), {.between = between});
    // Where pairs between the two do not count, a few that are tied to more than 40 belong to it as well.
    EXPECT_EQ(r.core.size(), between == core_to_periphery::left_out ? 44u : 40u);
    EXPECT_EQ(r.core[39], 39u);
  }
  EXPECT_EQ(coreness(kit::undirected(list)).core.size(), 40u);
}

TEST(CorePeriphery, OfTheKarateClubHoldsItsLeaders) {
  const auto graph = kit::undirected(kit::karate_club());
  const auto r = core_periphery(graph);
  EXPECT_EQ(r.core, (vertices{0, 1, 2, 32, 33}));
  EXPECT_GE(*r.correlation, core_periphery(graph, {.starts = 1}).correlation.value());
}

TEST(CorePeriphery, IgnoresLoopsAndAddsParallelEdgesUp) {
  const undirected_graph twice(4, {{0, 1}, {1, 0}, {0, 2}, {0, 3}, {3, 3}, {3, 3}});
  const undirected_graph once(4, {{0, 1}, {0, 2}, {0, 3}});
  const auto strengths = edge_strengths::from({2, 1, 1});
  for (const auto between : {core_to_periphery::present, core_to_periphery::halfway, core_to_periphery::left_out}) {
    const auto a = core_periphery(twice, {.between = between});
    const auto b = core_periphery(once, strengths, {.between = between});
    EXPECT_EQ(a.core, b.core);
    EXPECT_EQ(a.correlation, b.correlation);
    EXPECT_EQ(a.mismatch, b.mismatch);
  }
  EXPECT_TRUE(kit::same_bits(coreness(twice).score.values, coreness(once, strengths).score.values));
}

TEST(CorePeriphery, HasNoAnswerWhereAllPairsAreAlike) {
  const auto why = [](const undirected_graph& graph) {
    const auto r = core_periphery(graph);
    EXPECT_FALSE(r.correlation.has_value());
    EXPECT_FALSE(r.mismatch.has_value());
    EXPECT_FALSE(r.optimal);
    EXPECT_EQ(r.partition.label, labels(num_vertices(graph), 0));
    const auto c = coreness(graph);
    EXPECT_EQ(c.why_undefined, r.why_undefined);
    EXPECT_EQ(c.score.values, std::vector<double>(num_vertices(graph), 0.0));
    EXPECT_EQ(c.score.undefined.size(), num_vertices(graph));
    EXPECT_TRUE(c.converged);
    EXPECT_TRUE(c.core.empty());
    return r.why_undefined;
  };
  EXPECT_EQ(why(undirected_graph()), "fewer than 3 vertices");
  EXPECT_EQ(why(undirected_graph(1, {{0, 0}})), "fewer than 3 vertices");
  EXPECT_EQ(why(undirected_graph(2, {{0, 1}})), "fewer than 3 vertices");
  EXPECT_EQ(why(undirected_graph(4, {{2, 2}})), "no ties");
  EXPECT_EQ(why(kit::undirected(kit::complete(5))), "all pairs have the same strength");
  const auto zero = core_periphery(undirected_graph(3, {{0, 1}}), edge_strengths::from({0}));
  EXPECT_EQ(zero.why_undefined, "no ties");
}

TEST(CorePeriphery, AnswersOnTwoComponents) {
  const auto r = core_periphery(kit::undirected(kit::beside(kit::star(5), kit::star(6))));
  EXPECT_EQ(r.core, (vertices{0, 6}));
  EXPECT_TRUE(r.optimal);
}

TEST(CorePeriphery, TakesRoundedStrengths) {
  const undirected_graph graph(5, {{0, 1}, {0, 2}, {0, 3}, {3, 4}});
  const auto r = core_periphery(graph, edge_strengths::rounded({1e200, 1e200, 1e200, 1e-200}, "a test"));
  EXPECT_EQ(r.core, vertices{0});
  EXPECT_NEAR(r.correlation.value(),
              pattern_correlation(strengths_of({direction::undirected, 5, {{0, 1}, {0, 2}, {0, 3}}}, {1, 1, 1}), 1,
                                  core_to_periphery::present)
                  .value(),
              1e-12);
}

// ---- coreness ----

double squared_error(const table& a, const std::vector<double>& c, double scale) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) sum += (a[i][j] - scale * c[i] * c[j]) * (a[i][j] - scale * c[i] * c[j]);
  return sum;
}

TEST(Coreness, IsWhereNoSingleScoreNorTheirLengthCanBeImproved) {
  std::size_t converged = 0;
  for (std::uint64_t round = 0; round < 300; ++round) {
    const random_case of = make_case(round, 12);
    const table a = strengths_of(of.list, of.strength);
    const std::size_t n = a.size();
    if (n < 3 || is_constant(a)) continue;
    const auto r = coreness(kit::undirected(of.list), edge_strengths::over(1, of.strength));
    const std::vector<double>& c = r.score.values;
    double norm = 0.0;
    for (const double x : c) {
      ASSERT_GE(x, 0.0);
      norm += x * x;
    }
    ASSERT_NEAR(norm, 1.0, 1e-12);
    std::vector<double> x;
    std::vector<double> y;
    double top = 0.0;
    double bottom = 0.0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < i; ++j) {
        x.push_back(a[i][j]);
        y.push_back(c[i] * c[j]);
        top += a[i][j] * c[i] * c[j];
        bottom += c[i] * c[j] * c[i] * c[j];
      }
    if (const auto expected = pearson(x, y); expected && r.correlation) {
      ASSERT_NEAR(*r.correlation, *expected, 1e-7);
    }
    if (!r.converged) continue;
    ++converged;
    ASSERT_LE(r.residual, 1e-9);
    const double scale = top / bottom;
    const double least = squared_error(a, c, scale);
    for (std::size_t i = 0; i < n; ++i)
      for (const double step : {-1e-3, 1e-3}) {
        std::vector<double> other = c;
        other[i] = std::max(0.0, other[i] + step);
        ASSERT_GE(squared_error(a, other, scale), least - 1e-9);
      }
  }
  EXPECT_GT(converged, 100u);
}

TEST(Coreness, FindsTheScoresThatProductsWereMadeOf) {
  // A(i, j) = c(i) c(j) with c = 1, 2, 3, 4, 5
  edge_list list{direction::undirected, 5, {}};
  std::vector<std::int64_t> strength;
  for (vertex_id u = 0; u < 5; ++u)
    for (vertex_id v = 0; v < u; ++v) {
      list.edges.push_back({u, v});
      strength.push_back((u + 1) * (v + 1));
    }
  const auto r = coreness(kit::undirected(list), edge_strengths::over({1, 10}, strength));
  EXPECT_TRUE(r.converged);
  EXPECT_NEAR(r.correlation.value(), 1.0, 1e-12);
  const double norm = std::sqrt(55.0);
  EXPECT_TRUE(kit::near(r.score.values, std::vector<double>{1 / norm, 2 / norm, 3 / norm, 4 / norm, 5 / norm}, 1e-8));
}

TEST(Coreness, SaysWhenTheBestFitIsOnlyApproached) {
  const auto r = coreness(kit::undirected(kit::star(8)), {.max_iterations = 500});
  EXPECT_FALSE(r.converged);
  EXPECT_EQ(r.iterations, 500u);
  EXPECT_GT(r.residual, 1e-9);
  EXPECT_EQ(r.core, vertices{0});
  EXPECT_GT(r.score[0], 0.99);
}

TEST(Coreness, MakesNoCoreOfScoresThatAreAllTheSame) {
  const auto r = coreness(kit::undirected(kit::cycle(8)));
  EXPECT_TRUE(r.converged);
  EXPECT_FALSE(r.correlation.has_value());
  EXPECT_EQ(r.why_undefined, "all scores are the same");
  EXPECT_TRUE(r.core.empty());
  EXPECT_TRUE(r.score.undefined.empty());
  EXPECT_EQ(r.partition.clusters, 1u);
}

TEST(Coreness, OfVerticesWithoutTiesIsZero) {
  edge_list list = kit::karate_club();
  list.vertices += 2;
  const auto r = coreness(kit::undirected(list));
  EXPECT_EQ(r.score[34], 0.0);
  EXPECT_EQ(r.score[35], 0.0);
  EXPECT_EQ(r.core, (vertices{0, 1, 2, 32, 33}));
}

// ---- what does not matter ----

TEST(CorePeriphery, GivesTheSameBitsForAnyNumberOfThreadsOrderOfEdgesAndContainer) {
  const auto graph = rmat({.scale = 9, .edge_factor = 6});
  edge_list list{direction::undirected, num_vertices(graph), {}};
  for (edge_id e = 0; e < num_edges(graph); ++e) list.edges.push_back({graph.view().target[e], graph.view().source[e]});
  std::reverse(list.edges.begin(), list.edges.end());
  boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(list.vertices);
  for (const auto& [u, v] : list.edges) add_edge(u, v, foreign);
  for (const auto between : {core_to_periphery::present, core_to_periphery::halfway, core_to_periphery::left_out}) {
    const auto one = core_periphery(graph, {.between = between, .run = {.threads = 1}});
    for (const unsigned threads : {2u, 8u}) {
      const auto more = core_periphery(kit::undirected(list), {.between = between, .run = {.threads = threads}});
      EXPECT_EQ(more.core, one.core);
      EXPECT_EQ(more.correlation, one.correlation);
      EXPECT_EQ(more.iterations, one.iterations);
    }
    EXPECT_EQ(core_periphery(foreign, {.between = between}).core, one.core);
  }
  const auto scores = coreness(graph).score.values;
  EXPECT_TRUE(kit::same_bits(coreness(kit::undirected(list)).score.values, scores));
  EXPECT_TRUE(kit::same_bits(coreness(foreign).score.values, scores));
}

TEST(CorePeriphery, DoesNotDependOnNamesOrScale) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    const random_case of = make_case(round, 12);
    random_stream random(7, "core periphery names", round);
    const auto named = kit::random_order(random, of.list.vertices);
    for (const auto between : {core_to_periphery::present, core_to_periphery::halfway, core_to_periphery::left_out}) {
      const auto plain = core_periphery(kit::undirected(of.list), edge_strengths::over(1, of.strength), {.between = between});
      const auto other = core_periphery(kit::undirected(kit::relabelled(of.list, named)),
                                        edge_strengths::over({5, 3}, of.strength), {.between = between});
      ASSERT_EQ(plain.why_undefined.empty(), other.why_undefined.empty());
      if (between != core_to_periphery::left_out) {
        ASSERT_NEAR(plain.correlation.value_or(0.0), other.correlation.value_or(0.0), 1e-12);
      }
      ASSERT_NEAR(plain.mismatch.value_or(0.0), other.mismatch.value_or(0.0), 1e-12);
    }
  }
  const auto plain = coreness(kit::undirected(kit::karate_club())).score.values;
  random_stream random(1);
  const auto named = kit::random_order(random, 34);
  const auto other = coreness(kit::undirected(kit::relabelled(kit::karate_club(), named))).score.values;
  for (std::size_t v = 0; v < 34; ++v) EXPECT_NEAR(plain[v], other[named[v]], 1e-6);
}

// ---- refusals, stop, progress ----

TEST(CorePeriphery, RefusesWhatIsOutsideItsRange) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto refuses = [&](const core_periphery_options& options, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return core_periphery(graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refuses({.between = static_cast<core_to_periphery>(9)}, "between", "9", "present, halfway or left_out"));
  EXPECT_TRUE(refuses({.starts = 0}, "starts", "0", "1 or more"));
  const auto call = [&](const edge_strengths& s) { return [&graph, s] { return core_periphery(graph, s); }; };
  EXPECT_TRUE(kit::refuses<input_error>(call(edge_strengths::from({1, -2})), "strengths", "-2 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(call(edge_strengths::from({1})), "number of edge values", "1", "2, one for each edge"));
}

TEST(Coreness, RefusesWhatIsOutsideItsRange) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto refuses = [&](const coreness_options& options, const char* parameter, const char* value, const char* allowed) {
    return kit::refuses<option_error>([&] { return coreness(graph, options); }, parameter, value, allowed);
  };
  EXPECT_TRUE(refuses({.tolerance = 0.0}, "tolerance", "0", "a finite number above 0"));
  EXPECT_TRUE(refuses({.max_iterations = 0}, "max_iterations", "0", "1 or more"));
  const auto call = [&](const edge_strengths& s) { return [&graph, s] { return coreness(graph, s); }; };
  EXPECT_TRUE(kit::refuses<input_error>(call(edge_strengths::from({1, -2})), "strengths", "-2 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(call(edge_strengths::from({1})), "number of edge values", "1", "2, one for each edge"));
}

TEST(CorePeriphery, StopsOnRequest) {
  std::stop_source stop;
  stop.request_stop();
  const execution run{.threads = 2, .stop = stop.get_token()};
  const auto large = rmat({.scale = 10});
  EXPECT_THROW(static_cast<void>(core_periphery(large, {.run = run})), cancelled);
  EXPECT_THROW(static_cast<void>(core_periphery(kit::undirected(kit::krackhardt_kite()), {.run = run})), cancelled);
  EXPECT_THROW(static_cast<void>(coreness(large, {.run = run})), cancelled);
}

TEST(CorePeriphery, TellsItsProgressUpToOne) {
  for (const auto between : {core_to_periphery::present, core_to_periphery::halfway, core_to_periphery::left_out}) {
    std::vector<double> told;
    const execution run{.threads = 2, .stop = {}, .progress = [&](double f) { told.push_back(f); }};
    static_cast<void>(core_periphery(rmat({.scale = 8}), {.between = between, .run = run}));
    ASSERT_FALSE(told.empty());
    EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
    EXPECT_EQ(told.back(), 1.0);
    EXPECT_EQ(std::count(told.begin(), told.end(), 1.0), 1);
  }
  std::vector<double> told;
  const execution run{.threads = 1, .stop = {}, .progress = [&](double f) { told.push_back(f); }};
  static_cast<void>(coreness(rmat({.scale = 8}), {.run = run}));
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

}  // namespace
