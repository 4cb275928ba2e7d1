// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/decomposition.hpp>
#include <coopgraph/flow/disjoint_paths.hpp>
#include <coopgraph/flow/k_shortest_paths.hpp>
#include <coopgraph/flow/shortest_paths.hpp>
#include <coopgraph/flow/widest_path.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// Which conditions of shortest paths a tree violates, each as a sentence; none: it is proven. The source is at distance 0; no
/// edge makes a way shorter: d(v) <= d(u) + length; each other reached vertex hangs on an edge with d(u) + length = d(v), and
/// by those on the source; no edge leads from a reached vertex to one that is not. Exact for exact lengths; sums of rounded
/// ones are compared as they come. `arcs` is that of the search. Shares no code with the solvers, as all of these.
/// \throws input_error if there is not one length for each edge
/// Complexity: O(n + m) time and memory.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_shortest_paths(const G& graph, const edge_lengths& lengths,
                                                            const shortest_path_tree& tree, travel arcs = travel::along);
/// Of hops.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_shortest_paths(const G& graph, const shortest_path_tree& tree,
                                                            travel arcs = travel::along);

/// Likewise of widest paths: no edge that carries something leads to a vertex less wide than the edge and the vertex before, each
/// reached vertex is as wide as its bottleneck, and that lies on its path in the tree and is as wide as the narrowest edge there.
/// \throws input_error if there is not one capacity for each edge
/// Complexity: O(n + m) time and memory.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_widest_paths(const G& graph, const flow_capacities& capacities,
                                                          const widest_path_tree& tree, travel arcs = travel::along);

/// What is wrong with k shortest paths: each leads from source to target, meets no vertex twice and has the length that is
/// stated; they are in the order promised, hence different. That no path is missing is not checked.
/// \throws input_error if there is not one length for each edge
/// Complexity: O(n + m + the paths' edges) time.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_k_shortest_paths(const G& graph, const edge_lengths& lengths, vertex_id source,
                                                              vertex_id target, const k_shortest_paths_result& result,
                                                              travel arcs = travel::along);

/// What is wrong with a greatest number of disjoint paths; nothing: it is proven. Each leads from source to target and meets no
/// vertex twice, they share nothing that they must not share, the cut has as many edges and vertices as there are paths, and
/// without these the target is out of reach.
/// Complexity: O(n + m) time and memory.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_disjoint_paths(const G& graph, vertex_id source, vertex_id target,
                                                            const disjoint_paths_result& result,
                                                            disjointness share_no = disjointness::edges);

/// What is wrong with a decomposition; nothing: it is proven. The parts add up to the flow on each edge, each has an amount above
/// 0 and goes along its edges in the direction of the flow, meeting no vertex twice (a cycle: only where it closes); paths begin
/// where more leaves than arrives and end where more arrives, and there are no more parts than edges that carry something.
/// \throws input_error if there is not one flow for each edge
/// Complexity: O(n + m + the parts' edges) time.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_decomposition(const G& graph, const edge_flows& flow,
                                                           const decompose_flow_result& result);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// What the checks of paths have in common: a graph, a direction of travel and what was found.
template <direction D>
struct path_check {
  const csr_view<D>& graph;
  travel arcs = travel::along;
  std::vector<std::string> violations = {};

  void add(std::string text) { violations.push_back(std::move(text)); }

  [[nodiscard]] bool leads(edge_id e, vertex_id u, vertex_id v) const {
    const bool along = graph.source[e] == u && graph.target[e] == v;
    const bool against = graph.source[e] == v && graph.target[e] == u;
    return graph.is_directed ? (arcs == travel::along ? along : against) : along || against;
  }

  /// Calls visit(e, u, v) for each way to go through an edge.
  template <class Visit>
  void for_each_way(const Visit& visit) const {
    for (edge_id e = 0; e < graph.edges(); ++e) {
      if (!graph.is_directed || arcs == travel::along) visit(e, graph.source[e], graph.target[e]);
      if (!graph.is_directed || arcs == travel::against) visit(e, graph.target[e], graph.source[e]);
    }
  }

