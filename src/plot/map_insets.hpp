// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "plot/map_layout.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Rings that belong into one inset, each with its actor; those of one actor follow each other.
using inset_rings = std::vector<std::pair<std::size_t, const std::vector<position>*>>;

/// The islands in a frame of their own scale, its corner at 0, 0; `width` is that of the picture, in units.
[[nodiscard]] map_inset inset_of(std::size_t archipelago, const inset_rings& rings, int width);

/// Moves inset k to where it covers no outline and no point, and as few curves as can be, near the right edge at this height of
/// the picture; else below the picture, which grows. Labels stay out of it.
void place_inset(map_layout& on, std::size_t k, int height, label_scene& scene);

}  // namespace coopgraph::detail
