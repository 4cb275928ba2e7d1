// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/ids.hpp>

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace coopgraph {

/// What a number on an edge means. A large strength means close, a large length means far; the two are never mixed up
/// because their types differ, and one becomes the other only by a call that the reader sees.
enum class value_kind { strength, length, capacity, cost, flow };

/// Whether equal sums were recognised exactly (whole numbers over one unit) or by a tolerance.
enum class ties { exact, approximate };

/// One value for each edge, keyed by edge id. Exact wherever it can be: 64-bit whole numbers over one shared positive
/// rational unit, so that 0.1 + 0.2 equals 0.3. Where a shared unit does not fit into 64 bits the values are doubles, and
/// why_approximate() says why. Never NaN or infinite; -0.0 is 0.0. What signs are allowed is the algorithm's to check.
/// Memory: 8 bytes an edge.
template <value_kind K>
class edge_values {
 public:
  /// Value e is numerators[e] * unit. Kept in lowest terms.
  /// \throws input_error unless unit > 0
  [[nodiscard]] static edge_values over(const rational& unit, std::vector<std::int64_t> numerators) {
    if (unit.numerator() <= 0) throw input_error("edge_values", "unit", to_text(times(1, unit)), "above 0");
    for (std::size_t e = 0; e < numerators.size(); ++e)
      if (numerators[e] == INT64_MIN)
        throw input_error("edge_values", "numerator of edge " + std::to_string(e), "-2^63", "-2^63+1 to 2^63-1");
    edge_values values;
    values.exact_ = {std::move(numerators), unit};
    reduce(values.exact_);
    return values;
  }

  /// Each double means the decimal with the fewest digits that reads back as it: 0.1 is one tenth.
  /// \throws input_error naming the edge if a value is NaN or infinite
  /// Complexity: O(m) time, O(m) memory.
  [[nodiscard]] static edge_values from(std::span<const double> values) {
    std::vector<decimal> decimals;
    decimals.reserve(values.size());
    for (std::size_t e = 0; e < values.size(); ++e) {
      check_finite(e, values[e]);
      decimals.push_back(decimal_of(values[e]));
    }
    return from(std::span<const decimal>(decimals));
  }
  [[nodiscard]] static edge_values from(std::initializer_list<double> values) {
    return from(std::span<const double>(values.begin(), values.size()));
  }
  [[nodiscard]] static edge_values from(std::span<const decimal> values) {
    if (auto scaled = over_shared_unit(values)) {
      edge_values exact;
      exact.exact_ = std::move(*scaled);
      return exact;
    }
    std::vector<double> doubles;
    doubles.reserve(values.size());
    for (const decimal& d : values) doubles.push_back(to_double(d));
    return rounded(std::move(doubles), "the values have no shared decimal unit that fits into 64 bits");
  }

  /// Doubles as they are, for values that are no multiples of a shared unit; `why` is told to whoever reads the result.
  /// \throws input_error naming the edge if a value is NaN or infinite, and if there is no `why`
  [[nodiscard]] static edge_values rounded(std::vector<double> values, std::string why) {
    if (why.empty()) throw input_error("edge_values", "why", "empty", "the reason why the values are rounded");
    for (std::size_t e = 0; e < values.size(); ++e) {
      check_finite(e, values[e]);
      values[e] += 0.0;  // -0.0 becomes 0.0
    }
    edge_values result;
    result.rounded_ = std::move(values);
    result.why_ = std::move(why);
    return result;
  }

  /// The same whole number on every edge.
  [[nodiscard]] static edge_values uniform(std::size_t edges, std::int64_t value = 1) {
    return over(1, std::vector<std::int64_t>(edges, value));
  }

  [[nodiscard]] std::size_t size() const noexcept { return is_exact() ? exact_.numerators.size() : rounded_.size(); }
  [[nodiscard]] bool is_exact() const noexcept { return why_.empty(); }
  [[nodiscard]] double operator[](edge_id e) const { return is_exact() ? times(exact_.numerators[e], exact_.unit) : rounded_[e]; }

  [[nodiscard]] std::span<const std::int64_t> numerators() const noexcept { return exact_.numerators; }  ///< empty unless exact
  [[nodiscard]] const rational& unit() const noexcept { return exact_.unit; }                            ///< 1 unless exact
  [[nodiscard]] std::span<const double> approximate() const noexcept { return rounded_; }                ///< empty if exact
  [[nodiscard]] const std::string& why_approximate() const noexcept { return why_; }                     ///< empty if exact

  /// The same numbers under another meaning: what the named conversions below are made of.
  template <value_kind To>
  [[nodiscard]] edge_values<To> with_meaning() const {
    return is_exact() ? edge_values<To>::over(unit(), exact_.numerators) : edge_values<To>::rounded(rounded_, why_);
  }

  friend bool operator==(const edge_values& a, const edge_values& b) {
    return a.exact_.numerators == b.exact_.numerators && a.exact_.unit == b.exact_.unit && a.rounded_ == b.rounded_;
  }

 private:
  edge_values() = default;

  static void check_finite(std::size_t e, double value) {
    if (!std::isfinite(value))
      throw input_error("edge_values", "value of edge " + std::to_string(e), to_text(value), "a finite number");
  }

  scaled_numbers exact_;
  std::vector<double> rounded_;
  std::string why_;
};

using edge_strengths = edge_values<value_kind::strength>;
using edge_lengths = edge_values<value_kind::length>;
using edge_capacities = edge_values<value_kind::capacity>;
using edge_costs = edge_values<value_kind::cost>;
using edge_flows = edge_values<value_kind::flow>;

/// Values as they stand in a Boost property map of any graph's edges, in the order of edges(graph).
/// \throws input_error naming the edge if a value is NaN or infinite, or a whole number beyond 64 bits
template <value_kind K, class Graph, class EdgeMap>
[[nodiscard]] edge_values<K> values_from(const Graph& graph, const EdgeMap& map) {
  using value = std::decay_t<decltype(get(map, *edges(graph).first))>;
  if constexpr (std::integral<value>) {
    std::vector<std::int64_t> numbers;
    for (auto [e, end] = edges(graph); e != end; ++e) {
      const value number = get(map, *e);
      if (!std::in_range<std::int64_t>(number))
        throw input_error("edge_values", "value of edge " + std::to_string(numbers.size()), std::to_string(number), "below 2^63");
      numbers.push_back(static_cast<std::int64_t>(number));
    }
    return edge_values<K>::over(1, std::move(numbers));
  } else {
    std::vector<double> numbers;
    for (auto [e, end] = edges(graph); e != end; ++e) numbers.push_back(static_cast<double>(get(map, *e)));
    return edge_values<K>::from(std::span<const double>(numbers));
  }
}
template <class Graph, class EdgeMap>
[[nodiscard]] edge_strengths strengths_from(const Graph& graph, const EdgeMap& map) {
  return values_from<value_kind::strength>(graph, map);
}
template <class Graph, class EdgeMap>
[[nodiscard]] edge_lengths lengths_from(const Graph& graph, const EdgeMap& map) {
  return values_from<value_kind::length>(graph, map);
}
template <class Graph, class EdgeMap>
[[nodiscard]] edge_capacities capacities_from(const Graph& graph, const EdgeMap& map) {
  return values_from<value_kind::capacity>(graph, map);
}
template <class Graph, class EdgeMap>
[[nodiscard]] edge_costs costs_from(const Graph& graph, const EdgeMap& map) {
  return values_from<value_kind::cost>(graph, map);
}

/// Length 1 / strength: strong ties are short. Exact over the least common multiple of the strengths where that fits into
/// 64 bits, so that equal sums of reciprocals are equal.
/// \throws input_error naming the edge if a strength is not above 0
[[nodiscard]] edge_lengths reciprocal_lengths(const edge_strengths& strengths);

/// The same numbers read as another kind, where that is what is meant.
[[nodiscard]] inline edge_capacities strengths_as_capacities(const edge_strengths& v) {
  return v.with_meaning<value_kind::capacity>();
}
[[nodiscard]] inline edge_strengths capacities_as_strengths(const edge_capacities& v) {
  return v.with_meaning<value_kind::strength>();
}
[[nodiscard]] inline edge_lengths costs_as_lengths(const edge_costs& v) { return v.with_meaning<value_kind::length>(); }
[[nodiscard]] inline edge_costs lengths_as_costs(const edge_lengths& v) { return v.with_meaning<value_kind::cost>(); }

/// What the rows of an edge table become when parallel rows are merged (built_graph::edge_of_row): the sum over the rows of an
/// edge, as strengths and capacities want it, or the least, as lengths want it. `edges` is the number of edges.
/// \throws input_error if there is not one value for each row, or if a sum of exact values leaves 64 bits
template <value_kind K>
[[nodiscard]] edge_values<K> sum_by_edge(const edge_values<K>& rows, std::span<const edge_id> edge_of_row, std::size_t edges);
template <value_kind K>
[[nodiscard]] edge_values<K> least_by_edge(const edge_values<K>& rows, std::span<const edge_id> edge_of_row, std::size_t edges);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// \throws input_error unless there is one value for each edge
template <value_kind K>
void check_size(const char* function, const edge_values<K>& values, std::size_t edges) {
  if (values.size() != edges)
    throw input_error(function, "number of edge values", std::to_string(values.size()),
                      std::to_string(edges) + ", one for each edge");
}

/// The least common multiple of positive numbers, or nothing where it leaves 64 bits.
[[nodiscard]] inline std::optional<std::int64_t> common_multiple(std::span<const std::int64_t> numbers) {
  std::int64_t multiple = 1;
  for (const std::int64_t n : numbers) {
    if (multiple % n == 0) continue;
    const auto next = checked_multiply(multiple, n / std::gcd(multiple, n));
    if (!next) return std::nullopt;
    multiple = *next;
  }
  return multiple;
}

/// Folds the rows of each edge into one value by `join` (on whole numbers: to an optional, nothing = overflow).
template <value_kind K, class JoinExact, class JoinRounded>
edge_values<K> fold_by_edge(const char* function, const edge_values<K>& rows, std::span<const edge_id> edge_of_row,
                            std::size_t edges, const JoinExact& join_exact, const JoinRounded& join_rounded) {
  check_size(function, rows, edge_of_row.size());
  std::vector<bool> filled(edges, false);
  std::vector<std::int64_t> whole(rows.is_exact() ? edges : 0, 0);
  std::vector<double> rounded(rows.is_exact() ? 0 : edges, 0.0);
  for (std::size_t row = 0; row < edge_of_row.size(); ++row) {
    const edge_id e = edge_of_row[row];
    if (e == no_edge) continue;
    if (e >= edges)
      throw input_error(function, "edge of row " + std::to_string(row), std::to_string(e), "below the number of edges");
    if (rows.is_exact()) {
      const auto joined = filled[e] ? join_exact(whole[e], rows.numerators()[row]) : rows.numerators()[row];
      if (!joined) throw input_error(function, "sum over edge " + std::to_string(e), "beyond 64 bits", "below 2^63 units");
      whole[e] = *joined;
    } else {
      rounded[e] = filled[e] ? join_rounded(rounded[e], rows.approximate()[row]) : rows.approximate()[row];
    }
    filled[e] = true;
  }
  if (rows.is_exact()) return edge_values<K>::over(rows.unit(), std::move(whole));
  return edge_values<K>::rounded(std::move(rounded), rows.why_approximate());
}

}  // namespace detail

