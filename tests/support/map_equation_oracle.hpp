// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/graphs.hpp"

#include <coopgraph/clustering/flow_model.hpp>
#include <coopgraph/core/partition.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace coopgraph::kit {

/// A walk written down as full tables: what goes from u to v by arcs and by described jumps, and the visit rates.
struct full_walk {
  std::vector<std::vector<double>> flow;
  std::vector<double> visits;
};

namespace oracle {

using table = std::vector<std::vector<double>>;

inline table zeros(std::size_t n) { return table(n, std::vector<double>(n, 0.0)); }

/// x with A x = b, by elimination with the largest pivot of each column.
inline std::vector<double> solve(table a, std::vector<double> b) {
  const std::size_t n = b.size();
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k; i < n; ++i)
      if (std::fabs(a[i][k]) > std::fabs(a[pivot][k])) pivot = i;
    std::swap(a[k], a[pivot]);
    std::swap(b[k], b[pivot]);
    for (std::size_t i = k + 1; i < n; ++i) {
      const double factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j < n; ++j) a[i][j] -= factor * a[k][j];
      b[i] -= factor * b[k];
    }
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k][j] * b[j];
    b[k] /= a[k][k];
  }
  return b;
}

inline double sum(const std::vector<double>& x) {
  double total = 0.0;
  for (const double value : x) total += value;
  return total;
}

/// Arcs as a table of strengths; an undirected edge, or any edge in the undirected model, is two arcs, a loop one.
inline table arcs_of(const edge_list& list, const std::vector<double>& strength, bool both_ways) {
  table w = zeros(list.vertices);
  for (std::size_t e = 0; e < list.edges.size(); ++e) {
    const auto [u, v] = list.edges[e];
    w[u][v] += strength[e];
    if (both_ways && u != v) w[v][u] += strength[e];
  }
  return w;
}

inline std::vector<double> row_sums(const table& w) {
  std::vector<double> s;
  for (const auto& row : w) s.push_back(sum(row));
  return s;
}

/// Visits are what enters by arcs, and all flow sums to 1.
inline full_walk by_arcs(table flow) {
  const double all = sum(row_sums(flow));
  full_walk walk{std::move(flow), std::vector<double>(0)};
  walk.visits.assign(walk.flow.size(), 0.0);
  for (std::size_t u = 0; u < walk.flow.size(); ++u)
    for (std::size_t v = 0; v < walk.flow.size(); ++v) {
      if (all > 0.0) walk.flow[u][v] /= all;
      walk.visits[v] += walk.flow[u][v];
    }
  return walk;
}

/// Each vertex hands on p(u) to where its arcs lead, by strength / share(u).
inline full_walk one_step(const table& w, const std::vector<double>& p, const std::vector<double>& share) {
  table flow = zeros(w.size());
  for (std::size_t u = 0; u < w.size(); ++u)
    for (std::size_t v = 0; v < w.size(); ++v)
      if (w[u][v] > 0.0) flow[u][v] = p[u] * w[u][v] / share[u];
  return by_arcs(std::move(flow));
}

inline full_walk with_jumps(const table& w, const map_equation_options& options) {
  const std::size_t n = w.size();
  const double alpha = options.teleportation;
  const std::vector<double> leaving = row_sums(w);
  std::vector<double> entering(n, 0.0);
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < n; ++v) entering[v] += w[u][v];
  std::vector<double> land(n, 0.0);
  for (std::size_t v = 0; v < n; ++v) {
    if (options.target == teleportation_target::links)
      land[v] = options.recorded_teleportation ? entering[v] : leaving[v];
    else
      land[v] = entering[v] + leaving[v] > 0.0 ? 1.0 : 0.0;
  }
  const double landed = sum(land);
  if (!(landed > 0.0)) return {zeros(n), std::vector<double>(n, 0.0)};
  for (double& share : land) share /= landed;

  // pi (1 - M) = 0 with the last equation replaced by: the sum is 1.
  table equations = zeros(n);
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < n; ++v) {
      const double moved = leaving[u] > 0.0 ? (1.0 - alpha) * w[u][v] / leaving[u] + alpha * land[v] : land[v];
      equations[v][u] = (u == v ? 1.0 : 0.0) - moved;
    }
  equations[n - 1].assign(n, 1.0);
  std::vector<double> right(n, 0.0);
  right[n - 1] = 1.0;
  std::vector<double> pi = solve(equations, right);
  for (double& p : pi)
    if (p < 1e-15) p = 0.0;  // what elimination leaves of 0 may be below it

  if (!options.recorded_teleportation) return one_step(w, pi, leaving);
  full_walk walk{zeros(n), pi};
  for (std::size_t u = 0; u < n; ++u)
    for (std::size_t v = 0; v < n; ++v)
      walk.flow[u][v] = leaving[u] > 0.0 ? pi[u] * ((1.0 - alpha) * w[u][v] / leaving[u] + alpha * land[v]) : pi[u] * land[v];
  return walk;
}

