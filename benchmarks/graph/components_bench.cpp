// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/graph/components.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

std::vector<double> canonical(const std::vector<std::uint32_t>& labels) {
  const partition p = make_partition(labels);
  return {p.label.begin(), p.label.end()};
}

void races(side_by_side& harness) {
  if (!harness.wanted("components")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    with_graph(on, [&](const auto& graph) {
      const boost_peer boost(on);
      std::vector<contestant> peers{entrant(
          "Boost disjoint_sets, CSR", [&] { return boost.components(); }, canonical)};
      add_igraph(peers, on, [](igraph_peer g) {
        return entrant(
            "igraph_connected_components", [g] { return g.components(); }, canonical);
      });
      harness.race("components", on,
                   entrant(
                       "ours", [&] { return weak_components(graph); }, [](const partition& p) { return canonical(p.label); }),
                   peers, {.tolerance = 0});
    });
  });
}
const registration part("components", races);

void bm_components(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(weak_components(graph));
}
BENCHMARK(bm_components)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
