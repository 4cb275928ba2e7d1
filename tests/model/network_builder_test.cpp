// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/network_builder.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <ctime>
#include <string>
#include <vector>

#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using testing::add_agreement;
using testing::at;
using ::testing::ElementsAre;
using testing::has_one_problem;
using ::testing::HasSubstr;
using testing::here;
using ::testing::IsEmpty;
using testing::problems_of;
using testing::refuses_row;
using testing::sound;

TEST(NetworkBuilder, BuildsWhatItWasGiven) {
  network_builder b = sound();
  b.describe({.name = "n", .title = "title", .licenses = {{.name = "BSL-1.0"}}});
  b.observe({.title = "ties of a", .whose = {"a"}, .absence = "none"});
  b.add(flow_record{.id = "f",
                    .origin = "a",
                    .destination = "r",
                    .field = "trade; food",
                    .capacity = "2.50",
                    .unit = "t",
                    .unit_cost = "-1",
                    .source = "s"});
  b.add(quantity_record{
      .record = "f", .measure = "volume", .low = "1", .high = "1", .unit = "t", .exactness = "between", .basis = "planned"});
  b.add(quantity_record{.record = "g", .measure = "visits", .exactness = "verbal", .phrase = "dozens"});
  const network n = b.build();
  EXPECT_EQ(n.about().title, "title");
  EXPECT_THAT(n.about().licenses, ElementsAre(reference{.name = "BSL-1.0"}));
  EXPECT_EQ(n.observed().title, "ties of a");
  EXPECT_THAT(n.observed().whose, ElementsAre(n.actor_with("a")));
  EXPECT_EQ(n.observed().absence, absence_meaning::none);
  const flow& f = n[n.flow_with("f")];
  EXPECT_THAT(f.fields, ElementsAre("trade", "food"));
  EXPECT_EQ(f.capacity, (decimal{25, -1}));
  EXPECT_EQ(f.unit_cost, (decimal{-1, 0}));
  EXPECT_EQ(f.status, agreement_status::in_force);
  EXPECT_EQ(n.key_of(f.destination), "r");
  EXPECT_EQ(n[*f.source].title, "S");
  EXPECT_EQ(f.quantities.at(0).basis, quantity_basis::planned);
  EXPECT_EQ(n[n.agreement_with("g")].quantities.at(0).phrase, "dozens");
  EXPECT_EQ(n[n.region_with("r")].name, "R");
}

TEST(NetworkBuilder, BuildsEventsAliasesAndTheCrosswalk) {
  network_builder b = sound();
  b.add(event_record{.id = "v", .title = "Visit", .field = "trade;tourism", .date = "2005-06", .source = "s"});
  b.add(participant_record{.event = "v", .actor = "a", .role = "host"});
  b.add(participant_record{.event = "v", .actor = "r", .extent = "1"});
  b.add(quantity_record{.record = "v", .measure = "guests", .value = "300", .unit = "people", .exactness = "about"});
  b.add(alias_record{.id = "a", .alias = "Alpha"});
  b.add(alias_record{.id = "r", .alias = "Alpha"});
  b.add(crosswalk_record{.from = "a", .to = "b", .share = "0.25", .date = "2011-01-01"});
  b.add(crosswalk_record{.from = "a", .to = "c", .share = "0.75", .date = "2011-01-01"});
  b.add(actor_record{.id = "c", .name = "C", .valid_from = "2011"});
  const network n = b.build();
  const event& v = n[n.event_with("v")];
  EXPECT_EQ(v.title, "Visit");
  EXPECT_THAT(v.fields, ElementsAre("trade", "tourism"));
  EXPECT_EQ(v.on, (date{2005, 6}));
  EXPECT_EQ(n[*v.source].key, "s");
  ASSERT_EQ(v.participants.size(), 2U);
  EXPECT_EQ(v.participants[0].role, "host");
  EXPECT_EQ(n.key_of(v.participants[1].who), "r");
  EXPECT_EQ(v.participants[1].extent, (party_extent{party_extent::kind::number, 1}));
  EXPECT_EQ(v.quantities.at(0).value, (decimal{3, 2}));
  ASSERT_EQ(n.aliases().size(), 2U);
  EXPECT_EQ(n.key_of(n.aliases()[1].who), "r");
  EXPECT_EQ(n.aliases()[1].text, "Alpha");
  ASSERT_EQ(n.crosswalk().size(), 2U);
  EXPECT_EQ(n[n.crosswalk()[1].to].key, "c");
  EXPECT_EQ(n.crosswalk()[1].share, (decimal{75, -2}));
  EXPECT_EQ(n.crosswalk()[1].on, (date{2011, 1, 1}));
}

