// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/concepts.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph {

/// The graph as our kernels read it. Of our own graphs and of views it is a csr_view and costs nothing; of any other Boost
/// graph it is a basic_graph that owns a copy, in which a vertex is its vertex_index and an edge its position in edges(g).
///
/// \throws input_error if the vertex_index of a foreign graph is no permutation of 0 … n-1
/// Complexity: O(1) for ours, else O(n + m) time and memory.
template <direction D>
[[nodiscard]] csr_view<D> snapshot_of(const basic_graph<D>& graph) noexcept {
  return graph.view();
}
template <direction D>
[[nodiscard]] csr_view<D> snapshot_of(const csr_view<D>& view) noexcept {
  return view;
}
template <foreign_graph G>
requires(!detail::own_direction<G>::is_ours) [[nodiscard]] basic_graph<direction_of<G>> snapshot_of(const G& graph) {
  const auto count = static_cast<std::size_t>(num_vertices(graph));
  const auto index = [&](const auto& v) {
    const auto i = static_cast<std::size_t>(get(boost::vertex_index, graph, v));
    if (i >= count)
      throw input_error("snapshot_of", "a vertex_index", std::to_string(i), "0 to " + std::to_string(count) + " - 1");
    return i;
  };
  std::vector<bool> seen(count, false);
  for (auto [v, end] = vertices(graph); v != end; ++v) {
    const std::size_t i = index(*v);
    if (seen[i])
      throw input_error("snapshot_of", "a second vertex's vertex_index", std::to_string(i), "a different one for each vertex");
    seen[i] = true;
  }
  std::vector<endpoints> ends;
  for (auto [e, end] = edges(graph); e != end; ++e)
    ends.push_back({static_cast<vertex_id>(index(source(*e, graph))), static_cast<vertex_id>(index(target(*e, graph)))});
  return basic_graph<direction_of<G>>(count, ends);
}

/// The view of what snapshot_of() returned; the graph must outlive it.
template <direction D>
[[nodiscard]] csr_view<D> view_of(const basic_graph<D>& graph) noexcept {
  return graph.view();
}
template <direction D>
csr_view<D> view_of(basic_graph<D>&&) = delete;
template <direction D>
[[nodiscard]] csr_view<D> view_of(const csr_view<D>& view) noexcept {
  return view;
}

}  // namespace coopgraph
