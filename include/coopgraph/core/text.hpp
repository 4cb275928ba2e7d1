// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>

namespace coopgraph {

/// A number as text that reads back equal: integers in full, doubles in their shortest form. Independent of the locale.
[[nodiscard]] inline std::string to_text(std::integral auto value) { return std::to_string(value); }
[[nodiscard]] inline std::string to_text(double value) {
  char buffer[40];  // the longest shortest form has 24 characters
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

/// What a reader of UTF-8 finds at a place: a character and its number of bytes. What is not well-formed (RFC 3629: no overlong
/// forms, no surrogates, nothing above U+10FFFF) is one byte that stands for U+FFFD.
struct code_point {
  char32_t value = 0;
  std::size_t bytes = 0;

  [[nodiscard]] constexpr bool well_formed() const noexcept { return value != U'\ufffd' || bytes == 3; }
};

/// The character at text[at…]. \pre at < text.size()
[[nodiscard]] constexpr code_point code_point_at(std::string_view text, std::size_t at) noexcept {
  constexpr code_point broken{U'\ufffd', 1};
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() - at < length) return broken;
  char32_t value = lead & (0x7fU >> length);
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(k) & 0xc0U) != 0x80U) return broken;
    value = value << 6 | (byte(k) & 0x3fU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xd800 && value <= 0xdfff;
  if (overlong || surrogate || value > 0x10ffff) return broken;
  return {value, length};
}

}  // namespace coopgraph
