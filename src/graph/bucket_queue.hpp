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

/// Which of up to 4096 places on a ring are filled: two levels of bits, so that the next one is found in a few steps.
class filled_places {
 public:
  static constexpr std::size_t most = 4096;

  [[nodiscard]] bool none() const noexcept { return filled_words_ == 0; }
  void fill(std::size_t place) noexcept {
    filled_[place / 64] |= std::uint64_t{1} << (place % 64);
    filled_words_ |= std::uint64_t{1} << (place / 64);
  }
  void clear(std::size_t place) noexcept {
    filled_[place / 64] &= ~(std::uint64_t{1} << (place % 64));
    if (filled_[place / 64] == 0) filled_words_ &= ~(std::uint64_t{1} << (place / 64));
  }
  /// The first filled place at or after `from`, round the ring of 4096. \pre not none
  [[nodiscard]] std::size_t next(std::size_t from) const noexcept {
    std::size_t word = from / 64;
    std::uint64_t bits = filled_[word] & (~std::uint64_t{0} << (from % 64));
    if (bits == 0) {
      const int around = static_cast<int>(word) + 1;  // the words after this one, then those before, this one last
      word = (word + 1 + static_cast<std::size_t>(std::countr_zero(std::rotr(filled_words_, around)))) % 64;
      bits = filled_[word];
    }
    return 64 * word + static_cast<std::size_t>(std::countr_zero(bits));
  }

 private:
  std::array<std::uint64_t, most / 64> filled_{};
  std::uint64_t filled_words_ = 0;
};

/// A monotone queue for whole distances that lie less than `most` apart: one bucket for each, on a ring.
/// Reference: Dial (1969), doi:10.1145/363269.363610
template <class Distance>
class bucket_queue {
 public:
  static constexpr std::int64_t most = filled_places::most;

  /// \pre 0 <= longest < most: the greatest distance between two entries
  explicit bucket_queue(Distance longest)
      : bucket_(std::bit_ceil(static_cast<std::size_t>(longest) + 1)), around_(bucket_.size() - 1) {}

  bool empty() const noexcept { return filled_.none(); }
  void push(Distance d, vertex_id v) {
    const std::size_t b = static_cast<std::size_t>(d) & around_;
    bucket_[b].push_back(v);
    filled_.fill(b);
  }
  /// Moves the least distance at or after d, and its vertices into `into`. \pre not empty
  Distance pop(Distance d, std::vector<vertex_id>& into) {
    const std::size_t from = static_cast<std::size_t>(d) & around_;
    const std::size_t b = filled_.next(from);
    into.clear();
    std::swap(into, bucket_[b]);
    filled_.clear(b);
    return d + static_cast<Distance>((b - from) & around_);
  }
  void clear() {
    for (auto& bucket : bucket_) bucket.clear();
    filled_ = {};
  }

 private:
  std::vector<std::vector<vertex_id>> bucket_;  // a power of two
  std::size_t around_;
  filled_places filled_;
};

/// The interface of bucket_queue on a heap, for longer lengths.
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

/// A monotone queue of (distance, vertex) for whole distances of any size: buckets of 2^shift distances on a ring, and a heap for
/// the entries of the bucket that is being emptied, which stays small unless lengths are of very different size. Reference:
/// Denardo & Fox (1979), doi:10.1287/opre.27.1.161
template <class Distance>
class coarse_bucket_queue {
 public:
  using entry = typename lazy_heap<Distance>::entry;

  /// \pre longest >= 0: the greatest distance between two entries
  explicit coarse_bucket_queue(Distance longest) {
    while ((longest >> shift_) + 2 > static_cast<Distance>(filled_places::most)) ++shift_;
    bucket_.resize(filled_places::most);
  }

  bool empty() const noexcept { return heap_.empty() && filled_.none(); }
  void push(Distance d, vertex_id v) {
    const Distance at = d >> shift_;
    if (at == current_) return heap_.push({d, v});
    const std::size_t b = place_of(at);
    bucket_[b].push_back({d, v});
    filled_.fill(b);
  }
  /// \pre not empty
  entry pop() {
    if (heap_.empty()) {
      const std::size_t from = place_of(current_);
      const std::size_t b = filled_.next(from);
      current_ += static_cast<Distance>((b - from) % filled_places::most);
      for (const entry& e : bucket_[b]) heap_.push(e);
      bucket_[b].clear();
      filled_.clear(b);
    }
    return heap_.pop();
  }
  void clear() {
    for (auto& bucket : bucket_) bucket.clear();
    while (!heap_.empty()) (void)heap_.pop();
    filled_ = {};
    current_ = 0;
  }

 private:
  [[nodiscard]] static std::size_t place_of(Distance at) noexcept { return static_cast<std::size_t>(at) % filled_places::most; }

  int shift_ = 0;
  Distance current_ = 0;
  std::vector<std::vector<entry>> bucket_;
  filled_places filled_;
  lazy_heap<Distance> heap_;
};

}  // namespace coopgraph::detail
