// SPDX-License-Identifier: BSL-1.0
#include "support/oracles.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace coopgraph::kit {
namespace {

using exact = boost::multiprecision::cpp_rational;
__extension__ typedef __int128 wide;
using maybe_length = std::optional<fraction>;
template <class T>
using table = std::vector<std::vector<T>>;

fraction plus(const fraction& a, const fraction& b) {
  const std::int64_t top = a.top * b.bottom + b.top * a.bottom;
  const std::int64_t bottom = a.bottom * b.bottom;
  const std::int64_t common = std::gcd(top, bottom);
  return {top / common, bottom / common};
}
bool less(const fraction& a, const fraction& b) { return wide{a.top} * b.bottom < wide{b.top} * a.bottom; }
bool same(const fraction& a, const fraction& b) { return wide{a.top} * b.bottom == wide{b.top} * a.bottom; }

struct one_way {
  std::size_t from;
  std::size_t to;
  fraction length;
};

std::vector<one_way> ways_of(const edge_list& list, const std::vector<fraction>& lengths) {
  std::vector<one_way> ways;
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [a, b] = list.edges[e];
    ways.push_back({a, b, lengths[e]});
    if (list.kind == direction::undirected && a != b) ways.push_back({b, a, lengths[e]});
  }
  return ways;
}

table<maybe_length> floyd_warshall(std::size_t n, const std::vector<one_way>& ways) {
  table<maybe_length> d(n, std::vector<maybe_length>(n));
  for (std::size_t v = 0; v < n; ++v) d[v][v] = fraction{0, 1};
  for (const one_way& w : ways)
    if (!d[w.from][w.to] || less(w.length, *d[w.from][w.to])) d[w.from][w.to] = w.length;
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) {
        if (!d[i][k] || !d[k][j]) continue;
        const fraction around = plus(*d[i][k], *d[k][j]);
        if (!d[i][j] || less(around, *d[i][j])) d[i][j] = around;
      }
  return d;
}

// Shortest paths from s by their number of edges: those of k + 1 edges to w.to are those of k edges to w.from, over tight ways.
table<std::uint64_t> paths_by_edges(std::size_t s, std::size_t n, const std::vector<one_way>& ways,
                                    const table<maybe_length>& d) {
  std::vector<std::pair<std::size_t, std::size_t>> tight;
  for (const one_way& w : ways)
    if (d[s][w.from] && same(plus(*d[s][w.from], w.length), *d[s][w.to])) tight.emplace_back(w.from, w.to);
  table<std::uint64_t> by_edges{std::vector<std::uint64_t>(n, 0)};
  by_edges[0][s] = 1;
  for (std::size_t k = 1; k < n; ++k) {
    std::vector<std::uint64_t> longer(n, 0);
    for (const auto& [from, to] : tight) longer[to] += by_edges.back()[from];
    by_edges.push_back(std::move(longer));
  }
  return by_edges;
}

}  // namespace

path_facts all_shortest_paths(const edge_list& list, const std::vector<fraction>& lengths) {
  const std::size_t n = list.vertices;
  const std::vector<one_way> ways = ways_of(list, lengths);
  const table<maybe_length> d = floyd_warshall(n, ways);

  path_facts facts{table<std::uint64_t>(n, std::vector<std::uint64_t>(n, 0)), {}, 0.0};
  exact inner = 0;
  for (std::size_t s = 0; s < n; ++s) {
    const table<std::uint64_t> by_edges = paths_by_edges(s, n, ways, d);
    for (std::size_t t = 0; t < n; ++t) {
      std::uint64_t hops = 0;
      for (std::size_t k = 0; k < n; ++k) {
        facts.paths[s][t] += by_edges[k][t];
        hops += k * by_edges[k][t];
      }
      if (s != t && facts.paths[s][t] > 0) inner += exact(hops) / exact(facts.paths[s][t]) - 1;
    }
  }

  const exact per_pair = list.kind == direction::undirected ? exact(1, 2) : exact(1);
  for (std::size_t v = 0; v < n; ++v) {
    exact score = 0;
    for (std::size_t s = 0; s < n; ++s)
      for (std::size_t t = 0; t < n; ++t) {
        if (s == t || s == v || t == v || !d[s][v] || !d[v][t]) continue;
        if (!same(plus(*d[s][v], *d[v][t]), *d[s][t])) continue;
        score += exact(facts.paths[s][v] * facts.paths[v][t]) / exact(facts.paths[s][t]);
      }
    facts.betweenness.push_back(static_cast<double>(exact(score * per_pair)));
  }
  facts.sum_of_inner_vertices = static_cast<double>(exact(inner * per_pair));
  return facts;
}

path_facts all_shortest_paths(const edge_list& list) {
  return all_shortest_paths(list, std::vector<fraction>(list.edges.size(), fraction{1, 1}));
}

std::vector<double> pagerank_by_elimination(const edge_list& list, const std::vector<double>& strengths, double damping,
                                            const std::vector<double>& anew, const std::vector<double>& stuck) {
  const std::size_t n = list.vertices;
  table<long double> weight(n, std::vector<long double>(n, 0.0L));  // [from][to]
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [a, b] = list.edges[e];
    weight[a][b] += strengths[e];
    if (list.kind == direction::undirected) weight[b][a] += strengths[e];
  }
  // (I - d P) x = (1 - d) anew, as rows of n + 1 numbers
  table<long double> row(n, std::vector<long double>(n + 1, 0.0L));
  for (std::size_t u = 0; u < n; ++u) {
    const long double all = std::accumulate(weight[u].begin(), weight[u].end(), 0.0L);
    for (std::size_t v = 0; v < n; ++v)
      row[v][u] = (u == v ? 1.0L : 0.0L) - damping * (all > 0.0L ? weight[u][v] / all : static_cast<long double>(stuck[v]));
    row[u][n] = (1.0L - damping) * anew[u];
  }
  for (std::size_t i = 0; i < n; ++i) {
    std::size_t pivot = i;
    for (std::size_t j = i; j < n; ++j)
      if (std::fabs(row[j][i]) > std::fabs(row[pivot][i])) pivot = j;
    std::swap(row[i], row[pivot]);
    for (std::size_t j = 0; j < n; ++j) {
      if (j == i) continue;
      const long double factor = row[j][i] / row[i][i];
      for (std::size_t k = i; k <= n; ++k) row[j][k] -= factor * row[i][k];
    }
  }
  std::vector<double> x;
  for (std::size_t i = 0; i < n; ++i) x.push_back(static_cast<double>(row[i][n] / row[i][i]));
  return x;
}

}  // namespace coopgraph::kit
