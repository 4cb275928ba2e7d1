// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/selection.hpp>

#include <coopgraph/view/flow_projection.hpp>
#include <coopgraph/view/projection.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "support/matchers.hpp"
#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using testing::add_agreement;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The keys of the agreements on an edge.
std::set<std::string> taken(const network& n, const record_filter& where) {
  std::set<std::string> keys;
  const auto v = project_agreements(n, {.where = where});
  for (edge_id e = 0; e < v.records.size(); ++e)
    for (const agreement_id id : v.records[e]) keys.insert(n[id].key);
  EXPECT_EQ(keys.size(), v.taken);
  return keys;
}

std::set<std::string> flows_taken(const network& n, const record_filter& where) {
  std::set<std::string> keys;
  const auto v = project_flows(n, {.where = where});
  for (edge_id e = 0; e < v.records.size(); ++e) keys.insert(n[v.records[e].front()].key);
  return keys;
}

/// Agreements and flows of a and b with all combinations of dates; both lists have the same keys but for "signed".
network dated() {
  network_builder b;
  add_actors(b, {"a", "b"});
  const auto add = [&](const char* id, const char* from, const char* to) {
    b.add(agreement_record{.id = id, .status = "signed", .effective_from = from, .effective_to = to});
    testing::add_parties(b, id, {"a", "b"});
    b.add(
        flow_record{.id = std::string("f-") + id, .origin = "a", .destination = "b", .effective_from = from, .effective_to = to});
  };
  add("both", "2016", "2018");
  add("begin", "2017", "");
  add("end", "", "2017");
  add("undated", "", "");
  b.add(agreement_record{.id = "signed", .status = "signed", .signed_on = "2017-05-02"});
  testing::add_parties(b, "signed", {"a", "b"});
  return b.build();
}

TEST(Selection, OnADayMonthOrYearTakesWhatMayHaveBeenInForce) {
  const network n = dated();
  EXPECT_THAT(taken(n, {.on = date(2015)}), ElementsAre("end", "undated"));
  EXPECT_THAT(taken(n, {.on = date(2016, 12, 31)}), ElementsAre("both", "end", "undated"));
  EXPECT_THAT(taken(n, {.on = date(2017)}), ElementsAre("begin", "both", "end", "signed", "undated"));
  EXPECT_THAT(taken(n, {.on = date(2017, 5, 1)}), ElementsAre("begin", "both", "end", "undated"));
  EXPECT_THAT(taken(n, {.on = date(2017, 5)}), ElementsAre("begin", "both", "end", "signed", "undated"));
  EXPECT_THAT(taken(n, {.on = date(2019)}), ElementsAre("begin", "signed", "undated"));
  EXPECT_THAT(flows_taken(n, {.on = date(2015)}), ElementsAre("f-end", "f-undated"));
  EXPECT_THAT(flows_taken(n, {.on = date(2019)}), ElementsAre("f-begin", "f-undated"));
}

TEST(Selection, DuringAWindowTakesWhatMayHaveBeenInForceOnADayOfIt) {
  const network n = dated();
  const auto during = [&](std::optional<date> first, std::optional<date> last) {
    return taken(n, {.during = stated_period{first, last}});
  };
  EXPECT_THAT(during(date(2015), date(2016)), ElementsAre("both", "end", "undated"));
  EXPECT_THAT(during(date(2018), date(2020)), ElementsAre("begin", "both", "signed", "undated"));
  EXPECT_THAT(during(date(2019), {}), ElementsAre("begin", "signed", "undated")) << "from then on";
  EXPECT_THAT(during({}, date(2015)), ElementsAre("end", "undated")) << "up to then";
  EXPECT_EQ(during({}, {}).size(), 5U);
  EXPECT_THAT(flows_taken(n, {.during = stated_period{date(2019), {}}}), ElementsAre("f-begin", "f-undated"));
}

TEST(Selection, OnIsTheWindowOfItsDays) {
  const network n = dated();
  for (const date on : {date(2015), date(2016), date(2017, 5), date(2017, 5, 2), date(2018, 12, 31), date(2019)})
    EXPECT_EQ(taken(n, {.on = on}), taken(n, {.during = stated_period{on, on}})) << to_text(on);
}

