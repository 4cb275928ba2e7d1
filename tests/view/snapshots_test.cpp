// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/view/snapshots.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "support/matchers.hpp"
#include "support/random_network.hpp"
#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using testing::add_actors;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

template <class View>
std::vector<std::string> dates_of(const std::vector<snapshot_at<View>>& all) {
  std::vector<std::string> dates;
  for (const auto& one : all) dates.push_back(to_text(one.on));
  return dates;
}

template <class View>
std::vector<std::size_t> edges_of(const std::vector<snapshot_at<View>>& all) {
  std::vector<std::size_t> edges;
  for (const auto& one : all) edges.push_back(one.view.graph.view().edges());
  return edges;
}

template <class View>
void expect_same(const View& x, const View& y) {
  const auto g = x.graph.view(), h = y.graph.view();
  EXPECT_EQ(g.vertices(), h.vertices());
  EXPECT_THAT(g.source, ElementsAreArray(h.source));
  EXPECT_THAT(g.target, ElementsAreArray(h.target));
  EXPECT_EQ(x.strengths, y.strengths);
  EXPECT_EQ(x.basis, y.basis);
  EXPECT_EQ(x.taken, y.taken);
  EXPECT_EQ(x.possibly, y.possibly);
  EXPECT_EQ(x.undated, y.undated);
  EXPECT_EQ(x.left_out, y.left_out);
}

/// a-b from March 2015 to the leap February of 2016, a-c signed on 1 June 2015 without an end, b-c undated.
network dated() {
  network_builder b;
  add_actors(b, {"a", "b", "c"});
  b.add(agreement_record{.id = "g", .status = "ended", .effective_from = "2015-03", .effective_to = "2016-02"});
  b.add(agreement_record{.id = "h", .status = "signed", .signed_on = "2015-06-01"});
  b.add(agreement_record{.id = "u", .status = "signed"});
  testing::add_parties(b, "g", {"a", "b"});
  testing::add_parties(b, "h", {"a", "c"});
  testing::add_parties(b, "u", {"b", "c"});
  b.add(flow_record{.id = "f", .origin = "a", .destination = "b", .effective_from = "2014-12-31", .effective_to = "2015"});
  return b.build();
}

TEST(Snapshots, ThereIsOneForEachYearFromTheFirstDateStatedToTheLast) {
  const network n = dated();
  const auto all = agreement_snapshots(n);
  EXPECT_THAT(dates_of(all), ElementsAre("2015", "2016"));
  EXPECT_THAT(edges_of(all), ElementsAre(3U, 3U));
  const agreement_id h = n.agreement_with("h"), u = n.agreement_with("u");
  EXPECT_THAT(all[0].view.possibly, ElementsAre(u)) << "h was signed in 2015";
  EXPECT_THAT(all[1].view.possibly, ElementsAre(h, u));
  EXPECT_THAT(all[1].view.undated, ElementsAre(u));
}

TEST(Snapshots, AndForEachMonth) {
  const auto all = agreement_snapshots(dated(), projection_options{.where = {.undated = undated_records::exclude}},
                                       {.every = calendar_step::month});
  EXPECT_THAT(dates_of(all), ElementsAre("2015-03", "2015-04", "2015-05", "2015-06", "2015-07", "2015-08", "2015-09", "2015-10",
                                         "2015-11", "2015-12", "2016-01", "2016-02"));
  EXPECT_THAT(edges_of(all), ElementsAre(1U, 1U, 1U, 2U, 2U, 2U, 2U, 2U, 2U, 2U, 2U, 2U));
}

TEST(Snapshots, ALeapDayBelongsToItsFebruary) {
  network_builder b;
  add_actors(b, {"a", "b"});
  b.add(agreement_record{.id = "g", .status = "signed", .effective_from = "2016-02-29", .effective_to = "2016-02-29"});
  testing::add_parties(b, "g", {"a", "b"});
  const network n = b.build();
  const auto all =
      agreement_snapshots(n, projection_options{}, {.every = calendar_step::month, .first = date(2016), .last = date(2016, 3)});
  EXPECT_THAT(dates_of(all), ElementsAre("2016-01", "2016-02", "2016-03"));
  EXPECT_THAT(edges_of(all), ElementsAre(0U, 1U, 0U));
  EXPECT_THAT(dates_of(agreement_snapshots(n, projection_options{}, {.every = calendar_step::month})), ElementsAre("2016-02"));
}

TEST(Snapshots, FirstAndLastAreTakenWhole) {
  const network n = dated();
  EXPECT_THAT(dates_of(agreement_snapshots(n, projection_options{}, {.first = date(2013, 12, 31)})),
              ElementsAre("2013", "2014", "2015", "2016"));
  EXPECT_THAT(dates_of(agreement_snapshots(n, projection_options{}, {.last = date(2018, 1)})),
              ElementsAre("2015", "2016", "2017", "2018"));
  EXPECT_THAT(dates_of(agreement_snapshots(n, projection_options{},
                                           {.every = calendar_step::month, .first = date(2016), .last = date(2016, 2, 1)})),
              ElementsAre("2016-01", "2016-02"));
  EXPECT_THAT(dates_of(agreement_snapshots(n, projection_options{},
                                           {.every = calendar_step::month, .first = date(2015, 12, 5), .last = date(2016)}))
                  .size(),
              13U);
}

