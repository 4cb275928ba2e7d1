// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/ids.hpp>
#include <coopgraph/graph/dijkstra.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// A monotone queue for whole distances that lie less than `most` apart: one bucket for each, on a ring, and two levels of bits
/// that say which are not empty. Reference: Dial (1969), doi:10.1145/363269.363610
template <class Distance>
class bucket_queue {
 public:
  static constexpr std::int64_t most = 4096;

  /// \pre 0 <= longest < most: the greatest distance between two entries
  explicit bucket_queue(Distance longest)
      : bucket_(std::bit_ceil(static_cast<std::size_t>(longest) + 1)), around_(bucket_.size() - 1) {}

  bool empty() const noexcept { return filled_words_ == 0; }
  void push(Distance d, vertex_id v) {
    const std::size_t b = static_cast<std::size_t>(d) & around_;
    bucket_[b].push_back(v);
    filled_[b / 64] |= std::uint64_t{1} << (b % 64);
    filled_words_ |= std::uint64_t{1} << (b / 64);
  }
  /// Moves the least distance at or after d, and its vertices into `into`. \pre not empty
  Distance pop(Distance d, std::vector<vertex_id>& into) {
    const std::size_t from = static_cast<std::size_t>(d) & around_;
    std::size_t word = from / 64;
    std::uint64_t bits = filled_[word] & (~std::uint64_t{0} << (from % 64));
    if (bits == 0) {
      const int around = static_cast<int>(word) + 1;  // the words after this one, then those before, this one last
      word = (word + 1 + static_cast<std::size_t>(std::countr_zero(std::rotr(filled_words_, around)))) % 64;
      bits = filled_[word];
    }
    const std::size_t b = 64 * word + static_cast<std::size_t>(std::countr_zero(bits));
    into.clear();
    std::swap(into, bucket_[b]);
    filled_[word] &= ~(std::uint64_t{1} << (b % 64));
    if (filled_[word] == 0) filled_words_ &= ~(std::uint64_t{1} << word);
    return d + static_cast<Distance>((b - from) & around_);
  }

 private:
  std::vector<std::vector<vertex_id>> bucket_;  // a power of two
  std::size_t around_;
  std::array<std::uint64_t, most / 64> filled_{};
  std::uint64_t filled_words_ = 0;
};

/// The same interface on a heap, for longer lengths.
template <class Distance>
class heap_queue {
 public:
  explicit heap_queue(Distance /*longest*/) {}

  bool empty() const noexcept { return heap_.empty(); }
  void push(Distance d, vertex_id v) { heap_.push({d, v}); }
  Distance pop(Distance, std::vector<vertex_id>& into) {
    const auto least = heap_.pop();
    into.assign(1, least.vertex);
    return least.distance;
  }

 private:
  lazy_heap<Distance> heap_;
};

}  // namespace coopgraph::detail
