// SPDX-License-Identifier: BSL-1.0
#include "centrality/betweenness/split.hpp"

#include <coopgraph/graph/biconnected.hpp>
#include <coopgraph/graph/graph.hpp>

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace coopgraph::detail {
namespace {

/// The edges of blocks with their ends as slots.
struct slot_edges {
  std::vector<vertex_id> source;
  std::vector<vertex_id> target;
  std::vector<edge_id> edge;  // of the whole graph
};

/// The blocks in an order that does not depend on that of the edges: the largest first, then by their least two vertices, which
/// no other block has both of. Sets first and vertex, which is sorted within each block.
class slot_maker {
 public:
  slot_maker(const undirected_view& graph, split_graph& split, const std::function<void()>& stop)
      : graph_(graph), split_(split), found_(block_search(graph).run(stop)), stop_(stop) {}

  [[nodiscard]] slot_edges run() {
    sort_blocks();
    return fill();
  }

 private:
  /// Calls visit(v, edge, block) for all arcs, by v.
  template <class Visit>
  void each_arc(const Visit& visit) const {
    for (vertex_id v = 0; v < graph_.vertices(); ++v) {
      if (v % 16'384 == 0) stop_();
      for (const edge_id e : graph_.out.edges_of(v))
        if (found_.block[e] != no_block) visit(v, e, found_.block[e]);
    }
  }

  void sort_blocks() {
    struct summary {
      std::uint32_t size = 0;
      vertex_id least = no_vertex;
      vertex_id second = no_vertex;
      vertex_id last = no_vertex;  // met
    };
    std::vector<summary> blocks(found_.count);
    each_arc([&](vertex_id v, edge_id, std::uint32_t b) {
      summary& s = blocks[b];
      if (s.last == v) return;
      s.last = v;
      if (s.size == 0) s.least = v;
      if (s.size == 1) s.second = v;
      ++s.size;
    });
    std::vector<std::uint32_t> order(found_.count);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      const summary& x = blocks[a];
      const summary& y = blocks[b];
      return x.size != y.size ? x.size > y.size : x.least != y.least ? x.least < y.least : x.second < y.second;
    });
    rank_.resize(found_.count);
    for (std::uint32_t i = 0; i < found_.count; ++i) {
      rank_[order[i]] = i;
      split_.first.push_back(split_.first.back() + blocks[order[i]].size);
    }
  }

  [[nodiscard]] slot_edges fill() {
    split_.vertex.resize(split_.first.back());
    slot_edges edges{std::vector<vertex_id>(graph_.edges()), std::vector<vertex_id>(graph_.edges()), {}};
    std::vector<std::size_t> next(split_.first.begin(), split_.first.end() - 1);
    std::vector<vertex_id> last(found_.count, no_vertex);
    each_arc([&](vertex_id v, edge_id e, std::uint32_t b) {
      std::size_t& slot = next[rank_[b]];
      if (last[b] != v) split_.vertex[slot++] = v;
      last[b] = v;
      (graph_.source[e] == v ? edges.source : edges.target)[e] = static_cast<vertex_id>(slot - 1);
    });
    std::size_t kept = 0;
    for (edge_id e = 0; e < graph_.edges(); ++e) {
      if (found_.block[e] == no_block) continue;
      edges.source[kept] = edges.source[e];
      edges.target[kept++] = edges.target[e];
      edges.edge.push_back(e);
    }
    edges.source.resize(kept);
    edges.target.resize(kept);
    return edges;
  }

  undirected_view graph_;
  split_graph& split_;
  block_search::edge_blocks found_;
  const std::function<void()>& stop_;
  std::vector<std::uint32_t> rank_;  // by block as found
};

/// New slots in each block by breadth-first search from its vertex of highest degree: what is searched together lies together.
void order_slots(split_graph& split, slot_edges& edges, const std::function<void()>& stop) {
  const owned_rows both = make_rows(split.slots(), edges.source, edges.target, true);
  stop();
  const arc_rows rows = both.view();
  std::vector<vertex_id> name(split.slots(), no_vertex);
  std::vector<vertex_id> order;
  order.reserve(split.slots());
  for (std::size_t b = 0; b < split.blocks(); ++b) {
    vertex_id start = static_cast<vertex_id>(split.first[b]);
    for (vertex_id v = start; v < split.first[b + 1]; ++v)
      if (rows.degree(v) > rows.degree(start)) start = v;
    name[start] = static_cast<vertex_id>(order.size());
    std::size_t next = order.size();
    order.push_back(start);
    for (; next < order.size(); ++next) {
      if (next % 4096 == 0) stop();
      for (const vertex_id v : rows.targets_of(order[next])) {
        if (name[v] != no_vertex) continue;
        name[v] = static_cast<vertex_id>(order.size());
        order.push_back(v);
      }
    }
  }
  for (vertex_id& s : order) s = split.vertex[s];
  split.vertex = std::move(order);
  for (vertex_id& s : edges.source) s = name[s];
  for (vertex_id& s : edges.target) s = name[s];
}

/// Targets within their block, edges of the whole graph.
void localise(owned_rows& rows, const split_graph& split, const slot_edges& edges) {
  for (std::size_t b = 0; b < split.blocks(); ++b)
    for (std::uint64_t arc = rows.offset[split.first[b]]; arc < rows.offset[split.first[b + 1]]; ++arc)
      rows.target[arc] -= static_cast<vertex_id>(split.first[b]);
  for (edge_id& e : rows.edge) e = edges.edge[e];
}

template <direction D>
slot_edges make_slots(const csr_view<D>& graph, split_graph& split, const std::function<void()>& stop) {
  if constexpr (D == direction::undirected) {
    return slot_maker(graph, split, stop).run();
  } else {
    const owned_rows rows = make_rows(graph.vertices(), graph.source, graph.target, true);
    stop();
    return slot_maker({graph.source, graph.target, rows.view(), rows.view()}, split, stop).run();
  }
}

}  // namespace

block_rows split_graph::block(std::size_t b) const {
  const std::size_t from = first[b];
  const std::size_t size = first[b + 1] - from;
  const auto of = [&](const owned_rows& rows) {
    return arc_rows{std::span(rows.offset).subspan(from, size + 1), rows.target, rows.edge};
  };
  return {from, size, of(out), of(directed ? in : out)};
}

template <direction D>
split_graph split_at_articulation_points(const csr_view<D>& graph, const std::vector<pair_weights>& kinds,
                                         const std::function<void()>& stop) {
  split_graph split;
  split.directed = graph.is_directed;
  slot_edges edges = make_slots(graph, split, stop);
  order_slots(split, edges, stop);
  split.out = make_rows(split.slots(), edges.source, edges.target, !graph.is_directed);
  stop();
  localise(split.out, split, edges);
  if constexpr (D == direction::directed) {
    split.in = make_rows(split.slots(), edges.target, edges.source, false);
    stop();
    localise(split.in, split, edges);
  }
  count_reach(split, graph.vertices(), kinds, stop);
  return split;
}

template split_graph split_at_articulation_points(const undirected_view&, const std::vector<pair_weights>&,
                                                  const std::function<void()>&);
template split_graph split_at_articulation_points(const directed_view&, const std::vector<pair_weights>&,
                                                  const std::function<void()>&);

}  // namespace coopgraph::detail
