// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

// What is compared: each answer is the number of edges.
void races(side_by_side& harness) {
  if (!harness.wanted("build")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    const std::size_t arcs_per_edge = on.orientation == direction::undirected ? 2 : 1;
    std::vector<contestant> peers{entrant(
        "Boost CSR, in place", [&] { return boost_peer(on); },
        [arcs_per_edge](const boost_peer& g) { return std::vector<double>{static_cast<double>(g.arcs() / arcs_per_edge)}; })};
    if (igraph_peer::available()) {
      const igraph_edges edges(on);
      peers.push_back(entrant(
          "igraph_create", [edges] { return igraph_peer(edges); },
          [](const igraph_peer& g) { return std::vector<double>{static_cast<double>(g.edges())}; }));
    }
    const auto race = [&](auto build) {
      harness.race("build", on,
                   entrant("ours", build, [](const auto& g) { return std::vector<double>{static_cast<double>(g.edges())}; }),
                   peers, {.tolerance = 0});
    };
    if (on.orientation == direction::undirected)
      race([&] { return undirected_graph(on.vertices, on.edges); });
    else
      race([&] { return directed_graph(on.vertices, on.edges); });
  });
}
const registration part("build", races);

void bm_build(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(undirected_graph(on.vertices, on.edges));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_build)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
