// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/families.hpp"

#include <cstdint>

namespace coopgraph::bench {

/// The value of the greatest flow, capacities being the lengths: the graph with its reverse arcs (compressed rows, 64-bit
/// capacities, an undirected edge two arcs that are each other's reverse) is built, then solved.
[[nodiscard]] std::int64_t boost_boykov_kolmogorov(const input& on, vertex_id source, vertex_id target);
[[nodiscard]] std::int64_t boost_push_relabel(const input& on, vertex_id source, vertex_id target);

/// The capacity of a least cut of an undirected graph, from its list of edges, capacities being the lengths.
[[nodiscard]] std::int64_t boost_stoer_wagner(const input& on);

}  // namespace coopgraph::bench
