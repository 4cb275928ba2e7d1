// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_document_kit.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::kit {

/// The problems of a file; none if it is read.
[[nodiscard]] inline std::vector<diagnostic> problems_of(std::string_view bytes, graph_format format,
                                                         const graph_file_options& options = {}) {
  try {
    (void)parse_graph(bytes, "x.xml", format, options);
  } catch (const data_error& e) {
    return e.diagnostics();
  }
  return {};
}

/// Expects one problem, at this place, whose message holds these words.
inline void expect_problem(std::string_view bytes, graph_format format, std::size_t line, std::size_t column,
                           const std::string& code, const std::vector<std::string>& words) {
  const auto found = problems_of(bytes, format);
  ASSERT_EQ(found.size(), 1U) << bytes.substr(0, 500) << (found.empty() ? "" : to_line(found.back()));
  EXPECT_EQ(found[0].where.line, line) << to_line(found[0]);
  EXPECT_EQ(found[0].where.column, column) << to_line(found[0]);
  EXPECT_EQ(found[0].code, code) << to_line(found[0]);
  for (const std::string& word : words) EXPECT_THAT(found[0].message, ::testing::HasSubstr(word));
}

/// Expects a limit_error whose message holds these words.
inline void expect_limit(std::string_view bytes, graph_format format, const graph_file_options& options,
                         const std::vector<std::string>& words) {
  try {
    (void)parse_graph(bytes, "x.xml", format, options);
    ADD_FAILURE() << "read: " << bytes.substr(0, 200);
  } catch (const limit_error& e) {
    for (const std::string& word : words) EXPECT_THAT(e.what(), ::testing::HasSubstr(word));
  } catch (const data_error& e) {
    ADD_FAILURE() << e.what();
  }
}

/// Writes and reads. Expects the same document where nothing is lost.
inline graph_document round_trip(const graph_document& document, graph_format format, const graph_file_options& options = {}) {
  const written_graph written = to_graph_text(document, format);
  EXPECT_THAT(written.lost, ::testing::IsEmpty());
  graph_document read = parse_graph(written.bytes, "x.xml", format, options);
  EXPECT_EQ(difference(document, read), "") << written.bytes;
  EXPECT_THAT(read.notes, ::testing::IsEmpty());
  EXPECT_EQ(to_graph_text(read, format).bytes, written.bytes);
  return read;
}

/// The values of an attribute, "-" where there is none.
[[nodiscard]] inline std::vector<std::string> values_of(const attribute_column* a) {
  if (a == nullptr) return {"no such attribute"};
  std::vector<std::string> all;
  for (std::size_t e = 0; e < a->size(); ++e) all.push_back(a->has(e) ? a->text_of(e) : "-");
  return all;
}

[[nodiscard]] inline std::vector<std::string> texts_of(const text_list& list) {
  std::vector<std::string> all;
  for (std::size_t i = 0; i < list.size(); ++i) all.emplace_back(list[i]);
  return all;
}

using edge_list = std::vector<endpoints>;
using words = std::vector<std::string>;

}  // namespace coopgraph::kit
