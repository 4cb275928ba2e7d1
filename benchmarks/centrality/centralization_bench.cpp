// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/centralization.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <vector>

namespace coopgraph::bench {

namespace {

void races(side_by_side& harness) {
  if (!harness.wanted("degree-centralization")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      std::vector<contestant> peers;
      add_igraph(peers, on, [&on](igraph_peer g) {
        return entrant(
            "igraph_degree, summed up",
            [g, &on] {
              const std::vector<double> degrees = g.degree();
              const double largest = *std::max_element(degrees.begin(), degrees.end());
              double spread = 0.0;
              for (const double degree : degrees) spread += largest - degree;
              return spread / largest_degree_spread(on.vertices, on.orientation, degree_mode::out);
            },
            [](double share) { return std::vector<double>{share}; });
      });
      harness.race("degree-centralization", on,
                   entrant(
                       "ours", [&] { return degree_centralization(graph, {.mode = degree_mode::out}); },
                       [](const statistic& r) { return std::vector<double>{r.value.value_or(-1.0)}; }),
                   peers);
    });
  });
}
const registration part("degree-centralization", races);

void bm_degree_centralization(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(degree_centralization(graph));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_degree_centralization)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
