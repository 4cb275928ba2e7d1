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

graph_document read(const std::string& bytes) { return parse_graph(bytes, "x.xml", graph_format::gexf); }

/// A file whose graph has these attributes and holds that.
std::string graph(const std::string& attributes, const std::string& inside) {
  return "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\"><graph " + attributes + ">\n" + inside + "\n</graph></gexf>";
}
/// With two nodes a and b and these edges.
std::string with_edges(const std::string& edges, const std::string& attributes = "") {
  return graph(attributes, "<nodes><node id=\"a\"/><node id=\"b\"/></nodes>\n<edges>\n" + edges + "\n</edges>");
}
std::string with_nodes(const std::string& nodes, const std::string& attributes = "", const std::string& before = "") {
  return graph(attributes, before + "<nodes>\n" + nodes + "\n</nodes>");
}

void expect_problem(const std::string& bytes, std::size_t line, std::size_t column, const std::string& code, const words& said) {
  kit::expect_problem(bytes, graph_format::gexf, line, column, code, said);
}

TEST(Gexf, NodesEdgesAndTheirAttributesAreReadAsTheyStand) {
  const graph_document d = read(R"(<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">
  <meta lastmodifieddate="2009-03-20"><creator>Gexf.net</creator><description>A web network</description></meta>
  <graph defaultedgetype="directed" mode="static" idtype="string">
    <attributes class="node">
      <attribute id="0" title="url" type="string"/>
      <attribute id="1" title="indegree" type="float"/>
      <attribute id="2" title="frog" type="boolean"><default>true</default></attribute>
    </attributes>
    <attributes class="edge"><attribute id="0" title="since" type="integer"/></attributes>
    <nodes count="2">
      <node id="0" label="Gephi"><attvalues><attvalue for="0" value="https://gephi.org"/><attvalue for="1" value="1"/></attvalues>
        <viz:color r="239" g="173" b="66" a="0.6"/><viz:position x="15.8" y="40.1"/><viz:size value="2.0375757"/></node>
      <node id="1" label="RTGI"><attvalues><attvalue for="2" value="false"/></attvalues></node>
    </nodes>
    <edges>
      <edge id="e0" source="0" target="1" weight="2.5" label="cites" kind="k"><attvalues><attvalue for="0" value="2001"/></attvalues></edge>
      <edge id="e1" source="1" target="1" weight="1"/>
    </edges>
  </graph>
</gexf>)");
  EXPECT_TRUE(d.directed);
  EXPECT_EQ(texts_of(d.ids), (words{"0", "1"}));
  EXPECT_EQ(texts_of(d.edge_ids), (words{"e0", "e1"}));
  EXPECT_EQ(d.edges, (edge_list{{0, 1}, {1, 1}}));
  EXPECT_EQ(values_of(d.of_vertices("label")), (words{"Gephi", "RTGI"}));
  EXPECT_EQ(values_of(d.of_vertices("url")), (words{"https://gephi.org", "-"}));
  EXPECT_EQ(values_of(d.of_vertices("indegree")), (words{"1", "-"}));
  EXPECT_EQ(values_of(d.of_vertices("frog")), (words{"true", "false"}));
  EXPECT_EQ(values_of(d.of_vertices("viz.color.r")), (words{"239", "-"}));
  EXPECT_EQ(values_of(d.of_vertices("viz.color.a")), (words{"0.6", "-"}));
  EXPECT_EQ(values_of(d.of_vertices("viz.y")), (words{"40.1", "-"}));
  EXPECT_EQ(values_of(d.of_vertices("viz.size")), (words{"2.0375757", "-"}));
  EXPECT_EQ(values_of(d.of_edges("weight")), (words{"2.5", "1"}));
  EXPECT_EQ(values_of(d.of_edges("label")), (words{"cites", "-"}));
  EXPECT_EQ(values_of(d.of_edges("kind")), (words{"k", "-"}));
  EXPECT_EQ(values_of(d.of_edges("since")), (words{"2001", "-"}));
  ASSERT_EQ(d.about.size(), 3U);
  EXPECT_EQ(d.about[0].name + '=' + d.about[0].text_of(0), "lastmodifieddate=2009-03-20");
  EXPECT_EQ(d.about[2].name + '=' + d.about[2].text_of(0), "description=A web network");
  EXPECT_THAT(d.notes, IsEmpty());
  EXPECT_EQ(kit::difference(d, kit::round_trip(d, graph_format::gexf)), "");
}

