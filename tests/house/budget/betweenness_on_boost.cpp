// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/betweenness.hpp>

#include <boost/graph/adjacency_list.hpp>

struct road {
  double length = 0.0;
};
using roads = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property, road>;

double most_between(const roads& graph) {
  const auto result = coopgraph::betweenness(graph, coopgraph::lengths_from(graph, get(&road::length, graph)));
  double most = 0.0;
  for (const double score : result.score.values) most = score > most ? score : most;
  return most;
}
