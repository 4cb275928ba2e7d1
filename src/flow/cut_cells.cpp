// SPDX-License-Identifier: BSL-1.0
#include "flow/cut_cells.hpp"

#include "flow/augmenting_trees.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t none = cut_parts::none;

/// A vertex of a cell is one of the graph, or stands for all that lies beyond a cut.
struct cell {
  residual_network network;          // arcs from a vertex to itself are dead
  std::vector<vertex_id> name;       // by vertex: of the graph; no_vertex: it lies beyond a cut, or was contracted
  std::vector<std::uint32_t> edge;   // by vertex: the edge of the tree whose cut it lies beyond; none
  std::vector<std::int64_t> degree;  // by vertex
  std::vector<char> is_alive;        // by vertex: it was not contracted
  std::vector<char> is_terminal;     // by vertex: still to be separated from others
  std::vector<vertex_id> terminals;  // by degree, least last; some are none any more
  std::size_t terminals_left = 0;
  std::size_t dead_arcs = 0;

  [[nodiscard]] vertex_id vertices() const noexcept { return static_cast<vertex_id>(name.size()); }
  [[nodiscard]] std::size_t row(vertex_id v) const { return network.first[v + std::size_t{1}] - network.first[v]; }
  vertex_id add_vertex(vertex_id called, std::uint32_t beyond, std::int64_t its_degree, bool terminal) {
    name.push_back(called);
    edge.push_back(beyond);
    degree.push_back(its_degree);
    is_alive.push_back(1);
    is_terminal.push_back(terminal ? 1 : 0);
    network.supply.push_back(0);
    return static_cast<vertex_id>(name.size() - 1);
  }
  void end_row() { network.first.push_back(static_cast<std::uint32_t>(network.arcs.size())); }
  void list_terminals(stop_pace& pace) {
    for (vertex_id v = 0; v < vertices(); ++v)
      if (is_terminal[v] != 0) terminals.push_back(v);
    pace.sort(terminals, [&](vertex_id a, vertex_id b) { return degree[a] != degree[b] ? degree[a] > degree[b] : a > b; });
    terminals_left = terminals.size();
  }
};

residual_network network_of(const contracted_graph& graph, stop_pace& pace) {
  const std::size_t n = graph.vertices();
  residual_network made{{graph.first.begin(), graph.first.end()}, std::vector<residual_arc>(graph.arcs.size()), {}};
  std::vector<std::uint32_t> next(made.first);
  for (vertex_id u = 0; u < n; ++u) {  // rows get sorted
    pace.worked(graph.first[u + std::size_t{1}] - graph.first[u] + 1);
    for (std::size_t a = graph.first[u]; a < graph.first[u + std::size_t{1}]; ++a)
      made.arcs[next[graph.arcs[a].head]++] = {u, 0, static_cast<std::uint64_t>(graph.arcs[a].capacity)};
  }
  next = made.first;
  for (vertex_id u = 0; u < n; ++u) {
    pace.worked(graph.first[u + std::size_t{1}] - graph.first[u] + 1);
    for (std::uint32_t a = made.first[u]; a < made.first[u + std::size_t{1}]; ++a) {
      const vertex_id v = made.arcs[a].head;
      if (v < u) continue;
      made.arcs[a].reverse = next[v];
      made.arcs[next[v]++].reverse = a;
    }
  }
  return made;
}

class cutter {
 public:
  cutter(const contracted_graph& graph, std::uint64_t bound, const execution& run)
      : graph_(graph), bound_(bound), run_(run), pace_(run) {
    found_.part.resize(graph.vertices(), none);
  }

  cut_parts run(const std::vector<bool>& is_terminal) {
    cell whole;
    whole.network = network_of(graph_, pace_);
    for (vertex_id v = 0; v < graph_.vertices(); ++v) {
      pace_.worked(1);
      whole.add_vertex(v, none, graph_.degree[v], is_terminal[v]);
    }
    whole.list_terminals(pace_);
    waiting_.push_back(std::move(whole));
    while (!waiting_.empty()) {
      cell next = std::move(waiting_.back());
      waiting_.pop_back();
      divide(std::move(next));
    }
    return std::move(found_);
  }

