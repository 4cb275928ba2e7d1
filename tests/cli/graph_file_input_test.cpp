// SPDX-License-Identifier: BSL-1.0
#include "cli/graph_input.hpp"

#include "cli/tool.hpp"

#include <coopgraph/io/graph_file.hpp>
#include <coopgraph/report/fingerprint.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// A triangle and a tail of named vertices with groups and places; weights, lengths, and costs that one edge lacks.
constexpr const char* four = R"(graph [
  directed 0
  node [ id 0 title "Alpha" people 10 group "north" lon 105 lat 21 ]
  node [ id 1 title "Beta" people 20 group "north" lon 106 lat 20 ]
  node [ id 2 title "Gamma" people 30 group "south" lon 107 lat 16 ]
  node [ id 3 title "Delta" people 40 group "south" lon 108 lat 12 ]
  edge [ source 0 target 1 weight 2.5 km 7 fare 1 ]
  edge [ source 1 target 2 weight 1 km 3 fare 2 ]
  edge [ source 2 target 0 weight 4 km 1 fare 3 ]
  edge [ source 2 target 3 weight 1 km 9 ]
  edge [ source 3 target 2 weight 1 km 2 fare 5 ]
]
)";

struct four_file {
  four_file() { spill(folder / "x.gml", four); }
  [[nodiscard]] tool_outcome call(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin() + 1, folder / "x.gml");
    return call_tool(arguments);
  }
  /// What comes as JSON, without a problem.
  [[nodiscard]] json told(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json", "--quiet"});
    const tool_outcome o = call(arguments);
    EXPECT_EQ(o.status, 0) << o.err;
    EXPECT_THAT(o.err, IsEmpty());
    return o.status == 0 ? json::parse(o.out) : json{};
  }
  scratch_folder folder;
};

TEST(graph_file_input, is_read_by_every_command_that_analyses_a_graph) {
  const four_file f;
  const json described = f.told({"describe"});
  EXPECT_EQ(described["graph"], json::parse(R"({"vertices":4,"edges":4,"directed":false})"));
  EXPECT_EQ(described["merged_edges"], 1);
  EXPECT_EQ(described["triangles"], 1);
  EXPECT_EQ(described["input"]["format"], "gml");
  EXPECT_EQ(described["input"]["strength"], "weight");
  EXPECT_FALSE(described["input"].contains("source_column"));
  EXPECT_EQ(described["run"]["fingerprint"], to_hex(sha256(four)));
  EXPECT_EQ(f.told({"rank", "--by", "strength"})["measures"]["strength"]["scores"]["2"], 7);
  EXPECT_EQ(f.told({"structure", "--by", "bridges"})["edges"].size(), 1U);
  EXPECT_EQ(f.told({"structure", "--by", "bridges", "--parallel-edges", "keep"})["edges"].size(), 0U);
  EXPECT_EQ(f.told({"cluster", "--by", "leiden"})["partition"].size(), 4U);
}

TEST(graph_file_input, takes_the_numbers_of_edges_by_the_same_options_as_a_table) {
  const four_file f;
  const json path =
      f.told({"flow", "shortest-path", "--source", "0", "--target", "3", "--length", "km", "--parallel-edges", "keep"});
  EXPECT_EQ(path["paths"][0]["length"], 3);
  EXPECT_EQ(f.told({"flow", "max", "--source", "0", "--target", "3", "--capacity", "km"})["value"], 4);
  EXPECT_EQ(f.told({"rank", "--by", "strength", "--strength", "km"})["measures"]["strength"]["scores"]["3"], 11);
  EXPECT_EQ(f.told({"rank", "--by", "degree", "--strength", "none"})["input"]["strength"], "none");
}

TEST(graph_file_input, names_edges_by_their_positions) {
  const json edges = four_file().told({"rank", "--by", "edge-betweenness"})["measures"]["edge-betweenness"]["edges"];
  bool merged = false;
  for (const json& e : edges) merged = merged || e["rows"] == json::parse("[3,4]");
  EXPECT_TRUE(merged) << edges;
}

