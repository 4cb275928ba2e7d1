// SPDX-License-Identifier: BSL-1.0
#include "clustering/quality_sums.hpp"

#include <coopgraph/core/rational.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {
namespace {

/// Adds with what rounding lost (Neumaier): long sums stay good to a few units in the last place.
class careful_sum {
 public:
  void add(double x) noexcept {
    const double next = sum_ + x;
    lost_ += std::abs(sum_) >= std::abs(x) ? (sum_ - next) + x : (x - next) + sum_;
    sum_ = next;
  }
  [[nodiscard]] double value() const noexcept { return sum_ + lost_; }

 private:
  double sum_ = 0.0;
  double lost_ = 0.0;
};

struct shares {
  double within = 0.0;    // of all strength, that within clusters
  double expected = 0.0;  // sum over the clusters of (out share) (in share)
};

/// Whole numbers below 2^62 in all: exact up to the last division.
template <direction D, class Value>
shares exact_shares(const csr_view<D>& graph, const partition& p, int128 all, const Value& value) {
  std::vector<std::int64_t> out(p.clusters, 0);
  std::vector<std::int64_t> in(D == direction::directed ? p.clusters : 0, 0);
  std::int64_t within = 0;
  for (edge_id e = 0; e < graph.edges(); ++e) {
    const std::uint32_t a = p.label[graph.source[e]];
    const std::uint32_t b = p.label[graph.target[e]];
    const std::int64_t w = value(e);
    out[a] += w;
    (D == direction::directed ? in : out)[b] += w;
    if (a == b) within += w;
  }
  const int128 ends = D == direction::directed ? all : 2 * all;
  int128 products = 0;
  for (std::size_t c = 0; c < p.clusters; ++c)
    products += static_cast<int128>(out[c]) * (D == direction::directed ? in[c] : out[c]);
  return {to_double(within) / to_double(all), to_double(products) / (to_double(ends) * to_double(ends))};
}

/// The strengths were divided by the greatest of them, so that nothing leaves the range.
template <direction D>
shares rounded_shares(const csr_view<D>& graph, const partition& p, const edge_strengths& strengths, double greatest) {
  std::vector<careful_sum> out(p.clusters);
  std::vector<careful_sum> in(D == direction::directed ? p.clusters : 0);
  careful_sum within;
  careful_sum all;
  for (edge_id e = 0; e < graph.edges(); ++e) {
    const std::uint32_t a = p.label[graph.source[e]];
    const std::uint32_t b = p.label[graph.target[e]];
    const double w = strengths[e] / greatest;
    out[a].add(w);
    (D == direction::directed ? in : out)[b].add(w);
    if (a == b) within.add(w);
    all.add(w);
  }
  const double ends = D == direction::directed ? all.value() : 2.0 * all.value();
  careful_sum products;
  for (std::size_t c = 0; c < p.clusters; ++c)
    products.add((out[c].value() / ends) * ((D == direction::directed ? in[c] : out[c]).value() / ends));
  return {within.value() / all.value(), products.value()};
}

template <direction D>
double modularity_on(const csr_view<D>& graph, const edge_strengths* strengths, const partition& p, double resolution) {
  constexpr int128 most = int128{1} << 61;
  shares found;
  if (strengths == nullptr) {
    if (graph.edges() == 0) return 0.0;
    found = exact_shares(graph, p, graph.edges(), [](edge_id) { return std::int64_t{1}; });
  } else {
    int128 all = 0;
    for (const std::int64_t w : strengths->numerators()) all += w;
    double greatest = 0.0;
    for (edge_id e = 0; e < graph.edges(); ++e) greatest = std::max(greatest, (*strengths)[e]);
    if (!(greatest > 0.0)) return 0.0;
    if (strengths->is_exact() && all < most)
      found = exact_shares(graph, p, all, [&](edge_id e) { return strengths->numerators()[e]; });
    else
      found = rounded_shares(graph, p, *strengths, greatest);
  }
  return found.within - resolution * found.expected;
}

template <direction D>
double constant_potts_on(const csr_view<D>& graph, const edge_strengths* strengths, const partition& p,
                         std::span<const double> sizes, double resolution) {
  int128 whole = 0;
  careful_sum rounded;
  const bool exact = strengths == nullptr || strengths->is_exact();
  for (edge_id e = 0; e < graph.edges(); ++e) {
    if (p.label[graph.source[e]] != p.label[graph.target[e]]) continue;
    if (exact)
      whole += strengths == nullptr ? 1 : strengths->numerators()[e];
    else
      rounded.add((*strengths)[e]);
  }
  std::vector<careful_sum> size(p.clusters);
  for (std::size_t v = 0; v < p.label.size(); ++v) size[p.label[v]].add(sizes.empty() ? 1.0 : sizes[v]);
  careful_sum pairs;
  for (const careful_sum& s : size) pairs.add(s.value() * (s.value() - 1.0));
  const double within = !exact ? rounded.value() : strengths == nullptr ? to_double(whole) : times(whole, strengths->unit());
  return within - resolution * (D == direction::directed ? pairs.value() : pairs.value() / 2.0);
}

}  // namespace

double modularity_of(const undirected_view& graph, const edge_strengths* strengths, const partition& p, double resolution) {
  return modularity_on(graph, strengths, p, resolution);
}
double modularity_of(const directed_view& graph, const edge_strengths* strengths, const partition& p, double resolution) {
  return modularity_on(graph, strengths, p, resolution);
}
double constant_potts_of(const undirected_view& graph, const edge_strengths* strengths, const partition& p,
                         std::span<const double> sizes, double resolution) {
  return constant_potts_on(graph, strengths, p, sizes, resolution);
}
double constant_potts_of(const directed_view& graph, const edge_strengths* strengths, const partition& p,
                         std::span<const double> sizes, double resolution) {
  return constant_potts_on(graph, strengths, p, sizes, resolution);
}

}  // namespace coopgraph::detail
