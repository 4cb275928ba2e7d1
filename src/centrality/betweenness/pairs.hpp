// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "centrality/betweenness/split.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace coopgraph::detail {

/// By vertex: whether it is in the set; all are where there is none. \throws option_error for a vertex that is unknown or named
/// twice
[[nodiscard]] inline std::vector<double> members(const char* function, const char* parameter,
                                                 const std::optional<std::vector<vertex_id>>& set, std::size_t vertices) {
  if (!set) return std::vector<double>(vertices, 1.0);
  std::vector<double> in(vertices, 0.0);
  for (const vertex_id v : *set) {
    if (v >= vertices)
      throw option_error(function, parameter, to_text(v),
                         vertices == 0 ? "none, the graph has no vertices" : "vertices 0 to " + to_text(vertices - 1));
    if (in[v] > 0.0) throw option_error(function, parameter, to_text(v) + " twice", "each vertex once");
    in[v] = 1.0;
  }
  return in;
}

/// The kinds of pairs whose products of weights, summed over all (s, t) in order, count each pair of S x T once in a directed
/// graph, and twice in an undirected one if (s, t) or (t, s) is in S x T: s in S and T counts t in S and T from both ends, and
/// any other t in T from its own end alone.
[[nodiscard]] inline std::vector<pair_weights> kinds_of_pairs(const std::vector<double>& in_s, const std::vector<double>& in_t,
                                                              bool directed) {
  if (directed || in_s == in_t) return {{in_s, in_t}};
  const std::size_t n = in_s.size();
  pair_weights only_s{std::vector<double>(n), std::vector<double>(n)};
  pair_weights both{std::vector<double>(n), std::vector<double>(n)};
  for (std::size_t v = 0; v < n; ++v) {
    only_s.source[v] = in_s[v] * (1.0 - in_t[v]);
    only_s.target[v] = 2.0 * in_t[v];
    both.source[v] = in_s[v] * in_t[v];
    both.target[v] = in_s[v] * in_t[v] + 2.0 * (1.0 - in_s[v]) * in_t[v];
  }
  return {std::move(only_s), std::move(both)};
}

}  // namespace coopgraph::detail
