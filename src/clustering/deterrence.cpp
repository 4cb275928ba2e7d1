// SPDX-License-Identifier: BSL-1.0
#include "clustering/deterrence.hpp"

#include "clustering/partition_sums.hpp"
#include "core/great_circle.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>

namespace coopgraph::detail {
namespace {

constexpr const char* name = "spatial_leiden";
constexpr std::size_t rows_in_a_chunk = 16;
constexpr double most_bins = 1e6;

void check_positions(std::span<const position> positions, std::size_t n) {
  if (positions.size() != n)
    throw input_error(name, "number of positions", to_text(positions.size()), to_text(n) + ", one for each vertex");
  for (std::size_t v = 0; v < n; ++v) {
    if (!(std::abs(positions[v].lon) <= 180.0))
      throw input_error(name, "lon of vertex " + to_text(v), to_text(positions[v].lon), "-180 to 180 degrees east");
    if (!(std::abs(positions[v].lat) <= 90.0))
      throw input_error(name, "lat of vertex " + to_text(v), to_text(positions[v].lat), "-90 to 90 degrees north");
  }
}

void check_table(std::span<const double> table, std::size_t n) {
  if (table.size() != n * n)
    throw input_error(name, "number of distances", to_text(table.size()), to_text(n * n) + ", one for each pair of vertices");
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < u; ++v) {
      const double d = table[u * n + v];
      const std::string between = "distance between vertices " + to_text(v) + " and " + to_text(u);
      if (!(d >= 0.0) || !std::isfinite(d)) throw input_error(name, between, to_text(d), "finite and >= 0");
      if (d != table[v * n + u])
        throw input_error(name, between, to_text(table[v * n + u]) + " one way and " + to_text(d) + " the other",
                          "the same both ways");
    }
}

/// The least b with b^3 >= 8 pairs.
std::size_t bins_by_rice(std::uint64_t pairs) {
  std::uint64_t b = 1;
  while (b * b * b < 8 * pairs) ++b;
  return static_cast<std::size_t>(b);
}

}  // namespace

distance_bins::distance_bins(thread_pool& pool, std::size_t n, const given_distances& distances, double bin_width)
    : width_was_given_(bin_width > 0.0) {
  if (distances.by_position)
    check_positions(distances.positions, n);
  else
    check_table(distances.table, n);
  if (n < 2) return;
  std::vector<unit_vector> at;
  for (const position& p : distances.positions) at.push_back(on_sphere(p));
  const auto distance = [&](std::size_t u, std::size_t v) {
    return distances.by_position ? great_circle_km(at[u], at[v]) : distances.table[u * n + v];
  };
  // 1. The greatest distance and the width
  greatest_ = parallel_reduce(
      pool, n, rows_in_a_chunk, 0.0,
      [&](index_range rows) {
        double greatest = 0.0;
        for (std::size_t u = rows.first; u < rows.last; ++u)
          for (std::size_t v = 0; v < u; ++v) greatest = std::max(greatest, distance(u, v));
        return greatest;
      },
      [](double a, double b) { return std::max(a, b); });
  if (width_was_given_) {
    width_ = bin_width;
    const double bins = std::floor(greatest_ / width_) + 1.0;
    if (!(bins <= most_bins))
      throw option_error(name, "bin_width", to_text(bin_width), "0, or so wide that there are at most 1,000,000 bins");
    bins_ = static_cast<std::size_t>(bins);
  } else {
    bins_ = greatest_ > 0.0 ? bins_by_rice(static_cast<std::uint64_t>(n) * (n - 1) / 2) : 1;
    width_ = greatest_ / static_cast<double>(bins_);
  }
  // 2. The bin of each pair
  bin_.resize(n * (n - 1) / 2);
  parallel_for(pool, n, rows_in_a_chunk, [&](index_range rows) {
    for (std::size_t u = rows.first; u < rows.last; ++u)
      for (std::size_t v = 0; v < u; ++v) {
        const double bin = width_ > 0.0 ? std::min(distance(u, v) / width_, static_cast<double>(bins_ - 1)) : 0.0;
        bin_[u * (u - 1) / 2 + v] = static_cast<std::uint32_t>(bin);
      }
  });
}

double distance_bins::end_of(std::size_t bin) const noexcept {
  if (!width_was_given_ && bin + 1 == bins_) return greatest_;
  return static_cast<double>(bin + 1) * width_;
}

template <direction D>
gravity<D>::gravity(thread_pool& pool, const csr_view<D>& graph, const edge_strengths& strengths, const distance_bins& bins,
                    vertex_sizes sizes)
    : bins_(bins), sizes_(std::move(sizes)), table_(bins.bins()) {
  std::vector<partition_measures::compensated_sum> tied(table_.size());
  std::vector<partition_measures::compensated_sum> products(table_.size());
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (graph.source[e] != graph.target[e]) tied[bins.of(graph.source[e], graph.target[e])] += strengths[e];
  for (std::size_t u = 0; u < graph.vertices(); ++u) {
    pool.check_stop();
    for (std::size_t v = 0; v < u; ++v) {
      const std::uint32_t bin = bins.of(u, v);
      products[bin] += product(u, v);
      ++table_[bin].pairs;
    }
  }
  for (std::size_t b = 0; b < table_.size(); ++b) {
    table_[b].from = b == 0 ? 0.0 : bins.end_of(b - 1);
    table_[b].to = bins.end_of(b);
    table_[b].strength = static_cast<double>(tied[b]);
    const auto sum = static_cast<double>(products[b]);
    table_[b].deterrence = sum > 0.0 ? table_[b].strength / sum : 0.0;
  }
}

template class gravity<direction::undirected>;
template class gravity<direction::directed>;

}  // namespace coopgraph::detail
