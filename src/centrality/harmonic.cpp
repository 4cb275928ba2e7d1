// SPDX-License-Identifier: BSL-1.0
#include "centrality/distance_sums.hpp"

#include <coopgraph/centrality/harmonic.hpp>

#include <cstddef>
#include <utility>

namespace coopgraph::detail {
namespace {

template <direction D>
harmonic_result run(const csr_view<D>& graph, const edge_lengths* lengths, const harmonic_options& options) {
  distance_sums sums = sum_distances("harmonic", graph, lengths, distance_sum::reciprocal, options.mode, options.run,
                                     available_hop_loops().back());
  harmonic_result result;
  if (lengths != nullptr && !lengths->is_exact()) {
    result.ties = ties::approximate;
    result.why_approximate = lengths->why_approximate();
  }
  result.score.values = std::move(sums.rounded);
  result.reached = std::move(sums.reached);
  const std::size_t n = graph.vertices();
  if (options.normalized && n > 1)
    for (double& h : result.score.values) h /= static_cast<double>(n - 1);
  return result;
}

}  // namespace

harmonic_result harmonic_of(const undirected_view& graph, const edge_lengths* lengths, const harmonic_options& options) {
  return run(graph, lengths, options);
}

harmonic_result harmonic_of(const directed_view& graph, const edge_lengths* lengths, const harmonic_options& options) {
  return run(graph, lengths, options);
}

}  // namespace coopgraph::detail
