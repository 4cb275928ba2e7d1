// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// An exact decimal number: mantissa * 10^exponent, without trailing zeros in the mantissa (0 is 0 * 10^0).
struct decimal {
  std::int64_t mantissa = 0;
  std::int32_t exponent = 0;

  friend constexpr bool operator==(const decimal&, const decimal&) = default;
  /// By value, exactly.
  friend constexpr std::strong_ordering operator<=>(const decimal& a, const decimal& b) noexcept;
};

/// What came of reading a number: the decimal, or why there is none.
enum class number_problem { none, not_a_number, too_many_digits, out_of_range };
struct parsed_decimal {
  decimal value;
  number_problem problem = number_problem::none;
};

/// Reads the grammar [+-]digits[.digits][(e|E)[+-]digits] (".5" and "5." included) and nothing else: no spaces, no group
/// separators, no hexadecimal, no "nan" or "inf". Up to 18 significant digits fit always, 19 where they are below 2^63; more are
/// too_many_digits. A magnitude beyond the range of a double (above 1.8e308, or nearer to 0 than to 4.9e-324) is out_of_range.
/// "-0" reads as 0.
[[nodiscard]] parsed_decimal parse_decimal(std::string_view text);

/// How numbers are written in a text: the decimal separator, and a separator of groups of three digits (0: there is none).
struct number_format {
  char decimal = '.';
  char thousands = '\0';

  friend constexpr bool operator==(const number_format&, const number_format&) = default;
};

/// As above, with other separators: "1.234,5" by {',', '.'}. Groups, where there are any, are complete: one to three digits, then
/// three each, none after the decimal separator.
/// \throws input_error if the separators are equal, or are a digit, a sign, a letter or no printable ASCII character
[[nodiscard]] parsed_decimal parse_decimal(std::string_view text, const number_format& format);

/// The decimal with the fewest digits that reads back as `value`: what a person means who writes 0.1.
/// \throws input_error if value is NaN or infinite
[[nodiscard]] decimal decimal_of(double value);

/// The double nearest to d.
[[nodiscard]] double to_double(const decimal& d);
[[nodiscard]] std::string to_text(const decimal& d);

/// d as a fraction in 64-bit parts, or nothing where these are too narrow.
[[nodiscard]] std::optional<rational> to_rational(const decimal& d);

/// Whole numbers over one shared positive unit: value i is numerators[i] * unit.
struct scaled_numbers {
  std::vector<std::int64_t> numerators;
  rational unit = 1;
};

/// The decimals over their shared unit, in lowest terms: the numerators have no common divisor (all 0: unit 1).
/// Nothing where 64 bits are too narrow for the unit or for a numerator, or the least digit is beyond 10^-18 or 10^18.
/// Complexity: O(n log max) time, O(n) memory.
[[nodiscard]] std::optional<scaled_numbers> over_shared_unit(std::span<const decimal> values);

/// Divides the numerators by their greatest common divisor and multiplies the unit by it, if that fits (else as it was).
void reduce(scaled_numbers& numbers);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// 10^k for 0 <= k <= 18.
[[nodiscard]] constexpr std::int64_t power_of_ten(int k) noexcept {
  std::int64_t p = 1;
  for (; k > 0; --k) p *= 10;
  return p;
}

/// How many digits the mantissa has (0 for 0).
[[nodiscard]] constexpr int digits_of(std::int64_t mantissa) noexcept {
  int digits = 0;
  for (; mantissa != 0; mantissa /= 10) ++digits;
  return digits;
}

[[nodiscard]] inline decimal without_trailing_zeros(decimal d) noexcept {
  if (d.mantissa == 0) return {};
  while (d.mantissa % 10 == 0) {
    d.mantissa /= 10;
    ++d.exponent;
  }
  return d;
}

