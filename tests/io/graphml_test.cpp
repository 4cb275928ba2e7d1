// SPDX-License-Identifier: BSL-1.0
#include "io/xml_kit.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using kit::edge_list;
using kit::texts_of;
using kit::values_of;
using kit::words;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

graph_document read(const std::string& bytes) { return parse_graph(bytes, "x.xml", graph_format::graphml); }

/// A file with two nodes a and b, keys for a text and a number of either, and what is given inside the graph.
std::string with(const std::string& inside, const std::string& direction = "undirected") {
  return "<graphml>\n<key id=\"t\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
         "<key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n<graph edgedefault=\"" +
         direction + "\">\n<node id=\"a\"/><node id=\"b\"/>\n" + inside + "\n</graph>\n</graphml>\n";
}

void expect_problem(const std::string& bytes, std::size_t line, std::size_t column, const std::string& code, const words& said) {
  kit::expect_problem(bytes, graph_format::graphml, line, column, code, said);
}

TEST(Graphml, NodesEdgesAndTheirDataAreReadAsTheyStand) {
  const graph_document d = read(R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="k0" for="node" attr.name="name" attr.type="string"><default>nobody</default></key>
  <key id="k1" for="node" attr.name="people" attr.type="long"/>
  <key id="k2" for="edge" attr.name="weight" attr.type="double"/>
  <key id="k3" for="edge" attr.name="open" attr.type="boolean"><default>false</default></key>
  <key id="k4" for="graph" attr.name="title" attr.type="string"/>
  <graph id="G" edgedefault="directed" parse.nodes="1000000000">
    <data key="k4">Two  lines
of a title</data>
    <node id="hn"><data key="k0">Hà Nội &amp; &lt;more&gt;</data><data key="k1"> 8053663 </data></node>
    <node id="sg"/>
    <edge id="e1" source="hn" target="sg"><data key="k2">0.10</data></edge>
    <edge id="e2" source="hn" target="sg"><data key="k2">1e-7</data><data key="k3">1</data></edge>
    <edge id="e3" source="sg" target="sg"/>
  </graph>
</graphml>)");
  EXPECT_TRUE(d.directed);
  EXPECT_EQ(texts_of(d.ids), (words{"hn", "sg"}));
  EXPECT_EQ(d.edges, (edge_list{{0, 1}, {0, 1}, {1, 1}}));
  EXPECT_EQ(texts_of(d.edge_ids), (words{"e1", "e2", "e3"}));
  EXPECT_EQ(values_of(d.of_vertices("name")), (words{"Hà Nội & <more>", "nobody"}));
  EXPECT_EQ(values_of(d.of_vertices("people")), (words{"8053663", "-"}));
  EXPECT_EQ(values_of(d.of_edges("weight")), (words{"0.1", "0.0000001", "-"}));
  EXPECT_EQ(values_of(d.of_edges("open")), (words{"false", "true", "false"}));
  ASSERT_EQ(d.about.size(), 1U);
  EXPECT_EQ(values_of(&d.about[0]), (words{"Two  lines\nof a title"}));
  EXPECT_THAT(d.notes, IsEmpty());
}

TEST(Graphml, EdgesMayStandBeforeTheirNodes) {
  const graph_document d = read(
      "<graphml><graph edgedefault=\"undirected\"><edge source=\"a\" target=\"a name longer than inline\"/>"
      "<node id=\"a\"/><edge source=\"z\" target=\"a\"/><node id=\"a name longer than inline\"/><node "
      "id=\"z\"/></graph></graphml>");
  EXPECT_EQ(texts_of(d.ids), (words{"a", "a name longer than inline", "z"}));
  EXPECT_EQ(d.edges, (edge_list{{0, 1}, {2, 0}}));
}

