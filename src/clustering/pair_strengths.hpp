// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::detail {

/// The strengths of the pairs of an undirected graph in whole numbers of one unit, parallel edges added up, loops left out.
struct pair_strengths {
  std::vector<std::uint64_t> offset{0};
  std::vector<vertex_id> target;        ///< by row, rising
  std::vector<std::int64_t> strength;   ///< above 0
  std::vector<std::int64_t> of_vertex;  ///< by vertex: the sum of its row
  std::int64_t total = 0;               ///< each pair once; at most 2^61
  std::int64_t greatest = 0;

  [[nodiscard]] std::size_t vertices() const noexcept { return of_vertex.size(); }
  [[nodiscard]] double pairs() const noexcept {
    const auto n = static_cast<double>(vertices());
    return n * (n - 1.0) / 2.0;
  }
  template <class Visit>
  void each_tie(vertex_id v, const Visit& visit) const {
    for (std::uint64_t at = offset[v]; at < offset[v + std::size_t{1}]; ++at) visit(target[at], strength[at]);
  }
};

/// \pre strengths, if there are any, are checked
[[nodiscard]] pair_strengths make_pair_strengths(const undirected_view& graph, const edge_strengths* strengths);

/// Why no pattern can be correlated with these strengths; empty if one can.
[[nodiscard]] std::string why_no_pattern(const pair_strengths& pairs);

/// The sum over pairs of (strength - mean)^2. \pre there are pairs
[[nodiscard]] double squared_deviation(const pair_strengths& pairs);

/// Correlation with the ideal in which pairs have 1 if one of the two is in the core: of a core of `size` vertices that are tied
/// to each other and to others by `touched` in all. Times the deviation of the strengths, which no core changes. \pre 1 <= size
/// <= n - 2
[[nodiscard]] double touch_fit(const pair_strengths& pairs, std::size_t size, std::int64_t touched);

/// Whether a fit is better than another, and not by rounding.
[[nodiscard]] inline bool is_better(double fit, double than) noexcept {
  return fit > than + 1e-12 * (than < 0.0 ? -than : than) + 1e-300;
}

/// The first vertices of the order, as many as fit best, of the counts that are allowed; of several, the least. 0 if none is.
/// \pre n >= 3
struct best_prefix {
  std::size_t size = 0;
  double fit = 0.0;
};
[[nodiscard]] best_prefix best_touching_prefix(const pair_strengths& pairs, std::span<const vertex_id> order,
                                               const std::function<bool(std::size_t)>& allowed = {});

}  // namespace coopgraph::detail
