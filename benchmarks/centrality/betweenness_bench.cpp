// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/edge_betweenness.hpp>

#include <benchmark/benchmark.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

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

// graph-tool counts paths in 64 bits, but from end to end there are up to 4 times as many for each layer of
// a supply chain, and about 4 times as many for each row of a grid.
bool paths_overflow(const input& on) {
  return (on.family == "grid" && on.vertices >= std::size_t{35} * 35) || (on.family == "supply-chain" && on.vertices > 1100);
}

void add_graph_tool_on_hops(side_by_side& harness, std::vector<contestant>& peers, const input& on, const std::string& kernel) {
  if (paths_overflow(on))
    harness.leave_out({kernel, on.name, "graph-tool betweenness", "wrong there: its numbers of paths overflow 64 bits"});
  else
    add_graph_tool(peers, on, "graph-tool betweenness", kernel, as_they_are);
}

void race_on_hops(side_by_side& harness, const input& on, std::optional<double> required) {
  with_graph(on, [&](const auto& graph) {
    const boost_peer boost(on);
    std::vector<contestant> peers{entrant(
        "Boost brandes, CSR", [&] { return boost.betweenness_on_hops(); }, pairs_once(on))};
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_betweenness", [g] { return g.betweenness_on_hops(); }, as_they_are);
    });
    add_graph_tool_on_hops(harness, peers, on, "betweenness-hops");
    harness.race("betweenness-hops", on,
                 entrant(
                     "ours", [&] { return betweenness(graph, {.run = {.threads = 1}}); }, score_of),
                 peers, {.required = required, .work = load::quadratic});
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
    add_graph_tool(peers, on, "graph-tool betweenness", "betweenness-lengths", as_they_are);
    harness.race("betweenness-lengths", on,
                 entrant(
                     "ours", [&] { return betweenness(graph, lengths, {.run = {.threads = 1}}); }, score_of),
                 peers, {.required = required_of(on, 5.0), .work = load::heavy});
  });
}

void race_of_edges(side_by_side& harness, const input& on) {
  with_graph(on, [&](const auto& graph) {
    const boost_peer boost(on);
    std::vector<contestant> peers{entrant(
        "Boost brandes, CSR", [&] { return boost.arc_betweenness_on_hops(); },
        [&](const std::vector<double>& by_arc) { return pairs_once(on)(boost.by_edge(on, by_arc)); })};
    add_igraph(peers, on, [](igraph_peer g) {
      return entrant(
          "igraph_edge_betweenness", [g] { return g.edge_betweenness_on_hops(); }, as_they_are);
    });
    add_graph_tool_on_hops(harness, peers, on, "edge-betweenness-hops");
    harness.race("edge-betweenness-hops", on,
                 entrant(
                     "ours", [&] { return edge_betweenness(graph, {.run = {.threads = 1}}); },
                     [](const edge_betweenness_result& r) { return r.score; }),
                 peers, {.work = load::heavy});
  });
}

// Beside the races, in which ours has one thread. On hops there is nothing to cut off: what is measured is the sweep.
void with_more_threads(side_by_side& harness) {
  const input on = make_input("barabasi-albert", harness.full_size() ? 1 << 16 : 1 << 10);
  const undirected_graph graph(on.vertices, on.edges);
  const auto lengths = edge_lengths::over(1, on.lengths);
  harness.more_threads("betweenness-hops", on, bound::arithmetic, [&](unsigned threads) {
    return entrant(
        "ours", [&graph, threads] { return betweenness(graph, {.run = {.threads = threads}}); }, score_of);
  });
  harness.more_threads("betweenness-lengths", on, bound::arithmetic, [&](unsigned threads) {
    return entrant(
        "ours", [&graph, &lengths, threads] { return betweenness(graph, lengths, {.run = {.threads = threads}}); }, score_of);
  });
  harness.more_threads("edge-betweenness-hops", on, bound::arithmetic, [&](unsigned threads) {
    return entrant(
        "ours", [&graph, threads] { return edge_betweenness(graph, {.run = {.threads = threads}}); },
        [](const edge_betweenness_result& r) { return r.score; });
  });
}

void races(side_by_side& harness) {
  if (harness.wanted("betweenness-hops")) {
    harness.for_each_input(load::quadratic, [&](const input& on) { race_on_hops(harness, on, required_of(on, 7.0)); });
    if (harness.full_size()) race_on_hops(harness, large_scale_free(), 3.0);
  }
  if (harness.wanted("betweenness-lengths"))
    harness.for_each_input(load::heavy, [&](const input& on) { race_on_lengths(harness, on); });
  if (harness.wanted("edge-betweenness-hops"))
    harness.for_each_input(load::heavy, [&](const input& on) { race_of_edges(harness, on); });
  with_more_threads(harness);
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

}  // namespace

}  // namespace coopgraph::bench
