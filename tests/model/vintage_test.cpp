// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/model/vintage.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/dataset_kit.hpp"
#include "vintage_kit.hpp"

namespace coopgraph {
namespace {

using namespace testing;  // NOLINT(google-build-using-namespace): the kit of these tests
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Vintage, EachActorIsToldWhatBecameOfItWithExactShares) {
  const network from = small_reform().build();
  const carried_network c = carry(from, reform);
  EXPECT_EQ(fate(from, c, "a"), "passed on: m 1/1");
  EXPECT_EQ(fate(from, c, "d"), "passed on: p 1/4 q 3/4");
  EXPECT_EQ(fate(from, c, "k"), "passed on: n 1/1");
  EXPECT_EQ(fate(from, c, "m"), "stays: m 1/1");
  EXPECT_EQ(fate(from, c, "x"), "stays: x 1/1");
  EXPECT_THAT(actor_keys(c.result), ElementsAre("m", "p", "q", "n", "x"));
  EXPECT_THAT(c.result.crosswalk(), IsEmpty());
  EXPECT_TRUE(c.result[c.result.actor_with("m")].valid.undated()) << "as if it had always been";
}

TEST(Vintage, ADateOfAYearOrMonthMeansItsLastDay) {
  const network from = small_reform().build();
  EXPECT_EQ(fate(from, carry(from, date(2009)), "a"), "stays: a 1/1");
  EXPECT_EQ(fate(from, carry(from, date(2009, 12, 31)), "a"), "stays: a 1/1");
  EXPECT_EQ(fate(from, carry(from, date(2010, 1)), "a"), "passed on: m 1/1");
  EXPECT_EQ(fate(from, carry(from, date(2010)), "a"), "passed on: m 1/1");
}

TEST(Vintage, ATieOfTwoUnitsThatMergeIsALoopThatIsListedAndLeavesTheNetwork) {
  network_builder b = small_reform();
  add_agreement(b, "g", {"a:lead", "b"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .effective_from = "2001", .effective_to = "2002"});
  b.add(quantity_record{.record = "f", .measure = "goods", .value = "12.5", .unit = "t", .exactness = "exact"});
  b.add(flow_record{.id = "own", .origin = "a", .destination = "a"});
  b.add(flow_record{.id = "out", .origin = "a", .destination = "x"});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  EXPECT_THAT(loops(from, c), ElementsAre("g in m", "f in m"));
  EXPECT_FALSE(c.result.find_agreement("g"));
  EXPECT_FALSE(c.result.find_flow("f"));
  EXPECT_TRUE(c.result.find_flow("own")) << "a loop before, which carrying did not make";
  EXPECT_EQ(c.result.key_of(c.result[c.result.flow_with("out")].origin), "m");
  EXPECT_EQ(from[std::get<flow_id>(c.loops[1].record)].quantities.front().value, (decimal{125, -1})) << "within reach";

  const carried_network kept = carry(from, reform, {.flows = inner_flows::keep});
  EXPECT_THAT(loops(from, kept), ElementsAre("g in m", "f in m kept"));
  const flow& inner = kept.result[kept.result.flow_with("f")];
  EXPECT_EQ(inner.origin, inner.destination);
  EXPECT_EQ(inner.quantities.front().value, (decimal{125, -1}));
}

TEST(Vintage, AgreementsThatStayNameEachMergedPartyOnce) {
  network_builder b = small_reform();
  add_agreement(b, "g", {"a", "b", "x", "k:lead"});
  add_agreement(b, "roles", {"a:lead", "b:invited", "x"});
  b.add(agreement_record{.id = "turns", .status = "signed"});
  b.add(party_record{.agreement = "turns", .actor = "a", .valid_to = "2001"});
  b.add(party_record{.agreement = "turns", .actor = "b", .valid_from = "2001-06", .valid_to = "2003"});
  b.add(party_record{.agreement = "turns", .actor = "a", .valid_from = "2005"});
  b.add(party_record{.agreement = "turns", .actor = "x"});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  EXPECT_THAT(parties(c.result, "g"), ElementsAre("m", "x", "n:lead"));
  EXPECT_THAT(parties(c.result, "roles"), ElementsAre("m:lead", "m:invited", "x"));
  EXPECT_THAT(parties(c.result, "turns"), ElementsAre("m", "m", "x"));
  const auto& turns = c.result[c.result.agreement_with("turns")].parties;
  EXPECT_EQ(turns[0].valid, (stated_period{{}, date(2003)})) << "one period through the two that meet";
  EXPECT_EQ(turns[1].valid, (stated_period{date(2005), {}}));
  EXPECT_THAT(merged(from, c), ElementsAre("g m: a b", "roles m: a b", "turns m: a b"));
}

TEST(Vintage, NothingIsSplitOverTheUnitsThatDivideAnActor) {
  network_builder b = small_reform();
  add_agreement(b, "g", {"d:lead", "d:host", "p", "x"});
  b.add(flow_record{.id = "f", .origin = "d", .destination = "x", .capacity = "400", .unit = "t"});
  b.add(alias_record{.id = "d", .alias = "Old D"});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  EXPECT_THAT(parties(c.result, "g"), ElementsAre("d-parts:lead some", "d-parts:host some", "p", "x"));
  EXPECT_THAT(member_keys(c.result, "d-parts"), ElementsAre("p", "q"));
  const flow& f = c.result[c.result.flow_with("f")];
  EXPECT_EQ(c.result.key_of(f.origin), "d-parts");
  EXPECT_EQ(c.result.name_of(f.origin), "d");
  EXPECT_EQ(f.capacity, (decimal{4, 2})) << "a total stays a total";
  ASSERT_EQ(c.splits.size(), 2U) << "each record and actor once";
  EXPECT_EQ(c.splits[0].record, any_record(agreement_id(0)));
  EXPECT_EQ(from[c.splits[0].was].key, "d");
  EXPECT_EQ(c.result[c.splits[1].group].key, "d-parts");
  EXPECT_THAT(c.aliases, IsEmpty());
  EXPECT_EQ(c.result.key_of(c.result.aliases().front().who), "d-parts");
}

TEST(Vintage, TheKeyOfAGroupIsFree) {
  network_builder b = small_reform();
  testing::add_actors(b, {"d-parts"});
  b.add(region_record{.region = "d-parts-2", .actor = "x"});
  add_agreement(b, "g", {"d", "x"});
  EXPECT_THAT(parties(carry(b.build(), reform).result, "g"), ElementsAre("d-parts-3 some", "x"));
}

TEST(Vintage, SuccessionsAreFollowedInAChainAndSharesMultiply) {
  network_builder b = small_reform();
  add_unit(b, "z", "", "1999-12-31");
  pass(b, "z", "d", "0.5", "2000-01-01");
  pass(b, "z", "a", "0.25", "2000-01-01");
  pass(b, "z", "x", "0.25", "2000-01-01");
  const network from = b.build();
  EXPECT_EQ(fate(from, carry(from, date(2005)), "z"), "passed on: a 1/4 d 1/2 x 1/4");
  EXPECT_EQ(fate(from, carry(from, reform), "z"), "passed on: m 1/4 p 1/8 q 3/8 x 1/4");
}

TEST(Vintage, PartsThatMeetAgainAreOneWhole) {
  network_builder b;
  add_unit(b, "old", "", "1999");
  add_unit(b, "l", "2000", "2009");
  add_unit(b, "r", "2000", "2009");
  add_unit(b, "new", "2010", "");
  pass(b, "old", "l", "0.333", "2000");
  pass(b, "old", "r", "0.667", "2000");
  pass(b, "l", "new", "", "2010");
  pass(b, "r", "new", "", "2010");
  const network from = b.build();
  EXPECT_EQ(fate(from, carry(from, date(2020)), "old"), "passed on: new 1/1");
}

TEST(Vintage, AnUndatedSuccessionIsFollowedFromWhoIsOver) {
  network_builder b;
  add_unit(b, "over", "", "2009");
  testing::add_actors(b, {"open", "to"});
  pass(b, "over", "to", "", "");
  pass(b, "open", "to", "", "");
  const network from = b.build();
  EXPECT_EQ(fate(from, carry(from, reform), "over"), "passed on: to 1/1");
  EXPECT_EQ(fate(from, carry(from, reform), "open"), "stays: open 1/1");
}

TEST(Vintage, WhoLivesOnWithoutAPartKeepsItsRecordsAndIsListed) {
  network_builder b;
  testing::add_actors(b, {"big", "x"});
  add_new(b, "part");
  pass(b, "big", "big", "0.9");
  pass(b, "big", "part", "0.1");
  add_agreement(b, "g", {"big", "x"});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  EXPECT_THAT(parties(c.result, "g"), ElementsAre("big", "x"));
  ASSERT_EQ(c.reductions.size(), 1U);
  EXPECT_EQ(from[c.reductions[0].was].key, "big");
  EXPECT_EQ(c.reductions[0].on, reform);
  EXPECT_EQ(c.reductions[0].kept, (decimal{9, -1}));
  EXPECT_THAT(carry(from, date(2000)).reductions, IsEmpty()) << "not yet";
}

TEST(Vintage, WhoLivedOnFirstAndEndedLaterIsItsLastSuccessor) {
  network_builder b = small_reform();
  pass(b, "a", "a", "0.9", "2005-01-01");
  pass(b, "a", "x", "0.1", "2005-01-01");
  const network from = b.build();
  EXPECT_EQ(fate(from, carry(from, reform), "a"), "passed on: m 1/1");
}

TEST(Vintage, ASuccessorThatHasNotBegunYetStandsForWhoIsOver) {
  network_builder b;
  add_unit(b, "early", "", "2025-01");
  add_unit(b, "there", "", "2025-05");
  add_unit(b, "late", "2025-06", "");
  pass(b, "early", "late", "", "2025");
  pass(b, "there", "late", "", "2025-06");
  const network from = b.build();
  const carried_network c = carry(from, date(2025, 3, 1));
  EXPECT_EQ(fate(from, c, "early"), "passed on: late 1/1");
  EXPECT_EQ(fate(from, c, "late"), "not begun: late 1/1");
}

TEST(Vintage, WhoEndedWithoutASuccessorOrBeginsLaterWithoutAPredecessorIsKept) {
  network_builder b;
  add_old(b, "firm");
  add_unit(b, "later", "2020", "");
  testing::add_actors(b, {"x"});
  b.add(agreement_record{.id = "g", .status = "signed", .effective_to = "2005"});
  testing::add_parties(b, "g", {"firm", "x"});
  add_agreement(b, "h", {"later", "x"});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  EXPECT_EQ(fate(from, c, "firm"), "ended: firm 1/1");
  EXPECT_EQ(fate(from, c, "later"), "not begun: later 1/1");
  EXPECT_EQ(kit::all_of(c.result), kit::all_of(from)) << "nothing changed";
}

TEST(Vintage, BackInTimePredecessorsStandForAUnit) {
  network_builder b = small_reform();
  b.add(agreement_record{.id = "g", .status = "signed", .effective_from = "2015"});
  testing::add_parties(b, "g", {"m", "n", "p", "q", "x"});
  b.add(flow_record{.id = "f", .origin = "p", .destination = "q"});
  const network from = b.build();
  const carried_network c = carry(from, date(2005));
  EXPECT_EQ(fate(from, c, "n"), "taken back: k 1/1");
  EXPECT_EQ(fate(from, c, "m"), "taken back: a ? b ?");
  EXPECT_THAT(actor_keys(c.result), ElementsAre("a", "b", "d", "k", "x"));
  EXPECT_THAT(parties(c.result, "g"), ElementsAre("m-parts some", "k", "d", "x"));
  EXPECT_THAT(loops(from, c), ElementsAre("f in d"));
}

TEST(Vintage, RegionsHaveEachUnitOnceAndTellWhichUnitsAreOnlyPartlyTheirs) {
  network_builder b = small_reform();
  for (const char* id : {"a", "b", "d"}) b.add(region_record{.region = "north", .actor = id, .valid_from = "2001"});
  b.add(region_record{.region = "south", .actor = "b", .valid_to = "2003"});
  b.add(region_record{.region = "south", .actor = "k"});
  b.add(region_record{.region = "all", .actor = "north"});
  b.add(region_record{.region = "all", .actor = "x"});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  const auto& north = c.result[c.result.region_with("north")].members;
  ASSERT_EQ(north.size(), 3U);
  EXPECT_EQ(north[0].valid, (stated_period{date(2001), {}})) << "the days are as stated";
  EXPECT_THAT(member_keys(c.result, "north"), ElementsAre("m", "p", "q"));
  EXPECT_THAT(member_keys(c.result, "all"), ElementsAre("m", "p", "q", "x"));
  ASSERT_EQ(c.partial.size(), 1U);
  EXPECT_EQ(from[c.partial[0].region].key, "south");
  EXPECT_EQ(c.result[c.partial[0].unit].key, "m");
  EXPECT_THAT(keys(from, c.partial[0].inside), ElementsAre("b"));
  EXPECT_THAT(keys(from, c.partial[0].outside), ElementsAre("a"));
}

TEST(Vintage, AnExtentIsWeakenedWhereItsMembersChangedAndNotElsewhere) {
  network_builder b = small_reform();
  for (const char* id : {"a", "b", "k"}) b.add(region_record{.region = "merging", .actor = id});
  for (const char* id : {"d", "k"}) b.add(region_record{.region = "divided", .actor = id});
  for (const char* id : {"k", "x"}) b.add(region_record{.region = "same", .actor = id});
  const char* const extents[] = {"", "3", "most", "2", "", "some"};
  const char* const regions[] = {"merging", "merging", "merging", "same", "divided", "divided"};
  for (int i = 0; i < 6; ++i)
    add_agreement(b, {.id = "g" + std::to_string(i), .status = "signed"}, {{"x"}, {regions[i], "", extents[i]}});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  EXPECT_THAT(parties(c.result, "g0"), ElementsAre("x", "merging")) << "all stay all";
  EXPECT_THAT(parties(c.result, "g1"), ElementsAre("x", "merging some")) << "three of what are two now";
  EXPECT_THAT(parties(c.result, "g2"), ElementsAre("x", "merging some"));
  EXPECT_THAT(parties(c.result, "g3"), ElementsAre("x", "same 2"));
  EXPECT_THAT(parties(c.result, "g4"), ElementsAre("x", "divided some"));
  EXPECT_THAT(parties(c.result, "g5"), ElementsAre("x", "divided some"));
  ASSERT_EQ(c.extents.size(), 3U);
  EXPECT_EQ(c.extents[0].record, any_record(agreement_id(1)));
  EXPECT_EQ(c.extents[0].stated, (party_extent{party_extent::kind::number, 3}));
  EXPECT_EQ(c.extents[2].stated, party_extent{});
  EXPECT_THAT(merged(from, c), ElementsAre("g0 m: a b")) << "whom other extents mean is not known";
}

TEST(Vintage, AGroupThatBecameOneUnitIsThatUnit) {
  network_builder b = small_reform();
  for (const char* id : {"a", "b"}) b.add(region_record{.region = "r", .actor = id});
  add_agreement(b, "g", {"r", "a"});
  b.add(flow_record{.id = "f", .origin = "r", .destination = "a"});
  b.add(flow_record{.id = "all", .origin = "r", .destination = "r"});
  const network from = b.build();
  EXPECT_THAT(loops(from, carry(from, reform)), ElementsAre("g in m", "f in m", "all in m"));
}

TEST(Vintage, AFlowToAGroupThatHoldsItsOriginNowIsListed) {
  network_builder b = small_reform();
  for (const char* id : {"b", "k"}) b.add(region_record{.region = "others", .actor = id});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "others"});
  b.add(flow_record{.id = "before", .origin = "b", .destination = "others"});
  b.add(flow_record{.id = "never", .origin = "x", .destination = "others"});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  ASSERT_EQ(c.overlaps.size(), 1U);
  EXPECT_EQ(from[c.overlaps[0].record].key, "f");
  EXPECT_EQ(c.result[c.overlaps[0].unit].key, "m");
  EXPECT_EQ(c.result.flows().size(), 3U);
}

