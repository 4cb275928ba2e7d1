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
using testing::StartsWith;

tool_outcome ranked_quietly(const std::string& csv, const std::vector<std::string>& options) {
  return call_of_table("rank", csv, options);
}

/// `rank` of this table as JSON without white space.
std::string json_of(const std::string& csv, const std::string& by, std::vector<std::string> options = {}) {
  options.insert(options.end(), {"--by", by});
  return without_space(json_of_table("rank", csv, options));
}

TEST(rank_command, counts_parallel_edges_when_they_are_kept_and_a_loop_twice) {
  const std::string json =
      json_of("source,target,weight\nA,B,1\nA,B,2\nB,A,4\nA,A,8\n", "degree", {"--parallel-edges", "keep", "--strength", "none"});
  EXPECT_THAT(
      json,
      AllOf(
          HasSubstr("\"edges\":4,"),
          HasSubstr(
              "\"measures\":{\"degree\":{\"scores\":{\"A\":5,\"B\":3},\"undefined\":{},\"mode\":\"all\",\"ties\":\"exact\"}}")));
}

TEST(rank_command, keeps_edges_of_strength_0) {
  EXPECT_THAT(json_of("source,target,weight\nA,B,0\nB,C,0\nA,C,1\n", "degree,strength"),
              AllOf(HasSubstr("\"edges\":3,"), HasSubstr("\"degree\":{\"scores\":{\"A\":2,\"B\":2,\"C\":2}"),
                    HasSubstr("\"strength\":{\"scores\":{\"A\":1,\"B\":0,\"C\":1}")));
}

TEST(rank_command, recognises_equal_lengths) {
  const std::string rows = "source,target,weight\nA,B,0.1\nB,C,0.2\nA,D,0.2\nD,C,0.1\nA,E,0.15\nE,C,0.15\n";
  EXPECT_THAT(json_of(rows, "betweenness", {"--length", "weight"}),
              AllOf(HasSubstr("\"A\":1.5,\"B\":0.3333333333333333,\"C\":"),
                    HasSubstr("\"D\":0.3333333333333333,\"E\":0.3333333333333333}"),
                    HasSubstr("\"normalized\":false,\"pairs\":6,\"ties\":\"exact\"")));
  EXPECT_THAT(json_of(rows, "betweenness", {"--length", "weight", "--normalized"}), HasSubstr("\"A\":0.25,"));
}

TEST(rank_command, follows_the_mode_on_directed_graphs) {
  const std::string rows = "origin,destination,value\na,b,2\na,c,3\n";
  EXPECT_THAT(json_of(rows, "degree,strength"),
              AllOf(HasSubstr("{\"a\":2,\"b\":1,\"c\":1}"), HasSubstr("{\"a\":5,\"b\":2,\"c\":3}")));
  EXPECT_THAT(json_of(rows, "degree,strength", {"--mode", "in"}),
              AllOf(HasSubstr("{\"a\":0,\"b\":1,\"c\":1}"), HasSubstr("{\"a\":0,\"b\":2,\"c\":3}")));
  EXPECT_THAT(json_of(rows, "degree", {"--mode", "out"}), HasSubstr("{\"a\":2,\"b\":0,\"c\":0}"));
}

TEST(rank_command, counts_1_for_each_edge_where_there_are_no_strengths_and_says_so) {
  EXPECT_THAT(json_of("source,target\na,b\n", "strength"),
              AllOf(HasSubstr("{\"a\":1,\"b\":1}"), HasSubstr("\"strengths\":\"eachedgecounts1\"")));
}

TEST(rank_command, gives_pagerank_with_its_evidence) {
  EXPECT_THAT(json_of("source,target\na,b\n", "pagerank"),
              AllOf(HasSubstr("\"scores\":{\"a\":0.5,\"b\":0.5}"),
                    HasSubstr("\"converged\":true,\"iterations\":1,\"residual\":0,\"error_bound\":0")));
  EXPECT_THAT(json_of("origin,destination\na,b\n", "pagerank", {"--damping", "0"}), HasSubstr("{\"a\":0.5,\"b\":0.5}"));
}

