// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/hierarchical.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/graph/generators.hpp>

#include "clustering/clustering_kit.hpp"
#include "clustering/pair_map.hpp"
#include "clustering/published_graphs.hpp"
#include "support/graphs.hpp"
#include "support/matchers.hpp"

#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace {

using namespace coopgraph;
using kit::edge_list;
using labels = std::vector<std::uint32_t>;

constexpr linkage all_linkages[] = {linkage::single, linkage::complete, linkage::average};

// ---- the oracle: all pairs of clusters, each from all its pairs of vertices, at every merge ----

/// A fraction; of lengths none stands for infinitely far.
struct fraction {
  std::int64_t top = 0;
  std::int64_t bottom = 1;
};
bool less(const fraction& a, const fraction& b) { return a.top * b.bottom < b.top * a.bottom; }

using pair_values = std::vector<std::vector<std::optional<std::int64_t>>>;

pair_values values_of(const edge_list& list, const std::vector<std::int64_t>& value, bool lengths) {
  pair_values made(list.vertices, std::vector<std::optional<std::int64_t>>(list.vertices));
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [u, v] = list.edges[e];
    if (u == v || (!lengths && value[e] == 0)) continue;
    auto& at = made[u][v];
    at = !at ? value[e] : lengths ? std::min(*at, value[e]) : *at + value[e];
    made[v][u] = at;
  }
  return made;
}

std::optional<fraction> between(const pair_values& values, const std::vector<std::size_t>& a, const std::vector<std::size_t>& b,
                                linkage by, bool lengths) {
  std::optional<std::int64_t> least;
  std::optional<std::int64_t> greatest;
  std::int64_t sum = 0;
  bool all = true;
  for (const std::size_t u : a)
    for (const std::size_t v : b) {
      const auto& value = values[u][v];
      if (!value) {
        all = false;
        continue;
      }
      sum += *value;
      least = least ? std::min(*least, *value) : *value;
      greatest = greatest ? std::max(*greatest, *value) : *value;
    }
  if (!least) return std::nullopt;
  if (by == linkage::single) return fraction{lengths ? *least : *greatest, 1};
  if (!all && (lengths || by == linkage::complete)) return std::nullopt;
  if (by == linkage::complete) return fraction{lengths ? *greatest : *least, 1};
  return fraction{sum, static_cast<std::int64_t>(a.size() * b.size())};
}

dendrogram by_definition(const pair_values& values, linkage by, bool lengths) {
  const std::size_t n = values.size();
  std::map<std::uint32_t, std::vector<std::size_t>> cluster;
  for (std::size_t v = 0; v < n; ++v) cluster[static_cast<std::uint32_t>(v)] = {v};
  dendrogram tree{static_cast<std::uint32_t>(n), {}};
  for (;;) {
    std::optional<fraction> best;
    std::pair<std::uint32_t, std::uint32_t> pair;
    for (const auto& [a, members] : cluster)
      for (const auto& [b, others] : cluster) {
        if (a >= b) continue;
        const auto now = between(values, members, others, by, lengths);
        if (!now || (best && !(lengths ? less(*now, *best) : less(*best, *now)))) continue;
        best = now;
        pair = {a, b};
      }
    if (!best) return tree;
    std::vector<std::size_t> joined = cluster[pair.first];
    joined.insert(joined.end(), cluster[pair.second].begin(), cluster[pair.second].end());
    cluster.erase(pair.first);
    cluster.erase(pair.second);
    const double value = static_cast<double>(best->top) / static_cast<double>(best->bottom);
    tree.merges.push_back({pair.first, pair.second, lengths ? value : -value, static_cast<std::uint32_t>(joined.size())});
    cluster[static_cast<std::uint32_t>(n + tree.merges.size() - 1)] = std::move(joined);
  }
}

struct random_case {
  edge_list list;
  std::vector<std::int64_t> value;
};

random_case make_case(std::uint64_t round, std::size_t most) {
  random_stream random(6, "hierarchical", round);
  const std::size_t n = 1 + random.below(most);
  random_case made{kit::random_multigraph(random, direction::undirected, n, random.below(4 * n)), {}};
  const std::uint64_t values = round % 3 == 0 ? 2 : round % 3 == 1 ? 5 : 1000;  // with many ties, and with hardly any
  for (std::size_t e = 0; e < made.list.edges.size(); ++e) made.value.push_back(static_cast<std::int64_t>(random.below(values)));
  return made;
}

