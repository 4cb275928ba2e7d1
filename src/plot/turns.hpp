// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "plot/map_geometry.hpp"

#include <cstdint>

namespace coopgraph::detail {

/// A full turn. Angles are whole parts of it, clockwise from the top, so that no rounding can turn a comparison.
inline constexpr std::int64_t full_turn = 10'000'000;

/// Where an angle lies on the circle of radius 1: x to the right, y downwards; within 1e-14, the same bits everywhere.
struct heading {
  double x = 0.0;
  double y = 0.0;
};
[[nodiscard]] heading heading_of(std::int64_t angle);

/// The spot at an angle on a circle, rounded to tenths.
[[nodiscard]] map_spot spot_at(const map_spot& centre, int radius, std::int64_t angle);

}  // namespace coopgraph::detail
