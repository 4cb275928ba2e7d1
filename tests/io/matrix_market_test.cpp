// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/graph_file.hpp>

#include "io/line_formats_kit.hpp"
#include "support/rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using kit::all_of;
using kit::expect_round_trip;
using kit::values_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr graph_format mtx = graph_format::matrix_market;

graph_document matrix(std::string_view bytes) { return parse_graph(bytes, "f.mtx", mtx); }
std::string refusal(std::string_view bytes, const graph_file_options& options = {}) { return kit::refusal(bytes, mtx, options); }
std::string general(const std::string& lines) { return "%%MatrixMarket matrix coordinate real general\n" + lines; }

TEST(MatrixMarket, ReadsAGeneralMatrixAsADirectedGraph) {
  const auto d = matrix(general("% a comment\n%\n3 3 4\n1 2 0.5\n\n3 3 1e3\n1 2 -2\n2 1 0\n"));
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(all_of(d.ids), ElementsAre("1", "2", "3"));
  EXPECT_THAT(d.edges, ElementsAre(endpoints{0, 1}, endpoints{2, 2}, endpoints{0, 1}, endpoints{1, 0}));
  EXPECT_THAT(values_of(d.of_edges("weight")), ElementsAre("0.5", "1000", "-2", "0")) << "a 0 that is stated is kept";
  EXPECT_EQ(d.of_edges("weight")->kind, attribute_kind::number);
  EXPECT_THAT(d.notes, ElementsAre(HasSubstr("comments that are not kept: 2")));
  expect_round_trip(d, mtx);
}

TEST(MatrixMarket, ReadsASymmetricMatrixAsAnUndirectedGraph) {
  const auto d = matrix("%%MatrixMarket matrix coordinate integer symmetric\n3 3 3\n2 1 7\n3 3 1\n3 1 -5\n");
  EXPECT_FALSE(d.directed);
  EXPECT_THAT(d.edges, ElementsAre(endpoints{0, 1}, endpoints{2, 2}, endpoints{0, 2}));
  EXPECT_EQ(d.of_edges("weight")->kind, attribute_kind::integer);
  EXPECT_THAT(values_of(d.of_edges("weight")), ElementsAre("7", "1", "-5"));
  expect_round_trip(d, mtx);
  EXPECT_THAT(refusal("%%MatrixMarket matrix coordinate integer symmetric\n3 3 1\n1 2 7\n"),
              HasSubstr("f:3:1: the entry of row 1 and column 2 is above the diagonal"));
}

TEST(MatrixMarket, ReadsAPatternWithoutWeights) {
  const auto d = matrix("%%matrixmarket MATRIX Coordinate PATTERN General\n2 2 2\n1 2\n2 1\n");
  EXPECT_EQ(d.edges.size(), 2U);
  EXPECT_THAT(d.edge_attributes, IsEmpty());
  expect_round_trip(d, mtx);
}

TEST(MatrixMarket, ReadsArraysColumnByColumn) {
  const auto d = matrix("%%MatrixMarket matrix array real general\n2 2\n0\n1.5\n2\n0\n");
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(d.edges, ElementsAre(endpoints{1, 0}, endpoints{0, 1}));
  EXPECT_THAT(values_of(d.of_edges("weight")), ElementsAre("1.5", "2"));
  const auto symmetric = matrix("%%MatrixMarket matrix array integer symmetric\n3 3\n1\n0\n2\n0\n3\n0\n");
  EXPECT_FALSE(symmetric.directed);
  EXPECT_THAT(symmetric.edges, ElementsAre(endpoints{0, 0}, endpoints{0, 2}, endpoints{1, 2}));
  EXPECT_THAT(refusal("%%MatrixMarket matrix array real general\n2 2\n0\n1\n2\n"), HasSubstr("f:5: the file ends too early"));
  EXPECT_THAT(refusal("%%MatrixMarket matrix array real general\n1 1\n0\n1\n2\n"),
              HasSubstr("f:4:1: a value behind those of the 1"));
}

// Written by SciPy 1.10.1 (scipy.io.mmwrite) from a sparse and a dense matrix.
TEST(MatrixMarket, ReadsWhatScipyWrites) {
  const auto sparse =
      matrix("%%MatrixMarket matrix coordinate real symmetric\n%\n3 3 2\n2 1 1.500000000000000e+00\n3 2 2.000000000000000e+00\n");
  EXPECT_THAT(sparse.edges, ElementsAre(endpoints{0, 1}, endpoints{1, 2}));
  EXPECT_THAT(values_of(sparse.of_edges("weight")), ElementsAre("1.5", "2"));
  const auto dense = matrix("%%MatrixMarket matrix array integer general\n%\n2 2\n0\n3\n4\n0\n");
  EXPECT_THAT(values_of(dense.of_edges("weight")), ElementsAre("3", "4"));
}

