// SPDX-License-Identifier: BSL-1.0
// Every measure of `rank --by` at the prompt: the shape of its JSON, its options, its refusals. The numbers are tested in the
// library.
#include "cli/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;
using words = std::vector<std::string>;

std::string json_of(const std::string& csv, const std::string& by, words options = {}) {
  options.insert(options.end(), {"--by", by});
  return without_space(json_of_table("rank", csv, options));
}

//  a - b - c - d, and b - d: a triangle with a tail
constexpr const char* kite = "source,target,weight\na,b,1\nb,c,2\nc,d,2\nb,d,4\n";
constexpr const char* arcs = "origin,destination\na,b\nb,c\nc,a\nc,d\n";

TEST(rank_measures, of_distance_follow_mode_and_convention) {
  EXPECT_THAT(json_of(kite, "closeness"),
              AllOf(HasSubstr("\"a\":0.6,\"b\":1,\"c\":0.75,\"d\":0.75}"),
                    HasSubstr("\"convention\":\"classic\",\"mode\":\"out\",\"connected\":true,\"ties\":\"exact\"")));
  // d reaches nobody: no classic closeness, and 0 by Wasserman and Faust.
  EXPECT_THAT(json_of(arcs, "closeness"), AllOf(HasSubstr("\"d\":null"), HasSubstr("\"undefined\":{\"d\":\"")));
  EXPECT_THAT(json_of(arcs, "closeness", {"--convention", "wasserman-faust"}), HasSubstr("\"d\":0}"));
  EXPECT_THAT(json_of(arcs, "closeness", {"--mode", "in"}), AllOf(HasSubstr("\"d\":0.5}"), HasSubstr("\"mode\":\"in\"")));
  EXPECT_THAT(json_of(kite, "harmonic"), HasSubstr("\"a\":2,\"b\":3,\"c\":2.5,\"d\":2.5}"));
  EXPECT_THAT(json_of(kite, "harmonic", {"--normalized"}), HasSubstr("\"b\":1,"));
  EXPECT_THAT(json_of(kite, "closeness", {"--length", "weight"}), HasSubstr("\"b\":0.42857142857142855,"));  // 3 / (1 + 2 + 4)
}

TEST(rank_measures, of_edges_list_the_edges_with_their_rows) {
  EXPECT_THAT(json_of("source,target\na,b\nb,c\nb,a\n", "edge-betweenness"),
              HasSubstr("\"edge-betweenness\":{\"edges\":[{\"rows\":[0,2],\"source\":\"a\",\"target\":\"b\",\"score\":2},"
                        "{\"rows\":[1],\"source\":\"b\",\"target\":\"c\",\"score\":2}],\"normalized\":false,\"pairs\":3"));
  EXPECT_EQ(call_of_table("rank", "source,target\na,b\nb,c\nc,d\n", {"--by", "edge-betweenness", "--format", "csv"}).out,
            "source,target,score\nb,c,4\na,b,3\nc,d,3\n");
  EXPECT_THAT(call_of_table("rank", "source,target\na,b\nb,c\nc,d\n", {"--by", "edge-betweenness", "--top", "1"}).out,
              HasSubstr("2 more are not shown"));
  EXPECT_THAT(call_of_table("rank", kite, {"--by", "degree,edge-betweenness"}).err, HasSubstr("ask for it alone"));
  EXPECT_THAT(json_of(kite, "degree,edge-betweenness"), HasSubstr("\"degree\":{\"scores\""));
}

TEST(rank_measures, of_betweenness_take_some_sources_and_targets) {
  const scratch_folder folder;
  spill(folder / "s.csv", "id\na\n");
  spill(folder / "t.csv", "id\nd\n");
  spill(folder / "bad.csv", "id\na\nx\na\n");
  EXPECT_THAT(json_of(kite, "betweenness", {"--sources", folder / "s.csv", "--targets", folder / "t.csv"}),
              HasSubstr("\"a\":0,\"b\":1,\"c\":0,\"d\":0}"));
  const tool_outcome bad = call_of_table("rank", kite, {"--by", "betweenness", "--sources", folder / "bad.csv"});
  EXPECT_EQ(bad.status, 2);
  EXPECT_THAT(bad.err, AllOf(HasSubstr("bad.csv:3:1: 'x' is no vertex"), HasSubstr("bad.csv:4:1: 'a' stands there already")));
}

