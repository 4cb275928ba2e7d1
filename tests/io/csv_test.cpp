// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/csv.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

using table = std::vector<std::vector<std::string>>;

struct read_result {
  table rows;
  std::vector<std::size_t> lines;
  std::vector<diagnostic> problems;
};

read_result read_all(csv_reader reader) {
  read_result r;
  while (reader.next()) {
    r.rows.emplace_back(reader.row().fields.begin(), reader.row().fields.end());
    r.lines.push_back(reader.row().line);
  }
  EXPECT_FALSE(reader.next()) << "the end stays the end";
  EXPECT_THAT(reader.row().fields, IsEmpty());
  r.problems = reader.problems();
  return r;
}

read_result read(std::string_view bytes, const csv_limits& limits = {}) { return read_all(csv_reader(bytes, "f.csv", limits)); }

/// The one problem of bytes that have just one.
void expect_problem(std::string_view bytes, std::size_t line, std::size_t column, const std::string& code,
                    const std::string& words) {
  const auto found = read(bytes).problems;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, code);
  EXPECT_EQ(found[0].where, (place{"f.csv", line, column}));
  EXPECT_THAT(found[0].message, HasSubstr(words));
}

TEST(Csv, FieldsAreTextAsItStands) {
  EXPECT_THAT(read("a,b\n01, 1.0 \n1e0,\n").rows,
              ElementsAre(ElementsAre("a", "b"), ElementsAre("01", " 1.0 "), ElementsAre("1e0", "")));
}

TEST(Csv, ReadsQuotesAsRfc4180Says) {
  const auto r = read("a,\"b \"\"c\"\"\"\r\n\"x\ny\",\"1,2\"\r\n\"\",\"\"\"\"\r\nlast,row");
  EXPECT_THAT(r.rows, ElementsAre(ElementsAre("a", "b \"c\""), ElementsAre("x\ny", "1,2"), ElementsAre("", "\""),
                                  ElementsAre("last", "row")));
  EXPECT_THAT(r.lines, ElementsAre(1U, 2U, 4U, 5U)) << "a row stands where it begins";
  EXPECT_THAT(r.problems, IsEmpty());
}

TEST(Csv, ManyDoubledQuotesInOneRowStayApart) {
  EXPECT_THAT(read("\"a\"\"b\",\"c\"\"\"\"d\",e,\"\"\"f\"\n").rows, ElementsAre(ElementsAre("a\"b", "c\"\"d", "e", "\"f")));
}

TEST(Csv, SkipsAByteOrderMarkAndBlankRows) {
  const auto r = read(
      "\xEF\xBB\xBF"
      "a\n\n\r\nb\n\"\"\n");
  EXPECT_THAT(r.rows, ElementsAre(ElementsAre("a"), ElementsAre("b"), ElementsAre("")));
  EXPECT_THAT(r.lines, ElementsAre(1U, 4U, 5U));
}

TEST(Csv, AnEmptyFileHasNoRowAndNoProblem) {
  for (const char* bytes : {"", "\n\n", "\xEF\xBB\xBF"}) {
    EXPECT_THAT(read(bytes).rows, IsEmpty());
    EXPECT_THAT(read(bytes).problems, IsEmpty());
  }
}

TEST(Csv, ARowOfAnotherWidthIsNamedAndTheRestIsRead) {
  const auto r = read("a,b,c\n1,2\n1,2,3\n1,2,3,4\n");
  EXPECT_THAT(r.rows, ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("1", "2", "3")));
  ASSERT_EQ(r.problems.size(), 2U);
  EXPECT_EQ(to_line(r.problems[0]), "f.csv:2: the row has 2 fields; the header has 3");
  EXPECT_EQ(to_line(r.problems[1]), "f.csv:4: the row has 4 fields; the header has 3");
  EXPECT_EQ(r.problems[0].code, "csv-fields");
}

