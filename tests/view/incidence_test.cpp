// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/incidence.hpp>

#include <coopgraph/view/projection.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "support/random_network.hpp"
#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using testing::add_agreement;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// "a-g" for every edge, in their order; "*" where the actor is a hub.
std::vector<std::string> edges_of(const incidence_view& v) {
  std::vector<std::string> found;
  const auto g = v.graph.view();
  for (edge_id e = 0; e < g.edges(); ++e) found.push_back(v.names[g.source[e]] + (v.hub[e] ? "*-" : "-") + v.names[g.target[e]]);
  return found;
}

TEST(Incidence, AnAgreementOfManyStaysOneThing) {
  network_builder b;
  add_actors(b, {"a", "b", "c", "alone"});
  add_agreement(b, "g", {"c", "a:lead", "b"});
  add_agreement(b, "h", {"b:host", "c:host"});
  const network n = b.build();
  const auto v = incidence(n);
  EXPECT_THAT(edges_of(v), ElementsAre("a*-g", "b-g", "c-g", "b*-h", "c*-h"));
  EXPECT_EQ(v.graph.view().vertices(), 6U);
  EXPECT_THAT(v.names, ElementsAre("a", "b", "c", "alone", "g", "h"));
  EXPECT_THAT(v.actors, ElementsAre(actor_id(0), actor_id(1), actor_id(2), actor_id(3)));
  EXPECT_THAT(v.agreements, ElementsAre(n.agreement_with("g"), n.agreement_with("h")));
  EXPECT_THAT(v.basis, Each(tie_basis::stated));
  EXPECT_EQ(v.strengths, edge_strengths::uniform(5));
  ASSERT_EQ(v.records.size(), 5U);
  EXPECT_THAT(v.records[4], ElementsAre(n.agreement_with("h")));
  EXPECT_THAT(v.left_out, IsEmpty());
}

TEST(Incidence, AGroupStandsForItsMembersIfAllTakePartAndNobodyElse) {
  for (const char* extent : {"", "some", "1"}) {
    network_builder b;
    add_actors(b, {"a", "b", "c"});
    for (const char* m : {"b", "c"}) b.add(region_record{.region = "r", .actor = m});
    add_agreement(b, {.id = "g", .status = "signed"}, {{.who = "a"}, {.who = "r", .extent = extent}, {.who = "b"}});
    const network n = b.build();
    const auto v = incidence(n);
    if (std::string(extent).empty()) {
      EXPECT_THAT(edges_of(v), ElementsAre("a-g", "b-g", "c-g")) << "each actor once";
      EXPECT_THAT(v.left_out, IsEmpty());
    } else {
      EXPECT_THAT(edges_of(v), ElementsAre("a-g", "b-g"));
      EXPECT_THAT(v.left_out, ElementsAre(left_out_record{n.agreement_with("g"), left_out_reason::members_not_named,
                                                          actor_or_region(n.region_with("r"))}));
    }
  }
}

TEST(Incidence, AnAgreementThatNamesOneIsTakenAndOneThatNamesNobodyIsNot) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  for (const char* m : {"b", "c"}) b.add(region_record{.region = "r", .actor = m});
  for (const char* m : {"a", "b"}) b.add(region_record{.region = "s", .actor = m});
  add_agreement(b, {.id = "one", .status = "signed"}, {{.who = "a"}, {.who = "r", .extent = "some"}});
  add_agreement(b, {.id = "none", .status = "signed"}, {{.who = "s", .extent = "most"}, {.who = "r", .extent = "some"}});
  const network n = b.build();
  const auto v = incidence(n);
  EXPECT_THAT(edges_of(v), ElementsAre("a-one"));
  const agreement_id one = n.agreement_with("one"), none = n.agreement_with("none");
  const actor_or_region r = n.region_with("r"), s = n.region_with("s");
  EXPECT_THAT(v.left_out, ElementsAre(left_out_record{one, left_out_reason::members_not_named, r},
                                      left_out_record{none, left_out_reason::members_not_named, s},
                                      left_out_record{none, left_out_reason::members_not_named, r},
                                      left_out_record{none, left_out_reason::fewer_than_two_actors, {}}));
}

TEST(Incidence, ARegionJoinsItsMembersAlone) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  b.add(region_record{.region = "r", .actor = "b"});
  add_agreement(b, "g", {"a:lead", "b", "c"});
  add_agreement(b, "h", {"a", "c"});
  const network n = b.build();
  const auto v = incidence(n, {.region = "r"});
  EXPECT_THAT(edges_of(v), ElementsAre("b-g"));
  EXPECT_THAT(v.left_out, ElementsAre(left_out_record{n.agreement_with("h"), left_out_reason::outside_region, {}}));
  EXPECT_THAT(v.names, ElementsAre("a", "b", "c", "g"));
}

