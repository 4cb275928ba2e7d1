// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/edge_table.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

namespace fs = std::filesystem;

/// A file of its own that is gone at the end.
class EdgeTable : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / (std::string("coopgraph-edges-") + test->name() + '-' + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string path() const { return (folder_ / "e.csv").string(); }
  void put(const std::string& bytes) const { std::ofstream(path(), std::ios::binary) << bytes; }
  [[nodiscard]] edge_table read(const std::string& bytes, const edge_table_options& options = {}) const {
    put(bytes);
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
    for (const std::string& word : words) EXPECT_THAT(found[0].message, HasSubstr(word));
  }

  fs::path folder_;
};

using edges = std::vector<endpoints>;

std::vector<std::string> texts(const std::vector<decimal>& values) {
  std::vector<std::string> all;
  for (const decimal& d : values) all.push_back(to_text(d));
  return all;
}

TEST_F(EdgeTable, ReadsTheUsualTable) {
  const auto t = read("source,target,weight\nA,B,1.50\nB,C,2e2\nA,A,-0\n");
  EXPECT_EQ(t.file, path());
  EXPECT_FALSE(t.directed);
  EXPECT_EQ(t.source_column, "source");
  EXPECT_EQ(t.target_column, "target");
  EXPECT_EQ(t.strength_column, "weight");
  EXPECT_THAT(t.ids, ElementsAre("A", "B", "C"));
  EXPECT_EQ(t.names, t.ids);
  EXPECT_EQ(t.rows, (edges{{0, 1}, {1, 2}, {0, 0}}));
  EXPECT_THAT(t.row_numbers, IsEmpty());
  EXPECT_THAT(t.skipped, IsEmpty());
  ASSERT_NE(t.find("weight"), nullptr);
  EXPECT_THAT(texts(t.find("weight")->values), ElementsAre("1.5", "200", "0"));
  EXPECT_THAT(t.find("weight")->missing, IsEmpty());
  EXPECT_EQ(t.find("Weight"), nullptr);
  const auto g = graph_of<direction::undirected>(t);
  EXPECT_EQ(g.vertices(), 3U);
  EXPECT_EQ(g.edges(), 3U);
}

TEST_F(EdgeTable, EndsAreTextAndDifferByTheirBytes) {
  const auto t = read("source,target\n1,1.0\n01,1e0\n a,a\na ,\xC3\xA1\n");
  EXPECT_THAT(t.ids, ElementsAre("1", "1.0", "01", "1e0", " a", "a", "a ", "\xC3\xA1"));
}

TEST_F(EdgeTable, LongAndShortIdsOfTheSameBeginningAreApart) {
  std::string bytes = "source,target\n";
  std::string name;
  for (int i = 0; i < 40; ++i) {
    bytes += "x" + name + ",x" + name + "y\n";
    name += 'y';
  }
  const auto t = read(bytes);
  ASSERT_EQ(t.ids.size(), 41U);
  for (std::uint32_t v = 0; v < 40; ++v) EXPECT_EQ(t.rows[v], (endpoints{v, v + 1}));
}

TEST_F(EdgeTable, ColumnsStandAnywhereAndAreCalledManyThings) {
  struct called {
    const char* header;
    bool directed;
  };
  for (const called& c : {called{"Source,Target", false}, called{"FROM,to", false}, called{"src,dst", false},
                          called{"source_id,Target ID", false}, called{"i,j", false}, called{"origin,destination", true},
                          called{"Exporter,Importer", true}, called{"reporter,partner", true}, called{"orig,dest", true},
                          called{":START_ID,:END_ID", false}, called{"iso_o,iso_d", true}}) {
    const auto t = read(std::string(c.header) + "\nA,B\n");
    EXPECT_EQ(t.directed, c.directed) << c.header;
    EXPECT_EQ(t.source_column + ',' + t.target_column, c.header);
  }
  const auto t = read("year,to,note,from\n2017,B,x,A\n");
  EXPECT_THAT(t.ids, ElementsAre("A", "B"));
  EXPECT_EQ(t.rows, (edges{{0, 1}}));
}

