// SPDX-License-Identifier: BSL-1.0
#include "cli/tool.hpp"

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/io/csv.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace coopgraph::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// Three planted faults: a duplicate id, an unknown status, an unknown party.
void spill_faults(const std::string& folder) {
  spill_small_dataset(folder);
  spill(folder + "/actors.csv", "id,name\na,Alpha\nb,Beta\nc,Gamma\na,Again\n");
  spill(folder + "/agreements.csv", "id,title,status\nx,X,sealed\ny,Y,signed\n");
  spill(folder + "/parties.csv", "agreement,actor\nx,a\nx,b\ny,b\ny,zz\n");
}

TEST(validate_command, says_what_a_sound_dataset_holds) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  const tool_outcome o = call_tool({"validate", folder / "d"});
  EXPECT_EQ(o.status, 0);
  EXPECT_EQ(o.out, "no problem: 3 actors, 2 agreements, 5 parties, 2 fields\n");
  EXPECT_THAT(o.err, IsEmpty());
}

TEST(validate_command, finds_no_problem_in_the_example_data) {
  for (const std::string& dataset : {hanoi_dataset, vietnam_dataset}) {
    const tool_outcome o = call_tool({"validate", dataset});
    EXPECT_EQ(o.status, 0) << o.err;
    EXPECT_THAT(o.out, StartsWith("no problem: "));
  }
}

TEST(validate_command, names_each_problem_at_its_place_in_json_with_status_2) {
  const scratch_folder folder;
  spill_faults(folder / "d");
  const tool_outcome o = call_tool({"validate", folder / "d", "--format", "json", "--quiet"});
  EXPECT_EQ(o.status, 2);
  const json found = json::parse(o.out);
  ASSERT_EQ(found["problems"].size(), 3U);
  const json& first = found["problems"][0];
  EXPECT_EQ(first["file"], folder / "d/actors.csv");
  EXPECT_EQ(first["line"], 5);
  EXPECT_EQ(first["column"], 1);
  EXPECT_EQ(first["record"], "a");
  EXPECT_EQ(first["code"], "duplicate-id");
  EXPECT_THAT(first["message"].get<std::string>(), HasSubstr("a"));
  EXPECT_EQ(found["problems"][1]["code"], "invalid-value");
  EXPECT_EQ(found["problems"][2]["code"], "unknown-actor");
  EXPECT_EQ(found["run"]["command"], "validate");
  EXPECT_EQ(found["run"]["fingerprint"].get<std::string>().size(), 64U);
  EXPECT_TRUE(found["run"]["seed"].is_null());
  EXPECT_FALSE(found.contains("counts"));
}

TEST(validate_command, says_each_problem_on_a_line_of_the_standard_error_in_every_format) {
  const scratch_folder folder;
  spill_faults(folder / "d");
  for (const char* format : {"table", "csv", "json"}) {
    const tool_outcome o = call_tool({"validate", folder / "d", "--format", format, "--quiet"});
    EXPECT_EQ(o.status, 2);
    EXPECT_EQ(o.lines_of_err(), 3U) << o.err;
    for (const char* at : {"d/actors.csv:5:1: ", "d/agreements.csv:2:3: ", "d/parties.csv:5:2: "})
      EXPECT_THAT(o.err, HasSubstr(folder / at)) << format;
  }
}

