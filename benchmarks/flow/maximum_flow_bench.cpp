// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/boost_flow_peer.hpp"
#include "support/lemon_peer.hpp"

#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/verify.hpp>

#include <benchmark/benchmark.h>

namespace coopgraph::bench {

namespace {

// Above them these peers take minutes: Boost's push-relabel anywhere, its search trees where paths are long.
constexpr std::size_t most_edges_for_push_relabel = 1 << 15;
constexpr std::size_t most_edges_for_trees_on_long_paths = 1 << 15;

std::vector<double> as_number(std::int64_t value) { return {static_cast<double>(value)}; }

/// Ours from the list of edges: the graph, the capacities and the flow. An answer that its certificate does not prove is none.
std::vector<double> solved(const input& on, std::pair<vertex_id, vertex_id> ends) {
  std::vector<double> value;
  with_graph(on, [&](const auto& graph) {
    const flow_capacities capacities(edge_capacities::over(1, on.lengths));
    const auto result = maximum_flow(graph, capacities, ends.first, ends.second);
    const bool proven = check_maximum_flow(graph, capacities, ends.first, ends.second, result).empty();
    value = proven ? std::vector<double>{to_double(result.value)} : std::vector<double>{};
  });
  return value;
}

void races(side_by_side& harness) {
  if (!harness.wanted("maximum-flow")) return;
  for (const std::string& family : flow_family_names())
    harness.for_each_input(load::linear, family, [&](const input& on) {
      const auto [source, target] = flow_ends(on);
      std::vector<contestant> peers;
      const bool has_short_paths = on.family == "vision-grid" || on.family == "faint-grid" || on.family == "r-mat";
      if (has_short_paths || on.edges.size() <= most_edges_for_trees_on_long_paths)
        peers.push_back(entrant(
            "Boost boykov_kolmogorov, CSR", [&on, s = source, t = target] { return boost_boykov_kolmogorov(on, s, t); },
            as_number));
      if (on.edges.size() <= most_edges_for_push_relabel)
        peers.push_back(entrant(
            "Boost push_relabel, CSR", [&on, s = source, t = target] { return boost_push_relabel(on, s, t); }, as_number));
      if (igraph_peer::available())
        peers.push_back(entrant(
            "igraph_maxflow",
            [edges = igraph_edges(on), s = source, t = target] { return igraph_peer(edges).maximum_flow(s, t); },
            [](double value) { return std::vector<double>{value}; }));
      if (lemon_peer::available())
        peers.push_back(lemon_entrant("LEMON Preflow",
                                      [lemon = lemon_peer(on), s = source, t = target] { return lemon.greatest_flow(s, t); }));
      harness.race("maximum-flow", on,
                   entrant(
                       "ours",
                       [&on, s = source, t = target] {
                         std::int64_t value = 0;
                         with_graph(on, [&](const auto& graph) {
                           value = maximum_flow(graph, edge_capacities::over(1, on.lengths), s, t).value.numerator;
                         });
                         return value;
                       },
                       [&on, s = source, t = target](std::int64_t value) {
                         return solved(on, {s, t}) == as_number(value) ? as_number(value) : std::vector<double>{};
                       }),
                   peers, {.required = 1.0, .tolerance = 0});
    });
}
const registration part("maximum_flow", races);

void bm_maximum_flow(benchmark::State& state) {
  const input on = make_input("vision-grid", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  const edge_capacities capacities = edge_capacities::over(1, on.lengths);
  const auto [source, target] = flow_ends(on);
  for (auto _ : state) benchmark::DoNotOptimize(maximum_flow(graph, capacities, source, target));
}
BENCHMARK(bm_maximum_flow)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
