// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/s_core.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

// No peer has s-cores: with strengths of 1 they are igraph's core numbers, which a heap finds more slowly than a bucket does.
void races(side_by_side& harness) {
  if (!harness.wanted("s-core")) return;
  harness.leave_out({"s-core", "all", "packaged peers", "none has s-cores: raced are strengths of 1 against core numbers"});
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      const auto ones = edge_strengths::uniform(on.edges.size());
      std::vector<contestant> peers;
      add_igraph(peers, on, [](igraph_peer g) {
        return entrant(
            "igraph_coreness", [g] { return g.coreness(); }, as_they_are);
      });
      harness.race("s-core", on,
                   entrant(
                       "ours, strengths of 1", [&] { return s_core_numbers(graph, ones); },
                       [](const s_core_result& r) { return r.score.values; }),
                   peers, {.tolerance = 0});
    });
  });
}
const registration part("s-core", races);

void bm_s_core(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  const auto strengths = edge_strengths::over(1, on.lengths);
  for (auto _ : state) benchmark::DoNotOptimize(s_core_numbers(graph, strengths));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_s_core)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
