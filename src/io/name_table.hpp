// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph::detail {

/// Texts numbered 0, 1, … in the order in which they first come: a table with open addressing. Texts of up to 11 bytes stand in
/// the slots themselves, so that looking one up touches one line of memory; longer ones are compared where they are kept.
class name_table {
 public:
  static constexpr std::uint32_t none = 0xffffffffU;
  static constexpr std::size_t longest_inline = 11;

  /// A text made ready for a look-up.
  struct key {
    std::uint64_t low = 0;   // bytes 0 to 7, or a hash of a long text
    std::uint32_t high = 0;  // bytes 8 to 10 and the length; of a long text more of its hash and 0xff
    std::uint32_t size = 0;
    const char* text = nullptr;

    [[nodiscard]] std::uint64_t mixed() const noexcept {
      std::uint64_t x = (low ^ (std::uint64_t{high} << 29)) * 0x9e3779b97f4a7c15U;
      x ^= x >> 32;
      x = (x + high) * 0xd6e8feb86659fd93U;
      return x ^ (x >> 29);
    }
  };

  name_table() : slots_(first_slots) {}

  [[nodiscard]] static key key_of(std::string_view text) noexcept {
    if (text.size() > longest_inline) return long_key(text);
    unsigned char bytes[12] = {};
    if (!text.empty()) std::memcpy(bytes, text.data(), text.size());
    bytes[11] = static_cast<unsigned char>(text.size());
    return packed(bytes, text);
  }

  /// The same, faster. \pre 16 bytes can be read at text.data()
  [[nodiscard]] static key key_of_padded(std::string_view text) noexcept {
    if constexpr (std::endian::native != std::endian::little) return key_of(text);
    if (text.size() > longest_inline) return long_key(text);
    std::uint64_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, text.data(), 8);
    std::memcpy(&high, text.data() + 8, 4);
    const std::size_t n = text.size();
    low &= n >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * n)) - 1;
    high &= n > 8 ? (std::uint32_t{1} << (8 * (n - 8))) - 1 : 0U;
    return {low, high | (static_cast<std::uint32_t>(n) << 24), static_cast<std::uint32_t>(n), text.data()};
  }

  /// Brings the slot of a key near.
  void prefetch(std::uint64_t mixed) const noexcept { __builtin_prefetch(&slots_[mixed >> shift_]); }

  /// The number of a text, which is new where it has not come before.
  [[nodiscard]] std::uint32_t find_or_add(const key& k, std::uint64_t mixed) {
    for (std::size_t at = mixed >> shift_;; at = (at + 1) & (slots_.size() - 1)) {
      slot& s = slots_[at];
      if (s.id == none) {
        if (size() >= slots_.size() / 2) {
          grow();
          return find_or_add(k, mixed);
        }
        s = {k.low, k.high, static_cast<std::uint32_t>(size())};
        texts_.append(k.text, k.size);
        ends_.push_back(texts_.size());
        return s.id;
      }
      if (s.low == k.low && s.high == k.high && (k.size <= longest_inline || text(s.id) == std::string_view(k.text, k.size)))
        return s.id;
    }
  }
  [[nodiscard]] std::uint32_t find_or_add(std::string_view text) {
    const key k = key_of(text);
    return find_or_add(k, k.mixed());
  }

  /// The number of a text, or none.
  [[nodiscard]] std::uint32_t find(const key& k, std::uint64_t mixed) const noexcept {
    for (std::size_t at = mixed >> shift_;; at = (at + 1) & (slots_.size() - 1)) {
      const slot& s = slots_[at];
      if (s.id == none) return none;
      if (s.low == k.low && s.high == k.high && (k.size <= longest_inline || text(s.id) == std::string_view(k.text, k.size)))
        return s.id;
    }
  }
  [[nodiscard]] std::uint32_t find(std::string_view text) const noexcept {
    const key k = key_of(text);
    return find(k, k.mixed());
  }

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] std::string_view text(std::uint32_t id) const noexcept {
    const std::size_t begin = id == 0 ? 0 : ends_[id - 1];
    return std::string_view(texts_).substr(begin, ends_[id] - begin);
  }

 private:
  struct slot {
    std::uint64_t low = 0;
    std::uint32_t high = 0;
    std::uint32_t id = none;
  };
  static constexpr std::size_t first_slots = 1024;

  static key packed(const unsigned char (&bytes)[12], std::string_view text) noexcept {
    key k{0, 0, static_cast<std::uint32_t>(text.size()), text.data()};
    std::memcpy(&k.low, bytes, 8);
    std::memcpy(&k.high, bytes + 8, 4);
    return k;
  }

  static key long_key(std::string_view text) noexcept {
    std::uint64_t hash = text.size() * 0x9e3779b97f4a7c15U;
    for (std::size_t i = 0; i < text.size(); i += 8) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, text.data() + i, text.size() - i < 8 ? text.size() - i : 8);
      hash = (hash ^ eight) * 0xd6e8feb86659fd93U;
      hash ^= hash >> 32;
    }
    // The top byte is where a short text has its length: 0xff is none of a short one.
    constexpr std::uint32_t is_long = 0xff000000U;
    const auto more = static_cast<std::uint32_t>((hash * 0xa0761d6478bd642fU) >> 40);
    if constexpr (std::endian::native == std::endian::little)
      return {hash, is_long | more, static_cast<std::uint32_t>(text.size()), text.data()};
    else
      return {hash, (more << 8) | 0xffU, static_cast<std::uint32_t>(text.size()), text.data()};
  }

  void grow() {
    std::vector<slot> old(slots_.size() * 4);
    old.swap(slots_);
    shift_ -= 2;
    for (const slot& s : old) {
      if (s.id == none) continue;
      std::size_t at = key{s.low, s.high}.mixed() >> shift_;
      while (slots_[at].id != none) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = s;
    }
  }

  std::vector<slot> slots_;
  unsigned shift_ = 54;  // slots_.size() is 2^(64 - shift_)
  std::string texts_;
  std::vector<std::size_t> ends_;
};

}  // namespace coopgraph::detail
