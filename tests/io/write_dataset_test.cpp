// SPDX-License-Identifier: BSL-1.0
// The canonical form of a network: equal when read again, byte for byte the same when written again.
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>

#include "support/dataset_kit.hpp"
#include "support/matchers.hpp"
#include "support/random_network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace coopgraph {
namespace {

using kit::all_of;
using kit::bytes_of;
using kit::small_dataset;
using kit::with;
using ::testing::HasSubstr;
using ::testing::Not;

/// The canonical form of what is read, once it is sure that it is a fixed point.
dataset_files canonical(const dataset_files& files) {
  const network n = read_dataset(files);
  dataset_files first = to_files(n);
  const network again = read_dataset(first);
  EXPECT_EQ(all_of(again), all_of(n));
  EXPECT_EQ(to_files(again), first);
  return first;
}

TEST(canonical_form, equals_the_network_and_is_its_own_for_thousands_of_random_ones) {
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const network n = kit::random_network(seed);
    const dataset_files first = to_files(n);
    const network again = read_dataset(first);
    ASSERT_EQ(all_of(again), all_of(n)) << "seed " << seed;
    ASSERT_EQ(to_files(again), first) << "seed " << seed;
  }
}

TEST(canonical_form, of_the_examples_equals_them) {
  for (const char* name : {"hanoi-2018", "vietnam", "vietnam-modelled", "hanoi-food-modelled"})
    (void)canonical(load_dataset(std::string(COOPGRAPH_SOURCE_DIR) + "/examples/data/" + name));
}

TEST(canonical_form, has_the_documented_order_of_tables_and_columns) {
  const auto files =
      canonical(with(with(small_dataset(), "actors.csv", "motto,lat,lon,name,id,grdp\nm,2.50,-0,A,a,01\n,,,B,b,\n"), "flows.csv",
                     "unit,capacity,destination,origin,id\nt,1.50e3,b,a,f\n"));
  EXPECT_EQ(bytes_of(files, "actors.csv"), "id,name,lon,lat,motto,grdp\na,A,0,2.5,m,01\nb,B,,,,\n") << "attributes as they stand";
  EXPECT_EQ(bytes_of(files, "flows.csv"), "id,origin,destination,capacity,unit\nf,a,b,1500,t\n");
  EXPECT_EQ(bytes_of(files, "agreements.csv"), "id,status,fields\ng,signed,trade\n");
  EXPECT_EQ(bytes_of(files, "parties.csv"), "agreement,actor\ng,a\ng,b\n");
  std::vector<std::string> names;
  for (const auto& f : files.files) names.push_back(f.name);
  EXPECT_THAT(names, ::testing::ElementsAre("actors.csv", "agreements.csv", "datapackage.json", "flows.csv", "parties.csv"));
}

TEST(canonical_form, leaves_empty_what_means_the_same_as_empty) {
  auto files = with(small_dataset(), "agreements.csv", "id,status,counts,title\ng,signed,one,\n");
  files = with(files, "regions.csv", "region,name,actor\nr,r,a\nr,,b\n");
  files = with(files, "parties.csv", "agreement,actor,extent\ng,a,all\ng,r,all\n");
  files = with(files, "flows.csv", "id,origin,destination,status,counts\nf,a,b,in force,one\n");
  files = with(files, "quantities.csv", "record,measure,exactness,basis,phrase\nf,x,verbal,stated,many\n");
  files = with(files, "crosswalk.csv", "from,to,share\na,a,1.0\n");
  const auto out = canonical(files);
  EXPECT_EQ(bytes_of(out, "agreements.csv"), "id,status\ng,signed\n");
  EXPECT_EQ(bytes_of(out, "regions.csv"), "region,actor\nr,a\nr,b\n");
  EXPECT_EQ(bytes_of(out, "parties.csv"), "agreement,actor\ng,a\ng,r\n");
  EXPECT_EQ(bytes_of(out, "flows.csv"), "id,origin,destination\nf,a,b\n");
  EXPECT_EQ(bytes_of(out, "quantities.csv"), "record,measure,exactness,phrase\nf,x,verbal,many\n");
  EXPECT_EQ(bytes_of(out, "crosswalk.csv"), "from,to\na,a\n");
}

TEST(canonical_form, leaves_out_tables_without_rows) {
  auto files = with(small_dataset(), "aliases.csv", "id,alias\n");
  EXPECT_EQ(bytes_of(canonical(files), "aliases.csv"), "");
  files = with(files, "agreements.csv", "id,status\n");
  files = with(files, "parties.csv", "agreement,actor\n");
  EXPECT_EQ(bytes_of(canonical(files), "agreements.csv"), "id,status\n") << "one of the two is needed";
  files = with(files, "flows.csv", "id,origin,destination\nf,a,b\n");
  EXPECT_EQ(bytes_of(canonical(files), "agreements.csv"), "");
}

