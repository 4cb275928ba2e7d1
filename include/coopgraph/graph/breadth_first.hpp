// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/path_count.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

/// How a traversal goes through the arcs of a directed graph: from source to target, or from target to source. The edges of
/// an undirected graph are gone through both ways in either case.
enum class travel { along, against };

/// Of breadth_first, dijkstra and count_shortest_paths.
struct traversal_options {
  travel arcs = travel::along;
  execution run = {};  ///< one thread is used; a request to stop is seen within some 16,000 arcs
};

struct breadth_first_result {
  std::vector<std::uint32_t> distance;  ///< in hops, by vertex; 0 where not reached
  std::vector<bool> reached;            ///< by vertex; the source is reached
  std::vector<vertex_id>
      predecessor;  ///< by vertex: the one before it on a shortest path; no_vertex at the source and where not reached
  std::vector<edge_id> predecessor_edge;  ///< by vertex: the edge from there; no_edge likewise
  std::vector<vertex_id> order;           ///< the reached vertices in the order of the visit, the source first
};

/// How many shortest paths lead from a source to each vertex.
struct path_counts_result {
  std::vector<path_count> count;                  ///< by vertex; 1 at the source, 0 where not reached
  coopgraph::ties ties = coopgraph::ties::exact;  ///< exact: paths were compared without rounding; always so for hops
  std::string why;                                ///< if approximate: why the lengths have no shared unit
};

/// The distances in hops from `source` to all vertices, and a tree of shortest paths. Of several predecessors the one that was
/// visited first is taken, and of parallel edges the first given. Neighbours are visited by increasing vertex. Loops and
/// parallel edges change no distance.
/// \throws input_error if source is no vertex of the graph; cancelled on request
/// Complexity: O(V + E) time, O(V) memory.
template <graph_like G>
[[nodiscard]] breadth_first_result breadth_first(const G& graph, vertex_id source, const traversal_options& options = {});

