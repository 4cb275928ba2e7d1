// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/ids.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph {

/// What enters (> 0, a supply) or leaves (< 0, a demand) a network at each vertex: 64-bit whole numbers over one shared positive
/// rational unit, always exact. 8 bytes a vertex.
class vertex_supplies {
 public:
  /// Value v is numerators[v] * unit. Kept in lowest terms.
  /// \throws input_error unless unit > 0 and each numerator is above -2^63
  [[nodiscard]] static vertex_supplies over(const rational& unit, std::vector<std::int64_t> numerators) {
    if (unit.numerator() <= 0) throw input_error("vertex_supplies", "unit", to_text(times(1, unit)), "above 0");
    for (std::size_t v = 0; v < numerators.size(); ++v)
      if (numerators[v] == INT64_MIN)
        throw input_error("vertex_supplies", "numerator of vertex " + to_text(v), "-2^63", "-2^63+1 to 2^63-1");
    scaled_numbers values{std::move(numerators), unit};
    reduce(values);
    return vertex_supplies(std::move(values));
  }

  /// Each double means the decimal with the fewest digits that reads back as it: 0.1 is one tenth.
  /// \throws input_error naming the vertex if a value is NaN or infinite; if the values have no shared decimal unit in 64 bits
  [[nodiscard]] static vertex_supplies from(std::span<const double> values) {
    std::vector<decimal> decimals;
    decimals.reserve(values.size());
    for (std::size_t v = 0; v < values.size(); ++v) {
      if (!std::isfinite(values[v]))
        throw input_error("vertex_supplies", "value of vertex " + to_text(v), to_text(values[v]), "a finite number");
      decimals.push_back(decimal_of(values[v]));
    }
    auto scaled = over_shared_unit(decimals);
    if (!scaled)
      throw input_error("vertex_supplies", "values", "without a shared decimal unit that fits into 64 bits",
                        "values with fewer decimals, or whole numbers in a larger unit");
    return vertex_supplies(std::move(*scaled));
  }
  [[nodiscard]] static vertex_supplies from(std::initializer_list<double> values) {
    return from(std::span<const double>(values.begin(), values.size()));
  }

  [[nodiscard]] std::size_t size() const noexcept { return values_.numerators.size(); }
  [[nodiscard]] double operator[](vertex_id v) const { return times(values_.numerators[v], values_.unit); }
  [[nodiscard]] std::span<const std::int64_t> numerators() const noexcept { return values_.numerators; }
  [[nodiscard]] const rational& unit() const noexcept { return values_.unit; }

  friend bool operator==(const vertex_supplies& a, const vertex_supplies& b) {
    return a.values_.numerators == b.values_.numerators && a.values_.unit == b.values_.unit;
  }

 private:
  explicit vertex_supplies(scaled_numbers values) : values_(std::move(values)) {}

  scaled_numbers values_;
};

}  // namespace coopgraph
