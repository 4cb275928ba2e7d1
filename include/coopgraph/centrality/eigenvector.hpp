// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <string>

namespace coopgraph {

struct eigenvector_options {
  double tolerance = 1e-12;  ///< >= 0: the residual at which the iteration ends; below about 1e-15 it may never get there
  std::size_t max_iterations = 10'000;  ///< >= 1: products with A' for each component
  execution run = {};
};

struct eigenvector_result {
  scores score;                ///< >= 0, Euclidean norm 1; all undefined where there is no answer
  double eigenvalue = 0.0;     ///< the spectral radius, in the strengths' measure; 0 where there is no answer
  double residual = 0.0;       ///< |A'x - eigenvalue x| / eigenvalue of the scores x (Euclidean)
  std::size_t iterations = 0;  ///< products with A'
  bool converged = false;      ///< whether there is an answer and residual <= tolerance
  std::size_t dominant = 0;    ///< dominant components; 0: no answer; above 1: the answer is one of many, see below
  std::string why;             ///< unless dominant is 1: why there is no answer, or why it is not unique
};

/// Those score who are tied to those who score: x = (1 / lambda) A'x with x >= 0, where A'(v, u) is the sum of the strengths of
/// the arcs from u to v (1 each without strengths) and lambda the spectral radius. Score flows along the arcs; along undirected
/// edges both ways. Parallel edges add up; loops count, undirected ones twice; edges of strength 0 are none.
/// Which x is decided by the strong components. A component is dominant if its own radius is lambda, within a relative 1e-9, and
/// it does not lead to another such one. Vertices that no dominant component leads to score 0. One dominant component makes x
/// unique. Of several, as of equal islands, any mixture is a solution: x is, on them, the projection of the vector of ones on
/// their eigenvectors, which of an undirected graph is where power iteration from equal scores ends. A graph without a cycle
/// has lambda = 0 and no answer; nearly equal islands whose difference is above the tolerance are not converged. Shifted power
/// iteration; where that is slow (long paths), projection on spaces of images with restarts. Scores may be off by the residual
/// times lambda / (lambda - |the next eigenvalue|). \throws option_error for an option outside its range; input_error if there is
/// not one strength per edge, if one is negative, or if lambda is beyond the range of a double; cancelled on request Complexity:
/// O((n + m) iterations) time, O(n + m) memory and 2 x 24 doubles a vertex where the iteration is slow. Reference: Bonacich
/// (1987), doi:10.1086/228631; Rothblum (1975), doi:10.1016/0024-3795(75)90050-6
template <graph_like G>
[[nodiscard]] eigenvector_result eigenvector(const G& graph, const eigenvector_options& options = {});
template <graph_like G>
[[nodiscard]] eigenvector_result eigenvector(const G& graph, const edge_strengths& strengths,
                                             const eigenvector_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] eigenvector_result eigenvector_of(const undirected_view& graph, const edge_strengths* strengths,
                                                const eigenvector_options& options);
[[nodiscard]] eigenvector_result eigenvector_of(const directed_view& graph, const edge_strengths* strengths,
                                                const eigenvector_options& options);

}  // namespace detail

template <graph_like G>
eigenvector_result eigenvector(const G& graph, const eigenvector_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::eigenvector_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
eigenvector_result eigenvector(const G& graph, const edge_strengths& strengths, const eigenvector_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::eigenvector_of(view_of(snapshot), &strengths, options);
}

}  // namespace coopgraph