void expect_same(const dendrogram& found, const dendrogram& expected) {
  ASSERT_EQ(found.leaves, expected.leaves);
  ASSERT_EQ(found.merges.size(), expected.merges.size());
  for (std::size_t i = 0; i < found.merges.size(); ++i) {
    ASSERT_EQ(found.merges[i].first, expected.merges[i].first) << i;
    ASSERT_EQ(found.merges[i].second, expected.merges[i].second) << i;
    ASSERT_EQ(found.merges[i].size, expected.merges[i].size) << i;
    ASSERT_DOUBLE_EQ(found.merges[i].height, expected.merges[i].height) << i;
  }
}

TEST(Hierarchical, MergesAsTheDefinitionSaysByStrengths) {
  for (std::uint64_t round = 0; round < 600; ++round) {
    const random_case of = make_case(round, 24);
    const auto values = values_of(of.list, of.value, false);
    for (const linkage by : all_linkages) {
      const auto r = hierarchical_clustering(kit::undirected(of.list), edge_strengths::over(1, of.value), {.linkage = by});
      expect_same(r.tree, by_definition(values, by, false));
      ASSERT_TRUE(r.tree.is_monotone());
      ASSERT_EQ(r.ties, ties::exact);
      check_dendrogram(r.tree);
    }
  }
}