 private:
  void divide(cell c) {
    std::optional<augmenting_trees> trees(std::in_place, c.network, run_);
    while (c.terminals_left > 1) {
      const vertex_id s = c.terminals.back();
      if (c.is_terminal[s] == 0) {
        c.terminals.pop_back();
        continue;
      }
      const auto degree = static_cast<std::uint64_t>(c.degree[s]);
      const auto limit = static_cast<std::int64_t>(std::min(degree, bound_));
      trees->begin(s, nearest_terminal(c, s));
      const std::int64_t value = trees->run({.value = limit});
      if (value < limit) {
        std::vector<vertex_id> side = trees->finished_side();
        trees->put_back();
        cut(c, std::move(side), value);
        if (2 * c.dead_arcs > c.network.arcs.size()) {
          c = copy_of(c, living(c), none);
          trees.emplace(c.network, run_);
        }
        continue;
      }
      trees->put_back();
      if (degree < bound_) cut_off(c, s);
      c.is_terminal[s] = 0;
      --c.terminals_left;
    }
    const std::uint32_t part = found_.parts++;
    for (vertex_id v = 0; v < c.vertices(); ++v)
      if (c.is_alive[v] != 0) belongs(c, v, part);
  }

  /// Of those nearest to s that with the greatest degree.
  vertex_id nearest_terminal(const cell& c, vertex_id s) {
    mark_.resize(std::max(mark_.size(), c.name.size()), 0);
    queue_.assign(1, s);
    mark_[s] = 1;
    vertex_id best = no_vertex;
    for (std::size_t i = 0, level_end = 1; i < queue_.size(); ++i) {
      if (i == level_end) {
        if (best != no_vertex) break;
        level_end = queue_.size();
      }
      const vertex_id u = queue_[i];
      pace_.worked(c.row(u));
      for (std::uint32_t a = c.network.first[u]; a < c.network.first[u + std::size_t{1}]; ++a) {
        const vertex_id v = c.network.arcs[a].head;
        if (mark_[v] != 0) continue;
        mark_[v] = 1;
        queue_.push_back(v);
        if (c.is_terminal[v] == 0) continue;
        if (best == no_vertex || c.degree[v] > c.degree[best] || (c.degree[v] == c.degree[best] && v < best)) best = v;
      }
    }
    for (const vertex_id v : queue_) mark_[v] = 0;
    return best;
  }

  /// The vertex alone is a side of a least cut.
  void cut_off(cell& c, vertex_id s) {
    const std::uint32_t part = found_.parts++;
    found_.part[c.name[s]] = part;
    c.edge[s] = static_cast<std::uint32_t>(found_.edges.size());
    c.name[s] = no_vertex;
    found_.edges.push_back({{part, none}, c.degree[s]});
  }

  /// Of the two sides that with fewer arcs becomes a cell of its own, and a vertex of this one.
  void cut(cell& c, std::vector<vertex_id> side, std::int64_t weight) {
    std::size_t arcs = 0;
    for (const vertex_id v : side) arcs += c.row(v);
    pace_.worked(side.size());
    mark_.resize(std::max(mark_.size(), c.name.size() + 1), 0);
    if (2 * arcs > c.network.arcs.size() - c.dead_arcs) {
      for (const vertex_id v : side) mark_[v] = 1;
      std::vector<vertex_id> other;
      for (const vertex_id v : living(c))
        if (mark_[v] == 0) other.push_back(v);
      for (const vertex_id v : side) mark_[v] = 0;
      side = std::move(other);
    }
    const auto edge = static_cast<std::uint32_t>(found_.edges.size());
    found_.edges.push_back({{none, none}, weight});
    std::size_t terminals = 0;
    for (const vertex_id v : side) terminals += c.is_terminal[v] != 0 ? 1U : 0U;
    if (terminals > 1) {
      waiting_.push_back(copy_of(c, side, edge));
    } else {
      const std::uint32_t part = found_.parts++;
      for (const vertex_id v : side) belongs(c, v, part);
      ends_at(edge, part);
    }
    c.terminals_left -= terminals;
    contract_side(c, side, edge, weight);
  }

  void belongs(const cell& c, vertex_id v, std::uint32_t part) {
    if (c.name[v] != no_vertex) found_.part[c.name[v]] = part;
    if (c.edge[v] != none) ends_at(c.edge[v], part);
  }
  void ends_at(std::uint32_t edge, std::uint32_t part) {
    std::array<std::uint32_t, 2>& ends = found_.edges[edge].ends;
    ends[ends[0] == none ? 0 : 1] = part;
  }

  std::vector<vertex_id> living(const cell& c) {
    pace_.worked(c.name.size());
    std::vector<vertex_id> listed;
    for (vertex_id v = 0; v < c.vertices(); ++v)
      if (c.is_alive[v] != 0) listed.push_back(v);
    return listed;
  }

