// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <vector>

namespace coopgraph {

struct katz_options {
  double alpha = 0.1;                   ///< >= 0 and below 1 / lambda: the share of a score that an arc of strength 1 passes on
  double beta = 1.0;                    ///< finite, >= 0: what each vertex has of its own
  std::vector<double> betas = {};       ///< by vertex instead of beta: finite, >= 0; none: beta for all
  double tolerance = 1e-10;             ///< >= 0: the error_bound, as a share of the greatest score, at which the iteration ends
  std::size_t max_iterations = 10'000;  ///< >= 1
  execution run = {};
};

struct katz_result {
  scores score;                       ///< >= 0, not normalised: the middle of the bounds
  std::vector<double> lower;          ///< by vertex: the exact score is at least that, apart from rounding
  std::vector<double> upper;          ///< by vertex: and at most that; no entries unless bounded
  bool bounded = false;               ///< whether the iteration came far enough for upper bounds; without, score is lower
  double error_bound = 0.0;           ///< the greatest (upper - lower) / 2; 0 unless bounded
  bool converged = false;             ///< whether bounded and error_bound <= tolerance times the greatest score
  std::size_t iterations = 0;         ///< products with A'
  double residual = 0.0;              ///< the greatest |alpha A'x + beta - x| of the scores x, as a share of the greatest score
  std::size_t ranking_certified = 0;  ///< the first that many places of the ranking follow from the bounds; see below
};

/// Scores as passed on over walks of any length: x = alpha A'x + beta, thus x = beta + alpha A' beta + alpha^2 A'A' beta + …,
/// where A'(v, u) is the sum of the strengths of the arcs from u to v (1 each without strengths). Along undirected edges both
/// ways. Parallel edges add up; loops count, undirected ones twice. The sum exists if alpha < 1 / lambda for the spectral radius
/// lambda of A'. Partial sums are lower bounds; for any c > 0 with alpha A'c <= q c, q < 1, a last term d <= t c leaves at most
/// t c q / (1 - q) to come, which gives upper bounds without knowing lambda (Collatz and Wielandt). A place of the ranking is
/// certified if its lower bound is above all upper bounds of the places after it, or so near to them (a relative 1e-9) that
/// they count as equal. \throws option_error for an option outside its range, alpha >= 1 / lambda (within a relative 1e-12) among
/// them, which it names; input_error if there is not one strength per edge, if one is negative, or if scores leave the range of a
/// double; cancelled on request Complexity: O((n + m) log(tolerance) / log(alpha lambda)) time, O(n + m) memory. Reference: Katz
/// (1953), doi:10.1007/BF02289026; van der Grinten et al. (2018), doi:10.4230/LIPIcs.ESA.2018.42
template <graph_like G>
[[nodiscard]] katz_result katz(const G& graph, const katz_options& options = {});
template <graph_like G>
[[nodiscard]] katz_result katz(const G& graph, const edge_strengths& strengths, const katz_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] katz_result katz_of(const undirected_view& graph, const edge_strengths* strengths, const katz_options& options);
[[nodiscard]] katz_result katz_of(const directed_view& graph, const edge_strengths* strengths, const katz_options& options);

}  // namespace detail

template <graph_like G>
katz_result katz(const G& graph, const katz_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::katz_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
katz_result katz(const G& graph, const edge_strengths& strengths, const katz_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::katz_of(view_of(snapshot), &strengths, options);
}

}  // namespace coopgraph
