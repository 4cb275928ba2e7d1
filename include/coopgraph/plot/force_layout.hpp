// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph {

/// A place in the plane, x to the right and y downwards.
struct plane_point {
  double x = 0.0;
  double y = 0.0;

  friend bool operator==(const plane_point&, const plane_point&) = default;
};

struct force_layout_options {
  std::uint64_t seed = 0;
  std::size_t iterations = 400;    ///< of the forces, 0 to 100,000
  std::size_t exact_below = 2000;  ///< components with fewer vertices sum over all pairs, larger ones over a quadtree
  execution run = {};
};

struct force_layout_result {
  std::vector<plane_point> at;  ///< by vertex; a vertex takes about one unit of area; none coincide
};

/// Places without coordinates: tied vertices near each other, clusters apart. Each component starts from distances to pivots
/// (hops) and then follows forces until `iterations`: each pair of vertices repels by (k_u + 1)(k_v + 1) / distance, for k
/// neighbours, and each tie attracts by its strength over the mean strength: first times the distance, then, for clusters to
/// part, times its square root. Components are placed side by side in rows, the largest first. Without strengths each is 1;
/// parallel edges add up, loops and ties of strength 0 do not count, and directions are not looked at. Only additions,
/// multiplications, divisions and square roots of doubles are used: the same bits on every machine, for any number of threads.
/// \throws option_error for an option outside its range; input_error if there is not one strength per edge, or one is negative;
///         cancelled on request
/// Complexity: O(iterations (n^2 + m)) time; above `exact_below` O(iterations (n log n + m)); O(50 n + m) memory.
/// Reference: pivots: Brandes & Pich (2007), doi:10.1007/978-3-540-70904-6_6; forces: Noack (2007), doi:10.7155/jgaa.00154;
/// steps: Jacomy, Venturini, Heymann & Bastian (2014), doi:10.1371/journal.pone.0098679
template <graph_like G>
[[nodiscard]] force_layout_result force_layout(const G& graph, const force_layout_options& options = {});
template <graph_like G>
[[nodiscard]] force_layout_result force_layout(const G& graph, const edge_strengths& strengths,
                                               const force_layout_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] force_layout_result force_layout_of(std::size_t vertices, std::span<const vertex_id> source,
                                                  std::span<const vertex_id> target, const edge_strengths* strengths,
                                                  const force_layout_options& options);

}  // namespace detail

template <graph_like G>
force_layout_result force_layout(const G& graph, const force_layout_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::force_layout_of(view.vertices(), view.source, view.target, nullptr, options);
}

template <graph_like G>
force_layout_result force_layout(const G& graph, const edge_strengths& strengths, const force_layout_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::force_layout_of(view.vertices(), view.source, view.target, &strengths, options);
}

}  // namespace coopgraph
