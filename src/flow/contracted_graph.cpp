// SPDX-License-Identifier: BSL-1.0
#include "flow/contracted_graph.hpp"

#include <coopgraph/graph/breadth_first.hpp>

#include <algorithm>
#include <queue>
#include <utility>

namespace coopgraph::detail {

void stop_pace::ask() {
  since_stop_ = 0;
  stop_on_request{run_}();
}

namespace {

constexpr std::size_t steps_of_a_pop = 8;

std::int64_t sum_below_2_to_63(std::int64_t a, std::int64_t b) { return a > INT64_MAX - b ? INT64_MAX : a + b; }

}  // namespace

contraction contract(const contracted_graph& from, vertex_sets& sets, stop_pace& pace) {
  const std::size_t n = from.vertices();
  contraction made{{}, std::vector<vertex_id>(n)};
  std::vector<vertex_id>& name = made.name;
  vertex_id count = 0;
  for (vertex_id v = 0; v < n; ++v) name[v] = sets.root(v) == v ? count++ : name[sets.root(v)];
  std::vector<std::size_t> place(count + std::size_t{1}, 0);
  for (const vertex_id v : name) ++place[v + std::size_t{1}];
  for (vertex_id v = 0; v < count; ++v) place[v + std::size_t{1}] += place[v];
  std::vector<vertex_id> member(n);
  std::vector<std::size_t> next(place);
  for (vertex_id v = 0; v < n; ++v) member[next[name[v]]++] = v;
  constexpr std::size_t none = SIZE_MAX;
  std::vector<std::size_t> slot(count, none);
  contracted_graph& left = made.graph;
  left.degree.resize(count, 0);
  for (vertex_id u = 0; u < count; ++u) {
    for (std::size_t i = place[u]; i < place[u + std::size_t{1}]; ++i) {
      const vertex_id old = member[i];
      pace.worked(from.first[old + std::size_t{1}] - from.first[old] + 1);
      for (std::size_t a = from.first[old]; a < from.first[old + std::size_t{1}]; ++a) {
        const auto [head, capacity] = from.arcs[a];
        const vertex_id v = name[head];
        if (v == u) continue;
        left.degree[u] = sum_below_2_to_63(left.degree[u], capacity);
        if (slot[v] == none || slot[v] < left.first[u]) {
          slot[v] = left.arcs.size();
          left.arcs.push_back({v, 0});
        }
        left.arcs[slot[v]].capacity = sum_below_2_to_63(left.arcs[slot[v]].capacity, capacity);
      }
    }
    left.end_row();
  }
  return made;
}

inseparable_vertices join_inseparable(const contracted_graph& graph, std::int64_t bound, stop_pace& pace) {
  const std::size_t n = graph.vertices();
  inseparable_vertices found{vertex_sets(n), std::vector<std::int64_t>(n, 0)};
  std::vector<bool> done(n, false);
  struct entry {
    std::int64_t tied;
    vertex_id vertex;
    bool operator<(const entry& other) const { return tied != other.tied ? tied < other.tied : vertex > other.vertex; }
  };
  std::priority_queue<entry> waiting;
  waiting.push({0, 0});
  for (std::size_t left = n; left > 0 && !waiting.empty();) {
    const vertex_id u = waiting.top().vertex;
    waiting.pop();
    pace.worked(steps_of_a_pop);
    if (done[u]) continue;
    done[u] = true;
    --left;
    pace.worked(graph.first[u + std::size_t{1}] - graph.first[u] + 1);
    for (std::size_t a = graph.first[u]; a < graph.first[u + std::size_t{1}]; ++a) {
      const auto [v, capacity] = graph.arcs[a];
      if (done[v]) continue;
      std::int64_t& tied = found.tied[v];
      if (tied < bound) {
        tied = std::min(bound, sum_below_2_to_63(tied, capacity));
        waiting.push({tied, v});
      }
      if (tied == bound) found.sets.join(u, v);
    }
  }
  return found;
}

}  // namespace coopgraph::detail
