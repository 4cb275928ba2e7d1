// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/generators.hpp>

#include "graph/generators_detail.hpp"

#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using detail::check_range;
using detail::checked_vertices;
using detail::most_vertices;

// The number of pairs that a graph may join; n is at most 2^32 - 1, so that it fits.
template <direction D>
std::uint64_t number_of_pairs(std::uint64_t n, bool loops) noexcept {
  if (n == 0) return 0;
  const std::uint64_t ordered = loops ? n * n : n * (n - 1);
  if constexpr (D == direction::directed) return ordered;
  return loops ? (n % 2 == 0 ? n / 2 * (n + 1) : (n + 1) / 2 * n) : ordered / 2;
}

// A pair drawn uniformly from those that a graph may join; an undirected one has the smaller vertex first.
template <direction D>
endpoints random_pair(std::uint64_t n, bool loops, random_stream& random) noexcept {
  if constexpr (D == direction::directed) {
    if (loops) return {static_cast<vertex_id>(random.below(n)), static_cast<vertex_id>(random.below(n))};
  }
  // Undirected pairs a <= b of n vertices are the pairs a < b + 1 of n + 1: a loop is as likely as any other pair.
  const bool widened = D == direction::undirected && loops;
  const std::uint64_t items = widened ? n + 1 : n;
  std::uint64_t a = random.below(items);
  std::uint64_t b = random.below(items - 1);
  if (b >= a) ++b;
  if (D == direction::undirected && b < a) std::swap(a, b);
  if (widened) --b;
  return {static_cast<vertex_id>(a), static_cast<vertex_id>(b)};
}

// `count` different pairs drawn uniformly, sorted. \pre count is at most half of the pairs, or little more
template <direction D>
std::vector<endpoints> distinct_pairs(std::uint64_t n, std::size_t count, bool loops, random_stream& random) {
  std::vector<endpoints> pairs;
  pairs.reserve(count);
  while (pairs.size() < count) {
    // As many draws as are missing: these can only just suffice, never be too many, so that no pair is favoured.
    for (std::size_t missing = count - pairs.size(); missing > 0; --missing) pairs.push_back(random_pair<D>(n, loops, random));
    detail::sort_and_merge(pairs);
  }
  return pairs;
}

// All pairs but the given sorted ones, sorted.
template <direction D>
std::vector<endpoints> all_pairs_but(std::uint64_t n, const std::vector<endpoints>& excluded, bool loops) {
  std::vector<endpoints> pairs;
  pairs.reserve(static_cast<std::size_t>(number_of_pairs<D>(n, loops)) - excluded.size());
  auto next = excluded.begin();
  for (std::uint64_t a = 0; a < n; ++a)
    for (std::uint64_t b = D == direction::undirected ? a : 0; b < n; ++b) {
      if (a == b && !loops) continue;
      if (next != excluded.end() && next->source == a && next->target == b)
        ++next;
      else
        pairs.push_back({static_cast<vertex_id>(a), static_cast<vertex_id>(b)});
    }
  return pairs;
}

// Arcs from each vertex to `count` different vertices of the next layer.
std::vector<endpoints> layered_arcs(std::size_t n, std::size_t width, std::size_t count, random_stream& random) {
  std::vector<endpoints> arcs;
  arcs.reserve((n - width) * count);
  std::vector<std::size_t> matched(width);
  std::vector<std::size_t> distance(width);  // distance[0] stays 0
  std::iota(matched.begin(), matched.end(), std::size_t{0});
  std::iota(distance.begin(), distance.end(), std::size_t{0});
  for (std::size_t first = 0; first + width < n; first += width) {
    // The first arcs into a layer are a random matching, so that each of its vertices is supplied.
    shuffle(std::span(matched), random);
    for (std::size_t i = 0; i < width; ++i)
      for (std::size_t k = 0; k < count; ++k) {
        // The others lead to different distances from the matched vertex, drawn by the first steps of a shuffle.
        if (k > 0) std::swap(distance[k], distance[k + static_cast<std::size_t>(random.below(width - k))]);
        const std::size_t target = first + width + (matched[i] + distance[k]) % width;
        arcs.push_back({static_cast<vertex_id>(first + i), static_cast<vertex_id>(target)});
      }
  }
  return arcs;
}

}  // namespace

