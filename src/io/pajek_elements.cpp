// SPDX-License-Identifier: BSL-1.0
#include "io/pajek_elements.hpp"

#include <coopgraph/core/diagnostic.hpp>

#include <algorithm>
#include <utility>

namespace coopgraph::detail {
bool is_moment(std::string_view text) noexcept {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= 18 && std::all_of(text.begin(), text.end(), is_digit);
}

std::int64_t moment(std::string_view text) noexcept {
  std::int64_t value = 0;
  for (const char c : text)
    if (c != '-') value = value * 10 + (c - '0');
  return text[0] == '-' ? -value : value;
}

namespace {

/// 5-10, 5-*, 7: nothing if it is none of them.
std::optional<spell> period_of(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  const std::size_t dash = text.find('-', 1);
  const std::string_view start = text.substr(0, dash);
  const std::string_view end = dash == text.npos ? start : text.substr(dash + 1);
  if ((start != "*" && !is_moment(start)) || (end != "*" && !is_moment(end))) return std::nullopt;
  if (start != "*" && end != "*" && moment(end) < moment(start)) return std::nullopt;
  return spell{0, start == "*" ? std::string() : std::string(start), end == "*" ? std::string() : std::string(end)};
}

}  // namespace

std::string text_of(const line_word& word) {
  return word.quoted && word.text.find('\\') != word.text.npos ? without_escapes(word.text) : std::string(word.text);
}

void pajek_elements::add_number(std::size_t element, std::string_view name, const line_word& at) {
  const auto value = lines_.number(at, name);
  if (!value) return;
  const std::size_t line = lines_.number();
  if (!columns_.add_number(columns_.number_column(name, line), element, *value, at.text, line))
    lines_.problem(at, "twice", '"' + std::string(name) + "\" stands twice in the line; allowed: once");
}

void pajek_elements::add_text(std::size_t element, std::string_view name, const line_word& at, bool quoted) {
  const std::size_t line = lines_.number();
  if (!columns_.add(columns_.column(name, line), element, text_of(at), quoted, line))
    lines_.problem(at, "twice", '"' + printable(name) + "\" stands twice in the line; allowed: once");
}

void pajek_elements::read_parameters(std::size_t element, std::optional<line_word> first) {
  std::vector<line_word> words;
  for (; first; first = lines_.bracketed_word()) {
    if (!first->quoted && first->text[0] == '[')
      read_periods(element, *first);
    else
      words.push_back(*first);
    lines_.check_limit(words.size() / 2, lines_.limits().per_element, "more parameters of an element", "per-element");
  }
  if (!words.empty()) read_pairs(element, words);
}

void pajek_elements::read_pairs(std::size_t element, const std::vector<line_word>& words) {
  std::size_t at = 0;
  if (words.size() % 2 == 1 && !lone_.empty()) add_text(element, lone_, words[at++], true);
  for (; at + 1 < words.size(); at += 2) {
    const line_word& value = words[at + 1];
    if (looks_like_number(words[at]))
      return lines_.problem(words[at], "parameter",
                            '"' + printable(words[at].text) +
                                "\" stands where a parameter's name is expected; a text with spaces stands in quotes");
    const std::string name = text_of(words[at]);
    if (std::find(numbers_.begin(), numbers_.end(), name) != numbers_.end())
      add_number(element, name, value);
    else
      add_text(element, name == "l" && lone_.empty() ? "label" : name, value, value.quoted);
  }
  if (at < words.size())
    lines_.problem(words[at], "parameter",
                   '"' + printable(words[at].text) + "\" has no value; allowed: names, each with its value behind it");
}

/// [5-10,12-*,20]
void pajek_elements::read_periods(std::size_t element, const line_word& at) {
  std::size_t count = 0;
  const bool closed = at.text.size() > 2 && at.text.back() == ']';
  std::string_view left = closed ? at.text.substr(1, at.text.size() - 2) : std::string_view();
  while (closed) {
    const std::size_t comma = left.find(',');
    auto one = period_of(left.substr(0, comma));
    if (!one) break;
    one->element = element;
    spells_.push_back(std::move(*one));
    lines_.check_limit(++count, lines_.limits().per_element, "more periods of an element", "per-element");
    if (comma == left.npos) return;
    left.remove_prefix(comma + 1);
  }
  lines_.problem(at, "invalid-period",
                 "the periods " + printable(at.text) +
                     " are not understood; allowed: whole numbers as in [5-10,12-*], no end before its begin");
}

}  // namespace coopgraph::detail
