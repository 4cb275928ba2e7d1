// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/boost_peer.hpp"
#include "support/igraph_peer.hpp"
#include "support/side_by_side.hpp"

#include <coopgraph/graph/graph.hpp>

#include <numeric>
#include <string>
#include <vector>

namespace coopgraph::bench {

/// A part of a program: each x_bench.cpp has one and names it to the program by an object of this type.
struct registration {
  registration(std::string name, void (*races)(side_by_side&));
};

/// Calls use(graph) with our graph of the input's own direction.
template <class Use>
void with_graph(const input& on, const Use& use) {
  if (on.orientation == direction::undirected)
    use(undirected_graph(on.vertices, on.edges));
  else
    use(directed_graph(on.vertices, on.edges));
}

/// Adds igraph's entrant made by make(peer) where there is igraph.
template <class Make>
void add_igraph(std::vector<contestant>& peers, const input& on, const Make& make) {
  if (igraph_peer::available()) peers.push_back(make(igraph_peer(igraph_edges(on))));
}

[[nodiscard]] inline std::vector<double> as_they_are(const std::vector<double>& values) { return values; }
[[nodiscard]] inline std::vector<double> halved(std::vector<double> values) {
  for (double& value : values) value /= 2;
  return values;
}
[[nodiscard]] inline std::vector<double> with_sum_one(std::vector<double> values) {
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  for (double& value : values) value /= sum;
  return values;
}

}  // namespace coopgraph::bench
