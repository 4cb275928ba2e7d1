// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph {

/// The block of an edge that is in none: a loop.
inline constexpr std::uint32_t no_block = 0xffffffffU;

/// The blocks of a graph. Each edge but a loop is in one; two blocks share at most one vertex.
struct blocks_result {
  std::vector<std::uint32_t> block;  ///< by edge: 0 … count-1, numbered by their first edge; no_block for a loop
  std::uint32_t count = 0;
  std::vector<std::uint64_t> offset;  ///< count + 1 places in `member`
  std::vector<vertex_id> member;      ///< the vertices of block b, sorted, stand at offset[b] … offset[b + 1] - 1

  /// The vertices of block b, sorted: two or more. \pre b < count
  [[nodiscard]] std::span<const vertex_id> vertices(std::uint32_t b) const {
    return std::span(member).subspan(static_cast<std::size_t>(offset[b]),
                                     static_cast<std::size_t>(offset[b + std::size_t{1}] - offset[b]));
  }
};

/// The blocks (biconnected components) of an undirected graph: the classes of edges of which any two different ones lie on a
/// common simple cycle; a bridge is a block of its own, as are parallel edges that nothing else ties together. A vertex without
/// edges other than loops is in no block.
/// Complexity: O(V + E) time and memory, and O(B log B) for a block of B edges.
/// Reference: Hopcroft, Tarjan (1973), doi:10.1145/362248.362272
template <undirected_graph_like G>
[[nodiscard]] blocks_result blocks(const G& graph);

/// The vertices, sorted, whose removal leaves more components than there were: those in two or more blocks.
/// Loops and parallel edges change nothing. Complexity: O(V + E) time and memory.
template <undirected_graph_like G>
[[nodiscard]] std::vector<vertex_id> articulation_points(const G& graph);

/// The edges, sorted, whose removal leaves one more component than there was: the blocks of one edge. One of several parallel
/// edges is never a bridge, nor is a loop. Complexity: O(V + E) time and memory.
template <undirected_graph_like G>
[[nodiscard]] std::vector<edge_id> bridges(const G& graph);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Depth-first search that puts each edge on a stack and takes a block off it wherever a subtree reaches no further up than its
/// root. All that this header computes follows from the blocks.
class block_search {
 public:
  explicit block_search(const undirected_view& graph)
      : graph_(graph),
        found_(graph.vertices(), 0),
        low_(graph.vertices(), 0),
        next_arc_(graph.vertices(), 0),
        block_(graph.edges(), no_block) {}

  /// Blocks by edge, numbered by their first edge, and how many there are.
  struct edge_blocks {
    std::vector<std::uint32_t> block;
    std::uint32_t count = 0;
  };

  [[nodiscard]] edge_blocks run() {
    return run([] {});
  }

  /// Calls stop() now and then, which may throw.
  template <class Stop>
  [[nodiscard]] edge_blocks run(const Stop& stop) {
    for (vertex_id v = 0; v < found_.size(); ++v)
      if (found_[v] == 0) search_from(v, stop);
    return numbered_by_first_edge();
  }

 private:
  template <class Stop>
  void search_from(vertex_id start, const Stop& stop) {
    constexpr std::uint32_t steps_between_stops = 16'384;
    enter(start, no_edge);
    while (!path_.empty()) {
      if (++steps_ % steps_between_stops == 0) stop();
      const step at = path_.back();
      if (next_arc_[at.vertex] < graph_.out.offset[at.vertex + std::size_t{1}])
        follow(at, next_arc_[at.vertex]++);
      else
        leave(at);
    }
  }

  struct step {
    vertex_id vertex;
    edge_id by;  // the edge by which it was entered
  };

  void enter(vertex_id v, edge_id by) {
    found_[v] = low_[v] = ++time_;
    next_arc_[v] = graph_.out.offset[v];
    path_.push_back({v, by});
  }