  /// Whether the path is one, has no vertex twice and leads from source to target.
  bool is_path(const flow_path& path, vertex_id source, vertex_id target, const std::string& name) {
    const std::size_t before = violations.size();
    if (path.vertices.size() != path.edges.size() + 1) {
      add(name + " has not one vertex more than edges");
      return false;
    }
    if (path.vertices.front() != source || path.vertices.back() != target)
      add(name + " does not lead from its source to its target");
    for (std::size_t i = 0; i < path.edges.size(); ++i)
      if (path.edges[i] >= graph.edges() || !leads(path.edges[i], path.vertices[i], path.vertices[i + 1]))
        add(name + " has an edge that does not lead from one of its vertices to the next");
    std::vector<vertex_id> sorted = path.vertices;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) add(name + " meets a vertex twice");
    return violations.size() == before;
  }

  /// Whether the predecessors make a tree of edges of the graph, rooted at the source; calls visit(v, u, e) from the root
  /// outwards.
  template <class Tree, class Visit>
  bool is_tree(const Tree& tree, const Visit& visit) {
    const std::size_t n = graph.vertices();
    if (tree.source >= n || tree.predecessor.size() != n || tree.predecessor_edge.size() != n) {
      add("the tree is none of this graph's");
      return false;
    }
    const std::size_t before = violations.size();
    std::vector<std::vector<vertex_id>> hanging(n);
    std::size_t reached = 0;
    for (vertex_id v = 0; v < n; ++v) {
      const vertex_id u = tree.predecessor[v];
      const edge_id e = tree.predecessor_edge[v];
      const std::string vertex = "vertex " + to_text(v);
      if (tree.reached(v)) ++reached;
      if ((u == no_vertex) != (e == no_edge)) add(vertex + " has one of predecessor and edge");
      if (e == no_edge || u == no_vertex) continue;
      if (v == tree.source) add("the source has a predecessor");
      if (e >= graph.edges() || u >= n || !leads(e, u, v))
        add(vertex + " hangs on an edge that does not lead to it from its predecessor");
      else
        hanging[u].push_back(v);
    }
    if (violations.size() != before) return false;
    std::vector<vertex_id> order{tree.source};
    for (std::size_t i = 0; i < order.size(); ++i)
      for (const vertex_id v : hanging[order[i]]) {
        visit(v, order[i], tree.predecessor_edge[v]);
        order.push_back(v);
      }
    if (order.size() != reached) add("some predecessors go in circles");
    return true;
  }

  /// By distances as they stand in the tree. length(e) adds exactly to them.
  template <class Number, class Distance, class Length>
  void check_distances(const shortest_path_tree& tree, const Distance& distance, const Length& length) {
    if (!is_tree(tree, [&](vertex_id v, vertex_id u, edge_id e) {
          if (Number(distance[u]) + length(e) != Number(distance[v])) add("the edge into vertex " + to_text(v) + " is not tight");
        }))
      return;
    if (distance[tree.source] != 0) add("the source is not at distance 0");
    for (vertex_id v = 0; v < graph.vertices(); ++v)
      if (!tree.reached(v) && distance[v] != 0) add("vertex " + to_text(v) + " is not reached and has a distance");
    for_each_way([&](edge_id e, vertex_id u, vertex_id v) {
      if (!tree.reached(u)) return;
      if (!tree.reached(v))
        add("edge " + to_text(e) + " leads to vertex " + to_text(v) + ", which is not reached");
      else if (Number(distance[v]) > Number(distance[u]) + length(e))
        add("edge " + to_text(e) + " makes the way to vertex " + to_text(v) + " shorter");
    });
  }

  void check_lengths_of(const shortest_path_tree& tree, const edge_lengths& lengths) {
    const std::size_t n = graph.vertices();
    if ((tree.ties == ties::exact) != lengths.is_exact() || (lengths.is_exact() ? tree.units.size() : tree.rounded.size()) != n)
      return add("there is not one distance of the lengths' kind for each vertex");
    if (!lengths.is_exact())
      return check_distances<double>(tree, tree.rounded, [&](edge_id e) { return lengths.approximate()[e]; });
    if (tree.unit != lengths.unit()) return add("the distances are not in the lengths' unit");
    check_distances<int128>(tree, tree.units, [&](edge_id e) { return int128{lengths.numerators()[e]}; });
  }

  /// By capacities as numbers of one kind; a width is a capacity, or unlimited (nothing).
  template <class Number>
  void check_widths(const widest_path_tree& tree, const flow_capacities& given, std::span<const Number> capacity,
                    const std::vector<Number>& stated) {
    const std::size_t n = graph.vertices();
    if (stated.size() != n || tree.bottleneck.size() != n) return add("there is not one width for each vertex");
    using width = std::optional<Number>;  // nothing: any amount
    const auto wider = [](const width& a, const width& b) { return b && (!a || *a > *b); };
    const auto of_edge = [&](edge_id e) { return given.is_unlimited(e) ? width() : width(capacity[e]); };
    const auto narrower = [&](const width& a, const width& b) { return wider(a, b) ? b : a; };
    std::vector<width> found(n);
    if (!is_tree(tree, [&](vertex_id v, vertex_id u, edge_id e) {
          found[v] = narrower(found[u], of_edge(e));
          if (tree.bottleneck[v] != tree.bottleneck[u] && tree.bottleneck[v] != e)
            add("the bottleneck of vertex " + to_text(v) + " is not on its path");
          else if (found[v] != (tree.bottleneck[v] == no_edge ? width() : of_edge(tree.bottleneck[v])))
            add("the bottleneck of vertex " + to_text(v) + " is not the narrowest edge of its path");
        }))
      return;
    if (tree.bottleneck[tree.source] != no_edge) add("the source has a bottleneck");
    for (vertex_id v = 0; v < n; ++v)
      if (stated[v] != (tree.reached(v) && found[v] ? *found[v] : Number{0}))
        add("the width of vertex " + to_text(v) + " is not that of its bottleneck");
    for_each_way([&](edge_id e, vertex_id u, vertex_id v) {
      if (!tree.reached(u) || (of_edge(e) && *of_edge(e) <= 0)) return;
      if (!tree.reached(v) || wider(narrower(found[u], of_edge(e)), found[v]))
        add("edge " + to_text(e) + " makes the way to vertex " + to_text(v) + " wider");
    });
  }

  void check_sharing(const std::vector<flow_path>& paths, disjointness share_no) {
    std::vector<char> edge_met(graph.edges(), 0);
    std::vector<char> vertex_met(graph.vertices(), 0);
    for (const flow_path& path : paths) {
      for (const edge_id e : path.edges)
        if (edge_met[e]++ != 0) add("two paths share edge " + to_text(e));
      for (std::size_t i = 1; i + 1 < path.vertices.size() && share_no == disjointness::vertices; ++i)
        if (vertex_met[path.vertices[i]]++ != 0) add("two paths share vertex " + to_text(path.vertices[i]));
    }
  }

  void check_cut(vertex_id source, vertex_id target, const disjoint_paths_result& result) {
    std::vector<char> reached(graph.vertices(), 0);  // 2: cut out
    for (const vertex_id v : result.cut_vertices) {
      if (v >= graph.vertices() || v == source || v == target) return add("the cut holds a vertex that it must not hold");
      reached[v] = 2;
    }
    std::vector<vertex_id> order{source};
    reached[source] = 1;
    for (std::size_t i = 0; i < order.size(); ++i)
      for (std::uint64_t a = graph.out.offset[order[i]]; a < graph.out.offset[order[i] + std::size_t{1}]; ++a) {
        const vertex_id v = graph.out.target[a];
        if (reached[v] != 0 || std::binary_search(result.cut_edges.begin(), result.cut_edges.end(), graph.out.edge[a])) continue;
        reached[v] = 1;
        order.push_back(v);
      }
    if (reached[target] != 0) add("the target is in reach without the cut");
    if (result.cut_edges.size() + result.cut_vertices.size() != result.paths.size())
      add("the cut has not as many edges and vertices as there are paths");
  }

  [[nodiscard]] static bool joins(vertex_id a, vertex_id b, vertex_id u, vertex_id v) {
    return (a == u && b == v) || (a == v && b == u);
  }

  /// Takes a part off what is left of the flow.
  void take_part(const flow_part& part, const std::string& name, const edge_flows& flow, std::vector<int128>& left) {
    if (!(part.amount.unit == flow.unit()) || part.amount.numerator <= 0)
      return add(name + " has no amount above 0 in the flow's unit");
    flow_path open = part.path;
    if (part.is_cycle) {
      if (open.edges.empty() || open.vertices.size() != open.edges.size() + 1 || open.vertices.front() != open.vertices.back())
        return add(name + " is not closed");
      const edge_id last = open.edges.back();
      open.edges.pop_back();
      open.vertices.pop_back();
      if (last >= graph.edges() ||
          !joins(graph.source[last], graph.target[last], open.vertices.back(), part.path.vertices.back()))
        return add(name + " is not closed by its last edge");
    }
    if (open.vertices.empty() || !is_path(open, open.vertices.front(), open.vertices.back(), name)) return;
    for (std::size_t i = 0; i < part.path.edges.size(); ++i) {
      const edge_id e = part.path.edges[i];
      const std::int64_t f = flow.numerators()[e];
      if (f == 0 || part.path.vertices[i] != (f > 0 ? graph.source[e] : graph.target[e]))
        add(name + " goes against the flow of edge " + to_text(e));
      left[e] -= f > 0 ? part.amount.numerator : -int128{part.amount.numerator};
    }
  }

  void check_parts(const edge_flows& flow, const decompose_flow_result& result) {
    const auto units = flow.numerators();
    std::vector<int128> left(units.begin(), units.end());
    std::vector<int128> net(graph.vertices(), 0);
    std::size_t carrying = 0;
    for (edge_id e = 0; e < graph.edges(); ++e) {
      net[graph.source[e]] += units[e];
      net[graph.target[e]] -= units[e];
      if (units[e] != 0) ++carrying;
    }
    for (std::size_t i = 0; i < result.cycles.size(); ++i) take_part(result.cycles[i], "cycle " + to_text(i), flow, left);
    for (std::size_t i = 0; i < result.paths.size(); ++i) {
      const flow_part& part = result.paths[i];
      const std::string name = "path " + to_text(i);
      if (part.is_cycle || part.path.edges.empty()) add(name + " leads nowhere");
      take_part(part, name, flow, left);
      if (!violations.empty()) return;
      if (net[part.path.vertices.front()] <= 0 || net[part.path.vertices.back()] >= 0)
        add(name + " does not lead from where more leaves to where more arrives");
    }
    for (edge_id e = 0; e < graph.edges(); ++e)
      if (left[e] != 0) add("the parts do not add up to the flow of edge " + to_text(e));
    if (result.paths.size() + result.cycles.size() > carrying) add("there are more parts than edges that carry something");
  }
};

}  // namespace detail

