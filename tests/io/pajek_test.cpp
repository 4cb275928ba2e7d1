// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/graph_file.hpp>

#include "io/line_formats_kit.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coopgraph {
namespace {

using kit::all_of;
using kit::expect_round_trip;
using kit::values_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

graph_document pajek(std::string_view bytes) { return parse_graph(bytes, "f.net", graph_format::pajek); }
std::string refusal(std::string_view bytes, const graph_file_options& options = {}) {
  return kit::refusal(bytes, graph_format::pajek, options);
}

TEST(Pajek, ReadsVerticesWithPlacesShapesAndParametersAndLinksWithValues) {
  const auto d = pajek(
      "% a comment\n"
      "*Network Trade of the north\n"
      "*Vertices 3\n"
      " 1 \"Hà Nội\" 0.1 0.5 0.25 ellipse ic Red pop 8 area 3.5 code 01 coast false\n"
      " 2 \"Huế\"    0.3 0.50 pop 2 coast true code 46 note \"two words\"\n"
      " 3 Vinh\n"
      "*Arcs\n"
      "1 2 5 l \"rice\"\n"
      "2 3\n"
      "3 3 2.50 c Blue\n"
      "1 2 7\n");
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(all_of(d.ids), ElementsAre("Hà Nội", "Huế", "Vinh"));
  EXPECT_THAT(d.edges, ElementsAre(endpoints{0, 1}, endpoints{1, 2}, endpoints{2, 2}, endpoints{0, 1}));
  EXPECT_THAT(values_of(&d.about.at(0)), ElementsAre("Trade of the north"));
  EXPECT_THAT(values_of(d.of_vertices("x")), ElementsAre("0.1", "0.3", "-"));
  EXPECT_THAT(values_of(d.of_vertices("y")), ElementsAre("0.5", "0.5", "-"));
  EXPECT_THAT(values_of(d.of_vertices("z")), ElementsAre("0.25", "-", "-"));
  EXPECT_THAT(values_of(d.of_vertices("shape")), ElementsAre("ellipse", "-", "-"));
  EXPECT_THAT(values_of(d.of_vertices("ic")), ElementsAre("Red", "-", "-"));
  EXPECT_EQ(d.of_vertices("pop")->kind, attribute_kind::integer);
  EXPECT_EQ(d.of_vertices("area")->kind, attribute_kind::number);
  EXPECT_EQ(d.of_vertices("coast")->kind, attribute_kind::boolean);
  EXPECT_EQ(d.of_vertices("code")->kind, attribute_kind::text) << "01 is a code, not the number 1";
  EXPECT_THAT(values_of(d.of_vertices("code")), ElementsAre("01", "46", "-"));
  EXPECT_THAT(values_of(d.of_vertices("note")), ElementsAre("-", "two words", "-"));
  EXPECT_THAT(values_of(d.of_edges("weight")), ElementsAre("5", "-", "2.5", "7"));
  EXPECT_THAT(values_of(d.of_edges("label")), ElementsAre("rice", "-", "-", "-"));
  EXPECT_THAT(values_of(d.of_edges("c")), ElementsAre("-", "-", "Blue", "-"));
  EXPECT_THAT(d.notes, ElementsAre(HasSubstr("comments that are not kept: 1")));
  EXPECT_EQ(d.file, "f.net");
}

TEST(Pajek, ReadsWindowsAndOldMacLineEndsByteOrderMarksAndCapitals) {
  const std::string lines[] = {"*VERTICES 2", "1 \"a\"", "2 \"b\"", "", "*edges", "1 2 3", ""};
  for (const char* const end : {"\n", "\r\n", "\r"}) {
    std::string bytes = "\xEF\xBB\xBF";
    for (const std::string& line : lines) bytes += line + end;
    const auto d = pajek(bytes);
    EXPECT_FALSE(d.directed);
    EXPECT_THAT(all_of(d.ids), ElementsAre("a", "b"));
    EXPECT_THAT(d.edges, ElementsAre(endpoints{0, 1}));
  }
}

TEST(Pajek, ReadsTheSameBlockByBlockWhateverTheBlock) {
  const std::string bytes = "*Vertices 3\r\n1 \"Hà Nội\"\r\n2 \"b\nc\"\r3 \"d\"\n*Arcs\r\n1 2 5 l \"Huế\"\r\n\r\n3 1 0.5";
  const auto whole = pajek(bytes);
  EXPECT_EQ(whole.ids[1], "b\nc");
  for (std::size_t block = 1; block < bytes.size() + 2; ++block) {
    const auto d = parse_graph(bytes, "f", graph_format::pajek, {.block_bytes = block});
    EXPECT_EQ(kit::difference(whole, d), "") << block;
  }
}

TEST(Pajek, NamesVerticesByLabelsIfEachHasItsOwnElseByNumbers) {
  EXPECT_THAT(all_of(pajek("*Vertices 2\n1 \"a\"\n2 \"b\"\n").ids), ElementsAre("a", "b"));
  const auto twice = pajek("*Vertices 3\n1 \"a\"\n2 \"a\"\n3 \"b\"\n");
  EXPECT_THAT(all_of(twice.ids), ElementsAre("1", "2", "3"));
  EXPECT_THAT(values_of(twice.of_vertices("label")), ElementsAre("a", "a", "b"));
  const auto some = pajek("*Vertices 3\n3 \"c\"\n1 \"a\" 0.5 0.6\n");
  EXPECT_THAT(all_of(some.ids), ElementsAre("1", "2", "3"));
  EXPECT_THAT(values_of(some.of_vertices("label")), ElementsAre("a", "-", "c"));
  EXPECT_THAT(values_of(some.of_vertices("x")), ElementsAre("0.5", "-", "-"));
  const auto none = pajek("*Vertices 3\n*Edges\n1 3\n");
  EXPECT_THAT(all_of(none.ids), ElementsAre("1", "2", "3"));
  EXPECT_THAT(none.vertex_attributes, IsEmpty());
  for (const auto& d : {twice, some, none}) expect_round_trip(d, graph_format::pajek);
}

TEST(Pajek, TakesLinesOfVerticesInAnyOrder) {
  const auto d = pajek("*Vertices 3\n3 \"c\" 3 3 [30]\n1 \"a\" 1 1 [10]\n2 \"b\" [20] k v\n*Arcs\n3 1\n");
  EXPECT_THAT(all_of(d.ids), ElementsAre("a", "b", "c"));
  EXPECT_THAT(values_of(d.of_vertices("x")), ElementsAre("1", "-", "3"));
  EXPECT_THAT(values_of(d.of_vertices("k")), ElementsAre("-", "v", "-"));
  EXPECT_THAT(d.vertex_spells, ElementsAre(spell{0, "10", "10"}, spell{1, "20", "20"}, spell{2, "30", "30"}));
}

TEST(Pajek, ReadsListsOfArcsAndEdges) {
  const auto arcs = pajek("*Vertices 4\n*Arcslist\n1 2 3\n4 1\n");
  EXPECT_TRUE(arcs.directed);
  EXPECT_THAT(arcs.edges, ElementsAre(endpoints{0, 1}, endpoints{0, 2}, endpoints{3, 0}));
  const auto edges = pajek("*Vertices 4\n*Edgeslist\n1 2 3\n");
  EXPECT_FALSE(edges.directed);
  EXPECT_EQ(edges.edges.size(), 2U);
}

TEST(Pajek, ReadsAMatrixWhoseNumbersThatAreNotZeroAreArcs) {
  const auto d = pajek("*Vertices 3\n*Matrix\n0 2 0\n1 0 0.5\n0\n 0 7\n");
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(d.edges, ElementsAre(endpoints{0, 1}, endpoints{1, 0}, endpoints{1, 2}, endpoints{2, 2}));
  EXPECT_THAT(values_of(d.of_edges("weight")), ElementsAre("2", "1", "0.5", "7"));
  EXPECT_THAT(refusal("*Vertices 2\n*Matrix\n0 1\n0\n"), HasSubstr("f:4: the matrix ends in its row 2"));
  EXPECT_THAT(refusal("*Vertices 2\n*Matrix\n0 1\n0 1 5\n"), HasSubstr("f:4:5: the matrix goes on"));
}

TEST(Pajek, ReadsTwoModeNetworks) {
  const auto d = pajek("*Vertices 5 2\n*Matrix\n1 0 2\n0 3 0\n");
  EXPECT_FALSE(d.directed);
  EXPECT_THAT(values_of(d.of_vertices("mode")), ElementsAre("1", "1", "2", "2", "2"));
  EXPECT_THAT(d.edges, ElementsAre(endpoints{0, 2}, endpoints{0, 4}, endpoints{1, 3}));
  EXPECT_THAT(to_graph_text(d, graph_format::pajek).bytes, HasSubstr("*Vertices 5 2\n"));
  expect_round_trip(d, graph_format::pajek);
  EXPECT_THAT(refusal("*Vertices 5 6\n"), HasSubstr("f:1:13: the first mode has 6 of 5 vertices"));
}

TEST(Pajek, ReadsRelationsByTheirNames) {
  const auto d = pajek("*Vertices 3\n*Arcs :1 \"trade\"\n1 2\n*Arcs :2\n2 3 4\n*Arcs\n3 1\n1: 3 2 9\n7:2 1\n");
  EXPECT_THAT(values_of(d.of_edges("relation")), ElementsAre("trade", "2", "-", "trade", "7"));
  EXPECT_THAT(values_of(d.of_edges("weight")), ElementsAre("-", "4", "-", "9", "-"));
  expect_round_trip(d, graph_format::pajek);
  EXPECT_THAT(refusal("*Vertices 1\n*Arcs trade\n"), HasSubstr("f:2:7: \"trade\" is no relation"));
  EXPECT_THAT(refusal("*Vertices 1\n*Arcs :x\n"), HasSubstr("f:2:8: the number of a relation"));
}

TEST(Pajek, ReadsPeriodsOfVerticesAndLinks) {
  const auto d = pajek("*Vertices 2\n1 \"a\" [5-10,12-*]\n2 \"b\" 0.5 0.5 [1] k v\n*Edges\n1 2 1 [7, 9-9]\n1 2 [*-4]\n");
  EXPECT_EQ(d.time_format, "integer");
  EXPECT_THAT(d.vertex_spells, ElementsAre(spell{0, "5", "10"}, spell{0, "12", ""}, spell{1, "1", "1"}));
  EXPECT_THAT(d.edge_spells, ElementsAre(spell{0, "7", "7"}, spell{0, "9", "9"}, spell{1, "", "4"}));
  expect_round_trip(d, graph_format::pajek);
  for (const char* const wrong : {"[10-5]", "[x]", "[5", "[]", "[1,,2]", "[1.5]", "[1-2-3]", "[99999999999999999999]"})
    EXPECT_THAT(refusal(std::string("*Vertices 1\n1 \"a\" ") + wrong + "\n"), HasSubstr("f:2:7: the periods")) << wrong;
}

TEST(Pajek, ReadsPartitionsAndVectorsOfAProjectAsAttributes) {
  const auto d = pajek(
      "*Network a.net\n*Vertices 2\n1 \"a\"\n2 \"b\"\n*Edges\n1 2\n"
      "*Partition regions.clu\n*Vertices 2\n1\n2\n"
      "*Vector wealth\n*Vertices 2\n 0.5\n 2\n"
      "*Partition of another\n*Vertices 3\n1\n1\n1\n"
      "*Vector wealth\n*Vertices 2\n3 4\n"
      "*Permutation p\n*Vertices 2\n2\n1\n"
      "*Network b\n*Vertices 1\n1 \"x\"\n*Arcs\n1 1\n");
  EXPECT_FALSE(d.directed);
  EXPECT_EQ(d.edges.size(), 1U);
  EXPECT_EQ(d.of_vertices("regions.clu")->kind, attribute_kind::integer);
  EXPECT_THAT(values_of(d.of_vertices("regions.clu")), ElementsAre("1", "2"));
  EXPECT_THAT(values_of(d.of_vertices("wealth")), ElementsAre("0.5", "2"));
  EXPECT_THAT(values_of(d.of_vertices("wealth (2)")), ElementsAre("3", "4"));
  EXPECT_THAT(d.notes,
              ElementsAre(HasSubstr("of another"), HasSubstr("the permutation \"p\""), HasSubstr("another network, \"b\"")));
  EXPECT_THAT(refusal("*Vertices 2\n*Partition p\n*Vertices 2\n1\n"), HasSubstr("f:4: \"p\" ends behind 1 of 2 values"));
  EXPECT_THAT(refusal("*Vertices 2\n*Partition p\n*Vertices 2\n1\n2 3\n"), HasSubstr("f:5:3: \"p\" goes on"));
  EXPECT_THAT(refusal("*Vertices 1\n*Partition p\n*Vertices 1\n1.5\n"), HasSubstr("whole number"));
}

// Written by igraph 0.10.2 (write_pajek): shapes and colours in quotes, a line end inside a label.
TEST(Pajek, ReadsWhatIgraphWrites) {
  const auto d = pajek(
      "*Vertices 3\n1 \"Hà Nội\" 0.1 1 1 \"box\" ic \"Red\"\n2 \"a\\\"b\" 0.2 2 2 \"ellipse\" ic \"Blue\"\n"
      "3 \"c\\\\d\ne\" 1e-07 3 3 \"diamond\" ic \"Light Green\"\n*Edges\n1 2 1.5 l \"q r\" c \"Red\"\n2 3 2 l \"s\" c \"x\"\n"
      "3 3 1e+300 l \"t\" c \"y\"\n");
  EXPECT_THAT(all_of(d.ids), ElementsAre("Hà Nội", "a\"b", "c\\d\ne"));
  EXPECT_THAT(values_of(d.of_vertices("x")), ElementsAre("0.1", "0.2", "0.0000001"));
  EXPECT_THAT(values_of(d.of_vertices("shape")), ElementsAre("box", "ellipse", "diamond"));
  EXPECT_THAT(values_of(d.of_vertices("ic")), ElementsAre("Red", "Blue", "Light Green"));
  EXPECT_THAT(values_of(d.of_edges("weight")), ElementsAre("1.5", "2", "1e300"));
  EXPECT_THAT(values_of(d.of_edges("label")), ElementsAre("q r", "s", "t"));
  expect_round_trip(d, graph_format::pajek);
}

// Written by networkx 2.8.8 (write_pajek): labels without spaces without quotes, places and shapes of all vertices, 1.0 for 1.
TEST(Pajek, ReadsWhatNetworkxWrites) {
  const auto d = pajek(
      "*vertices 3\n1 \"Hà Nội\" 0.0 0.0 ellipse pop many\n2 it's 0.5 1.5 box\n3 3 0.0 0.0 ellipse kind \"a port\"\n"
      "*arcs\n1 2 1.0\n2 3 2.5 color red\n");
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(all_of(d.ids), ElementsAre("Hà Nội", "it's", "3"));
  EXPECT_THAT(values_of(d.of_vertices("shape")), ElementsAre("ellipse", "box", "ellipse"));
  EXPECT_THAT(values_of(d.of_vertices("kind")), ElementsAre("-", "-", "a port"));
  EXPECT_THAT(values_of(d.of_edges("weight")), ElementsAre("1", "2.5"));
  EXPECT_THAT(values_of(d.of_edges("color")), ElementsAre("-", "red"));
  expect_round_trip(d, graph_format::pajek);
}

TEST(Pajek, KeepsTheDirectionOfANetworkWithoutLinks) {
  EXPECT_TRUE(pajek("*Vertices 1\n*Arcs\n").directed);
  EXPECT_FALSE(pajek("*Vertices 1\n*Edges\n").directed);
  EXPECT_FALSE(pajek("*Vertices 1\n*Arcs\n*Edges\n1 1\n").directed) << "an empty section says nothing beside another";
  for (const bool directed : {false, true}) {
    graph_document d;
    d.directed = directed;
    EXPECT_EQ(kit::difference(d, kit::read_again(d, graph_format::pajek)), "");
  }
}

TEST(Pajek, RefusesMixedNetworksByName) {
  const std::string said = refusal("*Vertices 2\n*Arcs\n1 2\n*Edges\n1 2\n2 1\n");
  EXPECT_THAT(said, HasSubstr("f:5: the network is mixed: an edge stands behind arcs"));
  EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 1) << said;
}

