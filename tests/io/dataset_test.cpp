// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/io/file.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

namespace fs = std::filesystem;

/// A folder of its own that is gone at the end.
class DatasetFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / (std::string("coopgraph-") + test->name() + '-' +
                                           std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + '-' +
                                           std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    fs::create_directories(folder_);
    put("actors.csv", "id,name,population\na,A,5\nb,B,\n");
    put("agreements.csv", "id,status,fields\ng,signed,trade\n");
    put("parties.csv", "agreement,actor\ng,a\ng,b\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void put(const std::string& file, const std::string& bytes) const { std::ofstream(folder_ / file, std::ios::binary) << bytes; }
  std::string path(const std::string& file) const { return (folder_ / file).string(); }
  network read() const { return read_dataset(folder_.string()); }
  std::vector<diagnostic> problems() const {
    try {
      (void)read();
    } catch (const data_error& e) {
      return e.diagnostics();
    }
    return {};
  }
  /// Expects one problem at this place of a file in the folder.
  void expect_problem(const std::string& file, std::size_t line, std::size_t column, const std::string& code,
                      const std::string& words) const {
    const auto found = problems();
    ASSERT_EQ(found.size(), 1U) << (found.empty() ? "no problem" : to_line(found[1]));
    EXPECT_EQ(found[0].code, code) << to_line(found[0]);
    EXPECT_EQ(found[0].where, (place{path(file), line, column})) << to_line(found[0]);
    EXPECT_THAT(found[0].message, HasSubstr(words));
  }

  fs::path folder_;
};

TEST_F(DatasetFolder, IsReadWithColumnsInAnyOrderAndAttributes) {
  put("actors.csv", "\xEF\xBB\xBFgrdp,name,id,motto\r\n1.5,A,a,\"x, y\"\r\n,B,b,\r\n");
  put("regions.csv", "actor,region,name\na,r,R\nb,r,\n");
  put("flows.csv", "id,origin,destination,capacity,unit\nf,a,r,3,t\n");
  put("quantities.csv", "record,measure,value,unit,exactness\nf,chains,400,chains,about\n");
  put("sources.csv", "id,title\ns,S\n");
  put("notes.csv", "anything;at all\n");
  const network n = read();
  EXPECT_THAT(n.actors()[0].attributes, ElementsAre(attribute{"grdp", "1.5"}, attribute{"motto", "x, y"}));
  EXPECT_THAT(n.actors()[1].attributes, IsEmpty());
  EXPECT_EQ(n.actors()[1].stated_at, (place{path("actors.csv"), 3, 0}));
  EXPECT_EQ(n.members(n.region_with("r")).size(), 2U);
  EXPECT_EQ(n.flows()[0].quantities[0].exactness, number_exactness::about);
}

TEST_F(DatasetFolder, ReadsTheManifest) {
  put("datapackage.json", R"({"title": "T", "sources": [{"title": "S1"}, {"title": "S2"}], "licenses": [{"name": "L"}],
                              "observation": {"whose": "a", "absence": "none"}, "resources": [{"anything": [1, 2]}]})");
  const network n = read();
  EXPECT_EQ(n.about().title, "T");
  EXPECT_EQ(n.about().source, "S1; S2");
  EXPECT_EQ(n.about().licence, "L");
  EXPECT_THAT(n.observed().whose, ElementsAre(n.actor_with("a")));
  EXPECT_EQ(n.observed().absence, absence_meaning::none);
  put("datapackage.json", R"({"observation": {"whose": ["a", "b"]}})");
  EXPECT_EQ(read().observed().whose.size(), 2U);
  EXPECT_EQ(read().observed().absence, absence_meaning::unknown);
}

TEST_F(DatasetFolder, RefusesABrokenManifest) {
  put("datapackage.json", "{\"title\":\n oops}");
  expect_problem("datapackage.json", 2, 0, "invalid-json", "JSON");
  put("datapackage.json", "");
  expect_problem("datapackage.json", 1, 0, "invalid-json", "JSON");
  put("datapackage.json", "[]");
  expect_problem("datapackage.json", 0, 0, "invalid-json-value", "object");
  put("datapackage.json", R"({"title": 7})");
  expect_problem("datapackage.json", 0, 0, "invalid-json-value", "title");
  put("datapackage.json", R"({"sources": "S"})");
  expect_problem("datapackage.json", 0, 0, "invalid-json-value", "sources");
  put("datapackage.json", R"({"observation": {"whose": [1]}})");
  expect_problem("datapackage.json", 0, 0, "invalid-json-value", "whose");
  put("datapackage.json", R"({"observation": {"absence": "zero"}})");
  expect_problem("datapackage.json", 0, 0, "invalid-value", "unknown, none");
  put("datapackage.json", R"({"observation": {"whose": "nobody"}})");
  expect_problem("datapackage.json", 0, 0, "unknown-actor", "nobody");
  put("datapackage.json", "{\"title\": \"\xC3(\"}");
  expect_problem("datapackage.json", 1, 0, "invalid-json", "JSON");
}

