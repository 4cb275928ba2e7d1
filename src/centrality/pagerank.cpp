// SPDX-License-Identifier: BSL-1.0
#include "centrality/walk_equation.hpp"
#include "centrality/walk_rows.hpp"

#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

void check(const pagerank_options& options, std::size_t n) {
  const auto refuse = [](const char* parameter, std::string value, std::string allowed) {
    throw option_error("pagerank", parameter, std::move(value), std::move(allowed));
  };
  if (!(options.damping >= 0.0 && options.damping < 1.0)) refuse("damping", to_text(options.damping), "[0, 1)");
  if (!(options.tolerance >= 0.0 && std::isfinite(options.tolerance)))
    refuse("tolerance", to_text(options.tolerance), "a finite number >= 0");
  if (options.max_iterations == 0) refuse("max_iterations", "0", "1 or more");

  const std::vector<double>& p = options.personalization;
  if (p.empty()) return;
  if (p.size() != n)
    refuse("personalization", to_text(p.size()) + " weights", "none, or " + to_text(n) + ", one for each vertex");
  for (std::size_t v = 0; v < n; ++v)
    if (!(p[v] >= 0.0 && std::isfinite(p[v])))
      refuse("personalization", to_text(p[v]) + " at vertex " + to_text(v), "finite weights >= 0");
  if (*std::max_element(p.begin(), p.end()) == 0.0) refuse("personalization", "0 at every vertex", "a weight above 0");
}

/// p by place; none if it is uniform.
std::vector<double> distribution(const std::vector<double>& weights, const walk_rows& rows) {
  if (weights.empty()) return {};
  // By the largest first: the sum of the weights themselves might leave the range of a double.
  const double largest = *std::max_element(weights.begin(), weights.end());
  double sum = 0.0;
  for (const double weight : weights) sum += weight / largest;
  std::vector<double> p;
  p.reserve(weights.size());
  for (const vertex_id v : rows.vertex) p.push_back(weights[v] / largest / sum);
  return p;
}

/// What one application of G measures.
struct sums {
  double residual = 0.0;  // |Gx - x|
  double mass = 0.0;      // of Gx
  double dangling = 0.0;  // of Gx on the dangling vertices
};

sums operator+(const sums& a, const sums& b) { return {a.residual + b.residual, a.mass + b.mass, a.dangling + b.dangling}; }

/// By place, see walk_rows. The scores are x(u) = z(u) s(u), with the divisors s: each sweep reads of them z(u) alone, which is
/// what u passes on by weight, and keeps no more.
struct vectors {
  std::vector<double> p;  // none: uniform
  large_vector<double> z;
  large_vector<double> next;  // of Gx

  [[nodiscard]] double anew(std::size_t i) const { return p.empty() ? 1.0 / static_cast<double>(z.size()) : p[i]; }
};

/// The mass of x.
sums measure(thread_pool& pool, const walk_rows& rows, const large_vector<double>& z) {
  return rows.total<sums>(pool, [&](index_range range) {
    sums found;
    for (std::size_t i = range.first; i < range.last; ++i) {
      const double x = z[i] * rows.divisor[i];
      found.mass += x;
      if (i >= rows.movers) found.dangling += x;
    }
    return found;
  });
}

/// next = that of G x. `before` measured x.
sums apply(thread_pool& pool, const walk_rows& rows, const pagerank_options& options, const sums& before, vectors& v) {
  const double d = options.damping;
  const double uniform = 1.0 / static_cast<double>(v.z.size());
  // 1 - d mass instead of 1 - d: what rounding did to the mass of x is made good, so that it does not pile up.
  const double anew = 1.0 - d * before.mass;
  const double stuck = d * before.dangling;
  const double stuck_uniform = options.dangling == dangling_policy::uniform ? stuck * uniform : 0.0;
  const double to_p = options.dangling == dangling_policy::uniform ? anew : anew + stuck;
  const double* const p = v.p.empty() ? nullptr : v.p.data();
  return rows.total<sums>(pool, [&](index_range range) {
    sums found;
    for (std::size_t i = range.first; i < range.last; ++i) {
      const double entering = stuck_uniform + to_p * (p == nullptr ? uniform : p[i]);
      const double z = (d * rows.gather(v.z.data(), i) + entering) / rows.divisor[i];
      const double y = z * rows.divisor[i];
      v.next[i] = z;
      found.residual += std::fabs(y - v.z[i] * rows.divisor[i]);
      found.mass += y;
      if (i >= rows.movers) found.dangling += y;
    }
    return found;
  });
}

