// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/network_builder.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using testing::add_agreement;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::problems_of;

cell at(const char* text, std::size_t column) { return {std::string(text), column}; }

/// Two actors "a" (valid 2000 to 2010) and "b", a region "r" of both, an agreement "g" of both and a source "s": no problem.
network_builder sound() {
  network_builder b;
  b.add(actor_record{.id = "a", .name = "A", .valid_from = "2000", .valid_to = "2010"});
  add_actors(b, {"b"});
  b.add(region_record{.region = "r", .name = "R", .actor = "a"});
  b.add(region_record{.region = "r", .actor = "b"});
  add_agreement(b, "g", {"a", "b"});
  b.add(source_record{.id = "s", .title = "S"});
  return b;
}

/// Expects that the one problem of `b` has this code and stands at f.csv, line 7, in this column.
void expect_problem(const network_builder& b, const std::string& code, std::size_t column, const std::string& words) {
  const auto found = problems_of(b);
  ASSERT_EQ(found.size(), 1U) << (found.empty() ? "no problem" : to_line(found[1]));
  EXPECT_EQ(found[0].code, code) << to_line(found[0]);
  EXPECT_EQ(found[0].where, (place{"f.csv", 7, column})) << to_line(found[0]);
  EXPECT_THAT(found[0].message, HasSubstr(words));
}

const place here{"f.csv", 7, 0};

template <class Row>
void expect_refused(Row row, const std::string& code, std::size_t column, const std::string& words) {
  network_builder b = sound();
  row.where = here;
  b.add(row);
  expect_problem(b, code, column, words);
}

TEST(NetworkBuilder, BuildsWhatItWasGiven) {
  network_builder b = sound();
  b.describe({"title", "source", "licence"});
  b.observe({.whose = {"a"}, .absence = "none"});
  b.add(flow_record{
      .id = "f", .origin = "a", .destination = "r", .capacity = "2.50", .unit = "t", .unit_cost = "-1", .source = "s"});
  b.add(quantity_record{
      .record = "f", .measure = "volume", .low = "1", .high = "1", .unit = "t", .exactness = "between", .basis = "planned"});
  b.add(quantity_record{.record = "g", .measure = "visits", .exactness = "verbal", .phrase = "dozens"});
  const network n = b.build();
  EXPECT_EQ(n.about().licence, "licence");
  EXPECT_THAT(n.observed().whose, ElementsAre(n.actor_with("a")));
  EXPECT_EQ(n.observed().absence, absence_meaning::none);
  const flow& f = n[n.flow_with("f")];
  EXPECT_EQ(f.capacity, (decimal{25, -1}));
  EXPECT_EQ(f.unit_cost, (decimal{-1, 0}));
  EXPECT_EQ(f.status, agreement_status::in_force);
  EXPECT_EQ(n.key_of(f.destination), "r");
  EXPECT_EQ(n[*f.source].title, "S");
  EXPECT_EQ(f.quantities.at(0).basis, quantity_basis::planned);
  EXPECT_EQ(n[n.agreement_with("g")].quantities.at(0).phrase, "dozens");
  EXPECT_EQ(n[n.region_with("r")].name, "R");
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
  expect_refused(actor_record{.id = at("", 2), .name = "x"}, "missing-value", 2, "id");
  expect_refused(actor_record{.id = "x", .name = at("", 3)}, "missing-value", 3, "name");
  expect_refused(region_record{.region = "r", .actor = at("", 4)}, "missing-value", 4, "actor");
  expect_refused(region_record{.region = at("", 1), .actor = "a"}, "missing-value", 1, "region");
  expect_refused(party_record{.agreement = at("", 1), .actor = "a"}, "missing-value", 1, "agreement");
  expect_refused(flow_record{.id = "f", .origin = at("", 2), .destination = "b"}, "missing-value", 2, "origin");
  expect_refused(quantity_record{.record = "g", .measure = at("", 2), .value = "1", .unit = "u", .exactness = "exact"},
                 "missing-value", 2, "measure");
  expect_refused(quantity_record{.record = "g", .measure = "m", .value = "1", .unit = "u", .exactness = at("", 7)},
                 "missing-value", 7, "exactness");
  expect_refused(source_record{.id = "t", .title = at("", 2)}, "missing-value", 2, "title");
  network_builder b = sound();
  add_agreement(b, "h", {"a", "b"});
  b.add(agreement_record{.id = at("", 1), .status = "signed", .where = here});
  expect_problem(b, "missing-value", 1, "id");
}

