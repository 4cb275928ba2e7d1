// SPDX-License-Identifier: BSL-1.0
// A type that is no graph is refused by a constraint, not by an error inside Boost.
// expect: constraint|no matching function
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/graph/graph.hpp>

#include <list>
#include <vector>

using namespace coopgraph;

void call(const directed_graph& graph, const std::vector<std::list<int>>& lists) {
  (void)pagerank(graph);
#ifdef WRONG_CALL
  (void)pagerank(lists);
#endif
  (void)lists;
}
