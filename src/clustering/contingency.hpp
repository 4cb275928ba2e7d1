// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/cover.hpp>
#include <coopgraph/core/partition.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace coopgraph::detail {

/// \throws input_error naming the parameter unless its labels are below `clusters`, and those are no more than the vertices
void check_partition(const char* function, const char* parameter, const partition& p);

/// \throws input_error naming the parameter unless each cluster is sorted, holds no vertex twice and none beyond `vertices`, and
///         degrees are in (0, 1]
void check_cover(const char* function, const char* parameter, const cover& c);

/// \throws option_error unless it is in [0, 1]
void check_least_degree(const char* function, double least_degree);

/// The vertices that cluster i of a and cluster j of b share, by the pairs that share any.
struct contingency {
  struct cell {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    std::uint32_t members = 0;  ///< above 0
  };
  std::size_t vertices = 0;
  std::vector<std::uint32_t> row_size;     ///< by cluster of a
  std::vector<std::uint32_t> column_size;  ///< by cluster of b
  std::vector<cell> cells;                 ///< sorted by row, then by column
};

/// \throws input_error unless both are partitions of the same vertices
[[nodiscard]] contingency make_contingency(const char* function, const partition& a, const partition& b);

/// Lists of small numbers, one after the other: those of item i are values[offset[i]] to values[offset[i + 1] - 1].
struct lists {
  std::vector<std::size_t> offset;
  std::vector<std::uint32_t> values;

  [[nodiscard]] std::size_t size() const noexcept { return offset.size() - 1; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t i) const {
    return {values.data() + offset[i], offset[i + 1] - offset[i]};
  }
};

/// By cluster: the vertices that belong to it to at least this degree, ascending.
[[nodiscard]] lists members_of(const cover& c, double least_degree);

/// By value below `values`: the items whose lists hold it, ascending.
[[nodiscard]] lists inverse_of(const lists& of, std::size_t values);

/// How often each of some numbers was counted, and which: counts of its own for one thread, empty again after each use.
class tally {
 public:
  explicit tally(std::size_t numbers) : count_(numbers, 0) {}

  void add(std::uint32_t number) {
    if (count_[number]++ == 0) seen_.push_back(number);
  }
  [[nodiscard]] std::uint32_t operator[](std::uint32_t number) const { return count_[number]; }
  /// In the order in which they first came; may be sorted.
  [[nodiscard]] std::vector<std::uint32_t>& seen() noexcept { return seen_; }
  void clear() {
    for (const std::uint32_t number : seen_) count_[number] = 0;
    seen_.clear();
  }

 private:
  std::vector<std::uint32_t> count_;
  std::vector<std::uint32_t> seen_;
};

/// A sum whose rounding errors are kept and added at the end (Neumaier).
class compensated_sum {
 public:
  void add(double x) noexcept {
    const double next = sum_ + x;
    rest_ += (sum_ < 0.0 ? -sum_ : sum_) >= (x < 0.0 ? -x : x) ? (sum_ - next) + x : (x - next) + sum_;
    sum_ = next;
  }
  [[nodiscard]] double value() const noexcept { return sum_ + rest_; }

 private:
  double sum_ = 0.0;
  double rest_ = 0.0;
};

}  // namespace coopgraph::detail
