// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/report/inventory_tables.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

network_builder hanoi() {
  network_builder b;
  b.observe({.whose = {"01"}});
  for (const char* id : {"01", "14", "68"})
    b.add(actor_record{.id = id, .name = std::string("Province ") + id, .kind = "province"});
  b.add(actor_record{.id = "moit", .name = "Ministry", .kind = "ministry"});
  for (const char* id : {"14", "68"}) b.add(region_record{.region = "others", .name = "The others", .actor = id});
  b.add(agreement_record{.id = "r1", .title = "Programme", .status = "signed", .fields = "trade", .effective_to = "2018-12"});
  b.add(party_record{.agreement = "r1", .actor = "01"});
  b.add(party_record{.agreement = "r1", .actor = "14"});
  b.add(flow_record{.id = "f1", .origin = "others", .destination = "01", .field = "food"});
  b.add(quantity_record{.record = "f1", .measure = "chains", .value = "400", .unit = "chains", .exactness = "about"});
  b.add(quantity_record{.record = "r1", .measure = "value", .low = "60", .unit = "VND", .exactness = "at least"});
  b.add(event_record{.id = "e1", .title = "Fair", .date = "2017-09"});
  b.add(participant_record{.event = "e1", .actor = "others", .extent = "1"});
  return b;
}

const table& find(const std::vector<table>& all, const std::string& key) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const table& t) { return t.key() == key; });
  EXPECT_NE(at, all.end()) << key;
  return *at;
}

std::vector<std::string> lines_of(const table& t) {
  std::vector<std::string> lines;
  const std::string csv = to_csv(t);
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = csv.find('\n', at);
    lines.push_back(csv.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

TEST(InventoryTables, StandInTheirDocumentedOrderAndThoseOnDatesOnlyWhereADateIsGiven) {
  const network n = hanoi().build();
  const auto keys = [](const std::vector<table>& all) {
    std::vector<std::string> found;
    for (const table& t : all) found.push_back(t.key());
    return found;
  };
  EXPECT_THAT(keys(inventory_tables(n)),
              ElementsAre("holdings", "stated", "totals", "unnamed", "undated", "ties_by_field", "without_tie"));
  EXPECT_THAT(
      keys(inventory_tables(n, {.on = date(2018, 6, 12), .since = date(2017)})),
      ElementsAre("holdings", "stated", "totals", "unnamed", "undated", "ties_by_field", "without_tie", "ending", "changes"));
  EXPECT_THROW((void)inventory_tables(n, {.since = date(2017)}), option_error);
}

TEST(InventoryTables, CountWhatThereIs) {
  EXPECT_THAT(lines_of(find(inventory_tables(hanoi().build()), "holdings")),
              ElementsAre("what,of,count", "actors,,4", "actors,ministry,1", "actors,province,3", "regions,,1", "agreements,,1",
                          "agreements,signed,1", "flows,,1", "flows,in force,1", "events,,1", "quantities,,2",
                          "quantities,about,1", "quantities,at least,1", "sources,,0"));
}

TEST(InventoryTables, TellWhatIsKnownBoundedAndOnlyNearANumber) {
  const auto all = inventory_tables(hanoi().build());
  EXPECT_THAT(lines_of(find(all, "stated")),
              ElementsAre("record,measure,statement,exactness,basis,known",
                          "r1,value,value: at least 60 VND,at least,stated,bounded below",
                          "f1,chains,chains: about 400 chains,about,stated,\"near a number, without bounds\""));
  EXPECT_THAT(lines_of(find(all, "totals")), ElementsAre("measure,unit,basis,quantities,low,high,without_bounds",
                                                         "chains,chains,stated,1,,,1", "value,VND,stated,1,60,,0"));
  EXPECT_THAT(lines_of(find(all, "unnamed")),
              ElementsAre("record,group,extent,members", "f1,The others,not stated,2", "e1,The others,1,2"));
  EXPECT_THAT(lines_of(find(all, "undated")), ElementsAre("record,title", "f1,"));
}

TEST(InventoryTables, ShowThePartnersOfTheOneActorThatWasObserved) {
  const auto all = inventory_tables(hanoi().build());
  EXPECT_THAT(find(all, "ties_by_field").title(), HasSubstr("Province 01"));
  EXPECT_THAT(lines_of(find(all, "ties_by_field")),
              ElementsAre("id,name,field:food,field:trade", "14,Province 14,unknown,signed", "68,Province 68,unknown,unknown",
                          "moit,Ministry,unknown,unknown"));
  EXPECT_THAT(lines_of(find(all, "without_tie")),
              ElementsAre("id,name,kind,may_be_in", "68,Province 68,province,f1", "moit,Ministry,ministry,"));
  const network n = hanoi().build();
  EXPECT_THAT(find(inventory_tables(n, {.of = n.actor_with("14")}), "ties_by_field").title(), HasSubstr("Province 14"));
}

TEST(InventoryTables, ShowWhatEndsAndWhatChanged) {
  const auto all = inventory_tables(hanoi().build(), {.on = date(2018, 6, 12), .since = date(2017, 6)});
  EXPECT_THAT(lines_of(find(all, "ending")), ElementsAre("record,title,last", "r1,Programme,2018-12"));
  EXPECT_THAT(lines_of(find(all, "changes")), ElementsAre("when,what,id,title,certain", "2017-09,takes place,e1,Fair,yes"));
}

}  // namespace
}  // namespace coopgraph
