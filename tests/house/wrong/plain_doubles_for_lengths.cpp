// SPDX-License-Identifier: BSL-1.0
// Bare numbers do not say what they mean.
// expect: edge_lengths|value_kind|edge_values
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/graph/graph.hpp>

#include <vector>

using namespace coopgraph;

void call(const undirected_graph& graph, const std::vector<double>& values) {
  (void)betweenness(graph, edge_lengths::from(values));
#ifdef WRONG_CALL
  (void)betweenness(graph, values);
#endif
}
