// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/language.hpp>

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// A text for people in each language, side by side, so that one is not changed without the other. What is filled in is numbered:
/// "{0} of {1}" may read "{1}: {0}" elsewhere. Both languages name the same numbers, which is checked where it is compiled.
struct phrase {
  std::string_view english;
  std::string_view vietnamese;

  consteval phrase(const char* in_english, const char* in_vietnamese) : english(in_english), vietnamese(in_vietnamese) {
    if (slots(english) != slots(vietnamese)) throw "the languages fill in different things";
  }

 private:
  /// The numbers in braces as a set of bits.
  static consteval unsigned slots(std::string_view text) {
    unsigned set = 0;
    for (std::size_t i = 0; i + 2 < text.size(); ++i)
      if (text[i] == '{' && text[i + 2] == '}') set |= 1U << static_cast<unsigned>(text[i + 1] - '0');
    return set;
  }
};

/// Says phrases and numbers in one language.
class words {
 public:
  explicit words(language in = language::english) noexcept : in_(in) {}
  [[nodiscard]] language in() const noexcept { return in_; }

  /// The phrase, {0} to {9} replaced by `filled`, which is not looked into.
  [[nodiscard]] std::string operator()(const phrase& p, std::initializer_list<std::string_view> filled = {}) const;

  /// "1 tie", "12,345 ties": the number and what is counted. Vietnamese has no plural.
  [[nodiscard]] std::string counted(std::size_t n, const phrase& one, const phrase& many) const;

  /// "a, b and c".
  [[nodiscard]] std::string joined(const std::vector<std::string>& items) const;

  /// A number as readers of the language write it: groups of three digits in whole numbers of five digits and more, and the
  /// decimal separator; the digits are those of to_text(). 1234567.5 is "1,234,567.5" and "1.234.567,5".
  [[nodiscard]] std::string number(double value) const;
  [[nodiscard]] std::string number(std::integral auto value) const { return localized(std::to_string(value)); }
  /// The same of digits as to_text() writes them ("-1234.5", "1e-7").
  [[nodiscard]] std::string localized(std::string_view digits) const;

 private:
  language in_;
};

}  // namespace coopgraph::detail
