// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/quality.hpp>

#include "clustering/leiden_engine.hpp"
#include "clustering/leiden_null_models.hpp"
#include "clustering/leiden_numbers.hpp"

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
constexpr unsigned most_strength_bits = 51;
constexpr unsigned most_size_bits = 40;
constexpr std::uint64_t many_arcs = std::uint64_t{1} << 17;
constexpr std::size_t vertices_in_a_chunk = 2048;

// ---- what is allowed ----

void check_sizes(const leiden_options& options, std::size_t n) {
  if (!options.node_sizes.empty() && options.node_sizes.size() != n)
    throw option_error(name, "number of node_sizes", to_text(options.node_sizes.size()), to_text(n) + ", one for each vertex");
  double all = 0.0;
  for (std::size_t v = 0; v < options.node_sizes.size(); ++v) {
    const double size = options.node_sizes[v];
    if (!(size >= 0.0) || !std::isfinite(size))
      throw option_error(name, "node size of vertex " + to_text(v), to_text(size), "finite and >= 0");
    all += size;
  }
  if (!(all <= 1e150)) throw option_error(name, "the sum of node_sizes", to_text(all), "up to 1e150");
}

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
  if (!(options.resolution > 0.0) || !std::isfinite(options.resolution))
    throw option_error(name, "resolution", to_text(options.resolution), "finite and > 0");
  if (options.runs == 0) throw option_error(name, "runs", "0", ">= 1");
  if (!(options.randomness >= 0.0) || !std::isfinite(options.randomness))
    throw option_error(name, "randomness", to_text(options.randomness), "finite and >= 0");
  if (!(options.largest_cluster >= 0.0) || !std::isfinite(options.largest_cluster))
    throw option_error(name, "largest_cluster", to_text(options.largest_cluster), "finite and >= 0 (0: no limit)");
  check_sizes(options, n);
  check_start(options, n);
}

void check_strengths(const edge_strengths& strengths, std::size_t edges) {
  check_size(name, strengths, edges);
  for (edge_id e = 0; e < edges; ++e)
    if (strengths[e] < 0.0)
      throw input_error(name, "strengths", to_text(strengths[e]) + " at edge " + to_text(e), "strengths >= 0");
}

// ---- the graph as the search wants it ----

/// What the search is about, in whole numbers, by vertex and edge of the given graph.
template <direction D>
struct problem {
  const csr_view<D>& graph;
  const edge_strengths* given;
  const leiden_options& options;
  whole_numbers strength;
  whole_numbers size;  // for CPM and for the limit
  std::int64_t size_limit = std::numeric_limits<std::int64_t>::max();
  gain_scale scale;
  double theta = 0.0;  // in scores

  [[nodiscard]] std::size_t vertices() const noexcept { return graph.vertices(); }
  [[nodiscard]] bool limited() const noexcept { return options.largest_cluster > 0.0; }
};

/// The most that ties and products of strengths or sizes can add up to, over both directions.
template <direction D>
bool fits_narrow(const problem<D>& p) {
  constexpr int128 narrow = int128{1} << 60;
  const int128 ties = 2 * p.strength.sum;
  const int128 side = p.options.objective == leiden_objective::cpm ? p.size.sum : ties;
  if (ties >= int128{1} << 31 || side >= int128{1} << 31) return false;
  return (ties == 0 || p.scale.per_tie <= narrow / ties) && (side == 0 || p.scale.per_pair <= narrow / (side * side));
}

/// The size limit in units of the sizes, and whether each vertex is below it.
template <direction D>
void set_limit(problem<D>& p) {
  if (!p.limited()) return;
  const double most = p.options.largest_cluster / p.size.unit;
  if (most < 9e18) p.size_limit = static_cast<std::int64_t>(std::floor(most));
  // Rounding must not cost the last vertex that fits.
  while (p.size_limit < std::numeric_limits<std::int64_t>::max() - 1 &&
         static_cast<double>(p.size_limit + 1) * p.size.unit <= p.options.largest_cluster)
    ++p.size_limit;
  while (p.size_limit > 0 && static_cast<double>(p.size_limit) * p.size.unit > p.options.largest_cluster) --p.size_limit;
  for (std::size_t v = 0; v < p.vertices(); ++v)
    if (p.size[v] > p.size_limit)
      throw option_error(name, "largest_cluster", to_text(p.options.largest_cluster),
                         "0, or at least the size of each vertex; that of " + to_text(v) + " is larger");
}