template <graph_like G>
std::vector<std::string> check_shortest_paths(const G& graph, const edge_lengths& lengths, const shortest_path_tree& tree,
                                              travel arcs) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::check_size("check_shortest_paths", lengths, view.edges());
  detail::path_check<direction_of<G>> check{view, arcs};
  check.check_lengths_of(tree, lengths);
  return check.violations;
}

template <graph_like G>
std::vector<std::string> check_shortest_paths(const G& graph, const shortest_path_tree& tree, travel arcs) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::path_check<direction_of<G>> check{view, arcs};
  check.check_lengths_of(tree, edge_lengths::uniform(view.edges()));
  return check.violations;
}

template <graph_like G>
std::vector<std::string> check_widest_paths(const G& graph, const flow_capacities& capacities, const widest_path_tree& tree,
                                            travel arcs) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  const edge_capacities& limits = capacities.limits();
  detail::check_size("check_widest_paths", limits, view.edges());
  detail::path_check<direction_of<G>> check{view, arcs};
  if (limits.is_exact() && tree.unit != limits.unit())
    check.add("the widths are not in the capacities' unit");
  else if (limits.is_exact())
    check.check_widths(tree, capacities, limits.numerators(), tree.units);
  else
    check.check_widths(tree, capacities, limits.approximate(), tree.rounded);
  return check.violations;
}

