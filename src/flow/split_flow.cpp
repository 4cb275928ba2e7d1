// SPDX-License-Identifier: BSL-1.0
#include "flow/split_flow.hpp"

#include "flow/minimum_cuts.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/scaled_number.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "maximum_flow";

/// Edges with their capacities, of a graph to be.
struct arc_list {
  std::vector<endpoints> arcs = {};
  std::vector<std::int64_t> most = {};
  std::vector<bool> free = {};

  void add(vertex_id u, vertex_id v, std::int64_t capacity, bool unlimited) {
    arcs.push_back({u, v});
    most.push_back(unlimited ? 0 : capacity);
    free.push_back(unlimited);
  }
};

unit_flow solve(std::size_t vertices, const arc_list& list, std::span<const terminal> kinds, const execution& run) {
  const directed_graph graph(vertices, list.arcs);
  const directed_view view = graph.view();
  const unit_limits limits{list.most, list.free};
  return plain_flow(flow_problem<direction::directed>{view, limits, kinds, run});
}

// ---- 1. some flow between the bounds ----

/// A circulation in which sources and targets are one vertex that takes and gives anything: each edge carries its lower bound,
/// and a flow from a vertex that has too much to one that has too little takes what is left over.
struct circulation {
  const split_network& on;
  const directed_view view;
  vertex_id outside;  // stands for all sources and targets; the next two for the ends of the helping flow
  std::vector<terminal> kinds = {};
  arc_list list = {};
  std::int64_t wanted = 0;

  circulation(const split_network& split, std::span<const terminal> ends)
      : on(split), view(split.graph.view()), outside(static_cast<vertex_id>(view.vertices())) {
    kinds.assign(view.vertices() + 3, terminal::none);
    kinds[outside + std::size_t{1}] = terminal::source;
    kinds[outside + std::size_t{2}] = terminal::target;
    const auto place = [&](vertex_id v) { return ends[v] == terminal::none ? v : outside; };
    std::vector<int128> surplus(view.vertices() + 1, 0);
    for (edge_id e = 0; e < view.edges(); ++e) {
      const vertex_id u = place(view.source[e]);
      const vertex_id v = place(view.target[e]);
      surplus[v] += on.least[e];
      surplus[u] -= on.least[e];
      list.add(u, v, on.most[e] - on.least[e], on.free[e]);
    }
    int128 sum = 0;
    for (vertex_id v = 0; v <= outside; ++v) {
      const auto amount = static_cast<std::int64_t>(surplus[v] < 0 ? -surplus[v] : surplus[v]);
      if (surplus[v] > 0) list.add(outside + 1, v, amount, false), sum += amount;
      if (surplus[v] < 0) list.add(v, outside + 2, amount, false);
    }
    wanted = static_cast<std::int64_t>(sum);
  }
};

/// The side of the cut that forbids a circulation: what the surplus reaches. Each split target is put on the side of all.
std::vector<bool> violated_side(const circulation& c, std::span<const terminal> ends, const unit_flow& flow,
                                const execution& run) {
  const directed_graph graph(c.kinds.size(), c.list.arcs);
  const directed_view view = graph.view();
  const unit_limits limits{c.list.most, c.list.free};
  const vertex_id start = c.outside + 1;
  std::vector<bool> side = reached_from(bounded_flow<direction::directed>{view, limits, {}, flow.by_edge, run}, {&start, 1});
  const bool all = side[c.outside];
  for (vertex_id v = 0; v < c.outside; ++v)
    if (ends[v] != terminal::none) side[v] = all;
  if (all)
    for (std::size_t i = 0; i < c.on.within.size(); ++i)
      if (ends[c.on.exit[c.on.within[i]]] == terminal::target) side[c.on.within[i]] = true;
  side.resize(c.outside);
  return side;
}

// ---- 2. as much as can be added to it ----

