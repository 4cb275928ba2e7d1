// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/flow/verify_paths.hpp>

#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace coopgraph::test {
namespace {

using testing::Contains;
using testing::IsEmpty;

// Each forgery is of a result that is right, in one place; the checker must name what was broken.

struct towns {
  // 0 -> 1 -> 2 -> 3, 0 -> 2, 3 -> 4 and 5 alone; 1 -> 2 and 2 -> 1 measure nothing
  directed_graph graph{6, {{0, 1}, {1, 2}, {2, 3}, {0, 2}, {3, 4}, {2, 1}}};
  edge_lengths lengths = edge_lengths::from({1, 0, 2, 4, 1, 0});
  shortest_path_tree tree = shortest_paths(graph, lengths, 0);

  [[nodiscard]] auto found(const shortest_path_tree& t) const { return check_shortest_paths(graph, lengths, t); }
};

TEST(CheckShortestPaths, FindsNothingInARightTree) {
  const towns t;
  EXPECT_THAT(t.found(t.tree), IsEmpty());
}

TEST(CheckShortestPaths, NamesWhatWasForged) {
  const towns right;
  towns t = right;
  t.tree.units[0] = 1;
  EXPECT_THAT(t.found(t.tree), Contains("the source is not at distance 0"));
  t = right;
  t.tree.units[5] = 3;
  EXPECT_THAT(t.found(t.tree), Contains("vertex 5 is not reached and has a distance"));
  t = right;
  t.tree.units[4] = 9;
  EXPECT_THAT(t.found(t.tree), Contains("the edge into vertex 4 is not tight"));
  EXPECT_THAT(t.found(t.tree), Contains("edge 4 makes the way to vertex 4 shorter"));
  t = right;  // a consistent tree of longer ways
  t.tree.predecessor[2] = 0;
  t.tree.predecessor_edge[2] = 3;
  t.tree.units = {0, 1, 4, 6, 7, 0};
  EXPECT_THAT(t.found(t.tree), testing::ElementsAre("edge 1 makes the way to vertex 2 shorter"));
  t = right;
  t.tree.predecessor[4] = no_vertex;
  t.tree.predecessor_edge[4] = no_edge;
  t.tree.units[4] = 0;
  EXPECT_THAT(t.found(t.tree), Contains("edge 4 leads to vertex 4, which is not reached"));
  t = right;  // both tight, by edges that measure nothing
  t.tree.predecessor[1] = 2;
  t.tree.predecessor_edge[1] = 5;
  EXPECT_THAT(t.found(t.tree), Contains("some predecessors go in circles"));
  t = right;
  t.tree.predecessor_edge[4] = 2;
  EXPECT_THAT(t.found(t.tree), Contains("vertex 4 hangs on an edge that does not lead to it from its predecessor"));
  t = right;
  t.tree.predecessor_edge[4] = 99;
  EXPECT_THAT(t.found(t.tree), Contains("vertex 4 hangs on an edge that does not lead to it from its predecessor"));
  t = right;
  t.tree.predecessor[4] = no_vertex;
  EXPECT_THAT(t.found(t.tree), Contains("vertex 4 has one of predecessor and edge"));
  t = right;
  t.tree.predecessor[0] = 1;
  t.tree.predecessor_edge[0] = 0;
  EXPECT_THAT(t.found(t.tree), Contains("the source has a predecessor"));
  t = right;
  t.tree.units.pop_back();
  EXPECT_THAT(t.found(t.tree), Contains("there is not one distance of the lengths' kind for each vertex"));
  t = right;
  t.tree.predecessor.pop_back();
  EXPECT_THAT(t.found(t.tree), Contains("the tree is none of this graph's"));
  t = right;
  t.tree.unit = 2;
  EXPECT_THAT(t.found(t.tree), Contains("the distances are not in the lengths' unit"));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return check_shortest_paths(right.graph, edge_lengths::uniform(1), right.tree); },
                                        "number of edge values", "1", "6, one for each edge"));
}

