// SPDX-License-Identifier: BSL-1.0
// Edge tables: columns, numbers, problems and limits.
#include "io/edge_table_kit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

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
                          called{"source_id,Target ID", false}, called{"i,j", false}, called{"a,b", false},
                          called{"origin,destination", true}, called{"Exporter,Importer", true}, called{"reporter,partner", true},
                          called{"orig,dest", true}, called{":START_ID,:END_ID", false}, called{"iso_o,iso_d", true}}) {
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
  expect_problem("source,target,weight\nA,B,12345678901234567891\n", 2, 3, "invalid-number", {"18 significant digits"});
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
    (void)read_edge_table(folder / "none.csv");
    FAIL();
  } catch (const data_error& e) {
    EXPECT_EQ(e.diagnostics().at(0).code, "no-such-file");
  }
}

}  // namespace
}  // namespace coopgraph