TEST(Snapshots, ASignatureIsADateThatIsStated) {
  network_builder b;
  add_actors(b, {"a", "b"});
  b.add(agreement_record{.id = "g", .status = "signed", .signed_on = "2013-05", .effective_from = "2015"});
  testing::add_parties(b, "g", {"a", "b"});
  const auto all = agreement_snapshots(b.build());
  EXPECT_THAT(dates_of(all), ElementsAre("2013", "2014", "2015"));
  EXPECT_THAT(edges_of(all), ElementsAre(0U, 0U, 1U)) << "it begins when it says so";
}

TEST(Snapshots, OfFlowsHaveTheDatesOfFlows) {
  const auto all = flow_snapshots(dated(), flow_projection_options{});
  EXPECT_THAT(dates_of(all), ElementsAre("2014", "2015"));
  EXPECT_THAT(edges_of(all), ElementsAre(1U, 1U));
}

TEST(Snapshots, WithoutADatedRecordThereIsNoneUnlessBothEndsAreGiven) {
  network_builder b;
  add_actors(b, {"a", "b"});
  testing::add_agreement(b, "u", {"a", "b"});
  const network n = b.build();
  EXPECT_THAT(agreement_snapshots(n), IsEmpty());
  EXPECT_THAT(agreement_snapshots(n, projection_options{}, {.first = date(2015)}), IsEmpty());
  EXPECT_THAT(edges_of(agreement_snapshots(n, projection_options{}, {.first = date(2015), .last = date(2016)})),
              ElementsAre(1U, 1U));
}

TEST(Snapshots, AreTheProjectionsOfTheirDates) {
  const snapshot_options years{.first = date(1999), .last = date(2012)};
  const snapshot_options months{.every = calendar_step::month, .first = date(2003, 3), .last = date(2005, 2)};
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const network n = kit::random_network(seed);
    for (const auto& when : {years, months}) {
      const auto agreements = agreement_snapshots(n, projection_options{.as = projection::clique}, when);
      ASSERT_EQ(agreements.size(), when.every == calendar_step::year ? 14U : 24U);
      for (const auto& one : agreements)
        expect_same(one.view, project_agreements(n, {.where = {.on = one.on}, .as = projection::clique}));
      for (const auto& one : flow_snapshots(n, flow_projection_options{}, when))
        expect_same(one.view, project_flows(n, {.where = {.on = one.on}}));
    }
  }
}

TEST(Snapshots, AYearTakesWhatOneOfItsMonthsTakes) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const network n = kit::random_network(seed);
    const projection_options options{.as = projection::clique};
    const auto year = agreement_snapshots(n, options, {.first = date(2004), .last = date(2004)}).at(0);
    std::vector<bool> in_a_month(n.agreements().size(), false);
    for (const auto& month :
         agreement_snapshots(n, options, {.every = calendar_step::month, .first = date(2004), .last = date(2004)}))
      for (edge_id e = 0; e < month.view.records.size(); ++e)
        for (const agreement_id id : month.view.records[e]) in_a_month[id.index()] = true;
    std::vector<bool> in_the_year(n.agreements().size(), false);
    for (edge_id e = 0; e < year.view.records.size(); ++e)
      for (const agreement_id id : year.view.records[e]) in_the_year[id.index()] = true;
    for (std::size_t i = 0; i < in_a_month.size(); ++i)
      EXPECT_TRUE(in_the_year[i] || !in_a_month[i]) << "seed " << seed << ", agreement " << i;
  }
}

TEST(Snapshots, RefuseATimeInTheFilter) {
  const network n = dated();
  const char* const told = "on and during left empty: each view has its date";
  EXPECT_TRUE(kit::refuses<option_error>([&] { return agreement_snapshots(n, projection_options{.where = {.on = date(2015)}}); },
                                         "where", "a filter with a time of its own", told));
  EXPECT_TRUE(kit::refuses<option_error>(
      [&] {
        return flow_snapshots(n, flow_projection_options{.where = {.during = stated_period{date(2015), {}}}});
      },
      "where", "a filter with a time of its own", told));
}

TEST(Snapshots, RefuseAFirstDateAfterTheLast) {
  const network n = dated();
  const auto refused = [&](const snapshot_options& when, const char* first, const char* last) {
    return kit::refuses<option_error>([&] { return agreement_snapshots(n, projection_options{}, when); }, "first", first,
                                      std::string("a date up to the last, ") + last);
  };
  EXPECT_TRUE(refused({.first = date(2017), .last = date(2016)}, "2017-01-01", "2016-12-31"));
  EXPECT_TRUE(refused({.first = date(2016, 6), .last = date(2016, 5)}, "2016-06-01", "2016-05-31")) << "of one year";
  EXPECT_TRUE(refused({.first = date(2017)}, "2017-01-01", "2016-02-29")) << "after the last that is stated";
  EXPECT_TRUE(refused({.last = date(2014)}, "2015-03-01", "2014-12-31"));
}

TEST(Snapshots, RefuseMoreThanTwelveThousand) {
  const network n = network_builder().build();
  const auto of = [&](const date& last) {
    return [&n, last] {
      return agreement_snapshots(n, projection_options{}, {.every = calendar_step::month, .first = date(1), .last = last});
    };
  };
  EXPECT_EQ(of(date(1000))().size(), 12'000U);
  EXPECT_TRUE(kit::refuses<option_error>(of(date(1001, 1)), "every", "a step that makes 12001 views",
                                         "at most 12000; give first and last, or take years"));
}

}  // namespace
}  // namespace coopgraph
