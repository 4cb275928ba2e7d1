// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <vector>

namespace coopgraph {

/// Where the walk goes from a vertex that it cannot leave along an arc.
enum class dangling_policy { personalization, uniform };

struct pagerank_options {
  double damping = 0.85;     ///< in [0, 1): the chance of following an arc
  double tolerance = 1e-10;  ///< >= 0: the residual at which the iteration ends; below about 1e-15 it may never get there
  std::size_t max_iterations = 1000;  ///< >= 1
  std::vector<double> personalization =
      {};  ///< where the walk begins anew: one finite weight >= 0 per vertex, not all 0; none: uniform
  dangling_policy dangling = dangling_policy::personalization;
  execution run = {};
};

struct pagerank_result {
  scores score;                ///< >= 0; their sum is 1
  bool converged = false;      ///< whether residual <= tolerance
  std::size_t iterations = 0;  ///< how often each arc was followed, some once more; the last time to measure the residual
  double residual = 0.0;       ///< |x - Gx|, the sum over the vertices, of the scores x
  double error_bound = 0.0;    ///< at least |x - x*|, for the exact answer x*: residual / (1 - damping), apart from rounding
};

/// The stationary distribution x = Gx of a walk that follows an arc with chance d (damping), chosen in proportion to its
/// strength, and else begins anew at a vertex drawn from p (personalization): (Gx)(v) = d sum_u x(u) s(u, v) / s(u) + d x(D) w(v)
/// + (1 - d) p(v), where s(u) is the sum of the strengths that leave u, x(D) the weight on the dangling vertices (s(u) = 0), and
/// w either p or uniform. Without strengths each is 1. The walk goes from source to target; along undirected edges both ways.
/// Parallel edges add up; loops count, undirected ones twice. Power iteration, begun from p; on undirected graphs from what
/// conjugate gradients find, and where no walk comes back from what one pass along the arcs finds. |Gx - Gy| <= d |x - y|, whence
/// the error bound |x - x*| <= |x - Gx| + |Gx - Gx*| <= residual + d |x - x*|, however x was found. The empty graph has no scores
/// and converges at once.
/// \throws option_error for an option outside its range; input_error if there is not one strength per edge, if one is negative,
///         or if rounded strengths add up beyond the range of a double at a vertex; cancelled on request
/// Complexity: O((n + m) log(tolerance) / log(damping)) time; on undirected graphs O((n + m) log(1 / tolerance) / sqrt(1 -
/// damping)); where no walk comes back O(n + m). O(n + m) memory: 4 bytes an arc, 12 with strengths, and about 60 a vertex.
/// Reference: Brin & Page (1998), doi:10.1016/S0169-7552(98)00110-X; Hestenes & Stiefel (1952), doi:10.6028/jres.049.044
template <graph_like G>
[[nodiscard]] pagerank_result pagerank(const G& graph, const pagerank_options& options = {});
template <graph_like G>
[[nodiscard]] pagerank_result pagerank(const G& graph, const edge_strengths& strengths, const pagerank_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] pagerank_result pagerank_of(const undirected_view& graph, const edge_strengths* strengths,
                                          const pagerank_options& options);
[[nodiscard]] pagerank_result pagerank_of(const directed_view& graph, const edge_strengths* strengths,
                                          const pagerank_options& options);

}  // namespace detail

template <graph_like G>
pagerank_result pagerank(const G& graph, const pagerank_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::pagerank_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
pagerank_result pagerank(const G& graph, const edge_strengths& strengths, const pagerank_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::pagerank_of(view_of(snapshot), &strengths, options);
}

}  // namespace coopgraph
