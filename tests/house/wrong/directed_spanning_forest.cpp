// SPDX-License-Identifier: BSL-1.0
// expect: undirected|constraint
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/graph/spanning_tree.hpp>

using namespace coopgraph;

void call(const undirected_graph& roads, const directed_graph& one_way, const edge_lengths& lengths) {
  (void)minimum_spanning_forest(roads, lengths);
#ifdef WRONG_CALL
  (void)minimum_spanning_forest(one_way, lengths);
#endif
  (void)one_way;
}
