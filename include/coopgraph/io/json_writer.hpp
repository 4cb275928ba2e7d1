// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/error.hpp>
#include <coopgraph/core/scaled_number.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// Writes JSON (RFC 8259), indented by two spaces:
///     json_writer json;
///     json.begin_object().key("value").value(0.5).key("names").begin_array().value("Hà Nội").end_array().end_object();
///     std::string text = json.finish();
/// Strings are escaped so that the text may also stand inside a page: quotes, backslashes, controls (DEL and C1 included),
/// '<' as \u003c, U+2028 and U+2029; bytes that are not UTF-8 become U+FFFD. Doubles are the shortest text that reads back equal.
class json_writer {
 public:
  /// \throws input_error for a value without its key, a key outside an object, an end that does not match its begin, or a
  ///         second value at the top
  json_writer& begin_object();
  json_writer& end_object();
  json_writer& begin_array();
  json_writer& end_array();
  json_writer& key(std::string_view name);
  json_writer& value(std::string_view text);
  json_writer& value(std::same_as<bool> auto truth) { return literal(truth ? "true" : "false"); }
  json_writer& value(std::integral auto number) requires(!std::same_as<decltype(number), bool> &&
                                                         !std::same_as<decltype(number), char>) {
    return literal(std::to_string(number));
  }
  /// \throws input_error also if the number is NaN or infinite
  json_writer& value(double number);
  /// With all its digits, whatever a double could hold; what is no decimal fraction as the nearest double.
  json_writer& value(const scaled_number& number);
  json_writer& value(const decimal& number) { return literal(to_text(number)); }
  /// A number by its digits, however many these are. \throws input_error if the text is no number of JSON
  json_writer& number(std::string_view digits);
  json_writer& null() { return literal("null"); }

  /// The text, ended by a line end; the writer is empty again.
  /// \throws input_error unless there is one complete value
  [[nodiscard]] std::string finish();

 private:
  struct level {
    bool is_object;
    bool has_items = false;
  };

  json_writer& literal(std::string_view text);
  json_writer& begin(bool is_object);
  json_writer& end(bool is_object);
  void before_value();
  void new_line();

  std::string out_;
  std::vector<level> open_;
  bool after_key_ = false;
};

/// A text as a JSON string, with its quotes.
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace coopgraph
