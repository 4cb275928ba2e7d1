// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/participation.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::bench {

namespace {

partition modules_of(std::size_t vertices) {
  partition modules{{}, 32};
  for (std::size_t v = 0; v < vertices; ++v)
    modules.label.push_back(static_cast<std::uint32_t>((v * 0x9e3779b97f4a7c15U >> 40) % modules.clusters));
  return modules;
}

// No C or C++ library has it: the peer goes through the list of edges, and has the variance from the sum of the squares. Times
// the members all is whole: a vertex at the mean of its module has 0.
std::vector<double> edge_by_edge(const input& on, const partition& modules) {
  std::vector<double> own(on.vertices, 0.0);
  for (const auto& [u, v] : on.edges)
    if (modules.label[u] == modules.label[v]) {
      ++own[u];
      ++own[v];
    }
  std::vector<double> members(modules.clusters, 0.0);
  std::vector<double> sum(modules.clusters, 0.0);
  std::vector<double> squares(modules.clusters, 0.0);
  for (std::size_t v = 0; v < on.vertices; ++v) {
    ++members[modules.label[v]];
    sum[modules.label[v]] += own[v];
    squares[modules.label[v]] += own[v] * own[v];
  }
  std::vector<double> z(on.vertices, 0.0);
  for (std::size_t v = 0; v < on.vertices; ++v) {
    const std::uint32_t s = modules.label[v];
    const double variance = members[s] * squares[s] - sum[s] * sum[s];
    if (variance > 0) z[v] = (members[s] * own[v] - sum[s]) / std::sqrt(variance);
  }
  return z;
}

void races(side_by_side& harness) {
  if (!harness.wanted("within-module-z")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      const partition modules = modules_of(on.vertices);
      const std::vector<contestant> peers{entrant(
          "edge by edge, in doubles", [&] { return edge_by_edge(on, modules); }, as_they_are)};
      harness.race("within-module-z", on,
                   entrant(
                       "ours", [&] { return within_module_z(graph, modules); },
                       [](const within_module_result& r) { return r.score.values; }),
                   peers, {.tolerance = 1e-6});
    });
  });
}
const registration part("within-module-z", races);

void bm_within_module_z(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  const partition modules = modules_of(on.vertices);
  const auto strengths = edge_strengths::over(1, on.lengths);
  for (auto _ : state) benchmark::DoNotOptimize(within_module_z(graph, strengths, modules));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_within_module_z)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
