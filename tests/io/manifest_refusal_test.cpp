// SPDX-License-Identifier: BSL-1.0
// datapackage.json: what is checked and refused, and where the problem is told.
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>

#include "support/dataset_kit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::IsEmpty;

::testing::AssertionResult refused(const std::string& json, std::size_t line, std::size_t column, const std::string& code,
                                   const std::string& words, const dataset_options& options = {}) {
  return has_problem(described(json), {"datapackage.json", line, column}, code, words, options);
}

/// Whether these resources are refused where the words `at` first stand in them.
::testing::AssertionResult actors_refused(const std::string& actors, const std::string& at, const std::string& code,
                                          const std::string& words, const dataset_options& options = {}) {
  return refused(resources(actors), 2, actors.find(at) + 1, code, words, options);
}

TEST(manifest, that_is_no_json_is_refused_where_it_breaks) {
  EXPECT_TRUE(refused("{\"title\":\n oops}", 2, 2, "invalid-json", "RFC 8259"));
  EXPECT_TRUE(refused("", 1, 1, "invalid-json", "unexpected end"));
  EXPECT_TRUE(refused("{\"title\": \"T\"} x", 1, 16, "invalid-json", "invalid literal"));
  EXPECT_TRUE(refused("{\"title\": \"T\",}", 1, 15, "invalid-json", "unexpected '}'"));
  EXPECT_TRUE(refused("{\"title\": \"\xC3(\"}", 1, 13, "invalid-json", "UTF-8"));
  EXPECT_TRUE(refused("{\"title\": \"\\ud800\"}", 1, 18, "invalid-json", "surrogate"));
  EXPECT_TRUE(refused("{\"n\": 1e999}", 1, 12, "invalid-json", "number"));
  EXPECT_TRUE(refused("{\"title\": // T\n\"T\"}", 1, 11, "invalid-json", "invalid literal"));
  EXPECT_TRUE(refused("[]", 1, 1, "invalid-json-value", "object"));
  EXPECT_TRUE(refused("\n null", 2, 2, "invalid-json-value", "object"));
}

TEST(manifest, names_a_duplicate_key_at_any_level) {
  EXPECT_TRUE(refused("{\"title\": \"T\",\n  \"title\": \"U\"}", 2, 3, "duplicate-key", "\"title\""));
  EXPECT_TRUE(refused(R"({"x": [{"a": {"b": 1, "c": 2, "b": 3}}]})", 1, 31, "duplicate-key", "\"b\""));
  EXPECT_TRUE(refused("{\"x\": {\"\\u0061\": 1, \"a\": 2}}", 1, 21, "duplicate-key", "\"a\"")) << "one key, written in two ways";
  const auto found = problems_of(described(R"({"a": 1, "a": 2, "a": {"b": 1, "b": 2}})"));
  EXPECT_EQ(found.size(), 3U);
}

TEST(manifest, is_refused_where_a_value_has_the_wrong_type) {
  EXPECT_TRUE(refused("{\n\"title\": 7}", 2, 1, "invalid-json-value", "\"title\" has the wrong type; allowed: a text"));
  EXPECT_TRUE(refused("{\"title\": null}", 1, 2, "invalid-json-value", "title"));
  EXPECT_TRUE(refused("{\"name\": \"A b\"}", 1, 2, "invalid-json-value", "a-z"));
  EXPECT_TRUE(refused("{\"sources\": \"S\"}", 1, 2, "invalid-json-value", "sources"));
  EXPECT_TRUE(refused("{\"sources\": [\"S\"]}", 1, 14, "invalid-json-value", "entry"));
  EXPECT_TRUE(refused("{\"licenses\": [{\"path\": 1}]}", 1, 16, "invalid-json-value", "path"));
  EXPECT_TRUE(refused("{\"observation\": []}", 1, 2, "invalid-json-value", "observation"));
  EXPECT_TRUE(refused("{\"observation\": {\"whose\": [1]}}", 1, 28, "invalid-json-value", "whose"));
  EXPECT_TRUE(refused("{\"observation\": {\"whose\": {}}}", 1, 18, "invalid-json-value", "whose"));
  EXPECT_TRUE(refused("{\"observation\": {\"absence\": true}}", 1, 18, "invalid-json-value", "absence"));
  EXPECT_TRUE(refused("{\"resources\": {}}", 1, 2, "invalid-json-value", "resources"));
  EXPECT_TRUE(actors_refused(R"({"path": "actors.csv"}, 7)", "7", "invalid-json-value", "resources"));
}

TEST(manifest, gives_the_observation_to_the_rules_of_the_model) {
  EXPECT_TRUE(refused("{\"observation\": {\"absence\": \"zero\"}}", 1, 18, "invalid-value", "unknown, none"));
  EXPECT_TRUE(refused("{\n\"observation\": {\"whose\": \"nobody\"}}", 2, 17, "unknown-actor", "nobody"));
  EXPECT_TRUE(refused("{\"observation\": {\"whose\": [\n\"a\", \"nobody\"]}}", 1, 0, "unknown-actor", "nobody"))
      << "a cell on another line is told at its row";
}