template <direction D>
problem<D> make_problem(const csr_view<D>& graph, const edge_strengths* strengths, const leiden_options& options) {
  problem<D> p{
      graph,
      strengths,
      options,
      strengths == nullptr ? ones(graph.edges()) : to_whole(*strengths, most_strength_bits),
      options.node_sizes.empty() ? ones(graph.vertices()) : to_whole(edge_strengths::from(options.node_sizes), most_size_bits),
      std::numeric_limits<std::int64_t>::max(),
      {},
      0.0};
  set_limit(p);
  const auto all = static_cast<std::int64_t>(p.strength.sum);
  if (options.objective == leiden_objective::modularity)
    p.scale = modularity_scale(options.resolution, D == direction::directed ? all : 2 * all);
  else
    p.scale = potts_scale(D == direction::directed ? 2.0 * options.resolution : options.resolution, p.strength, p.size);
  if (all > 0)
    p.theta = options.randomness * to_double(p.scale.per_tie) * static_cast<double>(all) / static_cast<double>(graph.edges());
  return p;
}

/// Calls visit(first, last) for the runs of arcs in the row of v that are no loops.
template <class Visit>
void each_run_without_loops(const arc_rows& rows, vertex_id v, bool has_loops, const Visit& visit) {
  const std::uint64_t first = rows.offset[v];
  const std::uint64_t last = rows.offset[v + std::size_t{1}];
  if (!has_loops) return visit(first, last);
  const auto row = rows.target.subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(last - first));
  const auto [loops, rest] = std::equal_range(row.begin(), row.end(), v);
  visit(first, first + static_cast<std::uint64_t>(loops - row.begin()));
  visit(first + static_cast<std::uint64_t>(rest - row.begin()), last);
}

template <direction D, class Visit>
void each_direction(const csr_view<D>& graph, const Visit& visit) {
  visit(graph.out);
  if constexpr (D == direction::directed) visit(graph.in);
}

/// The ties of both directions, without loops and what has no strength. Vertex i is order[i], which is at place[order[i]].
template <class Weight, direction D>
tie_lists<Weight> lists_of(thread_pool& pool, const problem<D>& p, std::span<const vertex_id> order,
                           std::span<const vertex_id> place) {
  const auto& strength = p.strength.numerator;
  const bool all_count = std::find(strength.begin(), strength.end(), 0) == strength.end();
  bool has_loops = false;
  for (edge_id e = 0; e < p.graph.edges() && !has_loops; ++e) has_loops = p.graph.source[e] == p.graph.target[e];
  tie_lists<Weight> made{std::vector<std::uint64_t>(order.size() + 1, 0), {}, {}};
  parallel_for(pool, order.size(), vertices_in_a_chunk, [&](index_range range) {
    for (std::size_t i = range.first; i < range.last; ++i)
      each_direction(p.graph, [&](const arc_rows& rows) {
        each_run_without_loops(rows, order[i], has_loops, [&](std::uint64_t first, std::uint64_t last) {
          std::uint64_t count = last - first;
          for (std::uint64_t at = first; !all_count && at < last; ++at) count -= strength[rows.edge[at]] == 0 ? 1U : 0U;
          made.offset[i + 1] += count;
        });
      });
  });
  std::partial_sum(made.offset.begin(), made.offset.end(), made.offset.begin());
  made.target.resize(static_cast<std::size_t>(made.offset.back()));
  if (!strength.empty()) made.weight.resize(made.target.size());
  parallel_for(pool, order.size(), vertices_in_a_chunk, [&](index_range range) {
    for (std::size_t i = range.first; i < range.last; ++i) {
      std::uint64_t next = made.offset[i];
      each_direction(p.graph, [&](const arc_rows& rows) {
        each_run_without_loops(rows, order[i], has_loops, [&](std::uint64_t first, std::uint64_t last) {
          for (std::uint64_t at = first; at < last; ++at) {
            if (!all_count && strength[rows.edge[at]] == 0) continue;
            if (!strength.empty()) made.weight[next] = static_cast<Weight>(strength[rows.edge[at]]);
            made.target[next++] = place[rows.target[at]];
          }
        });
      });
    }
  });
  return made;
}

