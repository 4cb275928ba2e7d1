// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/core/text.hpp>

#include "flow/augmenting_trees.hpp"
#include "flow/flow_problem.hpp"
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
zone grow_zone(const flow_problem<D>& p, terminal kind, std::vector<terminal>& kinds, bool& met) {
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

// ---- 2. the edges at sources and targets, and what they say of the value ----

enum class role { none, in, out, through };  // of an edge: from a source, to a target, both

/// The role of the edge, and the vertex that is no terminal (through: any).
template <direction D>
std::pair<role, vertex_id> role_of(const flow_problem<D>& p, const std::vector<terminal>& kinds, edge_id e) {
  const vertex_id u = p.graph.source[e];
  const vertex_id v = p.graph.target[e];
  const terminal tail = kinds[u];
  const terminal head = kinds[v];
  if (tail == head) return {role::none, u};
  constexpr bool both_ways = D == direction::undirected;
  if (tail == terminal::source) return {head == terminal::none ? role::in : role::through, v};
  if (head == terminal::target) return {role::out, u};
  if (both_ways && head == terminal::source) return {tail == terminal::none ? role::in : role::through, u};
  if (both_ways && tail == terminal::target) return {role::out, v};
  return {role::none, u};
}

/// What the sources can send to a vertex at once, and the targets take from it. No flow enters a source or leaves a target.
struct terminal_room {
  std::int64_t in = 0;
  std::int64_t out = 0;

  [[nodiscard]] std::int64_t straight() const { return std::min(in, out); }  // from sources to targets, by itself
};

struct terminal_edges {
  std::vector<terminal_room> rooms;  // by vertex
  std::int64_t value = 0;            // of what goes straight through vertices, and of edges from sources to targets
  std::int64_t most = 0;             // above the value of any flow wherever 64 bits allow; what is beyond is no limit
  bool is_above_value = false;       // whether they do
  bool all_may_leave = false;        // whether all that can leave the sources at once is below 2^63
  std::size_t inner_edges = 0;       // those between vertices that are no terminals
};

/// All edges between a zone and the rest have limits.
template <direction D>
terminal_edges terminal_edges_of(const flow_problem<D>& p, const std::vector<terminal>& kinds) {
  terminal_edges made{std::vector<terminal_room>(kinds.size())};
  int128 leaving = 0;
  int128 arriving = 0;
  int128 through = 0;
  const auto raise = [](std::int64_t& sum, std::int64_t capacity) { sum += std::min(capacity, INT64_MAX - sum); };
  for (edge_id e = 0; e < p.graph.edges(); ++e) {
    p.check_stop(e);
    if (kinds[p.graph.source[e]] == terminal::none && kinds[p.graph.target[e]] == terminal::none) {
      made.inner_edges += p.graph.source[e] != p.graph.target[e] ? 1U : 0U;
      continue;
    }
    const auto [is, v] = role_of(p, kinds, e);
    if (is == role::none) continue;
    const std::int64_t capacity = p.capacity.units[e];
    if (is != role::out) leaving += capacity;
    if (is != role::in) arriving += capacity;
    if (is == role::in) raise(made.rooms[v].in, capacity);
    if (is == role::out) raise(made.rooms[v].out, capacity);
    if (is == role::through) through += capacity;
  }
  const int128 least = std::min(leaving, arriving);
  if (least > INT64_MAX)
    throw input_error(
        function, "capacities",
        "an overflow: they add up to " + digits_of_whole(leaving) + " units out of the sources and to " +
            digits_of_whole(arriving) + " units into the targets",
        "one of these sums below 2^63 units; lower capacities that are no real limit, or round them to fewer decimals");
  if (2 * made.inner_edges > most_arcs)
    throw input_error(function, "graph", to_text(made.inner_edges) + " edges that can carry a flow", "below 2^31 of them");
  made.is_above_value = least < INT64_MAX;
  made.most = static_cast<std::int64_t>(least) + (made.is_above_value ? 1 : 0);
  made.all_may_leave = leaving <= INT64_MAX;
  made.value = static_cast<std::int64_t>(through);
  for (terminal_room& room : made.rooms) {
    room = {std::min(room.in, made.most), std::min(room.out, made.most)};
    made.value += room.straight();
  }
  return made;
}

// ---- 3. the residual network of all others ----

struct network_of_edges {
  residual_network network;
  std::vector<std::uint32_t> arc;  // by edge: the one in the row of its lesser end; no_arc: it has none
  std::int64_t value = 0;          // of what flows already
};

/// Sends along arc a of u what it and its ends allow. \pre u has supply, the other end demand
std::int64_t send_along(residual_network& network, vertex_id u, std::uint32_t a) {
  residual_arc& arc = network.arcs[a];
  std::int64_t& supply = network.supply[u];
  std::int64_t& demand = network.supply[arc.head];
  const std::uint64_t amount = std::min({static_cast<std::uint64_t>(supply), static_cast<std::uint64_t>(-demand), arc.room});
  const auto sent = static_cast<std::int64_t>(amount);
  supply -= sent;
  demand += sent;
  arc.room -= amount;
  network.arcs[arc.reverse].room += amount;
  return sent;
}

/// The rows in the order of the graph's, so that neighbours in it are neighbours in memory. Supply beside demand is sent on the
/// way, while both are at hand.
template <direction D>
network_of_edges make_network(const flow_problem<D>& p, const std::vector<terminal>& kinds, const terminal_edges& ends) {
  const std::size_t n = p.graph.vertices();
  network_of_edges made{{std::vector<std::uint32_t>(n + 1, 0), {}, std::vector<std::int64_t>(n)},
                        std::vector<std::uint32_t>(p.graph.edges(), no_arc)};
  std::vector<residual_arc>& arcs = made.network.arcs;
  arcs.reserve(2 * ends.inner_edges);
  const auto add_row = [&](vertex_id v, const arc_rows& rows, bool open) {
    for (std::uint64_t i = rows.offset[v]; i < rows.offset[v + std::size_t{1}]; ++i) {
      const vertex_id other = rows.target[i];
      if (other == v || kinds[other] != terminal::none) continue;
      const edge_id e = rows.edge[i];
      const std::int64_t room = !open ? 0 : p.capacity.is_free(e) ? ends.most : p.capacity.units[e];
      const auto here = static_cast<std::uint32_t>(arcs.size());
      const std::uint32_t back = made.arc[e];
      arcs.push_back({other, back, static_cast<std::uint64_t>(room)});
      if (back == no_arc) {
        made.arc[e] = here;
        continue;
      }
      arcs[back].reverse = here;
      const std::int64_t supply = made.network.supply[v];
      const std::int64_t beyond = made.network.supply[other];
      if (supply > 0 && beyond < 0) made.value += send_along(made.network, v, here);
      if (supply < 0 && beyond > 0) made.value += send_along(made.network, other, back);
    }
  };
  for (vertex_id v = 0; v < n; ++v) made.network.supply[v] = ends.rooms[v].in - ends.rooms[v].out;
  std::size_t asked_at = 0;
  for (vertex_id v = 0; v < n; ++v) {
    if (kinds[v] == terminal::none) {
      add_row(v, p.graph.out, true);
      if constexpr (D == direction::directed) add_row(v, p.graph.in, false);
    }
    made.network.first[v + std::size_t{1}] = static_cast<std::uint32_t>(arcs.size());
    if (arcs.size() - asked_at < p.steps_between_stops && v % p.steps_between_stops != 0) continue;
    asked_at = arcs.size();
    p.check_stop(0);
  }
  return made;
}

// ---- 4. the flow ----

struct sent {
  std::int64_t value = 0;
  std::vector<bool> source_side = {};  // what supply that is left over reaches
};

/// What supply that is left over reaches.
std::vector<bool> source_side_of(const residual_network& network, const execution& run) {
  std::vector<bool> side(network.supply.size(), false);
  std::vector<vertex_id> queue;
  for (vertex_id v = 0; v < side.size(); ++v)
    if (network.supply[v] > 0) side[v] = true, queue.push_back(v);
  for (std::size_t i = 0, steps = 0; i < queue.size(); ++i) {
    const vertex_id u = queue[i];
    for (std::uint32_t a = network.first[u]; a < network.first[u + std::size_t{1}]; ++a) {
      if (++steps % 65'536 == 0) stop_on_request{run}();
      const residual_arc& arc = network.arcs[a];
      if (arc.room == 0 || side[arc.head]) continue;
      side[arc.head] = true;
      queue.push_back(arc.head);
    }
  }
  return side;
}

/// Short augmenting paths first: few, near the sources and targets, they are found in a small part of the network. Where they get
/// long or many, what can still flow is pushed.
sent send(const execution& run, const terminal_edges& ends, residual_network& network) {
  constexpr augmenting_limits usual{.steps = 16, .path_vertices = 96};
  augmenting_trees trees(network, run);
  // Excesses at one vertex add up to all that leaves the sources, flows only to the value.
  const std::int64_t augmented = trees.run(
      ends.all_may_leave ? augmenting_limits{usual.steps * network.arcs.size(), usual.path_vertices} : augmenting_limits{});
  if (trees.finished()) return {augmented, trees.source_side()};
  std::vector<std::int64_t> supply(network.supply.size());
  for (vertex_id v = 0; v < supply.size(); ++v) supply[v] = ends.rooms[v].in - ends.rooms[v].out;
  const std::int64_t pushed = push_relabel(network, supply, run).run();
  return {augmented + pushed, source_side_of(network, run)};
}

// ---- 5. back to the edges ----

template <direction D>
std::vector<std::int64_t> flow_by_edge(const flow_problem<D>& p, const std::vector<terminal>& kinds, terminal_edges& ends,
                                       const network_of_edges& solved) {
  // What each vertex has taken from sources and given to targets, to be divided among its edges.
  for (vertex_id v = 0; v < kinds.size(); ++v) {
    const std::int64_t used = ends.rooms[v].in - ends.rooms[v].out - solved.network.supply[v];
    const std::int64_t straight = ends.rooms[v].straight();
    ends.rooms[v] = {straight + (used > 0 ? used : 0), straight + (used < 0 ? -used : 0)};
  }
  std::vector<std::int64_t> flow(p.graph.edges(), 0);
  for (edge_id e = 0; e < flow.size(); ++e) {
    p.check_stop(e);
    if (const std::uint32_t a = solved.arc[e]; a != no_arc) {
      const residual_arc& arc = solved.network.arcs[a];
      const bool along = arc.head == p.graph.target[e];
      const auto capacity = static_cast<std::uint64_t>(p.capacity.is_free(e) ? ends.most : p.capacity.units[e]);
      const std::uint64_t before = D == direction::undirected || along ? capacity : 0;
      // Modulo 2^64: below 0 where it is.
      flow[e] = static_cast<std::int64_t>(along ? before - arc.room : arc.room - before);
      continue;
    }
    const auto [is, v] = role_of(p, kinds, e);
    if (is == role::none) continue;
    std::int64_t carried = p.capacity.units[e];
    if (is != role::through) {
      std::int64_t& left = is == role::in ? ends.rooms[v].in : ends.rooms[v].out;
      carried = std::min(carried, left);
      left -= carried;
    }
    const bool forth = kinds[p.graph.source[e]] == terminal::source || kinds[p.graph.target[e]] == terminal::target;
    flow[e] = forth ? carried : -carried;
  }
  return flow;
}

/// Carries along a zone's trees what leaves its vertices (enters them: targets), from the leaves to the terminals.
template <direction D>
void flow_within(const flow_problem<D>& p, const zone& within, terminal kind, std::vector<std::int64_t>& flow) {
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

}  // namespace

template <direction D>
unit_flow plain_flow(const flow_problem<D>& p) {
  stop_on_request{p.run}();
  std::vector<terminal> kinds(p.kinds.begin(), p.kinds.end());
  unit_flow found;
  bool met = false;
  const zone from = grow_zone(p, terminal::source, kinds, met);
  if (met) {
    found.unbounded = true;
    found.unlimited_path = path_to_last(from);
    return found;
  }
  const zone to = grow_zone(p, terminal::target, kinds, met);
  terminal_edges ends = terminal_edges_of(p, kinds);
  network_of_edges made = make_network(p, kinds, ends);
  sent through = send(p.run, ends, made.network);
  found.value = ends.value + made.value + through.value;
  found.by_edge = flow_by_edge(p, kinds, ends, made);
  if (ends.is_above_value) {
    found.source_side = std::move(through.source_side);
    for (const zone::entry& entry : from.order) found.source_side[entry.vertex] = true;
  }
  flow_within(p, from, terminal::source, found.by_edge);
  flow_within(p, to, terminal::target, found.by_edge);
  return found;
}

template unit_flow plain_flow(const flow_problem<direction::undirected>& problem);
template unit_flow plain_flow(const flow_problem<direction::directed>& problem);

}  // namespace coopgraph::detail
