// SPDX-License-Identifier: BSL-1.0
#include "support/growth.hpp"

#include <cmath>

namespace coopgraph::bench {

std::optional<double> fitted_exponent(std::span<const growth_point> points) {
  double mean_x = 0;
  double mean_y = 0;
  for (const auto& [size, seconds] : points) {
    if (!(size > 0) || !(seconds > 0)) return std::nullopt;
    mean_x += std::log(size);
    mean_y += std::log(seconds);
  }
  const auto n = static_cast<double>(points.size());
  if (n < 2) return std::nullopt;
  mean_x /= n;
  mean_y /= n;

  double sxy = 0;
  double sxx = 0;
  for (const auto& [size, seconds] : points) {
    const double dx = std::log(size) - mean_x;
    sxy += dx * (std::log(seconds) - mean_y);
    sxx += dx * dx;
  }
  // Equal sizes leave only rounding in sxx.
  if (sxx < 1e-12) return std::nullopt;
  return sxy / sxx;
}

}  // namespace coopgraph::bench
