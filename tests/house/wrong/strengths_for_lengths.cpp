// SPDX-License-Identifier: BSL-1.0
// A large strength means close, a large length means far: one is never taken for the other.
// expect: edge_lengths|value_kind|edge_values
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/graph/graph.hpp>

using namespace coopgraph;

void call(const undirected_graph& graph, const edge_strengths& strengths) {
  (void)betweenness(graph, reciprocal_lengths(strengths));
#ifdef WRONG_CALL
  (void)betweenness(graph, strengths);
#endif
}