TEST(rank_measures, sample_betweenness_with_a_seed_and_say_how_near_it_is) {
  const std::string once = json_of(kite, "betweenness", {"--epsilon", "0.1", "--seed", "7"});
  EXPECT_THAT(once,
              AllOf(HasSubstr("\"epsilon\":0.1,\"delta\":0.1,\"bound\":"), HasSubstr("\"samples\":"), HasSubstr("\"seed\":7,")));
  const auto measures = [](const std::string& json) { return json.substr(0, json.find("\"run\"")); };
  EXPECT_EQ(measures(once), measures(json_of(kite, "betweenness", {"--epsilon", "0.1", "--seed", "7"})));
  EXPECT_THAT(call_of_table("rank", kite, {"--by", "betweenness", "--epsilon", "0.1", "--length", "weight"}).err,
              HasSubstr("leave one of them out"));
  EXPECT_EQ(call_of_table("rank", kite, {"--by", "betweenness", "--epsilon", "2"}).status, 2);
}

TEST(rank_measures, of_eigenvectors_say_where_there_is_none) {
  EXPECT_THAT(json_of("source,target\na,b\n", "eigenvector"),
              AllOf(HasSubstr("\"a\":0.70710678118654"), HasSubstr("\"converged\":true,"), HasSubstr("\"dominant\":1")));
  const tool_outcome none = call_of_table("rank", "origin,destination\na,b\nb,c\n", {"--by", "eigenvector", "--format", "json"});
  EXPECT_EQ(none.status, 4);
  EXPECT_THAT(without_space(none.out), AllOf(HasSubstr("\"scores\":{\"a\":null,\"b\":null,\"c\":null}"),
                                             HasSubstr("\"eigenvalue\":0,"), HasSubstr("\"converged\":false")));
  EXPECT_EQ(none.lines_of_err(), 1U) << none.err;
}

TEST(rank_measures, of_walks_hold_their_evidence) {
  EXPECT_THAT(json_of(kite, "katz", {"--alpha", "0.05", "--beta", "2", "--strength", "none"}),
              AllOf(HasSubstr("\"alpha\":0.05,\"beta\":2,\"converged\":true"), HasSubstr("\"error_bound\":"),
                    HasSubstr("\"ranking_certified\":")));
  const tool_outcome beyond = call_of_table("rank", kite, {"--by", "katz", "--alpha", "5"});
  EXPECT_EQ(beyond.status, 2);
  EXPECT_THAT(beyond.err, HasSubstr("alpha is 5"));
  EXPECT_THAT(json_of(arcs, "hits"), AllOf(HasSubstr("\"hits\":{\"hubs\":{\"a\":"), HasSubstr("\"authorities\":{\"a\":"),
                                           HasSubstr("\"singular_value\":")));
  EXPECT_THAT(call_of_table("rank", arcs, {"--by", "hits", "--format", "csv"}).out, StartsWith("rank,id,name,hits,hits_hub\n"));
}

TEST(rank_measures, of_cores_tell_the_order_of_peeling) {
  EXPECT_THAT(json_of(kite, "core"),
              AllOf(HasSubstr("\"a\":1,\"b\":2,\"c\":2,\"d\":2}"), HasSubstr("\"degeneracy\":2,\"order\":[\"a\",")));
  EXPECT_THAT(json_of(kite, "s-core"), HasSubstr("\"a\":1,\"b\":4,\"c\":4,\"d\":4}"));
  EXPECT_THAT(json_of(arcs, "core", {"--mode", "in"}), HasSubstr("\"mode\":\"in\""));
}

TEST(rank_measures, of_structural_holes_are_undefined_for_the_isolate) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source,target\na,b\n");
  spill(folder / "n.csv", "id\na\nb\nz\n");
  for (const char* by : {"constraint", "effective-size", "efficiency", "hierarchy"}) {
    const tool_outcome o =
        call_tool({"rank", folder / "e.csv", "--nodes", folder / "n.csv", "--by", by, "--format", "json", "--quiet"});
    EXPECT_EQ(o.status, 0) << o.err;
    EXPECT_THAT(without_space(o.out), AllOf(HasSubstr("\"a\":1,\"b\":1,\"z\":null}"), HasSubstr("\"undefined\":{\"z\":\"")))
        << by;
  }
}

