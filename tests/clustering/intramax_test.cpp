// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/intramax.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/core/error.hpp>

#include "clustering/flow_kit.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using fraction = boost::multiprecision::cpp_rational;

intramax_result solve(const kit::flow_case& c) { return intramax(c.graph(), c.flows(), {.run = {.threads = 1}}); }

// ---- an oracle: one dense matrix that shrinks, all pairs in each step, fractions ----

struct expected_merge {
  std::vector<vertex_id> units;  // of both, sorted
  fraction interaction;
  fraction share;
};

std::vector<expected_merge> by_dense_matrix(const kit::flow_case& c) {
  kit::flow_matrix a = c.matrix();
  std::vector<std::vector<vertex_id>> units;
  for (vertex_id u = 0; u < a.size(); ++u) units.push_back({u});
  std::int64_t total = 0;
  for (const auto& row : a)
    for (const auto x : row) total += x;
  std::vector<expected_merge> merges;
  for (;;) {
    const std::size_t n = a.size();
    fraction best = 0;
    std::size_t best_i = 0, best_j = 0;
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j) {
        fraction value = 0;
        const auto add = [&](std::size_t from, std::size_t to) {
          if (a[from][to] == 0) return;
          std::int64_t sent = 0, received = 0;
          for (std::size_t k = 0; k < n; ++k) {
            sent += a[from][k];
            received += a[k][to];
          }
          value += fraction(a[from][to]) * total / sent / received;
        };
        add(i, j);
        add(j, i);
        if (value > best) {  // clusters stand in the order of their first units: of equals the first pair stays
          best = value;
          best_i = i;
          best_j = j;
        }
      }
    if (best == 0) return merges;
    for (std::size_t k = 0; k < n; ++k) a[best_i][k] += a[best_j][k];
    for (std::size_t k = 0; k < n; ++k) a[k][best_i] += a[k][best_j];
    a.erase(a.begin() + static_cast<std::ptrdiff_t>(best_j));
    for (auto& row : a) row.erase(row.begin() + static_cast<std::ptrdiff_t>(best_j));
    units[best_i].insert(units[best_i].end(), units[best_j].begin(), units[best_j].end());
    std::sort(units[best_i].begin(), units[best_i].end());
    const auto joined = units[best_i];
    units.erase(units.begin() + static_cast<std::ptrdiff_t>(best_j));
    std::int64_t within = 0;
    for (std::size_t k = 0; k < a.size(); ++k) within += a[k][k];
    merges.push_back({joined, best, fraction(within, total)});
  }
}

/// The units of every merge.
std::vector<std::vector<vertex_id>> members(const dendrogram& tree) {
  std::vector<std::vector<vertex_id>> all;
  const auto of = [&](std::uint32_t cluster) {
    return cluster < tree.leaves ? std::vector<vertex_id>{cluster} : all[cluster - tree.leaves];
  };
  for (const auto& merge : tree.merges) {
    auto units = of(merge.first);
    for (const vertex_id u : of(merge.second)) units.push_back(u);
    std::sort(units.begin(), units.end());
    all.push_back(units);
  }
  return all;
}

// ---- hand-solved ----

TEST(Intramax, MergesThePairWhoseExchangeExceedsItsSizesMost) {
  // F = 100; sent 30 30 40, received 25 30 45. I_01 = 100 (10/(30*30) + 5/(30*25)) = 1.78, I_02 = 100 (10/(30*45) + 10/(40*25)) =
  // 1.74, I_12 = 100 (15/(30*45) + 10/(40*30)) = 1.94: 1 and 2 first. Then I = 100 (20/(30*75) + 15/(70*25)) = 1.746.
  const auto r = solve(kit::from_matrix({{10, 10, 10}, {5, 10, 15}, {10, 10, 20}}));
  ASSERT_EQ(r.tree.merges.size(), 2U);
  EXPECT_EQ(r.tree.merges[0], (dendrogram_merge{1, 2, 0.65, 2}));
  EXPECT_EQ(r.tree.merges[1], (dendrogram_merge{0, 3, 1.0, 3}));
  EXPECT_EQ(r.internal_share, 0.4);
  EXPECT_TRUE(kit::close(r.interaction, std::vector<double>{100 * (15.0 / 1350 + 10.0 / 1200), 100 * (20.0 / 2250 + 15.0 / 1750)},
                         1e-14));
  EXPECT_EQ(r.ties, ties::exact);
}

