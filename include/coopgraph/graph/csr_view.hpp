// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

namespace coopgraph {

enum class direction { undirected, directed };

/// For each vertex a row of arcs: those of v stand at offset[v] … offset[v + 1] - 1, sorted by (target, edge).
struct arc_rows {
  std::span<const std::uint64_t> offset;  ///< n + 1 entries, or none for a graph without vertices
  std::span<const vertex_id> target;      ///< by arc: the vertex at the other end
  std::span<const edge_id> edge;          ///< by arc: the edge that it belongs to

  [[nodiscard]] std::uint64_t degree(vertex_id v) const { return offset[v + std::size_t{1}] - offset[v]; }
  [[nodiscard]] std::span<const vertex_id> targets_of(vertex_id v) const {
    return target.subspan(static_cast<std::size_t>(offset[v]), static_cast<std::size_t>(degree(v)));
  }
  [[nodiscard]] std::span<const edge_id> edges_of(vertex_id v) const {
    return edge.subspan(static_cast<std::size_t>(offset[v]), static_cast<std::size_t>(degree(v)));
  }
};

/// A graph in compressed sparse rows, as spans: what every kernel takes. It owns nothing, so that many algorithms share one
/// snapshot; it is valid while the graph that made it lives. Cheap to copy.
template <direction D>
struct csr_view {
  static constexpr bool is_directed = D == direction::directed;

  std::span<const vertex_id> source;  ///< by edge
  std::span<const vertex_id> target;  ///< by edge
  arc_rows out;  ///< directed: arcs that leave v. Undirected: every edge in the rows of both ends, a loop twice in its row
  arc_rows in;   ///< directed: arcs that enter v, with their source as `target`. Undirected: the same as out

  [[nodiscard]] std::size_t vertices() const noexcept { return out.offset.empty() ? 0 : out.offset.size() - 1; }
  [[nodiscard]] std::size_t edges() const noexcept { return source.size(); }
};

using undirected_view = csr_view<direction::undirected>;
using directed_view = csr_view<direction::directed>;

namespace detail {

/// A stop hook that never stops.
struct never_stop {
  void operator()() const noexcept {}
};

}  // namespace detail

}  // namespace coopgraph
