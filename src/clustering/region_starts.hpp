// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "clustering/region_problem.hpp"
#include "clustering/region_search.hpp"

#include <coopgraph/core/parallel.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Regions with which a search may begin, or with which it ended.
struct region_start {
  std::vector<std::uint32_t> label;  // by unit; empty: there are none
  std::uint32_t regions = 0;
  double value = 0.0;
  std::uint64_t examined = 0;
};

struct tabu_limits {
  std::size_t length = 0;
  std::size_t patience = 0;
};

/// By moves that lower the sum, then by tabu and by new cuts of joined regions in turn, until these find nothing.
inline void search_by_tabu(region_search& search, tabu_limits limits) {
  search.descend();
  for (;;) {
    search.tabu(limits.length, limits.patience);
    bool better = search.recombine();
    better = search.relocate() || better;
    if (!better) better = search.recombine_three();
    if (!better) return;
  }
}

/// Runs body(start) for all; the regions with the least value come out, of equals those of the first start. `examined` sums all.
template <class Body>
std::pair<region_start, unsigned> best_of_starts(thread_pool& pool, unsigned starts, const Body& body) {
  std::vector<region_start> found(starts);
  parallel_for(pool, starts, 1, [&](index_range range) {
    for (std::size_t i = range.first; i < range.last; ++i) found[i] = body(i);
  });
  std::size_t best = 0;
  std::uint64_t examined = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    examined += found[i].examined;
    const bool first = found[best].label.empty();
    if (!found[i].label.empty() && (first || found[i].value < found[best].value)) best = i;
  }
  found[best].examined = examined;
  return {std::move(found[best]), static_cast<unsigned>(best)};
}

}  // namespace coopgraph::detail
