// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/partition.hpp>
#include <coopgraph/model/network.hpp>

#include <string>
#include <vector>

namespace coopgraph::detail {

/// The actors by official regions that do not overlap.
struct regions_apart {
  partition groups;                ///< by actor; those in no region make up one more
  std::vector<std::string> names;  ///< group -> region; empty: in none
  std::vector<region_id> taken;    ///< the regions, in the order of the dataset
  std::size_t regions = 0;         ///< that the dataset names, taken or not
};

/// Takes each region in the order of the dataset, unless one of its members is in a region that is taken already; regions
/// without members are passed over.
[[nodiscard]] regions_apart disjoint_regions(const network& from);

}  // namespace coopgraph::detail
