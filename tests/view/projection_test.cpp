// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/projection.hpp>

#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/inventory.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "support/small_network.hpp"
#include "view/view_kit.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using testing::add_agreement;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::ties_of;

std::map<std::string, double> ties_of(const network& n, projection as) { return ties_of(n, project_agreements(n, {.as = as})); }

TEST(Projection, AStarTiesTheHubToEachOtherParty) {
  //  lead b of {a, b, c, d}
  network_builder b;
  add_actors(b, {"a", "b", "c", "d", "alone"});
  add_agreement(b, "g", {"a", "b:lead", "c", "d"});
  const network n = b.build();
  EXPECT_THAT(ties_of(n, projection::star), ElementsAre(Pair("a-b", 1), Pair("b-c", 1), Pair("b-d", 1)));
  EXPECT_THAT(ties_of(n, projection::clique),
              ElementsAre(Pair("a-b", 1), Pair("a-c", 1), Pair("a-d", 1), Pair("b-c", 1), Pair("b-d", 1), Pair("c-d", 1)));
  const auto newman = project_agreements(n, {.as = projection::newman});
  ASSERT_EQ(newman.strengths.size(), 6U);
  EXPECT_TRUE(newman.strengths.is_exact());
  EXPECT_EQ(newman.strengths.unit(), rational(1, 3)) << "1/(4-1) each";
  EXPECT_EQ(newman.as, projection::newman);
}

TEST(Projection, EveryActorIsAVertexInTheOrderOfTheNetwork) {
  network_builder b;
  add_actors(b, {"z", "a", "alone"});
  add_agreement(b, "g", {"a", "z"});
  const auto v = project_agreements(b.build());
  EXPECT_THAT(v.names, ElementsAre("z", "a", "alone"));
  EXPECT_THAT(v.actors, ElementsAre(actor_id(0), actor_id(1), actor_id(2)));
  EXPECT_EQ(v.graph.view().vertices(), 3U);
}

TEST(Projection, TwoHubsAreTiedToAllOthersAndToEachOther) {
  network_builder b;
  add_actors(b, {"a", "b", "c", "d"});
  add_agreement(b, "g", {"a:lead", "b", "c:host", "d"});
  EXPECT_THAT(ties_of(b.build(), projection::star),
              ElementsAre(Pair("a-b", 1), Pair("a-c", 1), Pair("a-d", 1), Pair("b-c", 1), Pair("c-d", 1)));
}

TEST(Projection, WithoutAHubAStarFallsBackToNewmanAndSaysSo) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  add_agreement(b, "hub", {"a:lead", "b"});
  add_agreement(b, "none", {"a", "b", "c"});
  const network n = b.build();
  const auto v = project_agreements(n);
  EXPECT_THAT(ties_of(n, v), ElementsAre(Pair("a-b", 1.5), Pair("a-c", 0.5), Pair("b-c", 0.5)));
  EXPECT_THAT(v.without_hub, ElementsAre(n.agreement_with("none")));
  EXPECT_THAT(project_agreements(n, {.as = projection::newman}).without_hub, IsEmpty()) << "only where a star was asked for";
}

TEST(Projection, NewmanStrengthsOfUnequalRecordsAreExactSums) {
  // sizes 2, 3, 4, 7: weights 1, 1/2, 1/3, 1/6, together 2 on the pair a-b
  network_builder b;
  add_actors(b, {"a", "b", "c", "d", "e", "f", "g"});
  add_agreement(b, "k2", {"a", "b"});
  add_agreement(b, "k3", {"a", "b", "c"});
  add_agreement(b, "k4", {"a", "b", "c", "d"});
  add_agreement(b, "k7", {"a", "b", "c", "d", "e", "f", "g"});
  const auto v = project_agreements(b.build(), {.as = projection::newman});
  EXPECT_TRUE(v.strengths.is_exact());
  EXPECT_EQ(v.strengths.unit(), rational(1, 6));
  EXPECT_EQ(v.strengths.numerators()[0], 12);
}

TEST(Projection, NewmanWithoutASharedDenominatorSaysThatItIsApproximate) {
  // Sizes p + 1 for 16 primes p from 2 to 53, whose product is 3.2e19, above 2^63.
  network_builder b;
  for (int i = 0; i < 54; ++i) b.add(actor_record{.id = "v" + std::to_string(i), .name = "v"});
  double expected = 0;
  for (const int prime : {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53}) {
    const std::string id = "g" + std::to_string(prime);
    b.add(agreement_record{.id = id, .status = "signed"});
    for (int i = 0; i <= prime; ++i) b.add(party_record{.agreement = id, .actor = "v" + std::to_string(i)});
    expected += 1.0 / prime;
  }
  const auto v = project_agreements(b.build(), {.as = projection::newman});
  EXPECT_FALSE(v.strengths.is_exact());
  EXPECT_THAT(v.strengths.why_approximate(), HasSubstr("1/(k-1)"));
  EXPECT_NEAR(v.strengths[0], expected, 1e-15);
}

