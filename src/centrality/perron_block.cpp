// SPDX-License-Identifier: BSL-1.0
#include "centrality/perron_block.hpp"

#include <coopgraph/core/elementary.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace coopgraph::detail {
namespace {

using vector = std::vector<double>;

template <class Term>
double sum_over(thread_pool& pool, std::size_t n, const Term& term) {
  return parallel_reduce(
      pool, n, matrix_chunk, 0.0,
      [&](index_range range) {
        double sum = 0.0;
        for (std::size_t i = range.first; i < range.last; ++i) sum += term(i);
        return sum;
      },
      [](double a, double b) { return a + b; });
}

double dot(thread_pool& pool, const vector& a, const vector& b) {
  return sum_over(pool, a.size(), [&](std::size_t i) { return a[i] * b[i]; });
}

/// A small dense square matrix.
class dense {
 public:
  explicit dense(std::size_t n) : n_(n), entry_(n * n, 0.0) {}
  [[nodiscard]] std::size_t size() const noexcept { return n_; }
  double& operator()(std::size_t i, std::size_t j) { return entry_[i * n_ + j]; }
  double operator()(std::size_t i, std::size_t j) const { return entry_[i * n_ + j]; }

  [[nodiscard]] double largest() const {
    double most = 0.0;
    for (const double e : entry_) most = std::max(most, std::fabs(e));
    return most;
  }
  void divide_by(double d) {
    for (double& e : entry_) e /= d;
  }
  [[nodiscard]] dense squared() const {
    dense product(n_);
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t k = 0; k < n_; ++k)
        for (std::size_t j = 0; j < n_; ++j) product(i, j) += (*this)(i, k) * (*this)(k, j);
    return product;
  }

 private:
  std::size_t n_;
  vector entry_;
};

/// The direction of B's eigenvector for the eigenvalue of greatest real part, if that is real: (B + c)^(2^40), whose columns all
/// point there. `c` makes the greatest real part the greatest modulus as well.
vector dominant_direction(dense b) {
  const double shift = b.largest() * static_cast<double>(b.size());
  for (std::size_t i = 0; i < b.size(); ++i) b(i, i) += shift;
  for (int doubling = 0; doubling < 40; ++doubling) {
    b.divide_by(b.largest());
    b = b.squared();
  }
  std::size_t best = 0;
  vector length(b.size(), 0.0);
  for (std::size_t j = 0; j < b.size(); ++j) {
    for (std::size_t i = 0; i < b.size(); ++i) length[j] += b(i, j) * b(i, j);
    if (length[j] > length[best]) best = j;
  }
  vector direction(b.size());
  for (std::size_t i = 0; i < b.size(); ++i) direction[i] = b(i, best) / std::sqrt(length[best]);
  return direction;
}

class block_solver {
 public:
  block_solver(thread_pool& pool, const positive_matrix& matrix, const perron_limits& limits)
      : pool_(pool), matrix_(matrix), limits_(limits), n_(matrix.size()), image_(n_) {
    found_.vector.assign(n_, 1.0 / std::sqrt(static_cast<double>(n_)));
  }

  perron_block run() {
    measure();
    while (!done()) {
      if (power() || done()) break;
      subspaces();
    }
    return std::move(found_);
  }

 private:
  static constexpr std::size_t period = 10;         // iterations between looks at the rate
  static constexpr double patience = 60.0;          // iterations that the power iteration may still need
  static constexpr std::size_t largest_basis = 24;  // doubles 2 x 24 n are held
  static constexpr double shift = 0.25;             // of the eigenvalue

  [[nodiscard]] bool converged() const { return found_.residual <= limits_.tolerance; }
  [[nodiscard]] bool done() const { return converged() || found_.iterations >= limits_.max_iterations; }

