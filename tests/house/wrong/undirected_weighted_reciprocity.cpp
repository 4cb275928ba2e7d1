// SPDX-License-Identifier: BSL-1.0
// expect: directed|constraint
#include <coopgraph/graph/graph.hpp>
#include <coopgraph/graph/statistics.hpp>

using namespace coopgraph;

void call(const undirected_graph& roads, const directed_graph& one_way, const edge_strengths& strengths) {
  (void)weighted_reciprocity(one_way, strengths);
#ifdef WRONG_CALL
  (void)weighted_reciprocity(roads, strengths);
#endif
  (void)roads;
}
