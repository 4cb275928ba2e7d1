// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/diagnostic.hpp>

#include <string>
#include <string_view>

namespace coopgraph::detail {

/// "; if "," …, say --decimal ','" where the text is a number by other separators than those of `format`; else "".
[[nodiscard]] inline std::string other_separators(std::string_view text, const number_format& format) {
  const auto reads = [&](char decimal_mark, char thousands) {
    return decimal_mark != thousands && parse_decimal(text, {decimal_mark, thousands}).problem == number_problem::none;
  };
  const auto quoted = [](char c) { return std::string{'"', c, '"'}; };
  const auto option = [](const char* name, char c) { return std::string(name) + " '" + c + '\''; };
  const char other = format.decimal == '.' ? ',' : '.';
  std::string hint;
  if (reads(other, format.thousands == other ? '\0' : format.thousands))
    hint += "; if " + quoted(other) + " is the decimal separator, say " + option("--decimal", other);
  for (const char group : {',', '.', ' ', '\''}) {
    if (group == format.thousands || group == format.decimal || !reads(format.decimal, group)) continue;
    hint += "; if " + quoted(group) + " is the thousands separator, say " + option("--thousands", group);
  }
  if (hint.empty() && reads(other, format.decimal))
    hint = "; if " + quoted(other) + " is the decimal separator and " + quoted(format.decimal) +
           " the thousands separator, say " + option("--decimal", other) + ' ' + option("--thousands", format.decimal);
  return hint;
}

/// What a cell of a column of numbers holds.
struct cell_number {
  decimal value;  ///< 0 if it is missing or no number
  bool missing = false;
  number_problem problem = number_problem::none;
};

/// Reads a cell. An empty one is missing; where numbers are padded, spaces around them do not count and NA is missing, too.
[[nodiscard]] inline cell_number read_cell_number(std::string_view text, bool padded, const number_format& format) {
  if (padded) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (text == "NA") text = {};
  }
  if (text.empty()) return {{}, true, number_problem::none};
  const parsed_decimal read = parse_decimal(text, format);
  return {read.value, false, read.problem};
}

/// Why the cell `text` of a column is no number, what is allowed and how to go on. \pre problem is not none
[[nodiscard]] inline std::string number_message(std::string_view column, std::string_view text, const number_format& format,
                                                number_problem problem) {
  std::string message = printable(column) + " is \"" + printable(text) + '"';
  if (problem == number_problem::too_many_digits) return message + "; allowed: at most 18 significant digits";
  if (problem == number_problem::out_of_range) return message + ", which is out of the range of numbers; allowed: up to 1.8e308";
  message += std::string("; allowed: a finite number with \"") + format.decimal + "\" as decimal separator and ";
  if (format.thousands == '\0')
    message += "no group separators";
  else
    message += std::string("\"") + format.thousands + "\" between groups of three digits";
  return message + other_separators(text, format);
}

}  // namespace coopgraph::detail
