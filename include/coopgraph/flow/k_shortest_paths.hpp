// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph {

struct k_shortest_paths_options {
  travel arcs = travel::along;
  execution run = {};  ///< one thread is used, whatever `threads` says
};

struct k_shortest_paths_result {
  std::vector<flow_path> paths;                   ///< the shortest first
  std::vector<std::int64_t> units;                ///< exact: by path; its length is units[i] * unit
  rational unit = 1;                              ///< that of the lengths
  std::vector<double> rounded;                    ///< approximate: by path, its length; else empty
  bool all = false;                               ///< whether there is no path besides these
  coopgraph::ties ties = coopgraph::ties::exact;  ///< approximate: the lengths themselves are rounded
  std::string why;                                ///< if approximate: why the lengths have no shared unit

  [[nodiscard]] double length(std::size_t i) const { return ties == ties::exact ? times(units[i], unit) : rounded[i]; }
};

/// The k shortest paths from source to target that meet no vertex twice, lengths >= 0, in a fixed order: by length, then
/// lexicographically by the ids of their edges from the source on. Paths differ if their edges do: of parallel edges each makes
/// paths of its own; loops are on none. Between source and source there is one path, without edges. Undirected edges are gone
/// through both ways.
///
/// Lengths are added as whole numbers in 128 bits. Rounded lengths are taken as the doubles that they are, to whole multiples of
/// 2^-126 of what the longest path could measure, so that their sums are not rounded again.
///
/// Each path but the first leaves an earlier one at some vertex; the best one of each way to leave is found by a search that is
/// guided by the distances to the target and ends where it can no longer be among the k.
///
/// check_k_shortest_paths() of verify_paths.hpp checks all but that no path is missing.
///
/// \throws input_error if source or target is no vertex; if there is not one length for each edge, or one is negative (the edge
/// is
///         named); if k is 0; if a path's exact length is 2^63 units or more; cancelled on request
/// Complexity: O(k n (m + n log n)) time at worst, O(n + m + k n) memory.
/// Reference: Yen (1971), doi:10.1287/mnsc.17.11.712; Lawler (1972), doi:10.1287/mnsc.18.7.401; Hershberger, Maxel & Suri (2007),
/// doi:10.1145/1290672.1290682
template <graph_like G>
[[nodiscard]] k_shortest_paths_result k_shortest_paths(const G& graph, const edge_lengths& lengths, vertex_id source,
                                                       vertex_id target, std::size_t k,
                                                       const k_shortest_paths_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

[[nodiscard]] k_shortest_paths_result k_shortest_paths_of(const undirected_view& graph, const edge_lengths& lengths,
                                                          vertex_id source, vertex_id target, std::size_t k,
                                                          const k_shortest_paths_options& options);
[[nodiscard]] k_shortest_paths_result k_shortest_paths_of(const directed_view& graph, const edge_lengths& lengths,
                                                          vertex_id source, vertex_id target, std::size_t k,
                                                          const k_shortest_paths_options& options);

}  // namespace detail

template <graph_like G>
k_shortest_paths_result k_shortest_paths(const G& graph, const edge_lengths& lengths, vertex_id source, vertex_id target,
                                         std::size_t k, const k_shortest_paths_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::k_shortest_paths_of(view_of(snapshot), lengths, source, target, k, options);
}

}  // namespace coopgraph
