// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/network_builder.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::at;
using ::testing::ElementsAre;
using testing::has_one_problem;
using testing::here;
using ::testing::IsEmpty;
using testing::problems_of;
using testing::refuses_row;
using testing::sound;
using testing::takes_row;

TEST(NetworkBuilder, RefusesAnObserverThatIsNoActor) {
  network_builder b = sound();
  b.observe({.whose = {"a", at("r", 2)}, .absence = "unknown", .where = here});
  EXPECT_TRUE(has_one_problem(b, "unknown-actor", 2, "region"));
}

TEST(NetworkBuilder, RefusesAMembershipOutsideTheActorsValidity) {
  EXPECT_TRUE(refuses_row(region_record{.region = "q", .actor = "a", .valid_from = at("1999", 4)}, "membership-outside-validity",
                          4, "before"));
  EXPECT_TRUE(refuses_row(region_record{.region = "q", .actor = "a", .valid_to = at("2011", 5)}, "membership-outside-validity", 5,
                          "after"));
  network_builder b = sound();
  b.add(region_record{.region = "q", .actor = "a", .valid_from = "2000", .valid_to = "2010-12-31"});
  EXPECT_THAT(problems_of(b), IsEmpty());
  EXPECT_TRUE(refuses_row(region_record{.region = "q", .actor = at("a", 3), .valid_from = "2011"}, "membership-outside-validity",
                          3, "valid from 2000 to 2010"));
}

TEST(NetworkBuilder, RefusesAPositionOffTheEarthOrHalfOfOne) {
  EXPECT_TRUE(
      refuses_row(actor_record{.id = "x", .name = "x", .lon = at("181", 5), .lat = "0"}, "invalid-position", 5, "-180 to 180"));
  EXPECT_TRUE(
      refuses_row(actor_record{.id = "x", .name = "x", .lon = "21", .lat = at("105.8", 6)}, "invalid-position", 6, "exchanged"));
  EXPECT_TRUE(refuses_row(actor_record{.id = "x", .name = "x", .lon = "21", .lat = at("", 6)}, "invalid-position", 6, "missing"));
}

