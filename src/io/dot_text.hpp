// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

namespace coopgraph::detail {

/// The attribute of the graph in which our writers and readers agree on attributes ("attribute_columns.hpp").
constexpr std::string_view dot_types_key = "attribute_types";

/// DOT's quoted texts know no escape for a backslash: two stay two, and one hides a quote or a line end behind it. A text that
/// ends with an odd number of them, or has these before a quote or a line end, cannot be written.
[[nodiscard]] bool dot_can_hold(std::string_view text) noexcept;
/// The text with one backslash more wherever it is needed.
[[nodiscard]] std::string as_dot_can_hold(std::string_view text);

}  // namespace coopgraph::detail
