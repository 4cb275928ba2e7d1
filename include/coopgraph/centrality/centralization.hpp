// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/snapshot.hpp>
#include <coopgraph/graph/statistics.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

/// How far a graph as a whole is centred on one vertex (Freeman): the spread of a score, sum over v of (largest score - score of
/// v), as a share of the largest spread that any graph with as many vertices has, which is that of a star.
namespace coopgraph {

/// spread / maximum. Undefined if a vertex has no score, and if the maximum is 0, as it is for one vertex and mostly for two.
/// \throws input_error unless maximum is finite and >= 0, or if the spread is beyond the range of a double
/// Complexity: O(n) time, O(1) memory.
/// Reference: Freeman (1978), doi:10.1016/0378-8733(78)90021-7
[[nodiscard]] statistic centralization(const scores& score, double maximum);

/// The largest spreads over all simple graphs with n vertices; 0 where there are none to compare. A star has them; directed, one
/// whose arcs all leave (out) or all enter (in) the middle, or one with arcs both ways (degree_mode::all).
/// Of degree(): (n - 1)(n - 2); directed (n - 1)^2 for in and out, 2 (n - 1)(n - 2) for all.
[[nodiscard]] double largest_degree_spread(std::size_t vertices, direction kind, degree_mode mode = degree_mode::all);
/// Of betweenness(), not normalised: (n - 1)^2 (n - 2), undirected half of that.
[[nodiscard]] double largest_betweenness_spread(std::size_t vertices, direction kind);
/// Of closeness, (r / sum of distances) (r / (n - 1)), where r is the number of vertices reached (Wasserman and Faust; of
/// connected graphs 1 / mean distance): (n - 1)(n - 2) / (2 n - 3); directed n - 1.
[[nodiscard]] double largest_closeness_spread(std::size_t vertices, direction kind);
/// Of harmonic closeness, sum of 1 / distance, not normalised: (n - 1)(n - 2) / 2; directed (n - 1)^2.
[[nodiscard]] double largest_harmonic_spread(std::size_t vertices, direction kind);

/// Of the degrees of the simple graph: loops are left out, parallel edges are one, so that it is at most 1.
/// Complexity: O(n + m) time, O(n) memory.
template <graph_like G>
[[nodiscard]] statistic degree_centralization(const G& graph, const degree_options& options = {});

/// Of betweenness(), on hops or over lengths. Parallel edges make paths of their own, as there. `normalized` changes nothing.
/// \throws as betweenness() does
/// Complexity: that of betweenness().
template <graph_like G>
[[nodiscard]] statistic betweenness_centralization(const G& graph, const betweenness_options& options = {});
template <graph_like G>
[[nodiscard]] statistic betweenness_centralization(const G& graph, const edge_lengths& lengths,
                                                   const betweenness_options& options = {});

// ---- end of the interface; the implementation follows ----

inline statistic centralization(const scores& score, double maximum) {
  if (!(maximum >= 0.0 && std::isfinite(maximum)))
    throw input_error("centralization", "maximum", to_text(maximum), "a finite number >= 0");
  if (!score.undefined.empty())
    return {std::nullopt,
            "vertex " + std::to_string(score.undefined.front().vertex) + " has no score: " + score.undefined.front().reason};
  if (maximum == 0.0 || score.values.empty()) return {std::nullopt, "no graph with so few vertices is centred on one"};
  const double largest = *std::max_element(score.values.begin(), score.values.end());
  double spread = 0.0;
  for (const double value : score.values) spread += largest - value;
  if (!std::isfinite(spread))
    throw input_error("centralization", "score", "a spread beyond the range of a double", "scores whose spread is below 1.8e308");
  return {spread / maximum, {}};
}

namespace detail {

/// vertices - by, or 0 if that is negative.
[[nodiscard]] inline double vertices_less(std::size_t vertices, std::size_t by) {
  return vertices < by ? 0.0 : static_cast<double>(vertices - by);
}

/// Different targets of v in the rows, other than v.
[[nodiscard]] inline std::size_t different_targets(const arc_rows& rows, vertex_id v) {
  std::size_t count = 0;
  vertex_id before = v;
  for (const vertex_id w : rows.targets_of(v)) {
    if (w != before && w != v) ++count;
    before = w;
  }
  return count;
}

}  // namespace detail

inline double largest_degree_spread(std::size_t vertices, direction kind, degree_mode mode) {
  const double others = detail::vertices_less(vertices, 1);
  if (kind == direction::undirected) return others * detail::vertices_less(vertices, 2);
  return mode == degree_mode::all ? 2 * others * detail::vertices_less(vertices, 2) : others * others;
}

inline double largest_betweenness_spread(std::size_t vertices, direction kind) {
  const double spread =
      detail::vertices_less(vertices, 1) * detail::vertices_less(vertices, 1) * detail::vertices_less(vertices, 2);
  return kind == direction::undirected ? spread / 2 : spread;
}

inline double largest_closeness_spread(std::size_t vertices, direction kind) {
  if (vertices < 2) return 0.0;
  if (kind == direction::directed) return detail::vertices_less(vertices, 1);
  return detail::vertices_less(vertices, 1) * detail::vertices_less(vertices, 2) / (2 * static_cast<double>(vertices) - 3);
}

inline double largest_harmonic_spread(std::size_t vertices, direction kind) {
  const double others = detail::vertices_less(vertices, 1);
  return kind == direction::undirected ? others * detail::vertices_less(vertices, 2) / 2 : others * others;
}

template <graph_like G>
statistic degree_centralization(const G& graph, const degree_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  scores degrees{std::vector<double>(view.vertices(), 0.0), {}, score_equality::exact};
  detail::each_counted_rows(view, options.mode, [&](const arc_rows& rows) {
    for (vertex_id v = 0; v < view.vertices(); ++v) degrees.values[v] += static_cast<double>(detail::different_targets(rows, v));
  });
  return centralization(degrees, largest_degree_spread(view.vertices(), direction_of<G>, options.mode));
}

namespace detail {

template <direction D>
statistic betweenness_centralization_of(const csr_view<D>& view, const edge_lengths* lengths, betweenness_options options) {
  options.normalized = false;
  return centralization(betweenness_of(view, lengths, options).score, largest_betweenness_spread(view.vertices(), D));
}

}  // namespace detail

template <graph_like G>
statistic betweenness_centralization(const G& graph, const betweenness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::betweenness_centralization_of(view_of(snapshot), nullptr, options);
}
template <graph_like G>
statistic betweenness_centralization(const G& graph, const edge_lengths& lengths, const betweenness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::betweenness_centralization_of(view_of(snapshot), &lengths, options);
}

}  // namespace coopgraph
