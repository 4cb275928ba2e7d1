// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// KL(p || p + d) = p log(p / (p + d)) + (1 - p) log((1 - p) / (1 - p - d)), without cancellation; infinity where p + d is not
/// inside (0, 1), for a mean cannot lie there. The chance that the mean of x draws of 0 or 1, each 1 with chance q, falls as far
/// from q as p or farther, on the same side, is at most exp(-x KL(p || q)). \pre 0 <= p <= 1
[[nodiscard]] double divergence(double p, double d);

/// How delta is shared among vertices and rounds: with c = exponent(first, round), where `first` is how many of the first
/// samples hit the vertex, the chance that its mean after a round's samples has KL(mean || b) > c / samples on a given side is at
/// most exp(-c), and these add up to delta or less over all vertices, both sides and all rounds.
class error_budget {
 public:
  /// `hits` by vertex, of `samples` samples that are not used again.
  error_budget(std::span<const std::uint32_t> hits, std::uint64_t samples, double epsilon, double delta);

  [[nodiscard]] double exponent(std::uint32_t first, std::size_t round) const;
  /// The number of samples after which all vertices will probably be within epsilon.
  [[nodiscard]] std::uint64_t expected_samples() const noexcept { return expected_; }

 private:
  std::vector<double> exponent_;  // by number of hits, with all of delta
  std::uint64_t expected_ = 0;
};

/// The least and the greatest b with KL(mean || b) <= c / samples: bounds of the score.
struct score_bounds {
  double lower = 0.0;
  double upper = 0.0;
};
[[nodiscard]] score_bounds bounds_of(double mean, std::uint64_t samples, double exponent);

}  // namespace coopgraph::detail
