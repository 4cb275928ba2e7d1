// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/lemon_peer.hpp"

#include <coopgraph/flow/shortest_paths.hpp>
#include <coopgraph/flow/verify_paths.hpp>

#include <benchmark/benchmark.h>

#include <span>
#include <string>

namespace coopgraph::bench {

namespace {

constexpr std::size_t source_count = 8;
constexpr std::size_t most_edges_for_igraph = 1 << 22;  // above them it takes minutes

/// Vertices with ties, spread over the graph.
std::vector<vertex_id> sources_of(const input& on) {
  std::vector<vertex_id> sources;
  for (std::size_t i = 0; i < source_count; ++i) sources.push_back(on.edges[i * on.edges.size() / source_count].source);
  return sources;
}

/// The distances, -1 where there is no path; a tree that its certificate does not prove is none.
template <class Graph>
std::vector<double> proven(const Graph& graph, const edge_lengths& lengths, const std::vector<shortest_path_tree>& trees) {
  std::vector<double> distances;
  for (const shortest_path_tree& tree : trees) {
    if (!check_shortest_paths(graph, lengths, tree).empty()) return {};
    for (vertex_id v = 0; v < tree.units.size(); ++v) distances.push_back(tree.reached(v) ? tree.distance(v) : -1.0);
  }
  return distances;
}

/// From eight sources one after the other, on the ready graph: laying out the rows is part of our call.
void race(side_by_side& harness, const input& on) {
  const std::vector<vertex_id> sources = sources_of(on);
  with_graph(on, [&](const auto& graph) {
    const auto lengths = edge_lengths::over(1, on.lengths);
    std::vector<contestant> peers;
    peers.push_back(entrant(
        "Boost dijkstra_shortest_paths_no_color_map, CSR", [g = boost_peer(on), &sources] { return g.distances(sources); },
        as_they_are));
    if (on.edges.size() <= most_edges_for_igraph)
      add_igraph(peers, on, [&](igraph_peer g) {
        return entrant(
            "igraph_distances_dijkstra", [g, &sources] { return g.distances(sources); }, as_they_are);
      });
    if (lemon_peer::available())
      peers.push_back(lemon_entrant("LEMON Dijkstra, StaticDigraph",
                                    [lemon = lemon_peer(on), &sources] { return lemon.distances(sources); }));
    harness.race(
        "shortest-paths", on,
        entrant(
            "ours", [&] { return shortest_paths(graph, lengths, std::span<const vertex_id>(sources), {.run = {.threads = 1}}); },
            [&](const std::vector<shortest_path_tree>& trees) { return proven(graph, lengths, trees); }),
        peers, {.tolerance = 0});
  });
}

void races(side_by_side& harness) {
  if (!harness.wanted("shortest-paths")) return;
  harness.for_each_input(load::linear, [&](const input& on) { race(harness, on); });
  if (!harness.full_size()) return;
  race(harness, make_input("grid", 2 * 999 * 1000));         // 1000 by 1000
  race(harness, make_input("r-mat", std::size_t{1} << 24));  // 2^20 vertices
}
const registration part("shortest_paths", races);

void bm_shortest_paths(benchmark::State& state) {
  const input on = make_input("grid", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  const edge_lengths lengths = edge_lengths::over(1, on.lengths);
  for (auto _ : state) benchmark::DoNotOptimize(shortest_paths(graph, lengths, 0, {.run = {.threads = 1}}));
}
BENCHMARK(bm_shortest_paths)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
