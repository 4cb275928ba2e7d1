// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "graph/point_tree.hpp"

#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/contiguity.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// Two neighbours, first < second.
struct contiguity_tie {
  vertex_id first = 0;
  vertex_id second = 0;
  std::int64_t amount = 0;  ///< millimetres apart, or of border
  bool attached = false;    ///< by the rule for islands

  [[nodiscard]] endpoints ends() const { return {first, second}; }
};

/// Sorts ties by their ends; of several with the same ends the first is kept.
void sort_ties(std::vector<contiguity_tie>& ties);

/// Points of units: those of unit u are at[begin[u]] … at[begin[u + 1] - 1].
struct unit_points {
  std::vector<unit_vector> at;
  std::vector<vertex_id> unit;  ///< by point
  std::vector<std::size_t> begin;

  [[nodiscard]] std::size_t units() const noexcept { return begin.size() - 1; }
};
/// One point for each unit.
/// \throws input_error if a position is off its range
[[nodiscard]] unit_points points_of(const char* function, std::span<const position> positions);
/// \throws input_error naming `what`
void check_position(const char* function, const position& p, const std::string& what);

/// Units that are in no tie, sorted.
[[nodiscard]] std::vector<vertex_id> islands_of(std::size_t units, std::span<const contiguity_tie> ties);

/// Adds the ties that the rule asks for. \pre ties are sorted, as they are afterwards
void attach_islands(thread_pool& pool, island_rule rule, const unit_points& points, std::span<const vertex_id> islands,
                    std::vector<contiguity_tie>& ties);

[[nodiscard]] undirected_graph graph_of_ties(std::size_t units, std::span<const contiguity_tie> ties);
[[nodiscard]] std::vector<edge_id> attached_edges(std::span<const contiguity_tie> ties);
/// Kilometres.
template <value_kind K>
[[nodiscard]] edge_values<K> amounts_of(std::span<const contiguity_tie> ties) {
  std::vector<std::int64_t> amounts;
  for (const contiguity_tie& tie : ties) amounts.push_back(tie.amount);
  return edge_values<K>::over({1, 1'000'000}, std::move(amounts));
}

}  // namespace coopgraph::detail
