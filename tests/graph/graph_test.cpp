// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/builder.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace coopgraph {
namespace {

using testing::ElementsAre;

std::vector<endpoints> random_ends(std::size_t vertices, std::size_t edges, std::uint64_t seed) {
  random_stream random(seed, "graph_test");
  std::vector<endpoints> ends(edges);
  for (endpoints& e : ends) e = {static_cast<vertex_id>(random.below(vertices)), static_cast<vertex_id>(random.below(vertices))};
  return ends;
}

// Rows by sorting triples: another way to the same thing.
std::vector<std::tuple<vertex_id, vertex_id, edge_id>> sorted_arcs(const std::vector<endpoints>& ends, bool both_ways) {
  std::vector<std::tuple<vertex_id, vertex_id, edge_id>> arcs;
  for (edge_id e = 0; e < ends.size(); ++e) {
    arcs.emplace_back(ends[e].source, ends[e].target, e);
    if (both_ways) arcs.emplace_back(ends[e].target, ends[e].source, e);
  }
  std::sort(arcs.begin(), arcs.end());
  return arcs;
}

void expect_rows(const arc_rows& rows, std::size_t vertices, const std::vector<std::tuple<vertex_id, vertex_id, edge_id>>& arcs) {
  ASSERT_EQ(rows.offset.size(), vertices + 1);
  ASSERT_EQ(rows.target.size(), arcs.size());
  std::size_t i = 0;
  for (vertex_id v = 0; v < vertices; ++v)
    for (std::uint64_t at = rows.offset[v]; at < rows.offset[v + std::size_t{1}]; ++at, ++i)
      EXPECT_EQ(std::tuple(v, rows.target[at], rows.edge[at]), arcs[i]);
  EXPECT_EQ(i, arcs.size());
}

TEST(Graph, AnUndirectedEdgeStandsInBothRowsAndALoopTwiceInItsOwn) {
  // 0 === 1 --- 2 (loop)    3
  const undirected_graph g(4, {{0, 1}, {1, 2}, {2, 2}, {1, 0}});
  const auto rows = g.view().out;
  EXPECT_THAT(rows.targets_of(0), ElementsAre(1, 1));
  EXPECT_THAT(rows.edges_of(0), ElementsAre(0, 3));
  EXPECT_THAT(rows.targets_of(2), ElementsAre(1, 2, 2));
  EXPECT_THAT(rows.edges_of(2), ElementsAre(1, 2, 2));
  EXPECT_EQ(rows.degree(3), 0U);
}

TEST(Graph, RowsEqualSortedTriplesOnRandomMultigraphs) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const std::size_t n = 1 + seed % 9;
    const auto ends = random_ends(n, seed % 23, seed);
    expect_rows(undirected_graph(n, ends).view().out, n, sorted_arcs(ends, true));
    const directed_graph d(n, ends);
    expect_rows(d.view().out, n, sorted_arcs(ends, false));
    auto reversed = ends;
    for (endpoints& e : reversed) std::swap(e.source, e.target);
    expect_rows(d.view().in, n, sorted_arcs(reversed, false));
  }
}

TEST(Graph, TheEmptyGraphHasNothing) {
  EXPECT_EQ(undirected_graph().vertices(), 0U);
  EXPECT_EQ(directed_graph(0, std::vector<endpoints>{}).edges(), 0U);
  EXPECT_EQ(undirected_graph(3, std::vector<endpoints>{}).vertices(), 3U);
}

TEST(Graph, RefusesAnEndThatIsNoVertex) {
  try {
    const undirected_graph g(2, {{0, 1}, {1, 2}});
    FAIL();
  } catch (const input_error& e) {
    EXPECT_EQ(e.parameter(), "an end of edge 1");
    EXPECT_EQ(e.value(), "2");
    EXPECT_EQ(e.allowed(), "0 to 1");
  }
}

TEST(Graph, FindsTheLowestOfParallelEdges) {
  const directed_graph g(3, {{0, 2}, {0, 1}, {0, 1}});
  const auto [found, exists] = edge(0, 1, g);
  EXPECT_TRUE(exists);
  EXPECT_EQ(found.id, 1U);
  EXPECT_FALSE(edge(1, 0, g).second);
}

TEST(Snapshot, OfABoostGraphEqualsOurOwnGraph) {
  using list_graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
  const auto ends = random_ends(7, 20, 5);
  auto sorted = ends;  // adjacency_list of this kind lists its edges by source
  std::stable_sort(sorted.begin(), sorted.end(), [](auto a, auto b) { return a.source < b.source; });
  list_graph foreign(7);
  for (const endpoints& e : ends) add_edge(e.source, e.target, foreign);
  EXPECT_EQ(snapshot_of(foreign), directed_graph(7, sorted));
}

