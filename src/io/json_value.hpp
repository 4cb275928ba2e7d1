// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/diagnostic.hpp>

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// A JSON value as it was read: members keep their order, numbers keep their digits.
struct json_value {
  enum class kind { null, boolean, number, text, list, object };
  kind what = kind::null;
  std::string name = {};               ///< the member's name, inside an object
  std::string text = {};               ///< a text's characters; the token of a number or boolean
  std::vector<json_value> items = {};  ///< the values of a list, the members of an object
  std::size_t line = 0;                ///< where it begins (a member: where its name begins), from 1
  std::size_t column = 0;              ///< byte of the line, from 1

  [[nodiscard]] bool is(kind k) const noexcept { return what == k; }
  [[nodiscard]] bool empty() const noexcept { return items.empty(); }
  /// The member of this name, or nullptr.
  [[nodiscard]] const json_value* find(std::string_view member) const noexcept;
  /// Adds a member or, under the name "", an element of a list.
  json_value& add(std::string_view member, json_value value);
  json_value& add(std::string_view member, std::string_view value);
};

[[nodiscard]] inline json_value json_list() { return {.what = json_value::kind::list}; }
[[nodiscard]] inline json_value json_object() { return {.what = json_value::kind::object}; }
[[nodiscard]] inline json_value json_text(std::string_view text) {
  return {.what = json_value::kind::text, .text = std::string(text)};
}

/// The deepest nesting of lists and objects that is read.
inline constexpr std::size_t deepest_json = 64;

/// Reads one JSON text (RFC 8259). What is wrong goes to `problems` with line and column: invalid-json (the value then
/// has line 0) and duplicate-key.
/// \throws limit_error if it is nested deeper than deepest_json levels
/// Complexity: O(bytes log bytes).
[[nodiscard]] json_value parse_json(const std::string& bytes, const std::string& path, std::vector<diagnostic>& problems);

/// A value as JSON text on one line: {"a": [1, 2]}.
[[nodiscard]] std::string to_line(const json_value& value);
/// A value as JSON text with a line for each member and element, indented by 2 spaces; a line end at the end.
[[nodiscard]] std::string to_page(const json_value& value);

}  // namespace coopgraph::detail