TEST(canonical_form, keeps_every_actors_order_of_attributes) {
  // What is seen first is y; but the second actor has x before it.
  const auto files = canonical(with(small_dataset(), "actors.csv", "id,name,w,x,y\na,A,,,1\nb,B,,2,3\n"));
  EXPECT_EQ(bytes_of(files, "actors.csv"), "id,name,x,y\na,A,,1\nb,B,2,3\n");

  network_builder contradicting;
  contradicting.add(actor_record{.id = "a", .name = "A", .attributes = {{"x", "1"}, {"y", "2"}, {"z", "3"}}});
  contradicting.add(actor_record{.id = "b", .name = "B", .attributes = {{"y", "1"}, {"x", "2"}}});
  const auto first = to_files(contradicting.build());
  EXPECT_EQ(bytes_of(first, "actors.csv"), "id,name,x,y,z\na,A,1,2,3\nb,B,2,1,\n");
  EXPECT_EQ(canonical(first), first);
}

TEST(canonical_form, joins_the_rows_of_a_record) {
  auto files = with(small_dataset(), "regions.csv", "region,name,actor\nr,,a\ns,S,a\nr,\"R,\n\",b\n");
  files = with(files, "agreements.csv", "id,status\ng,signed\nh,ended\n");
  files = with(files, "parties.csv", "agreement,actor\nh,a\ng,a\nh,b\ng,b\n");
  const auto out = canonical(files);
  EXPECT_EQ(bytes_of(out, "regions.csv"), "region,name,actor\nr,\"R,\n\",a\nr,\"R,\n\",b\ns,S,a\n");
  EXPECT_EQ(bytes_of(out, "parties.csv"), "agreement,actor\ng,a\ng,b\nh,a\nh,b\n");
}

TEST(canonical_form, trims_the_words_of_a_list_and_nothing_else) {
  const auto out = canonical(with(small_dataset(), "agreements.csv", "id,status,fields,title\ng,signed,\" a ; b,c;d\", T \n"));
  EXPECT_EQ(bytes_of(out, "agreements.csv"), "id,title,status,fields\ng,\" T \",signed,\"a;b,c;d\"\n");
}

TEST(canonical_form, of_numbers_with_a_decimal_comma_has_points) {
  auto files = with(small_dataset(), "flows.csv", "id,origin,destination,capacity,unit\nf,a,b,\"1.234,5\",t\n");
  files = with(files, "actors.csv", "id,name,lon,lat,height,code\na,A,\"1,5\",2,\"0,5\",\"1,2\"\nb,B,,,,\n");
  files = with(files, "datapackage.json",
               R"({"resources": [{"path": "actors.csv", "schema": {"fields": [{"name": "id"}, {"name": "name"}, {"name": "lon",
                   "type": "number", "decimalChar": ",", "groupChar": "."}, {"name": "lat"}, {"name": "height", "type": "number",
                   "decimalChar": ","}, {"name": "code"}]}}, {"path": "agreements.csv"}, {"path": "parties.csv"},
                   {"path": "flows.csv"}]})");
  const network n = read_dataset(files, {.numbers = {',', '.'}});
  const dataset_files out = canonical(to_files(n));
  EXPECT_EQ(bytes_of(out, "flows.csv"), "id,origin,destination,capacity,unit\nf,a,b,1234.5,t\n");
  EXPECT_EQ(bytes_of(out, "actors.csv"), "id,name,lon,lat,height,code\na,A,1.5,2,0.5,\"1,2\"\nb,B,,,,\n")
      << "a code is no number";
  EXPECT_THAT(bytes_of(out, "datapackage.json"), Not(HasSubstr("decimalChar")));
}

TEST(canonical_form, refuses_what_no_table_can_hold) {
  const auto attributes = [](std::vector<std::pair<std::string, cell>> list) {
    network_builder b;
    b.add(actor_record{.id = "a", .name = "A", .attributes = std::move(list)});
    return [n = b.build()] { return to_files(n); };
  };
  const std::string allowed = "names that are given once each, are not empty and no other columns of actors.csv";
  const std::string parameter = "attributes of \"a\"";
  EXPECT_TRUE(kit::refuses<input_error>(attributes({{"kind", "x"}}), parameter, "\"kind\"", allowed));
  EXPECT_TRUE(kit::refuses<input_error>(attributes({{"", "x"}}), parameter, "\"\"", allowed));
  EXPECT_TRUE(kit::refuses<input_error>(attributes({{"x", "1"}, {"x", "2"}}), parameter, "\"x\"", allowed));

  const auto described = [](dataset_description about) {
    network_builder b;
    b.describe(std::move(about));
    return [n = b.build()] { return to_files(n); };
  };
  EXPECT_THROW((void)described({.name = "A name"})(), input_error);
  EXPECT_THROW((void)described({.others = {{"version", "1.0.0"}}})(), input_error) << "no JSON text";
  EXPECT_THROW((void)described({.others = {{"version", "{\"a\": 1, \"a\": 2}"}}})(), input_error);
  EXPECT_THROW((void)described({.others = {{"title", "\"T\""}}})(), input_error);
  EXPECT_THROW((void)described({.others = {{"x", "1"}, {"x", "2"}}})(), input_error);
  EXPECT_THROW((void)described({.others = {{"resources", "{}"}}})(), input_error);
  EXPECT_NO_THROW((void)described({.others = {{"version", "\"1.0.0\""}}})());
}

}  // namespace
}  // namespace coopgraph
