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

constexpr graph_format dimacs = graph_format::dimacs;

graph_document problem(std::string_view bytes) { return parse_graph(bytes, "f.max", dimacs); }
std::string refusal(std::string_view bytes, const graph_file_options& options = {}) {
  return kit::refusal(bytes, dimacs, options);
}

TEST(Dimacs, ReadsMaximumFlowProblems) {
  const auto d = problem("c a comment\np max 4 5\nn 1 s\nn 4 t\na 1 2 4\na 1 3 2\na 2 3 -1\nc\na 2 4 0.5\na 3 4 3\n");
  EXPECT_TRUE(d.directed);
  EXPECT_THAT(all_of(d.ids), ElementsAre("1", "2", "3", "4"));
  EXPECT_THAT(d.edges, ElementsAre(endpoints{0, 1}, endpoints{0, 2}, endpoints{1, 2}, endpoints{1, 3}, endpoints{2, 3}));
  EXPECT_THAT(values_of(d.of_edges("capacity")), ElementsAre("4", "2", "-", "0.5", "3")) << "below 0: unlimited";
  ASSERT_EQ(d.about.size(), 2U);
  EXPECT_EQ(d.about[0], kit::texts("source", {"1"}));
  EXPECT_EQ(d.about[1], kit::texts("target", {"4"}));
  EXPECT_THAT(d.notes, ElementsAre(HasSubstr("not kept: 2")));
  expect_round_trip(d, dimacs);
}

TEST(Dimacs, ReadsMinimumCostFlowProblems) {
  const auto d = problem("p min 3 2\nn 1 4\nn 3 -4\na 1 2 0 4 2\na 2 3 1 -1 -3\n");
  EXPECT_THAT(values_of(d.of_vertices("supply")), ElementsAre("4", "0", "-4"));
  EXPECT_THAT(values_of(d.of_edges("lower")), ElementsAre("0", "1"));
  EXPECT_THAT(values_of(d.of_edges("capacity")), ElementsAre("4", "-"));
  EXPECT_THAT(values_of(d.of_edges("cost")), ElementsAre("2", "-3"));
  EXPECT_EQ(d.of_edges("cost")->kind, attribute_kind::integer);
  expect_round_trip(d, dimacs);
}

TEST(Dimacs, ReadsShortestPathsAndUndirectedGraphs) {
  const auto paths = problem("p sp 2 2\na 1 2 5\na 2 1 7\n");
  EXPECT_TRUE(paths.directed);
  EXPECT_THAT(values_of(paths.of_edges("length")), ElementsAre("5", "7"));
  expect_round_trip(paths, dimacs);
  for (const char* const name : {"edge", "col"}) {
    const auto graph = problem(std::string("p ") + name + " 3 2\nn 1 5\ne 1 2\ne 3 3\n");
    EXPECT_FALSE(graph.directed);
    EXPECT_THAT(graph.edges, ElementsAre(endpoints{0, 1}, endpoints{2, 2}));
    EXPECT_THAT(graph.edge_attributes, IsEmpty());
    EXPECT_THAT(graph.notes, ElementsAre(HasSubstr("nodes that are not kept: 1")));
    expect_round_trip(graph, dimacs);
  }
}

TEST(Dimacs, KeepsIdsByComments) {
  graph_document d;
  d.directed = true;
  for (const char* const id : {"Hà Nội", "Huế"}) d.ids.push_back(id);
  d.edges = {{0, 1}};
  d.about = {kit::texts("source", {"Huế"}), kit::texts("target", {"Hà Nội"})};
  d.edge_attributes = {kit::numbers("capacity", attribute_kind::number, {"2.5"})};
  EXPECT_EQ(to_graph_text(d, dimacs).bytes, "p max 2 1\nc id 1 \"Hà Nội\"\nc id 2 \"Huế\"\nn 2 s\nn 1 t\na 1 2 2.5\n");
  expect_round_trip(d, dimacs);
}

TEST(Dimacs, WritesAMinimumIfThereAreCostsLowerBoundsOrSupplies) {
  graph_document d;
  d.directed = true;
  d.ids.push_back("1");
  d.ids.push_back("2");
  d.edges = {{0, 1}, {1, 0}};
  d.vertex_attributes = {kit::numbers("supply", attribute_kind::integer, {"3", "-3"})};
  d.edge_attributes = {kit::numbers("lower", attribute_kind::integer, {"0", "1"}),
                       kit::numbers("capacity", attribute_kind::integer, {"4", "-"}),
                       kit::numbers("cost", attribute_kind::number, {"1.5", "2"})};
  EXPECT_EQ(to_graph_text(d, dimacs).bytes, "p min 2 2\nn 1 3\nn 2 -3\na 1 2 0 4 1.5\na 2 1 1 -1 2\n");
  expect_round_trip(d, dimacs);
  d.edge_attributes.erase(d.edge_attributes.begin());
  EXPECT_THAT(to_graph_text(d, dimacs).lost,
              ElementsAre("DIMACS states the attribute \"lower\" of this problem: it is written as 0"));
}

