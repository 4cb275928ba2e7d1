// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph {

/// The connected components; of a directed graph the weak ones: two vertices are together if edges, whatever their direction,
/// lead from one to the other. Components are numbered by their least vertex: the component of vertex 0 is 0. An isolated vertex
/// is a component of its own; the empty graph has none. Loops and parallel edges change nothing.
/// Complexity: O(V + E log V) time at worst, about O(V + E) in practice, and of a graph with one large component only a few arcs
/// of each of its vertices are looked at; O(V) memory.
/// Reference: Sutton, Ben-Nun, Barak (2018), doi:10.1109/IPDPS.2018.00012
template <graph_like G>
[[nodiscard]] partition weak_components(const G& graph);

/// The strongly connected components of a directed graph: two vertices are together if each is reached from the other.
/// Numbered by their least vertex, as weak_components are. Loops and parallel edges change nothing.
/// Complexity: O(V + E) time, O(V) memory.
/// Reference: Tarjan (1972), doi:10.1137/0201010
template <directed_graph_like G>
[[nodiscard]] partition strong_components(const G& graph);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// Sets of vertices as trees whose root is their least vertex.
class vertex_sets {
 public:
  explicit vertex_sets(std::size_t vertices) : parent_(vertices) {
    for (std::size_t v = 0; v < vertices; ++v) parent_[v] = static_cast<vertex_id>(v);
  }

  [[nodiscard]] vertex_id root(vertex_id v) noexcept {
    while (parent_[v] != v) {
      parent_[v] = parent_[parent_[v]];  // halves the way for the next one
      v = parent_[v];
    }
    return v;
  }
  void join(vertex_id u, vertex_id v) noexcept {
    u = root(u);
    v = root(v);
    if (u < v)
      parent_[v] = u;
    else
      parent_[u] = v;
  }

  /// The sets, numbered by their least vertex.
  [[nodiscard]] partition to_partition() {
    partition p{std::vector<std::uint32_t>(parent_.size()), 0};
    for (std::size_t v = 0; v < parent_.size(); ++v) {
      const vertex_id r = root(static_cast<vertex_id>(v));
      p.label[v] = r == v ? p.clusters++ : p.label[r];  // r < v has its label
    }
    return p;
  }

 private:
  std::vector<vertex_id> parent_;
};

/// The root that is most frequent among evenly spread vertices: very probably that of the largest set. A wrong guess costs time
/// only. \pre there are vertices
[[nodiscard]] inline vertex_id frequent_root(vertex_sets& sets, std::size_t vertices) {
  constexpr std::size_t samples = 1024;
  std::vector<vertex_id> roots;
  const std::size_t step = vertices / samples + 1;
  for (std::size_t v = 0; v < vertices; v += step) roots.push_back(sets.root(static_cast<vertex_id>(v)));
  std::sort(roots.begin(), roots.end());
  vertex_id best = roots.front();
  std::size_t most = 0;
  for (std::size_t i = 0, first = 0; i < roots.size(); ++i) {
    if (roots[i] != roots[first]) first = i;
    if (i - first + 1 > most) {
      most = i - first + 1;
      best = roots[i];
    }
  }
  return best;
}

template <direction D>
partition weak_components_of(const csr_view<D>& graph) {
  const std::size_t n = graph.vertices();
  vertex_sets sets(n);
  if (n == 0) return sets.to_partition();
  const auto join_row = [&sets](const arc_rows& rows, vertex_id v, std::uint64_t first, std::uint64_t last) {
    const std::uint64_t end = std::min(rows.offset[v] + last, rows.offset[v + std::size_t{1}]);
    for (std::uint64_t arc = rows.offset[v] + first; arc < end; ++arc) sets.join(v, rows.target[arc]);
  };

  // 1. A few arcs of each vertex make most of the largest component.
  constexpr std::uint64_t few = 2;
  for (vertex_id v = 0; v < n; ++v) join_row(graph.out, v, 0, few);

  // 2. All arcs of the vertices outside it. An arc that leads out of it is met from its other end.
  const vertex_id largest = frequent_root(sets, n);
  for (vertex_id v = 0; v < n; ++v) {
    if (sets.root(v) == sets.root(largest)) continue;
    join_row(graph.out, v, few, graph.edges() * 2);
    if constexpr (D == direction::directed) join_row(graph.in, v, 0, graph.edges());
  }
  return sets.to_partition();
}

/// Tarjan's algorithm with its recursion spelled out.
class strong_search {
 public:
  explicit strong_search(const directed_view& graph)
      : rows_(graph.out),
        found_(graph.vertices(), 0),
        low_(graph.vertices(), 0),
        next_arc_(graph.vertices(), 0),
        result_{std::vector<std::uint32_t>(graph.vertices(), open), 0} {}

  [[nodiscard]] partition run() {
    for (vertex_id v = 0; v < found_.size(); ++v)
      if (found_[v] == 0) search_from(v);
    number_by_least_vertex();
    return std::move(result_);
  }

 private:
  static constexpr std::uint32_t open = 0xffffffffU;  // the component is not known yet

  void search_from(vertex_id start) {
    enter(start);
    while (!path_.empty()) {
      const vertex_id v = path_.back();
      if (next_arc_[v] < rows_.offset[v + std::size_t{1}]) {
        const vertex_id w = rows_.target[next_arc_[v]++];
        if (found_[w] == 0)
          enter(w);
        else if (result_.label[w] == open)
          low_[v] = std::min(low_[v], found_[w]);
      } else {
        leave(v);
      }
    }
  }

  void enter(vertex_id v) {
    found_[v] = low_[v] = ++time_;
    next_arc_[v] = rows_.offset[v];
    path_.push_back(v);
    waiting_.push_back(v);
  }

  void leave(vertex_id v) {
    path_.pop_back();
    if (!path_.empty()) low_[path_.back()] = std::min(low_[path_.back()], low_[v]);
    if (low_[v] != found_[v]) return;
    for (vertex_id member = no_vertex; member != v;) {  // v is the first found of its component: the rest waits above it
      member = waiting_.back();
      waiting_.pop_back();
      result_.label[member] = result_.clusters;
    }
    ++result_.clusters;
  }

  void number_by_least_vertex() {
    std::vector<std::uint32_t> name(result_.clusters, open);
    std::uint32_t named = 0;
    for (std::uint32_t& label : result_.label) {
      if (name[label] == open) name[label] = named++;
      label = name[label];
    }
  }

  arc_rows rows_;
  std::vector<std::uint32_t> found_;  // 1, 2, … in the order of finding; 0: not yet
  std::vector<std::uint32_t> low_;    // the earliest found that the subtree reaches within its component
  std::vector<std::uint64_t> next_arc_;
  std::vector<vertex_id> path_;
  std::vector<vertex_id> waiting_;  // found, component not known
  std::uint32_t time_ = 0;
  partition result_;
};

}  // namespace detail

template <graph_like G>
partition weak_components(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  return detail::weak_components_of(view_of(snapshot));
}

template <directed_graph_like G>
partition strong_components(const G& graph) {
  const auto& snapshot = snapshot_of(graph);
  return detail::strong_search(view_of(snapshot)).run();
}

}  // namespace coopgraph
