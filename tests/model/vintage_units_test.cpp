// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/model/vintage.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "support/dataset_kit.hpp"
#include "vintage_kit.hpp"

namespace coopgraph {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the kit of these tests
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

network example(const char* name) { return read_dataset(std::string(COOPGRAPH_SOURCE_DIR "/examples/data/") + name); }

/// The ties of Hanoi in 2018, in the units of 1 July 2025.
carried_network hanoi_in_2025(const network& hanoi) {
  return carry(hanoi, example("vietnam"), {.as_of = date(2018), .code_system = "gso_code"}, date(2025, 7, 1));
}

TEST(VintageOfHanoi, Carries63ProvincesInto34UnitsAndKeepsTheOthers) {
  const network hanoi = example("hanoi-2018");
  const carried_network c = hanoi_in_2025(hanoi);
  EXPECT_EQ(c.result.actors().size(), 34U + 4U);
  EXPECT_EQ(fate(hanoi, c, "01"), "passed on: 2025-01 1/1");
  for (const char* part : {"17", "25", "26"}) EXPECT_EQ(fate(hanoi, c, part), "passed on: 2025-25 1/1");
  std::vector<std::pair<std::string, std::string>> others;
  for (const auto& change : c.actors)
    if (change.problem) others.emplace_back(hanoi[change.was].key, to_text(change.fate) + ", " + to_text(*change.problem));
  EXPECT_THAT(others,
              ElementsAre(Pair("mard", "no unit, unknown"), Pair("moit", "no unit, unknown"),
                          Pair("hanoi-enterprises", "no unit, unknown"), Pair("safe-food-producers", "no unit, unknown")));
  const actor& enterprises = c.result[c.result.actor_with("hanoi-enterprises")];
  ASSERT_TRUE(enterprises.parent);
  EXPECT_EQ(c.result[*enterprises.parent].key, "2025-01");
  const actor& phu_tho = c.result[c.result.actor_with("2025-25")];
  EXPECT_THAT(phu_tho.attributes, ::testing::Contains(attribute{"population_2019", "3469011"})) << "its own row";
  EXPECT_THAT(c.missing, IsEmpty());
}

TEST(VintageOfHanoi, TiesNobodyToItselfAndKeepsAllRecordsAndNumbers) {
  const network hanoi = example("hanoi-2018");
  const carried_network c = hanoi_in_2025(hanoi);
  EXPECT_THAT(loops(hanoi, c), IsEmpty());
  EXPECT_THAT(c.overlaps, IsEmpty()) << "Hanoi did not grow";
  EXPECT_THAT(c.splits, IsEmpty());
  EXPECT_EQ(c.result.agreements().size(), hanoi.agreements().size());
  EXPECT_EQ(c.result.flows().size(), hanoi.flows().size());
  EXPECT_EQ(c.result.events().size(), hanoi.events().size());
  EXPECT_EQ(member_keys(c.result, "other-provinces").size(), 33U);
  EXPECT_THAT(keys(c.result, c.result.observed().whose), ElementsAre("2025-01"));
  EXPECT_THAT(c.partly_observed, IsEmpty());
}

TEST(VintageOfHanoi, TellsWhomTheConferenceOf2018AndTheProgrammesNameTwice) {
  const network hanoi = example("hanoi-2018");
  const carried_network c = hanoi_in_2025(hanoi);
  EXPECT_THAT(merged(hanoi, c), ElementsAre("f08-mekong-promotion 2025-82: 82 87", "f08-mekong-promotion 2025-86: 83 84 86",
                                            "f08-mekong-promotion 2025-91: 89 91", "f08-mekong-promotion 2025-92: 92 93 94",
                                            "f08-mekong-promotion 2025-96: 95 96", "f09-tourism-2016-2020 2025-75: 70 75",
                                            "f09-tourism-2016-2020 2025-79: 74 77 79", "f16-conference-2018 2025-24: 24 27",
                                            "f16-conference-2018 2025-25: 17 25 26", "f16-conference-2018 2025-31: 30 31",
                                            "f16-conference-2018 2025-33: 33 34", "f16-conference-2018 2025-37: 35 36 37"));
  EXPECT_THAT(parties(c.result, "f09-tourism-2016-2020"),
              ElementsAre("2025-01:lead", "2025-79", "2025-25", "2025-75", "2025-80"));
  EXPECT_THAT(member_keys(c.result, "capital-region"),
              ElementsAre("2025-01", "2025-19", "2025-24", "2025-25", "2025-31", "2025-33", "2025-37"));
}

TEST(VintageOfHanoi, WeakensWhatWasSaidOf62ProvincesAndTellsWhichUnitsCrossARegion) {
  const network hanoi = example("hanoi-2018");
  const carried_network c = hanoi_in_2025(hanoi);
  std::vector<std::pair<std::string, std::string>> weaker;
  for (const auto& e : c.extents) weaker.emplace_back(key_of(hanoi, e.record), to_text(e.stated));
  EXPECT_THAT(weaker, ElementsAre(Pair("f02-minutes-with-provinces", "almost all"), Pair("f13-minutes-on-party-building", "most"),
                                  Pair("f06-supply-and-demand-conference", "49")));
  std::vector<std::string> red_river;
  for (const auto& p : c.partial)
    if (hanoi[p.region].key == "red-river-delta")
      red_river.push_back(c.result[p.unit].key + " with " + keys(hanoi, p.inside).front() + " without " +
                          keys(hanoi, p.outside).front());
  EXPECT_THAT(red_river, ElementsAre("2025-24 with 27 without 24", "2025-25 with 26 without 17"));
}

TEST(VintageOfHanoi, LeavesOldNamesOutAndTakesTheNewUnitsNames) {
  const network hanoi = example("hanoi-2018");
  const carried_network c = hanoi_in_2025(hanoi);
  EXPECT_EQ(c.aliases.size(), 13U);
  EXPECT_EQ(c.result.aliases().size(), hanoi.aliases().size() - 13U + 8U);
}

TEST(VintageOfHanoi, IsTheSameByIdsAndByNames) {
  const network hanoi = example("hanoi-2018");
  const network vietnam = example("vietnam");
  const std::string by_code = kit::all_of(hanoi_in_2025(hanoi).result);
  EXPECT_EQ(kit::all_of(carry(hanoi, vietnam, {.as_of = date(2018), .code_system = "id"}, date(2025, 7)).result), by_code);
  EXPECT_EQ(kit::all_of(carry(hanoi, vietnam, {.as_of = date(2018)}, date(2026)).result), by_code);
}

TEST(VintageOfHanoi, ToItsOwnDateIsItself) {
  const network hanoi = example("hanoi-2018");
  EXPECT_EQ(kit::all_of(carry(hanoi, example("vietnam"), {.as_of = date(2018)}, date(2018)).result), kit::all_of(hanoi));
}

TEST(VintageOfHanoi, FindsNobodyByNamesOfBothVintages) {
  const network hanoi = example("hanoi-2018");
  const carried_network c = carry(hanoi, example("vietnam"), {.as_of = date(2025)}, date(2025));
  EXPECT_EQ(c.actors[hanoi.actor_with("25").index()].problem, unit_problem::ambiguous) << "Phú Thọ is two units in 2025";
  EXPECT_EQ(fate(hanoi, c, "26"), "passed on: 2025-25 1/1") << "Vĩnh Phúc is one";
}

TEST(VintageOfVietnam, Has34UnitsIn2025And63Before) {
  const network vietnam = example("vietnam");
  const carried_network later = carry(vietnam, date(2025, 7, 1));
  EXPECT_EQ(later.result.actors().size(), 34U);
  EXPECT_EQ(later.result.regions().size(), vietnam.regions().size());
  const carried_network before = carry(vietnam, date(2025, 6, 30));
  EXPECT_EQ(before.result.actors().size(), 63U);
  EXPECT_EQ(fate(vietnam, before, "2025-25"), "taken back: 17 ? 25 ? 26 ?");
  EXPECT_EQ(fate(vietnam, before, "2025-01"), "taken back: 01 1/1");
  EXPECT_THAT(before.partial, IsEmpty());
}

TEST(VintageByOtherUnits, TellsWhyAnActorIsNoneOfThem) {
  network_builder of_units;
  of_units.add(actor_record{.id = "u1", .name = "Hà Nội", .valid_to = "2009", .attributes = {{"code", "1"}}});
  of_units.add(actor_record{.id = "u2", .name = "Huế", .valid_to = "2009", .attributes = {{"code", "2"}}});
  of_units.add(actor_record{.id = "u3", .name = "Đà Nẵng", .attributes = {{"code", "3"}}});
  of_units.add(actor_record{.id = "u4", .name = "Twin", .attributes = {{"code", "4"}}});
  of_units.add(actor_record{.id = "u5", .name = "Twin", .attributes = {{"code", "5"}}});
  of_units.add(actor_record{.id = "m", .name = "M", .valid_from = "2010"});
  pass(of_units, "u1", "m", "", "2010");
  pass(of_units, "u2", "m", "", "2010");
  const network units = of_units.build();
  network_builder b;
  const std::pair<const char*, const char*> actors[] = {{"1", "TP. Hà Nội"}, {"3", "Huế"},   {"h", "Ha Noi"}, {"t", "Twin"},
                                                        {"5", "Twin"},       {"2", "other"}, {"x", "nobody"}};
  for (const auto& [id, name] : actors) b.add(actor_record{.id = id, .name = name});
  add_agreement(b, "g", {"2", "x"});
  const network from = b.build();
  const carried_network c = carry(from, units, {.as_of = date(2005), .code_system = "code"}, reform);
  const auto problem = [&](const char* key) {
    const auto& change = c.actors[from.actor_with(key).index()];
    return change.problem ? to_text(*change.problem) : "none";
  };
  EXPECT_EQ(problem("3"), "contradictory") << "the code of Đà Nẵng, the name of Huế";
  EXPECT_EQ(problem("1"), "shared");
  EXPECT_EQ(problem("h"), "shared");
  EXPECT_EQ(problem("t"), "ambiguous");
  EXPECT_EQ(problem("5"), "none") << "its code tells";
  EXPECT_EQ(problem("2"), "none");
  EXPECT_EQ(problem("x"), "unknown");
  EXPECT_THAT(parties(c.result, "g"), ElementsAre("m", "x"));
  EXPECT_EQ(fate(from, c, "5"), "stays: 5 1/1") << "its own row, not that of the units";
}

TEST(VintageByOtherUnits, RefusesAnUnknownCodeSystemAndAnIdThatIsTaken) {
  network_builder of_units;
  add_unit(of_units, "old", "", "2009");
  add_unit(of_units, "new", "2010", "");
  pass(of_units, "old", "new", "", "2010");
  const network units = of_units.build();
  network_builder b;
  b.add(actor_record{.id = "new", .name = "old"});
  const network from = b.build();
  EXPECT_THROW((void)carry(from, units, {.as_of = date(2005), .code_system = "gso"}, reform), input_error);
  try {
    (void)carry(from, units, {.as_of = date(2005)}, reform);
    FAIL();
  } catch (const input_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("\"new\""));
  }
}

TEST(VintageByOtherUnits, AUnitOfWhichTheNetworkLacksAPartIsObservedInPart) {
  const auto absence = [](const char* first_of_m) {
    network_builder of_units;
    for (const char* id : {"a", "b", "k"}) add_old(of_units, id);
    add_unit(of_units, "m", "2010-01-01", "");
    add_unit(of_units, "n", first_of_m, "");
    pass(of_units, "a", "m");
    pass(of_units, "b", "m");
    pass(of_units, "k", "n");
    network_builder b;
    testing::add_actors(b, {"a", "k"});
    b.observe({.whose = {"a", "k"}, .absence = "none"});
    const network from = b.build();
    const carried_network c = carry(from, of_units.build(), {.as_of = date(2005), .code_system = "id"}, reform);
    return keys(c.result, c.partly_observed);
  };
  EXPECT_THAT(absence("2010-01-01"), ElementsAre("m")) << "b is not in the network";
  EXPECT_THAT(absence("1990"), ElementsAre("m", "n")) << "n was there before";
}

}  // namespace
}  // namespace coopgraph