/// Of a symmetric walk: along its arcs none enters a dangling vertex, so that the weight x(D) there follows from
/// x(D) = d x(D) w(D) + (1 - d) p(D), and with it how often the walk begins anew where. To begin with, the walk stays there:
/// then each component has the weight that it ends with.
void start_symmetric(const walk_rows& rows, const pagerank_options& options, vectors& v) {
  const double d = options.damping;
  const std::size_t n = v.z.size();
  const double uniform = 1.0 / static_cast<double>(n);
  const auto w = [&](std::size_t i) { return options.dangling == dangling_policy::uniform ? uniform : v.anew(i); };
  double p_stuck = 0.0;
  double w_stuck = 0.0;
  for (std::size_t i = rows.movers; i < n; ++i) {
    p_stuck += v.anew(i);
    w_stuck += w(i);
  }
  const double stuck = std::min(1.0, (1.0 - d) * p_stuck / (1.0 - d * std::min(1.0, w_stuck)));
  for (std::size_t i = 0; i < rows.movers; ++i) v.z[i] = (v.anew(i) + d * stuck * w(i) / (1.0 - d)) / rows.divisor[i];
  for (std::size_t i = rows.movers; i < n; ++i) v.z[i] = (1.0 - d) * v.anew(i) + d * stuck * w(i);
}

/// From there: those apart take what the core brings them, by which no residual is left there. The mass is no longer 1.
void settle_apart(thread_pool& pool, const walk_rows& rows, double d, large_vector<double>& z) {
  rows.for_each_chunk(pool, [&](index_range range) {
    for (std::size_t i = std::max(range.first, rows.core); i < std::min(range.last, rows.movers); ++i)
      z[i] = (1.0 - d) * z[i] + d * rows.gather(z.data(), i) / rows.divisor[i];
  });
}

/// The residual falls about geometrically: the share of the way on a logarithmic scale.
class progress_teller {
 public:
  explicit progress_teller(const pagerank_options& options) : options_(options) {}

  void tell(std::size_t iterations, double residual) {
    if (!options_.run.progress) return;
    if (iterations == 1) first_ = residual;
    double share = static_cast<double>(iterations) / static_cast<double>(options_.max_iterations);
    if (options_.tolerance > 0.0 && residual > 0.0 && first_ > options_.tolerance)
      share = std::max(share, std::log(first_ / residual) / std::log(first_ / options_.tolerance));
    if (share <= told_ || share >= 1.0) return;
    told_ = share;
    options_.run.progress(share);
  }

 private:
  const pagerank_options& options_;
  double first_ = 0.0;
  double told_ = 0.0;
};

void scale_to_one(thread_pool& pool, const walk_rows& rows, large_vector<double>& z) {
  const double mass = measure(pool, rows, z).mass;
  for (double& share : z) share /= mass;
}

/// The answer for a walk that never comes back, in z. What is dangling only makes all of it begin anew more often.
void finish_acyclic(thread_pool& pool, const walk_rows& rows, const std::vector<vertex_id>& order,
                    const pagerank_options& options, vectors& v) {
  const double d = options.damping;
  v.next = solve_acyclic(pool, rows, order, d, [&](std::size_t i) { return v.anew(i); });
  if (options.dangling == dangling_policy::uniform && !v.p.empty()) {
    const double uniform = 1.0 / static_cast<double>(v.z.size());
    v.z = solve_acyclic(pool, rows, order, d, [&](std::size_t) { return uniform; });
    // x = (1 - d) a + d x(D) b with the answers a and b for p and for w, whence x(D).
    const double a = measure(pool, rows, v.next).dangling;
    const double b = std::min(1.0, measure(pool, rows, v.z).dangling);
    const double share = d * a / (1.0 - d * b);
    for (std::size_t i = 0; i < v.z.size(); ++i) v.next[i] += share * v.z[i];
  }
  std::swap(v.z, v.next);
  scale_to_one(pool, rows, v.z);
}

