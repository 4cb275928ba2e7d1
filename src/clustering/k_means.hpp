// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// Points to group.
struct weighted_points {
  std::size_t dimensions = 0;
  std::span<const double> position;  ///< of point i from [i dimensions]
  std::span<const double> weight;    ///< by point, above 0

  [[nodiscard]] std::size_t size() const noexcept { return weight.size(); }
};

struct k_means_result {
  std::vector<std::uint32_t> label;  ///< by point, below `clusters`; none is empty
  std::size_t steps = 0;
};

/// Lloyd's steps from centres drawn by k-means++: each with a chance proportional to weight and squared distance from those
/// drawn before. They end when no more than a label in 1000 changes, or after 300. A cluster left empty takes the
/// point farthest from its centre. Drawn by (seed, start). Of equally near centres the first counts.
/// Complexity: O(n k d) time a step, O(n + k d) memory.
/// Reference: Arthur & Vassilvitskii (2007), SODA 1027-1035; Lloyd (1982), doi:10.1109/TIT.1982.1056489
/// \pre 1 <= clusters <= the number of points
[[nodiscard]] k_means_result k_means(thread_pool& pool, const weighted_points& points, std::size_t clusters, std::uint64_t seed,
                                     std::uint64_t start);

}  // namespace coopgraph::detail