TEST(validate_command, writes_the_result_into_a_file_also_at_status_2) {
  const scratch_folder folder;
  spill_faults(folder / "d");
  const tool_outcome o = call_tool({"validate", folder / "d", "--format", "json", "-o", folder / "p.json"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.out, IsEmpty());
  EXPECT_EQ(json::parse(slurp(folder / "p.json"))["problems"].size(), 3U);
}

TEST(validate_command, shows_problems_as_a_table_and_as_csv) {
  const scratch_folder folder;
  spill_faults(folder / "d");
  EXPECT_THAT(call_tool({"validate", folder / "d"}).out, StartsWith("Problems: 3\nFile"));
  const std::string csv = call_tool({"validate", folder / "d", "--format", "csv"}).out;
  EXPECT_THAT(csv, StartsWith("file,line,column,record,code,message\n"));
  csv_reader reader(csv, "csv");
  std::size_t rows = 0;
  while (reader.next()) ++rows;
  EXPECT_EQ(rows, 4U);
  EXPECT_THAT(call_tool({"validate", hanoi_dataset, "--format", "csv"}).out, "file,line,column,record,code,message\n");
}

TEST(validate_command, counts_in_json_what_a_sound_input_holds) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  const json dataset = json::parse(call_tool({"validate", folder / "d", "--format", "json"}).out);
  EXPECT_TRUE(dataset["problems"].empty());
  EXPECT_EQ(dataset["counts"]["actors"], 3);
  spill(folder / "e.csv", "origin,destination,value\na,b,1\nb,c,2\n");
  const json edges = json::parse(call_tool({"validate", folder / "e.csv", "--format", "json"}).out);
  EXPECT_TRUE(edges["problems"].empty());
  EXPECT_EQ(edges["graph"], (json{{"vertices", 3}, {"edges", 2}, {"directed", true}}));
}

TEST(validate_command, checks_edge_tables) {
  const scratch_folder folder;
  spill(folder / "e.csv", "source,target,weight\na,b,1\nb,,2\n\nb,c,\nc,a,x\n");
  const tool_outcome o = call_tool({"validate", folder / "e.csv", "--format", "json"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("e.csv:3:2: "));
  EXPECT_THAT(o.err, HasSubstr("e.csv:6:3: "));
  spill(folder / "e.csv", "source,target,weight\n\"a\n1\",b,1\n\nb,c,\nc,a,1\n");
  const tool_outcome missing = call_tool({"validate", folder / "e.csv"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, StartsWith(folder / "e.csv:5:3: weight is empty"));
  EXPECT_EQ(call_tool({"validate", folder / "e.csv", "--strength", "none"}).out, "no problem: 4 vertices, 3 edges, undirected\n");
}

TEST(validate_command, takes_a_missing_or_unknown_input_for_a_problem) {
  const scratch_folder folder;
  const tool_outcome o = call_tool({"validate", folder / "nowhere", "--format", "json"});
  EXPECT_EQ(o.status, 2);
  EXPECT_EQ(json::parse(o.out)["problems"][0]["code"], "no-such-file");
  EXPECT_THAT(o.err, StartsWith(folder / "nowhere: "));
  std::filesystem::create_directory(folder / "empty");
  EXPECT_EQ(call_tool({"validate", folder / "empty"}).status, 2);
  spill(folder / "x.edgelist", "");
  const tool_outcome other = call_tool({"validate", folder / "x.edgelist"});
  EXPECT_EQ(other.status, 2);
  EXPECT_THAT(other.err,
              HasSubstr("x.edgelist: the format .edgelist is not supported; allowed: a dataset folder, .csv, .tsv, .txt"));
}

TEST(validate_command, ends_with_status_6_over_a_limit_and_writes_nothing) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "d/actors.csv", "id,name\na," + std::string(70'000, 'x') + "\nb,B\nc,C\n");
  const tool_outcome o = call_tool({"validate", folder / "d", "-o", folder / "r"});
  EXPECT_EQ(o.status, 6);
  EXPECT_THAT(o.err, HasSubstr("65536"));
  EXPECT_FALSE(std::filesystem::exists(folder / "r"));
  EXPECT_EQ(call_tool({"validate", folder / "d", "--limit", "field-bytes=80000"}).status, 0);
}

TEST(validate_command, shows_hostile_names_escaped) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "d/parties.csv", "agreement,actor\nx,a\nx,b\ny,b\ny,\"=cmd\x1b[2J\xe2\x80\xae\"\n");
  for (const char* format : {"table", "json"}) {
    const tool_outcome o = call_tool({"validate", folder / "d", "--format", format});
    EXPECT_EQ(o.status, 2);
    for (const std::string& text : {o.out, o.err}) {
      EXPECT_EQ(text.find('\x1b'), text.npos) << format;
    }
    EXPECT_EQ(o.err.find("\xe2\x80\xae"), o.err.npos) << format;
  }
}

}  // namespace
}  // namespace coopgraph::test
