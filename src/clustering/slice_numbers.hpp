// SPDX-License-Identifier: BSL-1.0
#pragma once

// Weighted strengths of several slices and the coupling between them as whole numbers over one unit.

#include "clustering/leiden_numbers.hpp"

#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// What the numbers are made of, for one slice.
struct slice_strengths {
  std::size_t edges = 0;
  const edge_strengths* strengths = nullptr;  // none: 1 each
  double weight = 1.0;
  std::int64_t per_total = 0;  // > 0: the weight is divided by so many times the sum of the strengths
};

struct whole_slices {
  std::vector<std::vector<std::int64_t>> strength;  // by slice and edge, times the weight
  std::vector<std::int64_t> sum;                    // by slice
  std::int64_t coupling = 0;
  std::int64_t total = 0;  // of all strengths and couplings; at most 2^43
};

/// The sum of the strengths, and that times the weight: 0 for a slice without strength.
[[nodiscard]] double sum_of(const slice_strengths& slice);
[[nodiscard]] double weighted_sum_of(const slice_strengths& slice);

/// Exactly where there is a unit that makes the total 2^42 or less; else rounded to a total of about 2^41, what is above 0 to at
/// least 1. \pre values >= 0, fewer than 2^41 edges and couplings
[[nodiscard]] whole_slices to_whole(std::span<const slice_strengths> slices, double omega, std::uint64_t couplings);

/// per_tie and, by slice, per_pair[s] with per_pair[s] / per_tie = resolution[s] / sum[s]: exactly, or rounded where that makes
/// sums of gains leave 128 bits. sum[s] = 0: per_pair[s] is 0. \pre resolutions in (0, 1e12]
struct slice_scales {
  int128 per_tie = 1;
  std::vector<int128> per_pair;
};
[[nodiscard]] slice_scales scales_of(std::span<const double> resolution, std::span<const std::int64_t> sum, std::int64_t total);

}  // namespace coopgraph::detail
