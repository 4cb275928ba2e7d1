// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/quality.hpp>

#include "clustering/leiden_engine.hpp"
#include "clustering/leiden_problem.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

using namespace leiden_search;

constexpr const char* name = "leiden";

// ---- what is allowed ----

void check_start(const leiden_options& options, std::size_t n) {
  if (options.initial) {
    if (options.initial->label.size() != n)
      throw option_error(name, "number of vertices in initial", to_text(options.initial->label.size()), to_text(n));
    if (options.initial->clusters > n)
      throw option_error(name, "number of clusters in initial", to_text(options.initial->clusters), "up to " + to_text(n));
    for (std::size_t v = 0; v < n; ++v)
      if (options.initial->label[v] >= options.initial->clusters)
        throw option_error(name, "initial label of vertex " + to_text(v), to_text(options.initial->label[v]),
                           "below the number of clusters, " + to_text(options.initial->clusters));
  }
  if (!options.fixed.empty() && !options.initial)
    throw option_error(name, "initial", "absent", "a partition, if vertices are fixed");
  for (const vertex_id v : options.fixed)
    if (v >= n) throw option_error(name, "a fixed vertex", to_text(v), "below " + to_text(n));
}

void check_options(const leiden_options& options, std::size_t n) {
  check_numbers(name, options, n);
  if (!(options.largest_cluster >= 0.0) || !std::isfinite(options.largest_cluster))
    throw option_error(name, "largest_cluster", to_text(options.largest_cluster), "finite and >= 0 (0: no limit)");
  check_start(options, n);
}

// ---- runs ----

/// The fixed vertices of each cluster of `initial` as one vertex that is anchored; every other vertex as itself.
/// Returns the part of each vertex.
template <direction D>
std::pair<std::vector<vertex_id>, std::size_t> tie_fixed(const problem<D>& p, std::span<const vertex_id> place,
                                                         std::vector<std::uint8_t>& anchored) {
  std::vector<vertex_id> part(p.vertices());
  std::iota(part.begin(), part.end(), vertex_id{0});
  anchored.assign(p.vertices(), 0);
  std::vector<vertex_id> first(p.options.initial->clusters, no_vertex);
  for (const vertex_id v : p.options.fixed) {
    vertex_id& anchor = first[p.options.initial->label[v]];
    if (anchor == no_vertex) anchor = place[v];
    part[place[v]] = anchor;
    anchored[place[v]] = 1;
  }
  const std::size_t parts = number_anew(part, p.vertices());
  return {std::move(part), parts};
}

template <class NullModel, direction D>
void check_limit(const problem<D>& p, const level<NullModel>& on, std::span<const vertex_id> label) {
  if (!p.limited()) return;
  std::vector<int128> size(on.vertices(), 0);
  for (std::size_t v = 0; v < label.size(); ++v) size[label[v]] += on.size[v];
  for (const int128 s : size)
    if (s > p.size_limit)
      throw option_error(name, "largest_cluster", to_text(p.options.largest_cluster),
                         "0, or at least the size of each connected cluster of initial");
}

struct run_result {
  std::vector<vertex_id> label;  // by vertex of the given graph
  bool converged = false;
  unsigned iterations = 0;
  std::uint64_t arcs = 0;
};

/// Where the search starts: each vertex alone or in its cluster of `initial`, fixed ones tied together.
struct start {
  std::vector<vertex_id> label;  // by vertex of the finest level
  std::vector<vertex_id> part;   // by place: the vertex of the finest level; none: the same
};

template <class NullModel, direction D>
start make_start(thread_pool& pool, const problem<D>& p, std::span<const vertex_id> order, std::span<const vertex_id> place,
                 level<NullModel>& finest) {
  const std::size_t n = order.size();
  start made{std::vector<vertex_id>(n), {}};
  std::iota(made.label.begin(), made.label.end(), vertex_id{0});
  if (!p.options.initial) return made;
  for (std::size_t i = 0; i < n; ++i) made.label[i] = p.options.initial->label[order[i]];
  if (!p.options.fixed.empty()) {
    auto [part, parts] = tie_fixed(p, place, finest.anchored);
    finest = aggregate(pool, finest, part, parts);
    std::vector<vertex_id> label_of_part(parts);
    for (std::size_t i = 0; i < n; ++i) label_of_part[part[i]] = made.label[i];
    made = {std::move(label_of_part), std::move(part)};
  }
  split_into_connected(finest.ties, std::span(made.label));
  check_limit(p, finest, made.label);
  return made;
}

