// SPDX-License-Identifier: BSL-1.0
#include "cli/run.hpp"

#include "cli/command.hpp"
#include "cli/deadline.hpp"
#include "cli/status.hpp"
#include "cli/tool.hpp"

#include <coopgraph/core/error.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <new>
#include <sstream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace coopgraph::cli {
namespace {

using test::scratch_folder;
using test::slurp;
using test::spill;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

using outcome = test::tool_outcome;
using test::call_tool;
const std::string hanoi = test::hanoi_dataset;

outcome call(const std::vector<std::string>& arguments, std::stop_token stop = {}) {
  return call_tool(arguments, std::move(stop));
}

outcome told(const std::exception_ptr& problem) {
  std::ostringstream err;
  const int status = tell(problem, err);
  return {status, {}, err.str()};
}

TEST(tool, prints_version_limits_and_help) {
  EXPECT_THAT(call({"--version"}).out, StartsWith("coopgraph 0."));
  EXPECT_EQ(call({"--version"}).status, 0);
  EXPECT_EQ(call({"--limits"}).status, 0);
  for (const char* limit : {"file-bytes        1073741824", "field-bytes       65536", "columns           4096",
                            "vertices          10000000", "edges             100000000", "64 levels"})
    EXPECT_THAT(call({"--limits"}).out, HasSubstr(limit));
  EXPECT_THAT(call({"report", "--help"}).out, HasSubstr("--format"));
  EXPECT_EQ(call({"report", "--help"}).status, 0);
  EXPECT_THAT(call({"report", "--help"}).err, IsEmpty());
}

TEST(tool, refuses_what_it_does_not_know_with_status_2_and_one_line) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
      {{}, "no command is given"},
      {{"frobnicate"}, "no command 'frobnicate'"},
      {{"--frobnicate"}, "--frobnicate"},
      {{"report", hanoi, "-o", "x", "--frobnicate"}, "--frobnicate"},
      {{"report", hanoi}, "--output is required"},
      {{"report", "-o", "x"}, "DATASET is required"},
      {{"report", hanoi, "-o", "x", "--format", "xml"}, "allowed: table, csv, json"}};
  for (const auto& [arguments, part] : cases) {
    const outcome o = call(arguments);
    EXPECT_EQ(o.status, 2) << part;
    EXPECT_THAT(o.err, HasSubstr(part));
    EXPECT_EQ(std::count(o.err.begin(), o.err.end(), '\n'), 1) << o.err;
    EXPECT_THAT(o.out, IsEmpty());
  }
}

TEST(tool, refuses_by_name_the_commands_that_are_yet_to_come) {
  for (const char* later : {"economy", "resilience", "infer"}) {
    const outcome o = call({later, "x"});
    EXPECT_EQ(o.status, 2);
    EXPECT_THAT(o.err, HasSubstr("'" + std::string(later) + "' is not part of version"));
    EXPECT_THAT(
        o.err,
        HasSubstr("allowed: cluster, compare, convert, describe, flow, names, new, project, quality, rank, report, structure, "
                  "validate"));
  }
}

TEST(tool, lists_its_commands_and_each_says_how_it_is_called) {
  ASSERT_EQ(commands().size(), 13U);
  for (const command& c : commands()) {
    const std::string name(c.name);
    EXPECT_THAT(call({"--help"}).out, HasSubstr("\n  " + name + ' ')) << name;
    EXPECT_THAT(call({"--help"}).out, HasSubstr(std::string(c.summary))) << name;
    const outcome help = call({name, "--help"});
    EXPECT_EQ(help.status, 0) << name;
    EXPECT_THAT(help.err, IsEmpty()) << name;
    EXPECT_THAT(help.out, HasSubstr("Usage: coopgraph " + name));
    for (const char* option : {"--format", "--output", "--quiet", "--timeout"}) EXPECT_THAT(help.out, HasSubstr(option)) << name;
  }
}

