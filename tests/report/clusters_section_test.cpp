// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace coopgraph {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using list = std::vector<std::string>;

network example(const std::string& name) { return read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/" + name); }

TEST(ClustersSection, SaysThatTheTiesAmongTheOthersWereNotObserved) {
  const cooperation_report report = make_cooperation_report(example("hanoi-2018"));
  const report_section& s = report.section("clusters");
  EXPECT_THAT(s.tables, IsEmpty());
  EXPECT_THAT(s.text,
              ElementsAre(HasSubstr("Not observed: it takes the ties of all actors, and only those of Hà Nội were recorded")));
}

TEST(ClustersSection, SetsTheClustersOfTheModelledNetworkBesideTheOfficialRegions) {
  const cooperation_report report = make_cooperation_report(example("vietnam-modelled"));
  const report_section& s = report.section("clusters");
  EXPECT_THAT(s.text, Contains(HasSubstr("flows, by exchange (index)")));
  EXPECT_THAT(s.text, Contains(HasSubstr("these clusters are modelled, not observed")));
  EXPECT_THAT(s.text, Contains(HasSubstr("omega index")));

  const table& clusters = report.table_called("clusters");
  ASSERT_GE(clusters.rows().size(), 2U);
  std::size_t members = 0;
  for (const auto& row : clusters.rows()) members += std::get<list>(row.back()).size();
  EXPECT_EQ(members, 63U) << "each province has ties, and is in one cluster";
  EXPECT_EQ(report.table_called("cluster_members").rows().size(), 63U);
  std::int64_t shared = 0;
  for (const auto& row : report.table_called("cluster_regions").rows())
    if (std::get<std::string>(row[1]) == "Mekong Delta") shared += std::get<std::int64_t>(row[2]);
  EXPECT_EQ(shared, 13) << "the members of a region are spread over the clusters, none twice";
  EXPECT_GT(report.table_called("movers").rows().size(), 0U);
}

TEST(ClustersSection, LeavesActorsWithoutTiesOutAndSaysWhereThereAreNoRegions) {
  network_builder b;
  for (const char* id : {"a", "b", "c", "d", "e"}) b.add(actor_record{.id = id, .name = std::string("Firm ") + id});
  const auto deal = [&](const char* id, const char* x, const char* y) {
    b.add(agreement_record{.id = id, .title = id, .status = "signed"});
    b.add(party_record{.agreement = id, .actor = x});
    b.add(party_record{.agreement = id, .actor = y});
  };
  deal("x", "a", "b");
  deal("y", "c", "d");
  const cooperation_report report = make_cooperation_report(b.build());
  EXPECT_THAT(report.section("clusters").text, Contains(HasSubstr("The dataset names no regions")));
  const table& members = report.table_called("cluster_members");
  std::set<std::string> named;
  for (const auto& row : members.rows()) named.insert(std::get<std::string>(row[0]));
  EXPECT_EQ(named, (std::set<std::string>{"Firm a", "Firm b", "Firm c", "Firm d"})) << "e has no tie";
}

TEST(ClustersSection, HasTheSameBytesEachTime) {
  const network n = example("vietnam-modelled");
  EXPECT_EQ(to_page(make_cooperation_report(n), {}), to_page(make_cooperation_report(n), {}));
}

}  // namespace
}  // namespace coopgraph
