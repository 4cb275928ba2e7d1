// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>

namespace coopgraph {

/// Which pairs of units tell how far two neighbouring clusters are apart.
enum class redcap_order {
  first,  ///< those that are neighbours
  full    ///< all, one unit in each
};

/// What is taken of the dissimilarities of these pairs: the least, the mean or the greatest.
enum class redcap_linkage { single, average, complete };

struct redcap_options {
  std::size_t clusters = 0;  ///< >= 1: how many regions there are to be, in all components together; must be given
  region_floor floor = {};
  redcap_order order = redcap_order::full;
  redcap_linkage linkage = redcap_linkage::average;
  region_dissimilarity dissimilarity = region_dissimilarity::euclidean;  ///< of units when clusters are merged
  standardization standardize = standardization::z;
  island_policy islands = island_policy::keep;
  std::size_t most_units = 10'000;  ///< full order: above, a limit_error; it needs 4 n^2 bytes
  execution run = {};               ///< one thread is used
};

/// Regions by cutting a tree that grew as clusters were merged (REDCAP), in six ways: first-order-SLK, -ALK, -CLK and
/// full-order-SLK, -ALK, -CLK. Always the two neighbouring clusters merge that are least apart, as order and linkage have it; the
/// shortest edge between them joins the tree. Then, one after the other, those edges of the tree are cut that lower the within
/// sum of squares most, of those that leave both sides at the floor. Clusters are neighbours if units of them are. Of equally
/// near clusters the numbers of the units decide. First order, single linkage is `skater`. Loops and parallel edges say nothing.
/// Nothing bounds how much larger than the least the sum of squares can be; on 90,000 random maps of 12 units or fewer,
/// z-standardised, it was larger by at most 0.7 of the total, and the least on nine of ten.
/// If there can be no such regions, or no cut is left, `status` says so, see contiguous_regions.hpp.
/// \throws input_error if there are not n rows of attributes, naming unit and column if one is not finite or out of range;
///         option_error for no clusters, and for a floor or an amount that is negative or not finite; limit_error for full order
///         above most_units; cancelled on request
/// Complexity: first order O(m (p + log^2 m)) time and O(m + n p) memory, full order O(n^2 p) time and O(n^2) memory; then O(n p)
/// time for each cut at most.
/// Reference: Guo (2008), doi:10.1080/13658810701674970
template <undirected_graph_like G>
[[nodiscard]] contiguous_regions redcap(const G& contiguity, const unit_attributes& attributes, const redcap_options& options);

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] contiguous_regions redcap_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                           const redcap_options& options);

}  // namespace detail

template <undirected_graph_like G>
contiguous_regions redcap(const G& contiguity, const unit_attributes& attributes, const redcap_options& options) {
  const auto& snapshot = snapshot_of(contiguity);
  return detail::redcap_of(view_of(snapshot), attributes, options);
}

}  // namespace coopgraph
