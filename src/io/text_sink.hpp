// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/io/atomic_file.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace coopgraph::detail {

/// Where a writer's text goes: all of it into memory, or block by block into a file.
class text_sink {
 public:
  text_sink() = default;
  explicit text_sink(atomic_file& file) : file_(&file) {}

  text_sink& operator<<(std::string_view text) {
    pending_ += text;
    if (file_ != nullptr && pending_.size() >= block) flush();
    return *this;
  }
  text_sink& operator<<(char c) { return *this << std::string_view(&c, 1); }

  /// Hands the file what is still pending. \pre it has a file
  void flush() {
    file_->write(pending_);
    pending_.clear();
  }
  /// The text. \pre it has no file
  [[nodiscard]] std::string take() { return std::move(pending_); }

 private:
  static constexpr std::size_t block = std::size_t{256} << 10;
  atomic_file* file_ = nullptr;
  std::string pending_;
};

}  // namespace coopgraph::detail
