// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

/// What the ideal has for a pair of a core and a peripheral vertex. Two of the core have 1, two of the periphery 0.
///   present   1: the periphery is tied to the core alone (Borgatti & Everett, their first model)
///   halfway   1/2
///   left_out  nothing, such pairs do not count (Lip)
enum class core_to_periphery { present, halfway, left_out };

struct core_periphery_options {
  core_to_periphery between = core_to_periphery::present;
  std::size_t starts = 10;  ///< >= 1: of the search for `present` above 20 vertices; the first is greedy, the others random
  std::uint64_t seed = 1;
  execution run = {};
};

struct core_periphery_result {
  std::vector<vertex_id> core;        ///< rising; empty if there is no answer
  coopgraph::partition partition;     ///< core and periphery; all in one if one of them is empty
  std::optional<double> correlation;  ///< Pearson's, of strengths and the ideal over the pairs that count
  std::string why_undefined;          ///< why there is no correlation; empty if there is one
  std::optional<double> mismatch;     ///< of left_out: see there
  bool optimal = false;               ///< whether no other core does better: proven
  std::size_t iterations = 0;         ///< moves of the start that won; 0 where the answer needs no search
};

/// The core S, one of 1 to n - 2 vertices (halfway: n - 1), that maximises the correlation of A(i, j) with the ideal, over pairs
/// i < j. Of left_out, one of any size that minimises the mismatch, sum over pairs within S of 1 - A(i, j) / a + sum over pairs
/// outside of A(i, j) / a, where a is the greatest A(i, j); without strengths it counts what is missing and what is too much.
///
/// With halfway and left_out the best core of each size is that of the greatest strengths, so that sorting finds the best of all.
/// With present, a core of given size is best where the strength left among the periphery is least, which is hard: up to 20
/// vertices all sets are tried; above, a search adds, removes and swaps vertices from several starts. It is proven to be the best
/// if no set could do better even if no two of its vertices were tied. Of equally good cores, one is taken.
/// Parallel edges add up; loops do not count. Without strengths each edge has strength 1. If all pairs have the same strength, or
/// there are fewer than 3 vertices, there is no answer.
/// \throws option_error for an option outside its range; input_error if there is not one strength per edge, if one is negative,
///         or if twice the sum of rounded strengths is beyond the range of a double; cancelled on request
/// Complexity: O(m + n log n) time; present: O(n 2^n) up to 20 vertices, above O((m + n) log n) for the first start and O(m + n)
/// a round, of which each start needs a few; O(n + m) memory.
/// Reference: Borgatti & Everett (2000), doi:10.1016/S0378-8733(99)00019-2; Lip (2011), arXiv:1102.5511
template <undirected_graph_like G>
[[nodiscard]] core_periphery_result core_periphery(const G& graph, const core_periphery_options& options = {});
template <undirected_graph_like G>
[[nodiscard]] core_periphery_result core_periphery(const G& graph, const edge_strengths& strengths,
                                                   const core_periphery_options& options = {});

struct coreness_options {
  double tolerance = 1e-9;              ///< > 0: of the greatest change of a score in a sweep, beside the greatest score
  std::size_t max_iterations = 10'000;  ///< sweeps, >= 1
  execution run = {};                   ///< threads change nothing: it is done on one
};

struct coreness_result {
  scores score;                       ///< c >= 0, Euclidean norm 1
  std::optional<double> correlation;  ///< Pearson's, of A(i, j) and c(i) c(j) over pairs i < j
  std::string why_undefined;          ///< why there is no correlation; empty if there is one
  /// Of the sets of all with at least some score, the one that core_periphery() (present) would take; rising. Empty if all scores
  /// are the same.
  std::vector<vertex_id> core;
  coopgraph::partition partition;  ///< core and periphery; all in one if one of them is empty
  bool converged = false;          ///< whether residual <= tolerance
  std::size_t iterations = 0;      ///< sweeps
  double residual = 0.0;           ///< the greatest change of a score in the last sweep, beside the greatest score
};

/// Scores c >= 0 whose products are most like the strengths: minimum residuals (MINRES), the least sum over pairs i < j of
/// (A(i, j) - c(i) c(j))^2; a local optimum, from c proportional to strength. Each sweep sets every c(i) to its best value beside
/// the others, so that the fit never gets worse. Where the best fit is only approached, as in a star, whose middle accounts for
/// all ties the better the less the others have, it does not converge. (The greatest correlation itself is no better aim: on many
/// graphs it is only approached, by scores that all become alike or vanish but for one.) Parallel edges, loops and graphs without
/// an answer as in core_periphery(); without an answer all scores are undefined.
/// \throws as core_periphery()
/// Complexity: O(n + m) time a sweep, O(n + m) memory.
/// Reference: Borgatti & Everett (2000), doi:10.1016/S0378-8733(99)00019-2; Comrey (1962), doi:10.2466/pr0.1962.11.1.15
template <undirected_graph_like G>
[[nodiscard]] coreness_result coreness(const G& graph, const coreness_options& options = {});
template <undirected_graph_like G>
[[nodiscard]] coreness_result coreness(const G& graph, const edge_strengths& strengths, const coreness_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] core_periphery_result core_periphery_of(const undirected_view& graph, const edge_strengths* strengths,
                                                      const core_periphery_options& options);
[[nodiscard]] coreness_result coreness_of(const undirected_view& graph, const edge_strengths* strengths,
                                          const coreness_options& options);

}  // namespace detail

template <undirected_graph_like G>
core_periphery_result core_periphery(const G& graph, const core_periphery_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::core_periphery_of(view_of(snapshot), nullptr, options);
}

template <undirected_graph_like G>
core_periphery_result core_periphery(const G& graph, const edge_strengths& strengths, const core_periphery_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::core_periphery_of(view_of(snapshot), &strengths, options);
}

template <undirected_graph_like G>
coreness_result coreness(const G& graph, const coreness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::coreness_of(view_of(snapshot), nullptr, options);
}

template <undirected_graph_like G>
coreness_result coreness(const G& graph, const edge_strengths& strengths, const coreness_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::coreness_of(view_of(snapshot), &strengths, options);
}

}  // namespace coopgraph