TEST(Pajek, NamesWhatIsWrongAtItsPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {"*Vertices 2\n*Edges\n1 5000000000 1\n", "f:3:3: the vertex 5000000000 is out of range; allowed: 1 to 2"},
      {"*Vertices 2\n*Edges\n0 1\n", "f:3:1: the vertex 0 is out of range"},
      {"*Vertices 2\n*Edges\n-1 1\n", "f:3:1: the vertex -1 is out of range"},
      {"*Vertices 2\n*Edges\n1 b\n", "f:3:3: the vertex is \"b\""},
      {"*Vertices 2\n*Edges\n1\n", "f:3: a vertex is missing"},
      {"*Vertices 2\n*Edges\n1 2 NaN\n", "f:3:5: weight is \"NaN\"; allowed: a finite number"},
      {"*Vertices 2\n*Edges\n1 2 1,5\n", "f:3:5: weight is \"1,5\""},
      {"*Vertices 2\n*Edges\n1 2 1e999\n", "f:3:5: weight is \"1e999\", which is out of the range"},
      {"*Vertices 2\n*Edges\n1 2 heavy\n", "f:3:5: \"heavy\" has no value"},
      {"*Vertices 2\n*Edges\n1 2 1 2 3\n", "f:3:7: \"2\" stands where a parameter's name is expected"},
      {"*Vertices 2\n*Edges\n1 2 1 c Red c Blue\n", "f:3:15: \"c\" stands twice"},
      {"*Vertices 2\n1 \"a\" inf 0.5\n", "f:2:7: x is \"inf\""},
      {"*Vertices 2\n1 \"a\"\n1 \"b\"\n", "f:3:1: the vertex 1 has a line already"},
      {"*Vertices 2\n1 \"a\n2 b\n", "f:2:3: the quote that opens here is not closed"},
      {"*Vertices 2\n*Vertices 2\n", "f:2: \"*Vertices\" stands a second time"},
      {"*Vertices two\n", "f:1:11: the number of vertices is \"two\""},
      {"*Vertices\n", "f:1: the number of vertices is missing"},
      {"*Arcs\n1 2\n", "f:1: \"*arcs\" stands before \"*Vertices n\""},
      {"*Vertices 1\n*Events\nTI 1\n", "f:2: \"*events\" begins no part that is read"},
      {"1 2\n", "f:1:1: the file begins with \"1 2\""},
      {"", "the file ends without a line \"*Vertices n\""},
      {"*Vertices 1\n1 \"Hà\xff\"\n", "f:2:6: "},
  };
  for (const auto& [bytes, words] : cases) EXPECT_THAT(refusal(bytes), HasSubstr(words)) << bytes;
}

