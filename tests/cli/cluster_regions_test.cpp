// SPDX-License-Identifier: BSL-1.0
// The methods of `cluster` that make regions: of attributes, of flows, of ties under contiguity; and those of any graph.
#include "cli/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

using words = std::vector<std::string>;

// Six units in a row, two kinds of them; the last is an island.
const std::string row_of_units = "source,target\na,b\nb,c\nc,d\nd,e\ne,f\n";
const std::string units =
    "id,name,income,people\na,A,1,10\nb,B,1.5,20\nc,C,1,30\nd,D,9,10\ne,E,9.5,20\nf,F,9,30\nisle,Isle,5,5\n";
const std::string two_triangles = "source,target\na,b\nb,c\nc,a\nc,d\nd,e\ne,f\nf,d\n";

/// `cluster` of a table with the units as its node table and pairs of neighbours beside it.
tool_outcome clusters_beside(const std::string& rows, const words& options, const std::string& pairs = {}) {
  const scratch_folder folder;
  spill(folder / "edges.csv", rows);
  spill(folder / "units.csv", units);
  spill(folder / "pairs.csv", pairs);
  words call{"cluster", folder / "edges.csv", "--quiet"};
  for (const std::string& word : options)
    call.push_back(word == "UNITS" ? folder / "units.csv" : word == "PAIRS" ? folder / "pairs.csv" : word);
  return call_tool(call);
}

json json_beside(const std::string& rows, words options, const std::string& pairs = {}, int status = 0) {
  options.insert(options.end(), {"--format", "json"});
  const tool_outcome o = clusters_beside(rows, options, pairs);
  EXPECT_EQ(o.status, status) << o.err;
  return json::parse(o.out);
}

std::string refusal(const std::string& rows, const words& options, const std::string& pairs = {}) {
  const tool_outcome o = clusters_beside(rows, options, pairs);
  EXPECT_EQ(o.status, 2) << o.out;
  EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  return o.err;
}