  void follow(const step& at, std::uint64_t arc) {
    const vertex_id w = graph_.out.target[arc];
    const edge_id e = graph_.out.edge[arc];
    if (e == at.by) return;  // by edge, not by vertex: a parallel edge does lead back
    if (found_[w] == 0) {
      waiting_.push_back(e);
      enter(w, e);
    } else if (found_[w] < found_[at.vertex]) {
      waiting_.push_back(e);
      low_[at.vertex] = std::min(low_[at.vertex], found_[w]);
    }  // else a loop, or an edge that was seen from its other end
  }

  void leave(const step& left) {
    path_.pop_back();
    if (path_.empty()) return;
    const vertex_id above = path_.back().vertex;
    low_[above] = std::min(low_[above], low_[left.vertex]);
    if (low_[left.vertex] < found_[above]) return;
    for (edge_id e = no_edge; e != left.by;) {
      e = waiting_.back();
      waiting_.pop_back();
      block_[e] = count_;
    }
    ++count_;
  }

  [[nodiscard]] edge_blocks numbered_by_first_edge() {
    std::vector<std::uint32_t> name(count_, no_block);
    std::uint32_t named = 0;
    for (std::uint32_t& b : block_) {
      if (b == no_block) continue;
      if (name[b] == no_block) name[b] = named++;
      b = name[b];
    }
    return {std::move(block_), count_};
  }

  undirected_view graph_;
  std::vector<std::uint32_t> found_;  // 1, 2, … in the order of finding; 0: not yet
  std::vector<std::uint32_t> low_;    // the earliest found that one edge from the subtree reaches
  std::vector<std::uint64_t> next_arc_;
  std::vector<step> path_;
  std::vector<edge_id> waiting_;  // seen, block not known
  std::vector<std::uint32_t> block_;
  std::uint32_t count_ = 0;
  std::uint32_t time_ = 0;
  std::uint32_t steps_ = 0;
};

}  // namespace detail

template <undirected_graph_like G>
blocks_result blocks(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  const undirected_view view = view_of(snapshot);
  auto [block, count] = detail::block_search(view).run();

  // Both ends of each edge by block, then each list sorted and rid of what it holds twice.
  std::vector<std::uint64_t> start(count + std::size_t{1}, 0);
  for (const std::uint32_t b : block)
    if (b != no_block) start[b + std::size_t{1}] += 2;
  for (std::size_t b = 0; b < count; ++b) start[b + 1] += start[b];
  std::vector<vertex_id> ends(static_cast<std::size_t>(start.back()));
  std::vector<std::uint64_t> next(start.begin(), start.end() - 1);
  for (edge_id e = 0; e < block.size(); ++e) {
    if (block[e] == no_block) continue;
    ends[next[block[e]]++] = view.source[e];
    ends[next[block[e]]++] = view.target[e];
  }
  blocks_result result{std::move(block), count, {0}, {}};
  for (std::size_t b = 0; b < count; ++b) {
    const auto first = ends.begin() + static_cast<std::ptrdiff_t>(start[b]);
    const auto last = ends.begin() + static_cast<std::ptrdiff_t>(start[b + 1]);
    std::sort(first, last);
    result.member.insert(result.member.end(), first, std::unique(first, last));
    result.offset.push_back(result.member.size());
  }
  return result;
}

template <undirected_graph_like G>
std::vector<vertex_id> articulation_points(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  const undirected_view view = view_of(snapshot);
  const auto found = detail::block_search(view).run();
  std::vector<vertex_id> points;
  for (vertex_id v = 0; v < view.vertices(); ++v) {
    std::uint32_t first = no_block;
    for (const edge_id e : view.out.edges_of(v)) {
      const std::uint32_t b = found.block[e];
      if (b == no_block || b == first) continue;
      if (first != no_block) {
        points.push_back(v);
        break;
      }
      first = b;
    }
  }
  return points;
}

template <undirected_graph_like G>
std::vector<edge_id> bridges(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  const auto found = detail::block_search(view_of(snapshot)).run();
  std::vector<std::uint64_t> size(found.count, 0);
  for (const std::uint32_t b : found.block)
    if (b != no_block) ++size[b];
  std::vector<edge_id> single;
  for (edge_id e = 0; e < found.block.size(); ++e)
    if (found.block[e] != no_block && size[found.block[e]] == 1) single.push_back(e);
  return single;
}

}  // namespace coopgraph