TEST(Pajek, NamesAllProblemsUpToTheLimit) {
  std::string bytes = "*Vertices 1\n*Edges\n";
  for (int k = 0; k < 50; ++k) bytes += "1 7\n";
  const std::string few = refusal(bytes, {.limits = {.problems = 3}});
  EXPECT_EQ(std::count(few.begin(), few.end(), '\n'), 4);
  EXPECT_THAT(few, HasSubstr("47 more problems"));
  const std::string all = refusal(bytes);
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 50);
}

TEST(Pajek, ReadsALineOfManyProblemsInLinearTime) {
  std::string bytes = "*Vertices 1\n*Arcslist\n1";
  for (int k = 0; k < 500'000; ++k) bytes += " 7";  // minutes, if each looked for its column
  EXPECT_THAT(refusal(bytes, {.limits = {.problems = 10}}), HasSubstr("499990 more problems"));
}

TEST(Pajek, StopsAtLimits) {
  EXPECT_THAT(refusal("*Vertices 99999999999999999999\n"), HasSubstr("limit: f:1: more vertices than the limit of 10000000"));
  EXPECT_THAT(refusal("*Vertices 1\n*Edges\n1 1\n1 1\n", {.limits = {.edges = 1}}), HasSubstr("limit: f:4: more edges"));
  EXPECT_THAT(refusal("*Vertices 1\n1 \"" + std::string(70'000, 'x') + "\"\n"), HasSubstr("limit: f:2: a text has more bytes"));
  EXPECT_THAT(refusal("*Vertices 1\n% " + std::string(2'000'000, ' ') + "x\n"), HasSubstr("limit: f:2: the line has more bytes"));
  EXPECT_THAT(refusal("*Vertices 2\n1 \"a\n" + std::string(70'000, '\n')),
              HasSubstr("f:2:3: the quote that opens here is not closed within"));
  EXPECT_THAT(refusal("*Vertices 1\n1 a k v l w\n", {.limits = {.attributes = 1}}), HasSubstr("limit: f:2: more attributes"));
  EXPECT_THAT(refusal("*Vertices 1\n1 a k v l w\n", {.limits = {.per_element = 1}}), HasSubstr("limit: f:2: more parameters"));
  EXPECT_THAT(refusal("*Vertices 1\n1 a [1,2]\n", {.limits = {.per_element = 1}}), HasSubstr("limit: f:2: more periods"));
  EXPECT_THAT(refusal("*Vertices 9\n9 a k v\n", {.limits = {.values = 8}}), HasSubstr("limit: f: more values"));
  EXPECT_THAT(refusal("*Vertices 9\n*Edges\n1 2 1\n1 3 1 k v\n", {.limits = {.values = 3}}),
              HasSubstr("limit: f:4: more values"));
  EXPECT_THAT(refusal("*Vertices 9\n*Vector v\n*Vertices 9\n", {.limits = {.values = 8}}), HasSubstr("limit: f:3: more values"));
  EXPECT_THAT(refusal("*Vertices 1\n1: 1 1\n*Arcs\n1: 1 1\n2: 1 1\n3: 1 1\n", {.limits = {.attributes = 1}}),
              HasSubstr("limit: f:6: more relations"));
}

TEST(Pajek, WritesWhatOthersRead) {
  graph_document d;
  d.directed = true;
  d.about = {kit::texts("name", {"north"})};
  for (const char* const id : {"Hà Nội", "a\"b\\c", "x\ny"}) d.ids.push_back(id);
  d.vertex_attributes = {kit::numbers("x", attribute_kind::number, {"0.5", "1", "-"}),
                         kit::numbers("y", attribute_kind::number, {"2", "-", "0.25"}),
                         kit::texts("shape", {"box", "a b", "box"}), kit::texts("code", {"01", "true", "plain"})};
  d.edges = {{0, 1}, {1, 2}, {2, 2}};
  d.edge_attributes = {kit::texts("relation", {"trade", "7", "trade"}),
                       kit::numbers("weight", attribute_kind::integer, {"5", "-", "6"}),
                       kit::texts("label", {"rice", "two words", ""})};
  d.time_format = "integer";
  d.edge_spells = {{1, "1", "5", false, true}, {1, "9", ""}};
  const written_graph written = to_graph_text(d, graph_format::pajek);
  EXPECT_EQ(written.bytes,
            "*Network north\n"
            "*Vertices 3\n"
            "1 \"Hà Nội\" 0.5 2.0 box code \"01\"\n"
            "2 \"a\\\"b\\\\c\" 1.0 \"a b\" code \"true\"\n"
            "3 \"x\\ny\" box y 0.25 code plain\n"
            "*Arcs :1 \"trade\"\n"
            "1 2 5 l rice\n"
            "*Arcs :7\n"
            "2 3 l \"two words\" [1-4,9-*]\n"
            "*Arcs :1 \"trade\"\n"
            "3 3 6 l \"\"\n");
  EXPECT_THAT(written.lost, ElementsAre(HasSubstr("open ends of periods: 1 are written")));
  d.edge_spells[0] = {1, "1", "4"};
  expect_round_trip(d, graph_format::pajek);
}

TEST(Pajek, KeepsIdsBesideLabels) {
  graph_document d;
  for (const char* const id : {"n0", "n1"}) d.ids.push_back(id);
  d.vertex_attributes = {kit::texts("label", {"Hà Nội", "Huế"})};
  EXPECT_THAT(to_graph_text(d, graph_format::pajek).bytes, HasSubstr("1 \"Hà Nội\" vertex_id \"n0\"\n"));
  expect_round_trip(d, graph_format::pajek);
  d.ids = {};
  for (const char* const id : {"1", "2"}) d.ids.push_back(id);
  expect_round_trip(d, graph_format::pajek);
  d.vertex_attributes = {kit::texts("label", {"same", "same"})};
  EXPECT_THAT(to_graph_text(d, graph_format::pajek).bytes, Not(HasSubstr("vertex_id")));
  expect_round_trip(d, graph_format::pajek);
}

TEST(Pajek, SaysWhatItCannotHold) {
  graph_document d;
  for (const char* const id : {"a", "b"}) d.ids.push_back(id);
  d.edges = {{0, 1}};
  d.edge_ids.push_back("e1");
  d.about = {kit::texts("title", {"t"}), kit::numbers("name", attribute_kind::integer, {"1"})};
  d.vertex_attributes = {kit::texts("x", {"left", "right"}),  kit::numbers("none", attribute_kind::number, {"-", "-"}),
                         kit::texts("vertex_id", {"p", "q"}), kit::numbers("late", attribute_kind::integer, {"-", "1"}),
                         kit::texts("first", {"v", "w"}),     kit::texts("label", {"", "B"})};
  d.edge_attributes = {kit::texts("l", {"v"}), kit::texts("weight", {"heavy"})};
  d.time_format = "date";
  d.vertex_spells = {{0, "2018-01-01", "2018-02-01"}};
  d.outlines.resize(2);
  std::vector<std::string> lost;
  const graph_document again = kit::read_again(d, graph_format::pajek, &lost);
  EXPECT_THAT(lost, ElementsAre("Pajek has no attributes of the network but a name: \"title\" and \"name\" are left out",
                                "Pajek states values only: the attribute \"none\" of vertices, without any, is left out",
                                "Pajek uses the name otherwise: the attributes \"vertex_id\" and \"x\" of vertices are left out",
                                "Pajek has no order of attributes: those of vertices are read in the order of their first values",
                                "Pajek has no empty labels: 1 is left out",
                                "Pajek uses the name otherwise: the attributes \"weight\" and \"l\" of edges are left out",
                                "Pajek has no ids of edges: 1 is left out", HasSubstr("1 is left out"),
                                "Pajek has no outlines: 2 are left out"));
  EXPECT_THAT(all_of(again.ids), ElementsAre("a", "b"));
  EXPECT_THAT(values_of(again.of_vertices("late")), ElementsAre("-", "1"));
  EXPECT_THAT(values_of(again.of_vertices("label")), ElementsAre("-", "B"));
}

/// What of a document Pajek holds, stated apart from the writer.
graph_document held(graph_document d) {
  const auto has_no_values = [](const attribute_column& a) { return a.missing.size() == a.size(); };
  std::erase_if(d.vertex_attributes, has_no_values);
  std::erase_if(d.edge_attributes, has_no_values);
  d.about.clear();
  d.edge_ids = {};
  for (auto* spells : {&d.vertex_spells, &d.edge_spells}) {
    if (d.time_format != "integer") spells->clear();
    for (spell& s : *spells) {
      if (std::exchange(s.start_open, false)) s.start = std::to_string(std::stol(s.start) + 1);
      if (std::exchange(s.end_open, false)) s.end = std::to_string(std::stol(s.end) - 1);
    }
    std::erase_if(*spells,
                  [](const spell& s) { return !s.start.empty() && !s.end.empty() && std::stol(s.start) > std::stol(s.end); });
  }
  if (d.vertex_spells.empty() && d.edge_spells.empty()) d.time_format.clear();
  return kit::in_order_of_names(std::move(d));
}

TEST(Pajek, HoldsRandomDocumentsButForWhatItSays) {
  std::size_t complete = 0;
  for (std::uint64_t seed = 0; seed < test::rounds(600); ++seed) {
    const auto d = kit::random_document(seed, {.spells = true});
    std::vector<std::string> lost;
    const auto again = kit::read_again(d, graph_format::pajek, &lost);
    ASSERT_EQ(kit::difference(held(d), kit::in_order_of_names(again)), "") << seed << '\n'
                                                                           << to_graph_text(d, graph_format::pajek).bytes;
    if (lost.empty()) {
      ASSERT_EQ(kit::difference(d, again), "") << seed;
      complete += lost.empty() ? 1U : 0U;
      expect_round_trip(again, graph_format::pajek);
    }
  }
  EXPECT_GT(complete, test::rounds(600) / 20);
}

/// Texts of which some are equal.
std::vector<std::string> short_texts(random_stream& random, std::size_t number) {
  std::vector<std::string> texts;
  for (std::size_t e = 0; e < number; ++e) texts.emplace_back(1, static_cast<char>('a' + random.below(8)));
  return texts;
}

TEST(Pajek, HoldsAttributesWhoseNamesMeanSomethingToIt) {
  constexpr const char* of_vertices[] = {"x", "y", "z", "shape", "mode", "label", "vertex_id", "ic", "l", "x y", "nan", "5"};
  constexpr const char* of_edges[] = {"weight", "relation", "label", "l", "c", "id", "[a]", ""};
  std::size_t complete = 0;
  for (std::uint64_t seed = 0; seed < test::rounds(1500); ++seed) {
    auto d =
        kit::random_document(seed, {.about = false, .vertex_attributes = false, .edge_attributes = false, .edge_ids = false});
    random_stream random(seed, "names");
    const auto add = [&](auto& names, std::vector<attribute_column>& to, std::size_t elements) {
      for (const char* const name : names) {
        if (random.below(3) != 0) continue;
        to.push_back(kit::document_parts::random_attribute(random, {}, name, elements));
        if (random.below(3) == 0) to.back() = kit::texts(name, short_texts(random, elements));
      }
    };
    add(of_vertices, d.vertex_attributes, d.vertices());
    add(of_edges, d.edge_attributes, d.edges.size());
    std::vector<std::string> lost;
    const auto again = kit::read_again(d, graph_format::pajek, &lost);
    if (lost.empty()) {
      ASSERT_EQ(kit::difference(d, again), "") << seed << '\n' << to_graph_text(d, graph_format::pajek).bytes;
      complete += lost.empty() ? 1U : 0U;
      expect_round_trip(again, graph_format::pajek);
    }
    ASSERT_FALSE(HasFailure()) << seed << '\n' << to_graph_text(d, graph_format::pajek).bytes;
  }
  EXPECT_GT(complete, test::rounds(1500) / 20);
}

}  // namespace
}  // namespace coopgraph