TEST(Hierarchical, MergesAsTheDefinitionSaysByLengths) {
  for (std::uint64_t round = 0; round < 600; ++round) {
    random_case of = make_case(round, 14);
    if (round % 2 == 0)  // most pairs have a length
      for (vertex_id u = 0; u < of.list.vertices; ++u)
        for (vertex_id v = 0; v < u; ++v)
          if ((u + 2 * v + round) % 7 != 0) {
            of.list.edges.push_back({u, v});
            of.value.push_back(static_cast<std::int64_t>((u * 7919 + v * 104'729 + round) % (round % 4 == 0 ? 4 : 50)));
          }
    const auto values = values_of(of.list, of.value, true);
    for (const linkage by : all_linkages) {
      const auto r = hierarchical_clustering(kit::undirected(of.list), edge_lengths::over(1, of.value), {.linkage = by});
      expect_same(r.tree, by_definition(values, by, true));
      ASSERT_TRUE(r.tree.is_monotone());
    }
  }
}

TEST(Hierarchical, KeepsItsHeapsRightOnLargerGraphs) {
  for (std::uint64_t round = 0; round < 4; ++round) {
    const auto graph = round % 2 == 0 ? barabasi_albert({.vertices = 120, .edges_per_vertex = 3, .seed = round})
                                      : grid({.rows = 9, .columns = 13});
    edge_list list{direction::undirected, num_vertices(graph), {}};
    std::vector<std::int64_t> strength;
    random_stream random(7, "hierarchical", round);
    for (edge_id e = 0; e < num_edges(graph); ++e) {
      list.edges.push_back({graph.view().source[e], graph.view().target[e]});
      strength.push_back(1 + static_cast<std::int64_t>(random.below(round < 2 ? 3 : 100)));
    }
    for (const linkage by : all_linkages)
      expect_same(hierarchical_clustering(graph, edge_strengths::over(1, strength), {.linkage = by}).tree,
                  by_definition(values_of(list, strength, false), by, false));
  }
}

// ---- by hand, and by scipy ----

TEST(Hierarchical, IsSolvedByHandOnFourVertices) {
  // 0 =4= 1 -3- 2 -2- 3, and 0 -1- 2
  const undirected_graph graph(4, {{0, 1}, {1, 2}, {2, 3}, {0, 2}});
  const auto strengths = edge_strengths::from({4, 3, 2, 1});
  using merges = std::vector<dendrogram_merge>;
  EXPECT_EQ(hierarchical_clustering(graph, strengths, {.linkage = linkage::single}).tree.merges,
            (merges{{0, 1, -4.0, 2}, {2, 4, -3.0, 3}, {3, 5, -2.0, 4}}));
  const auto average = hierarchical_clustering(graph, strengths);
  EXPECT_EQ(average.tree.merges, (merges{{0, 1, -4.0, 2}, {2, 3, -2.0, 2}, {4, 5, -1.0, 4}}));
  EXPECT_EQ(average.roots, std::vector<std::uint32_t>{6});
  const auto complete = hierarchical_clustering(graph, strengths, {.linkage = linkage::complete});
  EXPECT_EQ(complete.tree.merges, (merges{{0, 1, -4.0, 2}, {2, 3, -2.0, 2}}));
  EXPECT_EQ(complete.roots, (std::vector<std::uint32_t>{4, 5}));

  EXPECT_EQ(cut_at_strength(average.tree, 2.0).label, (labels{0, 0, 1, 1}));
  EXPECT_EQ(cut_at_strength(average.tree, 2.1).label, (labels{0, 0, 1, 2}));
  EXPECT_EQ(cut_at_count(average.tree, 1).label, (labels{0, 0, 0, 0}));
}

TEST(Hierarchical, AgreesWithScipyOnTheFlorentineFamilies) {
  // scipy 1.10.1, linkage() of 100 - strength with strength 1, 2, … in the order of the edges; height - 100
  const auto graph = kit::undirected(kit::florentine_marriages());
  std::vector<std::int64_t> strength(num_edges(graph));
  std::iota(strength.begin(), strength.end(), 1);
  const auto strengths = edge_strengths::over(1, strength);
  const std::vector<dendrogram_merge> single{
      {12, 14, -20, 2}, {11, 15, -19, 3}, {8, 16, -18, 4}, {13, 17, -17, 5}, {7, 18, -16, 6}, {6, 19, -15, 7}, {4, 20, -14, 8},
      {3, 21, -12, 9},  {9, 10, -10, 2},  {1, 23, -9, 3},  {22, 24, -8, 12}, {5, 25, -5, 13}, {2, 26, -4, 14}, {0, 27, -1, 15}};
  const std::vector<dendrogram_merge> complete{{12, 14, -20, 2}, {8, 13, -17, 2}, {6, 7, -15, 2}, {4, 11, -14, 2},
                                               {3, 18, -11, 3},  {9, 10, -10, 2}, {1, 17, -6, 3}, {2, 5, -4, 2}};
  const std::vector<dendrogram_merge> average{{12, 14, -20, 2},
                                              {8, 13, -17, 2},
                                              {6, 7, -15, 2},
                                              {4, 11, -14, 2},
                                              {3, 18, -11.5, 3},
                                              {9, 10, -10, 2},
                                              {1, 17, -6.5, 3},
                                              {15, 16, -4.5, 4},
                                              {2, 5, -4, 2},
                                              {21, 22, -2, 7},
                                              {19, 24, -1.52380952380952, 10},
                                              {23, 25, -0.5, 12},
                                              {20, 26, -0.375, 14},
                                              {0, 27, -0.0714285714285714, 15}};
  EXPECT_EQ(hierarchical_clustering(graph, strengths, {.linkage = linkage::single}).tree.merges, single);
  EXPECT_EQ(hierarchical_clustering(graph, strengths, {.linkage = linkage::complete}).tree.merges, complete);
  const auto found = hierarchical_clustering(graph, strengths).tree.merges;
  ASSERT_EQ(found.size(), average.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].first, average[i].first);
    EXPECT_EQ(found[i].second, average[i].second);
    EXPECT_NEAR(found[i].height, average[i].height, 1e-13);
  }
}

TEST(Hierarchical, SingleLinkageCutAtAStrengthHasTheComponentsOfStrongerTies) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    const random_case of = make_case(round, 30);
    const auto r =
        hierarchical_clustering(kit::undirected(of.list), edge_strengths::over(1, of.value), {.linkage = linkage::single});
    const auto values = values_of(of.list, of.value, false);
    for (const std::int64_t least : {1, 2, 4, 100, 700}) {
      labels label(of.list.vertices);
      std::iota(label.begin(), label.end(), 0u);
      for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t u = 0; u < label.size(); ++u)
          for (std::size_t v = 0; v < label.size(); ++v)
            if (values[u][v].value_or(0) >= least && label[v] < label[u]) {
              label[u] = label[v];
              changed = true;
            }
      }
      ASSERT_EQ(cut_at_strength(r.tree, static_cast<double>(least)), make_partition(label));
    }
  }
}

// ---- the cut of the greatest modularity ----

