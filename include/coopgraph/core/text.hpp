// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <system_error>

namespace coopgraph {

/// A number as text that reads back equal: integers in full, doubles in their shortest form. Independent of the locale.
[[nodiscard]] inline std::string to_text(std::integral auto value) { return std::to_string(value); }
[[nodiscard]] inline std::string to_text(double value) {
  char buffer[40];  // the longest shortest form has 24 characters
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

}  // namespace coopgraph
