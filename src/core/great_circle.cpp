// SPDX-License-Identifier: BSL-1.0
#include "core/great_circle.hpp"

#include <cmath>
#include <numbers>

namespace coopgraph::detail {
namespace {

/// The sum of first * (1 + q / (d1) (1 + q / (d2) (1 + …))) with q = -x^2: the series of sine (d = 2 * 3, 4 * 5, …) and cosine
/// (d = 1 * 2, 3 * 4, …). \pre |x| <= pi / 4: what is left out is below 1e-19
double series(double first, double x, int begin) {
  double sum = 1.0;
  for (int k = begin + 18; k >= begin; k -= 2) sum = 1.0 - x * x / static_cast<double>(k * (k + 1)) * sum;
  return first * sum;
}
double sine(double x) { return series(x, x, 2); }
double cosine(double x) { return series(1.0, x, 1); }

/// The turn in quarters, and what is left of it in radians: at most pi / 4.
struct turn {
  int quarter = 0;  // 0 … 3
  double rest = 0.0;
};
turn turn_of(double degrees) {
  const double quarters = std::floor(degrees / 90.0 + 0.5);
  const double rest = degrees - 90.0 * quarters;  // exact: both are multiples of what the last digit of degrees is worth
  return {static_cast<int>(quarters - 4.0 * std::floor(quarters / 4.0)), rest * (std::numbers::pi / 180.0)};
}

/// \pre 0 <= t <= 1
double arc_tangent_of(double t) {
  // atan t = 2 atan(t / (1 + sqrt(1 + t^2))), three times: then t < 0.1
  constexpr int halvings = 3;
  for (int i = 0; i < halvings; ++i) t /= 1.0 + std::sqrt(1.0 + t * t);
  double sum = 0.0;
  for (int k = 17; k >= 1; k -= 2) sum = 1.0 / static_cast<double>(k) - t * t * sum;
  return 8.0 * (t * sum);
}

}  // namespace

double sine_of_degrees(double degrees) {
  const auto [quarter, rest] = turn_of(degrees);
  const double size = quarter % 2 == 0 ? sine(rest) : cosine(rest);
  return quarter < 2 ? size : -size;
}

double cosine_of_degrees(double degrees) {
  const auto [quarter, rest] = turn_of(degrees);
  const double size = quarter % 2 == 0 ? cosine(rest) : sine(rest);
  return quarter == 0 || quarter == 3 ? size : -size;
}

double arc_tangent(double y, double x) { return y <= x ? arc_tangent_of(y / x) : std::numbers::pi / 2.0 - arc_tangent_of(x / y); }

unit_vector on_sphere(const position& p) {
  const double across = cosine_of_degrees(p.lat);
  return {across * cosine_of_degrees(p.lon), across * sine_of_degrees(p.lon), sine_of_degrees(p.lat)};
}

double angle_between(const unit_vector& a, const unit_vector& b) {
  const auto length = [](double x, double y, double z) { return std::sqrt(x * x + y * y + z * z); };
  const double apart = length(a.x - b.x, a.y - b.y, a.z - b.z);
  const double along = length(a.x + b.x, a.y + b.y, a.z + b.z);
  return 2.0 * arc_tangent(apart, along);
}

}  // namespace coopgraph::detail
