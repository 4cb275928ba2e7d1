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
using testing::has_one_problem;
using testing::here;
using ::testing::IsEmpty;
using testing::problems_of;
using testing::refuses_row;
using testing::sound;
using testing::takes_row;

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
      EXPECT_TRUE(refuses_row(q, "number-contradicts-exactness", 7, "it needs"));
      continue;
    }
    network_builder b = sound();
    b.add(q);
    EXPECT_THAT(problems_of(b), IsEmpty());
  }
  EXPECT_TRUE(refuses_row(
      quantity_record{.record = "g", .measure = "m", .low = at("3", 4), .high = "2", .unit = "u", .exactness = "between"},
      "number-contradicts-exactness", 4, "above high"));
  EXPECT_TRUE(refuses_row(
      quantity_record{
          .record = "g", .measure = "m", .low = at("100000000000000001", 4), .high = "1e17", .unit = "u", .exactness = "between"},
      "number-contradicts-exactness", 4, "above high"))
      << "equal as doubles";
  for (const char* none : {"0", "-10"})
    EXPECT_TRUE(refuses_row(
        quantity_record{.record = "g", .measure = "m", .value = at(none, 3), .unit = "u", .exactness = "order of magnitude"},
        "number-contradicts-exactness", 3, "above 0"));
  EXPECT_TRUE(takes_row(quantity_record{.record = "g", .measure = "balance", .value = "-3", .unit = "u", .exactness = "about"}));
}

quantity_record number(const char* value, const char* unit, const char* basis = "") {
  return {.record = "g", .measure = at("minutes", 2), .value = value, .unit = at(unit, 6), .exactness = "exact", .basis = basis};
}

TEST(NetworkBuilder, RefusesAMeasureOfARecordTwice) {
  network_builder b = sound();
  b.add(number("1", "minutes"));
  b.add(number("1", "minutes", "planned"));
  b.add({.record = "g", .measure = "minutes", .exactness = "verbal", .phrase = "dozens"});
  b.add({.record = "g", .measure = "minutes", .exactness = "verbal", .phrase = "many"});
  b.add({.record = "e", .measure = "minutes", .value = "1", .unit = "minutes", .exactness = "exact"});
  EXPECT_THAT(problems_of(b), IsEmpty());
  network_builder c = b;
  quantity_record again = number("2", "minutes", "stated");
  again.where = here;
  c.add(again);
  EXPECT_TRUE(has_one_problem(c, "duplicate-quantity", 2, "twice on the same basis"));
  b.add({.record = "g", .measure = at("minutes", 2), .exactness = "verbal", .phrase = "many", .where = here});
  EXPECT_TRUE(has_one_problem(b, "duplicate-quantity", 2, "\"g\""));
}

TEST(NetworkBuilder, RefusesUnlikeUnitsOfOneMeasureAtTheRareOne) {
  network_builder b = sound();
  quantity_record odd = number("1", "t");
  odd.where = here;
  b.add(odd);
  b.add(number("2", "kg", "planned"));
  EXPECT_EQ(problems_of(b).size(), 1U);
  b.add(number("3", "kg", "estimated"));
  EXPECT_TRUE(has_one_problem(b, "mixed-units", 6, "also stated in \"kg\""));
  network_builder c = sound();
  c.add(number("1", "t"));
  c.add({.record = "g", .measure = "other", .value = "1", .unit = "kg", .exactness = "exact"});
  c.add({.record = "e", .measure = "minutes", .value = "1", .unit = "kg", .exactness = "exact"});
  c.add({.record = "g", .measure = "minutes", .unit = "dozens", .exactness = "verbal", .phrase = "dozens"});
  EXPECT_THAT(problems_of(c), IsEmpty());
}

TEST(NetworkBuilder, RefusesUnlikeUnitsOfCapacitiesInOneChain) {
  const auto rice = [](const char* id, const char* chain, const char* product, const char* unit) {
    return flow_record{
        .id = id, .origin = "a", .destination = "b", .chain = chain, .product = product, .capacity = "1", .unit = at(unit, 13)};
  };
  network_builder b = sound();
  b.add(rice("f1", "c", "rice", "t"));
  b.add(rice("f2", "c", "husk", "kg"));
  b.add(rice("f3", "other", "rice", "kg"));
  b.add(rice("f4", "", "", "kg"));
  b.add(rice("f5", "", "", "t"));
  EXPECT_THAT(problems_of(b), IsEmpty());
  flow_record odd = rice("f6", "c", "rice", "kg");
  odd.where = here;
  b.add(odd);
  EXPECT_TRUE(has_one_problem(b, "mixed-units", 13, "of \"rice\" of the chain \"c\""));
}

}  // namespace
}  // namespace coopgraph
