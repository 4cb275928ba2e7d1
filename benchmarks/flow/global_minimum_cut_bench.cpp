// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/boost_flow_peer.hpp"

#include <coopgraph/flow/global_minimum_cut.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

constexpr std::size_t most_edges_for_peers = 1 << 13;  // above them they take a minute

double capacity_of(const input& on) {
  return to_double(global_minimum_cut(undirected_graph(on.vertices, on.edges), edge_capacities::over(1, on.lengths)).capacity);
}

std::vector<double> as_number(double value) { return {value}; }

/// All from the list of edges to the capacity of the cut. A vertex without edges would be the answer.
void races(side_by_side& harness) {
  if (!harness.wanted("global-minimum-cut")) return;
  for (const char* const family : {"grid", "barabasi-albert", "sparse-random", "r-mat", "ring-of-cliques"})
    harness.for_each_input(load::quadratic, family, [&](const input& whole) {
      const input on = without_isolated(whole);
      std::vector<contestant> peers;
      const bool small = on.edges.size() <= most_edges_for_peers;
      if (small)
        peers.push_back(entrant(
            "Boost stoer_wagner_min_cut", [&on] { return static_cast<double>(boost_stoer_wagner(on)); }, as_number));
      if (small)
        add_igraph(peers, on, [&](const igraph_peer&) {
          return entrant(
              "igraph_mincut_value", [edges = igraph_edges(on)] { return igraph_peer(edges).global_minimum_cut(); }, as_number);
        });
      harness.race("global-minimum-cut", on,
                   entrant(
                       "ours", [&on] { return capacity_of(on); }, as_number),
                   peers, {.required = 1, .tolerance = 0, .work = load::quadratic});
    });
}
const registration part("global_minimum_cut", races);

void bm_global_minimum_cut(benchmark::State& state) {
  const input on = make_input("barabasi-albert", static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(capacity_of(on));
}
BENCHMARK(bm_global_minimum_cut)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
