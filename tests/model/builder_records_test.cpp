// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/network_builder.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using testing::add_agreement;
using testing::add_parties;
using testing::at;
using ::testing::ElementsAre;
using testing::has_one_problem;
using ::testing::HasSubstr;
using testing::here;
using ::testing::IsEmpty;
using testing::problems_of;
using testing::refuses_row;
using testing::sound;
using testing::takes_row;

TEST(NetworkBuilder, RefusesAPartyOfAFlow) {
  network_builder b = sound();
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b"});
  b.add(party_record{.agreement = at("f", 1), .actor = "a", .where = here});
  EXPECT_TRUE(has_one_problem(b, "unknown-agreement", 1, "is a flow"));
}

TEST(NetworkBuilder, RefusesAnAgreementWithFewerThanTwoParties) {
  network_builder b = sound();
  b.add(agreement_record{.id = "lonely", .status = "signed", .where = here});
  EXPECT_TRUE(has_one_problem(b, "too-few-parties", 0, "no party"));
  b.add(party_record{.agreement = "lonely", .actor = "a"});
  EXPECT_TRUE(has_one_problem(b, "too-few-parties", 0, "1 party"));
  b.add(party_record{.agreement = "lonely", .actor = "b"});
  EXPECT_THAT(problems_of(b), IsEmpty());
}

TEST(NetworkBuilder, RefusesFieldsThatAreEmptyOrNamedTwice) {
  network_builder b = sound();
  add_agreement(b, "h", {"a", "b"}, "trade; tourism");
  EXPECT_THAT(b.build().fields(), ElementsAre("tourism", "trade"));
  b.add(agreement_record{.id = "i", .status = "signed", .fields = at("trade;;tourism", 6), .where = here});
  add_parties(b, "i", {"a", "b"});
  EXPECT_TRUE(has_one_problem(b, "invalid-value", 6, "empty name"));
  network_builder c = sound();
  c.add(agreement_record{.id = "i", .status = "signed", .fields = at("trade;trade", 6), .where = here});
  add_parties(c, "i", {"a", "b"});
  EXPECT_TRUE(has_one_problem(c, "duplicate-field", 6, "trade"));
}

TEST(NetworkBuilder, RefusesANumberWithoutUnit) {
  EXPECT_TRUE(refuses_row(quantity_record{.record = "g", .measure = "m", .value = "1", .unit = at("", 6), .exactness = "exact"},
                          "number-without-unit", 6, "unit"));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .capacity = "1", .unit = at("", 13)},
                          "number-without-unit", 13, "unit"));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .unit_cost = at("1", 14)},
                          "number-without-unit", 14, "unit"))
      << "at the number where the table has no units";
}

TEST(NetworkBuilder, RefusesACertificateWithoutProduct) {
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .product = at("", 7), .certified = "VietGAP"},
                          "certified-without-product", 7, "product"));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .certified = at("VietGAP", 15)},
                          "certified-without-product", 15, "product"));
}

TEST(NetworkBuilder, RefusesAStageOfNoChain) {
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .chain = at("", 4), .stage = "farm"},
                          "stage-without-chain", 4, "\"farm\""));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "b", .stage = at("farm", 5)},
                          "stage-without-chain", 5, "chain is missing"));
  EXPECT_TRUE(takes_row(flow_record{.id = "f", .origin = "a", .destination = "b", .chain = "rice"}));
}

TEST(NetworkBuilder, RefusesAParticipantOfAnAgreement) {
  EXPECT_TRUE(refuses_row(participant_record{.event = at("g", 1), .actor = "a"}, "unknown-event", 1, "is an agreement"));
  EXPECT_TRUE(refuses_row(party_record{.agreement = at("e", 1), .actor = "a"}, "unknown-agreement", 1, "is an event"));
}

