// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/xml_reader.hpp"

#include <coopgraph/io/graph_document.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// The attributes of the vertices (or of the edges, or of the graph) as they are read: columns that are declared with a kind and
/// perhaps a default, and filled element by element, each where a value comes.
class document_columns {
 public:
  /// `whose`: "vertices", …
  document_columns(xml_reader& reader, const graph_limits& limits, const char* whose)
      : reader_(reader), limits_(limits), whose_(whose) {}

  /// The column of this name. Where it is declared again as something else it becomes what holds both: numbers, or texts.
  std::size_t declare(std::string_view name, attribute_kind kind);
  /// What elements have for which no value comes.
  void set_default(std::size_t column, std::string_view text);
  /// The value of an element; a second one, or a text that is no value of the kind, is a problem. \pre elements come in order
  void put(std::size_t column, std::size_t element, std::string_view text);
  /// Whether the element has got a value.
  [[nodiscard]] bool has_value(std::size_t column, std::size_t element) const noexcept {
    return columns_[column].values.size() > element;
  }
  /// Takes the value of the last element away again. \pre has_value(column, element)
  void take_back(std::size_t column);

  /// Looks at the limit of values. \throws limit_error if so many elements with all columns are more
  void check(std::size_t elements) const {
    if (!columns_.empty() && elements > limits_.values / columns_.size()) too_many_values();
  }
  [[nodiscard]] const std::string& name(std::size_t column) const noexcept { return columns_[column].values.name; }

  /// All columns with that many elements.
  [[nodiscard]] std::vector<attribute_column> finish(std::size_t elements);

 private:
  struct filling {
    attribute_column values;
    std::optional<std::string> when_missing;  ///< as it is written
  };

  void pad(filling& c, std::size_t elements);
  bool push(filling& c, std::string_view text);
  bool push_number(filling& c, std::string_view text);
  [[noreturn]] void too_many_values() const;

  xml_reader& reader_;
  const graph_limits& limits_;
  const char* whose_;
  std::vector<filling> columns_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
};

/// "true" and "false", "1" and "0", in capitals or not; nothing else.
[[nodiscard]] std::optional<bool> parse_truth(std::string_view text) noexcept;
/// Without the blanks of XML at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text) noexcept;

}  // namespace coopgraph::detail