TEST(manifest, deep_json_is_refused_by_its_limit) {
  EXPECT_THROW((void)read_dataset(described(std::string(1'000'000, '['))), limit_error);
  const auto nested = [](std::size_t lists) {
    return described("{\"a\":" + std::string(lists, '[') + std::string(lists, ']') + '}');
  };
  EXPECT_NO_THROW((void)read_dataset(nested(63)));
  EXPECT_THROW((void)read_dataset(nested(64)), limit_error);
  EXPECT_EQ(all_of(read_dataset(to_files(read_dataset(nested(63))))), all_of(read_dataset(nested(63))));
}

TEST(manifest, lists_the_tables_of_the_folder_and_no_others) {
  EXPECT_THAT(problems_of(described(resources(R"({"path": "actors.csv"})"))), IsEmpty());
  EXPECT_THAT(problems_of(described(resources(R"({"path": "./actors.csv"})"))), IsEmpty());
  EXPECT_TRUE(has_problem(described(resources(R"({"path": "borders.csv"})")), {"datapackage.json", 1, 1}, "unlisted-table",
                          "actors.csv"));
  EXPECT_TRUE(actors_refused(R"({"path": "actors.csv"}, {"path": "flows.csv"})", R"("path": "flows.csv")", "missing-resource",
                             "there is no flows.csv"));
  EXPECT_TRUE(actors_refused(R"({"path": "actors.csv"}, {"path": "./actors.csv"})", R"("path": "./)", "duplicate-resource",
                             "described twice"));
  EXPECT_TRUE(actors_refused(R"({"path": "actors.csv"}, {"path": ["flows.csv", "more.csv"]})", R"("flows.csv")",
                             "invalid-json-value", "one file"));
}

TEST(manifest, refuses_a_path_that_leaves_the_folder_for_a_table) {
  for (const std::string path : {"../flows.csv", "/tmp/flows.csv", "a/../flows.csv", "https://example.org/flows.csv",
                                 "file:///flows.csv", R"(..\\flows.csv)", R"(C:\\flows.csv)"})
    EXPECT_TRUE(actors_refused(R"({"path": "actors.csv"}, {"path": ")" + path + "\"}", "\"path\": \"" + path, "unsafe-path",
                               "outside the dataset's folder"))
        << path;
  EXPECT_THAT(problems_of(described(resources(R"({"path": "actors.csv"}, {"path": "https://example.org/more.csv"})"))), IsEmpty())
      << "what is not ours is not looked at";
}

TEST(manifest, checks_the_columns_of_a_table) {
  const auto fields = [](const std::string& list) { return R"({"path": "actors.csv", "schema": {"fields": [)" + list + "]}}"; };
  const std::string right = R"({"name": "id"}, {"name": "name", "type": "string"}, {"name": "population", "type": "number"})";
  EXPECT_THAT(problems_of(described(resources(fields(right)))), IsEmpty());
  EXPECT_TRUE(actors_refused(fields(R"({"name": "name"}, {"name": "id"}, {"name": "population"})"), R"({"name": "name"})",
                             "schema-differs", "\"name\" as column 1 where actors.csv has \"id\""));
  EXPECT_TRUE(actors_refused(fields(right + R"(, {"name": "grdp"})"), R"({"name": "grdp"})", "schema-differs", "does not have"));
  EXPECT_TRUE(actors_refused(fields(R"({"name": "id"}, {"name": "name"})"), "\"path\"", "schema-differs", "lacks the column"));
  EXPECT_TRUE(actors_refused(fields(R"({"name": "id"}, {"type": "string"}, {"name": "population"})"), R"({"type")",
                             "schema-differs", "\"\" as column 2"));
  EXPECT_TRUE(actors_refused(R"({"path": "actors.csv", "schema": {"fields": 7}})", "\"fields\"", "invalid-json-value", "fields"));
  EXPECT_TRUE(actors_refused(R"({"path": "actors.csv", "schema": "schema.json"})", "\"schema\"", "invalid-json-value", "schema"));
}

TEST(manifest, checks_the_declared_types) {
  const auto typed = [](const std::string& name, const std::string& type) {
    return R"({"path": "actors.csv", "schema": {"fields": [{"name": "id", )" + (name == "id" ? type : "\"type\": \"string\"") +
           R"(}, {"name": "name"}, {"name": "population", )" + (name == "population" ? type : "\"type\": \"any\"") + "}]}}";
  };
  EXPECT_TRUE(actors_refused(typed("id", R"("type": "integer")"), R"("type": "integer")", "schema-type", "string, any"));
  EXPECT_TRUE(actors_refused(typed("population", R"("type": "duration")"), R"("type": "duration")", "schema-type", "boolean"));
  EXPECT_TRUE(actors_refused(typed("population", R"("type": "number", "decimalChar": ",")"), R"("decimalChar")",
                             "unsupported-dialect", "decimalChar"));
  EXPECT_THAT(problems_of(described(resources(typed("population", R"("type": "number", "decimalChar": ",", "groupChar": ".")"))),
                          {.numbers = {',', '.'}}),
              IsEmpty());
}

TEST(manifest, holds_the_cells_of_attributes_to_their_declared_types) {
  const auto problem_of = [](const std::string& type, const std::string& value, const std::string& code) {
    auto files = with(small_dataset(), "actors.csv", "id,name,x\na,A,\nb,B," + value + "\n");
    files = with(
        files, "datapackage.json",
        resources(R"({"path": "actors.csv", "schema": {"fields": [{"name": "id"}, {"name": "name"}, {"name": "x", "type": ")" +
                  type + "\"}]}}"));
    if (code.empty()) return problems_of(files).empty() ? ::testing::AssertionSuccess() : ::testing::AssertionFailure() << value;
    return has_problem(files, {"actors.csv", 3, 3}, code, "datapackage.json");
  };
  for (const char* value : {"1", "-1.5e3", "+.5"}) EXPECT_TRUE(problem_of("number", value, ""));
  for (const char* value : {"one", "1 000", "1e999", "NaN"}) EXPECT_TRUE(problem_of("number", value, "invalid-number"));
  for (const char* value : {"1", "-1000", "12.0"}) EXPECT_TRUE(problem_of("integer", value, ""));
  for (const char* value : {"1.5", "x"}) EXPECT_TRUE(problem_of("integer", value, "invalid-number"));
  for (const char* value : {"true", "0", "FALSE"}) EXPECT_TRUE(problem_of("boolean", value, ""));
  for (const char* value : {"yes", "2"}) EXPECT_TRUE(problem_of("boolean", value, "invalid-value"));
  EXPECT_TRUE(problem_of("date", "2020-02-29", ""));
  for (const char* value : {"2019-02-29", "2020-02", "2020"}) EXPECT_TRUE(problem_of("date", value, "invalid-value"));
  EXPECT_TRUE(problem_of("year", "2020", ""));
  for (const char* value : {"20", "2020-02", "0000"}) EXPECT_TRUE(problem_of("year", value, "invalid-value"));
  for (const char* type : {"string", "any"}) EXPECT_TRUE(problem_of(type, "1.5;x", ""));
}

TEST(manifest, a_number_that_the_model_checks_is_told_once) {
  auto files = with(small_dataset(), "actors.csv", "id,name,population\na,A,many\nb,B,1.5\n");
  files = with(files, "datapackage.json",
               resources(R"({"path": "actors.csv", "schema": {"fields": [{"name": "id"}, {"name": "name"}, {"name": "population",
                             "type": "integer"}]}})"));
  const auto found = problems_of(files);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].where, (place{"actors.csv", 2, 3}));
  EXPECT_EQ(found[1].where, (place{"actors.csv", 3, 3}));
  EXPECT_EQ(found[1].record, "b");
}

