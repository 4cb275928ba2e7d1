// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/graph/breadth_first.hpp>

#include "flow/augmenting_trees.hpp"
#include "flow/push_relabel.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr const char* function = "maximum_flow";
constexpr std::uint32_t no_arc = UINT32_MAX;
constexpr std::uint32_t most_arcs = UINT32_MAX - 2;  // what is above marks vertices without a parent
constexpr std::size_t steps_between_stops = 65'536;

// ---- what is given ----

/// The capacities by edge, in units.
struct limits {
  std::span<const std::int64_t> units;
  std::vector<bool> free;  // by edge: unlimited. Empty: none is

  [[nodiscard]] bool is_free(edge_id e) const { return !free.empty() && free[e]; }
};

limits limits_of(const flow_capacities& capacities, std::size_t edges) {
  check_size(function, capacities.limits(), edges);
  if (!capacities.limits().is_exact())
    throw input_error(function, "capacities", "rounded (" + capacities.limits().why_approximate() + ")",
                      "exact capacities; round them to fewer decimals, or give whole numbers in a larger unit");
  limits given{capacities.limits().numerators(), {}};
  if (!capacities.unlimited().empty()) given.free.resize(edges);
  for (const edge_id e : capacities.unlimited()) given.free[e] = true;
  for (edge_id e = 0; e < edges; ++e)
    if (given.units[e] < 0 && !given.is_free(e))
      throw input_error(function, "capacities", to_text(capacities.limits()[e]) + " at edge " + to_text(e), "capacities >= 0");
  return given;
}

std::vector<terminal> terminals_of(std::span<const vertex_id> sources, std::span<const vertex_id> targets, std::size_t n) {
  std::vector<terminal> kinds(n, terminal::none);
  const auto take = [&](std::span<const vertex_id> vertices, terminal kind, const char* name) {
    if (vertices.empty()) throw input_error(function, name, "no vertex", "one or more");
    for (const vertex_id v : vertices) {
      if (v >= n)
        throw input_error(function, name, to_text(v), n == 0 ? "none, the graph has no vertices" : "0 to " + to_text(n - 1));
      if (kinds[v] != terminal::none && kinds[v] != kind)
        throw input_error(function, name, to_text(v) + ", which is a source as well", "vertices that are no source");
      kinds[v] = kind;
    }
  };
  take(sources, terminal::source, "sources");
  take(targets, terminal::target, "targets");
  return kinds;
}

template <direction D>
struct problem {
  const csr_view<D>& graph;
  const limits& capacity;
  const execution& run;

  void check_stop(std::size_t step) const {
    if (step % steps_between_stops == 0) stop_on_request{run}();
  }
};

// ---- 1. what unlimited edges tie to the sources and to the targets ----

/// The vertices that the terminals of a kind reach by unlimited edges (from targets: against them), as trees in order of breadth.
struct zone {
  struct entry {
    vertex_id vertex;
    std::size_t parent;  // its place in the order
    edge_id edge;        // to the parent; no_edge: a terminal
  };
  std::vector<entry> order;
};

/// Marks the vertices of the zone by the kind, too. Where sources reach a target that is the last entry and `met` is true.
template <direction D>
zone grow_zone(const problem<D>& p, terminal kind, std::vector<terminal>& kinds, bool& met) {
  const arc_rows& rows = kind == terminal::source ? p.graph.out : p.graph.in;
  zone found;
  for (vertex_id v = 0; v < kinds.size(); ++v)
    if (kinds[v] == kind) found.order.push_back({v, 0, no_edge});
  if (p.capacity.free.empty()) return found;
  std::size_t steps = 0;
  for (std::size_t i = 0; i < found.order.size(); ++i) {
    const vertex_id u = found.order[i].vertex;
    for (std::uint64_t arc = rows.offset[u]; arc < rows.offset[u + std::size_t{1}]; ++arc) {
      p.check_stop(++steps);
      const vertex_id v = rows.target[arc];
      const edge_id e = rows.edge[arc];
      if (!p.capacity.is_free(e) || kinds[v] == kind) continue;
      found.order.push_back({v, i, e});
      met = kinds[v] != terminal::none;
      if (met) return found;
      kinds[v] = kind;
    }
  }
  return found;
}