  /// A cell of these vertices alone; all others are one vertex of it, beyond the edge of the tree. \pre arcs hold no flow
  cell copy_of(const cell& c, const std::vector<vertex_id>& side, std::uint32_t edge) {
    cell made;
    number_.resize(std::max(number_.size(), c.name.size()), no_vertex);
    place_.resize(std::max(place_.size(), c.network.arcs.size()));
    for (const vertex_id v : side) number_[v] = made.add_vertex(c.name[v], c.edge[v], c.degree[v], c.is_terminal[v] != 0);
    const vertex_id beyond = made.vertices();
    std::vector<residual_arc>& arcs = made.network.arcs;
    std::vector<std::uint32_t> leaving;
    made.network.first.push_back(0);
    for (const vertex_id u : side) {
      const auto start = static_cast<std::uint32_t>(leaving.size());
      pace_.worked(c.row(u) + 1);
      for (std::uint32_t a = c.network.first[u]; a < c.network.first[u + std::size_t{1}]; ++a) {
        const residual_arc& arc = c.network.arcs[a];
        if (arc.head == u) continue;
        if (number_[arc.head] == no_vertex && leaving.size() > start) {
          arcs[leaving.back()].room += arc.room;
          continue;
        }
        place_[a] = static_cast<std::uint32_t>(arcs.size());
        if (number_[arc.head] == no_vertex) leaving.push_back(place_[a]);
        arcs.push_back({number_[arc.head] == no_vertex ? beyond : number_[arc.head], arc.reverse, arc.room});
      }
      made.end_row();
    }
    for (residual_arc& arc : arcs) {
      pace_.worked(1);
      if (arc.head != beyond) arc.reverse = place_[arc.reverse];
    }
    if (edge != none) join_beyond(made, leaving, edge);
    for (const vertex_id v : side) number_[v] = no_vertex;
    made.list_terminals(pace_);
    return made;
  }

  void join_beyond(cell& made, const std::vector<std::uint32_t>& leaving, std::uint32_t edge) {
    made.add_vertex(no_vertex, edge, found_.edges[edge].weight, false);
    vertex_id u = 0;
    for (const std::uint32_t a : leaving) {
      while (made.network.first[u + std::size_t{1}] <= a) ++u;
      residual_arc& arc = made.network.arcs[a];
      arc.reverse = static_cast<std::uint32_t>(made.network.arcs.size());
      const residual_arc back{u, a, arc.room};
      made.network.arcs.push_back(back);
    }
    made.end_row();
  }

  /// The side becomes a new vertex. \pre arcs hold no flow
  void contract_side(cell& c, const std::vector<vertex_id>& side, std::uint32_t edge, std::int64_t weight) {
    residual_network& network = c.network;
    place_.resize(std::max(place_.size(), c.name.size()));  // of a vertex: its arc in the new row
    for (const vertex_id v : side) mark_[v] = 1;
    const vertex_id made = c.add_vertex(no_vertex, edge, weight, false);
    for (const vertex_id u : side) {
      pace_.worked(c.row(u) + 1);
      for (std::uint32_t a = network.first[u]; a < network.first[u + std::size_t{1}]; ++a) {
        const auto [v, back, room] = network.arcs[a];
        if (v == u) continue;
        ++c.dead_arcs;
        if (mark_[v] == 1) continue;
        if (mark_[v] == 0) {
          mark_[v] = 2;
          place_[v] = static_cast<std::uint32_t>(network.arcs.size());
          network.arcs[back].head = made;
          network.arcs[back].reverse = place_[v];
          network.arcs.push_back({v, back, room});
        } else {
          residual_arc& arc = network.arcs[place_[v]];
          arc.room += room;
          network.arcs[arc.reverse].room += room;
          network.arcs[back] = {v, back, 0};
          ++c.dead_arcs;
        }
      }
      c.is_alive[u] = c.is_terminal[u] = 0;
    }
    c.end_row();
    for (std::uint32_t a = network.first[made]; a < network.first[made + std::size_t{1}]; ++a) mark_[network.arcs[a].head] = 0;
    for (const vertex_id v : side) mark_[v] = 0;
  }

  const contracted_graph& graph_;
  std::uint64_t bound_;
  const execution& run_;
  stop_pace pace_;
  cut_parts found_;
  std::vector<cell> waiting_;
  std::vector<char> mark_;  // by vertex of a cell, 0 between uses
  std::vector<vertex_id> queue_;
  std::vector<vertex_id> number_;  // by vertex of a cell: in its copy; no_vertex between uses
  std::vector<std::uint32_t> place_;
};

}  // namespace

cut_parts separate(const contracted_graph& graph, const std::vector<bool>& is_terminal, std::uint64_t bound,
                   const execution& run) {
  return cutter(graph, bound, run).run(is_terminal);
}

}  // namespace coopgraph::detail
