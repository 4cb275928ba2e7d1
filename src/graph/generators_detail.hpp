// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/graph.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph::detail {

inline constexpr std::size_t most_vertices = no_vertex;

template <class Number>
void check_range(const char* function, const char* option, Number value, Number least, Number most) {
  if (!(value >= least && value <= most))
    throw option_error(function, option, to_text(value), "[" + to_text(least) + ", " + to_text(most) + "]");
}

/// a * b vertices, if there can be so many.
inline std::size_t checked_vertices(const char* function, const char* option, std::size_t a, std::size_t b) {
  if (a != 0 && b > most_vertices / a)
    throw option_error(function, option, to_text(b), "at most " + to_text(most_vertices / a) + ", for 2^32 - 1 vertices");
  return a * b;
}

/// Whether edge a comes before b: by the first end, then by the other.
inline bool by_ends(const endpoints& a, const endpoints& b) noexcept {
  return a.source != b.source ? a.source < b.source : a.target < b.target;
}

inline endpoints smaller_first(const endpoints& e) noexcept {
  return {std::min(e.source, e.target), std::max(e.source, e.target)};
}

/// Sorts the edges by their ends and keeps one of each.
inline void sort_and_merge(std::vector<endpoints>& edges) {
  std::sort(edges.begin(), edges.end(), by_ends);
  const auto same = [](const endpoints& a, const endpoints& b) { return a.source == b.source && a.target == b.target; };
  edges.erase(std::unique(edges.begin(), edges.end(), same), edges.end());
}

}  // namespace coopgraph::detail
