// SPDX-License-Identifier: BSL-1.0
#include "clustering/leading_eigenpairs.hpp"

#include "clustering/symmetric_eigen.hpp"

#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

namespace coopgraph::detail {
namespace {

using vector = std::vector<double>;
using block = large_vector<double>;  // n rows of `width`

constexpr std::size_t rows_in_a_chunk = 1024;
constexpr std::size_t dense_size = 256;

/// Sums over chunks of what body(range, sums) adds to `count` sums.
template <class Body>
vector sums_over(thread_pool& pool, std::size_t n, std::size_t count, const Body& body) {
  return parallel_reduce(
      pool, n, rows_in_a_chunk, vector(count, 0.0),
      [&](index_range range) {
        vector sums(count, 0.0);
        body(range, sums);
        return sums;
      },
      [](vector a, const vector& b) {
        for (std::size_t i = 0; i < a.size(); ++i) a[i] += b[i];
        return a;
      });
}

eigenpairs by_dense_solver(thread_pool& pool, const symmetric_rows& matrix, std::span<const double> known, std::size_t wanted) {
  const std::size_t n = matrix.size();
  dense_matrix dense(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::uint64_t at = matrix.offset[i]; at < matrix.offset[i + 1]; ++at) dense.row(i)[matrix.column[at]] = matrix.value[at];
    for (std::size_t j = 0; j <= i; ++j)
      dense.row(i)[j] -= 3.0 * known[i] * known[j];  // its value 1 becomes -2, below all others
  }
  const dense_eigenpairs all = symmetric_eigenpairs(std::move(dense), [&] { pool.check_stop(); });
  eigenpairs found{wanted, {}, {}, block(n * wanted), true, 0};
  for (std::size_t j = 0; j < wanted; ++j) {
    const double* const u = all.vectors.row(j);
    double square = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      double image = 0.0;
      for (std::uint64_t at = matrix.offset[i]; at < matrix.offset[i + 1]; ++at) image += matrix.value[at] * u[matrix.column[at]];
      const double r = image - all.value[j] * u[i];
      square += r * r;
      found.vectors[i * wanted + j] = u[i];
    }
    found.value.push_back(all.value[j]);
    found.residual.push_back(std::sqrt(square));
  }
  return found;
}

class subspace_solver {
 public:
  subspace_solver(thread_pool& pool, const symmetric_rows& matrix, std::span<const double> known, std::size_t wanted,
                  std::size_t width, const eigenpair_limits& limits)
      : pool_(pool),
        matrix_(matrix),
        known_(known),
        wanted_(wanted),
        n_(matrix.size()),
        width_(width),
        limits_(limits),
        x_(n_ * width),
        image_(n_ * width),
        spare_(n_ * width) {}

  eigenpairs run() {
    // 1. A block drawn at random
    for (std::size_t j = 0; j < width_; ++j) draw(j);
    for (;;) {
      // 2. The best approximations in its span
      orthonormalise();
      multiply(x_, image_);
      project();
      judge();
      if (greatest_residual() <= limits_.tolerance || iterations_ >= limits_.max_iterations) break;
      // 3. What is not wanted is damped
      filter();
    }
    return finished();
  }

 private:
  void draw(std::size_t j) {
    const std::uint64_t purpose = drawn_++;
    parallel_for(pool_, n_, rows_in_a_chunk, [&](index_range range) {
      random_stream random(limits_.seed + purpose, "spectral.block", range.first);
      for (std::size_t i = range.first; i < range.last; ++i) x_[i * width_ + j] = random.uniform() - 0.5;
    });
  }

  void count_product() {
    ++iterations_;
    if (limits_.each_iteration) limits_.each_iteration(iterations_);
  }