TEST(Graphml, AKeyForAllServesWhereverItHasData) {
  const graph_document d = read(
      "<graphml><key id=\"k\" attr.name=\"note\"/><graph edgedefault=\"directed\"><node id=\"a\"><data key=\"k\">x</data></node>"
      "<edge source=\"a\" target=\"a\"><data key=\"k\">y</data></edge></graph></graphml>");
  EXPECT_EQ(values_of(d.of_vertices("note")), (words{"x"}));
  EXPECT_EQ(values_of(d.of_edges("note")), (words{"y"}));
  EXPECT_THAT(d.about, IsEmpty());
}

TEST(Graphml, AKeyWithoutANameIsCalledByItsId) {
  const graph_document d = read(
      "<graphml><key id=\"k7\" for=\"node\"/><graph edgedefault=\"directed\"><node id=\"a\"><data key=\"k7\">x</data></node>"
      "</graph></graphml>");
  EXPECT_EQ(values_of(d.of_vertices("k7")), (words{"x"}));
}

TEST(Graphml, OneNameDeclaredWithTwoTypesBecomesWhatHoldsBoth) {
  const graph_document d = read(
      "<graphml><key id=\"i\" for=\"node\" attr.name=\"n\" attr.type=\"int\"/>"
      "<key id=\"d\" for=\"node\" attr.name=\"n\" attr.type=\"double\"/>"
      "<key id=\"b\" for=\"node\" attr.name=\"m\" attr.type=\"boolean\"/>"
      "<key id=\"l\" for=\"node\" attr.name=\"m\" attr.type=\"long\"/><graph edgedefault=\"directed\">"
      "<node id=\"a\"><data key=\"i\">3</data><data key=\"b\">true</data></node>"
      "<node id=\"b\"><data key=\"d\">0.5</data><data key=\"l\">7</data></node></graph></graphml>");
  EXPECT_EQ(d.of_vertices("n")->kind, attribute_kind::number);
  EXPECT_EQ(values_of(d.of_vertices("n")), (words{"3", "0.5"}));
  EXPECT_EQ(d.of_vertices("m")->kind, attribute_kind::text);
  EXPECT_EQ(values_of(d.of_vertices("m")), (words{"true", "7"}));
}

TEST(Graphml, EdgesThatAllSayTheSameDirectionDecideAgainstTheDefault) {
  EXPECT_TRUE(read(with("<edge source=\"a\" target=\"b\" directed=\"true\"/><edge source=\"b\" target=\"a\" directed=\"true\"/>"))
                  .directed);
  EXPECT_FALSE(read(with("<edge source=\"a\" target=\"b\" directed=\"false\"/>", "directed")).directed);
  EXPECT_TRUE(read(with("", "directed")).directed);
}

TEST(Graphml, WithoutAStatedDirectionEdgesAreUndirectedAndThatIsSaid) {
  const graph_document d = read("<graphml><graph><node id=\"a\"/></graph></graphml>");
  EXPECT_FALSE(d.directed);
  EXPECT_THAT(d.notes, ElementsAre(HasSubstr("edgedefault")));
}

TEST(Graphml, IdsOfEdgesThatDoNotTellThemApartAreAnAttribute) {
  const graph_document twice = read(with("<edge id=\"0\" source=\"a\" target=\"b\"/><edge id=\"0\" source=\"b\" target=\"b\"/>"));
  EXPECT_TRUE(twice.edge_ids.empty());
  EXPECT_EQ(values_of(twice.of_edges("id")), (words{"0", "0"}));
  EXPECT_THAT(twice.notes, ElementsAre(HasSubstr("not unique")));
  const graph_document some =
      read(with("<edge source=\"a\" target=\"b\"/><edge id=\"x\" source=\"b\" target=\"b\"/>"
                "<edge source=\"a\" target=\"a\"/>"));
  EXPECT_TRUE(some.edge_ids.empty());
  EXPECT_EQ(values_of(some.of_edges("id")), (words{"-", "x", "-"}));
  EXPECT_THAT(some.notes, ElementsAre(HasSubstr("2 edges have no id")));
}

