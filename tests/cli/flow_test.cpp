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
using testing::Not;

using words = std::vector<std::string>;

words asked(const words& more) {
  words all{"max", "--source", "s", "--target", "t"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

tool_outcome flow_of(const std::string& csv, const words& more = {}) { return call_of_table("flow", csv, asked(more)); }

/// `flow TABLE max --source s --target t` as JSON without white space.
std::string json_of(const std::string& csv, const words& more = {}) {
  return without_space(json_of_table("flow", csv, asked(more)));
}

constexpr const char* decimals = "source,target,capacity\ns,a,0.1\ns,b,0.2\na,t,0.15\nb,t,0.3\na,b,0.05\n";

TEST(flow_command, finds_the_greatest_flow_and_the_least_cut_exactly) {
  EXPECT_THAT(
      json_of(decimals, {"--directed", "--capacity", "capacity"}),
      AllOf(HasSubstr("\"status\":\"optimal\",\"value\":0.3,\"flow\":[{\"rows\":[0],\"source\":\"s\",\"target\":\"a\","
                      "\"flow\":0.1},{\"rows\":[1],\"source\":\"s\",\"target\":\"b\",\"flow\":0.2},"),
            HasSubstr("],\"cut\":{\"source_side\":[\"s\"],\"edges\":["
                      "{\"rows\":[0],\"source\":\"s\",\"target\":\"a\",\"capacity\":0.1},"
                      "{\"rows\":[1],\"source\":\"s\",\"target\":\"b\",\"capacity\":0.2}],\"capacity\":0.3},\"run\":"),
            HasSubstr("\"capacity\":\"capacity\""), HasSubstr("\"graph\":{\"vertices\":4,\"edges\":5,\"directed\":true}")));
}

TEST(flow_command, takes_the_column_capacity_where_none_is_named_or_the_one_that_is) {
  const std::string rows = "source,target,capacity,tonnes\ns,t,5,2\n";
  EXPECT_THAT(json_of(rows), HasSubstr("\"value\":5,"));
  EXPECT_THAT(json_of(rows, {"--capacity", "tonnes"}), HasSubstr("\"value\":2,"));
  EXPECT_THAT(json_of("source,target,weight\ns,t,4\n", {"--capacity", "weight"}), HasSubstr("\"value\":4,"));
}

TEST(flow_command, asks_which_column_it_is_where_none_is_called_capacity) {
  const tool_outcome o = flow_of("source,target,weight,km\ns,t,1,2\n");
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, AllOf(HasSubstr("--capacity"), HasSubstr("the columns are source, target, weight, km")));
  EXPECT_EQ(o.lines_of_err(), 1U);
  EXPECT_THAT(flow_of("source,target,weight\ns,t,1\n", {"--capacity", "tons"}).err, HasSubstr("tons"));
  EXPECT_EQ(flow_of("").status, 2);
}

TEST(flow_command, adds_the_capacities_of_rows_with_the_same_ends_unless_it_is_told_otherwise) {
  const std::string rows = "source,target,capacity\ns,t,5\nt,s,0.5\ns,t,2\n";
  EXPECT_THAT(json_of(rows), AllOf(HasSubstr("\"value\":7.5,"), HasSubstr("{\"rows\":[0,1,2],")));
  EXPECT_THAT(json_of(rows, {"--directed"}), HasSubstr("\"value\":7,"));
  EXPECT_THAT(json_of(rows, {"--parallel-edges", "min"}), HasSubstr("\"value\":0.5,"));
  EXPECT_THAT(json_of(rows, {"--parallel-edges", "keep"}),
              AllOf(HasSubstr("\"value\":7.5,"), HasSubstr("{\"rows\":[1],\"source\":\"s\",\"target\":\"t\",\"flow\":0.5}")));
}

TEST(flow_command, turns_an_undirected_edge_the_way_it_flows) {
  EXPECT_THAT(json_of("source,target,capacity\nt,s,5\n"),
              AllOf(HasSubstr("\"flow\":[{\"rows\":[0],\"source\":\"s\",\"target\":\"t\",\"flow\":5}]"),
                    HasSubstr("\"edges\":[{\"rows\":[0],\"source\":\"s\",\"target\":\"t\",\"capacity\":5}]")));
}

TEST(flow_command, takes_an_empty_capacity_for_unlimited) {
  const std::string rows = "source,target,capacity\ns,a,\na,b,7\nb,t,\ns,b,2\n";
  EXPECT_THAT(json_of(rows, {"--directed"}), HasSubstr("\"value\":9,"));
  const std::string parallel = "source,target,capacity\ns,a,3\ns,a,\na,t,8\na,t,9\n";
  EXPECT_THAT(json_of(parallel, {"--directed"}), HasSubstr("\"value\":17,"));
  EXPECT_THAT(json_of(parallel, {"--directed", "--parallel-edges", "min"}), HasSubstr("\"value\":3,"));
  EXPECT_THAT(json_of(parallel, {"--directed", "--parallel-edges", "keep"}), HasSubstr("\"value\":17,"));
}

TEST(flow_command, keeps_empty_capacities_at_their_rows_when_others_are_left_out) {
  const std::string rows = "source,target,capacity,km\ns,a,1,\ns,a,,1\na,t,9,1\ns,a,2,x\n";
  const tool_outcome o =
      flow_of(rows, {"--directed", "--length", "km", "--bad-rows", "skip", "--parallel-edges", "keep", "--format", "json"});
  EXPECT_EQ(o.status, 0) << o.err;
  EXPECT_THAT(without_space(o.out), AllOf(HasSubstr("\"value\":9,"), HasSubstr("{\"rows\":[1],\"source\":\"s\",\"target\":\"a\","
                                                                               "\"flow\":9}")));
}

TEST(flow_command, shows_the_path_of_an_unbounded_flow_and_ends_with_status_4) {
  const std::string rows = "source,target,capacity\ns,a,\na,t,\ns,t,3\n";
  const tool_outcome o = flow_of(rows, {"--directed", "--format", "json"});
  EXPECT_EQ(o.status, 4);
  EXPECT_THAT(without_space(o.out),
              AllOf(HasSubstr("\"status\":\"unbounded\",\"value\":null,\"unlimited_path\":{\"vertices\":[\"s\",\"a\",\"t\"],"
                              "\"edges\":[{\"rows\":[0],\"source\":\"s\",\"target\":\"a\"},{\"rows\":[1],"),
                    Not(HasSubstr("\"cut\""))));
  EXPECT_THAT(o.err, AllOf(HasSubstr("unbounded"), HasSubstr("s, a, t")));
  EXPECT_EQ(flow_of(rows, {"--directed", "--format", "csv"}).out, "source,target\ns,a\na,t\n");
}

TEST(flow_command, takes_several_sources_and_targets) {
  const std::string rows = "origin,destination,capacity\ns,m,2\np,m,3\nm,t,4\nm,u,9\n";
  EXPECT_THAT(json_of(rows), HasSubstr("\"value\":2,"));
  EXPECT_THAT(json_of(rows, {"--source", "p", "--target", "u"}),
              AllOf(HasSubstr("\"value\":5,"), HasSubstr("\"source_side\":[\"s\",\"p\"]")));
}

TEST(flow_command, lists_what_flows_as_a_table_and_as_csv) {
  const std::string rows = "origin,destination,capacity\ns,a,3\na,t,\na,b,5\n";
  EXPECT_EQ(flow_of(rows, {"--format", "csv"}).out, "source,target,flow,capacity,in_cut\ns,a,3,3,yes\na,t,3,,no\n");
  const tool_outcome o = flow_of(rows);
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.out, AllOf(HasSubstr("The greatest flow: 3"), HasSubstr("the least cut has 1 edge of capacity 3"),
                           HasSubstr("on the side of the sources: s"), HasSubstr("unlimited")));
}

