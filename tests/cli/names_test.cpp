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
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(names_command, finds_any_spelling_and_suggests_what_is_only_near) {
  const scratch_folder folder;
  spill(folder / "n.csv", "text\nHA NOI\n\"Tỉnh Bình Thuận\"\nBinh Thuann\nNowhere at all\n\"\"\n");
  const tool_outcome o = call_tool({"names", vietnam_dataset, folder / "n.csv", "--on", "2018", "--format", "json"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.err, StartsWith("3 of 5 rows are not resolved"));
  const json found = json::parse(o.out);
  EXPECT_EQ(found["resolved"], (json{{"0", "01"}, {"1", "60"}, {"2", nullptr}, {"3", nullptr}, {"4", nullptr}}));
  EXPECT_EQ(found["suggestions"].size(), 3U);
  EXPECT_THAT(found["suggestions"]["2"].get<std::vector<std::string>>(), Contains("60"));
  EXPECT_TRUE(found["suggestions"]["3"].empty());
  EXPECT_EQ(found["run"]["command"], "names");
  EXPECT_EQ(found["run"]["options"]["column"], "text");
  EXPECT_EQ(found["run"]["fingerprint"].get<std::string>().size(), 64U);
}

TEST(names_command, shows_a_table_or_csv) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "n.csv", "text\nalpha\nBetta\n");
  const tool_outcome csv = call_tool({"names", folder / "d", folder / "n.csv", "--format", "csv", "--quiet"});
  EXPECT_EQ(csv.status, 0);
  EXPECT_THAT(csv.err, IsEmpty());
  EXPECT_EQ(csv.out, "row,text,id,name,suggestions\n0,alpha,a,Alpha,\n1,Betta,,,b\n");
  EXPECT_THAT(call_tool({"names", folder / "d", folder / "n.csv"}).out, AllOf(HasSubstr("Alpha"), HasSubstr("Suggestions")));
}

TEST(names_command, finds_codes_of_the_chosen_system_only) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "n.csv", "text\n02\n");
  const auto resolved = [&](const std::vector<std::string>& more) {
    std::vector<std::string> call{"names", folder / "d", folder / "n.csv", "--format", "json", "--quiet"};
    call.insert(call.end(), more.begin(), more.end());
    return json::parse(call_tool(call).out)["resolved"]["0"];
  };
  EXPECT_TRUE(resolved({}).is_null());
  EXPECT_EQ(resolved({"--codes", "code"}), "b");
  spill(folder / "n.csv", "text\nc\n");
  EXPECT_EQ(resolved({"--codes", "id"}), "c");
  const tool_outcome o = call_tool({"names", folder / "d", folder / "n.csv", "--codes", "iso"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("iso"));
}

TEST(names_command, says_that_a_date_chooses_among_actors_of_one_name) {
  const scratch_folder folder;
  spill(folder / "n.csv", "text\nHà Nội\n");
  const tool_outcome o = call_tool({"names", vietnam_dataset, folder / "n.csv"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.err, HasSubstr("by --on DATE"));
}

TEST(names_command, reads_another_column) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  spill(folder / "n.csv", "x,province\n1,Gamma\n");
  const tool_outcome o = call_tool({"names", folder / "d", folder / "n.csv", "--column", "province", "--format", "json"});
  EXPECT_EQ(json::parse(o.out)["resolved"]["0"], "c");
  EXPECT_THAT(o.err, IsEmpty());
}

TEST(names_command, names_what_is_wrong_with_its_file) {
  const scratch_folder folder;
  spill_small_dataset(folder / "d");
  const std::vector<std::pair<std::string, std::string>> cases{
      {"name\nAlpha\n", "n.csv:1: there is no column 'text'; the columns are name"},
      {"", "n.csv: the file is empty"},
      {"text,x\nAlpha\n", "n.csv:2"}};
  for (const auto& [bytes, message] : cases) {
    spill(folder / "n.csv", bytes);
    const tool_outcome o = call_tool({"names", folder / "d", folder / "n.csv", "-o", folder / "out"});
    EXPECT_EQ(o.status, 2);
    EXPECT_THAT(o.err, HasSubstr(message));
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
  }
  EXPECT_EQ(call_tool({"names", folder / "d", folder / "nowhere.csv"}).status, 2);
  EXPECT_EQ(call_tool({"names", folder / "nowhere", folder / "n.csv"}).status, 2);
  EXPECT_THAT(call_tool({"names", folder / "d", folder / "n.csv", "--on", "soon"}).err, HasSubstr("--on is 'soon'"));
}

}  // namespace
}  // namespace coopgraph::test
