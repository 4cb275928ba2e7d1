// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <span>

namespace coopgraph::bench {

/// A size of input and the time that it took.
struct growth_point {
  double size = 0;
  double seconds = 0;
};

/// The exponent k of seconds = c * size^k that fits best: least squares on the logarithms of both.
/// Nothing if fewer than two sizes differ or a number is not positive.
[[nodiscard]] std::optional<double> fitted_exponent(std::span<const growth_point> points);

}  // namespace coopgraph::bench
