// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/date.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

namespace {

using namespace coopgraph;

TEST(date, of_day_is_the_inverse_of_first_day_on_every_day_of_the_years_1_to_9999) {
  constexpr int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  day_number n = -719162;  // 1 January of year 1; day 0 is checked below
  for (int year = 1; year <= 9999; ++year)
    for (int month = 1; month <= 12; ++month) {
      const bool leap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0);
      const int days = month_days[month - 1] + (month == 2 && leap ? 1 : 0);
      for (int day = 1; day <= days; ++day, ++n) {
        const date d = date::of_day(n);
        ASSERT_TRUE(d.year() == year && d.month() == month && d.day() == day) << to_text(d) << " is day " << n;
        ASSERT_EQ(d.first_day(), n);
        ASSERT_EQ(d.last_day(), n);
      }
    }
  EXPECT_EQ(n, date(9999, 12, 31).last_day() + 1);
  EXPECT_EQ(to_text(date::of_day(0)), "1970-01-01");
}

TEST(date, refuses_days_outside_its_years) {
  for (const day_number n : {date(1).first_day() - 1, date(9999).last_day() + 1, std::numeric_limits<day_number>::min(),
                             std::numeric_limits<day_number>::max()})
    EXPECT_THROW((void)date::of_day(n), input_error) << n;
}

TEST(date, stands_for_all_days_of_a_month_or_year) {
  EXPECT_EQ(date(2017).first_day(), date(2017, 1, 1).first_day());
  EXPECT_EQ(date(2017).last_day(), date(2017, 12, 31).first_day());
  EXPECT_EQ(date(2016, 2).last_day(), date(2016, 2, 29).first_day());
  EXPECT_EQ(date(1900, 2).last_day(), date(1900, 2, 28).first_day());
  EXPECT_EQ(date(2000, 2).last_day(), date(2000, 2, 29).first_day());
}

TEST(date, refuses_what_does_not_exist) {
  EXPECT_THROW(date(2017, 13), input_error);
  EXPECT_THROW(date(2017, 2, 29), input_error);
  EXPECT_THROW(date(2017, 0, 1), input_error);
  EXPECT_THROW(date(0), input_error);
  EXPECT_THROW(date(10000), input_error);
  EXPECT_THROW(date(2017, 1, -1), input_error);
}

TEST(parse_date, reads_years_months_and_days_and_writes_them_back) {
  for (const std::string_view text : {"2017", "2017-07", "2017-07-01", "0001-01-01", "9999-12-31", "2016-02-29"}) {
    const auto d = parse_date(text);
    ASSERT_TRUE(d) << text;
    EXPECT_EQ(to_text(*d), text);
  }
}

TEST(parse_date, refuses_everything_else) {
  for (const std::string_view text :
       {"",           "17",         "2017-7",   "2017-00",   "2017-13",     "2017-02-29", "2017-07-00",
        "2017-07-32", "2017/07/01", "20170701", "2017-07-1", "2017-07-011", " 2017",      "2017 ",
        "+017",       "-017",       "0000",     "2O17",      "2017-07_01",  "01/07/2017", "2017-0a"})
    EXPECT_FALSE(parse_date(text)) << text;
}

TEST(period, is_half_open) {
  const period p{10, 20};
  EXPECT_FALSE(p.contains(9));
  EXPECT_TRUE(p.contains(10));
  EXPECT_TRUE(p.contains(19));
  EXPECT_FALSE(p.contains(20));
  EXPECT_TRUE((period{std::nullopt, 20}.contains(-1'000'000)));
  EXPECT_TRUE((period{10, std::nullopt}.contains(1'000'000)));
  EXPECT_TRUE(period{}.contains(0));
}

TEST(period, overlaps_where_both_hold_a_day) {
  for (int a = 0; a < 5; ++a)
    for (int b = a + 1; b < 6; ++b)
      for (int c = 0; c < 5; ++c)
        for (int d = c + 1; d < 6; ++d) {
          bool common = false;
          for (int day = 0; day < 6; ++day) common = common || (day >= a && day < b && day >= c && day < d);
          EXPECT_EQ((period{a, b}.overlaps({c, d})), common);
        }
  EXPECT_TRUE((period{5, std::nullopt}.overlaps({std::nullopt, 6})));
  EXPECT_FALSE((period{5, std::nullopt}.overlaps({std::nullopt, 5})));
  EXPECT_TRUE(period{}.overlaps({}));
}

TEST(period, is_empty_when_it_ends_where_it_begins_or_before) {
  EXPECT_TRUE((period{10, 10}.empty()));
  EXPECT_TRUE((period{10, 9}.empty()));
  EXPECT_FALSE((period{10, 11}.empty()));
  EXPECT_FALSE((period{10, std::nullopt}.empty()));
  EXPECT_FALSE((period{std::nullopt, 10}.empty()));
}

TEST(through, holds_the_last_day_of_what_is_stated) {
  const period p = through(date(2016), date(2020));
  EXPECT_EQ(p, (period{date(2016, 1, 1).first_day(), date(2021, 1, 1).first_day()}));
  EXPECT_EQ(through(std::nullopt, std::nullopt), period{});
  EXPECT_EQ(through(date(2016, 2), date(2016, 2)), (period{date(2016, 2, 1).first_day(), date(2016, 3, 1).first_day()}));
}

}  // namespace