template <direction D>
basic_graph<D> gnm(const gnm_options& options) {
  check_range("gnm", "vertices", options.vertices, std::size_t{0}, most_vertices);
  const std::uint64_t pairs = number_of_pairs<D>(options.vertices, options.loops);
  if (options.parallel_edges ? pairs == 0 && options.edges > 0 : options.edges > pairs)
    throw option_error("gnm", "edges", to_text(options.edges), "[0, " + to_text(pairs) + "], the number of pairs");

  random_stream random(options.seed, "gnm");
  std::vector<endpoints> edges;
  if (options.parallel_edges) {
    edges.reserve(options.edges);
    while (edges.size() < options.edges) edges.push_back(random_pair<D>(options.vertices, options.loops, random));
  } else if (options.edges <= pairs / 2) {
    edges = distinct_pairs<D>(options.vertices, options.edges, options.loops, random);
  } else {
    const auto missing = static_cast<std::size_t>(pairs - options.edges);
    edges =
        all_pairs_but<D>(options.vertices, distinct_pairs<D>(options.vertices, missing, options.loops, random), options.loops);
  }
  return basic_graph<D>(options.vertices, std::move(edges));
}
template undirected_graph gnm<direction::undirected>(const gnm_options&);
template directed_graph gnm<direction::directed>(const gnm_options&);

undirected_graph barabasi_albert(const barabasi_albert_options& options) {
  const std::size_t n = options.vertices;
  const std::size_t m = options.edges_per_vertex;
  check_range("barabasi_albert", "vertices", n, std::size_t{2}, most_vertices);
  check_range("barabasi_albert", "edges_per_vertex", m, std::size_t{1}, n - 1);

  random_stream random(options.seed, "barabasi_albert");
  std::vector<endpoints> edges;
  edges.reserve((n - m) * m);
  for (vertex_id leaf = 1; leaf <= m; ++leaf) edges.push_back({0, leaf});
  std::vector<vertex_id> chosen_by(n, no_vertex);
  for (auto v = static_cast<vertex_id>(m + 1); v < n; ++v) {
    // The ends of all edges are a list in which each vertex stands as often as its degree says.
    const std::size_t ends = 2 * edges.size();
    for (std::size_t chosen = 0; chosen < m;) {
      const std::uint64_t end = random.below(ends);
      const endpoints& edge = edges[end / 2];
      const vertex_id target = end % 2 == 0 ? edge.source : edge.target;
      if (chosen_by[target] == v) continue;
      chosen_by[target] = v;
      edges.push_back({v, target});
      ++chosen;
    }
  }
  return undirected_graph(n, std::move(edges));
}

template <direction D>
basic_graph<D> rmat(const rmat_options& options) {
  check_range("rmat", "scale", options.scale, 0U, 31U);
  check_range("rmat", "a", options.a, 0.0, 1.0);
  check_range("rmat", "b", options.b, 0.0, 1.0);
  check_range("rmat", "c", options.c, 0.0, 1.0);
  constexpr double rounding = 1e-12;  // 0.8 + 0.1 + 0.1 is 1 to whoever writes it
  check_range("rmat", "a + b + c", options.a + options.b + options.c, 0.0, 1.0 + rounding);
  const std::size_t n = std::size_t{1} << options.scale;
  check_range("rmat", "edge_factor", options.edge_factor, std::size_t{0}, (std::size_t{1} << 40) / n);

  random_stream random(options.seed, "rmat");
  const double until_b = options.a + options.b;
  const double until_c = until_b + options.c;
  std::vector<endpoints> edges(options.edge_factor * n);
  for (endpoints& edge : edges)
    for (std::uint32_t level = 0; level < options.scale; ++level) {
      const double where = random.uniform();
      const bool lower = where >= until_b;
      const bool right = where >= until_c || (where >= options.a && !lower);
      edge.source = edge.source * 2 + (lower ? 1U : 0U);
      edge.target = edge.target * 2 + (right ? 1U : 0U);
    }
  if (options.permute_ids) {
    std::vector<vertex_id> id(n);
    std::iota(id.begin(), id.end(), vertex_id{0});
    random_stream order(options.seed, "rmat ids");
    shuffle(std::span(id), order);
    for (endpoints& edge : edges) edge = {id[edge.source], id[edge.target]};
  }

  if (!options.loops) std::erase_if(edges, [](const endpoints& edge) { return edge.source == edge.target; });
  if (!options.parallel_edges) {
    if constexpr (D == direction::undirected)
      for (endpoints& edge : edges) edge = detail::smaller_first(edge);
    detail::sort_and_merge(edges);
  }
  return basic_graph<D>(n, std::move(edges));
}
template undirected_graph rmat<direction::undirected>(const rmat_options&);
template directed_graph rmat<direction::directed>(const rmat_options&);

