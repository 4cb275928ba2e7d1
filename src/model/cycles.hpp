// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {

/// The nodes from which a cycle can be reached along next[node], in ascending order: what is left when nodes whose successors
/// are all gone are taken away again and again. Complexity: O(nodes + arcs).
[[nodiscard]] inline std::vector<std::uint32_t> on_or_behind_cycles(const std::vector<std::vector<std::uint32_t>>& next) {
  std::vector<std::vector<std::uint32_t>> previous(next.size());
  std::vector<std::size_t> successors(next.size());
  std::vector<std::uint32_t> gone;
  for (std::uint32_t v = 0; v < next.size(); ++v) {
    successors[v] = next[v].size();
    if (next[v].empty()) gone.push_back(v);
    for (const std::uint32_t w : next[v]) previous[w].push_back(v);
  }
  for (std::size_t i = 0; i < gone.size(); ++i)
    for (const std::uint32_t v : previous[gone[i]])
      if (--successors[v] == 0) gone.push_back(v);
  std::vector<std::uint32_t> left;
  for (std::uint32_t v = 0; v < next.size(); ++v)
    if (successors[v] > 0) left.push_back(v);
  return left;
}

}  // namespace coopgraph::detail
