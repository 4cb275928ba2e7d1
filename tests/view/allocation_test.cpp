// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/allocation.hpp>

#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "support/matchers.hpp"
#include "support/small_network.hpp"
#include "view/view_kit.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::exact_ties_of;
using testing::group_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::split;
using testing::total_of;

TEST(Allocation, EqualSharesOfANumberOfMembersAddUpToIt) {
  const network n = group_of({"", "", ""}, "2");
  const auto v = project_agreements(n, {.allocate = allocation::equal_shares()});
  const rational third(2, 3);
  EXPECT_THAT(exact_ties_of(n, v), ElementsAre(Pair("h-a", third), Pair("h-b", third), Pair("h-c", third)));
  EXPECT_EQ(total_of(v), rational(2));
  EXPECT_THAT(v.basis, Each(tie_basis::estimated));
  EXPECT_THAT(v.left_out, IsEmpty()) << "the group is split";
  EXPECT_EQ(v.taken, 1U);
}

TEST(Allocation, SharesByAttributeAreInItsProportions) {
  const network n = group_of({"1", "2", "3"}, "1");
  EXPECT_THAT(split(n, allocation::by_attribute("w")),
              ElementsAre(Pair("h-a", rational(1, 6)), Pair("h-b", rational(1, 3)), Pair("h-c", rational(1, 2))));
}

TEST(Allocation, NobodyIsMoreThanOneOfTheNumber) {
  // 2 of weights 1, 1, 8: c would be 1.6 of them; it is 1, and the others share the other one.
  EXPECT_THAT(split(group_of({"1", "1", "8"}, "2"), allocation::by_attribute("w")),
              ElementsAre(Pair("h-a", rational(1, 2)), Pair("h-b", rational(1, 2)), Pair("h-c", rational(1))));
  EXPECT_THAT(split(group_of({"1", "4", "10", "100"}, "2"), allocation::by_attribute("w")),
              ElementsAre(Pair("h-a", rational(1, 15)), Pair("h-b", rational(4, 15)), Pair("h-c", rational(2, 3)),
                          Pair("h-d", rational(1))));
}

TEST(Allocation, WhereFewerHaveAWeightThanTakePartTheOthersShareTheRest) {
  EXPECT_THAT(split(group_of({"0", "0", "8"}, "2"), allocation::by_attribute("w")),
              ElementsAre(Pair("h-a", rational(1, 2)), Pair("h-b", rational(1, 2)), Pair("h-c", rational(1))));
  EXPECT_THAT(split(group_of({"0", "0", "8"}, "1"), allocation::by_attribute("w")), ElementsAre(Pair("h-c", rational(1))))
      << "who gets nothing has no tie";
}

TEST(Allocation, AllToAndNoneToAreTheEndsOfANumber) {
  const network n = group_of({"", "", ""}, "2");
  const actor_id c = n.actor_with("c");
  EXPECT_THAT(split(n, allocation::all_to(c)),
              ElementsAre(Pair("h-a", rational(1, 2)), Pair("h-b", rational(1, 2)), Pair("h-c", rational(1))));
  EXPECT_THAT(split(n, allocation::none_to(c)), ElementsAre(Pair("h-a", rational(1)), Pair("h-b", rational(1))));
  const network all = group_of({"", "", ""}, "3");
  EXPECT_THAT(split(all, allocation::none_to(all.actor_with("c"))),
              ElementsAre(Pair("h-a", rational(1)), Pair("h-b", rational(1)), Pair("h-c", rational(1))))
      << "nobody else can be the third";
}

TEST(Allocation, AnAmountIsSplitOverAllThatTheRecordNamesOrMayMean) {
  for (const char* extent : {"", "all", "almost all", "most", "some", "2"}) {
    const network n = group_of({"1", "2", "3"}, extent);
    EXPECT_THAT(split(n, allocation::equal_shares(), "chains"),
                ElementsAre(Pair("h-a", rational(4)), Pair("h-b", rational(4)), Pair("h-c", rational(4))))
        << extent;
    const auto v = project_agreements(n, {.strength = {.measure = "chains"}, .allocate = allocation::by_attribute("w")});
    EXPECT_THAT(exact_ties_of(n, v), ElementsAre(Pair("h-a", rational(2)), Pair("h-b", rational(4)), Pair("h-c", rational(6))));
    EXPECT_THAT(v.basis, Each(tie_basis::estimated));
    EXPECT_EQ(v.unit, "chains");
    EXPECT_THAT(split(n, allocation::all_to(n.actor_with("b")), "chains"), ElementsAre(Pair("h-b", rational(12))));
    EXPECT_THAT(split(n, allocation::none_to(n.actor_with("b")), "chains"),
                ElementsAre(Pair("h-a", rational(6)), Pair("h-c", rational(6))));
  }
}

TEST(Allocation, ATotalThatCannotBeAnActorsOwnIsSplitEqually) {
  const network n = group_of({"1", "2"}, "some");
  const actor_id h = n.actor_with("h");  // the hub is no partner of itself
  for (const auto& by : {allocation::all_to(h), allocation::none_to(h)})
    EXPECT_THAT(split(n, by, "chains"), ElementsAre(Pair("h-a", rational(6)), Pair("h-b", rational(6))));
}

