// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/scaled_number.hpp>
#include <coopgraph/flow/flow_path.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

struct shortest_paths_options {
  travel arcs = travel::along;
  execution run = {};
};

/// The distances from one source and a tree of shortest paths.
struct shortest_path_tree {
  vertex_id source = no_vertex;
  std::vector<std::int64_t> units;                ///< exact: by vertex; the distance is units[v] * unit, 0 where not reached
  rational unit = 1;                              ///< that of the lengths; 1 for hops
  std::vector<double> rounded;                    ///< approximate: by vertex, the distance; 0 where not reached. Exact: empty
  std::vector<vertex_id> predecessor;             ///< by vertex: the one before it; no_vertex at the source and where not reached
  std::vector<edge_id> predecessor_edge;          ///< by vertex: the edge from there; no_edge likewise
  coopgraph::ties ties = coopgraph::ties::exact;  ///< approximate: sums of rounded lengths were compared as they are
  std::string why;                                ///< if approximate: why the lengths have no shared unit

  [[nodiscard]] bool reached(vertex_id v) const { return v == source || predecessor_edge[v] != no_edge; }
  /// 0 where not reached.
  [[nodiscard]] double distance(vertex_id v) const { return ties == ties::exact ? times(units[v], unit) : rounded[v]; }
  /// Nothing where v is not reached, or the lengths are rounded.
  [[nodiscard]] std::optional<scaled_number> exact_distance(vertex_id v) const;
  /// The shortest path of the tree, in the order of travel; travel::against: from the source against the arcs. Without vertices
  /// where v is not reached, the source alone at the source.
  /// \throws input_error if v is no vertex
  [[nodiscard]] flow_path path_to(vertex_id v) const;
};

/// The distances over edge lengths >= 0 from a source, d(v) = the least sum of lengths over the paths from it to v, and a tree
/// of shortest paths. Exact lengths are added and compared as whole numbers throughout.
///
/// Which tree does not depend on how vertices are called, on the number of threads or on the kernel: the edge into v is that of
/// least id among all edges (u, v) with d(u) < d(v) and d(u) + length = d(v). A vertex that only edges of length 0 tie to
/// others at its distance hangs on one of those by which it has the fewest such edges behind it, again of least id. So the
/// shortest of several parallel edges counts, of equal ones the first given; loops are on no path. Undirected edges are gone
/// through both ways.
///
/// Sources are searched in parallel; one may be listed twice. check_shortest_paths() of verify_paths.hpp proves a tree.
///
/// \throws input_error if a source is no vertex; if there is not one length for each edge, or one is negative (the edge is
///         named); if an exact distance is 2^63 units or more (dijkstra() of graph/dijkstra.hpp gives such ones as doubles), or
///         approximate lengths might leave the range of a double; cancelled on request
/// Complexity: O(m + n log n) time a source where lengths are of similar size, O(m log m) at worst; 20 bytes a vertex a source
///         for the result, up to 12 bytes an arc and 8 a vertex and thread beside it.
/// Reference: Dijkstra (1959), doi:10.1007/BF01386390; Denardo & Fox (1979), doi:10.1287/opre.27.1.161
template <graph_like G>
[[nodiscard]] shortest_path_tree shortest_paths(const G& graph, const edge_lengths& lengths, vertex_id source,
                                                const shortest_paths_options& options = {});
/// One tree for each source, in their order.
template <graph_like G>
[[nodiscard]] std::vector<shortest_path_tree> shortest_paths(const G& graph, const edge_lengths& lengths,
                                                             std::span<const vertex_id> sources,
                                                             const shortest_paths_options& options = {});
/// Every edge one hop.
template <graph_like G>
[[nodiscard]] shortest_path_tree shortest_paths(const G& graph, vertex_id source, const shortest_paths_options& options = {});
template <graph_like G>
[[nodiscard]] std::vector<shortest_path_tree> shortest_paths(const G& graph, std::span<const vertex_id> sources,
                                                             const shortest_paths_options& options = {});
/// From each vertex. Memory: 20 n^2 bytes.
template <graph_like G>
[[nodiscard]] std::vector<shortest_path_tree> shortest_paths_from_all(const G& graph, const edge_lengths& lengths,
                                                                      const shortest_paths_options& options = {});
template <graph_like G>
[[nodiscard]] std::vector<shortest_path_tree> shortest_paths_from_all(const G& graph, const shortest_paths_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// `lengths` null: hops.
[[nodiscard]] std::vector<shortest_path_tree> shortest_paths_of(const undirected_view& graph, const edge_lengths* lengths,
                                                                std::span<const vertex_id> sources,
                                                                const shortest_paths_options& options);
[[nodiscard]] std::vector<shortest_path_tree> shortest_paths_of(const directed_view& graph, const edge_lengths* lengths,
                                                                std::span<const vertex_id> sources,
                                                                const shortest_paths_options& options);

template <graph_like G>
std::vector<shortest_path_tree> shortest_paths_from_all(const G& graph, const edge_lengths* lengths,
                                                        const shortest_paths_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  std::vector<vertex_id> sources(view.vertices());
  std::iota(sources.begin(), sources.end(), vertex_id{0});
  return shortest_paths_of(view, lengths, sources, options);
}

}  // namespace detail

inline std::optional<scaled_number> shortest_path_tree::exact_distance(vertex_id v) const {
  if (!reached(v) || ties != ties::exact) return std::nullopt;
  return scaled_number{units[v], unit};
}

inline flow_path shortest_path_tree::path_to(vertex_id v) const {
  return detail::path_in_tree(source, predecessor, predecessor_edge, v);
}

template <graph_like G>
shortest_path_tree shortest_paths(const G& graph, const edge_lengths& lengths, vertex_id source,
                                  const shortest_paths_options& options) {
  return std::move(shortest_paths(graph, lengths, std::span<const vertex_id>(&source, 1), options).front());
}

template <graph_like G>
std::vector<shortest_path_tree> shortest_paths(const G& graph, const edge_lengths& lengths, std::span<const vertex_id> sources,
                                               const shortest_paths_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::shortest_paths_of(view_of(snapshot), &lengths, sources, options);
}

template <graph_like G>
shortest_path_tree shortest_paths(const G& graph, vertex_id source, const shortest_paths_options& options) {
  return std::move(shortest_paths(graph, std::span<const vertex_id>(&source, 1), options).front());
}

template <graph_like G>
std::vector<shortest_path_tree> shortest_paths(const G& graph, std::span<const vertex_id> sources,
                                               const shortest_paths_options& options) {
  const auto& snapshot = snapshot_of(graph);
  return detail::shortest_paths_of(view_of(snapshot), nullptr, sources, options);
}

template <graph_like G>
std::vector<shortest_path_tree> shortest_paths_from_all(const G& graph, const edge_lengths& lengths,
                                                        const shortest_paths_options& options) {
  return detail::shortest_paths_from_all(graph, &lengths, options);
}

template <graph_like G>
std::vector<shortest_path_tree> shortest_paths_from_all(const G& graph, const shortest_paths_options& options) {
  return detail::shortest_paths_from_all(graph, static_cast<const edge_lengths*>(nullptr), options);
}

}  // namespace coopgraph
