// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace coopgraph::detail {

/// A longer text is no name: nothing is looked up that costs more than this.
inline constexpr std::size_t longest_name = 1000;  // bytes

/// The keys of a name. Both are empty where the text holds nothing but spaces, dashes, dots and quotes.
struct folded_name {
  bool readable = false;  ///< UTF-8 of at most longest_name bytes
  std::string full;       ///< all words
  std::string bare;       ///< without the words for a kind of unit around it ("tỉnh", "TP.", "City")
};

/// Complexity: O(|text|), O(1) beyond longest_name.
[[nodiscard]] folded_name fold(std::string_view text);

/// The code points of a key, letters of other scripts replaced by the Latin ones that look like them: what an eye compares.
[[nodiscard]] std::u32string look_of(std::string_view key);

}  // namespace coopgraph::detail
