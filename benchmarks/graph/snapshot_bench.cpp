// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/centrality/degree.hpp>
#include <coopgraph/centrality/pagerank.hpp>
#include <coopgraph/graph/components.hpp>

#include <benchmark/benchmark.h>
#include <boost/graph/adjacency_list.hpp>

namespace coopgraph::bench {

namespace {

using foreign = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

foreign foreign_of(const input& on) {
  foreign graph(on.vertices);
  for (const auto& [u, v] : on.edges) add_edge(u, v, graph);
  return graph;
}

// The price of the generic front: one kernel on the ready view, on our graph, on Boost's.
template <class Kernel, class Answer>
void price(side_by_side& harness, const std::string& name, const input& on, Kernel kernel, Answer answer) {
  const undirected_graph graph(on.vertices, on.edges);
  const foreign other = foreign_of(on);
  const undirected_view view = graph.view();
  harness.price(name, on,
                entrant(
                    "csr_view", [&] { return kernel(view); }, answer),
                {entrant(
                     "our graph", [&] { return kernel(graph); }, answer),
                 entrant(
                     "boost::adjacency_list, snapshot", [&] { return kernel(other); }, answer)});
}

void races(side_by_side& harness) {
  if (!harness.wanted("front")) return;
  const auto values = [](const auto& r) { return r.score.values; };
  const auto labels = [](const partition& p) { return std::vector<double>(p.label.begin(), p.label.end()); };
  harness.for_each_input(load::linear, "r-mat", [&](const input& on) {
    price(
        harness, "degree", on, [](const auto& g) { return degree(g); }, values);
    price(
        harness, "components", on, [](const auto& g) { return weak_components(g); }, labels);
    price(
        harness, "pagerank", on, [](const auto& g) { return pagerank(g, {.run = {.threads = 1}}); }, values);
  });
  harness.for_each_input(load::quadratic, "r-mat", [&](const input& on) {
    price(
        harness, "betweenness-hops", on, [](const auto& g) { return betweenness(g, {.run = {.threads = 1}}); }, values);
  });
}
const registration part("snapshot", races);

void bm_snapshot(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const foreign other = foreign_of(on);
  for (auto _ : state) benchmark::DoNotOptimize(snapshot_of(other));
  state.counters["edges/s"] =
      benchmark::Counter(static_cast<double>(on.edges.size()), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(bm_snapshot)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