TEST(NetworkBuilder, TheOrderOfTheRowsIsTheOrderOfTheNetwork) {
  network_builder b;
  add_actors(b, {"z", "10", "9", "ä"});
  const network n = b.build();
  std::vector<std::string> keys;
  for (const actor& a : n.actors()) keys.push_back(a.key);
  EXPECT_THAT(keys, ElementsAre("z", "10", "9", "ä"));
  EXPECT_EQ(n.actor_with("9").index(), 2U);
}

TEST(NetworkBuilder, IdsThatLookLikeNumbersStayApart) {
  network_builder b;
  add_actors(b, {"1", "01", "1.0", "1e0"});
  EXPECT_EQ(b.build().actors().size(), 4U);
}

TEST(NetworkBuilder, RefusesAMissingRequiredCell) {
  EXPECT_TRUE(refuses_row(actor_record{.id = at("", 2), .name = "x"}, "missing-value", 2, "id"));
  EXPECT_TRUE(refuses_row(actor_record{.id = "x", .name = at("", 3)}, "missing-value", 3, "name"));
  EXPECT_TRUE(refuses_row(region_record{.region = "r", .actor = at("", 4)}, "missing-value", 4, "actor"));
  EXPECT_TRUE(refuses_row(region_record{.region = at("", 1), .actor = "a"}, "missing-value", 1, "region"));
  EXPECT_TRUE(refuses_row(party_record{.agreement = at("", 1), .actor = "a"}, "missing-value", 1, "agreement"));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = at("", 2), .destination = "b"}, "missing-value", 2, "origin"));
  EXPECT_TRUE(refuses_row(quantity_record{.record = "g", .measure = at("", 2), .value = "1", .unit = "u", .exactness = "exact"},
                          "missing-value", 2, "measure"));
  EXPECT_TRUE(refuses_row(quantity_record{.record = "g", .measure = "m", .value = "1", .unit = "u", .exactness = at("", 7)},
                          "missing-value", 7, "exactness"));
  EXPECT_TRUE(refuses_row(source_record{.id = "t", .title = at("", 2)}, "missing-value", 2, "title"));
  EXPECT_TRUE(refuses_row(event_record{.id = "v", .title = at("", 2)}, "missing-value", 2, "title"));
  EXPECT_TRUE(refuses_row(participant_record{.event = at("", 1), .actor = "a"}, "missing-value", 1, "event"));
  EXPECT_TRUE(refuses_row(alias_record{.id = "a", .alias = at("", 2)}, "missing-value", 2, "alias"));
  EXPECT_TRUE(refuses_row(crosswalk_record{.from = "a", .to = at("", 2)}, "missing-value", 2, "to"));
  network_builder b = sound();
  add_agreement(b, "h", {"a", "b"});
  b.add(agreement_record{.id = at("", 1), .status = "signed", .where = here});
  EXPECT_TRUE(has_one_problem(b, "missing-value", 1, "id"));
}

