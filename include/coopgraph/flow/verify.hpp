// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/verify_minimum_cost.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace coopgraph {

/// Which conditions of a greatest flow a result violates, each as a sentence; none: the result is proven. Of an optimal one: each
/// edge carries no more than its capacity, and a directed one not less than 0; what arrives at a vertex that is neither source
/// nor target leaves it; loops carry nothing; the value is what leaves the sources; the source side holds all sources, no target,
/// and just the vertices that the sources reach through spare capacity; the cut's edges are those that leave it; their capacities
/// add up to the value. Of an unbounded one: the path leads from a source to a target along unlimited edges. Exact, whatever the
/// units. Shares no code with the solver.
/// \throws input_error if there is not one capacity for each edge, or a source or target is no vertex
/// Complexity: O(n + m) time and memory.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_maximum_flow(const G& graph, const flow_capacities& capacities,
                                                          std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                                          const maximum_flow_result& result);
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_maximum_flow(const G& graph, const flow_capacities& capacities, vertex_id source,
                                                          vertex_id target, const maximum_flow_result& result);

// ---- end of the interface; the implementation follows ----

namespace detail {

/// The sign of a/q - b/p, exactly, by the whole parts and then those of the reciprocals of what is left. \pre a, b >= 0; q, p > 0
[[nodiscard]] constexpr int compare_fractions(int128 a, int128 q, int128 b, int128 p) noexcept {
  for (;;) {
    if (a / q != b / p) return a / q < b / p ? -1 : 1;
    a %= q;
    b %= p;
    if (a == 0 || b == 0) return (a != 0 ? 1 : 0) - (b != 0 ? 1 : 0);
    const int128 old_a = a;
    const int128 old_q = q;
    a = p;
    q = b;
    b = old_q;
    p = old_a;
  }
}

/// The sign of a * unit_of_a - b * unit_of_b.
[[nodiscard]] constexpr int compare_amounts(int128 a, const rational& unit_of_a, int128 b, const rational& unit_of_b) noexcept {
  if (unit_of_a == unit_of_b || a == 0 || b == 0 || (a < 0) != (b < 0)) return a < b ? -1 : a > b ? 1 : 0;
  const int128 a_times = int128{unit_of_a.numerator()} * unit_of_b.denominator();
  const int128 b_times = int128{unit_of_b.numerator()} * unit_of_a.denominator();
  return a > 0 ? compare_fractions(a, b_times, b, a_times) : compare_fractions(-b, a_times, -a, b_times);
}

/// One check of one result; the steps add what they find to `violations`.
template <direction D>
struct maximum_flow_check {
  const csr_view<D>& graph;
  const flow_capacities& capacities;
  std::span<const vertex_id> sources;
  std::span<const vertex_id> targets;
  const maximum_flow_result& result;
  std::vector<std::string> violations = {};

  void add(std::string text) { violations.push_back(std::move(text)); }

  [[nodiscard]] static bool holds(std::span<const vertex_id> vertices, vertex_id v) {
    return std::find(vertices.begin(), vertices.end(), v) != vertices.end();
  }

  /// Whether amount (in units of the flow) is more than edge e may carry.
  [[nodiscard]] int against_capacity(int128 amount, edge_id e) const {
    if (capacities.is_unlimited(e)) return -1;
    return compare_amounts(amount, result.flow.unit(), capacities.limits().numerators()[e], capacities.limits().unit());
  }

  void check_edges() {
    const auto flow = result.flow.numerators();
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const int128 f = flow[e];
      const std::string edge = "edge " + to_text(e);
      if (graph.source[e] == graph.target[e] && f != 0) add(edge + " is a loop and carries a flow");
      if (graph.is_directed && f < 0) add(edge + " carries less than 0");
      if (against_capacity(f < 0 ? -f : f, e) > 0) add(edge + " carries more than its capacity");
    }
  }

  void check_vertices() {
    std::vector<int128> net(graph.vertices(), 0);
    const auto flow = result.flow.numerators();
    for (edge_id e = 0; e < graph.edges(); ++e) {
      net[graph.source[e]] += flow[e];
      net[graph.target[e]] -= flow[e];
    }
    std::vector<char> at_end(graph.vertices(), 0);
    for (const vertex_id v : targets) at_end[v] = 1;
    int128 leaving = 0;
    for (const vertex_id v : sources) {
      if (at_end[v] == 0) leaving += net[v];
      at_end[v] = 1;
    }
    for (vertex_id v = 0; v < graph.vertices(); ++v)
      if (at_end[v] == 0 && net[v] != 0)
        add((net[v] < 0 ? "more arrives at vertex " : "less arrives at vertex ") + to_text(v) + " than leaves it");
    if (compare_amounts(leaving, result.flow.unit(), result.value.numerator, result.value.unit) != 0)
      add("the value is not what leaves the sources");
  }

