// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/flow_model.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph {

enum class infomap_levels {
  two,           ///< modules and their vertices
  hierarchical,  ///< modules within modules, as many levels as shorten the description
};

struct infomap_options {
  infomap_levels levels = infomap_levels::two;
  map_equation_options flow = {};     ///< the walk that is described
  unsigned runs = 1;                  ///< >= 1: the shortest of so many searches, each with its own stream of the seed
  std::size_t max_iterations = 1000;  ///< >= 1: passes of a search after which it ends even if it still improves
  std::uint64_t seed = 1;
  execution run = {};  ///< threads share the runs
};

struct infomap_result {
  coopgraph::partition partition;            ///< the finest modules; a vertex without flow is alone
  std::vector<coopgraph::partition> levels;  ///< from the top modules to the finest; one if `two`
  double codelength = 0.0;                   ///< bits a step; recomputed from scratch
  double index_codelength = 0.0;             ///< its share for moves between the top modules
  double module_codelength = 0.0;            ///< its share for all within them
  double one_level_codelength = 0.0;         ///< of no modules at all: the entropy of the visit rates
  scores visit_rates;                        ///< p: sum to 1, or all 0 if nothing flows

  map_equation_options flow;        ///< as used: the model is set
  bool flow_converged = true;       ///< whether pi is exact: flow_residual <= 1e-13
  std::size_t flow_iterations = 0;  ///< steps towards pi; 0 but for the directed model
  double flow_residual = 0.0;       ///< |pi - (pi one step later)|, the sum over the vertices
  std::uint64_t seed = 1;           ///< of the options
  unsigned best_run = 0;            ///< the run that found this, from 0; of equal ones the first
  bool converged = false;           ///< whether the last pass of that run found nothing better
  std::size_t iterations = 0;       ///< its passes
  std::uint64_t edge_visits = 0;    ///< how often all runs looked at an edge from one of its ends
};

/// Modules in which a walk stays long: a partition, or modules within modules, that makes the map equation short (codelength.hpp
/// says what it is, flow_model.hpp what flows, and what loops and parallel edges mean). The search moves vertices, then parts of
/// modules, then modules, to the neighbouring module that shortens it most, as the Leiden method does, over and over until a pass
/// finds nothing; it is a heuristic, and the shortest description there is may be shorter. A move has to gain 1e-12 bits, far
/// beyond what rounding can pretend, so that each search ends. It is never worse than no modules. Modules of all levels are
/// connected, directions left aside: to split one that is not never lengthens the description; unless jumps are recorded, for
/// then these may hold together what no edge joins. Without strengths each is 1.
/// \throws option_error for an option outside its range; input_error if there is not one strength per edge, or if one is
///         negative; cancelled on request
/// Complexity: O(n + m) time for a pass over all vertices, a few tens of which are usual, and what codelength takes for pi.
/// Memory: 24 bytes an edge and 60 a vertex, and for each run at work up to 48 an edge and 100 a vertex; if all strengths are
/// the same, 16 an edge less.
/// Reference: Rosvall & Bergstrom (2008), doi:10.1073/pnas.0706851105; (2011), doi:10.1371/journal.pone.0018209;
///            Traag, Waltman & van Eck (2019), doi:10.1038/s41598-019-41695-z
template <graph_like G>
[[nodiscard]] infomap_result infomap(const G& graph, const edge_strengths& strengths, const infomap_options& options = {});
template <graph_like G>
[[nodiscard]] infomap_result infomap(const G& graph, const infomap_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] infomap_result infomap_of(const undirected_view& graph, const edge_strengths* strengths,
                                        const infomap_options& options);
[[nodiscard]] infomap_result infomap_of(const directed_view& graph, const edge_strengths* strengths,
                                        const infomap_options& options);

}  // namespace detail

template <graph_like G>
infomap_result infomap(const G& graph, const edge_strengths& strengths, const infomap_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::infomap_of(view_of(snapshot), &strengths, options);
}

template <graph_like G>
infomap_result infomap(const G& graph, const infomap_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::infomap_of(view_of(snapshot), nullptr, options);
}

}  // namespace coopgraph