TEST(Vintage, EventsNameEachParticipantOnceInARole) {
  network_builder b = small_reform();
  b.add(event_record{.id = "e", .title = "E", .date = "2005"});
  for (const char* id : {"a", "b", "d"}) b.add(participant_record{.event = "e", .actor = id, .role = "host"});
  const network from = b.build();
  const carried_network c = carry(from, reform);
  const auto& sides = c.result.events().front().participants;
  ASSERT_EQ(sides.size(), 2U);
  EXPECT_EQ(c.result.key_of(sides[0].who), "m");
  EXPECT_EQ(c.result.key_of(sides[1].who), "d-parts");
  EXPECT_EQ(sides[1].extent.how, party_extent::kind::some);
  EXPECT_THAT(merged(from, c), ElementsAre("e m: a b"));
}

TEST(Vintage, AttributesAreTheUnitsOwnAndNothingIsAddedUp) {
  network_builder b;
  for (const char* id : {"a", "b"})
    b.add(actor_record{.id = id, .name = id, .valid_to = "2009", .attributes = {{"population", "10"}, {"motto", "m"}}});
  b.add(actor_record{.id = "m", .name = "M", .valid_from = "2010", .attributes = {{"population", "21"}}});
  b.add(alias_record{.id = "a", .alias = "A town"});
  b.add(alias_record{.id = "m", .alias = "M town"});
  pass(b, "a", "m");
  pass(b, "b", "m");
  const carried_network c = carry(b.build(), reform);
  EXPECT_THAT(c.result.actors()[0].attributes, ElementsAre(attribute{"population", "21"}));
  ASSERT_EQ(c.missing.size(), 1U);
  EXPECT_EQ(c.missing[0].name, "motto");
  ASSERT_EQ(c.aliases.size(), 1U);
  EXPECT_EQ(c.aliases[0].text, "A town") << "the name of another territory";
  ASSERT_EQ(c.result.aliases().size(), 1U);
  EXPECT_EQ(c.result.aliases()[0].text, "M town");
}