TEST(Snapshot, TakesVerticesByTheirIndex) {
  using list_graph =
      boost::adjacency_list<boost::listS, boost::listS, boost::undirectedS, boost::property<boost::vertex_index_t, std::size_t>>;
  list_graph foreign;
  const auto a = add_vertex(foreign);
  const auto b = add_vertex(foreign);
  const auto c = add_vertex(foreign);
  put(boost::vertex_index, foreign, a, 1);
  put(boost::vertex_index, foreign, b, 0);
  put(boost::vertex_index, foreign, c, 2);
  add_edge(a, b, foreign);
  add_edge(a, c, foreign);
  EXPECT_EQ(snapshot_of(foreign), undirected_graph(3, {{1, 0}, {1, 2}}));
  put(boost::vertex_index, foreign, c, 1);
  EXPECT_THROW((void)snapshot_of(foreign), input_error);  // 1 twice
  put(boost::vertex_index, foreign, c, 3);
  EXPECT_THROW((void)snapshot_of(foreign), input_error);  // beyond n - 1
}

TEST(Snapshot, OfOurOwnGraphCopiesNothing) {
  const undirected_graph g(3, {{0, 1}, {1, 2}});
  EXPECT_EQ(snapshot_of(g).out.target.data(), g.view().out.target.data());
}

TEST(Builder, KeepsMergesOrRefusesParallelEdges) {
  const auto build = [](parallel_edge_policy policy) {
    graph_builder<direction::undirected> builder(3, {.parallel_edges = policy});
    builder.add_edge(0, 1);
    builder.add_edge(1, 2);
    builder.add_edge(1, 0);
    return builder.build();
  };
  EXPECT_EQ(build(parallel_edge_policy::keep).graph.edges(), 3U);
  const auto merged = build(parallel_edge_policy::merge);
  EXPECT_EQ(merged.graph, undirected_graph(3, {{0, 1}, {1, 2}}));
  EXPECT_THAT(merged.edge_of_row, ElementsAre(0, 1, 0));
  EXPECT_EQ(merged.merged_rows, 1U);
  EXPECT_THROW((void)build(parallel_edge_policy::refuse), input_error);
}

TEST(Builder, InADirectedGraphOppositeArcsAreNotParallel) {
  graph_builder<direction::directed> builder(2, {.parallel_edges = parallel_edge_policy::merge});
  builder.add_edge(0, 1);
  builder.add_edge(1, 0);
  EXPECT_EQ(builder.build().graph.edges(), 2U);
}

TEST(Builder, KeepsDropsOrRefusesLoops) {
  const auto build = [](loop_policy policy) {
    graph_builder<direction::directed> builder(2, {.loops = policy});
    builder.add_edge(1, 1);
    builder.add_edge(0, 1);
    return builder.build();
  };
  EXPECT_EQ(build(loop_policy::keep).graph.edges(), 2U);
  const auto dropped = build(loop_policy::drop);
  EXPECT_THAT(dropped.edge_of_row, ElementsAre(no_edge, 0));
  EXPECT_EQ(dropped.dropped_loops, 1U);
  EXPECT_THROW((void)build(loop_policy::refuse), input_error);
}

/// What merging and dropping should make of rows, by a map of pairs.
template <direction D>
void expect_built_as_by_a_map(const std::vector<endpoints>& rows, std::size_t vertices, loop_policy loops) {
  std::map<std::pair<vertex_id, vertex_id>, edge_id> known;
  std::vector<endpoints> edges;
  std::vector<edge_id> edge_of_row;
  std::size_t merged = 0;
  for (const endpoints& r : rows) {
    if (r.source == r.target && loops == loop_policy::drop) {
      edge_of_row.push_back(no_edge);
      continue;
    }
    auto key = std::pair(r.source, r.target);
    if (D == direction::undirected && key.second < key.first) std::swap(key.first, key.second);
    const auto [at, is_new] = known.emplace(key, edges.size());
    if (is_new) edges.push_back(r);
    merged += is_new ? 0U : 1U;
    edge_of_row.push_back(at->second);
  }
  const auto built = build_graph<D>(vertices, rows, {.parallel_edges = parallel_edge_policy::merge, .loops = loops});
  EXPECT_EQ(built.graph, basic_graph<D>(vertices, edges));
  EXPECT_EQ(built.edge_of_row, edge_of_row);
  EXPECT_EQ(built.merged_rows, merged);
}

TEST(Builder, MergesAndDropsAsAMapOfPairsDoes) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto rows = random_ends(1 + seed % 7, seed % 40, seed);
    for (const loop_policy loops : {loop_policy::keep, loop_policy::drop}) {
      expect_built_as_by_a_map<direction::undirected>(rows, 1 + seed % 7, loops);
      expect_built_as_by_a_map<direction::directed>(rows, 1 + seed % 7, loops);
    }
  }
}

TEST(Builder, NamesTheFirstRowThatItRefuses) {
  const std::vector<endpoints> rows{{2, 3}, {0, 1}, {3, 2}, {1, 0}};
  try {
    (void)build_graph<direction::undirected>(4, rows, {.parallel_edges = parallel_edge_policy::refuse});
    FAIL();
  } catch (const input_error& e) {
    EXPECT_EQ(e.parameter(), "row 2");
    EXPECT_EQ(e.value(), "a parallel edge (3, 2)");
  }
}

}  // namespace
}  // namespace coopgraph
