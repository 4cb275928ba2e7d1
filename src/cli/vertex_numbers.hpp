// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <coopgraph/core/decimal.hpp>

#include <optional>
#include <string>
#include <vector>

namespace coopgraph::cli {

/// By vertex, a number where there is one: an attribute of a dataset's actors, a column of the node table (--nodes), or without
/// one an attribute of a graph file's vertices. `option` is the one that named it. \throws usage_error if there is no such
/// attribute or column, or no node table; data_error naming each cell that is no number
[[nodiscard]] std::vector<std::optional<decimal>> read_vertex_numbers(const input_graph& input, const input_options& how,
                                                                      const char* option, const std::string& column);

/// By vertex, the number in `column` of a file with the columns id and `column`; nothing for vertices without a row.
/// \throws data_error with all problems of the file, numbers below 0 included
[[nodiscard]] std::vector<std::optional<decimal>> read_vertex_amounts(const input_graph& input, const input_options& how,
                                                                      const std::string& file, const std::string& column);

}  // namespace coopgraph::cli
