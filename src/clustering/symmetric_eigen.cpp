// SPDX-License-Identifier: BSL-1.0
#include "clustering/symmetric_eigen.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace coopgraph::detail {
namespace {

using vector = std::vector<double>;

/// sqrt(a^2 + b^2) without overflow, of + * / and sqrt alone.
double length_of(double a, double b) {
  a = std::fabs(a);
  b = std::fabs(b);
  if (a < b) std::swap(a, b);
  if (a == 0.0) return 0.0;
  const double r = b / a;
  return a * std::sqrt(1.0 + r * r);
}

/// The matrix is Q T Q' with T tridiagonal.
struct tridiagonal {
  vector diagonal;
  vector beside;  // beside[i] stands between i and i + 1
  dense_matrix q;
};

/// The unit vector v for which (I - 2 v v') x is a multiple of the first axis, and that multiple. v is 0 if x is that already.
double reflector(const double* x, std::size_t count, vector& v) {
  double largest = 0.0;
  for (std::size_t i = 1; i < count; ++i) largest = std::max(largest, std::fabs(x[i]));
  v.assign(count, 0.0);
  if (largest == 0.0) return x[0];
  largest = std::max(largest, std::fabs(x[0]));
  double square = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    v[i] = x[i] / largest;
    square += v[i] * v[i];
  }
  const double norm = std::sqrt(square);
  const double sign = v[0] > 0.0 ? -1.0 : 1.0;  // away from x, so that nothing cancels
  v[0] -= sign * norm;
  double rest = 0.0;
  for (const double e : v) rest += e * e;
  const double scale = std::sqrt(rest);
  for (double& e : v) e /= scale;
  return sign * norm * largest;
}

/// a becomes (I - 2 v v') a (I - 2 v v') on the rows and columns from `first`.
void reflect_both_sides(dense_matrix& a, std::size_t first, const vector& v, vector& p) {
  const std::size_t count = v.size();
  p.assign(count, 0.0);
  double along = 0.0;
  for (std::size_t i = 0; i < count; ++i) {
    const double* row = a.row(first + i) + first;
    double sum = 0.0;
    for (std::size_t j = 0; j < count; ++j) sum += row[j] * v[j];
    p[i] = sum;
    along += sum * v[i];
  }
  for (std::size_t i = 0; i < count; ++i) p[i] -= along * v[i];
  for (std::size_t i = 0; i < count; ++i) {
    double* row = a.row(first + i) + first;
    const double vi = 2.0 * v[i];
    const double pi = 2.0 * p[i];
    for (std::size_t j = 0; j < count; ++j) row[j] -= vi * p[j] + pi * v[j];
  }
}

tridiagonal reduce(dense_matrix a, const std::function<void()>& pause) {
  const std::size_t n = a.size;
  tridiagonal made{vector(n), vector(n, 0.0), dense_matrix(n)};
  std::vector<vector> reflectors;
  vector column;
  vector p;
  for (std::size_t i = 0; i + 1 < n; ++i) {
    if (pause && i % 8 == 0) pause();
    column.assign(n - i - 1, 0.0);
    for (std::size_t j = i + 1; j < n; ++j) column[j - i - 1] = a.row(j)[i];
    vector v;
    made.beside[i] = reflector(column.data(), column.size(), v);
    reflect_both_sides(a, i + 1, v, p);
    reflectors.push_back(std::move(v));
  }
  for (std::size_t i = 0; i < n; ++i) {
    made.diagonal[i] = a.row(i)[i];
    made.q.row(i)[i] = 1.0;
  }
  for (std::size_t i = reflectors.size(); i-- > 0;) {
    if (pause && i % 8 == 0) pause();
    const vector& v = reflectors[i];
    p.assign(v.size(), 0.0);
    for (std::size_t r = 0; r < v.size(); ++r) {
      const double* row = made.q.row(i + 1 + r) + i + 1;
      for (std::size_t j = 0; j < v.size(); ++j) p[j] += v[r] * row[j];
    }
    for (std::size_t r = 0; r < v.size(); ++r) {
      double* row = made.q.row(i + 1 + r) + i + 1;
      for (std::size_t j = 0; j < v.size(); ++j) row[j] -= 2.0 * v[r] * p[j];
    }
  }
  return made;
}

void transpose(dense_matrix& a) {
  for (std::size_t i = 0; i < a.size; ++i)
    for (std::size_t j = 0; j < i; ++j) std::swap(a.row(i)[j], a.row(j)[i]);
}

/// One implicit QL step on l … m. Rows of z are turned along.
void ql_step(vector& d, vector& e, dense_matrix& z, std::size_t l, std::size_t m) {
  const std::size_t n = z.size;
  double g = (d[l + 1] - d[l]) / (2.0 * e[l]);
  const double r0 = length_of(g, 1.0);
  g = d[m] - d[l] + e[l] / (g + (g >= 0.0 ? r0 : -r0));
  double s = 1.0;
  double c = 1.0;
  double p = 0.0;
  for (std::size_t i = m; i-- > l;) {
    const double f = s * e[i];
    const double b = c * e[i];
    const double r = length_of(f, g);
    e[i + 1] = r;
    if (r == 0.0) {  // what is left splits here
      d[i + 1] -= p;
      e[m] = 0.0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    const double t = (d[i] - g) * s + 2.0 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    double* low = z.row(i);
    double* high = z.row(i + 1);
    for (std::size_t k = 0; k < n; ++k) {
      const double h = high[k];
      high[k] = s * low[k] + c * h;
      low[k] = c * low[k] - s * h;
    }
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0.0;
}

/// Until each e is negligible beside its neighbours, or, which no matrix is known to need, for so many steps.
void diagonalise(vector& d, vector& e, dense_matrix& z, const std::function<void()>& pause) {
  constexpr int most_steps = 200;
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const std::size_t n = d.size();
  double scale = 0.0;
  for (std::size_t i = 0; i < n; ++i) scale = std::max(scale, std::fabs(d[i]) + std::fabs(e[i]));
  const double negligible = 0.5 * epsilon * scale;  // of the matrix, lest clusters near 0 go on for ever
  for (std::size_t l = 0; l < n; ++l) {
    if (pause && l % 8 == 0) pause();
    for (int step = 0; step < most_steps; ++step) {
      std::size_t m = l;
      while (m + 1 < n && std::fabs(e[m]) > std::max(negligible, 0.5 * epsilon * (std::fabs(d[m]) + std::fabs(d[m + 1])))) ++m;
      if (m == l) break;
      ql_step(d, e, z, l, m);
    }
  }
}

}  // namespace

dense_eigenpairs symmetric_eigenpairs(dense_matrix matrix, const std::function<void()>& pause) {
  const std::size_t n = matrix.size;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < i; ++j) matrix.row(j)[i] = matrix.row(i)[j];
  tridiagonal t = reduce(std::move(matrix), pause);
  transpose(t.q);  // its columns become rows, which are turned
  diagonalise(t.diagonal, t.beside, t.q, pause);

  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return t.diagonal[a] > t.diagonal[b]; });
  dense_eigenpairs found{vector(n), dense_matrix(n)};
  for (std::size_t j = 0; j < n; ++j) {
    found.value[j] = t.diagonal[order[j]];
    std::copy_n(t.q.row(order[j]), n, found.vectors.row(j));
  }
  return found;
}

}  // namespace coopgraph::detail
