// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/words.hpp"
#include "plot/map_geometry.hpp"

#include <coopgraph/core/position.hpp>
#include <coopgraph/graph/contiguity.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace coopgraph::detail {

/// A group of islands that no map of Viet Nam leaves out: every ring of it lies in this box.
struct archipelago {
  double west;
  double east;
  double south;
  double north;
  phrase name;
};
inline constexpr std::array<archipelago, 2> archipelagos{{{111.0, 113.2, 15.3, 17.3, {"Hoàng Sa Islands", "QĐ. Hoàng Sa"}},
                                                          {110.0, 117.9, 6.0, 12.1, {"Trường Sa Islands", "QĐ. Trường Sa"}}}};

/// The archipelago in whose box all points of the ring lie.
[[nodiscard]] std::optional<std::size_t> archipelago_of(const std::vector<position>& ring);
[[nodiscard]] bool within(const archipelago& a, const position& p) noexcept;

/// Whether a unit holds a place, by the crossings of its rings.
[[nodiscard]] bool holds(const unit_outline& unit, const position& p) noexcept;

/// Whether these outlines may be drawn: they are no map of Viet Nam, or have a ring in each archipelago. They are one if a unit
/// holds Đà Nẵng or Khánh Hòa, to which the islands belong, or if one holds Hà Nội and a point lies south of 11° N at Viet
/// Nam's longitudes.
[[nodiscard]] bool is_whole(const std::vector<unit_outline>& outlines);

/// \throws input_error unless there are none, or one for each of the `units`, each point on the earth
void check_outlines(const char* function, const std::vector<unit_outline>& outlines, std::size_t units);

/// Degrees to tenths of the picture's unit: equirectangular, true at the middle latitude, and cut where nothing is for the
/// longest way around the earth.
class map_scale {
 public:
  /// What is to be seen: points one by one, outlines as a whole. Each costs the same, however many there were before.
  void take(const position& p);
  [[nodiscard]] bool empty() const noexcept { return empty_; }

  /// Fits what was taken into `width` less `side` on both sides, in units; no more than `tallest` high.
  void fit(double width, double side, double head, double least_height, double tallest);

  [[nodiscard]] map_spot operator()(const position& p) const;
  [[nodiscard]] int height() const noexcept { return height_; }

 private:
  [[nodiscard]] double east_of(double lon) const { return (lon < west_ ? lon + 360.0 - west_ : lon - west_) * shrink_; }
  void cut();

  struct span {
    double low = 0.0;
    double high = 0.0;
    bool used = false;
  };
  std::vector<span> spans_ = std::vector<span>(3601);  // of longitudes, a tenth of a degree each
  bool empty_ = true;
  double south_ = 90.0;
  double north_ = -90.0;
  double west_ = 0.0;
  double shrink_ = 1.0;
  double scale_ = 0.0;
  double left_ = 0.0;
  double top_ = 0.0;
  int height_ = 0;
};

/// A ring in the picture: points on the same tenth are one. Fewer than three spots are no area.
[[nodiscard]] std::vector<map_spot> ring_of(const std::vector<position>& ring, const map_scale& scale);

}  // namespace coopgraph::detail