TEST(Csv, MisplacedQuotesAreNamedAndTheRestIsRead) {
  expect_problem("a,b\nx,6\"5\n", 2, 2, "csv-quote", "inside a field");
  expect_problem("a,b\n\"x\"y,2\n", 2, 1, "csv-quote", "after the closing quote");
  EXPECT_THAT(read("a,b\n\"x\"y,2\n3,4\n").rows, ElementsAre(ElementsAre("a", "b"), ElementsAre("3", "4")));
}

TEST(Csv, AnUnclosedQuoteNamesTheLineThatOpensIt) {
  expect_problem("a,b\n1,2\n3,\"never\nclosed\n\n", 3, 2, "csv-unclosed-quote", "never closed");
  expect_problem("a\n\"", 2, 1, "csv-unclosed-quote", "never closed");
}

TEST(Csv, ALoneCarriageReturnIsRefused) {
  expect_problem("a,b\r1,2\r", 1, 2, "csv-line-end", "LF or CRLF");
  expect_problem("a,b\n1,2\r", 2, 2, "csv-line-end", "(CR)");
  EXPECT_THAT(read("a\n\"1\r2\"\n").problems, IsEmpty()) << "in quotes it is text";
}

TEST(Csv, ANulByteIsRefusedAtItsField) {
  using namespace std::string_literals;
  expect_problem("a,b\nx,A\0B\n1,2\n"s, 2, 2, "csv-nul", "offset 7");
  expect_problem("a,b\nx,\"A\0B\"\n"s, 2, 2, "csv-nul", "offset 8");
  expect_problem("\0"s, 1, 1, "csv-nul", "offset 0");
  EXPECT_THAT(read("a\n1\n2\0"s).rows, ElementsAre(ElementsAre("a"), ElementsAre("1"))) << "never cut to half a field";
}

TEST(Csv, BytesThatAreNotUtf8AreRefusedWithTheirOffset) {
  expect_problem("name\nH\xE0 N\xF4i\n", 2, 1, "csv-encoding", "0xE0 at offset 6");
  expect_problem(
      "\xFF\xFE"
      "a\0,\0",
      1, 0, "csv-encoding", "UTF-16LE");
  expect_problem("\xFE\xFF", 1, 0, "csv-encoding", "UTF-16BE");
  expect_problem("a\nb\xC3", 2, 1, "csv-encoding", "0xC3 at offset 3");
}

TEST(Csv, LimitsAreNamedWithTheirPlace) {
  const auto message_of = [](std::string_view bytes, const csv_limits& limits) -> std::string {
    try {
      (void)read(bytes, limits);
    } catch (const limit_error& e) {
      return e.what();
    }
    return "no limit_error";
  };
  EXPECT_THAT(message_of("a,b\n1,12345\n", {.field_bytes = 4}), HasSubstr("f.csv:2:2: "));
  EXPECT_THAT(message_of("a,b\n1,\"12345\"\n", {.field_bytes = 4}), HasSubstr("f.csv:2:2: "));
  EXPECT_THAT(message_of("a,b,c\n", {.columns = 2}), HasSubstr("columns"));
  EXPECT_THAT(message_of(std::string(1'000'000, ','), {}), HasSubstr("4096"));
  EXPECT_THAT(message_of("a,b\n12,345\n1,2\n12,3456\n", {.row_bytes = 6}), HasSubstr("f.csv:4:2: the row has more than 6 bytes"));
  EXPECT_THAT(message_of("a\n\"x\"" + std::string(100, 'y'), {.field_bytes = 50}), HasSubstr("f.csv:2:1: "));
  EXPECT_EQ(message_of("1234,\"12\"\"4\"\n1234,5678\n", {.field_bytes = 4, .columns = 2, .row_bytes = 11}), "no limit_error")
      << "at the limit all is well";
  EXPECT_THROW(csv_reader("", "", {.field_bytes = 0}), option_error);
  EXPECT_THROW(csv_reader("", "", {.columns = 0}), option_error);
  EXPECT_THROW(csv_reader("", "", {.row_bytes = 0}), option_error);
  EXPECT_THROW(csv_reader("", "", {.problems = 0}), option_error);
  EXPECT_THROW(csv_reader("", "", {.block_bytes = 0}), option_error);
}

