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
using testing::IsEmpty;
using testing::StartsWith;

tool_outcome compare_tables(const std::string& a, const std::string& b, const std::vector<std::string>& options = {}) {
  const scratch_folder folder;
  spill(folder / "a.csv", a);
  spill(folder / "b.csv", b);
  std::vector<std::string> call{"compare", folder / "a.csv", folder / "b.csv"};
  call.insert(call.end(), options.begin(), options.end());
  return call_tool(call);
}

json json_of(const std::string& a, const std::string& b, std::vector<std::string> options = {}) {
  options.insert(options.end(), {"--format", "json"});
  const tool_outcome o = compare_tables(a, b, options);
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.err, IsEmpty());
  return json::parse(o.out);
}

const std::string thirds = "id,label\na,x\nb,x\nc,x\nd,y\ne,y\nf,y\n";
const std::string halves = "id,label\nf,3\ne,3\nd,2\nc,2\nb,1\na,1\n";  // in another order, and under other labels

TEST(compare_command, has_exactly_the_members_that_scripts_rely_on) {
  json found = json_of(thirds, halves);
  EXPECT_EQ(found["run"]["command"], "compare");
  EXPECT_TRUE(found["run"]["seed"].is_null());
  EXPECT_EQ(found["run"]["fingerprint"].get<std::string>().size(), 64U);
  found.erase("run");
  EXPECT_EQ(found.size(), 10U);
  EXPECT_NEAR(found["nmi"].get<double>(), 0.515803742979389, 1e-14);  // scikit-learn 1.5, as the two below
  EXPECT_NEAR(found["ami"].get<double>(), 0.2987924581708903, 1e-14);
  EXPECT_NEAR(found["ari"].get<double>(), 0.24242424242424246, 1e-15);
  EXPECT_NEAR(found["homogeneity"].get<double>(), 2.0 / 3, 1e-15);
  EXPECT_NEAR(found["rand"].get<double>(), 2.0 / 3, 1e-15);
  EXPECT_EQ(found["split_join"], 3);
  for (const char* member : {"nmi_sqrt", "nmi_max", "vi", "completeness"}) EXPECT_TRUE(found[member].is_number()) << member;
}

TEST(compare_command, takes_a_as_the_true_one) {
  EXPECT_EQ(json_of(halves, "id,label\na,1\nb,1\nc,1\nd,1\ne,2\nf,2\n")["completeness"], 1.0);
  EXPECT_EQ(json_of("id,label\na,1\nb,1\nc,1\nd,1\ne,2\nf,2\n", halves)["homogeneity"], 1.0);
}

TEST(compare_command, lists_who_would_move_between_two_partitions) {
  const json found = json_of(thirds, halves, {"--movers"});
  EXPECT_EQ(found["matched"], (json{{"x", "1"}, {"y", "3"}}));
  EXPECT_EQ(found["moved"], 2);
  EXPECT_EQ(found["movers"],
            (json::array({{{"id", "c"}, {"from", "x"}, {"to", "2"}}, {{"id", "d"}, {"from", "y"}, {"to", "2"}}})));
  EXPECT_FALSE(found.contains("omega"));
  EXPECT_EQ(compare_tables(thirds, halves, {"--movers", "--show", "movers", "--format", "csv"}).out,
            "id,from,to\nc,x,2\nd,y,2\n");
}

TEST(compare_command, shows_tables_or_csv) {
  EXPECT_THAT(compare_tables(thirds, halves).out, AllOf(StartsWith("Measures of likeness"), HasSubstr("Adjusted Rand index")));
  EXPECT_THAT(compare_tables(thirds, thirds, {"--format", "csv"}).out,
              AllOf(StartsWith("measure,value,meaning\nnmi,1,"), HasSubstr("\nvi,0,"), HasSubstr("\nsplit_join,0,")));
}

const std::string regions = "id,region\na,R\nb,R\nc,R\nc,S\nd,S\ne,S\na,all\nb,all\nc,all\nd,all\ne,all\n";

