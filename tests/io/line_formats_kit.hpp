// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include "io/graph_document_kit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph::kit {

inline attribute_column texts(std::string name, const std::vector<std::string>& values) {
  attribute_column made{std::move(name)};
  for (const std::string& value : values) made.push_text(value);
  return made;
}

/// Numbers of a kind; "-" is missing.
inline attribute_column numbers(std::string name, attribute_kind kind, const std::vector<std::string>& values) {
  attribute_column made{std::move(name), kind};
  for (const std::string& value : values) {
    if (value == "-")
      made.push_missing();
    else
      made.push_number(parse_decimal(value).value);
  }
  return made;
}

inline std::vector<std::string> all_of(const text_list& list) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < list.size(); ++i) all.emplace_back(list[i]);
  return all;
}

/// The values as texts, "-" where they are missing.
inline std::vector<std::string> values_of(const attribute_column* column) {
  std::vector<std::string> all;
  if (column == nullptr) return {"there is no such attribute"};
  for (std::size_t i = 0; i < column->size(); ++i) all.push_back(column->has(i) ? column->text_of(i) : "-");
  return all;
}

/// What is said of a file that is refused, a line each; empty if it is read.
inline std::string refusal(std::string_view bytes, graph_format format, const graph_file_options& options = {}) {
  try {
    static_cast<void>(parse_graph(bytes, "f", format, options));
  } catch (const data_error& e) {
    std::string all;
    for (const diagnostic& d : e.diagnostics()) all += to_line(d) + '\n';
    return all;
  } catch (const limit_error& e) {
    return std::string("limit: ") + e.what();
  }
  return {};
}

inline graph_document read_again(const graph_document& document, graph_format format, std::vector<std::string>* lost = nullptr) {
  const written_graph written = to_graph_text(document, format);
  if (lost != nullptr) *lost = written.lost;
  try {
    return parse_graph(written.bytes, "again", format);
  } catch (const error& e) {
    ADD_FAILURE() << e.what() << "\nof\n" << written.bytes;
    return {};
  }
}

/// What was read from a file of the format is written and read as the same, and nothing of it is lost.
inline void expect_round_trip(const graph_document& document, graph_format format) {
  std::vector<std::string> lost;
  const graph_document again = read_again(document, format, &lost);
  EXPECT_EQ(difference(document, again), "") << to_graph_text(document, format).bytes;
  EXPECT_TRUE(lost.empty()) << lost.front();
}

/// The document with its attributes in the order of their names.
inline graph_document in_order_of_names(graph_document document) {
  for (auto* all : {&document.about, &document.vertex_attributes, &document.edge_attributes})
    std::sort(all->begin(), all->end(), [](const attribute_column& a, const attribute_column& b) { return a.name < b.name; });
  return document;
}

}  // namespace coopgraph::kit
