// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::cli {

/// Where data rows stand in the text of a CSV table: for messages, once it is known that there is something to say.
struct row_places {
  std::vector<std::string> header;  ///< the fields of the header
  std::vector<std::size_t> lines;   ///< by row asked for: the line (from 1) on which it begins; 0 if there is no such row
};

/// `rows` are data rows from 0, ascending; rows that are wholly empty do not count. Complexity: O(bytes).
[[nodiscard]] row_places find_rows(std::string_view text, char delimiter, std::span<const std::size_t> rows);

}  // namespace coopgraph::cli