TEST(Vintage, ParentsFollowUnlessTheyWereDividedOrLeadBack) {
  network_builder b = small_reform();
  b.add(actor_record{.id = "bureau", .name = "bureau", .parent = "a"});
  b.add(actor_record{.id = "office", .name = "office", .parent = "d"});
  b.add(actor_record{.id = "inner", .name = "inner", .parent = "outer"});
  b.add(actor_record{.id = "outer", .name = "outer", .parent = "gone"});
  b.add(actor_record{.id = "gone", .name = "gone", .valid_to = "2009"});
  pass(b, "gone", "inner", "", "2010");
  const carried_network c = carry(b.build(), date(2010));
  const auto parent = [&](const char* key) {
    const auto id = c.result[c.result.actor_with(key)].parent;
    return id ? c.result[*id].key : std::string("none");
  };
  EXPECT_EQ(parent("bureau"), "m");
  EXPECT_EQ(parent("office"), "none");
  EXPECT_EQ(parent("inner"), "outer");
  EXPECT_EQ(parent("outer"), "none") << "inner took over from its parent";
  EXPECT_THAT(keys(c.result, c.parentless), ElementsAre("office", "outer"));
}

TEST(Vintage, AbsenceRulesOutTiesOnlyOfUnitsThatWereObservedAsAWhole) {
  const auto observed = [](std::vector<cell> whose) {
    network_builder b = small_reform();
    b.observe({.title = "T", .whose = std::move(whose), .absence = "none"});
    return carry(b.build(), reform);
  };
  const carried_network whole = observed({"b", "a", "k"});
  EXPECT_THAT(keys(whole.result, whole.result.observed().whose), ElementsAre("m", "n"));
  EXPECT_EQ(whole.result.observed().absence, absence_meaning::none);
  EXPECT_EQ(whole.result.observed().title, "T");
  const carried_network part = observed({"a", "x"});
  EXPECT_THAT(keys(part.result, part.result.observed().whose), ElementsAre("m", "x"));
  EXPECT_THAT(keys(part.result, part.partly_observed), ElementsAre("m"));
  EXPECT_EQ(part.result.observed().absence, absence_meaning::unknown);
  EXPECT_EQ(observed({"d"}).result.observed().absence, absence_meaning::unknown) << "its ties are those of a group now";
  EXPECT_THAT(observed({}).result.observed().whose, IsEmpty());
}

TEST(Vintage, ANetworkWithoutACrosswalkStaysAsItIs) {
  EXPECT_THAT(carry(network(), reform).result.actors(), IsEmpty());
  const network n = testing::hanoi_and_four().build();
  EXPECT_EQ(kit::all_of(carry(n, reform).result), kit::all_of(n));
}

TEST(Vintage, PlacesOfRowsStay) {
  network_builder b = small_reform();
  b.add(flow_record{.id = "f", .origin = "a", .destination = "x", .where = {"flows.csv", 7, 0}});
  EXPECT_EQ(carry(b.build(), reform).result.flows().front().stated_at, (place{"flows.csv", 7, 0}));
}

}  // namespace
}  // namespace coopgraph
