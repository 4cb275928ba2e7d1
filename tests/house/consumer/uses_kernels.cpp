// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/graph/graph.hpp>

#include <cmath>

int main() {
  const coopgraph::directed_graph ring(3, {{0, 1}, {1, 2}, {2, 0}});
  const auto ranks = coopgraph::pagerank(ring);
  return ranks.converged && std::abs(ranks.score.values[0] - 1.0 / 3.0) < 1e-9 ? 0 : 1;
}
