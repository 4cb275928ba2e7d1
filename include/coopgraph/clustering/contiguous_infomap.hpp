// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/flow_model.hpp>
#include <coopgraph/clustering/region_evidence.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace coopgraph {

struct contiguous_infomap_options {
  map_equation_options flow = {};            ///< the walk that is described
  region_floor floor = {};                   ///< what each region must hold; least 0: no floor
  std::optional<std::size_t> clusters = {};  ///< exactly so many regions, islands counted, >= 1; none: as many as are shortest
  unsigned runs = 4;                         ///< >= 1: the shortest of so many searches, each with its own stream of the seed
  std::size_t max_iterations = 1000;         ///< >= 1: passes of the first search of a run
  std::uint64_t seed = 1;
  execution run = {};  ///< threads share the runs
};

struct contiguous_infomap_result {
  coopgraph::partition partition;     ///< every region is connected in the contiguity graph
  std::string objective;              ///< "codelength"
  double codelength = 0.0;            ///< bits a step of the two-level description; recomputed from scratch
  double index_codelength = 0.0;      ///< its share for moves between regions
  double module_codelength = 0.0;     ///< its share for all within them
  double one_level_codelength = 0.0;  ///< of no regions at all: the entropy of the visit rates
  region_evidence evidence;           ///< status, islands, amounts by region, and that each is connected
  scores visit_rates;                 ///< p: sum to 1, or all 0 if nothing flows

  map_equation_options flow;        ///< as used: the model is set
  bool flow_converged = true;       ///< whether pi is exact: flow_residual <= 1e-13
  std::size_t flow_iterations = 0;  ///< steps towards pi; 0 but for the directed model
  double flow_residual = 0.0;       ///< |pi - (pi one step later)|, the sum over the vertices
  bool converged = false;           ///< whether the last pass of the best run's first search found nothing better
  std::size_t iterations = 0;       ///< its passes
  unsigned runs = 0;                ///< as asked for
  unsigned best_run = 0;            ///< the run that found this, from 0; of equal ones the first
  std::uint64_t seed = 0;           ///< as given
  std::uint64_t edge_visits = 0;    ///< how often all runs looked at an edge from one of its ends
};

/// Regions in which a walk along `ties` stays long, each of which is connected in a second graph over the same vertices:
/// `contiguity` says who are neighbours. They make the two-level map equation short (codelength.hpp says what it is,
/// flow_model.hpp what flows, and what loops and parallel edges of `ties` mean; contiguous_regions.hpp what islands are). On
/// request each region reaches a floor, and there are exactly so many. The way is that of contiguous_leiden, with the search of
/// infomap at its beginning; a step that is kept gains 1e-12 bits at least. Without `clusters` the description is never longer
/// than that of the components of `contiguity`, each as one region.
///
/// It is a heuristic: there may be shorter descriptions. Held against all partitions on random planar maps of up to 7 vertices
/// the result was the shortest in over 99 of 100 cases, and never more than 2 % longer than that. The seed and the order of
/// vertices decide which good one is found, the number of threads never. Where no regions can be as asked, `evidence` has the
/// obstacle, and the partition what comes near, as of contiguous_leiden. Without strengths each is 1.
/// \throws input_error if `contiguity` has another number of vertices than `ties`, if there is not one strength per edge, or if
///         one is negative; option_error for an option outside its range: runs 0, max_iterations 0, clusters 0, floor amounts
///         negative or not one per vertex, a floor < 0, a walk that flow_model.hpp does not allow; cancelled on request
/// Complexity: O(n + m) time for a pass, m the edges of both graphs; a floor or a count add O(m log n) in practice; O(n + m)
/// memory for each run at work.
/// Reference: Rosvall & Bergstrom (2008), doi:10.1073/pnas.0706851105
template <graph_like G, undirected_graph_like C>
[[nodiscard]] contiguous_infomap_result contiguous_infomap(const G& ties, const C& contiguity,
                                                           const contiguous_infomap_options& options = {});
template <graph_like G, undirected_graph_like C>
[[nodiscard]] contiguous_infomap_result contiguous_infomap(const G& ties, const edge_strengths& strengths, const C& contiguity,
                                                           const contiguous_infomap_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] contiguous_infomap_result contiguous_infomap_of(const undirected_view& ties, const edge_strengths* strengths,
                                                              const undirected_view& contiguity,
                                                              const contiguous_infomap_options& options);
[[nodiscard]] contiguous_infomap_result contiguous_infomap_of(const directed_view& ties, const edge_strengths* strengths,
                                                              const undirected_view& contiguity,
                                                              const contiguous_infomap_options& options);

}  // namespace detail

template <graph_like G, undirected_graph_like C>
contiguous_infomap_result contiguous_infomap(const G& ties, const C& contiguity, const contiguous_infomap_options& options) {
  const auto& snapshot = snapshot_of(ties);
  const auto& neighbours = snapshot_of(contiguity);
  return detail::contiguous_infomap_of(view_of(snapshot), nullptr, view_of(neighbours), options);
}

template <graph_like G, undirected_graph_like C>
contiguous_infomap_result contiguous_infomap(const G& ties, const edge_strengths& strengths, const C& contiguity,
                                             const contiguous_infomap_options& options) {
  const auto& snapshot = snapshot_of(ties);
  const auto& neighbours = snapshot_of(contiguity);
  return detail::contiguous_infomap_of(view_of(snapshot), &strengths, view_of(neighbours), options);
}

}  // namespace coopgraph
