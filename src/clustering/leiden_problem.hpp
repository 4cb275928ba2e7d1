// SPDX-License-Identifier: BSL-1.0
#pragma once

// A graph, its strengths and the options of leiden as the search wants them: in whole numbers. Shared by all that search for
// modularity and CPM on one graph.

#include "clustering/leiden_level.hpp"
#include "clustering/leiden_null_models.hpp"
#include "clustering/leiden_numbers.hpp"

#include <coopgraph/clustering/leiden.hpp>
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail::leiden_search {

inline constexpr unsigned most_strength_bits = 51;
inline constexpr unsigned most_size_bits = 40;
inline constexpr std::size_t vertices_in_a_chunk = 2048;

// ---- what is allowed ----

inline void check_sizes(const char* name, const leiden_options& options, std::size_t n) {
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

/// What all searches allow: resolution, runs, randomness and sizes.
inline void check_numbers(const char* name, const leiden_options& options, std::size_t n) {
  if (!(options.resolution > 0.0) || !std::isfinite(options.resolution))
    throw option_error(name, "resolution", to_text(options.resolution), "finite and > 0");
  if (options.runs == 0) throw option_error(name, "runs", "0", ">= 1");
  if (!(options.randomness >= 0.0) || !std::isfinite(options.randomness))
    throw option_error(name, "randomness", to_text(options.randomness), "finite and >= 0");
  check_sizes(name, options, n);
}

inline void check_strengths(const char* name, const edge_strengths& strengths, std::size_t edges) {
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
void set_limit(const char* name, problem<D>& p) {
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
problem<D> make_problem(const char* name, const csr_view<D>& graph, const edge_strengths* strengths,
                        const leiden_options& options) {
  problem<D> p{
      graph,
      strengths,
      options,
      strengths == nullptr ? ones(graph.edges()) : to_whole(*strengths, most_strength_bits),
      options.node_sizes.empty() ? ones(graph.vertices()) : to_whole(edge_strengths::from(options.node_sizes), most_size_bits),
      std::numeric_limits<std::int64_t>::max(),
      {},
      0.0};
  set_limit(name, p);
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

template <class NullModel, class Reach = anywhere, direction D>
level<NullModel, Reach> finest_level(thread_pool& pool, const problem<D>& p, std::span<const vertex_id> order,
                                     std::span<const vertex_id> place) {
  using score = typename NullModel::score;
  level<NullModel, Reach> made{lists_of<typename NullModel::weight>(pool, p, order, place),
                               {static_cast<score>(p.scale.per_tie), static_cast<score>(p.scale.per_pair)}};
  made.null.factor.resize(order.size());
  parallel_for(pool, order.size(), vertices_in_a_chunk, [&](index_range range) {
    for (std::size_t i = range.first; i < range.last; ++i) set_factor(made.null, p, i, order[i]);
  });
  if (p.limited())
    for (const vertex_id v : order) made.size.push_back(p.size[v]);
  return made;
}

// ---- what was found ----

/// Labels 0, 1, … in the order of the vertices.
inline partition canonical(std::vector<vertex_id> label) {
  const std::size_t clusters = number_anew(label, label.size());
  return {std::move(label), static_cast<std::uint32_t>(clusters)};
}

template <direction D>
double quality_of(const problem<D>& p, const partition& of) {
  return p.options.objective == leiden_objective::modularity
             ? modularity_of(p.graph, p.given, of, modularity_options{p.options.resolution})
             : constant_potts_of(p.graph, p.given, of, cpm_options{p.options.resolution, p.options.node_sizes});
}

/// Iterations that a preset allows; options.max_iterations goes before it.
inline unsigned iterations_of(const leiden_options& options, std::uint64_t arcs) {
  constexpr std::uint64_t many_arcs = std::uint64_t{1} << 17;
  if (options.max_iterations > 0) return options.max_iterations;
  if (options.preset == leiden_preset::fast) return 2;
  return arcs < many_arcs ? 100 : 6;
}

}  // namespace coopgraph::detail::leiden_search
