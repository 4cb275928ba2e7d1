// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/partition.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What the methods share that make contiguous regions: of ties contiguous_leiden.hpp and contiguous_infomap.hpp, of attributes
/// skater.hpp, redcap.hpp, ward_spatial.hpp, max_p_regions.hpp, azp.hpp and p_regions_exact.hpp. Units (provinces, districts) are
/// the vertices of an undirected contiguity graph whose edges join neighbours; loops and parallel edges say nothing more there.
/// A region is a set of units that is connected in it. A unit without neighbours is an island: a region of its own, of which no
/// floor is asked.
namespace coopgraph {

/// What is known of the units: a row for each, a column for each attribute.
struct unit_attributes {
  std::size_t columns = 1;     ///< >= 1
  std::vector<double> values;  ///< values[unit * columns + column]; 0 or a magnitude in [1e-100, 1e100]
};

/// What becomes of each column. A constant one becomes 0 throughout by any but `none`, and counts for nothing by any.
enum class standardization {
  none,  ///< as it is
  z,     ///< less its mean, by its standard deviation (over n, not n - 1)
  range  ///< less its least, by its greatest less its least
};

enum class island_policy {
  keep,                            ///< each is a region of its own
  attach_to_nearest_by_attributes  ///< each becomes a neighbour of the one unit with neighbours that is most like it
};

/// How unlike two rows are: of the differences, the sum of the squares, its root, or the sum of the magnitudes.
enum class region_dissimilarity { squared_euclidean, euclidean, manhattan };

/// What each region must reach. Amounts and floor are read as decimals and added exactly where they fit into 64 bits over a
/// shared unit; else in some 1e-17 of the largest, so that no region is below the floor.
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

/// An edge that island_policy::attach_to_nearest_by_attributes added.
struct attached_island {
  vertex_id island = no_vertex;
  vertex_id neighbour = no_vertex;

  friend bool operator==(const attached_island&, const attached_island&) = default;
};

/// Sums are over the standardised attributes. With x a unit's row, m_r the mean of its region and m the mean of all:
/// within = sum |x - m_r|^2, between = sum |m_r - m|^2, total = sum |x - m|^2 = within + between but for rounding.
struct contiguous_regions {
  region_status status = region_status::found;
  region_obstacle obstacle = region_obstacle::none;
  std::string why;                 ///< the obstacle as a sentence, with its numbers; empty if found
  coopgraph::partition partition;  ///< every cluster is connected. Not found: what came nearest; infeasible: the components
  region_dissimilarity dissimilarity = region_dissimilarity::squared_euclidean;
  std::string objective;    ///< the name of what was made small
  double value = 0.0;       ///< of the objective, the best that was found: the sum of the dissimilarities of x and m_r
  double within = 0.0;      ///< sum of squares
  double between = 0.0;     ///< sum of squares
  double total = 0.0;       ///< sum of squares
  bool optimal = false;     ///< proven: no regions as were asked for have a smaller value (more clusters, of max-p)
  std::uint32_t bound = 0;  ///< max-p: no partition has more clusters than that; else 0

  std::uint64_t seed = 0;      ///< where chance is used, else 0
  unsigned starts = 0;         ///< how often the search began anew; 0 where it does not
  unsigned best_start = 0;     ///< which found this
  std::uint64_t examined = 0;  ///< how many moves (a unit to another region) all searches looked at; 0 where there are none

  std::vector<vertex_id> islands;               ///< units without neighbours, sorted; each is a region of its own
  std::vector<attached_island> attached;        ///< islands that were given a neighbour, sorted; not in `islands`
  std::vector<std::uint32_t> constant_columns;  ///< which count for nothing, sorted
};

}  // namespace coopgraph
