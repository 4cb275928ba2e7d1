// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "graph/contiguity_ties.hpp"

#include <coopgraph/graph/contiguity.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// A side of an outline: a line between two points, first < second.
struct outline_side {
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  vertex_id unit = 0;

  friend bool operator==(const outline_side&, const outline_side&) = default;
};

/// Outlines as points that are the same where they are at the same place, each once.
struct outlines {
  std::vector<unit_vector> at;           ///< by point
  std::vector<outline_side> sides;       ///< sorted by points, then by unit; of a unit each once
  std::vector<std::size_t> begin;        ///< points + 1: where the units of a point begin
  std::vector<vertex_id> unit_of_point;  ///< sorted for each point
  unit_points by_unit;                   ///< the points of each unit

  [[nodiscard]] std::span<const vertex_id> units_at(std::size_t point) const {
    return std::span(unit_of_point).subspan(begin[point], begin[point + 1] - begin[point]);
  }
};

/// \throws input_error naming unit, ring and point
[[nodiscard]] outlines read_outlines(const char* function, std::span<const unit_outline> units);

/// Pairs of units without a common point, of which a point of one is at most near_km from a side of the other.
[[nodiscard]] std::vector<near_outlines> find_near(thread_pool& pool, const outlines& drawn, double near_km);

}  // namespace coopgraph::detail
