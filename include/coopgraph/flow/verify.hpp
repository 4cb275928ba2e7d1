// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/flow/verify_minimum_cost.hpp>
#include <coopgraph/flow/verify_paths.hpp>
#include <coopgraph/graph/snapshot.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {

/// Which conditions of a greatest flow a result violates, each as a sentence; none: the result is proven. Of an optimal one: each
/// edge carries no more than its capacity and no less than its lower bound, a directed one not less than 0; no more passes
/// through a vertex than its capacity; what arrives at a vertex that is neither source nor target leaves it; loops carry their
/// lower bound; the value is what leaves the sources; the source side holds all sources, no target, and just the vertices that
/// the sources reach through spare capacity; the cut's edges and vertices are those that lead out of it; its capacity is the
/// value. With flow_cuts::all the last cut alike, seen from the targets, and the lists of bottlenecks. Of an unbounded one: the
/// path leads from a source to a target along unlimited edges and vertices. Of an infeasible one: the violated cut holds all
/// sources and targets or none, and its capacity is that of what leads out of it less the lower bounds of what leads in, and
/// below 0. Exact, whatever the units. Shares no code with the solver. The options are those that the result was asked for with.
/// \throws input_error if there is not one capacity (lower bound) for each edge or vertex, or a source or target is no vertex
/// Complexity: O(n + m) time and memory.
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_maximum_flow(const G& graph, const flow_capacities& capacities,
                                                          std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                                          const maximum_flow_result& result,
                                                          const maximum_flow_options& options = {});
template <graph_like G>
[[nodiscard]] std::vector<std::string> check_maximum_flow(const G& graph, const flow_capacities& capacities, vertex_id source,
                                                          vertex_id target, const maximum_flow_result& result,
                                                          const maximum_flow_options& options = {});

// ---- end of the interface; the implementation follows ----

namespace detail {

/// The sign of a/q - b/p, exactly, by the whole parts and then those of the reciprocals of what is left.
/// \pre a, b >= 0; q, p > 0
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

/// Sums of capacities of edges, of vertices and of lower bounds, each of its own unit, as multiples of one fraction 1 / bottom.
struct shared_scale {
  std::int64_t bottom = 1;  // 0: it does not fit

  explicit shared_scale(std::initializer_list<rational> units) {
    for (const rational& unit : units) {
      if (bottom == 0) return;
      const std::int64_t more = unit.denominator() / std::gcd(bottom, unit.denominator());
      bottom = checked_multiply(bottom, more).value_or(0);
    }
  }
  [[nodiscard]] int128 factor(const rational& unit) const { return int128{bottom / unit.denominator()} * unit.numerator(); }
};

/// One check of one result; the steps add what they find to `violations`. A vertex is looked at as two places: its way in, 2 v,
/// where what arrives arrives, and its way out, 2 v + 1, from where it leaves.
template <direction D>
struct maximum_flow_check {
  const csr_view<D>& graph;
  const flow_capacities& capacities;
  std::span<const vertex_id> sources;
  std::span<const vertex_id> targets;
  const maximum_flow_result& result;
  const maximum_flow_options& options;
  std::vector<std::string> violations = {};
  std::vector<char> is_source = {};
  std::vector<char> is_target = {};
  std::vector<int128> through = {};  // by vertex, in units of the flow

  void add(std::string text) { violations.push_back(std::move(text)); }
  [[nodiscard]] static std::size_t way_in(vertex_id v) { return 2 * std::size_t{v}; }
  [[nodiscard]] static std::size_t way_out(vertex_id v) { return 2 * std::size_t{v} + 1; }

  void mark_terminals() {
    is_source.assign(graph.vertices(), 0);
    is_target.assign(graph.vertices(), 0);
    for (const vertex_id v : sources) is_source[v] = 1;
    for (const vertex_id v : targets) is_target[v] = 1;
  }