/// Host h in a group r of h, a, b, c; agreement g of h, of a by name, and of `extent` of r; 12 chains.
network named_and_group(const std::string& extent) {
  network_builder b;
  add_actors(b, {"h", "a", "b", "c"});
  for (const char* m : {"h", "a", "b", "c"}) b.add(region_record{.region = "r", .actor = m});
  testing::add_agreement(b, {.id = "g", .status = "signed"},
                         {{.who = "h", .role = "host"}, {.who = "a"}, {.who = "r", .extent = extent}});
  b.add(quantity_record{.record = "g", .measure = "chains", .value = "12", .unit = "chains", .exactness = "exact"});
  return b.build();
}

TEST(Allocation, WhoIsNamedIsNotCountedAmongTheMembersAgain) {
  const network n = named_and_group("1");
  const auto v = project_agreements(n, {.allocate = allocation::equal_shares()});
  EXPECT_THAT(exact_ties_of(n, v),
              ElementsAre(Pair("h-a", rational(1)), Pair("h-b", rational(1, 2)), Pair("h-c", rational(1, 2))))
      << "a by name, and one of b and c; the hub is not its own partner";
  EXPECT_THAT(v.basis, ElementsAre(tie_basis::stated, tie_basis::estimated, tie_basis::estimated));
  EXPECT_THAT(split(n, allocation::equal_shares(), "chains"),
              ElementsAre(Pair("h-a", rational(4)), Pair("h-b", rational(4)), Pair("h-c", rational(4))));
}

TEST(Allocation, WhoIsInSeveralGroupsOfARecordHasOnePartOfItsAmount) {
  network_builder b;
  add_actors(b, {"h", "a", "b", "c"});
  for (const char* m : {"a", "b"}) b.add(region_record{.region = "r", .actor = m});
  for (const char* m : {"b", "c"}) b.add(region_record{.region = "s", .actor = m});
  testing::add_agreement(b, {.id = "g", .status = "signed"},
                         {{.who = "h", .role = "lead"}, {.who = "s", .extent = "some"}, {.who = "r", .extent = "most"}});
  b.add(quantity_record{.record = "g", .measure = "chains", .value = "12", .unit = "chains", .exactness = "exact"});
  EXPECT_THAT(split(b.build(), allocation::equal_shares(), "chains"),
              ElementsAre(Pair("h-a", rational(4)), Pair("h-b", rational(4)), Pair("h-c", rational(4))));
}

TEST(Allocation, AGroupOfAnUnstatedNumberIsNotCounted) {
  const network n = named_and_group("most");
  const auto v = project_agreements(n, {.allocate = allocation::equal_shares()});
  EXPECT_THAT(exact_ties_of(n, v), ElementsAre(Pair("h-a", rational(1))));
  EXPECT_THAT(v.basis, Each(tie_basis::stated));
  EXPECT_THAT(v.left_out, ElementsAre(left_out_record{n.agreement_with("g"), left_out_reason::members_not_named,
                                                      actor_or_region(n.region_with("r"))}));
}

TEST(Allocation, WithoutOneTotalsAreLeftOutAndSaidSo) {
  const network n = named_and_group("1");
  const agreement_id g = n.agreement_with("g");
  const actor_or_region r = n.region_with("r");
  const auto counted = project_agreements(n);
  EXPECT_THAT(exact_ties_of(n, counted), ElementsAre(Pair("h-a", rational(1))));
  EXPECT_THAT(counted.left_out, ElementsAre(left_out_record{g, left_out_reason::members_not_named, r}));
  const auto measured = project_agreements(n, {.strength = {.measure = "chains"}});
  EXPECT_THAT(exact_ties_of(n, measured), IsEmpty());
  EXPECT_THAT(measured.left_out, ElementsAre(left_out_record{g, left_out_reason::not_broken_down, {}}));
  EXPECT_EQ(measured.taken, 0U);
}

TEST(Allocation, OnlyARecordWithOneHubIsSplit) {
  for (const char* role : {"", "lead"}) {
    network_builder b;
    add_actors(b, {"h", "a", "b", "c"});
    for (const char* m : {"b", "c"}) b.add(region_record{.region = "r", .actor = m});
    testing::add_agreement(b, {.id = "g", .status = "signed"},
                           {{.who = "h", .role = role}, {.who = "a", .role = role}, {.who = "r", .extent = "1"}});
    b.add(quantity_record{.record = "g", .measure = "chains", .value = "12", .unit = "chains", .exactness = "exact"});
    const network n = b.build();
    EXPECT_THAT(split(n, allocation::equal_shares()), ElementsAre(Pair("h-a", rational(1)))) << role;
    const auto v = project_agreements(n, {.strength = {.measure = "chains"}, .allocate = allocation::equal_shares()});
    EXPECT_THAT(exact_ties_of(n, v), IsEmpty()) << role;
    EXPECT_THAT(v.left_out, ElementsAre(left_out_record{n.agreement_with("g"), left_out_reason::not_broken_down, {}}));
  }
}

