// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace coopgraph {

/// A day as the number of days since 1 January 1970 in the proleptic Gregorian calendar.
using day_number = std::int32_t;

/// A date as a source states it: a year, a year and month, or a day. It stands for the days first_day() to last_day().
/// Years 1 to 9999.
class date {
 public:
  /// \throws input_error if there is no such date (month 13, 30 February, a day without a month, year 0)
  constexpr explicit date(int year, int month = 0, int day = 0) : year_(year), month_(month), day_(day) {
    if (!exists(year, month, day))
      throw input_error("date", "year, month, day",
                        std::to_string(year) + ", " + std::to_string(month) + ", " + std::to_string(day),
                        "a day, month or year of the Gregorian calendar, years 1 to 9999");
  }

  [[nodiscard]] constexpr int year() const noexcept { return year_; }
  [[nodiscard]] constexpr int month() const noexcept { return month_; }  ///< 0: only the year is known
  [[nodiscard]] constexpr int day() const noexcept { return day_; }      ///< 0: only the month or year is known

  [[nodiscard]] constexpr day_number first_day() const noexcept {
    return day_of(year_, month_ == 0 ? 1 : month_, day_ == 0 ? 1 : day_);
  }
  [[nodiscard]] constexpr day_number last_day() const noexcept {
    const int month = month_ == 0 ? 12 : month_;
    return day_of(year_, month, day_ == 0 ? days_in(year_, month) : day_);
  }

  /// Whether there is such a date; month 0 and day 0 mean "not stated".
  [[nodiscard]] static constexpr bool exists(int year, int month, int day) noexcept {
    if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0) return false;
    if (month == 0) return day == 0;
    return day <= days_in(year, month);
  }

  /// The date of one day.
  /// \throws input_error outside the years 1 to 9999
  [[nodiscard]] static constexpr date of_day(day_number n) {
    if (n < day_of(1, 1, 1) || n > day_of(9999, 12, 31))
      throw input_error("date::of_day", "n", std::to_string(n), "days of the years 1 to 9999");
    // Howard Hinnant's civil_from_days: eras of 400 years that begin on 1 March.
    const std::int32_t z = n + 719468;
    const std::int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    const std::int32_t in_era = z - era * 146097;
    const std::int32_t year_of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    const std::int32_t in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int32_t shifted_month = (5 * in_year + 2) / 153;
    const std::int32_t day = in_year - (153 * shifted_month + 2) / 5 + 1;
    const std::int32_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    return date(year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day);
  }

  friend constexpr bool operator==(const date&, const date&) = default;

 private:
  static constexpr int days_in(int year, int month) noexcept {
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month == 2) return leap ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  static constexpr day_number day_of(int year, int month, int day) noexcept {
    // Howard Hinnant's days_from_civil, the inverse of of_day().
    const std::int32_t y = month <= 2 ? year - 1 : year;
    const std::int32_t era = y / 400;
    const std::int32_t year_of_era = y - era * 400;
    const std::int32_t in_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int32_t in_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + in_year;
    return era * 146097 + in_era - 719468;
  }

  int year_;
  int month_;
  int day_;
};

/// ISO 8601: "2017", "2017-07" or "2017-07-01"; nothing where the text is no such date.
[[nodiscard]] constexpr std::optional<date> parse_date(std::string_view text) {
  const auto number = [text](std::size_t at, std::size_t digits) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) {
      if (text[i] < '0' || text[i] > '9') return -1;
      value = value * 10 + (text[i] - '0');
    }
    return value;
  };
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  if ((text.size() > 4 && text[4] != '-') || (text.size() > 7 && text[7] != '-')) return std::nullopt;
  const int year = number(0, 4);
  const int month = text.size() > 4 ? number(5, 2) : 0;
  const int day = text.size() > 7 ? number(8, 2) : 0;
  if ((text.size() > 4 && month == 0) || (text.size() > 7 && day == 0)) return std::nullopt;
  if (!date::exists(year, month, day)) return std::nullopt;
  return date(year, month, day);
}

/// ISO 8601, as precise as the date is: the inverse of parse_date().
[[nodiscard]] inline std::string to_text(const date& d) {
  const auto padded = [](int value, std::size_t width) {
    std::string digits = std::to_string(value);
    return std::string(width - digits.size(), '0') + digits;
  };
  std::string text = padded(d.year(), 4);
  if (d.month() != 0) text += '-' + padded(d.month(), 2);
  if (d.day() != 0) text += '-' + padded(d.day(), 2);
  return text;
}

/// Days [from, to): half-open; an end that is not stated is open.
struct period {
  std::optional<day_number> from;
  std::optional<day_number> to;

  [[nodiscard]] constexpr bool contains(day_number day) const noexcept { return (!from || *from <= day) && (!to || day < *to); }
  [[nodiscard]] constexpr bool overlaps(const period& other) const noexcept {
    return (!from || !other.to || *from < *other.to) && (!other.from || !to || *other.from < *to);
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return from && to && *to <= *from; }

  friend constexpr bool operator==(const period&, const period&) = default;
};

/// The period from the first day of `first` through the last day of `last`, as tables state it ("2016" to "2020").
[[nodiscard]] constexpr period through(const std::optional<date>& first, const std::optional<date>& last) noexcept {
  period p;
  if (first) p.from = first->first_day();
  if (last) p.to = last->last_day() + 1;
  return p;
}

}  // namespace coopgraph
