// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/cost_cases.hpp"

#include <cstdint>
#include <optional>

namespace coopgraph::kit {

enum class oracle_status { optimal, infeasible, unbounded };

struct oracle_answer {
  oracle_status status = oracle_status::infeasible;
  std::int64_t cost = 0;  // optimal only
};

/// Goes through all whole-numbered flows. What unlimited edges carry is tried up to the sum of all capacities, lower bounds of
/// their own and supplies; unbounded is what has a cycle of unlimited edges with costs below 0 (by Floyd & Warshall). \pre few
/// edges, small numbers
[[nodiscard]] oracle_answer cheapest_by_enumeration(const cost_case& c);

/// The linear program as a dense tableau in whole numbers (its pivots are all 1), two phases, by Bland's rule: columns are edges
/// (undirected: both directions) and what is kept, rows are vertices and capacities. \pre no unlimited edges
[[nodiscard]] oracle_answer cheapest_by_tableau(const cost_case& c);

/// Successive shortest paths by Bellman & Ford on a list of residual arcs; edges whose cost is below 0 are filled first.
/// \pre no unlimited edges
[[nodiscard]] oracle_answer cheapest_by_paths(const cost_case& c);

}  // namespace coopgraph::kit
