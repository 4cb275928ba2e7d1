// SPDX-License-Identifier: BSL-1.0
#include "flow/potentials.hpp"

#include <coopgraph/core/error.hpp>

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace coopgraph::detail {

std::vector<std::int64_t> joined_potentials(const std::vector<std::int64_t>& potential, const std::vector<vertex_id>& part,
                                            const std::vector<residual_price>& between, const execution& run) {
  const std::size_t n = part.size();
  // Rows of the arcs that leave each part, at the vertex that stands for it.
  std::vector<std::size_t> first(n + 1, 0);
  for (const residual_price& arc : between) ++first[part[arc.tail] + std::size_t{1}];
  for (std::size_t v = 0; v < n; ++v) first[v + 1] += first[v];
  std::vector<const residual_price*> rows(between.size());
  std::vector<std::size_t> place(first.begin(), first.end());
  for (const residual_price& arc : between) rows[place[part[arc.tail]]++] = &arc;

  // Dijkstra on reduced costs, from a vertex that is tied to each part for nothing: in reduced costs by what its potential lacks.
  using entry = std::pair<std::int64_t, vertex_id>;
  std::priority_queue<entry, std::vector<entry>, std::greater<>> queue;
  std::vector<std::int64_t> distance(n, 0);
  for (vertex_id v = 0; v < n; ++v) {
    if (part[v] != v) continue;
    distance[v] = -potential[v];
    queue.emplace(distance[v], v);
  }
  for (std::size_t step = 0; !queue.empty(); ++step) {
    if (step % 4096 == 0 && run.stop.stop_requested()) throw cancelled();
    const auto [d, x] = queue.top();
    queue.pop();
    if (d != distance[x]) continue;
    for (std::size_t i = first[x]; i < first[x + std::size_t{1}]; ++i) {
      const auto& [tail, head, cost] = *rows[i];
      const std::int64_t through = d + cost + potential[tail] - potential[head];
      const vertex_id y = part[head];
      if (through >= distance[y]) continue;
      distance[y] = through;
      queue.emplace(through, y);
    }
  }
  std::vector<std::int64_t> joined(n);
  for (vertex_id v = 0; v < n; ++v) joined[v] = potential[v] + distance[part[v]];
  return joined;
}

}  // namespace coopgraph::detail