/// From x and Gx of a symmetric walk towards the answer: the steps taken.
std::size_t approach_symmetric(thread_pool& pool, const walk_rows& rows, const pagerank_options& options, progress_teller& teller,
                               vectors& v) {
  walk_equation_options by{options.damping, options.tolerance, options.max_iterations - 2};
  by.tell = [&](std::size_t steps, double residual) { teller.tell(1 + steps, residual); };
  for (std::size_t i = 0; i < v.z.size(); ++i) v.next[i] = v.next[i] * rows.divisor[i] - v.z[i] * rows.divisor[i];
  const std::size_t steps = solve_symmetric(pool, rows, by, v.z, v.next);
  scale_to_one(pool, rows, v.z);
  return steps;
}

/// From x and Gx towards the answer where the walk allows more than a sweep: the steps taken, which may write next.
std::optional<std::size_t> leap(thread_pool& pool, const walk_rows& rows, const arc_rows& out, const pagerank_options& options,
                                progress_teller& teller, vectors& v) {
  if (rows.symmetric && rows.movers > 0) return approach_symmetric(pool, rows, options, teller, v);
  const std::optional<std::vector<vertex_id>> order = order_of_acyclic(pool, rows, out);
  if (!order) return std::nullopt;
  finish_acyclic(pool, rows, *order, options, v);
  return 1;
}

void iterate(thread_pool& pool, const walk_rows& rows, const arc_rows& out, const pagerank_options& options,
             pagerank_result& result) {
  const std::size_t n = rows.places();
  vectors v{distribution(options.personalization, rows), large_vector<double>(n), large_vector<double>(n)};
  const bool may_leap = options.max_iterations > 2;
  if (may_leap && rows.symmetric)
    start_symmetric(rows, options, v);
  else
    for (std::size_t i = 0; i < n; ++i) v.z[i] = v.anew(i) / rows.divisor[i];
  sums measured = measure(pool, rows, v.z);
  // Settled, x is measured as if its mass were 1, for the steps to come: it is no answer yet.
  const bool settled = may_leap && rows.symmetric && rows.core < rows.movers;
  if (settled) settle_apart(pool, rows, options.damping, v.z);
  progress_teller teller(options);
  for (;;) {
    measured = apply(pool, rows, options, measured, v);
    ++result.iterations;
    result.residual = measured.residual;
    result.converged = measured.residual <= options.tolerance && !(settled && result.iterations == 1);
    if (result.converged || result.iterations == options.max_iterations) break;
    teller.tell(result.iterations, result.residual);
    const auto steps =
        may_leap && result.iterations == 1 ? leap(pool, rows, out, options, teller, v) : std::optional<std::size_t>();
    if (steps) {
      result.iterations += *steps;
      measured = measure(pool, rows, v.z);
      continue;
    }
    std::swap(v.z, v.next);
  }
  result.score.values.resize(n);
  for (std::size_t i = 0; i < n; ++i) result.score.values[rows.vertex[i]] = v.z[i] * rows.divisor[i];
  result.error_bound = result.residual / (1.0 - options.damping);
}

template <direction D>
pagerank_result run(const csr_view<D>& graph, const edge_strengths* strengths, const pagerank_options& options) {
  const std::size_t n = graph.vertices();
  check(options, n);
  execution quiet = options.run;
  quiet.progress = nullptr;  // iterations are told of here, not loops
  thread_pool pool(quiet);
  pagerank_result result;
  result.converged = n == 0;
  const walk_rows rows = make_walk_rows(pool, graph, strengths);
  if (n > 0) iterate(pool, rows, graph.out, options, result);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

pagerank_result pagerank_of(const undirected_view& graph, const edge_strengths* strengths, const pagerank_options& options) {
  return run(graph, strengths, options);
}

pagerank_result pagerank_of(const directed_view& graph, const edge_strengths* strengths, const pagerank_options& options) {
  return run(graph, strengths, options);
}

}  // namespace coopgraph::detail
