// SPDX-License-Identifier: BSL-1.0
// `validate` of a real dataset in which faults were planted: each is named at its place, and nothing else is.
#include "cli/tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace coopgraph::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;

/// The cells of a line as they are written, with their quotes.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') quoted = !quoted;
    if (c == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  return cells;
}

std::string line_of(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line.append(i == 0 ? "" : ",").append(cells[i]);
  return line;
}

/// A copy of the example dataset that is made faulty. Rows are found by what they begin with, columns by their names; new rows go
/// to the end, so that a line stays where it is.
class faulty_copy {
 public:
  explicit faulty_copy(std::string folder) : folder_(std::move(folder)) {
    std::filesystem::copy(hanoi_dataset, folder_);
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      if (entry.path().extension() != ".csv") continue;
      std::istringstream text(slurp(entry.path().string()));
      auto& lines = tables_[entry.path().filename().string()];
      for (std::string line; std::getline(text, line);) lines.push_back(line);
    }
  }

  /// Adds columns without values.
  void widen(const std::string& file, const std::vector<std::string>& columns) {
    auto& lines = tables_.at(file);
    for (std::string& line : lines) line += std::string(columns.size(), ',');
    for (std::size_t i = 0; i < columns.size(); ++i) put(file, 0, cells_of(lines[0]).size() - columns.size() + i, columns[i]);
    widened_.push_back(file);
  }

  /// Puts a value into the one row that begins so; gives the index of its line.
  std::size_t set(const std::string& file, std::string_view start, std::string_view column, const std::string& value) {
    const auto& lines = tables_.at(file);
    const auto begins = [&](const std::string& line) { return line.starts_with(start); };
    EXPECT_EQ(std::count_if(lines.begin(), lines.end(), begins), 1) << file << ": " << start;
    const auto line = static_cast<std::size_t>(std::find_if(lines.begin(), lines.end(), begins) - lines.begin());
    put(file, line, index_of(file, column), value);
    return line;
  }

  /// Adds a row of these cells; gives the index of its line.
  std::size_t add(const std::string& file, std::initializer_list<std::pair<const char*, const char*>> cells) {
    auto& lines = tables_.at(file);
    lines.push_back(std::string(cells_of(lines[0]).size() - 1, ','));
    for (const auto& [column, value] : cells) put(file, lines.size() - 1, index_of(file, column), value);
    return lines.size() - 1;
  }

  /// Says that the line is a fault that is told in this column, or of the whole row.
  void expect(const std::string& file, std::size_t line, std::string_view column, const std::string& code) {
    expected_.emplace_back(folder_ + '/' + file, line + 1, column.empty() ? 0 : index_of(file, column) + 1, code);
  }
  void plant(const std::string& file, std::string_view start, std::string_view column, const std::string& value,
             const std::string& code) {
    expect(file, set(file, start, column, value), column, code);
  }

  void write() const {
    for (const auto& [file, lines] : tables_) {
      std::string bytes;
      for (const std::string& line : lines) bytes.append(line).append("\n");
      spill(folder_ + '/' + file, bytes);
    }
    // What the description says of the columns is no longer so.
    json package = json::parse(slurp(folder_ + "/datapackage.json"));
    for (json& resource : package["resources"])
      if (std::find(widened_.begin(), widened_.end(), resource["path"]) != widened_.end()) resource.erase("schema");
    spill(folder_ + "/datapackage.json", package.dump());
  }

  /// file, line, column and code of each fault, in the order of the places.
  using fault = std::tuple<std::string, std::size_t, std::size_t, std::string>;
  [[nodiscard]] std::vector<fault> expected() const {
    auto sorted = expected_;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

 private:
  [[nodiscard]] std::size_t index_of(const std::string& file, std::string_view column) const {
    const auto header = cells_of(tables_.at(file)[0]);
    const auto at = std::find(header.begin(), header.end(), column);
    EXPECT_NE(at, header.end()) << file << " has no column " << column;
    return static_cast<std::size_t>(at - header.begin());
  }
  void put(const std::string& file, std::size_t line, std::size_t column, const std::string& value) {
    std::string& text = tables_.at(file)[line];
    auto cells = cells_of(text);
    cells.at(column) = value;
    text = line_of(cells);
  }

  std::string folder_;
  std::map<std::string, std::vector<std::string>> tables_;
  std::vector<std::string> widened_;
  std::vector<fault> expected_;
};

void plant_in_actors_and_regions(faulty_copy& copy) {
  copy.widen("actors.csv", {"valid_to"});
  copy.widen("regions.csv", {"valid_to"});
  copy.expect("actors.csv", copy.add("actors.csv", {{"id", "01"}, {"name", "Another Hà Nội"}}), "id", "duplicate-id");
  copy.plant("actors.csv", "10,", "lon", "204.1102", "invalid-position");
  copy.set("actors.csv", "96,", "valid_to", "2018-12-31");
  copy.plant("regions.csv", "other-provinces,The other 62 provinces and cities,96,", "valid_to", "2019",
             "membership-outside-validity");
  copy.plant("regions.csv", "south-east,South East,70,", "actor", "7O", "unknown-actor");
  copy.plant("regions.csv", "south-east,South East,75,", "name", "The South East", "inconsistent-name");
  copy.expect("aliases.csv", copy.add("aliases.csv", {{"id", "79"}, {"alias", "HCMC"}}), "alias", "duplicate-alias");
}

