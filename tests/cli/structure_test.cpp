// SPDX-License-Identifier: BSL-1.0
#include "cli/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// `structure` of this table, quietly.
tool_outcome structured(const std::string& csv, const std::vector<std::string>& options) {
  return call_of_table("structure", csv, options);
}

/// The same as JSON without white space, up to its member "run".
std::string members(const std::string& csv, const std::string& by, std::vector<std::string> options = {}) {
  options.insert(options.end(), {"--by", by});
  const std::string json = json_of_table("structure", csv, options);
  EXPECT_THAT(json, AllOf(StartsWith("{\n  \"graph\": {"), HasSubstr("\"command\": \"structure\"")));
  const std::string dense = without_space(json);
  return dense.substr(0, dense.find("\"run\""));
}

//   a---b    d---e===f     and g with a loop; the tie e-f is given twice
//    \ /    /
//     c----+
const std::string rows = "source,target,weight\na,b,1\nb,c,2\nc,a,4\nc,d,3\nd,e,5\ne,f,1\nf,e,1\ng,g,7\n";

TEST(structure_command, labels_components) {
  EXPECT_THAT(members(rows, "components"),
              HasSubstr("\"partition\":{\"a\":0,\"b\":0,\"c\":0,\"d\":0,\"e\":0,\"f\":0,\"g\":1},\"clusters\":2,"));
  EXPECT_THAT(members("origin,destination\na,b\nb,a\nb,c\n", "strong-components"),
              HasSubstr("\"partition\":{\"a\":0,\"b\":0,\"c\":1},\"clusters\":2,"));
  EXPECT_THAT(members("origin,destination\na,b\nb,a\nb,c\n", "components"), HasSubstr("{\"a\":0,\"b\":0,\"c\":0}"));
}

TEST(structure_command, finds_articulation_points) {
  EXPECT_THAT(members(rows, "articulation-points"), HasSubstr("\"vertices\":[\"c\",\"d\",\"e\"],"));
}

TEST(structure_command, judges_bridges_on_the_edges_as_they_are_merged_or_kept) {
  EXPECT_THAT(members(rows, "bridges"),
              HasSubstr("\"edges\":[{\"source\":\"c\",\"target\":\"d\"},{\"source\":\"d\",\"target\":\"e\"},"
                        "{\"source\":\"e\",\"target\":\"f\"}],"));
  EXPECT_THAT(members(rows, "bridges", {"--parallel-edges", "keep"}),
              HasSubstr("\"edges\":[{\"source\":\"c\",\"target\":\"d\"},{\"source\":\"d\",\"target\":\"e\"}],"));
}

TEST(structure_command, gives_each_edge_its_block_and_a_loop_none) {
  EXPECT_THAT(members(rows, "blocks"),
              AllOf(HasSubstr("{\"source\":\"a\",\"target\":\"b\",\"block\":0}"),
                    HasSubstr("{\"source\":\"c\",\"target\":\"d\",\"block\":1}"),
                    HasSubstr("{\"source\":\"g\",\"target\":\"g\",\"block\":null}"), HasSubstr("\"blocks\":4,")));
}

TEST(structure_command, takes_the_strongest_tree_of_strengths_and_the_shortest_of_lengths) {
  const std::string triangle = "source,target,weight\na,b,0.1\nb,c,0.2\nc,a,0.4\n";
  EXPECT_THAT(members(triangle, "spanning-tree"),
              AllOf(HasSubstr("\"edges\":[{\"source\":\"b\",\"target\":\"c\"},{\"source\":\"c\",\"target\":\"a\"}],"),
                    HasSubstr("\"objective\":\"greateststrength\",\"total\":0.6,\"trees\":1,\"ties\":\"exact\"")));
  EXPECT_THAT(members(triangle, "spanning-tree", {"--length", "reciprocal"}),
              AllOf(HasSubstr("\"edges\":[{\"source\":\"b\",\"target\":\"c\"},{\"source\":\"c\",\"target\":\"a\"}],"),
                    HasSubstr("\"objective\":\"leastlength\",\"total\":7.5,")));
  EXPECT_THAT(members(triangle, "spanning-tree", {"--length", "weight"}),
              AllOf(HasSubstr("\"edges\":[{\"source\":\"a\",\"target\":\"b\"},{\"source\":\"b\",\"target\":\"c\"}],"),
                    HasSubstr("\"total\":0.3,")));
  EXPECT_THAT(members(triangle, "spanning-tree", {"--strength", "none"}),
              HasSubstr("\"objective\":\"fewestedges\",\"total\":2,"));
  EXPECT_THAT(members(rows, "spanning-tree"), HasSubstr("\"trees\":2,"));
}

