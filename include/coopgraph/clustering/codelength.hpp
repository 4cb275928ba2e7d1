// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/flow_model.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <span>
#include <vector>

namespace coopgraph {

/// The map equation of a given partition, in bits for each step of the walk, computed from scratch:
///   L = q H(Q) + sum over the modules i of (x_i + p_i) H(P_i),
/// where e_i and x_i are the rates at which the walk enters and leaves module i, p_i that of visits in it; q is the sum of the
/// e_i and H(Q) the entropy of the shares e_i / q; H(P_i) is that of the shares x_i and p(v), v in i, of x_i + p_i. With
/// plogp(x) = x log2 x: plogp(q) - sum plogp(e_i) - sum plogp(x_i) + sum plogp(x_i + p_i) - sum plogp(p(v)). One module
/// has the entropy of p; 0 where nothing flows. What flows, and what loops and parallel edges mean, is said in flow_model.hpp.
/// \throws input_error if there is not one label per vertex, not one strength per edge, or if a strength is negative;
///         option_error for an option outside its range; cancelled on request
/// Complexity: O(n + m) time and memory; of the directed model that for each of up to 5,000 steps towards pi.
/// Reference: Rosvall & Bergstrom (2008), doi:10.1073/pnas.0706851105
template <graph_like G>
[[nodiscard]] double codelength(const G& graph, const edge_strengths& strengths, const partition& modules,
                                const map_equation_options& options = {}, const execution& run = {});
template <graph_like G>
[[nodiscard]] double codelength(const G& graph, const partition& modules, const map_equation_options& options = {},
                                const execution& run = {});

/// The map equation of modules within modules: levels[0] are the top ones, and each of a level lies within one of the level
/// above. A module that holds modules has (x_i + sum e_j) H(P_i) over its own exit and the entries e_j of those directly in it;
/// the whole graph is such a one, with x = 0. Of levels at which a module is the same set, it is one module.
/// \throws as above; input_error if there are no levels, or if a module lies in two of the level above
/// Reference: Rosvall & Bergstrom (2011), doi:10.1371/journal.pone.0018209
template <graph_like G>
[[nodiscard]] double codelength(const G& graph, const edge_strengths& strengths, const std::vector<partition>& levels,
                                const map_equation_options& options = {}, const execution& run = {});
template <graph_like G>
[[nodiscard]] double codelength(const G& graph, const std::vector<partition>& levels, const map_equation_options& options = {},
                                const execution& run = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] double codelength_of(const undirected_view& graph, const edge_strengths* strengths,
                                   std::span<const partition> levels, const map_equation_options& options, const execution& run);
[[nodiscard]] double codelength_of(const directed_view& graph, const edge_strengths* strengths, std::span<const partition> levels,
                                   const map_equation_options& options, const execution& run);

}  // namespace detail

template <graph_like G>
double codelength(const G& graph, const edge_strengths& strengths, const partition& modules, const map_equation_options& options,
                  const execution& run) {
  const auto& snapshot = snapshot_of(graph);
  return detail::codelength_of(view_of(snapshot), &strengths, {&modules, 1}, options, run);
}

template <graph_like G>
double codelength(const G& graph, const partition& modules, const map_equation_options& options, const execution& run) {
  const auto& snapshot = snapshot_of(graph);
  return detail::codelength_of(view_of(snapshot), nullptr, {&modules, 1}, options, run);
}

template <graph_like G>
double codelength(const G& graph, const edge_strengths& strengths, const std::vector<partition>& levels,
                  const map_equation_options& options, const execution& run) {
  const auto& snapshot = snapshot_of(graph);
  return detail::codelength_of(view_of(snapshot), &strengths, levels, options, run);
}

template <graph_like G>
double codelength(const G& graph, const std::vector<partition>& levels, const map_equation_options& options,
                  const execution& run) {
  const auto& snapshot = snapshot_of(graph);
  return detail::codelength_of(view_of(snapshot), nullptr, levels, options, run);
}

}  // namespace coopgraph