TEST(NetworkBuilder, RefusesAnIdGivenTwiceInOneIdSpace) {
  EXPECT_TRUE(refuses_row(actor_record{.id = at("a", 1), .name = "x"}, "duplicate-id", 1, "\"a\""));
  EXPECT_TRUE(refuses_row(region_record{.region = at("a", 1), .actor = "b"}, "duplicate-id", 1,
                          "\"a\""));  // actors and regions share theirs
  EXPECT_TRUE(refuses_row(source_record{.id = at("s", 1), .title = "x"}, "duplicate-id", 1, "\"s\""));
  EXPECT_TRUE(refuses_row(agreement_record{.id = at("g", 1), .status = "signed"}, "duplicate-id", 1, "\"g\""));
  EXPECT_TRUE(refuses_row(flow_record{.id = at("g", 1), .origin = "a", .destination = "b"}, "duplicate-id", 1,
                          "\"g\""));  // so do records
  EXPECT_TRUE(refuses_row(event_record{.id = at("g", 1), .title = "x"}, "duplicate-id", 1, "\"g\""));
}

TEST(NetworkBuilder, NamesBothPlacesOfAnIdGivenTwice) {
  network_builder b;
  b.add(flow_record{.id = "x", .origin = "a", .destination = "b", .where = {"flows.csv", 12, 0}});
  b.add(event_record{.id = at("x", 1), .title = "x", .where = here});
  add_actors(b, {"a", "b"});
  EXPECT_TRUE(has_one_problem(b, "duplicate-id", 1, "first given at flows.csv:12"));
}

TEST(NetworkBuilder, TellsOnceThatTheIdOfARegionIsAnActors) {
  network_builder b = sound();
  b.add(region_record{.region = at("a", 1), .actor = "b", .where = here});
  b.add(region_record{.region = at("a", 1), .actor = "a", .where = {"f.csv", 8, 0}});
  EXPECT_TRUE(has_one_problem(b, "duplicate-id", 1, "\"a\""));
}

TEST(NetworkBuilder, RefusesWhatIsUnknownAndSuggestsWhatIsNear) {
  network_builder b = sound();
  add_actors(b, {"thanh-hoa"});
  b.add(region_record{.region = "r", .actor = at("thanh-hoá", 3), .where = here});
  EXPECT_TRUE(has_one_problem(b, "unknown-actor", 3, "did you mean \"thanh-hoa\"?"));

  EXPECT_TRUE(refuses_row(actor_record{.id = "x", .name = "x", .parent = at("nobody", 4)}, "unknown-actor", 4, "\"nobody\""));
  EXPECT_TRUE(refuses_row(actor_record{.id = "x", .name = "x", .parent = at("r", 4)}, "unknown-actor", 4, "\"r\""));
  EXPECT_TRUE(refuses_row(party_record{.agreement = "g", .actor = at("nobody", 2)}, "unknown-actor", 2, "\"nobody\""));
  EXPECT_TRUE(refuses_row(party_record{.agreement = at("none", 1), .actor = "a"}, "unknown-agreement", 1, "\"none\""));
  EXPECT_TRUE(
      refuses_row(flow_record{.id = "f", .origin = "a", .destination = at("nobody", 3)}, "unknown-actor", 3, "\"nobody\""));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .source = at("press", 9)}, "unknown-source",
                          9, "\"press\""));
  EXPECT_TRUE(
      refuses_row(quantity_record{.record = at("none", 1), .measure = "m", .value = "1", .unit = "u", .exactness = "exact"},
                  "unknown-record", 1, "\"none\""));
  EXPECT_TRUE(refuses_row(participant_record{.event = at("none", 1), .actor = "a"}, "unknown-event", 1, "\"none\""));
  EXPECT_TRUE(refuses_row(participant_record{.event = "e", .actor = at("nobody", 2)}, "unknown-actor", 2, "\"nobody\""));
  EXPECT_TRUE(refuses_row(alias_record{.id = at("nobody", 1), .alias = "x"}, "unknown-actor", 1, "\"nobody\""));
  EXPECT_TRUE(
      refuses_row(crosswalk_record{.from = "a", .to = at("nobody", 2), .date = "2011-01-01"}, "unknown-actor", 2, "\"nobody\""));
  EXPECT_TRUE(refuses_row(crosswalk_record{.from = at("r", 1), .to = "b", .date = "2011-01-01"}, "unknown-actor", 1, "region"));
}

