// SPDX-License-Identifier: BSL-1.0
#include "cli/tool.hpp"
#include "io/graph_document_kit.hpp"

#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

json converted(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "convert");
  arguments.insert(arguments.end(), {"--format", "json", "--quiet"});
  const tool_outcome o = call_tool(arguments);
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.err, IsEmpty());
  return o.status == 0 ? json::parse(o.out) : json{};
}

std::string refused(std::vector<std::string> arguments, int status = 2) {
  arguments.insert(arguments.begin(), "convert");
  const tool_outcome o = call_tool(arguments);
  EXPECT_EQ(o.status, status) << o.err;
  EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  return o.err;
}

graph_document read(const std::string& path) { return read_graph_file(path, *graph_format_of(path)); }

TEST(convert, writes_a_dataset_as_a_graph_with_an_edge_for_each_record_and_its_period) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  const json said = converted({folder / "d", folder / "d.gexf"});
  EXPECT_EQ(said["written"], json::array({folder / "d.gexf"}));
  EXPECT_EQ(said["graph"], json::parse(R"({"vertices":3,"edges":3,"directed":false})"));
  EXPECT_EQ(said["run"]["command"], "convert");
  EXPECT_EQ(said["run"]["fingerprint"].get<std::string>().size(), 64U);
  const graph_document d = read(folder / "d.gexf");
  EXPECT_EQ(d.vertices(), 3U);
  ASSERT_EQ(d.edge_ids.size(), 3U);
  EXPECT_EQ(d.edge_ids[2], "y");
  EXPECT_EQ(d.of_vertices("label")->texts[0], "Alpha");
  EXPECT_EQ(d.of_vertices("code")->texts[0], "01");
  EXPECT_EQ(d.of_edges("fields")->texts[2], "tourism");
  ASSERT_EQ(d.edge_spells.size(), 3U);
  EXPECT_EQ(d.edge_spells[2], (spell{2, "2019-01-01", "2020-12-31"}));
}

TEST(convert, takes_the_same_selection_as_project) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  EXPECT_EQ(converted({folder / "d", folder / "t.graphml", "--field", "tourism"})["graph"]["edges"], 1);
  EXPECT_EQ(converted({folder / "d", folder / "t.graphml", "--since", "2019", "--until", "2020"})["graph"]["edges"], 1);
  EXPECT_EQ(converted({folder / "d", folder / "t.graphml", "--as", "clique"})["graph"]["edges"], 4);
  EXPECT_EQ(converted({folder / "d", folder / "t.graphml", "--as", "clique", "--parallel-edges", "sum"})["graph"]["edges"], 3);
  EXPECT_THAT(refused({folder / "d", folder / "t.graphml", "--since", "soon"}), HasSubstr("--since is 'soon'"));
  EXPECT_THAT(refused({folder / "d", folder / "t.graphml", "--field", "trad"}), HasSubstr("trade"));
}

TEST(convert, writes_flows_as_a_directed_graph) {
  const scratch_folder folder;
  const json said = converted({modelled_dataset, folder / "f.graphml", "--as", "flows"});
  EXPECT_EQ(said["graph"]["directed"], true);
  EXPECT_GT(said["graph"]["edges"], 0);
  EXPECT_TRUE(read(folder / "f.graphml").directed);
}

TEST(convert, leads_from_format_to_format_without_a_loss_where_both_hold_all) {
  const scratch_folder folder;
  ASSERT_EQ(call_tool({"convert", hanoi_dataset, folder / "a.gexf", "--quiet"}).status, 0);
  const graph_document first = read(folder / "a.gexf");
  const json said = converted({folder / "a.gexf", folder / "b.gexf"});
  EXPECT_THAT(said["lost"], IsEmpty());
  EXPECT_EQ(kit::difference(read(folder / "b.gexf"), first), "");
}

TEST(convert, says_what_is_not_kept_on_the_standard_error_and_in_json) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  const tool_outcome o = call_tool({"convert", folder / "d", folder / "d.csv"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.err, AllOf(HasSubstr("not kept: tables have no periods: 3 periods of edges"), HasSubstr("not kept: ")));
  EXPECT_THAT(o.out, AllOf(HasSubstr("d.csv"), HasSubstr("d-nodes.csv")));
  EXPECT_THAT(call_tool({"convert", folder / "d", folder / "d.csv", "--quiet"}).err, IsEmpty());
  EXPECT_THAT(converted({folder / "d", folder / "d.csv"})["lost"], Not(IsEmpty()));
}