TEST(compare_command, sets_clusters_beside_regions_that_overlap_and_leave_ids_out) {
  const json found = json_of(thirds, regions);
  EXPECT_TRUE(found["nmi"].is_null());
  EXPECT_EQ(found["why_undefined"], "in B 5 ids are in several regions, 1 id is in no region");
  EXPECT_TRUE(found["omega"].is_number());
  EXPECT_TRUE(found["onmi_max"].is_number());
  EXPECT_TRUE(found["onmi_lfk"].is_number());
  EXPECT_EQ(found["clusters"]["x"], (json{{"members", 3},
                                          {"in_no_region", 0},
                                          {"region", "R"},
                                          {"precision", 1},
                                          {"recall", 1},
                                          {"jaccard", 1},
                                          {"matched", "R"}}));
  EXPECT_EQ(found["clusters"]["y"]["in_no_region"], 1);
  EXPECT_EQ(found["clusters"]["y"]["matched"], "S");
  EXPECT_EQ(found["regions"]["R"]["made_of"], json::array({"x"}));
  EXPECT_EQ(found["regions"]["R"]["within"], json::array({"all"}));
  EXPECT_EQ(found["regions"]["S"]["cluster"], "y");
  EXPECT_EQ(found["regions"]["S"]["jaccard"], 0.5);
  EXPECT_TRUE(found["regions"]["all"]["matched"].is_null());
  EXPECT_EQ(found["overlaps"].size(), 5U);
  EXPECT_EQ(found["moved"], 2);
  EXPECT_EQ(found["movers"],
            (json::array({{{"id", "c"}, {"from", nullptr}, {"to", "S"}}, {{"id", "f"}, {"from", "y"}, {"to", nullptr}}})));
  EXPECT_THAT(compare_tables(thirds, regions).out,
              AllOf(HasSubstr("n/a: measures of partitions"), HasSubstr("Clusters of A"), HasSubstr("Regions of B"),
                    HasSubstr("Who sits where"), HasSubstr("Who would move for each cluster of A to be its match in B: 2 ids")));
  EXPECT_EQ(compare_tables(thirds, regions, {"--show", "overlaps", "--format", "csv"}).out,
            "cluster,region,members\nx,R,3\nx,S,1\nx,all,3\ny,S,2\ny,all,2\n");
}

TEST(compare_command, measures_regions_that_are_a_partition_as_one) {
  const json found = json_of(thirds, "id,region\na,R\nb,R\nc,R\nd,S\ne,S\nf,S\n");
  EXPECT_EQ(found["nmi"], 1.0);
  EXPECT_EQ(found["omega"], 1.0);
  EXPECT_EQ(found["moved"], 0);
  EXPECT_FALSE(found.contains("why_undefined"));
}

TEST(compare_command, compares_two_covers_on_the_ids_of_either) {
  // c is in A only, d in B only, and e in neither's regions: of ten pairs a-b is the only one together, in both.
  const json found = json_of("id,region\na,1\nb,1\nc,2\ne,\n", "id,region\nb,R\na,R\nd,S\n");
  EXPECT_EQ(found["omega"], 1.0);
  EXPECT_LT(found["onmi_max"], 1.0);
  EXPECT_TRUE(found["nmi"].is_null());
  EXPECT_EQ(found["why_undefined"], "in A 2 ids are in no region; in B 2 ids are in no region");
  EXPECT_FALSE(found.contains("clusters"));
  EXPECT_FALSE(found.contains("movers"));
}

TEST(compare_command, takes_degrees_from_the_least_that_is_asked) {
  const std::string degrees = "id,region,degree\na,R,1\nb,R,\nc,R,0.5\nd,R,0.25\nd,S,0.75\ne,S,1\nf,S,1\n";
  EXPECT_EQ(json_of(thirds, degrees)["regions"]["R"]["members"], 4);
  EXPECT_EQ(json_of(thirds, degrees, {"--least-degree", "0.5"})["nmi"], 1.0);
  EXPECT_EQ(json_of(thirds, degrees, {"--least-degree", "0.6"})["why_undefined"], "in B 1 id is in no region");
}

TEST(compare_command, matches_by_members_where_that_is_asked) {
  // x shares one of two with X, and two with the region around all, which is three times as large.
  const std::string a = "id,label\na,x\nb,x\nc,y\nd,y\ne,y\nf,y\n";
  const std::string b = "id,region\na,all\nb,all\nc,all\nd,all\ne,all\nf,all\na,X\nc,Y\nd,Y\ne,Y\nf,Y\n";
  EXPECT_EQ(json_of(a, b)["clusters"]["x"]["matched"], "X");
  const json by_members = json_of(a, b, {"--match-by", "members"});
  EXPECT_EQ(by_members["clusters"]["x"]["matched"], "all");
  EXPECT_EQ(by_members["clusters"]["y"]["matched"], "Y");
}

TEST(compare_command, takes_the_regions_of_a_dataset) {
  const scratch_folder folder;
  spill(folder / "a.csv", "id,label\n01,x\n27,x\n31,x\n02,y\n04,y\n");
  const tool_outcome o = call_tool({"compare", folder / "a.csv", hanoi_dataset, "--format", "json", "--quiet", "--regions",
                                    "red-river-delta,northern-midlands-and-mountains"});
  EXPECT_EQ(o.status, 0) << o.err;
  const json found = json::parse(o.out);
  EXPECT_EQ(found["clusters"]["x"]["matched"], "red-river-delta");
  EXPECT_EQ(found["regions"]["red-river-delta"]["name"], "Red River Delta");
  EXPECT_EQ(found["clusters"]["y"]["precision"], 1);
  EXPECT_FALSE(found["left_out"].empty());
  const tool_outcome all = call_tool({"compare", folder / "a.csv", hanoi_dataset, "--on", "2018"});
  EXPECT_EQ(all.status, 0);
  EXPECT_THAT(all.err, HasSubstr("members of the regions are not in"));
  EXPECT_THAT(all.out, HasSubstr("capital-region"));
}

