// SPDX-License-Identifier: BSL-1.0
#pragma once

// Distances on the globe with the same bits on every machine: made of + - * / and square roots alone (elementary.hpp says why).

#include <coopgraph/core/position.hpp>

namespace coopgraph::detail {

inline constexpr double earth_radius_km = 6371.0088;  ///< the mean radius

/// Sine and cosine of an angle in degrees, within 2e-16; exact at multiples of 90. \pre |degrees| <= 1e6
[[nodiscard]] double sine_of_degrees(double degrees);
[[nodiscard]] double cosine_of_degrees(double degrees);

/// The angle in [0, pi] whose sine and cosine stand in the proportion of y to x, within 1e-15 of its size. \pre y, x >= 0, one
/// above
[[nodiscard]] double arc_tangent(double y, double x);

struct unit_vector {
  double x = 0.0;
  double y = 0.0;
  double z = 0.0;
};
[[nodiscard]] unit_vector on_sphere(const position& p);

/// The angle between two directions in radians, within 1e-15 whether they are near or opposite.
[[nodiscard]] double angle_between(const unit_vector& a, const unit_vector& b);

[[nodiscard]] inline double great_circle_km(const unit_vector& a, const unit_vector& b) {
  return earth_radius_km * angle_between(a, b);
}

}  // namespace coopgraph::detail
