// SPDX-License-Identifier: BSL-1.0
// expect: edge_strengths|value_kind|edge_values
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/graph/graph.hpp>

using namespace coopgraph;

void call(const directed_graph& graph, const edge_capacities& capacities) {
  (void)pagerank(graph, capacities_as_strengths(capacities));
#ifdef WRONG_CALL
  (void)pagerank(graph, capacities);
#endif
}