/// The number of shortest paths in hops from `source` to each vertex. Paths that differ in one of several parallel edges are
/// different paths; a loop is on no shortest path.
/// \throws input_error if source is no vertex of the graph; cancelled on request
/// Complexity: O(V + E) time, O(V) memory.
template <graph_like G>
[[nodiscard]] path_counts_result count_shortest_paths(const G& graph, vertex_id source, const traversal_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// A stop hook that throws `cancelled` on request.
struct stop_on_request {
  const execution& run;
  void operator()() const {
    if (run.stop.stop_requested()) throw cancelled();
  }
};

/// Searches call their stop hook each time they have gone through about this many arcs.
inline constexpr std::int64_t arcs_between_stops = 16'384;

inline void check_source(const char* function, vertex_id source, std::size_t vertices) {
  if (source < vertices) return;
  throw input_error(function, "source", to_text(source),
                    vertices == 0 ? "none, the graph has no vertices" : "0 to " + to_text(vertices - 1));
}

template <direction D>
[[nodiscard]] arc_rows rows_of(const csr_view<D>& graph, travel arcs) noexcept {
  return arcs == travel::along ? graph.out : graph.in;
}

/// Breadth-first search with a workspace that serves any number of sources:
///
///     hop_search search(vertices);
///     for (source : …) {
///       search.run(rows, source, stop);                     // stop() is called now and then and may throw
///       for (u : search.order())                            // forward: what counts paths, see count_paths below
///         for (arcs (e, v) of u) if (search.tight(u, e, v)) count[v] += count[u];
///       for (u : search.order() | reversed)                 // backward: what accumulates dependencies
///         for (arcs (e, v) of u) if (search.tight(u, e, v)) share[u] += …;
///     }
///
/// What distance, reached and tight say holds until the next run. A run costs what it reaches, not O(V).
/// shortest_path_search in dijkstra.hpp has the same members.
class hop_search {
 public:
  explicit hop_search(std::size_t vertices) : distance_(vertices, not_reached) { order_.reserve(vertices); }

  template <class Stop = never_stop>
  void run(const arc_rows& rows, vertex_id source, const Stop& stop = {}) {
    for (const vertex_id v : order_) distance_[v] = not_reached;
    order_.clear();
    distance_[source] = 0;
    order_.push_back(source);
    std::int64_t budget = arcs_between_stops;
    for (std::size_t next = 0; next < order_.size(); ++next) {
      const vertex_id u = order_[next];
      const std::uint32_t beyond = distance_[u] + 1;
      const std::uint64_t end = rows.offset[u + std::size_t{1}];
      budget -= static_cast<std::int64_t>(end - rows.offset[u]) + 1;
      for (std::uint64_t arc = rows.offset[u]; arc < end; ++arc) {
        const vertex_id v = rows.target[arc];
        if (distance_[v] != not_reached) continue;
        distance_[v] = beyond;
        order_.push_back(v);
      }
      if (budget > 0) continue;
      stop();
      budget = arcs_between_stops;
    }
  }

  [[nodiscard]] std::span<const vertex_id> order() const noexcept { return order_; }
  [[nodiscard]] bool reached(vertex_id v) const noexcept { return distance_[v] != not_reached; }
  [[nodiscard]] std::uint32_t distance(vertex_id v) const noexcept { return distance_[v]; }

  /// Whether the arc from u to v by edge e is the last one of a shortest path to v. \pre u or v is reached
  [[nodiscard]] bool tight(vertex_id u, edge_id /*e*/, vertex_id v) const noexcept {
    return distance_[u] != not_reached && distance_[u] + 1 == distance_[v];
  }

 private:
  static constexpr std::uint32_t not_reached = 0xffffffffU;
  std::vector<std::uint32_t> distance_;
  std::vector<vertex_id> order_;
};

/// Counts the shortest paths that `search` (a hop_search or shortest_path_search that has run) found; sets count[v] for each
/// reached v and leaves the others.
template <class Search>
void count_paths(const Search& search, const arc_rows& rows, std::span<path_count> count) {
  for (const vertex_id v : search.order()) count[v] = {};
  count[search.order().front()] = path_count::of(1);
  for (const vertex_id u : search.order()) {
    const path_count paths = count[u];  // final: all that precede u in the order have added theirs
    for (std::uint64_t arc = rows.offset[u]; arc < rows.offset[u + std::size_t{1}]; ++arc)
      if (search.tight(u, rows.edge[arc], rows.target[arc])) count[rows.target[arc]] += paths;
  }
}

}  // namespace detail

template <graph_like G>
breadth_first_result breadth_first(const G& graph, vertex_id source, const traversal_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  const std::size_t n = view.vertices();
  detail::check_source("breadth_first", source, n);
  const arc_rows rows = detail::rows_of(view, options.arcs);
  detail::hop_search search(n);
  search.run(rows, source, detail::stop_on_request{options.run});

  breadth_first_result result{std::vector<std::uint32_t>(n, 0),
                              std::vector<bool>(n, false),
                              std::vector<vertex_id>(n, no_vertex),
                              std::vector<edge_id>(n, no_edge),
                              {search.order().begin(), search.order().end()}};
  for (const vertex_id u : result.order) {
    result.distance[u] = search.distance(u);
    result.reached[u] = true;
    for (std::uint64_t arc = rows.offset[u]; arc < rows.offset[u + std::size_t{1}]; ++arc) {
      const vertex_id v = rows.target[arc];
      if (result.predecessor[v] != no_vertex || !search.tight(u, rows.edge[arc], v)) continue;
      result.predecessor[v] = u;
      result.predecessor_edge[v] = rows.edge[arc];
    }
  }
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

template <graph_like G>
path_counts_result count_shortest_paths(const G& graph, vertex_id source, const traversal_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::check_source("count_shortest_paths", source, view.vertices());
  const arc_rows rows = detail::rows_of(view, options.arcs);
  detail::hop_search search(view.vertices());
  search.run(rows, source, detail::stop_on_request{options.run});
  path_counts_result result{std::vector<path_count>(view.vertices()), ties::exact, {}};
  detail::count_paths(search, rows, result.count);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace coopgraph
