// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

namespace coopgraph::cli {

/// The graph of an edge table, its values as the options say. \pre options fit an edge table
[[nodiscard]] input_graph make_graph(edge_table table, const input_options& options, const context& where);

}  // namespace coopgraph::cli
