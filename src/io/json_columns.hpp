// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"
#include "io/json_value.hpp"
#include "io/name_table.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// Makes columns of the members of JSON objects, one object an element. A column is of the kind of its values: true and false,
/// whole numbers (without "." and "e"), numbers; of several kinds, or of lists and objects (their JSON text), it is of texts.
/// null is a missing value.
class json_columns {
 public:
  json_columns(std::string whose, problem_list& problems, std::string file, const graph_limits& limits)
      : whose_(std::move(whose)), problems_(problems), file_(std::move(file)), limits_(limits) {}

  /// Begins the next element, which stands in this line.
  void next(std::size_t line);
  /// Its value under a name; a second one is not looked at.
  void put(std::string_view name, const json_value& value);
  /// Whether the element has the name, be it with null.
  [[nodiscard]] bool has(std::string_view name) const noexcept;
  [[nodiscard]] std::size_t elements() const noexcept { return elements_; }

  /// The columns, every one with all elements. Adds to `notes` where a value is no longer what it was.
  [[nodiscard]] std::vector<attribute_column> take(std::vector<std::string>& notes);

 private:
  struct column {
    attribute_column values;
    bool is_known = false;   ///< its kind: a value has come
    bool is_mixed = false;   ///< values of several kinds have come
    std::size_t nested = 0;  ///< lists and objects
  };

  column& column_of(std::string_view name, std::size_t line);
  void check_room(std::size_t line) const;
  void put_number(column& into, const json_value& value);

  std::string whose_;
  problem_list& problems_;
  std::string file_;
  graph_limits limits_;
  std::size_t elements_ = 0;
  name_table names_;
  std::vector<column> columns_;
};

}  // namespace coopgraph::detail
