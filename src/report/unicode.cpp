// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/report/unicode.hpp>

#include <algorithm>
#include <array>

namespace coopgraph {
namespace {

constexpr char32_t replacement = 0xfffd;

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

code_point code_point_at(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || text.size() - at < length) return {replacement, 1};
  char32_t value = lead & (0x7fU >> length);
  for (std::size_t k = 1; k < length; ++k) {
    if ((byte(k) & 0xc0U) != 0x80U) return {replacement, 1};
    value = value << 6 | (byte(k) & 0x3fU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  const bool surrogate = value >= 0xd800 && value <= 0xdfff;
  if (overlong || surrogate || value > 0x10ffff) return {replacement, 1};
  return {value, length};
}

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