TEST(rank_measures, between_groups_take_a_file) {
  const scratch_folder folder;
  spill(folder / "g.csv", "id,group\na,north\nb,south\nc,south\n");
  const words groups{"--groups", folder / "g.csv"};
  const std::string rows = "origin,destination\na,b\nb,c\nc,d\n";
  //  a(north) > b(south) > c(south) > d(none): b is a gatekeeper, c a representative.
  EXPECT_THAT(
      json_of(rows, "brokerage", groups),
      AllOf(HasSubstr("\"roles\":{\"a\":{\"coordinator\":0,\"itinerant\":0,\"representative\":0,\"gatekeeper\":0,\"liaison\":0,"
                      "\"total\":0},\"b\":{\"coordinator\":0,\"itinerant\":0,\"representative\":0,\"gatekeeper\":1,"),
            HasSubstr("\"expected\":{"), HasSubstr("\"z\":{"), HasSubstr("\"groups\":3")));
  EXPECT_THAT(call_of_table("rank", rows, {"--by", "brokerage", "--groups", folder / "g.csv"}).out,
              AllOf(HasSubstr("Gatekeeper"), HasSubstr("1 vertex is in none of the groups and is taken as one more")));
  EXPECT_THAT(json_of(kite, "participation,within-module-z", groups),
              AllOf(HasSubstr("\"participation\":{\"scores\""), HasSubstr("\"within-module-z\":{\"scores\"")));
  EXPECT_THAT(call_of_table("rank", kite, {"--by", "participation"}).err,
              HasSubstr("give --groups FILE with the columns id,group"));
}

TEST(rank_measures, between_groups_take_regions_of_a_dataset) {
  const tool_outcome o = call_tool({"rank", modelled_dataset, "--as", "flows", "--by", "participation", "--groups",
                                    "mekong-delta,south-east", "--format", "json", "--quiet"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(without_space(o.out), HasSubstr("\"groups\":3"));
  const tool_outcome overlap = call_tool({"rank", modelled_dataset, "--as", "flows", "--by", "participation", "--groups",
                                          "capital-region,red-river-delta", "--quiet"});
  EXPECT_EQ(overlap.status, 2);
  EXPECT_THAT(overlap.err, HasSubstr("regions that overlap"));
  const tool_outcome unknown = call_tool({"rank", hanoi_dataset, "--by", "brokerage", "--groups", "mekong", "--quiet"});
  EXPECT_EQ(unknown.status, 2);
}

TEST(rank_measures, that_take_the_ties_of_all_say_so_where_only_some_were_recorded) {
  const tool_outcome own = call_tool({"rank", hanoi_dataset, "--by", "degree,strength", "--quiet"});
  EXPECT_EQ(own.status, 0) << own.err;
  EXPECT_THAT(own.out,
              HasSubstr("degree: only the ties of Hà Nội were recorded; of the others only their ties with these count"));
  for (const char* by : {"closeness", "betweenness", "edge-betweenness", "pagerank", "core", "constraint"}) {
    const tool_outcome o = call_tool({"rank", hanoi_dataset, "--by", by, "--format", "json", "--quiet"});
    EXPECT_EQ(o.status, 4) << by;
    EXPECT_THAT(o.err, HasSubstr("not observed: it takes the ties of all, and only the ties of Hà Nội were recorded")) << by;
    EXPECT_THAT(without_space(o.out), AllOf(HasSubstr("\"01\":null"), HasSubstr("\"not_observed\":\"")));
    const tool_outcome taken = call_tool({"rank", hanoi_dataset, "--by", by, "--absence", "none", "--quiet"});
    EXPECT_EQ(taken.status, 0) << taken.err;
  }
  const tool_outcome wrong = call_tool({"rank", hanoi_dataset, "--by", "degree", "--absence", "never"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_THAT(wrong.err, HasSubstr("--absence is 'never'; allowed: unknown, none"));
  EXPECT_THAT(call_of_table("rank", kite, {"--by", "degree", "--absence", "none"}).err, HasSubstr("--absence"));
}

TEST(rank_measures, refuse_values_outside_their_domain) {
  const std::string negative = "source,target,weight\na,b,-1\nb,c,1\n";
  for (const char* by : {"eigenvector", "katz", "hits", "s-core", "constraint", "pagerank"}) {
    const tool_outcome o = call_of_table("rank", negative, {"--by", by});
    EXPECT_EQ(o.status, 2) << by;
    EXPECT_THAT(o.err, HasSubstr("which is negative; allowed: strengths of 0 or above")) << by;
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  }
  for (const char* by : {"closeness", "harmonic", "betweenness", "edge-betweenness"})
    EXPECT_THAT(call_of_table("rank", "source,target,km\na,b,0\n", {"--by", by, "--length", "km"}).err,
                HasSubstr("allowed: lengths above 0"))
        << by;
  EXPECT_THAT(call_of_table("rank", kite, {"--by", "closeness", "--convention", "new"}).err,
              HasSubstr("classic, wasserman-faust"));
}

TEST(rank_measures, of_the_empty_graph_are_empty) {
  for (const char* by : {"closeness", "harmonic", "betweenness", "katz", "core", "s-core", "constraint"})
    EXPECT_THAT(json_of("source,target\n", by), HasSubstr("\"scores\":{},\"undefined\":{}")) << by;
  EXPECT_THAT(json_of("source,target\n", "edge-betweenness"), HasSubstr("\"edges\":[]"));
}

}  // namespace
}  // namespace coopgraph::test