TEST(NetworkBuilder, RefusesAnIdGivenTwiceInOneIdSpace) {
  expect_refused(actor_record{.id = at("a", 1), .name = "x"}, "duplicate-id", 1, "\"a\"");
  expect_refused(region_record{.region = at("a", 1), .actor = "b"}, "duplicate-id", 1,
                 "\"a\"");  // actors and regions share theirs
  expect_refused(source_record{.id = at("s", 1), .title = "x"}, "duplicate-id", 1, "\"s\"");
  expect_refused(agreement_record{.id = at("g", 1), .status = "signed"}, "duplicate-id", 1, "\"g\"");
  expect_refused(flow_record{.id = at("g", 1), .origin = "a", .destination = "b"}, "duplicate-id", 1, "\"g\"");  // so do records
}

TEST(NetworkBuilder, RefusesWhatIsUnknownAndSuggestsWhatIsNear) {
  network_builder b = sound();
  add_actors(b, {"thanh-hoa"});
  b.add(region_record{.region = "r", .actor = at("thanh-hoá", 3), .where = here});
  expect_problem(b, "unknown-actor", 3, "did you mean \"thanh-hoa\"?");

  expect_refused(actor_record{.id = "x", .name = "x", .parent = at("nobody", 4)}, "unknown-actor", 4, "\"nobody\"");
  expect_refused(actor_record{.id = "x", .name = "x", .parent = at("r", 4)}, "unknown-actor", 4, "\"r\"");
  expect_refused(party_record{.agreement = "g", .actor = at("nobody", 2)}, "unknown-actor", 2, "\"nobody\"");
  expect_refused(party_record{.agreement = at("none", 1), .actor = "a"}, "unknown-agreement", 1, "\"none\"");
  expect_refused(flow_record{.id = "f", .origin = "a", .destination = at("nobody", 3)}, "unknown-actor", 3, "\"nobody\"");
  expect_refused(flow_record{.id = "f", .origin = "a", .destination = "b", .source = at("press", 9)}, "unknown-source", 9,
                 "\"press\"");
  expect_refused(quantity_record{.record = at("none", 1), .measure = "m", .value = "1", .unit = "u", .exactness = "exact"},
                 "unknown-record", 1, "\"none\"");
}

TEST(NetworkBuilder, RefusesAPartyOfAFlow) {
  network_builder b = sound();
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b"});
  b.add(party_record{.agreement = at("f", 1), .actor = "a", .where = here});
  expect_problem(b, "unknown-agreement", 1, "is a flow");
}

TEST(NetworkBuilder, RefusesAnObserverThatIsNoActor) {
  network_builder b = sound();
  b.observe({.whose = {"a", at("r", 2)}, .absence = "unknown", .where = here});
  expect_problem(b, "unknown-actor", 2, "region");
}

TEST(NetworkBuilder, RefusesAnAgreementWithFewerThanTwoParties) {
  network_builder b = sound();
  b.add(agreement_record{.id = "lonely", .status = "signed", .where = here});
  expect_problem(b, "too-few-parties", 0, "no party");
  b.add(party_record{.agreement = "lonely", .actor = "a"});
  expect_problem(b, "too-few-parties", 0, "1 party");
  b.add(party_record{.agreement = "lonely", .actor = "b"});
  EXPECT_THAT(problems_of(b), IsEmpty());
}

TEST(NetworkBuilder, RefusesAnEndBeforeItsStart) {
  expect_refused(actor_record{.id = "x", .name = "x", .valid_from = "2018", .valid_to = at("2017-12-31", 8)}, "end-before-start",
                 8, "2017-12-31");
  expect_refused(
      flow_record{.id = "f", .origin = "a", .destination = "b", .effective_from = "2018-02", .effective_to = at("2018-01", 6)},
      "end-before-start", 6, "");
  network_builder b = sound();
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .effective_from = "2018-02", .effective_to = "2018"});
  EXPECT_THAT(problems_of(b), IsEmpty()) << "2018 ends after February";
}

TEST(NetworkBuilder, RefusesWhatIsNoDate) {
  for (const char* text : {"2018-13", "2018-02-30", "12/06/2018", "18", "2018-6-12", "0000"})
    expect_refused(source_record{.id = "t", .title = "t", .date = at(text, 4)}, "invalid-date", 4, text);
}

