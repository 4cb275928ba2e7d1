// SPDX-License-Identifier: BSL-1.0
#include "cli/tool.hpp"

#include "cli/example_dataset.hpp"

#include <coopgraph/io/dataset.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace coopgraph::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// The header that read_dataset() documents for each table.
const std::map<std::string, std::string> headers{
    {"actors.csv", "id,name,kind,parent,lon,lat,valid_from,valid_to,population,grdp,area"},
    {"aliases.csv", "id,alias"},
    {"regions.csv", "region,name,actor,valid_from,valid_to"},
    {"agreements.csv", "id,title,kind,status,counts,fields,signed_on,effective_from,effective_to,source"},
    {"parties.csv", "agreement,actor,role,of,extent,valid_from,valid_to"},
    {"flows.csv",
     "id,origin,destination,chain,stage,product,field,status,counts,effective_from,effective_to,capacity,unit,unit_cost,"
     "certified,"
     "source"},
    {"quantities.csv", "record,measure,value,low,high,unit,exactness,basis,phrase"},
    {"events.csv", "id,title,field,date,source"},
    {"participants.csv", "event,actor,role,extent"},
    {"sources.csv", "id,title,publisher,date,locator,url"},
    {"crosswalk.csv", "from,to,share,date"}};

TEST(new_command, writes_every_table_with_all_its_columns_and_an_example) {
  const scratch_folder folder;
  const tool_outcome o = call_tool({"new", folder / "d"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.err, IsEmpty());
  for (const auto& [file, header] : headers) {
    const std::string text = slurp(folder / ("d/" + file));
    EXPECT_THAT(text, StartsWith(header + "\n")) << file;
    EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 1) << file;
    EXPECT_THAT(o.out, HasSubstr(file));
  }
  const json package = json::parse(slurp(folder / "d/datapackage.json"));
  EXPECT_EQ(package["resources"].size(), headers.size());
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder / "d"), {}),
            static_cast<std::ptrdiff_t>(headers.size() + 1));
}

TEST(new_command, writes_what_validates_and_can_be_reported) {
  const scratch_folder folder;
  ASSERT_EQ(call_tool({"new", folder / "d", "--quiet"}).status, 0);
  const tool_outcome valid = call_tool({"validate", folder / "d"});
  EXPECT_EQ(valid.status, 0) << valid.err;
  EXPECT_THAT(valid.out, StartsWith("no problem: 5 actors"));
  EXPECT_EQ(call_tool({"report", folder / "d", "-o", folder / "r", "--quiet"}).status, 0);
  EXPECT_EQ(to_files(read_dataset(folder / "d")).files, to_files(cli::example_network()).files);
}

TEST(new_command, says_what_to_do_next) {
  const scratch_folder folder;
  EXPECT_THAT(call_tool({"new", folder / "d"}).out, HasSubstr("coopgraph validate " + folder / "d"));
  const tool_outcome o = call_tool({"new", folder / "e", "--format", "json"});
  const json said = json::parse(o.out);
  EXPECT_EQ(said["files"].size(), headers.size() + 1);
  EXPECT_EQ(said["run"]["command"], "new");
  EXPECT_EQ(said["next"][1], "coopgraph validate " + folder / "e");
  EXPECT_THAT(call_tool({"new", folder / "f", "--format", "csv"}).out, StartsWith("file,purpose\nactors.csv,"));
  EXPECT_THAT(call_tool({"new", folder / "g", "--quiet"}).out, IsEmpty());
}

TEST(new_command, takes_a_folder_that_is_there_and_empty) {
  const scratch_folder folder;
  EXPECT_EQ(call_tool({"new", folder.path()}).status, 0);
  EXPECT_TRUE(std::filesystem::exists(folder / "actors.csv"));
}

TEST(new_command, refuses_a_folder_with_something_in_it_and_leaves_it_as_it_is) {
  const scratch_folder folder;
  spill(folder / "mine.txt", "mine");
  const tool_outcome o = call_tool({"new", folder.path()});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr(folder.path() + ": the folder is not empty; name one that is not there yet"));
  EXPECT_EQ(folder.entries(), 1U);
  const tool_outcome file = call_tool({"new", folder / "mine.txt"});
  EXPECT_EQ(file.status, 2);
  EXPECT_EQ(slurp(folder / "mine.txt"), "mine");
}

TEST(new_command, ends_with_status_3_where_it_cannot_write_and_leaves_nothing) {
  for (const char* impossible : {"/proc/coopgraph-new", "/dev/null/new"}) {
    const tool_outcome o = call_tool({"new", impossible});
    EXPECT_EQ(o.status, 3) << impossible;
    EXPECT_THAT(o.err, HasSubstr(impossible));
    EXPECT_THAT(o.out, IsEmpty());
  }
}

TEST(new_command, checks_its_options_before_it_writes) {
  const scratch_folder folder;
  EXPECT_EQ(call_tool({"new", folder / "d", "--format", "xml"}).status, 2);
  EXPECT_EQ(folder.entries(), 0U);
}

}  // namespace
}  // namespace coopgraph::test
