// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/growth.hpp"
#include "support/spdep_peer.hpp"

#include <coopgraph/clustering/azp.hpp>
#include <coopgraph/clustering/max_p_regions.hpp>
#include <coopgraph/clustering/redcap.hpp>
#include <coopgraph/clustering/skater.hpp>
#include <coopgraph/clustering/verify_regions.hpp>
#include <coopgraph/clustering/ward_spatial.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr std::size_t columns = 10;
constexpr std::size_t clusters = 10;
constexpr auto raw = standardization::none;

/// A grid of districts, 50 to a row, as far as it goes; noise on slopes that differ by column; 1 to 9 inhabitants each.
struct district_map {
  input on;
  unit_attributes attributes{columns, {}};
  std::vector<double> inhabitants;
  undirected_graph graph;
};

district_map make_map(std::size_t units) {
  const std::size_t width = units < 2500 ? 20 : 50;
  const std::size_t rows = std::max<std::size_t>(units / width, 2);
  district_map map{{.family = "districts", .name = "districts n=" + std::to_string(rows * width) + " p=10"}, {}, {}, {}};
  map.on.vertices = rows * width;
  random_stream random(1, "districts", units);
  map.attributes.columns = columns;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t k = 0; k < width; ++k) {
      const auto u = static_cast<vertex_id>(r * width + k);
      if (k + 1 < width) map.on.edges.push_back({u, u + 1});
      if (r + 1 < rows) map.on.edges.push_back({u, static_cast<vertex_id>(u + width)});
      const double down = static_cast<double>(r) / static_cast<double>(rows);
      const double along = static_cast<double>(k) / static_cast<double>(width);
      for (std::size_t j = 0; j < columns; ++j)
        map.attributes.values.push_back(random.uniform() + (j % 2 == 0 ? down : along) * static_cast<double>(j));
      map.inhabitants.push_back(static_cast<double>(1 + random.below(9)));
    }
  map.graph = undirected_graph(map.on.vertices, map.on.edges);
  return map;
}

std::vector<double> labels_of(const contiguous_regions& found) {
  return {found.partition.label.begin(), found.partition.label.end()};
}

/// The result, if it is sound.
std::vector<double> sound(const district_map& map, const contiguous_regions& found, const check_regions_options& asked) {
  const auto problems = check_regions(map.graph, map.attributes, found, asked);
  if (!problems.empty()) throw error(map.on.name + ": " + problems.front());
  return labels_of(found);
}

contestant our_skater(const district_map& map, region_dissimilarity kind) {
  return entrant(
      "ours",
      [&map, kind] {
        return skater(map.graph, map.attributes, {.clusters = clusters, .dissimilarity = kind, .standardize = raw});
      },
      [&map](const contiguous_regions& found) { return sound(map, found, {.clusters = clusters, .standardize = raw}); });
}

/// The same tree, cut at the same edges: by sums of squares, for which spdep takes a function in R, and by its own sums of
/// distances.
void race_spdep(side_by_side& harness) {
  const std::size_t divisor = harness.full_size() ? 1 : 10;
  for (const std::size_t units : {750u, 1500u, 3000u}) {
    if (!harness.wanted("skater-squares")) break;
    const district_map map = make_map(units / divisor);
    std::vector<contestant> peers;
    race_options options{.required = harness.full_size() ? std::optional(10.0) : std::nullopt, .tolerance = 0};
    if (!spdep_peer::available()) {
      harness.race("skater-squares", map.on, our_skater(map, region_dissimilarity::squared_euclidean), {}, options);
      continue;
    }
    const spdep_peer spdep(map.on, map.attributes);
    peers.push_back(spdep.skater("spdep mstree+skater", "squares", clusters));
    harness.race("skater-squares", map.on, our_skater(map, region_dissimilarity::squared_euclidean), peers, options);
    harness.tell("skater-squares", map.on, "seconds of spdep's nbcosts, not in the ratio", spdep.seconds_of_costs());
  }
  for (const std::size_t units : {200u, 400u}) {
    if (!harness.wanted("skater-euclidean") || !spdep_peer::available()) break;
    const district_map map = make_map(units / divisor);
    const spdep_peer spdep(map.on, map.attributes);
    harness.race("skater-euclidean", map.on, our_skater(map, region_dissimilarity::euclidean),
                 {spdep.skater("spdep mstree+skater", "euclidean", clusters)}, {.tolerance = 0});
  }
}

