// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <cstdint>
#include <string>

namespace coopgraph {

/// The exact number numerator * unit: one value of scaled_numbers, or a sum of some. The unit is above 0.
struct scaled_number {
  std::int64_t numerator = 0;
  rational unit = 1;

  /// By value: 2 * 1/2 equals 1 * 1.
  friend constexpr bool operator==(const scaled_number& a, const scaled_number& b) noexcept;
};

/// The nearest double, as times(numerator, unit).
[[nodiscard]] constexpr double to_double(const scaled_number& n) noexcept { return times(n.numerator, n.unit); }

/// Whether it is a decimal fraction: whether its denominator, in lowest terms, has no other prime factor than 2 and 5.
[[nodiscard]] constexpr bool is_decimal(const scaled_number& n) noexcept;

/// All digits, without an exponent: 0.3, 18446744073709551614. What is no decimal fraction: 1/3.
[[nodiscard]] std::string to_text(const scaled_number& n);

// ---- end of the interface; the implementation follows ----

namespace detail {

struct wide_fraction {
  int128 top = 0;
  std::int64_t bottom = 1;
};

/// In lowest terms. The unit is, so that only the numerator and its denominator can have a common factor.
[[nodiscard]] constexpr wide_fraction lowest_terms(const scaled_number& n) noexcept {
  const auto common = static_cast<std::int64_t>(greatest_common_divisor(n.numerator, n.unit.denominator()));
  return {int128{n.numerator / common} * n.unit.numerator(), n.unit.denominator() / common};
}

/// What is left of the bottom without its factors 2 and 5: 1 for a decimal fraction.
[[nodiscard]] constexpr std::int64_t without_factors_of_ten(std::int64_t bottom) noexcept {
  for (const std::int64_t factor : {2, 5})
    while (bottom % factor == 0) bottom /= factor;
  return bottom;
}

[[nodiscard]] inline std::string digits_of_whole(int128 n) {
  std::string digits;
  for (; n != 0 || digits.empty(); n /= 10) digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(n % 10)));
  return digits;
}

}  // namespace detail

constexpr bool operator==(const scaled_number& a, const scaled_number& b) noexcept {
  const detail::wide_fraction x = detail::lowest_terms(a);
  const detail::wide_fraction y = detail::lowest_terms(b);
  return x.top == y.top && x.bottom == y.bottom;
}

constexpr bool is_decimal(const scaled_number& n) noexcept {
  return detail::without_factors_of_ten(detail::lowest_terms(n).bottom) == 1;
}

inline std::string to_text(const scaled_number& n) {
  const auto [top, bottom] = detail::lowest_terms(n);
  const int128 magnitude = top < 0 ? -top : top;
  std::string text = top < 0 ? "-" : "";
  if (!is_decimal(n)) return text + detail::digits_of_whole(magnitude) + "/" + to_text(bottom);
  text += detail::digits_of_whole(magnitude / bottom);
  int128 rest = magnitude % bottom;
  if (rest != 0) text += '.';
  for (; rest != 0; rest = rest * 10 % bottom) text += static_cast<char>('0' + static_cast<int>(rest * 10 / bottom));
  return text;
}

}  // namespace coopgraph