/// From a source to the last entry.
flow_path path_to_last(const zone& found) {
  flow_path path;
  for (std::size_t i = found.order.size() - 1;; i = found.order[i].parent) {
    path.vertices.push_back(found.order[i].vertex);
    if (found.order[i].edge == no_edge) break;
    path.edges.push_back(found.order[i].edge);
  }
  std::reverse(path.vertices.begin(), path.vertices.end());
  std::reverse(path.edges.begin(), path.edges.end());
  return path;
}

// ---- 2. an upper bound of the value ----

struct value_bound {
  std::int64_t units = 0;      // the lesser of what can leave the sources and what can reach the targets
  bool all_may_leave = false;  // whether all that can leave the sources at once is below 2^63, too
};

/// All edges between a zone and the rest have limits.
template <direction D>
value_bound bound_of(const problem<D>& p, const std::vector<terminal>& kinds) {
  int128 leaving = 0;
  int128 arriving = 0;
  for (edge_id e = 0; e < p.graph.edges(); ++e) {
    p.check_stop(e);
    const terminal tail = kinds[p.graph.source[e]];
    const terminal head = kinds[p.graph.target[e]];
    if (tail == head) continue;
    constexpr bool both_ways = D == direction::undirected;
    if (tail == terminal::source || (both_ways && head == terminal::source)) leaving += p.capacity.units[e];
    if (head == terminal::target || (both_ways && tail == terminal::target)) arriving += p.capacity.units[e];
  }
  const int128 bound = std::min(leaving, arriving);
  if (bound > INT64_MAX)
    throw input_error(
        function, "capacities",
        "an overflow: they add up to " + digits_of_whole(leaving) + " units out of the sources and to " +
            digits_of_whole(arriving) + " units into the targets",
        "one of these sums below 2^63 units; lower capacities that are no real limit, or round them to fewer decimals");
  return {static_cast<std::int64_t>(bound), leaving <= INT64_MAX};
}

// ---- 3. the residual network ----

/// An edge as a pair of arcs, tail to head and back. Nothing enters a source or leaves a target: no greatest flow needs it.
struct arc_pair {
  vertex_id tail = 0;
  vertex_id head = 0;
  std::uint64_t forth = 0;
  std::uint64_t back = 0;

  [[nodiscard]] bool empty() const { return forth == 0 && back == 0; }
};

template <direction D>
arc_pair arcs_of(const problem<D>& p, const std::vector<terminal>& kinds, std::int64_t bound, edge_id e) {
  arc_pair pair{p.graph.source[e], p.graph.target[e], 0, 0};
  const terminal tail = kinds[pair.tail];
  const terminal head = kinds[pair.head];
  if (pair.tail == pair.head || (tail == head && tail != terminal::none)) return pair;
  // No edge carries more than the bound, which keeps twice a capacity within 64 bits.
  const std::int64_t most = p.capacity.is_free(e) ? bound : std::min(bound, p.capacity.units[e]);
  if (head != terminal::source && tail != terminal::target) pair.forth = static_cast<std::uint64_t>(most);
  if (D == direction::undirected && tail != terminal::source && head != terminal::target)
    pair.back = static_cast<std::uint64_t>(most);
  return pair;
}

struct network_of_edges {
  residual_network network;
  std::vector<std::uint32_t> arc;  // by edge: that from its source; no_arc where nothing can flow
};

