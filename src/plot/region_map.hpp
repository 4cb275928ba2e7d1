// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/markup.hpp>
#include <coopgraph/plot/tie_map.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// Regions at the places of their members, as inline SVG in the style of tie_map: each point has the number and one of seven
/// colours of its region, 0 being none, and the ties of the data are drawn in the colour of the region at their first end.
/// Names stand where there is room. \pre one number >= 0 for each point
[[nodiscard]] escaped region_map(const tie_map_data& data, const std::vector<std::int64_t>& region);

}  // namespace coopgraph::detail
