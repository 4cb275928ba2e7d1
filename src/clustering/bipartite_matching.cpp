// SPDX-License-Identifier: BSL-1.0
// Kuhn's method on a sparse table: rows come in one after the other, each by a shortest augmenting path.
#include "clustering/bipartite_matching.hpp"

#include <coopgraph/core/cover.hpp>

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace coopgraph::detail {
namespace {

/// Prices u by row and v by column, none negative, with u + v >= weight on each pair and equality on matched ones; rows that were
/// left without a column, and columns without a row, have price 0. Such prices prove that the matching is the heaviest.
class matcher {
 public:
  matcher(const matching_weights& pairs, const thread_pool& pool)
      : pairs_(pairs),
        pool_(pool),
        row_price_(pairs.rows(), 0),
        column_price_(pairs.columns, 0),
        column_of_(pairs.rows(), no_cluster),
        row_of_(pairs.columns, no_cluster),
        distance_(pairs.columns, unreached),
        came_from_(pairs.columns, no_cluster) {}

  std::vector<std::uint32_t> run() {
    for (std::size_t row = 0; row < pairs_.rows(); ++row) {
      if (row % 256 == 0) pool_.check_stop();
      enter(static_cast<std::uint32_t>(row));
    }
    return std::move(column_of_);
  }

 private:
  static constexpr std::int64_t unreached = INT64_MAX;
  using reach = std::pair<std::int64_t, std::uint32_t>;  // how far a column is
  using queue = std::priority_queue<reach, std::vector<reach>, std::greater<>>;

  /// Where the search ends at least cost: at a free column, or at a row that gives up its own.
  struct ending {
    std::int64_t distance = 0;
    std::uint32_t row = no_cluster;
    std::uint32_t column = no_cluster;
  };

  void enter(std::uint32_t row) {
    std::int64_t price = 0;
    for (std::size_t i = pairs_.offset[row]; i < pairs_.offset[row + 1]; ++i)
      price = std::max(price, pairs_.weight[i] - column_price_[pairs_.column[i]]);
    row_price_[row] = price;
    const ending end = search(row);
    change_prices(row, end.distance);
    augment(row, end);
    for (const std::uint32_t column : touched_) distance_[column] = unreached;
    touched_.clear();
    scanned_.clear();
  }

  /// Dijkstra along pairs by what they are overpriced, from the row, as far as the end.
  ending search(std::uint32_t start) {
    queue open;
    ending end{row_price_[start], start, no_cluster};
    relax(start, 0, open, end);
    while (!open.empty() && open.top().first < end.distance) {
      const auto [distance, column] = open.top();
      open.pop();
      if (distance > distance_[column]) continue;
      if (scanned_.size() % 4096 == 4095) pool_.check_stop();
      scanned_.push_back(column);
      const std::uint32_t row = row_of_[column];
      if (distance + row_price_[row] < end.distance) end = {distance + row_price_[row], row, no_cluster};
      relax(row, distance, open, end);
    }
    return end;
  }

  /// What is no nearer than the end found so far is left out: among ties the search ends at the first free column that it sees.
  void relax(std::uint32_t row, std::int64_t distance, queue& open, ending& end) {
    for (std::size_t i = pairs_.offset[row]; i < pairs_.offset[row + 1]; ++i) {
      const std::uint32_t column = pairs_.column[i];
      const std::int64_t reached = distance + row_price_[row] + column_price_[column] - pairs_.weight[i];
      if (reached >= end.distance || reached >= distance_[column]) continue;
      if (distance_[column] == unreached) touched_.push_back(column);
      distance_[column] = reached;
      came_from_[column] = row;
      if (row_of_[column] == no_cluster)
        end = {reached, no_cluster, column};
      else
        open.emplace(reached, column);
    }
  }

  void change_prices(std::uint32_t start, std::int64_t length) {
    row_price_[start] -= length;
    for (const std::uint32_t column : scanned_) {
      row_price_[row_of_[column]] -= length - distance_[column];
      column_price_[column] += length - distance_[column];
    }
  }

  /// Moves the rows of the path on by one column each, beginning at its end.
  void augment(std::uint32_t start, const ending& end) {
    std::uint32_t column = end.column;
    if (column == no_cluster) {
      if (end.row == start) return;
      column = column_of_[end.row];
      column_of_[end.row] = no_cluster;
    }
    for (;;) {
      const std::uint32_t row = came_from_[column];
      const std::uint32_t next = column_of_[row];
      column_of_[row] = column;
      row_of_[column] = row;
      if (row == start) return;
      column = next;
    }
  }

  const matching_weights& pairs_;
  const thread_pool& pool_;
  std::vector<std::int64_t> row_price_;
  std::vector<std::int64_t> column_price_;
  std::vector<std::uint32_t> column_of_;
  std::vector<std::uint32_t> row_of_;
  // Of one search; as new between two.
  std::vector<std::int64_t> distance_;
  std::vector<std::uint32_t> came_from_;
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> scanned_;
};

}  // namespace

std::vector<std::uint32_t> heaviest_matching(const matching_weights& pairs, const thread_pool& pool) {
  return matcher(pairs, pool).run();
}

}  // namespace coopgraph::detail
