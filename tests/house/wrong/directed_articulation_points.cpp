// SPDX-License-Identifier: BSL-1.0
// expect: undirected|constraint
#include <coopgraph/graph/biconnected.hpp>
#include <coopgraph/graph/graph.hpp>

using namespace coopgraph;

void call(const undirected_graph& roads, const directed_graph& one_way) {
  (void)articulation_points(roads);
#ifdef WRONG_CALL
  (void)articulation_points(one_way);
#endif
  (void)one_way;
}
