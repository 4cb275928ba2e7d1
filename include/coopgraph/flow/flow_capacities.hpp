// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/graph/edge_values.hpp>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// How much each edge can carry at most, where some edges can carry any amount:
///
///     maximum_flow(graph, capacities, source, target)             edge_capacities: every edge has its limit
///     maximum_flow(graph, {capacities, {2, 5}}, source, target)   edges 2 and 5 are unlimited, whatever stands there
///     flow_capacities::from({4.5, std::nullopt, 0.1})             edge 1 is unlimited
class flow_capacities {
 public:
  /// The edges listed in `unlimited`, in any order, have no limit; their values in `limits` are not looked at.
  /// \throws input_error for an unlimited edge that has no value in `limits`
  flow_capacities(edge_capacities limits,  // NOLINT(google-explicit-constructor): limits alone are capacities
                  std::vector<edge_id> unlimited = {})
      : limits_(std::move(limits)), unlimited_(std::move(unlimited)) {
    std::sort(unlimited_.begin(), unlimited_.end());
    unlimited_.erase(std::unique(unlimited_.begin(), unlimited_.end()), unlimited_.end());
    if (!unlimited_.empty() && unlimited_.back() >= limits_.size())
      throw input_error("flow_capacities", "an unlimited edge", to_text(unlimited_.back()),
                        "an edge with a value, below " + to_text(limits_.size()));
  }

  /// As edge_capacities::from; where there is nothing the edge is unlimited.
  /// \throws input_error naming the edge if a value is NaN or infinite
  [[nodiscard]] static flow_capacities from(std::span<const std::optional<double>> values) {
    std::vector<double> limits;
    std::vector<edge_id> unlimited;
    for (const auto& value : values) {
      if (!value) unlimited.push_back(limits.size());
      limits.push_back(value.value_or(0.0));
    }
    return {edge_capacities::from(std::span<const double>(limits)), std::move(unlimited)};
  }
  [[nodiscard]] static flow_capacities from(std::initializer_list<std::optional<double>> values) {
    return from(std::span<const std::optional<double>>(values.begin(), values.size()));
  }

  [[nodiscard]] std::size_t size() const noexcept { return limits_.size(); }
  /// By edge; at an unlimited edge any value may stand.
  [[nodiscard]] const edge_capacities& limits() const noexcept { return limits_; }
  [[nodiscard]] std::span<const edge_id> unlimited() const noexcept { return unlimited_; }  ///< ascending
  /// Complexity: O(log unlimited edges).
  [[nodiscard]] bool is_unlimited(edge_id e) const { return std::binary_search(unlimited_.begin(), unlimited_.end(), e); }

 private:
  edge_capacities limits_;
  std::vector<edge_id> unlimited_;
};

/// What the rows of an edge table become when parallel rows are merged, as sum_by_edge() and least_by_edge() of edge values do: a
/// sum with an unlimited row is unlimited, the least capacity is that of the rows that have one.
/// \throws input_error as these
[[nodiscard]] flow_capacities sum_by_edge(const flow_capacities& rows, std::span<const edge_id> edge_of_row, std::size_t edges);
[[nodiscard]] flow_capacities least_by_edge(const flow_capacities& rows, std::span<const edge_id> edge_of_row, std::size_t edges);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Takes the unlimited rows out of `edge_of_row` and gives the edges that they make unlimited: all that have such a row, or those
/// that have no other.
[[nodiscard]] inline std::vector<edge_id> take_unlimited(std::span<const edge_id> unlimited_rows, bool one_is_enough,
                                                         std::vector<edge_id>& edge_of_row, std::size_t edges) {
  std::vector<std::size_t> limited(edges, 0);  // rows of an edge that have a limit
  for (const edge_id e : edge_of_row)
    if (e < edges) ++limited[e];
  std::vector<edge_id> unlimited;
  for (const edge_id row : unlimited_rows) {
    if (edge_of_row[row] != no_edge && edge_of_row[row] >= edges) continue;  // left to whoever adds up to refuse
    const edge_id e = std::exchange(edge_of_row[row], no_edge);
    if (e < edges && (--limited[e] == 0 || one_is_enough)) unlimited.push_back(e);
  }
  return unlimited;
}

}  // namespace detail

inline flow_capacities sum_by_edge(const flow_capacities& rows, std::span<const edge_id> edge_of_row, std::size_t edges) {
  detail::check_size("sum_by_edge", rows.limits(), edge_of_row.size());
  std::vector<edge_id> limited_rows(edge_of_row.begin(), edge_of_row.end());
  std::vector<edge_id> unlimited = detail::take_unlimited(rows.unlimited(), true, limited_rows, edges);
  return {sum_by_edge(rows.limits(), limited_rows, edges), std::move(unlimited)};
}

inline flow_capacities least_by_edge(const flow_capacities& rows, std::span<const edge_id> edge_of_row, std::size_t edges) {
  detail::check_size("least_by_edge", rows.limits(), edge_of_row.size());
  std::vector<edge_id> limited_rows(edge_of_row.begin(), edge_of_row.end());
  std::vector<edge_id> unlimited = detail::take_unlimited(rows.unlimited(), false, limited_rows, edges);
  return {least_by_edge(rows.limits(), limited_rows, edges), std::move(unlimited)};
}

}  // namespace coopgraph
