// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/parallel.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/shortest_paths.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include "flow/distance_search.hpp"
#include "flow/hang_vertices.hpp"
#include "flow/length_rows.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "shortest_paths";
/// Sources are dealt out in at most this many chunks, each with a workspace of its own.
constexpr std::size_t most_chunks = 64;

struct stop_of_pool {
  const thread_pool& pool;
  void operator()() const { pool.check_stop(); }
};

template <direction D>
struct problem {
  const csr_view<D>& graph;
  const edge_lengths* lengths;  // null: hops
  std::span<const vertex_id> sources;
  const arc_rows rows;
  travel arcs;
  thread_pool& pool;

  [[nodiscard]] vertex_id tail(edge_id e, vertex_id head) const {
    if constexpr (D == direction::undirected)
      return graph.source[e] == head ? graph.target[e] : graph.source[e];
    else
      return arcs == travel::along ? graph.source[e] : graph.target[e];
  }

  [[nodiscard]] shortest_path_tree empty_tree(vertex_id source) const {
    const std::size_t n = graph.vertices();
    const bool exact = lengths == nullptr || lengths->is_exact();
    return {source,
            std::vector<std::int64_t>(exact ? n : 0, 0),
            lengths == nullptr ? rational(1) : lengths->unit(),
            std::vector<double>(exact ? 0 : n, 0.0),
            std::vector<vertex_id>(n, no_vertex),
            std::vector<edge_id>(n, no_edge),
            exact ? ties::exact : ties::approximate,
            exact ? std::string() : lengths->why_approximate()};
  }
};

/// Calls body(search, position of a source, its tree) for each source with a search made by make() for each chunk.
template <direction D, class Make, class Body>
std::vector<shortest_path_tree> for_each_source(const problem<D>& p, const Make& make, const Body& body) {
  std::vector<shortest_path_tree> trees(p.sources.size());
  // A few for each thread, whose memory is used again; a tree depends on its source alone.
  const std::size_t chunks = std::min(most_chunks, p.pool.threads() == 1 ? std::size_t{1} : 4 * std::size_t{p.pool.threads()});
  const std::size_t at_once = (p.sources.size() + chunks - 1) / chunks;
  parallel_for(p.pool, p.sources.size(), at_once, [&](index_range range) {
    auto search = make();
    for (std::size_t i = range.first; i < range.last; ++i) {
      trees[i] = p.empty_tree(p.sources[i]);
      body(search, trees[i]);
    }
  });
  return trees;
}

// ---- the tree ----

template <direction D>
void name_predecessors(const problem<D>& p, shortest_path_tree& tree) {
  for (vertex_id v = 0; v < tree.predecessor_edge.size(); ++v)
    if (tree.predecessor_edge[v] != no_edge) tree.predecessor[v] = p.tail(tree.predecessor_edge[v], v);
}

// ---- hops ----

template <direction D>
std::vector<shortest_path_tree> by_hops(const problem<D>& p) {
  return for_each_source(
      p, [&] { return hop_search(p.graph.vertices()); },
      [&](hop_search& search, shortest_path_tree& tree) {
        search.run(p.rows, tree.source, stop_of_pool{p.pool});
        for (const vertex_id v : search.order()) tree.units[v] = search.distance(v);
        const auto distance = [&](vertex_id v) { return search.reached(v) ? std::int64_t{search.distance(v)} : -1; };
        tree.predecessor_edge = hang_vertices(
            p.rows, tree.source, distance, [](std::int64_t d, edge_id) { return d + 1; }, stop_of_pool{p.pool});
        name_predecessors(p, tree);
      });
}

// ---- lengths that the laid-out rows cannot hold: rounded ones, sums beyond 64 bits, very many edges ----

void put_distance(std::int64_t d, vertex_id v, shortest_path_tree& tree) { tree.units[v] = d; }
void put_distance(double d, vertex_id v, shortest_path_tree& tree) { tree.rounded[v] = d; }
void put_distance(int128 d, vertex_id v, shortest_path_tree& tree) {
  if (d > INT64_MAX)
    throw input_error(
        function, "lengths",
        "an overflow: vertex " + to_text(v) + " is " + digits_of_whole(d) + " units away from vertex " + to_text(tree.source),
        "distances below 2^63 units; round the lengths to fewer decimals");
  tree.units[v] = static_cast<std::int64_t>(d);
}

template <direction D>
std::vector<shortest_path_tree> by_any_lengths(const problem<D>& p) {
  return with_length_arithmetic(*p.lengths, p.graph.vertices(), [&](const auto& policy) {
    using search_type = shortest_path_search<std::decay_t<decltype(policy)>>;
    using distance_type = typename search_type::distance_type;
    return for_each_source(
        p, [&] { return search_type(p.graph.vertices(), policy); },
        [&](search_type& search, shortest_path_tree& tree) {
          search.run(p.rows, tree.source, stop_of_pool{p.pool});
          for (const vertex_id v : search.order()) put_distance(search.distance(v), v, tree);
          const auto distance = [&](vertex_id v) { return search.reached(v) ? search.distance(v) : distance_type{-1}; };
          tree.predecessor_edge = hang_vertices(
              p.rows, tree.source, distance, [&](distance_type d, edge_id e) { return d + policy.length(e); },
              stop_of_pool{p.pool});
          name_predecessors(p, tree);
        });
  });
}

// ---- whole lengths on laid-out rows ----

/// The greatest and the least length.
struct extent {
  std::int64_t shortest = 1;
  std::int64_t longest = 0;
};

