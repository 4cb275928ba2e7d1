// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// A number for each of some unordered pairs: an open hash table in which what is erased leaves no trace.
class pair_map {
 public:
  explicit pair_map(std::size_t pairs) {
    std::size_t size = 16;
    while (size < 2 * pairs) size *= 2;
    cells_.assign(size, {empty, 0});
  }

  [[nodiscard]] std::size_t size() const noexcept { return used_; }

  /// Nothing if the pair is not there. Valid until the next insertion or erasure.
  [[nodiscard]] std::int64_t* find(std::uint32_t a, std::uint32_t b) noexcept {
    cell& at = cells_[place_of(key(a, b))];
    return at.key == empty ? nullptr : &at.value;
  }

  /// \pre the pair is not there, a != b
  void insert(std::uint32_t a, std::uint32_t b, std::int64_t value) {
    if (2 * (used_ + 1) > cells_.size()) grow();
    cells_[place_of(key(a, b))] = {key(a, b), value};
    ++used_;
  }

  /// \pre the pair is there
  void erase(std::uint32_t a, std::uint32_t b) noexcept {
    const std::size_t mask = cells_.size() - 1;
    std::size_t hole = place_of(key(a, b));
    // What comes after it and wants to stand at the hole or before moves up.
    for (std::size_t at = (hole + 1) & mask; cells_[at].key != empty; at = (at + 1) & mask)
      if (((at - home(cells_[at].key)) & mask) >= ((at - hole) & mask)) {
        cells_[hole] = cells_[at];
        hole = at;
      }
    cells_[hole].key = empty;
    --used_;
  }

 private:
  struct cell {
    std::uint64_t key;
    std::int64_t value;
  };
  static constexpr std::uint64_t empty = ~std::uint64_t{0};  // no pair: its halves are equal

  [[nodiscard]] static std::uint64_t key(std::uint32_t a, std::uint32_t b) noexcept {
    if (a > b) std::swap(a, b);
    return (std::uint64_t{a} << 32) | b;
  }
  [[nodiscard]] std::size_t home(std::uint64_t k) const noexcept {
    k ^= k >> 32;
    k *= 0x9e3779b97f4a7c15U;
    k ^= k >> 29;
    k *= 0xbf58476d1ce4e5b9U;
    k ^= k >> 32;
    return static_cast<std::size_t>(k) & (cells_.size() - 1);
  }
  [[nodiscard]] std::size_t place_of(std::uint64_t k) const noexcept {
    std::size_t at = home(k);
    while (cells_[at].key != empty && cells_[at].key != k) at = (at + 1) & (cells_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<cell> old(2 * cells_.size(), {empty, 0});
    std::swap(old, cells_);
    for (const cell& c : old)
      if (c.key != empty) cells_[place_of(c.key)] = c;
  }

  std::vector<cell> cells_;
  std::size_t used_ = 0;
};

}  // namespace coopgraph::detail
