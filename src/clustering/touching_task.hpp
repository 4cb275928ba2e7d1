// SPDX-License-Identifier: BSL-1.0
#pragma once

// What is asked of contiguous regions whatever they are to be good for, and whether it has been reached.

#include "clustering/touching.hpp"

#include <coopgraph/clustering/region_evidence.hpp>
#include <coopgraph/core/partition.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace coopgraph::detail::touching_regions {

struct region_task {
  const char* function = "";
  const region_floor* given = nullptr;
  std::optional<std::size_t> clusters = {};
  touching touch;
  std::vector<vertex_id> component;  // by unit
  std::size_t components = 0;
  std::vector<std::int64_t> amount;  // whole numbers over one unit, as the floor
  std::int64_t floor = 0;            // 0: none

  [[nodiscard]] std::size_t units() const noexcept { return touch.vertices(); }
};

/// \throws option_error, input_error
[[nodiscard]] region_task make_region_task(const char* function, const undirected_view& contiguity, std::size_t units,
                                           const region_floor& floor, std::optional<std::size_t> clusters);

/// How many clusters these regions are from what was asked for.
[[nodiscard]] std::size_t clusters_amiss(const region_task& task, const partition& regions);

[[nodiscard]] region_evidence evidence_of(const region_task& task, const partition& regions);

}  // namespace coopgraph::detail::touching_regions