void plant_in_agreements_and_parties(faulty_copy& copy) {
  copy.expect("agreements.csv", copy.add("agreements.csv", {{"id", "lonely"}, {"title", "Lonely"}, {"status", "signed"}}), "",
              "too-few-parties");
  copy.add("parties.csv", {{"agreement", "lonely"}, {"actor", "01"}});
  copy.plant("agreements.csv", "f09-tourism-2016-2020,", "effective_to", "2015-12-31", "end-before-start");
  copy.plant("parties.csv", "f16-conference-2018,red-river-delta,", "actor", "red-river-dleta", "unknown-actor");
  copy.plant("parties.csv", "f11-son-la-party-building,14,", "extent", "some", "invalid-value");
  copy.expect("parties.csv",
              copy.add("parties.csv", {{"agreement", "f12-lam-dong-party-building"}, {"actor", "68"}, {"of", "committee"}}),
              "actor", "duplicate-party");
}

void plant_in_flows_and_events(faulty_copy& copy) {
  copy.widen("flows.csv", {"chain", "stage", "certified"});
  copy.set("flows.csv", "f10-relief-2016,", "certified", "VietGAP");
  copy.plant("flows.csv", "f10-relief-2016,", "product", "", "certified-without-product");
  copy.set("flows.csv", "f14-delegations-to-hanoi,", "stage", "farm");
  copy.plant("flows.csv", "f14-delegations-to-hanoi,", "chain", "", "stage-without-chain");
  copy.plant("flows.csv", "f15-delegations-of-hanoi,", "status", "running", "invalid-value");
  copy.plant("events.csv", "f01-signing-ceremony-2017,", "source", "hanoimoi-2081", "unknown-source");
  copy.plant("participants.csv", "f06-supply-and-demand-conference,other-provinces,", "extent", "490", "extent-exceeds-region");
}

void plant_in_quantities_and_sources(faulty_copy& copy) {
  copy.plant("quantities.csv", "f05-farm-product-chains,chains,", "unit", "", "number-without-unit");
  copy.plant("quantities.csv", "f16-conference-2018,cities invited,", "exactness", "verbal", "number-contradicts-exactness");
  for (const auto& [unit, basis] : {std::pair("billion VND", "planned"), {"million VND", "estimated"}}) {
    const std::size_t line = copy.add("quantities.csv", {{"record", "f10-relief-2016"},
                                                         {"measure", "value"},
                                                         {"value", "13"},
                                                         {"unit", unit},
                                                         {"exactness", "exact"},
                                                         {"basis", basis}});
    if (unit == std::string("million VND")) copy.expect("quantities.csv", line, "unit", "mixed-units");
  }
  copy.plant("sources.csv", "decision-768-2016,", "date", "2016-02-30", "invalid-date");
}

TEST(planted_faults, are_none_in_an_untouched_copy) {
  const scratch_folder folder;
  std::filesystem::copy(hanoi_dataset, folder / "d");
  const tool_outcome o = call_tool({"validate", folder / "d", "--format", "json", "--quiet"});
  EXPECT_EQ(o.status, 0);
  EXPECT_THAT(json::parse(o.out)["problems"], IsEmpty());
  EXPECT_THAT(o.err, IsEmpty());
}

TEST(planted_faults, are_none_in_a_copy_whose_tables_only_got_columns) {
  const scratch_folder folder;
  faulty_copy copy(folder / "d");
  for (const char* file : {"actors.csv", "regions.csv"}) copy.widen(file, {"valid_to"});
  copy.widen("flows.csv", {"chain", "stage", "certified"});
  copy.write();
  EXPECT_EQ(call_tool({"validate", folder / "d", "--quiet"}).err, "");
}

TEST(planted_faults, are_each_of_twenty_named_at_their_place_and_nothing_else) {
  const scratch_folder folder;
  faulty_copy copy(folder / "d");
  plant_in_actors_and_regions(copy);
  plant_in_agreements_and_parties(copy);
  plant_in_flows_and_events(copy);
  plant_in_quantities_and_sources(copy);
  copy.write();
  ASSERT_EQ(copy.expected().size(), 20U);
  const tool_outcome o = call_tool({"validate", folder / "d", "--format", "json", "--quiet"});
  EXPECT_EQ(o.status, 2);
  std::vector<faulty_copy::fault> found;
  std::string lines;
  const json result = json::parse(o.out);
  for (const json& p : result["problems"]) {
    found.emplace_back(p["file"], p["line"], p["column"], p["code"]);
    const auto& [file, line, column, code] = found.back();
    EXPECT_FALSE(p["message"].get<std::string>().empty()) << code;
    lines += file + ':' + std::to_string(line) + (column == 0 ? "" : ':' + std::to_string(column)) + ": " +
             p["message"].get<std::string>() + '\n';
  }
  EXPECT_EQ(found, copy.expected());
  EXPECT_EQ(o.lines_of_err(), 20U);
  EXPECT_EQ(o.err, lines);
}

}  // namespace
}  // namespace coopgraph::test
