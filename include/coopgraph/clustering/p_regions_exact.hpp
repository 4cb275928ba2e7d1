// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>

namespace coopgraph {

/// Above, p_regions_exact throws a limit_error.
inline constexpr std::size_t most_units_of_p_regions_exact = 14;

struct p_regions_exact_options {
  std::size_t clusters = 0;  ///< how many regions there are to be, in all components together; 0: as many as reach the floor
  region_floor floor = {};
  standardization standardize = standardization::z;
  island_policy islands = island_policy::keep;
  execution run = {};  ///< one thread is used
};

/// The p-regions problem, solved: of all divisions into so many connected regions that reach the floor one with the least within
/// sum of squares; without a number of clusters, of those into as many as there can be (max-p). What others find for few units is
/// held against it. `optimal` is true; `status` is never not_found. By dynamic programming over the sets of units. Loops and
/// parallel edges say nothing.
/// \throws limit_error above 14 units; input_error if there are not n rows of attributes, naming unit and column if one is not
///         finite or out of range; option_error for a floor or an amount that is negative or not finite; cancelled on request
/// Complexity: O(3^n n) time, O(2^n n) memory.
/// Reference: Duque, Church & Middleton (2011), doi:10.1111/j.1538-4632.2010.00810.x
template <undirected_graph_like G>
[[nodiscard]] contiguous_regions p_regions_exact(const G& contiguity, const unit_attributes& attributes,
                                                 const p_regions_exact_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] contiguous_regions p_regions_exact_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                                    const p_regions_exact_options& options);

}  // namespace detail

template <undirected_graph_like G>
contiguous_regions p_regions_exact(const G& contiguity, const unit_attributes& attributes,
                                   const p_regions_exact_options& options) {
  const auto& snapshot = snapshot_of(contiguity);
  return detail::p_regions_exact_of(view_of(snapshot), attributes, options);
}

}  // namespace coopgraph
