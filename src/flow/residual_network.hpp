// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>

#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// Half of an edge in the residual network: what can still be pushed to `head`. 16 bytes, four to a cache line.
struct residual_arc {
  vertex_id head;
  std::uint32_t reverse;  // the other half, in the row of head
  std::uint64_t room;     // up to twice a capacity below 2^63: both directions of an undirected edge
};

/// The arcs of v are arcs[first[v]] … arcs[first[v + 1] - 1]. Sources and targets have none: what their edges can carry stands at
/// the other ends.
struct residual_network {
  std::vector<std::uint32_t> first;
  std::vector<residual_arc> arcs;
  std::vector<std::int64_t> supply;  // by vertex: what the sources can still send here; below 0: what the targets can still
                                     // take. Empty where the solver keeps it elsewhere
};

/// What a vertex is to the solver: any number are sources or targets.
enum class terminal : std::uint8_t { none, source, target };

}  // namespace coopgraph::detail
