// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/quality.hpp>
#include <coopgraph/clustering/spatial_leiden.hpp>

#include "clustering/dense_null_model.hpp"
#include "clustering/deterrence.hpp"
#include "clustering/leiden_engine.hpp"
#include "clustering/partition_sums.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

using namespace leiden_search;
using partition_measures::compensated_sum;

constexpr const char* name = "spatial_leiden";
constexpr std::size_t rows_in_a_chunk = 16;

// ---- what is allowed ----

void check_size_range(const char* what, std::span<const double> sizes) {
  for (std::size_t v = 0; v < sizes.size(); ++v)
    if (sizes[v] != 0.0 && !(sizes[v] >= 1e-100 && sizes[v] <= 1e100))
      throw option_error(name, what + (" of vertex " + to_text(v)), to_text(sizes[v]), "0 or 1e-100 to 1e100");
}

template <direction D>
void check_options(const spatial_leiden_options& options, std::size_t n) {
  if (!(options.resolution > 0.0) || !(options.resolution <= 1e6))
    throw option_error(name, "resolution", to_text(options.resolution), "> 0 and at most 1e6");
  if (!(options.bin_width >= 0.0) || !std::isfinite(options.bin_width))
    throw option_error(name, "bin_width", to_text(options.bin_width), "finite and >= 0 (0: by the rule)");
  if (options.max_iterations == 0) throw option_error(name, "max_iterations", "0", ">= 1");
  if (options.runs == 0) throw option_error(name, "runs", "0", ">= 1");
  if (!(options.randomness >= 0.0) || !std::isfinite(options.randomness))
    throw option_error(name, "randomness", to_text(options.randomness), "finite and >= 0");
  if (D == direction::undirected && !options.sizes_in.empty())
    throw option_error(name, "sizes_in", "given", "none: the graph is undirected");
  const auto check_count = [&](const char* what, const std::vector<double>& sizes) {
    if (!sizes.empty() && sizes.size() != n)
      throw option_error(name, what, to_text(sizes.size()), to_text(n) + ", one for each vertex");
  };
  check_count("number of sizes", options.sizes);
  check_count("number of sizes_in", options.sizes_in);
  if (n > options.most_vertices) {
    const double megabytes = 24.0 * static_cast<double>(n) * static_cast<double>(n) / 1e6;
    throw limit_error(std::string(name) + ": " + to_text(n) + " vertices, whose pairs need about " +
                      to_text(std::ceil(megabytes)) + " MB; the limit is " + to_text(options.most_vertices) + " (most_vertices)");
  }
}

/// The sum of the strengths without loops.
template <direction D>
double check_strengths(const csr_view<D>& graph, const edge_strengths& strengths) {
  check_size(name, strengths, graph.edges());
  compensated_sum between;
  compensated_sum all;
  for (edge_id e = 0; e < graph.edges(); ++e) {
    if (strengths[e] < 0.0)
      throw input_error(name, "strengths", to_text(strengths[e]) + " at edge " + to_text(e), "strengths >= 0");
    all += strengths[e];
    if (graph.source[e] != graph.target[e]) between += strengths[e];
  }
  if (const auto sum = static_cast<double>(all); !(sum <= 1e100))
    throw input_error(name, "the sum of the strengths", to_text(sum), "up to 1e100");
  return static_cast<double>(between);
}

template <direction D>
vertex_sizes sizes_of(const csr_view<D>& graph, const edge_strengths& strengths, const spatial_leiden_options& options) {
  vertex_sizes sizes{options.sizes, options.sizes_in.empty() ? options.sizes : options.sizes_in};
  const auto fill = [&](std::vector<double>& by_vertex, const arc_rows& rows) {
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      compensated_sum sum;
      const auto targets = rows.targets_of(v);
      for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i] != v) sum += strengths[rows.edges_of(v)[i]];
      by_vertex.push_back(static_cast<double>(sum));
    }
  };
  if (sizes.out.empty()) fill(sizes.out, graph.out);
  if (sizes.in.empty()) fill(sizes.in, graph.in);
  check_size_range("size", sizes.out);
  check_size_range("size_in", sizes.in);
  return sizes;
}

