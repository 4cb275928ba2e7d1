// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "centrality/perron_block.hpp"
#include "centrality/positive_matrix.hpp"

#include <coopgraph/core/execution.hpp>

#include <cstddef>
#include <vector>

namespace coopgraph::detail {

/// An eigenvector >= 0 of the greatest eigenvalue (the spectral radius) of a matrix that may be reducible.
struct perron_answer {
  std::vector<double> vector;  ///< Euclidean norm 1; all 0 if the radius is 0
  double eigenvalue = 0.0;     ///< scaled as the matrix is
  double residual = 0.0;       ///< |Mx - eigenvalue x| / eigenvalue
  std::size_t iterations = 0;
  bool converged = false;
  std::size_t dominant = 0;  ///< how many dominant components there are; 0: the radius is 0
};

/// A component (a set of indices, each reached from each other over entries) is dominant if its radius is the greatest, within a
/// relative 1e-9, and no arc path from it leads to another such one, arcs going from column to row. On the dominant components
/// the answer is the projection of the vector of ones on the space of their eigenvectors; elsewhere it is what follows from
/// there.
[[nodiscard]] perron_answer solve_perron(thread_pool& pool, const positive_matrix& matrix, const perron_limits& limits);

/// Just the radius: an estimate that is within about `limits.tolerance` where all converge.
[[nodiscard]] double spectral_radius(thread_pool& pool, const positive_matrix& matrix, const perron_limits& limits);

/// Tells of iterations as shares of the most that are allowed, once a share is 1 / 200 greater than the one before.
class iteration_teller {
 public:
  iteration_teller(const execution& run, std::size_t most) : run_(run), most_(most) {}
  void tell(std::size_t iterations);
  void finish() const {
    if (run_.progress) run_.progress(1.0);
  }

 private:
  const execution& run_;
  std::size_t most_;
  double told_ = 0.0;
};

}  // namespace coopgraph::detail
