// SPDX-License-Identifier: BSL-1.0
#pragma once

// Small random multigraphs and foreign containers for the tests of this folder.

#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>

#include <boost/graph/adjacency_list.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace small_cases {

/// A graph as plain lists: n vertices, edges from ends[e].source to ends[e].target with whole lengths.
struct plain_graph {
  std::size_t n = 0;
  std::vector<coopgraph::endpoints> ends;
  std::vector<std::int64_t> length;

  [[nodiscard]] coopgraph::undirected_graph undirected() const { return {n, ends}; }
  [[nodiscard]] coopgraph::directed_graph directed() const { return {n, ends}; }
  [[nodiscard]] coopgraph::edge_lengths lengths() const { return coopgraph::edge_lengths::over(1, length); }
};

/// 1 to `most_vertices` vertices and 0 to `most_edges` edges between any of them: loops, parallel edges and several components
/// are common. Lengths are drawn from least_length … least_length + 3.
inline plain_graph random_case(std::uint64_t seed, std::size_t most_vertices, std::size_t most_edges,
                               std::int64_t least_length = 1) {
  coopgraph::random_stream random(seed, "small case");
  plain_graph g;
  g.n = 1 + random.below(most_vertices);
  const std::size_t m = random.below(most_edges + 1);
  for (std::size_t e = 0; e < m; ++e) {
    g.ends.push_back(
        {static_cast<coopgraph::vertex_id>(random.below(g.n)), static_cast<coopgraph::vertex_id>(random.below(g.n))});
    g.length.push_back(least_length + static_cast<std::int64_t>(random.below(4)));
  }
  return g;
}

/// What a step may use: the arc of each edge, and where the graph is undirected its reverse (a loop has one step only).
struct arc {
  coopgraph::vertex_id from, to;
  std::int64_t length;
  std::size_t edge;
};
inline std::vector<arc> arcs_of(const plain_graph& g, bool directed) {
  std::vector<arc> arcs;
  for (std::size_t e = 0; e < g.ends.size(); ++e) {
    const auto [u, v] = g.ends[e];
    arcs.push_back({u, v, g.length[e], e});
    if (!directed && u != v) arcs.push_back({v, u, g.length[e], e});
  }
  return arcs;
}

/// More hops than any walk in a small case has.
inline constexpr std::uint32_t apart = 1'000'000;

/// Distances in hops between all pairs, by Floyd and Warshall; `apart` where there is no way.
inline std::vector<std::vector<std::uint32_t>> all_hops(const plain_graph& g, bool directed) {
  std::vector<std::vector<std::uint32_t>> d(g.n, std::vector<std::uint32_t>(g.n, apart));
  for (std::size_t v = 0; v < g.n; ++v) d[v][v] = 0;
  for (const auto& a : arcs_of(g, directed))
    if (a.from != a.to) d[a.from][a.to] = 1;
  for (std::size_t k = 0; k < g.n; ++k)
    for (std::size_t i = 0; i < g.n; ++i)
      for (std::size_t j = 0; j < g.n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);
  return d;
}

/// A Boost graph in linked lists whose vertices were added in reverse, each with its own vertex_index.
template <class Directed>
using list_graph =
    boost::adjacency_list<boost::listS, boost::listS, Directed, boost::property<boost::vertex_index_t, std::size_t>,
                          boost::property<boost::edge_weight_t, double>>;
template <class Directed>
using vector_graph =
    boost::adjacency_list<boost::vecS, boost::vecS, Directed, boost::no_property, boost::property<boost::edge_weight_t, double>>;

template <class Directed>
list_graph<Directed> as_lists(const plain_graph& g) {
  list_graph<Directed> lists;
  std::vector<typename list_graph<Directed>::vertex_descriptor> at(g.n);
  for (std::size_t v = g.n; v-- > 0;) {
    at[v] = add_vertex(lists);
    put(boost::vertex_index, lists, at[v], v);
  }
  for (std::size_t e = 0; e < g.ends.size(); ++e)
    add_edge(at[g.ends[e].source], at[g.ends[e].target], static_cast<double>(g.length[e]), lists);
  return lists;
}
template <class Directed>
vector_graph<Directed> as_vectors(const plain_graph& g) {
  vector_graph<Directed> vectors(g.n);
  for (std::size_t e = 0; e < g.ends.size(); ++e)
    add_edge(g.ends[e].source, g.ends[e].target, static_cast<double>(g.length[e]), vectors);
  return vectors;
}

}  // namespace small_cases
