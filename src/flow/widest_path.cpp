// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/widest_path.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include "flow/hang_vertices.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "widest_paths";

// Widths as ranks, the widest first: a path's rank is the greatest of its edges', and least ranks are sought.
constexpr std::int64_t unlimited_rank = 0;
constexpr std::int64_t carries_nothing = -2;
constexpr std::int64_t not_reached = -1;

/// As std::sort() by >, but the stop hook is called now and then: sorted runs are merged.
template <class Item, class Stop>
void sort_descending(std::vector<Item>& items, const Stop& stop) {
  constexpr std::size_t run = std::size_t{1} << 16;
  const std::size_t size = items.size();
  const auto at = [](std::vector<Item>& in, std::size_t i) { return in.begin() + static_cast<std::ptrdiff_t>(i); };
  for (std::size_t first = 0; first < size; first += run) {
    std::sort(at(items, first), at(items, std::min(size, first + run)), std::greater<>());
    stop();
  }
  std::vector<Item> merged(size > run ? size : 0);
  for (std::size_t width = run; width < size; width *= 2) {
    for (std::size_t first = 0; first < size; first += 2 * width) {
      const auto middle = at(items, std::min(size, first + width));
      const auto last = at(items, std::min(size, first + 2 * width));
      std::merge(at(items, first), middle, middle, last, at(merged, first), std::greater<>());
      stop();
    }
    items.swap(merged);
  }
}

template <class Number, class Stop>
std::vector<std::int64_t> ranks_of(std::span<const Number> capacity, const flow_capacities& given, const Stop& stop) {
  std::vector<std::int64_t> rank(capacity.size(), carries_nothing);
  std::vector<std::pair<Number, edge_id>> order;
  for (edge_id e = 0; e < capacity.size(); ++e) {
    if (given.is_unlimited(e)) {
      rank[e] = unlimited_rank;
      continue;
    }
    if (capacity[e] < 0)
      throw input_error(function, "capacities", to_text(given.limits()[e]) + " at edge " + to_text(e), "capacities >= 0");
    if (capacity[e] > 0) order.emplace_back(capacity[e], e);
  }
  sort_descending(order, stop);
  std::int64_t next = unlimited_rank;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i == 0 || order[i].first != order[i - 1].first) ++next;
    rank[order[i].second] = next;
  }
  return rank;
}

/// By vertex the least rank of a path to it.
template <class Stop>
std::vector<std::int64_t> least_ranks(const arc_rows& rows, std::span<const std::int64_t> rank, vertex_id source,
                                      const Stop& stop) {
  std::vector<std::int64_t> least(rows.offset.size() - 1, not_reached);
  std::vector<bool> settled(least.size(), false);
  lazy_heap<std::int64_t> queue;
  least[source] = unlimited_rank;
  queue.push({unlimited_rank, source});
  std::int64_t budget = arcs_between_stops;
  while (!queue.empty()) {
    const auto [from, u] = queue.pop();
    if (settled[u]) continue;
    settled[u] = true;
    for (std::uint64_t a = rows.offset[u]; a < rows.offset[u + std::size_t{1}]; ++a) {
      const vertex_id v = rows.target[a];
      const std::int64_t r = rank[rows.edge[a]];
      if (r == carries_nothing || settled[v]) continue;
      const std::int64_t found = std::max(from, r);
      if (least[v] != not_reached && found >= least[v]) continue;
      least[v] = found;
      queue.push({found, v});
    }
    budget -= static_cast<std::int64_t>(rows.degree(u)) + 1;
    if (budget > 0) continue;
    stop();
    budget = arcs_between_stops;
  }
  return least;
}

/// The bottlenecks: what limits the way to the predecessor, unless the edge from there is narrower.
void name_bottlenecks(std::span<const std::int64_t> rank, widest_path_tree& tree) {
  std::vector<bool> known(tree.predecessor.size(), false);
  known[tree.source] = true;
  std::vector<vertex_id> way;
  for (vertex_id v = 0; v < known.size(); ++v) {
    if (!tree.reached(v)) continue;
    for (vertex_id u = v; !known[u]; u = tree.predecessor[u]) way.push_back(u);
    for (; !way.empty(); way.pop_back()) {
      const vertex_id u = way.back();
      const edge_id before = tree.bottleneck[tree.predecessor[u]];
      const edge_id last = tree.predecessor_edge[u];
      const std::int64_t rank_before = before == no_edge ? unlimited_rank : rank[before];
      tree.bottleneck[u] = rank[last] > rank_before ? last : before;
      known[u] = true;
    }
  }
}

template <direction D>
widest_path_tree solve(const csr_view<D>& graph, const flow_capacities& capacities, vertex_id source,
                       const widest_paths_options& options) {
  const std::size_t n = graph.vertices();
  check_source(function, source, n);
  check_size(function, capacities.limits(), graph.edges());
  const stop_on_request stop{options.run};
  stop();
  const edge_capacities& limits = capacities.limits();
  const auto rank =
      limits.is_exact() ? ranks_of(limits.numerators(), capacities, stop) : ranks_of(limits.approximate(), capacities, stop);
  stop();
  const arc_rows rows = rows_of(graph, options.arcs);
  const auto least = least_ranks(rows, rank, source, stop);

  widest_path_tree tree{source,
                        std::vector<edge_id>(n, no_edge),
                        std::vector<std::int64_t>(limits.is_exact() ? n : 0, 0),
                        limits.unit(),
                        std::vector<double>(limits.is_exact() ? 0 : n, 0.0),
                        std::vector<vertex_id>(n, no_vertex),
                        {}};
  const auto add = [&](std::int64_t from, edge_id e) { return rank[e] == carries_nothing ? rank[e] : std::max(from, rank[e]); };
  tree.predecessor_edge = hang_vertices(
      rows, source, [&](vertex_id v) { return least[v]; }, add, stop);
  for (vertex_id v = 0; v < n; ++v) {
    const edge_id e = tree.predecessor_edge[v];
    if (e == no_edge) continue;
    const bool ends_at_v = graph.is_directed ? options.arcs == travel::along : graph.target[e] == v;
    tree.predecessor[v] = ends_at_v ? graph.source[e] : graph.target[e];
  }
  name_bottlenecks(rank, tree);
  for (vertex_id v = 0; v < n; ++v) {
    const edge_id e = tree.bottleneck[v];
    if (e == no_edge) continue;
    if (limits.is_exact())
      tree.units[v] = limits.numerators()[e];
    else
      tree.rounded[v] = limits.approximate()[e];
  }
  if (options.run.progress) options.run.progress(1.0);
  return tree;
}

}  // namespace

widest_path_tree widest_paths_of(const undirected_view& graph, const flow_capacities& capacities, vertex_id source,
                                 const widest_paths_options& options) {
  return solve(graph, capacities, source, options);
}
widest_path_tree widest_paths_of(const directed_view& graph, const flow_capacities& capacities, vertex_id source,
                                 const widest_paths_options& options) {
  return solve(graph, capacities, source, options);
}

}  // namespace coopgraph::detail
