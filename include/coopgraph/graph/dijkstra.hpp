// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/path_count.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

struct shortest_paths_result {
  std::vector<double> distance;  ///< by vertex, in the lengths' own measure; 0 where not reached
  std::vector<bool> reached;     ///< by vertex; the source is reached
  std::vector<vertex_id>
      predecessor;  ///< by vertex: the one before it on a shortest path; no_vertex at the source and where not reached
  std::vector<edge_id> predecessor_edge;          ///< by vertex: the edge from there; no_edge likewise
  std::vector<vertex_id> order;                   ///< the reached vertices as they were settled: by distance; see below
  coopgraph::ties ties = coopgraph::ties::exact;  ///< exact: paths were compared without rounding, and only `distance` is rounded
  std::string why;                                ///< if approximate: why the lengths have no shared unit
};

/// The distances over edge lengths >= 0 from `source` to all vertices, and a tree of shortest paths. Of several predecessors the
/// one that was settled first is taken, and of parallel edges of one length the first given. The order is by distance, then
/// vertex; only what hangs on edges of length 0 comes after what it hangs on. Of parallel edges the shortest counts; a loop
/// changes nothing. Exact lengths are added in 64 or 128 bits, whichever the longest path needs; others as doubles.
/// \throws input_error if source is no vertex of the graph, if lengths has not one value per edge or a negative one, or if
///         approximate lengths are so large that V - 1 of them might leave the range of a double; cancelled on request
/// Complexity: O((V + E) log E) time, O(V + E) memory.
/// Reference: Dijkstra (1959), doi:10.1007/BF01386390
template <graph_like G>
[[nodiscard]] shortest_paths_result dijkstra(const G& graph, const edge_lengths& lengths, vertex_id source,
                                             const traversal_options& options = {});

