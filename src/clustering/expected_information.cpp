// SPDX-License-Identifier: BSL-1.0
#include "clustering/expected_information.hpp"

#include "clustering/contingency.hpp"

#include <coopgraph/core/elementary.hpp>

#include <algorithm>

namespace coopgraph::detail {
namespace {

/// A size and how many clusters have it: what pairs of clusters share by chance depends on their sizes alone.
struct sized {
  std::uint64_t size = 0;
  double clusters = 0.0;
};

std::vector<sized> by_size(std::vector<std::uint32_t> sizes) {
  std::sort(sizes.begin(), sizes.end());
  std::vector<sized> found;
  for (const std::uint32_t size : sizes) {
    if (size == 0) continue;
    if (found.empty() || found.back().size != size) found.push_back({size, 0.0});
    found.back().clusters += 1.0;
  }
  return found;
}

/// Steps beyond which a hypergeometric weight, the greatest being 1, is nothing.
constexpr double nothing = 1e-40;

/// On average over the hypergeometric distribution of the k vertices that clusters of sizes a and b share: k log(n k / (a b)).
/// The weights follow from that of the mode by their ratios in both directions, and are divided by their sum: neither factorials
/// nor their logarithms are needed.
double expected_term(std::uint64_t n, std::uint64_t a, std::uint64_t b, const std::vector<double>& log) {
  const std::uint64_t least = a + b > n ? a + b - n : 0;
  const std::uint64_t most = std::min(a, b);
  __extension__ typedef unsigned __int128 wide;
  const auto guess = static_cast<std::uint64_t>(static_cast<wide>(a + 1) * (b + 1) / (n + 2));
  const std::uint64_t mode = std::clamp(guess, least, most);
  const double of_a = log[n] - log[a];
  const auto term = [&](std::uint64_t k) { return k == 0 ? 0.0 : static_cast<double>(k) * (of_a - (log[b] - log[k])); };
  const auto ratio = [&](std::uint64_t k) {  // of the weight of k + 1 to that of k
    return static_cast<double>(a - k) * static_cast<double>(b - k) /
           (static_cast<double>(k + 1) * static_cast<double>(n + k + 1 - a - b));
  };
  double weights = 1.0;
  double terms = term(mode);
  double weight = 1.0;
  for (std::uint64_t k = mode; k < most && weight > nothing; ++k) {
    weight *= ratio(k);
    weights += weight;
    terms += weight * term(k + 1);
  }
  weight = 1.0;
  for (std::uint64_t k = mode; k > least && weight > nothing; --k) {
    weight /= ratio(k - 1);
    weights += weight;
    terms += weight * term(k - 1);
  }
  return terms / weights;
}

}  // namespace

double expected_information(thread_pool& pool, std::size_t n, const std::vector<std::uint32_t>& a,
                            const std::vector<std::uint32_t>& b) {
  const std::vector<sized> rows = by_size(a);
  const std::vector<sized> columns = by_size(b);
  std::vector<double> log(n + 1, 0.0);
  parallel_for(pool, n, 4096, [&](index_range range) {
    for (std::size_t k = range.first; k < range.last; ++k) log[k + 1] = elementary::log(static_cast<double>(k + 1));
  });
  const double sum = parallel_reduce(
      pool, rows.size(), 1, 0.0,
      [&](index_range range) {
        compensated_sum total;
        const sized& row = rows[range.first];
        for (std::size_t j = 0; j < columns.size(); ++j) {
          if (j % 64 == 0) pool.check_stop();
          total.add(row.clusters * columns[j].clusters * expected_term(n, row.size, columns[j].size, log));
        }
        return total.value();
      },
      [](double x, double y) { return x + y; });
  return sum / static_cast<double>(n);
}

}  // namespace coopgraph::detail