TEST(Allocation, ATotalOfNothingIsATieOfNothing) {
  network_builder b;
  add_actors(b, {"h", "a", "b"});
  testing::add_agreement(b, {.id = "g", .status = "signed"}, {{.who = "h", .role = "lead"}, {.who = "a"}, {.who = "b"}});
  b.add(quantity_record{.record = "g", .measure = "chains", .value = "0", .unit = "chains", .exactness = "exact"});
  const network n = b.build();
  const auto v = project_agreements(n, {.strength = {.measure = "chains"}, .allocate = allocation::equal_shares()});
  EXPECT_THAT(exact_ties_of(n, v), ElementsAre(Pair("h-a", rational(0)), Pair("h-b", rational(0))));
  EXPECT_THAT(v.left_out, IsEmpty());
}

// ---- refusals ----

TEST(Allocation, AnAttributeMustBeANumberOfEachMember) {
  const std::pair<const char*, const char*> broken[] = {{"", "missing"},    {"-1", "\"-1\""}, {"many", "\"many\""},
                                                        {"1,5", "\"1,5\""}, {" 1", "\" 1\""}, {"nan", "\"nan\""}};
  for (const auto& [text, told] : broken) {
    const network n = group_of({"1", text, "3"}, "2");
    EXPECT_TRUE(kit::refuses<input_error>([&, m = &n] { return split(*m, allocation::by_attribute("w")); }, "w of b", told,
                                          "a number >= 0 for each actor that a total is split over"));
    EXPECT_THROW((void)split(n, allocation::by_attribute("w"), "chains"), input_error) << text;
  }
  EXPECT_TRUE(kit::refuses<input_error>(
      [] {
        return split(group_of({"0", "0.0"}, "1"), allocation::by_attribute("w"));
      },
      "w", "0 for each of 2 actors", "a sum above 0 over those that a total is split over"));
}

TEST(Allocation, AnUnknownAttributeIsRefusedNamingNearOnes) {
  network_builder b;
  actor_record r{.id = "a", .name = "a"};
  r.attributes.emplace_back("population", "1");
  b.add(std::move(r));
  const network n = b.build();
  const auto project = [&](const char* name) {
    return [&n, name] { return project_agreements(n, {.allocate = allocation::by_attribute(name)}); };
  };
  EXPECT_TRUE(kit::refuses<input_error>(project("populaton"), "attribute", "\"populaton\"",
                                        "one that an actor has; did you mean \"population\"?"));
  EXPECT_TRUE(kit::refuses<input_error>(project("area"), "attribute", "\"area\"", "one that an actor has"));
  EXPECT_THROW((void)project_flows(n, {.allocate = allocation::by_attribute("area")}), input_error);
}

TEST(Allocation, AllToAndNoneToNeedAnActorOfTheNetwork) {
  const network n = group_of({"1"}, "1");
  for (const auto by : {allocation::rule::all_to, allocation::rule::none_to}) {
    EXPECT_TRUE(kit::refuses<input_error>(
        [&] {
          return project_agreements(n, {.allocate = allocation{by, {}, {}}});
        },
        "actor", "not given", "the actor that gets all or nothing"));
    EXPECT_THROW((void)project_agreements(n, {.allocate = allocation{by, {}, actor_id(2)}}), input_error);
  }
}

TEST(Allocation, BeyondSixtyFourBitsSharesAreRoundedAndTheViewSaysWhy) {
  const network wide = group_of({"1e18", "1e-18", "1e18"}, "some");
  const auto v = project_agreements(wide, {.strength = {.measure = "chains"}, .allocate = allocation::by_attribute("w")});
  EXPECT_FALSE(v.strengths.is_exact());
  EXPECT_THAT(v.strengths.why_approximate(), HasSubstr("64 bits"));
  EXPECT_NEAR(v.strengths[0] + v.strengths[1] + v.strengths[2], 12, 1e-12);
  EXPECT_NEAR(v.strengths[1], 6e-36, 1e-48);
  const network huge = group_of({"1.5e308", "1.5e308", "1.5e308"}, "2");  // their sum is beyond a double
  const auto w = project_agreements(huge, {.allocate = allocation::by_attribute("w")});
  ASSERT_EQ(w.strengths.size(), 3U);
  for (edge_id e = 0; e < 3; ++e) EXPECT_NEAR(w.strengths[e], 2.0 / 3, 1e-15);
}

TEST(Allocation, SmallRulesAreEqualIfTheyAreTheSame) {
  EXPECT_EQ(allocation::equal_shares(), allocation{});
  EXPECT_EQ(allocation::by_attribute("w"), (allocation{allocation::rule::by_attribute, "w", {}}));
  EXPECT_NE(allocation::all_to(actor_id(1)), allocation::none_to(actor_id(1)));
  EXPECT_NE(allocation::all_to(actor_id(1)), allocation::all_to(actor_id(2)));
}

}  // namespace
}  // namespace coopgraph
