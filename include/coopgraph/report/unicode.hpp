// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace coopgraph {

/// What a reader of UTF-8 finds at a place: a character and its number of bytes. What is not well-formed is one byte that
/// stands for U+FFFD.
struct code_point {
  char32_t value = 0;
  std::size_t bytes = 0;
};

/// The character at text[at…]. \pre at < text.size()
[[nodiscard]] code_point code_point_at(std::string_view text, std::size_t at) noexcept;

/// The columns that a text takes on a terminal: one for each character, none for combining marks and zero-width characters
/// (so that a Vietnamese word is as wide in NFD as in NFC). East Asian wide characters count as one.
/// Complexity: O(bytes).
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

}  // namespace coopgraph
