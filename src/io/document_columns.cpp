// SPDX-License-Identifier: BSL-1.0
#include "io/document_columns.hpp"

#include <utility>

namespace coopgraph::detail {
namespace {

attribute_kind wider(attribute_kind a, attribute_kind b) {
  if (a == b) return a;
  const auto numeric = [](attribute_kind k) { return k == attribute_kind::integer || k == attribute_kind::number; };
  return numeric(a) && numeric(b) ? attribute_kind::number : attribute_kind::text;
}

std::string number_problem_text(const std::string& name, std::string_view digits, number_problem problem) {
  if (digits.empty()) return printable(name) + " is empty; allowed: a finite number, or no value at all";
  const std::string found = printable(name) + " is \"" + printable(digits) + '"';
  if (problem == number_problem::too_many_digits) return found + "; allowed: at most 18 significant digits";
  if (problem == number_problem::out_of_range) return found + ", which is out of the range of numbers; allowed: up to 1.8e308";
  return found + "; allowed: a finite number as 1234.5 or 1e-3";
}

}  // namespace

std::optional<bool> parse_truth(std::string_view text) noexcept {
  char lower[5] = {};
  if (text.empty() || text.size() > sizeof lower) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i)
    lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
  const std::string_view word(lower, text.size());
  if (word == "true" || word == "1") return true;
  if (word == "false" || word == "0") return false;
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t from = text.find_first_not_of(blanks);
  if (from == text.npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::size_t document_columns::declare(std::string_view name, attribute_kind kind) {
  const auto known = by_name_.find(name);
  if (known == by_name_.end()) {
    if (columns_.size() >= limits_.attributes)
      reader_.over(std::string("more attributes of ") + whose_, limits_.attributes, "attributes");
    columns_.push_back({{std::string(name), kind}, {}});
    by_name_.emplace(name, columns_.size() - 1);
    return columns_.size() - 1;
  }
  filling& c = columns_[known->second];
  const attribute_kind both = wider(c.values.kind, kind);
  if (both == attribute_kind::text && both != c.values.kind && c.values.size() > 0)
    reader_.add("type-changes", "the attribute " + printable(name) + " of " + whose_ +
                                    " is declared with another type behind its first values; declare both before them");
  else
    c.values.kind = both;
  return known->second;
}

void document_columns::set_default(std::size_t column, std::string_view text) {
  auto& c = columns_[column];
  if (c.when_missing && *c.when_missing != text) {
    reader_.add("duplicate-default", "the attribute " + printable(c.values.name) + " has two defaults, " +
                                         printable(*c.when_missing) + " and " + printable(text) + "; allowed: one");
    return;
  }
  filling trial{{c.values.name, c.values.kind}, {}};
  if (push(trial, text)) c.when_missing = std::string(text);
}

void document_columns::put(std::size_t column, std::size_t element, std::string_view text) {
  auto& c = columns_[column];
  if (c.values.size() > element) {
    reader_.add("duplicate-value", "a second value of the attribute " + printable(c.values.name) + ", " + printable(text) +
                                       "; allowed: one for each element");
    return;
  }
  if (c.values.size() < element) {
    check(element + 1);
    pad(c, element);
  }
  if (!push(c, text)) c.values.push_missing();
}

void document_columns::take_back(std::size_t column) {
  attribute_column& values = columns_[column].values;
  if (values.kind == attribute_kind::text)
    values.texts.pop_back();
  else
    values.numbers.pop_back();
  values.push_missing();
}

void document_columns::pad(filling& c, std::size_t elements) {
  if (!c.when_missing) {
    while (c.values.size() < elements) c.values.push_missing();
    return;
  }
  if (c.values.size() == elements) return;
  if (!push(c, *c.when_missing)) c.values.push_missing();
  if (c.values.kind == attribute_kind::text)
    while (c.values.size() < elements) c.values.push_text(*c.when_missing);
  else
    while (c.values.size() < elements) c.values.push_number(c.values.numbers.back());
}

bool document_columns::push(filling& c, std::string_view text) {
  switch (c.values.kind) {
    case attribute_kind::text:
      c.values.push_text(text);
      return true;
    case attribute_kind::boolean: {
      const auto truth = parse_truth(trimmed(text));
      if (!truth)
        reader_.add("invalid-boolean", printable(c.values.name) + " is \"" + printable(text) + "\"; allowed: true or false");
      else
        c.values.push_number({*truth ? 1 : 0, 0});
      return truth.has_value();
    }
    default:
      return push_number(c, text);
  }
}

bool document_columns::push_number(filling& c, std::string_view text) {
  const std::string_view digits = trimmed(text);
  const parsed_decimal read = parse_decimal(digits);
  if (read.problem != number_problem::none) {
    reader_.add("invalid-number", number_problem_text(c.values.name, digits, read.problem));
    return false;
  }
  if (c.values.kind == attribute_kind::integer && read.value.exponent < 0) {
    reader_.add("invalid-number", printable(c.values.name) + " is \"" + printable(text) +
                                      "\"; allowed: a whole number, as its type says (or declare it as double)");
    return false;
  }
  c.values.push_number(read.value);
  return true;
}

void document_columns::too_many_values() const {
  reader_.over(std::string("the attributes of ") + whose_ + " have more values", limits_.values, "values");
}

std::vector<attribute_column> document_columns::finish(std::size_t elements) {
  check(elements);
  std::vector<attribute_column> all;
  for (filling& c : columns_) {
    pad(c, elements);
    all.push_back(std::move(c.values));
  }
  return all;
}

}  // namespace coopgraph::detail