extent extent_of(std::span<const std::int64_t> lengths) {
  extent found{INT64_MAX, 0};
  for (const std::int64_t l : lengths) {
    found.shortest = std::min(found.shortest, l);
    found.longest = std::max(found.longest, l);
  }
  return found;
}

int bits_of(std::int64_t length) { return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(length))); }

/// From the records of a search, which are by place, to the tree.
template <direction D, class Search, class Rows>
void fill_tree(const problem<D>& p, const Search& search, const Rows& rows, shortest_path_tree& tree) {
  constexpr std::size_t ahead = 16;
  const std::size_t n = tree.units.size();
  for (std::size_t v = 0; v < n; ++v) {
    const auto found = search.found(rows.place[v]);
    if (found.distance == Search::not_reached) continue;
    tree.units[v] = static_cast<std::int64_t>(found.distance);
    if (found.edge != Search::none) tree.predecessor_edge[v] = found.edge;
  }
  for (vertex_id v = 0; v < n; ++v) {
    if (v + ahead < n && tree.predecessor_edge[v + ahead] != no_edge) {
      __builtin_prefetch(&p.graph.source[tree.predecessor_edge[v + ahead]]);
      __builtin_prefetch(&p.graph.target[tree.predecessor_edge[v + ahead]]);
    }
    if (tree.predecessor_edge[v] != no_edge) tree.predecessor[v] = p.tail(tree.predecessor_edge[v], v);
  }
}

/// The trees, or none if a distance leaves the range of Distance.
template <class Distance, template <class> class Queue, direction D, class Arc>
std::vector<shortest_path_tree> by_rows(const problem<D>& p, const length_rows<Arc>& rows, const extent& lengths) {
  using search_type = distance_search<Arc, Distance, Queue>;
  std::atomic<bool> fits{true};
  auto trees = for_each_source(
      p, [&] { return search_type(rows, static_cast<typename Arc::length_type>(lengths.longest)); },
      [&](search_type& search, shortest_path_tree& tree) {
        if (!fits) return;
        if (!search.run(rows.place[tree.source], stop_of_pool{p.pool})) {
          fits = false;
          return;
        }
        fill_tree(p, search, rows, tree);
        if (lengths.shortest > 0) return;
        const auto distance = [&](vertex_id v) {
          const auto found = search.found(rows.place[v]);
          return found.distance == search_type::not_reached ? std::int64_t{-1} : static_cast<std::int64_t>(found.distance);
        };
        tree.predecessor_edge = hang_vertices(
            p.rows, tree.source, distance, [&](std::int64_t d, edge_id e) { return d + p.lengths->numerators()[e]; },
            stop_of_pool{p.pool});
        name_predecessors(p, tree);
      });
  if (!fits) trees.clear();
  return trees;
}

template <class Arc, direction D>
std::vector<shortest_path_tree> by_whole_lengths(const problem<D>& p, const extent& lengths) {
  const int bits = bits_of(lengths.longest);
  const length_rows<Arc> rows = make_length_rows<Arc>(p.rows, p.lengths->numerators(), bits, p.pool);
  std::vector<shortest_path_tree> trees;
  if constexpr (sizeof(typename Arc::length_type) == 4) {
    trees = lengths.longest < bucket_queue<std::uint32_t>::most ? by_rows<std::uint32_t, bucket_queue>(p, rows, lengths)
                                                                : by_rows<std::uint32_t, coarse_bucket_queue>(p, rows, lengths);
  }
  if (trees.empty()) trees = by_rows<std::uint64_t, coarse_bucket_queue>(p, rows, lengths);
  return trees;
}

template <direction D>
std::vector<shortest_path_tree> solve(const csr_view<D>& graph, const edge_lengths* lengths, std::span<const vertex_id> sources,
                                      const shortest_paths_options& options) {
  for (const vertex_id s : sources) check_source(function, s, graph.vertices());
  if (lengths != nullptr) check_lengths(function, graph, *lengths, length_domain::not_negative);
  thread_pool pool(options.run);
  pool.check_stop();
  const problem<D> p{graph, lengths, sources, rows_of(graph, options.arcs), options.arcs, pool};
  std::vector<shortest_path_tree> trees;
  if (sources.empty()) return trees;
  if (lengths == nullptr) {
    trees = by_hops(p);
  } else {
    constexpr std::uint64_t most = UINT32_MAX - 1;
    if (lengths->is_exact() && graph.edges() < most && p.rows.target.size() < most) {
      const extent range = extent_of(lengths->numerators());
      if (packed_arc::fits(graph.vertices(), bits_of(range.longest)))
        trees = by_whole_lengths<packed_arc>(p, range);
      else if (range.longest < std::int64_t{1} << 31)
        trees = by_whole_lengths<wide_arc<std::uint32_t>>(p, range);
      else
        trees = by_whole_lengths<wide_arc<std::uint64_t>>(p, range);
    }
    if (trees.empty()) trees = by_any_lengths(p);
  }
  pool.finish_progress();
  return trees;
}

}  // namespace

std::vector<shortest_path_tree> shortest_paths_of(const undirected_view& graph, const edge_lengths* lengths,
                                                  std::span<const vertex_id> sources, const shortest_paths_options& options) {
  return solve(graph, lengths, sources, options);
}
std::vector<shortest_path_tree> shortest_paths_of(const directed_view& graph, const edge_lengths* lengths,
                                                  std::span<const vertex_id> sources, const shortest_paths_options& options) {
  return solve(graph, lengths, sources, options);
}

}  // namespace coopgraph::detail
