// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// The width of a text in a common sans-serif font, in tenths, for a font size in tenths: rather too much than too little.
[[nodiscard]] int text_width(std::string_view text, int font_size);

/// The text, or what of it fits `columns` characters with an ellipsis at the end.
[[nodiscard]] std::string shortened(const std::string& text, std::size_t columns);

/// The text in lines that are no wider than `width`, broken at spaces; a longer word is cut.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, int font_size, int width);

}  // namespace coopgraph::detail
