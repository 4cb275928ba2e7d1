// SPDX-License-Identifier: BSL-1.0
// expect: directed|constraint
#include <coopgraph/clustering/travel_to_work_areas.hpp>
#include <coopgraph/graph/graph.hpp>

using namespace coopgraph;

void call(const undirected_graph& ties, const directed_graph& commuters, const edge_strengths& flows) {
  (void)travel_to_work_areas(commuters, flows);
#ifdef WRONG_CALL
  (void)travel_to_work_areas(ties, flows);
#endif
  (void)ties;
}