/// Ours alone, over three sizes each.
void grow_alone(side_by_side& harness) {
  const std::size_t divisor = harness.full_size() ? 1 : 20;
  const auto on_sizes = [&](const std::string& kernel, std::initializer_list<std::size_t> sizes, const auto& solve,
                            const check_regions_options& asked) {
    if (!harness.wanted(kernel)) return;
    for (const std::size_t units : sizes) {
      const district_map map = make_map(units / divisor);
      check_regions_options with = asked;
      if (with.floor.least > 0) with.floor.amounts = map.inhabitants;
      harness.race(
          kernel, map.on,
          entrant(
              "ours", [&] { return solve(map); }, [&](const contiguous_regions& found) { return sound(map, found, with); }),
          {});
    }
  };
  on_sizes("skater", {10'000, 40'000, 160'000},
           [](const district_map& m) { return skater(m.graph, m.attributes, {.clusters = clusters, .run = {.threads = 1}}); },
           {.clusters = clusters});
  on_sizes("ward-spatial", {10'000, 40'000, 160'000},
           [](const district_map& m) {
             return ward_spatial(m.graph, m.attributes, {.clusters = clusters, .run = {.threads = 1}}).regions;
           },
           {.clusters = clusters});
  on_sizes("redcap-first-alk", {10'000, 40'000, 160'000},
           [](const district_map& m) {
             return redcap(m.graph, m.attributes, {.clusters = clusters, .order = redcap_order::first, .run = {.threads = 1}});
           },
           {.clusters = clusters});
  on_sizes("redcap-full-alk", {1000, 2000, 4000},
           [](const district_map& m) { return redcap(m.graph, m.attributes, {.clusters = clusters, .run = {.threads = 1}}); },
           {.clusters = clusters});
  on_sizes("azp-tabu", {1000, 4000, 16'000},
           [](const district_map& m) {
             return azp(m.graph, m.attributes, {.clusters = clusters, .starts = 2, .run = {.threads = 1}});
           },
           {.clusters = clusters});
}

/// The moves that a start of max-p looks at grow about as the units.
void count_moves(side_by_side& harness) {
  if (!harness.wanted("max-p")) return;
  std::vector<growth_point> moves;
  input last;
  for (const std::size_t units : {1000u, 4000u, 16'000u}) {
    const district_map map = make_map(units / (harness.full_size() ? 1 : 10));
    const region_floor floor{50, map.inhabitants};
    std::uint64_t examined = 0;
    harness.race(
        "max-p", map.on,
        entrant(
            "ours",
            [&] { return max_p_regions(map.graph, map.attributes, {.floor = floor, .starts = 1, .run = {.threads = 1}}); },
            [&](const contiguous_regions& found) {
              examined = found.examined;
              return sound(map, found, {.floor = floor});
            }),
        {});
    moves.push_back({static_cast<double>(map.on.vertices), static_cast<double>(examined)});
    harness.tell("max-p", map.on, "moves looked at by units",
                 static_cast<double>(examined) / static_cast<double>(map.on.vertices));
    last = map.on;
  }
  if (const auto exponent = fitted_exponent(moves); exponent && harness.full_size())
    harness.count("max-p", last, "exponent of the moves looked at", *exponent, 1.3);
}

void races(side_by_side& harness) {
  race_spdep(harness);
  grow_alone(harness);
  count_moves(harness);
}
const registration part("regions", races);

void bm_skater(benchmark::State& state) {
  const district_map map = make_map(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(skater(map.graph, map.attributes, {.clusters = clusters}));
}
BENCHMARK(bm_skater)->RangeMultiplier(8)->Range(1 << 9, 1 << 15)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