/// Adds to `flow` the greatest flow through the room that it leaves.
unit_flow raised(const split_network& on, std::span<const terminal> kinds, std::vector<std::int64_t> flow, const execution& run) {
  const directed_view view = on.graph.view();
  arc_list list;
  std::vector<edge_id> back;  // of the arcs after the first m: the edge that they take from
  for (edge_id e = 0; e < view.edges(); ++e) list.add(view.source[e], view.target[e], on.most[e] - flow[e], on.free[e]);
  for (edge_id e = 0; e < view.edges(); ++e) {
    if (flow[e] <= on.least[e]) continue;
    list.add(view.target[e], view.source[e], flow[e] - on.least[e], false);
    back.push_back(e);
  }
  unit_flow added = solve(view.vertices(), list, kinds, run);
  if (added.unbounded) return added;
  int128 before = 0;
  for (edge_id e = 0; e < view.edges(); ++e) {
    if (kinds[view.source[e]] == terminal::source) before += flow[e];
    if (kinds[view.target[e]] == terminal::source) before -= flow[e];
    if (on.free[e] && added.by_edge[e] > INT64_MAX - flow[e])
      throw input_error(function, "capacities", "an overflow on an unlimited edge", "flows below 2^63 units");
    flow[e] += added.by_edge[e];
  }
  for (std::size_t i = 0; i < back.size(); ++i) flow[back[i]] -= added.by_edge[view.edges() + i];
  const int128 value = before + added.value;
  if (value > INT64_MAX) throw input_error(function, "capacities", "an overflow of the value", "a value below 2^63 units");
  added.value = static_cast<std::int64_t>(value);
  added.by_edge = std::move(flow);
  return added;
}

/// Of an undirected edge that carries something both ways the lesser is taken from both, and from what passes its ends.
void cancel_opposites(const split_network& on, std::vector<std::int64_t>& flow) {
  if (!on.undirected) return;
  const directed_view view = on.graph.view();
  std::vector<edge_id> within(view.vertices(), no_edge);
  for (edge_id e = on.first_within(); e < view.edges(); ++e) within[view.source[e]] = e;
  for (edge_id e = 0; e < on.edges; ++e) {
    const std::int64_t both = std::min(flow[e], flow[on.edges + e]);
    if (both == 0) continue;
    flow[e] -= both;
    flow[on.edges + e] -= both;
    for (const vertex_id v : {view.target[e], view.target[on.edges + e]})
      if (within[v] != no_edge) flow[within[v]] -= both;
  }
}

}  // namespace

template <direction D>
split_network split(const csr_view<D>& graph, const flow_bounds& bounds) {
  const std::size_t n = graph.vertices();
  split_network made;
  made.edges = graph.edges();
  made.undirected = D == direction::undirected;
  std::size_t vertices = n;
  for (vertex_id v = 0; v < n; ++v) {
    const bool limited = !bounds.through.is_free(v);
    made.exit.push_back(static_cast<vertex_id>(limited ? vertices++ : v));
    if (limited) made.within.push_back(v);
  }
  arc_list list;
  const auto add = [&](vertex_id u, vertex_id v, edge_id e) {
    // A loop carries no more than it must.
    const std::int64_t least = bounds.lower.empty() ? 0 : bounds.lower[e];
    list.add(made.exit[u], v, u == v ? least : bounds.capacity.units[e], u != v && bounds.capacity.is_free(e));
  };
  for (edge_id e = 0; e < made.edges; ++e) add(graph.source[e], graph.target[e], e);
  if (made.undirected)
    for (edge_id e = 0; e < made.edges; ++e) add(graph.target[e], graph.source[e], e);
  for (const vertex_id v : made.within) list.add(v, made.exit[v], bounds.through.units[v], false);
  made.graph = directed_graph(vertices, list.arcs);
  made.most = std::move(list.most);
  made.free = std::move(list.free);
  if (std::any_of(bounds.lower.begin(), bounds.lower.end(), [](std::int64_t least) { return least > 0; })) {
    made.least.assign(bounds.lower.begin(), bounds.lower.end());
    made.least.resize(made.most.size(), 0);
  }
  return made;
}

split_flow greatest_split_flow(const split_network& on, std::span<const terminal> kinds, const execution& run) {
  split_flow found;
  if (on.least.empty()) {
    const directed_view view = on.graph.view();
    const unit_limits limits = on.limits();
    found.flow = plain_flow(flow_problem<direction::directed>{view, limits, kinds, run});
    if (!found.flow.unbounded) cancel_opposites(on, found.flow.by_edge);
    return found;
  }
  const circulation c(on, kinds);
  unit_flow flow = solve(c.kinds.size(), c.list, c.kinds, run);
  if (flow.value < c.wanted) {
    found.feasible = false;
    found.violated = violated_side(c, kinds, flow, run);
    return found;
  }
  flow.by_edge.resize(on.most.size());
  for (edge_id e = 0; e < on.most.size(); ++e) flow.by_edge[e] += on.least[e];
  found.flow = raised(on, kinds, std::move(flow.by_edge), run);
  return found;
}

template split_network split(const csr_view<direction::undirected>&, const flow_bounds&);
template split_network split(const csr_view<direction::directed>&, const flow_bounds&);

}  // namespace coopgraph::detail