/// The number of shortest paths over edge lengths > 0 from `source` to each vertex. Paths that differ in one of several parallel
/// edges of one length are different paths; a loop is on no shortest path. Exact lengths are compared exactly. For others u
/// precedes v by an edge of length l if u was settled before v and |d(u) + l - d(v)| <= 1e-12 d(v); `ties` says so.
/// \throws input_error as dijkstra does, and if a length is 0 (there might be infinitely many paths); cancelled on request
/// Complexity: O((V + E) log E) time, O(V + E) memory.
template <graph_like G>
[[nodiscard]] path_counts_result count_shortest_paths(const G& graph, const edge_lengths& lengths, vertex_id source,
                                                      const traversal_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// A length policy says in what numbers distances are added and when two are equal. Exact: integers over one unit.
/// \pre distances fit Distance (with_length_arithmetic chooses it)
template <class Distance>
struct exact_lengths {
  using distance = Distance;
  static constexpr bool exact = true;
  static constexpr Distance not_reached = INT64_MIN;  // plus any length it stays below 0, hence tight with nothing

  std::span<const std::int64_t> numerator;
  rational unit;

  [[nodiscard]] Distance length(edge_id e) const noexcept { return numerator[e]; }
  [[nodiscard]] double to_double(Distance d) const noexcept { return times(d, unit); }
};

/// Doubles, equal within a relative `tolerance`.
struct approximate_lengths {
  using distance = double;
  static constexpr bool exact = false;
  static constexpr double not_reached = -1.0;
  static constexpr double tolerance = 1e-12;

  std::span<const double> value;

  [[nodiscard]] double length(edge_id e) const noexcept { return value[e]; }
  [[nodiscard]] double to_double(double d) const noexcept { return d; }
};

/// The smallest length that an algorithm accepts.
enum class length_domain { not_negative, positive };

template <class Number>
void check_lengths_in(const char* function, std::span<const Number> values, const edge_lengths& lengths, length_domain domain) {
  for (edge_id e = 0; e < values.size(); ++e)
    if (values[e] < 0 || (values[e] == 0 && domain == length_domain::positive))
      throw input_error(function, "lengths", to_text(lengths[e]) + " at edge " + to_text(e),
                        domain == length_domain::positive ? "lengths > 0" : "lengths >= 0");
}

/// Checks the number and the domain of the lengths of a graph. \throws input_error
template <direction D>
void check_lengths(const char* function, const csr_view<D>& graph, const edge_lengths& lengths, length_domain domain) {
  check_size(function, lengths, graph.edges());
  if (lengths.is_exact()) return check_lengths_in(function, lengths.numerators(), lengths, domain);
  check_lengths_in(function, lengths.approximate(), lengths, domain);
  const auto values = lengths.approximate();
  const double longest = values.empty() ? 0.0 : *std::max_element(values.begin(), values.end());
  if (!std::isfinite(longest * static_cast<double>(graph.vertices())))
    throw input_error(function, "lengths", to_text(longest), "lengths whose sum over a path stays within the range of a double");
}

/// Calls visit(policy) with the narrowest arithmetic that is exact for these lengths: 64 bits if a path over all vertices fits,
/// else 128; doubles for approximate lengths. \pre check_lengths passed
template <class Visit>
auto with_length_arithmetic(const edge_lengths& lengths, std::size_t vertices, const Visit& visit) {
  if (!lengths.is_exact()) return visit(approximate_lengths{lengths.approximate()});
  const auto numerators = lengths.numerators();
  const std::int64_t longest = numerators.empty() ? 0 : *std::max_element(numerators.begin(), numerators.end());
  if (checked_multiply(static_cast<std::int64_t>(vertices), longest))
    return visit(exact_lengths<std::int64_t>{numerators, lengths.unit()});
  return visit(exact_lengths<int128>{numerators, lengths.unit()});
}

/// A priority queue of (distance, vertex), the least first. An entry is never changed: who finds a shorter way pushes anew, and
/// skips what is out of date when it comes out. Four children per node keep the tree flat and in few cache lines.
template <class Distance>
class lazy_heap {
 public:
  struct entry {
    Distance distance;
    vertex_id vertex;
  };

  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

  void push(const entry& added) {
    std::size_t hole = entries_.size();
    entries_.push_back(added);
    while (hole > 0 && before(added, entries_[(hole - 1) / 4])) {
      entries_[hole] = entries_[(hole - 1) / 4];
      hole = (hole - 1) / 4;
    }
    entries_[hole] = added;
  }

  /// \pre not empty
  entry pop() {
    const entry least = entries_.front();
    const entry moved = entries_.back();
    entries_.pop_back();
    const std::size_t size = entries_.size();
    if (size == 0) return least;
    std::size_t hole = 0;
    for (std::size_t child = 1; child < size; child = 4 * hole + 1) {
      std::size_t first = child;
      for (std::size_t c = child + 1; c < size && c < child + 4; ++c)
        if (before(entries_[c], entries_[first])) first = c;
      if (!before(entries_[first], moved)) break;
      entries_[hole] = entries_[first];
      hole = first;
    }
    entries_[hole] = moved;
    return least;
  }

 private:
  [[nodiscard]] static bool before(const entry& a, const entry& b) noexcept {
    return a.distance < b.distance || (a.distance == b.distance && a.vertex < b.vertex);
  }

  std::vector<entry> entries_;
};

/// Dijkstra's search with a workspace that serves any number of sources; used as hop_search is (see there):
///
///     with_length_arithmetic(lengths, vertices, [&](const auto& policy) {
///       shortest_path_search search(vertices, policy);
///       search.run(rows, source, stop);  …  search.order(), search.distance(v), search.tight(u, e, v)
///     });
///
/// \pre lengths >= 0; tight asks for lengths > 0
template <class Policy>
class shortest_path_search {
 public:
  using distance_type = typename Policy::distance;

  shortest_path_search(std::size_t vertices, const Policy& policy)
      : policy_(policy), distance_(vertices, Policy::not_reached), position_(Policy::exact ? 0 : vertices, 0) {
    order_.reserve(vertices);
  }

  template <class Stop = never_stop>
  void run(const arc_rows& rows, vertex_id source, const Stop& stop = {}) {
    for (const vertex_id v : order_) distance_[v] = Policy::not_reached;
    while (!heap_.empty()) distance_[heap_.pop().vertex] = Policy::not_reached;  // what a stopped run left
    order_.clear();
    distance_[source] = 0;
    heap_.push({0, source});
    std::int64_t budget = arcs_between_stops;
    while (!heap_.empty()) {
      const auto [distance, u] = heap_.pop();
      if (distance_[u] < distance) continue;  // out of date: a shorter way was found since
      if constexpr (!Policy::exact) position_[u] = static_cast<vertex_id>(order_.size());
      order_.push_back(u);
      relax(rows, u);
      budget -= static_cast<std::int64_t>(rows.offset[u + std::size_t{1}] - rows.offset[u]) + 1;
      if (budget > 0) continue;
      stop();
      budget = arcs_between_stops;
    }
  }

  [[nodiscard]] std::span<const vertex_id> order() const noexcept { return order_; }
  [[nodiscard]] bool reached(vertex_id v) const noexcept { return distance_[v] >= 0; }
  [[nodiscard]] distance_type distance(vertex_id v) const noexcept { return distance_[v]; }

  /// Whether the arc from u to v by edge e is the last one of a shortest path to v. \pre u or v is reached
  [[nodiscard]] bool tight(vertex_id u, edge_id e, vertex_id v) const noexcept {
    const distance_type through_u = distance_[u] + policy_.length(e);
    if constexpr (Policy::exact)
      return through_u == distance_[v];
    else
      return reached(u) && position_[u] < position_[v] && std::fabs(through_u - distance_[v]) <= Policy::tolerance * distance_[v];
  }

 private:
  void relax(const arc_rows& rows, vertex_id u) {
    const distance_type from = distance_[u];
    const std::uint64_t end = rows.offset[u + std::size_t{1}];
    for (std::uint64_t arc = rows.offset[u]; arc < end; ++arc) {
      const vertex_id v = rows.target[arc];
      const distance_type found = from + policy_.length(rows.edge[arc]);
      if (reached(v) && found >= distance_[v]) continue;
      distance_[v] = found;
      heap_.push({found, v});
    }
  }

  Policy policy_;
  std::vector<distance_type> distance_;
  std::vector<vertex_id> position_;  // in the order; only what is approximate asks for it
  std::vector<vertex_id> order_;
  lazy_heap<distance_type> heap_;
};

/// The tree of a search that has run: each vertex hangs on the arc that gave it its distance, the first in the order of settling.
template <class Policy>
void fill_tree(const shortest_path_search<Policy>& search, const Policy& policy, const arc_rows& rows,
               shortest_paths_result& result) {
  std::vector<bool> settled(result.reached.size(), false);
  settled[result.order.front()] = true;  // the source hangs on nothing
  for (const vertex_id u : result.order) {
    settled[u] = true;
    for (std::uint64_t arc = rows.offset[u]; arc < rows.offset[u + std::size_t{1}]; ++arc) {
      const vertex_id v = rows.target[arc];
      const edge_id e = rows.edge[arc];
      if (settled[v] || result.predecessor[v] != no_vertex || search.distance(u) + policy.length(e) != search.distance(v))
        continue;
      result.predecessor[v] = u;
      result.predecessor_edge[v] = e;
    }
  }
}

}  // namespace detail

