// SPDX-License-Identifier: BSL-1.0
#include "cli/output.hpp"

#include "cli/tool.hpp"

#include <coopgraph/core/error.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace coopgraph::test {
namespace {

using cli::output_options;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string edges = "source,target,weight\nA,B,1\nB,C,2\n\"=1+1\",\"<b>\x1b[2J\",3\n";

/// A call of each command that reads the table e.csv or the dataset d.
std::vector<std::vector<std::string>> calls(const scratch_folder& folder) {
  spill(folder / "e.csv", edges);
  spill(folder / "n.csv", "text\nAlpha\n");
  spill_small_dataset(folder / "d");
  return {{"validate", folder / "d"},
          {"validate", folder / "e.csv"},
          {"describe", folder / "d"},
          {"describe", folder / "e.csv"},
          {"structure", folder / "e.csv", "--by", "components"},
          {"rank", folder / "e.csv", "--by", "degree,pagerank"},
          {"names", folder / "d", folder / "n.csv"}};
}

std::vector<std::string> with(std::vector<std::string> call, const std::vector<std::string>& more) {
  call.insert(call.end(), more.begin(), more.end());
  return call;
}

TEST(tool_output, of_every_command_is_json_with_the_run) {
  const scratch_folder folder;
  for (const auto& call : calls(folder)) {
    const tool_outcome o = call_tool(with(call, {"--format", "json", "--quiet"}));
    ASSERT_EQ(o.status, 0) << call[0] << o.err;
    EXPECT_THAT(o.err, IsEmpty());
    const json found = json::parse(o.out);
    EXPECT_EQ(found["run"]["command"], call[0]);
    EXPECT_EQ(found["run"]["version"], "0.1.0");
    EXPECT_TRUE(found["run"]["options"].is_object());
    EXPECT_TRUE(found["run"].contains("seed"));
    EXPECT_EQ(found["run"]["fingerprint"].get<std::string>().size(), 64U);
  }
}

TEST(tool_output, goes_whole_into_a_file_and_nothing_else_is_left) {
  const scratch_folder folder;
  for (const auto& call : calls(folder)) {
    const std::size_t before = folder.entries();
    for (const char* format : {"table", "csv", "json"}) {
      const tool_outcome shown = call_tool(with(call, {"--format", format}));
      const tool_outcome written = call_tool(with(call, {"--format", format, "-o", folder / "out"}));
      EXPECT_EQ(written.status, 0);
      EXPECT_THAT(written.out, IsEmpty());
      EXPECT_EQ(slurp(folder / "out"), shown.out);
      EXPECT_EQ(folder.entries(), before + 1);
      std::filesystem::remove(folder / "out");
    }
  }
}

TEST(tool_output, that_cannot_be_written_is_status_3_with_the_reason_and_leaves_nothing) {
  const scratch_folder folder;
  for (const auto& call : calls(folder)) {
    const std::size_t before = folder.entries();
    for (const std::string& into : {folder / "missing/out", folder / "d", folder / "e.csv/out"}) {
      const tool_outcome o = call_tool(with(call, {"-o", into, "--quiet"}));
      EXPECT_EQ(o.status, 3) << call[0] << ' ' << into;
      EXPECT_THAT(o.err, HasSubstr(into));
      EXPECT_EQ(o.lines_of_err(), 1U);
      EXPECT_THAT(o.out, IsEmpty());
    }
    EXPECT_EQ(folder.entries(), before);
  }
}

TEST(tool_output, of_an_unknown_format_is_refused_before_anything_is_read) {
  for (const char* command : {"validate", "describe", "structure", "rank", "names", "new"}) {
    std::vector<std::string> call{command, "/nowhere"};
    if (call[0] == "names") call.emplace_back("/nowhere");
    if (call[0] == "rank" || call[0] == "structure") call = with(call, {"--by", call[0] == "rank" ? "degree" : "components"});
    const tool_outcome o = call_tool(with(call, {"--format", "xml"}));
    EXPECT_EQ(o.status, 2);
    EXPECT_EQ(o.err, "coopgraph: --format is 'xml'; allowed: table, csv, json\n") << command;
  }
}

TEST(tool_output, begins_with_a_byte_order_mark_on_request_in_csv_only) {
  const scratch_folder folder;
  for (const auto& call : calls(folder)) {
    const std::string plain = call_tool(with(call, {"--format", "csv"})).out;
    EXPECT_EQ(call_tool(with(call, {"--format", "csv", "--bom"})).out, "\xEF\xBB\xBF" + plain);
    EXPECT_THAT(call_tool(with(call, {"--bom"})).err, HasSubstr("--bom is given with --format table"));
  }
}

TEST(tool_output, shows_hostile_names_harmlessly) {
  const scratch_folder folder;
  for (const auto& call : calls(folder))
    for (const char* format : {"table", "json"}) {
      const std::string out = call_tool(with(call, {"--format", format, "--quiet"})).out;
      EXPECT_EQ(out.find('\x1b'), out.npos) << call[0] << format;
    }
  const std::string csv = call_tool({"rank", folder / "e.csv", "--by", "degree", "--format", "csv"}).out;
  EXPECT_THAT(csv, HasSubstr("'=1+1"));
}

TEST(tool_output, is_the_same_on_each_run) {
  const scratch_folder folder;
  for (const auto& call : calls(folder))
    EXPECT_EQ(call_tool(with(call, {"--format", "json"})).out, call_tool(with(call, {"--format", "json"})).out);
}

TEST(tool_output, is_withheld_when_the_tool_is_stopped) {
  const scratch_folder folder;
  std::stop_source source;
  source.request_stop();
  for (const auto& call : calls(folder)) {
    const tool_outcome o = call_tool(with(call, {"-o", folder / "out"}), source.get_token());
    EXPECT_EQ(o.status, 5) << call[0];
    EXPECT_FALSE(std::filesystem::exists(folder / "out"));
  }
}

TEST(output_options, keep_notes_to_themselves_when_quiet) {
  std::ostringstream out;
  std::ostringstream err;
  output_options how;
  cli::note(how, {out, err, {}}, "a\nb");
  how.quiet = true;
  cli::note(how, {out, err, {}}, "c");
  EXPECT_EQ(err.str(), "a\\u{0a}b\n");
  EXPECT_THAT(out.str(), IsEmpty());
}

TEST(count_of, has_the_noun_in_its_number) {
  EXPECT_EQ(cli::count_of(0, "row", "rows"), "0 rows");
  EXPECT_EQ(cli::count_of(1, "row", "rows"), "1 row");
}

}  // namespace
}  // namespace coopgraph::test
