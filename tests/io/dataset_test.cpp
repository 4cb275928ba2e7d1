// SPDX-License-Identifier: BSL-1.0
// Reading the tables of a dataset, from memory.
#include <coopgraph/io/dataset.hpp>

#include "support/dataset_kit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using namespace std::string_literals;

TEST(dataset, is_read_with_columns_in_any_order_and_attributes) {
  auto files = with(small_dataset(), "actors.csv", "\xEF\xBB\xBFgrdp,name,id,motto\r\n1.5,A,a,\"x, y\"\r\n,B,b,\r\n");
  files = with(files, "regions.csv", "actor,region,name\na,r,R\nb,r,\n");
  files = with(files, "flows.csv", "id,origin,destination,capacity,unit\nf,a,r,3,t\n");
  files = with(files, "quantities.csv", "record,measure,value,unit,exactness\nf,chains,400,chains,about\n");
  files = with(files, "sources.csv", "id,title\ns,S\n");
  files = with(files, "notes.csv", "anything;at all\n\"");
  const network n = read_dataset(files);
  EXPECT_THAT(n.actors()[0].attributes, ElementsAre(attribute{"grdp", "1.5"}, attribute{"motto", "x, y"}));
  EXPECT_THAT(n.actors()[1].attributes, IsEmpty());
  EXPECT_EQ(n.actors()[1].stated_at, (place{"actors.csv", 3, 0}));
  EXPECT_EQ(n.members(n.region_with("r")).size(), 2U);
  EXPECT_EQ(n.flows()[0].quantities[0].exactness, number_exactness::about);
}

TEST(dataset, reads_every_table) {
  auto files = with(small_dataset(), "aliases.csv", "id,alias\nb,Bee\n");
  files = with(files, "events.csv", "id,title,field,date,source\ne,Fair,trade;tourism,2018-06,s\n");
  files = with(files, "participants.csv", "event,actor,role,extent\ne,a,host,\n");
  files = with(files, "sources.csv", "id,title,publisher,date,locator,url\ns,S,P,2018,p. 3,u\n");
  files = with(files, "crosswalk.csv", "from,to,share,date\na,b,0.4,\na,a,.6,\n");
  files = with(files, "quantities.csv", "record,measure,value,unit,exactness,basis\ne,guests,12,people,at least,planned\n");
  const network n = read_dataset(files);
  ASSERT_EQ(n.aliases().size(), 1U);
  EXPECT_EQ(n.aliases()[0].text, "Bee");
  EXPECT_EQ(n.key_of(n.aliases()[0].who), "b");
  ASSERT_EQ(n.events().size(), 1U);
  const event& e = n.events()[0];
  EXPECT_THAT(e.fields, ElementsAre("trade", "tourism"));
  EXPECT_EQ(e.on, date(2018, 6));
  EXPECT_EQ(n[e.source.value()].locator, "p. 3");
  ASSERT_EQ(e.participants.size(), 1U);
  EXPECT_EQ(e.participants[0].role, "host");
  ASSERT_EQ(e.quantities.size(), 1U);
  EXPECT_EQ(e.quantities[0].basis, quantity_basis::planned);
  ASSERT_EQ(n.crosswalk().size(), 2U);
  EXPECT_EQ(n.crosswalk()[1].share, (decimal{6, -1}));
}

TEST(dataset, an_empty_cell_means_what_the_table_says) {
  auto files = with(small_dataset(), "agreements.csv", "id,status,counts\ng,signed,\n");
  files = with(files, "regions.csv", "region,actor\nr,a\nr,b\n");
  files = with(files, "parties.csv", "agreement,actor,extent\ng,a,\ng,r,\n");
  files = with(files, "flows.csv", "id,origin,destination,status,counts\nf,a,b,,\n");
  files = with(files, "quantities.csv", "record,measure,exactness,basis,phrase\nf,x,verbal,,many\n");
  files = with(files, "crosswalk.csv", "from,to,share\na,a,\n");
  const network n = read_dataset(files);
  EXPECT_EQ(n.agreements()[0].counts, multiplicity::one);
  EXPECT_EQ(n.agreements()[0].parties[1].extent, party_extent{});
  EXPECT_EQ(n.flows()[0].status, agreement_status::in_force);
  EXPECT_EQ(n.flows()[0].counts, multiplicity::one);
  EXPECT_EQ(n.flows()[0].quantities[0].basis, quantity_basis::stated);
  EXPECT_EQ(n.crosswalk()[0].share, (decimal{1, 0}));
}

