// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {

[[nodiscard]] graph_document read_geojson(text_window& text, const std::string& name, const graph_file_options& options);
void write_geojson(const graph_document& document, text_sink& out, std::vector<std::string>& lost);

/// The properties by which a line names its ends: the first pair that is there as a whole counts.
inline constexpr std::array<std::pair<std::string_view, std::string_view>, 3> line_ends{
    {{"source", "target"}, {"origin", "destination"}, {"from", "to"}}};

}  // namespace coopgraph::detail
