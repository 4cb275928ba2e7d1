// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// An arc that has room, and what it costs.
struct residual_price {
  vertex_id tail;
  vertex_id head;
  std::int64_t cost;
};

/// Potentials that are optimal within parts of a network and between them, but for sums that are beyond any cost of a path:
/// moved, part by part, to where no such sum is left. They are the distances to the parts from a vertex that is tied to each of
/// them for nothing. `part` is a vertex of the same part for each vertex but the last `potential` may have; `between` the arcs
/// with room from part to part, whose reduced costs are >= 0. Returns one for each vertex that has a part.
[[nodiscard]] std::vector<std::int64_t> joined_potentials(const std::vector<std::int64_t>& potential,
                                                          const std::vector<vertex_id>& part,
                                                          const std::vector<residual_price>& between, const execution& run);

}  // namespace coopgraph::detail
