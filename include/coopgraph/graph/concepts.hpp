// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/boost_model.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>

namespace coopgraph {

/// A graph of Boost.Graph's kind: it names its descriptors. In Boost 1.74 graph_traits<T> is a hard error for a T that is no
/// graph; asking for the nested types first turns that into an unmet constraint at the caller's line.
template <class G>
concept boost_graph = requires {
  typename G::vertex_descriptor;
  typename G::edge_descriptor;
};

/// A foreign graph that can be snapshotted: vertices(g), edges(g), source(e, g), target(e, g) and a vertex_index.
template <class G>
concept foreign_graph = boost_graph<G> && requires(const G& g, typename boost::graph_traits<G>::vertex_descriptor v,
                                                   typename boost::graph_traits<G>::edge_descriptor e) {
  typename boost::graph_traits<G>::directed_category;
  { num_vertices(g) } -> std::convertible_to<std::size_t>;
  { *vertices(g).first } -> std::convertible_to<decltype(v)>;
  { *edges(g).first } -> std::convertible_to<decltype(e)>;
  { source(e, g) } -> std::convertible_to<decltype(v)>;
  { target(e, g) } -> std::convertible_to<decltype(v)>;
  { get(boost::vertex_index, g, v) } -> std::convertible_to<std::size_t>;
};

namespace detail {

template <class G>
struct own_direction {
  static constexpr bool is_ours = false;
};
template <direction D>
struct own_direction<basic_graph<D>> {
  static constexpr bool is_ours = true;
  static constexpr direction value = D;
};
template <direction D>
struct own_direction<csr_view<D>> {
  static constexpr bool is_ours = true;
  static constexpr direction value = D;
};

template <class G>
constexpr direction find_direction() {
  if constexpr (own_direction<G>::is_ours) {
    return own_direction<G>::value;
  } else {
    using category = typename boost::graph_traits<G>::directed_category;
    return std::is_convertible_v<category, boost::directed_tag> ? direction::directed : direction::undirected;
  }
}

}  // namespace detail

/// What every algorithm accepts: our graphs, views of them, and any other Boost graph.
template <class G>
concept graph_like = detail::own_direction<G>::is_ours || foreign_graph<G>;

/// Whether its edges have a direction; known at compile time.
template <graph_like G>
inline constexpr direction direction_of = detail::find_direction<G>();

template <class G>
concept undirected_graph_like = graph_like<G> && direction_of<G>
== direction::undirected;
template <class G>
concept directed_graph_like = graph_like<G> && direction_of<G>
== direction::directed;

static_assert(undirected_graph_like<undirected_graph> && undirected_graph_like<undirected_view>);
static_assert(directed_graph_like<directed_graph> && directed_graph_like<directed_view>);
static_assert(foreign_graph<undirected_graph> && foreign_graph<directed_graph>);  // ours are Boost graphs, too
static_assert(!graph_like<int>);

}  // namespace coopgraph
