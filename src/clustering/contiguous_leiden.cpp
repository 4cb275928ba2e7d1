// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/contiguous_leiden.hpp>

#include "clustering/leiden_engine.hpp"
#include "clustering/leiden_problem.hpp"
#include "clustering/touching_objectives.hpp"
#include "clustering/touching_search.hpp"
#include "clustering/touching_task.hpp"

#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>

#include <cstddef>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

using namespace leiden_search;
using namespace touching_regions;

constexpr const char* name = "contiguous_leiden";

/// What ties and pairs count for in the first search: another resolution leads to fewer clusters, or more.
struct emphasis {
  unsigned ties = 1;
  unsigned pairs = 1;
};

/// So that a run begins nearer to the count, each other one at another resolution; the first as it is given. No factor is above
/// 4: scores have room for that.
emphasis emphasis_of(const region_task& task, unsigned run, std::size_t clusters_of_first) {
  if (!task.clusters || run == 0) return {};
  const unsigned factor = 1 + run % 4;
  return *task.clusters < clusters_of_first ? emphasis{factor, 1} : emphasis{1, factor};
}

struct run_plan {
  std::uint64_t seed;
  emphasis on;
  double progress_from;
  double progress_to;
};

struct run_result {
  std::vector<vertex_id> label;  // by vertex of the given graph
  std::size_t clusters = 0;      // that the first search found
  bool converged = false;
  unsigned iterations = 0;
  std::uint64_t arcs = 0;
};

/// Neighbours, and amounts, of the vertices in another order.
region_ground ground_in(const region_task& task, const undirected_view& contiguity, std::span<const vertex_id> order,
                        std::span<const vertex_id> place) {
  region_ground made{touching_in(contiguity, order, place), std::vector<std::int64_t>(order.size()), task.floor};
  for (std::size_t i = 0; i < order.size(); ++i) made.amount[i] = task.amount[order[i]];
  return made;
}

template <class NullModel, direction D>
run_result run_once(thread_pool& pool, const problem<D>& p, const region_task& task, const undirected_view& contiguity,
                    const run_plan& plan) {
  const std::size_t n = p.vertices();
  // 1. The vertices in a random order
  const auto [order, place] = search_order(n, plan.seed);

  // 2. Clusters
  const double begins = plan.progress_from + 0.1 * (plan.progress_to - plan.progress_from);
  const double refines = plan.progress_from + 0.7 * (plan.progress_to - plan.progress_from);
  pool.set_progress_range(plan.progress_from, begins);
  auto finest = finest_level<NullModel, where_they_touch>(pool, p, order, place);
  region_ground ground = ground_in(task, contiguity, order, place);
  finest.reach.touch = ground.touch;
  std::vector<vertex_id> label(n);
  std::iota(label.begin(), label.end(), vertex_id{0});
  const NullModel null = finest.null;
  finest.null.per_tie *= static_cast<typename NullModel::score>(plan.on.ties);
  finest.null.per_pair *= static_cast<typename NullModel::score>(plan.on.pairs);
  const bool fast = p.options.preset == leiden_preset::fast;
  const search_options options{p.size_limit,
                               p.theta * plan.on.ties,
                               iterations_of(p.options, finest.ties.target.size()),
                               fast ? 2U : 1U,
                               fast ? 16U : 64U,
                               plan.seed,
                               begins,
                               refines};
  const auto outcome = search(pool, finest, options).run(label);
  finest.null = null;

  // 3. Regions as they are asked for
  pool.set_progress_range(refines, plan.progress_to);
  const stop_check check_stop = [&pool] { pool.check_stop(); };
  const ties_objective<NullModel> objective(finest.ties, finest.null);
  region_search regions(objective, ground, label, task.clusters, plan.seed, check_stop);
  run_result result{std::vector<vertex_id>(n), number_anew(label, n), outcome.converged, outcome.iterations, outcome.arcs};
  label = regions.run();
  result.arcs += regions.looks();
  for (std::size_t i = 0; i < n; ++i) result.label[order[i]] = label[i];
  return result;
}