// ---- in whole numbers ----

/// The strengths without loops, and what a strength of 1 is in whole numbers: their sum times max(1, gamma) is below 2^59.
struct whole_ties {
  std::vector<std::int64_t> strength;  // by edge
  double scale = 0.0;
};
template <direction D>
whole_ties to_whole(const csr_view<D>& graph, const edge_strengths& strengths, double sum, double resolution) {
  whole_ties made{std::vector<std::int64_t>(graph.edges(), 0), 0.0};
  if (!(sum > 0.0)) return made;
  const double most = std::ldexp(1.0, 58) / std::max(1.0, resolution);
  const auto is_loop = [&](edge_id e) { return graph.source[e] == graph.target[e]; };
  if (strengths.is_exact()) {
    int128 units = 0;
    for (edge_id e = 0; e < graph.edges(); ++e) units += is_loop(e) ? 0 : strengths.numerators()[e];
    if (to_double(units) <= most) {
      const auto factor = static_cast<std::int64_t>(most / to_double(units));
      for (edge_id e = 0; e < graph.edges(); ++e)
        if (!is_loop(e)) made.strength[e] = strengths.numerators()[e] * factor;
      made.scale = to_double(units * factor) / sum;
      return made;
    }
  }
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (!is_loop(e) && strengths[e] > 0.0) made.strength[e] = std::max<std::int64_t>(1, std::llround(strengths[e] / sum * most));
  made.scale = most / sum;
  return made;
}

template <direction D>
struct problem {
  const csr_view<D>& graph;
  const edge_strengths& strengths;
  const spatial_leiden_options& options;
  double sum;  // of the strengths without loops
  whole_ties ties;
  const gravity<D>& null;

  [[nodiscard]] std::size_t vertices() const noexcept { return graph.vertices(); }
};

/// Calls visit(u, w) for the ties of v to others, both ways.
template <direction D, class Visit>
void each_tie(const problem<D>& p, vertex_id v, const Visit& visit) {
  const auto along = [&](const arc_rows& rows) {
    const auto targets = rows.targets_of(v);
    const auto edges = rows.edges_of(v);
    for (std::size_t i = 0; i < targets.size(); ++i)
      if (p.ties.strength[edges[i]] != 0) visit(targets[i], p.ties.strength[edges[i]]);
  };
  along(p.graph.out);
  if constexpr (D == direction::directed) along(p.graph.in);
}

