// SPDX-License-Identifier: BSL-1.0
#pragma once

// Strengths, sizes and the resolution as whole numbers, so that gains are compared exactly.

#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// Value i is about numerator[i] * unit: exactly if `exact_unit` is there.
struct whole_numbers {
  std::vector<std::int64_t> numerator;  // none: each is 1
  int128 sum = 0;
  double unit = 1.0;
  std::optional<rational> exact_unit = {};

  [[nodiscard]] std::int64_t operator[](std::size_t i) const noexcept { return numerator.empty() ? 1 : numerator[i]; }
};

/// The values as whole numbers whose sum is at most 2^most_bits; rounded to a sum of about 2^(most_bits - 1), what is above 0 to
/// at least 1, where they have no shared unit that gives so small ones. \pre values >= 0, fewer than 2^(most_bits - 1)
[[nodiscard]] whole_numbers to_whole(const edge_strengths& values, unsigned most_bits);
/// `count` times 1.
[[nodiscard]] whole_numbers ones(std::size_t count);

/// A gain is per_tie * (ties) - per_pair * (product of what stands for the two sides).
struct gain_scale {
  int128 per_tie = 0;
  int128 per_pair = 0;
};

/// The ratio resolution / total, exactly or within about 2^-40 of the resolution so that per_pair * total^2 and per_tie * total
/// stay below 2^122. \pre resolution > 0, 0 <= total < 2^52
[[nodiscard]] gain_scale modularity_scale(double resolution, std::int64_t total);

/// The ratio resolution * (size unit)^2 / (strength unit), so that per_tie * (sum of ties) and per_pair * (sum of sizes)^2 stay
/// below 2^122. \pre resolution > 0
[[nodiscard]] gain_scale potts_scale(double resolution, const whole_numbers& strengths, const whole_numbers& sizes);

}  // namespace coopgraph::detail
