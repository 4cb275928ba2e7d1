// SPDX-License-Identifier: BSL-1.0
// expect: directed|constraint
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/graph.hpp>

using namespace coopgraph;

void call(const directed_graph& one_way, const undirected_graph& roads) {
  (void)strong_components(one_way);
#ifdef WRONG_CALL
  (void)strong_components(roads);
#endif
  (void)roads;
}