struct run_plan {
  std::uint64_t seed;
  double progress_from;
  double progress_to;
};

template <class NullModel, direction D>
run_result run_once(thread_pool& pool, const problem<D>& p, const run_plan& plan) {
  const std::size_t n = p.vertices();
  // 1. The vertices in a random order
  const auto [order, place] = search_order(n, plan.seed);

  // 2. What is searched, and from where
  const double begins = plan.progress_from + 0.1 * (plan.progress_to - plan.progress_from);
  pool.set_progress_range(plan.progress_from, begins);
  auto finest = finest_level<NullModel>(pool, p, order, place);
  auto [label, part] = make_start(pool, p, order, place, finest);

  // 3. The search
  const bool fast = p.options.preset == leiden_preset::fast;
  const search_options options{p.size_limit,   p.theta,          iterations_of(p.options, finest.ties.target.size()),
                               fast ? 2U : 1U, fast ? 16U : 64U, plan.seed,
                               begins,         plan.progress_to};
  const auto outcome = search(pool, finest, options).run(label);
  run_result result{std::vector<vertex_id>(n), outcome.converged, outcome.iterations, outcome.arcs};
  for (std::size_t i = 0; i < n; ++i) result.label[order[i]] = part.empty() ? label[i] : label[part[i]];
  return result;
}

template <class Weight, class Factor, class Score, direction D>
run_result run_with(thread_pool& pool, const problem<D>& p, const run_plan& plan) {
  if constexpr (D == direction::directed)
    if (p.options.objective == leiden_objective::modularity) return run_once<two_factors<Weight, Factor, Score>>(pool, p, plan);
  return run_once<one_factor<Weight, Factor, Score>>(pool, p, plan);
}

template <direction D>
leiden_result leiden_on(const csr_view<D>& graph, const edge_strengths* strengths, const leiden_options& options) {
  check_options(options, graph.vertices());
  if (strengths != nullptr) check_strengths(name, *strengths, graph.edges());
  const problem<D> p = make_problem(name, graph, strengths, options);
  const bool narrow = fits_narrow(p);
  thread_pool pool(options.run);
  leiden_result result;
  random_stream seeds(options.seed, "leiden.runs");
  std::uint64_t arcs = 0;
  for (unsigned run = 0; run < options.runs; ++run) {
    const run_plan plan{seeds.bits(), static_cast<double>(run) / options.runs, (run + 1.0) / options.runs};
    auto made = narrow ? run_with<std::uint32_t, std::uint32_t, std::int64_t>(pool, p, plan)
                       : run_with<std::int64_t, std::int64_t, int128>(pool, p, plan);
    arcs += made.arcs;
    partition found = canonical(std::move(made.label));
    const double quality = quality_of(p, found);
    if (run == 0 || quality > result.quality) result = {std::move(found), quality, 0.0, made.converged, made.iterations, run, 0};
  }
  result.edge_visits = arcs;
  result.modularity = options.objective == leiden_objective::modularity && options.resolution == 1.0
                          ? result.quality
                          : modularity_of(graph, strengths, result.partition, modularity_options{});
  pool.finish_progress();
  return result;
}

}  // namespace

leiden_result leiden_of(const undirected_view& graph, const edge_strengths* strengths, const leiden_options& options) {
  return leiden_on(graph, strengths, options);
}
leiden_result leiden_of(const directed_view& graph, const edge_strengths* strengths, const leiden_options& options) {
  return leiden_on(graph, strengths, options);
}

}  // namespace coopgraph::detail
