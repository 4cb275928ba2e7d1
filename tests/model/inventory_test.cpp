// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/inventory.hpp>
#include <coopgraph/model/network_builder.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::add_agreement;
using testing::hanoi_and_four;

std::string state(const tie_matrix& m, const network& n, const std::string& partner, const std::string& field) {
  for (std::size_t i = 0; i < m.partners.size(); ++i)
    for (std::size_t j = 0; j < m.fields.size(); ++j)
      if (n[m.partners[i]].key == partner && m.fields[j] == field) return to_text(m.at(i, j));
  return "not in the matrix";
}

std::vector<std::string> keys(const network& n, const std::vector<any_record>& records) {
  std::vector<std::string> all;
  for (const any_record& r : records) all.push_back(key_of(n, r));
  return all;
}

TEST(TiesByField, GivesEachPairAndFieldTheStrongestStateOfItsRecords) {
  network_builder b = hanoi_and_four();
  add_agreement(b, {.id = "r1", .status = "proposed", .fields = "trade;tourism"}, {{"h"}, {"a"}});
  add_agreement(b, {.id = "r2", .status = "signed", .fields = "trade"}, {{"h"}, {"a"}});
  add_agreement(b, {.id = "r3", .status = "invited", .fields = "trade"}, {{"h"}, {"b"}});
  add_agreement(b, {.id = "r4", .status = "ended", .fields = "trade"}, {{"h"}, {"c"}});
  add_agreement(b, {.id = "r5", .status = "in force", .fields = "trade"}, {{"a"}, {"d"}});
  const network n = b.build();
  const tie_matrix m = ties_by_field(n, n.actor_with("h"));
  EXPECT_EQ(m.fields, (std::vector<std::string>{"tourism", "trade"}));
  EXPECT_EQ(m.partners.size(), 4U);
  EXPECT_EQ(state(m, n, "a", "trade"), "signed");
  EXPECT_EQ(state(m, n, "a", "tourism"), "proposed");
  EXPECT_EQ(state(m, n, "b", "trade"), "invited");
  EXPECT_EQ(state(m, n, "c", "trade"), "ended");
  EXPECT_EQ(state(m, n, "d", "trade"), "unknown") << "its agreement with a is no tie with h";
  const tie_matrix anybody = ties_by_field(n);
  EXPECT_EQ(anybody.partners.size(), 5U);
  EXPECT_EQ(state(anybody, n, "d", "trade"), "signed");
  EXPECT_EQ(state(anybody, n, "h", "trade"), "signed");
}

TEST(TiesByField, SaysNoneOnlyWhereAbsenceMeansNoneAndNoUnnamedGroupMayHoldTheTie) {
  network_builder b = hanoi_and_four();
  b.observe({.whose = {"h"}, .absence = "none"});
  add_agreement(b, {.id = "r1", .status = "signed", .fields = "trade"}, {{"h"}, {"a"}});
  add_agreement(b, {.id = "r2", .status = "signed", .fields = "tourism"}, {{"h"}, {"south", "", "most"}});
  const network n = b.build();
  const tie_matrix m = ties_by_field(n, n.actor_with("h"));
  EXPECT_EQ(state(m, n, "b", "trade"), "none");
  EXPECT_EQ(state(m, n, "c", "trade"), "none");
  EXPECT_EQ(state(m, n, "c", "tourism"), "unknown");
  EXPECT_EQ(state(m, n, "b", "tourism"), "none");
}

TEST(TiesByField, LetsARegionThatTakesPartAsAWholeStandForItsMembers) {
  network_builder b = hanoi_and_four();
  add_agreement(b, {.id = "r1", .status = "signed", .fields = "trade"}, {{"h", "lead"}, {"south", "", "all"}});
  const network n = b.build();
  EXPECT_EQ(state(ties_by_field(n, n.actor_with("h")), n, "c", "trade"), "signed");
  EXPECT_EQ(state(ties_by_field(n, n.actor_with("c")), n, "d", "trade"), "signed") << "one agreement of all three";
}

TEST(TiesByField, TiesTheHubAloneWhereARecordCountsAsMany) {
  network_builder b = hanoi_and_four();
  add_agreement(b, {.id = "r1", .status = "signed", .counts = "many", .fields = "trade"},
                {{"h", "lead"}, {"south", "", "all"}, {"provinces", "", "some"}});
  const network n = b.build();
  EXPECT_EQ(state(ties_by_field(n, n.actor_with("h")), n, "c", "trade"), "signed");
  EXPECT_EQ(state(ties_by_field(n, n.actor_with("c")), n, "h", "trade"), "signed");
  EXPECT_EQ(state(ties_by_field(n, n.actor_with("c")), n, "d", "trade"), "unknown");
  const auto untied = actors_without_tie(n, n.actor_with("c"));
  for (const untied_actor& u : untied)
    EXPECT_TRUE(u.may_be_in.empty()) << "c has this record with h alone, not with " << n[u.who].key;
}

