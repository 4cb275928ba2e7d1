// SPDX-License-Identifier: BSL-1.0
#include "io/shown_kinds.hpp"

#include "io/line_reader.hpp"

#include <coopgraph/core/decimal.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::detail {
namespace {

/// With a decimal point, as one writes what need not be whole.
std::string text_with_point(const decimal& value) {
  const std::string text = to_text(value);
  if (text.find('.') != text.npos) return text;
  const std::size_t end = std::min(text.find('e'), text.size());
  return text.substr(0, end).append(".0").append(text, end);
}

bool has_integer_form(const decimal& value, std::string_view text) noexcept {
  return value.exponent >= 0 && text.find('.') == text.npos;
}

/// The values of texts that are all of this kind.
attribute_column of_kind(attribute_column&& texts, attribute_kind kind) {
  attribute_column made{std::move(texts.name), kind};
  made.missing = std::move(texts.missing);
  made.numbers.reserve(texts.texts.size());
  for (std::size_t e = 0; e < texts.texts.size(); ++e) {
    const std::string_view text = texts.texts[e];
    made.numbers.push_back(kind == attribute_kind::boolean ? decimal{text == "true" ? 1 : 0, 0} : parse_decimal(text).value);
  }
  return made;
}

}  // namespace

std::string value_with_kind(const attribute_column& values, std::size_t element) {
  if (values.kind == attribute_kind::text) return in_quotes(values.texts[element]);
  if (values.kind == attribute_kind::number) return text_with_point(values.numbers[element]);
  return values.text_of(element);
}

std::size_t shown_columns::column(std::string_view name, std::size_t line) {
  const std::size_t at = names_.find_or_add(name);
  if (at < columns_.size()) return at;
  if (columns_.size() == limits_.attributes) over_limit(file_, line, "more attributes", limits_.attributes, "attributes");
  columns_.push_back({attribute_column{std::string(name), attribute_kind::text}});
  return at;
}

std::size_t shown_columns::number_column(std::string_view name, std::size_t line) {
  const std::size_t at = column(name, line);
  columns_[at].values.kind = attribute_kind::number;
  return at;
}

/// Makes the next value of the column that of the element; false if it is there already.
bool shown_columns::fill_up_to(shown& column, std::size_t element, std::size_t line) {
  if (column.values.size() > element) return false;
  if (columns_.size() > limits_.values / (element + 1))
    over_limit(file_, line, "more values of attributes", limits_.values, "values");
  while (column.values.size() < element) column.values.push_missing();
  return true;
}

bool shown_columns::add_number(std::size_t column, std::size_t element, const decimal& value, std::string_view text,
                               std::size_t line) {
  shown& c = columns_[column];
  if (!fill_up_to(c, element, line)) return false;
  c.values.push_number(value);
  c.integers = c.integers && has_integer_form(value, text);
  return true;
}

bool shown_columns::add(std::size_t column, std::size_t element, std::string_view text, bool quoted, std::size_t line) {
  shown& c = columns_[column];
  if (!fill_up_to(c, element, line)) return false;
  c.values.push_text(text);
  if (quoted) c.integers = c.numbers = c.booleans = false;
  if (c.booleans) c.booleans = text == "true" || text == "false";
  if (!c.numbers) return true;
  const parsed_decimal read = parse_decimal(text);
  const bool plain = read.problem == number_problem::none && to_text(read.value) == text;
  c.integers = c.integers && plain && has_integer_form(read.value, text);
  c.numbers = plain || (read.problem == number_problem::none && text_with_point(read.value) == text);
  return true;
}

std::vector<attribute_column> shown_columns::finish(std::size_t elements) {
  if (elements > 0 && columns_.size() > limits_.values / elements)
    over_limit(file_, 0, "more values of attributes", limits_.values, "values");
  std::vector<attribute_column> made;
  made.reserve(columns_.size());
  for (shown& c : columns_) {
    while (c.values.size() < elements) c.values.push_missing();
    if (c.values.kind == attribute_kind::number) {
      if (c.integers) c.values.kind = attribute_kind::integer;
      made.push_back(std::move(c.values));
    } else if (c.integers || c.numbers) {
      made.push_back(of_kind(std::move(c.values), c.integers ? attribute_kind::integer : attribute_kind::number));
    } else {
      made.push_back(c.booleans ? of_kind(std::move(c.values), attribute_kind::boolean) : std::move(c.values));
    }
  }
  return made;
}

}  // namespace coopgraph::detail
