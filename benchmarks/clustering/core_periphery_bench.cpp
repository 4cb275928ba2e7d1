// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/clustering/core_periphery.hpp>

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace coopgraph::bench {

namespace {

void races(side_by_side& harness) {
  for (const char* const family : {"barabasi-albert", "r-mat"})
    harness.for_each_input(load::linear, family, [&](const input& on) {
      const undirected_graph graph(on.vertices, on.edges);
      const struct {
        const char* kernel;
        core_to_periphery between;
      } kernels[] = {{"core-periphery-present", core_to_periphery::present},
                     {"core-periphery-halfway", core_to_periphery::halfway},
                     {"core-periphery-left-out", core_to_periphery::left_out}};
      for (const auto& [kernel, between] : kernels) {
        if (!harness.wanted(kernel)) continue;
        harness.race(
            kernel, on,
            entrant(
                "ours", [&, between = between] { return core_periphery(graph, {.between = between, .run = {.threads = 1}}); },
                [](const core_periphery_result& r) { return std::vector<double>(r.core.begin(), r.core.end()); }),
            {});
      }
      if (!harness.wanted("coreness")) return;
      harness.race("coreness", on,
                   entrant(
                       "ours", [&] { return coreness(graph); }, [](const coreness_result& r) { return r.score.values; }),
                   {});
    });
}
const registration part("core-periphery", races);

void bm_core_periphery(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(core_periphery(graph, {.run = {.threads = 1}}));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_core_periphery)->RangeMultiplier(8)->Range(1 << 12, 1 << 18)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
