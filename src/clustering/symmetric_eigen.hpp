// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace coopgraph::detail {

/// A dense square matrix by rows.
struct dense_matrix {
  std::size_t size = 0;
  std::vector<double> entry;

  explicit dense_matrix(std::size_t n) : size(n), entry(n * n, 0.0) {}
  [[nodiscard]] double* row(std::size_t i) { return entry.data() + i * size; }
  [[nodiscard]] const double* row(std::size_t i) const { return entry.data() + i * size; }
};

/// All eigenpairs, the greatest value first.
struct dense_eigenpairs {
  std::vector<double> value;
  dense_matrix vectors;  ///< row j: the eigenvector of value[j], length 1
};

/// Of a symmetric matrix, of which the lower triangle is read: Householder's tridiagonal form, then implicit QL steps, in an
/// order of operations of its own, so that the bits are the same on every machine. `pause` is called now and then; it may throw.
/// Complexity: O(n^3) time, O(n^2) memory.
/// Reference: Martin, Reinsch & Wilkinson (1968), doi:10.1007/BF02161841; Dubrulle, Martin & Wilkinson (1968),
/// doi:10.1007/BF02165404
[[nodiscard]] dense_eigenpairs symmetric_eigenpairs(dense_matrix matrix, const std::function<void()>& pause = {});

}  // namespace coopgraph::detail
