// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/large_vector.hpp"

#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// The arcs of a walk by the vertex that they enter, laid out for sweep after sweep: vertices stand in places, those that most
/// arcs leave first, so that what is read most often lies together; each place has a row of the places that the walk comes from.
/// The walk at place u takes an arc of weight a with chance a / divisor[u].
struct walk_rows {
  large_vector<vertex_id> vertex;       // by place
  std::size_t core = 0;                 // no arc joins two movers from here on: they are apart
  std::size_t movers = 0;               // the walk is stuck at places from here on: they are dangling
  large_vector<std::uint64_t> offset;   // by place, and one more
  large_vector<vertex_id> from;         // by arc: a place
  large_vector<double> weight;          // by arc; none if each is 1
  large_vector<double> divisor;         // by place; 1 where it is stuck
  std::vector<std::size_t> bound = {};  // chunk c is the places bound[c] … bound[c + 1] - 1
  bool symmetric = false;               // the arcs from u to v weigh as much as those back, and divisors are not far apart

  [[nodiscard]] std::size_t places() const noexcept { return vertex.size(); }

  /// The sum of table[u] times its weight over the arcs into a place. Four sums side by side, always the same four: a single
  /// one would wait for each addition.
  template <class T>
  [[nodiscard]] double gather(const T* table, std::size_t place) const {
    const std::uint64_t first = offset[place];
    const std::uint64_t last = offset[place + 1];
    const vertex_id* const u = from.data();
    if (weight.empty()) return sum(first, last, [=](std::uint64_t arc) { return double{table[u[arc]]}; });
    const double* const a = weight.data();
    return sum(first, last, [=](std::uint64_t arc) { return a[arc] * double{table[u[arc]]}; });
  }

  /// Calls body(places) on each chunk.
  template <class Body>
  void for_each_chunk(thread_pool& pool, const Body& body) const {
    pool.for_each_chunk(bound.size() - 1, [&](std::size_t c) { body(index_range{bound[c], bound[c + 1]}); });
  }

  /// The sum, as a balanced tree, of body(places) over the chunks.
  template <class T, class Body>
  [[nodiscard]] T total(thread_pool& pool, const Body& body) const {
    return parallel_reduce(
        pool, bound.size() - 1, 1, T{},
        [&](index_range c) {
          return body(index_range{bound[c.first], bound[c.last]});
        },
        [](const T& a, const T& b) { return a + b; });
  }

 private:
  template <class Term>
  [[nodiscard]] static double sum(std::uint64_t arc, std::uint64_t last, const Term& term) {
    double a = 0.0, b = 0.0, c = 0.0, d = 0.0;
    for (; arc + 4 <= last; arc += 4) {
      a += term(arc);
      b += term(arc + 1);
      c += term(arc + 2);
      d += term(arc + 3);
    }
    for (; arc < last; ++arc) a += term(arc);
    return (a + b) + (c + d);
  }
};

/// Without strengths, or if all are the same number above 0, each arc weighs 1.
/// \throws input_error, in the name of pagerank
[[nodiscard]] walk_rows make_walk_rows(thread_pool& pool, const undirected_view& graph, const edge_strengths* strengths);
[[nodiscard]] walk_rows make_walk_rows(thread_pool& pool, const directed_view& graph, const edge_strengths* strengths);

}  // namespace coopgraph::detail
