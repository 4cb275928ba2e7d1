// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "flow/residual_network.hpp"

#include <coopgraph/flow/maximum_flow.hpp>
#include <coopgraph/graph/breadth_first.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// Capacities by edge or by vertex, in units.
struct unit_limits {
  std::span<const std::int64_t> units;  // none: all are unlimited
  std::vector<bool> free = {};          // unlimited; empty: none is

  [[nodiscard]] bool is_free(std::size_t i) const { return units.empty() || (!free.empty() && free[i]); }
};

/// Which edges carry how much from where to where. \pre capacities >= 0; a terminal of each kind
template <direction D>
struct flow_problem {
  const csr_view<D>& graph;
  const unit_limits& capacity;
  std::span<const terminal> kinds;  // by vertex
  const execution& run;

  static constexpr std::size_t steps_between_stops = 65'536;
  void check_stop(std::size_t step) const {
    if (step % steps_between_stops == 0) stop_on_request{run}();
  }
};

struct unit_flow {
  bool unbounded = false;
  std::int64_t value = 0;
  std::vector<std::int64_t> by_edge = {};
  flow_path unlimited_path = {};
  std::vector<bool> source_side = {};  // what the sources reach through spare capacity; empty: not known
};

/// The greatest flow, of edges with capacities alone. \throws input_error for an overflow, before solving
template <direction D>
[[nodiscard]] unit_flow plain_flow(const flow_problem<D>& problem);

extern template unit_flow plain_flow(const flow_problem<direction::undirected>& problem);
extern template unit_flow plain_flow(const flow_problem<direction::directed>& problem);

}  // namespace coopgraph::detail
