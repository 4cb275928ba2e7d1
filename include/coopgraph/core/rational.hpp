// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>

#include <cstdint>
#include <numeric>
#include <optional>
#include <string>

namespace coopgraph {

/// A 128-bit signed integer: products and sums of 64-bit ones are exact in it. (A compiler extension of g++ and clang.)
__extension__ typedef __int128 int128;

/// a + b and a * b, or nothing where the result leaves the 64 bits.
[[nodiscard]] constexpr std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b) noexcept {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
  return sum;
}
[[nodiscard]] constexpr std::optional<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b) noexcept {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

/// The value n as the nearest double (ties to even), whatever its size.
[[nodiscard]] constexpr double to_double(int128 n) noexcept { return static_cast<double>(n); }

/// A fraction in lowest terms with a positive denominator.
class rational {
 public:
  constexpr rational() = default;

  /// numerator / denominator, reduced.
  /// \throws input_error if the denominator is 0, or if a part is -2^63 (its negation does not exist)
  constexpr rational(std::int64_t numerator,
                     std::int64_t denominator = 1) {  // NOLINT(google-explicit-constructor): an integer is a fraction
    if (denominator == 0) throw input_error("rational", "denominator", "0", "any other integer");
    if (numerator == INT64_MIN || denominator == INT64_MIN) throw input_error("rational", "a part", "-2^63", "-2^63+1 to 2^63-1");
    const std::int64_t g = std::gcd(numerator, denominator);
    const std::int64_t sign = denominator < 0 ? -1 : 1;
    numerator_ = sign * (numerator / g);
    denominator_ = sign * (denominator / g);
  }

  [[nodiscard]] constexpr std::int64_t numerator() const noexcept { return numerator_; }
  [[nodiscard]] constexpr std::int64_t denominator() const noexcept { return denominator_; }

  /// a * b, or nothing where a reduced part leaves the 64 bits.
  [[nodiscard]] static constexpr std::optional<rational> product(const rational& a, const rational& b) noexcept {
    const std::int64_t g1 = std::gcd(a.numerator_, b.denominator_);
    const std::int64_t g2 = std::gcd(b.numerator_, a.denominator_);
    const auto top = checked_multiply(a.numerator_ / g1, b.numerator_ / g2);
    const auto bottom = checked_multiply(a.denominator_ / g2, b.denominator_ / g1);
    if (!top || !bottom || *top == INT64_MIN) return std::nullopt;
    return rational(*top, *bottom);
  }

  /// 1 / a. \pre a is not 0
  [[nodiscard]] constexpr rational reciprocal() const { return {denominator_, numerator_}; }

  friend constexpr bool operator==(const rational&, const rational&) = default;

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

/// n * unit as a double: the nearest one while n * unit.numerator() and unit.denominator() are below 2^53 (3 tenths
/// give the double that is written 0.3), beyond that within two units in the last place; the same on every machine.
[[nodiscard]] constexpr double times(int128 n, const rational& unit) noexcept {
  int128 top = 0;
  const bool fits = !__builtin_mul_overflow(n, static_cast<int128>(unit.numerator()), &top);
  const double numerator = fits ? to_double(top) : to_double(n) * static_cast<double>(unit.numerator());
  return numerator / static_cast<double>(unit.denominator());
}

}  // namespace coopgraph
