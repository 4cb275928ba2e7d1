// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/approximate_betweenness.hpp>
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/edge_betweenness.hpp>
#include <coopgraph/graph/generators.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>

namespace coopgraph::bench {

namespace {

// Only Boost's rows count an undirected pair from both ends.
std::vector<double> (*pairs_once(const input& on))(std::vector<double>) {
  if (on.orientation == direction::undirected) return halved;
  return [](std::vector<double> values) { return values; };
}

std::vector<double> score_of(const betweenness_result& r) { return r.score.values; }

// The web of trust falls into blocks, which nobody else makes use of.
std::optional<double> required_of(const input& on, double on_web_of_trust) {
  if (on.name == "file PGPgiantcompo") return on_web_of_trust;
  return std::nullopt;
}

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
                 peers, {.required = required_of(on, 7.0)});
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
                 peers, {.required = required_of(on, 5.0)});
  });
}

// Nothing to cut: what is measured is the sweep. Only at full size, for a run of the peer takes about a minute.
void race_on_large_scale_free_graph(side_by_side& harness) {
  std::size_t largest = 0;
  harness.for_each_input(load::quadratic, "barabasi-albert",
                         [&](const input& on) { largest = std::max(largest, on.edges.size()); });
  if (largest < edge_counts({.work = load::quadratic}).back()) return;
  const input on = make_input("barabasi-albert", 8 * (20'000 - 8));
  const undirected_graph graph(on.vertices, on.edges);
  const boost_peer boost(on);
  harness.race("betweenness-hops", on,
               entrant(
                   "ours", [&] { return betweenness(graph, {.run = {.threads = 1}}); }, score_of),
               {entrant(
                   "Boost brandes, CSR", [&] { return boost.betweenness_on_hops(); }, halved)},
               {.required = 3.0});
}

void races(side_by_side& harness) {
  if (harness.wanted("betweenness-hops")) {
    harness.for_each_input(load::quadratic, [&](const input& on) { race_on_hops(harness, on); });
    race_on_large_scale_free_graph(harness);
  }
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

void bm_edge_betweenness(benchmark::State& state) {
  const input on = make_input("barabasi-albert", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(edge_betweenness(graph, {.run = {.threads = 1}}));
  state.counters["sources/s"] =
      benchmark::Counter(static_cast<double>(on.vertices), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_edge_betweenness)->RangeMultiplier(4)->Range(1 << 8, 1 << 12);

// All scores within 0.01 with probability 0.9.
void bm_approximate_betweenness(benchmark::State& state) {
  const auto graph = rmat({.scale = static_cast<std::uint32_t>(state.range(0)), .edge_factor = 16, .seed = 42});
  std::uint64_t samples = 0;
  for (auto _ : state) samples = approximate_betweenness(graph, {.run = {.threads = 1}}).samples;
  state.counters["samples"] = static_cast<double>(samples);
}
BENCHMARK(bm_approximate_betweenness)->Arg(14)->Arg(16)->Arg(18)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
