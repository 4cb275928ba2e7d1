// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "plot/base_map.hpp"
#include "plot/label_placement.hpp"

#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/contiguity.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph::detail {

// All lengths are tenths of the picture's unit.

/// A label's type.
struct label_type {
  int size;    ///< of the font
  int ascent;  ///< from the top of its box to the line on which it stands
  int height;
  bool bold;
};
inline constexpr label_type large_label{140, 125, 165, true};
inline constexpr label_type plain_label{110, 100, 130, false};
inline constexpr label_type small_label{90, 82, 106, false};
inline constexpr label_type small_bold_label{90, 82, 106, true};

/// A point that a map may show, with its label.
struct map_mark {
  std::string name = {};
  std::optional<position> where = {};
  int radius = 0;
  label_type label = small_label;
  bool label_required = true;
  int label_weight = 1;     ///< of its distance from the point, beside those of the others
  std::size_t actor = 0;    ///< its position in the data, of which outlines are told apart as well
  std::string inside = {};  ///< stands in the point if that meets no other; else before the name, and the point is small
};

/// A line between two marks.
struct map_tie {
  std::size_t from = 0;
  std::size_t to = 0;
  int beside = 0;         ///< how many lines between the two are nearer to the straight one
  bool directed = false;  ///< bent to the right of its way; else away from the middle of the map
  bool straight = false;
};

/// A quadratic curve.
struct bow {
  map_spot from;
  map_spot control;
  map_spot to;

  friend bool operator==(const bow&, const bow&) = default;
};

/// The outline of a unit in the picture.
struct unit_shape {
  std::size_t actor = 0;
  std::vector<std::vector<map_spot>> rings = {};
  std::vector<map_spot> specks = {};  ///< what is too small for an area
};

/// Islands far from the rest, in a frame of their own scale.
struct map_inset {
  std::size_t archipelago = 0;
  map_box frame = {};
  std::vector<unit_shape> shapes = {};
};

/// What is to be drawn, and what the map is of.
struct map_plan {
  std::vector<map_mark> marks = {};
  std::vector<map_tie> ties = {};
  const std::vector<unit_outline>* outlines = nullptr;  ///< by actor; nothing or empty: none
  int width = 400;                                      ///< in units
};

struct placed_label {
  std::size_t mark = 0;
  std::string text = {};
  label_place place = {};
};

/// A map with everything in its place.
struct map_layout {
  std::vector<std::optional<map_disc>> discs = {};  ///< by mark
  std::vector<bool> crowded = {};                   ///< by mark: what stands inside of others is before its name
  std::vector<std::optional<bow>> bows = {};        ///< by tie; nothing: an end has no place, or both have the same
  std::vector<unit_shape> shapes = {};
  std::vector<map_inset> insets = {};
  std::vector<placed_label> labels = {};
  map_box picture = {};
  bool incomplete = false;  ///< the outlines are not drawn, for they lack islands
};

/// Observes only the names, places and outlines of the plan: which mark stands first matters to nothing but the order of results.
/// Complexity: that of place_labels(), and O(p) for p points of outlines.
[[nodiscard]] map_layout lay_out(const map_plan& plan);

/// \throws input_error if a place is not on the earth
void check_place(const char* function, const std::optional<position>& where);

}  // namespace coopgraph::detail
