// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/eigen.hpp>
#include <coopgraph/graph/graph.hpp>

int main() {
  const coopgraph::undirected_graph graph(4, {{0, 1}, {2, 3}});
  const auto lengths = coopgraph::reciprocal_lengths(coopgraph::edge_strengths::from({0.5, 4.0}));
  return coopgraph::weak_components(graph).clusters == 2 && lengths[0] == 2.0 ? 0 : 1;
}