TEST(flow_command, prints_all_digits_of_exact_numbers) {
  const std::string rows = "source,target,capacity\ns,t,123456789012345678\n";
  EXPECT_THAT(json_of(rows), HasSubstr("\"value\":123456789012345678,"));
  EXPECT_THAT(flow_of(rows, {"--format", "csv"}).out, HasSubstr("s,t,123456789012345678,123456789012345678,yes"));
  EXPECT_THAT(json_of("source,target,capacity\ns,a,900000000000000001\na,t,900000000000000001\n"),
              HasSubstr("\"value\":900000000000000001,"));
}

TEST(flow_command, names_an_overflow_before_it_solves) {
  std::string rows = "source,target,capacity\n";
  for (int i = 0; i < 12; ++i) {
    const std::string middle = "m" + std::to_string(i);
    rows += "s," + middle + ",90000000000000000" + std::to_string(i % 10) + "\n" + middle + ",t,900000000000000007\n";
  }
  const tool_outcome o = flow_of(rows);
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, AllOf(HasSubstr("overflow"), HasSubstr("out of the sources"), HasSubstr("into the targets")));
  EXPECT_THAT(o.out, IsEmpty());
}

TEST(flow_command, refuses_capacities_that_are_not_exact_by_saying_why) {
  const tool_outcome o = flow_of("source,target,capacity\ns,t,1e300\ns,a,1e-300\n");
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, AllOf(HasSubstr("rounded"), HasSubstr("64 bits"), HasSubstr("fewer decimals")));
}

TEST(flow_command, names_the_row_of_a_negative_capacity) {
  const tool_outcome o = flow_of("origin,destination,capacity\ns,a,5\ns,a,-3\na,t,2\n");
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("the capacity of s -> a is -3 on data row 1 (from 0), which is negative"));
  EXPECT_EQ(o.lines_of_err(), 1U);
}