TEST(Selection, WhatIsNotCertainIsNotedAndOfItWhatIsUndated) {
  const network n = dated();
  const auto noted = [&](const record_filter& where) {
    const auto v = project_agreements(n, {.where = where});
    std::vector<std::string> possibly, undated;
    for (const agreement_id id : v.possibly) possibly.push_back(n[id].key);
    for (const agreement_id id : v.undated) undated.push_back(n[id].key);
    return std::pair(possibly, undated);
  };
  using words = std::vector<std::string>;
  EXPECT_EQ(noted({.on = date(2017)}), std::pair(words({"undated"}), words({"undated"})));
  EXPECT_EQ(noted({.on = date(2017, 6)}), std::pair(words({"begin", "end", "undated", "signed"}), words({"undated"})));
  EXPECT_EQ(noted({}), std::pair(words(), words()));
  EXPECT_EQ(noted({.on = date(2019), .undated = undated_records::exclude}), std::pair(words({"begin", "signed"}), words()));
}

TEST(Selection, UndatedRecordsAreExcludedOnlyWhereATimeIsAskedFor) {
  const network n = dated();
  EXPECT_EQ(taken(n, {.undated = undated_records::exclude}).size(), 5U);
  EXPECT_THAT(taken(n, {.on = date(2015), .undated = undated_records::exclude}), ElementsAre("end"));
  EXPECT_THAT(flows_taken(n, {.on = date(2015), .undated = undated_records::exclude}), ElementsAre("f-end"));
  const auto v = project_agreements(n, {.where = {.on = date(2019), .undated = undated_records::exclude}});
  const agreement_id both = n.agreement_with("both"), end = n.agreement_with("end"), undated = n.agreement_with("undated");
  EXPECT_THAT(v.left_out, ElementsAre(left_out_record{both, left_out_reason::not_in_force, {}},
                                      left_out_record{end, left_out_reason::not_in_force, {}},
                                      left_out_record{undated, left_out_reason::undated, {}}));
}

/// a-b, b-c, c-d in agreements and flows; the region r is b until 2015, c from 2016, nested in s.
network regional() {
  network_builder b;
  add_actors(b, {"a", "b", "c", "d"});
  b.add(region_record{.region = "r", .actor = "b", .valid_to = "2015"});
  b.add(region_record{.region = "r", .actor = "c", .valid_from = "2016"});
  b.add(region_record{.region = "s", .actor = "r"});
  b.add(region_record{.region = "early", .actor = "b"});
  const std::pair<const char*, const char*> pairs[] = {{"a", "b"}, {"b", "c"}, {"c", "d"}};
  for (const auto& [x, y] : pairs) {
    const std::string id = std::string(x) + y;
    add_agreement(b, id.c_str(), {x, y});
    b.add(flow_record{.id = "f-" + id, .origin = x, .destination = y});
  }
  return b.build();
}

TEST(Selection, ARegionKeepsTiesWithAtLeastOneEndInIt) {
  const network n = regional();
  EXPECT_THAT(taken(n, {.region = "early"}), ElementsAre("ab", "bc"));
  EXPECT_THAT(flows_taken(n, {.region = "early"}), ElementsAre("f-ab", "f-bc"));
  EXPECT_THAT(taken(n, {.region = "s"}), ElementsAre("ab", "bc", "cd")) << "whoever was ever a member";
  EXPECT_THAT(taken(n, {.region = "s", .on = date(2015)}), ElementsAre("ab", "bc")) << "the members of that time";
  EXPECT_THAT(flows_taken(n, {.region = "r", .on = date(2016)}), ElementsAre("f-bc", "f-cd"));
  EXPECT_THAT(taken(n, {.region = "r", .during = stated_period{date(2015), date(2016)}}), ElementsAre("ab", "bc", "cd"));
  EXPECT_THAT(project_agreements(n, {.where = {.region = "early"}}).left_out,
              ElementsAre(left_out_record{n.agreement_with("cd"), left_out_reason::outside_region, {}}));
}