// What python3-igraph 0.10.2 writes, shortened.
TEST(Graphml, AFileOfIgraphIsRead) {
  const graph_document d = read(R"(<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<!-- Created by igraph -->
  <key id="v_name" for="node" attr.name="name" attr.type="string"/>
  <key id="v_size" for="node" attr.name="size" attr.type="double"/>
  <key id="e_weight" for="edge" attr.name="weight" attr.type="double"/>
  <graph id="G" edgedefault="directed">
    <node id="n0">
      <data key="v_name">b &quot;q&quot; &lt;x&gt;</data>
    </node>
    <node id="n1">
      <data key="v_name">c</data>
      <data key="v_size">2</data>
    </node>
    <edge source="n0" target="n1">
      <data key="e_weight">1e+300</data>
    </edge>
  </graph>
</graphml>
)");
  EXPECT_EQ(texts_of(d.ids), (words{"n0", "n1"}));
  EXPECT_EQ(values_of(d.of_vertices("name")), (words{"b \"q\" <x>", "c"}));
  EXPECT_EQ(values_of(d.of_vertices("size")), (words{"-", "2"}));
  EXPECT_EQ(values_of(d.of_edges("weight")), (words{"1e300"}));
  EXPECT_THAT(d.notes, IsEmpty());
}

// What networkx 2.8.8 writes of a MultiDiGraph with named_key_ids=False: keys by type, ids of edges that count parallel ones.
TEST(Graphml, AMultigraphOfNetworkxIsRead) {
  const graph_document d = read(R"(<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"><key id="d7" for="edge" attr.name="weight" attr.type="double"/>
<key id="d5" for="edge" attr.name="weight" attr.type="long"/>
<key id="d4" for="node" attr.name="flag" attr.type="boolean"/>
<graph edgedefault="directed"><node id="Hà Nội"/>
<node id="2">
  <data key="d4">True</data>
</node>
<edge source="Hà Nội" target="2" id="0">
  <data key="d5">2</data>
</edge>
<edge source="Hà Nội" target="2" id="1">
  <data key="d7">0.5</data>
</edge>
<edge source="2" target="2" id="0"/>
</graph></graphml>)");
  EXPECT_EQ(values_of(d.of_edges("weight")), (words{"2", "0.5", "-"}));
  EXPECT_EQ(values_of(d.of_edges("id")), (words{"0", "1", "0"}));
  EXPECT_EQ(values_of(d.of_vertices("flag")), (words{"-", "true"}));
}

TEST(Graphml, WhatProgramsDrawByIsSkippedAndSaid) {
  const graph_document d =
      read(R"(<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="graphml" id="d7" yfiles.type="resources"/>
<key for="port" id="d8" yfiles.type="portgraphics"/>
<graph edgedefault="directed" id="G"><desc>drawn</desc><node id="n0"><data key="d6"><y:ShapeNode><y:Fill color="#FFCC00"/>
</y:ShapeNode></data></node></graph><data key="d7"><y:Resources/></data></graphml>)");
  EXPECT_EQ(d.vertices(), 1U);
  EXPECT_THAT(d.vertex_attributes, IsEmpty());
  EXPECT_THAT(d.notes, ElementsAre("Not read: elements <desc> (1)", "Not read: elements <y:ShapeNode> (1)",
                                   "Not read: elements <y:Resources> (1)"));
}

TEST(Graphml, ElementsMayHaveAPrefix) {
  const graph_document d = read(
      "<g:graphml xmlns:g=\"http://graphml.graphdrawing.org/xmlns\"><g:graph edgedefault=\"directed\"><g:node "
      "id=\"a\"/></g:graph></g:graphml>");
  EXPECT_EQ(texts_of(d.ids), (words{"a"}));
}

