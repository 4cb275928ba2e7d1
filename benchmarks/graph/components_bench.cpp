// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/graph/components.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr const char* graph_tools = "graph-tool label_components";

std::vector<double> canonical(const std::vector<std::uint32_t>& labels) {
  const partition p = make_partition(labels);
  return {p.label.begin(), p.label.end()};
}

void race(side_by_side& harness, const input& on) {
  with_graph(on, [&](const auto& graph) {
    const boost_peer boost(on);
    std::vector<contestant> peers{entrant(
        "Boost disjoint_sets, CSR", [&] { return boost.components(); }, canonical)};
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_connected_components", [g] { return g.components(); }, canonical);
    });
    add_graph_tool(peers, on, [](const graph_tool_peer& g) {
      return g.kernel(graph_tools, "components", {}, [](const std::vector<double>& labels) {
        return canonical(std::vector<std::uint32_t>(labels.begin(), labels.end()));
      });
    });
    harness.race("components", on,
                 entrant(
                     "ours", [&] { return weak_components(graph); }, [](const partition& p) { return canonical(p.label); }),
                 peers, {.tolerance = 0});
  });
}

void races(side_by_side& harness) {
  if (!harness.wanted("components")) return;
  harness.for_each_input(load::linear, [&](const input& on) { race(harness, on); });
  const input& large = harness.large_rmat();
  race(harness, large);
  // On R-MAT of scale 20 elsewhere, one thread: Afforest took 0.058 s, graph-tool 2.45 0.88 s, a later igraph 0.70 s.
  harness.refer("components", large, "Afforest of the GAP suite", graph_tools, 0.058 / 0.88);
  harness.refer("components", large, "Afforest of the GAP suite", "igraph_connected_components", 0.058 / 0.70);
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
