// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/json_value.hpp"
#include "io/text_window.hpp"

#include <coopgraph/core/diagnostic.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// A byte of a text: its line and its place in the line, from 1.
struct text_place {
  std::size_t line = 0;
  std::size_t column = 0;
};

/// How much of a JSON text is taken. Over a limit a limit_error is thrown before the memory is taken.
struct json_limits {
  std::size_t depth = deepest_json;
  std::size_t members = SIZE_MAX;     ///< of one object ("per-element")
  std::size_t text_bytes = SIZE_MAX;  ///< of one text, name or number
};

/// The bytes of a JSON text one after the other, with the places of the tokens.
class json_source {
 public:
  /// Bytes that nobody has checked: the parser does. \pre they outlive this
  explicit json_source(std::string_view bytes);
  /// A checked text, read block by block; at each block a request to stop is heard. \pre it outlives this
  json_source(text_window& text, std::size_t longest_token, std::string file, std::stop_token stop);

  [[nodiscard]] bool at_end() { return at_ == end_ && !refill(); }
  [[nodiscard]] char peek() const noexcept { return *at_; }
  void advance() {
    const char c = *at_++;
    if (c == '\n') {
      last_line_bytes_ = column_ + 1;
      ++line_;
      column_ = 0;
    } else {
      ++column_;
    }
    if (in_token_)
      continue_token(c);
    else if (!stands_between(c))
      begin_token(c);
  }

  /// Where the token began that the parser has just told of.
  [[nodiscard]] text_place token_place() const noexcept { return token_; }
  /// Its digits, if it is a number: as they stand in the text.
  [[nodiscard]] std::string_view digits() const noexcept;
  void end_token() noexcept { in_token_ = false; }
  /// Of the byte that was read last.
  [[nodiscard]] text_place last_place() const noexcept;
  /// What stands behind the readable text; its code is empty at its end.
  [[nodiscard]] const diagnostic* unreadable() const noexcept;

 private:
  [[nodiscard]] static bool stands_between(char c) noexcept {
    return c == ' ' || c == '\n' || c == ',' || c == ':' || c == ']' || c == '}' || c == '\t' || c == '\r';
  }
  void begin_token(char c);
  void continue_token(char c);
  bool refill();

  text_window* text_ = nullptr;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* begin_ = nullptr;
  std::size_t longest_ = SIZE_MAX;
  std::string file_;
  std::stop_token stop_;
  std::size_t mark_ = 0;  ///< bytes of a byte order mark that are still to come
  std::size_t line_ = 1;
  std::size_t column_ = 0;
  std::size_t last_line_bytes_ = 0;
  bool in_token_ = false;
  bool is_number_ = false;
  text_place token_;
  std::size_t token_bytes_ = 0;
  std::string digits_;
};

/// What is done with the parts of a JSON text as they come. A text is given with its characters, a number with its digits.
class json_handler {
 public:
  virtual ~json_handler() = default;
  virtual void scalar(json_value::kind what, std::string_view text, const text_place& where) = 0;
  virtual void begin(json_value::kind what, const text_place& where) = 0;
  virtual void end() = 0;
  virtual void key(std::string_view name, const text_place& where) = 0;
};

/// Reads one JSON text (RFC 8259) and tells of it part by part. What is wrong with it, if anything: where reading stopped, with
/// code invalid-json.
/// \throws limit_error over a limit; what the handler throws; cancelled
/// Complexity: O(bytes) time; memory of the longest token and of the depth.
[[nodiscard]] std::optional<diagnostic> read_json(json_source& source, const std::string& file, const json_limits& limits,
                                                  json_handler& handler);

/// Makes trees of the parts that it is told of, one after the other.
class json_tree final : public json_handler {
 public:
  /// `most` values in one tree at most. \throws limit_error from the calls below
  json_tree(std::string file, std::vector<diagnostic>& problems, std::size_t most = SIZE_MAX)
      : file_(std::move(file)), problems_(problems), most_(most) {}

  void scalar(json_value::kind what, std::string_view text, const text_place& where) override;
  void begin(json_value::kind what, const text_place& where) override;
  void end() override;  ///< \pre something is open
  void key(std::string_view name, const text_place& where) override;

  /// How many lists and objects are open.
  [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
  [[nodiscard]] bool complete() const noexcept { return has_root_ && open_.empty(); }
  /// The tree; a new one may begin. \pre complete()
  [[nodiscard]] json_value take();

 private:
  json_value& place_value(json_value value, const text_place& where);

  std::string file_;
  std::vector<diagnostic>& problems_;
  std::size_t most_;
  std::size_t values_ = 0;
  json_value root_;
  bool has_root_ = false;
  std::vector<json_value*> open_;
  std::string key_;
  std::optional<text_place> key_place_;
};

}  // namespace coopgraph::detail
