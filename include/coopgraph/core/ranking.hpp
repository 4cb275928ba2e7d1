// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/scores.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

/// One row of a ranking.
struct ranked {
  std::size_t rank = 0;  ///< 1 for the largest; tied vertices share the best place of their group (1, 2, 2, 4)
  vertex_id vertex = 0;
  double score = 0.0;
  bool tied = false;  ///< whether another vertex has the same rank

  friend bool operator==(const ranked&, const ranked&) = default;
};

/// Vertices from the largest score to the smallest.
struct ranking {
  std::vector<ranked> rows;                            ///< tied vertices in the order of their indices
  std::vector<undefined_score> undefined;              ///< not ranked, and why
  score_equality equality = score_equality::relative;  ///< what "tied" means here

  friend bool operator==(const ranking&, const ranking&) = default;
};

/// Ranks the vertices by score, largest first. With score_equality::relative a group of ties begins at a score s and holds
/// the following ones down to s - 1e-9 |s|; it is anchored at its first score, so that ties do not chain.
/// Complexity: O(n log n) time, O(n) memory.
[[nodiscard]] inline ranking rank(const scores& s) {
  ranking r{{}, s.undefined, s.equality};
  r.rows.reserve(s.size());
  auto skipped = s.undefined.begin();
  for (vertex_id v = 0; v < s.size(); ++v) {
    if (skipped != s.undefined.end() && skipped->vertex == v) {
      ++skipped;
      continue;
    }
    r.rows.push_back({0, v, s.values[v], false});
  }
  const auto larger_first = [](const ranked& a, const ranked& b) {
    return a.score != b.score ? a.score > b.score : a.vertex < b.vertex;
  };
  std::sort(r.rows.begin(), r.rows.end(), larger_first);

  const double tolerance = s.equality == score_equality::exact ? 0.0 : 1e-9;
  for (std::size_t first = 0; first < r.rows.size();) {
    const double anchor = r.rows[first].score;
    std::size_t end = first + 1;
    while (end < r.rows.size() && anchor - r.rows[end].score <= tolerance * std::fabs(anchor)) ++end;
    for (std::size_t i = first; i < end; ++i) {
      r.rows[i].rank = first + 1;
      r.rows[i].tied = end - first > 1;
    }
    const auto group = std::span(r.rows).subspan(first, end - first);
    std::sort(group.begin(), group.end(), [](const ranked& a, const ranked& b) { return a.vertex < b.vertex; });
    first = end;
  }
  return r;
}

/// A name with its score.
struct named_score {
  std::string name;
  double score = 0.0;

  friend bool operator==(const named_score&, const named_score&) = default;
};

/// The `count` largest scores with the names of their vertices, and those that are tied with the last of them.
/// \throws input_error unless there is one name per score
[[nodiscard]] inline std::vector<named_score> top(std::span<const std::string> names, const scores& s, std::size_t count) {
  if (names.size() != s.size())
    throw input_error("top", "number of names", std::to_string(names.size()), std::to_string(s.size()) + ", one per score");
  std::vector<named_score> best;
  for (const ranked& row : rank(s).rows) {
    if (row.rank > count) break;
    best.push_back({names[row.vertex], row.score});
  }
  return best;
}

}  // namespace coopgraph