TEST(NetworkBuilder, RefusesWhatIsNoFiniteDecimalNumber) {
  for (const char* text : {"abc", "1,5", "7abc", "0x10", "nan", "inf", "1 000", " 1", "--1"})
    expect_refused(quantity_record{.record = "g", .measure = "m", .value = at(text, 3), .unit = "u", .exactness = "exact"},
                   "invalid-number", 3, text);
  expect_refused(quantity_record{.record = "g", .measure = "m", .value = at("1e309", 3), .unit = "u", .exactness = "exact"},
                 "invalid-number", 3, "range");
  expect_refused(flow_record{.id = "f", .origin = "a", .destination = "b", .capacity = at("-1", 12), .unit = "t"},
                 "invalid-number", 12, "negative");
  expect_refused(actor_record{.id = "x", .name = "x", .attributes = {{"population", at("many", 9)}}}, "invalid-number", 9,
                 "many");
  network_builder b = sound();
  b.add(actor_record{.id = "x", .name = "x", .attributes = {{"motto", at("many", 9)}, {"area", ""}}});
  const network n = b.build();
  EXPECT_THAT(n[n.actor_with("x")].attributes, ElementsAre(attribute{"motto", "many"}));
}

TEST(NetworkBuilder, RefusesAWordOutsideItsListAndNamesTheList) {
  expect_refused(flow_record{.id = "f", .origin = "a", .destination = "b", .status = at("sigend", 4)}, "invalid-value", 4,
                 "proposed, invited, signed, in force, ended");
  expect_refused(flow_record{.id = "f", .origin = "a", .destination = "b", .counts = at("2", 5)}, "invalid-value", 5,
                 "one, many");
  expect_refused(quantity_record{.record = "g", .measure = "m", .exactness = at("roughly", 7)}, "invalid-value", 7,
                 "order of magnitude");
  expect_refused(
      quantity_record{.record = "g", .measure = "m", .value = "1", .unit = "u", .exactness = "exact", .basis = at("real", 8)},
      "invalid-value", 8, "stated, potential, planned, estimated");
  expect_refused(party_record{.agreement = "g", .actor = "r", .extent = at("few", 5)}, "invalid-value", 5, "almost all");
  expect_refused(party_record{.agreement = "g", .actor = "a", .role = "guest", .extent = at("most", 5)}, "invalid-value", 5,
                 "single actor");
}

TEST(NetworkBuilder, RefusesFieldsThatAreEmptyOrNamedTwice) {
  network_builder b = sound();
  add_agreement(b, "h", {"a", "b"}, "trade; tourism");
  EXPECT_THAT(b.build().fields(), ElementsAre("tourism", "trade"));
  b.add(agreement_record{.id = "i", .status = "signed", .fields = at("trade;;tourism", 6), .where = here});
  b.add(party_record{.agreement = "i", .actor = "a"});
  b.add(party_record{.agreement = "i", .actor = "b"});
  expect_problem(b, "invalid-value", 6, "empty name");
  network_builder c = sound();
  c.add(agreement_record{.id = "i", .status = "signed", .fields = at("trade;trade", 6), .where = here});
  c.add(party_record{.agreement = "i", .actor = "a"});
  c.add(party_record{.agreement = "i", .actor = "b"});
  expect_problem(c, "duplicate-field", 6, "trade");
}

TEST(NetworkBuilder, RefusesANumberWithoutUnit) {
  expect_refused(quantity_record{.record = "g", .measure = "m", .value = "1", .unit = at("", 6), .exactness = "exact"},
                 "number-without-unit", 6, "unit");
  expect_refused(flow_record{.id = "f", .origin = "a", .destination = "b", .capacity = "1", .unit = at("", 13)},
                 "number-without-unit", 13, "unit");
}

TEST(NetworkBuilder, RefusesACertificateWithoutProduct) {
  expect_refused(flow_record{.id = "f", .origin = "a", .destination = "b", .product = at("", 7), .certified = "VietGAP"},
                 "certified-without-product", 7, "product");
}

struct exactness_case {
  const char *exactness, *value, *low, *high, *phrase;
  bool allowed;
};