TEST(Graphml, WhatTheDocumentCannotHoldIsRefusedByName) {
  expect_problem(with("<hyperedge><endpoint node=\"a\"/><endpoint node=\"b\"/></hyperedge>"), 6, 1, "hyperedge", {"hyperedge"});
  expect_problem(with("<node id=\"c\"><port name=\"n\"/></node>"), 6, 14, "port", {"port"});
  expect_problem(with("<edge source=\"a\" target=\"b\" sourceport=\"n\"/>"), 6, 1, "port", {"sourceport"});
  expect_problem(with("<node id=\"c\"><graph edgedefault=\"directed\"><node id=\"d\"/></graph></node>"), 6, 14, "nested-graph",
                 {"graph inside a node"});
  expect_problem(with("<edge source=\"a\" target=\"b\"/>\n<edge source=\"a\" target=\"b\" directed=\"true\"/>\n"
                      "<edge source=\"a\" target=\"b\"/>"),
                 7, 1, "mixed-directions", {"mixed", "directed"});
  expect_problem("<graphml><graph edgedefault=\"directed\"/>\n<graph edgedefault=\"directed\"/></graphml>", 2, 1, "second-graph",
                 {"second graph"});
}

TEST(Graphml, WhatIsWrongIsNamedAtItsPlace) {
  expect_problem(with("<node id=\"a\"/>"), 6, 1, "duplicate-id", {"duplicate", "a", "number 1"});
  expect_problem(with("<node/>"), 6, 1, "missing-id", {"without an id"});
  expect_problem(with("<node id=\"\"/>"), 6, 1, "missing-id", {"without an id"});
  expect_problem(with("<edge source=\"a\"/>"), 6, 1, "missing-end", {"target"});
  expect_problem(with("\n<edge source=\"a\" target=\"ghost\"/>\n<edge source=\"b\" target=\"b\"/>"), 7, 1, "unknown-vertex",
                 {"target", "ghost"});
  expect_problem(with("<edge source=\"the ghost of a node\" target=\"a\"/>"), 6, 1, "unknown-vertex",
                 {"source", "the ghost of a node"});
  expect_problem(with("<edge source=\"a\" target=\"b\" directed=\"maybe\"/>"), 6, 1, "invalid-boolean", {"maybe"});
  expect_problem(with("<node id=\"c\"><data key=\"ghost\">1</data></node>"), 6, 14, "unknown-key", {"ghost", "not declared"});
  expect_problem(with("<node id=\"c\"><data key=\"w\">1</data></node>"), 6, 14, "wrong-key", {"w", "nodes"});
  expect_problem(with("<node id=\"c\"><data key=\"t\">1</data><data key=\"t\">2</data></node>"), 6, 36, "duplicate-value",
                 {"label", "2"});
  expect_problem(with("", "sideways"), 4, 1, "invalid-direction", {"sideways"});
  expect_problem(
      "<graphml>\n<key id=\"a\" for=\"node\"/>\n<key id=\"a\" for=\"edge\"/><graph edgedefault=\"directed\"/></graphml>", 3, 1,
      "duplicate-key", {"twice"});
  expect_problem("<graphml>\n<key for=\"node\"/><graph edgedefault=\"directed\"/></graphml>", 2, 1, "missing-id", {"key"});
  expect_problem("<graphml>\n<key id=\"a\" for=\"moon\"/><graph edgedefault=\"directed\"/></graphml>", 2, 1, "invalid-key",
                 {"moon"});
  expect_problem("<graphml></graphml>", 0, 0, "no-graph", {"no graph"});
}

TEST(Graphml, NumbersAreExactOrAProblem) {
  const auto weight = [](const std::string& text) {
    return with("<edge source=\"a\" target=\"b\"><data key=\"w\">" + text + "</data></edge>");
  };
  EXPECT_EQ(values_of(read(weight("123456789012345678")).of_edges("weight")), (words{"123456789012345678"}));
  EXPECT_EQ(values_of(read(weight("\n-0.50\t")).of_edges("weight")), (words{"-0.5"}));
  for (const char* bad : {"heavy", "NaN", "inf", "1,5", "0x10", "1e999", "1234567890123456789012"})
    expect_problem(weight(bad), 6, 29, "invalid-number", {bad});
  expect_problem(weight(""), 6, 29, "invalid-number", {"empty"});
  expect_problem(weight(" "), 6, 29, "invalid-number", {"empty"});
  const std::string whole =
      "<graphml><key id=\"i\" for=\"node\" attr.name=\"n\" attr.type=\"int\"/><graph edgedefault=\"directed\">\n"
      "<node id=\"a\"><data key=\"i\">1.5</data></node></graph></graphml>";
  expect_problem(whole, 2, 14, "invalid-number", {"1.5", "whole"});
}

