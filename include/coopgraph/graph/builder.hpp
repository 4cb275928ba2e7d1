// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>

#include <cstddef>
#include <numeric>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

enum class parallel_edge_policy { keep, merge, refuse };
enum class loop_policy { keep, drop, refuse };

struct build_options {
  parallel_edge_policy parallel_edges = parallel_edge_policy::keep;  ///< merge: one edge, the first of them, stands for all
  loop_policy loops = loop_policy::keep;
};

/// A graph and what became of the rows from which it was built.
template <direction D>
struct built_graph {
  basic_graph<D> graph;
  std::vector<edge_id> edge_of_row;  ///< by row: its edge; no_edge for a dropped loop
  std::size_t merged_rows = 0;       ///< rows that went into the edge of an earlier row
  std::size_t dropped_loops = 0;
};

/// The graph of some rows; edges keep the order of their (first) rows.
/// \throws input_error for an end that is no vertex, and for a parallel edge or a loop where these are refused
/// Complexity: O(n + m) time and memory.
template <direction D>
[[nodiscard]] built_graph<D> build_graph(std::size_t vertices, std::span<const endpoints> rows,
                                         const build_options& options = {});

/// Collects edges row by row and builds the graph at once, as build_graph() does.
template <direction D>
class graph_builder {
 public:
  explicit graph_builder(std::size_t vertices, build_options options = {}) : vertices_(vertices), options_(options) {}

  void reserve(std::size_t rows) { rows_.reserve(rows); }
  void add_edge(vertex_id u, vertex_id v) { rows_.push_back({u, v}); }

  [[nodiscard]] built_graph<D> build() const { return build_graph<D>(vertices_, rows_, options_); }

 private:
  std::size_t vertices_;
  build_options options_;
  std::vector<endpoints> rows_;
};

// ---- end of the interface; the implementation follows ----

namespace detail {

/// By edge, the first with the same ends: the rows of the graph are sorted by (target, edge), so that equal ends stand together.
template <direction D>
[[nodiscard]] std::vector<edge_id> first_of_parallel(const basic_graph<D>& graph) {
  const csr_view<D> view = graph.view();
  std::vector<edge_id> first(view.edges());
  for (edge_id e = 0; e < first.size(); ++e) first[e] = e;
  for (vertex_id v = 0; v < view.vertices(); ++v) {
    const auto targets = view.out.targets_of(v);
    const auto edges = view.out.edges_of(v);
    for (std::size_t i = 1; i < targets.size(); ++i)
      if (targets[i] == targets[i - 1]) first[edges[i]] = first[edges[i - 1]];
  }
  return first;
}

[[noreturn]] inline void refuse_row(std::size_t row, const endpoints& ends, const std::string& what, const std::string& allowed) {
  throw input_error("build_graph", "row " + std::to_string(row),
                    what + " (" + std::to_string(ends.source) + ", " + std::to_string(ends.target) + ")", allowed);
}

}  // namespace detail

template <direction D>
built_graph<D> build_graph(std::size_t vertices, std::span<const endpoints> rows, const build_options& options) {
  built_graph<D> built;
  built.graph = basic_graph<D>(vertices, rows);
  built.edge_of_row.resize(rows.size());
  std::iota(built.edge_of_row.begin(), built.edge_of_row.end(), edge_id{0});
  if (options.parallel_edges == parallel_edge_policy::keep && options.loops == loop_policy::keep) return built;
  std::vector<edge_id> first;
  if (options.parallel_edges != parallel_edge_policy::keep) first = detail::first_of_parallel(built.graph);
  std::vector<endpoints> edges;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const bool loop = rows[row].source == rows[row].target;
    if (loop && options.loops == loop_policy::refuse)
      detail::refuse_row(row, rows[row], "a loop", "an edge between two different vertices");
    if (loop && options.loops == loop_policy::drop) {
      ++built.dropped_loops;
      built.edge_of_row[row] = no_edge;
    } else if (!first.empty() && first[row] != row) {
      if (options.parallel_edges == parallel_edge_policy::refuse)
        detail::refuse_row(row, rows[row], "a parallel edge", "one edge for each pair");
      ++built.merged_rows;
      built.edge_of_row[row] = built.edge_of_row[first[row]];
    } else {
      built.edge_of_row[row] = edges.size();
      edges.push_back(rows[row]);
    }
  }
  if (edges.size() < rows.size()) built.graph = basic_graph<D>(vertices, edges);
  return built;
}

}  // namespace coopgraph
