// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/scores.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <Eigen/SparseCore>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>

namespace coopgraph {

/// What the functions of this header return: compressed, V x V, row v holding the arcs that leave v.
using sparse_matrix = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// A with A(i, j) the sum of the strengths of the edges from i to j: parallel edges add up. A directed loop counts once in A(i,
/// i), an undirected one twice, so that row sums are strengths. Strengths may have any sign; where edges are, an entry is stored
/// even if it is 0. Exact strengths are added exactly and rounded once.
/// \throws input_error if strengths has not one value per edge, or if a sum leaves the range of a double;
///         limit_error above 2^31 - 1 vertices or arcs, Eigen's limit with its default index
/// Complexity: O(V + E) time and memory, one pass.
template <graph_like G>
[[nodiscard]] sparse_matrix adjacency_matrix(const G& graph, const edge_strengths& strengths);

/// The same with strength 1 for each edge: A(i, j) is the number of edges.
template <graph_like G>
[[nodiscard]] sparse_matrix adjacency_matrix(const G& graph);

/// L = D - A of an undirected graph, D the diagonal of strengths. A loop adds 2 to D and to A and cancels. The diagonal is stored
/// in full, zeros too. Rows sum to 0 up to rounding. \throws as adjacency_matrix. Complexity: O(V + E) time and memory, one pass.
template <undirected_graph_like G>
[[nodiscard]] sparse_matrix laplacian_matrix(const G& graph, const edge_strengths& strengths);
template <undirected_graph_like G>
[[nodiscard]] sparse_matrix laplacian_matrix(const G& graph);

/// P = D^-1 A: P(i, j) is the probability that a walker at i goes on to j, each step by strength. Rows sum to 1 up to rounding. A
/// dangling vertex (no arcs, or all of strength 0) has a row of zeros. Loops as in adjacency_matrix.
/// \throws as adjacency_matrix, and input_error if a strength is negative. Complexity: O(V + E) time and memory, one pass.
template <graph_like G>
[[nodiscard]] sparse_matrix transition_matrix(const G& graph, const edge_strengths& strengths);
template <graph_like G>
[[nodiscard]] sparse_matrix transition_matrix(const G& graph);

/// The scores as a column vector, without a copy: valid while the scores live. Undefined scores are 0.
[[nodiscard]] inline Eigen::Map<const Eigen::VectorXd> as_vector(const scores& s) noexcept {
  return {s.values.data(), static_cast<Eigen::Index>(s.values.size())};
}
Eigen::Map<const Eigen::VectorXd> as_vector(scores&&) = delete;

// ---- end of the interface; the implementation follows ----

namespace detail {

/// How strengths are added up: exactly, as doubles, or all 1.
struct exact_sum {
  using number = int128;
  std::span<const std::int64_t> numerator;
  rational unit;
  [[nodiscard]] int128 at(edge_id e) const noexcept { return numerator[e]; }
  [[nodiscard]] double value(int128 sum) const noexcept { return times(sum, unit); }
};
struct rounded_sum {
  using number = double;
  std::span<const double> strength;
  [[nodiscard]] double at(edge_id e) const noexcept { return strength[e]; }
  [[nodiscard]] double value(double sum) const noexcept { return sum; }
};
struct edge_count {
  using number = std::int64_t;
  [[nodiscard]] std::int64_t at(edge_id) const noexcept { return 1; }
  [[nodiscard]] double value(std::int64_t sum) const noexcept { return static_cast<double>(sum); }
};

template <direction D, class Use>
sparse_matrix with_strengths(const char* function, const csr_view<D>& graph, const edge_strengths& strengths, const Use& use) {
  check_size(function, strengths, graph.edges());
  if (strengths.is_exact()) return use(exact_sum{strengths.numerators(), strengths.unit()});
  return use(rounded_sum{strengths.approximate()});
}

/// Calls visit(column, sum of the strengths of the arcs to it) for each different target in the row of v, by rising column.
template <class Sum, class Visit>
void for_each_entry(const arc_rows& rows, vertex_id v, const Sum& strengths, const Visit& visit) {
  const std::uint64_t end = rows.offset[v + std::size_t{1}];
  for (std::uint64_t arc = rows.offset[v]; arc < end;) {
    const vertex_id column = rows.target[arc];
    typename Sum::number sum = 0;
    for (; arc < end && rows.target[arc] == column; ++arc) sum += strengths.at(rows.edge[arc]);
    visit(column, sum);
  }
}

[[nodiscard]] inline double finite(const char* function, double value) {
  if (std::isfinite(value)) return value;
  throw input_error(function, "strengths", "so large that a sum of them leaves the range of a double", "sums below 1.8e308");
}

/// A matrix filled row by row: fill(v, put) calls put(column, value) by rising column, at most `more` times more often than v has
/// arcs.
template <class Fill>
sparse_matrix filled_matrix(const char* function, const arc_rows& rows, std::size_t more, const Fill& fill) {
  const std::size_t n = rows.offset.empty() ? 0 : rows.offset.size() - 1;
  const std::size_t most = rows.target.size() + more * n;
  constexpr auto limit = static_cast<std::size_t>(std::numeric_limits<sparse_matrix::StorageIndex>::max());
  if (n > limit || most > limit)
    throw limit_error(std::string(function) + ": the matrix has " + to_text(n) + " rows and up to " + to_text(most) +
                      " entries; Eigen::SparseMatrix with its default index holds " + to_text(limit));
  sparse_matrix matrix(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(n));
  matrix.reserve(static_cast<Eigen::Index>(most));
  for (vertex_id v = 0; v < n; ++v) {
    matrix.startVec(static_cast<Eigen::Index>(v));
    fill(v, [&](vertex_id column, double value) {
      matrix.insertBack(static_cast<Eigen::Index>(v), static_cast<Eigen::Index>(column)) = finite(function, value);
    });
  }
  matrix.finalize();
  return matrix;
}

template <class Sum>
sparse_matrix adjacency_of(const arc_rows& rows, const Sum& strengths) {
  return filled_matrix("adjacency_matrix", rows, 0, [&](vertex_id v, const auto& put) {
    for_each_entry(rows, v, strengths, [&](vertex_id column, auto sum) { put(column, strengths.value(sum)); });
  });
}

template <class Sum>
sparse_matrix laplacian_of(const arc_rows& rows, const Sum& strengths) {
  return filled_matrix("laplacian_matrix", rows, 1, [&](vertex_id v, const auto& put) {
    typename Sum::number total = 0;
    for_each_entry(rows, v, strengths, [&](vertex_id column, auto sum) { total += column == v ? 0 : sum; });
    bool diagonal_done = false;
    const auto put_diagonal_before = [&](vertex_id column) {
      if (!diagonal_done && column >= v) {
        put(v, strengths.value(total));
        diagonal_done = true;
      }
    };
    for_each_entry(rows, v, strengths, [&](vertex_id column, auto sum) {
      put_diagonal_before(column);
      if (column != v) put(column, strengths.value(0 - sum));
    });
    put_diagonal_before(no_vertex);
  });
}

template <class Sum>
sparse_matrix transition_of(const arc_rows& rows, const Sum& strengths) {
  return filled_matrix("transition_matrix", rows, 0, [&](vertex_id v, const auto& put) {
    typename Sum::number total = 0;
    for_each_entry(rows, v, strengths, [&](vertex_id, auto sum) { total += sum; });
    if (total == 0) return;
    const double row = finite("transition_matrix", strengths.value(total));
    for_each_entry(rows, v, strengths, [&](vertex_id column, auto sum) { put(column, strengths.value(sum) / row); });
  });
}

}  // namespace detail

template <graph_like G>
sparse_matrix adjacency_matrix(const G& graph, const edge_strengths& strengths) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::with_strengths("adjacency_matrix", view, strengths,
                                [&](const auto& sum) { return detail::adjacency_of(view.out, sum); });
}

template <graph_like G>
sparse_matrix adjacency_matrix(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  return detail::adjacency_of(view_of(snapshot).out, detail::edge_count{});
}

template <undirected_graph_like G>
sparse_matrix laplacian_matrix(const G& graph, const edge_strengths& strengths) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  return detail::with_strengths("laplacian_matrix", view, strengths,
                                [&](const auto& sum) { return detail::laplacian_of(view.out, sum); });
}

template <undirected_graph_like G>
sparse_matrix laplacian_matrix(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  return detail::laplacian_of(view_of(snapshot).out, detail::edge_count{});
}

template <graph_like G>
sparse_matrix transition_matrix(const G& graph, const edge_strengths& strengths) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  for (edge_id e = 0; e < strengths.size(); ++e)
    if (strengths[e] < 0.0)
      throw input_error("transition_matrix", "strengths", to_text(strengths[e]) + " at edge " + to_text(e), "strengths >= 0");
  return detail::with_strengths("transition_matrix", view, strengths,
                                [&](const auto& sum) { return detail::transition_of(view.out, sum); });
}

template <graph_like G>
sparse_matrix transition_matrix(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  return detail::transition_of(view_of(snapshot).out, detail::edge_count{});
}

}  // namespace coopgraph
