// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

namespace coopgraph::cli {

/// The options, with the column of the capacities named where they are needed.
/// \throws usage_error that names the columns, if none was given and none is called capacity
[[nodiscard]] input_options name_capacity(input_options options);

/// The graph of an edge table, its values as the options say. \pre options fit an edge table
[[nodiscard]] input_graph make_graph(edge_table table, const input_options& options, const context& where);

}  // namespace coopgraph::cli
