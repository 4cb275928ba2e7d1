// SPDX-License-Identifier: BSL-1.0
#include "clustering/infomap_tree.hpp"
#include "clustering/map_equation.hpp"

#include <coopgraph/clustering/infomap.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <mutex>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

void check(const infomap_options& options) {
  if (options.runs == 0) throw option_error("infomap", "runs", "0", "1 or more");
  if (options.max_iterations == 0) throw option_error("infomap", "max_iterations", "0", "1 or more");
}

/// The best of the runs so far, whatever the order in which they end.
class best_of_runs {
 public:
  void offer(unsigned run, module_levels found, const code_lengths& bits, std::uint64_t arc_visits) {
    const std::lock_guard lock(mutex_);
    arc_visits_ += arc_visits;
    if (found_ && !(bits.total() < bits_.total() || (bits.total() == bits_.total() && run < run_))) return;
    found_ = std::move(found);
    bits_ = bits;
    run_ = run;
  }

  void tell(infomap_result& result) {
    result.levels = std::move(found_->levels);
    result.partition = result.levels.back();
    result.codelength = bits_.total();
    result.index_codelength = bits_.index;
    result.module_codelength = bits_.within;
    result.best_run = run_;
    result.converged = found_->converged;
    result.iterations = found_->iterations;
    result.edge_visits = arc_visits_;
  }

 private:
  std::mutex mutex_;
  std::optional<module_levels> found_;
  code_lengths bits_;
  unsigned run_ = 0;
  std::uint64_t arc_visits_ = 0;
};

void search_best(thread_pool& pool, const flow_network& network, const infomap_options& options, infomap_result& result) {
  const quick_plogp quick;
  best_of_runs best;
  pool.for_each_chunk(options.runs, [&](std::size_t run) {
    search_context context{quick, pool, random_stream(options.seed, "infomap", run), options.max_iterations, 0};
    module_levels found =
        options.levels == infomap_levels::two ? find_modules(network, context) : find_nested_modules(network, context);
    const code_lengths bits = measure(network, found.levels);
    best.offer(static_cast<unsigned>(run), std::move(found), bits, context.arc_visits);
  });
  best.tell(result);
}

template <direction D>
infomap_result infomap_on(const csr_view<D>& graph, const edge_strengths* strengths, const infomap_options& options) {
  check(options);
  thread_pool pool(options.run);
  pool.set_progress_range(0.0, 0.0);
  infomap_result result;
  walk_flow walk = make_walk_flow(pool, "infomap", graph, strengths, options.flow);
  result.flow = walk.model;
  result.flow_converged = walk.converged;
  result.flow_iterations = walk.iterations;
  result.flow_residual = walk.residual;
  result.seed = options.seed;
  result.one_level_codelength = one_level_length(walk.network);
  pool.set_progress_range(0.0, 1.0);
  search_best(pool, walk.network, options, result);
  result.visit_rates.values = std::move(walk.network.visits);
  pool.finish_progress();
  return result;
}

}  // namespace

infomap_result infomap_of(const undirected_view& graph, const edge_strengths* strengths, const infomap_options& options) {
  return infomap_on(graph, strengths, options);
}

infomap_result infomap_of(const directed_view& graph, const edge_strengths* strengths, const infomap_options& options) {
  return infomap_on(graph, strengths, options);
}

}  // namespace coopgraph::detail
