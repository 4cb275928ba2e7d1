// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/betweenness.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

// Only Boost's rows count an undirected pair from both ends.
std::vector<double> (*pairs_once(const input& on))(std::vector<double>) {
  if (on.orientation == direction::undirected) return halved;
  return [](std::vector<double> values) { return values; };
}

std::vector<double> score_of(const betweenness_result& r) { return r.score.values; }

void race_on_hops(side_by_side& harness, const input& on) {
  with_graph(on, [&](const auto& graph) {
    const boost_peer boost(on);
    std::vector<contestant> peers{entrant(
        "Boost brandes, CSR", [&] { return boost.betweenness_on_hops(); }, pairs_once(on))};
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_betweenness", [g] { return g.betweenness_on_hops(); }, as_they_are);
    });
    harness.race("betweenness-hops", on,
                 entrant(
                     "ours", [&] { return betweenness(graph, {.run = {.threads = 1}}); }, score_of),
                 peers);
  });
}

void race_on_lengths(side_by_side& harness, const input& on) {
  with_graph(on, [&](const auto& graph) {
    const auto lengths = edge_lengths::over(1, on.lengths);
    const boost_peer boost(on);
    std::vector<contestant> peers{entrant(
        "Boost brandes, CSR", [&] { return boost.betweenness_on_lengths(); }, pairs_once(on))};
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_betweenness", [g] { return g.betweenness_on_lengths(); }, as_they_are);
    });
    harness.race("betweenness-lengths", on,
                 entrant(
                     "ours", [&] { return betweenness(graph, lengths, {.run = {.threads = 1}}); }, score_of),
                 peers);
  });
}

void races(side_by_side& harness) {
  if (harness.wanted("betweenness-hops"))
    harness.for_each_input(load::quadratic, [&](const input& on) { race_on_hops(harness, on); });
  if (harness.wanted("betweenness-lengths"))
    harness.for_each_input(load::quadratic, [&](const input& on) { race_on_lengths(harness, on); });
}
const registration part("betweenness", races);

void bm_betweenness(benchmark::State& state) {
  const input on = make_input("barabasi-albert", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(betweenness(graph, {.run = {.threads = 1}}));
  state.counters["sources/s"] =
      benchmark::Counter(static_cast<double>(on.vertices), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_betweenness)->RangeMultiplier(4)->Range(1 << 8, 1 << 12);

}  // namespace

}  // namespace coopgraph::bench
