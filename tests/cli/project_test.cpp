// SPDX-License-Identifier: BSL-1.0
#include "cli/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// A hub a with b in two records, one of them with c, and a flow of a group.
void spill_ties(const std::string& folder) {
  std::filesystem::create_directory(folder);
  spill(folder + "/actors.csv", "id,name,people\na,Alpha,\nb,Beta,1\nc,Gamma,3\n");
  spill(folder + "/regions.csv", "region,name,actor\nr,R,b\nr,R,c\n");
  spill(folder + "/agreements.csv",
        "id,title,kind,status,fields,effective_from,effective_to\nx,X,minutes,signed,trade;tourism,2016,2018\n"
        "y,Y,minutes,proposed,,2018,2019\n");
  spill(folder + "/parties.csv", "agreement,actor,role\nx,a,lead\nx,b,\nx,c,\ny,a,lead\ny,b,\n");
  spill(folder + "/flows.csv", "id,origin,destination,product\nf,r,a,rice\ng,b,a,rice\n");
  spill(folder + "/quantities.csv",
        "record,measure,value,low,high,unit,exactness\nf,chains,4,,,chains,about\ng,chains,,1,,chains,at least\n");
}

std::string projected(const std::string& dataset, std::vector<std::string> options) {
  options.insert(options.begin(), {"project", dataset, "--quiet"});
  const tool_outcome o = call_tool(options);
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(o.err, IsEmpty());
  return o.out;
}

TEST(project_command, writes_an_edge_table_with_records_and_basis) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  EXPECT_EQ(projected(folder / "d", {}), "source,target,strength,records,basis\na,b,2,x;y,stated\na,c,1,x,stated\n");
  EXPECT_EQ(projected(folder / "d", {"--parallel-edges", "keep"}),
            "source,target,strength,records,basis\na,b,1,x,stated\na,b,1,y,stated\na,c,1,x,stated\n");
  EXPECT_EQ(projected(folder / "d", {"--as", "newman", "--status", "signed"}),
            "source,target,strength,records,basis\na,b,0.5,x,stated\na,c,0.5,x,stated\nb,c,0.5,x,stated\n");
  EXPECT_EQ(
      projected(folder / "d", {"--as", "incidence"}),
      "source,target,strength,records,basis\na,x,1,x,stated\nb,x,1,x,stated\nc,x,1,x,stated\na,y,1,y,stated\nb,y,1,y,stated\n");
}

TEST(project_command, splits_totals_only_when_it_is_told_to) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  EXPECT_EQ(projected(folder / "d", {"--as", "flows", "--strength", "chains"}),
            "source,target,strength,records,basis\nb,a,1,g,bounded\n");
  EXPECT_EQ(projected(folder / "d", {"--as", "flows", "--strength", "chains", "--allocate", "equal"}),
            "source,target,strength,records,basis\nb,a,3,f;g,estimated\nc,a,2,f,estimated\n");
  EXPECT_EQ(projected(folder / "d", {"--as", "flows", "--strength", "chains", "--allocate", "people"}),
            "source,target,strength,records,basis\nb,a,2,f;g,estimated\nc,a,3,f,estimated\n");
  EXPECT_EQ(projected(folder / "d", {"--as", "flows", "--strength", "chains", "--allocate", "people", "--undirected"}),
            "source,target,strength,records,basis\nb,a,2,f;g,estimated\nc,a,3,f,estimated\n");
}

TEST(project_command, makes_a_part_for_each_layer_and_for_each_year_or_month) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  EXPECT_EQ(projected(folder / "d", {"--layers", "field"}),
            "layer,source,target,strength,records,basis\n,a,b,1,y,stated\ntourism,a,b,1,x,stated\ntourism,a,c,1,x,stated\n"
            "trade,a,b,1,x,stated\ntrade,a,c,1,x,stated\n");
  EXPECT_EQ(projected(folder / "d", {"--every", "year", "--from", "2018", "--to", "2020"}),
            "on,source,target,strength,records,basis\n2018,a,b,2,x;y,stated\n2018,a,c,1,x,stated\n2019,a,b,1,y,stated\n");
  EXPECT_THAT(projected(folder / "d", {"--every", "month", "--from", "2018-12", "--to", "2019-01"}),
              AllOf(HasSubstr("2018-12,a,c,1,x,stated\n"), HasSubstr("2019-01,a,b,1,y,stated\n")));
}

