// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "report/scratch_folder.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/edge_table.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace coopgraph::kit {

/// A file of its own that is gone at the end.
class EdgeTable : public ::testing::Test {
 protected:
  [[nodiscard]] std::string path() const { return folder / "e.csv"; }
  [[nodiscard]] edge_table read(const std::string& bytes, const edge_table_options& options = {}) const {
    test::spill(path(), bytes);
    return read_edge_table(path(), options);
  }
  [[nodiscard]] std::vector<diagnostic> problems(const std::string& bytes, const edge_table_options& options = {}) const {
    try {
      (void)read(bytes, options);
    } catch (const data_error& e) {
      return e.diagnostics();
    }
    ADD_FAILURE() << "no problem in " << bytes.substr(0, 200);
    return {};
  }
  /// Expects one problem, at this line and column, whose message holds these words.
  void expect_problem(const std::string& bytes, std::size_t line, std::size_t column, const std::string& code,
                      const std::vector<std::string>& words, const edge_table_options& options = {}) const {
    const auto found = problems(bytes, options);
    ASSERT_EQ(found.size(), 1U) << bytes << (found.empty() ? "" : to_line(found.back()));
    EXPECT_EQ(found[0].where, (place{path(), line, column})) << to_line(found[0]);
    EXPECT_EQ(found[0].code, code) << to_line(found[0]);
    for (const std::string& word : words) EXPECT_THAT(found[0].message, ::testing::HasSubstr(word));
  }

  test::scratch_folder folder;
};

using edges = std::vector<endpoints>;

inline std::vector<std::string> texts(const std::vector<decimal>& values) {
  std::vector<std::string> all;
  for (const decimal& d : values) all.push_back(to_text(d));
  return all;
}

}  // namespace coopgraph::kit
