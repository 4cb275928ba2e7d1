// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
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

/// A character of a text: its code point and the number of its bytes; of a byte that is no UTF-8 the byte itself.
struct character {
  std::uint32_t code;
  std::size_t bytes;
  bool valid;
};

/// The character at text[i] by RFC 3629. \pre i < text.size()
[[nodiscard]] inline character character_at(std::string_view text, std::size_t i) noexcept {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
  const std::uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || i + bytes > text.size()) return {lead, 1, false};
  std::uint32_t code = lead & (0x7fU >> bytes);
  for (std::size_t k = 1; k < bytes; ++k) {
    if ((byte(k) & 0xc0U) != 0x80U) return {lead, 1, false};
    code = (code << 6U) | (byte(k) & 0x3fU);
  }
  const bool overlong = (bytes == 3 && code < 0x800) || (bytes == 4 && code < 0x10000);
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (overlong || surrogate || code > 0x10ffff) return {lead, 1, false};
  return {code, bytes, true};
}

/// Whether a terminal would obey the character instead of showing it: controls, line and paragraph separators, marks and
/// overrides of the writing direction.
[[nodiscard]] constexpr bool is_control(std::uint32_t code) noexcept {
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
    const detail::character c = detail::character_at(text, i);
    if (c.valid && !detail::is_control(c.code)) {
      out += text.substr(i, c.bytes);
    } else {
      out += c.valid ? "\\u{" : "\\x{";
      for (int shift = c.code > 0xff ? 12 : 4; shift >= 0; shift -= 4) out += digits[(c.code >> shift) & 0xfU];
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
