// SPDX-License-Identifier: BSL-1.0
#include "io/attribute_columns.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::array<std::string_view, 3> owners{"graph", "node", "edge"};
constexpr std::array<std::string_view, 4> kinds{"text", "boolean", "integer", "number"};

void add_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7f && c != '%' && c != ':' && c != '"' && c != '\\') {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 0xfU];
    }
  }
}

int hexadecimal(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    const int high = hexadecimal(text[i + 1]);
    const int low = hexadecimal(text[i + 2]);
    if (high < 0 || low < 0 || high >= 8 || (high == 0 && low == 0)) return std::nullopt;  // what we escape is ASCII
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

template <std::size_t N>
std::optional<std::size_t> index_of(const std::array<std::string_view, N>& words, std::string_view word) {
  const auto at = std::find(words.begin(), words.end(), word);
  if (at == words.end()) return std::nullopt;
  return static_cast<std::size_t>(at - words.begin());
}

std::optional<declared_attribute> declared_of(std::string_view item) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t colon = item.find(':');
    fields.push_back(item.substr(0, colon));
    if (colon == std::string_view::npos) break;
    item.remove_prefix(colon + 1);
    if (fields.size() == 4) return std::nullopt;
  }
  if (fields.size() < 3) return std::nullopt;
  const auto of = index_of(owners, fields[0]);
  const auto kind = index_of(kinds, fields[1]);
  auto name = unescaped(fields[2]);
  auto key = unescaped(fields.back());
  if (!of || !kind || !name || !key) return std::nullopt;
  return declared_attribute{static_cast<attribute_owner>(*of), static_cast<attribute_kind>(*kind), std::move(*name),
                            std::move(*key)};
}

}  // namespace

std::string to_text(const declared_attribute& declared) {
  std::string out(owners[static_cast<std::size_t>(declared.of)]);
  out += ':';
  out += kinds[static_cast<std::size_t>(declared.kind)];
  out += ':';
  add_escaped(out, declared.name);
  if (declared.key != declared.name) {
    out += ':';
    add_escaped(out, declared.key);
  }
  return out;
}

bool add_declared(std::string_view text, std::vector<declared_attribute>& into) {
  const std::size_t before = into.size();
  while (!text.empty()) {
    const std::size_t space = text.find(' ');
    auto one = declared_of(text.substr(0, space));
    if (!one) {
      into.resize(before, {attribute_owner::graph, attribute_kind::text, {}, {}});
      return false;
    }
    into.push_back(std::move(*one));
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
  }
  return into.size() > before;
}

void kind_guess::see(std::string_view value) {
  if (value.empty()) return;
  truths_ = truths_ && (value == "true" || value == "false");
  if (numbers_) see_number(value);
  any_ = true;
}

void kind_guess::see_number(std::string_view value) {
  const auto digits_from = [value](std::size_t i) {
    while (i < value.size() && value[i] >= '0' && value[i] <= '9') ++i;
    return i;
  };
  const std::size_t begin = value.starts_with('-') ? 1 : 0;
  const std::size_t point = digits_from(begin);
  const bool starts_well = point > begin && (value[begin] != '0' || point == begin + 1);
  std::size_t end = point;
  std::size_t places = 0;
  if (point < value.size() && value[point] == '.') {
    end = digits_from(point + 1);
    places = end - point - 1;
    if (places == 0) numbers_ = false;
    padded_ = padded_ || (places > 1 && value[end - 1] == '0');
  }
  const bool has_exponent = end < value.size();
  if (!starts_well || (has_exponent && value[end] != 'e' && value[end] != 'E')) numbers_ = false;
  const parsed_decimal read = parse_decimal(value);
  if (read.problem != number_problem::none || (begin == 1 && read.value.mantissa == 0)) numbers_ = false;
  even_ = even_ && !has_exponent && (!any_ || places == places_);
  places_ = places;
  whole_ = whole_ && places == 0 && !has_exponent;
  if (padded_ && !even_) numbers_ = false;
}

attribute_kind kind_guess::kind() const noexcept {
  if (!any_) return attribute_kind::text;
  if (truths_) return attribute_kind::boolean;
  if (!numbers_) return attribute_kind::text;
  return whole_ ? attribute_kind::integer : attribute_kind::number;
}

std::uint32_t attribute_columns::column(std::string_view key, std::size_t line) {
  const std::uint32_t found = keys_.find_or_add(key);
  if (found < columns_.size()) return found;
  if (columns_.size() == limits_.attributes)
    over_limit(file_, line, "there are more attributes", limits_.attributes, "attributes");
  check_values(columns_.size() + 1, elements_, line);
  columns_.emplace_back();
  return found;
}

std::uint32_t attribute_columns::keep(std::uint32_t column, std::string_view value, value_literal literal) {
  one& c = columns_[column];
  if (c.values.size() >= name_table::none - 1) over_limit(file_, 0, "there are more values", name_table::none, "values");
  c.texts += literal == value_literal::text ? 1U : 0U;
  c.values.push_back(value);
  return static_cast<std::uint32_t>(c.values.size());
}

void attribute_columns::drop_last(std::uint32_t column) {
  columns_[column].values.pop_back();
  --columns_[column].texts;
}

void attribute_columns::give(std::uint32_t column, std::size_t element, std::uint32_t kept, std::size_t line) {
  if (element >= elements_) {
    check_values(columns_.size(), element + 1, line);
    elements_ = element + 1;
  }
  std::vector<std::uint32_t>& slots = columns_[column].slots;
  if (element >= slots.size()) slots.resize(element + 1, 0);
  slots[element] = kept;
}