TEST(Selection, ARegionKeepsTheTiesOfARecordNotAllItsParties) {
  network_builder b;
  add_actors(b, {"a", "b", "c", "d"});
  b.add(region_record{.region = "r", .actor = "b"});
  b.add(region_record{.region = "nobody", .actor = "b", .valid_to = "2000"});
  add_agreement(b, "g", {"a:lead", "b", "c", "d"});
  const network n = b.build();
  EXPECT_EQ(project_agreements(n, {.where = {.region = "r"}}).graph.view().edges(), 1U) << "a-b";
  const auto clique = project_agreements(n, {.where = {.region = "r"}, .as = projection::newman});
  EXPECT_EQ(clique.graph.view().edges(), 3U) << "b with each other";
  EXPECT_EQ(clique.strengths[0], 1.0 / 3) << "of all four";
  EXPECT_THAT(taken(n, {.region = "nobody", .on = date(2001)}), IsEmpty()) << "a region without a member then has no tie";
}

TEST(Selection, EveryConditionMustBeMetAndTheFirstThatIsNotIsTold) {
  network_builder b;
  add_actors(b, {"a", "b"});
  const auto add = [&](const char* id, const char* field, const char* kind, const char* status) {
    b.add(agreement_record{.id = id, .kind = kind, .status = status, .fields = field, .signed_on = "2010"});
    testing::add_parties(b, id, {"a", "b"});
  };
  add("g1", "trade", "minutes", "signed");
  add("g2", "art", "minutes", "signed");
  add("g3", "trade", "plan", "signed");
  add("g4", "trade", "minutes", "ended");
  const network n = b.build();
  const record_filter where{.field = "trade", .kind = "minutes", .statuses = {agreement_status::signed_}};
  EXPECT_THAT(taken(n, where), ElementsAre("g1"));
  std::vector<left_out_reason> why;
  for (const auto& l : project_agreements(n, {.where = where}).left_out) why.push_back(l.reason);
  EXPECT_THAT(why, ElementsAre(left_out_reason::other_field, left_out_reason::other_kind, left_out_reason::other_status));
}

TEST(Selection, AFlowOfAnotherProductIsToldSo) {
  network_builder b;
  add_actors(b, {"a", "b"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .product = "rice"});
  b.add(flow_record{.id = "g", .origin = "a", .destination = "b", .product = "salt"});
  const network n = b.build();
  EXPECT_THAT(project_flows(n, {.where = {.product = "rice"}}).left_out,
              ElementsAre(left_out_record{n.flow_with("g"), left_out_reason::other_product, {}}));
}

// ---- refusals ----

/// An agreement and a flow of the field trade; "art" is a field of the flow alone.
network words() {
  network_builder b;
  add_actors(b, {"a", "b"});
  b.add(region_record{.region = "south", .actor = "a"});
  b.add(agreement_record{.id = "g", .kind = "minutes", .status = "signed", .fields = "trade"});
  testing::add_parties(b, "g", {"a", "b"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .product = "rice", .field = "trade;art"});
  b.add(quantity_record{.record = "g", .measure = "chains", .value = "1", .unit = "chains", .exactness = "exact"});
  b.add(quantity_record{.record = "f", .measure = "volume", .value = "1", .unit = "t", .exactness = "exact"});
  return b.build();
}