TEST(Gexf, SpellsOfNodesAndEdgesAreRead) {
  const graph_document d = read(graph("mode=\"dynamic\" timeformat=\"date\"", R"(<nodes>
<node id="a" start="2009-03-01"/><node id="b" startopen="2010" endopen="2011-05"/>
<node id="c"><spells><spell end="2009-03-05"/><spell start="2010-01-01" end="2010-02-01"/><spell/></spells></node>
</nodes><edges><edge source="a" target="b"/><edge source="a" target="c" start="2009-01-01" end="2012-01-01"/></edges>)"));
  EXPECT_EQ(d.time_format, "date");
  EXPECT_EQ(d.vertex_spells, (std::vector<spell>{{0, "2009-03-01", ""},
                                                 {1, "2010", "2011-05", true, true},
                                                 {2, "", "2009-03-05"},
                                                 {2, "2010-01-01", "2010-02-01"},
                                                 {2, "", ""}}));
  EXPECT_EQ(d.edge_spells, (std::vector<spell>{{1, "2009-01-01", "2012-01-01"}}));
}

TEST(Gexf, ATimestampIsASpellOfAMomentAndInfinityIsNoEnd) {
  const graph_document d = read(graph("mode=\"dynamic\" timerepresentation=\"timestamp\"",
                                      "<nodes><node id=\"a\"><spells><spell timestamp=\"2.5\"/></spells></node>"
                                      "<node id=\"b\" start=\"-Infinity\" end=\"7\"/></nodes>"));
  EXPECT_EQ(d.time_format, "double");
  EXPECT_EQ(d.vertex_spells, (std::vector<spell>{{0, "2.5", "2.5"}, {1, "", "7"}}));
}

TEST(Gexf, SpellsCountMoreThanTheStartAndEndThatCoverThem) {
  const graph_document d =
      read(with_nodes("<node id=\"a\" start=\"1\" end=\"9\"><spells><spell start=\"1\" end=\"2\"/><spell start=\"8\" "
                      "end=\"9\"/></spells></node>"));
  EXPECT_EQ(d.vertex_spells, (std::vector<spell>{{0, "1", "2"}, {0, "8", "9"}}));
  EXPECT_THAT(d.notes, ElementsAre(HasSubstr("1 elements state spells and a start")));
}

TEST(Gexf, TheTimeFormatIsTakenFromTheTimesWhereItIsNotStated) {
  const auto format = [](const std::string& start) {
    return read(with_nodes("<node id=\"a\" start=\"" + start + "\"/>")).time_format;
  };
  EXPECT_EQ(format("2009.5"), "double");
  EXPECT_EQ(format("2009-03-01"), "date");
  EXPECT_EQ(format("2009-03-01T10:00:00+02:00"), "dateTime");
  EXPECT_EQ(read(with_nodes("<node id=\"a\"/>", "timeformat=\"date\"")).time_format, "");
}

TEST(Gexf, WhatIsNoTimeIsAProblem) {
  const auto node = [](const std::string& rest) { return "<node id=\"a\" " + rest + "/>"; };
  expect_problem(with_nodes(node("start=\"soon\"")), 3, 1, "invalid-time", {"soon"});
  expect_problem(with_nodes(node("start=\"2009-02-30\""), "timeformat=\"date\""), 3, 1, "invalid-time", {"2009-02-30", "date"});
  expect_problem(with_nodes(node("start=\"2009-01-01T25:00:00\""), "timeformat=\"dateTime\""), 3, 1, "invalid-time", {"25:00"});
  expect_problem(with_nodes(node("start=\"1.5\""), "timeformat=\"integer\""), 3, 1, "invalid-time", {"1.5", "integer"});
  expect_problem(with_nodes(node("start=\"2009-01-01\""), "timeformat=\"double\""), 3, 1, "invalid-time", {"number"});
  expect_problem(with_nodes(node("start=\"2\" end=\"1\"")), 3, 1, "invalid-time", {"from 2 to 1"});
  expect_problem(with_nodes(node("start=\"2010-02-01\" end=\"2010-01\"")), 3, 1, "invalid-time", {"not before"});
  expect_problem(with_nodes(node(""), "timeformat=\"lunar\""), 1, 49, "invalid-timeformat", {"lunar"});
}

TEST(Gexf, AValueForATimeIsKeptAndOneThatChangesIsNot) {
  const graph_document d = read(
      with_nodes(R"(<node id="a"><attvalues><attvalue for="0" value="1" start="2001"/></attvalues></node>
<node id="b"><attvalues><attvalue for="0" value="1" end="2001"/><attvalue for="0" value="2" start="2001" end="2002"/>
<attvalue for="0" value="3" start="2002"/></attvalues></node>
<node id="c"><attvalues><attvalue for="0" value="4"/></attvalues></node>)",
                 "mode=\"dynamic\"",
                 "<attributes class=\"node\" mode=\"dynamic\"><attribute id=\"0\" title=\"x\" type=\"integer\"/></attributes>"));
  EXPECT_EQ(values_of(d.of_vertices("x")), (words{"1", "-", "4"}));
  EXPECT_THAT(d.notes,
              ElementsAre(HasSubstr("1 values hold for a part of the time"), HasSubstr("3 values of attributes that change")));
}