  /// The sign of amount (in units of the flow) less what edge e may carry, or must.
  [[nodiscard]] int against_capacity(int128 amount, edge_id e) const {
    if (capacities.is_unlimited(e)) return -1;
    return compare_amounts(amount, result.flow.unit(), capacities.limits().numerators()[e], capacities.limits().unit());
  }
  [[nodiscard]] int against_lower(int128 amount, edge_id e) const {
    if (!options.lower) return amount > 0 ? 1 : amount < 0 ? -1 : 0;
    return compare_amounts(amount, result.flow.unit(), options.lower->numerators()[e], options.lower->unit());
  }
  [[nodiscard]] int against_vertex(int128 amount, vertex_id v) const {
    if (!options.vertices || options.vertices->is_unlimited(v)) return -1;
    const auto& limits = options.vertices->by_position().limits();
    return compare_amounts(amount, result.flow.unit(), limits.numerators()[v], limits.unit());
  }

  void check_edges() {
    const auto flow = result.flow.numerators();
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const int128 f = flow[e];
      const std::string edge = "edge " + to_text(e);
      if (graph.source[e] == graph.target[e] && f != 0 && against_lower(f, e) != 0)
        add(edge +
            (options.lower ? " is a loop and carries another flow than its lower bound" : " is a loop and carries a flow"));
      if (graph.is_directed && f < 0) add(edge + " carries less than 0");
      if (options.lower && against_lower(f, e) < 0) add(edge + " carries less than its lower bound");
      if (against_capacity(f < 0 ? -f : f, e) > 0) add(edge + " carries more than its capacity");
    }
  }

