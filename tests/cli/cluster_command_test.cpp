// SPDX-License-Identifier: BSL-1.0
#include "cli/tool.hpp"

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
using testing::Not;

using words = std::vector<std::string>;

const std::string two_triangles = "source,target\na,b\nb,c\nc,a\nc,d\nd,e\ne,f\nf,d\n";

json clusters_of(const std::string& rows, const words& options) { return json::parse(json_of_table("cluster", rows, options)); }

TEST(cluster_command, finds_the_two_triangles_by_each_method) {
  const json leiden = clusters_of(two_triangles, {"--by", "leiden"});
  EXPECT_EQ(leiden["partition"], (json{{"a", 0}, {"b", 0}, {"c", 0}, {"d", 1}, {"e", 1}, {"f", 1}}));
  EXPECT_EQ(leiden["clusters"], 2);
  EXPECT_EQ(leiden["objective"], "modularity");
  EXPECT_NEAR(leiden["quality"].get<double>(), 5.0 / 14, 1e-15);
  EXPECT_EQ(leiden["modularity"], leiden["quality"]);
  EXPECT_EQ(leiden["converged"], true);
  EXPECT_EQ(leiden["run"]["seed"], 1);

  const json walk = clusters_of(two_triangles, {"--by", "infomap"});
  EXPECT_EQ(walk["partition"], leiden["partition"]);
  EXPECT_EQ(walk["flow_model"], "undirected");
  EXPECT_NEAR(walk["codelength"].get<double>(), 2.3207303568, 1e-10);  // Infomap 2.15.1
  EXPECT_EQ(walk["quality"], walk["codelength"]);
  EXPECT_NEAR(walk["visit_rates"]["c"].get<double>(), 3.0 / 14, 1e-15);
  EXPECT_EQ(walk["levels"].size(), 1U);
}

TEST(cluster_command, takes_the_options_of_leiden) {
  EXPECT_EQ(clusters_of(two_triangles, {"--by", "leiden", "--objective", "cpm", "--resolution", "2"})["clusters"], 6);
  EXPECT_EQ(clusters_of(two_triangles, {"--by", "leiden", "--resolution", "0.01"})["clusters"], 1);
  EXPECT_EQ(clusters_of(two_triangles, {"--by", "leiden", "--preset", "fast", "--runs", "3", "--seed", "7"})["clusters"], 2);
  const json small = clusters_of(two_triangles, {"--by", "leiden", "--largest-cluster", "2"});
  EXPECT_GE(small["clusters"], 3);
  const scratch_folder folder;
  spill(folder / "start.csv", "id,label\na,x\nb,x\nc,x\nd,x\ne,y\nf,y\n");
  spill(folder / "fixed.csv", "id\nc\nd\n");
  const json held = clusters_of(
      two_triangles, {"--by", "leiden", "--initial", folder / "start.csv", "--fixed", folder / "fixed.csv", "--seed", "3"});
  EXPECT_EQ(held["partition"]["c"], held["partition"]["d"]) << "both stay where they were put";
  spill(folder / "sizes.csv", "id,size\na,9\nb,1\nc,1\nd,1\ne,1\nf,1\n");
  const json sized = clusters_of(
      two_triangles, {"--by", "leiden", "--objective", "cpm", "--resolution", "0.3", "--node-sizes", folder / "sizes.csv"});
  EXPECT_NE(sized["partition"]["a"], sized["partition"]["b"]) << "a pair of a weighs nine times as much";
}

TEST(cluster_command, tells_how_sure_an_ensemble_is) {
  const json found = clusters_of(two_triangles, {"--by", "leiden", "--ensemble", "20", "--resample", "edges", "--pairs"});
  EXPECT_EQ(found["clusters"], 2);
  EXPECT_EQ(found["ensemble"]["runs"], 20);
  EXPECT_EQ(found["ensemble"]["members"].size(), 6U);
  const double confidence = found["ensemble"]["members"]["a"]["confidence"].get<double>();
  EXPECT_GT(confidence, 0.0);
  EXPECT_LE(confidence, 1.0);
  for (const json& pair : found["ensemble"]["together"]) EXPECT_LT(pair["source"], pair["target"]) << "each pair once";
  const tool_outcome shown = call_of_table("cluster", two_triangles, {"--by", "leiden", "--ensemble", "20"});
  EXPECT_THAT(shown.out, AllOf(HasSubstr("Confidence"), HasSubstr("core"), HasSubstr("consensus of 20 runs")));
}

