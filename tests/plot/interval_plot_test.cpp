// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/random.hpp>
#include <coopgraph/plot/interval_plot.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "picture_kit.hpp"

namespace coopgraph {
namespace {

using pictures::element;
using pictures::picture;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

interval_data three() {
  return {{{"Hà Nội", 8, 10, 9.0, "1", true, 2}, {"Huế", 2, 6, 3.0, "2–3", false, 0}, {"Sơn La", 0, 4, {}, "2–3", false, 1}},
          "score"};
}

double x_of_dot(const figure& f, std::size_t actor) {
  for (const element& e : picture(f).actors(actor))
    if (e.name == "circle") return e.number("cx");
  throw std::runtime_error("no dot");
}
element line_of(const figure& f, std::size_t actor) {
  for (const element& e : picture(f).actors(actor))
    if (e.name == "line") return e;
  throw std::runtime_error("no line");
}

TEST(IntervalPlot, a_row_is_a_line_from_low_to_high_with_its_value_on_it) {
  const figure f = interval_plot(three());
  pictures::expect_sound(f);
  const double unit = (line_of(f, 2).number("x2") - line_of(f, 2).number("x1")) / 2;
  EXPECT_NEAR(line_of(f, 0).number("x2") - line_of(f, 0).number("x1"), 4 * unit, 0.2);
  EXPECT_NEAR(x_of_dot(f, 2) - x_of_dot(f, 0), 6 * unit, 0.2);
  EXPECT_THAT(picture(f).tooltips(), Contains("Huế: 3 (2 to 6)"));
  EXPECT_THAT(picture(f).tooltips(), Contains("Sơn La: 0 to 4"));
  EXPECT_THAT(picture(f).texts(), Contains("2–3  Huế"));
  EXPECT_THAT(picture(f).texts(), Contains("score"));
}

TEST(IntervalPlot, what_the_data_do_not_decide_is_hollow_and_dashed) {
  const figure f = interval_plot(three());
  EXPECT_FALSE(line_of(f, 2).has("stroke-dasharray"));
  EXPECT_TRUE(line_of(f, 0).has("stroke-dasharray"));
  EXPECT_THAT(picture(f).texts(), Contains("its place is not decided by the data"));
  interval_data sure = three();
  for (auto& r : sure.rows) r.decided = true;
  EXPECT_THAT(picture(interval_plot(sure)).texts(), Not(Contains("its place is not decided by the data")));
}

TEST(IntervalPlot, bars_begin_at_zero) {
  interval_data data = three();
  data.rows = {{"a", 90, 100, 95.0, {}, true, 0}, {"b", 80, 90, 85.0, {}, true, 1}};
  const figure f = interval_plot(data, {.mark = interval_mark::bar});
  pictures::expect_sound(f);
  std::vector<double> width;
  for (const element& e : picture(f).all("rect")) width.push_back(e.number("width"));
  ASSERT_EQ(width.size(), 2U);
  EXPECT_NEAR(width[0] / width[1], 95.0 / 85.0, 0.01);
  data.rows[0] = {"a", -100, -90, -95.0, {}, true, 0};
  pictures::expect_sound(interval_plot(data, {.mark = interval_mark::bar}));
}

TEST(IntervalPlot, a_ranking_gives_its_rows_with_places) {
  const std::vector<double> low{1, 5, 2};
  const std::vector<double> high{3, 5, 4};
  const std::vector<std::string> names{"a", "b", "c"};
  const interval_data data = make_intervals(rank_intervals(low, high), names, std::vector<double>{2, 5, 3});
  ASSERT_EQ(data.rows.size(), 3U);
  EXPECT_EQ(data.rows[0].label, "b");
  EXPECT_EQ(data.rows[0].place, "1");
  EXPECT_TRUE(data.rows[0].decided);
  EXPECT_EQ(data.rows[1].place, "2–3");
  EXPECT_FALSE(data.rows[1].decided);
  EXPECT_EQ(data.rows[1].value, 2.0);
  pictures::expect_sound(interval_plot(data));
  EXPECT_FALSE(make_intervals(rank_intervals(low, high), names).rows[1].value) << "no value where there is an interval";
  EXPECT_EQ(make_intervals(rank_intervals(low, high), names).rows[0].value, 5.0);
  EXPECT_THROW((void)make_intervals(rank_intervals(low, high), std::vector<std::string>{"a"}), input_error);
  EXPECT_THROW((void)make_intervals(rank_intervals(low, high), names, std::vector<double>{1}), input_error);
}

TEST(IntervalPlot, the_first_rows_stay_where_there_are_too_many) {
  const figure f = interval_plot(three(), {.lang = language::vietnamese, .most = 1});
  pictures::expect_sound(f);
  EXPECT_EQ(f.note, "Chỉ gồm 1 dòng đầu trong 3 dòng.");
  EXPECT_THAT(picture(f).texts(), Not(Contains("2–3  Huế")));
}

TEST(IntervalPlot, is_sound_for_numbers_of_any_size_and_the_same_bytes_each_time) {
  for (std::uint64_t seed = 0; seed < 80; ++seed) {
    random_stream random(seed, "interval_test");
    interval_data data;
    data.unit = pictures::hostile_names()[seed % 8];
    double scale = 1;
    for (std::uint64_t k = random.below(300); k > 0; --k) scale *= seed % 2 == 0 ? 10 : 0.1;
    for (std::size_t i = 0; i < 1 + random.below(30); ++i) {
      const double low = (random.uniform() - (seed % 3 == 0 ? 0.5 : 0.0)) * scale;
      const double high = low + (random.below(3) == 0 ? 0.0 : random.uniform() * scale);
      data.rows.push_back({pictures::hostile_names()[i % 8], low, high, {}, std::to_string(i), random.below(2) == 0, i});
      if (random.below(2) == 0) data.rows.back().value = random.below(2) == 0 ? low : high;
    }
    const interval_plot_options options{.mark = seed % 5 == 0 ? interval_mark::bar : interval_mark::dot};
    const figure f = interval_plot(data, options);
    pictures::expect_sound(f, "seed " + std::to_string(seed));
    EXPECT_EQ(f.svg.str(), interval_plot(data, options).svg.str());
    EXPECT_THAT(f.svg.str(), Not(HasSubstr("<script")));
  }
  const double largest = std::numeric_limits<double>::max();
  pictures::expect_sound(interval_plot(interval_data{{{"all", -largest, largest}, {"zero", 0, 0, 0.0}}}));
  pictures::expect_sound(interval_plot(interval_data{{{"zero", 0, 0, 0.0}}}));
}

TEST(IntervalPlot, says_so_where_there_is_nothing_to_compare) {
  pictures::expect_sound(interval_plot(interval_data{}));
  EXPECT_THAT(picture(interval_plot(interval_data{})).texts(), ElementsAre("There is nothing to compare."));
}

TEST(IntervalPlot, refuses_what_is_no_interval_and_options_outside_their_range) {
  const auto refuses = [](interval_data::row r) { EXPECT_THROW((void)interval_plot(interval_data{{r}}), input_error); };
  refuses({"x", 2, 1});
  refuses({"x", 0, std::numeric_limits<double>::infinity()});
  refuses({"x", std::numeric_limits<double>::quiet_NaN(), 1});
  refuses({"x", 0, 1, 1.5});
  refuses({"x", 0, 1, std::numeric_limits<double>::quiet_NaN()});
  EXPECT_THROW((void)interval_plot(three(), {.id = "1"}), option_error);
  EXPECT_THROW((void)interval_plot(three(), {.width = 99}), option_error);
  EXPECT_THROW((void)interval_plot(three(), {.most = 0}), option_error);
}

}  // namespace
}  // namespace coopgraph
