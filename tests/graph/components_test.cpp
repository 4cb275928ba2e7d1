// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/components.hpp>

#include "small_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;
using ::testing::ElementsAre;

/// Which vertices reach which, by Warshall's algorithm.
std::vector<std::vector<bool>> reachability(const plain_graph& g, bool directed) {
  std::vector<std::vector<bool>> reaches(g.n, std::vector<bool>(g.n, false));
  for (std::size_t v = 0; v < g.n; ++v) reaches[v][v] = true;
  for (const auto& a : small_cases::arcs_of(g, directed)) reaches[a.from][a.to] = true;
  for (std::size_t k = 0; k < g.n; ++k)
    for (std::size_t i = 0; i < g.n; ++i)
      for (std::size_t j = 0; j < g.n; ++j)
        if (reaches[i][k] && reaches[k][j]) reaches[i][j] = true;
  return reaches;
}

/// The labels from the matrix: each vertex takes that of the least vertex that it is mutually reachable with.
partition by_matrix(const plain_graph& g, bool directed) {
  const auto reaches = reachability(g, directed);
  partition p{std::vector<std::uint32_t>(g.n), 0};
  for (std::size_t v = 0; v < g.n; ++v) {
    std::size_t least = 0;
    while (!(reaches[v][least] && reaches[least][v])) ++least;
    p.label[v] = least == v ? p.clusters++ : p.label[least];
  }
  return p;
}

TEST(WeakComponents, AgreeWithReachabilityOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 12, 14);
    const partition expected = by_matrix(g, false);
    ASSERT_EQ(weak_components(g.undirected()), expected) << seed;
    ASSERT_EQ(weak_components(g.directed()), expected) << seed;
    ASSERT_EQ(weak_components(small_cases::as_lists<boost::undirectedS>(g)), expected) << seed;
    ASSERT_EQ(weak_components(small_cases::as_vectors<boost::directedS>(g)), expected) << seed;
  }
}

TEST(StrongComponents, AgreeWithReachabilityOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 10, 20);
    const partition expected = by_matrix(g, true);
    ASSERT_EQ(strong_components(g.directed()), expected) << seed;
    ASSERT_EQ(strong_components(g.directed().view()), expected) << seed;
    ASSERT_EQ(strong_components(small_cases::as_lists<boost::bidirectionalS>(g)), expected) << seed;
  }
}

/// Components by spreading from each vertex that has no label yet.
partition by_spreading(const undirected_view& g) {
  constexpr std::uint32_t none = 0xffffffffU;
  partition p{std::vector<std::uint32_t>(g.vertices(), none), 0};
  for (vertex_id start = 0; start < g.vertices(); ++start) {
    if (p.label[start] != none) continue;
    std::deque<vertex_id> todo{start};
    p.label[start] = p.clusters;
    for (; !todo.empty(); todo.pop_front())
      for (const vertex_id w : g.out.targets_of(todo.front()))
        if (p.label[w] == none) {
          p.label[w] = p.clusters;
          todo.push_back(w);
        }
    ++p.clusters;
  }
  return p;
}

TEST(WeakComponents, AreRightWhereMostOfALargeComponentIsSkipped) {
  // Around the size where a giant component appears, with more vertices than are sampled.
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    random_stream random(seed, "large sparse");
    constexpr std::size_t n = 5000;
    std::vector<endpoints> ends;
    for (std::size_t e = 0; e < n * (seed + 2) / 6; ++e)
      ends.push_back({static_cast<vertex_id>(random.below(n)), static_cast<vertex_id>(random.below(n))});
    const undirected_graph undirected(n, ends);
    const partition expected = by_spreading(undirected.view());
    ASSERT_EQ(weak_components(undirected), expected) << seed;
    ASSERT_EQ(weak_components(directed_graph(n, ends)), expected) << seed;
  }
}

TEST(WeakComponents, MeetEveryArcThatLeadsOutOfTheSkippedComponent) {
  // A star: only two of the centre's arcs are among the first few, and the leaves have none of their own, or one each.
  std::vector<endpoints> ends;
  for (vertex_id leaf = 1; leaf < 3000; ++leaf) ends.push_back({0, leaf});
  const partition all = weak_components(directed_graph(3000, ends));
  EXPECT_EQ(all.clusters, 1U);
  for (auto& e : ends) std::swap(e.source, e.target);
  EXPECT_EQ(weak_components(directed_graph(3000, ends)).clusters, 1U);
}

TEST(Components, AreNumberedByTheirLeastVertex) {
  const std::vector<endpoints> ends{{4, 1}, {2, 0}, {5, 5}, {0, 2}};
  EXPECT_THAT(weak_components(undirected_graph(6, ends)).label, ElementsAre(0, 1, 0, 2, 1, 3));
  EXPECT_THAT(strong_components(directed_graph(6, ends)).label, ElementsAre(0, 1, 0, 2, 3, 4));
}

TEST(Components, OfDegenerateGraphsAreTheVertices) {
  EXPECT_EQ(weak_components(undirected_graph()), (partition{{}, 0}));
  EXPECT_EQ(weak_components(undirected_graph(0, {})), (partition{{}, 0}));
  EXPECT_EQ(strong_components(directed_graph()), (partition{{}, 0}));
  EXPECT_EQ(weak_components(undirected_graph(3, {})), (partition{{0, 1, 2}, 3}));
  EXPECT_EQ(strong_components(directed_graph(2, {{1, 1}, {0, 1}, {0, 1}})), (partition{{0, 1}, 2}));
}

TEST(Components, OfAMillionVerticesInARowNeedNoDeepStack) {
  constexpr vertex_id n = 1'000'000;
  std::vector<endpoints> row;
  for (vertex_id v = 0; v + 1 < n; ++v) row.push_back({v, v + 1});
  EXPECT_EQ(weak_components(directed_graph(n, row)).clusters, 1U);
  EXPECT_EQ(strong_components(directed_graph(n, row)).clusters, n);
  row.push_back({n - 1, 0});
  EXPECT_EQ(strong_components(directed_graph(n, row)).clusters, 1U);
}

template <class G>
concept has_strong_components = requires(const G& g) {
  strong_components(g);
};
static_assert(has_strong_components<directed_graph> && !has_strong_components<undirected_graph>);

}  // namespace
}  // namespace coopgraph
