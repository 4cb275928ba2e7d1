// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/components.hpp>
#include <coopgraph/graph/spanning_tree.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

namespace coopgraph::detail {
namespace {

/// All edges but loops, in Kruskal's order: by `before` on their values, then by id.
template <class Number, class Before>
std::vector<edge_id> kruskal_order(const undirected_view& graph, std::span<const Number> value, const Before& before) {
  std::vector<edge_id> order;
  for (edge_id e = 0; e < graph.edges(); ++e)
    if (graph.source[e] != graph.target[e]) order.push_back(e);
  std::sort(order.begin(), order.end(), [&](edge_id a, edge_id b) {
    if (before(value[a], value[b])) return true;
    return !before(value[b], value[a]) && a < b;
  });
  return order;
}

template <class Number, class Before>
std::vector<edge_id> kruskal(const undirected_view& graph, std::span<const Number> value, const Before& before,
                             const execution& run) {
  const stop_on_request stop{run};
  stop();
  const std::vector<edge_id> order = kruskal_order(graph, value, before);
  stop();
  vertex_sets sets(graph.vertices());
  std::vector<edge_id> taken;
  for (const edge_id e : order) {
    const vertex_id u = sets.root(graph.source[e]);
    const vertex_id v = sets.root(graph.target[e]);
    if (u == v) continue;
    sets.join(u, v);
    taken.push_back(e);
  }
  std::sort(taken.begin(), taken.end());
  return taken;
}

template <value_kind K, class Before>
spanning_forest_result forest(const char* function, const undirected_view& graph, const edge_values<K>& values,
                              const Before& before, const spanning_forest_options& options) {
  check_size(function, values, graph.edges());
  spanning_forest_result result;
  result.edge = values.is_exact() ? kruskal(graph, values.numerators(), before, options.run)
                                  : kruskal(graph, values.approximate(), before, options.run);
  result.trees = static_cast<std::uint32_t>(graph.vertices() - result.edge.size());
  if (values.is_exact()) {
    int128 sum = 0;
    for (const edge_id e : result.edge) sum += values.numerators()[e];
    result.total = times(sum, values.unit());
  } else {
    result.ties = ties::approximate;
    result.why_approximate = values.why_approximate();
    for (const edge_id e : result.edge) result.total += values.approximate()[e];
    if (!std::isfinite(result.total))
      throw input_error(function, "edge values", "a sum that overflows the range of a double",
                        "values whose sum is below 1.8e308");
  }
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

spanning_forest_result spanning_forest_of(const undirected_view& graph, const edge_lengths& lengths,
                                          const spanning_forest_options& options) {
  return forest("minimum_spanning_forest", graph, lengths, std::less<>{}, options);
}

spanning_forest_result spanning_forest_of(const undirected_view& graph, const edge_strengths& strengths,
                                          const spanning_forest_options& options) {
  return forest("maximum_spanning_forest", graph, strengths, std::greater<>{}, options);
}

}  // namespace coopgraph::detail