template <graph_like G>
std::vector<std::string> check_k_shortest_paths(const G& graph, const edge_lengths& lengths, vertex_id source, vertex_id target,
                                                const k_shortest_paths_result& result, travel arcs) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::check_size("check_k_shortest_paths", lengths, view.edges());
  detail::path_check<direction_of<G>> check{view, arcs};
  const bool exact = lengths.is_exact();
  if ((exact ? result.units.size() : result.rounded.size()) != result.paths.size() || (exact && result.unit != lengths.unit()))
    check.add("there is not one length of the lengths' kind and unit for each path");
  for (std::size_t i = 0; i < result.paths.size() && check.violations.empty(); ++i) {
    const std::string name = "path " + to_text(i);
    const flow_path& path = result.paths[i];
    if (!check.is_path(path, source, target, name)) break;
    int128 sum = 0;
    double rounded = 0.0;
    for (const edge_id e : path.edges) {
      if (exact) sum += lengths.numerators()[e];
      rounded += lengths[e];
    }
    if (exact ? sum != result.units[i] : std::fabs(rounded - result.rounded[i]) > 1e-12 * rounded)
      check.add(name + " has not the length that is stated");
    if (i == 0) continue;
    const bool longer = exact ? result.units[i - 1] < result.units[i] : result.rounded[i - 1] < result.rounded[i];
    const bool as_long = exact ? result.units[i - 1] == result.units[i] : result.rounded[i - 1] == result.rounded[i];
    if (!longer && !(as_long && (!exact || result.paths[i - 1].edges < path.edges))) check.add(name + " is not in its place");
  }
  return check.violations;
}

template <graph_like G>
std::vector<std::string> check_disjoint_paths(const G& graph, vertex_id source, vertex_id target,
                                              const disjoint_paths_result& result, disjointness share_no) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::path_check<direction_of<G>> check{view};
  for (std::size_t i = 0; i < result.paths.size(); ++i) check.is_path(result.paths[i], source, target, "path " + to_text(i));
  if (!check.violations.empty()) return check.violations;
  check.check_sharing(result.paths, share_no);
  if (share_no == disjointness::edges && !result.cut_vertices.empty()) check.add("the cut holds vertices");
  for (const edge_id e : result.cut_edges)
    if (share_no == disjointness::vertices && (e >= view.edges() || !check.leads(e, source, target)))
      check.add("the cut holds an edge that does not lead straight to the target");
  check.check_cut(source, target, result);
  return check.violations;
}

template <graph_like G>
std::vector<std::string> check_decomposition(const G& graph, const edge_flows& flow, const decompose_flow_result& result) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::check_size("check_decomposition", flow, view.edges());
  detail::path_check<direction_of<G>> check{view};
  if (!flow.is_exact())
    check.add("the flow is rounded: nothing can be proven");
  else
    check.check_parts(flow, result);
  return check.violations;
}

}  // namespace coopgraph