TEST(rank_command, begins_anew_where_the_personalization_says) {
  const scratch_folder folder;
  spill(folder / "p.csv", "weight,id\n2,a\n");
  const std::string rows = "origin,destination\na,b\n";
  EXPECT_THAT(json_of(rows, "pagerank", {"--damping", "0", "--personalization", folder / "p.csv"}),
              HasSubstr("{\"a\":1,\"b\":0}"));
  const std::string anew = json_of(rows, "pagerank", {"--damping", "0.5", "--personalization", folder / "p.csv"});
  const std::string uniform =
      json_of(rows, "pagerank", {"--damping", "0.5", "--personalization", folder / "p.csv", "--dangling", "uniform"});
  // a = 1/2 + 1/2 b, b = 1/2 a; with uniform dangling: a = 1/2 + 1/4 b, b = 1/2 a + 1/4 b
  EXPECT_THAT(anew, HasSubstr("\"a\":0.66666"));
  EXPECT_THAT(uniform, HasSubstr("\"a\":0.6,\"b\":0.4"));
}

TEST(rank_command, names_each_problem_of_the_personalization_at_its_place) {
  const scratch_folder folder;
  spill(folder / "edges.csv", "source,target\na,b\n");
  spill(folder / "p.csv", "id,weight\nx,1\na,-1\nb,many\nb,1\n");
  const tool_outcome o =
      call_tool({"rank", folder / "edges.csv", "--quiet", "--by", "pagerank", "--personalization", folder / "p.csv"});
  EXPECT_EQ(o.status, 2);
  for (const char* place :
       {"p.csv:2:1: 'x' is no vertex", "p.csv:3:2: '-1'", "p.csv:4:2: 'many'", "p.csv:5:1: 'b' stands there already"})
    EXPECT_THAT(o.err, HasSubstr(place));
  spill(folder / "p.csv", "id,share\na,1\n");
  EXPECT_THAT(call_tool({"rank", folder / "edges.csv", "--by", "pagerank", "--personalization", folder / "p.csv"}).err,
              HasSubstr("there is no column 'weight'"));
  spill(folder / "p.csv", "");
  EXPECT_EQ(call_tool({"rank", folder / "edges.csv", "--by", "pagerank", "--personalization", folder / "p.csv"}).status, 2);
  EXPECT_EQ(call_tool({"rank", folder / "edges.csv", "--by", "pagerank", "--personalization", folder / "none.csv"}).status, 2);
}

TEST(rank_command, writes_what_was_found_and_ends_with_status_4_when_it_does_not_converge) {
  const scratch_folder folder;
  spill(folder / "edges.csv", "source,target\na,b\nb,c\nc,d\n");
  const tool_outcome o = call_tool({"rank", folder / "edges.csv", "--quiet", "--by", "pagerank", "--max-iterations", "1",
                                    "--format", "json", "-o", folder / "result.json"});
  EXPECT_EQ(o.status, 4);
  EXPECT_THAT(o.err, AllOf(HasSubstr("not converged after 1 iteration"), HasSubstr("--max-iterations")));
  EXPECT_THAT(slurp(folder / "result.json"), AllOf(HasSubstr("\"converged\": false"), HasSubstr("\"scores\": {")));
}

TEST(rank_command, refuses_strengths_and_lengths_outside_a_measures_domain_by_the_names_of_the_ends) {
  const tool_outcome negative =
      ranked_quietly("source,target,weight\nA,B,-1\nB,C,2\n", {"--by", "pagerank", "--strength", "weight"});
  EXPECT_EQ(negative.status, 2);
  EXPECT_THAT(negative.err, AllOf(HasSubstr("negative"), HasSubstr("A - B"), HasSubstr("--strength")));
  const tool_outcome zero = ranked_quietly("source,target,weight\nA,B,0\n", {"--by", "betweenness", "--length", "weight"});
  EXPECT_EQ(zero.status, 2);
  EXPECT_THAT(zero.err, AllOf(HasSubstr("the length of A - B is 0"), HasSubstr("above 0")));
}

