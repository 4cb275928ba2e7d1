// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/participation.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace coopgraph::bench {

namespace {

partition modules_of(std::size_t vertices) {
  partition modules{{}, 32};
  for (std::size_t v = 0; v < vertices; ++v)
    modules.label.push_back(static_cast<std::uint32_t>((v * 0x9e3779b97f4a7c15U >> 40) % modules.clusters));
  return modules;
}

// No C or C++ library has it: the peer keeps a map of modules for each vertex, as a script would.
std::vector<double> with_maps(const input& on, const partition& modules) {
  std::vector<std::map<std::uint32_t, double>> to(on.vertices);
  std::vector<double> all(on.vertices, 0.0);
  for (const auto& [u, v] : on.edges) {
    ++to[u][modules.label[v]];
    ++to[v][modules.label[u]];
    ++all[u];
    ++all[v];
  }
  std::vector<double> scores(on.vertices, 0.0);
  for (std::size_t v = 0; v < on.vertices; ++v)
    for (const auto& [module, ties] : to[v]) scores[v] += ties / all[v] * ((all[v] - ties) / all[v]);
  return scores;
}

void races(side_by_side& harness) {
  if (!harness.wanted("participation")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      const partition modules = modules_of(on.vertices);
      const std::vector<contestant> peers{entrant(
          "a map for each vertex", [&] { return with_maps(on, modules); }, as_they_are)};
      harness.race("participation", on,
                   entrant(
                       "ours", [&] { return participation(graph, modules); },
                       [](const participation_result& r) { return r.score.values; }),
                   peers);
    });
  });
}
const registration part("participation", races);

void bm_participation(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  const partition modules = modules_of(on.vertices);
  const auto strengths = edge_strengths::over(1, on.lengths);
  for (auto _ : state) benchmark::DoNotOptimize(participation(graph, strengths, modules));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_participation)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
