// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/ids.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// The places that a vertex can take when its score lies anywhere between two numbers.
struct interval_rank {
  vertex_id vertex = 0;
  double low = 0.0;
  double high = 0.0;
  std::size_t best = 0;   ///< 1 + how many are certainly above it
  std::size_t worst = 0;  ///< how many are not certainly below it
  bool decided = false;   ///< each other one is certainly above it, certainly below it, or certainly equal

  friend bool operator==(const interval_rank&, const interval_rank&) = default;
};

/// Vertices by their best place, then by their worst, then by index.
struct interval_ranking {
  std::vector<interval_rank> rows;

  friend bool operator==(const interval_ranking&, const interval_ranking&) = default;
};

namespace detail {

/// Numbers as places, the largest 0: as in rank(), a place begins at a number x and holds those down to x - 1e-9 |x|.
class place_of_number {
 public:
  explicit place_of_number(std::vector<double> numbers) {
    std::sort(numbers.begin(), numbers.end(), std::greater<>());
    for (const double x : numbers)
      if (first_.empty() || first_.back() - x > 1e-9 * std::fabs(first_.back())) first_.push_back(x);
  }
  /// \pre x is one of the numbers
  [[nodiscard]] std::size_t operator()(double x) const {
    const auto beyond = std::partition_point(first_.begin(), first_.end(), [x](double first) { return first >= x; });
    return static_cast<std::size_t>(beyond - first_.begin()) - 1;
  }

 private:
  std::vector<double> first_;  // descending
};

}  // namespace detail

/// Ranks vertices whose scores are known to lie in [low, high] only, the largest first. Ends are compared as rank() compares
/// scores: those that it would tie are equal. One is certainly above another if its low lies above the other's high; two are
/// certainly equal if their four ends are equal. Where every score rests on nothing unknown, low equals high and `best` is the
/// rank of rank().
/// \throws input_error unless there are as many lows as highs, all finite, each low up to its high
/// Complexity: O(n log n) time, O(n) memory.
[[nodiscard]] inline interval_ranking rank_intervals(std::span<const double> low, std::span<const double> high) {
  if (low.size() != high.size())
    throw input_error("rank_intervals", "number of highs", std::to_string(high.size()),
                      std::to_string(low.size()) + ", one per low");
  const std::size_t n = low.size();
  interval_ranking ranked;
  std::vector<double> ends;
  for (std::size_t v = 0; v < n; ++v) {
    if (!std::isfinite(low[v]) || !std::isfinite(high[v]) || low[v] > high[v])
      throw input_error("rank_intervals", "interval of vertex " + std::to_string(v),
                        "[" + to_text(low[v]) + ", " + to_text(high[v]) + "]", "finite numbers, low up to high");
    ranked.rows.push_back({static_cast<vertex_id>(v), low[v], high[v], 0, 0, false});
    ends.push_back(low[v]);
    ends.push_back(high[v]);
  }
  const detail::place_of_number place(std::move(ends));
  std::vector<std::size_t> lows;
  std::vector<std::size_t> highs;
  for (const interval_rank& row : ranked.rows) {
    lows.push_back(place(row.low));
    highs.push_back(place(row.high));
  }
  std::sort(lows.begin(), lows.end());
  std::sort(highs.begin(), highs.end());
  for (interval_rank& row : ranked.rows) {  // above a row are the lows at lesser places than its high
    row.best = 1 + static_cast<std::size_t>(std::lower_bound(lows.begin(), lows.end(), place(row.high)) - lows.begin());
    row.worst = static_cast<std::size_t>(std::upper_bound(highs.begin(), highs.end(), place(row.low)) - highs.begin());
  }
  std::sort(ranked.rows.begin(), ranked.rows.end(), [](const interval_rank& a, const interval_rank& b) {
    return a.best != b.best ? a.best < b.best : a.worst != b.worst ? a.worst < b.worst : a.vertex < b.vertex;
  });
  // A place is decided if all that share it are points: rows with one best and one worst place are then equal.
  for (std::size_t first = 0; first < n;) {
    std::size_t end = first;
    bool points = true;
    for (; end < n && ranked.rows[end].best == ranked.rows[first].best && ranked.rows[end].worst == ranked.rows[first].worst;
         ++end)
      points = points && place(ranked.rows[end].low) == place(ranked.rows[end].high);
    const interval_rank& shared = ranked.rows[first];
    const bool alone = shared.worst == shared.best;
    const bool equal = points && shared.worst - shared.best + 1 == end - first;
    for (std::size_t i = first; i < end; ++i) ranked.rows[i].decided = alone || equal;
    first = end;
  }
  return ranked;
}

}  // namespace coopgraph
