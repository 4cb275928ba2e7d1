// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/brokerage.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr std::uint32_t groups = 8;

std::vector<std::uint32_t> labels_of(std::size_t vertices) {
  std::vector<std::uint32_t> labels;
  for (std::size_t v = 0; v < vertices; ++v)
    labels.push_back(static_cast<std::uint32_t>((v * 0x9e3779b97f4a7c15U >> 40) % groups));
  return labels;
}

// No C or C++ library has the roles: the peer goes through all paths a > v > c and looks a > c up. Role after role, by vertex.
template <class Graph>
std::vector<double> roles_by_all_paths(const Graph& graph, const std::vector<std::uint32_t>& labels) {
  const auto view = graph.view();
  const std::size_t n = view.vertices();
  std::vector<double> counts(5 * n, 0.0);
  for (vertex_id v = 0; v < n; ++v)
    for (const vertex_id a : view.in.targets_of(v)) {
      const auto from_a = view.out.targets_of(a);
      for (const vertex_id c : view.out.targets_of(v)) {
        if (a == c || std::binary_search(from_a.begin(), from_a.end(), c)) continue;
        const bool out = labels[a] == labels[v];
        const bool in = labels[v] == labels[c];
        const std::size_t role = out && in ? 0 : labels[a] == labels[c] ? 1 : out ? 2 : in ? 3 : 4;
        ++counts[role * n + v];
      }
    }
  return counts;
}

std::vector<double> in_a_row(const brokerage_result& found) {
  std::vector<double> counts;
  for (const scores* role : {&found.roles.coordinator, &found.roles.itinerant, &found.roles.representative,
                             &found.roles.gatekeeper, &found.roles.liaison})
    counts.insert(counts.end(), role->values.begin(), role->values.end());
  return counts;
}

void races(side_by_side& harness) {
  if (!harness.wanted("brokerage")) return;
  harness.for_each_input(load::quadratic, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      const std::vector<std::uint32_t> labels = labels_of(on.vertices);
      const std::vector<contestant> peers{entrant(
          "all paths, looked up", [&] { return roles_by_all_paths(graph, labels); }, as_they_are)};
      harness.race("brokerage", on,
                   entrant(
                       "ours", [&] { return brokerage(graph, labels, {.run = {.threads = 1}}); }, in_a_row),
                   peers, {.tolerance = 0});
    });
  });
}
const registration part("brokerage", races);

void bm_brokerage(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const directed_graph graph(on.vertices, on.edges);
  const std::vector<std::uint32_t> labels = labels_of(on.vertices);
  for (auto _ : state) benchmark::DoNotOptimize(brokerage(graph, labels, {.run = {.threads = 1}}));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_brokerage)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