TEST(Gexf, NodesInsideNodesHaveThemAsTheirParent) {
  const graph_document d =
      read(graph("", R"(<nodes><node id="a"><attvalues/><nodes><node id="b"><nodes><node id="c" pid="a"/></nodes></node>
<node id="d"/></nodes><edges><edge source="b" target="d"/></edges></node><node id="e" pid="d"/></nodes>
<edges><edge source="a" target="e"/></edges>)"));
  EXPECT_EQ(texts_of(d.ids), (words{"a", "b", "c", "d", "e"}));
  EXPECT_EQ(values_of(d.of_vertices("parent")), (words{"-", "a", "a", "a", "d"}));
  EXPECT_EQ(d.edges, (edge_list{{1, 3}, {0, 4}}));
  (void)kit::round_trip(d, graph_format::gexf);
  expect_problem(with_nodes("<node id=\"a\" pid=\"ghost\"/>"), 0, 0, "unknown-vertex", {"parent", "ghost"});
  expect_problem(with_nodes("<node id=\"a\"><nodes><node id=\"b\"/></nodes>\n<attvalues/></node>"), 4, 1, "order", {"behind"});
}

TEST(Gexf, AnEdgeWithoutAWeightCountsAsOneWhereOthersHaveOne) {
  const graph_document d =
      read(with_edges("<edge source=\"a\" target=\"b\"/><edge source=\"a\" target=\"b\" weight=\"3\"/>"
                      "<edge source=\"a\" target=\"b\"/>"));
  EXPECT_EQ(values_of(d.of_edges("weight")), (words{"1", "3", "1"}));
  EXPECT_THAT(d.notes, ElementsAre(HasSubstr("2 edges have no weight")));
  EXPECT_EQ(read(with_edges("<edge source=\"a\" target=\"b\"/>")).of_edges("weight"), nullptr);
}

TEST(Gexf, EdgesHaveOneDirection) {
  EXPECT_FALSE(read(with_edges("<edge source=\"a\" target=\"b\"/>")).directed);
  EXPECT_TRUE(read(with_edges("<edge source=\"a\" target=\"b\" type=\"directed\"/>")).directed);
  EXPECT_TRUE(read(with_edges("", "defaultedgetype=\"directed\"")).directed);
  expect_problem(with_edges("<edge source=\"a\" target=\"b\"/>\n<edge source=\"a\" target=\"b\" type=\"directed\"/>"), 5, 1,
                 "mixed-directions", {"mixed"});
  expect_problem(with_edges("<edge source=\"a\" target=\"b\" type=\"mutual\"/>"), 4, 1, "mutual-edge", {"two directed"});
  expect_problem(with_edges("<edge source=\"a\" target=\"b\" type=\"odd\"/>"), 4, 1, "invalid-direction", {"odd"});
}

TEST(Gexf, WhatIsWrongIsNamedAtItsPlace) {
  const std::string declared = "<attributes class=\"node\"><attribute id=\"0\" title=\"x\" type=\"integer\"/></attributes>";
  const auto value = [&](const std::string& attribute) {
    return with_nodes("<node id=\"a\"><attvalues><attvalue " + attribute + "/></attvalues></node>", "", declared);
  };
  expect_problem(value("for=\"1\" value=\"3\""), 3, 25, "unknown-attribute", {"1", "node"});
  expect_problem(value("for=\"0\""), 3, 25, "missing-value", {"without a value"});
  expect_problem(value("for=\"0\" value=\"x\""), 3, 25, "invalid-number", {"x"});
  expect_problem(value("for=\"0\" value=\"1.5\""), 3, 25, "invalid-number", {"whole"});
  expect_problem(value("for=\"0\" value=\"1\"/><attvalue for=\"0\" value=\"2\""), 3, 54, "duplicate-value", {"2"});
  expect_problem(with_nodes("<node id=\"a\"/><node id=\"a\"/>"), 3, 15, "duplicate-id", {"duplicate", "a"});
  expect_problem(with_nodes("<node label=\"a\"/>"), 3, 1, "missing-id", {"id"});
  expect_problem(with_edges("<edge source=\"a\" target=\"c\"/>"), 4, 1, "unknown-vertex", {"c"});
  expect_problem(with_edges("<edge target=\"a\"/>"), 4, 1, "missing-end", {"source"});
  expect_problem(with_edges("<edge source=\"a\" target=\"b\" weight=\"NaN\"/>"), 4, 1, "invalid-number", {"weight", "NaN"});
  expect_problem(with_nodes("", "", "<attributes class=\"edge\"><attribute id=\"0\"/>\n<attribute id=\"0\"/></attributes>"), 3, 1,
                 "duplicate-id", {"twice"});
  expect_problem(graph("", "<attributes class=\"planet\"/>"), 2, 1, "invalid-class", {"planet"});
  expect_problem("<gexf><graph/>\n<graph/></gexf>", 2, 1, "second-graph", {"second"});
  expect_problem("<gexf/>", 0, 0, "no-graph", {"no graph"});
  expect_problem("<graphml/>", 1, 1, "not-gexf", {"graphml", "GraphML"});
  kit::expect_problem("<gexf/>", graph_format::graphml, 1, 1, "not-graphml", {"gexf", "GEXF"});
}

TEST(Gexf, ADeclaredAttributeGivesWayToWhatGexfItselfSays) {
  const graph_document d =
      read(with_nodes("<node id=\"a\" label=\"A\"><attvalues><attvalue for=\"0\" value=\"other\"/></attvalues></node>", "",
                      "<attributes class=\"node\"><attribute id=\"0\" title=\"label\" type=\"string\"/></attributes>"));
  EXPECT_EQ(values_of(d.of_vertices("label")), (words{"A"}));
  EXPECT_EQ(values_of(d.of_vertices("label (attribute)")), (words{"other"}));
  EXPECT_THAT(d.notes, ElementsAre(HasSubstr("label (attribute)")));
}

// What networkx 2.8.8 writes as version 1.2draft, shortened.
TEST(Gexf, AFileOfNetworkxIsRead) {
  const graph_document d = read(R"(<?xml version='1.0' encoding='utf-8'?>
<gexf xmlns:viz="http://www.gexf.net/1.2draft/viz" xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
  <meta lastmodifieddate="2026-11-26">
    <creator>NetworkX 2.8.8</creator>
  </meta>
  <graph defaultedgetype="directed" mode="dynamic" name="">
    <attributes mode="dynamic" class="node">
      <attribute id="1" title="pop" type="long" />
    </attributes>
    <attributes mode="static" class="node">
      <attribute id="0" title="pop" type="long" />
    </attributes>
    <nodes>
      <node id="a" label="A" start="2010-01-01" end="2012-01-01">
        <viz:color r="1" g="2" b="3" a="0.5" />
        <attvalues>
          <attvalue for="0" value="3" />
        </attvalues>
      </node>
      <node id="b" label="b">
        <attvalues>
          <attvalue for="1" value="1" start="2010" end="2011" />
          <attvalue for="1" value="2" start="2011" />
        </attvalues>
      </node>
    </nodes>
    <edges>
      <edge source="a" target="b" id="x1" label="L" weight="2.5" />
    </edges>
  </graph>
</gexf>
)");
  EXPECT_EQ(values_of(d.of_vertices("pop")), (words{"3", "-"}));
  EXPECT_EQ(d.vertex_spells, (std::vector<spell>{{0, "2010-01-01", "2012-01-01"}}));
  EXPECT_EQ(values_of(d.of_edges("weight")), (words{"2.5"}));
  EXPECT_THAT(d.notes, ElementsAre(HasSubstr("2 values of attributes that change")));
}

TEST(Gexf, WhatIsWrittenReadsBackEqual) {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const graph_document document = kit::random_document(seed, {.about = false, .spells = true});
    (void)kit::round_trip(document, graph_format::gexf, {.block_bytes = seed % 5 == 0 ? 1U : 100U});
    if (HasFailure()) FAIL() << "seed " << seed;
  }
}

