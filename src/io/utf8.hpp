// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <string_view>

namespace coopgraph::detail {

/// The length of the well-formed UTF-8 sequence at text[i], or 0. RFC 3629, section 4. \pre i < text.size()
[[nodiscard]] std::size_t utf8_sequence_length(std::string_view text, std::size_t i) noexcept;

}  // namespace coopgraph::detail
