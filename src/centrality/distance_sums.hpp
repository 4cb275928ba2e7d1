// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "centrality/hop_lanes.hpp"

#include <coopgraph/centrality/closeness.hpp>
#include <coopgraph/core/execution.hpp>
#include <coopgraph/core/rational.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstddef>
#include <vector>

namespace coopgraph::detail {

enum class distance_sum { plain, reciprocal };

/// Over the other vertices at a finite distance, by vertex.
struct distance_sums {
  std::vector<vertex_id> reached;
  std::vector<int128> whole;    ///< sums of distances in units of the lengths, if these are exact
  std::vector<double> rounded;  ///< sums of distances if the lengths are rounded, and of reciprocals
};

/// Without lengths: hops, by `loops`. \throws input_error, cancelled; what they say names `function`
[[nodiscard]] distance_sums sum_distances(const char* function, const undirected_view& graph, const edge_lengths* lengths,
                                          distance_sum what, distance_mode mode, const execution& run, const hop_loops& loops);
[[nodiscard]] distance_sums sum_distances(const char* function, const directed_view& graph, const edge_lengths* lengths,
                                          distance_sum what, distance_mode mode, const execution& run, const hop_loops& loops);

// ---- the parts ----

/// The vertices by a breadth-first search from the greatest degree on: those that are near each other get names that are.
[[nodiscard]] std::vector<vertex_id> search_order(const arc_rows& rows, std::size_t vertices);

/// `symmetric` says that each arc has one of its edge that goes back. \pre vertices; check_lengths passed, all above 0
[[nodiscard]] distance_sums sums_over_lengths(const char* function, const arc_rows& rows, bool symmetric, std::size_t vertices,
                                              const edge_lengths& lengths, distance_sum what, const execution& run);

}  // namespace coopgraph::detail
