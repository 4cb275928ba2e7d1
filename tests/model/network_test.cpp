// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/network.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <type_traits>

#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Network, IdsOfDifferentKindsDoNotMix) {
  EXPECT_FALSE((std::is_convertible_v<actor_id, region_id>));
  EXPECT_FALSE((std::is_convertible_v<std::uint32_t, actor_id>));
  EXPECT_FALSE((std::is_constructible_v<agreement_id, flow_id>));
}

TEST(Network, AnUnknownKeyIsABadCallThatNamesNearKeys) {
  network_builder b;
  testing::add_actors(b, {"hanoi", "hue"});
  const network n = b.build();
  EXPECT_FALSE(n.find_actor("hano"));
  EXPECT_EQ(n.find_actor("hue"), n.actor_with("hue"));
  try {
    (void)n.actor_with("hanoy");
    FAIL();
  } catch (const input_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("did you mean \"hanoi\"?"));
    EXPECT_EQ(e.parameter(), "actor");
  }
  EXPECT_THROW((void)n.region_with("hanoi"), input_error);
  EXPECT_THROW((void)n.agreement_with(""), input_error);
  EXPECT_THROW((void)n.flow_with("f"), input_error);
  EXPECT_THROW((void)n.event_with("e"), input_error);
  EXPECT_THROW((void)n.source_with("s"), input_error);
}

TEST(Network, FindsEventsByTheirKeysAndListsTheFieldsOfAllRecords) {
  network_builder b;
  testing::add_actors(b, {"a", "b"});
  testing::add_agreement(b, "g", {"a", "b"}, "trade;relief");
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .field = "food;trade"});
  b.add(event_record{.id = "v2", .title = "V", .field = "culture"});
  b.add(event_record{.id = "v1", .title = "W"});
  const network n = b.build();
  EXPECT_THAT(n.fields(), ElementsAre("culture", "food", "relief", "trade"));
  ASSERT_EQ(n.events().size(), 2U);
  EXPECT_EQ(n.event_with("v1").index(), 1U);
  EXPECT_EQ(n[n.event_with("v1")].title, "W");
  EXPECT_EQ(n.find_event("v2"), n.event_with("v2"));
  EXPECT_FALSE(n.find_event("g")) << "an agreement";
}

TEST(Network, AnIdOfAnotherNetworkIsRefusedWhereItIsOutOfRange) {
  const network n;
  EXPECT_THROW((void)n[actor_id(0)], input_error);
  EXPECT_THROW((void)n.members(region_id(0)), input_error);
  EXPECT_THROW((void)n[agreement_id(0)], input_error);
  EXPECT_THROW((void)n[flow_id(0)], input_error);
  EXPECT_THROW((void)n[event_id(0)], input_error);
  EXPECT_THROW((void)n[source_id(0)], input_error);
}

TEST(Network, MembersFollowPeriodsAndNestedRegions) {
  network_builder b;
  b.add(actor_record{.id = "a", .name = "a", .valid_to = "2005"});
  testing::add_actors(b, {"b", "c"});
  b.add(region_record{.region = "outer", .actor = "inner", .valid_from = "2010"});
  b.add(region_record{.region = "outer", .actor = "c"});
  b.add(region_record{.region = "outer", .actor = "a"});
  b.add(region_record{.region = "inner", .actor = "b", .valid_to = "2015"});
  b.add(region_record{.region = "inner", .actor = "c"});
  const network n = b.build();
  const auto in = [&](const char* when) {
    std::vector<std::string> keys;
    for (const actor_id id : n.members(n.region_with("outer"), through(parse_date(when), parse_date(when))))
      keys.push_back(n[id].key);
    return keys;
  };
  EXPECT_THAT(in("2005-12-31"), ElementsAre("a", "c"));
  EXPECT_THAT(in("2006-01-01"), ElementsAre("c"));
  EXPECT_THAT(in("2010-01-01"), ElementsAre("b", "c"));
  EXPECT_THAT(in("2015-12-31"), ElementsAre("b", "c"));
  EXPECT_THAT(in("2016-01-01"), ElementsAre("c"));
  EXPECT_EQ(n.members(n.region_with("outer")).size(), 3U) << "ever";
}

TEST(Network, AnEmptyNetworkHasNothing) {
  const network n = network_builder().build();
  EXPECT_THAT(n.actors(), IsEmpty());
  EXPECT_THAT(n.fields(), IsEmpty());
  EXPECT_THAT(n.events(), IsEmpty());
  EXPECT_THAT(n.aliases(), IsEmpty());
  EXPECT_THAT(n.crosswalk(), IsEmpty());
}

}  // namespace
}  // namespace coopgraph
