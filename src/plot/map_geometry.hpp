// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

namespace coopgraph::detail {

/// A place in a picture, in tenths of its unit, x to the right and y downwards. Whole numbers: no rounding can turn a comparison.
struct map_spot {
  int x = 0;
  int y = 0;

  friend bool operator==(const map_spot&, const map_spot&) = default;
};

struct map_box {
  int left = 0;
  int top = 0;
  int right = 0;
  int bottom = 0;

  friend bool operator==(const map_box&, const map_box&) = default;
};

struct map_line {
  map_spot from;
  map_spot to;

  friend bool operator==(const map_line&, const map_line&) = default;
};

/// A point as it is drawn.
struct map_disc {
  map_spot at;
  int radius = 0;

  /// The square around it, widened by `by` on each side.
  [[nodiscard]] map_box square(int by = 0) const noexcept {
    return {at.x - radius - by, at.y - radius - by, at.x + radius + by, at.y + radius + by};
  }
};

/// Twice the area of the triangle a, b, c: its sign is the side of c.
[[nodiscard]] std::int64_t turn(const map_spot& a, const map_spot& b, const map_spot& c) noexcept;
[[nodiscard]] map_box box_of(const map_line& line) noexcept;
/// Whether they share a place, borders included.
[[nodiscard]] constexpr bool meet(const map_box& a, const map_box& b) noexcept {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
/// Whether the first lies within the second.
[[nodiscard]] constexpr bool inside(const map_box& a, const map_box& b) noexcept {
  return a.left >= b.left && a.right <= b.right && a.top >= b.top && a.bottom <= b.bottom;
}
/// Whether they share more than a border.
[[nodiscard]] constexpr bool overlap(const map_box& a, const map_box& b) noexcept {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
/// Whether they share a place, ends included.
[[nodiscard]] bool touch(const map_line& a, const map_line& b) noexcept;
[[nodiscard]] bool touch(const map_line& line, const map_box& box) noexcept;

}  // namespace coopgraph::detail
