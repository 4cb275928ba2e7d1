// SPDX-License-Identifier: BSL-1.0
#include "clustering/resampling.hpp"

#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <cmath>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

/// log(k!) by Stirling's series. Within 3e-4 at k = 0, within 3e-9 from k = 5 on.
[[nodiscard]] double log_factorial(double k) {
  constexpr double half_log_of_two_pi = 0.91893853320467274;
  const double x = k + 1.0;
  const double square = x * x;
  return (x - 0.5) * elementary::log(x) - x + half_log_of_two_pi + (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / x;
}

/// Factors of uniform numbers until their product is below e^-mean.
[[nodiscard]] std::int64_t small_poisson(random_stream& random, double mean) {
  const double end = elementary::exp(-mean);
  std::int64_t k = 0;
  for (double product = random.uniform(); product > end; product *= random.uniform()) ++k;
  return k;
}

/// Transformed rejection (PTRS): Hörmann (1993), doi:10.1016/0167-6687(93)90997-4. \pre mean >= 10
[[nodiscard]] std::int64_t large_poisson(random_stream& random, double mean) {
  const double b = 0.931 + 2.53 * std::sqrt(mean);
  const double a = -0.059 + 0.02483 * b;
  const double inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  const double accepted = 0.9277 - 3.6224 / (b - 2.0);
  const double log_mean = elementary::log(mean);
  for (;;) {
    const double u = random.uniform() - 0.5;
    const double v = 1.0 - random.uniform();  // above 0
    const double s = 0.5 - std::abs(u);
    if (s < 1e-12) continue;
    const double k = std::floor((2.0 * a / s + b) * u + mean + 0.43);
    if (s >= 0.07 && v <= accepted) return static_cast<std::int64_t>(k);
    if (k < 0.0 || (s < 0.013 && v > s)) continue;
    if (elementary::log(v) + elementary::log(inverse_alpha) - elementary::log(a / (s * s) + b) <=
        k * log_mean - mean - log_factorial(k))
      return static_cast<std::int64_t>(k);
  }
}

}  // namespace

std::int64_t poisson_number(random_stream& random, double mean) {
  if (mean <= 0.0) return 0;
  return mean < 10.0 ? small_poisson(random, mean) : large_poisson(random, mean);
}

edge_strengths multiplied(const edge_strengths& strengths, std::vector<std::int64_t> factors, std::int64_t divisor) {
  std::vector<double> rounded;
  rounded.reserve(factors.size());
  for (std::size_t e = 0; e < factors.size(); ++e)
    rounded.push_back(strengths[e] * (static_cast<double>(factors[e]) / static_cast<double>(divisor)));
  if (!strengths.is_exact()) return edge_strengths::rounded(std::move(rounded), strengths.why_approximate());
  const auto unit = rational::product(strengths.unit(), rational(1, divisor));
  bool fits = unit.has_value();
  for (std::size_t e = 0; fits && e < factors.size(); ++e)
    fits = !__builtin_mul_overflow(factors[e], strengths.numerators()[e], &factors[e]);
  if (fits) return edge_strengths::over(*unit, std::move(factors));
  return edge_strengths::rounded(std::move(rounded), "the strengths times how often they count do not fit into 64 bits");
}

edge_strengths resampled(const edge_strengths& strengths, ensemble_resampling how, random_stream& random) {
  const std::size_t m = strengths.size();
  std::vector<std::int64_t> counts(m, 0);
  if (how == ensemble_resampling::poisson) {
    for (std::size_t e = 0; e < m; ++e) counts[e] = poisson_number(random, strengths[e]);
    return edge_strengths::over(1, std::move(counts));
  }
  for (std::size_t draw = 0; draw < m; ++draw) ++counts[random.below(m)];
  return multiplied(strengths, std::move(counts), 1);
}

void check_resampling(const char* function, const edge_strengths& strengths, ensemble_resampling how) {
  if (how != ensemble_resampling::poisson) return;
  constexpr const char* allowed = "whole numbers below 2^53, which count records, for them to be Poisson numbers";
  if (!strengths.is_exact() || strengths.unit().denominator() != 1)
    throw input_error(function, "strengths", "no whole numbers", allowed);
  for (std::size_t e = 0; e < strengths.size(); ++e)
    if (strengths[e] >= 0x1p53)
      throw input_error(function, "strengths", to_text(strengths[e]) + " at edge " + to_text(e), allowed);
}

}  // namespace coopgraph::detail