words of_attributes(const words& more) {
  words all{"--nodes", "UNITS", "--attributes", "income"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

// ---- attributes ----

TEST(cluster_of_attributes, finds_the_two_kinds_by_each_method) {
  for (const char* method : {"skater", "redcap", "ward-spatial", "azp", "p-regions"}) {
    const json found = json_beside(row_of_units, of_attributes({"--by", method, "--clusters", "3"}));
    EXPECT_EQ(found["partition"], (json{{"a", 0}, {"b", 0}, {"c", 0}, {"d", 1}, {"e", 1}, {"f", 1}, {"isle", 2}})) << method;
    EXPECT_EQ(found["status"], "found") << method;
    EXPECT_EQ(found["islands"], json{"isle"}) << method;
    EXPECT_NEAR(found["within"].get<double>() + found["between"].get<double>(), found["total"].get<double>(), 1e-9) << method;
  }
  EXPECT_EQ(json_beside(row_of_units, of_attributes({"--by", "p-regions", "--clusters", "3"}))["optimal"], true);
  EXPECT_EQ(json_beside(row_of_units, of_attributes({"--by", "ward-spatial", "--clusters", "3"}))["dendrogram"].size(), 5U);
}

TEST(cluster_of_attributes, makes_as_many_regions_as_reach_a_floor) {
  const json found = json_beside(row_of_units, of_attributes({"--by", "max-p", "--floor", "60", "--floor-column", "people"}));
  EXPECT_EQ(found["clusters"], 3) << "two of sixty people, and the island, of which no floor is asked";
  EXPECT_EQ(found["bound"], 3);
}

TEST(cluster_of_attributes, names_what_stands_in_the_way) {
  const json found = json_beside(
      row_of_units, of_attributes({"--by", "azp", "--clusters", "4", "--floor", "60", "--floor-column", "people"}), {}, 4);
  EXPECT_EQ(found["status"], "infeasible");
  EXPECT_EQ(found["obstacle"], "floor_too_high");
  EXPECT_EQ(json_beside(row_of_units, of_attributes({"--by", "skater", "--clusters", "1"}), {}, 4)["obstacle"],
            "fewer_clusters_than_components");
}

TEST(cluster_of_attributes, says_what_it_needs) {
  EXPECT_THAT(refusal(row_of_units, {"--by", "skater", "--clusters", "2"}), HasSubstr("needs attributes"));
  EXPECT_THAT(refusal(row_of_units, of_attributes({"--by", "skater"})), HasSubstr("by --clusters K"));
  EXPECT_THAT(refusal(row_of_units, {"--by", "azp", "--clusters", "2", "--nodes", "UNITS", "--attributes", "wage"}),
              AllOf(HasSubstr("--attributes is 'wage'"), HasSubstr("allowed: ")));
  EXPECT_THAT(refusal(row_of_units, of_attributes({"--by", "skater", "--clusters", "2", "--directed"})),
              HasSubstr("read it by --undirected"));
  EXPECT_THAT(refusal(row_of_units, of_attributes({"--by", "skater", "--clusters", "2", "--standardize", "log"})),
              HasSubstr("allowed: none, z, range"));
  EXPECT_THAT(refusal(row_of_units, of_attributes({"--by", "skater", "--clusters", "2", "--floor", "-1"})), HasSubstr("floor"));
}

// ---- flows ----

const std::string commuters =
    "origin,destination,weight\na,a,80\na,b,30\nb,a,10\nb,b,50\nc,c,90\nc,d,20\nd,c,15\nd,d,60\nb,c,5\n";

TEST(cluster_of_flows, makes_travel_to_work_areas) {
  const json found = json_beside(commuters, {"--by", "ttwa", "--minSZ", "100", "--tarSZ", "120"});
  EXPECT_EQ(found["partition"]["a"], found["partition"]["b"]);
  EXPECT_EQ(found["partition"]["c"], found["partition"]["d"]);
  EXPECT_EQ(found["clusters"], 2);
  EXPECT_EQ(found["areas"]["0"]["size"], 175);
  EXPECT_EQ(found["areas"]["0"]["meets"], true);
  EXPECT_THAT(clusters_beside(commuters, {"--by", "ttwa", "--minSZ", "100", "--tarSZ", "120"}).out, HasSubstr("Supply side"));
  EXPECT_THAT(refusal(commuters, {"--by", "ttwa", "--minSC", "0.9"}), HasSubstr("self_containment"));
}

TEST(cluster_of_flows, merges_by_intramax_and_cuts_where_it_is_told) {
  const json found = json_beside(commuters, {"--by", "intramax", "--clusters", "2"});
  EXPECT_EQ(found["partition"]["a"], found["partition"]["b"]);
  EXPECT_NE(found["partition"]["a"], found["partition"]["c"]);
  EXPECT_NEAR(found["quality"].get<double>(), 355.0 / 360, 1e-12) << "but for the five who cross";
  EXPECT_EQ(json_beside(commuters, {"--by", "intramax", "--height", "0"})["clusters"], 4);
  EXPECT_THAT(refusal(commuters, {"--by", "intramax"}), HasSubstr("--height"));
  EXPECT_THAT(refusal(two_triangles, {"--by", "intramax", "--clusters", "2", "--undirected"}), HasSubstr("--directed"));
}

TEST(cluster_of_flows, tells_who_depends_on_whom) {
  const json found = json_beside("origin,destination,weight\na,b,5\nc,b,9\nb,a,2\nd,a,1\n", {"--by", "nystuen-dacey"});
  EXPECT_EQ(found["terminals"], json{"b"});
  EXPECT_EQ(found["dominant"],
            (json{{{"source", "a"}, {"target", "b"}}, {{"source", "c"}, {"target", "b"}}, {{"source", "d"}, {"target", "a"}}}));
  EXPECT_EQ(found["clusters"], 1);
}

// ---- ties under contiguity ----

TEST(cluster_under_contiguity, connects_every_cluster) {
  // A triangle that is torn apart on the map: a and c are no neighbours without b.
  const std::string torn = "a,b\nb,d\nd,e\ne,f\nc,f\n";
  const json found = json_beside(two_triangles, {"--by", "leiden", "--contiguity", "PAIRS"}, "a,b\n" + torn);
  EXPECT_EQ(found["status"], "found");
  EXPECT_NE(found["partition"]["a"], found["partition"]["c"]);
  EXPECT_EQ(found["partition"]["a"], found["partition"]["b"]);
  EXPECT_EQ(found["next_hop"]["b"], "a") << "what shows that the cluster is one piece";
  const json walk = json_beside(two_triangles, {"--by", "infomap", "--contiguity", "PAIRS", "--clusters", "3"}, "a,b\n" + torn);
  EXPECT_EQ(walk["clusters"], 3);
  EXPECT_GE(walk["codelength"], json_beside(two_triangles, {"--by", "infomap"})["codelength"]);
  EXPECT_EQ(
      json_beside(two_triangles, {"--by", "leiden", "--contiguity", "PAIRS", "--clusters", "3"}, "a,b\n" + torn)["clusters"], 3);
}

TEST(cluster_under_contiguity, keeps_floors_or_says_why_it_cannot) {
  const std::string line = "a,b\na,b\nb,c\nc,d\nd,e\ne,f\n";
  const json found = json_beside(
      two_triangles, {"--by", "leiden", "--contiguity", "PAIRS", "--nodes", "UNITS", "--floor", "60", "--floor-column", "people"},
      line);
  EXPECT_EQ(found["clusters"], 3);
  for (const json& amount : found["amounts"]) EXPECT_TRUE(amount >= 60 || amount == 5) << amount;
  EXPECT_EQ(
      json_beside(two_triangles,
                  {"--by", "leiden", "--contiguity", "PAIRS", "--nodes", "UNITS", "--floor", "600", "--floor-column", "people"},
                  line, 4)["obstacle"],
      "component_below_floor");
}

TEST(cluster_under_contiguity, refuses_neighbours_that_are_no_vertices) {
  const tool_outcome o = clusters_beside(two_triangles, {"--by", "leiden", "--contiguity", "PAIRS"}, "a,b\na,z\ny,b\n");
  EXPECT_EQ(o.status, 2);
  EXPECT_EQ(o.lines_of_err(), 2U);
  EXPECT_THAT(o.err, AllOf(HasSubstr("pairs.csv:2:2: 'z' is no vertex"), HasSubstr("pairs.csv:3:1: 'y' is no vertex")));
  EXPECT_THAT(refusal(two_triangles, {"--by", "leiden", "--clusters", "2"}),
              HasSubstr("need neighbours: give --contiguity FILE"));
  EXPECT_THAT(refusal(two_triangles, {"--by", "leiden", "--contiguity", "PAIRS", "--null-model", "spatial"}, "a,b\na,b\n"),
              HasSubstr("are not for --null-model spatial"));
}

TEST(cluster_under_contiguity, makes_the_runs_of_the_library_and_refuses_what_only_the_plain_search_has) {
  const std::string line = "a,b\na,b\nb,c\nc,d\nd,e\ne,f\n";
  const words call{"--by", "leiden", "--contiguity", "PAIRS"};
  EXPECT_EQ(json_beside(two_triangles, call, line)["runs"], 4);
  words one = call;
  one.insert(one.end(), {"--runs", "1"});
  EXPECT_EQ(json_beside(two_triangles, one, line)["runs"], 1);
  for (const words& other : {words{"--ensemble", "5"}, words{"--scan", "0.5,2"}, words{"--largest-cluster", "3"}}) {
    words both = call;
    both.insert(both.end(), other.begin(), other.end());
    EXPECT_THAT(refusal(two_triangles, both, line), HasSubstr(other[0] + " is not for clusters of neighbours"));
  }
  EXPECT_EQ(clusters_beside(two_triangles, {"--by", "leiden", "--within", "nan"}).status, 2);
}

TEST(cluster_under_contiguity, finds_neighbours_by_places) {
  const std::string places = COOPGRAPH_SOURCE_DIR "/examples/data/vietnam-modelled";
  words call{"cluster",   places, "--as",       "flows", "--strength", "exchange", "--by", "leiden",
             "--nearest", "4",    "--clusters", "6",     "--quiet",    "--format", "json"};
  const tool_outcome nearest = call_tool(call);
  ASSERT_EQ(nearest.status, 0) << nearest.err;
  EXPECT_EQ(json::parse(nearest.out)["clusters"], 6);
  call[8] = "--within";
  call[9] = "1";
  EXPECT_EQ(call_tool(call).status, 4) << "all are islands, and more than six";
  call.insert(call.end(), {"--nearest", "4"});
  EXPECT_THAT(call_tool(call).err, HasSubstr("allowed: one of them"));
  EXPECT_THAT(refusal(two_triangles, {"--by", "leiden", "--nearest", "2"}), HasSubstr("--nearest needs places"));
  EXPECT_THAT(clusters_beside(two_triangles, {"--by", "leiden", "--contiguity", "PAIRS"}, "a,b\na,a\n").err,
              HasSubstr("'a' borders on itself"));
}

TEST(cluster_ensemble, tells_how_far_each_belongs_to_each_cluster) {
  const json found = json_beside(two_triangles, {"--by", "leiden", "--ensemble", "20", "--memberships", "0.2"});
  EXPECT_EQ(found["memberships"]["0"], (json{{"a", 1}, {"b", 1}, {"c", 1}}));
  EXPECT_EQ(json_beside(two_triangles, {"--by", "leiden", "--ensemble", "20"}).count("memberships"), 0U);
}

// ---- any graph ----

TEST(cluster_of_a_graph, is_spectral_hierarchical_or_core_and_periphery) {
  const json spectral = json_beside(two_triangles, {"--by", "spectral", "--clusters", "2"});
  EXPECT_EQ(spectral["partition"], (json{{"a", 0}, {"b", 0}, {"c", 0}, {"d", 1}, {"e", 1}, {"f", 1}}));
  EXPECT_NEAR(spectral["eigenvalues"][0].get<double>(), 0.0, 1e-12);
  EXPECT_EQ(spectral["ambiguous"], false);

  const json merged =
      json_beside("source,target,weight\na,b,9\nb,c,8\nc,d,1\nd,e,7\n", {"--by", "hierarchical", "--linkage", "single"});
  EXPECT_EQ(merged["partition"], (json{{"a", 0}, {"b", 0}, {"c", 0}, {"d", 1}, {"e", 1}}));
  EXPECT_EQ(merged["dendrogram"][0]["height"], -9);
  EXPECT_EQ(json_beside(two_triangles, {"--by", "hierarchical", "--clusters", "3"})["clusters"], 3);

  const json star = json_beside("source,target\nhub,a\nhub,b\nhub,c\nhub,d\n", {"--by", "core-periphery"});
  EXPECT_EQ(star["core"], json{"hub"});
  EXPECT_NEAR(star["correlation"].get<double>(), 1.0, 1e-12);
  EXPECT_EQ(star["optimal"], true);
  EXPECT_EQ(json_beside("source,target\na,b\n", {"--by", "core-periphery"}, {}, 4)["correlation"], nullptr);
}

TEST(cluster_methods, refuse_options_that_they_have_no_use_for) {
  EXPECT_THAT(refusal(two_triangles, {"--by", "spectral", "--attributes", "x"}),
              HasSubstr("--attributes is not for --by spectral; leave it out"));
  EXPECT_THAT(refusal(two_triangles, {"--by", "core-periphery", "--clusters", "2"}), HasSubstr("--clusters is not for"));
  EXPECT_THAT(refusal(two_triangles, {"--by", "louvain"}), HasSubstr("allowed: leiden, infomap, spectral, "));
}

}  // namespace
}  // namespace coopgraph::test
