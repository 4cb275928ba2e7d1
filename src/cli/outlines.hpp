// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <coopgraph/graph/contiguity.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::cli {

/// The outlines of a GeoJSON file for the ids that it shares with what is drawn or written.
struct matched_outlines {
  std::vector<unit_outline> outlines;  ///< by position of the id; without rings where the file has none
  std::vector<std::string> notes;      ///< whom it has no area for, and which areas are of nobody
};

/// Reads --outlines by the limits of `how`. `id_at` gives the ids of the positions 0 to count - 1; `one` and `many` are what is
/// called by an id ("vertex", "vertices").
/// \throws usage_error unless the path is one of GeoJSON; data_error if it has no area, or none of an id, and as readers do
[[nodiscard]] matched_outlines read_outlines(const std::string& path, std::size_t count,
                                             const std::function<std::string_view(std::size_t)>& id_at, const char* one,
                                             const char* many, const input_options& how, const context& where);

}  // namespace coopgraph::cli
