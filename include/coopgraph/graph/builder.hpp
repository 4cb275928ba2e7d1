// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/graph.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
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

/// Collects edges row by row and builds the graph at once. Edges keep the order of their (first) rows.
template <direction D>
class graph_builder {
 public:
  explicit graph_builder(std::size_t vertices, build_options options = {}) : vertices_(vertices), options_(options) {}

  void reserve(std::size_t rows) { rows_.reserve(rows); }
  void add_edge(vertex_id u, vertex_id v) { rows_.push_back({u, v}); }

  /// \throws input_error for an end that is no vertex, and for a parallel edge or a loop where these are refused
  /// Complexity: O(n + m) time and memory; merging O(m log m).
  [[nodiscard]] built_graph<D> build() const {
    built_graph<D> built;
    built.edge_of_row.assign(rows_.size(), no_edge);
    const std::vector<std::size_t> first_row = first_rows();
    std::vector<endpoints> edges;
    edges.reserve(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const endpoints ends = rows_[row];
      if (ends.source == ends.target && options_.loops != loop_policy::keep) {
        if (options_.loops == loop_policy::refuse) refuse(row, "a loop", "an edge between two different vertices");
        ++built.dropped_loops;
      } else if (!first_row.empty() && first_row[row] != row) {
        if (options_.parallel_edges == parallel_edge_policy::refuse) refuse(row, "a parallel edge", "one edge for each pair");
        ++built.merged_rows;
        built.edge_of_row[row] = built.edge_of_row[first_row[row]];
      } else {
        built.edge_of_row[row] = edges.size();
        edges.push_back(ends);
      }
    }
    built.graph = basic_graph<D>(vertices_, edges);
    return built;
  }

 private:
  // By row, the first row with the same ends; nothing is computed if parallel edges are kept.
  [[nodiscard]] std::vector<std::size_t> first_rows() const {
    if (options_.parallel_edges == parallel_edge_policy::keep) return {};
    const auto key = [this](std::size_t row) {
      const auto [u, v] = rows_[row];
      return D == direction::undirected && v < u ? std::pair(v, u) : std::pair(u, v);
    };
    std::vector<std::size_t> order(rows_.size());
    for (std::size_t row = 0; row < order.size(); ++row) order[row] = row;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return std::pair(key(a), a) < std::pair(key(b), b); });
    std::vector<std::size_t> first(rows_.size());
    for (std::size_t i = 0; i < order.size(); ++i)
      first[order[i]] = i > 0 && key(order[i - 1]) == key(order[i]) ? first[order[i - 1]] : order[i];
    return first;
  }

  [[noreturn]] void refuse(std::size_t row, const std::string& what, const std::string& allowed) const {
    throw input_error("graph_builder", "row " + std::to_string(row),
                      what + " (" + std::to_string(rows_[row].source) + ", " + std::to_string(rows_[row].target) + ")", allowed);
  }

  std::size_t vertices_;
  build_options options_;
  std::vector<endpoints> rows_;
};

}  // namespace coopgraph