TEST(project_command, says_in_json_what_it_left_out) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  EXPECT_THAT(without_space(projected(folder / "d", {"--as", "flows", "--format", "json"})),
              AllOf(HasSubstr("\"graph\":{\"vertices\":3,\"edges\":1,\"directed\":true}"),
                    HasSubstr("\"left_out\":[{\"record\":\"f\",\"party\":\"r\",\"reason\":\"themembersarenotnamed\"}]"),
                    HasSubstr("\"edges\":[{\"source\":\"b\",\"target\":\"a\",\"strength\":1,\"records\":[\"g\"],"
                              "\"basis\":\"stated\"}]"),
                    HasSubstr("\"command\":\"project\"")));
  EXPECT_THAT(without_space(projected(folder / "d", {"--on", "2030", "--undated", "exclude", "--format", "json"})),
              AllOf(HasSubstr("\"edges\":[]"), HasSubstr("\"reason\":\"notinforceatthetime\"")));
}

TEST(project_command, is_read_again_as_an_edge_table_with_the_same_result) {
  const scratch_folder folder;
  ASSERT_EQ(call_tool({"project", hanoi_dataset, "-o", folder / "ties.csv", "--quiet"}).status, 0);
  const auto scores_of = [](std::vector<std::string> call) {
    call.insert(call.end(), {"--by", "strength", "--format", "csv", "--quiet"});
    std::map<std::string, std::string> scores;  // id -> strength, of those that have a tie
    std::istringstream rows(call_tool(call).out);
    for (std::string row; std::getline(rows, row);) {
      const std::size_t id = row.find(',') + 1;
      const std::string strength = row.substr(row.rfind(',') + 1);
      if (strength != "0") scores.emplace(row.substr(id, row.find(',', id) - id), strength);
    }
    return scores;
  };
  const auto of_dataset = scores_of({"rank", hanoi_dataset});
  EXPECT_EQ(of_dataset.size(), 1U + 37U) << "the header, Hanoi and its 36 partners";
  EXPECT_EQ(scores_of({"rank", folder / "ties.csv"}), of_dataset);
}

TEST(project_command, refuses_what_does_not_fit) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  spill(folder / "e.csv", "source,target\n1,2\n");
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
      {{folder / "e.csv"}, "holds ties already"},
      {{folder / "d", "--layers", "field", "--every", "year"}, "one of them"},
      {{folder / "d", "--layers", "colour"}, "field, kind, status"},
      {{folder / "d", "--every", "week"}, "year, month"},
      {{folder / "d", "--as", "flows", "--layers", "field"}, "--layers is for agreements"},
      {{folder / "d", "--as", "incidence", "--every", "year"}, "not for --as incidence"},
      {{folder / "d", "--as", "tree"}, "and, to project, incidence"},
      {{folder / "d", "--allocate", "equal,people"}, "one rule"},
      {{folder / "d", "--as", "flows", "--strength", "chains", "--allocate", "peopl"}, "did you mean \"people\"?"},
      {{folder / "d", "--as", "flows", "--strength", "chain"}, "did you mean \"chains\"?"},
      {{folder / "d", "--region", "q"}, "did you mean \"r\"?"},
      {{folder / "d", "--field", "trad"}, "did you mean \"trade\"?"},
      {{folder / "d", "--from", "2019", "--to", "2018"}, "begins before it ends"},
      {{folder / "d", "--on", "2018", "--to", "2018"}, "one date"}};
  for (const auto& [arguments, part] : cases) {
    std::vector<std::string> all{"project"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const tool_outcome o = call_tool(all);
    EXPECT_EQ(o.status, 2) << part;
    EXPECT_THAT(o.err, HasSubstr(part));
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
    EXPECT_THAT(o.out, IsEmpty());
  }
}

