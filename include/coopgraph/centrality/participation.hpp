// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <string>

namespace coopgraph {

/// Of participation and within_module_z.
struct participation_options {
  degree_mode mode = degree_mode::all;  ///< which arcs of a directed graph count
};

struct participation_result {
  scores score;  ///< 0: all ties within one module, to 1 - 1 / modules: spread evenly; undefined for a vertex without ties
};

struct within_module_result {
  scores score;                        ///< undefined where the members of a module do not differ
  coopgraph::ties ties = ties::exact;  ///< exact: whether members differ was told without rounding; always so without strengths
  std::string why_approximate;         ///< if approximate: why the strengths have no shared unit; equal is then within 1e-12
};

/// How evenly the ties of a vertex are spread over the modules: P_i = 1 - sum over s of (k_is / k_i)^2, where k_is is the number
/// of i's ties to module s (or their strength) and k_i that of all. Ties are counted as degree() and strength() count them:
/// parallel edges each, an undirected loop twice and to the own module. Undefined where k_i = 0 (the Brain Connectivity Toolbox
/// says 0).
/// \throws input_error unless there is one label per vertex, below modules.clusters; if there is not one strength per edge, if
///         one is negative, or if rounded strengths add up beyond the range of a double at a vertex
/// Complexity: O(n + m) time; memory O(n): 8 bytes a vertex and 32 a module.
/// Reference: Guimerà & Amaral (2005), doi:10.1038/nature03288
template <graph_like G>
[[nodiscard]] participation_result participation(const G& graph, const partition& modules,
                                                 const participation_options& options = {});
template <graph_like G>
[[nodiscard]] participation_result participation(const G& graph, const edge_strengths& strengths, const partition& modules,
                                                 const participation_options& options = {});

/// How well a vertex is tied to its own module, beside the others there: z_i = (k_i - mean) / standard deviation, where k_i is
/// the number (or strength) of i's ties to its own module, counted as above, and mean and deviation are those of all members, i
/// among them (the Brain Connectivity Toolbox divides by the members less one). Undefined where the deviation is 0, as in a
/// module of one (the Toolbox says 0).
/// \throws input_error as above
/// Complexity: O(n + m) time; memory O(n): up to 24 bytes a vertex and 64 a module.
/// Reference: Guimerà & Amaral (2005), doi:10.1038/nature03288
template <graph_like G>
[[nodiscard]] within_module_result within_module_z(const G& graph, const partition& modules,
                                                   const participation_options& options = {});
template <graph_like G>
[[nodiscard]] within_module_result within_module_z(const G& graph, const edge_strengths& strengths, const partition& modules,
                                                   const participation_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

// Compiled although linear, so that no compiler's way with a * b + c reaches the scores. Without strengths: each edge counts 1.
[[nodiscard]] participation_result participation_of(const undirected_view& graph, const edge_strengths* strengths,
                                                    const partition& modules, const participation_options& options);
[[nodiscard]] participation_result participation_of(const directed_view& graph, const edge_strengths* strengths,
                                                    const partition& modules, const participation_options& options);
[[nodiscard]] within_module_result within_module_z_of(const undirected_view& graph, const edge_strengths* strengths,
                                                      const partition& modules, const participation_options& options);
[[nodiscard]] within_module_result within_module_z_of(const directed_view& graph, const edge_strengths* strengths,
                                                      const partition& modules, const participation_options& options);

}  // namespace detail

template <graph_like G>
participation_result participation(const G& graph, const partition& modules, const participation_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::participation_of(view_of(snapshot), nullptr, modules, options);
}
template <graph_like G>
participation_result participation(const G& graph, const edge_strengths& strengths, const partition& modules,
                                   const participation_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::participation_of(view_of(snapshot), &strengths, modules, options);
}

template <graph_like G>
within_module_result within_module_z(const G& graph, const partition& modules, const participation_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::within_module_z_of(view_of(snapshot), nullptr, modules, options);
}
template <graph_like G>
within_module_result within_module_z(const G& graph, const edge_strengths& strengths, const partition& modules,
                                     const participation_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::within_module_z_of(view_of(snapshot), &strengths, modules, options);
}

}  // namespace coopgraph