TEST(Intramax, InteractionMayRiseFromMergeToMergeButTheShareNeverFalls) {
  bool rose = false;
  for (std::uint64_t item = 0; item < 200; ++item) {
    random_stream random(1, "rises", item);
    const auto r = solve(kit::random_flows(random, 8, 24, 100));
    rose = rose || !std::is_sorted(r.interaction.rbegin(), r.interaction.rend());
    EXPECT_TRUE(r.tree.is_monotone());
  }
  EXPECT_TRUE(rose);
}

TEST(Intramax, OfEqualPairsThoseWithTheFirstUnitsAreMergedFirst) {
  const auto r = solve(kit::from_matrix(
      {{0, 1, 0, 0, 0, 0}, {1, 0, 0, 0, 0, 0}, {0, 0, 0, 1, 0, 0}, {0, 0, 1, 0, 0, 0}, {0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 1, 0}}));
  ASSERT_EQ(r.tree.merges.size(), 3U);
  EXPECT_EQ(r.tree.trees(), 3U);
  for (std::uint32_t i = 0; i < 3; ++i) EXPECT_EQ(r.tree.merges[i].first, 2 * i);
  EXPECT_EQ(cut_at_count(r.tree, 5).label, (std::vector<std::uint32_t>{0, 0, 1, 2, 3, 4}));
}

TEST(Intramax, WhatNoFlowJoinsIsNeverMerged) {
  const auto r = solve(kit::from_matrix({{5, 1, 0, 0}, {0, 5, 0, 0}, {0, 0, 9, 0}, {0, 0, 0, 0}}));
  EXPECT_EQ(r.tree.merges.size(), 1U);
  EXPECT_EQ(r.tree.trees(), 3U);
  EXPECT_EQ(r.tree.merges[0].height, 1.0);
  const auto alone = solve(kit::from_matrix({{3}}));
  EXPECT_TRUE(alone.tree.merges.empty());
  EXPECT_EQ(alone.internal_share, 1.0);
}

// ---- against the oracle ----

TEST(Intramax, AgreesWithADenseMatrixAndFractionsOnRandomGraphs) {
  for (std::uint64_t item = 0; item < 500; ++item) {
    random_stream random(2, "intramax", item);
    const std::size_t n = 2 + random.below(12);
    const auto c = kit::random_flows(random, n, 1 + random.below(5 * n), item % 3 == 0 ? 3 : item % 3 == 1 ? 40 : 1'000'000);
    const auto expected = by_dense_matrix(c);
    const auto r = solve(c);
    ASSERT_NO_THROW(check_dendrogram(r.tree));
    const auto found = members(r.tree);
    ASSERT_EQ(found.size(), expected.size()) << item;
    ASSERT_EQ(r.interaction.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      ASSERT_EQ(found[i], expected[i].units) << item << ", merge " << i;
      EXPECT_NEAR(r.interaction[i] / expected[i].interaction.convert_to<double>(), 1.0, 1e-13);
      EXPECT_NEAR(r.tree.merges[i].height, expected[i].share.convert_to<double>(), 1e-15);
    }
  }
}

TEST(Intramax, TheShareAfterEachMergeIsTheCoverageOfThatPartition) {
  random_stream random(3, "coverage");
  const auto c = kit::random_flows(random, 30, 200, 1000);
  const auto r = solve(c);
  for (std::size_t i = 0; i < r.tree.merges.size(); i += 5) {
    const auto clusters = cut_at_count(r.tree, r.tree.leaves - i - 1);
    EXPECT_NEAR(*partition_quality(c.graph(), c.flows(), clusters).coverage, r.tree.merges[i].height, 1e-15);
    EXPECT_EQ(cut_at_height(r.tree, r.tree.merges[i].height), clusters);
  }
}

// ---- what does not matter ----

