// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/biconnected.hpp>

#include "small_cases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <vector>

namespace coopgraph {
namespace {

using small_cases::plain_graph;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The number of components without the vertex and the edge that are left out (no_vertex, no_edge: nothing), by repeated
/// relabelling.
std::size_t components_without(const plain_graph& g, vertex_id left_out, edge_id edge_left_out) {
  std::vector<std::size_t> label(g.n);
  std::iota(label.begin(), label.end(), std::size_t{0});
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t e = 0; e < g.ends.size(); ++e) {
      const auto [u, v] = g.ends[e];
      if (e == edge_left_out || u == left_out || v == left_out || label[u] == label[v]) continue;
      label[u] = label[v] = std::min(label[u], label[v]);
      changed = true;
    }
  }
  std::set<std::size_t> different;
  for (std::size_t v = 0; v < g.n; ++v)
    if (v != left_out) different.insert(label[v]);
  return different.size();
}

/// Marks as tied all edges on a common simple cycle with edge e: every simple path back from one of its ends to the other.
void tie_cycles(const plain_graph& g, std::vector<std::size_t>& path, std::vector<bool>& visited, vertex_id at, vertex_id goal,
                std::vector<std::vector<bool>>& tied) {
  if (at == goal) {
    for (const std::size_t a : path)
      for (const std::size_t b : path) tied[a][b] = true;
    return;
  }
  visited[at] = true;
  for (std::size_t e = 0; e < g.ends.size(); ++e) {
    const auto [u, v] = g.ends[e];
    if (u == v || (u != at && v != at) || e == path.front()) continue;
    const vertex_id next = u == at ? v : u;
    if (visited[next]) continue;
    path.push_back(e);
    tie_cycles(g, path, visited, next, goal, tied);
    path.pop_back();
  }
  visited[at] = false;
}

/// The blocks by their definition: edges on a common simple cycle.
std::vector<std::uint32_t> blocks_by_cycles(const plain_graph& g) {
  const std::size_t m = g.ends.size();
  std::vector<std::vector<bool>> tied(m, std::vector<bool>(m, false));
  for (std::size_t e = 0; e < m; ++e) {
    const auto [u, v] = g.ends[e];
    if (u == v) continue;
    tied[e][e] = true;
    std::vector<std::size_t> path{e};
    std::vector<bool> visited(g.n, false);
    tie_cycles(g, path, visited, u, v, tied);
  }
  std::vector<std::uint32_t> block(m, no_block);
  std::uint32_t count = 0;
  for (std::size_t e = 0; e < m; ++e) {
    if (!tied[e][e]) continue;
    std::size_t first = 0;
    while (!tied[e][first]) ++first;
    block[e] = first == e ? count++ : block[first];
  }
  return block;
}

TEST(Biconnected, AgreesWithRemovalOfEachVertexAndEdgeOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const plain_graph g = small_cases::random_case(seed, 10, 14);
    const undirected_graph graph = g.undirected();
    const std::size_t whole = components_without(g, no_vertex, no_edge);
    std::vector<vertex_id> cut;
    std::vector<edge_id> bridge;
    for (vertex_id v = 0; v < g.n; ++v)
      if (components_without(g, v, no_edge) > whole) cut.push_back(v);
    for (edge_id e = 0; e < g.ends.size(); ++e)
      if (components_without(g, no_vertex, e) > whole) bridge.push_back(e);
    ASSERT_EQ(articulation_points(graph), cut) << seed;
    ASSERT_EQ(bridges(graph), bridge) << seed;
    ASSERT_EQ(articulation_points(small_cases::as_lists<boost::undirectedS>(g)), cut) << seed;
    ASSERT_EQ(bridges(small_cases::as_vectors<boost::undirectedS>(g)), bridge) << seed;
  }
}

