// SPDX-License-Identifier: BSL-1.0
// Who is central, who brokers and who depends on how few, on networks small enough to be worked out by hand.
#include <coopgraph/model/network_builder.hpp>
#include <coopgraph/report/cooperation_report.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <variant>

namespace coopgraph {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const table_cell& cell(const table& t, std::size_t row, const std::string& key) {
  for (std::size_t c = 0; c < t.columns().size(); ++c)
    if (t.columns()[c].key == key) return t.rows()[row][c];
  throw input_error("cell", "key", key, "a column");
}
std::string text(const table& t, std::size_t row, const std::string& key) { return std::get<std::string>(cell(t, row, key)); }
std::int64_t whole(const table& t, std::size_t row, const std::string& key) { return std::get<std::int64_t>(cell(t, row, key)); }
double number(const table& t, std::size_t row, const std::string& key) { return std::get<double>(cell(t, row, key)); }

network_builder actors(const char* ids) {
  network_builder b;
  for (const char* id = ids; *id != 0; ++id) b.add(actor_record{.id = std::string(1, *id), .name = std::string(1, *id)});
  return b;
}

void flow(network_builder& b, const std::string& from, const std::string& to, const std::string& capacity) {
  b.add(flow_record{.id = from + to,
                    .origin = from,
                    .destination = to,
                    .product = "rice",
                    .capacity = capacity,
                    .unit = capacity.empty() ? "" : "t"});
}

TEST(concentration, is_the_sum_of_the_squared_shares) {
  network_builder b = actors("abcd");
  flow(b, "a", "c", "3");
  flow(b, "b", "c", "1");
  flow(b, "a", "d", "7");
  const cooperation_report report = make_cooperation_report(b.build());
  const table& t = report.table_called("concentration");
  ASSERT_THAT(t.rows(), SizeIs(2));
  EXPECT_EQ(text(t, 0, "receiver"), "d");  // the most concentrated first
  EXPECT_EQ(number(t, 0, "hhi"), 1.0);
  EXPECT_EQ(text(t, 1, "receiver"), "c");
  EXPECT_EQ(text(t, 1, "largest"), "a");
  EXPECT_EQ(number(t, 1, "share"), 0.75);
  EXPECT_NEAR(number(t, 1, "hhi"), 0.625, 0.0051);  // 0.75^2 + 0.25^2, in hundredths
  EXPECT_THAT(report.section("concentration").text.front(), HasSubstr("1 of 2 receivers has a single sender"));
}

TEST(concentration, says_nothing_of_who_also_receives_without_a_stated_amount) {
  network_builder b = actors("abc");
  flow(b, "a", "c", "3");
  flow(b, "b", "c", "");
  const cooperation_report report = make_cooperation_report(b.build());
  EXPECT_THAT(report.section("concentration").tables, IsEmpty());
  EXPECT_THAT(report.section("concentration").text, Contains(HasSubstr("1 receiver is left out")));
}

TEST(brokers, join_two_of_other_regions_that_have_no_tie) {
  network_builder b = actors("abc");
  for (const char* id : {"a", "b", "c"}) b.add(region_record{.region = id[0] == 'c' ? "south" : "north", .actor = id});
  for (const char* ends : {"ab", "bc"}) {
    b.add(agreement_record{.id = ends, .title = ends, .status = "signed"});
    for (const char* end = ends; *end != 0; ++end) b.add(party_record{.agreement = ends, .actor = std::string(1, *end)});
  }
  const cooperation_report report = make_cooperation_report(b.build());
  const table& t = report.table_called("brokers");
  ASSERT_THAT(t.rows(), SizeIs(1));
  EXPECT_EQ(text(t, 0, "actor"), "b");
  EXPECT_EQ(whole(t, 0, "between"), 2);  // the pair a, c from both ends
  EXPECT_EQ(whole(t, 0, "gatekeeper"), 1);
  EXPECT_EQ(whole(t, 0, "representative"), 1);
  EXPECT_EQ(whole(t, 0, "coordinator"), 0);
}

TEST(centrality, gives_ranks_between_bounds_that_do_not_hang_on_threads) {
  network_builder b = actors("abcde");
  for (const char* ends : {"ab", "ac", "ad", "ae", "bc"}) {
    b.add(agreement_record{.id = ends, .title = ends, .status = "signed", .fields = "trade"});
    for (const char* end = ends; *end != 0; ++end) b.add(party_record{.agreement = ends, .actor = std::string(1, *end)});
  }
  const network from = b.build();
  const cooperation_report report = make_cooperation_report(from, {.run = {.threads = 1}});
  const table& t = report.table_called("centrality");
  ASSERT_THAT(t.rows(), SizeIs(5));
  EXPECT_EQ(text(t, 0, "actor"), "a");
  for (std::size_t row = 0; row < 5; ++row) {
    EXPECT_GE(whole(t, row, "rank_low"), 1);
    EXPECT_LE(whole(t, row, "rank_low"), whole(t, row, "rank_high"));
    EXPECT_LE(whole(t, row, "rank_high"), 5);
  }
  EXPECT_LT(whole(t, 3, "rank_low"), whole(t, 3, "rank_high"));  // d and e are alike: nothing decides between them
  EXPECT_EQ(to_json(report, {}), to_json(make_cooperation_report(from, {.run = {.threads = 3}}), {}));
  EXPECT_EQ(text(report.table_called("centrality_by_field"), 0, "actor"), "a");
}

}  // namespace
}  // namespace coopgraph