TEST(manifest, refuses_another_encoding_or_dialect) {
  const auto actors = [](const std::string& more) { return R"({"path": "actors.csv", )" + more + "}"; };
  EXPECT_THAT(problems_of(described(resources(actors(R"("encoding": "UTF-8", "dialect": {"delimiter": ",", "quoteChar": "\"",
                                                        "header": true, "lineTerminator": "\r\n"}, "format": "csv")")))),
              IsEmpty());
  const auto member_refused = [&](const std::string& member, const std::string& at, const std::string& code) {
    return actors_refused(actors(member), at, code, "");
  };
  EXPECT_TRUE(member_refused(R"("encoding": "windows-1258")", "\"encoding\"", "unsupported-encoding"));
  EXPECT_TRUE(member_refused(R"("format": "xlsx")", "\"format\"", "unsupported-format"));
  EXPECT_TRUE(member_refused(R"("dialect": {"delimiter": ";"})", "\"delimiter\"", "unsupported-dialect"));
  EXPECT_TRUE(member_refused(R"("dialect": {"quoteChar": "'"})", "\"quoteChar\"", "unsupported-dialect"));
  EXPECT_TRUE(member_refused(R"("dialect": {"header": false})", "\"header\"", "unsupported-dialect"));
  EXPECT_TRUE(member_refused(R"("dialect": {"doubleQuote": false})", "\"doubleQuote\"", "unsupported-dialect"));
  EXPECT_TRUE(member_refused(R"("dialect": {"escapeChar": "\\"})", "\"escapeChar\"", "unsupported-dialect"));
  EXPECT_TRUE(member_refused(R"("dialect": "d.json")", "\"dialect\"", "invalid-json-value"));
  EXPECT_TRUE(member_refused(R"("schema": {"missingValues": ["", "NA"]})", "\"missingValues\"", "unsupported-dialect"));
  EXPECT_THAT(problems_of(described(resources(actors(R"("schema": {"missingValues": [""]})")))), IsEmpty());
}

}  // namespace
}  // namespace coopgraph