TEST(TiesByField, KeepsAColumnForRecordsThatNameNoField) {
  network_builder b = hanoi_and_four();
  add_agreement(b, {.id = "r1", .status = "signed"}, {{"h"}, {"a"}});
  b.add(flow_record{.id = "f1", .origin = "b", .destination = "h", .field = "relief"});
  const network n = b.build();
  const tie_matrix m = ties_by_field(n, n.actor_with("h"));
  EXPECT_EQ(m.fields, (std::vector<std::string>{"relief", ""}));
  EXPECT_EQ(state(m, n, "a", ""), "signed");
  EXPECT_EQ(state(m, n, "a", "relief"), "unknown");
  EXPECT_EQ(state(m, n, "b", "relief"), "signed");
}

TEST(TiesByField, RefusesAnActorOfAnotherNetwork) {
  EXPECT_THROW((void)ties_by_field(hanoi_and_four().build(), actor_id(99)), input_error);
  EXPECT_THROW((void)actors_without_tie(hanoi_and_four().build(), actor_id(99)), input_error);
}

TEST(ActorsWithoutTie, NamesTheRecordsWhoseUnnamedMembersTheyMayBe) {
  network_builder b = hanoi_and_four();
  add_agreement(b, {.id = "r1", .status = "signed", .fields = "trade"}, {{"h"}, {"a"}});
  add_agreement(b, {.id = "r2", .status = "signed"}, {{"h"}, {"south", "", "1"}});
  b.add(flow_record{.id = "f1", .origin = "provinces", .destination = "h"});
  b.add(event_record{.id = "e1", .title = "Conference"});
  b.add(participant_record{.event = "e1", .actor = "b"});
  const network n = b.build();
  const auto untied = actors_without_tie(n, n.actor_with("h"));
  ASSERT_EQ(untied.size(), 3U);
  EXPECT_EQ(n[untied[0].who].key, "b") << "taking part in an event is no tie";
  EXPECT_EQ(keys(n, untied[0].may_be_in), (std::vector<std::string>{"f1"}));
  EXPECT_EQ(keys(n, untied[1].may_be_in), (std::vector<std::string>{"r2", "f1"}));
}

TEST(UnnamedGroups, ListsGroupsWithTheirExtentAndSizeAndNotThoseThatTakePartAsAWhole) {
  network_builder b = hanoi_and_four();
  add_agreement(b, {.id = "r1", .status = "signed"}, {{"h"}, {"south", "", "all"}});
  add_agreement(b, {.id = "r2", .status = "signed"}, {{"h"}, {"provinces", "", "almost all"}});
  b.add(flow_record{.id = "f1", .origin = "south", .destination = "h"});
  b.add(event_record{.id = "e1", .title = "Fair"});
  b.add(participant_record{.event = "e1", .actor = "provinces", .extent = "3"});
  const network n = b.build();
  const auto groups = unnamed_groups(n);
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(key_of(n, groups[0].record), "r2");
  EXPECT_EQ(to_text(*groups[0].extent), "almost all");
  EXPECT_EQ(groups[0].members, 4U);
  EXPECT_EQ(key_of(n, groups[1].record), "f1");
  EXPECT_FALSE(groups[1].extent.has_value());
  EXPECT_EQ(groups[1].members, 2U);
  EXPECT_EQ(key_of(n, groups[2].record), "e1");
  EXPECT_EQ(to_text(*groups[2].extent), "3");
}

void add_chains(network_builder& b, const std::string& id, quantity_record q) {
  b.add(flow_record{.id = id, .origin = "a", .destination = "h"});
  q.record = id;
  q.measure = "chains";
  if (q.exactness.text != "verbal") q.unit = "chains";
  b.add(std::move(q));
}

TEST(TotalsByMeasure, AddsLowerAndUpperEndsExactlyAndApart) {
  network_builder b = hanoi_and_four();
  add_chains(b, "f1", {.value = "0.1", .exactness = "exact"});
  add_chains(b, "f2", {.low = "0.2", .exactness = "at least"});
  add_chains(b, "f3", {.low = "1", .high = "2", .exactness = "between"});
  add_chains(b, "f4", {.value = "400", .exactness = "about"});
  add_chains(b, "f5", {.high = "7", .exactness = "at most"});
  const auto totals = totals_by_measure(b.build());
  ASSERT_EQ(totals.size(), 1U);
  EXPECT_EQ(totals[0].quantities, 5U);
  EXPECT_EQ(totals[0].with_low, 3U);
  EXPECT_EQ(totals[0].with_high, 3U);
  EXPECT_EQ(to_text(*totals[0].low), "1.3");
  EXPECT_EQ(to_text(*totals[0].high), "9.1");
  EXPECT_EQ(totals[0].by_exactness[static_cast<std::size_t>(number_exactness::about)], 1U);
}

