// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/open_file.hpp"

#include <coopgraph/core/diagnostic.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace coopgraph::detail {

/// The part of a text that a parser has before it. Its bytes are checked: UTF-8 without NUL. A file is read block by block into a
/// buffer, text in memory is only checked block by block.
class text_window {
 public:
  text_window(std::string_view bytes, std::string name, std::size_t block_bytes);
  /// \throws data_error with code no-such-file or unreadable-file
  text_window(const std::string& path, std::size_t block_bytes);

  [[nodiscard]] const char* data() const noexcept { return data_; }
  [[nodiscard]] std::size_t size() const noexcept { return checked_; }
  /// Whether the window ends where the readable text ends.
  [[nodiscard]] bool complete() const noexcept { return complete_; }
  /// Once complete: what stands behind the window and cannot be read, without a place; its code is empty at the end of the text.
  [[nodiscard]] const diagnostic& unreadable() const noexcept { return unreadable_; }
  /// Nothing can be read: the first bytes are those of a file of another kind, as unreadable() says.
  [[nodiscard]] bool foreign() const noexcept { return foreign_; }

  /// Calls `seen` with the bytes that are passed, after each advance().
  void tell(std::function<void(std::size_t)> seen) { seen_ = std::move(seen); }

  /// Lets the window begin `used` bytes later and end at least one byte later than now, unless it is complete; a window that was
  /// used in part grows to its double, so that a long row costs linear time. What pointed into data() is invalid.
  void advance(std::size_t used);

 private:
  void begin();
  void fetch(std::size_t bytes);
  void check();
  void take(std::size_t bytes);
  void end_at(std::size_t bad, bool is_nul);

  std::string name_;
  std::size_t block_;
  file_handle file_;  ///< none: text in memory
  std::unique_ptr<char[]> buffer_;
  std::size_t room_ = 0;
  const char* data_ = nullptr;
  std::size_t have_ = 0;        ///< bytes at data_
  std::size_t checked_ = 0;     ///< of which so many are readable
  std::size_t offset_ = 0;      ///< of data_ in the text
  std::size_t characters_ = 0;  ///< checked ones that are not ASCII, in the whole text; from 32 on they are not counted
  bool all_fetched_ = false;
  bool complete_ = false;
  bool foreign_ = false;
  diagnostic unreadable_;
  std::function<void(std::size_t)> seen_;
};

}  // namespace coopgraph::detail
