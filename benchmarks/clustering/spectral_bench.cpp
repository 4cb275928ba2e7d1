// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/spectral.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace coopgraph::bench {

namespace {

constexpr const char* by_sklearn = "scikit-learn";
constexpr std::size_t clusters = 8;

// Clusters of different programs differ. What is compared is whether what each says of its own is so: {1} if it is.
std::vector<double> holds(bool so) { return {so ? 1.0 : 0.0}; }

/// The sum of cut(C) / vol(C).
double normalized_cut(const undirected_graph& graph, const partition& of) {
  double all = 0;
  for (const auto& c : partition_quality(graph, of).clusters)
    if (c.internal + c.leaving > 0) all += c.leaving / (2 * c.internal + c.leaving);
  return all;
}

contestant ours(const undirected_graph& graph, unsigned threads, const std::shared_ptr<spectral_result>& kept) {
  return entrant(
      "ours", [&graph, threads] { return spectral_clustering(graph, {.clusters = clusters, .run = {.threads = threads}}); },
      [&graph, kept](const spectral_result& r) {
        *kept = r;
        return holds(r.converged && std::abs(r.normalized_cut - normalized_cut(graph, r.partition)) <= 1e-12);
      });
}

contestant sklearns(const undirected_graph& graph, const sklearn_peer& peer, const std::shared_ptr<double>& cut) {
  return peer.kernel(by_sklearn, "spectral", {option_text("clusters", static_cast<double>(clusters)), "seed=1"},
                     [&graph, cut](const std::vector<double>& numbers) {
                       if (numbers.size() != num_vertices(graph)) return holds(false);
                       std::vector<std::uint32_t> labels;
                       for (const double label : numbers) labels.push_back(static_cast<std::uint32_t>(label));
                       const partition found = make_partition(labels);
                       *cut = normalized_cut(graph, found);
                       return holds(found.clusters == clusters);
                     });
}

void race(side_by_side& harness, const input& on) {
  const undirected_graph graph(on.vertices, on.edges);
  const auto kept = std::make_shared<spectral_result>();
  const auto cut = std::make_shared<double>(0);
  std::vector<contestant> peers;
  if (sklearn_peer::available() && !harness.would_take_too_long("spectral", on, by_sklearn))
    peers.push_back(sklearns(graph, sklearn_peer(on), cut));
  harness.race("spectral", on, ours(graph, 1, kept), peers, {.tolerance = 0});
  harness.tell("spectral", on, "products with a block", static_cast<double>(kept->iterations));
  harness.tell("spectral", on, "normalised cut, ours", kept->normalized_cut);
  if (*cut > 0) harness.tell("spectral", on, "normalised cut, scikit-learn", *cut);
}

void races(side_by_side& harness) {
  if (!harness.wanted("spectral")) return;
  const std::size_t divisor = harness.full_size() ? 1 : 8;
  for (const std::size_t edges : {std::size_t{1} << 13, std::size_t{1} << 15, std::size_t{1} << 17})
    race(harness, make_input("grid", edges / divisor));
  for (const std::size_t vertices : {std::size_t{1000}, std::size_t{4000}, std::size_t{16'000}})
    race(harness, make_lfr(harness.full_size() ? vertices : vertices / 4).on);

  const input on = make_input("grid", (std::size_t{1} << 15) / divisor);
  const undirected_graph graph(on.vertices, on.edges);
  harness.more_threads("spectral", on, bound::memory, [&](unsigned threads) {
    return entrant(
        "ours", [&graph, threads] { return spectral_clustering(graph, {.clusters = clusters, .run = {.threads = threads}}); },
        [](const spectral_result& r) {
          std::vector<double> all = r.eigenvectors;
          all.insert(all.end(), r.partition.label.begin(), r.partition.label.end());
          return all;
        });
  });
}
const registration part("spectral", races);

void bm_spectral(benchmark::State& state) {
  const input on = make_input("grid", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  for (auto _ : state) benchmark::DoNotOptimize(spectral_clustering(graph, {.clusters = clusters, .run = {.threads = 1}}));
}
BENCHMARK(bm_spectral)->RangeMultiplier(8)->Range(1 << 9, 1 << 15)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace coopgraph::bench
