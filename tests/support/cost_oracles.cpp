// SPDX-License-Identifier: BSL-1.0
#include "support/cost_oracles.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <vector>

namespace coopgraph::kit {

namespace {

constexpr std::int64_t infinite = std::numeric_limits<std::int64_t>::max() / 4;

bool has_endless_gain(const cost_case& c) {
  if (c.list.kind == direction::undirected) return false;
  const std::size_t n = c.list.vertices;
  std::vector<std::vector<std::int64_t>> d(n, std::vector<std::int64_t>(n, infinite));
  for (const edge_id e : c.unlimited) {
    std::int64_t& between = d[c.list.edges[e].source][c.list.edges[e].target];
    between = std::min(between, c.cost[e]);
  }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j)
        if (d[i][k] < infinite && d[k][j] < infinite) d[i][j] = std::max(-infinite, std::min(d[i][j], d[i][k] + d[k][j]));
  for (std::size_t i = 0; i < n; ++i)
    if (d[i][i] < 0) return true;
  return false;
}

struct enumeration {
  const cost_case& c;
  std::int64_t limit;  // of unlimited edges
  std::vector<std::int64_t> net;
  std::optional<std::int64_t> best = {};

  void finish(std::int64_t cost) {
    for (std::size_t v = 0; v < net.size(); ++v) {
      const bool keeps = c.total == balance::supply_at_most && c.supply[v] > 0;
      if (keeps ? net[v] < 0 || net[v] > c.supply[v] : net[v] != c.supply[v]) return;
    }
    if (!best || cost < *best) best = cost;
  }

  void choose(edge_id e, std::int64_t cost) {  // as deep as there are edges: a handful
    if (e == c.cost.size()) return finish(cost);
    const std::int64_t most = c.is_unlimited(e) ? limit : c.capacity[e];
    const auto [u, v] = c.list.edges[e];
    for (std::int64_t f = c.list.kind == direction::directed ? c.least(e) : -most; f <= most; ++f) {
      net[u] += f;
      net[v] -= f;
      choose(e + 1, cost + (f < 0 ? -f : f) * c.cost[e]);
      net[u] -= f;
      net[v] += f;
    }
  }
};

/// Undirected edges as two arcs; what is kept as arcs to one vertex more.
struct plain_arcs {
  struct arc {
    std::size_t tail, head;
    std::int64_t least, most, cost;
  };
  std::vector<arc> arcs;
  std::vector<std::int64_t> supply;

  explicit plain_arcs(const cost_case& c) : supply(c.supply) {
    for (edge_id e = 0; e < c.cost.size(); ++e) {
      const auto [u, v] = c.list.edges[e];
      arcs.push_back({u, v, c.least(e), c.capacity[e], c.cost[e]});
      if (c.list.kind == direction::undirected) arcs.push_back({v, u, 0, c.capacity[e], c.cost[e]});
    }
    if (c.total == balance::equal) return;
    const std::size_t n = supply.size();
    supply.push_back(-std::accumulate(supply.begin(), supply.end(), std::int64_t{0}));
    for (std::size_t v = 0; v < n; ++v)
      if (c.supply[v] > 0) arcs.push_back({v, n, 0, c.supply[v], 0});
  }
};

/// rows: coefficients, last the right side; the last row is the objective to be made least. Columns `basis` are the rows' own.
struct tableau {
  std::vector<std::vector<std::int64_t>> rows;
  std::vector<std::size_t> basis;

  void pivot(std::size_t r, std::size_t k) {
    const std::int64_t by = rows[r][k];  // 1 or -1
    for (std::int64_t& x : rows[r]) x *= by;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::int64_t times = rows[i][k];
      if (i == r || times == 0) continue;
      for (std::size_t j = 0; j < rows[i].size(); ++j) rows[i][j] -= times * rows[r][j];
    }
    basis[r] = k;
  }

  void minimize(std::size_t columns) {
    for (;;) {
      const std::vector<std::int64_t>& goal = rows.back();
      std::size_t k = 0;
      while (k < columns && goal[k] >= 0) ++k;
      if (k == columns) return;
      std::size_t best = rows.size();
      for (std::size_t r = 0; r < basis.size(); ++r) {
        if (rows[r][k] <= 0) continue;
        if (best == rows.size() || rows[r].back() < rows[best].back() ||
            (rows[r].back() == rows[best].back() && basis[r] < basis[best]))
          best = r;
      }
      if (best == rows.size()) std::abort();  // all is limited
      pivot(best, k);
    }
  }
};

}  // namespace

oracle_answer cheapest_by_enumeration(const cost_case& c) {
  std::int64_t limit = 0;
  for (edge_id e = 0; e < c.cost.size(); ++e) limit += c.is_unlimited(e) ? c.least(e) : c.capacity[e];
  for (const std::int64_t b : c.supply) limit += b > 0 ? b : 0;
  enumeration all{c, limit, std::vector<std::int64_t>(c.list.vertices, 0)};
  all.choose(0, 0);
  if (!all.best) return {oracle_status::infeasible, 0};
  if (has_endless_gain(c)) return {oracle_status::unbounded, 0};
  return {oracle_status::optimal, *all.best};
}

