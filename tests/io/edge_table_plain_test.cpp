// SPDX-License-Identifier: BSL-1.0
// The fast reader of plain text against the reader of all text. A quote in the header is none of plain text's, and changes
// nothing else.
#include "io/edge_table_kit.hpp"

#include <coopgraph/core/random.hpp>

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using namespace kit;

/// Both readers' tables, or their problems, must be the same.
void expect_same(const std::string& path, const std::string& bytes, const edge_table_options& options, const node_table* nodes) {
  struct outcome {
    std::optional<edge_table> table;
    std::vector<diagnostic> problems;
    std::string limit;
  };
  const auto read = [&](const std::string& text) {
    test::spill(path, text);
    outcome o;
    try {
      o.table = nodes == nullptr ? read_edge_table(path, options) : read_edge_table(path, *nodes, options);
    } catch (const data_error& e) {
      o.problems = e.diagnostics();
    } catch (const limit_error& e) {
      o.limit = e.what();
    }
    return o;
  };
  const std::size_t comma = bytes.find(options.delimiter);
  const outcome fast = read(bytes);
  const outcome slow = read('"' + bytes.substr(0, comma) + '"' + bytes.substr(comma));
  ASSERT_EQ(fast.table.has_value(), slow.table.has_value()) << bytes.substr(0, 500);
  EXPECT_EQ(fast.limit, slow.limit);
  ASSERT_EQ(fast.problems.size(), slow.problems.size());
  for (std::size_t i = 0; i < fast.problems.size(); ++i) {
    const bool names_offset = fast.problems[i].code == "csv-encoding" || fast.problems[i].code == "csv-nul";
    ASSERT_TRUE(names_offset || fast.problems[i] == slow.problems[i]) << to_line(fast.problems[i]) << to_line(slow.problems[i]);
  }
  if (!fast.table) return;
  EXPECT_EQ(fast.table->directed, slow.table->directed);
  EXPECT_EQ(fast.table->source_column, slow.table->source_column);
  EXPECT_EQ(fast.table->target_column, slow.table->target_column);
  EXPECT_EQ(fast.table->strength_column, slow.table->strength_column);
  ASSERT_EQ(fast.table->ids, slow.table->ids) << bytes.substr(0, 500);
  ASSERT_EQ(fast.table->names, slow.table->names);
  ASSERT_EQ(fast.table->rows, slow.table->rows) << bytes.substr(0, 500);
  EXPECT_EQ(fast.table->row_numbers, slow.table->row_numbers);
  EXPECT_EQ(fast.table->skipped, slow.table->skipped);
  ASSERT_EQ(fast.table->numbers.size(), slow.table->numbers.size());
  for (std::size_t i = 0; i < fast.table->numbers.size(); ++i) {
    EXPECT_EQ(fast.table->numbers[i].name, slow.table->numbers[i].name);
    EXPECT_EQ(fast.table->numbers[i].values, slow.table->numbers[i].values);
    EXPECT_EQ(fast.table->numbers[i].missing, slow.table->numbers[i].missing);
  }
}

TEST_F(EdgeTable, PlainTextIsReadFastAndToTheSameTable) {
  random_stream random(7, "edge tables");
  const std::vector<std::string> good{
      "A", "B", "\xC4\x90\xC3\xA0", "a name longer than any slot", "a name longer than any slut", "01", "x y"};
  const std::vector<std::string> numbers{"1", "", "2.5", "-3e4", "0.10"};
  const std::vector<std::string> odd{"",   " ",   "\"q\"", "a\"b",     "\xFF",     std::string(1, '\0'),
                                     "\r", "x,y", "inf",   "\xC2\xA0", "\"a\nb\"", "1e999"};
  for (int round = 0; round < 1500; ++round) {
    const auto pick = [&](const std::vector<std::string>& from) { return from[random.below(from.size())]; };
    const bool flawed = random.below(2) == 0;
    const auto cell = [&](const std::vector<std::string>& usual) {
      return flawed && random.below(12) == 0 ? pick(odd) : pick(usual);
    };
    const std::string line_end = random.below(3) == 0 ? "\r\n" : "\n";
    std::string bytes = (random.below(2) == 0 ? "source,target,weight" : "weight,target,source") + line_end;
    const bool weight_last = bytes[0] == 's';
    const std::size_t rows = random.below(12);
    for (std::size_t r = 0; r < rows; ++r) {
      if (random.below(10) == 0) bytes += line_end;
      bytes +=
          weight_last ? cell(good) + ',' + cell(good) + ',' + cell(numbers) : cell(numbers) + ',' + cell(good) + ',' + cell(good);
      if (r + 1 < rows || random.below(2) == 0) bytes += line_end;
    }
    const edge_table_options options{.on_bad_row = random.below(2) == 0 ? bad_rows::refuse : bad_rows::skip,
                                     .most_vertices = random.below(4) == 0 ? 3U : 100U,
                                     .most_edges = random.below(8) == 0 ? 4U : 100U};
    const node_table nodes{"n.csv", good, good, {"id"}, {}, {}};
    expect_same(path(), bytes, options, random.below(3) == 0 && options.most_vertices > good.size() ? &nodes : nullptr);
    if (HasFatalFailure()) return;
  }
}

TEST_F(EdgeTable, LargeFilesAreReadInPartsToTheSameTable) {
  random_stream random(8, "large edge tables");
  for (int round = 0; round < 4; ++round) {
    std::string bytes = "source,target,weight\n";
    while (bytes.size() < 2'600'000) {
      const auto end = [&] {
        std::string name = "v" + std::to_string(random.below(round < 2 ? 300 : 300'000));
        if (random.below(50) == 0) name += std::string(random.below(400), 'x');
        if (random.below(20) == 0) name += "\xE1\xBB\x87";
        return name;
      };
      bytes += end() + ',' + end() + ',';
      if (random.below(10) != 0) bytes += std::to_string(random.below(1000)) + ".5";
      bytes += round % 2 == 0 ? "\n" : "\r\n";
      if (random.below(100) == 0) bytes += '\n';
    }
    if (round == 3) bytes.resize(bytes.size() - 2);  // no line end at the end; the row is whole or lacks its last digit
    for (const unsigned threads : {1U, 2U, 5U}) expect_same(path(), bytes, {.run = {.threads = threads}}, nullptr);
    if (HasFatalFailure()) return;
  }
  std::string one_bad_row = "source,target\n";
  for (int row = 0; row < 600'000; ++row) one_bad_row += "a,b\n";
  one_bad_row += "a,\n";
  expect_problem(one_bad_row, 600'002, 2, "empty-end", {});
}

}  // namespace
}  // namespace coopgraph
