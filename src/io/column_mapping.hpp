// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/edge_table.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// Which fields of an edge table mean what. Fields count from 0.
struct column_mapping {
  std::vector<std::string> names;  ///< of all columns, as the header writes them
  std::size_t source = 0;
  std::size_t target = 0;
  bool directed = false;
  std::vector<std::size_t> numbers;     ///< the columns asked for, then the strength
  std::optional<std::size_t> strength;  ///< its field
  std::optional<std::size_t> type;      ///< Gephi's Type: Directed or Undirected
  bool type_by_name_only = false;       ///< the column may also be another one that is called so: its first cell tells
  std::optional<std::size_t> flow;      ///< Comtrade's flowCode: which of the ends is the origin
  std::vector<std::size_t> totals;      ///< Comtrade's columns in which totals and their parts may stand together
  std::vector<std::size_t> identity;    ///< Comtrade's columns that, with the ends, tell one flow from another
  bool numbers_are_padded = false;      ///< BACI: spaces around numbers, NA for a missing one
};

/// A problem of the file at a line and column (from 1; 0: none).
[[nodiscard]] diagnostic problem_at(const std::string& file, std::size_t line, std::size_t column, std::string code,
                                    std::string message);

/// Header names are compared without case and without spaces, "_" and "-": flowCode, Flow Code and flow_code are one.
[[nodiscard]] std::string folded_header(std::string_view name);

/// The column of this name: the one that is equal byte by byte, else the only one that is equal when folded.
[[nodiscard]] std::optional<std::size_t> find_column(std::span<const std::string> names, std::string_view name);

/// What is wrong with the names in a header row, whatever they mean: none at all, or one twice. Adds it to `problems`.
void check_header(std::span<const std::string> names, const place& header, std::vector<diagnostic>& problems);

/// "; if ";" stands between the columns, say --delimiter ';'" for a header of one field that holds such a character, else "".
[[nodiscard]] std::string other_delimiter(std::span<const std::string> names);

/// "a", "b" and "c"; at most 12 of them.
[[nodiscard]] std::string listed(std::span<const std::string> names, std::string_view last_word = "and");

/// Finds the columns. \throws data_error with all that is wrong with the header
[[nodiscard]] column_mapping map_columns(std::span<const std::string_view> header, const place& where,
                                         const edge_table_options& options);

}  // namespace coopgraph::detail