TEST(Projection, ARecordThatCountsAsManyIsAStarUnderEachRule) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  b.add(agreement_record{.id = "g", .status = "signed", .counts = "many"});
  b.add(party_record{.agreement = "g", .actor = "a", .role = "lead"});
  for (const char* other : {"b", "c"}) b.add(party_record{.agreement = "g", .actor = other});
  for (const projection as : {projection::star, projection::newman, projection::clique})
    EXPECT_THAT(ties_of(b.build(), as), ElementsAre(Pair("a-b", 1), Pair("a-c", 1)));
}

TEST(Projection, EdgesCarryTheirRecords) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  add_agreement(b, "g1", {"a:lead", "c"});
  add_agreement(b, "g2", {"a:lead", "b"});
  add_agreement(b, "g3", {"c:lead", "a"});
  const network n = b.build();
  const auto v = project_agreements(n);
  ASSERT_EQ(v.records.size(), 2U);
  EXPECT_THAT(v.records[0], ElementsAre(n.agreement_with("g2")));
  EXPECT_THAT(v.records[1], ElementsAre(n.agreement_with("g1"), n.agreement_with("g3")));
  EXPECT_THAT(v.basis, ElementsAre(tie_basis::stated, tie_basis::stated));
  EXPECT_EQ(v.strengths[1], 2.0);
}

TEST(Projection, AnActorCountsOnceHoweverOftenItIsAPartyOrAMember) {
  //  host h is itself in both regions, b is in both and a party of its own
  network_builder b;
  add_actors(b, {"h", "a", "b", "c"});
  for (const char* m : {"h", "a", "b"}) b.add(region_record{.region = "r1", .actor = m});
  for (const char* m : {"h", "b", "c"}) b.add(region_record{.region = "r2", .actor = m});
  add_agreement(b, "g", {"r1", "r2", "b", "h:host"});
  const network n = b.build();
  EXPECT_THAT(ties_of(n, projection::star), ElementsAre(Pair("h-a", 1), Pair("h-b", 1), Pair("h-c", 1)));
  EXPECT_EQ(project_agreements(n, {.as = projection::newman}).strengths.unit(), rational(1, 3)) << "four actors, not seven";
}

TEST(Projection, AGroupThatIsNotNamedIsLeftOutAndSaidSo) {
  for (const char* extent : {"almost all", "most", "some", "1"}) {
    network_builder b;
    add_actors(b, {"a", "b", "c"});
    b.add(region_record{.region = "r", .actor = "c"});
    b.add(agreement_record{.id = "g", .status = "signed"});
    b.add(party_record{.agreement = "g", .actor = "a"});
    b.add(party_record{.agreement = "g", .actor = "b"});
    b.add(party_record{.agreement = "g", .actor = "r", .extent = extent});
    b.add(agreement_record{.id = "h", .status = "signed"});
    b.add(party_record{.agreement = "h", .actor = "a"});
    b.add(party_record{.agreement = "h", .actor = "r", .extent = extent});
    const network n = b.build();
    const auto v = project_agreements(n, {.as = projection::newman});
    EXPECT_THAT(ties_of(n, v), ElementsAre(Pair("a-b", 1)));
    EXPECT_THAT(v.basis, ElementsAre(tie_basis::bounded)) << "with c among them it would be 1/2";
    const agreement_id g = n.agreement_with("g"), h = n.agreement_with("h");
    const actor_or_region r = n.region_with("r");
    EXPECT_THAT(v.left_out, ElementsAre(left_out_record{g, left_out_reason::members_not_named, r},
                                        left_out_record{h, left_out_reason::members_not_named, r},
                                        left_out_record{h, left_out_reason::fewer_than_two_actors, {}}));
    EXPECT_THAT(project_agreements(n, {.as = projection::clique}).basis, ElementsAre(tie_basis::stated));
  }
}

