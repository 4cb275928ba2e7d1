// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/ensemble.hpp>
#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/partition.hpp>

namespace coopgraph {

struct membership_options {
  double least_degree = 0.1;  ///< (0, 1]: who belongs to a cluster to a lesser degree is no member of it
};

/// Clusters that overlap, from many partitions of the same vertices: each cluster of `clusters` (the consensus of an ensemble, or
/// regions that were given) holds all who are often together with its members. The degree to which v belongs to cluster C is the
/// mean, over the members u of C other than v, of the share of the partitions in which u and v are together; of a cluster of v
/// alone, the share in which v is alone. So the degrees of a vertex need not add up to 1, and may all be below `least_degree`:
/// then it is in none. Cluster i of the cover is the cluster of label i; overlapping_compare.hpp and region_match.hpp compare
/// covers with official regions that overlap, too. \throws input_error unless `clusters` has as many vertices as the partitions,
/// of which there are some, and labels below the
///         number of its clusters; option_error unless `least_degree` is in (0, 1]
/// Complexity: O(n (n + runs) + pairs together) time, O(n) memory besides the result.
/// Reference: Lancichinetti & Fortunato (2012), doi:10.1038/srep00336, of the shares
[[nodiscard]] cover membership_cover(const co_assignments& together, const partition& clusters,
                                     const membership_options& options = {});

}  // namespace coopgraph