/// Not negative; of 0 and b it is |b|. (std::gcd of 128 bits is not to be had with strict -std.)
[[nodiscard]] constexpr int128 greatest_common_divisor(int128 a, int128 b) noexcept {
  while (b != 0) {
    const int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// The digits of a number's text as they are read: leading zeros do not count, trailing ones become an exponent.
struct digit_collector {
  std::uint64_t mantissa = 0;
  std::int64_t exponent = 0;
  int zeros_held_back = 0;  ///< zeros after the last other digit, not yet in the mantissa
  int significant = 0;
  bool too_many = false;

  void take(char c, bool after_point) noexcept {
    if (after_point) --exponent;
    if (c == '0') {
      if (significant > 0) ++zeros_held_back;
      return;
    }
    significant += zeros_held_back + 1;
    if (significant > 19) {
      too_many = true;
      return;
    }
    for (; zeros_held_back > 0; --zeros_held_back) mantissa *= 10;
    mantissa = mantissa * 10 + static_cast<std::uint64_t>(c - '0');
  }
};

/// Reads the sign and digits of an exponent at text[i…]; false where the grammar is broken. Clamped to +-1,000,000.
[[nodiscard]] inline bool read_exponent(std::string_view text, std::size_t& i, std::int64_t& exponent) noexcept {
  const bool negative = i < text.size() && text[i] == '-';
  if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
  if (i >= text.size()) return false;
  std::int64_t value = 0;
  for (; i < text.size() && is_digit(text[i]); ++i)
    if (value < 1'000'000) value = value * 10 + (text[i] - '0');
  exponent += negative ? -value : value;
  return i > 0 && is_digit(text[i - 1]);
}

}  // namespace detail

constexpr std::strong_ordering operator<=>(const decimal& a, const decimal& b) noexcept {
  const auto sign = [](const decimal& d) { return d.mantissa < 0 ? -1 : d.mantissa > 0 ? 1 : 0; };
  if (sign(a) != sign(b) || sign(a) == 0) return sign(a) <=> sign(b);
  const std::int64_t size_a = std::int64_t{a.exponent} + detail::digits_of(a.mantissa);
  const std::int64_t size_b = std::int64_t{b.exponent} + detail::digits_of(b.mantissa);
  if (size_a != size_b) return sign(a) > 0 ? size_a <=> size_b : size_b <=> size_a;
  const int shift = static_cast<int>(a.exponent - b.exponent);  // of equal size: below 19 digits
  const int128 wide_a = int128{a.mantissa} * detail::power_of_ten(shift > 0 ? shift : 0);
  const int128 wide_b = int128{b.mantissa} * detail::power_of_ten(shift < 0 ? -shift : 0);
  return wide_a < wide_b   ? std::strong_ordering::less
         : wide_a > wide_b ? std::strong_ordering::greater
                           : std::strong_ordering::equal;
}

inline parsed_decimal parse_decimal(std::string_view text) {
  constexpr parsed_decimal broken{{}, number_problem::not_a_number};
  std::size_t i = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) ++i;

  detail::digit_collector digits;
  std::size_t seen = 0;
  bool after_point = false;
  for (; i < text.size(); ++i) {
    if (detail::is_digit(text[i])) {
      digits.take(text[i], after_point);
      ++seen;
    } else if (text[i] == '.' && !after_point) {
      after_point = true;
    } else {
      break;
    }
  }
  if (seen == 0) return broken;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E') && !detail::read_exponent(text, ++i, digits.exponent)) return broken;
  if (i != text.size()) return broken;

  if (digits.too_many || digits.mantissa > INT64_MAX) return {{}, number_problem::too_many_digits};
  if (digits.mantissa == 0) return {};
  const std::int64_t exponent = digits.exponent + digits.zeros_held_back;
  if (exponent > 308 || exponent < -341) return {{}, number_problem::out_of_range};
  const auto magnitude = static_cast<std::int64_t>(digits.mantissa);
  const decimal value{negative ? -magnitude : magnitude, static_cast<std::int32_t>(exponent)};
  const double nearest = to_double(value);
  if (!std::isfinite(nearest) || nearest == 0.0) return {{}, number_problem::out_of_range};
  return {value, number_problem::none};
}