TEST(Graphml, EveryProblemIsNamedUpToTheLimit) {
  std::string many;
  for (int i = 0; i < 30; ++i) many += "<node id=\"a\"/>\n";
  EXPECT_EQ(kit::problems_of(with(many), graph_format::graphml).size(), 30U);
  const auto few = kit::problems_of(with(many), graph_format::graphml, {.limits = {.problems = 4}});
  ASSERT_EQ(few.size(), 5U);
  EXPECT_THAT(few.back().message, HasSubstr("26 more"));
}

TEST(Graphml, ADefaultThatIsNoValueIsAProblemAndTwoDefaultsAre) {
  expect_problem(
      "<graphml><key id=\"i\" for=\"node\" attr.type=\"int\"><default>x</default></key>"
      "<graph edgedefault=\"directed\"><node id=\"a\"/></graph></graphml>",
      1, 49, "invalid-number", {"x"});
  expect_problem(
      "<graphml><key id=\"i\" for=\"node\" attr.type=\"int\"><default>1</default><default>2</default></key>"
      "<graph edgedefault=\"directed\"><node id=\"a\"/></graph></graphml>",
      1, 69, "duplicate-default", {"1", "2"});
}

TEST(Graphml, WhatIsWrittenReadsBackEqual) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const graph_document document = kit::random_document(seed, {});
    (void)kit::round_trip(document, graph_format::graphml, {.block_bytes = seed % 5 == 0 ? 1U : 100U});
    if (HasFailure()) FAIL() << "seed " << seed;
  }
}

TEST(Graphml, WhatItCannotHoldIsSaid) {
  const graph_document d = kit::random_document(3, {.spells = true, .outlines = true});
  graph_document full = d;
  full.time_format = "date";
  full.vertex_spells = {{0, "2010-01-01", ""}, {0, "", "2011-01-01"}};
  full.edge_spells = {{0, "2010-01-01", ""}};
  full.outlines.resize(full.vertices());
  full.vertex_attributes = {{"big", attribute_kind::integer}};
  for (std::size_t v = 0; v < full.vertices(); ++v) full.vertex_attributes[0].push_number({1, 40});
  const written_graph written = to_graph_text(full, graph_format::graphml);
  EXPECT_THAT(written.lost,
              ElementsAre("GraphML has no periods: 3 spells are left out", HasSubstr("has no outlines"), HasSubstr("64 bits")));
  EXPECT_EQ(values_of(read(written.bytes).of_vertices("big")), values_of(&full.vertex_attributes[0]));
}

TEST(Graphml, ACharacterThatXmlCannotHoldIsRefusedWithItsPlace) {
  graph_document d;
  d.ids.push_back("a");
  d.ids.push_back("b");
  d.vertex_attributes = {{"label"}};
  d.vertex_attributes[0].push_text("fine");
  d.vertex_attributes[0].push_text("bell\x07");
  try {
    (void)to_graph_text(d, graph_format::graphml);
    FAIL() << "written";
  } catch (const input_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("U+0007"));
    EXPECT_THAT(e.what(), HasSubstr("label of vertex 1"));
  }
  for (const char* bad : {"\xEF\xBF\xBE", "\xff", "\xED\xA0\x80", "\x1f"}) {
    graph_document id;
    id.ids.push_back(bad);
    EXPECT_THROW((void)to_graph_text(id, graph_format::graphml), input_error) << printable(bad);
  }
}

TEST(Graphml, TheEmptyGraphIsWrittenAndRead) {
  for (const bool directed : {false, true}) {
    graph_document empty;
    empty.directed = directed;
    (void)kit::round_trip(empty, graph_format::graphml);
  }
}

}  // namespace
}  // namespace coopgraph
