// SPDX-License-Identifier: BSL-1.0
#include "centrality/walk_equation.hpp"

#include <algorithm>
#include <cmath>

namespace coopgraph::detail {
namespace {

struct pair_of_sums {
  double first = 0.0;
  double second = 0.0;
};

pair_of_sums operator+(const pair_of_sums& a, const pair_of_sums& b) { return {a.first + b.first, a.second + b.second}; }

/// All by place; those where the walk is stuck keep a direction of 0.
struct state {
  large_vector<double>& z;
  large_vector<double>& residual;
  large_vector<float> direction;
  large_vector<double> image;  // of the direction, under S - damping A
};

index_range within(index_range range, std::size_t first, std::size_t last) {
  return {std::clamp(range.first, first, last), std::clamp(range.last, first, last)};
}

/// The direction of those apart that follows from the core's: its image there is 0, but for rounding and for `share` of the
/// residual that rounding left there. direction * image and direction * residual.
pair_of_sums follow(thread_pool& pool, const walk_rows& rows, double damping, double share, state& s) {
  return rows.total<pair_of_sums>(pool, [&](index_range range) {
    pair_of_sums found;
    const index_range apart = within(range, rows.core, rows.movers);
    for (std::size_t i = apart.first; i < apart.last; ++i) {
      const double entering = damping * rows.gather(s.direction.data(), i);
      s.direction[i] = static_cast<float>((entering + share * s.residual[i]) / rows.divisor[i]);
      const double along = double{s.direction[i]};
      s.image[i] = rows.divisor[i] * along - entering;
      found.first += along * s.image[i];
      found.second += along * s.residual[i];
    }
    return found;
  });
}

/// The direction's image in the core; direction * image and direction * residual.
pair_of_sums apply(thread_pool& pool, const walk_rows& rows, double damping, state& s) {
  return rows.total<pair_of_sums>(pool, [&](index_range range) {
    pair_of_sums found;
    const index_range core = within(range, 0, rows.core);
    for (std::size_t i = core.first; i < core.last; ++i) {
      const double along = double{s.direction[i]};
      s.image[i] = rows.divisor[i] * along - damping * rows.gather(s.direction.data(), i);
      found.first += along * s.image[i];
      found.second += along * s.residual[i];
    }
    return found;
  });
}

/// Goes `far` along the direction; the square of the core's residual over S, and the sum of the residual.
pair_of_sums go(thread_pool& pool, const walk_rows& rows, double far, state& s) {
  return rows.total<pair_of_sums>(pool, [&](index_range range) {
    pair_of_sums found;
    const index_range core = within(range, 0, rows.core);
    for (std::size_t i = core.first; i < core.last; ++i) {
      s.z[i] += far * double{s.direction[i]};
      const double r = s.residual[i] -= far * s.image[i];
      found.first += r * (r / rows.divisor[i]);
      found.second += std::fabs(r);
    }
    const index_range apart = within(range, rows.core, rows.movers);
    for (std::size_t i = apart.first; i < apart.last; ++i) {
      s.z[i] += far * double{s.direction[i]};
      found.second += std::fabs(s.residual[i] -= far * s.image[i]);
    }
    return found;
  });
}

/// The direction in the core.
void turn(thread_pool& pool, const walk_rows& rows, double keep, state& s) {
  rows.for_each_chunk(pool, [&](index_range range) {
    const index_range core = within(range, 0, rows.core);
    for (std::size_t i = core.first; i < core.last; ++i)
      s.direction[i] = static_cast<float>(s.residual[i] / rows.divisor[i] + keep * double{s.direction[i]});
  });
}

}  // namespace

std::size_t solve_symmetric(thread_pool& pool, const walk_rows& rows, const walk_equation_options& options,
                            large_vector<double>& z, large_vector<double>& residual) {
  const std::size_t n = rows.places();
  state s{z, residual, large_vector<float>(n, 0.0F), large_vector<double>(n, 0.0)};  // the first go() is along nothing
  pair_of_sums left = go(pool, rows, 0.0, s);
  turn(pool, rows, 0.0, s);
  const double goal = std::max(0.999 * options.tolerance, 1e-16);
  std::size_t steps = 0;
  double far = 1.0;
  while (left.second > goal && steps < options.max_steps) {
    // How far this step goes shows after it only: about as far as the last one.
    const pair_of_sums apart = follow(pool, rows, options.damping, 1.0 / far, s);
    const pair_of_sums along = apart + apply(pool, rows, options.damping, s);
    ++steps;
    if (!(along.first > 0.0 && along.second > 0.0)) break;  // nothing but rounding is left
    far = along.second / along.first;
    const pair_of_sums now = go(pool, rows, far, s);
    turn(pool, rows, left.first > 0.0 ? now.first / left.first : 0.0, s);
    left = now;
    if (options.tell) options.tell(steps, left.second);
  }
  for (double& at : z) at = std::max(0.0, at);
  return steps;
}

std::optional<std::vector<vertex_id>> order_of_acyclic(thread_pool& pool, const walk_rows& rows, const arc_rows& out) {
  const std::size_t n = rows.places();
  std::vector<std::uint64_t> left(n);  // by place: arcs out to places that are not in the order yet
  std::vector<vertex_id> order;        // back to front
  order.reserve(n);
  for (std::size_t i = 0; i < n; ++i) {
    left[i] = out.degree(rows.vertex[i]);
    if (left[i] == 0) order.push_back(static_cast<vertex_id>(i));
  }
  for (std::size_t done = 0; done < order.size(); ++done) {
    if (done % 65536 == 0) pool.check_stop();
    const std::size_t i = order[done];
    for (std::uint64_t arc = rows.offset[i]; arc < rows.offset[i + 1]; ++arc)
      if (--left[rows.from[arc]] == 0) order.push_back(rows.from[arc]);
  }
  if (order.size() < n) return std::nullopt;
  std::reverse(order.begin(), order.end());
  return order;
}

}  // namespace coopgraph::detail
