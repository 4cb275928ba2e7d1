// SPDX-License-Identifier: BSL-1.0
#pragma once

// The matrix D^(-1/2) A D^(-1/2) of an undirected graph, component by component.

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// A symmetric matrix by rows, columns rising. Those of a component, columns counted from its first.
struct symmetric_rows {
  std::span<const std::uint64_t> offset;  ///< size + 1, into column and value
  std::span<const std::uint32_t> column;
  std::span<const double> value;

  [[nodiscard]] std::size_t size() const noexcept { return offset.size() - 1; }
};

/// Vertices with strength stand one after the other, by component and number; components by their least vertex.
struct normalized_rows {
  std::vector<vertex_id> vertex;      ///< by place
  std::vector<double> root;           ///< by place: sqrt(d)
  std::vector<std::size_t> first{0};  ///< by component: its first place; one more at the end
  std::vector<std::uint64_t> offset{0};
  std::vector<std::uint32_t> column;
  std::vector<double> value;        ///< A(i, j) / (sqrt(d(i)) sqrt(d(j)))
  std::vector<vertex_id> isolated;  ///< vertices without strength

  [[nodiscard]] std::size_t components() const noexcept { return first.size() - 1; }
  [[nodiscard]] std::size_t size(std::size_t component) const { return first[component + 1] - first[component]; }
  [[nodiscard]] symmetric_rows rows_of(std::size_t component) const {
    return {std::span(offset).subspan(first[component], size(component) + 1), column, value};
  }
  [[nodiscard]] std::span<const double> roots_of(std::size_t component) const {
    return std::span(root).subspan(first[component], size(component));
  }
};

/// Exact strengths are added exactly. \pre strengths, if there are any, are checked
[[nodiscard]] normalized_rows make_normalized_rows(const undirected_view& graph, const edge_strengths* strengths);

}  // namespace coopgraph::detail
