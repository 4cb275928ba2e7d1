// SPDX-License-Identifier: BSL-1.0
#include "view/amounts.hpp"

#include <algorithm>

namespace coopgraph::detail {
namespace {

/// (a + b) / 2, or nothing where it has more digits than a decimal holds.
std::optional<decimal> middle_of(decimal a, decimal b) {
  if (a.mantissa == 0) a.exponent = b.exponent;
  if (b.mantissa == 0) b.exponent = a.exponent;
  std::int32_t exponent = std::min(a.exponent, b.exponent);
  if (std::max(a.exponent, b.exponent) - exponent > 18) return std::nullopt;
  const auto over = [&](const decimal& d) { return int128{d.mantissa} * power_of_ten(d.exponent - exponent); };
  int128 sum = (over(a) + over(b)) * 5;  // half of it, one decimal further
  --exponent;
  for (; sum != 0 && sum % 10 == 0; ++exponent) sum /= 10;
  if (sum > INT64_MAX || sum <= INT64_MIN) return std::nullopt;
  return without_trailing_zeros({static_cast<std::int64_t>(sum), exponent});
}

std::optional<stated_amount> number_of(const quantity& q) {
  switch (q.exactness) {
    case number_exactness::exact:
    case number_exactness::about:
      return q.value ? std::optional(stated_amount{*q.value, tie_basis::stated}) : std::nullopt;
    case number_exactness::at_least:
    case number_exactness::at_most: {
      const auto& bound = q.value ? q.value : q.low ? q.low : q.high;
      return bound ? std::optional(stated_amount{*bound, tie_basis::bounded}) : std::nullopt;
    }
    case number_exactness::between: {
      const auto middle = q.low && q.high ? middle_of(*q.low, *q.high) : std::nullopt;
      return middle ? std::optional(stated_amount{*middle, tie_basis::bounded}) : std::nullopt;
    }
    case number_exactness::order_of_magnitude:
    case number_exactness::verbal:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<stated_amount> amount_of(const quantity& q) {
  auto amount = number_of(q);
  if (amount && q.basis == quantity_basis::modelled) amount->basis = tie_basis::modelled;
  return amount;
}

std::optional<stated_amount> capacity_of(const flow& f) {
  if (!f.capacity) return std::nullopt;
  stated_amount capacity{*f.capacity, tie_basis::stated};
  for (const quantity& q : f.quantities)
    if (const auto amount = amount_of(q); amount && q.measure == "capacity")
      capacity.basis = std::max(capacity.basis, amount->basis);
  return capacity;
}

}  // namespace coopgraph::detail
