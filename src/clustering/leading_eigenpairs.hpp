// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/normalized_rows.hpp"
#include "core/large_vector.hpp"

#include <coopgraph/core/parallel.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace coopgraph::detail {

struct eigenpair_limits {
  double tolerance = 0.0;
  std::size_t max_iterations = 0;
  std::uint64_t seed = 0;
  std::function<void(std::size_t)> each_iteration;  ///< told the number so far
};

struct eigenpairs {
  std::size_t count = 0;
  std::vector<double> value;     ///< falling
  std::vector<double> residual;  ///< |M u - value u|
  large_vector<double> vectors;  ///< entry i of pair j at [i count + j]; orthonormal
  bool converged = true;
  std::size_t iterations = 0;  ///< products of the matrix with a block
};

/// The pairs with the greatest values of a matrix whose eigenvalues are from -1 to 1, without one that is known: the unit vector
/// `known`, to which all are orthogonal. Small ones by a dense solver. Of others a block of vectors, some more than wanted, is
/// filtered by the Chebyshev polynomial that is small from -1 to the least value of the block, and projected, again and again.
/// Reference: Zhou, Saad, Tiago & Chelikowsky (2006), doi:10.1016/j.jcp.2006.03.017
/// \pre wanted < the size of the matrix
[[nodiscard]] eigenpairs leading_eigenpairs(thread_pool& pool, const symmetric_rows& matrix, std::span<const double> known,
                                            std::size_t wanted, const eigenpair_limits& limits);

}  // namespace coopgraph::detail