TEST(ModularityCut, IsTheBestOfAllCuts) {
  for (std::uint64_t round = 0; round < 300; ++round) {
    const random_case of = make_case(round, 20);
    const auto graph = kit::undirected(of.list);
    const auto strengths = edge_strengths::over({1, 4}, of.value);
    for (const linkage by : all_linkages) {
      const auto tree = hierarchical_clustering(graph, strengths, {.linkage = by}).tree;
      const auto cut = cut_at_greatest_modularity(graph, strengths, tree);
      double best = -2.0;
      for (std::size_t k = tree.trees(); k <= tree.leaves; ++k)
        best = std::max(best, modularity(graph, strengths, cut_at_count(tree, k)));
      ASSERT_NEAR(cut.modularity, best, 1e-13);
      ASSERT_EQ(cut.modularity, modularity(graph, strengths, cut.partition));
      ASSERT_EQ(cut.partition, cut_at_count(tree, cut.partition.clusters));
    }
  }
}

TEST(ModularityCut, OfTheKarateClubByAverageLinkageIsTheBestPartitionThereIs) {
  // 0.41979 is the optimum by igraph's integer programme
  const auto graph = kit::undirected(kit::karate_club());
  const auto cut = cut_at_greatest_modularity(graph, hierarchical_clustering(graph).tree);
  EXPECT_NEAR(cut.modularity, 0.4197896120973, 5e-14);
  EXPECT_EQ(cut.partition.clusters, 4u);
}

TEST(ModularityCut, TakesRoundedStrengthsAndGraphsWithoutStrength) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}, {2, 2}});
  const auto rounded = edge_strengths::rounded({0.3, 1e-9, 2.5}, "a test");
  const auto r = hierarchical_clustering(graph, rounded);
  EXPECT_EQ(r.ties, ties::approximate);
  EXPECT_EQ(r.why_approximate, "a test");
  EXPECT_EQ(cut_at_greatest_modularity(graph, rounded, r.tree).partition.label, (labels{0, 0, 1}));
  const auto nothing = edge_strengths::uniform(3, 0);
  const auto cut = cut_at_greatest_modularity(graph, nothing, hierarchical_clustering(graph, nothing).tree);
  EXPECT_EQ(cut.partition.clusters, 3u);
  EXPECT_EQ(cut.modularity, 0.0);
}

TEST(ModularityCut, RefusesADendrogramOfOtherVertices) {
  const undirected_graph graph(2, {{0, 1}});
  EXPECT_TRUE(kit::refuses<input_error>(
      [&] {
        return cut_at_greatest_modularity(graph, dendrogram{3, {}});
      },
      "number of leaves", "3", "2, one for each vertex"));
  EXPECT_THROW(static_cast<void>(cut_at_greatest_modularity(graph, dendrogram{2, {{1, 0, 0.0, 2}}})), input_error);
  EXPECT_THROW(static_cast<void>(cut_at_greatest_modularity(graph, edge_strengths::from({-1}), dendrogram{2, {}})), input_error);
}

// ---- values ----

TEST(Hierarchical, AddsStrengthsAndTakesTheLeastLengthOfParallelEdges) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}, {1, 0}, {2, 2}});
  EXPECT_EQ(hierarchical_clustering(graph, edge_strengths::from({2, 3, 2, 9})).tree.merges.front(),
            (dendrogram_merge{0, 1, -4.0, 2}));
  EXPECT_EQ(hierarchical_clustering(graph, edge_lengths::from({2, 3, 1, 0})).tree.merges.front(),
            (dendrogram_merge{0, 1, 1.0, 2}));
}

TEST(Hierarchical, ComparesAveragesExactly) {
  // 0.3 and (0.1 + 0.5) / 2 are equal: the lower numbers go first. As doubles the second would be larger.
  const undirected_graph graph(5, {{0, 1}, {0, 2}, {1, 2}, {3, 4}});
  const auto r = hierarchical_clustering(graph, edge_strengths::from({1, 0.1, 0.5, 0.3}));
  EXPECT_EQ(r.tree.merges, (std::vector<dendrogram_merge>{{0, 1, -1.0, 2}, {2, 5, -0.3, 3}, {3, 4, -0.3, 2}}))
      << "of equals the pair with the lower first cluster";
}

TEST(Hierarchical, TellsWhenValuesHadToBeRounded) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto huge = edge_strengths::over(1, {std::int64_t{1} << 62, (std::int64_t{1} << 62) + 1});
  const auto r = hierarchical_clustering(graph, huge);
  EXPECT_EQ(r.ties, ties::approximate);
  EXPECT_EQ(r.why_approximate, "the values add up to more than 2^61 units");
  EXPECT_NEAR(r.tree.merges.front().height / std::ldexp(1.0, 62), -1.0, 1e-15);
  const auto wide = hierarchical_clustering(graph, edge_lengths::rounded({1e-300, 1e300}, "a test"));
  EXPECT_EQ(wide.tree.merges.front().first, 0u);
  EXPECT_EQ(wide.why_approximate, "a test");
}

