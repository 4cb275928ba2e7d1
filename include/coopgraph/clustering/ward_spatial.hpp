// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/core/dendrogram.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>

namespace coopgraph {

struct ward_spatial_options {
  std::size_t clusters = 0;  ///< >= 1: how many regions there are to be, in all components together; must be given
  standardization standardize = standardization::z;
  island_policy islands = island_policy::keep;
  execution run = {};  ///< one thread is used
};

struct ward_spatial_result {
  contiguous_regions regions;
  dendrogram tree;  ///< all merges, until each component is one; for other numbers of regions see cut_at_count
};

/// Regions by merging neighbours: of all pairs of neighbouring regions the one whose union raises the within sum of squares
/// least, n_a n_b / (n_a + n_b) |m_a - m_b|^2 for regions of n units with means m; of equals the one that was made first. The
/// height of a merge is the root of twice that, as in scipy and scikit-learn (connectivity=), with which spopt's WardSpatial
/// agrees; there components are joined when there is nothing else to merge, here never. A merge may be lower than one before it,
/// for not all pairs are neighbours. Loops and parallel edges say nothing. The tree is complete even if `regions` says that
/// there are no so many regions.
/// Nothing bounds how much larger than the least the sum of squares can be; on 90,000 random maps of 12 units or fewer,
/// z-standardised, it was larger by at most 0.7 of the total, and the least on nine of ten.
/// \throws input_error if there are not n rows of attributes, naming unit and column if one is not finite or out of range;
///         option_error for no clusters; cancelled on request
/// Complexity: O(d (p + log m)) time with the sum d over the merges of the neighbours of what was merged, near n on maps and at
/// most n^2; O(m + n p) memory.
/// Reference: Ward (1963), doi:10.1080/01621459.1963.10500845; Murtagh (1985), doi:10.1093/comjnl/28.1.82
template <undirected_graph_like G>
[[nodiscard]] ward_spatial_result ward_spatial(const G& contiguity, const unit_attributes& attributes,
                                               const ward_spatial_options& options);

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] ward_spatial_result ward_spatial_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                                  const ward_spatial_options& options);

}  // namespace detail

template <undirected_graph_like G>
ward_spatial_result ward_spatial(const G& contiguity, const unit_attributes& attributes, const ward_spatial_options& options) {
  const auto& snapshot = snapshot_of(contiguity);
  return detail::ward_spatial_of(view_of(snapshot), attributes, options);
}

}  // namespace coopgraph
