// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/lemon_peer.hpp"
#include "support/min_cost_families.hpp"

#include <coopgraph/flow/minimum_cost_flow.hpp>
#include <coopgraph/flow/verify_minimum_cost.hpp>

#include <benchmark/benchmark.h>

#include <cstdio>

namespace coopgraph::bench {

namespace {

// Above them LEMON's simplex takes many seconds where trees are deep.
constexpr std::size_t most_edges_for_simplex_on_long_chains = 30'000;

struct question {
  directed_graph graph;
  flow_capacities capacities;
  edge_costs costs;
  vertex_supplies supplies;

  explicit question(const min_cost_input& on)
      : graph(on.vertices, on.edges),
        capacities(edge_capacities::over(1, on.capacity)),
        costs(edge_costs::over(1, on.cost)),
        supplies(vertex_supplies::over(1, on.supply)) {}
  [[nodiscard]] minimum_cost_flow_result solve() const { return minimum_cost_flow(graph, capacities, costs, supplies); }
};

/// An answer that its certificate does not prove is none.
std::vector<double> proven(const min_cost_input& on, double cost) {
  const question asked(on);
  const auto result = asked.solve();
  const bool good = check_minimum_cost_flow(asked.graph, asked.capacities, asked.costs, asked.supplies, result).empty();
  return good && to_double(result.cost) == cost ? std::vector<double>{cost} : std::vector<double>{};
}

void race(side_by_side& harness, const min_cost_input& on) {
  const input as_graph{.family = on.family,
                       .name = on.name,
                       .orientation = direction::directed,
                       .vertices = on.vertices,
                       .edges = on.edges,
                       .lengths = on.cost};
  std::vector<contestant> peers;
  if (lemon_peer::available()) {
    const lemon_peer lemon(on);
    const auto add = [&](const char* name, lemon_algorithm by) {
      peers.push_back(lemon_entrant(name, [lemon, by] { return lemon.cheapest_flow(by); }));
    };
    if (on.family != "long-chain" || on.edges.size() <= most_edges_for_simplex_on_long_chains)
      add("LEMON NetworkSimplex, 32 bits", lemon_algorithm::network_simplex_32);
    add("LEMON CostScaling, 32 bits", lemon_algorithm::cost_scaling_32);
  }
  harness.race(
      "minimum-cost-flow", as_graph,
      entrant(
          "ours", [&on] { return to_double(question(on).solve().cost); }, [&on](double cost) { return proven(on, cost); }),
      peers, {.required = on.family == "transportation" || on.family == "layered" ? 1.2 : 1 / 1.2, .tolerance = 0});
}

void races(side_by_side& harness) {
  if (!harness.wanted("minimum-cost-flow")) return;
  if (!lemon_peer::available()) std::puts("minimum-cost-flow: without LEMON, which was not found");
  keep_freed_memory();
  for (const std::string& family : min_cost_family_names())
    for (const std::size_t edges : {12'500U, 50'000U, family == "transportation" ? 122'000U : 202'000U})
      race(harness, make_min_cost_input(family, harness.full_size() ? edges : edges / 32));
}
const registration part("minimum_cost_flow", races);

void bm_minimum_cost_flow(benchmark::State& state) {
  const question asked(make_min_cost_input("layered", static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(asked.solve());
}
BENCHMARK(bm_minimum_cost_flow)->RangeMultiplier(4)->Range(1 << 12, 1 << 16);

}  // namespace

}  // namespace coopgraph::bench