namespace detail {

/// \throws input_error unless the separators can be told from each other and from the rest of a number
inline void check_separators(const number_format& format) {
  constexpr std::string_view taken = "+-0123456789";
  const auto separates = [&](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c >= ' ' && c < '\x7f' && !letter && taken.find(c) == taken.npos;
  };
  const bool grouped = format.thousands != '\0';
  if (separates(format.decimal) && (!grouped || (separates(format.thousands) && format.thousands != format.decimal))) return;
  const auto shown = [](char c) {
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f) return std::string{'\'', c, '\''};
    return std::string("'\\u{") + hex[byte >> 4U] + hex[byte & 0xfU] + "}'";
  };
  throw input_error("parse_decimal", "format", shown(format.decimal) + (grouped ? " and " + shown(format.thousands) : ""),
                    "different printable ASCII characters, neither digits, signs nor letters");
}

/// The text with "." as decimal separator and without group separators, or nothing where a group is not complete.
[[nodiscard]] inline std::optional<std::string> without_groups(std::string_view text, const number_format& format) {
  std::string plain;
  plain.reserve(text.size());
  std::size_t group = 0;  // digits since the last separator, or since the beginning
  bool grouped = false;   // whether there was a separator
  bool whole_part = true;
  for (const char c : text) {
    const bool sign = c == '+' || c == '-';
    if (whole_part && format.thousands != '\0' && c == format.thousands) {
      if (grouped ? group != 3 : group == 0 || group > 3) return std::nullopt;
      grouped = true;
      group = 0;
      continue;
    }
    if (c == '.' && format.decimal != '.') return std::nullopt;
    if (whole_part && is_digit(c)) {
      ++group;
    } else if (!sign) {
      if (whole_part && grouped && group != 3) return std::nullopt;
      whole_part = false;
    }
    plain += c == format.decimal ? '.' : c;
  }
  if (whole_part && grouped && group != 3) return std::nullopt;
  return plain;
}

}  // namespace detail

inline parsed_decimal parse_decimal(std::string_view text, const number_format& format) {
  detail::check_separators(format);
  if (format == number_format{}) return parse_decimal(text);
  const auto plain = detail::without_groups(text, format);
  return plain ? parse_decimal(*plain) : parsed_decimal{{}, number_problem::not_a_number};
}

inline std::string to_text(const decimal& d) {
  std::string text = std::to_string(d.mantissa);
  if (d.exponent == 0) return text;
  const std::size_t sign = d.mantissa < 0 ? 1 : 0;
  const auto digits = static_cast<std::int32_t>(text.size() - sign);
  if (d.exponent > 0 && digits + d.exponent <= 21) return text.append(static_cast<std::size_t>(d.exponent), '0');
  if (d.exponent < 0 && d.exponent > -21) {
    if (digits <= -d.exponent) text.insert(sign, static_cast<std::size_t>(1 - d.exponent - digits), '0');
    text.insert(text.size() - static_cast<std::size_t>(-d.exponent), 1, '.');
    return text;
  }
  return text + 'e' + std::to_string(d.exponent);
}

inline double to_double(const decimal& d) {
  // Both parts are doubles without loss, so that one operation rounds once (Clinger 1990, doi:10.1145/93548.93557).
  constexpr std::int64_t exact_integers = std::int64_t{1} << 53;
  if (d.exponent >= -18 && d.exponent <= 18 && d.mantissa >= -exact_integers && d.mantissa <= exact_integers) {
    const auto mantissa = static_cast<double>(d.mantissa);
    if (d.exponent < 0) return mantissa / static_cast<double>(detail::power_of_ten(-d.exponent));
    return mantissa * static_cast<double>(detail::power_of_ten(d.exponent));
  }
  const std::string text = std::to_string(d.mantissa) + 'e' + std::to_string(d.exponent);
  double value = 0.0;
  const auto problem = std::from_chars(text.data(), text.data() + text.size(), value).ec;
  if (problem == std::errc::result_out_of_range) return d.exponent < 0 ? 0.0 : (d.mantissa < 0 ? -HUGE_VAL : HUGE_VAL);
  return value;
}

