// SPDX-License-Identifier: BSL-1.0
// What the datasets in examples/data hold, against lists and totals that stand here.
#include "io/example_data.hpp"

#include <coopgraph/model/name_registry.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace coopgraph {
namespace {

using namespace kit;
using ::testing::UnorderedElementsAreArray;

class ExampleData : public ::testing::TestWithParam<const char*> {};

TEST_P(ExampleData, ComesOutOfReadingAndWritingByteForByte) {
  const dataset_files stored = load_dataset(data_folder + GetParam());
  const dataset_files written = to_files(read_dataset(stored));
  ASSERT_EQ(written.files.size(), stored.files.size());
  for (std::size_t i = 0; i < stored.files.size(); ++i) {
    EXPECT_EQ(written.files[i].name, stored.files[i].name);
    EXPECT_EQ(written.files[i].bytes, stored.files[i].bytes) << stored.files[i].name;
  }
}

TEST_P(ExampleData, HasSixRegionsThatPartitionTheSixtyThree) {
  const network n = read_dataset(data_folder + GetParam());
  const std::vector<std::pair<const char*, std::size_t>> six{{"red-river-delta", 11},
                                                             {"northern-midlands-and-mountains", 14},
                                                             {"north-central-and-central-coast", 14},
                                                             {"central-highlands", 5},
                                                             {"south-east", 6},
                                                             {"mekong-delta", 13}};
  text_list all;
  for (const auto& [region, size] : six) {
    const text_set inside = members(n, region);
    EXPECT_EQ(inside.size(), size) << region;
    all.insert(all.end(), inside.begin(), inside.end());
  }
  text_list expected;
  for (const actor& a : units(n, false)) expected.push_back(a.key);
  EXPECT_EQ(expected.size(), 63U);
  EXPECT_THAT(all, UnorderedElementsAreArray(expected));
}

TEST_P(ExampleData, HasThreeNorthernRegionsWithFourteenMembersBesidesHanoi) {
  const network n = read_dataset(data_folder + GetParam());
  text_set together;
  for (const char* region : {"red-river-delta", "northern-key-economic-region", "capital-region"})
    together.merge(members(n, region));
  EXPECT_EQ(together.erase("01"), 1U);
  EXPECT_EQ(together.size(), 14U);
}

TEST_P(ExampleData, HasNoAliasThatFoldingMakesSuperfluousAndSaysWhatEachSourceIsFor) {
  const network n = read_dataset(data_folder + GetParam());
  std::set<std::pair<actor_or_region, std::string>> keys;
  for (const alias& a : n.aliases()) {
    EXPECT_NE(fold_name(a.text), fold_name(n.name_of(a.who))) << a.text;
    EXPECT_TRUE(keys.emplace(a.who, fold_name(a.text)).second) << a.text;
  }
  EXPECT_GE(n.aliases().size(), 13U);
  for (const source_document& s : n.sources()) EXPECT_FALSE(s.locator.empty()) << s.key;
}

INSTANTIATE_TEST_SUITE_P(Datasets, ExampleData, ::testing::Values("vietnam", "hanoi-2018", "vietnam-modelled"),
                         [](const auto& which) {
                           const std::string name = which.param;
                           return name == "vietnam" ? "vietnam" : name == "hanoi-2018" ? "hanoi" : "modelled";
                         });

TEST(ExampleDatasets, MarkEveryModelledNumber) {
  for (const char* name : {"vietnam-modelled", "hanoi-food-modelled"}) {
    const network n = read_dataset(data_folder + name);
    ASSERT_FALSE(n.flows().empty());
    for (const flow& f : n.flows()) {
      ASSERT_EQ(f.quantities.size(), 1U) << f.key;
      EXPECT_EQ(f.quantities.front().basis, quantity_basis::modelled) << f.key;
    }
    EXPECT_TRUE(n.observed().whose.empty()) << "nobody's ties were observed";
    EXPECT_THAT(n.about().title, testing::HasSubstr("odelled"));
    EXPECT_THAT(n.about().description, testing::StartsWith("No observation: every"));
  }
}

TEST(ExampleDatasets, StateTheCapacityUnitAndCostOfEachStageOfTheModelledFoodSupply) {
  const network n = read_dataset(data_folder + "hanoi-food-modelled");
  std::set<std::pair<std::string, std::string>> stages;
  for (const flow& f : n.flows()) {
    stages.emplace(f.product, f.stage);
    EXPECT_EQ(f.chain, f.product + " for Hanoi") << f.key;
    EXPECT_EQ(f.unit, "tonnes a day") << f.key;
    EXPECT_TRUE(f.capacity && f.unit_cost) << f.key;
    EXPECT_EQ(f.capacity, f.quantities.front().value) << f.key << ": one number, marked as modelled";
    EXPECT_EQ(f.quantities.front().measure, "capacity") << f.key;
    for (const actor_or_region& end : {f.origin, f.destination})
      EXPECT_TRUE(n[std::get<actor_id>(end)].kind.starts_with("modelled ")) << f.key;
  }
  EXPECT_EQ(stages.size(), 8U) << "collection, wholesale, retail and consumption of two products";
}

TEST(ExampleDatasets, PlaceTheModelledFoodSupplyInProvincesAsTheyAre) {
  const network n = read_dataset(data_folder + "hanoi-food-modelled");
  std::size_t provinces = 0;
  for (const actor& a : n.actors()) {
    if (a.parent) {
      EXPECT_FALSE(n[*a.parent].parent) << a.key << ": lies in a province";
      continue;
    }
    ++provinces;
    const actor& real = vietnam()[vietnam().actor_with(a.key)];
    EXPECT_EQ(a.name, real.name);
    EXPECT_EQ(a.where, real.where);
    EXPECT_EQ(value_of(a, "population_2019"), value_of(real, "population_2019"));
  }
  EXPECT_EQ(provinces, 15U) << "Hanoi and the 14 of the three regions around it";
}

TEST(ExampleDatasets, DescribeTheSixtyThreeAlike) {
  const std::vector<actor> here = units(vietnam(), false);
  const std::vector<actor> there = units(hanoi(), false);
  ASSERT_EQ(here.size(), there.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    EXPECT_EQ(here[i].key, there[i].key);
    EXPECT_EQ(here[i].name, there[i].name);
    EXPECT_EQ(here[i].kind, there[i].kind);
    EXPECT_EQ(here[i].where, there[i].where) << here[i].name;
    EXPECT_EQ(value_of(here[i], "population_2019"), value_of(there[i], "population_2019")) << here[i].name;
  }
  const auto aliases = [](const network& n) {
    std::set<std::pair<std::string, std::string>> rows;
    for (const alias& a : n.aliases())
      if (std::holds_alternative<actor_id>(a.who) && value_of(n[std::get<actor_id>(a.who)], "population_2019") != "" &&
          !n.key_of(a.who).starts_with("2025-"))
        rows.emplace(n.key_of(a.who), a.text);
    return rows;
  };
  EXPECT_EQ(aliases(vietnam()), aliases(hanoi()));
}

}  // namespace
}  // namespace coopgraph
