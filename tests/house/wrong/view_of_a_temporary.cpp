// SPDX-License-Identifier: BSL-1.0
// A view of a graph that is gone would dangle.
// expect: deleted
#include <coopgraph/graph/snapshot.hpp>

using namespace coopgraph;

void call() {
  const undirected_graph graph(2, {{0, 1}});
  (void)view_of(graph);
#ifdef WRONG_CALL
  (void)view_of(undirected_graph(2, {{0, 1}}));
#endif
}
