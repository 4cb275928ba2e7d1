// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "centrality/walk_rows.hpp"

#include <coopgraph/core/parallel.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace coopgraph::detail {

struct walk_equation_options {
  double damping = 0.85;
  double tolerance = 0.0;                              // ends at a residual of that or of 1e-16
  std::size_t max_steps = 0;                           // ends after so many applications of the walk
  std::function<void(std::size_t, double)> tell = {};  // steps so far, and the residual that they came to
};

/// Brings x = S z, with residual = q + damping P x - x, nearer to x = damping P x + q, where P moves weight along symmetric rows
/// and S are their divisors; at dangling places x stays. With the weights A, (S - damping A) z = q, symmetric and positive
/// definite: conjugate gradients preconditioned by S. Where the power iteration gains a factor d per sweep, this gains
/// (1 - sqrt(1 - d^2)) / d or more. Directions are rounded to floats, so that more of them stay in the cache; each step is exact
/// for the direction as rounded, so that the answer is as exact as with doubles. No arc joins two places that are apart from the
/// core: solving for them leaves an equation for the core alone (a Schur complement), better conditioned and no dearer, on which
/// the steps are taken. On a two-sided graph half as many do. To begin with, `residual` is 0 at the places apart, but for
/// rounding. Returns the steps; `residual` is used up.
/// Reference: Hestenes & Stiefel (1952), doi:10.6028/jres.049.044
[[nodiscard]] std::size_t solve_symmetric(thread_pool& pool, const walk_rows& rows, const walk_equation_options& options,
                                          large_vector<double>& z, large_vector<double>& residual);

/// The places in an order in which each arc leads on, if there is one: if the walk never comes back to where it was.
/// `out` are the rows of the vertices.
[[nodiscard]] std::optional<std::vector<vertex_id>> order_of_acyclic(thread_pool& pool, const walk_rows& rows,
                                                                     const arc_rows& out);

/// z of x = S z = damping P x + q, q(place), exact but for rounding: place by place in that order.
template <class Entering>
[[nodiscard]] large_vector<double> solve_acyclic(thread_pool& pool, const walk_rows& rows, const std::vector<vertex_id>& order,
                                                 double damping, const Entering& q) {
  large_vector<double> z(rows.places(), 0.0);
  std::size_t done = 0;
  for (const vertex_id i : order) {
    if (++done % 65536 == 0) pool.check_stop();
    z[i] = (damping * rows.gather(z.data(), i) + q(i)) / rows.divisor[i];
  }
  return z;
}

}  // namespace coopgraph::detail
