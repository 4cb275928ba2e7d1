// SPDX-License-Identifier: BSL-1.0
// Edge tables as others write them: BACI, Gephi, UN Comtrade.
#include "io/edge_table_kit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

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

}  // namespace
}  // namespace coopgraph
