// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/growth.hpp"

#include <coopgraph/clustering/hierarchical.hpp>
#include <coopgraph/clustering/quality.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <string>
#include <vector>

namespace coopgraph::bench {

namespace {

edge_strengths strengths_of(const input& on) { return edge_strengths::over(1, on.lengths); }

/// Races without a peer: those that take a graph want a table of all pairs. What is checked is the dendrogram itself.
void races(side_by_side& harness) {
  const struct {
    const char* kernel;
    linkage by;
  } kernels[] = {{"hierarchical-single", linkage::single},
                 {"hierarchical-complete", linkage::complete},
                 {"hierarchical-average", linkage::average}};
  for (const auto& [kernel, by] : kernels) {
    if (!harness.wanted(kernel)) continue;
    for (const char* const family : {"grid", "barabasi-albert", "r-mat"}) {
      std::vector<growth_point> visits;
      input last;
      harness.for_each_input(load::linear, family, [&, kernel = kernel, by = by](const input& on) {
        const undirected_graph graph(on.vertices, on.edges);
        const edge_strengths strengths = strengths_of(on);
        double found = 0;
        harness.race(kernel, on,
                     entrant(
                         "ours", [&] { return hierarchical_clustering(graph, strengths, {.linkage = by}); },
                         [&](const hierarchical_result& r) {
                           found = static_cast<double>(r.pair_visits);
                           check_dendrogram(r.tree);
                           const modularity_cut cut = cut_at_greatest_modularity(graph, strengths, r.tree);
                           return std::vector<double>{
                               r.tree.is_monotone() && cut.modularity == modularity(graph, strengths, cut.partition) ? 1.0 : 0.0};
                         }),
                     {});
        harness.tell(kernel, on, "visits of pairs by edges", found / static_cast<double>(on.edges.size()));
        visits.push_back({static_cast<double>(on.vertices + on.edges.size()), found});
        last = on;
      });
      if (const auto exponent = fitted_exponent(visits))
        harness.count(kernel, last, "exponent of visits of pairs", *exponent, 1.15);
    }
  }
}
const registration part("hierarchical", races);

void bm_hierarchical(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  const edge_strengths strengths = strengths_of(on);
  for (auto _ : state) benchmark::DoNotOptimize(hierarchical_clustering(graph, strengths));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_hierarchical)->RangeMultiplier(8)->Range(1 << 12, 1 << 18)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
