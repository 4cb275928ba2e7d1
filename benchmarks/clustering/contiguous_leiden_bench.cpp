// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/clustering/contiguous_infomap.hpp>
#include <coopgraph/clustering/contiguous_leiden.hpp>
#include <coopgraph/clustering/infomap.hpp>
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/verify_contiguity.hpp>
#include <coopgraph/core/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph::bench {

namespace {

// No peer has communities that are contiguous. What it costs is told by our own search without that, on the same ties.
constexpr const char* unbound_leiden = "leiden, not contiguous";
constexpr const char* unbound_infomap = "infomap, not contiguous";
constexpr double at_most_three_times = 1.0 / 3.0;

/// A square map of units: `triangles` has a diagonal, either one, in nine of ten squares.
std::vector<endpoints> borders_of(std::size_t side, const std::string& family) {
  random_stream random(1, "borders");
  std::vector<endpoints> borders;
  const bool triangles = family == "map of triangles";
  const auto add = [&](std::size_t u, std::size_t v) {
    borders.push_back({static_cast<vertex_id>(u), static_cast<vertex_id>(v)});
  };
  for (std::size_t y = 0; y < side; ++y)
    for (std::size_t x = 0; x < side; ++x) {
      const std::size_t v = y * side + x;
      if (x + 1 < side) add(v, v + 1);
      if (y + 1 < side) add(v, v + side);
      if (!triangles || x + 1 == side || y + 1 == side || random.below(10) == 0) continue;
      if (random.below(2) == 0)
        add(v, v + side + 1);
      else
        add(v + 1, v + side);
    }
  return borders;
}

/// Six ties a unit: most to units at most four steps away, a third of them next door, one in twenty up to a quarter of the map
/// away.
input ties_on(std::size_t side, const std::string& family) {
  random_stream random(2, "ties");
  input on{.family = family, .name = {}, .orientation = direction::undirected, .vertices = side * side};
  const auto near = [&](std::size_t at, std::size_t reach) {
    return std::min(side - 1, at + random.below(2 * reach + 1) - std::min(at, reach));
  };
  for (std::size_t y = 0; y < side; ++y)
    for (std::size_t x = 0; x < side; ++x)
      for (int i = 0; i < 6; ++i) {
        const bool next_door = random.below(3) == 0;
        const std::size_t reach = next_door ? 1 : random.below(20) == 0 ? side / 4 : 4;
        const std::size_t to = near(y, reach) * side + near(x, reach);
        const std::size_t v = y * side + x;
        if (to != v) on.edges.push_back({static_cast<vertex_id>(std::min(v, to)), static_cast<vertex_id>(std::max(v, to))});
      }
  std::sort(on.edges.begin(), on.edges.end(),
            [](const endpoints& a, const endpoints& b) { return std::pair(a.source, a.target) < std::pair(b.source, b.target); });
  const auto same = [](const endpoints& a, const endpoints& b) { return a.source == b.source && a.target == b.target; };
  on.edges.erase(std::unique(on.edges.begin(), on.edges.end(), same), on.edges.end());
  on.name = family + " n=" + std::to_string(on.vertices) + " m=" + std::to_string(on.edges.size());
  return on;
}

/// {1} if each region is contiguous and what is said of them holds.
template <class Result>
std::vector<double> is_sound(const undirected_graph& map, const Result& r, const region_demands& asked) {
  return {check_region_evidence(map, r.partition, r.evidence, asked).empty() ? 1.0 : 0.0};
}

struct demand {
  std::string kernel;
  region_demands asked;
};

void race_leiden(side_by_side& harness, const input& on, const undirected_graph& map) {
  const undirected_graph ties(on.vertices, on.edges);
  const contestant plain = entrant(
      unbound_leiden, [&] { return leiden(ties, {.run = {.threads = 1}}); },
      [](const leiden_result&) { return std::vector<double>{1.0}; });
  std::vector<demand> demands{{"contiguous-leiden", {}}, {"contiguous-leiden-floor", {{}, {100.0, {}}}}};
  demands.push_back({"contiguous-leiden-10-regions", {10, {}}});
  for (const auto& [kernel, asked] : demands) {
    if (!harness.wanted(kernel)) continue;
    double quality = 0;
    const contestant ours = entrant(
        "ours",
        [&ties, &map, &asked = asked] {
          return contiguous_leiden(ties, map,
                                   {.floor = asked.floor, .clusters = asked.clusters, .runs = 1, .run = {.threads = 1}});
        },
        [&map, &asked = asked, &quality](const contiguous_leiden_result& r) {
          quality = r.quality;
          return is_sound(map, r, asked);
        });
    race_options options{.tolerance = 0};
    if (harness.full_size() && asked.floor.least == 0 && !asked.clusters) options.required = at_most_three_times;
    harness.race(kernel, on, ours, {plain}, options);
    harness.tell(kernel, on, "modularity", quality);
  }
}

void race_infomap(side_by_side& harness, const input& on, const undirected_graph& map) {
  if (!harness.wanted("contiguous-infomap")) return;
  const undirected_graph ties(on.vertices, on.edges);
  const contestant plain = entrant(
      unbound_infomap, [&] { return infomap(ties, {.run = {.threads = 1}}); },
      [](const infomap_result&) { return std::vector<double>{1.0}; });
  double length = 0;
  const contestant ours = entrant(
      "ours", [&] { return contiguous_infomap(ties, map, {.runs = 1, .run = {.threads = 1}}); },
      [&](const contiguous_infomap_result& r) {
        length = r.codelength;
        return is_sound(map, r, {});
      });
  harness.race("contiguous-infomap", on, ours, {plain}, {.tolerance = 0});
  harness.tell("contiguous-infomap", on, "codelength", length);
}

void races(side_by_side& harness) {
  for (const std::string family : {"map of squares", "map of triangles"})
    for (const std::size_t side : {std::size_t{100}, std::size_t{316}, std::size_t{1000}}) {
      const std::size_t asked = harness.full_size() ? side : side / 8;
      const undirected_graph map(asked * asked, borders_of(asked, family));
      const input on = ties_on(asked, family);
      race_leiden(harness, on, map);
      if (side < 1000) race_infomap(harness, on, map);
    }
}
const registration part("contiguous", races);

void bm_contiguous_leiden(benchmark::State& state) {
  const auto side = static_cast<std::size_t>(state.range(0));
  const input on = ties_on(side, "map of triangles");
  const undirected_graph ties(on.vertices, on.edges);
  const undirected_graph map(on.vertices, borders_of(side, on.family));
  std::uint64_t visits = 0;
  for (auto _ : state) visits = contiguous_leiden(ties, map, {.runs = 1, .run = {.threads = 1}}).edge_visits;
  state.counters["visits/edge"] = static_cast<double>(visits) / static_cast<double>(on.edges.size());
}
BENCHMARK(bm_contiguous_leiden)->RangeMultiplier(2)->Range(1 << 5, 1 << 8)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