attribute_column column(const std::string& name, attribute_kind kind, const std::vector<std::string>& values) {
  attribute_column a{name, kind};
  for (const std::string& value : values) {
    if (value == "-")
      a.push_missing();
    else if (kind == attribute_kind::text)
      a.push_text(value);
    else
      a.push_number(parse_decimal(value).value);
  }
  return a;
}

graph_document pair_of_edges() {
  graph_document d;
  for (const char* id : {"a", "b"}) d.ids.push_back(id);
  d.edges = {{0, 1}, {1, 1}};
  return d;
}

TEST(Gexf, ItsOwnPlacesAreUsedForAttributesOfTheirNames) {
  graph_document d = pair_of_edges();
  d.about = {column("creator", attribute_kind::text, {"<me>"}), column("timezone", attribute_kind::text, {"Asia/Ho_Chi_Minh"})};
  d.vertex_attributes = {
      column("label", attribute_kind::text, {"A\n", "-"}),   column("parent", attribute_kind::text, {"-", "a"}),
      column("x", attribute_kind::integer, {"1", "-"}),      column("viz.color.r", attribute_kind::integer, {"3", "4"}),
      column("viz.x", attribute_kind::number, {"-", "0.5"}), column("viz.y", attribute_kind::number, {"2", "0.5"})};
  d.edge_attributes = {column("weight", attribute_kind::number, {"2", "0.1"}), column("kind", attribute_kind::text, {"-", "k"}),
                       column("viz.thickness", attribute_kind::number, {"7", "-"})};
  const std::string bytes = to_graph_text(d, graph_format::gexf).bytes;
  for (const char* part : {"label=\"A&#10;\"", "pid=\"a\"", "<viz:color r=\"3\"/>", "<viz:position x=\"0.5\" y=\"0.5\"/>",
                           "weight=\"0.1\"", "kind=\"k\"", "<viz:thickness value=\"7\"/>", "<creator>&lt;me&gt;</creator>"})
    EXPECT_THAT(bytes, HasSubstr(part));
  (void)kit::round_trip(d, graph_format::gexf);
}

