// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/rows.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// A graph that does not change: n vertices 0 … n-1 and m edges 0 … m-1 in the order in which they were given, in compressed
/// sparse rows. Parallel edges and loops are allowed. Direction is part of the type.
///
/// It models the Boost.Graph concepts VertexListGraph, EdgeListGraph, IncidenceGraph, AdjacencyGraph and, directed,
/// BidirectionalGraph (see boost_model.hpp, which snapshot.hpp includes).
///
/// Memory: directed 32 bytes an edge, undirected 32 bytes an edge; 8 (directed 16) bytes a vertex.
template <direction D>
class basic_graph {
 public:
  basic_graph() = default;

  /// \throws input_error if an end is not below `vertices`, or if there are more than 2^32 - 2 vertices
  /// Complexity: O(n + m) time and memory.
  basic_graph(std::size_t vertices, std::span<const endpoints> edges) {
    check(vertices, edges);
    source_.reserve(edges.size());
    target_.reserve(edges.size());
    for (const endpoints& e : edges) {
      source_.push_back(e.source);
      target_.push_back(e.target);
    }
    out_ = detail::make_rows(vertices, source_, target_, D == direction::undirected);
    if constexpr (D == direction::directed) in_ = detail::make_rows(vertices, target_, source_, false);
  }

  basic_graph(std::size_t vertices, std::initializer_list<endpoints> edges)
      : basic_graph(vertices, std::span<const endpoints>(edges.begin(), edges.size())) {}

  [[nodiscard]] csr_view<D> view() const noexcept {
    const arc_rows out = out_.view();
    if constexpr (D == direction::directed)
      return {source_, target_, out, in_.view()};
    else
      return {source_, target_, out, out};
  }
  [[nodiscard]] std::size_t vertices() const noexcept { return view().vertices(); }
  [[nodiscard]] std::size_t edges() const noexcept { return source_.size(); }

  friend bool operator==(const basic_graph&, const basic_graph&) = default;

  // What boost::graph_traits asks of a graph type; the types are defined in boost_model.hpp.
  using vertex_descriptor = vertex_id;
  struct edge_descriptor {
    vertex_id source = no_vertex;  ///< the end from which the edge is looked at
    vertex_id target = no_vertex;
    edge_id id = no_edge;

    friend bool operator==(const edge_descriptor& a, const edge_descriptor& b) noexcept { return a.id == b.id; }
    friend auto operator<=>(const edge_descriptor& a, const edge_descriptor& b) noexcept { return a.id <=> b.id; }
  };

 private:
  static void check(std::size_t vertices, std::span<const endpoints> edges) {
    if (vertices >= no_vertex) throw input_error("graph", "number of vertices", std::to_string(vertices), "at most 2^32 - 2");
    for (std::size_t e = 0; e < edges.size(); ++e) {
      const vertex_id end = edges[e].source >= vertices ? edges[e].source : edges[e].target;
      if (end >= vertices)
        throw input_error("graph", "an end of edge " + std::to_string(e), std::to_string(end),
                          vertices == 0 ? "none, for there are no vertices" : "0 to " + std::to_string(vertices - 1));
    }
  }

  std::vector<vertex_id> source_;
  std::vector<vertex_id> target_;
  detail::owned_rows out_;
  detail::owned_rows in_;  // empty if undirected
};

using undirected_graph = basic_graph<direction::undirected>;
using directed_graph = basic_graph<direction::directed>;

}  // namespace coopgraph
