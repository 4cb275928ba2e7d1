// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/text.hpp>
#include <coopgraph/core/unicode.hpp>

#include <algorithm>
#include <array>

namespace coopgraph {
namespace {

struct range {
  char32_t first;
  char32_t last;
};

/// Blocks of combining marks, variation selectors, and the zero-width space, joiners and byte order mark.
constexpr std::array<range, 9> without_width{{{0x0300, 0x036f},
                                              {0x0483, 0x0489},
                                              {0x1ab0, 0x1aff},
                                              {0x1dc0, 0x1dff},
                                              {0x200b, 0x200f},
                                              {0x20d0, 0x20ff},
                                              {0xfe00, 0xfe0f},
                                              {0xfe20, 0xfe2f},
                                              {0xfeff, 0xfeff}}};

}  // namespace

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const code_point c = code_point_at(text, i);
    i += c.bytes;
    const auto holds = [&](const range& r) { return r.first <= c.value && c.value <= r.last; };
    if (std::none_of(without_width.begin(), without_width.end(), holds)) ++width;
  }
  return width;
}

}  // namespace coopgraph
