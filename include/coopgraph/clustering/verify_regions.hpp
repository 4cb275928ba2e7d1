// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph {

/// What the regions were asked for with.
struct check_regions_options {
  std::size_t clusters = 0;  ///< 0: no number was given
  region_floor floor = {};
  standardization standardize = standardization::z;
};

/// Which promises of contiguous_regions a result breaks, each as a sentence; none: it is sound. Each unit has a canonical label;
/// each region is connected in the contiguity graph with the attached islands; `islands` are the units without neighbours there,
/// and what is attached had none before; within, between, total and value, summed anew, are as stated within a relative 1e-9 of
/// the total; the constant columns are those stated. Found: there are as many regions as asked for, and all but islands reach the
/// floor within a relative 1e-12; not_found: that too, but fewer regions. Optimality is not checked, nor infeasibility. Shares no
/// code with the methods.
/// \throws input_error if there are not n rows of attributes; option_error if there is not one amount a unit, or none at all
/// Complexity: O(n p + m) time and memory.
template <undirected_graph_like G>
[[nodiscard]] std::vector<std::string> check_regions(const G& contiguity, const unit_attributes& attributes,
                                                     const contiguous_regions& result, const check_regions_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] std::vector<std::string> check_regions_of(const undirected_view& contiguity, const unit_attributes& attributes,
                                                        const contiguous_regions& result, const check_regions_options& options);

}  // namespace detail

template <undirected_graph_like G>
std::vector<std::string> check_regions(const G& contiguity, const unit_attributes& attributes, const contiguous_regions& result,
                                       const check_regions_options& options) {
  const auto& snapshot = snapshot_of(contiguity);
  return detail::check_regions_of(view_of(snapshot), attributes, result, options);
}

}  // namespace coopgraph