TEST(Selection, AnUnknownWordIsRefusedNamingNearOnes) {
  const network n = words();
  const auto agreements = [&](const record_filter& where) {
    return [&n, where] { return project_agreements(n, {.where = where}); };
  };
  const auto flows = [&](const record_filter& where) { return [&n, where] { return project_flows(n, {.where = where}); }; };
  EXPECT_TRUE(kit::refuses<input_error>(agreements({.field = "trad"}), "field", "\"trad\"",
                                        "one that occurs in the agreements; did you mean \"trade\"?"));
  EXPECT_TRUE(kit::refuses<input_error>(agreements({.field = "art"}), "field", "\"art\"", "one that occurs in the agreements"));
  EXPECT_TRUE(kit::refuses<input_error>(agreements({.kind = "minute"}), "kind", "\"minute\"",
                                        "one that occurs in the agreements; did you mean \"minutes\"?"));
  EXPECT_TRUE(kit::refuses<input_error>(flows({.field = "tradee"}), "field", "\"tradee\"",
                                        "one that occurs in the flows; did you mean \"trade\"?"));
  EXPECT_TRUE(kit::refuses<input_error>(flows({.product = "rise"}), "product", "\"rise\"",
                                        "one that occurs in the flows; did you mean \"rice\"?"));
  for (const char* region : {"soth", "a"}) {  // "a" is an actor
    EXPECT_THROW((void)project_agreements(n, {.where = {.region = region}}), input_error);
    EXPECT_THROW((void)project_flows(n, {.where = {.region = region}}), input_error);
  }
  try {
    (void)project_flows(n, {.where = {.region = "soth"}});
  } catch (const input_error& e) {
    EXPECT_THAT(e.what(), HasSubstr("did you mean \"south\"?"));
  }
}

TEST(Selection, AConditionThatRecordsOfTheKindDoNotHaveIsRefused) {
  const network n = words();
  EXPECT_TRUE(kit::refuses<option_error>([&] { return project_agreements(n, {.where = {.product = "rice"}}); }, "product",
                                         "\"rice\"", "nothing, for agreements have no product"));
  EXPECT_TRUE(kit::refuses<option_error>([&] { return project_flows(n, {.where = {.kind = "minutes"}}); }, "kind", "\"minutes\"",
                                         "nothing, for flows have no kind"));
}

TEST(Selection, TwoTimesOrAWindowThatEndsBeforeItBeginsAreRefused) {
  const network n = words();
  const record_filter both{.on = date(2017), .during = stated_period{date(2017), {}}};
  const record_filter backward{.during = stated_period{date(2018), date(2017)}};
  const auto check = [](const auto& project) {
    return std::pair(kit::refuses<option_error>([&] { return project(true); }, "during", "given beside on", "one of the two"),
                     kit::refuses<option_error>([&] { return project(false); }, "during", "a time that ends before it begins",
                                                "a begin before the end"));
  };
  const auto agreements = check([&](bool two) { return project_agreements(n, {.where = two ? both : backward}); });
  const auto flows = check([&](bool two) { return project_flows(n, {.where = two ? both : backward}); });
  EXPECT_TRUE(agreements.first && agreements.second && flows.first && flows.second);
}

TEST(Selection, AnUnknownMeasureUnitOrBasisIsRefused) {
  const network n = words();
  const auto agreements = [&](const amount_choice& what) {
    return [&n, what] { return project_agreements(n, {.strength = what}); };
  };
  EXPECT_TRUE(kit::refuses<input_error>(agreements({.measure = "chain"}), "measure", "\"chain\"",
                                        "one that is stated of the agreements: \"chains\"; did you mean \"chains\"?"));
  EXPECT_TRUE(kit::refuses<input_error>(agreements({.measure = "volume"}), "measure", "\"volume\"",
                                        "one that is stated of the agreements: \"chains\""));
  EXPECT_TRUE(kit::refuses<input_error>(agreements({.measure = "chains", .unit = "t"}), "unit", "\"t\"", "one of \"chains\""));
  EXPECT_TRUE(kit::refuses<input_error>(agreements({.measure = "chains", .basis = quantity_basis::planned}), "basis", "planned",
                                        "one that the measure has"));
  EXPECT_THROW((void)project_flows(n, {.strength = {.measure = "chains"}}), input_error);
  EXPECT_THROW((void)project_flows(n, {.capacity = {.measure = "chains"}}), input_error);
  EXPECT_THROW((void)project_flows(n, {.capacity = {.measure = "volume", .unit = "kg"}}), input_error);
  EXPECT_TRUE(
      kit::refuses<input_error>([&] { return project_agreements(network_builder().build(), {.strength = {.measure = "m"}}); },
                                "measure", "\"m\"", "one that is stated of the agreements, of which none states any"));
}

}  // namespace
}  // namespace coopgraph
