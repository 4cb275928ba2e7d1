// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/text.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace coopgraph {

/// Where a fact stands in a file. Lines and columns count from 1 (columns are fields); 0 means "the whole file" or "the whole
/// line".
struct place {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;

  friend bool operator==(const place&, const place&) = default;
};

/// One problem in the data: what was found, what is allowed, how to go on.
struct diagnostic {
  place where;
  std::string record;   ///< id of the record it concerns; empty if none
  std::string code;     ///< short and stable, for scripts: "unknown-actor", "duplicate-id", …
  std::string message;  ///< for people

  friend bool operator==(const diagnostic&, const diagnostic&) = default;
};

namespace detail {

/// Whether a terminal would obey the character instead of showing it: controls, line and paragraph separators, marks and
/// overrides of the writing direction.
[[nodiscard]] constexpr bool is_control(char32_t code) noexcept {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x61c || code == 0x200e || code == 0x200f ||
         (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

}  // namespace detail

/// Text of the outside world made safe for a terminal and a one-line message: control characters and bidirectional
/// overrides become \u{…}, bytes that are not UTF-8 \x{…}; what is longer than `limit` bytes is cut at a character and marked by
/// "…".
[[nodiscard]] inline std::string printable(std::string_view text, std::size_t limit = 200) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (out.size() >= limit) return out + "…";
    const code_point c = code_point_at(text, i);
    if (c.well_formed() && !detail::is_control(c.value)) {
      out += text.substr(i, c.bytes);
    } else {
      const char32_t code = c.well_formed() ? c.value : static_cast<unsigned char>(text[i]);
      out += c.well_formed() ? "\\u{" : "\\x{";
      for (int shift = code > 0xff ? 12 : 4; shift >= 0; shift -= 4) out += digits[(code >> shift) & 0xfU];
      out += '}';
    }
    i += c.bytes;
  }
  return out;
}

/// "FILE:LINE:COLUMN: message", the parts of the place that are 0 left out; one line, at most about 1,000 bytes.
[[nodiscard]] inline std::string to_line(const diagnostic& d) {
  std::string text = printable(d.where.file);
  if (d.where.line != 0) text += ':' + std::to_string(d.where.line);
  if (d.where.line != 0 && d.where.column != 0) text += ':' + std::to_string(d.where.column);
  if (!text.empty()) text += ": ";
  return text + printable(d.message, 760);
}

}  // namespace coopgraph
