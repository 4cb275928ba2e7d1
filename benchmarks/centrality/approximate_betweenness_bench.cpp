// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"
#include "support/timing.hpp"

#include <coopgraph/centrality/approximate_betweenness.hpp>
#include <coopgraph/centrality/betweenness.hpp>
#include <coopgraph/core/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr double epsilon = 0.01;

approximate_betweenness_result estimate(const undirected_graph& graph, unsigned threads) {
  return approximate_betweenness(graph, {.epsilon = epsilon, .delta = 0.1, .run = {.threads = threads}});
}

// Errors of estimates are absolute: of scores plus 1, which are from 1 to 2, the relative ones are about those.
std::vector<double> plus_one(std::vector<double> values) {
  for (double& value : values) value += 1;
  return values;
}
std::vector<double> estimated(const approximate_betweenness_result& r) { return plus_one(r.score.values); }

/// The share of all ordered pairs, from the scores of undirected pairs that have one end among so many sources.
std::vector<double> shares(std::vector<double> scores, std::size_t sources) {
  const auto n = static_cast<double>(scores.size());
  const double unit = static_cast<double>(sources) == n ? 2 / (n * (n - 1)) : 1 / (static_cast<double>(sources) * (n - 1));
  for (double& score : scores) score *= unit;
  return plus_one(std::move(scores));
}

std::vector<vertex_id> drawn(std::size_t vertices, std::size_t count) {
  std::vector<vertex_id> all(vertices);
  std::iota(all.begin(), all.end(), vertex_id{0});
  random_stream random(42, "sources");
  shuffle(std::span<vertex_id>(all), random);
  all.resize(std::min(count, vertices));
  return all;
}

contestant exact(const undirected_graph& graph) {
  return entrant(
      "ours, exact", [&graph] { return betweenness(graph, {.run = {.threads = 1}}); },
      [](const betweenness_result& r) { return shares(r.score.values, r.score.values.size()); });
}

/// The exact kernel would take too long: it takes some of the sources, and its clock tells what all of them would take, by the
/// time that the latter three quarters of these took, so that what is done once is not multiplied. (Sources drawn at random share
/// a little less of their way than all of them would.)
contestant exact_foretold(const undirected_graph& graph, std::size_t sources) {
  const auto timed = std::make_shared<double>(0);
  const auto result = std::make_shared<betweenness_result>();
  const std::vector<vertex_id> many = drawn(graph.vertices(), sources);
  const std::vector<vertex_id> few(many.begin(), many.begin() + static_cast<std::ptrdiff_t>(many.size() / 4));
  const auto all = static_cast<double>(graph.vertices());
  return {.name = "ours, exact, by " + std::to_string(many.size()) + " sources",
          .run =
              [&graph, timed, result, many, few, all] {
                const auto seconds_for = [&](const std::vector<vertex_id>& from) {
                  return seconds_of([&] { *result = betweenness(graph, {.sources = from, .run = {.threads = 1}}); });
                };
                const double short_s = seconds_for(few);
                const double long_s = seconds_for(many);
                const auto between = static_cast<double>(many.size() - few.size());
                *timed = long_s + (long_s - short_s) / between * (all - static_cast<double>(many.size()));
              },
          .answer = [result, count = many.size()] { return shares(result->score.values, count); },
          .forget = [] {},
          .own_clock = [timed] { return *timed; }};
}

// No packaged peer estimates with a bound: igraph cuts paths off, graph-tool takes some of the sources.
void races(side_by_side& harness) {
  if (!harness.wanted("approximate-betweenness")) return;
  harness.leave_out(
      {"approximate-betweenness", "all", "packaged peers", "none estimates with a bound: raced is our exact kernel"});
  const auto ours_on = [](const undirected_graph& graph, unsigned threads) {
    return entrant(
        "ours", [&graph, threads] { return estimate(graph, threads); }, estimated);
  };
  for (const std::size_t edges : edge_counts({.work = load::quadratic, .divisor = harness.full_size() ? 1U : 8U})) {
    const input on = make_input("r-mat", 16 * edges);  // up to scale 14
    const undirected_graph graph(on.vertices, on.edges);
    harness.race("approximate-betweenness", on, ours_on(graph, 1), {exact(graph)}, {.tolerance = epsilon});
  }

  const input on = make_input("r-mat", std::size_t{1} << (harness.full_size() ? 22 : 16));  // of scale 18
  const undirected_graph graph(on.vertices, on.edges);
  harness.count("approximate-betweenness", on, "samples", static_cast<double>(estimate(graph, 1).samples), 17'000);
  race_options options{.tolerance = 2 * epsilon};  // both sides are estimates
  if (harness.full_size()) options.required = 100.0;
  harness.race("approximate-betweenness", on, ours_on(graph, 1), {exact_foretold(graph, 512)}, options);
  harness.more_threads("approximate-betweenness", on, bound::arithmetic,
                       [&](unsigned threads) { return ours_on(graph, threads); });
}
const registration part("approximate-betweenness", races);

void bm_approximate_betweenness(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  std::uint64_t samples = 0;
  for (auto _ : state) samples = estimate(graph, 1).samples;
  state.counters["samples"] = static_cast<double>(samples);
}
BENCHMARK(bm_approximate_betweenness)->RangeMultiplier(8)->Range(1 << 12, 1 << 18)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