/// The entropy of the shares, in bits, times their sum.
inline double code_book(const std::vector<double>& uses) {
  const double all = sum(uses);
  double entropy = 0.0;
  for (const double use : uses)
    if (use > 0.0) entropy -= use / all * std::log2(use / all);
  return all * entropy;
}

}  // namespace oracle

/// The walk from the definitions, on up to some hundred vertices.
inline full_walk walk_of(const edge_list& list, const std::vector<double>& strength, const map_equation_options& options) {
  const flow_model model =
      options.model.value_or(list.kind == direction::undirected ? flow_model::undirected : flow_model::directed);
  const bool both_ways = list.kind == direction::undirected || model == flow_model::undirected;
  const oracle::table w = oracle::arcs_of(list, strength, both_ways);
  const std::vector<double> leaving = oracle::row_sums(w);
  switch (model) {
    case flow_model::undirected:
    case flow_model::rawdir:
      return oracle::by_arcs(w);
    case flow_model::undirdir: {
      const std::vector<double> at = oracle::row_sums(oracle::arcs_of(list, strength, true));
      return oracle::one_step(w, at, at);
    }
    case flow_model::outdirdir:
      return oracle::one_step(w, leaving, leaving);
    case flow_model::directed:
      break;
  }
  return oracle::with_jumps(w, options);
}

/// The code books of nested modules, written out: levels from the top.
inline double codelength_of_walk(const full_walk& walk, const std::vector<partition>& levels) {
  const std::size_t n = walk.visits.size();
  using members = std::vector<bool>;
  const auto rate = [&](const members& of, bool out) {
    double total = 0.0;
    for (std::size_t u = 0; u < n; ++u)
      for (std::size_t v = 0; v < n; ++v)
        if (of[u] != of[v] && of[u] == out) total += walk.flow[u][v];
    return total;
  };
  const std::function<double(const members&, std::size_t)> books = [&](const members& module, std::size_t level) -> double {
    std::vector<double> uses{rate(module, true)};
    if (level == levels.size()) {
      for (std::size_t v = 0; v < n; ++v)
        if (module[v]) uses.push_back(walk.visits[v]);
      return oracle::code_book(uses);
    }
    double bits = 0.0;
    for (std::uint32_t label = 0; label < levels[level].clusters; ++label) {
      members inner(n, false);
      bool any = false;
      for (std::size_t v = 0; v < n; ++v) any |= inner[v] = module[v] && levels[level].label[v] == label;
      if (!any) continue;
      if (level > 0 && inner == module) return books(module, level + 1);  // the same module
      uses.push_back(rate(inner, false));
      bits += books(inner, level + 1);
    }
    return bits + oracle::code_book(uses);
  };
  return books(members(n, true), 0);
}

/// Calls visit(partition) for all partitions of n vertices.
template <class Visit>
void for_each_partition(std::size_t n, const Visit& visit) {
  partition p{std::vector<std::uint32_t>(n, 0), n == 0 ? 0U : 1U};
  for (;;) {
    visit(p);
    std::size_t at = n;  // the last label that may rise: up to one above those before it
    for (std::size_t v = n; v-- > 1;) {
      std::uint32_t before = 0;
      for (std::size_t u = 0; u < v; ++u) before = p.label[u] > before ? p.label[u] : before;
      if (p.label[v] <= before) {
        at = v;
        break;
      }
    }
    if (at == n) return;
    ++p.label[at];
    for (std::size_t v = at + 1; v < n; ++v) p.label[v] = 0;
    p.clusters = 0;
    for (const std::uint32_t l : p.label) p.clusters = l + 1 > p.clusters ? l + 1 : p.clusters;
  }
}

}  // namespace coopgraph::kit
