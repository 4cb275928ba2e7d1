// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/eigenvector.hpp>

#include <benchmark/benchmark.h>

#include <cmath>

namespace coopgraph::bench {

namespace {

std::vector<double> with_norm_one(std::vector<double> values) {
  const double norm = std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0));
  for (double& value : values) value /= norm;
  return values;
}

// Scores below 1e-6 of the norm carry no more than a few digits on either side: compared is what is left after rounding there.
std::vector<double> rounded(std::vector<double> values) {
  values = with_norm_one(std::move(values));
  for (double& value : values) value = std::round(value * 1e6) + 1e6;
  return values;
}

template <class G>
contestant ours_on(const G& graph, unsigned threads, std::vector<double> (*answer)(const eigenvector_result&)) {
  return entrant(
      "ours", [&graph, threads] { return eigenvector(graph, {.run = {.threads = threads}}); }, answer);
}

// Of grids and rings the greatest eigenvalues lie so close together that ARPACK gives up.
void races(side_by_side& harness) {
  if (!harness.wanted("eigenvector")) return;
  for (const char* family : {"barabasi-albert", "r-mat"})
    harness.for_each_input(load::linear, family, [&](const input& on) {
      with_graph(on, [&](const auto& graph) {
        std::vector<contestant> peers;
        add_igraph(peers, on, [](igraph_peer g) {
          return entrant(
              "igraph_eigenvector_centrality, ARPACK", [g] { return g.eigenvector(); }, rounded);
        });
        add_graph_tool(peers, on, [&](const graph_tool_peer& g) {
          return g.kernel("graph-tool eigenvector", "eigenvector", {near_as(eigenvector_options().tolerance, on)}, rounded);
        });
        harness.race("eigenvector", on, ours_on(graph, 1, [](const eigenvector_result& r) { return rounded(r.score.values); }),
                     peers, {.tolerance = 1e-5});
      });
    });
  const input& large = harness.large_rmat();
  with_graph(large, [&](const auto& graph) {
    harness.more_threads("eigenvector", large, bound::memory, [&](unsigned threads) {
      return ours_on(graph, threads, [](const eigenvector_result& r) { return r.score.values; });
    });
  });
}
const registration part("eigenvector", races);

void bm_eigenvector(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  eigenvector_result result;
  for (auto _ : state) benchmark::DoNotOptimize(result = eigenvector(graph, {.run = {.threads = 1}}));
  if (!result.converged) state.SkipWithError("did not converge");  // a fast wrong answer is no result
  state.counters["products"] = static_cast<double>(result.iterations);
}
BENCHMARK(bm_eigenvector)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
