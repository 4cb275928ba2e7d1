// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/flow/gomory_hu.hpp>

#include <benchmark/benchmark.h>
#include <algorithm>

namespace coopgraph::bench {

namespace {

/// The weights of the tree, sorted: all cut trees of a graph have the same. igraph ties components by edges of weight 0.
std::vector<double> weights_of(const gomory_hu_result& tree) {
  std::vector<double> weights(tree.trees - 1, 0.0);
  for (const gomory_hu_edge& edge : tree.edges()) weights.push_back(to_double(edge.weight));
  std::sort(weights.begin(), weights.end());
  return weights;
}

gomory_hu_result tree_of(const input& on) {
  return gomory_hu_tree(undirected_graph(on.vertices, on.edges), edge_capacities::over(1, on.lengths));
}

void races(side_by_side& harness) {
  if (!harness.wanted("gomory-hu")) return;
  for (const char* const family : {"grid", "barabasi-albert", "sparse-random", "ring-of-cliques"})
    harness.for_each_input(load::quadratic, family, [&](const input& on) {
      std::vector<contestant> peers;
      if (igraph_peer::available())
        peers.push_back(entrant(
            "igraph_gomory_hu_tree", [edges = igraph_edges(on)] { return igraph_peer(edges).gomory_hu(); }, as_they_are));
      harness.race("gomory-hu", on,
                   entrant(
                       "ours", [&on] { return tree_of(on); }, weights_of),
                   peers, {.required = 3, .tolerance = 0, .work = load::quadratic});
    });
}
const registration part("gomory_hu", races);

void bm_gomory_hu(benchmark::State& state) {
  const input on = make_input("barabasi-albert", static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(tree_of(on));
}
BENCHMARK(bm_gomory_hu)->RangeMultiplier(4)->Range(1 << 10, 1 << 14);

}  // namespace

}  // namespace coopgraph::bench