  void multiply(const block& from, block& to) {
    parallel_for(pool_, n_, rows_in_a_chunk, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i) image_row(from, i, to.data() + i * width_);
    });
    count_product();
  }

  void image_row(const block& from, std::size_t i, double* to) const {
    std::fill_n(to, width_, 0.0);
    for (std::uint64_t at = matrix_.offset[i]; at < matrix_.offset[i + 1]; ++at) {
      const double* const other = from.data() + matrix_.column[at] * width_;
      const double value = matrix_.value[at];
      for (std::size_t j = 0; j < width_; ++j) to[j] += value * other[j];
    }
  }

  /// Each vector against `known` and those before it, twice for what rounding left. One that has nothing new is drawn anew.
  void orthonormalise() {
    for (std::size_t j = 0; j < width_; ++j)
      for (int tries = 0; !orthonormalise(j) && tries < 5; ++tries) draw(j);
  }

  bool orthonormalise(std::size_t j) {
    const double whole = norm(j);
    for (int pass = 0; pass < 2; ++pass) {
      const vector along = sums_over(pool_, n_, j + 1, [&](index_range range, vector& sums) {
        for (std::size_t i = range.first; i < range.last; ++i) {
          const double* const row = x_.data() + i * width_;
          for (std::size_t k = 0; k < j; ++k) sums[k] += row[k] * row[j];
          sums[j] += known_[i] * row[j];
        }
      });
      parallel_for(pool_, n_, rows_in_a_chunk, [&](index_range range) {
        for (std::size_t i = range.first; i < range.last; ++i) {
          double* const row = x_.data() + i * width_;
          double less = along[j] * known_[i];
          for (std::size_t k = 0; k < j; ++k) less += along[k] * row[k];
          row[j] -= less;
        }
      });
    }
    const double left = norm(j);
    if (!(left > 1e-12 * whole)) return false;
    parallel_for(pool_, n_, rows_in_a_chunk, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i) x_[i * width_ + j] /= left;
    });
    return true;
  }

  [[nodiscard]] double norm(std::size_t j) {
    return std::sqrt(sums_over(pool_, n_, 1, [&](index_range range, vector& sums) {
      for (std::size_t i = range.first; i < range.last; ++i) sums[0] += x_[i * width_ + j] * x_[i * width_ + j];
    })[0]);
  }

  /// \pre image = M x
  void project() {
    const std::size_t w = width_;
    const vector products = sums_over(pool_, n_, w * w, [&](index_range range, vector& sums) {
      for (std::size_t i = range.first; i < range.last; ++i) {
        const double* const x = x_.data() + i * w;
        const double* const y = image_.data() + i * w;
        for (std::size_t a = 0; a < w; ++a)
          for (std::size_t b = 0; b <= a; ++b) sums[a * w + b] += x[a] * y[b];
      }
    });
    dense_matrix small(w);
    for (std::size_t a = 0; a < w; ++a)
      for (std::size_t b = 0; b <= a; ++b) small.row(a)[b] = products[a * w + b];
    const dense_eigenpairs pairs = symmetric_eigenpairs(std::move(small), [&] { pool_.check_stop(); });
    value_ = pairs.value;
    turn(x_, pairs.vectors);
    turn(image_, pairs.vectors);
  }

  /// Each row times the transposed `by`.
  void turn(block& b, const dense_matrix& by) {
    const std::size_t w = width_;
    dense_matrix across(w);
    for (std::size_t j = 0; j < w; ++j)
      for (std::size_t k = 0; k < w; ++k) across.row(k)[j] = by.row(j)[k];
    parallel_for(pool_, n_, rows_in_a_chunk, [&](index_range range) {
      vector turned(w);
      for (std::size_t i = range.first; i < range.last; ++i) {
        double* const row = b.data() + i * w;
        std::fill(turned.begin(), turned.end(), 0.0);
        for (std::size_t k = 0; k < w; ++k)
          for (std::size_t j = 0; j < w; ++j) turned[j] += row[k] * across.row(k)[j];
        std::copy(turned.begin(), turned.end(), row);
      }
    });
  }

  void judge() {
    const vector squares = sums_over(pool_, n_, width_, [&](index_range range, vector& sums) {
      for (std::size_t i = range.first; i < range.last; ++i)
        for (std::size_t j = 0; j < width_; ++j) {
          const double r = image_[i * width_ + j] - value_[j] * x_[i * width_ + j];
          sums[j] += r * r;
        }
    });
    residual_.resize(width_);
    for (std::size_t j = 0; j < width_; ++j) residual_[j] = std::sqrt(squares[j]);
  }

  [[nodiscard]] double greatest_residual() const {
    return *std::max_element(residual_.begin(), residual_.begin() + static_cast<std::ptrdiff_t>(wanted_));
  }

  /// x becomes p(M) x, with p the Chebyshev polynomial that is at most 1 from -1 to the least value of the block.
  void filter() {
    const double top = std::clamp(value_.back(), -0.9, 1.0 - 1e-12);
    const double middle = (top - 1.0) / 2.0;
    const double half = (top + 1.0) / 2.0;
    const std::size_t degree = degree_for(middle, half);
    // What rounding leaves of the known vector grows faster than all else: it is taken out before it counts.
    const auto period = static_cast<std::size_t>(std::max(1.0, 12.0 / growth(1.0, middle, half)));
    step(x_, nullptr, middle, 1.0 / half, image_);
    for (std::size_t d = 2; d <= degree && iterations_ < limits_.max_iterations; ++d) {
      step(image_, &x_, middle, 2.0 / half, spare_);
      std::swap(x_, image_);
      std::swap(image_, spare_);
      if (d % period != 0) continue;
      take_out_known(x_);
      take_out_known(image_);
    }
    std::swap(x_, image_);
  }

  /// to = scale (M - middle) from - before
  void step(const block& from, const block* before, double middle, double scale, block& to) {
    parallel_for(pool_, n_, rows_in_a_chunk, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i) {
        double* const row = to.data() + i * width_;
        image_row(from, i, row);
        const double* const own = from.data() + i * width_;
        for (std::size_t j = 0; j < width_; ++j) row[j] = scale * (row[j] - middle * own[j]);
        if (before == nullptr) continue;
        const double* const old = before->data() + i * width_;
        for (std::size_t j = 0; j < width_; ++j) row[j] -= old[j];
      }
    });
    count_product();
  }

  void take_out_known(block& from) {
    const vector along = sums_over(pool_, n_, width_, [&](index_range range, vector& sums) {
      for (std::size_t i = range.first; i < range.last; ++i)
        for (std::size_t j = 0; j < width_; ++j) sums[j] += known_[i] * from[i * width_ + j];
    });
    parallel_for(pool_, n_, rows_in_a_chunk, [&](index_range range) {
      for (std::size_t i = range.first; i < range.last; ++i)
        for (std::size_t j = 0; j < width_; ++j) from[i * width_ + j] -= along[j] * known_[i];
    });
  }

  /// The logarithm of the factor by which a step of the filter draws out an eigenvector.
  [[nodiscard]] static double growth(double value, double middle, double half) {
    const double y = std::max(1.0, (value - middle) / half);
    return elementary::log(y + std::sqrt((y - 1.0) * (y + 1.0)));
  }

  /// As high as the residual asks for, but so that the first vectors do not drown the last wanted ones, nor leave the range.
  [[nodiscard]] std::size_t degree_for(double middle, double half) const {
    const double first = growth(value_.front(), middle, half);
    const double last = growth(value_[wanted_ - 1], middle, half);
    const double need = elementary::log(std::max(greatest_residual() / limits_.tolerance, 1.0)) + 1.0;
    double degree = 500.0;
    if (last > 0.0) degree = std::min(degree, need / last);
    if (first > last) degree = std::min(degree, 18.0 / (first - last));  // by at most e^18, half of the digits
    if (first > 0.0) degree = std::min(degree, 300.0 / first);
    return static_cast<std::size_t>(std::max(degree, 10.0));
  }

  eigenpairs finished() {
    eigenpairs found{wanted_, {}, {}, block(n_ * wanted_), greatest_residual() <= limits_.tolerance, iterations_};
    found.value.assign(value_.begin(), value_.begin() + static_cast<std::ptrdiff_t>(wanted_));
    found.residual.assign(residual_.begin(), residual_.begin() + static_cast<std::ptrdiff_t>(wanted_));
    for (std::size_t i = 0; i < n_; ++i) std::copy_n(x_.data() + i * width_, wanted_, found.vectors.data() + i * wanted_);
    return found;
  }

  thread_pool& pool_;
  const symmetric_rows& matrix_;
  std::span<const double> known_;
  std::size_t wanted_;
  std::size_t n_;
  std::size_t width_;
  const eigenpair_limits& limits_;
  block x_;
  block image_;
  block spare_;
  vector value_;
  vector residual_;
  std::size_t iterations_ = 0;
  std::uint64_t drawn_ = 0;
};

}  // namespace

eigenpairs leading_eigenpairs(thread_pool& pool, const symmetric_rows& matrix, std::span<const double> known, std::size_t wanted,
                              const eigenpair_limits& limits) {
  const std::size_t width = wanted + std::max<std::size_t>(8, wanted / 2);
  if (wanted == 0) return {};
  if (matrix.size() <= dense_size || 3 * width > matrix.size()) {
    eigenpairs found = by_dense_solver(pool, matrix, known, wanted);
    for (const double r : found.residual) found.converged = found.converged && r <= limits.tolerance;
    return found;
  }
  return subspace_solver(pool, matrix, known, wanted, width, limits).run();
}

}  // namespace coopgraph::detail
