// SPDX-License-Identifier: BSL-1.0
// LEMON's flows and shortest paths as a program of its own, for its headers are C++17 at most. On standard input, as 64-bit whole
// numbers: the vertices, the edges, 1 if they are undirected or 0; a supply for each vertex; then source, target, capacity and
// cost for each edge. Then a request for each run, a byte:
//   n, N  NetworkSimplex on 32 and on 64 bits     c, C  CostScaling alike
//   f     Preflow; two numbers follow: from where to where
//   d     Dijkstra over the costs; their number and the sources follow
// It answers each on standard output with the nanoseconds that it took, how many numbers follow, and these: the cost (-1 where
// there is no optimal flow), the value, the distances by source and vertex (-1 where not reached). Building the graph counts for
// flows; for paths it is built before, with its arcs in rows.
#include <malloc.h>

#include <lemon/cost_scaling.h>
#include <lemon/dijkstra.h>
#include <lemon/network_simplex.h>
#include <lemon/preflow.h>
#include <lemon/smart_graph.h>
#include <lemon/static_graph.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

namespace {

using numbers = std::vector<std::int64_t>;

struct arc {
  std::int64_t source, target, capacity, cost;
};

struct instance {
  bool undirected = false;
  numbers supply;
  std::vector<arc> arcs;  // an undirected edge is two
};

bool read(void* into, std::size_t bytes) { return std::fread(into, 1, bytes, stdin) == bytes; }

bool read(numbers& into, std::size_t size) {
  into.resize(size);
  return read(into.data(), size * sizeof(std::int64_t));
}

bool read(instance& into) {
  numbers counts;
  if (!read(counts, 3) || !read(into.supply, static_cast<std::size_t>(counts[0]))) return false;
  const auto edges = static_cast<std::size_t>(counts[1]);
  into.arcs.resize(edges);
  if (!read(into.arcs.data(), edges * sizeof(arc))) return false;
  into.undirected = counts[2] != 0;
  for (std::size_t e = 0; into.undirected && e < edges; ++e) {
    const arc a = into.arcs[e];
    into.arcs.push_back({a.target, a.source, a.capacity, a.cost});
  }
  return true;
}

using smart = lemon::SmartDigraph;

void build(smart& g, const instance& on) {
  g.reserveNode(static_cast<int>(on.supply.size()));
  g.reserveArc(static_cast<int>(on.arcs.size()));
  for (std::size_t v = 0; v < on.supply.size(); ++v) g.addNode();
  for (const arc& a : on.arcs)
    g.addArc(smart::nodeFromId(static_cast<int>(a.source)), smart::nodeFromId(static_cast<int>(a.target)));
}

/// From the lists to the cost: the graph, its maps and the flow.
template <template <class, class, class> class Algorithm, class Number>
numbers cheapest_flow(const instance& on) {
  smart g;
  build(g, on);
  smart::NodeMap<Number> supply(g);
  smart::ArcMap<Number> capacity(g);
  smart::ArcMap<Number> cost(g);
  for (std::size_t v = 0; v < on.supply.size(); ++v)
    supply[smart::nodeFromId(static_cast<int>(v))] = static_cast<Number>(on.supply[v]);
  for (std::size_t e = 0; e < on.arcs.size(); ++e) {
    capacity[smart::arcFromId(static_cast<int>(e))] = static_cast<Number>(on.arcs[e].capacity);
    cost[smart::arcFromId(static_cast<int>(e))] = static_cast<Number>(on.arcs[e].cost);
  }
  Algorithm<smart, Number, Number> solver(g);
  solver.upperMap(capacity).costMap(cost).supplyMap(supply);
  return {solver.run() == solver.OPTIMAL ? solver.template totalCost<std::int64_t>() : -1};
}

template <class Graph, class Value, class Cost>
using simplex = lemon::NetworkSimplex<Graph, Value, Cost>;
template <class Graph, class Value, class Cost>
using scaling = lemon::CostScaling<Graph, Value, Cost>;

numbers greatest_flow(const instance& on, std::int64_t from, std::int64_t to) {
  smart g;
  build(g, on);
  smart::ArcMap<std::int64_t> capacity(g);
  for (std::size_t e = 0; e < on.arcs.size(); ++e) capacity[smart::arcFromId(static_cast<int>(e))] = on.arcs[e].capacity;
  lemon::Preflow<smart, smart::ArcMap<std::int64_t>> solver(g, capacity, smart::nodeFromId(static_cast<int>(from)),
                                                            smart::nodeFromId(static_cast<int>(to)));
  solver.run();
  return {solver.flowValue()};
}

/// The graph with its arcs in rows, and their lengths.
class rows {
 public:
  explicit rows(const instance& on) {
    std::vector<arc> sorted = on.arcs;
    std::stable_sort(sorted.begin(), sorted.end(), [](const arc& a, const arc& b) { return a.source < b.source; });
    std::vector<std::pair<int, int>> ends;
    ends.reserve(sorted.size());
    for (const arc& a : sorted) ends.emplace_back(static_cast<int>(a.source), static_cast<int>(a.target));
    graph_.build(static_cast<int>(on.supply.size()), ends.begin(), ends.end());
    length_ = std::make_unique<lemon::StaticDigraph::ArcMap<std::int32_t>>(graph_);
    for (std::size_t a = 0; a < sorted.size(); ++a)
      (*length_)[lemon::StaticDigraph::arc(static_cast<int>(a))] = static_cast<std::int32_t>(sorted[a].cost);
  }

