// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"

#include <coopgraph/core/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace coopgraph::detail {

/// A text as a lexer reads it: byte by byte, with line and column (of characters, from 1), through a window that moves on.
class character_reader {
 public:
  static constexpr int end = -1;

  character_reader(text_window& text, const std::string& file, const graph_file_options& options, problem_list& problems)
      : text_(text), file_(file), options_(options), problems_(problems), data_(text.data()), size_(text.size()) {}

  [[nodiscard]] std::size_t line() const noexcept { return line_; }
  [[nodiscard]] std::size_t column() const noexcept { return column_; }

  /// The next byte as an unsigned value, or `end`. \throws data_error if what follows cannot be read; cancelled on request
  [[nodiscard]] int peek() {
    if (at_ == size_ && !more()) {
      if (!text_.unreadable().code.empty()) stop(text_.unreadable().code, text_.unreadable().message);
      return end;
    }
    return static_cast<unsigned char>(data_[at_]);
  }
  /// The byte behind the next one, or `end`.
  [[nodiscard]] int peek_second() {
    if (peek() == end || (at_ + 1 == size_ && !more())) return end;
    return static_cast<unsigned char>(data_[at_ + 1]);
  }
  /// The next byte, behind which reading goes on. \pre peek() != end
  char take() noexcept {
    const char c = data_[at_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) {
      ++column_;
    }
    return c;
  }
  /// Adds the next byte to a text. \pre peek() != end \throws limit_error if the text outgrows limits.text_bytes
  void take_into(std::string& text, std::string_view what) {
    if (text.size() == options_.limits.text_bytes) too_long(what);
    text += take();
  }
  /// Adds all bytes that belong to a text.
  template <class Belongs>
  void take_while(Belongs belongs, std::string& text, std::string_view what) {
    for (int c = peek(); c != end && belongs(static_cast<char>(c)); c = peek()) take_into(text, what);
  }
  void skip_line() {
    for (int c = peek(); c != end && c != '\n'; c = peek()) take();
  }

  [[noreturn]] void too_long(std::string_view what) const {
    over_limit(file_, line_, std::string(what) + " is longer", options_.limits.text_bytes, "text-bytes");
  }
  /// Reading cannot go on here.
  [[noreturn]] void stop(std::string code, std::string message) { stop_at(line_, column_, std::move(code), std::move(message)); }
  [[noreturn]] void stop_at(std::size_t line, std::size_t column, std::string code, std::string message) {
    problems_.stop_at(line, column, std::move(code), std::move(message));
  }

 private:
  /// Moves the window on, so that a byte more is in it; false if there is none.
  [[nodiscard]] bool more() {
    if (text_.complete()) return false;
    if (options_.run.stop.stop_requested()) throw cancelled();
    const std::size_t before = size_ - at_;
    text_.advance(at_);
    at_ = 0;
    data_ = text_.data();
    size_ = text_.size();
    return size_ > before;
  }

  text_window& text_;
  const std::string& file_;
  const graph_file_options& options_;
  problem_list& problems_;
  const char* data_;
  std::size_t size_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
};

[[nodiscard]] constexpr bool is_ascii_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
[[nodiscard]] constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// What a message shows of a byte: itself, or its number.
[[nodiscard]] std::string shown(int byte);

}  // namespace coopgraph::detail
