// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "flow/contracted_graph.hpp"

#include <coopgraph/core/execution.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// The vertices of a graph in parts that least cuts separate, and a tree on the parts.
struct cut_parts {
  static constexpr std::uint32_t none = UINT32_MAX;

  struct edge {
    std::array<std::uint32_t, 2> ends;  // parts
    std::int64_t weight;
  };
  std::vector<std::uint32_t> part;  // by vertex
  std::uint32_t parts = 0;
  std::vector<edge> edges;  // without one the parts fall into the sides of a least cut between terminals of its two ends
};

/// Separates all terminals between which there is a cut below the bound: each part has a terminal, and more only where the bound
/// keeps them together. By contractions: a cell is the graph in which what lies beyond cuts found before is one vertex for each;
/// a flow between two of its terminals divides it in two. A terminal with the least degree is cut off next, from the terminal
/// with the greatest degree of those that are nearest: mostly its degree can flow, or the bound, and then the search ends early.
/// \pre connected, no parallel edges; one terminal or more
/// Reference: Gomory & Hu (1961), doi:10.1137/0109047
[[nodiscard]] cut_parts separate(const contracted_graph& graph, const std::vector<bool>& is_terminal, std::uint64_t bound,
                                 const execution& run);

}  // namespace coopgraph::detail