  void check_vertices() {
    std::vector<int128> arriving(graph.vertices(), 0);
    std::vector<int128> leaving(graph.vertices(), 0);
    const auto flow = result.flow.numerators();
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const bool forth = flow[e] >= 0;
      const int128 amount = forth ? int128{flow[e]} : -int128{flow[e]};
      leaving[forth ? graph.source[e] : graph.target[e]] += amount;
      arriving[forth ? graph.target[e] : graph.source[e]] += amount;
    }
    int128 value = 0;
    through.assign(graph.vertices(), 0);
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      through[v] = is_source[v] != 0 ? leaving[v] : arriving[v];
      if (is_source[v] != 0) value += leaving[v] - arriving[v];
      if (against_vertex(through[v], v) > 0) add("more passes through vertex " + to_text(v) + " than its capacity");
      if (is_source[v] != 0 || is_target[v] != 0 || leaving[v] == arriving[v]) continue;
      add((leaving[v] < arriving[v] ? "more arrives at vertex " : "less arrives at vertex ") + to_text(v) + " than leaves it");
    }
    if (compare_amounts(value, result.flow.unit(), result.value.numerator, result.value.unit) != 0)
      add("the value is not what leaves the sources");
  }

  /// The places on the source side of a cut, or none where it is no cut.
  [[nodiscard]] std::vector<char> places_of(const flow_cut& cut, const std::string& side_name) {
    std::vector<char> places(2 * graph.vertices(), 0);
    const auto mark = [&](const std::vector<vertex_id>& listed, std::size_t place, char value) {
      for (std::size_t i = 0; i < listed.size(); ++i) {
        if (listed[i] >= graph.vertices() || (i > 0 && listed[i - 1] >= listed[i])) return false;
        if (place == 0) places[way_in(listed[i])] = value;
        if (value == 0 && places[way_in(listed[i])] == 0) return false;
        places[way_out(listed[i])] = value;
      }
      return true;
    };
    if (!mark(cut.source_side, 0, 1)) {
      add(side_name + " is no ascending list of vertices");
      return {};
    }
    if (!mark(cut.vertices, 1, 0)) {
      add("the vertices that are cut are no ascending list of vertices of " + side_name);
      return {};
    }
    return places;
  }

  /// What leads out of the places, and its capacity less what must come back.
  void check_cut(const flow_cut& cut, const std::vector<char>& places, const std::string& name) {
    std::vector<edge_id> crossing;
    std::vector<edge_id> returning;
    const rational edge_unit = capacities.limits().unit();
    const rational vertex_unit = options.vertices ? options.vertices->by_position().limits().unit() : edge_unit;
    const rational lower_unit = options.lower ? options.lower->unit() : edge_unit;
    const shared_scale scale{edge_unit, vertex_unit, lower_unit};
    if (scale.bottom == 0) return add("the units of the capacities fit no shared one: nothing can be proven");
    int128 capacity = 0;
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const vertex_id u = graph.source[e];
      const vertex_id v = graph.target[e];
      const bool forth = places[way_out(u)] != 0 && places[way_in(v)] == 0;
      const bool back = places[way_out(v)] != 0 && places[way_in(u)] == 0;
      if (forth || (back && !graph.is_directed)) {
        crossing.push_back(e);
        if (capacities.is_unlimited(e))
          add("edge " + to_text(e) + " leaves " + name + " and is unlimited");
        else
          capacity += capacities.limits().numerators()[e] * scale.factor(edge_unit);
      } else if (options.lower && places[way_out(u)] == 0 && places[way_in(v)] != 0 && options.lower->numerators()[e] > 0) {
        returning.push_back(e);
        capacity -= options.lower->numerators()[e] * scale.factor(lower_unit);
      }
    }
    for (const vertex_id v : cut.vertices)
      if (!options.vertices || options.vertices->is_unlimited(v))
        add("vertex " + to_text(v) + " is cut and is unlimited");
      else
        capacity += options.vertices->by_position().limits().numerators()[v] * scale.factor(vertex_unit);
    if (cut.edges != crossing) add("the edges of the cut are not those that leave " + name);
    if (cut.returning != returning) add("the returning edges of the cut are not those with lower bounds that enter " + name);
    if (compare_amounts(capacity, {1, scale.bottom}, cut.capacity.numerator, cut.capacity.unit) != 0)
      add("the capacity of the cut is not that of the edges that leave " + name);
    if (result.status == flow_status::optimal
            ? compare_amounts(capacity, {1, scale.bottom}, result.value.numerator, result.value.unit) != 0
            : capacity >= 0)
      add(result.status == flow_status::optimal ? "the capacity of the cut is not the value"
                                                : "the capacity of the violated cut is not below 0");
  }

  /// Calls visit(other place) for each place to which, or from which, something more can be pushed. What passes a vertex can be
  /// less as far as something passes.
  template <class Visit>
  void spare_arcs(std::size_t place, bool forward, const Visit& visit) const {
    const auto u = static_cast<vertex_id>(place / 2);
    const bool at_exit = place % 2 != 0;
    const bool more = against_vertex(through[u], u) < 0;
    const bool less = through[u] > 0;
    if (forward == at_exit ? less : more) visit(place ^ 1U);
    const auto flow = result.flow.numerators();
    const auto along = [&](const arc_rows& rows, bool leaving) {
      for (std::size_t i = 0; i < rows.degree(u); ++i) {
        const edge_id e = rows.edges_of(u)[i];
        const vertex_id v = rows.targets_of(u)[i];
        // What e carries from a way out to a way in, where this place is one of them.
        const bool tail_is_source = graph.is_directed || (graph.source[e] == u) == leaving;
        const int128 carried = tail_is_source ? int128{flow[e]} : -int128{flow[e]};
        const bool room = against_capacity(carried, e) < 0;
        const bool taken = graph.is_directed ? against_lower(carried, e) > 0 : carried > 0;
        if (leaving == forward ? room : taken) visit(leaving ? way_in(v) : way_out(v));
      }
    };
    if (at_exit) along(graph.out, true);
    if (!at_exit) along(graph.in, false);
  }

  [[nodiscard]] std::vector<char> spread(std::vector<std::size_t> waiting, bool forward) const {
    std::vector<char> reached(2 * graph.vertices(), 0);
    for (const std::size_t place : waiting) reached[place] = 1;
    while (!waiting.empty()) {
      const std::size_t place = waiting.back();
      waiting.pop_back();
      spare_arcs(place, forward, [&](std::size_t other) {
        if (reached[other] != 0) return;
        reached[other] = 1;
        waiting.push_back(other);
      });
    }
    return reached;
  }

  /// The places in the order in which searches leave them, and then what reaches what along the arcs turned round (Kosaraju).
  [[nodiscard]] std::vector<std::size_t> strong_parts() const {
    const std::size_t count = 2 * graph.vertices();
    std::vector<std::vector<std::size_t>> forth(count);
    std::vector<std::vector<std::size_t>> back(count);
    for (std::size_t place = 0; place < count; ++place)
      spare_arcs(place, true, [&](std::size_t other) {
        forth[place].push_back(other);
        back[other].push_back(place);
      });
    std::vector<std::size_t> left;
    std::vector<std::size_t> next(count, 0);
    std::vector<char> seen(count, 0);
    for (std::size_t root = 0; root < count; ++root) {
      std::vector<std::size_t> path;
      if (seen[root] == 0) path.push_back(root), seen[root] = 1;
      while (!path.empty()) {
        const std::size_t place = path.back();
        if (next[place] == forth[place].size()) {
          left.push_back(place);
          path.pop_back();
        } else if (const std::size_t other = forth[place][next[place]++]; seen[other] == 0) {
          seen[other] = 1;
          path.push_back(other);
        }
      }
    }
    std::vector<std::size_t> part(count, count);
    for (std::size_t i = count; i-- > 0;) {
      std::vector<std::size_t> waiting;
      if (part[left[i]] == count) waiting.push_back(left[i]), part[left[i]] = left[i];
      while (!waiting.empty()) {
        const std::size_t place = waiting.back();
        waiting.pop_back();
        for (const std::size_t other : back[place])
          if (part[other] == count) part[other] = left[i], waiting.push_back(other);
      }
    }
    return part;
  }

  void check_bottlenecks(const std::vector<char>& from, const std::vector<char>& to) {
    const std::vector<std::size_t> part = strong_parts();
    const auto every = [&](std::size_t tail, std::size_t head) { return from[tail] != 0 && to[head] != 0; };
    const auto some = [&](std::size_t tail, std::size_t head) {
      return to[tail] == 0 && from[head] == 0 && part[tail] != part[head];
    };
    flow_bottlenecks right;
    const auto flow = result.flow.numerators();
    for (edge_id e = 0; e < graph.edges(); ++e) {
      const auto look = [&](vertex_id u, vertex_id v, int128 carried) {
        const bool tight =
            against_capacity(carried, e) == 0 && carried > 0 && (!graph.is_directed || against_lower(carried, e) > 0);
        return std::pair{every(way_out(u), way_in(v)), tight && some(way_out(u), way_in(v))};
      };
      const auto forth = look(graph.source[e], graph.target[e], flow[e]);
      const auto back = graph.is_directed ? std::pair{false, false} : look(graph.target[e], graph.source[e], -int128{flow[e]});
      if (forth.first || back.first) right.edges.push_back(e);
      if (forth.second || back.second) right.edges_in_some_cut.push_back(e);
    }
    for (vertex_id v = 0; v < graph.vertices(); ++v) {
      if (!options.vertices || options.vertices->is_unlimited(v)) continue;
      if (every(way_in(v), way_out(v))) right.vertices.push_back(v);
      if (through[v] > 0 && against_vertex(through[v], v) == 0 && some(way_in(v), way_out(v)))
        right.vertices_in_some_cut.push_back(v);
    }
    const flow_bottlenecks& said = result.bottlenecks;
    if (said.edges != right.edges) add("the edges that are bottlenecks are not those of every least cut");
    if (said.vertices != right.vertices) add("the vertices that are bottlenecks are not those of every least cut");
    if (said.edges_in_some_cut != right.edges_in_some_cut) add("the edges in some cut are not those of the least cuts");
    if (said.vertices_in_some_cut != right.vertices_in_some_cut) add("the vertices in some cut are not those of the least cuts");
  }

  void check_optimal() {
    if (!result.flow.is_exact() || result.flow.size() != graph.edges()) return add("there is not one exact flow for each edge");
    check_edges();
    check_vertices();
    std::vector<char> places = places_of(result.minimum_cut, "the source side");
    if (places.empty() && graph.vertices() > 0) return;
    for (const vertex_id v : sources)
      if (places[way_in(v)] == 0) add("the source side lacks the source " + to_text(v));
    for (const vertex_id v : targets)
      if (places[way_out(v)] != 0) add("the source side holds the target " + to_text(v));
    check_cut(result.minimum_cut, places, "the source side");
    std::vector<std::size_t> ends;
    for (const vertex_id v : sources) ends.push_back(way_in(v));
    const std::vector<char> from = spread(ends, true);
    if (from != places) add("the source side is not what the sources reach through spare capacity");
    if (options.cuts != flow_cuts::all) return;
    const flow_cut& last = result.bottlenecks.last_cut;
    places = places_of(last, "the last source side");
    if (places.empty() && graph.vertices() > 0) return;
    check_cut(last, places, "the last source side");
    ends.clear();
    for (const vertex_id v : targets) ends.push_back(way_out(v));
    const std::vector<char> to = spread(ends, false);
    for (std::size_t place = 0; place < to.size(); ++place)
      if ((to[place] != 0) == (places[place] != 0))
        return add("the last source side is not all that does not reach the targets through spare capacity");
    check_bottlenecks(from, to);
  }

  void check_infeasible() {
    const flow_cut& cut = result.violated_cut;
    const std::vector<char> places = places_of(cut, "the side");
    if (places.empty() && graph.vertices() > 0) return;
    std::size_t held = 0;
    for (const vertex_id v : sources) held += places[way_in(v)] != 0 ? 1U : 0U;
    for (const vertex_id v : targets) held += places[way_out(v)] != 0 ? 1U : 0U;
    if (held != 0 && held != sources.size() + targets.size()) add("the side holds some of the sources and targets, but not all");
    check_cut(cut, places, "the side");
  }

  void check_unbounded() {
    const auto& [vertices, edges] = result.unlimited_path;
    if (vertices.size() != edges.size() + 1) return add("the path has not one vertex more than edges");
    for (const vertex_id v : vertices) {
      if (v >= graph.vertices()) return add("the path holds " + to_text(v) + ", which is no vertex");
      if (options.vertices && !options.vertices->is_unlimited(v)) add("vertex " + to_text(v) + " of the path is not unlimited");
    }
    if (is_source[vertices.front()] == 0) add("the path does not begin at a source");
    if (is_target[vertices.back()] == 0) add("the path does not end at a target");
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

  void run() {
    const bool exact = capacities.limits().is_exact() && (!options.lower || options.lower->is_exact()) &&
                       (!options.vertices || options.vertices->by_position().limits().is_exact());
    mark_terminals();
    if (result.status == flow_status::unbounded) return check_unbounded();
    if (!exact) return add("the capacities are rounded: nothing can be proven");
    result.status == flow_status::optimal ? check_optimal() : check_infeasible();
  }
};

}  // namespace detail

