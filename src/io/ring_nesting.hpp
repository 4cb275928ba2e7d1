// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/contiguity.hpp>

#include <cstddef>
#include <vector>

namespace coopgraph::detail {

/// One part of an outline: an outer ring and its holes, by their places in the outline.
struct outline_part {
  std::size_t outer = 0;
  std::vector<std::size_t> holes;
};

/// Which rings of an outline are holes of which: a ring inside one other is its hole, a ring inside a hole is an outer ring
/// again. Parts follow the order of their outer rings. Rings may touch; of such as cross each other something is made. Lines
/// between points are taken as straight in degrees. Complexity: O(p log p) for p points (a sweep from west to east).
[[nodiscard]] std::vector<outline_part> parts_of(const unit_outline& outline);

/// A point inside the outline, not in a hole, at half the height of the ring that encloses most and between its sides; of an
/// outline without an area its first point. \pre it has a point Complexity: O(p log p).
[[nodiscard]] position point_inside(const unit_outline& outline);

}  // namespace coopgraph::detail
