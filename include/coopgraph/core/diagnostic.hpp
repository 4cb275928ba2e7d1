// SPDX-License-Identifier: BSL-1.0
#pragma once

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

/// Text of the outside world made safe for a terminal and a one-line message: control characters and bidirectional
/// overrides become \u{…}; what is longer than `limit` bytes is cut at a character and marked by "…".
[[nodiscard]] inline std::string printable(std::string_view text, std::size_t limit = 200) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  const auto escape = [&](unsigned code) {
    out += "\\u{";
    for (int shift = code > 0xfff ? 12 : 4; shift >= 0; shift -= 4) out += hex[(code >> shift) & 0xf];
    out += '}';
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool continuation = (byte & 0xc0U) == 0x80U;
    if (out.size() >= limit && !continuation) return out + "…";
    const auto at = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U; };
    const unsigned wide = ((byte & 0x0fU) << 12) | ((at(1) & 0x3fU) << 6) | (at(2) & 0x3fU);
    if (byte < 0x20 || byte == 0x7f) {
      escape(byte);
    } else if (byte == 0xc2 && at(1) >= 0x80 && at(1) < 0xa0) {  // C1 controls
      escape(at(1));
      i += 1;
    } else if (byte == 0xe2 && (at(1) & 0xfeU) == 0x80U && (at(2) & 0xc0U) == 0x80U &&
               ((wide >= 0x200e && wide <= 0x200f) || (wide >= 0x2028 && wide <= 0x202e) || (wide >= 0x2066 && wide <= 0x2069))) {
      escape(wide);
      i += 2;
    } else {
      out += text[i];
    }
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
