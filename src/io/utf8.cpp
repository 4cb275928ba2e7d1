// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/csv.hpp>

#include <bit>
#include <cstdint>
#include <cstring>

namespace coopgraph {
namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080U;

std::uint64_t eight_bytes(const char* from) noexcept {
  std::uint64_t eight = 0;
  std::memcpy(&eight, from, 8);
  return eight;
}

/// The offset of the first byte from `i` on that is not ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t i) noexcept {
  for (; i + 64 <= text.size(); i += 64) {
    std::uint64_t any = 0;
    for (std::size_t k = 0; k < 64; k += 8) any |= eight_bytes(text.data() + i + k);
    if ((any & high_bits) != 0) break;
  }
  for (; i + 8 <= text.size(); i += 8) {
    const std::uint64_t found = eight_bytes(text.data() + i) & high_bits;
    if (found == 0) continue;
    const int zeros = std::endian::native == std::endian::little ? std::countr_zero(found) : std::countl_zero(found);
    return i + static_cast<std::size_t>(zeros) / 8;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}

/// The length of the well-formed sequence whose lead is not ASCII, or 0. Faster than code_point_at() where three bytes follow the
/// lead.
std::size_t inner_sequence_length(const char* from) noexcept {
  const auto at = [from](std::size_t k) -> unsigned { return static_cast<unsigned char>(from[k]); };
  const auto tail = [at](std::size_t k) { return (at(k) & 0xc0U) == 0x80U; };
  const unsigned lead = at(0);
  if (lead < 0xe0) return lead >= 0xc2 && tail(1) ? 2 : 0;
  const unsigned two = lead << 8 | at(1);  // E0 A0 … and not ED A0 …; F0 90 … to F4 8F …
  if (lead < 0xf0) return tail(1) && tail(2) && two >= 0xe0a0 && (two < 0xeda0 || two >= 0xee80) ? 3 : 0;
  return two >= 0xf090 && two < 0xf490 && tail(1) && tail(2) && tail(3) ? 4 : 0;
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    i = skip_ascii(text, i);
    while (i < text.size() && static_cast<unsigned char>(text[i]) >= 0x80) {
      std::size_t length = 0;
      if (i + 4 <= text.size())
        length = inner_sequence_length(text.data() + i);
      else if (const code_point last = code_point_at(text, i); last.well_formed())
        length = last.bytes;
      if (length == 0) return i;
      i += length;
    }
  }
  return std::string_view::npos;
}

}  // namespace coopgraph