TEST(dataset, numbers_are_read_as_the_caller_says) {
  const auto files = with(small_dataset(), "flows.csv", "id,origin,destination,capacity,unit\nf,a,b,\"1.234,5\",t\n");
  EXPECT_EQ(read_dataset(files, {.numbers = {',', '.'}}).flows()[0].capacity, (decimal{12345, -1}));
  EXPECT_TRUE(has_problem(files, {"flows.csv", 2, 4}, "invalid-number", "1.234,5"));
}

TEST(dataset, names_the_tables_that_it_needs) {
  const auto neither = without(without(small_dataset(), "parties.csv"), "agreements.csv");
  EXPECT_TRUE(has_problem(neither, {"", 0, 0}, "missing-table", "flows.csv"));
  EXPECT_THAT(problems_of(with(neither, "flows.csv", "id,origin,destination\nf,a,b\n")), IsEmpty());
  EXPECT_TRUE(has_problem(without(small_dataset(), "actors.csv"), {"actors.csv", 0, 0}, "missing-table", "actors.csv"));
}

TEST(dataset, names_files_inside_their_folder) {
  auto files = with(small_dataset(), "actors.csv", "id,name\na,A\nb,\n");
  files.folder = "some/folder";
  EXPECT_TRUE(has_problem(files, {"some/folder/actors.csv", 3, 2}, "missing-value", "name"));
}

TEST(dataset, refuses_headers_that_do_not_fit) {
  const auto refused = [](const std::string& bytes, std::size_t column, const std::string& code, const std::string& words) {
    return has_problem(with(small_dataset(), "parties.csv", bytes), {"parties.csv", 1, column}, code, words);
  };
  EXPECT_TRUE(refused("agreement,actor,rolle\ng,a,\ng,b,\n", 3, "unknown-column", "did you mean \"role\"?"));
  EXPECT_TRUE(refused("agreement\ng\n", 0, "missing-column", "\"actor\""));
  EXPECT_TRUE(refused("agreement,actor,actor\ng,a,b\n", 3, "duplicate-column", "\"actor\""));
  EXPECT_TRUE(refused("agreement,actor,\ng,a,\n", 3, "empty-column-name", "name"));
  EXPECT_TRUE(refused("", 0, "empty-file", "empty"));
  EXPECT_TRUE(refused("\n\n", 0, "empty-file", "empty"));
  EXPECT_TRUE(refused("agreement,ac\"tor\ng,a\n", 2, "csv-quote", "quote")) << "the first row is no header in its place";
  EXPECT_TRUE(has_problem(with(small_dataset(), "actors.csv", "id,name,x,x\na,A,1,2\nb,B,,\n"), {"actors.csv", 1, 4},
                          "duplicate-column", "\"x\""));
  EXPECT_TRUE(has_problem(with(small_dataset(), "actors.csv", "id,name,\na,A,1\nb,B,\n"), {"actors.csv", 1, 3},
                          "empty-column-name", "name"));
}

TEST(dataset, says_that_a_table_may_have_another_separator) {
  for (const char separator : {';', '\t'}) {
    const std::string s(1, separator);
    for (const diagnostic& d : problems_of(with(small_dataset(), "parties.csv", "agreement" + s + "actor\ng" + s + "a\n"))) {
      EXPECT_EQ(d.code, "missing-column");
      EXPECT_THAT(d.message, HasSubstr("are its columns separated by"));
    }
    EXPECT_EQ(problems_of(with(small_dataset(), "actors.csv", "id" + s + "name\na" + s + "A\n")).size(), 2U);
  }
}

