// SPDX-License-Identifier: BSL-1.0
#include "flow/minimum_cuts.hpp"

#include <algorithm>

namespace coopgraph::detail {
namespace {

constexpr std::size_t steps_between_stops = 65'536;
enum class way { out_of, into };

/// The residual network as rows: arc i of u, first those of graph.out, then (directed) those of graph.in.
template <direction D>
class residual_rows {
 public:
  explicit residual_rows(const bounded_flow<D>& on) : on_(on) {}

  struct arc {
    vertex_id other = 0;
    bool out = false;   // whether something can be pushed from u to the other
    bool into = false;  // or from the other to u
  };

  [[nodiscard]] std::uint64_t size(vertex_id u) const {
    return on_.graph.out.degree(u) + (D == direction::directed ? on_.graph.in.degree(u) : 0);
  }
  [[nodiscard]] arc at(vertex_id u, std::uint64_t i) const {
    const std::uint64_t leaving = on_.graph.out.degree(u);
    if (i < leaving) {
      const std::uint64_t a = on_.graph.out.offset[u] + i;
      const edge_id e = on_.graph.out.edge[a];
      const bool forth = on_.graph.source[e] == u;
      return {on_.graph.out.target[a], forth ? room_forth(e) : room_back(e), forth ? room_back(e) : room_forth(e)};
    }
    const std::uint64_t a = on_.graph.in.offset[u] + (i - leaving);
    const edge_id e = on_.graph.in.edge[a];
    return {on_.graph.in.target[a], room_back(e), room_forth(e)};
  }
  [[nodiscard]] bool room_forth(edge_id e) const { return on_.capacity.is_free(e) || on_.flow[e] < on_.capacity.units[e]; }
  [[nodiscard]] bool room_back(edge_id e) const {
    if constexpr (D == direction::undirected) return on_.capacity.is_free(e) || -on_.flow[e] < on_.capacity.units[e];
    return on_.flow[e] > on_.lower_of(e);
  }

  void worked(std::size_t steps) {
    since_stop_ += steps;
    if (since_stop_ < steps_between_stops) return;
    since_stop_ = 0;
    stop_on_request{on_.run}();
  }

 private:
  const bounded_flow<D>& on_;
  std::size_t since_stop_ = 0;
};

template <direction D>
std::vector<bool> search(const bounded_flow<D>& on, std::span<const vertex_id> roots, way along) {
  residual_rows<D> rows(on);
  std::vector<bool> seen(on.graph.vertices(), false);
  std::vector<vertex_id> queue;
  const auto see = [&](vertex_id v) {
    if (seen[v]) return;
    seen[v] = true;
    queue.push_back(v);
  };
  for (const vertex_id v : roots) see(v);
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const vertex_id u = queue[i];
    const std::uint64_t size = rows.size(u);
    for (std::uint64_t k = 0; k < size; ++k) {
      const auto arc = rows.at(u, k);
      if (along == way::out_of ? arc.out : arc.into) see(arc.other);
      rows.worked(1);
    }
  }
  return seen;
}

/// The strongly connected component of each vertex in the residual network. Tarjan (1972), doi:10.1137/0201010
template <direction D>
std::vector<std::uint32_t> strong_components(const bounded_flow<D>& on) {
  constexpr std::uint32_t unseen = 0;
  residual_rows<D> rows(on);
  const std::size_t n = on.graph.vertices();
  std::vector<std::uint32_t> order(n, unseen);  // of discovery, from 1
  std::vector<std::uint32_t> low(n, 0);         // done: none
  std::vector<std::uint32_t> component(n, UINT32_MAX);
  struct frame {
    vertex_id vertex;
    std::uint64_t next;
  };
  std::vector<frame> path;
  std::vector<vertex_id> open;
  std::uint32_t found = 0;
  std::uint32_t components = 0;
  const auto enter = [&](vertex_id v) {
    order[v] = low[v] = ++found;
    open.push_back(v);
    path.push_back({v, 0});
  };
  const auto leave = [&](vertex_id v) {
    path.pop_back();
    if (!path.empty()) low[path.back().vertex] = std::min(low[path.back().vertex], low[v]);
    if (low[v] != order[v]) return;
    for (vertex_id w = v + 1; w != v;) {
      w = open.back();
      open.pop_back();
      component[w] = components;
    }
    ++components;
  };
  for (vertex_id root = 0; root < n; ++root) {
    if (order[root] != unseen) continue;
    enter(root);
    while (!path.empty()) {
      const vertex_id u = path.back().vertex;
      if (path.back().next == rows.size(u)) {
        leave(u);
        continue;
      }
      const auto arc = rows.at(u, path.back().next++);
      rows.worked(1);
      if (!arc.out) continue;
      if (order[arc.other] == unseen)
        enter(arc.other);
      else if (component[arc.other] == UINT32_MAX)
        low[u] = std::min(low[u], order[arc.other]);
    }
  }
  return component;
}

}  // namespace

template <direction D>
std::vector<bool> reached_from(const bounded_flow<D>& on, std::span<const vertex_id> starts) {
  return search(on, starts, way::out_of);
}

template <direction D>
std::vector<bool> reaching(const bounded_flow<D>& on, std::span<const vertex_id> ends) {
  return search(on, ends, way::into);
}

/// The least cuts are the sets of vertices that no room leaves, with the sources, without the targets. A full edge u to v lies in
/// one unless such a set cannot hold u without v: where u reaches a target, the sources reach v, or u reaches v. With room back
/// from v to u the last is to lie in one component.
template <direction D>
tight_edges tight_edges_of(const bounded_flow<D>& on, const std::vector<bool>& from, const std::vector<bool>& to) {
  const residual_rows<D> rows(on);
  const std::vector<std::uint32_t> component = strong_components(on);
  tight_edges found;
  for (edge_id e = 0; e < on.graph.edges(); ++e) {
    if (e % steps_between_stops == 0) stop_on_request{on.run}();
    const vertex_id u = on.graph.source[e];
    const vertex_id v = on.graph.target[e];
    const bool every = (from[u] && to[v]) || (D == direction::undirected && from[v] && to[u]);
    if (every) found.in_every_cut.push_back(e);
    const auto between = [&](vertex_id tail, vertex_id head) {
      return !to[tail] && !from[head] && component[tail] != component[head];
    };
    const bool forth = !rows.room_forth(e) && rows.room_back(e) && between(u, v);
    const bool back = D == direction::undirected && !rows.room_back(e) && rows.room_forth(e) && between(v, u);
    if (forth || back) found.in_some_cut.push_back(e);
  }
  return found;
}

template std::vector<bool> reached_from(const bounded_flow<direction::undirected>&, std::span<const vertex_id>);
template std::vector<bool> reached_from(const bounded_flow<direction::directed>&, std::span<const vertex_id>);
template std::vector<bool> reaching(const bounded_flow<direction::undirected>&, std::span<const vertex_id>);
template std::vector<bool> reaching(const bounded_flow<direction::directed>&, std::span<const vertex_id>);
template tight_edges tight_edges_of(const bounded_flow<direction::undirected>&, const std::vector<bool>&,
                                    const std::vector<bool>&);
template tight_edges tight_edges_of(const bounded_flow<direction::directed>&, const std::vector<bool>&, const std::vector<bool>&);

}  // namespace coopgraph::detail
