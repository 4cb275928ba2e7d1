// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/clustering/dominant_flows.hpp>
#include <coopgraph/clustering/intramax.hpp>
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/travel_to_work_areas.hpp>
#include <coopgraph/core/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr const char* one_leiden = "our leiden, fast, 1 run";

// There is no peer for these in C or C++. What they are measured against answers another question: what is compared is whether
// what each says of its own is so: {1} if it is.
std::vector<double> holds(bool so) { return {so ? 1.0 : 0.0}; }

struct commuters {
  input on;
  edge_strengths flows = edge_strengths::uniform(0);
};

/// Towns of very different sizes on a grid of side^2 cells: commuters by a gravity model to the towns within 4 cells, and within
/// each town; about 34 flows a town.
commuters make_commuters(std::size_t side) {
  random_stream random(1, "commuters");
  std::vector<double> people(side * side);
  for (double& p : people) p = 200.0 / std::pow(1.0 - random.uniform(), 0.8);
  commuters made{{"commuters", "", direction::directed, side * side, {}, {}}};
  std::vector<std::int64_t> flow;
  const auto reach = [&](std::size_t x) { return std::pair(x < 4 ? 0 : x - 4, std::min(x + 5, side)); };
  for (std::size_t u = 0; u < people.size(); ++u) {
    const auto [first_row, last_row] = reach(u / side);
    const auto [first_column, last_column] = reach(u % side);
    for (std::size_t row = first_row; row < last_row; ++row)
      for (std::size_t column = first_column; column < last_column; ++column) {
        const std::size_t v = row * side + column;
        const auto away = [](std::size_t a, std::size_t b) {
          return a < b ? static_cast<double>(b - a) : static_cast<double>(a - b);
        };
        const double squared = std::pow(away(row, u / side), 2) + std::pow(away(column, u % side), 2);
        const double expected = u == v ? people[u] : 1e-4 * people[u] * people[v] / squared;
        const auto moving = static_cast<std::int64_t>(expected * (0.5 + random.uniform()));
        if (moving == 0) continue;
        made.on.edges.push_back({static_cast<vertex_id>(u), static_cast<vertex_id>(v)});
        flow.push_back(moving);
      }
  }
  made.on.name = "commuters n=" + std::to_string(people.size()) + " m=" + std::to_string(flow.size());
  made.flows = edge_strengths::over(1, std::move(flow));
  return made;
}

contestant leiden_on(const directed_graph& graph, const edge_strengths& flows) {
  return entrant(
      one_leiden, [&] { return leiden(graph, flows, {.preset = leiden_preset::fast, .runs = 1, .run = {.threads = 1}}); },
      [&](const leiden_result& r) { return holds(std::abs(modularity(graph, flows, r.partition) - r.modularity) <= 1e-12); });
}

contestant areas_on(const directed_graph& graph, const edge_strengths& flows) {
  const travel_to_work_options options{.run = {.threads = 1}};
  return entrant(
      "ours", [&, options] { return travel_to_work_areas(graph, flows, options); },
      [options](const travel_to_work_result& r) {
        return holds(std::all_of(r.areas.begin(), r.areas.end(), [&](const travel_to_work_area& a) {
          return !a.meets || (a.size >= options.min_size && std::min(*a.supply, *a.demand) >= options.min_self_containment);
        }));
      });
}

contestant intramax_on(const directed_graph& graph, const edge_strengths& flows) {
  return entrant(
      "ours", [&] { return intramax(graph, flows, {.run = {.threads = 1}}); },
      [&](const intramax_result& r) {
        const std::size_t half = std::max<std::size_t>(r.tree.trees(), r.tree.leaves / 2);
        if (half == r.tree.leaves) return holds(false);
        const double share = r.tree.merges[r.tree.leaves - half - 1].height;
        return holds(std::abs(*partition_quality(graph, flows, cut_at_count(r.tree, half)).coverage - share) <= 1e-12);
      });
}

contestant dominant_on(const directed_graph& graph, const edge_strengths& flows) {
  return entrant(
      "ours", [&] { return dominant_flows(graph, flows); },
      [](const dominant_flows_result& r) { return holds(r.partition.clusters == r.terminals.size()); });
}

void races(side_by_side& harness) {
  if (!harness.wanted("travel-to-work-areas") && !harness.wanted("intramax") && !harness.wanted("dominant-flows")) return;
  for (const std::size_t side : {std::size_t{28}, std::size_t{55}, std::size_t{110}}) {
    const commuters data = make_commuters(harness.full_size() ? side : side / 4);
    const directed_graph graph(data.on.vertices, data.on.edges);
    const auto race = [&](const std::string& kernel, const contestant& ours) {
      if (!harness.wanted(kernel)) return;
      race_options options{.tolerance = 0};
      if (kernel == "travel-to-work-areas" && harness.full_size() && side == 55) options.required = 1.0 / 5;
      harness.race(kernel, data.on, ours, {leiden_on(graph, data.flows)}, options);
    };
    race("travel-to-work-areas", areas_on(graph, data.flows));
    race("intramax", intramax_on(graph, data.flows));
    race("dominant-flows", dominant_on(graph, data.flows));
  }
}
const registration part("functional-regions", races);

void bm_travel_to_work_areas(benchmark::State& state) {
  const commuters data = make_commuters(static_cast<std::size_t>(state.range(0)));
  const directed_graph graph(data.on.vertices, data.on.edges);
  std::size_t reassigned = 0;
  for (auto _ : state) reassigned = travel_to_work_areas(graph, data.flows, {.run = {.threads = 1}}).reassigned;
  state.counters["reassigned/unit"] = static_cast<double>(reassigned) / static_cast<double>(data.on.vertices);
}
BENCHMARK(bm_travel_to_work_areas)->RangeMultiplier(2)->Range(16, 64)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
