// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/contiguous_regions.hpp>
#include <coopgraph/core/ids.hpp>

#include <string>
#include <vector>

namespace coopgraph {

/// Whether regions are as was asked, and what shows it without the search that made them.
struct region_evidence {
  region_status status = region_status::found;
  region_obstacle obstacle = region_obstacle::none;
  std::string why;                  ///< the obstacle as a sentence, with its numbers; empty if found
  std::vector<vertex_id> in_way;    ///< the units of the first component that stands in the way, sorted; none: no single one does
  std::vector<vertex_id> islands;   ///< units without neighbours, sorted; each is a region of its own
  std::vector<double> amounts;      ///< by region: the sum of the floor's amounts of its units; without amounts their number
  std::vector<vertex_id> next_hop;  ///< by unit: a neighbour in its region that is a step nearer to the region's first unit;
                                    ///< no_vertex of that unit itself. To follow them shows that the region is connected
};

}  // namespace coopgraph
