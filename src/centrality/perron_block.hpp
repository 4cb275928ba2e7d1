// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "centrality/positive_matrix.hpp"

#include <coopgraph/core/parallel.hpp>

#include <cstddef>
#include <functional>
#include <vector>

namespace coopgraph::detail {

/// The limits of an iteration.
struct perron_limits {
  double tolerance = 0.0;
  std::size_t max_iterations = 0;
  std::function<void(std::size_t)> each_iteration;  ///< told the number so far; may throw
};

/// An eigenvector of a matrix that no reordering splits.
struct perron_block {
  std::vector<double> vector;  ///< >= 0, Euclidean norm 1
  double eigenvalue = 0.0;     ///< x'Mx
  double residual = 0.0;       ///< |Mx - eigenvalue x| / eigenvalue
  std::size_t iterations = 0;  ///< products with M
};

/// The eigenvector of the greatest eigenvalue of an irreducible matrix: shifted power iteration, and where that is slow the
/// best vector of the space of some 20 successive images and of the vector before.
/// \pre matrix has an entry
[[nodiscard]] perron_block solve_irreducible(thread_pool& pool, const positive_matrix& matrix, const perron_limits& limits);

}  // namespace coopgraph::detail
