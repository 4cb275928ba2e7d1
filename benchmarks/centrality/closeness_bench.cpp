// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/centrality/harmonic.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <optional>

namespace coopgraph::bench {

namespace {

std::vector<double> score_of(const closeness_result& r) { return r.score.values; }

// igraph gives NaN to a vertex that reaches no other, ours 0 and the reason.
std::vector<double> nan_as_zero(std::vector<double> values) {
  for (double& value : values)
    if (std::isnan(value)) value = 0.0;
  return values;
}

/// The least ratio on the two inputs that have a target.
std::optional<double> required_on(const input& on) {
  if (on.name == "file PGPgiantcompo") return 15.0;
  if (on.family == "barabasi-albert" && on.vertices == 20'000) return 40.0;
  return {};
}

void race_on_hops(side_by_side& harness, const input& on) {
  with_graph(on, [&](const auto& graph) {
    std::vector<contestant> peers;
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_closeness", [g] { return g.closeness_on_hops(); }, nan_as_zero);
    });
    add_graph_tool(peers, on, "graph-tool closeness", "closeness-hops", nan_as_zero);
    harness.race("closeness-hops", on,
                 entrant(
                     "ours", [&] { return closeness(graph, {.run = {.threads = 1}}); }, score_of),
                 peers, {.required = required_on(on), .work = load::quadratic});
  });
}

void race_harmonic(side_by_side& harness, const input& on) {
  with_graph(on, [&](const auto& graph) {
    std::vector<contestant> peers;
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_harmonic_centrality", [g] { return g.harmonic_on_hops(); }, as_they_are);
    });
    add_graph_tool(peers, on, "graph-tool closeness, harmonic", "harmonic-hops", as_they_are);
    harness.race("harmonic-hops", on,
                 entrant(
                     "ours", [&] { return harmonic(graph, {.run = {.threads = 1}}); },
                     [](const harmonic_result& r) { return r.score.values; }),
                 peers, {.required = required_on(on), .work = load::quadratic});
  });
}

void race_on_lengths(side_by_side& harness, const input& on) {
  with_graph(on, [&](const auto& graph) {
    const auto lengths = edge_lengths::over(1, on.lengths);
    std::vector<contestant> peers;
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_closeness", [g] { return g.closeness_on_lengths(); }, nan_as_zero);
    });
    add_graph_tool(peers, on, "graph-tool closeness", "closeness-lengths", nan_as_zero);
    harness.race("closeness-lengths", on,
                 entrant(
                     "ours", [&] { return closeness(graph, lengths, {.run = {.threads = 1}}); }, score_of),
                 peers, {.work = load::heavy});
  });
}

void race_on_all(side_by_side& harness, void (*race)(side_by_side&, const input&)) {
  harness.for_each_input(load::quadratic, [&](const input& on) { race(harness, on); });
  if (harness.full_size()) race(harness, large_scale_free());
}

// Beside the races, in which ours has one thread.
void with_more_threads(side_by_side& harness) {
  const input on = make_input("barabasi-albert", harness.full_size() ? 1 << 18 : 1 << 12);
  const input shorter = make_input("barabasi-albert", harness.full_size() ? 1 << 14 : 1 << 10);
  const undirected_graph graph(on.vertices, on.edges);
  const undirected_graph shorter_graph(shorter.vertices, shorter.edges);
  const auto lengths = edge_lengths::over(1, shorter.lengths);
  harness.more_threads("closeness-hops", on, bound::arithmetic, [&](unsigned threads) {
    return entrant(
        "ours", [&graph, threads] { return closeness(graph, {.run = {.threads = threads}}); }, score_of);
  });
  harness.more_threads("harmonic-hops", on, bound::arithmetic, [&](unsigned threads) {
    return entrant(
        "ours", [&graph, threads] { return harmonic(graph, {.run = {.threads = threads}}); },
        [](const harmonic_result& r) { return r.score.values; });
  });
  harness.more_threads("closeness-lengths", shorter, bound::arithmetic, [&](unsigned threads) {
    return entrant(
        "ours", [&shorter_graph, &lengths, threads] { return closeness(shorter_graph, lengths, {.run = {.threads = threads}}); },
        score_of);
  });
}

void races(side_by_side& harness) {
  if (harness.wanted("closeness-hops")) race_on_all(harness, race_on_hops);
  if (harness.wanted("harmonic-hops")) race_on_all(harness, race_harmonic);
  if (harness.wanted("closeness-lengths"))
    harness.for_each_input(load::heavy, [&](const input& on) { race_on_lengths(harness, on); });
  with_more_threads(harness);
}
const registration part("closeness", races);

void bm_closeness(benchmark::State& state) {
  const input on = make_input("barabasi-albert", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(closeness(graph, {.run = {.threads = 1}}));
  state.counters["sources/s"] =
      benchmark::Counter(static_cast<double>(on.vertices), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_closeness)->RangeMultiplier(4)->Range(1 << 8, 1 << 14);

}  // namespace

}  // namespace coopgraph::bench
