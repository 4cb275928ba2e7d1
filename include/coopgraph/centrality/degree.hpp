// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

namespace coopgraph {

/// Which arcs of a directed graph count. An undirected edge counts at both of its ends in every mode.
enum class degree_mode { all, in, out };

/// Of degree and strength.
struct degree_options {
  degree_mode mode = degree_mode::all;
};

struct degree_result {
  scores score;  ///< whole numbers, compared exactly
};

struct strength_result {
  scores score;                        ///< in the strengths' own measure; compared exactly if the strengths are exact
  coopgraph::ties ties = ties::exact;  ///< exact: the sums have no rounding but that of their conversion to double
  std::string why_approximate;         ///< empty if exact
};

/// The number of edge ends at each vertex; directed, of arcs that leave it, enter it, or both. Parallel edges count each. An
/// undirected loop counts 2; a directed one 1 in and 1 out.
/// Complexity: O(n) time, O(n) memory.
/// Reference: Freeman (1978), doi:10.1016/0378-8733(78)90021-7
template <graph_like G>
[[nodiscard]] degree_result degree(const G& graph, const degree_options& options = {});

/// The sum of the strengths of the edges at each vertex, counted as degree() counts them. Strengths of any sign. Exact ones are
/// added in 128 bits and converted once; others are added as doubles in the order of the rows (out before in).
/// \throws input_error if there is not one strength per edge, or if a sum of rounded strengths leaves the range of a double
/// Complexity: O(n + m) time, O(n) memory.
/// Reference: Barrat, Barthélemy, Pastor-Satorras & Vespignani (2004), doi:10.1073/pnas.0400087101
template <graph_like G>
[[nodiscard]] strength_result strength(const G& graph, const edge_strengths& strengths, const degree_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Calls visit(rows) for each set of rows that the mode counts.
template <direction D, class Visit>
void each_counted_rows(const csr_view<D>& graph, degree_mode mode, const Visit& visit) {
  if constexpr (D == direction::undirected) {
    visit(graph.out);
  } else {
    if (mode != degree_mode::in) visit(graph.out);
    if (mode != degree_mode::out) visit(graph.in);
  }
}

}  // namespace detail

template <graph_like G>
degree_result degree(const G& graph, const degree_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  degree_result result{{std::vector<double>(view.vertices(), 0.0), {}, score_equality::exact}};
  detail::each_counted_rows(view, options.mode, [&](const arc_rows& rows) {
    for (vertex_id v = 0; v < view.vertices(); ++v) result.score.values[v] += static_cast<double>(rows.degree(v));
  });
  return result;
}

template <graph_like G>
strength_result strength(const G& graph, const edge_strengths& strengths, const degree_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::check_size("strength", strengths, view.edges());
  const bool exact = strengths.is_exact();
  strength_result result{
      {std::vector<double>(view.vertices(), 0.0), {}, exact ? score_equality::exact : score_equality::relative},
      exact ? ties::exact : ties::approximate,
      strengths.why_approximate()};
  for (vertex_id v = 0; v < view.vertices(); ++v) {
    int128 whole = 0;
    double rounded = 0.0;
    detail::each_counted_rows(view, options.mode, [&](const arc_rows& rows) {
      for (const edge_id e : rows.edges_of(v))
        if (exact)
          whole += strengths.numerators()[e];
        else
          rounded += strengths.approximate()[e];
    });
    if (!std::isfinite(rounded))
      throw input_error("strength", "strengths", "a sum at vertex " + std::to_string(v) + " beyond the range of a double",
                        "strengths whose sum at each vertex is below 1.8e308");
    result.score.values[v] = exact ? times(whole, strengths.unit()) : rounded;
  }
  return result;
}

}  // namespace coopgraph
