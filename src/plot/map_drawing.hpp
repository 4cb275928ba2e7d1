// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"
#include "plot/drawing.hpp"
#include "plot/map_layout.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph::detail {

// What all maps draw alike.

/// The outlines, and the far islands in their frames, each with the name that the language gives it. `fills` is by actor; empty:
/// all alike.
void draw_outlines(drawing& on, const map_layout& map, const words& say, const std::vector<markup>& fills = {});

/// The names, with lines to the points that are not beside them.
void draw_labels(drawing& on, const map_plan& plan, const map_layout& map);

/// An entry of the legend: a line, a point (with a text inside), or a line that ends in a point or a head.
struct map_key {
  std::optional<paint> line = {};
  bool head = false;
  std::optional<paint> point = {};
  int radius = 0;
  std::string inside = {};
  std::string text = {};
  bool new_row = false;
};
/// The legend below the picture; returns where it ends.
int draw_keys(drawing& on, const map_box& picture, const std::vector<map_key>& keys);

/// The head of an arrow on a line of this width that reaches its end along this way; returns where the line should end.
map_spot draw_head(drawing& on, const map_spot& tip, const map_spot& from, int line_width, const paint& how);
/// A spot on the way from `a` to `b`, at this distance before `b`.
[[nodiscard]] map_spot before(const map_spot& b, const map_spot& a, int distance);

/// "Not on the map …" for those without a place, each with what is said of it; empty: all have one.
[[nodiscard]] std::string note_of_placeless(const words& say, const std::vector<std::string>& names);
/// Why the outlines are not drawn.
[[nodiscard]] std::string note_of_incomplete(const words& say);
/// Adds a sentence to a note.
void add_sentence(std::string& note, const std::string& sentence);

}  // namespace coopgraph::detail
