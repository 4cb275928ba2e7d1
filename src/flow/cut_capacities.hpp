// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/graph/csr_view.hpp>
#include <coopgraph/graph/edge_values.hpp>

#include <cstdint>
#include <span>

namespace coopgraph::detail {

/// The capacities in units. \throws input_error unless there is one for each edge, exact and not negative
inline std::span<const std::int64_t> cut_capacities_of(const char* function, const undirected_view& graph,
                                                       const edge_capacities& capacities) {
  check_size(function, capacities, graph.edges());
  if (!capacities.is_exact())
    throw input_error(function, "capacities", "rounded (" + capacities.why_approximate() + ")",
                      "exact capacities; round them to fewer decimals, or give whole numbers in a larger unit");
  const std::span<const std::int64_t> units = capacities.numerators();
  for (edge_id e = 0; e < units.size(); ++e)
    if (units[e] < 0)
      throw input_error(function, "capacities", to_text(capacities[e]) + " at edge " + to_text(e), "capacities >= 0");
  return units;
}

}  // namespace coopgraph::detail