TEST_F(EdgeTable, DirectionIsAsAskedFor) {
  EXPECT_TRUE(read("source,target\n", {.direction = edge_direction::directed}).directed);
  EXPECT_FALSE(read("origin,destination\n", {.direction = edge_direction::undirected}).directed);
}

TEST_F(EdgeTable, TwoCandidatesForAnEndAreNamedWithTheWayOut) {
  expect_problem("source,from,target\nA,B,C\n", 1, 2, "ambiguous-column", {"\"source\"", "\"from\"", "--source-column"});
  expect_problem("source,target,destination\nA,B,C\n", 1, 3, "ambiguous-column",
                 {"\"target\"", "\"destination\"", "--target-column"});
  EXPECT_EQ(read("source,from,target\nA,B,C\n", {.source_column = "from"}).source_column, "from");
  expect_problem("source,target,weight,value\nA,B,1,2\n", 1, 4, "ambiguous-column", {"\"weight\"", "\"value\"", "--strength"});
  EXPECT_EQ(read("source,target,weight,value\nA,B,1,2\n", {.find_strength = false}).strength_column, std::nullopt);
}

TEST_F(EdgeTable, NoCandidateIsAnErrorThatNamesTheColumns) {
  expect_problem("a,target\nA,B\n", 1, 0, "missing-column", {"source", "\"a\" and \"target\"", "--source-column", "\"origin\""});
  expect_problem("source,target\nA,B\n", 1, 0, "no-such-column", {"\"kilo\"", "\"source\" and \"target\""},
                 {.number_columns = {"kilo"}});
  expect_problem("source,target\nA,B\n", 1, 0, "no-such-column", {"\"a\""}, {.source_column = "a"});
  expect_problem("source,target\nA,B\n", 1, 0, "ambiguous-column", {"both ends"},
                 {.source_column = "source", .target_column = "source"});
}

TEST_F(EdgeTable, HeadersThatAreNone) {
  expect_problem("", 0, 0, "empty-file", {"the file is empty"});
  expect_problem("\n\n", 0, 0, "empty-file", {"the file is empty"});
  expect_problem(",,,\n,,,\n,,,\n", 1, 1, "empty-header", {"the header names no column here"});
  expect_problem("source,target,source\nA,B,C\n", 1, 3, "duplicate-column", {"\"source\"", "twice"});
  const auto t = read("source,target,weight\n");
  EXPECT_THAT(t.ids, IsEmpty());
  EXPECT_THAT(t.rows, IsEmpty());
  EXPECT_EQ(graph_of<direction::undirected>(t).vertices(), 0U);
  EXPECT_THAT(read(",source,target\n0,A,B\n").ids, ElementsAre("A", "B")) << "a column without a name is not read";
}

TEST_F(EdgeTable, AnotherDelimiterIsNamed) {
  expect_problem("source;target;weight\nA;B;1,5\n", 1, 0, "missing-column", {"--delimiter ';'"});
  expect_problem("source\ttarget\nA\tB\n", 1, 0, "missing-column", {"--delimiter tab"});
  const auto t = read("source;target;weight\nA;B;1,5\n", {.delimiter = ';', .numbers = {.decimal = ','}});
  EXPECT_THAT(texts(t.numbers[0].values), ElementsAre("1.5"));
}

TEST_F(EdgeTable, OtherSeparatorsOfNumbersAreNamed) {
  expect_problem("source;target;weight\nA;B;1,5\n", 2, 3, "invalid-number", {"\"1,5\"", "decimal separator", "--decimal ','"},
                 {.delimiter = ';'});
  expect_problem("source,target,weight\nA,B,\"1,234.5\"\n", 2, 3, "invalid-number", {"thousands separator", "--thousands ','"});
  expect_problem("source,target,weight\nA,B,\"1.234,5\"\n", 2, 3, "invalid-number", {"--decimal ',' --thousands '.'"});
  expect_problem("source,target,weight\nA,B,\"1,234\"\n", 2, 3, "invalid-number", {"--decimal ','", "--thousands ','"});
  const auto t = read("source,target,weight\nA,B,\"1,234.5\"\n", {.numbers = {.thousands = ','}});
  EXPECT_THAT(texts(t.numbers[0].values), ElementsAre("1234.5"));
}

