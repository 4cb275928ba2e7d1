// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

namespace coopgraph::cli {

/// The options, with the columns of capacities, costs and flows named where a command has a use for them and there are such.
/// \throws usage_error that names the columns, if one is required, none was given and none has its usual name
[[nodiscard]] input_options name_amounts(input_options options);

/// The graph of an edge table, its values as the options say. \pre options fit an edge table
[[nodiscard]] input_graph make_graph(edge_table table, const input_options& options, const context& where);

}  // namespace coopgraph::cli
