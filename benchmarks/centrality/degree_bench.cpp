// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/degree.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

void races(side_by_side& harness) {
  if (!harness.wanted("degree")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      const boost_peer boost(on);
      std::vector<contestant> peers{entrant(
          "Boost out_degree, CSR", [&] { return boost.degree(); }, as_they_are)};
      add_igraph(peers, on, [](igraph_peer g) {
        return entrant(
            "igraph_degree", [g] { return g.degree(); }, as_they_are);
      });
      harness.race("degree", on,
                   entrant(
                       "ours", [&] { return degree(graph, {.mode = degree_mode::out}); },
                       [](const degree_result& r) { return r.score.values; }),
                   peers, {.tolerance = 0});
    });
  });
}
const registration part("degree", races);

void bm_degree(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(degree(graph));
  state.counters["vertices/s"] =
      benchmark::Counter(static_cast<double>(on.vertices), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_degree)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
