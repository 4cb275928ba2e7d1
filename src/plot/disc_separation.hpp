// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "plot/map_geometry.hpp"

#include <coopgraph/plot/force_layout.hpp>

#include <span>
#include <vector>

namespace coopgraph::detail {

/// Discs at these places (in tenths), pushed apart where they overlap, at last scaled up: any two are `gap` apart at least.
/// The first place is at (0, 0) of the box around all. O(rounds n k) for k discs in the strip of a disc's width.
[[nodiscard]] std::vector<map_disc> separated(std::vector<plane_point> at, std::span<const int> radius, int gap);

}  // namespace coopgraph::detail
