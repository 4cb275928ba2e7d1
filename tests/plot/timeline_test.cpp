// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/io/dataset.hpp>
#include <coopgraph/plot/timeline.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "picture_kit.hpp"
#include "support/small_network.hpp"

namespace coopgraph {
namespace {

using pictures::element;
using pictures::picture;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

timeline_data three() {
  return {{{"programme", {date(2016), date(2020)}, "tourism"},
           {"minutes", {date(2018, 6), std::nullopt}, "trade"},
           {"old minutes", {std::nullopt, date(2017)}, "trade"},
           {"undated plan", {}, "trade"}}};
}

std::vector<element> told(const figure& f, const std::string& tooltip, const std::string& name) {
  std::vector<element> found;
  for (const element& e : picture(f).all(name))
    if (e.tooltip == tooltip) found.push_back(e);
  return found;
}

TEST(Timeline, a_bar_reaches_from_the_first_day_to_the_last_and_open_ends_are_arrows) {
  const figure f = timeline(three());
  pictures::expect_sound(f);
  const element bar = told(f, "programme (2016 – 2020)", "rect").at(0);
  const element begin = told(f, "minutes (from 2018-06)", "rect").at(0);
  const element end = told(f, "old minutes (until 2017)", "rect").at(0);
  EXPECT_EQ(told(f, "programme (2016 – 2020)", "path").size(), 0U);
  EXPECT_EQ(told(f, "minutes (from 2018-06)", "path").size(), 1U);
  EXPECT_EQ(told(f, "old minutes (until 2017)", "path").size(), 1U);
  // Years are alike but for leap days: June 2018 is 29 months of the bar's 60 after its begin, the end of 2017 24 months.
  const double month = bar.number("width") / 60;
  EXPECT_NEAR(begin.number("x") + 1.2, bar.number("x") + 29 * month, 0.4);
  EXPECT_NEAR(end.number("x") + 1.2, bar.number("x") + 24 * month, 0.4);
  EXPECT_EQ(f.note, "Without a date: undated plan.");
}

TEST(Timeline, rows_are_grouped_by_field_and_come_by_their_begin) {
  const figure f = timeline(three());
  std::map<double, std::string> labels;
  for (const element& e : picture(f).all("text"))
    if (e.number("x") < 0) labels[e.number("y")] = e.text;
  std::vector<std::string> order;
  for (const auto& [y, text] : labels) order.push_back(text);
  EXPECT_THAT(order, ElementsAre("tourism (1)", "programme", "trade (2)", "old minutes", "minutes"));
}

TEST(Timeline, too_many_rows_are_counted_by_the_year_in_which_they_begin) {
  timeline_data data = three();
  data.rows.push_back({"more", {date(2018, 1, 5), date(2019)}, "trade"});
  const figure f = timeline(data, {.most = 3});
  pictures::expect_sound(f);
  EXPECT_THAT(picture(f).tooltips(), Contains("2018, trade: 2"));
  EXPECT_THAT(picture(f).tooltips(), Contains("2016, tourism: 1"));
  EXPECT_THAT(picture(f).tooltips(), Contains("2017, trade: 1"));
  EXPECT_THAT(picture(f).texts(), Contains("A  trade"));
  EXPECT_EQ(f.note, "Without a date: undated plan. Counted by their end, for no begin is stated: 1.");
}

TEST(Timeline, counts_add_up_over_periods_of_several_years) {
  random_stream random(1, "timeline_test");
  timeline_data data;
  for (std::size_t i = 0; i < 400; ++i)
    data.rows.push_back({std::to_string(i),
                         {date(1850 + static_cast<int>(random.below(170))), std::nullopt},
                         "field " + std::to_string(random.below(12))});
  const figure f = timeline(data);
  pictures::expect_sound(f);
  std::size_t sum = 0;
  for (const std::string& tip : picture(f).tooltips()) sum += std::stoul(tip.substr(tip.rfind(' ') + 1));
  EXPECT_EQ(sum, 400U);
  EXPECT_THAT(picture(f).texts(), Contains("H  5 others")) << "seven fields and the rest";
}

TEST(Timeline, a_network_gives_its_agreements_with_the_day_they_were_signed_where_no_begin_is_stated) {
  network_builder b;
  testing::add_actors(b, {"h", "a"});
  testing::add_agreement(b, {.id = "x", .title = "X", .status = "signed", .fields = "trade", .signed_on = "2017-05"},
                         {{.who = "h"}, {.who = "a"}});
  testing::add_agreement(b,
                         {.id = "y",
                          .kind = "minutes",
                          .status = "signed",
                          .fields = "trade;tourism",
                          .effective_from = "2018",
                          .effective_to = "2019"},
                         {{.who = "h"}, {.who = "a"}});
  const timeline_data data = make_timeline(b.build());
  ASSERT_EQ(data.rows.size(), 2U);
  EXPECT_EQ(data.rows[0].when.first, date(2017, 5));
  EXPECT_FALSE(data.rows[0].when.last);
  EXPECT_EQ(data.rows[0].group, "trade");
  EXPECT_EQ(data.rows[1].label, "minutes: h – a");
  EXPECT_EQ(data.rows[1].group, "several fields");
  EXPECT_EQ(data.rows[1].what, "trade, tourism");
}

TEST(Timeline, the_agreements_of_a_capital_are_legible_in_both_languages) {
  const network n = read_dataset(COOPGRAPH_SOURCE_DIR "/examples/data/hanoi-2018");
  for (const language lang : {language::english, language::vietnamese}) {
    const figure f = timeline(n, {.lang = lang});
    pictures::expect_sound(f);
    EXPECT_FALSE(f.note.empty());
  }
  EXPECT_EQ(timeline(n, {.lang = language::vietnamese}).title, "Thỏa thuận theo thời kỳ");
}

TEST(Timeline, is_sound_for_random_periods_of_any_time_and_the_same_bytes_each_time) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    random_stream random(seed, "timeline_test");
    timeline_data data;
    const std::size_t n = 1 + random.below(80);
    const std::size_t reach = 1 + random.below(seed % 3 == 0 ? 9000 : 60);
    for (std::size_t i = 0; i < n; ++i) {
      const int year = 1 + static_cast<int>(random.below(9999 - reach));
      timeline_data::row row{pictures::hostile_names()[i % 8],
                             {date(year), date(year + static_cast<int>(random.below(reach)))},
                             pictures::hostile_names()[random.below(8)]};
      if (random.below(4) == 0) row.when.first.reset();
      if (random.below(4) == 0) row.when.last.reset();
      data.rows.push_back(row);
    }
    const timeline_options options{.most = seed % 2 == 0 ? 500U : 5U};
    const figure f = timeline(data, options);
    pictures::expect_sound(f, "seed " + std::to_string(seed));
    EXPECT_EQ(f.svg.str(), timeline(data, options).svg.str());
    EXPECT_THAT(f.svg.str(), Not(HasSubstr("<script")));
  }
  pictures::expect_sound(timeline(
      timeline_data{{{"all", {date(1), date(9999)}}, {"none", {std::nullopt, date(1)}}, {"late", {date(9999), std::nullopt}}}}));
}

TEST(Timeline, says_so_where_no_record_has_a_date) {
  pictures::expect_sound(timeline(timeline_data{}));
  const figure f = timeline(timeline_data{{{"plan", {}}}});
  EXPECT_THAT(picture(f).texts(), ElementsAre("No record has a date."));
  EXPECT_EQ(f.note, "Without a date: plan.");
}

TEST(Timeline, refuses_a_period_that_ends_before_it_begins_and_options_outside_their_range) {
  EXPECT_THROW((void)timeline(timeline_data{{{"x", {date(2018), date(2017)}}}}), input_error);
  EXPECT_THROW((void)timeline(three(), {.id = ""}), option_error);
  EXPECT_THROW((void)timeline(three(), {.width = 99}), option_error);
  EXPECT_THROW((void)timeline(three(), {.width = 2001}), option_error);
  EXPECT_THROW((void)timeline(three(), {.most = 0}), option_error);
  EXPECT_THROW((void)timeline(three(), {.most = 501}), option_error);
}

}  // namespace
}  // namespace coopgraph