/// a and b from 2016 through 2018; a and the region r (c until 2015, d from 2016), undated.
network dated() {
  network_builder b;
  add_actors(b, {"a", "b", "c", "d"});
  b.add(region_record{.region = "r", .actor = "c", .valid_to = "2015"});
  b.add(region_record{.region = "r", .actor = "d", .valid_from = "2016"});
  b.add(agreement_record{
      .id = "g", .kind = "minutes", .status = "ended", .fields = "trade", .effective_from = "2016", .effective_to = "2018-06"});
  b.add(party_record{.agreement = "g", .actor = "a"});
  b.add(party_record{.agreement = "g", .actor = "b"});
  b.add(agreement_record{.id = "u", .kind = "programme", .status = "signed", .fields = "trade;tourism"});
  b.add(party_record{.agreement = "u", .actor = "a", .role = "lead"});
  b.add(party_record{.agreement = "u", .actor = "r"});
  return b.build();
}

TEST(Projection, ADateKeepsWhatIsInForceAndTheMembersOfThatDay) {
  const network n = dated();
  const auto on = [&](date day) { return ties_of(n, project_agreements(n, {.where = {.on = day}})); };
  EXPECT_THAT(on(date(2015, 12, 31)), ElementsAre(Pair("a-c", 1)));
  EXPECT_THAT(on(date(2016, 1, 1)), ElementsAre(Pair("a-b", 1), Pair("a-d", 1)));
  EXPECT_THAT(on(date(2018, 6, 30)), ElementsAre(Pair("a-b", 1), Pair("a-d", 1)));
  EXPECT_THAT(on(date(2018, 7, 1)), ElementsAre(Pair("a-d", 1)));
  EXPECT_THAT(on(date(2018)), ElementsAre(Pair("a-b", 1), Pair("a-d", 1))) << "on at least one day of the year";
  EXPECT_THAT(ties_of(n, projection::star), ElementsAre(Pair("a-b", 1), Pair("a-c", 1), Pair("a-d", 1))) << "ever";
}

TEST(Projection, UndatedRecordsAreNamedOrLeftOut) {
  const network n = dated();
  const agreement_id u = n.agreement_with("u");
  EXPECT_THAT(project_agreements(n, {.where = {.on = date(2017)}}).undated, ElementsAre(u));
  EXPECT_THAT(project_agreements(n).undated, IsEmpty()) << "no date was asked for";
  const auto without = project_agreements(n, {.where = {.on = date(2019), .undated = undated_records::exclude}});
  EXPECT_THAT(without.undated, IsEmpty());
  EXPECT_EQ(without.graph.view().edges(), 0U);
  EXPECT_THAT(without.left_out, ElementsAre(left_out_record{n.agreement_with("g"), left_out_reason::not_in_force, {}},
                                            left_out_record{u, left_out_reason::undated, {}}));
}

TEST(Projection, TheMembersOfADatedRecordAreThoseOfItsPeriod) {
  network_builder b;
  add_actors(b, {"a", "c", "d"});
  b.add(region_record{.region = "r", .actor = "c", .valid_to = "2015"});
  b.add(region_record{.region = "r", .actor = "d", .valid_from = "2016"});
  b.add(agreement_record{.id = "g", .status = "signed", .effective_from = "2016"});
  b.add(party_record{.agreement = "g", .actor = "a", .role = "lead"});
  b.add(party_record{.agreement = "g", .actor = "r"});
  EXPECT_THAT(ties_of(b.build(), projection::star), ElementsAre(Pair("a-d", 1)));
}

TEST(Projection, APartyThatHasLeftIsLeftOut) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  b.add(agreement_record{.id = "g", .status = "signed", .effective_from = "2010"});
  b.add(party_record{.agreement = "g", .actor = "a"});
  b.add(party_record{.agreement = "g", .actor = "b"});
  b.add(party_record{.agreement = "g", .actor = "c", .valid_to = "2012"});
  const network n = b.build();
  const auto v = project_agreements(n, {.where = {.on = date(2013)}, .as = projection::clique});
  EXPECT_THAT(ties_of(n, v), ElementsAre(Pair("a-b", 1)));
  EXPECT_THAT(v.left_out,
              ElementsAre(left_out_record{n.agreement_with("g"), left_out_reason::party_not_in_force, n.actor_with("c")}));
}

