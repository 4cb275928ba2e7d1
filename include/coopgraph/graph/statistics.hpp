// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace coopgraph {

/// A number that a graph may not have, and then why.
struct statistic {
  std::optional<double> value;
  std::string why_undefined;  ///< empty if there is a value

  friend bool operator==(const statistic&, const statistic&) = default;
};

/// The pairs of a graph. All but `loops` and `largest_multiplicity` are those of the simple graph: a loop is left out, parallel
/// edges are one.
struct tie_statistics_result {
  std::uint64_t loops = 0;                 ///< edges, each counted
  std::uint64_t largest_multiplicity = 0;  ///< the most edges with the same ends (directed: the same source and target)
  std::uint64_t tied_pairs = 0;            ///< unordered pairs of different vertices with an edge between them
  std::uint64_t mutual_pairs = 0;          ///< directed: those tied both ways; undirected: 0
  std::uint64_t asymmetric_pairs = 0;      ///< directed: those tied in one direction only; undirected: 0
  statistic density;      ///< tied_pairs / (n (n - 1) / 2), directed: arcs / (n (n - 1)); undefined below two vertices
  statistic reciprocity;  ///< the share of the arcs whose reverse is an arc, too; undefined without arcs, and if undirected
};

/// Counts the pairs that are tied. On a simple graph with two or more vertices density and reciprocity are those of networkx; it
/// counts loops as well, so that its density may be above 1.
/// Complexity: O(n + m) time, O(1) memory.
/// Reference: Wasserman & Faust (1994), chapters 4 and 13, doi:10.1017/CBO9780511815478
template <graph_like G>
[[nodiscard]] tie_statistics_result tie_statistics(const G& graph);

/// Of count_triangles.
struct triangle_options {
  execution run = {};
};

struct triangles_result {
  std::uint64_t triangles = 0;  ///< sets of three vertices that are tied pairwise
  std::uint64_t triples = 0;    ///< pairs of different neighbours of a vertex, summed over the vertices
  statistic transitivity;       ///< 3 triangles / triples; undefined without triples
};

/// Triangles of the simple undirected graph: directions are left out, loops too, parallel edges are one. networkx gives the
/// same, but 0 for the transitivity without triples.
/// \throws cancelled on request
/// Complexity: O(m^1.5) time, O(n + m) memory.
/// Reference: Latapy (2008), doi:10.1016/j.tcs.2008.07.017
template <graph_like G>
[[nodiscard]] triangles_result count_triangles(const G& graph, const triangle_options& options = {});

struct total_strength_result {
  double value = 0.0;
  std::optional<std::int64_t> whole;   ///< the sum itself, where it is a whole number of 64 bits and the strengths are exact
  coopgraph::ties ties = ties::exact;  ///< exact: the sum has no rounding but that of its conversion to double
  std::string why_approximate;         ///< empty if exact
};

/// The sum of the strengths of all edges, each once, loops too. Of any sign. Exact ones are added in 128 bits, others in
/// their order.
/// \throws input_error if the sum of rounded strengths overflows the range of a double
/// Complexity: O(m) time, O(1) memory.
[[nodiscard]] total_strength_result total_strength(const edge_strengths& strengths);

/// The share of the strength that is returned: the sum of min(s(u, v), s(v, u)) over the sum of s(u, v), over all ordered
/// pairs of different vertices; s(u, v) is the sum of the strengths of the arcs from u to v. Loops are left out. Undefined
/// where the sum is 0.
/// \throws input_error if there is not one strength per edge, if one is negative, or if their sum overflows the range of a
///         double
/// Complexity: O(n + m) time, O(1) memory.
/// Reference: Squartini, Picciolo, Ruzzenenti & Garlaschelli (2013), doi:10.1038/srep02729
template <directed_graph_like G>
[[nodiscard]] statistic weighted_reciprocity(const G& graph, const edge_strengths& strengths);

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] tie_statistics_result tie_statistics_of(const undirected_view& graph);
[[nodiscard]] tie_statistics_result tie_statistics_of(const directed_view& graph);
[[nodiscard]] triangles_result triangles_of(const undirected_view& graph, const triangle_options& options);
[[nodiscard]] triangles_result triangles_of(const directed_view& graph, const triangle_options& options);
[[nodiscard]] statistic weighted_reciprocity_of(const directed_view& graph, const edge_strengths& strengths);

}  // namespace detail

template <graph_like G>
tie_statistics_result tie_statistics(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  return detail::tie_statistics_of(view_of(snapshot));
}

template <graph_like G>
triangles_result count_triangles(const G& graph, const triangle_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::triangles_of(view_of(snapshot), options);
}

template <directed_graph_like G>
statistic weighted_reciprocity(const G& graph, const edge_strengths& strengths) {
  const auto& snapshot = snapshot_of(graph);
  return detail::weighted_reciprocity_of(view_of(snapshot), strengths);
}

}  // namespace coopgraph
