// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/date.hpp>
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/model/entities.hpp>
#include <coopgraph/model/records.hpp>

#include "model/number_text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Reads the cells of one row; what is wrong goes to the list with its place and the row's record.
class row_reader {
 public:
  row_reader(std::vector<diagnostic>& problems, const number_format& format, const place& row, std::string record)
      : problems_(&problems), format_(format), row_(&row), record_(std::move(record)) {}

  void problem(const cell& c, std::string code, std::string message) const {
    problems_->push_back({{row_->file, row_->line, c.column}, record_, std::move(code), std::move(message)});
  }

  /// A problem of a cell whose column is not there stands at the other cell, for whose sake it is one.
  void problem(const cell& c, const cell& other, std::string code, std::string message) const {
    problem(c.column == 0 && c.text.empty() ? other : c, std::move(code), std::move(message));
  }

  [[nodiscard]] bool required(const cell& c, std::string_view column) const {
    if (!c.text.empty()) return true;
    problem(c, "missing-value", std::string(column) + " is missing; it must be given");
    return false;
  }

  /// A word of a fixed list; `otherwise` if the cell is empty or wrong.
  template <class Value>
  [[nodiscard]] Value word(const cell& c, std::string_view column, std::optional<Value> (*parse)(std::string_view) noexcept,
                           std::string_view allowed, Value otherwise) const {
    if (c.text.empty()) return otherwise;
    if (const auto value = parse(c.text)) return *value;
    problem(c, "invalid-value", std::string(column) + " is " + quoted(c) + "; allowed: " + std::string(allowed));
    return otherwise;
  }

  [[nodiscard]] std::optional<date> day(const cell& c, std::string_view column) const {
    if (c.text.empty()) return std::nullopt;
    auto value = parse_date(c.text);
    if (!value)
      problem(c, "invalid-date",
              std::string(column) + " is " + quoted(c) + "; allowed: a date YYYY, YYYY-MM or YYYY-MM-DD that exists");
    return value;
  }

  [[nodiscard]] stated_period days(const cell& from, const cell& to, std::string_view column) const {
    const std::string name(column);
    stated_period p{day(from, name + "_from"), day(to, name + "_to")};
    if (p.first && p.last && p.last->last_day() < p.first->first_day()) {
      problem(to, "end-before-start", name + "_to " + quoted(to) + " lies before " + name + "_from " + quoted(from));
      p = {};  // whichever is wrong: nothing follows from them
    }
    return p;
  }

  [[nodiscard]] std::optional<decimal> number(const cell& c, std::string_view column) const {
    if (c.text.empty()) return std::nullopt;
    const parsed_decimal read = parse_decimal(c.text, format_);
    if (read.problem == number_problem::none) return read.value;
    problem(c, "invalid-number", number_message(column, c.text, format_, read.problem));
    return std::nullopt;
  }

  /// A number that must not be negative.
  [[nodiscard]] std::optional<decimal> amount(const cell& c, std::string_view column) const {
    auto value = number(c, column);
    if (value && value->mantissa < 0) {
      problem(c, "invalid-number", std::string(column) + " is " + quoted(c) + ", which is negative; allowed: 0 or more");
      return std::nullopt;
    }
    return value;
  }

  [[nodiscard]] static std::string quoted(const cell& c) { return '"' + printable(c.text) + '"'; }

  [[nodiscard]] const number_format& format() const noexcept { return format_; }

 private:
  std::vector<diagnostic>* problems_;
  number_format format_;
  const place* row_;
  std::string record_;
};

}  // namespace coopgraph::detail