TEST(Hierarchical, TakesLengthsOfZero) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto r = hierarchical_clustering(graph, edge_lengths::from({0, 0}), {.linkage = linkage::single});
  EXPECT_EQ(r.tree.merges, (std::vector<dendrogram_merge>{{0, 1, 0.0, 2}, {2, 3, 0.0, 3}}));
}

TEST(Hierarchical, LeavesAForestWhereNothingTies) {
  EXPECT_TRUE(hierarchical_clustering(undirected_graph()).roots.empty());
  EXPECT_EQ(hierarchical_clustering(undirected_graph(1, {{0, 0}})).roots, std::vector<std::uint32_t>{0});
  EXPECT_EQ(hierarchical_clustering(undirected_graph(3, {})).roots, (std::vector<std::uint32_t>{0, 1, 2}));
  const undirected_graph zero(3, {{0, 1}, {1, 2}});
  EXPECT_EQ(hierarchical_clustering(zero, edge_strengths::from({0, 5})).roots, (std::vector<std::uint32_t>{0, 3}));
  for (const linkage by : all_linkages) {
    const auto parts = hierarchical_clustering(kit::undirected(kit::beside(kit::complete(4), kit::complete(3))), {.linkage = by});
    EXPECT_EQ(parts.tree.trees(), 2u);
    EXPECT_EQ(parts.roots.size(), 2u);
  }
}

// ---- what does not matter ----

TEST(Hierarchical, DoesNotDependOnTheOrderOfEdgesTheScaleTheThreadsOrTheContainer) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    const random_case of = make_case(round, 25);
    edge_list turned = of.list;
    std::reverse(turned.edges.begin(), turned.edges.end());
    const std::vector<std::int64_t> backwards(of.value.rbegin(), of.value.rend());
    boost::adjacency_list<boost::listS, boost::vecS, boost::undirectedS> foreign(of.list.vertices);
    for (const auto& [u, v] : of.list.edges) add_edge(u, v, foreign);
    for (const linkage by : all_linkages) {
      const auto plain = hierarchical_clustering(kit::undirected(of.list), edge_strengths::over(1, of.value), {.linkage = by});
      const auto other = hierarchical_clustering(kit::undirected(turned), edge_strengths::over(1, backwards),
                                                 {.linkage = by, .run = {.threads = 4}});
      ASSERT_EQ(plain.tree, other.tree);
      ASSERT_EQ(hierarchical_clustering(foreign, edge_strengths::over(1, of.value), {.linkage = by}).tree, plain.tree);
      auto scaled = hierarchical_clustering(kit::undirected(of.list), edge_strengths::over(8, of.value), {.linkage = by});
      for (auto& m : scaled.tree.merges) m.height /= 8.0;
      ASSERT_EQ(scaled.tree, plain.tree);
    }
  }
}

