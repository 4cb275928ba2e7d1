// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"
#include "io/name_table.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// How a value stands in a text that states no kinds: a text in quotes, else as itself. A number has a decimal point (1.0), an
/// integer has none; a boolean is true or false.
[[nodiscard]] std::string value_with_kind(const attribute_column& values, std::size_t element);

/// Attributes of elements that come one by one, from values that stand in a text as above. What stands otherwise ("007") makes an
/// attribute of texts; columns that hold nothing but numbers take these in any form, and are of integers if all values are whole
/// and without a decimal point. Attributes stand in the order in which they first came.
class shown_columns {
 public:
  shown_columns(const graph_limits& limits, const std::string& file) : limits_(limits), file_(file) {}

  /// The column of this name, which is new where it has not come before. \throws limit_error at `line`
  [[nodiscard]] std::size_t column(std::string_view name, std::size_t line);
  /// The same, of a column that holds nothing but numbers.
  [[nodiscard]] std::size_t number_column(std::string_view name, std::size_t line);

  // The element's value, whose element is not below those before it; false, and nothing is added, if it has one already.

  bool add_number(std::size_t column, std::size_t element, const decimal& value, std::string_view text, std::size_t line);
  bool add(std::size_t column, std::size_t element, std::string_view text, bool quoted, std::size_t line);

  [[nodiscard]] std::size_t size() const noexcept { return columns_.size(); }
  /// The columns of so many elements. \throws limit_error
  [[nodiscard]] std::vector<attribute_column> finish(std::size_t elements);

 private:
  struct shown {
    attribute_column values;  ///< of kind number, or text until the end
    bool integers = true;
    bool numbers = true;
    bool booleans = true;
  };
  bool fill_up_to(shown& column, std::size_t element, std::size_t line);

  const graph_limits& limits_;
  const std::string& file_;
  name_table names_;
  std::vector<shown> columns_;
};

}  // namespace coopgraph::detail