TEST(Projection, FiltersByFieldKindAndStatus) {
  const network n = dated();
  const auto edges = [&](const record_filter& where) { return project_agreements(n, {.where = where}).graph.view().edges(); };
  EXPECT_EQ(edges({.field = "trade"}), 3U);
  EXPECT_EQ(edges({.field = "tourism"}), 2U);
  EXPECT_EQ(edges({.kind = "minutes"}), 1U);
  EXPECT_EQ(edges({.statuses = {agreement_status::ended}}), 1U);
  EXPECT_EQ(edges({.statuses = {agreement_status::ended, agreement_status::signed_}}), 3U);
  EXPECT_EQ(edges({.statuses = {agreement_status::proposed}}), 0U);
  const agreement_id g = n.agreement_with("g"), u = n.agreement_with("u");
  EXPECT_THAT(project_agreements(n, {.where = {.field = "tourism"}}).left_out,
              ElementsAre(left_out_record{g, left_out_reason::other_field, {}}));
  EXPECT_THAT(project_agreements(n, {.where = {.kind = "minutes"}}).left_out,
              ElementsAre(left_out_record{u, left_out_reason::other_kind, {}}));
  EXPECT_THAT(project_agreements(n, {.where = {.statuses = {agreement_status::ended}}}).left_out,
              ElementsAre(left_out_record{u, left_out_reason::other_status, {}}));
}

TEST(Projection, AnUnknownFieldOrKindIsABadCallThatNamesNearOnes) {
  const network n = dated();
  try {
    (void)project_agreements(n, {.where = {.field = "tourisme"}});
    FAIL();
  } catch (const input_error& e) {
    EXPECT_EQ(e.parameter(), "field");
    EXPECT_THAT(e.allowed(), HasSubstr("did you mean \"tourism\"?"));
  }
  EXPECT_THROW((void)project_agreements(n, {.where = {.kind = "contract"}}), input_error);
}

TEST(Projection, AnEmptyNetworkGivesAnEmptyView) {
  const auto v = project_agreements(network_builder().build());
  EXPECT_EQ(v.graph.view().vertices(), 0U);
  EXPECT_EQ(v.records.size(), 0U);
  EXPECT_EQ(v.strengths.size(), 0U);
}

TEST(Projection, TheOrderOfPartiesDoesNotMatter) {
  std::vector<std::string> parties{"a:lead", "b", "r", "c"};
  std::sort(parties.begin(), parties.end());
  std::set<std::map<std::string, double>> seen;
  do {
    network_builder b;
    add_actors(b, {"a", "b", "c", "d"});
    for (const char* m : {"d", "a"}) b.add(region_record{.region = "r", .actor = m});
    add_agreement(b, "g", {parties[0].c_str(), parties[1].c_str(), parties[2].c_str(), parties[3].c_str()});
    seen.insert(ties_of(b.build(), projection::star));
  } while (std::next_permutation(parties.begin(), parties.end()));
  EXPECT_THAT(seen, ElementsAre(ElementsAre(Pair("a-b", 1), Pair("a-c", 1), Pair("a-d", 1))));
}

TEST(Projection, EveryReasonAndBasisHasItsWords) {
  std::set<std::string> words;
  for (int i = 0; i <= static_cast<int>(left_out_reason::not_broken_down); ++i)
    words.insert(to_text(static_cast<left_out_reason>(i)));
  for (int i = 0; i <= static_cast<int>(tie_basis::modelled); ++i) words.insert(to_text(static_cast<tie_basis>(i)));
  EXPECT_EQ(words.size(), 12U + 4U);
  EXPECT_EQ(words.count(""), 0U);
}

TEST(Projection, PartiesThatGaveNoTieAreToldInTheirOrder) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  b.add(region_record{.region = "r", .actor = "c"});
  b.add(agreement_record{.id = "g", .status = "signed", .effective_from = "2010"});
  b.add(party_record{.agreement = "g", .actor = "r", .extent = "some"});
  b.add(party_record{.agreement = "g", .actor = "a"});
  b.add(party_record{.agreement = "g", .actor = "c", .valid_to = "2012"});
  b.add(party_record{.agreement = "g", .actor = "b"});
  const network n = b.build();
  const agreement_id g = n.agreement_with("g");
  const auto v = project_agreements(n, {.where = {.on = date(2013)}, .as = projection::clique});
  EXPECT_THAT(v.left_out,
              ElementsAre(left_out_record{g, left_out_reason::members_not_named, actor_or_region(n.region_with("r"))},
                          left_out_record{g, left_out_reason::party_not_in_force, actor_or_region(n.actor_with("c"))}));
}

// ---- an edge for each record ----

