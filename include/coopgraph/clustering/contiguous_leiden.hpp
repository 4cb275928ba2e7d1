// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/region_evidence.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {

struct contiguous_leiden_options {
  leiden_objective objective = leiden_objective::modularity;
  double resolution = 1.0;                     ///< gamma; > 0
  std::vector<double> node_sizes = {};         ///< by vertex, >= 0; none: 1 each. CPM's n_i
  region_floor floor = {};                     ///< what each region must hold; least 0: no floor
  std::optional<std::size_t> clusters = {};    ///< exactly so many regions, islands counted, >= 1; none: as many as are best
  leiden_preset preset = leiden_preset::best;  ///< of the search that comes first, as in leiden
  unsigned max_iterations = 0;                 ///< of that search; 0: as many as the preset says
  unsigned runs = 4;                           ///< >= 1: the best of so many, each with a stream of the seed of its own
  double randomness = 0.01;                    ///< theta >= 0 of the refinement, in units of the mean strength
  std::uint64_t seed = 1;
  execution run = {};
};

struct contiguous_leiden_result {
  coopgraph::partition partition;  ///< every region is connected in the contiguity graph
  std::string objective;           ///< "modularity" or "cpm"
  double quality = 0.0;            ///< of the objective, summed anew over the given graph
  double modularity = 0.0;         ///< of the partition at resolution 1, whatever the objective
  region_evidence evidence;        ///< status, islands, amounts by region, and that each is connected
  bool converged = false;          ///< the last iteration of the best run's first search changed nothing
  unsigned iterations = 0;         ///< of that search
  unsigned runs = 0;               ///< as asked for
  unsigned best_run = 0;           ///< 0 … runs - 1
  std::uint64_t seed = 0;          ///< as given
  std::uint64_t edge_visits = 0;   ///< how many arcs of ties all runs looked at, on all levels
};

/// Regions of high modularity or CPM (leiden.hpp has the formulas) each of which is connected in a second graph over the same
/// vertices: `ties` says who belongs together, `contiguity` who are neighbours. On request each region reaches a floor, and there
/// are exactly so many. What islands are and what loops and parallel edges of `contiguity` mean, contiguous_regions.hpp says; in
/// `ties` they mean what they mean for leiden: parallel edges add up, loops change the strengths of vertices only.
///
/// First the Leiden search, in which a vertex moves only to a cluster that it touches and only from one that stays connected
/// without it. Then regions below the floor, the least first, merge with the neighbour with which they lose least; regions merge
/// at the least loss, or are cut at the greatest gain, until there are `clusters`; and units move, regions merge and are cut as
/// long as that gains and keeps floors and count. With `clusters`, the first searches of three runs in four are made at a coarser
/// or finer resolution, up to a factor of four, as the count asks. With neither floor nor count, above 2,000 vertices the first
/// search is all. Up to 2,000 vertices regions are moreover shaken: merged, cut or moved at random, which is undone unless it
/// ends better. Gains are compared exactly, as whole numbers (leiden.hpp says when they are rounded), and each step that is kept
/// gains.
///
/// It is a heuristic: there may be better regions. Without floor and count, and on at most 2,000 vertices, no unit gains by
/// moving to a region that it touches, or out of its own, if that stays connected, and no two neighbouring regions gain by
/// merging. Held against all partitions on random planar maps of up to 11 vertices, with and without floor and count, the result
/// was the best there is in over 99 of 100 cases, and never fell short by more than 2 % of the sum of what all pairs of vertices
/// are worth, taken without sign. The seed and the order of vertices decide which good partition is found, the number of threads
/// never. The empty graph has an empty partition.
///
/// Where no regions can be as asked, `evidence` has the obstacle, and the partition what comes near: of a component below the
/// floor one region; of a count out of reach the nearest that there is.
/// \throws input_error if `contiguity` has another number of vertices than `ties`, if there is not one strength per edge, one is
///         negative, or twice their sum is beyond the range of a double; option_error for an option outside its range: resolution
///         <= 0, runs 0, clusters 0, randomness < 0, node_sizes or floor amounts negative or not one per vertex, a floor < 0;
///         cancelled on request
/// Complexity: O(m) time for an iteration in practice, m the edges of both graphs; a floor or a count add O(m log n) in practice;
/// O(n + m) memory.
/// Reference: Traag, Waltman & van Eck (2019), doi:10.1038/s41598-019-41695-z
template <graph_like G, undirected_graph_like C>
[[nodiscard]] contiguous_leiden_result contiguous_leiden(const G& ties, const C& contiguity,
                                                         const contiguous_leiden_options& options = {});
template <graph_like G, undirected_graph_like C>
[[nodiscard]] contiguous_leiden_result contiguous_leiden(const G& ties, const edge_strengths& strengths, const C& contiguity,
                                                         const contiguous_leiden_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Without strengths: each edge has strength 1.
[[nodiscard]] contiguous_leiden_result contiguous_leiden_of(const undirected_view& ties, const edge_strengths* strengths,
                                                            const undirected_view& contiguity,
                                                            const contiguous_leiden_options& options);
[[nodiscard]] contiguous_leiden_result contiguous_leiden_of(const directed_view& ties, const edge_strengths* strengths,
                                                            const undirected_view& contiguity,
                                                            const contiguous_leiden_options& options);

}  // namespace detail

template <graph_like G, undirected_graph_like C>
contiguous_leiden_result contiguous_leiden(const G& ties, const C& contiguity, const contiguous_leiden_options& options) {
  const auto& snapshot = snapshot_of(ties);
  const auto& neighbours = snapshot_of(contiguity);
  return detail::contiguous_leiden_of(view_of(snapshot), nullptr, view_of(neighbours), options);
}

template <graph_like G, undirected_graph_like C>
contiguous_leiden_result contiguous_leiden(const G& ties, const edge_strengths& strengths, const C& contiguity,
                                           const contiguous_leiden_options& options) {
  const auto& snapshot = snapshot_of(ties);
  const auto& neighbours = snapshot_of(contiguity);
  return detail::contiguous_leiden_of(view_of(snapshot), &strengths, view_of(neighbours), options);
}

}  // namespace coopgraph