/// Vertex i of the level is order[i], which is at place[order[i]].
template <direction D>
level<dense_expectation> finest_level(thread_pool& pool, const problem<D>& p, std::span<const vertex_id> order,
                                      std::span<const vertex_id> place) {
  const std::size_t n = p.vertices();
  tie_lists<std::int64_t> ties{{0}, {}, {}};
  for (const vertex_id v : order) {
    each_tie(p, v, [&](vertex_id u, std::int64_t w) {
      ties.target.push_back(place[u]);
      ties.weight.push_back(w);
    });
    ties.offset.push_back(ties.target.size());
  }
  std::vector<std::int64_t> table(n * n, 0);
  const double scale = p.options.resolution * p.ties.scale;
  parallel_for(pool, n, rows_in_a_chunk, [&](index_range rows) {
    for (std::size_t i = rows.first; i < rows.last; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (i != j) table[i * n + j] = std::llround(scale * p.null.expected(order[i], order[j]));
  });
  return {std::move(ties), dense_expectation(n, std::move(table))};
}

// ---- runs ----

template <direction D>
double quality_of(thread_pool& pool, const problem<D>& p, const partition& of) {
  if (!(p.sum > 0.0)) return 0.0;
  compensated_sum excess;
  for (edge_id e = 0; e < p.graph.edges(); ++e) {
    const vertex_id u = p.graph.source[e];
    const vertex_id v = p.graph.target[e];
    if (u != v && of.label[u] == of.label[v]) excess += p.strengths[e];
  }
  const grouped_vertices members = group(of.label, of.clusters);
  for (std::size_t c = 0; c < of.clusters; ++c) {
    const auto in_c = members.of(c);
    for (std::size_t i = 0; i < in_c.size(); ++i) {
      if (i % 256 == 0) pool.check_stop();
      for (std::size_t j = 0; j < i; ++j) excess += -p.options.resolution * p.null.expected(in_c[i], in_c[j]);
    }
  }
  return static_cast<double>(excess) / p.sum;
}

template <direction D>
auto run_once(thread_pool& pool, const problem<D>& p, std::uint64_t seed) {
  const std::size_t n = p.vertices();
  const auto [order, place] = search_order(n, seed);

  const auto finest = finest_level(pool, p, order, place);
  std::vector<vertex_id> label(n);
  std::iota(label.begin(), label.end(), vertex_id{0});
  search_options options;
  if (p.graph.edges() > 0) options.theta = p.options.randomness * p.sum * p.ties.scale / static_cast<double>(p.graph.edges());
  options.max_iterations = p.options.max_iterations;
  options.seed = seed;
  const auto outcome = search(pool, finest, options).run(label);

  partition found{std::vector<std::uint32_t>(n), 0};
  for (std::size_t v = 0; v < n; ++v) found.label[v] = label[place[v]];
  found.clusters = static_cast<std::uint32_t>(number_anew(found.label, n));
  return std::pair{std::move(found), outcome};
}

template <direction D>
spatial_leiden_result spatial_leiden_on(const csr_view<D>& graph, const edge_strengths& strengths,
                                        const given_distances& distances, const spatial_leiden_options& options) {
  check_options<D>(options, graph.vertices());
  const double sum = check_strengths(graph, strengths);
  vertex_sizes sizes = sizes_of(graph, strengths, options);
  thread_pool pool(options.run);
  pool.set_progress_range(0.0, 0.1);
  const distance_bins bins(pool, graph.vertices(), distances, options.bin_width);
  const gravity<D> null(pool, graph, strengths, bins, std::move(sizes));
  const problem<D> p{graph, strengths, options, sum, to_whole(graph, strengths, sum, options.resolution), null};

  spatial_leiden_result result;
  random_stream seeds(options.seed, "leiden.runs");
  for (unsigned run = 0; run < options.runs; ++run) {
    pool.set_progress_range(0.1 + 0.9 * run / options.runs, 0.1 + 0.9 * (run + 1.0) / options.runs);
    auto [found, outcome] = run_once(pool, p, seeds.bits());
    result.edge_visits += outcome.arcs;
    const double quality = quality_of(pool, p, found);
    if (run > 0 && !(quality > result.quality)) continue;
    result.partition = std::move(found);
    result.quality = quality;
    result.converged = outcome.converged;
    result.iterations = outcome.iterations;
    result.best_run = run;
  }
  result.modularity = modularity_of(graph, &strengths, result.partition, modularity_options{});
  result.deterrence = null.deterrence();
  pool.finish_progress();
  return result;
}

}  // namespace

spatial_leiden_result spatial_leiden_of(const undirected_view& graph, const edge_strengths& strengths,
                                        const given_distances& distances, const spatial_leiden_options& options) {
  return spatial_leiden_on(graph, strengths, distances, options);
}
spatial_leiden_result spatial_leiden_of(const directed_view& graph, const edge_strengths& strengths,
                                        const given_distances& distances, const spatial_leiden_options& options) {
  return spatial_leiden_on(graph, strengths, distances, options);
}

}  // namespace coopgraph::detail
