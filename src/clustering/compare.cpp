// SPDX-License-Identifier: BSL-1.0
#include "clustering/bipartite_matching.hpp"
#include "clustering/contingency.hpp"
#include "clustering/expected_information.hpp"

#include <coopgraph/clustering/compare.hpp>
#include <coopgraph/core/elementary.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/rational.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace coopgraph {
namespace {

using detail::compensated_sum;
using detail::contingency;

std::uint64_t pairs_of(std::uint64_t n) { return n < 2 ? 0 : n % 2 == 0 ? n / 2 * (n - 1) : (n - 1) / 2 * n; }

std::uint64_t pairs_within(const std::vector<std::uint32_t>& sizes) {
  std::uint64_t pairs = 0;
  for (const std::uint32_t size : sizes) pairs += pairs_of(size);
  return pairs;
}

void compare_pairs(const contingency& table, partition_comparison& result) {
  const std::uint64_t all = pairs_of(table.vertices);
  const std::uint64_t in_a = pairs_within(table.row_size);
  const std::uint64_t in_b = pairs_within(table.column_size);
  std::uint64_t both = 0;
  for (const contingency::cell& cell : table.cells) both += pairs_of(cell.members);
  const std::uint64_t neither = all - in_a - in_b + both;
  if (both == in_a && both == in_b) return;  // full agreement, or no pair at all
  result.rand = static_cast<double>(both + neither) / static_cast<double>(all);
  // Below 2^63 pairs the products stay below 2^126.
  const int128 more = int128{both} * neither - int128{in_a - both} * (in_b - both);
  const int128 most = int128{in_a} * (all - in_b) + int128{in_b} * (all - in_a);
  result.ari = static_cast<double>(2 * more) / static_cast<double>(most);
}

/// In the order of the sizes, so that it does not depend on the labels.
double entropy(std::vector<std::uint32_t> sizes, std::size_t n) {
  std::sort(sizes.begin(), sizes.end());
  const double log_n = elementary::log(static_cast<double>(n));
  compensated_sum sum;
  for (const std::uint32_t size : sizes)
    if (size > 0 && size < n) sum.add(size * (log_n - elementary::log(size)));
  return sum.value() / static_cast<double>(n);
}

/// Whether each pair of clusters shares exactly what their sizes let one expect.
bool independent(const contingency& table) {
  return std::all_of(table.cells.begin(), table.cells.end(), [&](const contingency::cell& cell) {
    return int128{cell.members} * table.vertices == int128{table.row_size[cell.row]} * table.column_size[cell.column];
  });
}

/// Entropies, and what follows from them but for ami. H(a|b) is 0 to the bit where b tells a.
void compare_information(const contingency& table, partition_comparison& result) {
  const auto n = static_cast<double>(table.vertices);
  compensated_sum given_b;
  compensated_sum given_a;
  for (const auto& [row, column, members] : table.cells) {
    const double log_shared = elementary::log(members);
    given_b.add(members * (elementary::log(table.column_size[column]) - log_shared));
    given_a.add(members * (elementary::log(table.row_size[row]) - log_shared));
  }
  const double a = result.entropy_a = entropy(table.row_size, table.vertices);
  const double b = result.entropy_b = entropy(table.column_size, table.vertices);
  const double a_given_b = given_b.value() / n;
  const double b_given_a = given_a.value() / n;
  result.vi = a_given_b + b_given_a;
  // Both differences are I; their mean treats a and b alike.
  const double mean = ((a - a_given_b) + (b - b_given_a)) / 2;
  const double shared = independent(table) ? 0.0 : std::clamp(mean, 0.0, std::min(a, b));
  result.mutual_information = shared;
  result.homogeneity = a == 0.0 ? 1.0 : shared == 0.0 ? 0.0 : std::clamp(1.0 - a_given_b / a, 0.0, 1.0);
  result.completeness = b == 0.0 ? 1.0 : shared == 0.0 ? 0.0 : std::clamp(1.0 - b_given_a / b, 0.0, 1.0);
  if (a == 0.0 && b == 0.0) return;
  result.nmi = shared == 0.0 ? 0.0 : std::min(1.0, shared / ((a + b) / 2));
  result.nmi_sqrt = shared == 0.0 ? 0.0 : std::min(1.0, shared / std::sqrt(a * b));
  result.nmi_max = shared == 0.0 ? 0.0 : std::min(1.0, shared / std::max(a, b));
}

bool all_alone(const std::vector<std::uint32_t>& sizes) {
  return std::all_of(sizes.begin(), sizes.end(), [](std::uint32_t size) { return size <= 1; });
}

void adjust_information(const contingency& table, const execution& run, partition_comparison& result) {
  thread_pool pool(run);
  // Where one is a single cluster, or has each vertex alone, I is the same however labels are handed out.
  const bool certain =
      result.entropy_a == 0.0 || result.entropy_b == 0.0 || all_alone(table.row_size) || all_alone(table.column_size);
  result.expected_mutual_information =
      certain ? result.mutual_information : detail::expected_information(pool, table.vertices, table.row_size, table.column_size);
  if (result.vi == 0.0)
    result.ami = 1.0;
  else if (certain)
    result.ami = 0.0;
  else
    result.ami = std::min(1.0, (result.mutual_information - result.expected_mutual_information) /
                                   ((result.entropy_a + result.entropy_b) / 2 - result.expected_mutual_information));
  pool.finish_progress();
}

std::uint64_t beyond(const contingency& table, std::uint32_t contingency::cell::*side, std::size_t clusters) {
  std::vector<std::uint32_t> most(clusters, 0);
  for (const contingency::cell& cell : table.cells) most[cell.*side] = std::max(most[cell.*side], cell.members);
  std::uint64_t rest = table.vertices;
  for (const std::uint32_t shared : most) rest -= shared;
  return rest;
}

}  // namespace

partition_comparison compare_partitions(const partition& a, const partition& b, const compare_options& options) {
  const contingency table = detail::make_contingency("compare_partitions", a, b);
  partition_comparison result;
  if (table.vertices > 0) {
    compare_pairs(table, result);
    compare_information(table, result);
    result.a_beyond_b = beyond(table, &contingency::cell::row, table.row_size.size());
    result.b_beyond_a = beyond(table, &contingency::cell::column, table.column_size.size());
    result.split_join = result.a_beyond_b + result.b_beyond_a;
  }
  adjust_information(table, options.run, result);
  return result;
}

label_matching match_labels(const partition& a, const partition& b, const compare_options& options) {
  const contingency table = detail::make_contingency("match_labels", a, b);
  execution alone = options.run;
  alone.threads = 1;
  thread_pool pool(alone);
  detail::matching_weights pairs;
  pairs.columns = table.column_size.size();
  std::size_t next = 0;
  for (std::uint32_t row = 0; row < table.row_size.size(); ++row) {
    for (; next < table.cells.size() && table.cells[next].row == row; ++next) {
      pairs.column.push_back(table.cells[next].column);
      pairs.weight.push_back(table.cells[next].members);
    }
    pairs.offset.push_back(next);
  }
  label_matching result{detail::heaviest_matching(pairs, pool), table.vertices};
  for (const auto& [row, column, members] : table.cells)
    if (result.partner[row] == column) result.moved -= members;
  pool.finish_progress();
  return result;
}

}  // namespace coopgraph
