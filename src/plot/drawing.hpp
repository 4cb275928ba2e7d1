// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "plot/map_geometry.hpp"
#include "plot/palette.hpp"

#include <coopgraph/core/markup.hpp>
#include <coopgraph/plot/figure.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coopgraph::detail {

// All lengths are tenths of the picture's unit.

/// How an area or a line is drawn.
struct paint {
  markup fill = "none";
  markup stroke = "none";
  int width = 10;        ///< of the line
  markup dash = "";      ///< "4 3"; empty: drawn through
  int opacity = 100;     ///< per cent, of all of it
  bool rounded = false;  ///< the ends of the line
};

/// What an element stands for: a page's script finds it by this, and the tooltip is shown where one points at it.
struct meaning {
  std::optional<std::size_t> actor = {};                        ///< position of the vertex
  std::optional<std::pair<std::size_t, std::size_t>> tie = {};  ///< positions of its ends
  std::string tooltip = {};                                     ///< empty: none
};

enum class text_anchor { start, middle, end };

/// How a text is drawn. Its height above the line is about its size, below it a quarter.
struct text_look {
  int size = 110;
  text_anchor anchor = text_anchor::start;
  bool bold = false;
  bool upwards = false;  ///< turned by 90 degrees, read from below
  bool halo = false;     ///< a white seam, for texts on lines
  markup fill = palette::ink;
};

/// The width for which a text is planned, bold or not, and to which it is pinned.
[[nodiscard]] int planned_width(std::string_view text, const text_look& look);
/// The room that a text takes whose line begins (or has its middle, or ends) at a spot.
[[nodiscard]] map_box room_of(const map_spot& at, std::string_view text, const text_look& look);

/// The outline of an area, or a line.
class outline {
 public:
  outline& move(const map_spot& to) { return step("M", {to}); }
  outline& line(const map_spot& to) { return step("L", {to}); }
  outline& curve(const map_spot& control, const map_spot& to) { return step("Q", {control, to}); }
  outline& curve(const map_spot& first, const map_spot& second, const map_spot& to) { return step("C", {first, second, to}); }
  /// A piece of a circle of this radius, at most half of it; clockwise or against.
  outline& arc(int radius, const map_spot& to, bool clockwise);
  outline& close();

  [[nodiscard]] const escaped& path() const noexcept { return path_; }
  [[nodiscard]] const map_box& box() const noexcept { return box_; }  ///< holds the controls, too

 private:
  outline& step(markup letter, std::initializer_list<map_spot> spots);
  void take(const map_spot& spot);

  escaped path_;
  map_box box_;
  bool begun_ = false;
};

/// A picture while it is drawn. It remembers how far all that was drawn reaches, so that nothing is cut off.
class drawing {
 public:
  void line(const map_line& at, const paint& how, const meaning& what = {});
  void rectangle(const map_box& at, const paint& how, const meaning& what = {}, int corner = 0);
  void circle(const map_disc& at, const paint& how, const meaning& what = {});
  void shape(const outline& at, const paint& how, const meaning& what = {});
  void text(const map_spot& at, std::string_view content, const text_look& look = {}, const meaning& what = {});
  /// Several lines below each other, the first at `at`; returns the first y below them.
  int lines(const map_spot& at, std::string_view content, int width, const text_look& look = {});
  /// Room that belongs to the picture though nothing is drawn there.
  void reserve(const map_box& room);

  /// All that was drawn so far. \pre something was
  [[nodiscard]] const map_box& extent() const noexcept { return extent_; }

  /// The figure: `kind` is the class beside "figure"; the picture's edge is `margin` outside of what was drawn.
  [[nodiscard]] figure finish(markup kind, figure head, int margin = 40) const;

 private:
  void begin(markup name, const meaning& what);
  void looks(const paint& how);
  void end(markup name, const meaning& what);

  escaped body_;
  map_box extent_;
  bool empty_ = true;
};

/// \throws option_error unless `id` is a letter, then letters, digits, '-' and '_'
void check_id(const char* function, const std::string& id);
/// \throws option_error unless `value` is in [low, high]
void check_range(const char* function, const char* option, int value, int low, int high);
/// \throws input_error unless `value` is finite and at least 0
void check_amount(const char* function, const std::string& what, double value);

/// A picture with one sentence in it, for data with nothing to draw.
[[nodiscard]] figure picture_of_nothing(markup kind, figure head, const std::string& sentence, int width);

}  // namespace coopgraph::detail
