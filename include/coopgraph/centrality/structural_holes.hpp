// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

/// Burt's measures of structural holes: whether the contacts of a vertex know each other, and so could do without it.
///
/// The strength between i and j is z(i, j) = the strengths of all edges between them, in either direction; without strengths each
/// edge has 1. Parallel edges add up (a directed pair that is tied both ways has 2); loops are left out, as igraph does (networkx
/// takes i for a contact of itself). The contacts of i are those with z(i, j) > 0, N of them; ties of strength 0 are none.
///     p(i, j) = z(i, j) / sum over k of z(i, k)            what share of its strength i spends on j
///     m(j, q) = z(j, q) / max over k of z(j, k)            how strong j's tie to q is among j's ties
/// A vertex without contacts has no score.
namespace coopgraph {

struct structural_holes_options {
  execution run = {};
};

/// One of the measures.
struct structural_hole_result {
  scores score;  ///< undefined for a vertex without contacts
};

/// All of them.
struct structural_holes_result {
  scores constraint;      ///< above 0; above 1 only where contacts are tied to each other
  scores effective_size;  ///< 1 to N
  scores efficiency;      ///< 1 / N to 1
  scores hierarchy;       ///< 0 to 1
};

/// Constraint: the sum over j of c(i, j) = (p(i, j) + sum over q of p(i, q) p(q, j))^2. Large: the contacts are few, or lead to
/// one another. Effective size: the sum over j of (1 - sum over q of p(i, q) m(j, q)): the contacts less the redundant ones; on a
/// simple undirected graph without strengths N - 2 t / N, where t counts the ties among the contacts. Efficiency: effective size
/// divided by N. Hierarchy: the sum over j of r(j) ln r(j), divided by N ln N, where r(j) = c(i, j) / (constraint / N): 0 if all
/// contacts constrain alike, 1 if one does all of it; with one contact it is 1. Everywhere j and q are contacts of i.
/// \throws input_error if there is not one strength per edge, if one is negative, or if rounded strengths add up beyond the range
///         of a double at a vertex; cancelled on request
/// Complexity: O(m^1.5) time; memory O(n + m): 24 bytes an edge, 64 a vertex, and up to 44 a vertex and thread.
/// Reference: Burt (1992), Structural Holes, chapter 2; Burt (2004), doi:10.1086/421787; Borgatti (1997), Connections 20
template <graph_like G>
[[nodiscard]] structural_holes_result structural_holes(const G& graph, const structural_holes_options& options = {});
template <graph_like G>
[[nodiscard]] structural_holes_result structural_holes(const G& graph, const edge_strengths& strengths,
                                                       const structural_holes_options& options = {});

/// One measure alone, with the same bits.
template <graph_like G>
[[nodiscard]] structural_hole_result constraint(const G& graph, const structural_holes_options& options = {});
template <graph_like G>
[[nodiscard]] structural_hole_result constraint(const G& graph, const edge_strengths& strengths,
                                                const structural_holes_options& options = {});
template <graph_like G>
[[nodiscard]] structural_hole_result effective_size(const G& graph, const structural_holes_options& options = {});
template <graph_like G>
[[nodiscard]] structural_hole_result effective_size(const G& graph, const edge_strengths& strengths,
                                                    const structural_holes_options& options = {});
template <graph_like G>
[[nodiscard]] structural_hole_result efficiency(const G& graph, const structural_holes_options& options = {});
template <graph_like G>
[[nodiscard]] structural_hole_result efficiency(const G& graph, const edge_strengths& strengths,
                                                const structural_holes_options& options = {});
template <graph_like G>
[[nodiscard]] structural_hole_result hierarchy(const G& graph, const structural_holes_options& options = {});
template <graph_like G>
[[nodiscard]] structural_hole_result hierarchy(const G& graph, const edge_strengths& strengths,
                                               const structural_holes_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// What is asked for; the rest of the result is empty.
enum class hole_measures { all, constraint, effective_size, efficiency, hierarchy };

/// Without strengths: each edge has strength 1.
[[nodiscard]] structural_holes_result structural_holes_of(const undirected_view& graph, const edge_strengths* strengths,
                                                          hole_measures wanted, const structural_holes_options& options);
[[nodiscard]] structural_holes_result structural_holes_of(const directed_view& graph, const edge_strengths* strengths,
                                                          hole_measures wanted, const structural_holes_options& options);

template <graph_like G>
structural_holes_result holes_in(const G& graph, const edge_strengths* strengths, hole_measures wanted,
                                 const structural_holes_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return structural_holes_of(view_of(snapshot), strengths, wanted, options);
}

}  // namespace detail

template <graph_like G>
structural_holes_result structural_holes(const G& graph, const structural_holes_options& options) {
  return detail::holes_in(graph, nullptr, detail::hole_measures::all, options);
}
template <graph_like G>
structural_holes_result structural_holes(const G& graph, const edge_strengths& strengths,
                                         const structural_holes_options& options) {
  return detail::holes_in(graph, &strengths, detail::hole_measures::all, options);
}

template <graph_like G>
structural_hole_result constraint(const G& graph, const structural_holes_options& options) {
  return {detail::holes_in(graph, nullptr, detail::hole_measures::constraint, options).constraint};
}
template <graph_like G>
structural_hole_result constraint(const G& graph, const edge_strengths& strengths, const structural_holes_options& options) {
  return {detail::holes_in(graph, &strengths, detail::hole_measures::constraint, options).constraint};
}

template <graph_like G>
structural_hole_result effective_size(const G& graph, const structural_holes_options& options) {
  return {detail::holes_in(graph, nullptr, detail::hole_measures::effective_size, options).effective_size};
}
template <graph_like G>
structural_hole_result effective_size(const G& graph, const edge_strengths& strengths, const structural_holes_options& options) {
  return {detail::holes_in(graph, &strengths, detail::hole_measures::effective_size, options).effective_size};
}

template <graph_like G>
structural_hole_result efficiency(const G& graph, const structural_holes_options& options) {
  return {detail::holes_in(graph, nullptr, detail::hole_measures::efficiency, options).efficiency};
}
template <graph_like G>
structural_hole_result efficiency(const G& graph, const edge_strengths& strengths, const structural_holes_options& options) {
  return {detail::holes_in(graph, &strengths, detail::hole_measures::efficiency, options).efficiency};
}

template <graph_like G>
structural_hole_result hierarchy(const G& graph, const structural_holes_options& options) {
  return {detail::holes_in(graph, nullptr, detail::hole_measures::hierarchy, options).hierarchy};
}
template <graph_like G>
structural_hole_result hierarchy(const G& graph, const edge_strengths& strengths, const structural_holes_options& options) {
  return {detail::holes_in(graph, &strengths, detail::hole_measures::hierarchy, options).hierarchy};
}

}  // namespace coopgraph