TEST(Csv, ALongQuoteIsRefusedAtTheLimitWithAHintThatItMayNeverBeClosed) {
  const std::string bytes = "a,b\n1,\"never closed\n" + std::string(100'000, 'x') + "\n";
  try {
    (void)read(bytes);
    FAIL() << "no limit_error";
  } catch (const limit_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("f.csv:2:2: the field has more than 65536 bytes"));
    EXPECT_THAT(e.what(), HasSubstr("never be closed"));
  }
}

TEST(Csv, AnyDelimiterThatIsNoPartOfNumbersOrNamesIsTaken) {
  for (const char c : std::string_view("\t !#$%&()*,/:;<=>?@[\\]^`{|}~")) {
    const std::string d(1, c);
    const std::string bytes = "a" + d + "\"b" + d + "\"\n1" + d + "2\n";
    EXPECT_THAT(read_all(csv_reader(bytes, "f.csv", {.delimiter = c})).rows,
                ElementsAre(ElementsAre("a", "b" + d), ElementsAre("1", "2")))
        << c;
  }
  EXPECT_THAT(read_all(csv_reader("a;b\n1,5;2\n", "f.csv", {.delimiter = ';'})).rows,
              ElementsAre(ElementsAre("a", "b"), ElementsAre("1,5", "2")));
  for (const char c : std::string_view("\"\n\r\0azAZ09.-+_'\x7F\xC3\x01", 18)) {
    try {
      (void)csv_reader("", "f.csv", {.delimiter = c});
      FAIL() << "taken: " << static_cast<int>(c);
    } catch (const option_error& e) {
      EXPECT_EQ(e.parameter(), "delimiter");
      EXPECT_THAT(e.allowed(), HasSubstr("TAB"));
    }
  }
}

TEST(Csv, TheDelimiterOfAHeaderReadWithAnotherOneIsNamed) {
  const auto likely = [](std::vector<std::string_view> header) { return likely_delimiter(header); };
  EXPECT_EQ(likely({"source;target;weight"}), ';');
  EXPECT_EQ(likely({"source\ttarget"}), '\t');
  EXPECT_EQ(likely({"source|target"}), '|');
  EXPECT_EQ(likely({"id,name;id,name,x"}), ',');
  EXPECT_EQ(likely({"source"}), std::nullopt);
  EXPECT_EQ(likely({"a;b", "c"}), std::nullopt);
  EXPECT_EQ(likely({}), std::nullopt);
}

TEST(Csv, ReadingStopsAfterTooManyProblems) {
  std::string bytes = "a,b\n";
  for (int i = 0; i < 50; ++i) bytes += "1\n";
  const auto found = read(bytes, {.problems = 10}).problems;
  ASSERT_EQ(found.size(), 11U);
  EXPECT_EQ(found.back().code, "csv-too-many");
}

TEST(Utf8, KnowsTheFormsThatRfc3629Allows) {
  for (const char* good : {"", "Hà Nội, Bà Rịa - Vũng Tàu", "\xC2\x80", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                           "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"})
    EXPECT_EQ(first_invalid_utf8(good), std::string_view::npos) << good;
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80",
                          "\xF5\x80\x80\x80", "\xE1\x80", "\xF1\x80\x80"})
    EXPECT_EQ(first_invalid_utf8(std::string("0123456789") + bad), 10U);
}

/// Decodes by arithmetic and encodes again: well-formed is what comes back.
bool is_one_character(const std::string& bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
  const std::size_t n = bytes.size();
  unsigned code = n == 1 ? byte(0) : byte(0) % (1U << (7 - n));
  for (std::size_t i = 1; i < n; ++i) code = code * 64 + byte(i) % 64;
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
  const std::size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  if (length != n) return false;
  std::string again;
  for (std::size_t i = 0; i + 1 < length; ++i, code /= 64) again.insert(again.begin(), static_cast<char>(0x80 + code % 64));
  const unsigned lead = length == 1 ? 0 : 0x100 - (1U << (8 - length));
  again.insert(again.begin(), static_cast<char>(lead + code));
  return again == bytes;
}

