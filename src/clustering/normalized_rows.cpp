// SPDX-License-Identifier: BSL-1.0
#include "clustering/normalized_rows.hpp"

#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/components.hpp>

#include <algorithm>
#include <cmath>

namespace coopgraph::detail {
namespace {

/// Strengths as they are added: whole numbers, or doubles of at most 1 so that sums of them stay in range. Their unit cancels.
struct whole_strengths {
  using number = int128;
  std::span<const std::int64_t> numerator;
  [[nodiscard]] int128 operator()(edge_id e) const { return numerator[e]; }
};
struct unit_strengths {
  using number = std::int64_t;
  [[nodiscard]] std::int64_t operator()(edge_id /*e*/) const { return 1; }
};
struct scaled_strengths {
  using number = double;
  std::span<const double> strength;
  int exponent = 0;
  [[nodiscard]] double operator()(edge_id e) const { return std::ldexp(strength[e], -exponent); }
};

/// Orders the vertices. Strengths that vanish beside the greatest (below 2^-1074 of it) count as none.
template <class Strengths>
void place_vertices(const undirected_view& graph, const Strengths& strength, normalized_rows& made) {
  const std::size_t n = graph.vertices();
  vertex_sets sets(n);
  std::vector<bool> tied(n, false);
  for (edge_id e = 0; e < graph.edges(); ++e) {
    if (!(strength(e) > 0)) continue;
    sets.join(graph.source[e], graph.target[e]);
    tied[graph.source[e]] = true;
    tied[graph.target[e]] = true;
  }
  const partition components = sets.to_partition();
  std::vector<std::size_t> size(components.clusters, 0);
  for (vertex_id v = 0; v < n; ++v) {
    if (tied[v])
      ++size[components.label[v]];
    else
      made.isolated.push_back(v);
  }
  std::vector<std::size_t> next(components.clusters, 0);
  for (std::size_t c = 0; c < size.size(); ++c) {
    next[c] = made.first.back();
    if (size[c] > 0) made.first.push_back(made.first.back() + size[c]);
  }
  made.vertex.resize(made.first.back());
  for (vertex_id v = 0; v < n; ++v)
    if (tied[v]) made.vertex[next[components.label[v]]++] = v;
}

/// Calls visit(target, strength of all edges to it) along the row of v.
template <class Strengths, class Visit>
void each_tie(const undirected_view& graph, const Strengths& strength, vertex_id v, const Visit& visit) {
  const std::uint64_t end = graph.out.offset[v + std::size_t{1}];
  for (std::uint64_t at = graph.out.offset[v]; at < end;) {
    const vertex_id target = graph.out.target[at];
    typename Strengths::number sum = 0;
    for (; at < end && graph.out.target[at] == target; ++at) sum += strength(graph.out.edge[at]);
    if (sum > 0) visit(target, sum);
  }
}

template <class Strengths>
normalized_rows rows_of(const undirected_view& graph, const Strengths& strength) {
  normalized_rows made;
  place_vertices(graph, strength, made);
  const std::size_t placed = made.vertex.size();
  std::vector<std::uint32_t> place(graph.vertices(), 0);  // within the component
  for (std::size_t c = 0; c < made.components(); ++c)
    for (std::size_t i = made.first[c]; i < made.first[c + 1]; ++i)
      place[made.vertex[i]] = static_cast<std::uint32_t>(i - made.first[c]);

  made.root.resize(placed);
  std::vector<double> root_of(graph.vertices(), 0.0);
  made.offset.reserve(placed + 1);
  for (std::size_t i = 0; i < placed; ++i) {
    typename Strengths::number degree = 0;
    std::uint64_t ties = 0;
    each_tie(graph, strength, made.vertex[i], [&](vertex_id, auto sum) {
      degree += sum;
      ++ties;
    });
    made.root[i] = root_of[made.vertex[i]] = std::sqrt(static_cast<double>(degree));
    made.offset.push_back(made.offset.back() + ties);
  }
  made.column.reserve(static_cast<std::size_t>(made.offset.back()));
  made.value.reserve(static_cast<std::size_t>(made.offset.back()));
  for (std::size_t i = 0; i < placed; ++i)
    each_tie(graph, strength, made.vertex[i], [&](vertex_id target, auto sum) {
      // The roots one by one: their product could vanish.
      const double low = std::min(made.root[i], root_of[target]);
      const double high = std::max(made.root[i], root_of[target]);
      made.column.push_back(place[target]);
      made.value.push_back(static_cast<double>(sum) / high / low);
    });
  return made;
}

}  // namespace

normalized_rows make_normalized_rows(const undirected_view& graph, const edge_strengths* strengths) {
  if (strengths == nullptr) return rows_of(graph, unit_strengths{});
  if (strengths->is_exact()) return rows_of(graph, whole_strengths{strengths->numerators()});
  scaled_strengths scaled{strengths->approximate()};
  double largest = 0.0;
  for (const double s : scaled.strength) largest = std::max(largest, s);
  if (largest > 0.0) static_cast<void>(std::frexp(largest, &scaled.exponent));
  return rows_of(graph, scaled);
}

}  // namespace coopgraph::detail
