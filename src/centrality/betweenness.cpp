// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/betweenness.hpp>

#include "centrality/betweenness/dependencies.hpp"
#include "centrality/betweenness/pairs.hpp"
#include "centrality/betweenness/split.hpp"

#include <coopgraph/graph/breadth_first.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace coopgraph::detail {
namespace {

template <direction D>
betweenness_result run(const csr_view<D>& graph, const edge_lengths* lengths, const betweenness_options& options) {
  const std::size_t n = graph.vertices();
  betweenness_result result;
  result.pairs = n < 3 ? 0 : (std::uint64_t{n} - 1) * (std::uint64_t{n} - 2) / (graph.is_directed ? 1 : 2);
  if (lengths != nullptr) {
    check_lengths("betweenness", graph, *lengths, length_domain::positive);
    result.ties = lengths->is_exact() ? ties::exact : ties::approximate;
    result.why_approximate = lengths->why_approximate();
  }
  const auto kinds = kinds_of_pairs(members("betweenness", "sources", options.sources, n),
                                    members("betweenness", "targets", options.targets, n), graph.is_directed);

  // 1. Pairs that part at articulation points, in closed form.
  split_graph split = split_at_articulation_points(graph, kinds, stop_on_request{options.run});
  result.score.values = std::move(split.through);

  // 2. Pairs within blocks.
  const std::vector<double> within = sum_dependencies(split, lengths, summed::vertices, options.run);
  for (std::size_t slot = 0; slot < within.size(); ++slot) result.score.values[split.vertex[slot]] += within[slot];

  if (!graph.is_directed)
    for (double& b : result.score.values) b *= 0.5;  // each pair was met from both of its ends
  if (options.normalized && result.pairs > 0)
    for (double& b : result.score.values) b /= static_cast<double>(result.pairs);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

betweenness_result betweenness_of(const undirected_view& graph, const edge_lengths* lengths, const betweenness_options& options) {
  return run(graph, lengths, options);
}

betweenness_result betweenness_of(const directed_view& graph, const edge_lengths* lengths, const betweenness_options& options) {
  return run(graph, lengths, options);
}

}  // namespace coopgraph::detail
