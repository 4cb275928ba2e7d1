// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/clustering/verify_contiguity.hpp>
#include <coopgraph/graph/contiguity.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using list = std::vector<std::string>;

network example(const std::string& name) { return read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/" + name); }

const cooperation_report& modelled() {
  static const cooperation_report report = make_cooperation_report(example("vietnam-modelled"));
  return report;
}

const report_section& section_of(const cooperation_report& report) { return report.section("contiguous-regions"); }

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

void add_deal(network_builder& b, const std::string& x, const std::string& y) {
  b.add(agreement_record{.id = x + y, .title = x + y, .status = "signed"});
  b.add(party_record{.agreement = x + y, .actor = x});
  b.add(party_record{.agreement = x + y, .actor = y});
}

/// Five firms near each other, each of which has a deal with each.
void add_town(network_builder& b, const std::string& town, int lon) {
  for (int i = 0; i < 5; ++i) {
    const std::string id = town + std::to_string(i);
    b.add(actor_record{.id = id,
                       .name = "Firm " + id,
                       .lon = std::to_string(lon) + '.' + std::to_string(i),
                       .lat = i % 2 == 0 ? "20" : "20.1",
                       .attributes = {{"population_2009", "1"}, {"population_2019", std::to_string(10 + i)}}});
    for (int k = 0; k < i; ++k) add_deal(b, town + std::to_string(k), id);
  }
}

network_builder two_towns() {
  network_builder b;
  add_town(b, "a", 100);
  add_town(b, "b", 110);
  return b;
}

TEST(ContiguousRegionsSection, SaysThatTheTiesAmongTheOthersWereNotObserved) {
  const cooperation_report report = make_cooperation_report(example("hanoi-2018"));
  EXPECT_THAT(section_of(report).text,
              ElementsAre(HasSubstr("Not observed: it takes the ties of all actors, and only those of Hà Nội were recorded")));
  EXPECT_THAT(section_of(report).tables, IsEmpty());
  EXPECT_THAT(section_of(report).figures, IsEmpty());
}

TEST(ContiguousRegionsSection, SaysInOneSentenceThatThereAreNoTies) {
  const cooperation_report report = make_cooperation_report(example("vietnam"));
  EXPECT_THAT(section_of(report).text, ElementsAre("There are no ties to form regions."));
  EXPECT_THAT(section_of(report).tables, IsEmpty());
}

TEST(ContiguousRegionsSection, SaysInOneSentenceThatActorsHaveNoPlace) {
  network_builder b;
  for (const char* id : {"a", "b", "c"}) b.add(actor_record{.id = id, .name = id});
  b.add(agreement_record{.id = "x", .title = "x", .status = "signed"});
  for (const char* id : {"a", "b", "c"}) b.add(party_record{.agreement = "x", .actor = id});
  const cooperation_report report = make_cooperation_report(b.build());
  EXPECT_THAT(section_of(report).text, ElementsAre(HasSubstr("lon and lat of actors.csv")));
  EXPECT_THAT(section_of(report).tables, IsEmpty());
}

TEST(ContiguousRegionsSection, HasEachProvinceInOneRegionWithItsPeople) {
  std::map<std::string, int> named;
  double people = 0.0;
  for (const auto& row : modelled().table_called("contiguous_regions").rows()) {
    EXPECT_EQ(std::get<std::int64_t>(row[1]), static_cast<std::int64_t>(std::get<list>(row.back()).size()));
    for (const std::string& name : std::get<list>(row.back())) ++named[name];
    people += std::get<double>(row[2]);
    EXPECT_GT(std::get<double>(row[3]), 0.5) << "most of the exchange of a region stays in it";
  }
  EXPECT_EQ(named.size(), 63U);
  for (const auto& [name, times] : named) EXPECT_EQ(times, 1) << name;
  EXPECT_EQ(people, 96208984.0) << "the census of 2019";
}

TEST(ContiguousRegionsSection, HasRegionsInOnePieceByTheNearestFour) {
  const network n = example("vietnam-modelled");
  std::vector<position> places;
  std::map<std::string, std::uint32_t> region;
  for (const auto& row : modelled().table_called("contiguous_regions").rows())
    for (const std::string& name : std::get<list>(row.back()))
      region[name] = static_cast<std::uint32_t>(std::get<std::int64_t>(row[0]));
  std::vector<std::uint32_t> label;
  for (const actor& a : n.actors()) {
    places.push_back(a.where.value());
    label.push_back(region.at(a.name));
  }
  const auto near = nearest_neighbour_contiguity(places, 4, {.islands = island_rule::connect});
  EXPECT_TRUE(regions_are_contiguous(near.graph, make_partition(label)));
}

TEST(ContiguousRegionsSection, SaysItsChoicesAndThatItIsModelled) {
  EXPECT_THAT(section_of(modelled()).text, Contains(HasSubstr("of flows, by exchange (index)")));
  EXPECT_THAT(section_of(modelled()).text, Contains(HasSubstr("each and its 4 nearest")));
  EXPECT_THAT(section_of(modelled()).text, Contains(HasSubstr("no least size was asked for")));
  EXPECT_THAT(section_of(modelled()).text, Contains(HasSubstr("these regions are modelled, not observed")));
  EXPECT_THAT(section_of(modelled()).text, Contains(HasSubstr("omega index")));
  EXPECT_GT(modelled().table_called("contiguous_movers").rows().size(), 0U);
}

TEST(ContiguousRegionsSection, DrawsEachProvinceOnceWithTheNumberOfItsRegion) {
  ASSERT_EQ(section_of(modelled()).figures.size(), 1U);
  const figure& f = section_of(modelled()).figures.front();
  const std::string& map = f.svg.str();
  std::size_t movers = 0;
  for (const auto& row : modelled().table_called("contiguous_regions").rows()) {
    const std::string number = std::to_string(std::get<std::int64_t>(row[0]));
    EXPECT_EQ(
        count_of(map, ": region " + number + "</title>") + count_of(map, ": region " + number + "; would have to move</title>"),
        std::get<list>(row.back()).size());
    movers += count_of(map, ": region " + number + "; would have to move</title>");
    EXPECT_GE(count_of(map, ">" + number + "</text>") + count_of(map, ">" + number + " "), std::get<list>(row.back()).size());
  }
  EXPECT_GT(movers, 0U);
  EXPECT_THAT(f.note, HasSubstr("Lines join neighbours in the same region."));
  EXPECT_THAT(map,
              HasSubstr("<svg class=\"figure cluster-map\" role=\"img\" aria-labelledby=\"region-map-title region-map-desc\""));
  const std::string page = to_page(modelled(), {});
  EXPECT_EQ(count_of(page, "id=\"region-map-title\""), 1U);
  EXPECT_THAT(page, HasSubstr("Lines join neighbours in the same region.</figcaption>"));
  EXPECT_THAT(page, Not(HasSubstr("style=\"")));
}

TEST(ContiguousRegionsSection, FindsTwoTownsAndAddsUpTheLatestPopulation) {
  network_builder b = two_towns();
  add_deal(b, "a0", "b0");
  const cooperation_report report = make_cooperation_report(b.build());
  const table& found = report.table_called("contiguous_regions");
  ASSERT_EQ(found.rows().size(), 2U);
  EXPECT_EQ(std::get<list>(found.rows()[0].back()), (list{"Firm a0", "Firm a1", "Firm a2", "Firm a3", "Firm a4"}));
  EXPECT_EQ(std::get<double>(found.rows()[0][2]), 60.0);
  EXPECT_EQ(std::get<double>(found.rows()[0][3]), 0.95) << "20 of the 21 ends of its ties";
  EXPECT_THAT(section_of(report).text, Contains(HasSubstr("names no official regions")));
  EXPECT_THAT(section_of(report).text, Each(Not(HasSubstr("modelled"))));
}

TEST(ContiguousRegionsSection, DoesNotJoinTwoTownsAcrossAThirdThatTheClustersLeaveOut) {
  network_builder b = two_towns();
  add_town(b, "m", 105);
  for (int i = 0; i < 5; ++i)
    for (int k = 0; k < 5; ++k) add_deal(b, "a" + std::to_string(i), "b" + std::to_string(k));
  const cooperation_report report = make_cooperation_report(b.build());
  EXPECT_EQ(report.table_called("clusters").rows().size(), 2U) << "a and b belong together by their ties";
  const auto rows = report.table_called("contiguous_regions").rows();
  ASSERT_EQ(rows.size(), 3U);
  for (const auto& row : rows) EXPECT_EQ(std::get<std::int64_t>(row[1]), 5);
}

TEST(ContiguousRegionsSection, NamesWhoIsInNoRegionAndLeavesAPopulationOpenThatOneMemberDoesNotState) {
  network_builder b = two_towns();
  b.add(actor_record{.id = "c", .name = "Firm c"});                             // no place
  b.add(actor_record{.id = "d", .name = "Firm d", .lon = "105", .lat = "20"});  // no tie
  b.add(actor_record{.id = "e", .name = "Firm e", .lon = "100.15", .lat = "20"});
  add_deal(b, "e", "a0");
  const cooperation_report report = make_cooperation_report(b.build());
  EXPECT_THAT(section_of(report).text, Contains(HasSubstr("2 actors have no place, or no tie")));
  const table& found = report.table_called("contiguous_regions");
  ASSERT_EQ(found.rows().size(), 2U);
  EXPECT_THAT(std::get<list>(found.rows()[0].back()), Contains("Firm e"));
  EXPECT_TRUE(std::holds_alternative<std::monostate>(found.rows()[0][2]));
  EXPECT_EQ(std::get<double>(found.rows()[1][2]), 60.0);
}

TEST(ContiguousRegionsSection, HasTheSameBytesEachTime) {
  EXPECT_EQ(to_page(modelled(), {}), to_page(make_cooperation_report(example("vietnam-modelled")), {}));
}

}  // namespace
}  // namespace coopgraph