/// The strength of v over the arcs of its row, loops as often as they stand there.
template <direction D>
std::int64_t row_strength(const problem<D>& p, const arc_rows& rows, vertex_id v) {
  if (p.strength.numerator.empty()) return static_cast<std::int64_t>(rows.degree(v));
  std::int64_t sum = 0;
  for (const edge_id e : rows.edges_of(v)) sum += p.strength.numerator[e];
  return sum;
}

template <class Weight, class Factor, class Score, direction D>
void set_factor(one_factor<Weight, Factor, Score>& null, const problem<D>& p, std::size_t i, vertex_id v) {
  const bool sizes = p.options.objective == leiden_objective::cpm;
  null.factor[i] = static_cast<Factor>(sizes ? p.size[v] : row_strength(p, p.graph.out, v));
}
template <class Weight, class Factor, class Score, direction D>
void set_factor(two_factors<Weight, Factor, Score>& null, const problem<D>& p, std::size_t i, vertex_id v) {
  null.factor[i] = {static_cast<Factor>(row_strength(p, p.graph.out, v)), static_cast<Factor>(row_strength(p, p.graph.in, v))};
}

template <class NullModel, direction D>
level<NullModel> finest_level(thread_pool& pool, const problem<D>& p, std::span<const vertex_id> order,
                              std::span<const vertex_id> place) {
  using score = typename NullModel::score;
  level<NullModel> made{lists_of<typename NullModel::weight>(pool, p, order, place),
                        {static_cast<score>(p.scale.per_tie), static_cast<score>(p.scale.per_pair)}};
  made.null.factor.resize(order.size());
  parallel_for(pool, order.size(), vertices_in_a_chunk, [&](index_range range) {
    for (std::size_t i = range.first; i < range.last; ++i) set_factor(made.null, p, i, order[i]);
  });
  if (p.limited())
    for (const vertex_id v : order) made.size.push_back(p.size[v]);
  return made;
}

// ---- runs ----

/// Labels 0, 1, … in the order of the vertices.
partition canonical(std::vector<vertex_id> label) {
  const std::size_t clusters = number_anew(label, label.size());
  return {std::move(label), static_cast<std::uint32_t>(clusters)};
}

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
  std::vector<vertex_id> order(n);
  std::iota(order.begin(), order.end(), vertex_id{0});
  random_stream random(plan.seed, "leiden.order");
  shuffle(std::span(order), random);
  std::vector<vertex_id> place(n);
  for (std::size_t i = 0; i < n; ++i) place[order[i]] = static_cast<vertex_id>(i);

  // 2. What is searched, and from where
  const double begins = plan.progress_from + 0.1 * (plan.progress_to - plan.progress_from);
  pool.set_progress_range(plan.progress_from, begins);
  auto finest = finest_level<NullModel>(pool, p, order, place);
  auto [label, part] = make_start(pool, p, order, place, finest);

  // 3. The search
  const bool fast = p.options.preset == leiden_preset::fast;
  const unsigned preset_iterations = fast ? 2 : finest.ties.target.size() < many_arcs ? 100 : 6;
  search_options options{p.size_limit, p.theta, preset_iterations, fast ? 2U : 1U, fast ? 16U : 64U,
                         plan.seed,    begins,  plan.progress_to};
  if (p.options.max_iterations > 0) options.max_iterations = p.options.max_iterations;
  const auto outcome = search(pool, finest, options).run(label);
  run_result result{std::vector<vertex_id>(n), outcome.converged, outcome.iterations, outcome.arcs};
  for (std::size_t i = 0; i < n; ++i) result.label[order[i]] = part.empty() ? label[i] : label[part[i]];
  return result;
}

template <direction D>
double quality_of(const problem<D>& p, const partition& of) {
  return p.options.objective == leiden_objective::modularity
             ? modularity_of(p.graph, p.given, of, modularity_options{p.options.resolution})
             : constant_potts_of(p.graph, p.given, of, cpm_options{p.options.resolution, p.options.node_sizes});
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
  if (strengths != nullptr) check_strengths(*strengths, graph.edges());
  const problem<D> p = make_problem(graph, strengths, options);
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
