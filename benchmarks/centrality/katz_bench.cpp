// SPDX-License-Identifier: BSL-1.0
#include "support/bench.hpp"

#include <coopgraph/centrality/katz.hpp>

#include <benchmark/benchmark.h>

#include <Eigen/IterativeLinearSolvers>
#include <Eigen/SparseCore>

#include <algorithm>
#include <memory>

namespace coopgraph::bench {

namespace {

using sparse = Eigen::SparseMatrix<double, Eigen::RowMajor>;

/// 1 - alpha A' of a symmetric A: what a linear solver wants.
sparse system_of(const input& on, double alpha) {
  std::vector<Eigen::Triplet<double>> entries;
  const auto n = static_cast<Eigen::Index>(on.vertices);
  for (Eigen::Index v = 0; v < n; ++v) entries.emplace_back(v, v, 1.0);
  for (const auto& [u, v] : on.edges) {
    entries.emplace_back(u, v, -alpha);
    entries.emplace_back(v, u, -alpha);
  }
  sparse system(n, n);
  system.setFromTriplets(entries.begin(), entries.end());
  return system;
}

/// 0.9 / lambda at least: lambda is at most the greatest degree.
double safe_alpha(const input& on) {
  std::vector<std::size_t> degree(on.vertices, 0);
  for (const auto& [u, v] : on.edges) ++degree[u], ++degree[v];
  return 0.9 / static_cast<double>(*std::max_element(degree.begin(), degree.end()));
}

template <class G>
contestant ours_on(const G& graph, double alpha, unsigned threads) {
  return entrant(
      "ours", [&graph, alpha, threads] { return katz(graph, {.alpha = alpha, .run = {.threads = threads}}); },
      [](const katz_result& r) { return r.score.values; });
}

void races(side_by_side& harness) {
  if (!harness.wanted("katz")) return;
  harness.for_each_input(load::linear, [&](const input& on) {
    if (on.orientation == direction::directed) return;  // conjugate gradients want a symmetric matrix
    with_graph(on, [&](const auto& graph) {
      const double alpha = safe_alpha(on);
      // igraph and Boost have no Katz scores; a solver of linear systems finds them.
      const auto system = std::make_shared<const sparse>(system_of(on, alpha));
      std::vector<contestant> peers{entrant(
          "Eigen conjugate gradients, matrix ready",
          [system] {
            Eigen::ConjugateGradient<sparse, Eigen::Lower | Eigen::Upper> solver;
            solver.setTolerance(1e-11);
            solver.compute(*system);
            return Eigen::VectorXd(solver.solve(Eigen::VectorXd::Ones(system->rows())));
          },
          [](const Eigen::VectorXd& x) { return std::vector<double>(x.data(), x.data() + x.size()); })};
      // It sums the changes of a step over the vertices, whose scores are 1 at least.
      add_graph_tool(peers, on, [&](const graph_tool_peer& g) {
        const double epsilon = katz_options().tolerance * static_cast<double>(on.vertices);
        return g.kernel("graph-tool katz", "katz", {option_text("alpha", alpha), option_text("epsilon", epsilon)}, as_they_are);
      });
      harness.race("katz", on, ours_on(graph, alpha, 1), peers, {.tolerance = 1e-8});
    });
  });
  const input& large = harness.large_rmat();
  with_graph(large, [&](const auto& graph) {
    const double alpha = safe_alpha(large);
    harness.more_threads("katz", large, bound::memory, [&](unsigned threads) { return ours_on(graph, alpha, threads); });
  });
}
const registration part("katz", races);

void bm_katz(benchmark::State& state) {
  const input on = make_input("r-mat", static_cast<std::size_t>(state.range(0)));
  const undirected_graph graph(on.vertices, on.edges);
  const double alpha = safe_alpha(on);
  katz_result result;
  for (auto _ : state) benchmark::DoNotOptimize(result = katz(graph, {.alpha = alpha, .run = {.threads = 1}}));
  if (!result.converged) state.SkipWithError("did not converge");  // a fast wrong answer is no result
  state.counters["products"] = static_cast<double>(result.iterations);
}
BENCHMARK(bm_katz)->RangeMultiplier(8)->Range(1 << 12, 1 << 18);

}  // namespace

}  // namespace coopgraph::bench
