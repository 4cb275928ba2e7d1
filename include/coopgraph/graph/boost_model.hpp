// SPDX-License-Identifier: BSL-1.0
#pragma once

// basic_graph as a model of the Boost.Graph concepts: free functions found by argument-dependent lookup, and the traits.

#include <coopgraph/graph/graph.hpp>

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/property_map/property_map.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <type_traits>
#include <utility>

namespace coopgraph::detail {

/// A random-access iterator over value(0), value(1), …: all lists of a graph are computed from positions.
template <class Value>
class position_iterator {
 public:
  using value_type = decltype(std::declval<const Value&>()(std::size_t{0}));
  using difference_type = std::ptrdiff_t;
  using reference = value_type;
  using pointer = const value_type*;
  using iterator_category = std::random_access_iterator_tag;

  position_iterator() = default;
  position_iterator(Value value, std::size_t position) : value_(value), position_(position) {}

  reference operator*() const { return value_(position_); }
  reference operator[](difference_type k) const { return *(*this + k); }
  position_iterator& operator++() { return *this += 1; }
  position_iterator& operator--() { return *this += -1; }
  position_iterator operator++(int) { return std::exchange(*this, *this + 1); }
  position_iterator operator--(int) { return std::exchange(*this, *this + -1); }
  position_iterator& operator+=(difference_type k) {
    position_ += static_cast<std::size_t>(k);
    return *this;
  }
  position_iterator& operator-=(difference_type k) { return *this += -k; }

  friend position_iterator operator+(position_iterator i, difference_type k) { return i += k; }
  friend position_iterator operator+(difference_type k, position_iterator i) { return i += k; }
  friend position_iterator operator-(position_iterator i, difference_type k) { return i -= k; }
  friend difference_type operator-(const position_iterator& a, const position_iterator& b) {
    return static_cast<difference_type>(a.position_) - static_cast<difference_type>(b.position_);
  }
  friend bool operator==(const position_iterator& a, const position_iterator& b) { return a.position_ == b.position_; }
  friend auto operator<=>(const position_iterator& a, const position_iterator& b) { return a.position_ <=> b.position_; }

 private:
  Value value_{};
  std::size_t position_ = 0;
};

struct vertex_at {
  vertex_id operator()(std::size_t i) const { return static_cast<vertex_id>(i); }
};

template <direction D>
struct edge_at {
  csr_view<D> view;
  typename basic_graph<D>::edge_descriptor operator()(std::size_t e) const { return {view.source[e], view.target[e], e}; }
};

template <direction D>
struct out_edge_at {
  arc_rows rows;
  vertex_id v = 0;
  typename basic_graph<D>::edge_descriptor operator()(std::size_t arc) const { return {v, rows.target[arc], rows.edge[arc]}; }
};

template <direction D>
struct in_edge_at {
  arc_rows rows;
  vertex_id v = 0;
  typename basic_graph<D>::edge_descriptor operator()(std::size_t arc) const { return {rows.target[arc], v, rows.edge[arc]}; }
};

struct neighbour_at {
  arc_rows rows;
  vertex_id operator()(std::size_t arc) const { return rows.target[arc]; }
};

template <class Value>
std::pair<position_iterator<Value>, position_iterator<Value>> positions(Value value, std::size_t first, std::size_t last) {
  return {{value, first}, {value, last}};
}

}  // namespace coopgraph::detail

namespace boost {

template <coopgraph::direction D>
struct graph_traits<coopgraph::basic_graph<D>> {
  struct traversal_category : public virtual vertex_list_graph_tag,
                              public virtual edge_list_graph_tag,
                              public virtual adjacency_graph_tag,
                              public virtual bidirectional_graph_tag {};

  using vertex_descriptor = coopgraph::vertex_id;
  using edge_descriptor = typename coopgraph::basic_graph<D>::edge_descriptor;
  using directed_category = std::conditional_t<D == coopgraph::direction::directed, directed_tag, undirected_tag>;
  using edge_parallel_category = allow_parallel_edge_tag;

  using vertex_iterator = coopgraph::detail::position_iterator<coopgraph::detail::vertex_at>;
  using edge_iterator = coopgraph::detail::position_iterator<coopgraph::detail::edge_at<D>>;
  using out_edge_iterator = coopgraph::detail::position_iterator<coopgraph::detail::out_edge_at<D>>;
  using in_edge_iterator = coopgraph::detail::position_iterator<coopgraph::detail::in_edge_at<D>>;
  using adjacency_iterator = coopgraph::detail::position_iterator<coopgraph::detail::neighbour_at>;

  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;

