// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/model/network.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// Shares and indices rounded to hundredths: more digits would pretend to be surer than runs can be.
[[nodiscard]] double to_hundredths(double x);

/// The official regions, in the order of the network.
[[nodiscard]] cover regions_as_cover(const network& from);

/// Clusters of at least two, numbered from 1 for people: an actor without ties is no cluster.
struct shown_clusters {
  std::vector<std::vector<vertex_id>> members;  ///< by cluster of the partition
  std::vector<std::int64_t> number;             ///< 0: not shown
  std::int64_t count = 0;
};
[[nodiscard]] shown_clusters shown_of(const partition& parts);

}  // namespace coopgraph::detail
