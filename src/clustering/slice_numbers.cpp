// SPDX-License-Identifier: BSL-1.0
#include "clustering/slice_numbers.hpp"

#include <coopgraph/core/decimal.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

namespace coopgraph::detail {
namespace {

constexpr std::int64_t most_total = std::int64_t{1} << 42;

/// The sum in units of the strengths, or nothing where they are rounded or it leaves 64 bits.
std::optional<std::int64_t> units_of(const slice_strengths& slice) {
  if (slice.strengths == nullptr) return static_cast<std::int64_t>(slice.edges);
  if (!slice.strengths->is_exact()) return std::nullopt;
  int128 sum = 0;
  for (const std::int64_t a : slice.strengths->numerators()) sum += a;
  if (sum > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(sum);
}

/// What a strength of one unit is worth once weighted.
std::optional<rational> worth_of(const slice_strengths& slice, std::int64_t units) {
  const auto weight = to_rational(decimal_of(slice.weight));
  if (!weight) return std::nullopt;
  if (slice.per_total == 0) return slice.strengths == nullptr ? weight : rational::product(*weight, slice.strengths->unit());
  const auto divisor = checked_multiply(units, slice.per_total);
  return divisor ? rational::product(*weight, rational(1, *divisor)) : std::nullopt;
}

/// Fractions as whole numbers without a common divisor, in the same proportions.
std::optional<std::vector<std::int64_t>> in_proportion(std::span<const rational> fractions) {
  std::vector<std::int64_t> denominators;
  for (const rational& f : fractions) denominators.push_back(f.denominator());
  const auto multiple = common_multiple(denominators);
  if (!multiple) return std::nullopt;
  std::vector<std::int64_t> made;
  std::int64_t divisor = 0;
  for (const rational& f : fractions) {
    const auto whole = checked_multiply(f.numerator(), *multiple / f.denominator());
    if (!whole) return std::nullopt;
    made.push_back(*whole);
    divisor = std::gcd(divisor, *whole);
  }
  for (std::int64_t& whole : made) whole /= std::max<std::int64_t>(divisor, 1);
  return made;
}

std::optional<whole_slices> exactly(std::span<const slice_strengths> slices, double omega, std::uint64_t couplings) {
  std::vector<std::int64_t> units;
  std::vector<rational> worth;
  for (const slice_strengths& slice : slices) {
    const auto sum = units_of(slice);
    if (!sum) return std::nullopt;
    const auto one = *sum == 0 ? rational(0) : worth_of(slice, *sum);
    if (!one) return std::nullopt;
    units.push_back(*sum);
    worth.push_back(*one);
  }
  const auto between = to_rational(decimal_of(omega));
  if (!between) return std::nullopt;
  worth.push_back(couplings == 0 ? rational(0) : *between);
  const auto factor = in_proportion(worth);
  if (!factor) return std::nullopt;

  whole_slices made{{}, {}, factor->back(), 0};
  int128 total = static_cast<int128>(made.coupling) * static_cast<int128>(couplings);
  for (std::size_t s = 0; s < slices.size(); ++s) {
    const int128 sum = static_cast<int128>((*factor)[s]) * units[s];
    total += sum;
    if (sum > most_total || total > most_total) return std::nullopt;
    made.sum.push_back(static_cast<std::int64_t>(sum));
  }
  if (total > most_total) return std::nullopt;
  made.total = static_cast<std::int64_t>(total);
  for (std::size_t s = 0; s < slices.size(); ++s) {
    std::vector<std::int64_t>& to = made.strength.emplace_back(slices[s].edges, (*factor)[s]);
    if (slices[s].strengths == nullptr) continue;
    for (std::size_t e = 0; e < to.size(); ++e) to[e] *= slices[s].strengths->numerators()[e];
  }
  return made;
}

double strength_of(const slice_strengths& slice, edge_id e) { return slice.strengths == nullptr ? 1.0 : (*slice.strengths)[e]; }

whole_slices rounded(std::span<const slice_strengths> slices, double omega, std::uint64_t couplings) {
  // 1. The total, and what makes it 2^41
  std::vector<double> factor;
  double all = couplings == 0 ? 0.0 : omega * static_cast<double>(couplings);
  for (const slice_strengths& slice : slices) {
    const double sum = sum_of(slice);
    const double weighted = weighted_sum_of(slice);
    factor.push_back(sum > 0.0 ? weighted / sum : 0.0);
    all += weighted;
  }
  const auto whole = [&](double value) -> std::int64_t {
    if (!(value > 0.0)) return 0;
    return std::max<std::int64_t>(1, std::llround(value / all * static_cast<double>(most_total / 2)));
  };
  // 2. Each value
  whole_slices made;
  if (couplings > 0) made.coupling = whole(omega);
  made.total = made.coupling * static_cast<std::int64_t>(couplings);
  for (std::size_t s = 0; s < slices.size(); ++s) {
    std::vector<std::int64_t>& to = made.strength.emplace_back(slices[s].edges);
    for (std::size_t e = 0; e < to.size(); ++e) to[e] = whole(strength_of(slices[s], e) * factor[s]);
    made.sum.push_back(std::accumulate(to.begin(), to.end(), std::int64_t{0}));
    made.total += made.sum.back();
  }
  return made;
}

std::optional<slice_scales> exact_scales(std::span<const double> resolution, std::span<const std::int64_t> sum, double most) {
  int128 multiple = 1;
  std::vector<rational> ratio;  // of per_pair to per_tie
  for (std::size_t s = 0; s < sum.size(); ++s) {
    const auto gamma = to_rational(decimal_of(resolution[s]));
    const auto one = sum[s] == 0 ? rational(0) : gamma ? rational::product(*gamma, rational(1, sum[s])) : std::nullopt;
    if (!one) return std::nullopt;
    ratio.push_back(*one);
    const auto common = std::gcd(static_cast<std::int64_t>(multiple % one->denominator()), one->denominator());
    if (__builtin_mul_overflow(multiple, static_cast<int128>(one->denominator() / common), &multiple)) return std::nullopt;
    if (to_double(multiple) > most) return std::nullopt;
  }
  slice_scales made{multiple, {}};
  for (const rational& r : ratio) made.per_pair.push_back(multiple / r.denominator() * r.numerator());
  return made;
}

}  // namespace

double sum_of(const slice_strengths& slice) {
  if (slice.strengths == nullptr) return static_cast<double>(slice.edges);
  double sum = 0.0;
  for (std::size_t e = 0; e < slice.edges; ++e) sum += strength_of(slice, e);
  return sum;
}

double weighted_sum_of(const slice_strengths& slice) {
  const double sum = sum_of(slice);
  if (!(sum > 0.0)) return 0.0;
  return slice.per_total > 0 ? slice.weight / static_cast<double>(slice.per_total) : slice.weight * sum;
}

whole_slices to_whole(std::span<const slice_strengths> slices, double omega, std::uint64_t couplings) {
  auto exact = exactly(slices, omega, couplings);
  return exact ? std::move(*exact) : rounded(slices, omega, couplings);
}

slice_scales scales_of(std::span<const double> resolution, std::span<const std::int64_t> sum, std::int64_t total) {
  double greatest = 1.0;
  for (const double gamma : resolution) greatest = std::max(greatest, gamma);
  const int bits = 119 - std::ilogb(static_cast<double>(std::max<std::int64_t>(total, 1)) * greatest);
  if (auto exact = exact_scales(resolution, sum, std::ldexp(1.0, bits))) return std::move(*exact);
  slice_scales made{int128{1} << bits, {}};
  for (std::size_t s = 0; s < sum.size(); ++s)
    made.per_pair.push_back(
        sum[s] == 0 ? int128{0} : static_cast<int128>(std::ldexp(resolution[s], bits) / static_cast<double>(sum[s]) + 0.5));
  return made;
}

}  // namespace coopgraph::detail