template <graph_like G>
shortest_paths_result dijkstra(const G& graph, const edge_lengths& lengths, vertex_id source, const traversal_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  const std::size_t n = view.vertices();
  detail::check_source("dijkstra", source, n);
  detail::check_lengths("dijkstra", view, lengths, detail::length_domain::not_negative);
  const arc_rows rows = detail::rows_of(view, options.arcs);

  auto result = detail::with_length_arithmetic(lengths, n, [&](const auto& policy) {
    detail::shortest_path_search search(n, policy);
    search.run(rows, source, detail::stop_on_request{options.run});
    shortest_paths_result found{std::vector<double>(n, 0.0),
                                std::vector<bool>(n, false),
                                std::vector<vertex_id>(n, no_vertex),
                                std::vector<edge_id>(n, no_edge),
                                {search.order().begin(), search.order().end()},
                                policy.exact ? ties::exact : ties::approximate,
                                lengths.why_approximate()};
    for (const vertex_id v : found.order) {
      found.distance[v] = policy.to_double(search.distance(v));
      found.reached[v] = true;
    }
    detail::fill_tree(search, policy, rows, found);
    return found;
  });
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

template <graph_like G>
path_counts_result count_shortest_paths(const G& graph, const edge_lengths& lengths, vertex_id source,
                                        const traversal_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  const std::size_t n = view.vertices();
  detail::check_source("count_shortest_paths", source, n);
  detail::check_lengths("count_shortest_paths", view, lengths, detail::length_domain::positive);
  const arc_rows rows = detail::rows_of(view, options.arcs);

  auto result = detail::with_length_arithmetic(lengths, n, [&](const auto& policy) {
    detail::shortest_path_search search(n, policy);
    search.run(rows, source, detail::stop_on_request{options.run});
    path_counts_result found{std::vector<path_count>(n), policy.exact ? ties::exact : ties::approximate,
                             lengths.why_approximate()};
    detail::count_paths(search, rows, found.count);
    return found;
  });
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace coopgraph
