// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "plot/map_geometry.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace coopgraph::detail {

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
  std::vector<map_box> closed = {};           ///< where no label may be
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

/// Finds places so that no two labels overlap, none covers a point or is where none may be, and all are inside the picture:
/// beside the point, else in rings around it, else in a margin to the left or right (which may be longer than the picture). Each
/// label takes the place of the least cost (distance, lines covered, leaders crossed); then each in turn may take a better one,
/// as long as the sum of the costs falls. The same scene gives the same places. \pre each label's point exists, and the points
/// are inside the picture Complexity: O(L C (P + S + L)) time for L labels with C candidates each, P points and S pieces of
/// curves; most are pruned.
[[nodiscard]] label_layout place_labels(const label_scene& scene);

}  // namespace coopgraph::detail
