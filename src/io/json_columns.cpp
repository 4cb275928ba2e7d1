// SPDX-License-Identifier: BSL-1.0
#include "io/json_columns.hpp"

#include <utility>

namespace coopgraph::detail {
namespace {

using kind = json_value::kind;

/// Lets a column of another kind go on as one of texts.
void make_texts(attribute_column& c) {
  if (c.kind == attribute_kind::text) return;
  text_list texts;
  for (std::size_t i = 0, gap = 0; i < c.numbers.size(); ++i) {
    const bool is_missing = gap < c.missing.size() && c.missing[gap] == i;
    if (is_missing) ++gap;
    if (is_missing)
      texts.push_back({});
    else if (c.kind == attribute_kind::boolean)
      texts.push_back(c.numbers[i].mantissa == 0 ? "false" : "true");
    else
      texts.push_back(to_text(c.numbers[i]));
  }
  c.texts = std::move(texts);
  c.numbers = {};
  c.kind = attribute_kind::text;
}

/// A column that has missing values only takes this kind.
void set_kind(attribute_column& c, attribute_kind wanted) {
  if (wanted != attribute_kind::text) {
    c.numbers.resize(c.texts.size());
    c.texts = {};
  }
  c.kind = wanted;
}

}  // namespace

void json_columns::check_room(std::size_t line) const {
  if (!columns_.empty() && elements_ > limits_.values / columns_.size())
    over_limit(file_, line, "more values of " + whose_ + ", columns times elements,", limits_.values, "values");
}

void json_columns::next(std::size_t line) {
  ++elements_;
  check_room(line);
}

bool json_columns::has(std::string_view name) const noexcept {
  const std::uint32_t at = names_.find(name);
  return at != name_table::none && columns_[at].values.size() == elements_;
}

json_columns::column& json_columns::column_of(std::string_view name, std::size_t line) {
  const std::uint32_t at = names_.find_or_add(name);
  if (at < columns_.size()) return columns_[at];
  if (columns_.size() == limits_.attributes)
    over_limit(file_, line, "more attributes of " + whose_, limits_.attributes, "attributes");
  columns_.emplace_back().values.name = name;
  check_room(line);
  return columns_.back();
}

void json_columns::put(std::string_view name, const json_value& value) {
  column& c = column_of(name, value.line);
  if (c.values.size() == elements_) return;
  while (c.values.size() + 1 < elements_) c.values.push_missing();
  if (value.is(kind::null)) return c.values.push_missing();
  if (value.is(kind::number)) return put_number(c, value);
  const bool is_truth = value.is(kind::boolean);
  const attribute_kind wanted = is_truth ? attribute_kind::boolean : attribute_kind::text;
  if (!c.is_known) set_kind(c.values, wanted);
  if (c.values.kind != wanted) {
    c.is_mixed = true;
    make_texts(c.values);
  }
  c.is_known = true;
  if (c.values.kind == attribute_kind::boolean) return c.values.push_number({value.text == "true" ? 1 : 0, 0});
  if (value.is(kind::text) || is_truth) return c.values.push_text(value.text);
  ++c.nested;
  const std::string text = to_line(value);
  if (text.size() > limits_.text_bytes) over_limit(file_, value.line, "a value is longer", limits_.text_bytes, "text-bytes");
  c.values.push_text(text);
}

void json_columns::put_number(column& c, const json_value& value) {
  const bool is_whole = value.text.find_first_of(".eE") == value.text.npos;
  if (!c.is_known) set_kind(c.values, is_whole ? attribute_kind::integer : attribute_kind::number);
  c.is_known = true;
  if (c.values.kind == attribute_kind::integer && !is_whole) c.values.kind = attribute_kind::number;
  if (c.values.kind == attribute_kind::boolean) make_texts(c.values);
  if (c.values.kind == attribute_kind::text) {
    c.is_mixed = true;
    return c.values.push_text(value.text);
  }
  const parsed_decimal number = parse_decimal(value.text);
  if (number.problem == number_problem::none) return c.values.push_number(number.value);
  problems_.add(value.line, value.column, "invalid-number",
                "the number " + printable(value.text) +
                    (number.problem == number_problem::out_of_range ? " is out of the range of numbers"
                                                                    : " has more digits than are kept, 18; a text keeps all"));
  c.values.push_missing();
}

std::vector<attribute_column> json_columns::take(std::vector<std::string>& notes) {
  std::vector<attribute_column> all;
  for (column& c : columns_) {
    while (c.values.size() < elements_) c.values.push_missing();
    if (c.nested > 0)
      notes.push_back("The attribute \"" + printable(c.values.name) + "\" of " + whose_ + " holds " + std::to_string(c.nested) +
                      " lists or objects as their JSON text.");
    if (c.is_mixed)
      notes.push_back("The attribute \"" + printable(c.values.name) + "\" of " + whose_ +
                      " has values of several kinds: all are kept as texts.");
    all.push_back(std::move(c.values));
  }
  columns_.clear();
  return all;
}

}  // namespace coopgraph::detail
