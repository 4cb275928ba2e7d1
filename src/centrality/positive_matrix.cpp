// SPDX-License-Identifier: BSL-1.0
#include "centrality/positive_matrix.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>

namespace coopgraph::detail {

positive_matrix matrix_of_rows(const char* function, const arc_rows& rows, std::size_t vertices, std::size_t edges,
                               const edge_strengths* strengths) {
  if (strengths != nullptr) {
    check_size(function, *strengths, edges);
    for (edge_id e = 0; e < edges; ++e)
      if ((*strengths)[e] < 0.0)
        throw input_error(function, "strengths", to_text((*strengths)[e]) + " at edge " + to_text(e), "strengths >= 0");
  }
  // Without their unit, which cancels in all but the eigenvalue.
  const auto plain = [&](edge_id e) {
    if (strengths == nullptr) return 1.0;
    return strengths->is_exact() ? static_cast<double>(strengths->numerators()[e]) : strengths->approximate()[e];
  };
  double largest = 0.0;
  for (edge_id e = 0; e < edges; ++e) largest = std::max(largest, plain(e));
  positive_matrix matrix;
  if (largest > 0.0) std::frexp(largest, &matrix.exponent);

  matrix.offset.reserve(vertices + 1);
  matrix.column.reserve(rows.target.size());
  matrix.value.reserve(rows.target.size());
  for (vertex_id v = 0; v < vertices; ++v) {
    const std::uint64_t begin = matrix.offset.back();
    for (std::uint64_t arc = rows.offset[v]; arc < rows.offset[v + std::size_t{1}]; ++arc) {
      const double scaled = std::ldexp(plain(rows.edge[arc]), -matrix.exponent);
      if (scaled == 0.0) continue;
      if (matrix.column.size() > begin && matrix.column.back() == rows.target[arc]) {
        matrix.value.back() += scaled;
      } else {
        matrix.column.push_back(rows.target[arc]);
        matrix.value.push_back(scaled);
      }
    }
    matrix.offset.push_back(matrix.column.size());
  }
  return matrix;
}

double in_measure(const char* function, double scaled, const positive_matrix& matrix, const edge_strengths* strengths) {
  const rational unit = strengths == nullptr ? rational(1) : strengths->unit();
  const double value =
      std::ldexp(scaled, matrix.exponent) * static_cast<double>(unit.numerator()) / static_cast<double>(unit.denominator());
  if (!std::isfinite(value))
    throw input_error(function, "strengths", "so large that their sums are beyond the range of a double",
                      "strengths whose sums are below 1.8e308");
  return value;
}

}  // namespace coopgraph::detail