TEST(Intramax, NamesAndTheOrderOfEdgesDoNotMatterWithoutTies) {
  for (std::uint64_t item = 0; item < 50; ++item) {
    random_stream random(4, "intramax", item);
    const std::size_t n = 5 + random.below(40);
    auto c = kit::random_flows(random, n, 4 * n, 1'000'000'000);
    for (vertex_id u = 0; u < n; ++u) {  // units that send to one other only would tie: F / D
      c.list.edges.push_back({u, u});
      c.flow.push_back(1 + static_cast<std::int64_t>(random.below(1'000'000'000)));
    }
    const auto name = kit::random_order(random, n);
    const auto r = solve(c);
    const auto other = solve(kit::renamed(c, name));
    auto renamed = members(r.tree);
    for (auto& units : renamed) {
      for (auto& u : units) u = name[u];
      std::sort(units.begin(), units.end());
    }
    EXPECT_EQ(members(other.tree), renamed) << item;
  }
}

TEST(Intramax, TheMeasureOfTheFlowsDoesNotMatter) {
  random_stream random(5, "intramax");
  const auto c = kit::random_flows(random, 20, 80, 10);
  std::vector<double> thousandths;
  for (const auto f : c.flow) thousandths.push_back(static_cast<double>(f) / 1000);
  const auto small = intramax(c.graph(), edge_strengths::from(thousandths));
  EXPECT_EQ(small.tree, solve(c).tree);
  EXPECT_EQ(small.interaction, solve(c).interaction);
}

TEST(Intramax, TheNumberOfThreadsAndTheContainerDoNotMatter) {
  random_stream random(6, "intramax");
  const auto c = kit::random_flows(random, 50, 300, 1000);
  const auto one = solve(c);
  using boost_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;
  boost_graph other(c.list.vertices);
  for (const auto& e : c.list.edges) add_edge(e.source, e.target, other);
  for (const unsigned threads : {1U, 2U, 8U}) {
    EXPECT_EQ(intramax(c.graph(), c.flows(), {.run = {.threads = threads}}).tree, one.tree);
    EXPECT_EQ(intramax(other, c.flows(), {.run = {.threads = threads}}).interaction, one.interaction);
  }
}

TEST(Intramax, RoundedFlowsAreToldAsApproximate) {
  const auto c = kit::from_matrix({{10, 10, 10}, {5, 10, 15}, {10, 10, 20}});
  std::vector<double> third;
  for (const auto f : c.flow) third.push_back(static_cast<double>(f) / 3);
  const auto r = intramax(c.graph(), edge_strengths::rounded(third, "thirds"));
  EXPECT_EQ(r.ties, ties::approximate);
  EXPECT_EQ(r.why_approximate, "thirds");
  EXPECT_EQ(members(r.tree), members(solve(c).tree));
}

// ---- refusals and interruptions ----

TEST(Intramax, RefusesFlowsThatAreNone) {
  const directed_graph graph(3, {{0, 1}, {1, 2}});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return intramax(graph, edge_strengths::from({1, -0.5}));
      },
      "strengths", "-0.5 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return intramax(graph, edge_strengths::from({1})); }, "number of edge values", "1",
                                        "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return intramax(graph, edge_strengths::from({0, 0}));
      },
      "flows", "0 on every edge", "at least one flow above 0"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return intramax(directed_graph(), edge_strengths::from({})); }, "flows", "none",
                                        "at least one flow above 0"));
}

TEST(Intramax, StopsOnRequestAndTellsItsProgress) {
  random_stream random(7, "intramax");
  const auto c = kit::random_flows(random, 3000, 9000, 1000);
  std::stop_source source;
  std::vector<double> told;
  intramax_options options{.run = {.threads = 1, .stop = source.get_token(), .progress = [&](double done) {
                                     told.push_back(done);
                                     if (done > 0) source.request_stop();
                                   }}};
  EXPECT_THROW(static_cast<void>(intramax(c.graph(), c.flows(), options)), cancelled);
  EXPECT_LT(told.back(), 1.0);
  told.clear();
  options.run = {.threads = 1, .stop = {}, .progress = [&](double done) { told.push_back(done); }};
  static_cast<void>(intramax(c.graph(), c.flows(), options));
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

// ---- real tables ----

TEST(Intramax, MergesAllOfVietnamsProvincesByMigration) {
  const auto table = kit::read_flows("vietnam/migration_2005_2010_worldpop.csv", 2);
  if (table.edges.empty()) GTEST_SKIP() << "COOPGRAPH_DATA has no vietnam/migration_2005_2010_worldpop.csv";
  const auto r = intramax(directed_graph(table.units, table.edges), edge_strengths::from(table.flow));
  EXPECT_EQ(r.tree.leaves, 63U);
  EXPECT_EQ(r.tree.trees(), 1U);
  EXPECT_EQ(r.internal_share, 0.0);
  EXPECT_EQ(r.tree.merges.back().height, 1.0);
  EXPECT_NO_THROW(check_dendrogram(r.tree));
}

}  // namespace
