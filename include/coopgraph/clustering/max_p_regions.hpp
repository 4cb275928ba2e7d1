// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>

namespace coopgraph {

struct max_p_regions_options {
  region_floor floor = {};         ///< at 0 each unit is a region
  unsigned starts = 20;            ///< >= 1: the best of so many searches, each with a stream of the seed of its own
  std::size_t tabu_length = 10;    ///< for so many moves a unit may not come back; at most a quarter of the units is taken
  std::size_t tabu_patience = 50;  ///< >= 1: the search ends after so many moves that found nothing better
  std::uint64_t seed = 1;
  standardization standardize = standardization::z;
  island_policy islands = island_policy::keep;
  execution run = {};
};

/// The max-p problem: as many connected regions as possible that each reach the floor, and of such divisions one whose within
/// sum of squares is small (Duque et al. take the sum of the dissimilarities of all pairs within regions). Growth: spanning trees
/// are drawn at random and cut into as many regions as each has, which is exact for a tree; then neighbouring regions whose
/// surplus makes up another region are divided anew. Search, from the starts with most regions: as azp with tabu. `bound` is what
/// the sums of the components allow at most; with so many regions found, none has more. `examined` counts the moves looked at; on
/// grids it grows about as the number of units. Loops and parallel edges say nothing.
/// The number of regions may fall short of the most, and nothing bounds how much larger than the least the sum of squares can
/// be; on 90,000 random maps of 12 units or fewer, z-standardised, no region was missing, and the sum was larger by at most 0.25
/// of the total and the least on 99.9 %.
/// A component of several units that does not reach the floor makes the problem infeasible: `status` says so.
/// \throws input_error if there are not n rows of attributes, naming unit and column if one is not finite or out of range;
///         option_error for no starts or patience, and for a floor or an amount that is negative or not finite; cancelled on
///         request
/// Complexity: some tens of passes of O(m (p + log m)) time for each start in practice; O(m + n p) memory for each thread.
/// Reference: Duque, Anselin & Rey (2012), doi:10.1111/j.1467-9787.2011.00743.x; Wei, Rey & Knaap (2021),
///            doi:10.1080/13658816.2020.1759806
template <undirected_graph_like G>
[[nodiscard]] contiguous_regions max_p_regions(const G& contiguity, const unit_attributes& attributes,
                                               const max_p_regions_options& options);

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] contiguous_regions max_p_regions_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                                  const max_p_regions_options& options);

}  // namespace detail

template <undirected_graph_like G>
contiguous_regions max_p_regions(const G& contiguity, const unit_attributes& attributes, const max_p_regions_options& options) {
  const auto& snapshot = snapshot_of(contiguity);
  return detail::max_p_regions_of(view_of(snapshot), attributes, options);
}

}  // namespace coopgraph