TEST(flow_command, refuses_ends_that_are_none) {
  const std::string rows = "source,target,capacity\ns,market,5\nmarket,t,5\n";
  const auto said = [&](const words& ends) {
    words all{"max"};
    all.insert(all.end(), ends.begin(), ends.end());
    const tool_outcome o = call_of_table("flow", rows, all);
    EXPECT_EQ(o.status, 2);
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
    return o.err;
  };
  EXPECT_THAT(said({"--source", "s", "--target", "markt"}),
              AllOf(HasSubstr("--target is 'markt', which is no vertex"), HasSubstr("did you mean \"market\"?")));
  EXPECT_THAT(said({"--source", "elsewhere", "--target", "t"}), HasSubstr("--source is 'elsewhere'"));
  EXPECT_THAT(said({"--source", "s", "--target", "s"}), HasSubstr("--target is 's', which is a source as well"));
  EXPECT_THAT(said({"--source", "s"}), HasSubstr("needs a target"));
  EXPECT_THAT(said({"--target", "s"}), HasSubstr("needs a source"));
}

TEST(flow_command, refuses_problems_of_later_versions_by_name) {
  for (const char* later : {"multicommodity", "trace", "what-if"}) {
    const tool_outcome o = call_of_table("flow", decimals, {later, "--source", "s", "--target", "t"});
    EXPECT_EQ(o.status, 2);
    EXPECT_THAT(o.err, AllOf(HasSubstr("the problem " + std::string(later) + " is not part of version 0."),
                             HasSubstr("allowed: max, min-cost, transport, gomory-hu, ")));
  }
  EXPECT_THAT(call_of_table("flow", decimals, {"most"}).err, HasSubstr("there is no problem 'most'; allowed: max"));
  EXPECT_THAT(call_of_table("flow", decimals).err, HasSubstr("PROBLEM is required"));
}

TEST(flow_command, says_of_split_totals_what_no_split_can_change) {
  const auto supply = [](const words& more) {
    words call{"flow", hanoi_dataset, "max", "--target", "01", "--capacity", "chains", "--source", "other-provinces", "--quiet"};
    call.insert(call.end(), more.begin(), more.end());
    return call_tool(call);
  };
  // About 400 chains from provinces that nobody names: whoever has them, 400 reach Hanoi; through whom is not known.
  const tool_outcome json = supply({"--allocate", "equal,population_2019", "--format", "json"});
  EXPECT_EQ(json.status, 0) << json.err;
  EXPECT_THAT(without_space(json.out),
              AllOf(HasSubstr("\"status\":\"optimal\",\"value\":400,"),
                    HasSubstr("\"allocation\":{\"rules\":{\"equal\":400,\"population_2019\":400},\"low\":400,\"high\":400,"
                              "\"decided\":true,\"always_cut\":[],\"splits\":128}")));
  EXPECT_THAT(supply({"--allocate", "equal,population_2019", "--source", "safe-food-producers"}).out,
              AllOf(HasSubstr("The greatest flow: 460"), HasSubstr("between 460 and 460"), HasSubstr(": decided"),
                    HasSubstr("1 edge is in the least cut under each of them")));
  EXPECT_THAT(supply({"--allocate", "equal"}).out, HasSubstr("nothing is decided: only one rule"));
}

TEST(flow_command, refuses_flows_that_name_nobody_or_have_no_capacity) {
  const std::vector<std::pair<words, std::string>> cases{
      {{"--source", "14", "--capacity", "value"}, "4 the members are not named"},
      {{"--source", "14", "--capacity", "chain"}, "did you mean \"chains\"?"},
      {{"--source", "other-province", "--capacity", "chains"}, "did you mean \"other-provinces\"?"},
      {{"--source", "14", "--capacity", "chains", "--as", "newman"}, "of flow allowed: flows"}};
  for (const auto& [more, part] : cases) {
    words call{"flow", hanoi_dataset, "max", "--target", "01", "--quiet"};
    call.insert(call.end(), more.begin(), more.end());
    const tool_outcome o = call_tool(call);
    EXPECT_EQ(o.status, 2) << part;
    EXPECT_THAT(o.err, HasSubstr(part));
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  }
}

TEST(capacity_option, is_for_edge_tables_of_any_command) {
  const std::string rows = "source,target,capacity\na,b,\nb,c,3\n";
  const std::string json = json_of_table("rank", rows, {"--by", "degree", "--capacity", "capacity"});
  EXPECT_THAT(json, HasSubstr("\"capacity\": \"capacity\""));
  EXPECT_THAT(json_of_table("rank", rows, {"--by", "degree"}), Not(HasSubstr("\"capacity\"")));
  // As a strength the same column needs a number in each row.
  EXPECT_EQ(call_of_table("rank", rows, {"--by", "degree", "--capacity", "capacity", "--strength", "capacity"}).status, 2);
}

}  // namespace
}  // namespace coopgraph::test
