// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/pagerank.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

void races(side_by_side& harness) {
  if (!harness.wanted("pagerank")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      const auto ours = [&] { return pagerank(graph, {.run = {.threads = 1}}); };
      const std::size_t sweeps = ours().iterations;
      const boost_peer boost(on);
      std::vector<contestant> peers{entrant(
          "Boost page_rank, equal sweeps", [&, sweeps] { return boost.pagerank(0.85, sweeps); }, with_sum_one)};
      add_igraph(peers, on, [](igraph_peer g) {
        return entrant(
            "igraph_pagerank, PRPACK", [g] { return g.pagerank(0.85); }, with_sum_one);
      });
      harness.race("pagerank", on, entrant("ours", ours, [](const pagerank_result& r) { return r.score.values; }), peers,
                   {.tolerance = 1e-5});
    });
  });
}
const registration part("pagerank", races);

void bm_pagerank(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  pagerank_result result;
  for (auto _ : state) benchmark::DoNotOptimize(result = pagerank(graph, {.run = {.threads = 1}}));
  if (!result.converged) state.SkipWithError("did not converge");  // a fast wrong answer is no result
  state.counters["sweeps"] = static_cast<double>(result.iterations);
  state.counters["arcs/s"] = benchmark::Counter(static_cast<double>(2 * on.edges.size() * result.iterations),
                                                benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_pagerank)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
