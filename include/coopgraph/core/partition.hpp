// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph {

/// Each vertex in one cluster. Labels are canonical: numbered 0, 1, … in the order in which they first appear by vertex, so
/// that equal partitions are equal values.
struct partition {
  std::vector<std::uint32_t> label;  ///< by vertex
  std::uint32_t clusters = 0;

  friend bool operator==(const partition&, const partition&) = default;
};

/// The partition whose clusters are the vertices with equal labels. \pre labels are below 2^32 - 1
/// Complexity: O(n log n) time, O(n) memory.
[[nodiscard]] inline partition make_partition(std::span<const std::uint32_t> labels) {
  std::vector<std::uint32_t> known(labels.begin(), labels.end());
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  constexpr std::uint32_t unseen = 0xffffffffU;
  std::vector<std::uint32_t> canonical(known.size(), unseen);

  partition p{std::vector<std::uint32_t>(labels.size()), 0};
  for (std::size_t v = 0; v < labels.size(); ++v) {
    const auto at = std::lower_bound(known.begin(), known.end(), labels[v]) - known.begin();
    std::uint32_t& name = canonical[static_cast<std::size_t>(at)];
    if (name == unseen) name = p.clusters++;
    p.label[v] = name;
  }
  return p;
}

}  // namespace coopgraph
