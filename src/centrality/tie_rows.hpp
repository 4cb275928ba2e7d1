// SPDX-License-Identifier: BSL-1.0
#pragma once

// The ties of each vertex to others, and the ties among those: what structural holes and brokerage are counted from.

#include "core/workspaces.hpp"

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/csr_view.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Arcs [first, last) of some rows.
struct arc_run {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

/// The run of arcs to one target that begins at `first`.
[[nodiscard]] inline arc_run run_from(const arc_rows& rows, std::uint64_t first, std::uint64_t end) {
  std::uint64_t last = first + 1;
  while (last < end && rows.target[last] == rows.target[first]) ++last;
  return {first, last};
}

/// Calls visit(w, there, back) for each vertex w != v that is tied to v, by increasing w: `there` are arcs of graph.out, `back`
/// of graph.in. Undirected: there is no `back`.
template <class Visit>
void each_partner(const undirected_view& graph, vertex_id v, const Visit& visit) {
  const std::uint64_t end = graph.out.offset[v + std::size_t{1}];
  for (std::uint64_t at = graph.out.offset[v]; at < end;) {
    const arc_run there = run_from(graph.out, at, end);
    if (graph.out.target[at] != v) visit(graph.out.target[at], there, arc_run{});
    at = there.last;
  }
}
template <class Visit>
void each_partner(const directed_view& graph, vertex_id v, const Visit& visit) {
  const std::uint64_t out_end = graph.out.offset[v + std::size_t{1}];
  const std::uint64_t in_end = graph.in.offset[v + std::size_t{1}];
  std::uint64_t out = graph.out.offset[v];
  std::uint64_t in = graph.in.offset[v];
  while (out < out_end || in < in_end) {
    const vertex_id w =
        std::min(out < out_end ? graph.out.target[out] : no_vertex, in < in_end ? graph.in.target[in] : no_vertex);
    arc_run there;
    arc_run back;
    if (out < out_end && graph.out.target[out] == w) {
      there = run_from(graph.out, out, out_end);
      out = there.last;
    }
    if (in < in_end && graph.in.target[in] == w) {
      back = run_from(graph.in, in, in_end);
      in = back.last;
    }
    if (w != v) visit(w, there, back);
  }
}

/// For each vertex a row of the vertices that it is tied to, with what ties them. Those with more ties (of equally many, with a
/// higher index) stand first, up to split[v]: there are at most sqrt(2 m) of them.
template <class Tie>
struct tie_rows {
  std::vector<std::uint64_t> offset;
  std::vector<std::uint64_t> split;
  std::vector<vertex_id> target;
  std::vector<Tie> tie;

  [[nodiscard]] std::size_t vertices() const noexcept { return split.size(); }
  [[nodiscard]] std::size_t degree(std::size_t v) const { return static_cast<std::size_t>(offset[v + 1] - offset[v]); }
};

/// join(there, back) tells what ties two vertices; Tie{} if nothing does after all. It is called twice for each pair.
template <class Tie, direction D, class Join>
tie_rows<Tie> make_tie_rows(thread_pool& pool, const csr_view<D>& graph, const Join& join) {
  constexpr std::size_t vertices_in_a_chunk = 1024;
  const std::size_t n = graph.vertices();
  tie_rows<Tie> rows;
  rows.offset.assign(n + 1, 0);
  parallel_for(pool, n, vertices_in_a_chunk, [&](index_range range) {
    for (std::size_t v = range.first; v < range.last; ++v)
      each_partner(graph, static_cast<vertex_id>(v), [&](vertex_id, const arc_run& there, const arc_run& back) {
        if (join(there, back) != Tie{}) ++rows.offset[v + 1];
      });
  });
  for (std::size_t v = 0; v < n; ++v) rows.offset[v + 1] += rows.offset[v];

  rows.split.resize(n);
  rows.target.resize(static_cast<std::size_t>(rows.offset[n]));
  rows.tie.resize(rows.target.size());
  parallel_for(pool, n, vertices_in_a_chunk, [&](index_range range) {
    for (std::size_t v = range.first; v < range.last; ++v) {
      std::uint64_t front = rows.offset[v];
      std::uint64_t back_end = rows.offset[v + 1];
      const auto rank = [&](std::size_t u) { return std::pair(rows.degree(u), u); };
      each_partner(graph, static_cast<vertex_id>(v), [&](vertex_id w, const arc_run& there, const arc_run& back) {
        const Tie tie = join(there, back);
        if (tie == Tie{}) return;
        const std::uint64_t at = rank(w) > rank(v) ? front++ : --back_end;
        rows.target[at] = w;
        rows.tie[at] = tie;
      });
      rows.split[v] = front;
    }
  });
  return rows;
}

/// Where each vertex stands in the row that is looked at: 1, 2, …; 0 if it is not in it.
struct row_places {
  explicit row_places(std::size_t vertices) : place(vertices, 0) {}

  std::vector<std::uint32_t> place;
};

/// Calls visit(i, j, tie) for each tie between two vertices that are tied to v, once: the i-th and the j-th in its row. In all
/// rows together O(m^1.5) steps, because each looks forward only. Checks for a stop now and then.
template <class Tie, class Visit>
void each_tie_among_partners(const thread_pool& pool, const tie_rows<Tie>& rows, std::size_t v, row_places& places,
                             const Visit& visit) {
  constexpr std::size_t partners_between_looks = 1024;
  const std::uint64_t first = rows.offset[v];
  const std::size_t degree = rows.degree(v);
  for (std::size_t i = 0; i < degree; ++i) places.place[rows.target[first + i]] = static_cast<std::uint32_t>(i + 1);
  for (std::size_t i = 0; i < degree; ++i) {
    if (i % partners_between_looks == 0) pool.check_stop();
    const vertex_id q = rows.target[first + i];
    for (std::uint64_t at = rows.offset[q]; at < rows.split[q]; ++at)
      if (const std::uint32_t j = places.place[rows.target[at]]; j != 0) visit(i, std::size_t{j} - 1, rows.tie[at]);
  }
  for (std::size_t i = 0; i < degree; ++i) places.place[rows.target[first + i]] = 0;
}

}  // namespace coopgraph::detail
