// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "cli/input.hpp"

#include <coopgraph/core/partition.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph::cli {

/// A group for each vertex. Vertices that are in none of those named make up one more.
struct grouping {
  partition groups;
  std::vector<std::string> names;  ///< group -> its name as given; that of the vertices in none is empty
  std::size_t without = 0;         ///< vertices in none
};

/// The groups that an option's value names: a file with the columns id and `column`, or keys of the dataset's regions, joined by
/// commas, or an attribute of a graph file's vertices.
/// \throws data_error with all problems of the file; usage_error for regions that overlap
[[nodiscard]] grouping read_groups(const input_graph& input, const input_options& how, const std::string& option,
                                   const std::string& value, const std::string& column);

}  // namespace coopgraph::cli