inline edge_lengths reciprocal_lengths(const edge_strengths& strengths) {
  const std::size_t m = strengths.size();
  for (std::size_t e = 0; e < m; ++e)
    if (!(strengths[e] > 0.0))
      throw input_error("reciprocal_lengths", "strength of edge " + std::to_string(e), to_text(strengths[e]), "above 0");

  if (strengths.is_exact()) {
    // 1 / (a u) = (L / a) * 1 / (L u) with L the least common multiple of the numerators a.
    const auto numerators = strengths.numerators();
    const auto multiple = detail::common_multiple(numerators);
    const auto scale = multiple ? rational::product(rational(*multiple), strengths.unit()) : std::nullopt;
    if (scale) {
      std::vector<std::int64_t> lengths;
      lengths.reserve(m);
      for (const std::int64_t a : numerators) lengths.push_back(*multiple / a);
      return edge_lengths::over(scale->reciprocal(), std::move(lengths));
    }
  }
  std::vector<double> lengths;
  lengths.reserve(m);
  for (std::size_t e = 0; e < m; ++e) lengths.push_back(1.0 / strengths[e]);
  return edge_lengths::rounded(std::move(lengths), "the least common multiple of the strengths does not fit into 64 bits");
}

template <value_kind K>
edge_values<K> sum_by_edge(const edge_values<K>& rows, std::span<const edge_id> edge_of_row, std::size_t edges) {
  return detail::fold_by_edge(
      "sum_by_edge", rows, edge_of_row, edges, [](std::int64_t a, std::int64_t b) { return checked_add(a, b); },
      [](double a, double b) { return a + b; });
}

template <value_kind K>
edge_values<K> least_by_edge(const edge_values<K>& rows, std::span<const edge_id> edge_of_row, std::size_t edges) {
  return detail::fold_by_edge(
      "least_by_edge", rows, edge_of_row, edges,
      [](std::int64_t a, std::int64_t b) { return std::optional<std::int64_t>(a < b ? a : b); },
      [](double a, double b) { return a < b ? a : b; });
}

}  // namespace coopgraph
