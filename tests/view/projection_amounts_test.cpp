// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/projection.hpp>

#include <coopgraph/model/inventory.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
using testing::add_agreement;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::ties_of;

/// An agreement of a and b with this number of the measure "value".
void add_valued(network_builder& b, const std::string& id, quantity_record number, const char* fields = "") {
  add_agreement(b, id.c_str(), {"a", "b"}, fields);
  number.record = id;
  number.measure = "value";
  b.add(std::move(number));
}

TEST(ProjectionAmounts, AMeasureGivesTheStrengthsAndSaysHowFirmTheyAre) {
  struct expected {
    quantity_record number;
    double strength;
    tie_basis basis;
  };
  const expected cases[] = {
      {{.value = "12.5", .unit = "t", .exactness = "exact"}, 12.5, tie_basis::stated},
      {{.value = "0", .unit = "t", .exactness = "exact"}, 0, tie_basis::stated},
      {{.value = "400", .unit = "t", .exactness = "about"}, 400, tie_basis::stated},
      {{.low = "60", .unit = "t", .exactness = "at least"}, 60, tie_basis::bounded},
      {{.high = "70", .unit = "t", .exactness = "at most"}, 70, tie_basis::bounded},
      {{.low = "2", .high = "4", .unit = "t", .exactness = "between"}, 3, tie_basis::bounded},
      {{.low = "2", .high = "5", .unit = "t", .exactness = "between"}, 3.5, tie_basis::bounded},
      {{.low = "-1", .high = "0.5", .unit = "t", .exactness = "between"}, -0.25, tie_basis::bounded},
      {{.low = "0", .high = "2e300", .unit = "t", .exactness = "between"}, 1e300, tie_basis::bounded},
      {{.low = "200", .high = "2e20", .unit = "t", .exactness = "between"}, 1e20, tie_basis::bounded},
  };
  for (const auto& [number, strength, basis] : cases) {
    network_builder b;
    add_actors(b, {"a", "b"});
    add_valued(b, "g", number);
    const auto v = project_agreements(b.build(), {.strength = {.measure = "value"}});
    ASSERT_EQ(v.strengths.size(), 1U) << number.exactness.text << ' ' << strength;
    EXPECT_EQ(v.strengths[0], strength);
    EXPECT_THAT(v.basis, ElementsAre(basis)) << number.exactness.text;
    EXPECT_EQ(v.unit, "t");
  }
}

TEST(ProjectionAmounts, WhatIsNotStatedInNumbersIsLeftOutAndSaidSo) {
  network_builder b;
  add_actors(b, {"a", "b"});
  add_valued(b, "g1", {.value = "1", .unit = "t", .exactness = "exact"});
  add_valued(b, "g2", {.exactness = "verbal", .phrase = "much"});
  add_valued(b, "g3", {.exactness = "order of magnitude", .phrase = "dozens"});
  add_valued(b, "g4", {.low = "1", .high = "1e30", .unit = "t", .exactness = "between"});  // 31 digits in the middle
  add_agreement(b, "g5", {"a", "b"});
  const network n = b.build();
  const auto v = project_agreements(n, {.strength = {.measure = "value"}});
  EXPECT_THAT(ties_of(n, v), ElementsAre(Pair("a-b", 1)));
  std::vector<std::string> left;
  for (const auto& l : v.left_out) {
    EXPECT_EQ(l.reason, left_out_reason::no_amount);
    left.push_back(key_of(n, l.record));
  }
  EXPECT_THAT(left, ElementsAre("g2", "g3", "g4", "g5"));
  EXPECT_EQ(v.taken, 1U);
}

TEST(ProjectionAmounts, AmountsOfAPairAddUpExactlyAndAreAsFirmAsTheLeastFirm) {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  add_valued(b, "g1", {.value = "0.1", .unit = "t", .exactness = "exact"});
  add_valued(b, "g2", {.low = "0.2", .unit = "t", .exactness = "at least"});
  add_agreement(b, "g3", {"a", "c"});
  b.add(quantity_record{.record = "g3", .measure = "value", .value = "0.3", .unit = "t", .exactness = "exact"});
  const auto v = project_agreements(b.build(), {.strength = {.measure = "value"}});
  ASSERT_TRUE(v.strengths.is_exact());
  EXPECT_EQ(v.strengths.numerators()[0], v.strengths.numerators()[1]) << "0.1 + 0.2 is 0.3";
  EXPECT_THAT(v.basis, ElementsAre(tie_basis::bounded, tie_basis::stated));
  EXPECT_THAT(v.without_hub, IsEmpty()) << "an amount is no matter of the projection";
}