TEST(CheckWidestPaths, NamesWhatWasForged) {
  const directed_graph graph(4, {{0, 1}, {1, 2}, {0, 2}, {2, 3}});
  const flow_capacities capacities(edge_capacities::from({5, 4, 3, 7}), {3});
  const auto right = widest_paths(graph, capacities, 0);
  const auto found = [&](const widest_path_tree& t) { return check_widest_paths(graph, capacities, t); };
  EXPECT_THAT(found(right), IsEmpty());
  auto t = right;  // the narrower way, consistently
  t.predecessor[2] = 0;
  t.predecessor_edge[2] = 2;
  t.bottleneck[2] = t.bottleneck[3] = 2;
  t.units[2] = t.units[3] = 3;
  EXPECT_THAT(found(t), testing::ElementsAre("edge 1 makes the way to vertex 2 wider"));
  t = right;
  t.units[2] = 5;
  EXPECT_THAT(found(t), Contains("the width of vertex 2 is not that of its bottleneck"));
  t = right;
  t.bottleneck[2] = 2;
  EXPECT_THAT(found(t), Contains("the bottleneck of vertex 2 is not on its path"));
  t = right;
  t.bottleneck[2] = 0;
  EXPECT_THAT(found(t), Contains("the bottleneck of vertex 2 is not the narrowest edge of its path"));
  t = right;
  t.bottleneck[0] = 0;
  EXPECT_THAT(found(t), Contains("the source has a bottleneck"));
  t = right;
  t.predecessor[3] = no_vertex;
  t.predecessor_edge[3] = t.bottleneck[3] = no_edge;
  t.units[3] = 0;
  EXPECT_THAT(found(t), Contains("edge 3 makes the way to vertex 3 wider"));
  t = right;
  t.bottleneck.pop_back();
  EXPECT_THAT(found(t), Contains("there is not one width for each vertex"));
  t = right;
  t.unit = 3;
  EXPECT_THAT(found(t), Contains("the widths are not in the capacities' unit"));
}

TEST(CheckKShortestPaths, NamesWhatWasForged) {
  const undirected_graph graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}, {1, 2}});
  const auto lengths = edge_lengths::from({1, 1, 1, 1, 3});
  const auto right = k_shortest_paths(graph, lengths, 0, 3, 9);
  const auto found = [&](const k_shortest_paths_result& r) { return check_k_shortest_paths(graph, lengths, 0, 3, r); };
  ASSERT_EQ(right.paths.size(), 4U);
  EXPECT_THAT(found(right), IsEmpty());
  auto r = right;
  std::swap(r.paths[0], r.paths[1]);
  EXPECT_THAT(found(r), Contains("path 1 is not in its place"));
  r = right;
  r.paths[1] = r.paths[0];
  EXPECT_THAT(found(r), Contains("path 1 is not in its place"));
  r = right;
  r.units[3] = 4;
  EXPECT_THAT(found(r), Contains("path 3 has not the length that is stated"));
  r = right;
  r.paths[0] = {{0, 1, 0, 2, 3}, {0, 0, 2, 3}};
  EXPECT_THAT(found(r), Contains("path 0 meets a vertex twice"));
  r = right;
  r.paths[0] = {{0, 1}, {0}};
  EXPECT_THAT(found(r), Contains("path 0 does not lead from its source to its target"));
  r = right;
  r.paths[0].edges[1] = 3;
  EXPECT_THAT(found(r), Contains("path 0 has an edge that does not lead from one of its vertices to the next"));
  r = right;
  r.paths[0].edges.pop_back();
  EXPECT_THAT(found(r), Contains("path 0 has not one vertex more than edges"));
  r = right;
  r.units.pop_back();
  EXPECT_THAT(found(r), Contains("there is not one length of the lengths' kind and unit for each path"));
}