TEST(Hierarchical, MakesTheSamePartitionsUnderOtherNamesWhereNoTwoPairsAreEquallyNear) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    random_stream random(8, "hierarchical names", round);
    const edge_list list = kit::random_multigraph(random, direction::undirected, 15, 40);
    std::vector<std::int64_t> strength;
    for (std::size_t e = 0; e < list.edges.size(); ++e)
      strength.push_back(static_cast<std::int64_t>(random.below(1'000'000'007)));
    const auto named = kit::random_order(random, 15);
    for (const linkage by : all_linkages) {
      const auto strengths = edge_strengths::over(1, strength);
      const auto plain = hierarchical_clustering(kit::undirected(list), strengths, {.linkage = by}).tree;
      const auto other = hierarchical_clustering(kit::undirected(kit::relabelled(list, named)), strengths, {.linkage = by}).tree;
      ASSERT_EQ(plain.merges.size(), other.merges.size());
      for (std::size_t k = plain.trees(); k <= 15; ++k) {
        const auto there = cut_at_count(other, k);
        labels back(15);
        for (std::size_t v = 0; v < 15; ++v) back[v] = there.label[named[v]];
        ASSERT_EQ(make_partition(back), cut_at_count(plain, k));
      }
    }
  }
}

TEST(Hierarchical, LooksAtEachPairAFewTimesHoweverLargeTheGraph) {
  const auto visits_by_edge = [](const undirected_graph& graph, linkage by, std::uint64_t values) {
    random_stream random(4, "hierarchical visits");
    std::vector<std::int64_t> strength;
    for (edge_id e = 0; e < num_edges(graph); ++e) strength.push_back(1 + static_cast<std::int64_t>(random.below(values)));
    const auto r = hierarchical_clustering(graph, edge_strengths::over(1, strength), {.linkage = by});
    return static_cast<double>(r.pair_visits) / static_cast<double>(num_edges(graph));
  };
  for (const linkage by : all_linkages)
    for (const std::uint64_t values : {1u, 100u}) {
      EXPECT_LT(visits_by_edge(kit::undirected(kit::star(20'000)), by, values), 12.0);
      EXPECT_LT(visits_by_edge(grid({.rows = 150, .columns = 150}), by, values), 30.0);
      EXPECT_LT(visits_by_edge(barabasi_albert({.vertices = 20'000, .edges_per_vertex = 4}), by, values), 40.0);
      EXPECT_LT(visits_by_edge(rmat({.scale = 13}), by, values), 30.0);
    }
}

// ---- refusals, stop, progress ----

TEST(Hierarchical, RefusesWhatIsNoValue) {
  const undirected_graph graph(3, {{0, 1}, {1, 2}});
  const auto strong = [&](const edge_strengths& s) { return [&graph, s] { return hierarchical_clustering(graph, s); }; };
  const auto far = [&](const edge_lengths& l) { return [&graph, l] { return hierarchical_clustering(graph, l); }; };
  EXPECT_TRUE(kit::refuses<input_error>(strong(edge_strengths::from({1, -2})), "strengths", "-2 at edge 1", "strengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(far(edge_lengths::from({1, -2})), "lengths", "-2 at edge 1", "lengths >= 0"));
  EXPECT_TRUE(kit::refuses<input_error>(strong(edge_strengths::from({1})), "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(far(edge_lengths::from({1})), "number of edge values", "1", "2, one for each edge"));
  EXPECT_TRUE(kit::refuses<input_error>(far(edge_lengths::rounded({1e308, 1e308}, "a test")), "lengths",
                                        "a sum beyond the range of a double", "lengths whose sum is below 8.9e307"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return hierarchical_clustering(graph, {.linkage = static_cast<linkage>(5)}); },
                                         "linkage", "5", "single, complete or average"));
}

TEST(Hierarchical, StopsOnRequest) {
  const auto graph = grid({.rows = 400, .columns = 400});
  std::stop_source stop;
  const execution run{.threads = 1, .stop = stop.get_token(), .progress = [&](double) { stop.request_stop(); }};
  EXPECT_THROW(static_cast<void>(hierarchical_clustering(graph, {.run = run})), cancelled);
  EXPECT_THROW(static_cast<void>(hierarchical_clustering(undirected_graph(2, {{0, 1}}), {.run = run})), cancelled);
}

TEST(Hierarchical, TellsItsProgressUpToOne) {
  std::vector<double> told;
  const execution run{.threads = 1, .stop = {}, .progress = [&](double f) { told.push_back(f); }};
  static_cast<void>(hierarchical_clustering(grid({.rows = 300, .columns = 300}), {.run = run}));
  ASSERT_GE(told.size(), 2u);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_EQ(told.back(), 1.0);
}

// ---- the table of pairs ----

TEST(PairMap, HoldsWhatAMapHolds) {
  random_stream random(3, "pair map");
  detail::pair_map table(4);
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> expected;
  for (int step = 0; step < 100'000; ++step) {
    const auto a = static_cast<std::uint32_t>(random.below(60));
    const auto b = static_cast<std::uint32_t>(random.below(60));
    if (a == b) continue;
    const std::pair key(std::min(a, b), std::max(a, b));
    std::int64_t* const found = table.find(a, b);
    ASSERT_EQ(found != nullptr, expected.contains(key));
    if (found != nullptr) {
      ASSERT_EQ(*found, expected[key]);
      table.erase(a, b);
      expected.erase(key);
    } else if (random.below(3) > 0) {
      table.insert(a, b, step);
      expected[key] = step;
    }
    ASSERT_EQ(table.size(), expected.size());
  }
}

}  // namespace