/// Values in VND stated and planned, in USD, and a volume.
network values() {
  network_builder b;
  add_actors(b, {"a", "b"});
  add_valued(b, "g1", {.value = "3", .unit = "VND", .exactness = "exact"}, "trade");
  add_valued(b, "g2", {.value = "4", .unit = "USD", .exactness = "exact"}, "art");
  add_valued(b, "g3", {.value = "5", .unit = "VND", .exactness = "exact", .basis = "planned"}, "art");
  b.add(quantity_record{.record = "g3", .measure = "volume", .value = "9", .unit = "t", .exactness = "exact"});
  return b.build();
}

TEST(ProjectionAmounts, OfAModelAreMarkedSo) {
  network_builder b;
  add_actors(b, {"a", "b"});
  add_valued(b, "g1", {.value = "3", .unit = "VND", .exactness = "exact", .basis = "modelled"}, "trade");
  add_valued(b, "g2", {.value = "4", .unit = "VND", .exactness = "at least", .basis = "modelled"}, "trade");
  const network n = b.build();
  const auto view = project_agreements(n, {.strength = {.measure = "value"}});
  EXPECT_THAT(ties_of(n, view), ElementsAre(Pair("a-b", 7)));
  EXPECT_THAT(view.basis, ElementsAre(tie_basis::modelled)) << "less firm than a bound";
}

TEST(ProjectionAmounts, DifferentUnitsAndBasesAreNeverAdded) {
  const network n = values();
  const auto project = [&n](const amount_choice& what, const record_filter& where = {}) {
    return project_agreements(n, {.where = where, .strength = what});
  };
  EXPECT_TRUE(kit::refuses<input_error>([&] { return project({.measure = "value"}); }, "unit",
                                        "not given, and the measure has several", "one of \"VND\", \"USD\""));
  EXPECT_TRUE(kit::refuses<input_error>([&] { return project({.measure = "value", .unit = "VND"}); }, "basis",
                                        "not given, and the measure has several", "one of \"stated\", \"planned\""));
  const auto stated = project({.measure = "value", .unit = "VND", .basis = quantity_basis::stated});
  EXPECT_THAT(ties_of(n, stated), ElementsAre(Pair("a-b", 3)));
  EXPECT_EQ(stated.unit, "VND");
  EXPECT_THAT(ties_of(n, project({.measure = "value", .basis = quantity_basis::planned})), ElementsAre(Pair("a-b", 5)));
  EXPECT_THAT(ties_of(n, project({.measure = "value"}, {.field = "trade"})), ElementsAre(Pair("a-b", 3)))
      << "the only unit and basis of the records of the field";
  EXPECT_THAT(ties_of(n, project({.measure = "volume"})), ElementsAre(Pair("a-b", 9)));
  EXPECT_EQ(project({.measure = "value", .unit = "USD"}).unit, "USD");
  EXPECT_EQ(project({}).unit, "");
}

TEST(ProjectionAmounts, AmountsBeyondASharedUnitAreRoundedAndTheViewSaysWhy) {
  network_builder b;
  add_actors(b, {"a", "b"});
  add_valued(b, "g1", {.value = "1e18", .unit = "t", .exactness = "exact"});
  add_valued(b, "g2", {.value = "1e-18", .unit = "t", .exactness = "exact"});
  add_valued(b, "g3", {.value = "1e25", .unit = "t", .exactness = "exact"});
  const auto v = project_agreements(b.build(), {.strength = {.measure = "value"}});
  EXPECT_FALSE(v.strengths.is_exact());
  EXPECT_THAT(v.strengths.why_approximate(), HasSubstr("64 bits"));
  EXPECT_EQ(v.strengths[0], 1e18 + 1e25);
}

}  // namespace
}  // namespace coopgraph
