// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <string>

namespace coopgraph {

struct hits_options {
  double tolerance = 1e-12;  ///< >= 0: the residual at which the iteration ends; below about 1e-15 it may never get there
  std::size_t max_iterations = 10'000;  ///< >= 1: for each component, products with A and A' together
  execution run = {};
};

struct hits_result {
  scores hubs;                  ///< >= 0, Euclidean norm 1; all undefined where there is no answer
  scores authorities;           ///< likewise
  double singular_value = 0.0;  ///< sigma, in the strengths' measure; 0 where there is no answer
  double residual = 0.0;        ///< the norm of (A a - sigma h, A'h - sigma a), over sigma times that of (h, a)
  std::size_t iterations = 0;   ///< products with A and A' together
  bool converged = false;       ///< whether there is an answer and residual <= tolerance
  std::size_t dominant = 0;     ///< dominant components; 0: no answer; above 1: the answer is one of many, see below
  std::string why;              ///< unless dominant is 1: why there is no answer, or why it is not unique
};

/// Good hubs point to good authorities: h = (1 / sigma) A a and a = (1 / sigma) A'h, all >= 0, where A(u, v) is the sum of the
/// strengths of the arcs from u to v (1 each without strengths) and sigma the greatest singular value; of A A' and A'A the
/// eigenvalue is sigma squared. Both vectors have Euclidean norm 1 (elsewhere the sum or the greatest score is 1: the ratios
/// within each are the same). Parallel edges add up; loops count, undirected ones twice; edges of strength 0 are none.
/// Along undirected edges both ways: hubs and authorities are the same then. Vertices whose arcs are in no dominant component
/// score 0; components are those of the graph that has every vertex twice, as hub and as authority, and is tied by the arcs.
/// Where several have the same sigma, within a relative 1e-9, any mixture is a solution: (h, a) is the projection of the vector
/// of ones on theirs, so that arcs turned round exchange hubs and authorities. A graph without edges has no answer.
/// \throws option_error for an option outside its range; input_error if there is not one strength per edge, if one is negative,
/// or if sigma is beyond the range of a double; cancelled on request Complexity: O((n + m) iterations) time, O(n + m) memory and
/// 4 x 24 doubles a vertex where the iteration is slow. Reference: Kleinberg (1999), doi:10.1145/324133.324140
template <graph_like G>
[[nodiscard]] hits_result hits(const G& graph, const hits_options& options = {});
template <graph_like G>
[[nodiscard]] hits_result hits(const G& graph, const edge_strengths& strengths, const hits_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] hits_result hits_of(const undirected_view& graph, const edge_strengths* strengths, const hits_options& options);
[[nodiscard]] hits_result hits_of(const directed_view& graph, const edge_strengths* strengths, const hits_options& options);

}  // namespace detail

template <graph_like G>
hits_result hits(const G& graph, const hits_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::hits_of(view_of(snapshot), nullptr, options);
}

template <graph_like G>
hits_result hits(const G& graph, const edge_strengths& strengths, const hits_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::hits_of(view_of(snapshot), &strengths, options);
}

}  // namespace coopgraph