TEST(Gexf, AttributesThatDoNotFitItsOwnPlacesAreDeclared) {
  graph_document d = pair_of_edges();
  d.vertex_attributes = {
      column("label", attribute_kind::number, {"1", "2"}), column("parent", attribute_kind::text, {"-", "nobody"}),
      column("viz.size", attribute_kind::text, {"big", "-"}), column("huge", attribute_kind::integer, {"1e30", "-"})};
  d.edge_attributes = {column("weight", attribute_kind::number, {"2", "-"}), column("label", attribute_kind::text, {"-", "-"})};
  (void)kit::round_trip(d, graph_format::gexf);
}

TEST(Gexf, WhatItCannotHoldIsSaid) {
  graph_document d = pair_of_edges();
  d.about = {column("title of my own", attribute_kind::text, {"x"}), column("description", attribute_kind::text, {"x"}),
             column("lastmodifieddate", attribute_kind::text, {"2020-01-01"})};
  d.vertex_attributes = {column("x", attribute_kind::integer, {"1", "2"}), column("label", attribute_kind::text, {"A", "B"})};
  d.edge_attributes = {column("weight", attribute_kind::integer, {"1", "2"})};
  d.outlines.resize(2);
  const written_graph written = to_graph_text(d, graph_format::gexf);
  EXPECT_THAT(written.lost,
              ElementsAre(HasSubstr("title of my own"), HasSubstr("the order of it"), HasSubstr("order of those of the vertices"),
                          HasSubstr("whole numbers"), HasSubstr("outlines")));
  const graph_document back = read(written.bytes);
  EXPECT_EQ(values_of(back.of_edges("weight")), (words{"1", "2"}));
  EXPECT_EQ(values_of(back.of_vertices("label")), (words{"A", "B"}));
  EXPECT_EQ(back.about.size(), 2U);
}

TEST(Gexf, SpellsOfNoTimeFormatAreRefused) {
  graph_document d = pair_of_edges();
  d.time_format = "integer";
  d.edge_spells = {{1, "2009-01-01", ""}};
  EXPECT_THROW((void)to_graph_text(d, graph_format::gexf), input_error);
  d.edge_spells[0].start = "2009";
  for (const char* format : {"", "lunar"}) {
    d.time_format = format;
    EXPECT_THROW((void)to_graph_text(d, graph_format::gexf), input_error) << format;
  }
  d.time_format = "date";
  (void)kit::round_trip(d, graph_format::gexf);
}

TEST(Gexf, TheEmptyGraphIsWrittenAndRead) {
  for (const bool directed : {false, true}) {
    graph_document empty;
    empty.directed = directed;
    (void)kit::round_trip(empty, graph_format::gexf);
  }
}

}  // namespace
}  // namespace coopgraph