TEST(NetworkBuilder, RefusesAnAgreementOfOneActorWithItself) {
  network_builder b = sound();
  b.add(agreement_record{.id = "own", .status = "signed", .where = here});
  add_parties(b, "own", {"a:lead", "a:guest"});
  EXPECT_TRUE(has_one_problem(b, "too-few-parties", 0, "same actor"));
  b.add(region_record{.region = "inner", .actor = "a"});
  b.add(region_record{.region = "outer", .actor = "inner"});
  b.add(party_record{.agreement = "own", .actor = "outer"});
  EXPECT_TRUE(has_one_problem(b, "too-few-parties", 0, "same actor")) << "a region of this actor alone";
  b.add(party_record{.agreement = "own", .actor = "r"});
  EXPECT_THAT(problems_of(b), IsEmpty());
}

TEST(NetworkBuilder, ARegionAloneIsOneParty) {
  network_builder b = sound();
  b.add(agreement_record{.id = "own", .status = "signed", .where = here});
  b.add(party_record{.agreement = "own", .actor = "r"});
  EXPECT_TRUE(has_one_problem(b, "too-few-parties", 0, "1 party"));
}

TEST(NetworkBuilder, RefusesAPartyOrParticipantTwiceInTheSameRole) {
  EXPECT_TRUE(refuses_row(party_record{.agreement = "g", .actor = at("a", 2)}, "duplicate-party", 2, "twice"));
  EXPECT_TRUE(takes_row(party_record{.agreement = "g", .actor = "a", .role = "host"}));
  EXPECT_TRUE(takes_row(party_record{.agreement = "g", .actor = "a", .of = "tourism sector"}));
  network_builder b = sound();
  b.add(participant_record{.event = "e", .actor = "a"});
  b.add(participant_record{.event = "e", .actor = "a", .role = "host"});
  EXPECT_THAT(problems_of(b), IsEmpty());
  b.add(participant_record{.event = "e", .actor = at("a", 2), .where = here});
  EXPECT_TRUE(has_one_problem(b, "duplicate-participant", 2, "twice"));
  network_builder c = sound();
  c.add(agreement_record{.id = "h", .status = "signed"});
  c.add(party_record{.agreement = "h", .actor = "b", .valid_to = "2004"});
  c.add(party_record{.agreement = "h", .actor = "a"});
  c.add(party_record{.agreement = "h", .actor = "b", .valid_from = "2005"});
  EXPECT_THAT(problems_of(c), IsEmpty()) << "one after the other";
}

TEST(NetworkBuilder, RefusesAnExtentThatCannotBeTrue) {
  EXPECT_TRUE(refuses_row(party_record{.agreement = "g", .actor = "r", .extent = at("3", 5)}, "extent-exceeds-region", 5,
                          "only 2 members"));
  EXPECT_TRUE(takes_row(party_record{.agreement = "g", .actor = "r", .extent = "2"}));
  EXPECT_TRUE(
      refuses_row(participant_record{.event = "e", .actor = "r", .extent = at("3", 4)}, "extent-exceeds-region", 4, "\"r\""));
  EXPECT_TRUE(
      refuses_row(participant_record{.event = "e", .actor = "a", .extent = at("some", 4)}, "invalid-value", 4, "single actor"));
  EXPECT_TRUE(
      refuses_row(participant_record{.event = "e", .actor = "r", .extent = at("few", 4)}, "invalid-value", 4, "almost all"));
}

TEST(NetworkBuilder, RefusesASignatureThatCannotBe) {
  const auto signed_on = [](const char* status, const char* day, const char* last) {
    network_builder b = sound();
    b.add(agreement_record{.id = "h", .status = status, .signed_on = at(day, 7), .effective_to = last, .where = here});
    b.add(party_record{.agreement = "h", .actor = "r"});
    b.add(party_record{.agreement = "h", .actor = "b"});
    return b;
  };
  EXPECT_TRUE(has_one_problem(signed_on("signed", "2009-01-01", "2008"), "signed-after-end", 7, "2008"));
  EXPECT_THAT(problems_of(signed_on("signed", "2008", "2008-03")), IsEmpty());
  EXPECT_TRUE(has_one_problem(signed_on("proposed", "2008", ""), "status-contradicts-signature", 7, "\"proposed\""));
  EXPECT_TRUE(has_one_problem(signed_on("invited", "2008", ""), "status-contradicts-signature", 7, "\"invited\""));
}

