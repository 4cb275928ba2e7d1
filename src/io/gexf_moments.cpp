// SPDX-License-Identifier: BSL-1.0
#include "io/gexf_parts.hpp"

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/decimal.hpp>

#include <optional>

namespace coopgraph::detail {
namespace {

/// The digits at the front of a text as a number, and so many exactly; the text goes on behind them.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_digit(text[i])) return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool skip(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// YYYY, YYYY-MM or YYYY-MM-DD at the front; the text goes on behind it.
std::optional<date> date_at_front(std::string_view& text) {
  const auto year = digits(text, 4);
  if (!year) return std::nullopt;
  int month = 0;
  int day = 0;
  if (skip(text, '-')) {
    const auto read = digits(text, 2);
    if (!read || *read == 0) return std::nullopt;
    month = *read;
    if (skip(text, '-')) {
      const auto last = digits(text, 2);
      if (!last || *last == 0) return std::nullopt;
      day = *last;
    }
  }
  if (!date::exists(*year, month, day)) return std::nullopt;
  return date(*year, month, day);
}

/// Z, +HH:MM or nothing, to the end.
bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z") return true;
  if (!skip(text, '+') && !skip(text, '-')) return false;
  const auto hours = digits(text, 2);
  (void)skip(text, ':');
  const auto minutes = digits(text, 2);
  return hours && minutes && *hours <= 14 && *minutes < 60 && text.empty();
}

/// HH:MM[:SS[.fraction]] and a zone, to the end.
bool is_time(std::string_view text) {
  const auto hours = digits(text, 2);
  if (!hours || *hours > 24 || !skip(text, ':')) return false;
  const auto minutes = digits(text, 2);
  if (!minutes || *minutes > 59) return false;
  if (skip(text, ':')) {
    const auto seconds = digits(text, 2);
    if (!seconds || *seconds > 60) return false;
    if (skip(text, '.'))
      while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  return is_zone(text);
}

bool is_date_or_time(std::string_view text) {
  if (!date_at_front(text)) return false;
  return skip(text, 'T') ? is_time(text) : is_zone(text);
}

}  // namespace

std::string_view moment_format(std::string_view moment) {
  if (parse_decimal(moment).problem == number_problem::none) return "double";
  if (!is_date_or_time(moment)) return {};
  return moment.find('T') == moment.npos ? "date" : "dateTime";
}

bool is_moment(std::string_view moment, std::string_view format) {
  if (format == "date" || format == "dateTime") return is_date_or_time(moment);
  const parsed_decimal read = parse_decimal(moment);
  return read.problem == number_problem::none && (format != "integer" || read.value.exponent >= 0);
}

bool in_order(std::string_view start, std::string_view end, std::string_view format) {
  if (format != "date" && format != "dateTime") return parse_decimal(start).value <= parse_decimal(end).value;
  const auto from = date_at_front(start);
  const auto to = date_at_front(end);
  return !from || !to || from->first_day() <= to->last_day();
}

}  // namespace coopgraph::detail
