// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/boost_peer.hpp"
#include "support/igraph_peer.hpp"
#include "support/python_peer.hpp"
#include "support/side_by_side.hpp"

#include <coopgraph/graph/graph.hpp>

#include <cmath>
#include <cstddef>
#include <numeric>
#include <string>
#include <utility>
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

/// The scale-free graph of 20,000 vertices, on which searches from each vertex have their aims.
[[nodiscard]] inline input large_scale_free() { return make_input("barabasi-albert", std::size_t{8} * (20'000 - 8)); }

/// Adds igraph's entrant made by make(peer) where there is igraph.
template <class Make>
void add_igraph(std::vector<contestant>& peers, const input& on, const Make& make) {
  if (igraph_peer::available()) peers.push_back(make(igraph_peer(igraph_edges(on))));
}

/// Adds graph-tool's entrant made by make(peer) where there is graph-tool.
template <class Make>
void add_graph_tool(std::vector<contestant>& peers, const input& on, const Make& make) {
  if (graph_tool_peer::available()) peers.push_back(make(graph_tool_peer(on)));
}
/// One that needs no more than its kernel's name.
inline void add_graph_tool(std::vector<contestant>& peers, const input& on, const std::string& name, const std::string& kernel,
                           std::vector<double> (*answer)(std::vector<double>)) {
  add_graph_tool(peers, on, [&](const graph_tool_peer& g) { return g.kernel(name, kernel, {}, answer); });
}

/// graph-tool's stopping rule for eigenvectors: it sums the changes of a step over the vertices, where our tolerance is that of
/// their Euclidean norm; the sum is at most sqrt(n) times that.
[[nodiscard]] inline std::string near_as(double tolerance, const input& on) {
  return option_text("epsilon", tolerance * std::sqrt(static_cast<double>(on.vertices)));
}

[[nodiscard]] inline std::vector<double> as_they_are(std::vector<double> values) { return values; }
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