TEST(Dimacs, SaysWhatItCannotHold) {
  graph_document d;
  d.ids.push_back("a");
  d.ids.push_back("b");
  d.edges = {{0, 1}, {1, 1}, {1, 0}};
  d.about = {kit::texts("source", {"a"}), kit::texts("target", {"a"}), kit::texts("title", {"t"})};
  d.vertex_attributes = {kit::texts("label", {"A", "B"})};
  d.edge_attributes = {kit::numbers("capacity", attribute_kind::number, {"2", "-", "-3"}), kit::texts("label", {"x", "y", "z"})};
  const written_graph written = to_graph_text(d, dimacs);
  EXPECT_EQ(written.bytes, "p max 2 5\nc id 1 \"a\"\nc id 2 \"b\"\nn 1 s\na 1 2 2\na 2 1 2\na 2 2 -1\na 2 1 -1\na 1 2 -1\n");
  EXPECT_THAT(
      written.lost,
      ElementsAre(
          "DIMACS has directed flows only: each of the 3 edges is written as two arcs, a loop as one",
          "DIMACS states the attribute \"capacity\" as unlimited where it is below 0: 1",
          "DIMACS states the attribute \"capacity\" without a kind: its numbers, which are all whole, are read as integers",
          "DIMACS has no attributes of the graph but source and target of a maximum flow: \"target\" and \"title\" are left out",
          "DIMACS has no attributes of vertices but a supply: \"label\" is left out",
          "DIMACS has no attributes of edges but those of its problem: \"label\" is left out"));
  d.edge_attributes = {kit::numbers("cost", attribute_kind::integer, {"2", "-", "1"})};
  d.vertex_attributes = {kit::numbers("supply", attribute_kind::integer, {"-", "5"})};
  EXPECT_THAT(
      to_graph_text(d, dimacs).lost,
      testing::IsSupersetOf({"DIMACS states the attribute \"cost\" of each element: 1 that are missing are written as 0",
                             "DIMACS states the attribute \"supply\" of each element: 1 that are missing are written as 0"}));
}

TEST(Dimacs, NamesWhatIsWrongAtItsPlace) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "the file ends without a problem"},
      {"c only\n", "f:1: the file ends without a problem"},
      {"a 1 2 3\n", "f:1:1: the file begins with \"a 1 2 3\""},
      {"p\n", "f:1:1: the problem \"\" is not read"},
      {"p asn 2 1\n", "f:1:1: the problem \"asn\" is not read; allowed: max, min, sp and edge"},
      {"p max\n", "f:1: the number of nodes is missing"},
      {"p max x 1\n", "f:1:7: the number of nodes is \"x\""},
      {"p max 2 1 1\na 1 2 1\n", "f:1:11: \"1\" stands behind the end"},
      {"p max 2 0\np max 2 0\n", "f:2:1: a second problem"},
      {"p max 2 0\nx 1\n", "f:2:1: a line begins with \"x\"; allowed: c, p, n and a"},
      {"p edge 2 0\na 1 2\n", "f:2:1: a line begins with \"a\"; allowed: c, p, n and e"},
      {"p max 2 0\nn 1\n", "f:2:3: a node of a maximum flow is its source (s) or its target (t), not nothing"},
      {"p max 2 0\nn 1 q\n", "f:2:5: a node of a maximum flow"},
      {"p max 2 0\nn 1 s\nn 2 s\n", "f:3:5: a second node s"},
      {"p max 2 0\nn 1 s\nn 1 t\n", "f:3: the source is the target"},
      {"p max 2 0\nn 3 s\n", "f:2:3: the vertex 3 is out of range; allowed: 1 to 2"},
      {"p max 2 1\na 1 5000000000 1\n", "f:2:5: the vertex 5000000000 is out of range"},
      {"p max 2 1\na 1 2\n", "f:2: the capacity is missing"},
      {"p max 2 1\na 1 2 many\n", "f:2:7: the capacity is \"many\""},
      {"p max 2 1\na 1 2 1 1\n", "f:2:9: \"1\" stands behind the end"},
      {"p max 2 2\na 1 2 1\n", "f:2: the file ends too early: it announces 2 arcs and has 1"},
      {"p max 2 1\na 1 2 1\na 1 2 1\na 1 2 1\n", "f:3: an arc behind the 1 that the file announces"},
      {"p min 2 1\na 1 2 1\n", "f:2: the capacity is missing"},
      {"p min 2 1\na 1 2 0 1\n", "f:2: the cost is missing"},
      {"p min 2 1\na 1 2 z 1 1\n", "f:2:7: the lower bound is \"z\""},
      {"p min 2 0\nn 1\n", "f:2: the supply is missing"},
      {"p min 2 0\nn 1 2\nn 1 2\n", "f:3:3: a second supply of node 1"},
      {"p sp 2 1\na 1 2 inf\n", "f:2:7: the length is \"inf\"; allowed: a finite number"},
  };
  for (const auto& [bytes, words] : cases) EXPECT_THAT(refusal(bytes), HasSubstr(words)) << bytes;
}

