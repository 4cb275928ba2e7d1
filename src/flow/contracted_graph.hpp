// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/csr_view.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// Asks now and then whether to stop.
class stop_pace {
 public:
  explicit stop_pace(const execution& run) : run_(run) {}
  /// \throws cancelled on request
  void worked(std::size_t steps) {
    since_stop_ += steps;
    if (since_stop_ >= steps_between_stops) ask();
  }

  /// Sorts in runs that get longer, and asks between them.
  template <class T, class Less>
  void sort(std::vector<T>& values, const Less& less) {
    const auto at = [&](std::size_t i) { return values.begin() + static_cast<std::ptrdiff_t>(std::min(i, values.size())); };
    for (std::size_t i = 0; i < values.size(); i += first_run) {
      std::sort(at(i), at(i + first_run), less);
      worked(first_run);
    }
    for (std::size_t run = first_run; run < values.size(); run *= 2)
      for (std::size_t i = 0; i < values.size(); i += 2 * run) {
        std::inplace_merge(at(i), at(i + run), at(i + 2 * run), less);
        worked(2 * run);
      }
  }

 private:
  static constexpr std::size_t steps_between_stops = 65'536;
  static constexpr std::size_t first_run = 16'384;
  void ask();

  const execution& run_;
  std::size_t since_stop_ = 0;
};

/// What is left of a graph after contractions: no loops, no parallel edges once contract() has made it.
struct contracted_graph {
  struct arc {
    vertex_id head;
    std::int64_t capacity;
  };
  std::vector<std::size_t> first = {0};
  std::vector<arc> arcs;             // each edge both ways; those of v are arcs[first[v]] … arcs[first[v + 1] - 1]
  std::vector<std::int64_t> degree;  // the capacities at a vertex together

  [[nodiscard]] std::size_t vertices() const noexcept { return first.size() - 1; }
  /// The arcs pushed back since the last one was ended are those of the next vertex.
  void end_row() { first.push_back(arcs.size()); }
};

struct contraction {
  contracted_graph graph;
  std::vector<vertex_id> name;  // by vertex before: what it is part of
};

/// The vertices of a set become one, numbered by their least; capacities between two sets add up, where they reach 2^63 to
/// 2^63 - 1. Degrees of `from` are not read.
[[nodiscard]] contraction contract(const contracted_graph& from, vertex_sets& sets, stop_pace& pace);

struct inseparable_vertices {
  vertex_sets sets;                // no cut below the bound divides one
  std::vector<std::int64_t> tied;  // by vertex: its capacity to those before it in the order; at most the bound
};

/// The vertices in the order in which always the one with the most capacity to those before it is next: where an edge brings that
/// of its end to the bound, no cut below the bound separates its ends. \pre connected, bound > 0
/// Reference: Nagamochi, Ono & Ibaraki (1994), doi:10.1007/BF01582581
[[nodiscard]] inseparable_vertices join_inseparable(const contracted_graph& graph, std::int64_t bound, stop_pace& pace);

}  // namespace coopgraph::detail