oracle_answer cheapest_by_tableau(const cost_case& c) {
  const plain_arcs net(c);
  const std::size_t n = net.supply.size();
  const std::size_t m = net.arcs.size();
  const std::size_t columns = 2 * m + n;  // flows above their bounds, what is left of capacities, artificial amounts
  tableau t{std::vector<std::vector<std::int64_t>>(n + m + 1, std::vector<std::int64_t>(columns + 1, 0)),
            std::vector<std::size_t>(n + m)};
  std::int64_t fixed = 0;
  for (std::size_t v = 0; v < n; ++v) t.rows[v].back() = net.supply[v];
  for (std::size_t a = 0; a < m; ++a) {
    const auto& arc = net.arcs[a];
    t.rows[arc.tail][a] += 1;
    t.rows[arc.head][a] -= 1;
    t.rows[arc.tail].back() -= arc.least;
    t.rows[arc.head].back() += arc.least;
    t.rows[n + a][a] = t.rows[n + a][m + a] = 1;
    t.rows[n + a].back() = arc.most - arc.least;
    t.basis[n + a] = m + a;
    fixed += arc.least * arc.cost;
  }
  for (std::size_t v = 0; v < n; ++v) {
    if (t.rows[v].back() < 0)
      for (std::int64_t& x : t.rows[v]) x = -x;
    t.rows[v][2 * m + v] = 1;
    t.basis[v] = 2 * m + v;
    for (std::size_t j = 0; j <= columns; ++j)
      if (j < 2 * m || j == columns) t.rows.back()[j] -= t.rows[v][j];
  }
  t.minimize(2 * m);
  if (t.rows.back().back() != 0) return {oracle_status::infeasible, 0};
  for (std::size_t r = 0; r < t.basis.size(); ++r) {  // artificial amounts of 0 leave where they can
    if (t.basis[r] < 2 * m) continue;
    for (std::size_t j = 0; j < 2 * m; ++j)
      if (t.rows[r][j] != 0) {
        t.pivot(r, j);
        break;
      }
  }
  std::vector<std::int64_t>& goal = t.rows.back();
  std::fill(goal.begin(), goal.end(), 0);
  for (std::size_t a = 0; a < m; ++a) goal[a] = net.arcs[a].cost;
  for (std::size_t r = 0; r < t.basis.size(); ++r) {
    const std::int64_t price = t.basis[r] < m ? net.arcs[t.basis[r]].cost : 0;
    for (std::size_t j = 0; price != 0 && j <= columns; ++j) goal[j] -= price * t.rows[r][j];
  }
  t.minimize(2 * m);
  return {oracle_status::optimal, fixed - t.rows.back().back()};
}

oracle_answer cheapest_by_paths(const cost_case& c) {
  plain_arcs net(c);
  std::vector<std::int64_t> flow(net.arcs.size());
  std::vector<std::int64_t> excess = net.supply;
  for (std::size_t a = 0; a < flow.size(); ++a) {
    flow[a] = net.arcs[a].cost < 0 ? net.arcs[a].most : net.arcs[a].least;
    excess[net.arcs[a].tail] -= flow[a];
    excess[net.arcs[a].head] += flow[a];
  }
  const std::size_t n = excess.size();
  for (;;) {
    const auto from = static_cast<std::size_t>(std::max_element(excess.begin(), excess.end()) - excess.begin());
    if (n == 0 || excess[from] <= 0) break;
    std::vector<std::int64_t> distance(n, infinite);
    std::vector<std::size_t> by(n, 0);  // the arc number, +1 forth, + flow.size() + 1 back
    distance[from] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t a = 0; a < flow.size(); ++a) {
        const auto& arc = net.arcs[a];
        if (flow[a] < arc.most && distance[arc.tail] < infinite && distance[arc.tail] + arc.cost < distance[arc.head])
          distance[arc.head] = distance[arc.tail] + arc.cost, by[arc.head] = a + 1, changed = true;
        if (flow[a] > arc.least && distance[arc.head] < infinite && distance[arc.head] - arc.cost < distance[arc.tail])
          distance[arc.tail] = distance[arc.head] - arc.cost, by[arc.tail] = a + 1 + flow.size(), changed = true;
      }
    }
    std::size_t to = n;
    for (std::size_t v = 0; v < n; ++v)
      if (excess[v] < 0 && distance[v] < infinite && (to == n || distance[v] < distance[to])) to = v;
    if (to == n) return {oracle_status::infeasible, 0};
    // One unit at a time.
    --excess[from];
    ++excess[to];
    for (std::size_t v = to; v != from;) {
      const bool back = by[v] > flow.size();
      const std::size_t a = (by[v] - 1) % flow.size();
      flow[a] += back ? -1 : 1;
      v = back ? net.arcs[a].head : net.arcs[a].tail;
    }
  }
  std::int64_t cost = 0;
  for (std::size_t a = 0; a < flow.size(); ++a) cost += flow[a] * net.arcs[a].cost;
  return {oracle_status::optimal, cost};
}

}  // namespace coopgraph::kit
