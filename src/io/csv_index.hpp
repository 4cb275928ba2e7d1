// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace coopgraph::detail {

/// Where the bytes stand that mean something in a table: the delimiter, the quote, LF and CR, ascending.
class csv_index {
 public:
  /// Indexes data[from, to); earlier entries are forgotten. \pre to <= 2^32. Complexity: O(to - from)
  void build(const char* data, std::size_t from, std::size_t to, char delimiter);

  [[nodiscard]] const std::uint32_t* begin() const noexcept { return places_.get(); }
  [[nodiscard]] const std::uint32_t* end() const noexcept { return places_.get() + size_; }

 private:
  void make_room(std::size_t bytes);
  void add_plainly(const char* data, std::size_t from, std::size_t to, char delimiter);

  std::unique_ptr<std::uint32_t[]> places_;
  std::size_t room_ = 0;
  std::size_t size_ = 0;
};

}  // namespace coopgraph::detail