TEST(graph_file_input, names_the_edge_that_lacks_a_number_or_leaves_it_out_on_request) {
  const four_file f;
  const tool_outcome o = f.call({"describe", "--strength", "fare"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("x.gml: edge 3 (2 - 3): fare is missing; write a number"));
  EXPECT_EQ(o.lines_of_err(), 1U);
  const json skipped = f.told({"describe", "--strength", "fare", "--bad-rows", "skip", "--parallel-edges", "keep"});
  EXPECT_EQ(skipped["graph"]["edges"], 4);
  EXPECT_EQ(skipped["problems"].size(), 1U);
}

TEST(graph_file_input, says_what_an_attribute_must_be) {
  const four_file f;
  const auto said = [&](std::vector<std::string> arguments) {
    arguments.emplace_back("--quiet");
    const tool_outcome o = f.call(std::move(arguments));
    EXPECT_EQ(o.status, 2) << o.err;
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
    return o.err;
  };
  EXPECT_THAT(said({"describe", "--strength", "weigth"}),
              AllOf(HasSubstr("no attribute \"weigth\""), HasSubstr("weight, km, fare")));
  EXPECT_THAT(said({"describe", "--directed"}), HasSubstr("no direction"));
  EXPECT_THAT(said({"describe", "--preset", "baci"}), HasSubstr("--preset is for edge tables"));
  EXPECT_THAT(said({"describe", "--source-column", "a"}), HasSubstr("--source-column is for edge tables"));
  EXPECT_THAT(said({"describe", "--on", "2018"}), HasSubstr("--on is for datasets"));
  EXPECT_THAT(said({"flow", "min-cost", "--supply", "peeple"}), AllOf(HasSubstr("cost"), HasSubstr("km")));
  EXPECT_THAT(said({"flow", "min-cost", "--cost", "km", "--capacity", "weight", "--supply", "peeple"}),
              AllOf(HasSubstr("no attribute of the vertices"), HasSubstr("people")));
}

TEST(graph_file_input, takes_the_attributes_of_its_vertices_for_a_node_table) {
  const four_file f;
  const json regions = f.told({"cluster", "--by", "skater", "--attributes", "people", "--clusters", "2"});
  EXPECT_EQ(regions["clusters"], 2);
  const json roles = f.told({"rank", "--by", "brokerage", "--groups", "group"});
  EXPECT_TRUE(roles["measures"]["brokerage"].contains("roles")) << roles;
  const json far = f.told({"cluster", "--by", "leiden", "--null-model", "spatial"});
  EXPECT_EQ(far["partition"].size(), 4U);
}

TEST(graph_file_input, lets_a_node_table_say_more_of_some_vertices) {
  const four_file f;
  spill(f.folder / "n.csv", "id,name,people\n3,Four,1\n0,One,100\n");
  const tool_outcome o = f.call({"rank", "--by", "degree", "--nodes", f.folder / "n.csv", "--format", "csv", "--quiet"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.out, AllOf(HasSubstr("Four"), HasSubstr("One"), HasSubstr("Beta")));
  spill(f.folder / "n.csv", "id,name\n9,Nine\n");
  const tool_outcome unknown = f.call({"rank", "--by", "degree", "--nodes", f.folder / "n.csv"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, HasSubstr("n.csv:2: '9' is no vertex of"));
}

TEST(graph_file_input, takes_directions_away_on_request_and_keeps_them_else) {
  const scratch_folder folder;
  spill(folder / "d.graphml",
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"><graph edgedefault=\"directed\"><node id=\"a\"/><node "
        "id=\"b\"/><edge source=\"a\" target=\"b\"/><edge source=\"b\" target=\"a\"/></graph></graphml>");
  const auto edges = [&](std::vector<std::string> options) {
    options.insert(options.begin(), {"describe", folder / "d.graphml", "--format", "json", "--quiet"});
    return json::parse(call_tool(options).out)["graph"];
  };
  EXPECT_EQ(edges({}), json::parse(R"({"vertices":2,"edges":2,"directed":true})"));
  EXPECT_EQ(edges({"--directed"})["directed"], true);
  EXPECT_EQ(edges({"--undirected"}), json::parse(R"({"vertices":2,"edges":1,"directed":false})"));
}

TEST(graph_file_input, is_validated_with_every_problem_at_its_place) {
  const four_file f;
  EXPECT_EQ(f.call({"validate"}).out, "no problem: 4 vertices, 5 edges, undirected\n");
  spill(f.folder / "x.gml", "graph [\n node [ id 0 ]\n node [ id 0 ]\n edge [ source 0 target 7 ]\n]\n");
  const tool_outcome o = f.call({"validate", "--format", "json"});
  EXPECT_EQ(o.status, 2);
  EXPECT_GE(json::parse(o.out)["problems"].size(), 2U);
  EXPECT_THAT(o.err, HasSubstr("x.gml:3"));
}

TEST(graph_file_input, stops_at_limits_that_can_be_changed) {
  const four_file f;
  for (const char* limit :
       {"vertices=3", "edges=4", "graph-file-bytes=10", "attributes=1", "depth=1", "text-bytes=4", "values=3"}) {
    const tool_outcome o = f.call({"describe", "--limit", limit});
    EXPECT_EQ(o.status, 6) << limit << o.err;
    EXPECT_THAT(o.err, HasSubstr("x.gml")) << limit;
    EXPECT_THAT(o.err, HasSubstr(std::string(limit).substr(0, std::string(limit).find('=')))) << o.err;
  }
  EXPECT_EQ(f.call({"describe", "--limit", "vertices=4"}).status, 0);
  const std::string printed = call_tool({"--limits"}).out;
  for (const char* name : {"graph-file-bytes", "text-bytes", "attributes", "per-element", "values", "points", "depth"})
    EXPECT_THAT(printed, HasSubstr(std::string("\n  ") + name + ' '));
}

TEST(graph_file_input, remembers_whose_ties_alone_a_converted_dataset_recorded) {
  const scratch_folder folder;
  ASSERT_EQ(call_tool({"convert", hanoi_dataset, folder / "h.graphml", "--quiet"}).status, 0);
  const tool_outcome o = call_tool({"rank", folder / "h.graphml", "--by", "betweenness", "--format", "json", "--quiet"});
  EXPECT_EQ(o.status, 4) << o.err;
  EXPECT_THAT(o.err + o.out, HasSubstr("only the ties of Hà Nội were recorded"));
  EXPECT_EQ(call_tool({"rank", folder / "h.graphml", "--by", "betweenness", "--absence", "none", "--quiet"}).status, 0);
}

TEST(graph_file_input, takes_a_hypergraph_for_a_dataset) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  ASSERT_EQ(call_tool({"convert", folder / "d", folder / "d.hif.json", "--quiet"}).status, 0);
  const auto told = [&](const std::string& input, std::vector<std::string> words) {
    words.insert(words.begin() + 1, input);
    words.insert(words.end(), {"--format", "json", "--quiet"});
    const tool_outcome o = call_tool(words);
    EXPECT_EQ(o.status, 0) << o.err;
    return o.status == 0 ? json::parse(o.out) : json{};
  };
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"rank", "--by", "degree"}, {"rank", "--by", "degree", "--on", "2017"}})
    EXPECT_EQ(told(folder / "d", words)["measures"], told(folder / "d.hif.json", words)["measures"]);
  EXPECT_EQ(told(folder / "d", {"project"})["edges"], told(folder / "d.hif.json", {"project"})["edges"]);
  EXPECT_EQ(told(folder / "d", {"validate"})["counts"], told(folder / "d.hif.json", {"validate"})["counts"]);
  EXPECT_EQ(told(folder / "d.hif.json", {"describe"})["input"]["format"], "hypergraph");
}

}  // namespace
}  // namespace coopgraph::test
