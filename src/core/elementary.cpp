// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

namespace coopgraph::elementary {
namespace {

// ln 2 in two parts, the first of 32 bits: times a whole number of up to 21 bits it is exact.
constexpr double ln2_high = 0x1.62e42feep-1;
constexpr double ln2_low = 0x1.a39ef35793c76p-33;
constexpr double ln2 = 0x1.62e42fefa39efp-1;
constexpr double reciprocal_ln2 = 0x1.71547652b82fep+0;

// x = mantissa * 2^exponent with the mantissa in [sqrt(1/2), sqrt(2)), so that the logarithm of x near 1 does not cancel.
struct split_number {
  double mantissa;
  double exponent;
};

split_number split(double x) noexcept {
  double exponent = 0.0;
  if (x < std::numeric_limits<double>::min()) {  // subnormal
    x *= 0x1p54;
    exponent = -54.0;
  }
  const auto bits = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t fraction = 0x000fffffffffffffU;
  exponent += static_cast<double>(static_cast<std::int64_t>(bits >> 52) - 1023);
  double mantissa = std::bit_cast<double>((bits & fraction) | 0x3ff0000000000000U);
  if (mantissa >= 0x1.6a09e667f3bcdp+0) {
    mantissa *= 0.5;
    exponent += 1.0;
  }
  return {mantissa, exponent};
}

void check_positive(const char* function, double x) {
  if (!(x > 0.0) || !std::isfinite(x)) throw input_error(function, "x", to_text(x), "finite numbers above 0");
}

// ln(1 + f) for 1 + f in [sqrt(1/2), sqrt(2)]: with s = f / (2 + f) it is 2 atanh(s) = 2s + s R, R = 2 (s^2/3 + s^4/5 + …);
// as 2s = f - s f, it is f - s (f - R), whose leading term is exact.
double log_near_one(double f) noexcept {
  const double s = f / (2.0 + f);
  const double z = s * s;
  double sum = 0.0;
  for (double k = 23.0; k >= 3.0; k -= 2.0) sum = z * (1.0 / k + sum);
  return f - s * (f - 2.0 * sum);
}

// e^z for |z| <= 0.35 by its Taylor series.
double exp_near_zero(double z) noexcept {
  constexpr double reciprocal_factorial[] = {1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0, 1.0 / 3628800.0,
                                             1.0 / 362880.0,     1.0 / 40320.0,     1.0 / 5040.0,     1.0 / 720.0,
                                             1.0 / 120.0,        1.0 / 24.0,        1.0 / 6.0,        1.0 / 2.0};
  double sum = 0.0;
  for (const double c : reciprocal_factorial) sum = z * (c + sum);
  return 1.0 + (z + z * sum);
}

// The whole number nearest to x, |x| < 2^51.
double nearest_whole(double x) noexcept { return (x + 0x1.8p52) - 0x1.8p52; }

// x * 2^n in two steps: only the second one can leave the normal numbers, so it alone rounds.
double scaled(double x, double n) noexcept {
  const auto power = [](std::int64_t k) { return std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52); };
  const auto exponent = static_cast<std::int64_t>(n);
  const std::int64_t half = exponent / 2;
  return x * power(half) * power(exponent - half);
}

// 2^(x + small), |small| far below 1, -1100 <= x <= 1025.
double exp2_of_sum(double x, double small) noexcept {
  const double n = nearest_whole(x);
  return scaled(exp_near_zero(((x - n) + small) * ln2), n);
}

// A number as an unevaluated sum, |low| at most half a unit in the last place of high. The steps are Knuth's and Dekker's.
struct twofold {
  double high;
  double low;
};

twofold exact_sum(double a, double b) noexcept {
  const double sum = a + b;
  const double part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

twofold exact_product(double a, double b) noexcept {
  const auto upper_half = [](double x) {
    const double stretched = 134217729.0 * x;  // 2^27 + 1
    return stretched - (stretched - x);
  };
  const double product = a * b;
  const double a1 = upper_half(a), a2 = a - a1;
  const double b1 = upper_half(b), b2 = b - b1;
  return {product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2};
}

twofold operator+(const twofold& a, const twofold& b) noexcept {
  const twofold sum = exact_sum(a.high, b.high);
  return exact_sum(sum.high, sum.low + (a.low + b.low));
}

twofold operator*(const twofold& a, const twofold& b) noexcept {
  const twofold product = exact_product(a.high, b.high);
  return exact_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

// log2(x) to about 100 bits; a power needs them, because an exponent of 1000 multiplies the error by 1000.
twofold log2_twofold(double x) noexcept {
  constexpr twofold two_by_ln2{0x1.71547652b82fep+1, 0x1.777d0ffda0d24p-55};
  constexpr twofold third{0x1.5555555555555p-2, 0x1.5555555555555p-56};
  const auto [mantissa, exponent] = split(x);

  const double f = mantissa - 1.0;
  const twofold divisor = exact_sum(mantissa, 1.0);
  const double quotient = f / divisor.high;
  const twofold back = exact_product(quotient, divisor.high);
  const twofold s = exact_sum(quotient, (((f - back.high) - back.low) - quotient * divisor.low) / divisor.high);

  const twofold z = s * s;
  double tail = 0.0;  // z^2/5 + z^3/7 + …: small enough for one double
  for (double k = 29.0; k >= 5.0; k -= 2.0) tail = z.high * (1.0 / k + tail);
  const twofold series = z * third + twofold{z.high * tail, 0.0};
  const twofold leading = s * two_by_ln2;
  return twofold{exponent, 0.0} + (leading + leading * series);
}

double checked_exp(const char* function, double x, double result) {
  if (!std::isfinite(result)) throw input_error(function, "x", to_text(x), "exponents whose power is a finite double");
  return result;
}

}  // namespace

double log2(double x) {
  check_positive("log2", x);
  const auto [mantissa, exponent] = split(x);
  return exponent + log_near_one(mantissa - 1.0) * reciprocal_ln2;
}

double log(double x) {
  check_positive("log", x);
  const auto [mantissa, exponent] = split(x);
  return exponent * ln2_high + (exponent * ln2_low + log_near_one(mantissa - 1.0));
}

double exp2(double x) {
  if (!std::isfinite(x) || x >= 1024.0) throw input_error("exp2", "x", to_text(x), "finite numbers below 1024");
  if (x < -1080.0) return 0.0;
  return exp2_of_sum(x, 0.0);
}

double exp(double x) {
  if (!std::isfinite(x) || x > 710.0) throw input_error("exp", "x", to_text(x), "finite numbers up to 709.78");
  if (x < -750.0) return 0.0;
  const double n = nearest_whole(x * reciprocal_ln2);
  return checked_exp("exp", x, scaled(exp_near_zero((x - n * ln2_high) - n * ln2_low), n));
}

double pow(double base, double exponent) {
  if (!(base >= 0.0) || !std::isfinite(base)) throw input_error("pow", "base", to_text(base), "finite numbers from 0");
  if (!std::isfinite(exponent)) throw input_error("pow", "exponent", to_text(exponent), "finite numbers");
  if (exponent == 0.0) return 1.0;
  if (base == 0.0) {
    if (exponent < 0.0) throw input_error("pow", "exponent", to_text(exponent), "numbers from 0 where base is 0");
    return 0.0;
  }
  const twofold logarithm = log2_twofold(base);
  const double estimate = logarithm.high * exponent;
  if (estimate < -1080.0) return 0.0;
  if (!(estimate < 1025.0)) return checked_exp("pow", exponent, std::numeric_limits<double>::infinity());
  const twofold power = exact_product(logarithm.high, exponent);
  return checked_exp("pow", exponent, exp2_of_sum(power.high, power.low + logarithm.low * exponent));
}

}  // namespace coopgraph::elementary
