// SPDX-License-Identifier: BSL-1.0
// The fuzz target of graph files on a few thousand inputs that are the same in every run: a small file of each format with its
// bytes and lines changed. It aborts where what was accepted is not read again as the same.
#include "fuzz/graph_file_harness.hpp"
#include "support/rounds.hpp"
#include "support/text_mutator.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace coopgraph {
namespace {

/// What words, texts and numbers may break at.
constexpr std::array<std::string_view, 29> specials{"\"",     "\\",        "\n",  "\r\n",  "\r",  std::string_view("\0", 1),
                                                    "\xFF",   "\xC3",      "\t",  " ",     "'",   "<",
                                                    "&",      "[1-2]",     "-0",  "1e999", "NaN", "0",
                                                    "1.0",    "999999999", "%",   "*",     ":",   "\x1b",
                                                    "\u202e", " a 1",      "{\"", "]]>",   "true"};

struct seed_file {
  const char* name;
  char format;  ///< the letter that the target knows it by
  const char* bytes;
};

constexpr seed_file seeds[] = {
    {"graphml", 'a',
     "<graphml><key id=\"w\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/><key id=\"n\" for=\"node\" "
     "attr.name=\"name\" attr.type=\"string\"/><graph edgedefault=\"directed\"><node id=\"a\"><data key=\"n\">Hà &lt;Nội&gt;"
     "</data></node><node id=\"b\"/><edge id=\"e\" source=\"a\" target=\"b\"><data "
     "key=\"w\">1.5</data></edge></graph></graphml>"},
    {"gexf", 'b',
     "<gexf version=\"1.3\"><graph timeformat=\"date\"><attributes class=\"node\"><attribute id=\"0\" title=\"pop\" "
     "type=\"integer\"/></attributes><nodes><node id=\"a\" label=\"A\" start=\"2010-01-01\"><attvalues><attvalue for=\"0\" "
     "value=\"8\"/></attvalues></node><node id=\"b\"/></nodes><edges><edge id=\"e\" source=\"a\" target=\"b\" weight=\"2\">"
     "<spells><spell start=\"2016-01-01\" end=\"2020-12-31\"/></spells></edge></edges></graph></gexf>"},
    {"gml", 'd',
     "graph [ directed 1 node [ id 5 label \"a&#233;\" g [ x 1.5 ] ] node [ id 6 ] edge [ source 5 target 5 id 1 w 2 ] ]"},
    {"dot", 'e', "strict digraph \"g\" { node [x=1] a:p -> {b \"c\\\"d\"} [w=1.50]; subgraph s { d } t=2 /* c */ }"},
    {"geojson", 'h',
     "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{\"type\":\"Polygon\","
     "\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]},\"properties\":{\"pop\":1.5}},{\"type\":\"Feature\",\"id\":\"b\","
     "\"geometry\":{\"type\":\"Point\",\"coordinates\":[105.85,21.03]},\"properties\":{\"name\":\"Hà Nội\",\"city\":true}},"
     "{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[105.85,21.03]]},\"properties\":"
     "{\"source\":\"a\",\"target\":\"b\",\"weight\":2}}]}"},
    {"pajek", 'c',
     "*Network trade\n*Vertices 4 2\n1 \"Hà Nội\" 0.1 0.5 0.25 ellipse ic Red pop 8 code 01 [1-5,7-*]\n"
     "2 \"Huế\" 0.3 0.50 pop 2.5 coast true note \"two words\"\n4 Vinh box\n3 \"a\\\"b\nc\" label \"w\"\n"
     "*Arcs :1 \"trade\"\n1 2 5 l \"rice\" [3]\n2 3\n*Arcs :2\n3 3 2.50 c Blue\n1: 4 2 7\n"
     "*Partition regions\n*Vertices 4\n1\n1\n2\n2\n"},
    {"pajekMatrix", 'c', "*Vertices 2\n1 \"a\" vertex_id \"x\"\n2 \"a\" vertex_id \"y\"\n*Matrix\n0 1\n0.5 0\n"},
    {"matrixMarket", 'f',
     "%%MatrixMarket matrix coordinate real symmetric\n%id 1 \"Ha Noi\"\n%id 2 \"Hue\"\n%id 3 \"x\"\n3 3 3\n2 1 0.5\n3 3 1e3\n3 "
     "1 -4\n"},
    {"matrixMarketArray", 'f', "%%MatrixMarket matrix array integer general\n% comment\n2 2\n1\n0\n2\n-3\n"},
    {"dimacsMaximum", 'g', "c comment\np max 3 2\nc id 1 \"a\"\nc id 2 \"b\"\nc id 3 \"c\"\nn 1 s\nn 3 t\na 1 2 4\na 2 3 0.5\n"},
    {"dimacsMinimum", 'g', "p min 3 2\nn 1 4\nn 3 -4\na 1 2 0 4 2\na 2 3 1 -1 -3\n"},
};

/// The formats that a file is written in beside its own, one after the other.
char other_format(std::uint64_t k) { return static_cast<char>('a' + k % graph_formats().size()); }

class GraphFileShortFuzz : public ::testing::TestWithParam<seed_file> {};

TEST_P(GraphFileShortFuzz, ReadsChangedFilesAgainAsTheyWereReadOrRefusesThem) {
  const std::string whole = GetParam().bytes;
  for (std::uint64_t k = 0; k < graph_formats().size(); ++k)
    ASSERT_TRUE(fuzz::try_graph_file(std::string{GetParam().format, other_format(k)} + whole));
  const std::uint64_t rounds = test::rounds(2000);
  std::size_t accepted = 0;
  for (std::uint64_t seed = 0; seed < rounds; ++seed) {
    kit::text_mutator mutator(seed, specials);
    std::string bytes = whole;
    for (std::size_t times = 1 + mutator.below(3); times > 0 && !bytes.empty(); --times) {
      switch (mutator.below(6)) {
        case 0:
          mutator.flip_bit(bytes);
          break;
        case 1:
          mutator.swap_two(bytes);
          break;
        case 2:
        case 3:
          mutator.insert_special(bytes);
          break;
        default:
          mutator.change_line(bytes, whole);
      }
    }
    accepted += fuzz::try_graph_file(std::string{GetParam().format, other_format(seed)} + bytes) ? 1U : 0U;
  }
  EXPECT_GT(accepted, rounds / 50) << "enough must be accepted to be written and read again";
  EXPECT_LT(accepted, rounds * 19 / 20);
}

TEST_P(GraphFileShortFuzz, TakesAFileThatEndsAnywhere) {
  const std::string whole = GetParam().bytes;
  for (std::size_t size = 0; size < whole.size(); ++size)
    fuzz::try_graph_file(std::string{GetParam().format, other_format(size)} + whole.substr(0, size));
}

INSTANTIATE_TEST_SUITE_P(Formats, GraphFileShortFuzz, ::testing::ValuesIn(seeds),
                         [](const auto& which) { return std::string(which.param.name); });

}  // namespace
}  // namespace coopgraph
