// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

namespace coopgraph::cli {

/// The options, with the columns of capacities, costs and flows named where a command has a use for them and there are such.
/// \throws usage_error that names the columns, if one is required, none was given and none has its usual name
[[nodiscard]] input_options name_amounts(input_options options);

/// Sees to it that a column which is needed has a number in every row of a table, or of a graph file's edges (then it names no
/// columns of the ends): rows without are refused, or left out where --bad-rows skip asks for that.
/// \throws data_error naming each such row
void check_numbers(edge_table& table, const input_options& options, const edge_table_options& how);

/// The graph of an edge table or a graph file's edges, its values as the options say; `format` is what INPUT is.
/// \pre options fit an edge table
[[nodiscard]] input_graph make_graph(edge_table table, const std::string& format, const input_options& options,
                                     const context& where);

}  // namespace coopgraph::cli