/// The rows in the order of the graph's, so that neighbours in it are neighbours in memory.
template <direction D>
network_of_edges make_network(const problem<D>& p, const std::vector<terminal>& kinds, std::int64_t bound) {
  const std::size_t n = p.graph.vertices();
  network_of_edges made{{std::vector<std::uint32_t>(n + 1, 0), {}}, std::vector<std::uint32_t>(p.graph.edges(), no_arc)};
  std::uint64_t pairs = 0;
  for (edge_id e = 0; e < p.graph.edges(); ++e) {
    p.check_stop(e);
    if (!arcs_of(p, kinds, bound, e).empty()) ++pairs;
  }
  if (2 * pairs > most_arcs)
    throw input_error(function, "graph", to_text(pairs) + " edges that can carry a flow", "below 2^31 of them");
  made.network.arcs.reserve(2 * pairs);

  std::vector<residual_arc>& arcs = made.network.arcs;
  const auto add = [&](vertex_id v, edge_id e) {
    const arc_pair pair = arcs_of(p, kinds, bound, e);
    if (pair.empty()) return;
    const auto here = static_cast<std::uint32_t>(arcs.size());
    const bool at_tail = v == pair.tail;
    const std::uint32_t other = made.arc[e];
    arcs.push_back({at_tail ? pair.head : pair.tail, other, at_tail ? pair.forth : pair.back});
    if (other != no_arc) arcs[other].reverse = here;
    if (other == no_arc || at_tail) made.arc[e] = here;
  };
  for (vertex_id v = 0; v < n; ++v) {
    for (const edge_id e : p.graph.out.edges_of(v)) add(v, e);
    if constexpr (D == direction::directed)
      for (const edge_id e : p.graph.in.edges_of(v)) add(v, e);
    made.network.first[v + std::size_t{1}] = static_cast<std::uint32_t>(arcs.size());
    p.check_stop(v);
  }
  return made;
}

// ---- 4. the flow ----

/// Short augmenting paths first: few, near the sources and targets, they are found in a small part of the network. Where they get
/// long or many, what can still flow is pushed.
template <direction D>
std::int64_t send(const problem<D>& p, const std::vector<terminal>& kinds, const value_bound& bound, residual_network& network) {
  constexpr augmenting_limits usual{.steps = 16, .path_vertices = 32};
  augmenting_trees trees(network, kinds, p.run);
  // Excesses at one vertex add up to all that leaves the sources, flows only to the value.
  if (!bound.all_may_leave) return trees.run({});
  const std::int64_t augmented = trees.run({usual.steps * network.arcs.size(), usual.path_vertices});
  return trees.finished() ? augmented : augmented + push_relabel(network, kinds, p.run).run();
}

// ---- 5. back to the edges ----

template <direction D>
std::vector<std::int64_t> flow_by_edge(const problem<D>& p, const std::vector<terminal>& kinds, std::int64_t bound,
                                       const network_of_edges& solved) {
  std::vector<std::int64_t> flow(p.graph.edges(), 0);
  for (edge_id e = 0; e < flow.size(); ++e) {
    p.check_stop(e);
    if (solved.arc[e] == no_arc) continue;
    const std::uint64_t before = arcs_of(p, kinds, bound, e).forth;
    flow[e] = static_cast<std::int64_t>(before - solved.network.arcs[solved.arc[e]].room);  // modulo 2^64: below 0 where it is
  }
  return flow;
}

/// Carries along a zone's trees what leaves its vertices (enters them: targets), from the leaves to the terminals.
template <direction D>
void flow_within(const problem<D>& p, const zone& within, terminal kind, std::vector<std::int64_t>& flow) {
  if (p.capacity.free.empty()) return;
  const arc_rows& rows = kind == terminal::source ? p.graph.out : p.graph.in;
  for (std::size_t i = within.order.size(); i-- > 0;) {
    const zone::entry& entry = within.order[i];
    if (entry.edge == no_edge) continue;
    // The zone's other edges carry nothing, all others lead out of it (into it: targets); children have been dealt with.
    std::int64_t amount = 0;
    for (const edge_id e : rows.edges_of(entry.vertex)) amount += flow[e] < 0 ? -flow[e] : flow[e];
    const bool towards_target_of_edge = (kind == terminal::source) == (p.graph.target[entry.edge] == entry.vertex);
    flow[entry.edge] = towards_target_of_edge ? amount : -amount;
  }
}

