// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/plot/force_layout.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// A connected graph without loops and parallel edges, each tie in the rows of both ends.
struct tie_lists {
  std::vector<std::size_t> offset = {0};  ///< n + 1
  std::vector<vertex_id> neighbour;       ///< within the component
  std::vector<double> strength;           ///< over the mean strength

  [[nodiscard]] std::size_t vertices() const noexcept { return offset.size() - 1; }
  [[nodiscard]] std::size_t degree(std::size_t v) const noexcept { return offset[v + 1] - offset[v]; }
};

/// The two main directions of the distances (in hops) to at most 50 pivots, each as far from those before as can be; the root
/// mean square distance from the middle is 1, and a hundredth of it is drawn by the seed, so that none coincide.
/// O(50 (n + m)) time. Reference: Brandes & Pich (2007), doi:10.1007/978-3-540-70904-6_6
[[nodiscard]] std::vector<plane_point> pivot_layout(const tie_lists& ties, std::uint64_t seed);

/// Moves the middle to (0, 0) and scales to this root mean square distance from it.
void scale_to(std::span<plane_point> points, double size);

}  // namespace coopgraph::detail
