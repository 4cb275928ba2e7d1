// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>

namespace coopgraph {

/// A number of paths: mantissa * 2^exponent, where mantissa is 0 (then exponent is 0) or in [1, 2). Numbers of paths grow
/// exponentially with the size of a graph; an exponent of its own keeps them from leaving the range of a double.
/// Sums are exact up to 2^53; beyond that each addition rounds to nearest, with a relative error of at most 2^-53.
struct path_count {
  double mantissa = 0.0;
  std::int64_t exponent = 0;

  /// The count n. Exact up to 2^53 and for every n with no more than 53 significant bits, else rounded to nearest.
  [[nodiscard]] static constexpr path_count of(std::uint64_t n) noexcept;

  friend constexpr bool operator==(const path_count&, const path_count&) = default;
};

namespace detail {

/// 2^k. \pre -1022 <= k <= 1023
[[nodiscard]] constexpr double power_of_two(std::int64_t k) noexcept {
  return std::bit_cast<double>(static_cast<std::uint64_t>(1023 + k) << 52U);
}

/// m * 2^e for m in (0.5, 2): the nearest double (0 below the smallest one), or nothing above the greatest finite one.
[[nodiscard]] inline std::optional<double> scaled(double m, std::int64_t e) noexcept {
  if (e < -1100) return 0.0;
  if (e > 1100) return std::nullopt;
  const double value = std::ldexp(m, static_cast<int>(e));
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace detail

constexpr path_count path_count::of(std::uint64_t n) noexcept {
  if (n == 0) return {};
  path_count count{static_cast<double>(n), 0};  // rounds to nearest; 2^64 at most
  const auto bits = std::bit_cast<std::uint64_t>(count.mantissa);
  count.exponent = static_cast<std::int64_t>(bits >> 52U) - 1023;
  count.mantissa *= detail::power_of_two(-count.exponent);
  return count;
}

[[nodiscard]] constexpr path_count operator+(const path_count& a, const path_count& b) noexcept {
  if (a.mantissa == 0.0) return b;
  if (b.mantissa == 0.0) return a;
  const bool a_leads = a.exponent >= b.exponent;
  path_count sum = a_leads ? a : b;
  const path_count& other = a_leads ? b : a;
  const std::int64_t behind = sum.exponent - other.exponent;
  if (behind > 53) return sum;                                     // other is below half a unit in the last place
  sum.mantissa += other.mantissa * detail::power_of_two(-behind);  // the product is exact, so one rounding in all
  if (sum.mantissa >= 2.0) {
    sum.mantissa *= 0.5;
    ++sum.exponent;
  }
  return sum;
}
constexpr path_count& operator+=(path_count& a, const path_count& b) noexcept { return a = a + b; }

/// The count as the nearest double, or nothing where it is above the greatest finite one (about 1.8e308).
[[nodiscard]] inline std::optional<double> to_double(const path_count& count) noexcept {
  if (count.mantissa == 0.0) return 0.0;
  return detail::scaled(count.mantissa, count.exponent);
}

/// numerator / denominator, rounded to nearest (a second time where it is below 2^-1022, and there 0 below half the smallest
/// double).
/// \throws input_error if the denominator is 0, or if the quotient is above the greatest finite double
[[nodiscard]] inline double ratio(const path_count& numerator, const path_count& denominator) {
  if (denominator.mantissa == 0.0) throw input_error("ratio", "denominator", "0", "a positive path count");
  if (numerator.mantissa == 0.0) return 0.0;
  const auto quotient = detail::scaled(numerator.mantissa / denominator.mantissa, numerator.exponent - denominator.exponent);
  if (quotient) return *quotient;
  throw input_error("ratio", "numerator",
                    to_text(numerator.mantissa) + " * 2^" + to_text(numerator.exponent - denominator.exponent) +
                        " in units of 2^(the denominator's exponent)",
                    "a count whose quotient is a finite double");
}

}  // namespace coopgraph