TEST(NetworkBuilder, AMisspeltAgreementIsOneProblemThoughItLacksAParty) {
  network_builder b = sound();
  b.add(agreement_record{.id = "minutes-2017", .status = "signed"});
  b.add(party_record{.agreement = "minutes-2017", .actor = "a"});
  b.add(party_record{.agreement = at("minutes-2071", 1), .actor = "b", .where = here});
  EXPECT_TRUE(has_one_problem(b, "unknown-agreement", 1, "did you mean \"minutes-2017\"?"));
}

TEST(NetworkBuilder, ReadsTheWholeRowOfAnIdThatIsMissingOrGivenTwice) {
  network_builder b = sound();
  b.add(actor_record{.id = "a", .name = "", .where = here});
  b.add(source_record{.id = "", .title = "t", .date = "x", .where = here});
  EXPECT_EQ(problems_of(b).size(), 4U);
}

TEST(NetworkBuilder, RefusesAnEndBeforeItsStart) {
  EXPECT_TRUE(refuses_row(actor_record{.id = "x", .name = "x", .valid_from = "2018", .valid_to = at("2017-12-31", 8)},
                          "end-before-start", 8, "2017-12-31"));
  EXPECT_TRUE(refuses_row(
      flow_record{.id = "f", .origin = "a", .destination = "b", .effective_from = "2018-02", .effective_to = at("2018-01", 6)},
      "end-before-start", 6, ""));
  network_builder b = sound();
  b.add(flow_record{.id = "f", .origin = "b", .destination = "b", .effective_from = "2018-02", .effective_to = "2018"});
  EXPECT_THAT(problems_of(b), IsEmpty()) << "2018 ends after February";
}

TEST(NetworkBuilder, RefusesWhatIsNoDate) {
  for (const char* text : {"2018-13", "2018-02-30", "12/06/2018", "18", "2018-6-12", "0000"})
    EXPECT_TRUE(refuses_row(source_record{.id = "t", .title = "t", .date = at(text, 4)}, "invalid-date", 4, text));
}

TEST(NetworkBuilder, RefusesWhatIsNoFiniteDecimalNumber) {
  for (const char* text : {"abc", "1,5", "7abc", "0x10", "nan", "inf", "1 000", " 1", "--1"})
    EXPECT_TRUE(
        refuses_row(quantity_record{.record = "g", .measure = "m", .value = at(text, 3), .unit = "u", .exactness = "exact"},
                    "invalid-number", 3, text));
  EXPECT_TRUE(
      refuses_row(quantity_record{.record = "g", .measure = "m", .value = at("1e309", 3), .unit = "u", .exactness = "exact"},
                  "invalid-number", 3, "range"));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .capacity = at("-1", 12), .unit = "t"},
                          "invalid-number", 12, "negative"));
  EXPECT_TRUE(refuses_row(actor_record{.id = "x", .name = "x", .attributes = {{"population", at("many", 9)}}}, "invalid-number",
                          9, "many"));
  network_builder b = sound();
  b.add(actor_record{.id = "x", .name = "x", .attributes = {{"motto", at("many", 9)}, {"area", ""}}});
  const network n = b.build();
  EXPECT_THAT(n[n.actor_with("x")].attributes, ElementsAre(attribute{"motto", "many"}));
}

