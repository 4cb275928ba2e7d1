// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/core.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

void races(side_by_side& harness) {
  if (!harness.wanted("core")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      std::vector<contestant> peers;
      add_igraph(peers, on, [](igraph_peer g) {
        return entrant(
            "igraph_coreness", [g] { return g.coreness(); }, as_they_are);
      });
      harness.race("core", on,
                   entrant(
                       "ours", [&] { return core_numbers(graph); }, [](const core_result& r) { return r.score.values; }),
                   peers, {.tolerance = 0});
    });
  });
}
const registration part("core", races);

void bm_core(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(core_numbers(graph));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_core)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
