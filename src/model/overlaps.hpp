// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// A row that says something of `key` during a period.
template <class Key>
struct dated_row {
  Key key;
  period days;
  std::size_t row;
};

/// The rows that say what another row says of the same key for some of the same days: of two the later one, ascending.
/// Complexity: O(rows log rows).
template <class Key>
[[nodiscard]] std::vector<std::size_t> overlapping(std::vector<dated_row<Key>> rows) {
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return std::tie(a.key, a.days.from, a.row) < std::tie(b.key, b.days.from, b.row);  // no beginning comes first
  });
  std::vector<std::size_t> twice;
  std::size_t furthest = 0;  // of the rows of this key so far the one that ends last
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].key != rows[furthest].key) {
      furthest = i;
      continue;
    }
    if (rows[i].days.overlaps(rows[furthest].days)) twice.push_back(std::max(rows[i].row, rows[furthest].row));
    const auto& end = rows[furthest].days.to;
    if (end && (!rows[i].days.to || *rows[i].days.to > *end)) furthest = i;
  }
  std::sort(twice.begin(), twice.end());
  twice.erase(std::unique(twice.begin(), twice.end()), twice.end());
  return twice;
}

}  // namespace coopgraph::detail
