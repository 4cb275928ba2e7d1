// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string_view>

namespace coopgraph {

/// The languages of what is written for people: reports and pictures. Names stand as the data spell them.
enum class language { english, vietnamese };

/// The code of a language (BCP 47): "en", "vi".
[[nodiscard]] constexpr std::string_view code_of(language l) noexcept { return l == language::english ? "en" : "vi"; }

/// The language of a code; nothing if there is none.
[[nodiscard]] constexpr std::optional<language> language_of(std::string_view code) noexcept {
  if (code == code_of(language::english)) return language::english;
  if (code == code_of(language::vietnamese)) return language::vietnamese;
  return std::nullopt;
}

}  // namespace coopgraph