undirected_graph grid(const grid_options& options) {
  const std::size_t n = checked_vertices("grid", "columns", options.rows, options.columns);
  std::vector<endpoints> edges;
  edges.reserve(2 * n);
  for (std::size_t v = 0; v < n; ++v) {
    if ((v + 1) % options.columns != 0) edges.push_back({static_cast<vertex_id>(v), static_cast<vertex_id>(v + 1)});
    if (v + options.columns < n) edges.push_back({static_cast<vertex_id>(v), static_cast<vertex_id>(v + options.columns)});
  }
  return undirected_graph(n, std::move(edges));
}

ring_of_cliques_result ring_of_cliques(const ring_of_cliques_options& options) {
  check_range("ring_of_cliques", "cliques", options.cliques, std::size_t{3}, most_vertices);
  check_range("ring_of_cliques", "size", options.size, std::size_t{1}, most_vertices);
  const std::size_t n = checked_vertices("ring_of_cliques", "size", options.cliques, options.size);
  std::vector<endpoints> edges;
  std::vector<std::uint32_t> clique_of(n);
  for (std::size_t clique = 0; clique < options.cliques; ++clique) {
    const std::size_t first = clique * options.size;
    const std::size_t end = first + options.size;
    for (std::size_t u = first; u < end; ++u) {
      clique_of[u] = static_cast<std::uint32_t>(clique);
      for (std::size_t v = u + 1; v < end; ++v) edges.push_back({static_cast<vertex_id>(u), static_cast<vertex_id>(v)});
    }
    edges.push_back({static_cast<vertex_id>(end - 1), static_cast<vertex_id>(end % n)});
  }
  return {undirected_graph(n, std::move(edges)), make_partition(clique_of)};
}

layered_supply_chain_result layered_supply_chain(const layered_supply_chain_options& options) {
  constexpr const char* name = "layered_supply_chain";
  constexpr std::int64_t exact_doubles = std::int64_t{1} << 53;
  const std::size_t width = options.vertices_per_layer;
  check_range(name, "layers", options.layers, std::size_t{2}, most_vertices);
  check_range(name, "vertices_per_layer", width, std::size_t{1}, most_vertices);
  const std::size_t n = checked_vertices(name, "vertices_per_layer", options.layers, width);
  check_range(name, "arcs_per_vertex", options.arcs_per_vertex, std::size_t{1}, width);
  check_range(name, "max_capacity", options.max_capacity, std::int64_t{1}, exact_doubles);
  check_range(name, "max_cost", options.max_cost, std::int64_t{1}, exact_doubles);

  random_stream random(options.seed, name);
  std::vector<endpoints> arcs = layered_arcs(n, width, options.arcs_per_vertex, random);
  std::vector<std::int64_t> capacity(arcs.size());
  std::vector<std::int64_t> cost(arcs.size());
  const auto draw = [&random](std::int64_t most) {
    return 1 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most)));
  };
  for (std::size_t arc = 0; arc < arcs.size(); ++arc) {
    capacity[arc] = draw(options.max_capacity);
    cost[arc] = draw(options.max_cost);
  }
  layered_supply_chain_result result{directed_graph(n, std::move(arcs)),
                                     edge_capacities::over(1, std::move(capacity)),
                                     edge_costs::over(1, std::move(cost)),
                                     std::vector<std::uint32_t>(n),
                                     {},
                                     {}};
  for (std::size_t v = 0; v < n; ++v) result.stage[v] = static_cast<std::uint32_t>(v / width);
  for (std::size_t i = 0; i < width; ++i) {
    result.sources.push_back(static_cast<vertex_id>(i));
    result.sinks.push_back(static_cast<vertex_id>(n - width + i));
  }
  return result;
}

}  // namespace coopgraph
