// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/markup.hpp>

#include <string>

namespace coopgraph::detail {

/// A length in tenths as a number of SVG.
[[nodiscard]] escaped number(int tenths);
/// `before` is the text up to the number, such as ` x="`.
void attribute(escaped& html, markup before, int tenths);
void add_title(escaped& svg, const std::string& text);

}  // namespace coopgraph::detail