  void multiply(const vector& x, vector& y) {
    parallel_for(pool_, n_, matrix_chunk, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i) y[i] = matrix_.row(i, x);
    });
    ++found_.iterations;
    if (limits_.each_iteration) limits_.each_iteration(found_.iterations);
  }

  /// image = M x, and what follows from it.
  void measure() {
    multiply(found_.vector, image_);
    judge();
  }
  void judge() {
    const vector& x = found_.vector;
    const double theta = dot(pool_, x, image_);
    const double square = sum_over(pool_, n_, [&](std::size_t i) {
      const double r = image_[i] / theta - x[i];  // divided first: squares of small numbers would vanish
      return r * r;
    });
    found_.eigenvalue = theta;
    found_.residual = std::sqrt(square);
  }

  /// Until convergence, or until it is slow. Returns whether it converged.
  bool power() {
    double before = found_.residual;
    for (std::size_t k = 1; !done(); ++k) {
      step();
      if (k % period != 0) continue;
      if (converged()) break;
      const double left = elementary::log(found_.residual / std::max(limits_.tolerance, 1e-16));
      const double gained = elementary::log(before / found_.residual) / static_cast<double>(period);
      if (!(gained * patience > left)) break;
      before = found_.residual;
    }
    return converged();
  }

  void step() {
    vector& x = found_.vector;
    const double theta = found_.eigenvalue;
    const auto shifted = [&](std::size_t i) { return image_[i] / theta + shift * x[i]; };
    const double norm = std::sqrt(sum_over(pool_, n_, [&](std::size_t i) { return shifted(i) * shifted(i); }));
    parallel_for(pool_, n_, matrix_chunk, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i) x[i] = shifted(i) / norm;
    });
    measure();
  }

  /// Cycles of projection. Leaves a vector >= 0 that has been measured.
  void subspaces() {
    vector previous;
    const std::size_t size = std::min(n_, n_ > (std::size_t{1} << 18) ? largest_basis / 2 : largest_basis);
    double best = found_.residual;
    for (int stale = 0; !done() && stale < 4;) {
      const vector start = found_.vector;
      cycle(size, previous);
      previous = start;
      stale = found_.residual < 0.5 * best ? 0 : stale + (found_.residual < best ? 0 : 1);
      best = std::min(best, found_.residual);
    }
    for (double& v : found_.vector) v = std::fabs(v);
    measure();
  }

  /// One projection on the space of x, its images, and the vector before. \pre image = M x
  void cycle(std::size_t size, const vector& previous) {
    basis_.clear();
    images_.clear();
    basis_.push_back(found_.vector);
    images_.push_back(image_);
    while (basis_.size() + (previous.empty() ? 0 : 1) < size && found_.iterations < limits_.max_iterations)
      if (!extend(vector(images_.back()))) break;
    if (!previous.empty() && basis_.size() < size) extend(vector(previous));
    project();
  }

  /// Adds what is new in `candidate`. False if nothing is.
  bool extend(vector candidate) {
    const double whole = std::sqrt(dot(pool_, candidate, candidate));
    for (int pass = 0; pass < 2; ++pass)  // once more for what rounding left
      for (const vector& b : basis_) {
        const double along = dot(pool_, candidate, b);
        for (std::size_t i = 0; i < n_; ++i) candidate[i] -= along * b[i];
      }
    const double norm = std::sqrt(dot(pool_, candidate, candidate));
    if (!(norm > 1e-13 * whole)) return false;
    for (double& c : candidate) c /= norm;
    vector image(n_);
    multiply(candidate, image);
    basis_.push_back(std::move(candidate));
    images_.push_back(std::move(image));
    return true;
  }

  void project() {
    dense b(basis_.size());
    for (std::size_t i = 0; i < b.size(); ++i)
      for (std::size_t j = 0; j < b.size(); ++j) b(i, j) = dot(pool_, basis_[i], images_[j]);
    const vector y = dominant_direction(std::move(b));
    vector& x = found_.vector;
    for (std::size_t i = 0; i < n_; ++i) {
      double at = 0.0;
      double image = 0.0;
      for (std::size_t k = 0; k < y.size(); ++k) {
        at += y[k] * basis_[k][i];
        image += y[k] * images_[k][i];
      }
      x[i] = at;
      image_[i] = image;
    }
    double norm = std::sqrt(dot(pool_, x, x));
    if (sum_over(pool_, n_, [&](std::size_t i) { return x[i]; }) < 0.0) norm = -norm;
    for (std::size_t i = 0; i < n_; ++i) {
      x[i] /= norm;
      image_[i] /= norm;
    }
    judge();
  }

  thread_pool& pool_;
  const positive_matrix& matrix_;
  const perron_limits& limits_;
  std::size_t n_;
  perron_block found_;
  vector image_;  // M x
  std::vector<vector> basis_;
  std::vector<vector> images_;
};

}  // namespace

perron_block solve_irreducible(thread_pool& pool, const positive_matrix& matrix, const perron_limits& limits) {
  return block_solver(pool, matrix, limits).run();
}

}  // namespace coopgraph::detail
