// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/contiguous_infomap.hpp>

#include "clustering/infomap_search.hpp"
#include "clustering/map_equation.hpp"
#include "clustering/touching_objectives.hpp"
#include "clustering/touching_search.hpp"
#include "clustering/touching_task.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>

#include <cstddef>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

using namespace touching_regions;

constexpr const char* name = "contiguous_infomap";

void check(const contiguous_infomap_options& options) {
  if (options.runs == 0) throw option_error(name, "runs", "0", "1 or more");
  if (options.max_iterations == 0) throw option_error(name, "max_iterations", "0", "1 or more");
}

struct found_regions {
  partition regions;
  code_lengths bits;
  std::size_t amiss = 0;  // clusters from what was asked for
  unsigned run = 0;
  bool converged = false;
  std::size_t iterations = 0;
};

[[nodiscard]] bool is_better(const found_regions& a, const found_regions& b) {
  if (a.amiss != b.amiss) return a.amiss < b.amiss;
  if (a.bits.total() != b.bits.total()) return a.bits.total() < b.bits.total();
  return a.run < b.run;
}

/// The best of the runs so far, whatever the order in which they end.
class best_of_runs {
 public:
  void offer(found_regions found, std::uint64_t arc_visits) {
    const std::lock_guard lock(mutex_);
    arc_visits_ += arc_visits;
    if (!best_ || is_better(found, *best_)) best_ = std::move(found);
  }
  [[nodiscard]] found_regions& best() noexcept { return *best_; }
  [[nodiscard]] std::uint64_t arc_visits() const noexcept { return arc_visits_; }

 private:
  std::mutex mutex_;
  std::optional<found_regions> best_;
  std::uint64_t arc_visits_ = 0;
};

/// A run, and how many arcs it looked at.
std::pair<found_regions, std::uint64_t> run_once(const thread_pool& pool, const flow_network& network, const region_task& task,
                                                 const where_they_touch& reach, const region_ground& ground,
                                                 const contiguous_infomap_options& options, std::size_t run) {
  const quick_plogp quick;
  search_context context{quick, pool, random_stream(options.seed, "infomap", run), options.max_iterations, 0};
  const search_result first = search_touching_modules(network, reach, context);
  const stop_check check_stop = [&pool] { pool.check_stop(); };
  const codelength_objective objective(network, quick);
  region_search regions(objective, ground, first.label, task.clusters, context.random.bits(), check_stop);
  found_regions found{make_partition(regions.run()), {}, 0, static_cast<unsigned>(run), first.converged, first.iterations};
  if (!task.clusters) {
    const partition components = make_partition(task.component);
    if (measure(network, {&components, 1}).total() < measure(network, {&found.regions, 1}).total()) found.regions = components;
  }
  found.bits = measure(network, {&found.regions, 1});
  found.amiss = clusters_amiss(task, found.regions);
  return {std::move(found), context.arc_visits + regions.looks()};
}

template <direction D>
contiguous_infomap_result contiguous_infomap_on(const csr_view<D>& ties, const edge_strengths* strengths,
                                                const undirected_view& contiguity, const contiguous_infomap_options& options) {
  check(options);
  const region_task task = make_region_task(name, contiguity, ties.vertices(), options.floor, options.clusters);
  thread_pool pool(options.run);
  pool.set_progress_range(0.0, 0.0);
  walk_flow walk = make_walk_flow(pool, name, ties, strengths, options.flow);
  contiguous_infomap_result result;
  result.objective = "codelength";
  result.flow = walk.model;
  result.flow_converged = walk.converged;
  result.flow_iterations = walk.iterations;
  result.flow_residual = walk.residual;
  result.runs = options.runs;
  result.seed = options.seed;
  result.one_level_codelength = one_level_length(walk.network);

  pool.set_progress_range(0.0, 1.0);
  const where_they_touch reach{task.touch};
  const region_ground ground{task.touch, task.amount, task.floor};
  best_of_runs best;
  pool.for_each_chunk(options.runs, [&](std::size_t run) {
    auto [found, arcs] = run_once(pool, walk.network, task, reach, ground, options, run);
    best.offer(std::move(found), arcs);
  });
  found_regions& found = best.best();
  result.partition = std::move(found.regions);
  result.codelength = found.bits.total();
  result.index_codelength = found.bits.index;
  result.module_codelength = found.bits.within;
  result.converged = found.converged;
  result.iterations = found.iterations;
  result.best_run = found.run;
  result.edge_visits = best.arc_visits();
  result.visit_rates.values = std::move(walk.network.visits);
  result.evidence = evidence_of(task, result.partition);
  pool.finish_progress();
  return result;
}

}  // namespace

contiguous_infomap_result contiguous_infomap_of(const undirected_view& ties, const edge_strengths* strengths,
                                                const undirected_view& contiguity, const contiguous_infomap_options& options) {
  return contiguous_infomap_on(ties, strengths, contiguity, options);
}
contiguous_infomap_result contiguous_infomap_of(const directed_view& ties, const edge_strengths* strengths,
                                                const undirected_view& contiguity, const contiguous_infomap_options& options) {
  return contiguous_infomap_on(ties, strengths, contiguity, options);
}

}  // namespace coopgraph::detail