TEST(convert, writes_tables_that_every_command_reads) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  ASSERT_EQ(call_tool({"convert", folder / "d", folder / "e.csv", "--quiet"}).status, 0);
  const tool_outcome o = call_tool({"rank", folder / "e.csv", "--nodes", folder / "e-nodes.csv", "--by", "strength", "--quiet"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.out, HasSubstr("Alpha"));
  const json again = converted({folder / "e.csv", folder / "e.graphml", "--nodes", folder / "e-nodes.csv"});
  EXPECT_EQ(again["graph"], json::parse(R"({"vertices":3,"edges":3,"directed":false})"));
  EXPECT_EQ(read(folder / "e.graphml").of_vertices("code")->texts[1], "02");
}

TEST(convert, knows_the_tables_of_gephi_graphframes_baci_and_comtrade) {
  const scratch_folder folder;
  spill(folder / "t.csv", "t,i,j,k,v,q\n2023,704,392,090111,12.5,3\n2023,704,410,090111,8,NA\n");
  EXPECT_EQ(converted({folder / "t.csv", folder / "t.graphml", "--from", "baci"})["graph"]["directed"], true);
  EXPECT_EQ(converted({folder / "t.csv", folder / "t2.graphml", "--preset", "baci"})["graph"]["edges"], 2);
  EXPECT_EQ(converted({folder / "t.graphml", folder / "g.csv", "--to", "gephi"})["written"],
            json::array({folder / "g.csv", folder / "g-nodes.csv"}));
  EXPECT_THAT(slurp(folder / "g.csv"), HasSubstr("Source,Target,Type,Weight,"));
  const json frames = converted({folder / "g.csv", folder / "frames", "--from", "gephi", "--to", "graphframes"});
  EXPECT_EQ(frames["written"], json::array({folder / "frames/edges.csv", folder / "frames/vertices.csv"}));
  EXPECT_EQ(converted({folder / "frames", folder / "f.graphml"})["graph"],
            json::parse(R"({"vertices":3,"edges":2,"directed":true})"));
  EXPECT_EQ(converted({folder / "f.graphml", folder / "b.csv", "--to", "baci"})["graph"]["edges"], 2);
  EXPECT_EQ(slurp(folder / "b.csv"), "t,i,j,k,v,q\n2023,704,392,090111,12.5,3\n2023,704,410,090111,8,\n");
  (void)converted({folder / "f.graphml", folder / "c.csv", "--to", "comtrade", "--nodes-out", folder / "codes.csv"});
  EXPECT_THAT(slurp(folder / "c.csv"), HasSubstr("2023,704,392,X,090111,12.5,3\n"));
  EXPECT_EQ(converted({folder / "c.csv", folder / "c.graphml", "--from", "comtrade"})["graph"]["edges"], 2);
}

TEST(convert, makes_a_dataset_of_a_hypergraph_that_equals_the_first) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  EXPECT_EQ(converted({folder / "d", folder / "d.hif.json"})["graph"]["edges"], 2);
  (void)converted({folder / "d.hif.json", folder / "again", "--to", "dataset"});
  dataset_files was = to_files(read_dataset(folder / "d"));
  dataset_files now = to_files(read_dataset(folder / "again"));
  EXPECT_EQ(was.files, now.files);
  EXPECT_THAT(refused({folder / "d", folder / "e.hif.json", "--field", "trade"}), HasSubstr("--field chooses ties"));
}

TEST(convert, makes_no_dataset_of_a_graph_which_states_no_agreements) {
  const scratch_folder folder;
  spill(folder / "x.csv", "source,target\na,b\n");
  EXPECT_THAT(refused({folder / "x.csv", folder / "d", "--to", "dataset"}), HasSubstr("states no agreements"));
  EXPECT_THAT(refused({folder / "x.csv", folder / "d.hif.json"}), HasSubstr("states no agreements"));
}

TEST(convert, takes_the_attribute_that_is_named_for_the_weight) {
  const scratch_folder folder;
  spill(folder / "x.gml", "graph [ node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 weight 2 km 7 ] ]");
  (void)converted({folder / "x.gml", folder / "y.graphml", "--strength", "km"});
  const graph_document d = read(folder / "y.graphml");
  EXPECT_EQ(d.of_edges("weight")->numbers[0], (decimal{7, 0}));
  EXPECT_EQ(d.of_edges("weight_2")->numbers[0], (decimal{2, 0}));
  EXPECT_THAT(refused({folder / "x.gml", folder / "y.graphml", "--strength", "kn"}), HasSubstr("allowed: weight, km"));
}