TEST(tool, refuses_an_option_that_a_command_does_not_have_and_points_to_its_help) {
  for (const command& c : commands()) {
    const std::string name(c.name);
    const outcome o = call({name, "x", "--frobnicate"});
    EXPECT_EQ(o.status, 2) << name;
    EXPECT_THAT(o.err, HasSubstr("see coopgraph " + name + " --help"));
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
  }
}

TEST(tool, escapes_what_a_terminal_would_obey) {
  for (const auto& arguments :
       {std::vector<std::string>{"\x1b[2Jx"}, {"validate", "\x1b[2J\n.csv"}, {"new", "x", "--\xe2\x80\xaey"}}) {
    const outcome o = call(arguments);
    EXPECT_EQ(o.status, 2);
    EXPECT_EQ(o.lines_of_err(), 1U) << o.err;
    EXPECT_EQ(o.err.find('\x1b'), o.err.npos);
    EXPECT_EQ(o.err.find("\xe2\x80\xae"), o.err.npos);
  }
}

TEST(tool, keeps_each_line_of_its_messages_below_1000_characters) {
  const std::string longest(5000, 'x');
  for (const auto& arguments : {std::vector<std::string>{longest},
                                {"validate", longest},
                                {"validate", longest + ".csv"},
                                {"rank", longest, "--by", longest}}) {
    const outcome o = call(arguments);
    EXPECT_EQ(o.status, 2);
    EXPECT_LE(o.err.size(), 1001U);
    EXPECT_EQ(o.lines_of_err(), 1U);
  }
}

TEST(timeout, of_0_seconds_stops_before_anything_is_read) {
  const outcome o = call({"validate", hanoi, "--timeout", "0"});
  EXPECT_EQ(o.status, 5);
  EXPECT_EQ(o.err, "coopgraph: stopped after 0 s; give more with --timeout\n");
  EXPECT_THAT(o.out, IsEmpty());
}

TEST(timeout, changes_nothing_when_it_is_not_reached) {
  EXPECT_EQ(call({"validate", hanoi, "--timeout", "1e30"}).out, call({"validate", hanoi}).out);
}

TEST(timeout, is_a_number_of_seconds) {
  for (const char* wrong : {"-1", "nan", "soon"}) EXPECT_EQ(call({"validate", hanoi, "--timeout", wrong}).status, 2) << wrong;
}

TEST(timeout, is_not_what_a_signal_is_reported_as) {
  std::stop_source source;
  source.request_stop();
  const outcome o = call({"validate", hanoi, "--timeout", "0"}, source.get_token());
  EXPECT_EQ(o.status, 5);
  EXPECT_THAT(o.err, HasSubstr("cancelled on request"));
}

