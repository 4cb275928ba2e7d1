// SPDX-License-Identifier: BSL-1.0
#pragma once

// The quality of a partition, summed over the graph as it was given.

#include <coopgraph/core/partition.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <span>

namespace coopgraph::detail {

/// Undirected: sum over the clusters of 2 w(C) / 2m - gamma (k(C) / 2m)^2; directed: of w(C) / m - gamma k_out(C) k_in(C) / m^2.
/// 0 if all strengths are 0. Without strengths each is 1. \pre strengths >= 0, one label per vertex
[[nodiscard]] double modularity_of(const undirected_view& graph, const edge_strengths* strengths, const partition& p,
                                   double resolution);
[[nodiscard]] double modularity_of(const directed_view& graph, const edge_strengths* strengths, const partition& p,
                                   double resolution);

/// Sum over the clusters of w(C) - gamma n(C) (n(C) - 1) / 2; directed: of w(C) - gamma n(C) (n(C) - 1). Each edge and each loop
/// counts once. Without sizes each vertex has size 1.
[[nodiscard]] double constant_potts_of(const undirected_view& graph, const edge_strengths* strengths, const partition& p,
                                       std::span<const double> sizes, double resolution);
[[nodiscard]] double constant_potts_of(const directed_view& graph, const edge_strengths* strengths, const partition& p,
                                       std::span<const double> sizes, double resolution);

}  // namespace coopgraph::detail