TEST_F(EdgeTable, WhatIsNoNumberIsRefusedAndWhatIsMissingIsListed) {
  for (const char* junk : {"inf", "-inf", "nan", "NaN", "0x10", "1_000", "1e", " 7 ", "7abc"})
    expect_problem(std::string("source,target,weight\nA,B,") + junk + "\n", 2, 3, "invalid-number", {"a finite number", junk});
  expect_problem("source,target,weight\nA,B,1e309\n", 2, 3, "invalid-number", {"out of the range"});
  expect_problem("source,target,weight\nA,B,1234567890123456789\n", 2, 3, "invalid-number", {"18 significant digits"});
  const auto t = read("source,target,weight\nA,B,\nB,C,0\nC,D,\n");
  EXPECT_THAT(texts(t.numbers[0].values), ElementsAre("0", "0", "0"));
  EXPECT_THAT(t.numbers[0].missing, ElementsAre(0U, 2U));
}

TEST_F(EdgeTable, NumberColumnsAreReadInTheOrderAskedForThenTheStrength) {
  const auto t = read("source,target,weight,Cost,cap\nA,B,1,2,x\n", {.number_columns = {"cost"}});
  ASSERT_EQ(t.numbers.size(), 2U);
  EXPECT_EQ(t.numbers[0].name, "Cost");
  EXPECT_EQ(t.numbers[1].name, "weight");
  EXPECT_EQ(read("source,target,weight\nA,B,1\n", {.number_columns = {"weight"}}).numbers.size(), 1U) << "not twice";
}

TEST_F(EdgeTable, EmptyEndsAreNamedAtTheirPlace) {
  const auto found = problems("source,target\n,B\nA,\n \t,C\n\xC2\xA0,D\n");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].where, (place{path(), 2, 1}));
  EXPECT_EQ(found[1].where, (place{path(), 3, 2}));
  for (const diagnostic& d : found) {
    EXPECT_EQ(d.code, "empty-end");
    EXPECT_THAT(d.message, HasSubstr("empty"));
  }
}

TEST_F(EdgeTable, AllProblemsComeAtOnceInTheOrderOfTheFile) {
  const auto found = problems("source,target,weight\nA,,x\nB\nC,D,inf\n");
  ASSERT_EQ(found.size(), 4U);
  std::vector<std::size_t> lines;
  for (const diagnostic& d : found) lines.push_back(d.where.line);
  EXPECT_THAT(lines, ElementsAre(2U, 2U, 3U, 4U));
}

TEST_F(EdgeTable, BeyondAThousandProblemsTheRestIsCounted) {
  std::string bytes = "source,target\n";
  for (int i = 0; i < 1500; ++i) bytes += "A,\n";
  const auto found = problems(bytes);
  ASSERT_EQ(found.size(), 1001U);
  EXPECT_EQ(found.back().code, "too-many-problems");
  EXPECT_THAT(found.back().message, HasSubstr("500 more"));
}

TEST_F(EdgeTable, BadRowsAreSkippedAndListedOnRequest) {
  const auto t =
      read("source,target,weight\nA,B,1\nC,,1\nX\nB,D,inf\nD,A,2\n\"q\"q,A,1\nA,E,3\n", {.on_bad_row = bad_rows::skip});
  EXPECT_THAT(t.ids, ElementsAre("A", "B", "D", "E")) << "what stands in bad rows only is no vertex";
  EXPECT_EQ(t.rows, (edges{{0, 1}, {2, 0}, {0, 3}}));
  EXPECT_THAT(t.row_numbers, ElementsAre(0U, 4U, 6U));
  std::vector<std::size_t> lines;
  for (const diagnostic& d : t.skipped) lines.push_back(d.where.line);
  EXPECT_THAT(lines, ElementsAre(3U, 4U, 5U, 7U));
  EXPECT_THAT(texts(t.numbers[0].values), ElementsAre("1", "2", "3"));
  EXPECT_EQ(problems("source,target\nA,B\nA,\"B\n", {.on_bad_row = bad_rows::skip}).at(0).code, "csv-unclosed-quote")
      << "what leaves the rest unreadable cannot be skipped";
}

