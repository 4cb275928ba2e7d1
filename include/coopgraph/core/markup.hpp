// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace coopgraph {

/// Markup that stands in the program's own text. Only a literal can become one: the constructor runs at compile time.
class markup {
 public:
  consteval markup(const char* literal) : text_(literal) {}  // NOLINT(google-explicit-constructor): a literal is markup
  [[nodiscard]] constexpr std::string_view str() const noexcept { return text_; }

 private:
  std::string_view text_;
};

/// HTML that is safe to show. It is built of literals and of escaped texts alone; appending a text as it is does not compile:
///     escaped cell("<td>");
///     cell += escaped::text(name);
///     cell += "</td>";
class escaped {
 public:
  escaped() = default;
  explicit escaped(markup literal) : html_(literal.str()) {}

  /// A text as content of an element or as a quoted attribute: & < > " ' become references. Characters that HTML does not
  /// allow (controls), that reorder their surroundings (U+202A-E, U+2066-9) and bytes that are not UTF-8 become U+FFFD.
  [[nodiscard]] static escaped text(std::string_view raw);

  escaped& operator+=(const escaped& other) {
    html_ += other.html_;
    return *this;
  }
  escaped& operator+=(markup literal) {
    html_ += literal.str();
    return *this;
  }

  [[nodiscard]] const std::string& str() const noexcept { return html_; }

 private:
  std::string html_;
};

}  // namespace coopgraph