TEST(Projection, AnEdgeForEachRecordOfAPairStandsInTheirOrder) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  add_agreement(b, "g1", {"b", "c", "a"});
  add_agreement(b, "g2", {"a", "b"});
  add_agreement(b, "g3", {"b", "a:lead"});
  const network n = b.build();
  const auto v = project_agreements(n, {.edge_per_record = true});
  const auto g = v.graph.view();
  std::vector<std::tuple<std::string, std::string, double>> edges;
  for (edge_id e = 0; e < g.edges(); ++e) {
    ASSERT_EQ(v.records[e].size(), 1U);
    edges.emplace_back(v.names[g.source[e]] + v.names[g.target[e]], n[v.records[e].front()].key, v.strengths[e]);
  }
  EXPECT_THAT(edges, ElementsAre(std::tuple("ab", "g1", 0.5), std::tuple("ab", "g2", 1), std::tuple("ab", "g3", 1),
                                 std::tuple("ac", "g1", 0.5), std::tuple("bc", "g1", 0.5)));
}

// ---- hanoi-2018, by hand from the facts ----

class Hanoi2018View : public ::testing::Test {
 protected:
  const network n = read_dataset(std::string(COOPGRAPH_SOURCE_DIR) + "/examples/data/hanoi-2018");

  double strength(const agreement_view& v, const char* name) const {
    const auto g = v.graph.view();
    for (edge_id e = 0; e < g.edges(); ++e)
      if (v.names[g.target[e]] == name && v.names[g.source[e]] == "Hà Nội") return v.strengths[e];
    return 0;
  }
};

TEST_F(Hanoi2018View, HanoiHasThirtySixPartnersAndNobodyElseHasATie) {
  // f08: 13 Mekong provinces; f09: 7; f11: Sơn La; f12: Lâm Đồng; f16: 3 cities + 14 provinces: 39 ties.
  // Twice: Cần Thơ (f08, f16), Thành phố Hồ Chí Minh and Phú Thọ (f09, f16): 36 partners.
  const auto v = project_agreements(n);
  const auto g = v.graph.view();
  EXPECT_EQ(g.vertices(), n.actors().size());
  EXPECT_EQ(g.edges(), 36U);
  double total = 0;
  for (edge_id e = 0; e < g.edges(); ++e) {
    EXPECT_EQ(v.names[g.source[e]], "Hà Nội") << "01 is the first actor";
    total += v.strengths[e];
  }
  EXPECT_EQ(total, 39.0);
  for (const char* twice : {"Cần Thơ", "Thành phố Hồ Chí Minh", "Phú Thọ"}) EXPECT_EQ(strength(v, twice), 2.0) << twice;
  EXPECT_EQ(strength(v, "Sơn La"), 1.0);
  EXPECT_EQ(strength(v, "Nghệ An"), 0.0) << "relief is a flow, no agreement";
  EXPECT_THAT(v.without_hub, IsEmpty());
  // f02 "almost all", f07 "some" and f13 "most" of the other provinces: nobody is named, so that they give no tie.
  std::vector<std::string> unnamed;
  for (const left_out_record& l : v.left_out)
    if (l.reason == left_out_reason::members_not_named) unnamed.push_back(key_of(n, l.record).substr(0, 3));
  EXPECT_THAT(unnamed, ElementsAre("f02", "f07", "f13"));
  EXPECT_EQ(v.left_out.size(), 6U) << "each party, and each record, which names but one actor";
}

TEST_F(Hanoi2018View, TheConferenceInvitesThreeCitiesAndFourteenProvinces) {
  const auto v = project_agreements(n, {.where = {.kind = "conference"}});
  EXPECT_EQ(v.graph.view().edges(), 17U);
  for (const char* name : {"Đà Nẵng", "Hải Phòng", "Hòa Bình", "Bắc Giang"}) EXPECT_EQ(strength(v, name), 1.0) << name;
  // 18 actors in all: 18 * 17 / 2 pairs
  EXPECT_EQ(project_agreements(n, {.where = {.kind = "conference"}, .as = projection::clique}).graph.view().edges(), 153U);
}

TEST_F(Hanoi2018View, FieldsStatusesAndDatesSelect) {
  const auto edges = [&](const record_filter& where) { return project_agreements(n, {.where = where}).graph.view().edges(); };
  EXPECT_EQ(edges({.field = "tourism"}), 20U);  // 13 + 7
  EXPECT_EQ(edges({.field = "trade"}), 13U);
  EXPECT_EQ(edges({.field = "party building"}), 2U);
  EXPECT_EQ(edges({.statuses = {agreement_status::signed_}}), 20U);
  EXPECT_EQ(edges({.on = date(2017, 7, 1), .undated = undated_records::exclude}), 9U);  // f09, f11, f12
}

}  // namespace
}  // namespace coopgraph