TEST_F(EdgeTable, Limits) {
  const std::string bytes = "source,target\nA,B\nB,C\nC,D\n";
  const auto message = [&](const edge_table_options& options, const std::string& text) {
    try {
      (void)read(text, options);
    } catch (const limit_error& e) {
      return std::string(e.what());
    }
    return std::string("no limit_error");
  };
  for (const std::string& text : {bytes, "\"source\"" + bytes.substr(6)}) {
    EXPECT_THAT(message({.most_vertices = 3}, text), HasSubstr("most_vertices"));
    EXPECT_THAT(message({.most_edges = 2}, text), HasSubstr("most_edges"));
    EXPECT_THAT(message({.csv = {.field_bytes = 5}}, text), HasSubstr("field_bytes"));
    EXPECT_THAT(message({.csv = {.columns = 1}}, text), HasSubstr("columns"));
    EXPECT_THAT(message({.file_bytes = 20}, text), HasSubstr("limit"));
    EXPECT_EQ(read(text, {.most_vertices = 4, .most_edges = 3}).rows.size(), 3U);
  }
  EXPECT_THROW((void)read(bytes, {.most_vertices = 0}), option_error);
  EXPECT_THROW((void)read(bytes, {.most_vertices = no_vertex}), option_error);
}

TEST_F(EdgeTable, ARequestToStopIsHeard) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW((void)read("source,target\nA,B\n", {.run = {.stop = stop.get_token()}}), cancelled);
  EXPECT_THROW((void)read("\"source\",target\nA,B\n", {.run = {.stop = stop.get_token()}}), cancelled);
}

TEST_F(EdgeTable, AFileThatIsNotThereIsNamed) {
  try {
    (void)read_edge_table((folder_ / "none.csv").string());
    FAIL();
  } catch (const data_error& e) {
    EXPECT_EQ(e.diagnostics().at(0).code, "no-such-file");
  }
}

TEST_F(EdgeTable, BaciIsReadByItsPreset) {
  const std::string bytes = "t,i,j,k,v,q\n2017,4,8,010121,  29.071,  NA\n2017,8,4,847160,3,1.5\n";
  const auto t = read(bytes, {.preset = column_preset::baci, .number_columns = {"q"}});
  EXPECT_TRUE(t.directed);
  EXPECT_EQ(t.strength_column, "v");
  EXPECT_THAT(t.ids, ElementsAre("4", "8"));
  EXPECT_EQ(t.rows, (edges{{0, 1}, {1, 0}}));
  EXPECT_THAT(texts(t.find("v")->values), ElementsAre("29.071", "3"));
  EXPECT_THAT(t.find("q")->missing, ElementsAre(0U));
  const auto found = problems(bytes);
  EXPECT_THAT(found.at(0).message, HasSubstr("--preset baci")) << "letters are not guessed at where the table may be BACI's";
  expect_problem("t,i,k,v\n1,2,3,4\n", 1, 0, "missing-column", {"\"j\"", "baci", "\"t\", \"i\", \"k\" and \"v\""},
                 {.preset = column_preset::baci});
}

TEST_F(EdgeTable, GephiTypeIsOneForAllRows) {
  const auto t =
      read("Source,Target,Type,Id,Label,Weight\na,b,Directed,0,,2\nb,c,directed,1,,1\n", {.preset = column_preset::gephi});
  EXPECT_TRUE(t.directed);
  EXPECT_EQ(t.strength_column, "Weight");
  EXPECT_FALSE(read("Source,Target,Type\na,b,Undirected\n", {.preset = column_preset::gephi}).directed);
  EXPECT_FALSE(read("Source,Target\na,b\n", {.preset = column_preset::gephi}).directed);
  const std::string mixed = "Source,Target,Type\na,b,Directed\nb,c,Undirected\nc,d,Undirected\nd,e,Directed\n";
  expect_problem(mixed, 3, 3, "mixed-direction", {"mixed", "undirected", "--directed"}, {.preset = column_preset::gephi});
  expect_problem(mixed, 3, 3, "mixed-direction", {}, {.preset = column_preset::gephi, .on_bad_row = bad_rows::skip});
  EXPECT_TRUE(read(mixed, {.preset = column_preset::gephi, .direction = edge_direction::directed}).directed);
  expect_problem("Source,Target,Type\na,b,Mixed\n", 2, 3, "invalid-value", {"\"Mixed\"", "Directed or Undirected"},
                 {.preset = column_preset::gephi});
}