TEST(structure_command, measures_eccentricity_among_the_vertices_that_are_reached) {
  EXPECT_THAT(members("source,target\na,b\nb,c\nd,e\n", "eccentricity"),
              HasSubstr("\"scores\":{\"a\":2,\"b\":1,\"c\":2,\"d\":1,\"e\":1},\"undefined\":{},\"connected\":false,"
                        "\"reached\":{\"a\":3,\"b\":3,\"c\":3,\"d\":2,\"e\":2},"));
  const std::string arcs = "origin,destination\na,b\nb,c\n";
  EXPECT_THAT(members(arcs, "eccentricity"), HasSubstr("{\"a\":2,\"b\":1,\"c\":0}"));
  EXPECT_THAT(members(arcs, "eccentricity", {"--mode", "in"}), HasSubstr("{\"a\":0,\"b\":1,\"c\":2}"));
  EXPECT_THAT(members("source,target\na,b\n", "eccentricity"), HasSubstr("\"connected\":true"));
}

TEST(structure_command, refuses_the_wrong_direction_with_the_remedy) {
  const std::string arcs = "origin,destination\na,b\nb,c\n";
  for (const char* by : {"articulation-points", "bridges", "blocks", "spanning-tree"}) {
    const tool_outcome o = structured(arcs, {"--by", by});
    EXPECT_EQ(o.status, 2);
    EXPECT_THAT(o.err, AllOf(HasSubstr(by), HasSubstr("use --undirected")));
    EXPECT_EQ(structured(arcs, {"--by", by, "--undirected"}).status, 0);
  }
  EXPECT_THAT(structured(rows, {"--by", "strong-components"}).err, HasSubstr("use --by components"));
}

TEST(structure_command, refuses_what_it_does_not_know) {
  for (const std::vector<std::string>& options : {std::vector<std::string>{"--by", "cliques"},
                                                  {"--by", "eccentricity", "--mode", "all"},
                                                  {"--by", "bridges", "--format", "xml"},
                                                  {}}) {
    const tool_outcome o = structured(rows, options);
    EXPECT_EQ(o.status, 2);
    EXPECT_THAT(o.out, IsEmpty());
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  }
  EXPECT_THAT(structured(rows, {"--by", "cliques"}).err,
              HasSubstr("allowed: components, strong-components, articulation-points"));
}

TEST(structure_command, shows_tables_and_csv) {
  EXPECT_EQ(structured(rows, {"--by", "articulation-points", "--format", "csv"}).out, "id,name\nc,c\nd,d\ne,e\n");
  EXPECT_EQ(structured("source,target\na,b\nb,b\n", {"--by", "blocks", "--format", "csv"}).out,
            "source,target,block\na,b,0\nb,b,\n");
  EXPECT_THAT(structured(rows, {"--by", "components"}).out, StartsWith("2 components\n"));
  EXPECT_THAT(structured(rows, {"--by", "eccentricity"}).out, HasSubstr("not every vertex reaches every other"));
  EXPECT_THAT(structured(rows, {"--by", "spanning-tree"}).out, HasSubstr("total: "));
  EXPECT_THAT(structured("source,target\n", {"--by", "components"}).out, Not(IsEmpty()));
}

}  // namespace
}  // namespace coopgraph::test
