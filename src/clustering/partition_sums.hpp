// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <vector>

/// What the measures of a partition are made of: sums of strengths by cluster, and pairs of members.
namespace coopgraph::detail::partition_measures {

/// A sum of doubles with the error of each addition carried along (Neumaier): as good as one rounding at the end.
class compensated_sum {
 public:
  compensated_sum() = default;
  compensated_sum(double value) : sum_(value) {}  // NOLINT(google-explicit-constructor): a number is a sum

  compensated_sum& operator+=(double x) noexcept {
    const double sum = sum_ + x;
    error_ += std::abs(sum_) >= std::abs(x) ? (sum_ - sum) + x : (x - sum) + sum_;
    sum_ = sum;
    return *this;
  }
  explicit operator double() const noexcept { return sum_ + error_; }

 private:
  double sum_ = 0.0;
  double error_ = 0.0;
};

/// Of a cluster: the strength of the edges within, each once, and of those that lead out and in (undirected: all as leaving).
template <class Number>
struct cluster_sums {
  Number internal = 0;
  Number leaving = 0;
  Number entering = 0;
};

template <class Number>
struct partition_sums {
  std::vector<cluster_sums<Number>> clusters;  ///< by label
  Number internal = 0;                         ///< within clusters, all together
  Number cut = 0;                              ///< between clusters
  rational unit = 1;                           ///< what 1 is worth
};

/// Strengths as whole numbers over a unit: their sums are exact, for 2^32 edges of 2^63 make 2^95.
using exact_sums = partition_sums<int128>;
using rounded_sums = partition_sums<compensated_sum>;

template <class Number, direction D, class Amount>
[[nodiscard]] partition_sums<Number> sums_by_cluster(const csr_view<D>& graph, const partition& clusters, const rational& unit,
                                                     const Amount& amount) {
  partition_sums<Number> sums{std::vector<cluster_sums<Number>>(clusters.clusters), 0, 0, unit};
  for (edge_id e = 0; e < graph.edges(); ++e) {
    const std::uint32_t from = clusters.label[graph.source[e]];
    const std::uint32_t to = clusters.label[graph.target[e]];
    const auto strength = amount(e);
    if (from == to) {
      sums.clusters[from].internal += strength;
      sums.internal += strength;
      continue;
    }
    sums.clusters[from].leaving += strength;
    if constexpr (D == direction::undirected)
      sums.clusters[to].leaving += strength;
    else
      sums.clusters[to].entering += strength;
    sums.cut += strength;
  }
  return sums;
}

/// Calls use(sums) with exact_sums or, of rounded strengths, rounded_sums. Without strengths each edge counts 1.
template <direction D, class Use>
auto with_sums(const csr_view<D>& graph, const edge_strengths* strengths, const partition& clusters, const Use& use) {
  if (strengths == nullptr) return use(sums_by_cluster<int128>(graph, clusters, 1, [](edge_id) { return std::int64_t{1}; }));
  if (strengths->is_exact())
    return use(
        sums_by_cluster<int128>(graph, clusters, strengths->unit(), [n = strengths->numerators()](edge_id e) { return n[e]; }));
  return use(sums_by_cluster<compensated_sum>(graph, clusters, 1, [s = strengths->approximate()](edge_id e) { return s[e]; }));
}

/// The sum over clusters of k_C^2 (directed: of k_out_C k_in_C) in units^2, or nothing where it may leave 128 bits.
template <direction D>
[[nodiscard]] std::optional<int128> squared_strengths(const exact_sums& sums) {
  // The k add up to 2W (directed: k_out to W, k_in to W), and the sum of their squares is no more than the square of that.
  if (2 * (sums.internal + sums.cut) >= int128{1} << 63) return std::nullopt;
  int128 all = 0;
  for (const cluster_sums<int128>& c : sums.clusters) {
    if constexpr (D == direction::undirected)
      all += (2 * c.internal + c.leaving) * (2 * c.internal + c.leaving);
    else
      all += (c.internal + c.leaving) * (c.internal + c.entering);
  }
  return all;
}

/// A sum as a double, rounded once.
template <class Number>
[[nodiscard]] double value(const Number& sum) {
  return static_cast<double>(sum);
}

/// a + b and 2 a + b of two sums, rounded once if they are whole numbers.
template <class Number>
[[nodiscard]] double joined(const Number& a, const Number& b) {
  if constexpr (std::is_same_v<Number, int128>)
    return value(a + b);
  else
    return value(a) + value(b);
}
template <class Number>
[[nodiscard]] double twice_and(const Number& a, const Number& b) {
  if constexpr (std::is_same_v<Number, int128>)
    return value(2 * a + b);
  else
    return 2.0 * value(a) + value(b);
}

/// What chance puts within clusters: the sum of (k_C / 2W)^2, directed of k_out_C k_in_C / W^2. \pre W > 0
template <direction D, class Number>
[[nodiscard]] double expected_share(const partition_sums<Number>& sums) {
  const double total = joined(sums.internal, sums.cut);
  if constexpr (std::is_same_v<Number, int128>)
    if (const auto squares = squared_strengths<D>(sums)) {
      const int128 all = (D == direction::undirected ? 2 : 1) * (sums.internal + sums.cut);
      return to_double(*squares) / to_double(all * all);
    }
  compensated_sum expected;
  for (const cluster_sums<Number>& c : sums.clusters) {
    if constexpr (D == direction::undirected) {
      const double k = twice_and(c.internal, c.leaving) / (2.0 * total);
      expected += k * k;
    } else {
      expected += joined(c.internal, c.leaving) / total * (joined(c.internal, c.entering) / total);
    }
  }
  return value(expected);
}

/// The sum over clusters of n_C (n_C - 1) / 2. Sizes empty: 1 each, and the number of pairs. May be infinite or no number.
[[nodiscard]] double pairs_within(const partition& clusters, std::span<const double> sizes);

/// \throws input_error unless there is one label per vertex below clusters.clusters
void check_partition(const char* function, const partition& clusters, std::size_t vertices);
/// \throws input_error unless there is one strength per edge, none negative, twice their sum within the range of a double
void check_strengths(const char* function, const edge_strengths* strengths, std::size_t edges);
/// \throws option_error unless the resolution is finite and above 0
void check_resolution(const char* function, double resolution);
/// \throws option_error unless there are no sizes or one for each vertex, finite and >= 0
void check_node_sizes(const char* function, std::span<const double> sizes, std::size_t vertices);

}  // namespace coopgraph::detail::partition_measures
