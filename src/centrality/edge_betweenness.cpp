// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/centrality/edge_betweenness.hpp>

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
edge_betweenness_result run(const csr_view<D>& graph, const edge_lengths* lengths, const edge_betweenness_options& options) {
  const std::size_t n = graph.vertices();
  edge_betweenness_result result;
  result.pairs = n < 2 ? 0 : std::uint64_t{n} * (std::uint64_t{n} - 1) / (graph.is_directed ? 1 : 2);
  if (lengths != nullptr) {
    check_lengths("edge_betweenness", graph, *lengths, length_domain::positive);
    result.ties = lengths->is_exact() ? ties::exact : ties::approximate;
    result.why_approximate = lengths->why_approximate();
  }
  const auto kinds = kinds_of_pairs(members("edge_betweenness", "sources", options.sources, n),
                                    members("edge_betweenness", "targets", options.targets, n), graph.is_directed);

  // An edge lies in one block, and all pairs that it is between come to that block and leave it.
  const split_graph split = split_at_articulation_points(graph, kinds, stop_on_request{options.run});
  const std::vector<double> by_arc = sum_dependencies(split, lengths, summed::arcs, options.run);
  result.score.assign(graph.edges(), 0.0);
  for (std::size_t arc = 0; arc < by_arc.size(); ++arc) result.score[split.out.edge[arc]] += by_arc[arc];

  if (!graph.is_directed)
    for (double& b : result.score) b *= 0.5;  // each pair was met from both of its ends
  if (options.normalized && result.pairs > 0)
    for (double& b : result.score) b /= static_cast<double>(result.pairs);
  if (options.run.progress) options.run.progress(1.0);
  return result;
}

}  // namespace

edge_betweenness_result edge_betweenness_of(const undirected_view& graph, const edge_lengths* lengths,
                                            const edge_betweenness_options& options) {
  return run(graph, lengths, options);
}

edge_betweenness_result edge_betweenness_of(const directed_view& graph, const edge_lengths* lengths,
                                            const edge_betweenness_options& options) {
  return run(graph, lengths, options);
}

}  // namespace coopgraph::detail