// ---- 6. the cut ----

/// What the sources still reach: of all least cuts the nearest to them, whichever greatest flow was found.
template <direction D>
flow_cut cut_of(const problem<D>& p, std::span<const vertex_id> sources, const std::vector<std::int64_t>& flow,
                const rational& unit) {
  std::vector<bool> reached(p.graph.vertices(), false);
  std::vector<vertex_id> queue;
  const auto reach = [&](vertex_id v) {
    if (reached[v]) return;
    reached[v] = true;
    queue.push_back(v);
  };
  for (const vertex_id v : sources) reach(v);
  std::size_t steps = 0;
  for (std::size_t i = 0; i < queue.size(); ++i) {
    const vertex_id u = queue[i];
    for (std::uint64_t arc = p.graph.out.offset[u]; arc < p.graph.out.offset[u + std::size_t{1}]; ++arc) {
      p.check_stop(++steps);
      const edge_id e = p.graph.out.edge[arc];
      const std::int64_t along = p.graph.source[e] == u ? flow[e] : -flow[e];
      if (p.capacity.is_free(e) || along < p.capacity.units[e]) reach(p.graph.out.target[arc]);
    }
    if constexpr (D == direction::directed)
      for (std::uint64_t arc = p.graph.in.offset[u]; arc < p.graph.in.offset[u + std::size_t{1}]; ++arc) {
        p.check_stop(++steps);
        if (flow[p.graph.in.edge[arc]] > 0) reach(p.graph.in.target[arc]);
      }
  }
  flow_cut cut{{}, {}, {0, unit}};
  for (vertex_id v = 0; v < reached.size(); ++v)
    if (reached[v]) cut.source_side.push_back(v);
  for (edge_id e = 0; e < p.graph.edges(); ++e) {
    p.check_stop(e);
    const bool tail = reached[p.graph.source[e]];
    const bool head = reached[p.graph.target[e]];
    if (tail == head || (D == direction::directed && !tail)) continue;
    cut.edges.push_back(e);
    cut.capacity.numerator += p.capacity.units[e];
  }
  return cut;
}

template <direction D>
maximum_flow_result solve(const csr_view<D>& graph, const flow_capacities& capacities, std::span<const vertex_id> sources,
                          std::span<const vertex_id> targets, const maximum_flow_options& options) {
  const limits capacity = limits_of(capacities, graph.edges());
  std::vector<terminal> kinds = terminals_of(sources, targets, graph.vertices());
  const problem<D> p{graph, capacity, options.run};
  stop_on_request{options.run}();

  maximum_flow_result result;
  bool met = false;
  const zone from = grow_zone(p, terminal::source, kinds, met);
  if (met) {
    result.status = flow_status::unbounded;
    result.flow = edge_flows::uniform(graph.edges(), 0);
    result.unlimited_path = path_to_last(from);
  } else {
    const zone to = grow_zone(p, terminal::target, kinds, met);
    const value_bound bound = bound_of(p, kinds);
    network_of_edges made = make_network(p, kinds, bound.units);
    const rational& unit = capacities.limits().unit();
    result.value = {send(p, kinds, bound, made.network), unit};
    std::vector<std::int64_t> flow = flow_by_edge(p, kinds, bound.units, made);
    flow_within(p, from, terminal::source, flow);
    flow_within(p, to, terminal::target, flow);
    result.minimum_cut = cut_of(p, sources, flow, unit);
    result.flow = edge_flows::over(unit, std::move(flow));
  }
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

maximum_flow_result maximum_flow_of(const undirected_view& graph, const flow_capacities& capacities,
                                    std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                    const maximum_flow_options& options) {
  return solve(graph, capacities, sources, targets, options);
}

maximum_flow_result maximum_flow_of(const directed_view& graph, const flow_capacities& capacities,
                                    std::span<const vertex_id> sources, std::span<const vertex_id> targets,
                                    const maximum_flow_options& options) {
  return solve(graph, capacities, sources, targets, options);
}

}  // namespace coopgraph::detail