  static vertex_descriptor null_vertex() { return coopgraph::no_vertex; }
};

/// Some algorithms (kruskal, floyd_warshall) ask for the traits of a const graph.
template <coopgraph::direction D>
struct graph_traits<const coopgraph::basic_graph<D>> : graph_traits<coopgraph::basic_graph<D>> {};
template <coopgraph::direction D, class Property>
struct property_map<const coopgraph::basic_graph<D>, Property> : property_map<coopgraph::basic_graph<D>, Property> {};

template <coopgraph::direction D>
struct property_map<coopgraph::basic_graph<D>, vertex_index_t> {
  using type = typed_identity_property_map<coopgraph::vertex_id>;
  using const_type = type;
};

}  // namespace boost

namespace coopgraph {

/// The edge id of an edge as a Boost property map: get(boost::edge_index, graph).
template <direction D>
struct edge_index_map {
  using key_type = typename basic_graph<D>::edge_descriptor;
  using value_type = edge_id;
  using reference = edge_id;
  using category = boost::readable_property_map_tag;

  friend edge_id get(const edge_index_map&, const key_type& e) { return e.id; }
};

template <direction D>
std::size_t num_vertices(const basic_graph<D>& g) {
  return g.vertices();
}
template <direction D>
std::size_t num_edges(const basic_graph<D>& g) {
  return g.edges();
}
template <direction D>
auto vertices(const basic_graph<D>& g) {
  return detail::positions(detail::vertex_at{}, 0, g.vertices());
}
template <direction D>
auto edges(const basic_graph<D>& g) {
  return detail::positions(detail::edge_at<D>{g.view()}, 0, g.edges());
}
template <direction D>
auto out_edges(vertex_id v, const basic_graph<D>& g) {
  const arc_rows rows = g.view().out;
  return detail::positions(detail::out_edge_at<D>{rows, v}, rows.offset[v], rows.offset[v + std::size_t{1}]);
}
template <direction D>
auto in_edges(vertex_id v, const basic_graph<D>& g) {
  const arc_rows rows = g.view().in;
  return detail::positions(detail::in_edge_at<D>{rows, v}, rows.offset[v], rows.offset[v + std::size_t{1}]);
}
template <direction D>
auto adjacent_vertices(vertex_id v, const basic_graph<D>& g) {
  const arc_rows rows = g.view().out;
  return detail::positions(detail::neighbour_at{rows}, rows.offset[v], rows.offset[v + std::size_t{1}]);
}
template <direction D>
std::size_t out_degree(vertex_id v, const basic_graph<D>& g) {
  return g.view().out.degree(v);
}
template <direction D>
std::size_t in_degree(vertex_id v, const basic_graph<D>& g) {
  return g.view().in.degree(v);
}
template <direction D>
std::size_t degree(vertex_id v, const basic_graph<D>& g) {
  if constexpr (D == direction::directed)
    return in_degree(v, g) + out_degree(v, g);
  else
    return out_degree(v, g);
}
template <class Edge, direction D>
requires std::same_as<Edge, typename basic_graph<D>::edge_descriptor> vertex_id source(const Edge& e, const basic_graph<D>&) {
  return e.source;
}
template <class Edge, direction D>
requires std::same_as<Edge, typename basic_graph<D>::edge_descriptor> vertex_id target(const Edge& e, const basic_graph<D>&) {
  return e.target;
}

/// The edge from u to v with the lowest id, and whether there is one. O(log degree).
template <direction D>
std::pair<typename basic_graph<D>::edge_descriptor, bool> edge(vertex_id u, vertex_id v, const basic_graph<D>& g) {
  const arc_rows rows = g.view().out;
  const auto row = rows.targets_of(u);
  const auto at = std::lower_bound(row.begin(), row.end(), v);
  if (at == row.end() || *at != v) return {{}, false};
  return {{u, v, rows.edges_of(u)[static_cast<std::size_t>(at - row.begin())]}, true};
}

template <direction D>
boost::typed_identity_property_map<vertex_id> get(boost::vertex_index_t, const basic_graph<D>&) {
  return {};
}
template <direction D>
vertex_id get(boost::vertex_index_t, const basic_graph<D>&, vertex_id v) {
  return v;
}
template <direction D>
edge_index_map<D> get(boost::edge_index_t, const basic_graph<D>&) {
  return {};
}
template <direction D>
edge_id get(boost::edge_index_t, const basic_graph<D>&, const typename basic_graph<D>::edge_descriptor& e) {
  return e.id;
}

}  // namespace coopgraph

template <coopgraph::direction D>
struct boost::property_map<coopgraph::basic_graph<D>, boost::edge_index_t> {
  using type = coopgraph::edge_index_map<D>;
  using const_type = type;
};
