// SPDX-License-Identifier: BSL-1.0
#include "clustering/leiden_numbers.hpp"

#include <coopgraph/core/decimal.hpp>

#include <algorithm>
#include <cmath>

namespace coopgraph::detail {
namespace {

constexpr int128 score_limit = int128{1} << 122;

/// a * b < score_limit, for a, b >= 0.
bool product_fits(int128 a, int128 b) {
  int128 product = 0;
  return !__builtin_mul_overflow(a, b, &product) && product < score_limit;
}

/// The fraction with parts up to `most` that continued fractions give for x. \pre x > 0
rational nearest_fraction(double x, std::int64_t most) {
  const auto bound = static_cast<double>(most);
  if (x >= bound) return most;
  if (x <= 1.0 / bound) return {1, most};
  std::int64_t top = 1;
  std::int64_t bottom = 0;
  std::int64_t top_before = 0;
  std::int64_t bottom_before = 1;
  for (double rest = x;;) {
    const double whole = std::floor(rest);
    const double next_top = whole * static_cast<double>(top) + static_cast<double>(top_before);
    const double next_bottom = whole * static_cast<double>(bottom) + static_cast<double>(bottom_before);
    if (next_top > bound || next_bottom > bound) break;
    top_before = std::exchange(top, static_cast<std::int64_t>(next_top));
    bottom_before = std::exchange(bottom, static_cast<std::int64_t>(next_bottom));
    if (rest == whole) break;
    rest = 1.0 / (rest - whole);
  }
  return top == 0 || bottom == 0 ? rational(1, most) : rational(top, bottom);
}

}  // namespace

whole_numbers ones(std::size_t count) { return {{}, static_cast<int128>(count), 1.0, rational(1)}; }

whole_numbers to_whole(const edge_strengths& values, unsigned most_bits) {
  whole_numbers made;
  for (const std::int64_t w : values.numerators()) made.sum += w;
  if (values.is_exact() && made.sum <= int128{1} << most_bits) {
    made.numerator.assign(values.numerators().begin(), values.numerators().end());
    made.unit = times(1, values.unit());
    made.exact_unit = values.unit();
    return made;
  }
  double greatest = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) greatest = std::max(greatest, values[i]);
  made.sum = 0;
  made.numerator.assign(values.size(), 0);
  if (!(greatest > 0.0)) return made;
  double all = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) all += values[i] / greatest;
  const double scale = std::ldexp(1.0, static_cast<int>(most_bits) - 1) / all;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] > 0.0) made.numerator[i] = std::max<std::int64_t>(1, std::llround(values[i] / greatest * scale));
    made.sum += made.numerator[i];
  }
  made.unit = greatest / scale;
  return made;
}

gain_scale modularity_scale(double resolution, std::int64_t total) {
  const int128 all = total;
  const auto exact = to_rational(decimal_of(resolution));
  if (exact && product_fits(all * all, exact->numerator()) && product_fits(all * all, exact->denominator()))
    return {all * exact->denominator(), exact->numerator()};
  const int128 most = std::min<int128>(score_limit / (all * all + 1), int128{1} << 40);
  const rational close = nearest_fraction(resolution, static_cast<std::int64_t>(most));
  return {all * close.denominator(), close.numerator()};
}

gain_scale potts_scale(double resolution, const whole_numbers& strengths, const whole_numbers& sizes) {
  const auto gamma = to_rational(decimal_of(resolution));
  if (gamma && strengths.exact_unit && sizes.exact_unit) {
    const auto squared = rational::product(*sizes.exact_unit, *sizes.exact_unit);
    const auto in_units = squared ? rational::product(*squared, strengths.exact_unit->reciprocal()) : std::nullopt;
    const auto ratio = in_units ? rational::product(*in_units, *gamma) : std::nullopt;
    if (ratio && product_fits(strengths.sum, ratio->denominator()) && product_fits(sizes.sum * sizes.sum, ratio->numerator()))
      return {ratio->denominator(), ratio->numerator()};
  }
  // per_tie = 2^k with the greatest k that keeps both below the limit
  constexpr double least = 1e-290;
  const double quotient = resolution * sizes.unit * sizes.unit / strengths.unit;
  const double ratio = quotient > least ? std::min(quotient, 1.0 / least) : least;  // beyond that only one side counts
  const double ties = std::max(1.0, to_double(strengths.sum));
  const double pairs = std::max(1.0, to_double(sizes.sum) * to_double(sizes.sum));
  const int for_ties = 121 - std::ilogb(ties) - 1;
  const int for_pairs = 121 - std::ilogb(pairs) - 1 - std::ilogb(ratio) - 1;
  const int k = std::clamp(std::min(for_ties, for_pairs), 0, 120);
  const double per_pair = std::ldexp(ratio, k);
  return {int128{1} << k, static_cast<int128>(std::min(per_pair, to_double(score_limit) / pairs) + 0.5)};
}

}  // namespace coopgraph::detail