TEST_F(EdgeTable, GephiTypeIsKnownWithoutItsPresetAndAnotherColumnOfThatNameIsNot) {
  EXPECT_TRUE(read("Source,Target,Type\na,b,Directed\n").directed);
  expect_problem("Source,Target,Type\na,b,Directed\nb,c,Undirected\n", 3, 3, "mixed-direction", {});
  EXPECT_FALSE(read("Source,Target,Type\na,b,road\nb,c,rail\n").directed);
}

constexpr const char* comtrade_header = "refYear,reporterCode,flowCode,partnerCode,cmdCode,primaryValue\n";

TEST_F(EdgeTable, ComtradeImportsRunFromThePartner) {
  const edge_table_options options{.preset = column_preset::comtrade};
  const auto t = read(std::string(comtrade_header) + "2017,704,X,156,TOTAL,5\n2017,704,M,392,TOTAL,7\n", options);
  EXPECT_TRUE(t.directed);
  EXPECT_THAT(t.ids, ElementsAre("704", "156", "392"));
  EXPECT_EQ(t.rows, (edges{{0, 1}, {2, 0}}));
  EXPECT_EQ(t.strength_column, "primaryValue");
  EXPECT_EQ(read("reporterISO,partnerISO,flowDesc,primaryValue\nVNM,CHN,Import,1\n", options).ids[0], "CHN");
  expect_problem("reporterCode,partnerCode,primaryValue\n1,2,3\n", 1, 0, "missing-column", {"flowCode"}, options);
}

TEST_F(EdgeTable, ComtradeRowsThatWouldCountTwiceAreNamed) {
  const edge_table_options options{.preset = column_preset::comtrade};
  const std::string header = comtrade_header;
  expect_problem(header + "2017,704,X,0,01,5\n", 2, 4, "total-row", {"World"}, options);
  expect_problem(header + "2017,704,X,156,TOTAL,5\n2017,704,X,156,0101,5\n", 2, 5, "total-row", {"\"TOTAL\"", "count twice"},
                 options);
  expect_problem(header + "2017,704,X,156,010121,5\n2017,704,X,156,01,5\n", 3, 5, "total-row", {"\"01\""}, options);
  expect_problem(header + "2017,704,RX,156,01,5\n", 2, 3, "invalid-value", {"\"RX\"", "re-exports", "X (exports)"}, options);
  expect_problem(header + "2017,704,X,156,01,5\n2017,156,M,704,01,6\n", 3, 3, "reported-twice", {"line 2"}, options);
  EXPECT_EQ(read(header + "2017,704,X,156,01,5\n2017,156,M,704,02,6\n2018,156,M,704,01,6\n", options).rows.size(), 3U);
  const auto t = read(header + "2017,704,X,0,TOTAL,5\n2017,704,X,156,TOTAL,5\n2017,704,X,156,0101,5\n",
                      {.preset = column_preset::comtrade, .on_bad_row = bad_rows::skip});
  EXPECT_THAT(t.row_numbers, ElementsAre(2U));
  EXPECT_EQ(t.skipped.size(), 2U);
}

TEST_F(EdgeTable, ComtradeWithoutItsPresetIsNotReadTheWrongWayRound) {
  expect_problem(std::string(comtrade_header) + "2017,704,M,156,01,5\n", 1, 3, "ambiguous-column", {"--preset comtrade"});
}

// ---- the fast reader of plain text against the reader of all text ----
// A quote in the header is none of plain text's, and changes nothing else.

/// Both readers' tables, or their problems, must be the same.
void expect_same(const std::string& path, const std::string& bytes, const edge_table_options& options, const node_table* nodes) {
  struct outcome {
    std::optional<edge_table> table;
    std::vector<diagnostic> problems;
    std::string limit;
  };
  const auto read = [&](const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
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