inline decimal decimal_of(double value) {
  if (!std::isfinite(value)) throw input_error("decimal_of", "value", to_text(value), "a finite number");
  constexpr double exact_integers = 9007199254740992.0;  // 2^53
  if (std::fabs(value) < exact_integers && value == std::trunc(value))
    return detail::without_trailing_zeros({static_cast<std::int64_t>(value), 0});
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  std::int64_t mantissa = 0;
  std::int32_t exponent = 0;
  bool after_point = false;
  const bool negative = buffer[0] == '-';
  for (const char* c = buffer + (negative ? 1 : 0); c != end; ++c) {
    if (*c == '.') {
      after_point = true;
    } else if (*c == 'e') {
      std::int32_t written = 0;
      std::from_chars(c[1] == '+' ? c + 2 : c + 1, end, written);
      exponent += written;
      break;
    } else {
      mantissa = mantissa * 10 + (*c - '0');  // at most 17 digits
      if (after_point) --exponent;
    }
  }
  return detail::without_trailing_zeros({negative ? -mantissa : mantissa, exponent});
}

inline std::optional<rational> to_rational(const decimal& d) {
  if (d.exponent < -18 || d.exponent > 18 || d.mantissa == INT64_MIN) return std::nullopt;
  const rational scale =
      d.exponent >= 0 ? rational(detail::power_of_ten(d.exponent)) : rational(1, detail::power_of_ten(-d.exponent));
  return rational::product(rational(d.mantissa), scale);
}

inline void reduce(scaled_numbers& numbers) {
  std::int64_t g = 0;
  for (const std::int64_t n : numbers.numerators) {
    g = std::gcd(g, n);
    if (g == 1) return;
  }
  if (g == 0) {
    numbers.unit = 1;
    return;
  }
  const auto unit = rational::product(numbers.unit, rational(g));
  if (!unit) return;
  for (std::int64_t& n : numbers.numerators) n /= g;
  numbers.unit = *unit;
}

inline std::optional<scaled_numbers> over_shared_unit(std::span<const decimal> values) {
  std::int32_t smallest = INT32_MAX;
  for (const decimal& d : values)
    if (d.mantissa != 0 && d.exponent < smallest) smallest = d.exponent;
  if (smallest == INT32_MAX) smallest = 0;
  const auto unit = to_rational({1, smallest});
  if (!unit) return std::nullopt;

  // Over the power of ten a numerator may be too wide that fits once the common divisor is out: {0.5, 4e18} over 1/2.
  const auto wide = [&](const decimal& d) {
    const int shift = d.exponent - smallest;
    return static_cast<int128>(d.mantissa) * detail::power_of_ten(shift / 2) * detail::power_of_ten(shift - shift / 2);
  };
  int128 divisor = 0;
  for (const decimal& d : values) {
    if (d.mantissa == 0) continue;
    constexpr std::int64_t most = 19;  // 2^63 * 10^19 is below 2^127
    if (std::int64_t{d.exponent} - smallest > most) return std::nullopt;
    if (divisor != 1) divisor = detail::greatest_common_divisor(divisor, wide(d));
  }
  auto reduced =
      divisor > 1 && divisor <= INT64_MAX ? rational::product(*unit, rational(static_cast<std::int64_t>(divisor))) : std::nullopt;
  if (!reduced) {
    divisor = 1;
    reduced = unit;
  }

  scaled_numbers numbers{{}, *reduced};
  numbers.numerators.reserve(values.size());
  for (const decimal& d : values) {
    const int128 numerator = d.mantissa == 0 ? 0 : wide(d) / divisor;
    if (numerator > INT64_MAX || numerator < -int128{INT64_MAX}) return std::nullopt;
    numbers.numerators.push_back(static_cast<std::int64_t>(numerator));
  }
  return numbers;
}

}  // namespace coopgraph