TEST(NetworkBuilder, HoldsANumberToItsExactness) {
  const std::vector<exactness_case> cases{{"exact", "1", "", "", "", true},
                                          {"exact", "", "", "", "", false},
                                          {"exact", "1", "0", "", "", false},
                                          {"about", "400", "", "", "", true},
                                          {"about", "400", "390", "410", "", false},
                                          {"about", "", "", "", "some", false},
                                          {"at least", "60", "", "", "", true},
                                          {"at least", "", "60", "", "", true},
                                          {"at least", "60", "60", "", "", false},
                                          {"at least", "", "60", "70", "", false},
                                          {"at least", "", "", "", "", false},
                                          {"at most", "400", "", "", "", true},
                                          {"at most", "", "", "400", "", true},
                                          {"at most", "", "1", "", "", false},
                                          {"at most", "", "", "", "", false},
                                          {"between", "", "1", "2", "", true},
                                          {"between", "", "1", "", "", false},
                                          {"between", "", "", "2", "", false},
                                          {"between", "1", "1", "2", "", false},
                                          {"order of magnitude", "", "", "", "dozens", true},
                                          {"order of magnitude", "10", "", "", "", true},
                                          {"order of magnitude", "", "", "", "", false},
                                          {"order of magnitude", "10", "", "99", "", false},
                                          {"verbal", "", "", "", "most", true},
                                          {"verbal", "", "", "", "", false},
                                          {"verbal", "12", "", "", "dozens", false}};
  for (const exactness_case& c : cases) {
    const quantity_record q{.record = "g",
                            .measure = "m",
                            .value = c.value,
                            .low = c.low,
                            .high = c.high,
                            .unit = "u",
                            .exactness = at(c.exactness, 7),
                            .phrase = c.phrase};
    SCOPED_TRACE(std::string(c.exactness) + '|' + c.value + '|' + c.low + '|' + c.high + '|' + c.phrase);
    if (!c.allowed) {
      expect_refused(q, "number-contradicts-exactness", 7, "it needs");
      continue;
    }
    network_builder b = sound();
    b.add(q);
    EXPECT_THAT(problems_of(b), IsEmpty());
  }
  expect_refused(
      quantity_record{.record = "g", .measure = "m", .low = at("3", 4), .high = "2", .unit = "u", .exactness = "between"},
      "number-contradicts-exactness", 4, "above high");
}

TEST(NetworkBuilder, RefusesAMembershipOutsideTheActorsValidity) {
  expect_refused(region_record{.region = "q", .actor = "a", .valid_from = at("1999", 4)}, "membership-outside-validity", 4,
                 "before");
  expect_refused(region_record{.region = "q", .actor = "a", .valid_to = at("2011", 5)}, "membership-outside-validity", 5,
                 "after");
  network_builder b = sound();
  b.add(region_record{.region = "q", .actor = "a", .valid_from = "2000", .valid_to = "2010-12-31"});
  EXPECT_THAT(problems_of(b), IsEmpty());
}

TEST(NetworkBuilder, RefusesAPositionOffTheEarthOrHalfOfOne) {
  expect_refused(actor_record{.id = "x", .name = "x", .lon = at("181", 5), .lat = "0"}, "invalid-position", 5, "-180 to 180");
  expect_refused(actor_record{.id = "x", .name = "x", .lon = "21", .lat = at("105.8", 6)}, "invalid-position", 6, "exchanged");
  expect_refused(actor_record{.id = "x", .name = "x", .lon = "21", .lat = at("", 6)}, "invalid-position", 6, "missing");
}

TEST(NetworkBuilder, RefusesTheSamePartyOrRegionNameTwice) {
  expect_refused(party_record{.agreement = "g", .actor = at("a", 2)}, "duplicate-party", 2, "twice");
  expect_refused(region_record{.region = "r", .name = at("Other", 2), .actor = "b"}, "inconsistent-name", 2, "\"R\"");
}

TEST(NetworkBuilder, RefusesCirclesOfRegionsAndOfParents) {
  network_builder b = sound();
  b.add(region_record{.region = "p", .actor = "q", .where = here});
  b.add(region_record{.region = "q", .actor = "p", .where = here});
  auto found = problems_of(b);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].code, "region-cycle");
  network_builder c = sound();
  c.add(actor_record{.id = "x", .name = "x", .parent = "x", .where = here});
  expect_problem(c, "parent-cycle", 0, "\"x\"");
}

TEST(NetworkBuilder, ALongChainOfRegionsAndParentsIsNoDanger) {
  network_builder b;
  for (int i = 0; i < 100'000; ++i) {
    const std::string next = std::to_string(i + 1);
    b.add(actor_record{.id = "a" + std::to_string(i), .name = "x", .parent = i == 99'999 ? "" : "a" + next});
    b.add(region_record{.region = "r" + std::to_string(i), .actor = i == 99'999 ? "a0" : "r" + next});
  }
  const network n = b.build();
  EXPECT_THAT(n.members(n.region_with("r0")), ElementsAre(n.actor_with("a0")));
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
