// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

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

/// Whether they share more than a border.
[[nodiscard]] bool overlap(const map_box& a, const map_box& b) noexcept;
/// Whether they share a place, ends included.
[[nodiscard]] bool touch(const map_line& a, const map_line& b) noexcept;
[[nodiscard]] bool touch(const map_line& line, const map_box& box) noexcept;

/// A label of a point. One that is not required is left out where there is no room beside its point.
struct label_wish {
  std::size_t point = 0;
  int width = 0;
  int height = 0;
  bool required = true;
  int weight = 1;  ///< of its distance from the point, beside the costs of the others
};

struct label_scene {
  map_box picture;
  std::vector<map_disc> points;
  std::vector<std::vector<map_spot>> curves;  ///< lines that a label had better not cover, as chains of straight pieces
  std::vector<label_wish> labels;             ///< the first ones choose first
};

struct label_place {
  map_box box;
  std::optional<map_line> leader = {};  ///< from the point to the box, where the box is not beside the point

  friend bool operator==(const label_place&, const label_place&) = default;
};

struct label_layout {
  std::vector<std::optional<label_place>> places;  ///< of each label, in their order; a required one always has one
  map_box picture;                                 ///< widened by the margins that were needed
};

/// Finds places so that no two labels overlap, none covers a point, and all are inside the picture: beside the point, else in
/// rings around it, else in a margin to the left or right (which may be longer than the picture). Each label takes the place
/// of the least cost (distance, lines covered, leaders crossed); then each in turn may take a better one, as long as the sum
/// of the costs falls. The same scene gives the same places.
/// \pre each label's point exists, and the points are inside the picture
/// Complexity: O(L C (P + S + L)) time for L labels with C candidates each, P points and S pieces of curves; most are pruned.
[[nodiscard]] label_layout place_labels(const label_scene& scene);

}  // namespace coopgraph::detail
