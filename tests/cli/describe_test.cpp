// SPDX-License-Identifier: BSL-1.0
#include "cli/tool.hpp"
#include "support/graphs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string csv_of(const kit::edge_list& list) {
  std::string csv = "source,target\n";
  for (const auto& [u, v] : list.edges) csv += std::to_string(u) + "," + std::to_string(v) + "\n";
  return csv;
}

/// `describe` of this table, as JSON.
std::string described(const std::string& csv, const std::vector<std::string>& options = {}) {
  return json_of_table("describe", csv, options);
}

TEST(describe_command, gives_the_published_numbers_of_the_karate_club) {
  // networkx 3.6.1
  const std::string json = described(csv_of(kit::karate_club()));
  EXPECT_THAT(json, StartsWith("{\n  \"graph\": {\n    \"vertices\": 34,\n    \"edges\": 78,\n    \"directed\": false\n  },"));
  for (const char* member :
       {"\"count\": 1,", "\"largest\": 34,", "\"loops\": 0,", "\"merged_edges\": 0,", "\"largest_multiplicity\": 1,",
        "\"density\": 0.13903743315508021,", "\"triangles\": 45,", "\"transitivity\": 0.2556818181818182,", "\"diameter\": 5,",
        "\"mean_distance\": 2.408199643493761", "\"total_strength\": null", "\"reciprocity\": null", "\"asymmetric_pairs\": null",
        "\"reciprocity\": \"the graph is undirected\"", "\"command\": \"describe\"", "\"fingerprint\": \""})
    EXPECT_THAT(json, HasSubstr(member));
}

TEST(describe_command, counts_the_directions_of_a_directed_table) {
  // a <-> b with 3 and 1, b -> c, and a loop at c
  const std::string json = described("origin,destination,value\na,b,3\nb,a,1\nb,c,1\nc,c,9\n");
  for (const char* member :
       {"\"directed\": true", "\"count\": 1,", "\"strong\": 2,", "\"largest_strong\": 2\n", "\"loops\": 1,",
        "\"total_strength\": 14,", "\"density\": 0.5,", "\"reciprocity\": 0.6666666666666666,", "\"weighted_reciprocity\": 0.4,",
        "\"asymmetric_pairs\": 1,", "\"triangles\": 0,", "\"diameter\": 1,", "\"mean_distance\": 1,", "\"undefined\": {}"})
    EXPECT_THAT(json, HasSubstr(member));
}

TEST(describe_command, adds_exact_strengths_exactly) {
  EXPECT_THAT(described("source,target,weight\na,b,0.1\nb,c,0.2\n"), HasSubstr("\"total_strength\": 0.3,"));
  EXPECT_THAT(described("source,target,weight\na,b,9007199254740993\nb,c,2\n"),
              HasSubstr("\"total_strength\": 9007199254740995,"));
}

TEST(describe_command, counts_what_it_merges_and_keeps_it_on_request) {
  const std::string rows = "source,target,weight\na,b,1\na,b,2\nb,a,4\na,a,8\n";
  EXPECT_THAT(described(rows), AllOf(HasSubstr("\"edges\": 2,"), HasSubstr("\"merged_edges\": 2,"),
                                     HasSubstr("\"largest_multiplicity\": 3,"), HasSubstr("\"total_strength\": 15,")));
  EXPECT_THAT(described(rows, {"--parallel-edges", "keep"}),
              AllOf(HasSubstr("\"edges\": 4,"), HasSubstr("\"loops\": 1,"), HasSubstr("\"merged_edges\": 0,"),
                    HasSubstr("\"density\": 1,"), HasSubstr("\"total_strength\": 15,")));
}

TEST(describe_command, says_why_a_number_does_not_exist) {
  const std::string json = described("source,target\n");
  EXPECT_THAT(json, AllOf(HasSubstr("\"vertices\": 0,"), HasSubstr("\"count\": 0,"), HasSubstr("\"density\": null"),
                          HasSubstr("\"diameter\": null"), HasSubstr("\"mean_distance\": \"the graph has no vertices\"")));
  EXPECT_THAT(described("origin,destination,value\na,b,-1\n"),
              AllOf(HasSubstr("\"weighted_reciprocity\": null"), HasSubstr("the strength of a -> b is negative")));
}

