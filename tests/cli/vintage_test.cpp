// SPDX-License-Identifier: BSL-1.0
// The ties of a dataset in the units of another date.
#include "cli/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Three units of which a and b become ab in 2025; a pair inside the new unit, one across, and a flow inside.
void spill_units(const std::string& folder) {
  std::filesystem::create_directory(folder);
  spill(folder + "/actors.csv",
        "id,name,valid_from,valid_to\na,Alpha,,2025-06-30\nb,Beta,,2025-06-30\nc,Gamma,,\nab,Alphabeta,2025-07-01,\n");
  spill(folder + "/crosswalk.csv", "from,to,share,date\na,ab,1,2025-07-01\nb,ab,1,2025-07-01\n");
  spill(folder + "/agreements.csv", "id,title,status,effective_from,effective_to\nx,X,signed,2016,2018\ny,Y,signed,2016,2018\n");
  spill(folder + "/parties.csv", "agreement,actor,role\nx,a,lead\nx,b,\ny,b,lead\ny,c,\n");
  spill(folder + "/flows.csv", "id,origin,destination,effective_from,effective_to\nf,a,b,2016,2018\ng,a,c,2016,2018\n");
}

TEST(vintage, tells_ties_in_the_units_of_the_date_and_counts_the_loops) {
  const scratch_folder folder;
  spill_units(folder / "d");
  const tool_outcome csv = call_tool({"project", folder / "d", "--vintage", "2025-07-01"});
  EXPECT_EQ(csv.out, "source,target,strength,records,basis\nc,ab,1,y,stated\n");
  EXPECT_THAT(csv.err, HasSubstr("carried to the units of 2025-07-01: 2 actors replaced, 2 records inside one unit now"));
  const tool_outcome json = call_tool({"project", folder / "d", "--vintage", "2025-07-01", "--format", "json", "--quiet"});
  EXPECT_THAT(without_space(json.out),
              HasSubstr("\"loops\":[{\"record\":\"x\",\"unit\":\"ab\"},{\"record\":\"f\",\"unit\":\"ab\"}]"));
}

TEST(vintage, keeps_inner_flows_as_loops_when_asked) {
  const scratch_folder folder;
  spill_units(folder / "d");
  const auto flows = [&](const char* inner) {
    return call_tool({"project", folder / "d", "--as", "flows", "--vintage", "2025", "--inner-flows", inner, "--quiet"}).out;
  };
  EXPECT_EQ(flows("leave-out"), "source,target,strength,records,basis\nab,c,1,g,stated\n");
  EXPECT_EQ(flows("keep"), "source,target,strength,records,basis\nab,ab,1,f,stated\nab,c,1,g,stated\n");
}

TEST(vintage, carries_the_ties_of_hanoi_into_the_units_of_2025) {
  const tool_outcome o =
      call_tool({"rank", hanoi_dataset, "--by", "degree", "--vintage", "2025-07-01", "--crosswalk", vietnam_dataset, "--as-of",
                 "2018", "--code-system", "gso_code", "--top", "1", "--format", "json", "--quiet"});
  EXPECT_EQ(o.status, 0) << o.err;
  // Phú Thọ, Vĩnh Phúc and Hòa Bình are one unit now: three of the conference's guests are one.
  EXPECT_THAT(without_space(o.out), AllOf(HasSubstr("\"vintage\":{\"date\":\"2025-07-01\""),
                                          HasSubstr("\"was\":[\"17\",\"25\",\"26\"]"), HasSubstr("\"loops\":[]")));
}

TEST(vintage, refuses_options_that_do_not_go_together) {
  const scratch_folder folder;
  spill_units(folder / "d");
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
      {{"--vintage", "soon"}, "a date"},
      {{"--as-of", "2018"}, "name it by --vintage"},
      {{"--vintage", "2025", "--crosswalk", vietnam_dataset}, "go together"},
      {{"--vintage", "2025", "--code-system", "gso_code"}, "none is given"},
      {{"--vintage", "2025", "--inner-flows", "some"}, "leave-out, keep"}};
  for (const auto& [options, part] : cases) {
    std::vector<std::string> call{"rank", folder / "d", "--by", "degree"};
    call.insert(call.end(), options.begin(), options.end());
    const tool_outcome o = call_tool(call);
    EXPECT_EQ(o.status, 2) << part;
    EXPECT_THAT(o.err, HasSubstr(part));
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  }
}

}  // namespace
}  // namespace coopgraph::test