  /// The source side by vertex, or nothing where it is no side at all.
  [[nodiscard]] std::vector<char> source_side() {
    std::vector<char> side(graph.vertices(), 0);
    const auto& listed = result.minimum_cut.source_side;
    for (std::size_t i = 0; i < listed.size(); ++i) {
      if (listed[i] >= graph.vertices() || (i > 0 && listed[i - 1] >= listed[i])) {
        add("the source side is no ascending list of vertices");
        return {};
      }
      side[listed[i]] = 1;
    }
    for (const vertex_id v : sources)
      if (side[v] == 0) add("the source side lacks the source " + to_text(v));
    for (const vertex_id v : targets)
      if (side[v] != 0) add("the source side holds the target " + to_text(v));
    return side;
  }

  void check_cut(const std::vector<char>& side) {
    std::vector<edge_id> crossing;
    int128 capacity = 0;
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const bool tail = side[graph.source[e]] != 0;
      const bool head = side[graph.target[e]] != 0;
      if (tail == head || (graph.is_directed && !tail)) continue;
      crossing.push_back(e);
      if (capacities.is_unlimited(e))
        add("edge " + to_text(e) + " leaves the source side and is unlimited");
      else
        capacity += capacities.limits().numerators()[e];
    }
    const flow_cut& cut = result.minimum_cut;
    if (cut.edges != crossing) add("the edges of the cut are not those that leave the source side");
    if (compare_amounts(capacity, capacities.limits().unit(), cut.capacity.numerator, cut.capacity.unit) != 0)
      add("the capacity of the cut is not that of the edges that leave the source side");
    if (compare_amounts(capacity, capacities.limits().unit(), result.value.numerator, result.value.unit) != 0)
      add("the capacity of the cut is not the value");
  }

  /// What is said of vertices: each of the source side is reached through spare capacity, and no other.
  void check_nearest(const std::vector<char>& side) {
    std::vector<char> reached(graph.vertices(), 0);
    std::vector<vertex_id> waiting(sources.begin(), sources.end());
    for (const vertex_id v : sources) reached[v] = 1;
    const auto flow = result.flow.numerators();
    while (!waiting.empty()) {
      const vertex_id u = waiting.back();
      waiting.pop_back();
      const auto spread = [&](const arc_rows& rows, bool along) {
        for (std::size_t i = 0; i < rows.degree(u); ++i) {
          const vertex_id v = rows.targets_of(u)[i];
          const edge_id e = rows.edges_of(u)[i];
          const int128 carried = graph.source[e] == u ? int128{flow[e]} : -int128{flow[e]};
          if (reached[v] != 0 || (along ? against_capacity(carried, e) >= 0 : flow[e] <= 0)) continue;
          reached[v] = 1;
          waiting.push_back(v);
        }
      };
      spread(graph.out, true);
      if (graph.is_directed) spread(graph.in, false);
    }
    if (reached != side) add("the source side is not what the sources reach through spare capacity");
  }

  void check_optimal() {
    if (!result.flow.is_exact() || result.flow.size() != graph.edges()) return add("there is not one exact flow for each edge");
    if (!capacities.limits().is_exact()) return add("the capacities are rounded: nothing can be proven");
    check_edges();
    check_vertices();
    const std::vector<char> side = source_side();
    if (side.size() != graph.vertices()) return;
    check_cut(side);
    check_nearest(side);
  }

  void check_unbounded() {
    const auto& [vertices, edges] = result.unlimited_path;
    if (vertices.size() != edges.size() + 1) return add("the path has not one vertex more than edges");
    if (!holds(sources, vertices.front())) add("the path does not begin at a source");
    if (!holds(targets, vertices.back())) add("the path does not end at a target");
    for (std::size_t i = 0; i < edges.size(); ++i) {
      const edge_id e = edges[i];
      const std::string edge = "edge " + to_text(e) + " of the path ";
      if (e >= graph.edges()) {
        add(edge + "is none");
        continue;
      }
      if (!capacities.is_unlimited(e)) add(edge + "is not unlimited");
      const bool along = graph.source[e] == vertices[i] && graph.target[e] == vertices[i + 1];
      const bool against = graph.target[e] == vertices[i] && graph.source[e] == vertices[i + 1];
      if (!along && (graph.is_directed || !against)) add(edge + "does not lead from one of its vertices to the next");
    }
  }
};

}  // namespace detail

template <graph_like G>
std::vector<std::string> check_maximum_flow(const G& graph, const flow_capacities& capacities, std::span<const vertex_id> sources,
                                            std::span<const vertex_id> targets, const maximum_flow_result& result) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::check_size("check_maximum_flow", capacities.limits(), view.edges());
  for (const auto& [name, vertices] : {std::pair{"sources", sources}, std::pair{"targets", targets}})
    for (const vertex_id v : vertices)
      if (v >= view.vertices())
        throw input_error("check_maximum_flow", name, to_text(v),
                          "below " + to_text(view.vertices()) + ", the number of vertices");
  detail::maximum_flow_check<direction_of<G>> check{view, capacities, sources, targets, result};
  result.status == flow_status::optimal ? check.check_optimal() : check.check_unbounded();
  return check.violations;
}

template <graph_like G>
std::vector<std::string> check_maximum_flow(const G& graph, const flow_capacities& capacities, vertex_id source, vertex_id target,
                                            const maximum_flow_result& result) {
  return check_maximum_flow(graph, capacities, std::span<const vertex_id>(&source, 1), std::span<const vertex_id>(&target, 1),
                            result);
}

}  // namespace coopgraph
