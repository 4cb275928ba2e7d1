// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/graph/graph.hpp>

#include <cstddef>
#include <vector>

double first_score(std::size_t vertices, const std::vector<coopgraph::endpoints>& edges) {
  const coopgraph::directed_graph graph(vertices, edges);
  return coopgraph::pagerank(graph, {.damping = 0.9}).score.values.front();
}
