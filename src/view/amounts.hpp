// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/edge_values.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/view/ties.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// A number of a record, or a part of one: exact as far as 64 bits go.
struct amount {
  std::optional<rational> exact = rational(0);
  double nearest = 0.0;

  amount() = default;
  explicit amount(const rational& value) : exact(value), nearest(times(1, value)) {}
  explicit amount(const decimal& value) : exact(to_rational(value)), nearest(to_double(value)) {}

  [[nodiscard]] friend amount operator*(const amount& a, const amount& b) {
    amount c;
    c.exact = a.exact && b.exact ? rational::product(*a.exact, *b.exact) : std::nullopt;
    c.nearest = c.exact ? times(1, *c.exact) : a.nearest * b.nearest;
    return c;
  }
};

/// What a quantity gives to an edge.
struct stated_amount {
  decimal value;
  tie_basis basis;  ///< stated, bounded or modelled
};
/// The number of a quantity: itself, if it is exact or about so much; its bound, if it has one; the middle of two. Nothing where
/// there is none, or only an order of magnitude.
[[nodiscard]] std::optional<stated_amount> amount_of(const quantity& q);
/// The capacity that a flow states. The number has no basis of its own: what the flow says of its quantity `capacity` marks it.
[[nodiscard]] std::optional<stated_amount> capacity_of(const flow& f);

/// The sum of the amounts of each edge, over one shared unit if that fits.
template <value_kind K>
[[nodiscard]] edge_values<K> sum_of_amounts(std::span<const amount> amounts, std::span<const edge_id> edge_of,
                                            std::size_t edges) {
  std::vector<std::int64_t> denominators;
  bool fits = true;
  for (const amount& a : amounts) {
    fits = fits && a.exact;
    if (a.exact) denominators.push_back(a.exact->denominator());
  }
  std::sort(denominators.begin(), denominators.end());
  denominators.erase(std::unique(denominators.begin(), denominators.end()), denominators.end());
  if (const auto unit = fits ? common_multiple(denominators) : std::nullopt) {
    std::vector<std::int64_t> numerators(edges, 0);
    for (std::size_t i = 0; i < amounts.size() && fits; ++i) {
      const auto part = checked_multiply(amounts[i].exact->numerator(), *unit / amounts[i].exact->denominator());
      const auto sum = part ? checked_add(numerators[edge_of[i]], *part) : std::nullopt;
      fits = sum.has_value() && *sum != INT64_MIN;
      if (fits) numerators[edge_of[i]] = *sum;
    }
    if (fits) return edge_values<K>::over(rational(1, *unit), std::move(numerators));
  }
  std::vector<double> rounded(edges, 0.0);
  for (std::size_t i = 0; i < amounts.size(); ++i) rounded[edge_of[i]] += amounts[i].nearest;
  return edge_values<K>::rounded(std::move(rounded),
                                 "the parts that add up, such as 1/(k-1), have no shared denominator that fits into 64 bits");
}

}  // namespace coopgraph::detail
