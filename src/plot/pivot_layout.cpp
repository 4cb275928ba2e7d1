// SPDX-License-Identifier: BSL-1.0
#include "plot/pivot_layout.hpp"

#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace coopgraph::detail {
namespace {

constexpr std::size_t most_pivots = 50;
constexpr int rounds = 60;  // of the power iteration

using matrix = std::vector<std::vector<double>>;

/// Distances in hops to each pivot, by pivot.
matrix distances_to_pivots(const tie_lists& ties) {
  const std::size_t n = ties.vertices();
  matrix all;
  std::vector<std::size_t> nearest(n, std::numeric_limits<std::size_t>::max());
  std::size_t pivot = 0;
  for (std::size_t v = 1; v < n; ++v)
    if (ties.degree(v) > ties.degree(pivot)) pivot = v;
  while (all.size() < std::min(n, most_pivots)) {
    std::vector<std::size_t> hops(n, n);
    std::vector<std::size_t> queue{pivot};
    hops[pivot] = 0;
    for (std::size_t i = 0; i < queue.size(); ++i)
      for (std::size_t k = ties.offset[queue[i]]; k < ties.offset[queue[i] + 1]; ++k) {
        const std::size_t u = ties.neighbour[k];
        if (hops[u] < n) continue;
        hops[u] = hops[queue[i]] + 1;
        queue.push_back(u);
      }
    all.emplace_back(hops.begin(), hops.end());
    for (std::size_t v = 0; v < n; ++v) nearest[v] = std::min(nearest[v], hops[v]);
    pivot = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
  }
  return all;
}

/// -(d^2 - means of rows and columns + mean) / 2, by pivot.
void centre(matrix& d) {
  const std::size_t n = d[0].size();
  const auto count = static_cast<double>(n);
  const auto pivots = static_cast<double>(d.size());
  std::vector<double> of_vertex(n, 0.0);
  double of_all = 0.0;
  std::vector<double> of_pivot;
  for (auto& row : d) {
    double sum = 0.0;
    for (std::size_t v = 0; v < n; ++v) {
      row[v] *= row[v];
      sum += row[v];
      of_vertex[v] += row[v] / pivots;
    }
    of_pivot.push_back(sum / count);
    of_all += sum / count / pivots;
  }
  for (std::size_t k = 0; k < d.size(); ++k)
    for (std::size_t v = 0; v < n; ++v) d[k][v] = -0.5 * (d[k][v] - of_vertex[v] - of_pivot[k] + of_all);
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

/// The main direction of the symmetric matrix that is at right angles to `other`; all 0 where there is none.
std::vector<double> direction_of(const matrix& m, const std::vector<double>& other, random_stream& random) {
  std::vector<double> x;
  for (std::size_t i = 0; i < m.size(); ++i) x.push_back(random.uniform() - 0.5);
  for (int round = 0; round < rounds; ++round) {
    if (!other.empty()) {
      const double along = dot(x, other);
      for (std::size_t i = 0; i < x.size(); ++i) x[i] -= along * other[i];
    }
    std::vector<double> y;
    for (const auto& row : m) y.push_back(dot(row, x));
    const double length = std::sqrt(dot(y, y));
    if (!(length > 0.0)) return std::vector<double>(x.size(), 0.0);
    for (std::size_t i = 0; i < x.size(); ++i) x[i] = y[i] / length;
  }
  return x;
}

}  // namespace

void scale_to(std::span<plane_point> points, double size) {
  const auto n = static_cast<double>(points.size());
  plane_point middle;
  for (const plane_point& p : points) middle = {middle.x + p.x / n, middle.y + p.y / n};
  double sum = 0.0;
  for (plane_point& p : points) {
    p = {p.x - middle.x, p.y - middle.y};
    sum += (p.x * p.x + p.y * p.y) / n;
  }
  const double factor = sum > 0.0 ? size / std::sqrt(sum) : 1.0;
  for (plane_point& p : points) p = {p.x * factor, p.y * factor};
}

std::vector<plane_point> pivot_layout(const tie_lists& ties, std::uint64_t seed) {
  random_stream random(seed, "pivot_layout");
  matrix c = distances_to_pivots(ties);
  centre(c);
  matrix m(c.size(), std::vector<double>(c.size()));
  for (std::size_t i = 0; i < c.size(); ++i)
    for (std::size_t j = 0; j <= i; ++j) m[i][j] = m[j][i] = dot(c[i], c[j]);
  const std::vector<double> first = direction_of(m, {}, random);
  const std::vector<double> second = direction_of(m, first, random);
  std::vector<plane_point> points(ties.vertices());
  for (std::size_t k = 0; k < c.size(); ++k)
    for (std::size_t v = 0; v < points.size(); ++v)
      points[v] = {points[v].x + first[k] * c[k][v], points[v].y + second[k] * c[k][v]};
  scale_to(points, 1.0);
  for (plane_point& p : points) p = {p.x + 0.02 * (random.uniform() - 0.5), p.y + 0.02 * (random.uniform() - 0.5)};
  return points;
}

}  // namespace coopgraph::detail
