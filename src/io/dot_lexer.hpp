// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/character_reader.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace coopgraph::detail {

enum class dot_sign { id, arrow, line, opens, closes, opens_list, closes_list, equals, semicolon, comma, colon, end };

struct dot_token {
  dot_sign sign = dot_sign::end;
  std::string text;          ///< of an id as it is meant: without quotes, with its brackets if it is an HTML string
  bool may_be_word = false;  ///< an id that is written without quotes: node, edge, graph, … are words then
  std::size_t line = 0;
  std::size_t column = 0;
};

/// The tokens of graphviz's DOT language.
class dot_lexer {
 public:
  explicit dot_lexer(character_reader& in) : in_(in) {}

  /// The token behind the last one. \throws data_error if there is none that DOT knows; limit_error
  void read(dot_token& token);
  [[nodiscard]] std::size_t html_strings() const noexcept { return html_; }

 private:
  void skip();
  void skip_comment();
  void read_quoted(dot_token& token);
  void read_one_quoted(std::string& text);
  void read_html(dot_token& token);
  void read_number(dot_token& token);

  character_reader& in_;
  std::size_t html_ = 0;
};

/// Whether an id without quotes is one of DOT's words, in any case.
[[nodiscard]] bool is_dot_word(std::string_view id, std::string_view word) noexcept;
[[nodiscard]] bool is_any_dot_word(std::string_view id) noexcept;

}  // namespace coopgraph::detail
