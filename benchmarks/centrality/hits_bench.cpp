// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/hits.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

namespace coopgraph::bench {

namespace {

// Scores with the greatest 1, as igraph has them; below 1e-6 they carry no more than a few digits on either side.
std::vector<double> with_greatest_one(std::vector<double> values) {
  const double greatest = *std::max_element(values.begin(), values.end());
  for (double& value : values) value = std::round(value / greatest * 1e6) + 1e6;
  return values;
}

/// Arcs from the first to the second vertex of each edge: of an undirected graph hubs and authorities would be the same.
input as_arcs(input on) {
  on.orientation = direction::directed;
  return on;
}

template <class G>
contestant ours_on(const G& graph, unsigned threads, std::vector<double> (*answer)(const hits_result&)) {
  return entrant(
      "ours", [&graph, threads] { return hits(graph, {.run = {.threads = threads}}); }, answer);
}

void races(side_by_side& harness) {
  if (!harness.wanted("hits")) return;
  for (const char* family : {"barabasi-albert", "r-mat"})
    harness.for_each_input(load::linear, family, [&](const input& undirected) {
      const input on = as_arcs(undirected);
      with_graph(on, [&](const auto& graph) {
        std::vector<contestant> peers;
        add_igraph(peers, on, [](igraph_peer g) {
          return entrant(
              "igraph_hub_and_authority_scores, ARPACK", [g] { return g.hubs(); }, with_greatest_one);
        });
        add_graph_tool(peers, on, [&](const graph_tool_peer& g) {
          return g.kernel("graph-tool hits", "hubs", {near_as(hits_options().tolerance, on)}, with_greatest_one);
        });
        harness.race("hits", on, ours_on(graph, 1, [](const hits_result& r) { return with_greatest_one(r.hubs.values); }), peers,
                     {.tolerance = 1e-5});
      });
    });
  const input large = as_arcs(harness.large_rmat());
  with_graph(large, [&](const auto& graph) {
    harness.more_threads("hits", large, bound::memory, [&](unsigned threads) {
      return ours_on(graph, threads, [](const hits_result& r) { return r.hubs.values; });
    });
  });
}
const registration part("hits", races);

void bm_hits(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const directed_graph graph(on.vertices, on.edges);
  hits_result result;
  for (auto _ : state) benchmark::DoNotOptimize(result = hits(graph, {.run = {.threads = 1}}));
  if (!result.converged) state.SkipWithError("did not converge");  // a fast wrong answer is no result
  state.counters["products"] = static_cast<double>(result.iterations);
}
BENCHMARK(bm_hits)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
