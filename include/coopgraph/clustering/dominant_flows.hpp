// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph {

struct dominant_flows_result {
  std::vector<vertex_id> dominant;     ///< by unit: the one that it depends on; no_vertex of a terminal
  std::vector<vertex_id> terminals;    ///< sorted: units that depend on none; those that send nothing to others are among them
  coopgraph::partition partition;      ///< each terminal with all that depend on it, directly or through others
  std::vector<std::uint32_t> depth;    ///< by unit: steps to its terminal, whose depth is 0
  std::vector<vertex_id> largest_to;   ///< by unit: where its largest flow goes, larger or not; no_vertex if it sends nothing
  std::vector<double> largest_flow;    ///< by unit: how much that is; 0 if it sends nothing
  std::vector<double> inflow;          ///< by unit: what it receives from all others, which is its size here
  coopgraph::ties ties = ties::exact;  ///< exact: flows were added and compared without rounding
  std::string why_approximate;         ///< empty if exact
};

/// Nodal regions by dominant flows: a unit depends on the unit to which its largest flow goes, if that one is larger: if it
/// receives more from all others together. A unit whose largest flow goes to one that is not larger is a terminal. As each step
/// leads to a larger unit, there are no cycles: every terminal is the root of a tree of those that depend on it.
/// Of equally large flows of a unit the one to the larger unit counts, of equally large ones that to the first; equal size is not
/// larger. Flows of a unit to itself are not looked at; parallel edges add up. Flows are compared exactly; only those that are
/// rounded or add up to more than 2^62 of their unit are rounded first, to about 2^-61 of their total.
/// \throws input_error if there is not one flow per edge, if one is negative, or if none is above 0
/// Complexity: O(n log n + m) time, O(n + m) memory.
/// Reference: Nystuen & Dacey (1961), doi:10.1007/BF01969070; only direct flows are counted, not those by way of others
template <directed_graph_like G>
[[nodiscard]] dominant_flows_result dominant_flows(const G& graph, const edge_strengths& flows);

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] dominant_flows_result dominant_flows_of(const directed_view& graph, const edge_strengths& flows);

}  // namespace detail

template <directed_graph_like G>
dominant_flows_result dominant_flows(const G& graph, const edge_strengths& flows) {
  const auto& snapshot = snapshot_of(graph);
  return detail::dominant_flows_of(view_of(snapshot), flows);
}

}  // namespace coopgraph
