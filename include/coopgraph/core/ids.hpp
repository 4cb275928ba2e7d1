// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <limits>

#ifdef __FAST_MATH__
#error "coopgraph: exact ties and equal results on every machine do not survive -ffast-math; compile without it"
#endif

namespace coopgraph {

/// A vertex is its index 0 … n-1.
using vertex_id = std::uint32_t;
/// An edge is its index 0 … m-1, in the order in which the edges were given.
using edge_id = std::uint64_t;

/// What stands where there is no vertex or no edge. No graph has this many.
inline constexpr vertex_id no_vertex = std::numeric_limits<vertex_id>::max();
inline constexpr edge_id no_edge = std::numeric_limits<edge_id>::max();

}  // namespace coopgraph