TEST(convert, adds_the_outlines_of_areas_with_the_ids_of_vertices) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  const auto area = [](const std::string& id, int west) {
    const std::string w = std::to_string(west);
    const std::string e = std::to_string(west + 1);
    return R"({"type":"Feature","id":")" + id + R"(","properties":{},"geometry":{"type":"Polygon","coordinates":[[[)" + w +
           ",0],[" + e + ",0],[" + e + ",1],[" + w + ",1],[" + w + ",0]]]}}";
  };
  spill(folder / "areas.geojson", R"({"type":"FeatureCollection","features":[)" + area("a", 0) + ',' + area("z", 1) + "]}");
  const json said = converted({folder / "d", folder / "d.geojson", "--outlines", folder / "areas.geojson"});
  EXPECT_THAT(said["notes"].dump(),
              AllOf(HasSubstr("2 vertices without an outline"), HasSubstr("1 area is of none of the vertices")));
  const graph_document d = read(folder / "d.geojson");
  ASSERT_EQ(d.outlines.size(), 3U);
  EXPECT_EQ(d.outlines[0].rings.size(), 1U);
  EXPECT_TRUE(d.outlines[1].rings.empty());
  spill(folder / "areas.geojson", R"({"type":"FeatureCollection","features":[)" + area("z", 1) + "]}");
  EXPECT_THAT(refused({folder / "d", folder / "d.geojson", "--outlines", folder / "areas.geojson"}),
              HasSubstr("none of its 1 area"));
}

TEST(convert, never_writes_over_what_it_reads) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "x.csv", "source,target\na,b\n");
  spill(folder / "x-nodes.csv", "id\na\nb\n");
  EXPECT_THAT(refused({folder / "x.csv", folder / "x.csv"}), HasSubstr("would be written over"));
  EXPECT_THAT(refused({folder / "x.csv", folder / "./d/../x.csv"}), HasSubstr("would be written over"));
  EXPECT_THAT(
      refused({folder / "x.csv", folder / "y.csv", "--nodes", folder / "x-nodes.csv", "--nodes-out", folder / "x-nodes.csv"}),
      HasSubstr("would be written over"));
  EXPECT_THAT(refused({folder / "d", folder / "d/actors.csv"}), HasSubstr("folder that is read"));
  EXPECT_THAT(refused({folder / "d", folder / "d", "--to", "dataset"}), HasSubstr("would be written over"));
  EXPECT_EQ(slurp(folder / "x.csv"), "source,target\na,b\n");
  EXPECT_THAT(slurp(folder / "d/actors.csv"), HasSubstr("id,name,code\n"));
}

TEST(convert, leaves_an_older_file_alone_where_it_fails) {
  const scratch_folder folder;
  spill(folder / "bad.csv", "source,target,weight\na,b,heavy\n");
  spill(folder / "out.graphml", "older");
  EXPECT_THAT(refused({folder / "bad.csv", folder / "out.graphml"}), HasSubstr("bad.csv:2:3"));
  EXPECT_EQ(slurp(folder / "out.graphml"), "older");
  EXPECT_THAT(refused({folder / "bad.csv", folder / "no/such/out.graphml", "--strength", "none"}, 3), HasSubstr("no/such"));
  EXPECT_EQ(folder.entries(), 2U);
}

TEST(convert, says_what_in_and_out_may_be) {
  const scratch_folder folder;
  spill(folder / "x.csv", "source,target\na,b\n");
  spill(folder / "x.xyz", "a b\n");
  EXPECT_THAT(refused({folder / "x.csv", folder / "y.xyz"}), AllOf(HasSubstr("what shall this be"), HasSubstr(".graphml")));
  EXPECT_THAT(refused({folder / "x.xyz", folder / "y.graphml"}), HasSubstr("the format .xyz is not supported"));
  EXPECT_THAT(refused({folder / "x.csv", folder / "y.graphml", "--to", "xlsx"}),
              HasSubstr("--to is 'xlsx'; allowed: graphml, gexf"));
  EXPECT_THAT(refused({folder / "x.csv", folder / "y.graphml", "--from", "xlsx"}),
              HasSubstr("--from is 'xlsx'; allowed: graphml"));
  EXPECT_THAT(refused({folder / "x.csv", folder / "y.graphml", "--formulas", "no"}), HasSubstr("guarded, plain"));
  EXPECT_THAT(refused({folder / "x.csv", folder / "y.graphml", "--as", "clique"}), HasSubstr("--as is for datasets"));
  EXPECT_THAT(refused({folder / "none.csv", folder / "y.graphml"}), HasSubstr("there is no such file"));
  EXPECT_FALSE(std::filesystem::exists(folder / "y.graphml"));
  EXPECT_EQ(converted({folder / "x.csv", folder / "y", "--to", "graphml"})["written"], json::array({folder / "y"}));
  EXPECT_EQ(converted({folder / "y", folder / "z.csv", "--from", "graphml"})["graph"]["edges"], 1);
}

}  // namespace
}  // namespace coopgraph::test