TEST(MatrixMarket, KeepsIdsByComments) {
  graph_document d;
  d.directed = true;
  for (const char* const id : {"Hà Nội", "a \"b\" \\c", "line\nend"}) d.ids.push_back(id);
  d.edges = {{0, 1}};
  EXPECT_EQ(to_graph_text(d, mtx).bytes,
            "%%MatrixMarket matrix coordinate pattern general\n%id 1 \"Hà Nội\"\n%id 2 \"a \\\"b\\\" \\\\c\"\n%id 3 "
            "\"line\\nend\"\n3 3 1\n1 2\n");
  expect_round_trip(d, mtx);
  for (const char* const comments :
       {"%id 1 \"a\"\n", "%id 2 \"a\"\n%id 1 \"b\"\n", "%id 1 \"a\"\n%id 2 \"a\"\n", "%id 1 \"a\"\n%id 2 \"\"\n"}) {
    const auto numbered = matrix(general(std::string(comments) + "2 2 0\n"));
    EXPECT_THAT(all_of(numbered.ids), ElementsAre("1", "2")) << comments;
    EXPECT_THAT(numbered.notes, ElementsAre(HasSubstr("the ids are the numbers"))) << comments;
  }
  EXPECT_THAT(matrix(general("% id est\n% id 5\n1 1 0\n")).notes, ElementsAre(HasSubstr("not kept: 2")));
}

TEST(MatrixMarket, RefusesByNameWhatIsNoGraph) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "the file is empty"},
      {"1 1 0\n", "f:1:1: the file begins with \"1 1 0\""},
      {"%%MatrixMarket vector coordinate real general\n", "f:1:1: the file begins with"},
      {"%%MatrixMarket matrix coordinate real\n", "f:1:1: the file begins with"},
      {"%%MatrixMarket matrix list real general\n1 1 0\n", "f:1:23: \"list\" is no format"},
      {"%%MatrixMarket matrix coordinate complex general\n1 1 0\n", "f:1:34: the matrix is complex"},
      {"%%MatrixMarket matrix coordinate float general\n1 1 0\n", "f:1:34: \"float\" is no field"},
      {"%%MatrixMarket matrix coordinate real skew-symmetric\n1 1 0\n", "f:1:39: the matrix is skew-symmetric"},
      {"%%MatrixMarket matrix coordinate real hermitian\n1 1 0\n", "f:1:39: the matrix is hermitian"},
      {"%%MatrixMarket matrix coordinate real odd\n1 1 0\n", "f:1:39: \"odd\" is no symmetry"},
      {"%%MatrixMarket matrix array pattern general\n1 1\n", "f:1:29: an array has values"},
      {"%%MatrixMarket matrix coordinate real general\n%\n", "f:2: the file ends too early: the line of sizes is missing"},
      {"%%MatrixMarket matrix coordinate real general\n3 4 0\n", "f:2:1: the matrix is not square but 3 x 4"},
      {"%%MatrixMarket matrix coordinate real general\n3 3\n", "f:2: the number of entries is missing"},
      {"%%MatrixMarket matrix coordinate real general\n3 x 1\n", "f:2:3: the number of columns is \"x\""},
      {"%%MatrixMarket matrix coordinate real general\n3 3 1 1\n", "f:2:7: \"1\" stands behind the end"},
      {"%%MatrixMarket matrix coordinate real general\n3 3 2\n1 2 1\n",
       "f:3: the file ends too early: it announces 2 entries and has 1"},
      {"%%MatrixMarket matrix coordinate real general\n3 3 1\n1 2 1\n1 2 1\n",
       "f:4: an entry behind the 1 that the file announces"},
      {"%%MatrixMarket matrix coordinate real general\n3 3 1\n1 4 1\n", "f:3:3: the vertex 4 is out of range; allowed: 1 to 3"},
      {"%%MatrixMarket matrix coordinate real general\n3 3 1\n0 1 1\n", "f:3:1: the vertex 0 is out of range"},
      {"%%MatrixMarket matrix coordinate real general\n3 3 1\n1 2\n", "f:3: the entry is missing"},
      {"%%MatrixMarket matrix coordinate real general\n3 3 1\n1 2 NaN\n",
       "f:3:5: the entry is \"NaN\"; allowed: a finite number"},
      {"%%MatrixMarket matrix coordinate real general\n3 3 1\n1 2 1 0\n", "f:3:7: \"0\" stands behind the end"},
      {"%%MatrixMarket matrix coordinate integer general\n3 3 1\n1 2 1.5\n",
       "f:3:5: the entry is 1.5; allowed in an integer matrix"},
      {"%%MatrixMarket matrix coordinate pattern general\n3 3 1\n1 2 1\n", "f:3:5: \"1\" stands behind the end"},
  };
  for (const auto& [bytes, words] : cases) EXPECT_THAT(refusal(bytes), HasSubstr(words)) << bytes;
}