TEST(deadline, requests_a_stop_when_its_time_is_over) {
  const deadline time({}, 0.01);
  const std::stop_token stop = time.stop();
  for (int i = 0; i < 1000 && !stop.stop_requested(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(stop.stop_requested());
}

TEST(deadline, passes_on_a_stop_that_is_requested_before_its_time) {
  std::stop_source source;
  const deadline time(source.get_token(), 1e30);
  EXPECT_FALSE(time.stop().stop_requested());
  source.request_stop();
  EXPECT_TRUE(time.stop().stop_requested());
  EXPECT_FALSE(time.is_over());
}

TEST(report_command, writes_the_report_and_shows_the_partners) {
  const scratch_folder folder;
  const outcome o = call({"report", hanoi, "-o", folder / "r"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(o.err, IsEmpty());
  EXPECT_THAT(o.out, HasSubstr("Sơn La"));
  EXPECT_THAT(o.out, HasSubstr("Ties among the others were not looked for"));
  EXPECT_THAT(o.out, HasSubstr(folder / "r/index.html"));
  EXPECT_THAT(slurp(folder / "r/index.html"), HasSubstr("Sơn La"));
  EXPECT_THAT(slurp(folder / "r/run.json"), HasSubstr("\"command\": \"report\""));
}

TEST(report_command, shows_csv_or_json_or_nothing) {
  const scratch_folder folder;
  const outcome csv = call({"report", hanoi, "-o", folder / "r", "--format", "csv"});
  EXPECT_EQ(csv.out, slurp(folder / "r/partners.csv"));
  EXPECT_THAT(csv.out,
              StartsWith("rank,tied_with,partner,agreements,signed_or_in_force,proposed,invited,ended,fields,records\n"));
  const outcome json = call({"report", hanoi, "-o", folder / "r", "--format", "json"});
  EXPECT_THAT(json.out, StartsWith("{\n  \"run\": {"));
  EXPECT_THAT(json.out, HasSubstr("\"left_out\": {"));
  const outcome quiet = call({"report", hanoi, "--quiet", "--output", folder / "r"});
  EXPECT_EQ(quiet.status, 0);
  EXPECT_THAT(quiet.out, IsEmpty());
}

TEST(report_command, speaks_the_language_that_is_asked_for) {
  const scratch_folder folder;
  const outcome english = call({"report", hanoi, "-o", folder / "en", "--lang", "en"});
  EXPECT_EQ(english.status, 0);
  EXPECT_THAT(english.out, HasSubstr("Partners of Hà Nội by number of agreements"));
  const outcome vietnamese = call({"report", hanoi, "-o", folder / "vi", "--lang", "vi"});
  EXPECT_EQ(vietnamese.status, 0);
  EXPECT_THAT(vietnamese.out, HasSubstr("Đối tác của Hà Nội theo số thỏa thuận"));
  EXPECT_THAT(vietnamese.out, HasSubstr("Trang có tất cả các bảng: " + folder / "vi/index.html"));
  EXPECT_THAT(slurp(folder / "vi/index.html"), HasSubstr("<html lang=\"vi\">"));
  EXPECT_THAT(slurp(folder / "vi/flows.csv"), StartsWith("id,origin,destination,"));
  EXPECT_THAT(slurp(folder / "vi/flows.csv"), HasSubstr("ít nhất 60 chains"));
  call({"report", hanoi, "-o", folder / "default"});
  EXPECT_EQ(slurp(folder / "default/index.html"), slurp(folder / "en/index.html"));
}

TEST(report_command, knows_no_other_language_and_then_writes_nothing) {
  const scratch_folder folder;
  for (const char* lang : {"fr", "EN", ""}) {
    const outcome o = call({"report", hanoi, "-o", folder / "r", "--lang", lang});
    EXPECT_EQ(o.status, 2) << lang;
    EXPECT_THAT(o.err, HasSubstr("--lang is '" + std::string(lang) + "'; allowed: en, vi"));
    EXPECT_FALSE(std::filesystem::exists(folder / "r"));
  }
}

TEST(report_command, says_that_a_dataset_is_missing) {
  const scratch_folder folder;
  const outcome o = call({"report", folder / "nowhere", "-o", folder / "r"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, StartsWith(folder / "nowhere"));
  EXPECT_FALSE(std::filesystem::exists(folder / "r"));
}

TEST(report_command, names_the_place_of_each_planted_fault_and_writes_nothing) {
  const scratch_folder folder;
  std::filesystem::create_directory(folder / "d");
  spill(folder / "d/actors.csv", "id,name\n01,Hà Nội\n02,Hà Giang\n01,Twice\n");
  spill(folder / "d/agreements.csv", "id,title,status\nx,X,sealed\n");
  spill(folder / "d/parties.csv", "agreement,actor\nx,01\nx,99\n");
  const outcome o = call({"report", folder / "d", "-o", folder / "r"});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("actors.csv:4:1: "));
  EXPECT_THAT(o.err, HasSubstr("agreements.csv:2:3: "));
  EXPECT_THAT(o.err, HasSubstr("parties.csv:3:2: "));
  EXPECT_EQ(std::count(o.err.begin(), o.err.end(), '\n'), 3) << o.err;
  EXPECT_THAT(o.out, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(folder / "r"));
}

TEST(report_command, ends_with_status_3_where_it_cannot_write) {
  const scratch_folder folder;
  spill(folder / "file", "old");
  for (const std::string& into : {folder / "file", folder / "file/below", std::string("/proc/coopgraph")}) {
    const outcome o = call({"report", hanoi, "-o", into});
    EXPECT_EQ(o.status, 3) << into;
    EXPECT_THAT(o.err, HasSubstr(into));
    EXPECT_THAT(o.out, IsEmpty());
  }
  EXPECT_EQ(slurp(folder / "file"), "old");
}

TEST(report_command, does_not_write_into_a_dataset) {
  const scratch_folder folder;
  spill(folder / "actors.csv", "id,name\n");
  const outcome o = call({"report", hanoi, "-o", folder.path()});
  EXPECT_EQ(o.status, 2);
  EXPECT_THAT(o.err, HasSubstr("which holds a dataset"));
  EXPECT_EQ(folder.entries(), 1U);
}

TEST(report_command, ends_with_status_6_over_a_limit) {
  const scratch_folder folder;
  spill(folder / "actors.csv", "id,name\n1," + std::string(70'000, 'x') + "\n");
  spill(folder / "agreements.csv", "id,status\n");
  EXPECT_EQ(call({"report", folder.path(), "-o", folder / "r"}).status, 6);
}

TEST(report_command, ends_with_status_5_when_it_is_stopped_and_writes_nothing) {
  const scratch_folder folder;
  std::stop_source source;
  source.request_stop();
  const outcome o = call({"report", hanoi, "-o", folder / "r"}, source.get_token());
  EXPECT_EQ(o.status, 5);
  EXPECT_THAT(o.err, HasSubstr("cancelled"));
  EXPECT_FALSE(std::filesystem::exists(folder / "r"));
}

TEST(tool, notices_that_its_output_cannot_be_written) {
  const scratch_folder folder;
  std::ofstream full("/dev/full");
  std::ostringstream err;
  EXPECT_EQ(run(std::vector<std::string>{"report", hanoi, "-o", folder / "r"}, full, err), 3);
  EXPECT_THAT(err.str(), HasSubstr("standard output"));
}

TEST(exit_status, follows_from_the_kind_of_error) {
  EXPECT_EQ(told(std::make_exception_ptr(option_error("f", "p", "1", "2"))).status, 2);
  EXPECT_EQ(told(std::make_exception_ptr(input_error("f", "p", "1", "2"))).status, 2);
  EXPECT_EQ(told(std::make_exception_ptr(data_error({{{"x.csv", 1, 2}, "", "c", "m"}}))).err, "x.csv:1:2: m\n");
  EXPECT_EQ(told(std::make_exception_ptr(io_error("x"))).status, 3);
  EXPECT_EQ(told(std::make_exception_ptr(std::bad_alloc())).status, 3);
  EXPECT_EQ(told(std::make_exception_ptr(cancelled())).status, 5);
  EXPECT_EQ(told(std::make_exception_ptr(limit_error("x"))).status, 6);
}

TEST(exit_status, of_an_unexpected_error_is_1_with_a_request_to_report_it) {
  for (const outcome& o : {told(std::make_exception_ptr(std::logic_error("oops"))), told(std::make_exception_ptr(7))}) {
    EXPECT_EQ(o.status, 1);
    EXPECT_THAT(o.err, HasSubstr("please report it"));
  }
  EXPECT_THAT(told(std::make_exception_ptr(std::logic_error("oops\x1b"))).err, HasSubstr("oops\\u{1b}"));
}

}  // namespace
}  // namespace coopgraph::cli
