// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/parallel.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// A square matrix of numbers >= 0 in rows that list what is above 0, each place once, sorted by column.
struct positive_matrix {
  std::vector<std::uint64_t> offset{0};
  std::vector<vertex_id> column;
  std::vector<double> value;  ///< at most about 1 for each edge: the strengths over 2^exponent of their measure
  int exponent = 0;

  [[nodiscard]] std::size_t size() const noexcept { return offset.size() - 1; }
  [[nodiscard]] double row(std::size_t i, const std::vector<double>& x) const {
    double sum = 0.0;
    for (std::uint64_t k = offset[i]; k < offset[i + 1]; ++k) sum += value[k] * x[column[k]];
    return sum;
  }
};

/// Rows are cut into chunks of this many for threads.
inline constexpr std::size_t matrix_chunk = 2048;

/// A', its rows as `rows` says: entry (v, u) is the sum of the strengths of the arcs in the row of v that lead to u; each is 1
/// without strengths. \throws input_error unless there is one strength >= 0 per edge
[[nodiscard]] positive_matrix matrix_of_rows(const char* function, const arc_rows& rows, std::size_t vertices, std::size_t edges,
                                             const edge_strengths* strengths);

/// `scaled` times 2^exponent in the strengths' measure. \throws input_error beyond the range of a double
[[nodiscard]] double in_measure(const char* function, double scaled, const positive_matrix& matrix,
                                const edge_strengths* strengths);

}  // namespace coopgraph::detail