TEST_F(DatasetFolder, RefusesDeepJsonByItsLimit) {
  put("datapackage.json", std::string(10'000'000, '['));
  EXPECT_THROW((void)read(), limit_error);
  put("datapackage.json", "{\"a\":" + std::string(62, '[') + std::string(62, ']') + '}');
  EXPECT_NO_THROW((void)read());
}

TEST_F(DatasetFolder, NamesWhatIsMissing) {
  fs::remove(folder_ / "parties.csv");
  fs::remove(folder_ / "agreements.csv");
  const auto found = problems();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, "missing-table");
  EXPECT_THAT(found[0].message, HasSubstr("flows.csv"));
  put("flows.csv", "id,origin,destination\nf,a,b\n");
  EXPECT_THAT(problems(), IsEmpty());
  fs::remove(folder_ / "actors.csv");
  expect_problem("actors.csv", 0, 0, "missing-table", "actors.csv");
}

TEST_F(DatasetFolder, RefusesWhatIsNoFolder) {
  for (const std::string& where : {path("nowhere"), path("actors.csv")}) {
    try {
      (void)read_dataset(where);
      FAIL() << where;
    } catch (const data_error& e) {
      ASSERT_EQ(e.diagnostics().size(), 1U);
      EXPECT_EQ(e.diagnostics()[0].code, "no-such-dataset");
      EXPECT_EQ(e.diagnostics()[0].where.file, where);
    }
  }
  EXPECT_THROW((void)read_dataset(folder_.string(), {.file_bytes = 0}), option_error);
  EXPECT_THROW((void)read_dataset(folder_.string(), {.file_bytes = 10}), limit_error);
}

TEST_F(DatasetFolder, RefusesTablesThatAreNotSupportedByName) {
  for (const std::string file : {"aliases.csv", "events.csv", "participants.csv", "crosswalk.csv"}) {
    put(file, "id\n");
    expect_problem(file, 0, 0, "unsupported-table", file);
    fs::remove(folder_ / file);
  }
}

TEST_F(DatasetFolder, RefusesHeadersThatDoNotFit) {
  put("parties.csv", "agreement,actor,rolle\ng,a,\ng,b,\n");
  expect_problem("parties.csv", 1, 3, "unknown-column", "did you mean \"role\"?");
  put("parties.csv", "agreement\ng\n");
  expect_problem("parties.csv", 1, 0, "missing-column", "\"actor\"");
  put("parties.csv", "agreement,actor,actor\ng,a,b\n");
  expect_problem("parties.csv", 1, 3, "duplicate-column", "\"actor\"");
  put("parties.csv", "agreement,actor,\ng,a,\n");
  expect_problem("parties.csv", 1, 3, "empty-column-name", "name");
  put("parties.csv", "");
  expect_problem("parties.csv", 1, 0, "empty-file", "empty");
  put("parties.csv", "agreement;actor\ng;a\n");
  const auto found = problems();
  ASSERT_EQ(found.size(), 3U) << "the column that is there and the two that are not";
  EXPECT_TRUE(std::any_of(found.begin(), found.end(),
                          [](const diagnostic& d) { return d.message.find("separator is a comma") != d.message.npos; }));
}

TEST_F(DatasetFolder, RefusesAFolderInThePlaceOfAFile) {
  fs::remove(folder_ / "parties.csv");
  fs::create_directory(folder_ / "parties.csv");
  expect_problem("parties.csv", 0, 0, "unreadable-file", "regular file");
}

TEST_F(DatasetFolder, NamesTheCellOfEachProblem) {
  put("actors.csv", "id,name,population\na,A,5\nb,B,many\n");
  expect_problem("actors.csv", 3, 3, "invalid-number", "\"many\"");
  put("actors.csv", "id,name,population\na,A,5\n\"b\",\"B\nB\",1\na,again,\n");
  expect_problem("actors.csv", 5, 1, "duplicate-id", "actors.csv:2");
}

TEST_F(DatasetFolder, NamesTwoProblemsInTwoTablesAtOnce) {
  put("actors.csv", "id,name\na,A\nb,\n");
  put("parties.csv", "agreement,actor\ng,a\ng,b\ng,c\n");
  const auto found = problems();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].where, (place{path("actors.csv"), 3, 2}));
  EXPECT_EQ(found[1].where, (place{path("parties.csv"), 4, 2}));
}

