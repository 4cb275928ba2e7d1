// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/structural_holes.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

void races(side_by_side& harness) {
  if (!harness.wanted("constraint")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      std::vector<contestant> peers;
      add_igraph(peers, on, [](igraph_peer g) {
        return entrant(
            "igraph_constraint", [g] { return g.constraint(); }, as_they_are);
      });
      harness.race("constraint", on,
                   entrant(
                       "ours", [&] { return constraint(graph, {.run = {.threads = 1}}); },
                       [](const structural_hole_result& r) { return r.score.values; }),
                   peers);
    });
  });
}
const registration part("constraint", races);

void bm_structural_holes(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(structural_holes(graph, {.run = {.threads = 1}}));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_structural_holes)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