TEST(rank_over_splits, shows_what_does_not_depend_on_the_split) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  const std::vector<std::string> chains{"rank",     folder / "d", "--as", "flows",   "--strength", "chains",      "--by",
                                        "strength", "--mode",     "out",  "--quiet", "--allocate", "equal,people"};
  const auto with = [&](std::vector<std::string> more) {
    std::vector<std::string> call = chains;
    call.insert(call.end(), more.begin(), more.end());
    const tool_outcome o = call_tool(call);
    EXPECT_EQ(o.status, 0) << o.err;
    return o.out;
  };
  // b has 1 of its own and 0 to 4 of the total, c 0 to 4: nobody knows who has more. a has nothing, and c may have nothing, too.
  const std::string json = without_space(with({"--format", "json"}));
  EXPECT_THAT(json, HasSubstr("\"rules\":{\"equal\":{\"a\":0,\"b\":3,\"c\":2},\"people\":{\"a\":0,\"b\":2,\"c\":3}}"));
  EXPECT_THAT(json, HasSubstr("\"low\":{\"a\":0,\"b\":1,\"c\":0},\"high\":{\"a\":0,\"b\":5,\"c\":4}"));
  EXPECT_THAT(json, HasSubstr("\"ranks\":{\"a\":{\"best\":2,\"worst\":3,\"decided\":false},\"b\":{\"best\":1,\"worst\":2,"
                              "\"decided\":false},\"c\":{\"best\":1,\"worst\":3,\"decided\":false}}"));
  EXPECT_THAT(with({}), AllOf(HasSubstr("1 to 2"), HasSubstr("not decided by the data"), HasSubstr("Least possible")));
  EXPECT_THAT(with({"--format", "csv"}),
              StartsWith("rank,id,name,strength_by_equal,strength_by_people,strength_low,strength_high,decision\n"));
}

TEST(rank_over_splits, decides_what_no_split_can_change) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  spill(folder / "d/quantities.csv",
        "record,measure,value,low,high,unit,exactness\nf,chains,4,,,chains,about\ng,chains,9,,,chains,exact\n");
  const tool_outcome o = call_tool({"rank", folder / "d", "--as", "flows", "--strength", "chains", "--by", "strength", "--mode",
                                    "out", "--allocate", "equal,people", "--format", "csv", "--quiet"});
  EXPECT_THAT(o.out, AllOf(HasSubstr("\n1,b,Beta,11,10,9,13,decided\n"), HasSubstr("\n2 to 3,c,Gamma,2,3,0,4,not decided")));
}

TEST(rank_over_splits, gives_no_place_to_who_has_no_score_under_one_of_the_splits) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  std::vector<std::string> call{"rank", folder / "d", "--as",    "flows",      "--strength",  "chains",
                                "--by", "constraint", "--quiet", "--allocate", "equal,people"};
  // If all of the total is b's, c has no tie, and an isolate has no constraint.
  EXPECT_THAT(call_tool(call).out, HasSubstr("n/a: 1 without a score under one of the splits"));
  call.insert(call.end(), {"--format", "json"});
  EXPECT_THAT(without_space(call_tool(call).out), HasSubstr("\"c\":null},\"high\":{"));
}

TEST(rank_over_splits, says_which_ties_rest_on_a_bound) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  spill(folder / "d/flows.csv", "id,origin,destination,product\nf,r,a,rice\ng,a,b,rice\n");
  const tool_outcome o = call_tool({"rank", folder / "d", "--as", "flows", "--strength", "chains", "--by", "strength",
                                    "--allocate", "equal,people", "--quiet"});
  EXPECT_THAT(o.out, HasSubstr("1 tie rests on a bound (at least, at most, between)"));
}

TEST(project_command, says_of_layers_once_and_of_each_snapshot_what_was_left_out) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  EXPECT_THAT(without_space(projected(folder / "d", {"--layers", "field", "--on", "2019", "--format", "json"})),
              HasSubstr("{\"left_out\":[{\"record\":\"x\",\"reason\":\"notinforceatthetime\"}],\"layers\":["));
  EXPECT_THAT(without_space(projected(folder / "d", {"--every", "year", "--from", "2019", "--to", "2019", "--format", "json"})),
              HasSubstr("\"snapshots\":[{\"on\":\"2019\",\"left_out\":[{\"record\":\"x\","));
}

TEST(rank_over_splits, decides_nothing_by_one_rule_alone) {
  const scratch_folder folder;
  spill_ties(folder / "d");
  const tool_outcome o = call_tool(
      {"rank", folder / "d", "--as", "flows", "--strength", "chains", "--by", "strength", "--allocate", "equal", "--quiet"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.out, AllOf(HasSubstr("only one rule of splitting was given"), Not(HasSubstr(" decided\n"))));
}

}  // namespace
}  // namespace coopgraph::test