TEST(Incidence, ATimeSelectsAgreementsAndParties) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  b.add(agreement_record{.id = "g", .status = "signed", .signed_on = "2010"});
  b.add(party_record{.agreement = "g", .actor = "a"});
  b.add(party_record{.agreement = "g", .actor = "b", .valid_to = "2012"});
  add_agreement(b, "u", {"a", "c"});
  add_agreement(b, {.id = "late", .status = "signed", .signed_on = "2014"}, {{.who = "a"}, {.who = "c"}});
  const network n = b.build();
  const auto v = incidence(n, {.on = date(2013)});
  EXPECT_THAT(edges_of(v), ElementsAre("a-g", "a-u", "c-u"));
  const agreement_id g = n.agreement_with("g"), u = n.agreement_with("u"), late = n.agreement_with("late");
  EXPECT_THAT(v.possibly, ElementsAre(g, u));
  EXPECT_THAT(v.undated, ElementsAre(u));
  EXPECT_THAT(v.left_out, ElementsAre(left_out_record{g, left_out_reason::party_not_in_force, n.actor_with("b")},
                                      left_out_record{late, left_out_reason::not_in_force, {}}));
}

TEST(Incidence, RefusesWhatAProjectionRefuses) {
  network_builder b;
  add_actors(b, {"a", "b"});
  add_agreement(b, "g", {"a", "b"}, "trade");
  const network n = b.build();
  EXPECT_THROW((void)incidence(n, {.field = "trad"}), input_error);
  EXPECT_THROW((void)incidence(n, {.region = "nowhere"}), input_error);
  EXPECT_THROW((void)incidence(n, {.product = "rice"}), option_error);
  EXPECT_THROW((void)incidence(n, {.on = date(2017), .during = stated_period{date(2017), {}}}), option_error);
}

TEST(Incidence, OfNothingIsEmpty) { EXPECT_EQ(incidence(network_builder().build()).graph.view().vertices(), 0U); }

TEST(Incidence, ADegreeIsTheNumberOfNamedPartiesAndTwoActorsMeetWhereACliqueTiesThem) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const network n = kit::random_network(seed);
    const auto v = incidence(n);
    const auto g = v.graph.view();
    const std::size_t actors = n.actors().size();
    ASSERT_EQ(g.vertices(), actors + v.agreements.size());
    std::vector<std::vector<std::uint32_t>> of(v.agreements.size());
    for (edge_id e = 0; e < g.edges(); ++e) {
      ASSERT_LT(g.source[e], actors);
      ASSERT_GE(g.target[e], actors);
      ASSERT_THAT(v.records[e], ElementsAre(v.agreements[g.target[e] - actors]));
      of[g.target[e] - actors].push_back(g.source[e]);
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> meet;
    for (std::size_t i = 0; i < of.size(); ++i) {
      const agreement& a = n[v.agreements[i]];
      std::set<std::uint32_t> named;
      for (const party& p : a.parties) {
        if (const auto* one = std::get_if<actor_id>(&p.who))
          named.insert(one->index());
        else if (p.extent.how == party_extent::kind::all)
          for (const actor_id m : n.members(std::get<region_id>(p.who), a.effective.days())) named.insert(m.index());
      }
      EXPECT_THAT(of[i], ::testing::ElementsAreArray(named)) << "seed " << seed;
      for (const std::uint32_t x : named)
        for (const std::uint32_t y : named)
          if (x < y) meet.emplace(x, y);
    }
    std::set<std::pair<std::uint32_t, std::uint32_t>> tied;
    const auto clique = project_agreements(n, {.as = projection::clique});
    const auto c = clique.graph.view();
    for (edge_id e = 0; e < c.edges(); ++e) tied.emplace(c.source[e], c.target[e]);
    EXPECT_EQ(meet, tied) << "seed " << seed << ": none of these agreements has a hub";
    std::set<agreement_id> accounted(v.agreements.begin(), v.agreements.end());
    for (const auto& l : v.left_out)
      if (!l.party) accounted.insert(std::get<agreement_id>(l.record));
    EXPECT_EQ(accounted.size(), n.agreements().size());
  }
}

}  // namespace
}  // namespace coopgraph
