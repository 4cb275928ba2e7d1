// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "plot/label_placement.hpp"

#include <coopgraph/plot/tie_map.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {

// All lengths are tenths of the picture's unit; the font sizes are those of tie_map_style.

/// How a kind of point and its label are drawn.
struct look {
  markup name;
  int radius;
  int font;
  int ascent;
  int height;
};
constexpr look look_of(map_point_kind kind) {
  switch (kind) {
    case map_point_kind::observed:
      return {"observed", 60, 140, 125, 165};
    case map_point_kind::tied:
      return {"tied", 32, 110, 100, 130};
    case map_point_kind::other:
      break;
  }
  return {"other", 18, 90, 82, 106};
}

/// The points that have a place, and where they are drawn.
struct ground {
  std::vector<std::size_t> shown;                // of the data
  std::vector<std::optional<std::size_t>> disc;  // data -> disc
  std::vector<map_disc> discs;
  map_box picture;
};

/// A quadratic curve.
struct bow {
  map_spot from;
  map_spot control;
  map_spot to;
};

/// The widths of lines: one step for each weight if there are at most three, else thirds of the largest.
class width_scale {
 public:
  explicit width_scale(const std::vector<tie_map_data::tie>& ties);
  [[nodiscard]] std::size_t step(double weight) const {
    std::size_t k = 0;
    while (k + 1 < upto_.size() && weight > upto_[k]) ++k;
    return k;
  }
  [[nodiscard]] std::size_t size() const { return upto_.size(); }
  /// What the legend says of step k.
  [[nodiscard]] std::string text(std::size_t k, const std::string& unit) const;

 private:
  std::vector<double> upto_;
  bool thirds_ = false;
};

/// A map with everything in its place.
struct map_layout {
  const tie_map_data& data;
  ground places;
  width_scale widths;
  std::vector<std::pair<std::size_t, bow>> bows = {};  // tie of the data, in its order
  std::vector<std::size_t> labelled = {};              // label -> disc
  std::vector<std::string> texts = {};                 // of the labels
  std::vector<int> label_widths = {};
  label_layout layout = {};
};

/// Points have the radius of their kind, but at least `least_radius`.
/// \throws as tie_map()
[[nodiscard]] map_layout lay_out(const tie_map_data& data, const tie_map_options& options, int least_radius = 0);

}  // namespace coopgraph::detail
