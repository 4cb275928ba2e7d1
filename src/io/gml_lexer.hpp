// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/character_reader.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace coopgraph::detail {

enum class gml_sign { key, number, text, opens, closes, end };

struct gml_token {
  gml_sign sign = gml_sign::end;
  std::string text;  ///< a text as it is meant; a number as it is written, whether it is one or not
  std::size_t line = 0;
  std::size_t column = 0;
};

/// The tokens of GML.
class gml_lexer {
 public:
  explicit gml_lexer(character_reader& in) : in_(in) {}

  /// The next token, valid until the one behind it is read. \throws data_error if there is none that GML knows; limit_error
  [[nodiscard]] const gml_token& next();

 private:
  void skip();
  void take_text();
  void take_word(char first);

  character_reader& in_;
  gml_token token_;
};

/// Words that stand where a number is meant: NaN, infinities, truths, in capitals or not.
[[nodiscard]] bool is_word_for_number(std::string_view word);

}  // namespace coopgraph::detail