TEST(Biconnected, PutsEdgesOnACommonSimpleCycleIntoOneBlock) {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    SCOPED_TRACE(seed);
    const plain_graph g = small_cases::random_case(seed, 7, 11);
    const blocks_result found = blocks(g.undirected());
    ASSERT_EQ(found.block, blocks_by_cycles(g));
    ASSERT_EQ(found.offset.size(), found.count + std::size_t{1});
    ASSERT_EQ(found.offset.back(), found.member.size());
    for (std::uint32_t b = 0; b < found.count; ++b) {
      std::set<vertex_id> ends;
      for (std::size_t e = 0; e < g.ends.size(); ++e)
        if (found.block[e] == b) ends.insert({g.ends[e].source, g.ends[e].target});
      ASSERT_TRUE(std::ranges::equal(found.vertices(b), ends));
    }
    const blocks_result of_lists = blocks(small_cases::as_lists<boost::undirectedS>(g));
    ASSERT_EQ(of_lists.block, found.block);
    ASSERT_EQ(of_lists.member, found.member);
  }
}

TEST(Biconnected, SolvesTwoTrianglesOnABridgeByHand) {
  //  0       3
  //  | \   / |
  //  |  2-5  |     and a double edge 6 = 4, a loop at 0, vertex 7 alone
  //  | /   \ |
  //  1       4
  const undirected_graph g(8, {{4, 6}, {0, 0}, {0, 1}, {5, 3}, {1, 2}, {2, 5}, {2, 0}, {3, 4}, {6, 4}, {4, 5}});
  EXPECT_THAT(articulation_points(g), ElementsAre(2, 4, 5));
  EXPECT_THAT(bridges(g), ElementsAre(5));
  const auto b = blocks(g);
  EXPECT_THAT(b.block, ElementsAre(0, no_block, 1, 2, 1, 3, 1, 2, 0, 2));
  EXPECT_EQ(b.count, 4U);
  EXPECT_THAT(b.vertices(0), ElementsAre(4, 6));
  EXPECT_THAT(b.vertices(1), ElementsAre(0, 1, 2));
  EXPECT_THAT(b.vertices(2), ElementsAre(3, 4, 5));
  EXPECT_THAT(b.vertices(3), ElementsAre(2, 5));
}

TEST(Biconnected, OfDegenerateGraphsIsEmpty) {
  for (const undirected_graph& g : {undirected_graph(), undirected_graph(3, {}), undirected_graph(1, {{0, 0}, {0, 0}})}) {
    EXPECT_THAT(articulation_points(g), IsEmpty());
    EXPECT_THAT(bridges(g), IsEmpty());
    const auto b = blocks(g);
    EXPECT_EQ(b.count, 0U);
    EXPECT_THAT(b.offset, ElementsAre(0));
    EXPECT_THAT(b.member, IsEmpty());
    EXPECT_EQ(b.block.size(), g.edges());
  }
}

TEST(Biconnected, OfAMillionVerticesInARowNeedsNoDeepStack) {
  constexpr vertex_id n = 1'000'000;
  std::vector<endpoints> row;
  for (vertex_id v = 0; v + 1 < n; ++v) row.push_back({v, v + 1});
  EXPECT_EQ(bridges(undirected_graph(n, row)).size(), n - 1U);
  EXPECT_EQ(articulation_points(undirected_graph(n, row)).size(), n - 2U);
  row.push_back({n - 1, 0});
  EXPECT_EQ(blocks(undirected_graph(n, row)).count, 1U);
}

template <class G>
concept has_blocks = requires(const G& g) {
  blocks(g);
};
template <class G>
concept has_bridges = requires(const G& g) {
  bridges(g);
};
template <class G>
concept has_articulation_points = requires(const G& g) {
  articulation_points(g);
};
static_assert(has_blocks<undirected_graph> && !has_blocks<directed_graph>);
static_assert(has_bridges<undirected_graph> && !has_bridges<directed_graph>);
static_assert(has_articulation_points<undirected_graph> && !has_articulation_points<directed_graph>);

}  // namespace
}  // namespace coopgraph
