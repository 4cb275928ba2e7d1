// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/graphs.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <utility>
#include <vector>

// What betweenness is by its definition: every shortest path of every pair, walked edge by edge.
namespace coopgraph::kit {

using vertex_set = std::optional<std::vector<vertex_id>>;  // nothing: all
using pair_list = std::vector<endpoints>;

/// The pairs of S x T; of an undirected graph each pair of ends once, whichever of them is in S.
inline pair_list pairs_of(const edge_list& list, const vertex_set& sources = {}, const vertex_set& targets = {}) {
  std::vector<vertex_id> all(list.vertices);
  for (vertex_id v = 0; v < list.vertices; ++v) all[v] = v;
  std::set<std::pair<vertex_id, vertex_id>> pairs;
  for (const vertex_id s : sources.value_or(all))
    for (const vertex_id t : targets.value_or(all)) {
      if (s == t) continue;
      if (list.kind == direction::undirected && t < s)
        pairs.emplace(t, s);
      else
        pairs.emplace(s, t);
    }
  pair_list found;
  for (const auto& [s, t] : pairs) found.push_back({s, t});
  return found;
}

struct between {
  std::vector<double> vertex;
  std::vector<double> edge;
};

/// \pre a dozen vertices; lengths above 0
inline between by_walking(const edge_list& list, const std::vector<std::int64_t>& length, const pair_list& pairs) {
  const std::size_t n = list.vertices;
  struct way {
    vertex_id to;
    std::size_t edge;
  };
  std::vector<std::vector<way>> ways(n);
  constexpr std::int64_t far = std::int64_t{1} << 40;
  std::vector<std::vector<std::int64_t>> d(n, std::vector<std::int64_t>(n, far));
  for (vertex_id v = 0; v < n; ++v) d[v][v] = 0;
  for (std::size_t e = 0; e < list.edges.size(); ++e)
    for (const bool back : {false, true}) {
      const auto [u, v] = back ? endpoints{list.edges[e].target, list.edges[e].source} : list.edges[e];
      if (u == v || (back && list.kind == direction::directed)) continue;
      ways[u].push_back({v, e});
      d[u][v] = std::min(d[u][v], length[e]);
    }
  for (std::size_t k = 0; k < n; ++k)
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) d[i][j] = std::min(d[i][j], d[i][k] + d[k][j]);

  between score{std::vector<double>(n, 0.0), std::vector<double>(list.edges.size(), 0.0)};
  for (const auto& [s, t] : pairs) {
    if (d[s][t] >= far) continue;
    std::size_t paths = 0;
    std::vector<std::size_t> by_vertex(n, 0);
    std::vector<std::size_t> by_edge(list.edges.size(), 0);
    std::vector<way> walked;
    const vertex_id end = t;
    const std::function<void(vertex_id)> walk = [&](vertex_id u) {
      if (u == end) {
        ++paths;
        for (const way& w : walked) {
          ++by_edge[w.edge];
          if (w.to != end) ++by_vertex[w.to];
        }
        return;
      }
      for (const way& w : ways[u]) {
        if (length[w.edge] + d[w.to][end] != d[u][end]) continue;
        walked.push_back(w);
        walk(w.to);
        walked.pop_back();
      }
    };
    walk(s);
    const auto share = [&](std::size_t some) { return static_cast<double>(some) / static_cast<double>(paths); };
    for (std::size_t v = 0; v < n; ++v) score.vertex[v] += share(by_vertex[v]);
    for (std::size_t e = 0; e < list.edges.size(); ++e) score.edge[e] += share(by_edge[e]);
  }
  return score;
}

/// Blocks that hang on each other: bridges, bundles of parallel edges, cycles, cliques and blocks of random edges, in one or more
/// components. Arcs of directed graphs point either way, those of cycles mostly round.
inline edge_list random_blocks(random_stream& random, direction kind, std::size_t vertices) {
  edge_list list{kind, 1 + random.below(2), {}};
  const auto join = [&](vertex_id u, vertex_id v, std::uint64_t turned_in_8) {
    list.edges.push_back(random.below(8) < turned_in_8 ? endpoints{v, u} : endpoints{u, v});
  };
  while (list.vertices < vertices) {
    std::vector<vertex_id> block{static_cast<vertex_id>(random.below(list.vertices))};
    const std::size_t more = 1 + random.below(std::min<std::size_t>(4, vertices - list.vertices));
    for (std::size_t i = 0; i < more; ++i) block.push_back(static_cast<vertex_id>(list.vertices++));
    const std::uint64_t shape = random.below(6);
    for (std::size_t i = 0; i < block.size(); ++i) {
      const vertex_id next = block[(i + 1) % block.size()];
      if (shape == 0 && i > 0) join(block[0], block[i], 4);             // bridges to leaves
      if (shape == 1 && i + 1 < block.size()) join(block[i], next, 2);  // a path
      if (shape == 2) join(block[i], next, 1);                          // a cycle, or two parallel edges
      for (std::size_t j = 0; j < i; ++j)
        if (shape == 3) join(block[j], block[i], 4);                                                           // a clique
      for (std::size_t j = 0; shape == 4 && j < 2; ++j) join(block[i], block[random.below(block.size())], 4);  // anything
    }  // 5: isolated vertices
  }
  return relabelled(list, random_order(random, list.vertices));
}

/// A random set of vertices in a random order, which may be empty.
inline std::vector<vertex_id> random_set(random_stream& random, std::size_t vertices) {
  auto order = random_order(random, vertices);
  order.resize(random.below(vertices + 1));
  return order;
}

}  // namespace coopgraph::kit
