// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/timing.hpp"

#include <coopgraph/clustering/codelength.hpp>
#include <coopgraph/clustering/infomap.hpp>

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr const char* by_igraph = "igraph infomap, 1 trial";

// Modules of different programs differ. What is compared is whether what each says of its own is so: {1} if it is.
std::vector<double> holds(bool so) { return {so ? 1.0 : 0.0}; }

/// `planted`: what must be found, or nothing.
contestant ours_on(const undirected_graph& graph, const partition* planted, std::shared_ptr<double> length) {
  return entrant(
      "ours", [&graph] { return infomap(graph, {.run = {.threads = 1}}); },
      [&graph, planted, length = std::move(length)](const infomap_result& r) {
        *length = r.codelength;
        const bool as_stated = std::abs(codelength(graph, r.partition) - r.codelength) <= 1e-9;
        return holds(as_stated && (planted == nullptr || r.partition == *planted));
      });
}

/// The walk that igraph describes, on undirected graphs too. What it states is of that walk; what is told is of ours.
constexpr map_equation_options walk_of_igraph{
    .model = flow_model::directed, .recorded_teleportation = true, .target = teleportation_target::vertices};

contestant igraphs_on(const undirected_graph& graph, const igraph_peer& g, std::shared_ptr<double> length) {
  return entrant(
      by_igraph, [g] { return g.infomap(1); },
      [&graph, length = std::move(length)](const igraph_clusters& r) {
        if (r.labels.size() != graph.vertices()) return holds(false);
        const partition modules = make_partition(r.labels);
        *length = codelength(graph, modules);
        const double stated = codelength(graph, modules, walk_of_igraph);
        return holds(std::abs(stated - r.stated) <= 1e-6 * stated);
      });
}

/// The codelength of ours.
double race_on(side_by_side& harness, const input& on, const undirected_graph& graph, const partition* planted,
               const race_options& options) {
  const auto length = std::make_shared<double>(0);
  const auto peers_length = std::make_shared<double>(0);
  std::vector<contestant> peers;
  if (igraph_peer::available() && !harness.would_take_too_long("infomap", on, by_igraph))
    peers.push_back(igraphs_on(graph, igraph_peer(igraph_edges(on)), peers_length));
  harness.race("infomap", on, ours_on(graph, planted, length), peers, options);
  if (*peers_length > 0) harness.tell("infomap", on, "codelength, igraph", *peers_length);
  return *length;
}

// igraph's walk jumps to isolated vertices, ours does not: there are none.
void races(side_by_side& harness) {
  if (!harness.wanted("infomap")) return;
  const std::size_t largest = harness.full_size() ? 100'000 : 4000;
  const std::size_t step = harness.full_size() ? 4 : 2;
  for (const std::size_t vertices : {largest / step / step, largest / step, largest}) {
    const planted_input planted = make_lfr(vertices);
    const undirected_graph graph(planted.on.vertices, planted.on.edges);
    const bool judged = harness.full_size() && vertices == largest;
    race_options options{.tolerance = 0};
    if (judged) options.required = 1 / 0.14;
    const double length = race_on(harness, planted.on, graph, &planted.communities, options);
    harness.count("infomap", planted.on, "codelength, by the planted", length, codelength(graph, planted.communities) + 1e-9);
    if (judged) harness.refer("infomap", planted.on, "NetworKit LouvainMapEquation", by_igraph, 0.14, 1.0);
  }
  harness.for_each_input(load::linear, "file", [&](const input& file) {
    if (file.name != "file debdeps") return;
    const input on = without_isolated(file);
    const undirected_graph graph(on.vertices, on.edges);
    harness.count("infomap", on, "codelength", race_on(harness, on, graph, nullptr, {.tolerance = 0}), 10.549);
  });
  // R-MAT has no modules to find.
  for (const std::size_t edges : {std::size_t{1} << 18, std::size_t{1} << 20, std::size_t{1} << 22}) {
    const input on = without_isolated(make_input("r-mat", edges / (harness.full_size() ? 1 : 64)));
    const undirected_graph graph(on.vertices, on.edges);
    harness.tell("infomap", on, "codelength, ours", race_on(harness, on, graph, nullptr, {.tolerance = 0}));
  }
}
const registration part("infomap", races);

void bm_infomap(benchmark::State& state) {
  const planted_input planted = make_lfr(static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(planted.on.vertices, planted.on.edges);
  std::uint64_t visits = 0;
  for (auto _ : state) visits = infomap(graph, {.run = {.threads = 1}}).edge_visits;
  state.counters["visits/edge"] = static_cast<double>(visits) / static_cast<double>(planted.on.edges.size());
}
BENCHMARK(bm_infomap)->RangeMultiplier(4)->Range(1 << 10, 1 << 14)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
