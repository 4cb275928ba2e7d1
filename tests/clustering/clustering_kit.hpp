// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include "support/graphs.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::kit {

/// A small graph with whole strengths, and what a quality function with resolution top / bottom makes of each pair of vertices:
/// value[u][v] = value[v][u] says, in whole numbers, what it is worth that u and v are together.
struct pair_table {
  edge_list list;
  std::vector<std::int64_t> strength;
  std::vector<std::vector<std::int64_t>> value;  // off the diagonal
  std::vector<std::vector<bool>> tied;           // by a strength above 0, in any direction
  double scale = 1.0;                            // value * scale adds up to the quality,
  double alone = 0.0;                            // to which this belongs when each vertex is alone

  [[nodiscard]] std::size_t vertices() const { return list.vertices; }
  [[nodiscard]] edge_strengths strengths() const { return edge_strengths::over(1, strength); }

  /// Sum of value[u][v] over pairs within clusters.
  [[nodiscard]] std::int64_t worth(const std::vector<std::uint32_t>& label) const {
    std::int64_t sum = 0;
    for (std::size_t u = 0; u < vertices(); ++u)
      for (std::size_t v = 0; v < u; ++v)
        if (label[u] == label[v]) sum += value[u][v];
    return sum;
  }
  [[nodiscard]] double quality(const std::vector<std::uint32_t>& label) const {
    return scale * static_cast<double>(worth(label)) + alone;
  }
};

/// adjacency[u][v]: strength from u to v; undirected both ways, a loop twice.
[[nodiscard]] inline std::vector<std::vector<std::int64_t>> adjacency_of(const edge_list& list,
                                                                         const std::vector<std::int64_t>& strength) {
  std::vector<std::vector<std::int64_t>> a(list.vertices, std::vector<std::int64_t>(list.vertices, 0));
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [u, v] = list.edges[e];
    a[u][v] += strength[e];
    if (list.kind == direction::undirected) a[v][u] += strength[e];
  }
  return a;
}

inline void set_ties(pair_table& t, const std::vector<std::vector<std::int64_t>>& a) {
  const std::size_t n = t.vertices();
  t.value.assign(n, std::vector<std::int64_t>(n, 0));
  t.tied.assign(n, std::vector<bool>(n, false));
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < n; ++v) t.tied[u][v] = a[u][v] + a[v][u] > 0;
}

/// Newman & Girvan, or of arcs Leicht & Newman.
[[nodiscard]] inline pair_table modularity_table(edge_list list, std::vector<std::int64_t> strength, std::int64_t top = 1,
                                                 std::int64_t bottom = 1) {
  pair_table t{std::move(list), std::move(strength), {}, {}};
  const std::size_t n = t.vertices();
  const auto a = adjacency_of(t.list, t.strength);
  std::vector<std::int64_t> out(n, 0);
  std::vector<std::int64_t> in(n, 0);
  std::int64_t all = 0;
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < n; ++v) {
      out[u] += a[u][v];
      in[v] += a[u][v];
      all += a[u][v];
    }
  set_ties(t, a);
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < n; ++v)
      if (u != v) t.value[u][v] = bottom * all * (a[u][v] + a[v][u]) - top * (out[u] * in[v] + out[v] * in[u]);
  if (all == 0) return t;
  t.scale = 1.0 / (static_cast<double>(bottom) * static_cast<double>(all) * static_cast<double>(all));
  for (std::size_t u = 0; u < n; ++u) t.alone += t.scale * static_cast<double>(bottom * all * a[u][u] - top * out[u] * in[u]);
  return t;
}

/// Traag's constant Potts model with vertices of these sizes.
[[nodiscard]] inline pair_table potts_table(edge_list list, std::vector<std::int64_t> strength, std::int64_t top,
                                            std::int64_t bottom, const std::vector<std::int64_t>& size) {
  pair_table t{std::move(list), std::move(strength), {}, {}};
  const std::size_t n = t.vertices();
  const bool undirected = t.list.kind == direction::undirected;
  const auto a = adjacency_of(t.list, t.strength);
  set_ties(t, a);
  t.scale = 1.0 / static_cast<double>(bottom);
  for (std::size_t u = 0; u < n; ++u) {
    for (std::size_t v = 0; v < n; ++v)
      if (u != v) {
        const std::int64_t ties = undirected ? a[u][v] : a[u][v] + a[v][u];
        t.value[u][v] = bottom * ties - (undirected ? 1 : 2) * top * size[u] * size[v];
      }
    const double own = static_cast<double>(size[u] * (size[u] - 1)) * (undirected ? 0.5 : 1.0);
    t.alone +=
        static_cast<double>(a[u][u]) * (undirected ? 0.5 : 1.0) - own * static_cast<double>(top) / static_cast<double>(bottom);
  }
  return t;
}

/// Calls visit(label) for each partition of n vertices, as canonical labels.
template <class Visit>
void each_partition(std::size_t n, const Visit& visit) {
  std::vector<std::uint32_t> label(n, 0);
  for (;;) {
    visit(std::as_const(label));
    std::size_t at = n;
    while (at-- > 1) {
      std::uint32_t most = 0;
      for (std::size_t v = 0; v < at; ++v) most = label[v] > most ? label[v] : most;
      if (label[at] <= most) {
        ++label[at];
        for (std::size_t v = at + 1; v < n; ++v) label[v] = 0;
        break;
      }
    }
    if (at == 0 || at > n) return;
  }
}

/// Whether the vertices of each cluster are tied together within it.
[[nodiscard]] inline bool each_is_connected(const pair_table& t, const std::vector<std::uint32_t>& label) {
  const std::size_t n = t.vertices();
  std::vector<bool> seen(n, false);
  std::vector<bool> begun(n, false);
  for (std::size_t s = 0; s < n; ++s) {
    if (seen[s]) continue;
    if (begun[label[s]]) return false;
    begun[label[s]] = true;
    std::vector<std::size_t> found{s};
    seen[s] = true;
    while (!found.empty()) {
      const std::size_t v = found.back();
      found.pop_back();
      for (std::size_t u = 0; u < n; ++u)
        if (t.tied[v][u] && !seen[u] && label[u] == label[v]) {
          seen[u] = true;
          found.push_back(u);
        }
    }
  }
  return true;
}

}  // namespace coopgraph::kit
