// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>

namespace coopgraph {

struct skater_options {
  std::size_t clusters = 0;  ///< >= 1: how many regions there are to be, in all components together; must be given
  region_floor floor = {};
  region_dissimilarity dissimilarity = region_dissimilarity::squared_euclidean;
  standardization standardize = standardization::z;
  island_policy islands = island_policy::keep;
  execution run = {};  ///< one thread is used
};

/// Regions by cutting a tree: first the minimum spanning tree of each component, an edge as long as its ends are unlike; then,
/// one after the other, the edge whose cut lowers most the sum over the units of their dissimilarity to the mean of their region
/// (squared_euclidean: the within sum of squares), of those edges that leave both sides at the floor. Each cut is the best one,
/// not all of them together. Squared Euclidean is what the paper has; euclidean is what R's spdep has by default, manhattan what
/// spopt has (both do not standardise): there the regions are the same, if no two edges are equally long. All edges of a tree
/// are tried, where the paper proposes a heuristic for large ones. Loops and parallel edges say nothing.
/// Nothing bounds how much larger than the least the sum can be; on 90,000 random maps of 12 units or fewer, z-standardised,
/// it was larger by at most 0.7 of the total sum of squares, and the least on nine of ten.
/// If there can be no such regions, or no cut is left, `status` says so, see contiguous_regions.hpp.
/// \throws input_error if there are not n rows of attributes, naming unit and column if one is not finite or out of range;
///         option_error for no clusters, and for a floor or an amount that is negative or not finite; cancelled on request
/// Complexity: O(m (p + log m)) time for the tree and, squared, O(n p) for each cut of a tree of n units (some n log n p in all
/// if cuts halve it); else O(n^2 p) for each. O(m + n p) memory.
/// Reference: Assunção, Neves, Câmara & da Costa Freitas (2006), doi:10.1080/13658810600665111
template <undirected_graph_like G>
[[nodiscard]] contiguous_regions skater(const G& contiguity, const unit_attributes& attributes, const skater_options& options);

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] contiguous_regions skater_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                           const skater_options& options);

}  // namespace detail

template <undirected_graph_like G>
contiguous_regions skater(const G& contiguity, const unit_attributes& attributes, const skater_options& options) {
  const auto& snapshot = snapshot_of(contiguity);
  return detail::skater_of(view_of(snapshot), attributes, options);
}

}  // namespace coopgraph
