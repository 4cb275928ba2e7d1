// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace coopgraph {

/// The columns that a text takes on a terminal: one for each character, none for combining marks and zero-width characters
/// (so that a Vietnamese word is as wide in NFD as in NFC). East Asian wide characters count as one.
/// Complexity: O(bytes).
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

}  // namespace coopgraph
