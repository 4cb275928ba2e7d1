// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/flow/flow_capacities.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph {

/// How much can pass through each vertex at most, where some let any amount pass:
///
///     vertex_capacities::from({std::nullopt, 4.5, 0.1})      vertex 0 is unlimited
///     vertex_capacities::over({1, 10}, {0, 45, 1}, {0})      the same: 0, 45 and 1 tenths, vertex 0 unlimited whatever stands
///     there
class vertex_capacities {
 public:
  /// Vertex v lets numerators[v] * unit pass; those listed in `unlimited`, in any order, any amount.
  /// \throws input_error unless unit > 0, and for an unlimited vertex that has no numerator
  [[nodiscard]] static vertex_capacities over(const rational& unit, std::vector<std::int64_t> numerators,
                                              std::vector<vertex_id> unlimited = {}) {
    return vertex_capacities({edge_capacities::over(unit, std::move(numerators)), {unlimited.begin(), unlimited.end()}});
  }
  /// Each double means the decimal with the fewest digits that reads back as it; where there is nothing the vertex is unlimited.
  /// \throws input_error naming the position if a value is NaN or infinite
  [[nodiscard]] static vertex_capacities from(std::span<const std::optional<double>> values) {
    return vertex_capacities(flow_capacities::from(values));
  }
  [[nodiscard]] static vertex_capacities from(std::initializer_list<std::optional<double>> values) {
    return vertex_capacities(flow_capacities::from(values));
  }

  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  /// Complexity: O(log unlimited vertices).
  [[nodiscard]] bool is_unlimited(vertex_id v) const { return values_.is_unlimited(v); }
  [[nodiscard]] double operator[](vertex_id v) const { return values_.limits()[v]; }
  /// The same numbers and unlimited positions, by vertex.
  [[nodiscard]] const flow_capacities& by_position() const noexcept { return values_; }

 private:
  explicit vertex_capacities(flow_capacities values) : values_(std::move(values)) {}

  flow_capacities values_;
};

}  // namespace coopgraph