TEST(cluster_command, scans_resolutions) {
  const json found = clusters_of(two_triangles, {"--by", "leiden", "--scan", "0.1,10"});
  ASSERT_GE(found["plateaus"].size(), 2U);
  EXPECT_NEAR(found["plateaus"].front()["from"].get<double>(), 0.1, 1e-15);
  EXPECT_EQ(found["plateaus"].back()["to"], 10);
  for (std::size_t i = 1; i < found["plateaus"].size(); ++i)
    EXPECT_EQ(found["plateaus"][i]["from"], found["plateaus"][i - 1]["to"]) << "side by side";
  EXPECT_THAT(call_of_table("cluster", two_triangles, {"--by", "leiden", "--scan", "1"}).err,
              HasSubstr("allowed: the lowest and the highest resolution"));
}

TEST(cluster_command, tells_the_levels_and_the_walk_of_infomap) {
  const json walk = clusters_of("origin,destination\na,b\nb,c\nc,a\nc,d\nd,e\ne,f\nf,d\n",
                                {"--by", "infomap", "--recorded-teleportation", "--to-vertices", "--teleportation", "0.2"});
  EXPECT_EQ(walk["flow_model"], "directed");
  EXPECT_EQ(walk["recorded_teleportation"], true);
  EXPECT_EQ(walk["teleportation_target"], "vertices");
  EXPECT_EQ(walk["teleportation"], 0.2);
  const tool_outcome wrong = call_of_table("cluster", two_triangles, {"--by", "infomap", "--flow-model", "sideways"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("allowed: undirected, directed, undirdir, outdirdir, rawdir"));
}

TEST(cluster_command, looks_beyond_sizes_and_distances) {
  const scratch_folder folder;
  spill(folder / "places.csv", "id,lon,lat\na,105,21\nb,105.1,21\nc,105.2,21\nd,105.3,21\ne,105.4,21\nf,105.5,21\n");
  const words spatial{"--by", "leiden", "--null-model", "spatial", "--places", folder / "places.csv", "--bin-width", "12"};
  const json found = clusters_of(two_triangles, spatial);
  EXPECT_EQ(found["objective"], "modularity beyond distance");
  EXPECT_EQ(found["partition"].size(), 6U);
  double strength = 0.0;
  for (const json& bin : found["deterrence"]) strength += bin["strength"].get<double>();
  EXPECT_EQ(strength, 7.0) << "each edge is at some distance";
  EXPECT_THAT(call_of_table("cluster", two_triangles, spatial).out, HasSubstr("How ties fall off with distance"));

  const tool_outcome own =
      call_tool({"cluster", modelled_dataset, "--as", "flows", "--strength", "exchange", "--by", "leiden", "--null-model",
                 "spatial", "--node-sizes", "population_2019", "--format", "json", "--quiet"});
  ASSERT_EQ(own.status, 0) << own.err;
  const json modelled = json::parse(own.out);
  EXPECT_LT(modelled["quality"], 0.2) << "distance explains most of what a gravity model made";
  EXPECT_GE(modelled["quality"], 0.0);

  const auto refused = [](words options, const std::string& said) {
    options.insert(options.begin(), {"--by", "leiden", "--null-model"});
    const tool_outcome o = call_of_table("cluster", two_triangles, options);
    EXPECT_EQ(o.status, 2) << said;
    EXPECT_THAT(o.err, HasSubstr(said));
  };
  refused({"spatial"}, "give --places FILE with the columns id,lon,lat");
  refused({"spatial", "--ensemble", "9"}, "--ensemble is not for --null-model spatial");
  refused({"gravity"}, "allowed: configuration, spatial");
  spill(folder / "far.csv", "id,lon,lat\na,205,21\nb,1,1\nc,1,1\nd,1,1\ne,1,1\nf,1,1\n");
  refused({"spatial", "--places", folder / "far.csv"}, "far.csv:2:2: '205' is no lon; allowed: degrees from -180 to 180");
}

TEST(cluster_command, holds_layers_and_years_together) {
  const scratch_folder folder;
  spill_small_dataset(folder / "small");
  const auto slices = [&](const words& options) {
    words call{"cluster", folder / "small", "--by", "leiden", "--format", "json", "--quiet"};
    call.insert(call.end(), options.begin(), options.end());
    const tool_outcome o = call_tool(call);
    EXPECT_EQ(o.status, 0) << o.err;
    return json::parse(o.out);
  };
  const json fields = slices({"--layers", "field"});
  EXPECT_EQ(fields["objective"], "multislice modularity");
  EXPECT_EQ(fields["coupling"], "all");
  ASSERT_EQ(fields["slices"].size(), 2U);
  EXPECT_EQ(fields["slices"][0]["layer"], "tourism");
  EXPECT_EQ(fields["slices"][1]["layer"], "trade");
  const json one = slices({"--layers", "field", "--coupling", "multiplex", "--weight", "trade=2", "--slice-scale", "modularity"});
  EXPECT_EQ(one["slices"][0]["partition"], one["slices"][1]["partition"]) << "a cluster for all slices";
  const json years = slices({"--every", "year", "--omega", "0.5"});
  EXPECT_EQ(years["coupling"], "adjacent");
  EXPECT_EQ(years["slices"].size(), 5U);
  EXPECT_EQ(years["slices"][0]["on"], "2016");
  EXPECT_TRUE(years["slices"][0]["switches"].is_number());

  const auto refused = [&](const words& options, const std::string& said) {
    words call{"cluster", folder / "small", "--by", "leiden", "--quiet"};
    call.insert(call.end(), options.begin(), options.end());
    const tool_outcome o = call_tool(call);
    EXPECT_EQ(o.status, 2) << said;
    EXPECT_THAT(o.err, HasSubstr(said));
  };
  refused({"--layers", "colour"}, "allowed: field, kind, status");
  refused({"--layers", "field", "--every", "year"}, "allowed: one of them");
  refused({"--layers", "field", "--weight", "sport=2"}, "--weight is 'sport=2'");
  refused({"--layers", "field", "--coupling", "some"}, "allowed: adjacent, all, multiplex");
  refused({"--layers", "field", "--null-model", "spatial"}, "leave one of them out");
  refused({"--layers", "field", "--scan", "1,2"}, "--scan is not for --layers and --every");
  EXPECT_THAT(call_of_table("cluster", two_triangles, {"--by", "leiden", "--every", "year"}).err, HasSubstr("is an edge table"));
}

TEST(cluster_command, writes_csv_that_quality_and_compare_read) {
  const scratch_folder folder;
  const words modelled{"--as", "flows", "--strength", "exchange", "--quiet"};
  words call{"cluster", modelled_dataset, "--by", "leiden", "--format", "csv", "-o", folder / "found.csv"};
  call.insert(call.end(), modelled.begin(), modelled.end());
  const tool_outcome found = call_tool(call);
  ASSERT_EQ(found.status, 0) << found.err;

  call = {"quality", modelled_dataset, "--partition", folder / "found.csv", "--format", "json"};
  call.insert(call.end(), modelled.begin(), modelled.end());
  const tool_outcome judged = call_tool(call);
  ASSERT_EQ(judged.status, 0) << judged.err;
  const json quality = json::parse(judged.out);
  EXPECT_GT(quality["modularity"], 0.5);
  EXPECT_EQ(quality["disconnected"], 0);
  EXPECT_EQ(quality["self_containment"].size(), quality["clusters"]);

  const tool_outcome compared = call_tool({"compare", folder / "found.csv", modelled_dataset, "--format", "json", "--quiet"});
  ASSERT_EQ(compared.status, 0) << compared.err;
  EXPECT_TRUE(json::parse(compared.out)["omega"].is_number());
}

TEST(cluster_command, says_where_the_ties_of_all_were_not_observed) {
  const tool_outcome o = call_tool({"cluster", hanoi_dataset, "--by", "leiden", "--format", "json", "--quiet"});
  EXPECT_EQ(o.status, 4);
  EXPECT_THAT(o.err, HasSubstr("not observed: it takes the ties of all, and only the ties of Hà Nội were recorded"));
  EXPECT_TRUE(json::parse(o.out)["partition"].is_null());
  EXPECT_EQ(call_tool({"cluster", hanoi_dataset, "--by", "leiden", "--absence", "none", "--quiet"}).status, 0);
  EXPECT_EQ(call_tool({"quality", hanoi_dataset, "--partition", "mekong-delta", "--quiet"}).status, 4);
}

TEST(cluster_command, refuses_what_it_does_not_know) {
  const auto refused = [](const words& options, const std::string& said) {
    const tool_outcome o = call_of_table("cluster", two_triangles, options);
    EXPECT_EQ(o.status, 2) << said;
    EXPECT_THAT(o.err, HasSubstr(said));
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  };
  refused({"--by", "louvain"}, "there is no method 'louvain'; allowed: leiden, infomap");
  refused({"--by", "skater"}, "needs the number of clusters");
  refused({"--by", "leiden", "--resolution", "0"}, "resolution");
  refused({"--by", "leiden", "--objective", "cut"}, "--objective is 'cut'; allowed: modularity, cpm");
  refused({"--by", "leiden", "--preset", "slow"}, "allowed");
  refused({"--by", "leiden", "--ensemble", "3", "--scan", "1,2"}, "allowed: one of them");
  refused({"--by", "leiden", "--ensemble", "3", "--resample", "rows"}, "allowed: none, edges, poisson");
  refused({"--by", "infomap", "--levels", "three"}, "allowed: two, hierarchical");
  const tool_outcome negative = call_of_table("cluster", "source,target,weight\na,b,-1\n", {"--by", "leiden"});
  EXPECT_EQ(negative.status, 2);
  EXPECT_THAT(negative.err, HasSubstr("which is negative; allowed: strengths of 0 or above"));
}

TEST(quality_command, judges_each_cluster) {
  const scratch_folder folder;
  spill(folder / "parts.csv", "id,label\na,left\nb,left\nc,left\nd,right\ne,right\nf,right\n");
  const json found = json::parse(json_of_table("quality", two_triangles, {"--partition", folder / "parts.csv"}));
  EXPECT_NEAR(found["modularity"].get<double>(), 5.0 / 14, 1e-15);
  EXPECT_NEAR(found["codelength"].get<double>(), 2.3207303568, 1e-10);  // Infomap 2.15.1
  EXPECT_NEAR(found["coverage"].get<double>(), 6.0 / 7, 1e-15);
  EXPECT_NEAR(found["conductance"].get<double>(), 1.0 / 7, 1e-15);
  EXPECT_NEAR(found["self_containment"]["left"]["supply"].get<double>(), 6.0 / 7, 1e-15);
  EXPECT_EQ(found["by_cluster"]["right"]["vertices"], 3);
  EXPECT_EQ(found["flow_model"], "undirected");

  spill(folder / "some.csv", "id,label\na,left\nb,left\n");
  const tool_outcome some = call_of_table("quality", two_triangles, {"--partition", folder / "some.csv"});
  EXPECT_THAT(some.out, HasSubstr("4 vertices are in no cluster and are taken as one more"));
  spill(folder / "wrong.csv", "id,label\nz,left\n");
  const tool_outcome wrong = call_of_table("quality", two_triangles, {"--partition", folder / "wrong.csv"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, AllOf(HasSubstr(":2:1: 'z' is no vertex of the graph"), Not(HasSubstr("bug"))));
}

}  // namespace
}  // namespace coopgraph::test