/// The sound network with an agreement "h" of "a" (2000 to 2010) and two that have no end, and those dates.
network_builder dated(const char* signed_on, const char* from, const char* to) {
  network_builder b = sound();
  add_actors(b, {"c"});
  b.add(agreement_record{.id = "h", .status = "signed", .signed_on = signed_on, .effective_from = from, .effective_to = to});
  add_parties(b, "h", {"b", "c"});
  return b;
}

TEST(NetworkBuilder, RefusesARecordOfActorsThatDoNotExistThen) {
  const char* code = "record-outside-validity";
  for (const auto& [day, from, to] : std::vector<std::array<const char*, 3>>{
           {"", "2011", "2012"}, {"", "", "1999"}, {"2011-01-01", "", ""}, {"2009", "2011", ""}}) {
    network_builder b = dated(day, from, to);
    b.add(party_record{.agreement = "h", .actor = at("a", 2), .where = here});
    EXPECT_TRUE(has_one_problem(b, code, 2, "valid from 2000 to 2010")) << day << from << to;
  }
  network_builder b = dated("2011", "2010-12", "2012");
  add_parties(b, "h", {"a", "r"});
  EXPECT_THAT(problems_of(b), IsEmpty()) << "one month is enough; a region has no validity";

  EXPECT_TRUE(
      refuses_row(flow_record{.id = "f", .origin = at("a", 2), .destination = "b", .effective_from = "2011"}, code, 2, "\"a\""));
  EXPECT_TRUE(
      refuses_row(flow_record{.id = "f", .origin = "b", .destination = at("a", 3), .effective_from = "2011"}, code, 3, "\"a\""));
  EXPECT_TRUE(refuses_row(flow_record{.id = "f", .origin = "a", .destination = "a", .effective_to = at("1999", 11)}, code, 11,
                          "neither end"));
  network_builder e = sound();
  e.add(event_record{.id = "v", .title = "V", .date = "2011"});
  e.add(participant_record{.event = "v", .actor = "b"});
  e.add(participant_record{.event = "v", .actor = at("a", 2), .where = here});
  EXPECT_TRUE(has_one_problem(e, code, 2, "while the event takes place"));
}

TEST(NetworkBuilder, TellsAWrongDateOnceThoughNobodyExistsThen) {
  network_builder b = sound();
  b.add(event_record{.id = "v", .title = "V", .date = at("1017", 4), .where = here});
  b.add(agreement_record{.id = "h", .status = "signed", .effective_from = at("1017", 8), .effective_to = "1018", .where = here});
  for (int i = 0; i < 10; ++i) {
    const std::string id = "x" + std::to_string(i);
    b.add(actor_record{.id = id, .name = id, .valid_from = "1976"});
    b.add(participant_record{.event = "v", .actor = id});
    b.add(party_record{.agreement = "h", .actor = id});
  }
  const auto found = problems_of(b);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].where.column, 4U);
  EXPECT_EQ(found[1].where.column, 8U);
  for (const diagnostic& d : found) EXPECT_THAT(d.message, HasSubstr("none of the 10 actors"));
}

TEST(NetworkBuilder, RefusesAPartOfAPartyOutsideItsActorOrItsAgreement) {
  const auto part = [](const char* actor, cell from, cell to) {
    return party_record{.agreement = "g", .actor = at(actor, 2), .role = "guest", .valid_from = from, .valid_to = to};
  };
  EXPECT_TRUE(refuses_row(part("a", at("1999", 6), ""), "record-outside-validity", 6, "before"));
  EXPECT_TRUE(refuses_row(part("a", "", at("2011", 7)), "record-outside-validity", 7, "after"));
  EXPECT_TRUE(refuses_row(part("a", at("2011", 6), ""), "record-outside-validity", 2, "valid from 2000 to 2010"));
  network_builder b = dated("", "2005", "2007");
  b.add(party_record{.agreement = "h", .actor = "a", .valid_from = at("2008", 6), .where = here});
  EXPECT_TRUE(has_one_problem(b, "party-outside-agreement", 6, "from 2005 to 2007"));
}

}  // namespace
}  // namespace coopgraph
