// SPDX-License-Identifier: BSL-1.0
#include "io/xml_kit.hpp"

#include "report/scratch_folder.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using kit::words;
using ::testing::HasSubstr;

constexpr graph_format graphml = graph_format::graphml;

std::string file(const std::string& inside) {
  return "<graphml>\n<key id=\"t\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n<graph edgedefault=\"directed\">\n" +
         inside + "\n</graph></graphml>\n";
}
void expect_problem(const std::string& bytes, std::size_t line, std::size_t column, const std::string& code, const words& said) {
  kit::expect_problem(bytes, graphml, line, column, code, said);
}

TEST(Xml, DocumentTypesAreRefusedBeforeAnythingOfThemIsRead) {
  const std::string body = file("<node id=\"a\"><data key=\"t\">&a;</data></node>");
  expect_problem("<!DOCTYPE g [<!ENTITY a \"" + std::string(10'000, 'x') + "\">]>\n" + body, 1, 13, "dtd", {"DTD", "DOCTYPE"});
  expect_problem("<?xml version=\"1.0\"?>\n<!DOCTYPE g SYSTEM \"file:///etc/hostname\">\n" + body, 2, 42, "dtd", {"DTD"});
  expect_problem("<!DOCTYPE g SYSTEM \"http://127.0.0.1:9/x.dtd\">" + body, 1, 46, "dtd", {"DTD"});
  expect_problem("<!DOCTYPE html>\n<html><body>404</body></html>", 1, 15, "html", {"HTML page"});
  expect_problem("<html><body>404</body></html>", 1, 1, "not-graphml", {"HTML page"});
}

TEST(Xml, AnEntityThatXmlDoesNotKnowIsRefused) {
  expect_problem(file("<node id=\"a\"><data key=\"t\">&nbsp;</data></node>"), 4, 28, "invalid-xml", {"entity"});
}

TEST(Xml, OnlyUtf8IsRead) {
  expect_problem("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + file(""), 1, 1, "encoding", {"encoding", "UTF-16", "iconv"});
  expect_problem("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + file("<node id=\"\xe9\"/>"), 1, 1, "encoding",
                 {"ISO-8859-1"});
  for (const char* fine : {"UTF-8", "utf-8", "US-ASCII"})
    EXPECT_EQ(
        parse_graph("<?xml version=\"1.0\" encoding=\"" + std::string(fine) + "\"?>" + file("<node id=\"é\"/>"), "x", graphml)
            .vertices(),
        1U);
  const auto bad = kit::problems_of(file("<node id=\"a\"/>\n<node id=\"\xff\"/>"), graphml);
  ASSERT_EQ(bad.size(), 1U);
  EXPECT_EQ(bad[0].where.line, 5U);
  EXPECT_EQ(bad[0].where.column, 11U);
  EXPECT_THAT(bad[0].message, HasSubstr("UTF-8"));
  const auto nul = kit::problems_of(file("<node id=\"a") + std::string(1, '\0'), graphml);
  ASSERT_EQ(nul.size(), 1U);
}

TEST(Xml, AFileMayCallItselfXml11) {
  EXPECT_EQ(parse_graph("<?xml version=\"1.1\" encoding=\"UTF-8\"?>" + file("<node id=\"a\"/>"), "x", graphml).vertices(), 1U);
}

TEST(Xml, AByteOrderMarkIsNoPartOfTheText) {
  EXPECT_EQ(parse_graph("\xEF\xBB\xBF<?xml version=\"1.0\"?>" + file("<node id=\"a\"/>"), "x", graphml).vertices(), 1U);
}

TEST(Xml, AFileThatIsCutOffIsRefusedWhereItEnds) {
  const std::string whole = file("<node id=\"a\"><data key=\"t\"><![CDATA[x < y]]></data></node>");
  ASSERT_EQ(parse_graph(whole, "x", graphml).vertices(), 1U);
  for (std::size_t size = 1; size + 2 < whole.size(); ++size) {
    const auto found = kit::problems_of(whole.substr(0, size), graphml, {.block_bytes = size % 3 + 1});
    ASSERT_EQ(found.size(), 1U) << size;
    EXPECT_EQ(found[0].code, "unexpected-end") << size << to_line(found[0]);
  }
  expect_problem(whole.substr(0, whole.find("</data>")), 4, 45, "unexpected-end", {"<data> is not closed"});
  expect_problem("", 1, 1, "empty-file", {"empty", "ends"});
  expect_problem(" \n", 2, 1, "unexpected-end", {"no complete root"});
}

TEST(Xml, WhatIsNoXmlIsRefusedInPlainWords) {
  expect_problem("a,b\n1,2\n", 1, 1, "invalid-xml", {"no XML"});
  expect_problem("<graphml></graph></graphml>", 1, 12, "invalid-xml", {"end tag"});
  expect_problem("<graphml a=\"1\" a=\"2\"/>", 1, 16, "invalid-xml", {"twice"});
  expect_problem("<graphml/>x", 1, 11, "invalid-xml", {"behind the end"});
  expect_problem("\n<?xml version=\"1.0\"?><graphml/>", 2, 1, "invalid-xml", {"very beginning"});
  expect_problem(file("<node id=\"a\" label=\"x & y\"/>"), 4, 24, "invalid-xml", {"&amp;"});
  expect_problem(file("<node id=\"a\"><data key=\"t\">&#0;</data></node>"), 4, 28, "invalid-xml", {"by number"});
  const auto archive = kit::problems_of("PK\x03\x04 and more", graphml);
  ASSERT_EQ(archive.size(), 1U);
  EXPECT_THAT(archive[0].message, HasSubstr("ZIP"));
}

TEST(Xml, NestingIsLimitedWhateverItIs) {
  std::string deep;
  for (int i = 0; i < 50'000; ++i) deep += "<node id=\"n\"><graph edgedefault=\"directed\">";
  kit::expect_limit("<graphml><graph edgedefault=\"directed\">" + deep, graphml, {}, {"x.xml:1", "depth", "64"});
  std::string foreign;
  for (int i = 0; i < 50'000; ++i) foreign += "<x>";
  kit::expect_limit("<graphml>" + foreign, graphml, {}, {"depth"});
  kit::expect_limit("<graphml><graph/></graphml>", graphml, {.limits = {.depth = 1}}, {"depth"});
}

TEST(Xml, TextsTagsAndAttributesAreLimitedBeforeTheyTakeMemory) {
  const std::string long_text(3'000'000, 'x');
  const std::string text_limit = "65536 (text-bytes)";
  kit::expect_limit(file("<node id=\"a\"><data key=\"t\">" + long_text), graphml, {}, {"text", text_limit});
  kit::expect_limit(file("<node id=\"" + long_text.substr(0, 70'000) + "\"/>"), graphml, {},
                    {"value of an attribute", text_limit});
  kit::expect_limit(file("<node id=\"" + long_text), graphml, {}, {"limit of 1048576"});
  kit::expect_limit(file("<!--" + long_text), graphml, {}, {"comment", "limit of 1048576"});
  std::string attributes;
  for (int i = 0; i < 200'000; ++i) attributes += " a" + std::to_string(i) + "=\"1\"";
  kit::expect_limit(file("<node id=\"a\"" + attributes + "/>"), graphml, {}, {"attributes", "limit"});
  kit::expect_limit(file("<node id=\"a\"" + attributes.substr(0, attributes.find(" a257")) + "/>"), graphml, {},
                    {"attributes", "256"});
  std::string names;
  for (int i = 0; i < 60'000; ++i) names += "<n" + std::to_string(i) + "/>";
  kit::expect_limit(file(names), graphml, {.limits = {.text_bytes = 1000}}, {"names of elements", "memory"});
}

TEST(Xml, ElementsAndValuesAreLimited) {
  const std::string two =
      file("<node id=\"a\"/><node id=\"b\"/><edge source=\"a\" target=\"b\"/><edge source=\"a\" target=\"b\"/>");
  kit::expect_limit(two, graphml, {.limits = {.vertices = 1}}, {"vertices", "1"});
  kit::expect_limit(two, graphml, {.limits = {.edges = 1}}, {"edges", "1"});
  kit::expect_limit(two, graphml, {.limits = {.values = 1}}, {"values", "vertices"});
  kit::expect_limit(two, graphml, {.limits = {.file_bytes = 20}}, {"file"});
  kit::expect_limit("<graphml><key id=\"a\"/><key id=\"b\"/></graphml>", graphml, {.limits = {.attributes = 1}}, {"attributes"});
  EXPECT_EQ(parse_graph(two, "x", graphml, {.limits = {.vertices = 2, .edges = 2}}).edges.size(), 2U);
  kit::expect_limit(
      "<graphml><graph><node id=\"a\"/><node id=\"b\"/></graph><key id=\"k\" for=\"node\" attr.name=\"k\"/></graphml>", graphml,
      {.limits = {.values = 1}}, {"values", "vertices"});
  const std::string gexf =
      "<gexf><graph><nodes><node id=\"a\" label=\"1\"/><node id=\"b\" label=\"2\"/></nodes><edges/></graph></gexf>";
  kit::expect_limit(gexf, graph_format::gexf, {.limits = {.values = 1}}, {"values"});
  kit::expect_limit("<gexf><graph><nodes><node id=\"a\"><spells><spell/><spell/></spells></node></nodes></graph></gexf>",
                    graph_format::gexf, {.limits = {.values = 1}}, {"spells"});
}

TEST(Xml, BlocksOfAnySizeAndFilesReadAlike) {
  const graph_document document = kit::random_document(11, {.most_vertices = 200});
  const std::string bytes = to_graph_text(document, graphml).bytes;
  const test::scratch_folder folder;
  test::spill(folder / "g.graphml", bytes);
  for (const std::size_t block : {1U, 7U, 64U, 4096U, 1U << 20}) {
    EXPECT_EQ(kit::difference(parse_graph(bytes, "x", graphml, {.block_bytes = block}), document), "") << block;
    EXPECT_EQ(kit::difference(read_graph_file(folder / "g.graphml", graphml, {.block_bytes = block}), document), "") << block;
  }
}

TEST(Xml, ALongTagIsReadInLinearTimeFromSmallBlocks) {
  const std::string id(60'000, 'x');
  EXPECT_EQ(parse_graph(file("<node id=\"" + id + "\"/>"), "x", graphml, {.block_bytes = 1}).ids[0], id);
}

TEST(Xml, ARequestToStopIsHeard) {
  std::stop_source source;
  source.request_stop();
  EXPECT_THROW((void)parse_graph(file("<node id=\"a\"/>"), "x", graphml, {.run = {.stop = source.get_token()}}), cancelled);
}

TEST(Xml, NoTextOfAFileReachesATerminalUnprinted) {
  const auto found = kit::problems_of(
      file("<node id=\"a\"/><node id=\"\u202e&#10;\"/><edge source=\"\u202e&#10;\" target=\"\u202e\"/>"), graphml);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_THAT(found[0].message, HasSubstr("\\u{202e}"));
}

TEST(Xml, FormatsAreKnownByNameAndExtension) {
  EXPECT_EQ(graph_format_of("a/b.GraphML"), graph_format::graphml);
  EXPECT_EQ(graph_format_of("a.xml"), graph_format::graphml);
  EXPECT_EQ(graph_format_of("a.gexf"), graph_format::gexf);
  EXPECT_EQ(graph_format_named("gexf"), graph_format::gexf);
  EXPECT_EQ(name_of(graph_format::graphml), "graphml");
}

}  // namespace
}  // namespace coopgraph
