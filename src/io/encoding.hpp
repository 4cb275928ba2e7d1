// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/diagnostic.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace coopgraph::detail {

/// So many bytes are enough to know a file by its first bytes.
constexpr std::size_t signature_bytes = 4096;

/// A part of a text, of which some byte is not UTF-8 or is NUL.
struct byte_sample {
  std::string_view bytes;  ///< begins after a line end, or with the text; unless the line is very long
  std::size_t offset = 0;  ///< of bytes[0] in the file
  std::size_t bad = 0;     ///< index of the byte in `bytes`
  std::size_t characters_before =
      0;  ///< that are UTF-8 and not ASCII, in the whole text before `bytes[bad]`; more than 32 count as 32
};

/// `unknown` is also text that fits two of them about equally well.
enum class encoding { unknown, damaged_utf8, utf16le, utf16be, cp1252, cp1258, tcvn3, vni, gb18030 };

/// What the text around a bad byte is probably written in: UTF-16 by the places of its NUL bytes, Vietnamese encodings by the
/// share of words that they turn into Vietnamese syllables, GB18030 by its pairs of bytes. Complexity: O(bytes)
[[nodiscard]] encoding guess_encoding(const byte_sample& sample);

/// The problem, without a place, of a file that by its first bytes is UTF-16 or UTF-32, a workbook, an archive, compressed or
/// PDF.
[[nodiscard]] std::optional<diagnostic> foreign_file(std::string_view head, const std::string& file);

/// The problem, without a place, of a byte that is not UTF-8, or is NUL; it names the way out.
[[nodiscard]] diagnostic byte_not_utf8(const byte_sample& sample, const std::string& file);
[[nodiscard]] diagnostic nul_byte(const byte_sample& sample, const std::string& file);

}  // namespace coopgraph::detail
