// SPDX-License-Identifier: BSL-1.0
// The small tables that stand beside INPUT, and the tables that describe shows.
#include "tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace coopgraph::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

TEST(table_beside_input, has_the_delimiter_of_its_extension_or_of_the_option) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "n.tsv", "x\ttext\n1,0\tGamma\n");
  EXPECT_EQ(call_tool({"names", folder / "d", folder / "n.tsv", "--format", "csv"}).out,
            "row,text,id,name,suggestions\n0,Gamma,c,Gamma,\n");
  spill(folder / "n.csv", "x;text\n1,0;Gamma\n");
  EXPECT_EQ(call_tool({"names", folder / "d", folder / "n.csv", "--file-delimiter", ";", "--format", "csv"}).out,
            "row,text,id,name,suggestions\n0,Gamma,c,Gamma,\n");
}

TEST(table_beside_input, has_numbers_as_the_options_say) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source;target\na;b\nb;c\n");
  spill(folder / "p.csv", "id;weight\na;0,5\nc;1,5\n");
  const std::vector<std::string> call{
      "rank", folder / "e.csv", "--by",     "pagerank", "--personalization", folder / "p.csv", "--delimiter",
      ";",    "--quiet",        "--format", "csv"};
  const tool_outcome refused = call_tool(call);
  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("p.csv:2:2: '0,5' is no weight"));
  std::vector<std::string> with_comma = call;
  with_comma.insert(with_comma.end(), {"--decimal", ","});
  EXPECT_EQ(call_tool(with_comma).status, 0);
}

TEST(table_beside_input, names_a_column_that_is_not_there_and_those_that_are) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source,target\na,b\n");
  spill(folder / "p.csv", "id,share\na,1\n");
  const tool_outcome o =
      call_tool({"rank", folder / "e.csv", "--by", "pagerank", "--personalization", folder / "p.csv", "--quiet"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("p.csv:1: there is no column 'weight'; the columns are id, share"));
  spill(folder / "p.csv", "");
  EXPECT_THAT(call_tool({"rank", folder / "e.csv", "--by", "pagerank", "--personalization", folder / "p.csv", "--quiet"}).err,
              HasSubstr("the file is empty"));
}

TEST(a_missing_number, stands_at_its_line_and_column_whatever_comes_before_it) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source,target,weight\n\n\"a\nb\",c,1\na,c,\n\nc,d,\n");
  const tool_outcome o = call_tool({"describe", folder / "e.csv", "--quiet"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("e.csv:5:3: weight is empty"));
  EXPECT_THAT(o.err, HasSubstr("e.csv:7:3: weight is empty"));
  spill(folder / "e.csv", "\xEF\xBB\xBF\r\nsource;\"tar\"\"get\";weight\r\n\r\na;b;\n\"x\ny\";3;\n");
  const tool_outcome quoted = call_tool(
      {"describe", folder / "e.csv", "--quiet", "--delimiter", ";", "--source-column", "source", "--target-column", "tar\"get"});
  EXPECT_THAT(quoted.err, HasSubstr("e.csv:4:3: weight is empty"));
  EXPECT_THAT(quoted.err, HasSubstr("e.csv:5:3: weight is empty"));
  spill(folder / "e.csv", "source,target,weight\na,b,1\na\na,c,\nc,d,2\n");
  const tool_outcome skipped = call_tool({"describe", folder / "e.csv", "--bad-rows", "skip", "--format", "json"});
  EXPECT_EQ(skipped.status, 0);
  EXPECT_THAT(skipped.err, HasSubstr("e.csv:3: the row has 1 field"));
  EXPECT_THAT(skipped.err, HasSubstr("e.csv:4:3: weight is empty"));
  EXPECT_THAT(skipped.out, HasSubstr("\"edges\": 2"));
}

TEST(describe_tables, are_chosen_by_their_key_in_csv_and_text) {
  const tool_outcome csv = call_tool({"describe", hanoi_dataset, "--table", "ties_by_field", "--format", "csv", "--quiet"});
  EXPECT_EQ(csv.status, 0);
  EXPECT_THAT(csv.out, StartsWith("id,name,field:administration,"));
  EXPECT_THAT(csv.out, HasSubstr("\n25,Phú Thọ,"));
  const tool_outcome text = call_tool({"describe", hanoi_dataset, "--table", "without_tie", "--quiet"});
  EXPECT_THAT(text.out, StartsWith("Actors without a recorded tie with Hà Nội"));
  EXPECT_THAT(text.out, Not(HasSubstr("Density")));
  EXPECT_THAT(call_tool({"describe", hanoi_dataset, "--table", "graph", "--quiet"}).out, StartsWith("The graph"));
}

TEST(describe_tables, that_are_not_there_are_refused_with_those_that_are) {
  const tool_outcome o = call_tool({"describe", hanoi_dataset, "--table", "ending", "--quiet"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("--table is 'ending'; allowed here: graph, holdings, stated"));
}

TEST(describe_tables, count_the_ties_of_a_dataset_that_lie_on_one_edge) {
  const tool_outcome o = call_tool({"describe", hanoi_dataset, "--format", "json", "--quiet"});
  EXPECT_THAT(o.out, HasSubstr("\"merged_edges\": 3"));
  EXPECT_THAT(call_tool({"describe", hanoi_dataset, "--quiet"}).out,
              HasSubstr("Only the ties of some actors were recorded (1 actor)"));
}

TEST(limits, hold_for_the_bytes_of_a_row) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source,target\n" + std::string(40, 'a') + "," + std::string(40, 'b') + "\n");
  EXPECT_EQ(call_tool({"describe", folder / "e.csv", "--quiet"}).status, 0);
  EXPECT_EQ(call_tool({"describe", folder / "e.csv", "--quiet", "--limit", "row-bytes=60"}).status, 6);
}

}  // namespace
}  // namespace coopgraph::test
