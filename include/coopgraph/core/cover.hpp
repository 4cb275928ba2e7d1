// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/partition.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph {

/// Stands where there is no cluster.
inline constexpr std::uint32_t no_cluster = 0xffffffffU;

/// That a vertex belongs to a cluster of a cover, and how far.
struct cover_member {
  vertex_id vertex = 0;
  double degree = 1.0;  ///< in (0, 1]

  friend bool operator==(const cover_member&, const cover_member&) = default;
};

/// Sets of vertices that may overlap, nest and leave vertices out. Each cluster is sorted by vertex and holds none twice.
struct cover {
  std::size_t vertices = 0;                         ///< of the graph, those in no cluster as well
  std::vector<std::vector<cover_member>> clusters;  ///< may be empty

  friend bool operator==(const cover&, const cover&) = default;
};

/// The clusters of a partition as a cover: cluster i holds the vertices of label i. \pre labels are below p.clusters
/// Complexity: O(n) time and memory.
[[nodiscard]] inline cover make_cover(const partition& p) {
  cover c{p.label.size(), std::vector<std::vector<cover_member>>(p.clusters)};
  for (std::size_t v = 0; v < p.label.size(); ++v) c.clusters[p.label[v]].push_back({static_cast<vertex_id>(v), 1.0});
  return c;
}

}  // namespace coopgraph
