// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace coopgraph::detail {

/// What one byte of an old Vietnamese encoding stands for.
struct vietnamese_byte {
  enum class kind : unsigned char { none, letter, mark, punctuation };
  kind is = kind::none;
  char letter = 0;  ///< of a letter: a … z without its tone, or '1' … '7' for ă â ê ô ơ ư đ; of a mark '^', '(' or 0
  unsigned char tone = 0;  ///< 0: none; 1 … 5: huyền, hỏi, ngã, sắc, nặng
};

/// By byte - 0x80.
using vietnamese_table = std::array<vietnamese_byte, 128>;

extern const vietnamese_table tcvn3_bytes;   ///< TCVN3 (ABC fonts)
extern const vietnamese_table cp1258_bytes;  ///< Windows-1258, with tones as marks behind the vowel
extern const vietnamese_table vni_bytes;     ///< VNI for Windows: ASCII letter, then one byte with all its marks

/// Of the words with bytes above 0x7F, how many are Vietnamese syllables in that encoding.
struct syllable_count {
  std::size_t words = 0;
  std::size_t syllables = 0;
};
[[nodiscard]] syllable_count count_syllables(std::string_view text, const vietnamese_table& table);

/// Whether this is spelled as a Vietnamese syllable: an initial, vowels, a final. Letters as in vietnamese_byte, tones left out.
[[nodiscard]] bool is_vietnamese_syllable(std::string_view letters);

}  // namespace coopgraph::detail
