// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/column_mapping.hpp"
#include "io/edge_ends.hpp"

#include <coopgraph/io/edge_table.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// A reader of the table's text by the options. \pre bytes outlive it
[[nodiscard]] csv_reader reader_of(std::string_view bytes, const std::string& file, const edge_table_options& options);

/// The problems of a file as they are thrown: in the order of the file, the first `most`, and how many more there are.
[[nodiscard]] data_error in_order(std::vector<diagnostic> problems, std::size_t most, std::size_t more = 0);

/// The header row: its fields and line. \throws data_error if there is none or it is broken
[[nodiscard]] csv_row read_header(csv_reader& reader, const std::string& file);

/// Reads an edge table row by row from text with any flaw: the reader that finds every problem.
[[nodiscard]] edge_table read_edge_rows(std::string_view bytes, const std::string& file, const node_table* nodes,
                                        const edge_table_options& options);

/// Reads an edge table without flaws fast, in parts on several threads: text without quotes whose rows are all good, by presets
/// and columns that need no more than the row itself. Nothing if there is anything else; what it returns is equal to what
/// read_edge_rows returns, for any number of threads and size of blocks. \throws cancelled
struct plain_reading {
  std::size_t block_bytes = std::size_t{1} << 18;
};
[[nodiscard]] std::optional<edge_table> read_plain_edges(const std::string& path, const node_table* nodes,
                                                         const edge_table_options& options, const plain_reading& how = {});

}  // namespace coopgraph::detail
