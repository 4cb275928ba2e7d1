// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::kit {

/// What tests of a format ask again and again, of texts called f.
struct graph_text {
  graph_format format;

  [[nodiscard]] graph_document read(std::string_view text, const graph_file_options& options = {}) const {
    return parse_graph(text, "f", format, options);
  }
  [[nodiscard]] std::string written(const graph_document& document) const { return to_graph_text(document, format).bytes; }

  /// The problems for which a text is refused, a line each.
  [[nodiscard]] std::vector<std::string> problems_of(std::string_view text, const graph_file_options& options = {}) const {
    std::vector<std::string> lines;
    try {
      static_cast<void>(read(text, options));
    } catch (const data_error& e) {
      for (const diagnostic& d : e.diagnostics()) lines.push_back(to_line(d));
    }
    return lines;
  }
  /// The limit that a text meets, or "read".
  [[nodiscard]] std::string limit_of(std::string_view text, const graph_file_options& options = {}) const {
    try {
      static_cast<void>(read(text, options));
    } catch (const limit_error& e) {
      return e.what();
    }
    return "read";
  }
};

[[nodiscard]] inline std::vector<std::string> texts(const text_list& list) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < list.size(); ++i) all.emplace_back(list[i]);
  return all;
}

/// The values as text, "-" where one is missing.
[[nodiscard]] inline std::vector<std::string> values(const attribute_column* column) {
  if (column == nullptr) return {"no such attribute"};
  std::vector<std::string> all;
  for (std::size_t e = 0; e < column->size(); ++e) all.push_back(column->has(e) ? column->text_of(e) : "-");
  return all;
}

[[nodiscard]] inline std::vector<std::string> names(const std::vector<attribute_column>& columns) {
  std::vector<std::string> all;
  for (const attribute_column& c : columns) all.push_back(c.name);
  return all;
}

/// Adds an attribute of values as values() gives them; of truths "1" and "0".
inline void add(std::vector<attribute_column>& to, std::string name, attribute_kind kind, const std::vector<std::string>& of) {
  attribute_column c{std::move(name), kind};
  for (const std::string& value : of) {
    if (value == "-")
      c.push_missing();
    else if (kind == attribute_kind::text)
      c.push_text(value);
    else
      c.push_number(parse_decimal(value).value);
  }
  to.push_back(std::move(c));
}

/// Three vertices with odd names, four edges of which two are parallel and one is a loop.
[[nodiscard]] inline graph_document triangle() {
  graph_document d;
  d.directed = true;
  for (const char* id : {"Hà Nội", "\"q\" & <b>", "c"}) d.ids.push_back(id);
  d.edges = {{0, 1}, {1, 2}, {1, 2}, {2, 2}};
  return d;
}

}  // namespace coopgraph::kit
