// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "flow/contracted_graph.hpp"
#include "flow/cut_cells.hpp"

#include <coopgraph/core/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// What the pieces of a piece begin with.
struct progress_of_bounds {
  std::int64_t bound = 0;
  std::size_t share = 2;
};

/// Vertices of the graph that are not yet separated from each other; what lies beyond each cut found is one vertex more.
struct piece {
  contracted_graph graph;
  std::vector<vertex_id> name = {};      // by vertex: of the graph; no_vertex: it lies beyond a cut
  std::vector<std::uint32_t> edge = {};  // by vertex: the edge of the tree whose cut it lies beyond; cut_parts::none
  std::int64_t bound = 0;                // no cut below it separates the vertices of the graph
  std::size_t share = 2;                 // of the bounds the next one to be tried
};

/// The pieces of the parts that have several vertices of the graph. Edge e of the parts' tree is edge first_edge + e of the whole
/// tree. In a piece an edge of the old one between two other parts is an edge, too, where the way between these in the parts'
/// tree leads through its own: between what lies beyond the cuts at either side.
[[nodiscard]] std::vector<piece> pieces_of(const piece& from, const cut_parts& found, std::uint32_t first_edge,
                                           const progress_of_bounds& reached, stop_pace& pace);

}  // namespace coopgraph::detail