TEST(describe_command, leaves_out_distances_of_large_graphs_unless_it_is_asked_for_them) {
  std::string rows = "source,target\n";
  for (int v = 0; v < 20'000; ++v) rows += "hub," + std::to_string(v) + "\n";
  EXPECT_THAT(described(rows), AllOf(HasSubstr("\"diameter\": null"), HasSubstr("--all")));
  EXPECT_THAT(described(rows, {"--all"}), AllOf(HasSubstr("\"diameter\": 2,"), Not(HasSubstr("--all computes"))));
}

TEST(describe_command, names_a_total_that_overflows) {
  const scratch_folder folder;
  spill(folder / "edges.csv", "source,target,weight\na,b,1.7e308\nb,c,1.7e308\n");
  const tool_outcome o = call_tool({"describe", folder / "edges.csv", "--format", "json", "--quiet", "-o", folder / "result"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("overflows"));
  EXPECT_FALSE(std::filesystem::exists(folder / "result"));
}

TEST(describe_command, shows_tables_and_csv_with_the_same_numbers) {
  const scratch_folder folder;
  spill(folder / "edges.csv", csv_of(kit::florentine_marriages()));
  const tool_outcome text = call_tool({"describe", folder / "edges.csv", "--quiet"});
  EXPECT_EQ(text.status, 0) << text.err;
  for (const char* part : {"Vertices", "15", "Triangles", "0.19148936170212766", "n/a (the graph is undirected)"})
    EXPECT_THAT(text.out, HasSubstr(part));
  const tool_outcome csv =
      call_tool({"describe", folder / "edges.csv", "--quiet", "--format", "csv", "-o", folder / "result.csv"});
  EXPECT_EQ(csv.status, 0);
  EXPECT_THAT(csv.out, IsEmpty());
  EXPECT_THAT(slurp(folder / "result.csv"),
              AllOf(StartsWith("key,value,undefined\ngraph.vertices,15,\n"), HasSubstr("\ntriangles,3,\n"),
                    HasSubstr("\ncomponents.count,1,\n"), HasSubstr("\nreciprocity,,the graph is undirected\n")));
}

TEST(describe_command, does_not_depend_on_the_number_of_threads) {
  const scratch_folder folder;
  spill(folder / "edges.csv", csv_of(kit::karate_club()));
  const auto with = [&](const char* threads) {
    return call_tool({"describe", folder / "edges.csv", "--format", "json", "--threads", threads}).out;
  };
  EXPECT_THAT(with("1"), HasSubstr("\"triangles\": 45"));
  for (const char* threads : {"2", "4", "8"}) EXPECT_EQ(with(threads), with("1"));
}

TEST(describe_command, says_of_a_dataset_what_it_states_bounds_and_does_not_know) {
  const tool_outcome o = call_tool({"describe", hanoi_dataset, "--format", "json", "--quiet"});
  EXPECT_EQ(o.status, 0) << o.err;
  for (const char* member :
       {"\"components\": {", "\"dataset\": {", "\"holdings\": {", "\"stated\": {", "\"ties_by_field\": {", "\"without_tie\": {"})
    EXPECT_THAT(o.out, HasSubstr(member));
  EXPECT_THAT(o.out, Not(HasSubstr("\"ending\": {")));
  const tool_outcome on =
      call_tool({"describe", hanoi_dataset, "--format", "json", "--quiet", "--on", "2018-12-31", "--since", "2017"});
  EXPECT_THAT(on.out, AllOf(HasSubstr("\"ending\": {"), HasSubstr("\"changes\": {")));
  EXPECT_THAT(call_tool({"describe", hanoi_dataset, "--quiet"}).out, AllOf(HasSubstr("Vertices"), HasSubstr("Sơn La")));
}

TEST(describe_command, refuses_what_describes_a_dataset_of_an_edge_table_and_bad_dates) {
  const scratch_folder folder;
  spill(folder / "edges.csv", "source,target\na,b\n");
  EXPECT_THAT(call_tool({"describe", folder / "edges.csv", "--of", "01"}).err, HasSubstr("INPUT is none"));
  EXPECT_EQ(call_tool({"describe", hanoi_dataset, "--of", "nobody"}).status, 2);
  EXPECT_THAT(call_tool({"describe", hanoi_dataset, "--since", "2017"}).err, HasSubstr("--since is given without --on"));
  const tool_outcome o = call_tool({"describe", hanoi_dataset, "--since", "yesterday", "--on", "2018"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("--since is 'yesterday'"));
}

TEST(describe_command, ends_with_status_5_when_it_is_stopped) {
  std::stop_source source;
  source.request_stop();
  EXPECT_EQ(call_tool({"describe", hanoi_dataset}, source.get_token()).status, 5);
}

}  // namespace
}  // namespace coopgraph::test
