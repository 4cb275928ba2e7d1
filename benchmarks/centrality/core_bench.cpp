// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/core.hpp>

#include <benchmark/benchmark.h>

#include <optional>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr const char* graph_tools = "graph-tool kcore_decomposition";

void race(side_by_side& harness, const input& on, std::optional<double> required) {
  with_graph(on, [&](const auto& graph) {
    std::vector<contestant> peers;
    if (on.orientation == direction::undirected)
      peers.push_back(entrant(
          "Boost core_numbers, CSR", [boost = boost_peer(on)] { return boost.core_numbers(); }, as_they_are));
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_coreness", [g] { return g.coreness(); }, as_they_are);
    });
    add_graph_tool(peers, on, graph_tools, "core", as_they_are);
    harness.race("core", on,
                 entrant(
                     "ours", [&] { return core_numbers(graph); }, [](const core_result& r) { return r.score.values; }),
                 peers, {.required = required, .tolerance = 0});
  });
}

void races(side_by_side& harness) {
  if (!harness.wanted("core")) return;
  harness.for_each_input(load::linear, [&](const input& on) { race(harness, on, {}); });
  const input& large = harness.large_rmat();
  race(harness, large, harness.full_size() ? std::optional(2.0) : std::nullopt);
  // On R-MAT of scale 20 elsewhere: NetworKit's buckets took 0.88 s, graph-tool 2.45 1.15 s, a later igraph 1.34 s.
  harness.refer("core", large, "NetworKit, buckets", graph_tools, 0.88 / 1.15);
  harness.refer("core", large, "NetworKit, buckets", "igraph_coreness", 0.88 / 1.34);
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