TEST(rank_command, names_a_sum_beyond_the_range_of_a_double) {
  const std::string rows = "source,target,weight\nA,B,1e308\nB,C,1e308\nC,A,1e308\n";
  for (const char* by : {"pagerank", "strength", "pagerank,strength"}) {
    const tool_outcome o = ranked_quietly(rows, {"--by", by, "--strength", "weight"});
    EXPECT_EQ(o.status, 2) << by;
    EXPECT_THAT(o.err, HasSubstr("range"));
    EXPECT_THAT(o.out, IsEmpty());
  }
}

TEST(rank_command, refuses_what_it_does_not_know) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
      {{}, "--by is required"},
      {{"--by", "fame"}, "there is no measure 'fame'"},
      {{"--by", ""}, "there is no measure ''"},
      {{"--by", "degree,degree"}, "twice"},
      {{"--by", "degree", "--mode", "both"}, "--mode is 'both'"},
      {{"--by", "pagerank", "--dangling", "none"}, "--dangling is 'none'"},
      {{"--by", "pagerank", "--damping", "1"}, "damping is 1"},
      {{"--by", "pagerank", "--max-iterations", "0"}, "max_iterations is 0"},
      {{"--by", "degree", "--format", "xml"}, "allowed: table, csv, json"}};
  for (const auto& [options, part] : cases) {
    const tool_outcome o = ranked_quietly("source,target\na,b\n", options);
    EXPECT_EQ(o.status, 2) << part;
    EXPECT_THAT(o.err, HasSubstr(part));
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
    EXPECT_THAT(o.out, IsEmpty());
  }
}

TEST(rank_command, shows_the_first_places_and_writes_all_as_csv) {
  const std::string rows = "source,target\na,b\na,c\na,d\nb,c\n";
  const tool_outcome text = ranked_quietly(rows, {"--by", "degree,betweenness", "--top", "1"});
  EXPECT_THAT(text.out, AllOf(StartsWith("The vertices by degree\n"), HasSubstr("3 vertices are not shown; --top 0 shows all")));
  EXPECT_THAT(ranked_quietly(rows, {"--by", "degree", "--top", "2"}).out,
              HasSubstr("1 vertex is not shown"));  // two share the second place
  EXPECT_EQ(ranked_quietly(rows, {"--by", "degree,betweenness", "--top", "1", "--format", "csv"}).out,
            "rank,id,name,degree,betweenness\n1,a,a,3,2\n2,b,b,2,0\n2,c,c,2,0\n4,d,d,1,0\n");
}

TEST(rank_command, says_in_the_table_what_strengths_and_ties_rest_on) {
  EXPECT_THAT(ranked_quietly("source,target\na,b\n", {"--by", "strength"}).out, HasSubstr("each edge counts 1"));
}

TEST(rank_command, of_the_empty_graph_has_no_scores) {
  EXPECT_THAT(json_of("source,target\n", "degree,strength,betweenness,pagerank"),
              AllOf(HasSubstr("\"vertices\":0,"), HasSubstr("\"pagerank\":{\"scores\":{},\"undefined\":{},\"converged\":true")));
  EXPECT_EQ(ranked_quietly("source,target\n", {"--by", "degree"}).status, 0);
}

TEST(rank_command, does_not_depend_on_the_number_of_threads) {
  const scratch_folder folder;
  std::string rows = "source,target\n";
  for (int v = 1; v < 200; ++v) rows += std::to_string(v) + "," + std::to_string(v * v % 53) + "\n";
  spill(folder / "edges.csv", rows);
  const auto with = [&](const char* threads) {
    return call_tool({"rank", folder / "edges.csv", "--by", "betweenness,pagerank", "--format", "json", "--threads", threads})
        .out;
  };
  EXPECT_THAT(with("1"), HasSubstr("\"betweenness\": {"));
  for (const char* threads : {"2", "4", "8"}) EXPECT_EQ(with(threads), with("1"));
}

TEST(rank_command, ranks_the_actors_of_a_dataset_by_their_ids) {
  const tool_outcome o = call_tool({"rank", hanoi_dataset, "--by", "degree", "--format", "csv", "--quiet"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.out, StartsWith("rank,id,name,degree\n1,01,Hà Nội,"));
}

}  // namespace
}  // namespace coopgraph::test