TEST(TotalsByMeasure, NeverAddsDifferentUnitsMeasuresOrBases) {
  network_builder b = hanoi_and_four();
  int row = 0;
  for (const auto& [measure, unit, basis] : std::vector<std::array<const char*, 3>>{
           {"value", "VND", "stated"}, {"value", "USD", "stated"}, {"value", "VND", "potential"}, {"minutes", "VND", "stated"}}) {
    const std::string id = "f" + std::to_string(++row);
    b.add(flow_record{.id = id, .origin = "a", .destination = "h"});
    b.add(quantity_record{.record = id, .measure = measure, .value = "5", .unit = unit, .exactness = "exact", .basis = basis});
  }
  const auto totals = totals_by_measure(b.build());
  ASSERT_EQ(totals.size(), 4U);
  for (const measure_total& t : totals) EXPECT_EQ(to_text(*t.low), "5");
  EXPECT_EQ(totals[0].measure, "minutes");
}

TEST(TotalsByMeasure, GivesNoSumThatHasTooManyDigits) {
  network_builder b = hanoi_and_four();
  add_chains(b, "f1", {.value = "999999999999999999", .exactness = "exact"});
  add_chains(b, "f2", {.value = "0.001", .exactness = "exact"});
  const auto totals = totals_by_measure(b.build());
  ASSERT_EQ(totals.size(), 1U);
  EXPECT_FALSE(totals[0].low.has_value());
  EXPECT_EQ(totals[0].with_low, 2U);
}

TEST(RecordsEnding, FindsWhatIsInForceAndEndsInTheMonthsThatBeginWithTheDate) {
  network_builder b = hanoi_and_four();
  const auto add = [&](const char* id, const char* status, const char* last) {
    add_agreement(b, {.id = id, .status = status, .effective_from = "2000", .effective_to = last}, {{"h"}, {"a"}});
  };
  add("last_day", "signed", "2021-01-30");
  add("first_day", "in force", "2020-01-31");
  add("day_after", "signed", "2021-01-31");
  add("day_before", "signed", "2020-01-30");
  add("proposal", "proposed", "2020-06");
  add("over", "ended", "2020-06");
  add("year", "signed", "2020");
  const network n = b.build();
  std::vector<std::string> found;
  for (const ending_record& e : records_ending(n, date(2020, 1, 31))) found.push_back(key_of(n, e.record));
  EXPECT_EQ(found, (std::vector<std::string>{"first_day", "year", "last_day"}));
  EXPECT_EQ(records_ending(n, date(2020, 1, 31), 1).size(), 1U);
  EXPECT_TRUE(records_ending(n, date(9999)).empty()) << "the calendar ends with 9999";
  EXPECT_THROW((void)records_ending(n, date(2020), 0), input_error);
  EXPECT_THROW((void)records_ending(n, date(2020), 1201), input_error);
}

TEST(RecordsEnding, CountsMonthsToTheEndOfAShortOne) {
  network_builder b = hanoi_and_four();
  add_agreement(b, {.id = "r", .status = "signed", .effective_to = "2021-02-27"}, {{"h"}, {"a"}});
  const network n = b.build();
  EXPECT_EQ(records_ending(n, date(2021, 1, 31), 1).size(), 1U) << "31 January and a month is 28 February, which is out";
}

TEST(ChangesBetween, ListsWhatWasSignedBeganEndedAndTookPlaceAfterTheFirstDateUpToTheSecond) {
  network_builder b;
  b.add(actor_record{.id = "h", .name = "H"});
  b.add(actor_record{.id = "a", .name = "A", .valid_to = "2017-03-31"});
  b.add(actor_record{.id = "n", .name = "N", .valid_from = "2017-04-01"});
  add_agreement(b,
                {.id = "r1", .status = "signed", .signed_on = "2017-02-03", .effective_from = "2016", .effective_to = "2017-06"},
                {{"h"}, {"a"}});
  b.add(flow_record{.id = "f1", .origin = "h", .destination = "n", .effective_from = "2017-05"});
  b.add(event_record{.id = "e1", .title = "Fair", .date = "2017"});
  b.add(event_record{.id = "e2", .title = "Undated"});
  const network n = b.build();
  std::vector<std::string> found;
  for (const change& c : changes_between(n, date(2017, 1, 31), date(2017, 7, 1)))
    found.push_back(to_text(c.when) + ' ' + to_text(c.what) + ' ' + std::to_string(c.which.index()) +
                    (c.certain ? "" : " possibly"));
  EXPECT_EQ(found, (std::vector<std::string>{"2017 takes place 2 possibly", "2017-02-03 signed 0", "2017-03-31 ends 3",
                                             "2017-04-01 begins 3", "2017-05 begins 1", "2017-06 ends 0"}));
  EXPECT_EQ(changes_between(n, date(2017, 1, 31), date(2017, 6, 30)).size(), 5U) << "what lasts through June ends on 1 July";
  EXPECT_THROW((void)changes_between(n, date(2017), date(2017, 5)), input_error);
}

}  // namespace
}  // namespace coopgraph