TEST(Utf8, DecidesAsDecodingAndEncodingAgainDoes) {
  const std::vector<unsigned> few{0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
  const auto check = [](const std::string& bytes) {
    // A sequence of several bytes that holds a shorter character at its end or beginning is judged by that part: only whole ones
    // count.
    if (bytes.size() > 1 && static_cast<unsigned char>(bytes[0]) < 0x80) return;
    const bool good = is_one_character(bytes);
    for (const std::size_t before : {std::size_t{0}, std::size_t{5}, std::size_t{70}})
      for (const std::string& behind : {std::string(), std::string("x"), std::string(80, 'x')}) {
        const std::string text = std::string(before, 'a') + bytes + behind;
        ASSERT_EQ(first_invalid_utf8(text) == std::string_view::npos, good) << ::testing::PrintToString(bytes);
        if (!good) {
          ASSERT_EQ(first_invalid_utf8(text), before);
        }
      }
  };
  const auto text = [](std::initializer_list<unsigned> bytes) {
    std::string s;
    for (const unsigned b : bytes) s += static_cast<char>(b);
    return s;
  };
  for (unsigned a = 0; a < 256; ++a) {
    check(text({a}));
    for (unsigned b = 0; b < 256; ++b) {
      if (a < 0xE0) check(text({a, b}));
      for (const unsigned c : few) {
        if (a >= 0xE0 && a < 0xF0) check(text({a, b, c}));
        for (const unsigned d : few)
          if (a >= 0xF0) check(text({a, b, c, d}));
      }
    }
  }
}

std::string written(const table& rows) {
  std::string out;
  for (const auto& row : rows) append_csv_row(out, row);
  return out;
}

TEST(Csv, WritesQuotesWhereTheyAreNeeded) {
  EXPECT_EQ(written({{"a", "b,c", "d\"e", "f\ng", " h", ""}, {"1"}, {""}}), "a,\"b,c\",\"d\"\"e\",\"f\ng\",\" h\",\n1\n\"\"\n");
}

TEST(Csv, WhatIsWrittenIsReadBackEqual) {
  // All tables of 2 by 2 fields that are made of these pieces.
  const std::vector<std::string> pieces{"", "a", ",", "\"", "\n", "\r\n", "\r", " ", "\xEF\xBB\xBF", "ộ", "\"\"", "x\"y,z\n"};
  for (const auto& a : pieces)
    for (const auto& b : pieces)
      for (const auto& c : pieces) {
        const table rows{{a, b}, {c, a}};
        ASSERT_EQ(read(written(rows)).rows, rows);
      }
  for (const auto& a : pieces) ASSERT_EQ(read(written({{a}, {"x"}, {a}})).rows, (table{{a}, {"x"}, {a}}));
}

TEST(Csv, AnyBytesAreReadOrRefusedButNeverCrash) {
  const std::string alphabet("a,\"\n\r\0\xC3\xA9 ", 9);
  std::uint64_t state = 7;
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes;
    for (std::uint64_t i = 0, n = (state >> 33) % 24; i <= n; ++i) {
      state = state * 6364136223846793005U + 1442695040888963407U;
      bytes += alphabet[(state >> 33) % alphabet.size()];
    }
    const auto r = read(bytes);
    for (const auto& row : r.rows) ASSERT_EQ(row.size(), r.rows.front().size());
    if (r.problems.empty()) {
      ASSERT_EQ(read(written(r.rows)).rows, r.rows);
    }
  }
}

TEST(CsvReader, NumbersRowsWithThoseThatHaveProblemsAndWithoutEmptyOnes) {
  csv_reader reader("\na,b\n1,2\n\nbad\n\"x\ny\",\"q\"z\n3,4\n\n\"5\",6", "f.csv");
  std::vector<std::size_t> numbers;
  while (reader.next()) numbers.push_back(reader.row().number);
  EXPECT_THAT(numbers, ElementsAre(0U, 1U, 4U, 5U));
  EXPECT_EQ(reader.rows(), 6U);
  EXPECT_EQ(reader.problems().size(), 2U);
}

}  // namespace
}  // namespace coopgraph