TEST(NetworkBuilder, ReadsNumbersAsTheyAreWritten) {
  network_builder b = sound();
  b.numbers_as({',', '.'});
  b.add(actor_record{.id = "x", .name = "x", .lon = "105,5", .lat = "-21"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .capacity = "1.234,5", .unit = "t"});
  const network n = b.build();
  EXPECT_EQ(n[n.flow_with("f")].capacity, (decimal{12345, -1}));
  EXPECT_EQ(n[n.actor_with("x")].where, (position{105.5, -21.0}));
  b.add(flow_record{.id = "h", .origin = "a", .destination = "b", .capacity = at("1,234.5", 12), .unit = "t", .where = here});
  EXPECT_TRUE(
      has_one_problem(b, "invalid-number", 12, "with \",\" as decimal separator and \".\" between groups of three digits"));
  EXPECT_THROW(b.numbers_as({',', ','}), input_error);
}

TEST(NetworkBuilder, RefusesAWordOutsideItsListAndNamesTheList) {
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .status = at("sigend", 4)}, "invalid-value",
                          4, "proposed, invited, signed, in force, ended"));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .counts = at("2", 5)}, "invalid-value", 5,
                          "one, many"));
  EXPECT_TRUE(refuses_row(quantity_record{.record = "g", .measure = "m", .exactness = at("roughly", 7)}, "invalid-value", 7,
                          "order of magnitude"));
  EXPECT_TRUE(refuses_row(
      quantity_record{.record = "g", .measure = "m", .value = "1", .unit = "u", .exactness = "exact", .basis = at("real", 8)},
      "invalid-value", 8, "stated, potential, planned, estimated, modelled"));
  EXPECT_TRUE(
      refuses_row(party_record{.agreement = "g", .actor = "r", .extent = at("few", 5)}, "invalid-value", 5, "almost all"));
  EXPECT_TRUE(refuses_row(party_record{.agreement = "g", .actor = "a", .role = "guest", .extent = at("most", 5)}, "invalid-value",
                          5, "single actor"));
}

TEST(NetworkBuilder, NamesAllProblemsAtOnceInTheOrderOfTheirPlaces) {
  network_builder b = sound();
  b.add(actor_record{.id = "y", .name = "", .where = {"b.csv", 3, 0}});
  b.add(actor_record{.id = "x", .name = "", .where = {"a.csv", 9, 0}});
  b.report({{"a.csv", 2, 1}, "", "csv-quote", "told by the reader"});
  std::vector<std::string> places;
  for (const diagnostic& d : problems_of(b)) places.push_back(d.where.file + std::to_string(d.where.line));
  EXPECT_THAT(places, ElementsAre("a.csv2", "a.csv9", "b.csv3"));
}

