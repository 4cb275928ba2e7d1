// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace coopgraph::cli {

/// A row of a file beside INPUT that is about a vertex.
struct vertex_row {
  vertex_id vertex;
  std::string text;  ///< of the second column
};
/// The rows of a file with a column `id` and perhaps a second one, whose texts `wrong` may refuse (it says why, or nothing).
/// \throws data_error with all problems: ids that are no vertices or stand there twice, and texts that are wrong
[[nodiscard]] std::vector<vertex_row> read_vertex_rows(const input_graph& input, const input_options& how,
                                                       const std::string& file, std::span<const std::string> columns,
                                                       const std::function<std::string(const std::string&)>& wrong = {});

}  // namespace coopgraph::cli
