// SPDX-License-Identifier: BSL-1.0
// datapackage.json: what is read, what is kept, what is written.
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>

#include "support/dataset_kit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(manifest, is_read) {
  const network n = read_dataset(described(
      R"({"name": "d-1", "title": "T", "description": "D", "sources": [{"title": "S1"}, {"title": "S2", "path": "p"}],
          "licenses": [{"name": "L"}], "observation": {"title": "O", "whose": "a", "absence": "none"}})"));
  EXPECT_EQ(n.about().name, "d-1");
  EXPECT_EQ(n.about().title, "T");
  EXPECT_EQ(n.about().description, "D");
  EXPECT_THAT(n.about().sources, ElementsAre(reference{"", "S1", ""}, reference{"", "S2", "p"}));
  EXPECT_THAT(n.about().licenses, ElementsAre(reference{"L", "", ""}));
  EXPECT_THAT(n.about().others, IsEmpty());
  EXPECT_EQ(n.observed().title, "O");
  EXPECT_THAT(n.observed().whose, ElementsAre(n.actor_with("a")));
  EXPECT_EQ(n.observed().absence, absence_meaning::none);
  const network two = read_dataset(described("\xEF\xBB\xBF{\"observation\": {\"whose\": [\"a\", \"b\"]}}"));
  EXPECT_EQ(two.observed().whose.size(), 2U);
  EXPECT_EQ(two.observed().absence, absence_meaning::unknown);
}

TEST(manifest, keeps_what_it_does_not_read) {
  const std::string json = R"({"version": "1.0", "name": "d", "keywords": ["a", {"b": 1.50}], "n": 123456789012345678901234567890,
      "licenses": [{"name": "L", "since": 2018}], "sources": [{"title": "S"}, {"title": "T", "email": "x@y"}],
      "observation": {"absence": "none", "by": "me"},
      "resources": [{"path": "borders.csv", "schema": {"fields": [{"name": "a"}]}}, {"path": "parties.csv", "dialect": {}},
        {"name": "who", "path": "actors.csv", "title": "provinces", "hash": "x", "schema": {"fields": [{"name": "id", "title": "key"},
          {"name": "name"}, {"name": "population", "type": "integer", "unit": "people"}], "primaryKey": ["id"]}},
        {"path": "agreements.csv"}]})";
  const network n = read_dataset(described(json));
  const auto other = [&](const std::string& name) {
    const auto& all = n.about().others;
    const auto at = std::find_if(all.begin(), all.end(), [&](const attribute& a) { return a.name == name; });
    return at == all.end() ? std::string("nothing") : at->value;
  };
  EXPECT_EQ(other("version"), "\"1.0\"");
  EXPECT_EQ(other("keywords"), R"(["a", {"b": 1.50}])");
  EXPECT_EQ(other("n"), "123456789012345678901234567890");
  EXPECT_EQ(other("licenses"), R"([{"since": 2018}])");
  EXPECT_EQ(other("sources"), R"([{}, {"email": "x@y"}])");
  EXPECT_EQ(other("observation"), R"({"by": "me"})");
  EXPECT_EQ(other("resources"), R"([{"path": "actors.csv", "title": "provinces", "schema": {"fields": [{"name": "population", )"
                                R"("type": "integer", "unit": "people"}]}}, {"path": "borders.csv", "schema": {"fields": )"
                                R"([{"name": "a"}]}}])");
  const dataset_files first = to_files(n);
  EXPECT_EQ(all_of(read_dataset(first)), all_of(n));
  EXPECT_EQ(to_files(read_dataset(first)), first);
  const std::string& written = bytes_of(first, "datapackage.json");
  for (const char* part : {"\"email\": \"x@y\"", "\"by\": \"me\"", "\"borders.csv\"", "\"unit\": \"people\"", "\"integer\"",
                           "\"since\": 2018", "123456789012345678901234567890", "\"provinces\""})
    EXPECT_THAT(written, HasSubstr(part));
  EXPECT_THAT(written, Not(HasSubstr("hash"))) << "it would be the hash of other bytes";
}

TEST(manifest, keeps_nothing_of_tables_and_attributes_that_are_not_written) {
  auto files = with(small_dataset(), "actors.csv", "id,name,x\na,A,\nb,B,\n");
  files = with(files, "aliases.csv", "id,alias\n");
  files = with(files, "datapackage.json",
               resources(R"({"path": "aliases.csv", "title": "T"}, {"path": "actors.csv", "schema": {"fields": [{"name": "id"},
                             {"name": "name"}, {"name": "x", "type": "year"}]}})"));
  const network n = read_dataset(files);
  EXPECT_THAT(n.about().others, IsEmpty());
  EXPECT_EQ(all_of(read_dataset(to_files(n))), all_of(n));
}

TEST(manifest, is_written_as_a_data_package) {
  auto files = with(small_dataset(), "actors.csv", "id,name,parent,lon,lat,area\na,A,,1,2,3\nb,B,a,,,\n");
  files = with(files, "sources.csv", "id,title,date\ns,S,2018\n");
  files = with(files, "agreements.csv", "id,status,source\ng,signed,s\n");
  files = with(files, "datapackage.json", R"({"observation": {"whose": "a"}, "title": "T \"\u0007\n"})");
  const std::string actors = resource_text(
      "actors",
      {{"id", "string"}, {"name", "string"}, {"parent", "string"}, {"lon", "number"}, {"lat", "number"}, {"area", "number"}},
      {.primary = "id", .foreign = "parent"});
  const std::string agreements = resource_text("agreements", {{"id", "string"}, {"status", "string"}, {"source", "string"}},
                                               {.primary = "id", .foreign = "source", .refers_to = "sources"});
  const std::string parties = resource_text("parties", {{"agreement", "string"}, {"actor", "string"}},
                                            {.foreign = "agreement", .refers_to = "agreements"});
  const std::string sources =
      resource_text("sources", {{"id", "string"}, {"title", "string"}, {"date", "string"}}, {.primary = "id"});
  EXPECT_EQ(bytes_of(to_files(read_dataset(files)), "datapackage.json"), R"({
  "title": "T \"\u0007\n",
  "observation": {
    "whose": [
      "a"
    ],
    "absence": "unknown"
  },
  "resources": [
)" + actors + ",\n" + agreements + ",\n" + parties + ",\n" + sources + R"(
  ]
}
)");
}

}  // namespace
}  // namespace coopgraph
