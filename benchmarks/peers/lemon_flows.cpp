// SPDX-License-Identifier: BSL-1.0
// LEMON's minimum-cost flows as a program of its own, for its headers are C++17 at most. On standard input, as 64-bit whole
// numbers: the vertices, the edges, a supply for each vertex, then source, target, capacity and cost for each edge. Then one byte
// for each run: n, N (NetworkSimplex on 32 and on 64 bits), c, C (CostScaling alike). It answers each on standard output with
// the processor time in nanoseconds, for building and solving, and the cost, or -1 where there is no optimal flow.
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <vector>

namespace {

struct arc {
  std::int64_t source, target, capacity, cost;
};

struct instance {
  std::vector<std::int64_t> supply;
  std::vector<arc> arcs;
};

bool read(void* into, std::size_t bytes) { return std::fread(into, 1, bytes, stdin) == bytes; }

bool read(instance& into) {
  std::int64_t counts[2];
  if (!read(counts, sizeof counts)) return false;
  into.supply.resize(static_cast<std::size_t>(counts[0]));
  into.arcs.resize(static_cast<std::size_t>(counts[1]));
  return read(into.supply.data(), into.supply.size() * sizeof(std::int64_t)) &&
         read(into.arcs.data(), into.arcs.size() * sizeof(arc));
}

std::int64_t processor_nanoseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

/// From the lists to the cost: the graph, its maps and the flow.
template <template <class, class, class> class Algorithm, class Number>
std::int64_t solve(const instance& on) {
  using graph = lemon::SmartDigraph;
  graph g;
  g.reserveNode(static_cast<int>(on.supply.size()));
  g.reserveArc(static_cast<int>(on.arcs.size()));
  for (std::size_t v = 0; v < on.supply.size(); ++v) g.addNode();
  for (const arc& a : on.arcs)
    g.addArc(graph::nodeFromId(static_cast<int>(a.source)), graph::nodeFromId(static_cast<int>(a.target)));
  graph::NodeMap<Number> supply(g);
  graph::ArcMap<Number> capacity(g);
  graph::ArcMap<Number> cost(g);
  for (std::size_t v = 0; v < on.supply.size(); ++v)
    supply[graph::nodeFromId(static_cast<int>(v))] = static_cast<Number>(on.supply[v]);
  for (std::size_t e = 0; e < on.arcs.size(); ++e) {
    capacity[graph::arcFromId(static_cast<int>(e))] = static_cast<Number>(on.arcs[e].capacity);
    cost[graph::arcFromId(static_cast<int>(e))] = static_cast<Number>(on.arcs[e].cost);
  }
  Algorithm<graph, Number, Number> solver(g);
  solver.upperMap(capacity).costMap(cost).supplyMap(supply);
  return solver.run() == solver.OPTIMAL ? solver.template totalCost<std::int64_t>() : -1;
}

template <class Graph, class Value, class Cost>
using simplex = lemon::NetworkSimplex<Graph, Value, Cost>;
template <class Graph, class Value, class Cost>
using scaling = lemon::CostScaling<Graph, Value, Cost>;

}  // namespace

int main() {
  instance on;
  if (!read(on)) return 2;
  for (int what = std::getchar(); what != EOF; what = std::getchar()) {
    const std::int64_t before = processor_nanoseconds();
    std::int64_t answer[2] = {0, -1};
    if (what == 'n') answer[1] = solve<simplex, std::int32_t>(on);
    if (what == 'N') answer[1] = solve<simplex, std::int64_t>(on);
    if (what == 'c') answer[1] = solve<scaling, std::int32_t>(on);
    if (what == 'C') answer[1] = solve<scaling, std::int64_t>(on);
    answer[0] = processor_nanoseconds() - before;
    if (std::fwrite(answer, sizeof answer, 1, stdout) != 1 || std::fflush(stdout) != 0) return 3;
  }
  return 0;
}