TEST(NetworkBuilder, TellsACircleOfRegionsOrParentsOnce) {
  network_builder b = sound();
  b.add(region_record{.region = "p", .actor = at("q", 3), .where = here});
  b.add(region_record{.region = "q", .actor = "p", .where = {"f.csv", 8, 0}});
  b.add(region_record{.region = "outside", .actor = "p"});
  EXPECT_TRUE(has_one_problem(b, "region-cycle", 3, "contains that region again"));
  network_builder c = sound();
  c.add(actor_record{.id = "x", .name = "x", .parent = at("x", 4), .where = here});
  c.add(actor_record{.id = "child", .name = "x", .parent = "x"});
  EXPECT_TRUE(has_one_problem(c, "parent-cycle", 4, "\"x\""));
  network_builder two = sound();
  for (const char* id : {"p", "q", "u", "v"})
    two.add(region_record{.region = id, .actor = id[0] == 'p' ? "q" : id[0] == 'q' ? "p" : id});
  EXPECT_EQ(problems_of(two).size(), 3U);
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

TEST(NetworkBuilder, RefusesTwoNamesOfOneRegion) {
  network_builder b = sound();
  b.add(actor_record{.id = "c", .name = "C"});
  b.add(region_record{.region = "r", .name = at("Other", 2), .actor = "c", .where = here});
  EXPECT_TRUE(has_one_problem(b, "inconsistent-name", 2, "\"R\""));
}

TEST(NetworkBuilder, RefusesAMemberTwiceOnTheSameDays) {
  EXPECT_TRUE(refuses_row(region_record{.region = "r", .actor = at("b", 3)}, "duplicate-member", 3, "twice"));
  EXPECT_TRUE(
      refuses_row(region_record{.region = "r", .actor = at("a", 3), .valid_from = "2005"}, "duplicate-member", 3, "\"a\""));
  network_builder b = sound();
  b.add(region_record{.region = "q", .actor = "a", .valid_to = "2004"});
  b.add(region_record{.region = "q", .actor = "a", .valid_from = "2005"});
  EXPECT_THAT(problems_of(b), IsEmpty());
  b.add(region_record{.region = "q", .actor = at("a", 3), .valid_from = "2004-12-31", .valid_to = "2004-12-31", .where = here});
  EXPECT_TRUE(has_one_problem(b, "duplicate-member", 3, "do not overlap"));
}

TEST(NetworkBuilder, RefusesAnObserverNamedTwice) {
  network_builder b = sound();
  b.observe({.whose = {"a", at("a", 2)}, .where = here});
  EXPECT_TRUE(has_one_problem(b, "duplicate-member", 2, "observed twice"));
}

TEST(NetworkBuilder, RefusesTheSameAliasOfOneThingTwice) {
  network_builder b = sound();
  b.add(alias_record{.id = "a", .alias = "Alpha", .where = {"f.csv", 6, 0}});
  b.add(alias_record{.id = "r", .alias = "Alpha"});
  b.add(alias_record{.id = "a", .alias = at("Alpha", 2), .where = here});
  EXPECT_TRUE(has_one_problem(b, "duplicate-alias", 2, "given at f.csv:6"));
}

/// The sound network, in which "a" ends with 2010, and "c" and "d" begin with 2011.
network_builder split() {
  network_builder b = sound();
  for (const char* id : {"c", "d", "x"}) b.add(actor_record{.id = id, .name = id, .valid_from = "2011"});
  return b;
}

void pass(network_builder& b, const char* from, const char* to, const char* share, const char* day = "2011-01-01") {
  b.add(crosswalk_record{.from = from, .to = to, .share = share, .date = day});
}

TEST(NetworkBuilder, AddsSharesUpExactly) {
  network_builder b = split();
  for (const char* to : {"c", "d"}) pass(b, "a", to, "0.1");
  pass(b, "a", "b", "0.8");
  EXPECT_THAT(problems_of(b), IsEmpty()) << "0.1 + 0.1 + 0.8 is not 1 in floating point";
  for (const char* last : {"0.9", "0.900000000000000001", "0.000000000000000001"}) {
    network_builder c = split();
    c.add(crosswalk_record{.from = "a", .to = "b", .share = at("0.1", 3), .date = "2011-01-01", .where = here});
    pass(c, "a", "c", last);
    if (std::string(last) == "0.9") {
      EXPECT_THAT(problems_of(c), IsEmpty());
    } else {
      EXPECT_TRUE(has_one_problem(c, "shares-do-not-add-up", 3, "exactly 1"));
    }
  }
  network_builder d = split();
  d.add(crosswalk_record{.from = at("a", 1), .to = "b", .date = "2011-01-01", .where = here});
  pass(d, "a", "c", "0.5");
  EXPECT_TRUE(has_one_problem(d, "shares-do-not-add-up", 1, "add up to 1.5")) << "at the actor where the table has no shares";
}

TEST(NetworkBuilder, RefusesAShareThatIsNone) {
  for (const char* share : {"0", "-0.5", "1.00000000000000001", "2", "1e-19"})
    EXPECT_TRUE(refuses_row(crosswalk_record{.from = "a", .to = "b", .share = at(share, 3), .date = "2011-01-01"},
                            "invalid-number", 3, "above 0 and up to 1"))
        << share;
  EXPECT_TRUE(refuses_row(crosswalk_record{.from = "a", .to = "b", .share = at("half", 3), .date = "2011-01-01"},
                          "invalid-number", 3, "half"));
  EXPECT_TRUE(takes_row(crosswalk_record{.from = "a", .to = "b", .date = "2011-01-01"}));
}

TEST(NetworkBuilder, RefusesASuccessionTwice) {
  network_builder b = sound();
  pass(b, "a", "b", "1");
  b.add(crosswalk_record{.from = "a", .to = at("b", 2), .share = "1", .date = "2011-01-01", .where = here});
  EXPECT_TRUE(has_one_problem(b, "duplicate-succession", 2, "twice"));
}

TEST(NetworkBuilder, RefusesASuccessionOutsideTheValidityOfItsEnds) {
  const char* code = "succession-outside-validity";
  const auto row = [](cell from, cell to, const char* day) {
    return crosswalk_record{.from = from, .to = to, .date = day, .where = here};
  };
  network_builder b = split();
  EXPECT_TRUE(refuses_row(row(at("a", 1), "b", "2010-12-31"), code, 1, "still valid"));
  EXPECT_TRUE(refuses_row(row(at("a", 1), "b", "2009"), code, 1, "still valid"));
  EXPECT_TRUE(refuses_row(row(at("b", 1), "a", "2009"), code, 1, "its end is not stated"));
  EXPECT_TRUE(refuses_row(row(at("a", 1), "b", "2012"), code, 1, "nobody has its share"));
  EXPECT_TRUE(takes_row(row("a", "b", "2010"))) << "some day of 2010: it may be the last";
  EXPECT_TRUE(takes_row(row("a", "b", "2011")));
  b.add(actor_record{.id = "late", .name = "late", .valid_from = "2012"});
  b.add(row("a", at("late", 2), "2011-01-01"));
  EXPECT_TRUE(has_one_problem(b, code, 2, "begins 2012"));
  network_builder c = split();
  c.add(actor_record{.id = "gone", .name = "gone", .valid_to = "2010"});
  c.add(row("a", at("gone", 2), "2011-01-01"));
  EXPECT_TRUE(has_one_problem(c, code, 2, "ends 2010"));
  network_builder d = split();
  d.add(row(at("x", 1), "b", "2010"));
  EXPECT_TRUE(has_one_problem(d, code, 1, "begins 2011"));
}

TEST(NetworkBuilder, LetsAnActorLiveOnThatPassesAShareToItself) {
  network_builder b = split();
  pass(b, "b", "b", "0.6");
  pass(b, "b", "c", "0.4");
  EXPECT_THAT(problems_of(b), IsEmpty());
}

TEST(NetworkBuilder, TellsACircleOfSuccessionsOnce) {
  network_builder b = split();
  b.add(crosswalk_record{.from = "c", .to = at("d", 2), .where = here});
  b.add(crosswalk_record{.from = "d", .to = "c", .date = "2012", .where = {"f.csv", 8, 0}});
  EXPECT_TRUE(has_one_problem(b, "succession-cycle", 2, "leads back"));
}

}  // namespace
}  // namespace coopgraph