TEST(compare_command, names_each_problem_of_its_files_by_line) {
  const std::vector<std::vector<std::string>> cases{
      {thirds, "id,label\na,1\nb,1\nc,1\nd,1\ne,1\n", "a.csv:7:1: 'f' is not in "},
      {thirds, halves + "g,1\n", "b.csv:8:1: 'g' is not in "},
      {thirds, regions + "g,R\n", "b.csv:13:1: 'g' is not in "},
      {"id,region\na,R\ng,R\n", "id,label\na,1\n", "a.csv:3:1: 'g' is not in "},
      {thirds + "a,y\n", halves,
       "a.csv:8:1: 'a' stands on line 2 already; allowed: one row for each id, or clusters that overlap"},
      {thirds, regions + "a,R\n", "b.csv:13:1: 'a' stands on line 2 already; allowed: one row for each id and region"},
      {thirds, "id,group\na,1\n", "b.csv:1: there is no column 'label'"},
      {thirds, "name,label\na,1\n", "b.csv:1: there is no column 'id'"},
      {thirds, "", "b.csv: the file is empty"},
      {thirds, halves + "g,\n", "b.csv:8:2: 'g' has no label"},
      {thirds, halves + ",1\n", "b.csv:8:1: the id is empty"},
      {thirds, "id,region,degree\na,R,2\n", "b.csv:2:3: the degree is '2'; allowed: numbers above 0, at most 1"},
      {thirds, "id,region,degree\na,R,no\n", "b.csv:2:3: the degree is 'no'"}};
  for (const auto& c : cases) {
    const tool_outcome o = compare_tables(c[0], c[1]);
    EXPECT_EQ(o.status, 2) << c[2];
    EXPECT_THAT(o.err, HasSubstr(c[2]));
    EXPECT_THAT(o.out, IsEmpty());
  }
  // All of them at once, up to a limit.
  EXPECT_EQ(compare_tables(thirds, "id,label\ng,1\nh,1\n").lines_of_err(), 8U);
  EXPECT_THAT(compare_tables(thirds, "id,label\ng,1\nh,1\n", {"--limit", "problems=3"}).err, HasSubstr("5 more problems"));
}

TEST(compare_command, refuses_options_that_do_not_fit) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
      {{"--regions", "R"}, "--regions is for datasets, and "},
      {{"--on", "2018"}, "--on is for datasets, and "},
      {{"--match-by", "name"}, "--match-by is 'name'; allowed: jaccard, members"},
      {{"--least-degree", "2"}, "--least-degree is 2; allowed: [0, 1]"},
      {{"--show", "movers"}, "--show is 'movers'; here allowed: measures, and with --movers movers"},
      {{"--format", "xml"}, "allowed: table, csv, json"}};
  for (const auto& [options, message] : cases) {
    const tool_outcome o = compare_tables(thirds, halves, options);
    EXPECT_EQ(o.status, 2) << message;
    EXPECT_THAT(o.err, HasSubstr(message));
  }
  const scratch_folder folder;
  spill(folder / "a.csv", "id,label\n01,x\nzz,x\n");
  EXPECT_THAT(call_tool({"compare", folder / "a.csv", hanoi_dataset}).err, HasSubstr("a.csv:3:1: 'zz' is no actor of"));
  spill(folder / "a.csv", "id,label\n01,x\n");
  EXPECT_EQ(call_tool({"compare", folder / "a.csv", hanoi_dataset, "--regions", "atlantis"}).status, 2);
  EXPECT_THAT(call_tool({"compare", folder / "a.csv", hanoi_dataset, "--regions", "capital-region,capital-region"}).err,
              HasSubstr("names capital-region twice"));
  EXPECT_EQ(call_tool({"compare", folder / "a.csv", folder / "nowhere.csv"}).status, 2);
  EXPECT_EQ(call_tool({"compare", folder / "a.csv"}).status, 2);
}

TEST(compare_command, stops_on_request) {
  std::stop_source source;
  source.request_stop();
  const scratch_folder folder;
  spill(folder / "a.csv", thirds);
  EXPECT_EQ(call_tool({"compare", folder / "a.csv", folder / "a.csv"}, source.get_token()).status, 5);
}

}  // namespace
}  // namespace coopgraph::test