template <graph_like G>
std::vector<std::string> check_maximum_flow(const G& graph, const flow_capacities& capacities, std::span<const vertex_id> sources,
                                            std::span<const vertex_id> targets, const maximum_flow_result& result,
                                            const maximum_flow_options& options) {
  const auto& snapshot = snapshot_of(graph);
  const auto view = view_of(snapshot);
  detail::check_size("check_maximum_flow", capacities.limits(), view.edges());
  if (options.lower) detail::check_size("check_maximum_flow", *options.lower, view.edges());
  if (options.vertices && options.vertices->size() != view.vertices())
    throw input_error("check_maximum_flow", "number of vertex capacities", to_text(options.vertices->size()),
                      to_text(view.vertices()) + ", one for each vertex");
  for (const auto& [name, vertices] : {std::pair{"sources", sources}, std::pair{"targets", targets}})
    for (const vertex_id v : vertices)
      if (v >= view.vertices())
        throw input_error("check_maximum_flow", name, to_text(v),
                          "below " + to_text(view.vertices()) + ", the number of vertices");
  detail::maximum_flow_check<direction_of<G>> check{view, capacities, sources, targets, result, options};
  check.run();
  return check.violations;
}

template <graph_like G>
std::vector<std::string> check_maximum_flow(const G& graph, const flow_capacities& capacities, vertex_id source, vertex_id target,
                                            const maximum_flow_result& result, const maximum_flow_options& options) {
  return check_maximum_flow(graph, capacities, std::span<const vertex_id>(&source, 1), std::span<const vertex_id>(&target, 1),
                            result, options);
}

}  // namespace coopgraph
