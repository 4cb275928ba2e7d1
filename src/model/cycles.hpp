// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {

using successors = std::vector<std::vector<std::uint32_t>>;  // node -> the nodes that it leads to

/// The nodes that lie on no cycle and lead to none, each after all that it leads to: nodes whose successors are all gone are
/// taken away again and again. Complexity: O(nodes + arcs).
[[nodiscard]] inline std::vector<std::uint32_t> successors_first(const successors& next) {
  std::vector<std::vector<std::uint32_t>> previous(next.size());
  std::vector<std::size_t> left(next.size());
  std::vector<std::uint32_t> gone;
  for (std::uint32_t v = 0; v < next.size(); ++v) {
    left[v] = next[v].size();
    if (next[v].empty()) gone.push_back(v);
    for (const std::uint32_t w : next[v]) previous[w].push_back(v);
  }
  for (std::size_t i = 0; i < gone.size(); ++i)
    for (const std::uint32_t v : previous[gone[i]])
      if (--left[v] == 0) gone.push_back(v);
  return gone;
}

/// Groups of nodes that can all reach each other along a cycle (a node that leads to itself included), each ascending, in the
/// order of their first nodes: Tarjan's strongly connected components (SIAM Journal on Computing 1 (1972) 146,
/// doi:10.1137/0201010), without recursion. Complexity: O(nodes + arcs).
[[nodiscard]] inline std::vector<std::vector<std::uint32_t>> cycles(const successors& next) {
  constexpr std::uint32_t unseen = UINT32_MAX;
  constexpr std::uint32_t done = UINT32_MAX - 1;
  std::vector<std::uint32_t> order(next.size(), unseen);
  std::vector<std::uint32_t> low(next.size(), unseen);
  std::vector<std::uint32_t> open;
  std::vector<std::pair<std::uint32_t, std::size_t>> path;  // node, how many of its successors were looked at
  std::vector<std::vector<std::uint32_t>> groups;
  std::uint32_t clock = 0;
  const auto enter = [&](std::uint32_t v) {
    order[v] = low[v] = clock++;
    open.push_back(v);
    path.emplace_back(v, 0);
  };
  for (std::uint32_t root = 0; root < next.size(); ++root) {
    if (order[root] == unseen) enter(root);
    while (!path.empty()) {
      const std::uint32_t v = path.back().first;
      if (path.back().second < next[v].size()) {
        const std::uint32_t w = next[v][path.back().second++];
        if (order[w] == unseen) {
          enter(w);
        } else if (order[w] != done) {
          low[v] = std::min(low[v], order[w]);
        }
        continue;
      }
      path.pop_back();
      if (!path.empty()) low[path.back().first] = std::min(low[path.back().first], low[v]);
      if (low[v] != order[v]) continue;
      const auto first = std::find(open.rbegin(), open.rend(), v).base() - 1;
      std::vector<std::uint32_t> group(first, open.end());
      open.erase(first, open.end());
      for (const std::uint32_t w : group) order[w] = done;
      const bool leads_to_itself = std::find(next[v].begin(), next[v].end(), v) != next[v].end();
      if (group.size() == 1 && !leads_to_itself) continue;
      std::sort(group.begin(), group.end());
      groups.push_back(std::move(group));
    }
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

}  // namespace coopgraph::detail
