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

}  // namespace coopgraph
