// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>

#include <vector>

/// What the methods share that make contiguous regions: contiguous_leiden.hpp and contiguous_infomap.hpp. Units (provinces,
/// districts) are the vertices of an undirected contiguity graph whose edges join neighbours; loops and parallel edges say
/// nothing more there. A region is a set of units that is connected in it. A unit without neighbours is an island: a region of
/// its own, of which no floor is asked.
namespace coopgraph {

/// What each region must reach.
struct region_floor {
  double least = 0.0;                ///< finite, >= 0: of the sum over a region's units
  std::vector<double> amounts = {};  ///< by unit, as population: finite, >= 0; none: each unit counts 1
};

enum class region_status {
  found,       ///< the regions are as was asked
  infeasible,  ///< there are no such regions, see `obstacle`
  not_found    ///< the method found none, which does not prove that there are none
};

enum class region_obstacle {
  none,
  floor_too_high,                  ///< all units together do not reach so many floors
  component_below_floor,           ///< a component of several units does not reach the floor
  fewer_clusters_than_components,  ///< each component is a region at least
  more_clusters_than_units,
  no_cut_keeps_floor  ///< status not_found: whatever was tried, some region would be below the floor
};

}  // namespace coopgraph