TEST(CheckDisjointPaths, NamesWhatWasForged) {
  const directed_graph graph(4, {{0, 1}, {1, 3}, {0, 2}, {2, 3}, {0, 3}, {0, 1}, {1, 3}});
  const auto by_edges = disjoint_paths(graph, 0, 3);
  const auto right = disjoint_paths(graph, 0, 3, {.share_no = disjointness::vertices});
  const auto found = [&](const disjoint_paths_result& r) { return check_disjoint_paths(graph, 0, 3, r, disjointness::vertices); };
  EXPECT_THAT(found(right), IsEmpty());
  EXPECT_THAT(found({by_edges.paths, right.cut_edges, right.cut_vertices}), Contains("two paths share vertex 1"));
  auto r = right;
  r.paths.push_back(r.paths[0]);
  EXPECT_THAT(found(r), Contains("two paths share edge 0"));
  EXPECT_THAT(found(r), Contains("the cut has not as many edges and vertices as there are paths"));
  r = right;
  r.cut_vertices.pop_back();
  EXPECT_THAT(found(r), Contains("the target is in reach without the cut"));
  r = right;
  r.cut_vertices.push_back(3);
  EXPECT_THAT(found(r), Contains("the cut holds a vertex that it must not hold"));
  r = right;
  r.cut_edges = {3};
  EXPECT_THAT(found(r), Contains("the cut holds an edge that does not lead straight to the target"));
  r = by_edges;
  r.cut_vertices = {1};
  EXPECT_THAT(check_disjoint_paths(graph, 0, 3, r), Contains("the cut holds vertices"));
  r = by_edges;
  r.paths[0].vertices[1] = 2;
  EXPECT_THAT(check_disjoint_paths(graph, 0, 3, r),
              Contains("path 0 has an edge that does not lead from one of its vertices to the next"));
}

TEST(CheckDecomposition, NamesWhatWasForged) {
  const directed_graph graph(4, {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {0, 0}});
  const auto flow = edge_flows::from({2, 5, 3, 2, 1});
  const auto right = decompose_flow(graph, flow);
  const auto found = [&](const decompose_flow_result& r) { return check_decomposition(graph, flow, r); };
  ASSERT_EQ(right.paths.size(), 1U);
  ASSERT_EQ(right.cycles.size(), 2U);
  EXPECT_THAT(found(right), IsEmpty());
  auto r = right;
  r.paths[0].amount.numerator = 1;
  EXPECT_THAT(found(r), Contains("the parts do not add up to the flow of edge 0"));
  r = right;
  r.paths[0].amount.numerator = 0;
  EXPECT_THAT(found(r), Contains("path 0 has no amount above 0 in the flow's unit"));
  r = right;
  r.cycles.pop_back();
  EXPECT_THAT(found(r), Contains("the parts do not add up to the flow of edge 4"));
  r = right;
  r.paths[0].path = {{0, 1, 2, 1}, {0, 1, 2}};
  EXPECT_THAT(found(r), Contains("path 0 meets a vertex twice"));
  r = right;
  r.paths[0].path = {{1, 2, 3}, {1, 3}};
  EXPECT_THAT(found(r), Contains("path 0 does not lead from where more leaves to where more arrives"));
  r = right;
  r.cycles[0].path.vertices.back() = 3;
  EXPECT_THAT(found(r), Contains("cycle 0 is not closed"));
  r = right;
  r.cycles[0].path.edges.back() = 0;
  EXPECT_THAT(found(r), Contains("cycle 0 is not closed by its last edge"));
  r = right;
  r.paths[0].path = {{0}, {}};
  EXPECT_THAT(found(r), Contains("path 0 leads nowhere"));
  r = right;
  r.paths.clear();
  for (int i = 0; i < 4; ++i) r.paths.push_back(right.paths[0]);
  EXPECT_THAT(found(r), Contains("there are more parts than edges that carry something"));
  const undirected_graph line(2, {{0, 1}});
  decompose_flow_result backwards;
  backwards.paths.push_back({{{0, 1}, {0}}, {2, 1}, false});
  EXPECT_THAT(check_decomposition(line, edge_flows::from({-2}), backwards),
              Contains("path 0 has no amount above 0 in the flow's unit"));
  backwards.paths[0].amount = {1, 2};
  EXPECT_THAT(check_decomposition(line, edge_flows::from({-2}), backwards), Contains("path 0 goes against the flow of edge 0"));
  EXPECT_THAT(check_decomposition(line, edge_flows::rounded({0.5}, "so"), {}),
              Contains("the flow is rounded: nothing can be proven"));
}

}  // namespace
}  // namespace coopgraph::test