template <class Weight, class Factor, class Score, direction D>
run_result run_with(thread_pool& pool, const problem<D>& p, const region_task& task, const undirected_view& contiguity,
                    const run_plan& plan) {
  if constexpr (D == direction::directed)
    if (p.options.objective == leiden_objective::modularity)
      return run_once<two_factors<Weight, Factor, Score>>(pool, p, task, contiguity, plan);
  return run_once<one_factor<Weight, Factor, Score>>(pool, p, task, contiguity, plan);
}

leiden_options plain_options(const contiguous_leiden_options& options) {
  return {.objective = options.objective,
          .resolution = options.resolution,
          .node_sizes = options.node_sizes,
          .preset = options.preset,
          .max_iterations = options.max_iterations,
          .runs = options.runs,
          .randomness = options.randomness,
          .seed = options.seed};
}

template <direction D>
contiguous_leiden_result contiguous_leiden_on(const csr_view<D>& ties, const edge_strengths* strengths,
                                              const undirected_view& contiguity, const contiguous_leiden_options& given) {
  const leiden_options options = plain_options(given);
  check_numbers(name, options, ties.vertices());
  if (strengths != nullptr) check_strengths(name, *strengths, ties.edges());
  const region_task task = make_region_task(name, contiguity, ties.vertices(), given.floor, given.clusters);
  const problem<D> p = make_problem(name, ties, strengths, options);
  const bool narrow = fits_narrow(p);
  thread_pool pool(given.run);
  contiguous_leiden_result result;
  random_stream seeds(options.seed, "leiden.runs");
  std::size_t clusters_of_first = 0;
  for (unsigned run = 0; run < options.runs; ++run) {
    const run_plan plan{seeds.bits(), emphasis_of(task, run, clusters_of_first), static_cast<double>(run) / options.runs,
                        (run + 1.0) / options.runs};
    auto made = narrow ? run_with<std::uint32_t, std::uint32_t, std::int64_t>(pool, p, task, contiguity, plan)
                       : run_with<std::int64_t, std::int64_t, int128>(pool, p, task, contiguity, plan);
    result.edge_visits += made.arcs;
    if (run == 0) clusters_of_first = made.clusters;
    partition found = canonical(std::move(made.label));
    const double quality = quality_of(p, found);
    if (run > 0) {
      const std::size_t amiss = clusters_amiss(task, found);
      const std::size_t amiss_before = clusters_amiss(task, result.partition);
      if (amiss > amiss_before || (amiss == amiss_before && !(quality > result.quality))) continue;
    }
    result.partition = std::move(found);
    result.quality = quality;
    result.converged = made.converged;
    result.iterations = made.iterations;
    result.best_run = run;
  }
  result.objective = options.objective == leiden_objective::modularity ? "modularity" : "cpm";
  result.runs = options.runs;
  result.seed = options.seed;
  result.modularity = options.objective == leiden_objective::modularity && options.resolution == 1.0
                          ? result.quality
                          : modularity_of(ties, strengths, result.partition, modularity_options{});
  result.evidence = evidence_of(task, result.partition);
  pool.finish_progress();
  return result;
}

}  // namespace

contiguous_leiden_result contiguous_leiden_of(const undirected_view& ties, const edge_strengths* strengths,
                                              const undirected_view& contiguity, const contiguous_leiden_options& options) {
  return contiguous_leiden_on(ties, strengths, contiguity, options);
}
contiguous_leiden_result contiguous_leiden_of(const directed_view& ties, const edge_strengths* strengths,
                                              const undirected_view& contiguity, const contiguous_leiden_options& options) {
  return contiguous_leiden_on(ties, strengths, contiguity, options);
}

}  // namespace coopgraph::detail
