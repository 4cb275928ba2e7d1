// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/partition.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph {

/// What the one-to-one matching of clusters and regions makes as great as it can: the sum of the Jaccard indices of the pairs, or
/// the vertices that the pairs share. Where regions nest, the latter gives a cluster to a region many times its size.
enum class match_by { jaccard, members };

struct region_match_options {
  match_by by = match_by::jaccard;
  double least_degree = 0.0;  ///< in [0, 1]: who belongs to a region to a lesser degree does not belong to it
  execution run = {};
};

/// How many members a cluster and a region share.
struct region_overlap {
  std::uint32_t region = 0;
  std::uint32_t members = 0;  ///< above 0

  friend bool operator==(const region_overlap&, const region_overlap&) = default;
};

/// The counterpart with the greatest Jaccard index (of equal ones the first), and how well cluster and region fit.
struct best_counterpart {
  std::uint32_t index = no_cluster;  ///< no_cluster: nothing is shared with any (so for regions everywhere here)
  double precision = 0.0;            ///< shared members / members of the cluster
  double recall = 0.0;               ///< shared members / members of the region
  double jaccard = 0.0;              ///< shared members / members of either

  friend bool operator==(const best_counterpart&, const best_counterpart&) = default;
};

/// What would have to change at a vertex for the clusters to be the regions that they are matched with.
struct region_mover {
  vertex_id vertex = 0;
  std::uint32_t from = no_cluster;  ///< the cluster that it leaves; no_cluster: it stays in its own and joins another
  std::uint32_t to = no_cluster;    ///< the region that it goes to; no_cluster: none holds it

  friend bool operator==(const region_mover&, const region_mover&) = default;
};

struct region_match_result {
  std::vector<std::vector<region_overlap>> overlaps;  ///< by cluster: the regions that it shares members with, ascending
  std::vector<std::uint32_t> cluster_members;         ///< by cluster
  std::vector<std::uint32_t> region_members;          ///< by region
  std::vector<std::uint32_t> in_no_region;            ///< by cluster: members that are in no region
  std::vector<best_counterpart> best_region;          ///< by cluster
  std::vector<best_counterpart> best_cluster;         ///< by region
  std::vector<std::uint32_t> region_of;               ///< by cluster: the region that it is matched with, or no_cluster
  std::vector<std::uint32_t> cluster_of;              ///< by region: alike
  std::vector<region_mover> movers;                   ///< sorted by vertex, then by region
  std::size_t moved = 0;                              ///< vertices among the movers
  std::vector<std::vector<std::uint32_t>> made_of;    ///< by region: the clusters whose union it is; none if it is no union
  std::vector<std::vector<std::uint32_t>> within;     ///< by region: the others that hold all its members, ascending
};

/// Sets a partition that was found beside official regions, which may overlap, nest and leave vertices out: who sits where, which
/// region each cluster comes nearest to and the reverse, and who would have to move.
/// Movers follow the matching: a vertex that is in the region of its cluster stays; else it leaves its cluster. It goes to each
/// region that holds it and is matched with another cluster; where it leaves and there is none, to the first region without a
/// cluster that holds it. A vertex of a cluster without a region moves only if it goes to some. On partitions, and matched by
/// members, `moved` is the fewest that must move (match_labels()).
/// Jaccard indices are compared exactly; for the matching they are rounded down to multiples of 2^-48.
/// \throws input_error unless both are of the same vertices, labels are below `clusters`, and regions are a cover (see `cover`);
///         option_error; cancelled on request
/// Complexity: O(M log M + k c log c + the sum over the vertices of (regions that it is in)^2) time for M memberships, k clusters
/// and the c <= M pairs that share a vertex (the middle term in practice far less), O(n + M) memory and what is returned.
/// Reference: Kuhn (1955), doi:10.1002/nav.3800020109
[[nodiscard]] region_match_result match_regions(const partition& found, const cover& regions,
                                                const region_match_options& options = {});

}  // namespace coopgraph