/// A dataset of 22 rows, of which all but a few break one rule each, in different ways.
TEST(NetworkBuilder, NamesEachOfTwentyPlantedFaultsAtItsPlaceAndNothingElse) {
  network_builder b = sound();
  std::vector<std::string> planted;
  std::size_t line = 1;
  const auto plant = [&](auto row, const char* code, std::size_t column) {
    row.where = {"f.csv", ++line, 0};
    b.add(row);
    planted.push_back(std::to_string(line) + ':' + std::to_string(column) + ' ' + code);
  };
  using quantity = quantity_record;
  plant(actor_record{.id = "x1", .name = at("", 2)}, "missing-value", 2);
  plant(actor_record{.id = at("b", 1), .name = "B"}, "duplicate-id", 1);
  plant(actor_record{.id = "x2", .name = "X", .lon = "21", .lat = at("105", 6)}, "invalid-position", 6);
  plant(actor_record{.id = "x3", .name = "X", .valid_from = "2018", .valid_to = at("2017", 8)}, "end-before-start", 8);
  plant(actor_record{.id = "x4", .name = "X", .parent = at("x4", 4)}, "parent-cycle", 4);
  plant(alias_record{.id = at("nobody", 1), .alias = "N"}, "unknown-actor", 1);
  plant(region_record{.region = "r", .actor = at("b", 3)}, "duplicate-member", 3);
  plant(region_record{.region = "q", .actor = "a", .valid_to = at("2018", 5)}, "membership-outside-validity", 5);
  plant(region_record{.region = "q", .actor = at("q", 3)}, "region-cycle", 3);
  plant(party_record{.agreement = "g", .actor = at("a", 2)}, "duplicate-party", 2);
  plant(party_record{.agreement = at("none", 1), .actor = "a"}, "unknown-agreement", 1);
  plant(agreement_record{.id = "h", .status = "signed"}, "too-few-parties", 0);
  plant(flow_record{.id = "f1", .origin = "a", .destination = "b", .status = at("sigend", 8)}, "invalid-value", 8);
  plant(flow_record{.id = "f2", .origin = "a", .destination = "b", .certified = at("VietGAP", 15)}, "certified-without-product",
        15);
  plant(flow_record{.id = "f3", .origin = "a", .destination = "b", .source = at("press", 16)}, "unknown-source", 16);
  plant(flow_record{.id = "f4", .origin = at("a", 2), .destination = "b", .effective_from = "2018"}, "record-outside-validity",
        2);
  plant(flow_record{.id = "f5", .origin = "b", .destination = "b", .capacity = at("12,5", 12), .unit = "t"}, "invalid-number",
        12);
  plant(event_record{.id = "v", .title = "V", .date = at("2018-02-30", 4)}, "invalid-date", 4);
  plant(quantity{.record = "g", .measure = "m", .value = at("1", 3), .exactness = "exact"}, "number-without-unit", 3);
  plant(quantity{.record = "e", .measure = "n", .value = "1", .unit = "u", .exactness = at("verbal", 7)},
        "number-contradicts-exactness", 7);
  plant(crosswalk_record{.from = "a", .to = "b", .share = at("0.9", 3), .date = "2011-01-01"}, "shares-do-not-add-up", 3);
  std::vector<std::string> found;
  for (const diagnostic& d : problems_of(b))
    found.push_back(std::to_string(d.where.line) + ':' + std::to_string(d.where.column) + ' ' + d.code);
  EXPECT_EQ(planted.size(), 21U);
  EXPECT_EQ(found, planted);
}

TEST(NetworkBuilder, ManyRowsOfOneRecordCostNoMoreThanManyRecords) {
  // Quadratic work over 100,000 rows would be 10^10 steps: minutes.
  constexpr int many = 100'000;
  network_builder b;
  b.add(agreement_record{.id = "g", .status = "signed", .effective_from = "2018"});
  b.add(event_record{.id = "e", .title = "E"});
  add_actors(b, {"lead"});
  b.add(actor_record{.id = "old", .name = "old", .valid_to = "2017-12-31"});
  for (int i = 0; i < many; ++i) {
    const std::string id = "a" + std::to_string(i);
    b.add(actor_record{.id = id, .name = id, .valid_from = "2018"});
    b.add(alias_record{.id = "lead", .alias = id});
    b.add(region_record{.region = "r", .actor = id});
    b.add(party_record{.agreement = "g", .actor = i % 2 == 0 ? id : "lead", .role = id});
    b.add(participant_record{.event = "e", .actor = "r", .role = id, .extent = std::to_string(i + 1)});
    b.add(quantity_record{.record = "g", .measure = id, .value = "1", .unit = "u", .exactness = "exact"});
    b.add(crosswalk_record{.from = "old", .to = id, .share = "0.00001", .date = "2018-01-01"});
  }
  const auto start = std::clock();
  const network n = b.build();
  EXPECT_EQ(n[n.agreement_with("g")].parties.size(), static_cast<std::size_t>(many));
  EXPECT_LT(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, 20.0) << "seconds, also with sanitizers";
}

TEST(NetworkBuilder, CountsTheRestBeyondAThousandProblems) {
  network_builder b;
  for (int i = 0; i < 1500; ++i) b.add(actor_record{.id = std::to_string(i), .name = "", .where = {"a.csv", 2, 0}});
  const auto found = problems_of(b);
  ASSERT_EQ(found.size(), 1000U);
  EXPECT_EQ(found.back().code, "too-many");
  EXPECT_THAT(found.back().message, HasSubstr("501 more"));
}

}  // namespace
}  // namespace coopgraph