  numbers distances(const numbers& sources) const {
    using search = lemon::Dijkstra<lemon::StaticDigraph, lemon::StaticDigraph::ArcMap<std::int32_t>>;
    numbers found;
    found.reserve(sources.size() * static_cast<std::size_t>(graph_.nodeNum()));
    search from(graph_, *length_);
    for (const std::int64_t s : sources) {
      from.run(lemon::StaticDigraph::node(static_cast<int>(s)));
      for (int v = 0; v < graph_.nodeNum(); ++v) {
        const auto at = lemon::StaticDigraph::node(v);
        found.push_back(from.reached(at) ? from.dist(at) : -1);
      }
    }
    return found;
  }

 private:
  lemon::StaticDigraph graph_;
  std::unique_ptr<lemon::StaticDigraph::ArcMap<std::int32_t>> length_;
};

}  // namespace

int main() {
  using clock = std::chrono::steady_clock;
  mallopt(M_MMAP_THRESHOLD, 1 << 25);  // as keep_freed_memory() of lemon_peer.hpp
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
  instance on;
  if (!read(on)) return 2;
  std::unique_ptr<rows> in_rows;
  for (int what = std::getchar(); what != EOF; what = std::getchar()) {
    numbers given;
    if (what == 'f' && !read(given, 2)) return 2;
    if (what == 'd' && (!read(given, 1) || !read(given, static_cast<std::size_t>(given[0])))) return 2;
    if (what == 'd' && !in_rows) in_rows = std::make_unique<rows>(on);
    const auto before = clock::now();
    numbers told;
    if (what == 'n') told = cheapest_flow<simplex, std::int32_t>(on);
    if (what == 'N') told = cheapest_flow<simplex, std::int64_t>(on);
    if (what == 'c') told = cheapest_flow<scaling, std::int32_t>(on);
    if (what == 'C') told = cheapest_flow<scaling, std::int64_t>(on);
    if (what == 'f') told = greatest_flow(on, given[0], given[1]);
    if (what == 'd') told = in_rows->distances(given);
    const std::int64_t head[2] = {std::chrono::nanoseconds(clock::now() - before).count(),
                                  static_cast<std::int64_t>(told.size())};
    if (std::fwrite(head, sizeof head, 1, stdout) != 1) return 3;
    if (std::fwrite(told.data(), sizeof(std::int64_t), told.size(), stdout) != told.size()) return 3;
    if (std::fflush(stdout) != 0) return 3;
  }
  return 0;
}
