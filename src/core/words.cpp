// SPDX-License-Identifier: BSL-1.0
#include "core/words.hpp"

#include <coopgraph/core/text.hpp>

#include <algorithm>

namespace coopgraph::detail {

std::string words::operator()(const phrase& p, std::initializer_list<std::string_view> filled) const {
  const std::string_view text = in_ == language::english ? p.english : p.vietnamese;
  std::string said;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool slot = i + 2 < text.size() && text[i] == '{' && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9';
    if (!slot) {
      said += text[i];
      continue;
    }
    const auto which = static_cast<std::size_t>(text[i + 1] - '0');
    if (which < filled.size()) said += filled.begin()[which];
    i += 2;
  }
  return said;
}

std::string words::counted(std::size_t n, const phrase& one, const phrase& many) const {
  return number(n) + ' ' + (*this)(n == 1 ? one : many);
}

std::string words::joined(const std::vector<std::string>& items) const {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 < items.size() ? std::string(", ") : ' ' + (*this)({"and", "và"}) + ' ';
    text += items[i];
  }
  return text;
}

std::string words::number(double value) const { return localized(to_text(value)); }

std::string words::localized(std::string_view digits) const {
  const bool english = in_ == language::english;
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  const std::size_t whole_end = std::min(digits.find_first_not_of("0123456789", sign), digits.size());
  std::string text(digits.substr(0, sign));
  const std::size_t whole = whole_end - sign;
  for (std::size_t i = 0; i < whole; ++i) {
    if (whole > 4 && i > 0 && (whole - i) % 3 == 0) text += english ? ',' : '.';
    text += digits[sign + i];
  }
  for (const char c : digits.substr(whole_end)) text += c == '.' && !english ? ',' : c;
  return text;
}

}  // namespace coopgraph::detail