TEST(dataset, names_the_cell_of_each_problem) {
  EXPECT_TRUE(has_problem(with(small_dataset(), "actors.csv", "id,name,population\na,A,5\nb,B,many\n"), {"actors.csv", 3, 3},
                          "invalid-number", "\"many\""));
  EXPECT_TRUE(has_problem(with(small_dataset(), "actors.csv", "id,name\na,A\n\"b\",\"B\nB\"\na,again\n"), {"actors.csv", 5, 1},
                          "duplicate-id", "actors.csv:2"));
}

TEST(dataset, names_all_problems_of_rows_at_once) {
  auto files = with(small_dataset(), "actors.csv", "id,name,x\na,A\nb,,\n");
  files = with(files, "parties.csv", "agreement,actor\ng,a\ng,b\ng,c\n");
  files = with(files, "datapackage.json", "{\"title\": 7}");
  const auto found = problems_of(files);
  std::vector<place> places;
  for (const diagnostic& d : found) places.push_back(d.where);
  EXPECT_EQ(found.at(0).code, "csv-fields");
  EXPECT_THAT(places, ::testing::IsSupersetOf({place{"actors.csv", 2, 0}, place{"actors.csv", 3, 2},
                                               place{"datapackage.json", 1, 2}, place{"parties.csv", 4, 2}}));
}

TEST(dataset, rows_are_not_judged_where_a_table_cannot_be_read) {
  auto files = with(small_dataset(), "actors.csv", "id,nam\na,A\n");
  files = with(files, "parties.csv", "agreement,actor\ng,nobody\n");
  EXPECT_TRUE(has_problem(files, {"actors.csv", 1, 0}, "missing-column", "\"name\""));
}

TEST(dataset, names_at_most_a_thousand_problems) {
  std::string header = "id";
  for (int i = 0; i < 3000; ++i) header += ",x" + std::to_string(i);
  const auto found = problems_of(with(small_dataset(), "parties.csv", header + '\n'));
  ASSERT_EQ(found.size(), 1000U);
  EXPECT_EQ(found.back().code, "too-many");
  EXPECT_EQ(found.back().message, "2004 more problems are not listed") << "3001 unknown columns, 2 missing ones, 999 told";
}

TEST(dataset, hostile_bytes_are_named_at_their_place) {
  const auto actors = [](const std::string& bytes) { return with(small_dataset(), "actors.csv", bytes); };
  EXPECT_EQ(problems_of(actors("id,name\na,A\nb,B\0C\n"s)).at(0).where, (place{"actors.csv", 3, 2}));
  EXPECT_EQ(problems_of(actors("id,name\na,A\nb,B\0C\n"s)).at(0).code, "csv-nul");
  EXPECT_THAT(problems_of(actors("\xFF\xFEi\0d\0"s)).at(0).message, HasSubstr("UTF-16LE"));
  EXPECT_EQ(problems_of(actors("id,name\na,A\nb,\"B\n")).at(0).where, (place{"actors.csv", 3, 2}));
  EXPECT_EQ(problems_of(actors(",,,\n,,,\n")).size(), 4U + 2U) << "columns without a name, and the two that are missing";
  EXPECT_THROW((void)read_dataset(actors("id,name\n" + std::string(10'000'000, 'x'))), limit_error);
  EXPECT_THROW((void)read_dataset(actors(std::string(1'000'000, ','))), limit_error);
  EXPECT_THROW((void)read_dataset(small_dataset(), {.csv = {.field_bytes = 5}}), limit_error);
}

TEST(dataset, a_header_alone_is_an_empty_table) {
  const network n = read_dataset(
      files_of({{"actors.csv", "id,name\n"}, {"agreements.csv", "id,status\n"}, {"parties.csv", "agreement,actor\n"}}));
  EXPECT_THAT(n.actors(), IsEmpty());
}

TEST(dataset, an_id_is_any_text) {
  for (const std::string id : {" a ", "a;b", "=1", "\xEF\xBB\xBF", "ả", "#", "null", "-0"}) {
    const network n = read_dataset(with(with(small_dataset(), "actors.csv", "name,id\nA,\"" + id + "\"\nB,b\n"), "parties.csv",
                                        "agreement,actor\ng,\"" + id + "\"\ng,b\n"));
    EXPECT_EQ(n.actors()[0].key, id);
  }
}

}  // namespace
}  // namespace coopgraph