TEST(Dimacs, ChecksAnnouncedSizesAgainstLimitsAndTakesNoMemoryForThem) {
  EXPECT_THAT(refusal("p max 1000000000 1\nn 1 s\nn 2 t\na 1 2 5\n"),
              HasSubstr("limit: f:1: more vertices than the limit of 10000000"));
  EXPECT_THAT(refusal("p max 2 1000000000\n"), HasSubstr("limit: f:1: more arcs than the limit of 100000000"));
  EXPECT_THAT(refusal("p max 2 99999999\n"), HasSubstr("announces 99999999 arcs and has 0"));
  EXPECT_THAT(refusal("p min 2 2\na 1 2 1 1 1\na 1 2 1 1 1\n", {.limits = {.values = 5}}), HasSubstr("limit: f:3: more values"));
}

/// Numbers of the kind that has fractions have some; those of capacities are not below 0.
attribute_column random_numbers(random_stream& random, const std::string& name, std::size_t number) {
  const bool whole = random.below(2) == 0;
  attribute_column made{name, whole ? attribute_kind::integer : attribute_kind::number};
  for (std::size_t e = 0; e < number; ++e) {
    decimal value{static_cast<std::int64_t>(random.below(1000)) * 10 + 1, whole ? 0 : -1};
    if (name != "capacity" && random.below(3) == 0) value.mantissa = -value.mantissa;
    if (name == "capacity" && random.below(4) == 0)
      made.push_missing();
    else
      made.push_number(value);
  }
  return made;
}

TEST(Dimacs, HoldsRandomProblems) {
  const std::vector<std::string> of_edges[] = {{"capacity"}, {"lower", "capacity", "cost"}, {"length"}, {}};
  std::size_t complete = 0;
  for (std::uint64_t seed = 0; seed < test::rounds(1000); ++seed) {
    random_stream random(seed, "problems");
    const std::size_t which = random.below(4);
    auto d = kit::random_document(seed, {.directed = which != 3,
                                         .undirected = which == 3,
                                         .about = false,
                                         .vertex_attributes = false,
                                         .edge_attributes = false,
                                         .edge_ids = false});
    for (const std::string& name : of_edges[which]) d.edge_attributes.push_back(random_numbers(random, name, d.edges.size()));
    if (which == 1) d.vertex_attributes.push_back(random_numbers(random, "supply", d.vertices()));
    if (which == 0 && d.vertices() > 1)
      d.about = {kit::texts("source", {std::string(d.ids[1])}), kit::texts("target", {std::string(d.ids[0])})};
    std::vector<std::string> lost;
    const auto again = kit::read_again(d, dimacs, &lost);
    if (lost.empty()) {
      ASSERT_EQ(kit::difference(d, again), "") << seed << '\n' << to_graph_text(d, dimacs).bytes;
      ++complete;
    } else {
      ASSERT_THAT(lost, testing::Each(HasSubstr("read as integers"))) << seed;
    }
  }
  EXPECT_GT(complete, test::rounds(1000) * 3 / 4);
}

TEST(Dimacs, ReadsWhatItMakesOfAnyDocumentAsTheSameAgain) {
  constexpr const char* of_edges[] = {"capacity", "lower", "cost", "length"};
  for (std::uint64_t seed = 0; seed < test::rounds(1000); ++seed) {
    auto d = kit::random_document(seed, {});
    random_stream random(seed, "flows");
    for (const char* const name : of_edges)
      if (random.below(3) == 0)
        d.edge_attributes.push_back(kit::document_parts::random_attribute(random, {}, name, d.edges.size()));
    if (random.below(3) == 0)
      d.vertex_attributes.push_back(kit::document_parts::random_attribute(random, {}, "supply", d.vertices()));
    const auto again = kit::read_again(d, dimacs);
    expect_round_trip(again, dimacs);
    ASSERT_EQ(all_of(d.ids), all_of(again.ids));
    ASSERT_FALSE(HasFailure()) << seed << '\n' << to_graph_text(d, dimacs).bytes;
  }
}

}  // namespace
}  // namespace coopgraph
