// SPDX-License-Identifier: BSL-1.0
#include "clustering/quality_line.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace coopgraph::detail::quality_lines {
namespace {

__extension__ typedef unsigned __int128 uint128;

/// a * b as its high and its low 128 bits.
[[nodiscard]] std::pair<uint128, uint128> wide_product(uint128 a, uint128 b) {
  const auto low = [](uint128 x) { return x & 0xffffffffffffffffU; };
  const uint128 bottom = low(a) * low(b);
  const uint128 middle = (a >> 64) * low(b) + (bottom >> 64);  // at most (2^64 - 1)^2 + 2^64 - 1
  const uint128 other = low(a) * (b >> 64) + low(middle);
  return {(a >> 64) * (b >> 64) + (middle >> 64) + (other >> 64), (other << 64) | low(bottom)};
}

[[nodiscard]] bool nearly_equal(double x, double y) { return std::abs(x - y) <= 1e-13 * std::max(std::abs(x), std::abs(y)); }

/// Whether x expects more than y, or as much and has less within.
[[nodiscard]] bool expects_more(const line_scale& scale, const quality_line& x, const quality_line& y) {
  return scale.exact ? x.whole_expected > y.whole_expected : x.expected > y.expected;
}
[[nodiscard]] bool has_less_within(const line_scale& scale, const quality_line& x, const quality_line& y) {
  return scale.exact ? x.whole_within < y.whole_within : x.within < y.within;
}

/// Whether b is overtaken by c no later than it overtakes a: then it is never above both. \pre a, b, c are ever finer
[[nodiscard]] bool never_above(const line_scale& scale, const quality_line& a, const quality_line& b, const quality_line& c) {
  if (scale.exact)
    return products_in_order(b.whole_within - c.whole_within, a.whole_expected - b.whole_expected,
                             a.whole_within - b.whole_within, b.whole_expected - c.whole_expected);
  return crossing(scale, b, c) <= crossing(scale, a, b);
}

}  // namespace

bool products_in_order(int128 a, int128 b, int128 c, int128 d) {
  return wide_product(static_cast<uint128>(a), static_cast<uint128>(b)) <=
         wide_product(static_cast<uint128>(c), static_cast<uint128>(d));
}

bool same_line(const line_scale& scale, const quality_line& x, const quality_line& y) {
  if (scale.exact) return x.whole_within == y.whole_within && x.whole_expected == y.whole_expected;
  return nearly_equal(x.within, y.within) && nearly_equal(x.expected, y.expected);
}

double crossing(const line_scale& scale, const quality_line& coarse, const quality_line& fine) {
  if (!scale.exact) return (coarse.within - fine.within) / (coarse.expected - fine.expected);
  return times((coarse.whole_within - fine.whole_within) * scale.factor, scale.unit) /
         to_double(coarse.whole_expected - fine.whole_expected);
}

std::vector<std::size_t> upper_envelope(const line_scale& scale, const std::vector<quality_line>& lines) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    const quality_line& x = lines[i];
    const quality_line& y = lines[j];
    if (expects_more(scale, x, y)) return true;
    return !expects_more(scale, y, x) && has_less_within(scale, y, x);
  });
  // From the coarsest on: a finer line has to lose some of what lies within, or those before it are pointless.
  std::vector<std::size_t> top;
  for (const std::size_t i : order) {
    const quality_line& line = lines[i];
    if (!top.empty() && (same_line(scale, lines[top.back()], line) || !expects_more(scale, lines[top.back()], line))) continue;
    while (!top.empty() && !has_less_within(scale, line, lines[top.back()])) top.pop_back();
    while (top.size() >= 2 && never_above(scale, lines[top[top.size() - 2]], lines[top.back()], line)) top.pop_back();
    top.push_back(i);
  }
  return top;
}

}  // namespace coopgraph::detail::quality_lines
