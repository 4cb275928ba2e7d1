// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/rational.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace coopgraph {

/// A stream of random bits with a fixed definition: xoshiro256** 1.0, its state filled by splitmix64. The same numbers on
/// every compiler and machine, which std:: distributions and std::shuffle do not promise.
/// A stream belongs to (seed, purpose, item): items are drawn alike whatever the number of threads or the order of work.
/// Not for cryptography. Reference: Blackman & Vigna (2021), doi:10.1145/3460772.
class random_stream {
 public:
  explicit constexpr random_stream(std::uint64_t seed, std::string_view purpose = {}, std::uint64_t item = 0) noexcept {
    // Each part is mixed in before the next, so that (1, "a", 2) and (2, "a", 1) are unrelated.
    std::uint64_t mix = seed;
    for (const char c : purpose) mix = next_of_splitmix(mix) ^ static_cast<unsigned char>(c);
    mix = next_of_splitmix(mix) ^ item;
    for (std::uint64_t& word : state_) word = next_of_splitmix(mix);
  }

  /// 64 independent bits.
  constexpr std::uint64_t bits() noexcept {
    const std::uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  /// A whole number in [0, bound), each equally likely (Lemire's method, doi:10.1145/3230636). \pre bound > 0
  constexpr std::uint64_t below(std::uint64_t bound) noexcept {
    const std::uint64_t rejected = (0 - bound) % bound;
    for (;;) {
      const uint128 product = static_cast<uint128>(bits()) * bound;
      if (static_cast<std::uint64_t>(product) >= rejected) return static_cast<std::uint64_t>(product >> 64);
    }
  }

  /// A double in [0, 1): one of 2^53 equally spaced values.
  constexpr double uniform() noexcept { return static_cast<double>(bits() >> 11) * 0x1.0p-53; }

 private:
  __extension__ typedef unsigned __int128 uint128;

  static constexpr std::uint64_t rotate(std::uint64_t x, int k) noexcept { return (x << k) | (x >> (64 - k)); }

  static constexpr std::uint64_t next_of_splitmix(std::uint64_t& x) noexcept {
    x += 0x9e3779b97f4a7c15U;
    std::uint64_t z = x;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
  }

  std::array<std::uint64_t, 4> state_{};
};

/// Puts the items into an order drawn uniformly (Fisher–Yates). O(n).
template <class T>
constexpr void shuffle(std::span<T> items, random_stream& random) noexcept(noexcept(std::swap(items[0], items[0]))) {
  for (std::size_t i = items.size(); i > 1; --i) {
    const auto j = static_cast<std::size_t>(random.below(i));
    if (j != i - 1) std::swap(items[i - 1], items[j]);
  }
}

}  // namespace coopgraph