void attribute_columns::check_values(std::size_t columns, std::size_t elements, std::size_t line) const {
  if (columns != 0 && elements > limits_.values / columns)
    over_limit(file_, line, "attributes times elements are more", limits_.values, "values");
}

/// A default may give a long text to many elements: the document holds it as often.
void attribute_columns::check_repeated_bytes(const one& c) const {
  std::size_t bytes = 0;
  std::size_t values = 0;
  for (const std::uint32_t slot : c.slots) {
    if (slot == 0) continue;
    bytes += c.values[slot - 1].size();
    ++values;
  }
  if (values > c.values.size() && bytes > limits_.values)
    over_limit(file_, 0, "texts that are given to many elements take more bytes", limits_.values, "values");
}

std::optional<attribute_column> attribute_columns::as(const one& c, std::size_t elements, attribute_kind kind) const {
  attribute_column a;
  a.kind = kind;
  if (kind == attribute_kind::text) {
    check_repeated_bytes(c);
    a.texts.reserve(elements);
  } else {
    a.numbers.reserve(elements);
  }
  const bool typed = literals_ == value_literals::typed;
  for (std::size_t e = 0; e < elements; ++e) {
    if (e >= c.slots.size() || c.slots[e] == 0) {
      a.push_missing();
      continue;
    }
    const std::string_view value = c.values[c.slots[e] - 1];
    if (kind == attribute_kind::text) {
      a.push_text(value);
    } else if (value.empty() && !typed) {
      a.push_missing();
    } else if (kind == attribute_kind::boolean) {
      const bool truth = value == (typed ? "1" : "true");
      if (!truth && value != (typed ? "0" : "false")) return std::nullopt;
      a.push_number({truth ? 1 : 0, 0});
    } else {
      const parsed_decimal read = parse_decimal(value);
      if (read.problem != number_problem::none || (kind == attribute_kind::integer && read.value.exponent < 0))
        return std::nullopt;
      a.push_number(read.value);
    }
  }
  return a;
}

attribute_column attribute_columns::finish_one(one& c, std::size_t elements, std::optional<attribute_kind> declared) const {
  if (declared) {
    const bool texts_as_numbers = literals_ == value_literals::typed && c.texts > 0 && *declared != attribute_kind::text;
    if (!texts_as_numbers)
      if (auto a = as(c, elements, *declared)) return std::move(*a);
  }
  attribute_kind kind = attribute_kind::text;
  if (literals_ == value_literals::untyped) {
    kind_guess guess;
    for (std::size_t i = 0; i < c.slots.size() && !guess.is_text(); ++i)
      if (c.slots[i] != 0) guess.see(c.values[c.slots[i] - 1]);
    kind = guess.kind();
  } else if (c.texts == 0) {
    kind = attribute_kind::integer;
    for (std::size_t i = 0; i < c.values.size(); ++i)
      if (c.values[i].find_first_of(".eE") != std::string_view::npos) kind = attribute_kind::number;
  }
  if (auto a = as(c, elements, kind)) return std::move(*a);
  return *as(c, elements, attribute_kind::text);
}

bool attribute_columns::has_any(std::string_view key) const noexcept {
  const std::uint32_t at = keys_.find(key);
  return at != name_table::none && !columns_[at].values.empty();
}

bool attribute_columns::all_texts(std::string_view key) const noexcept {
  const std::uint32_t at = keys_.find(key);
  return at != name_table::none && columns_[at].texts == columns_[at].values.size();
}

std::optional<text_list> attribute_columns::ids_under(std::string_view key, std::size_t elements,
                                                      const std::vector<declared_attribute>& declared) const {
  const std::uint32_t at = keys_.find(key);
  if (elements == 0 || at == name_table::none || columns_[at].slots.size() != elements) return std::nullopt;
  for (const declared_attribute& d : declared)
    if (d.of == of_ && d.key == key) return std::nullopt;
  text_list ids;
  ids.reserve(elements);
  for (const std::uint32_t slot : columns_[at].slots) {
    if (slot == 0) return std::nullopt;
    ids.push_back(columns_[at].values[slot - 1]);
  }
  if (!are_ids(ids)) return std::nullopt;
  return ids;
}

std::vector<attribute_column> attribute_columns::finish(std::size_t elements, const std::vector<declared_attribute>& declared,
                                                        problem_list& problems) {
  std::vector<attribute_column> all;
  name_table names;
  const auto add = [&](one& c, std::string_view name, std::optional<attribute_kind> kind) {
    if (c.left_out) return;
    if (all.size() == limits_.attributes) over_limit(file_, 0, "there are more attributes", limits_.attributes, "attributes");
    check_values(all.size() + 1, elements, 0);
    if (names.find_or_add(name) != all.size())
      problems.add(0, 0, "duplicate-attribute",
                   "two attributes are called \"" + printable(name) + "\" by what the file says of attribute types");
    all.push_back(finish_one(c, elements, kind));
    all.back().name = name;
    c = {};
    c.left_out = true;
  };
  for (const declared_attribute& d : declared) {
    if (d.of != of_) continue;
    const std::uint32_t at = keys_.find(d.key);
    one empty;
    add(at == name_table::none ? empty : columns_[at], d.name, d.kind);
  }
  for (std::uint32_t at = 0; at < columns_.size(); ++at) add(columns_[at], keys_.text(at), std::nullopt);
  columns_.clear();
  return all;
}

bool are_ids(const text_list& texts) {
  name_table seen;
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (texts[i].empty() || seen.find_or_add(texts[i]) != i) return false;
  return true;
}

}  // namespace coopgraph::detail