TEST(MatrixMarket, ChecksAnnouncedSizesAgainstLimitsAndTakesNoMemoryForThem) {
  EXPECT_THAT(refusal(general("1000000000 1000000000 1\n")), HasSubstr("limit: f:2: more vertices than the limit of 10000000"));
  EXPECT_THAT(refusal(general("2 2 1000000000\n")), HasSubstr("limit: f:2: more entries than the limit of 100000000"));
  EXPECT_THAT(refusal(general("2 2 99999999\n")), HasSubstr("announces 99999999 entries and has 0"));
  EXPECT_THAT(refusal("%%MatrixMarket matrix array real general\n2 2\n1 1\n1 1\n", {.limits = {.edges = 3}}),
              HasSubstr("limit: f:4: more edges"));
  EXPECT_THAT(refusal(general("2 2 2\n1 1 1\n1 2 1\n"), {.limits = {.values = 1}}), HasSubstr("limit: f:4: more values"));
  EXPECT_THAT(refusal(general("%id 1 \"a\"\n%id 2 \"b\"\n2 2 0\n"), {.limits = {.vertices = 1}}),
              HasSubstr("limit: f:3: more ids"));
}

TEST(MatrixMarket, SaysWhatItCannotHold) {
  graph_document d;
  d.ids.push_back("1");
  d.ids.push_back("2");
  d.edges = {{1, 0}, {0, 1}, {1, 1}};
  d.edge_attributes = {kit::numbers("weight", attribute_kind::number, {"0.5", "-", "7"}), kit::texts("label", {"a", "b", "c"})};
  d.vertex_attributes = {kit::texts("label", {"A", "B"})};
  std::vector<std::string> lost;
  const auto again = kit::read_again(d, mtx, &lost);
  EXPECT_THAT(lost, ElementsAre("MatrixMarket has no order of the ends of edges: 1 are read with the lesser vertex first",
                                "MatrixMarket has no missing weights: 1 are written as 1",
                                "MatrixMarket has no attributes of vertices: \"label\" is left out",
                                "MatrixMarket has no attributes of edges but a weight of numbers: \"label\" is left out"));
  EXPECT_THAT(again.edges, ElementsAre(endpoints{0, 1}, endpoints{0, 1}, endpoints{1, 1}));
  EXPECT_THAT(values_of(again.of_edges("weight")), ElementsAre("0.5", "1", "7"));
}

TEST(MatrixMarket, WritesIntegersBeyond64BitsAsRealNumbers) {
  graph_document d;
  d.directed = true;
  d.ids.push_back("1");
  d.edges = {{0, 0}, {0, 0}};
  d.edge_attributes = {kit::numbers("weight", attribute_kind::integer, {"9223372036854775807", "7e17"})};
  EXPECT_THAT(to_graph_text(d, mtx).bytes,
              HasSubstr(" integer general\n1 1 2\n1 1 9223372036854775807\n1 1 700000000000000000\n"));
  expect_round_trip(d, mtx);
  d.edge_attributes = {kit::numbers("weight", attribute_kind::integer, {"1", "3e20"})};
  const written_graph written = to_graph_text(d, mtx);
  EXPECT_THAT(written.bytes, HasSubstr(" real general\n"));
  EXPECT_THAT(written.lost, ElementsAre("MatrixMarket has no integers beyond 64 bits: the weights are read as real numbers"));
}

TEST(MatrixMarket, HoldsRandomDocumentsButForWhatItSays) {
  std::size_t complete = 0;
  for (std::uint64_t seed = 0; seed < test::rounds(600); ++seed) {
    auto d = kit::random_document(
        seed, {.about = seed % 4 == 0, .vertex_attributes = seed % 5 == 0, .edge_attributes = false, .edge_ids = seed % 7 == 0});
    random_stream random(seed, "weights");
    if (random.below(3) > 0)
      d.edge_attributes.push_back(kit::document_parts::random_attribute(random, {.booleans = false}, "weight", d.edges.size()));
    std::vector<std::string> lost;
    const auto again = kit::read_again(d, mtx, &lost);
    auto held = d;
    held.about.clear();
    held.vertex_attributes.clear();
    held.edge_ids = {};
    if (!d.edge_attributes.empty() && d.edge_attributes[0].kind == attribute_kind::text) held.edge_attributes.clear();
    for (attribute_column& weight : held.edge_attributes) {
      for (const decimal& value : weight.numbers)
        if (to_text(value).size() > 19) weight.kind = attribute_kind::number;  // with a sign: none of the kit's has 19 digits
      for (const std::size_t e : weight.missing) weight.numbers[e] = {1, 0};
      weight.missing.clear();
    }
    for (endpoints& ends : held.edges)
      if (!d.directed && ends.source > ends.target) std::swap(ends.source, ends.target);
    ASSERT_EQ(kit::difference(held, again), "") << seed << '\n' << to_graph_text(d, mtx).bytes;
    if (lost.empty()) {
      ASSERT_EQ(kit::difference(d, again), "") << seed;
    }
    complete += lost.empty() ? 1U : 0U;
    expect_round_trip(again, mtx);
  }
  EXPECT_GT(complete, test::rounds(600) / 20);
}

}  // namespace
}  // namespace coopgraph
