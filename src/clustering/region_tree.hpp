// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/region_problem.hpp"
#include "clustering/region_watch.hpp"

#include <coopgraph/clustering/contiguous_regions.hpp>

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {

using tree_edge = std::pair<vertex_id, vertex_id>;

/// The edges that hold each component together at the least sum of dissimilarities; of equal ones those with the lower ends
/// first.
[[nodiscard]] std::vector<tree_edge> minimum_spanning_forest_of(const region_problem& problem, region_dissimilarity kind,
                                                                const region_watch& watch);

/// The regions by unit when edges of the forest are cut, each time the one that lowers the sum of the dissimilarities from the
/// regions' means most, of those that leave both sides at the floor, until there are so many regions or no such edge.
[[nodiscard]] std::vector<std::uint32_t> cut_forest(const region_problem& problem, const std::vector<tree_edge>& forest,
                                                    std::size_t clusters, region_dissimilarity kind, region_watch& watch);

}  // namespace coopgraph::detail