TEST_F(DatasetFolder, HostileBytesAreNamedAtTheirPlace) {
  using namespace std::string_literals;
  put("actors.csv", "id,name\na,A\nb,B\0C\n"s);
  EXPECT_EQ(problems().at(0).where, (place{path("actors.csv"), 3, 2}));
  EXPECT_EQ(problems().at(0).code, "csv-nul");
  put("actors.csv", "\xFF\xFEi\0d\0"s);
  EXPECT_THAT(problems().at(0).message, HasSubstr("UTF-16LE"));
  put("actors.csv", "id,name\na,A\nb,\"B\n");
  EXPECT_EQ(problems().at(0).where, (place{path("actors.csv"), 3, 2}));
  put("actors.csv", ",,,\n,,,\n");
  EXPECT_EQ(problems().at(0).code, "missing-column");
  put("actors.csv", "id,name\n" + std::string(10'000'000, 'x'));
  EXPECT_THROW((void)read(), limit_error);
  put("actors.csv", std::string(1'000'000, ','));
  EXPECT_THROW((void)read(), limit_error);
}

TEST_F(DatasetFolder, AHeaderAloneIsAnEmptyTable) {
  put("actors.csv", "id,name\n");
  put("agreements.csv", "id,status\n");
  put("parties.csv", "agreement,actor\n");
  EXPECT_THAT(read().actors(), IsEmpty());
}

// ---- the dataset hanoi-2018 ----

class Hanoi2018 : public ::testing::Test {
 protected:
  const network n = read_dataset(std::string(COOPGRAPH_SOURCE_DIR) + "/examples/data/hanoi-2018");

  std::set<std::string> members(const char* region) const {
    std::set<std::string> names;
    for (const actor_id id : n.members(n.region_with(region))) names.insert(n[id].name);
    return names;
  }
};

TEST_F(Hanoi2018, IsReadWithoutAProblem) {
  EXPECT_EQ(n.actors().size(), 63U);
  EXPECT_EQ(n.agreements().size(), 5U);
  EXPECT_EQ(n.flows().size(), 1U);
  EXPECT_EQ(n[n.actor_with("01")].name, "Hà Nội");
  EXPECT_EQ(std::count_if(n.actors().begin(), n.actors().end(), [](const actor& a) { return a.kind == "city"; }), 5);
  EXPECT_THAT(n.observed().whose, ElementsAre(n.actor_with("01")));
  EXPECT_EQ(n.observed().absence, absence_meaning::unknown);
  EXPECT_THAT(n.about().licence, HasSubstr("Boost Software License"));
}

TEST_F(Hanoi2018, TheThreeNorthernRegionsWithoutHanoiHaveFourteenMembers) {
  // The list follows from the decrees; the source counts 14.
  std::set<std::string> together;
  for (const char* region : {"red-river-delta", "northern-key-economic-region", "capital-region"})
    together.merge(members(region));
  EXPECT_EQ(together.erase("Hà Nội"), 1U);
  EXPECT_EQ(together,
            (std::set<std::string>{"Bắc Giang", "Bắc Ninh", "Hà Nam", "Hòa Bình", "Hưng Yên", "Hải Dương", "Hải Phòng",
                                   "Nam Định", "Ninh Bình", "Phú Thọ", "Quảng Ninh", "Thái Bình", "Thái Nguyên", "Vĩnh Phúc"}));
}

TEST_F(Hanoi2018, TheRegionsHaveTheirOfficialSizes) {
  EXPECT_EQ(members("red-river-delta").size(), 11U);
  EXPECT_EQ(members("northern-key-economic-region").size(), 7U);
  EXPECT_EQ(members("capital-region").size(), 10U);
  EXPECT_EQ(members("mekong-delta").size(), 13U);
  EXPECT_EQ(members("centre-and-highlands").size(), 14U + 5U) << "a region of two regions";
}

TEST_F(Hanoi2018, StatesNumbersAsTheSourceDoes) {
  const flow& relief = n[n.flow_with("f10-relief-2016")];
  ASSERT_EQ(relief.quantities.size(), 1U) << "the sum stands once";
  EXPECT_EQ(relief.quantities[0].value, (decimal{12, 0}));
  EXPECT_EQ(relief.quantities[0].unit, "billion VND");
  EXPECT_EQ(n.key_of(relief.destination), "centre-and-highlands");
  const agreement& tourism = n[n.agreement_with("f09-tourism-2016-2020")];
  EXPECT_EQ(tourism.quantities.at(0).exactness, number_exactness::at_least);
  EXPECT_EQ(tourism.quantities.at(0).low, (decimal{7, 0}));
  EXPECT_EQ(tourism.parties.size(), 1U + 7U);
  for (const agreement& a : n.agreements()) {
    EXPECT_TRUE(a.source.has_value()) << a.key;
    const bool only_proposed = a.key.starts_with("f11") || a.key.starts_with("f12");
    const auto expected = only_proposed              ? agreement_status::proposed
                          : a.key.starts_with("f16") ? agreement_status::invited
                                                     : agreement_status::signed_;
    EXPECT_EQ(a.status, expected) << a.key;
  }
}

}  // namespace
}  // namespace coopgraph
