// SPDX-License-Identifier: BSL-1.0
#include "io/gml_lexer.hpp"

#include "io/gml_text.hpp"

#include <algorithm>
#include <iterator>

namespace coopgraph::detail {

const gml_token& gml_lexer::next() {
  skip();
  token_.text.clear();
  token_.line = in_.line();
  token_.column = in_.column();
  const int c = in_.peek();
  if (c == character_reader::end) {
    token_.sign = gml_sign::end;
  } else if (c == '[' || c == ']') {
    in_.take();
    token_.sign = c == '[' ? gml_sign::opens : gml_sign::closes;
  } else if (c == '"') {
    take_text();
  } else {
    take_word(static_cast<char>(c));
  }
  return token_;
}

/// White space, and comments: from # to the end of the line.
void gml_lexer::skip() {
  for (int c = in_.peek(); c == ' ' || (c >= '\t' && c <= '\r') || c == '#'; c = in_.peek()) {
    if (c == '#')
      in_.skip_line();
    else
      in_.take();
  }
}

void gml_lexer::take_text() {
  token_.sign = gml_sign::text;
  in_.take();
  bool escaped = false;
  in_.take_while(
      [&](char c) {
        escaped = escaped || c == '&';
        return c != '"';
      },
      token_.text, "a text");
  if (in_.peek() == character_reader::end)
    in_.stop_at(token_.line, token_.column, "gml-syntax", "the file ends before the quote that closes this text");
  in_.take();
  if (escaped) token_.text = from_gml(token_.text);
}

void gml_lexer::take_word(char first) {
  const bool is_number = is_ascii_digit(first) || first == '+' || first == '-' || first == '.';
  token_.sign = is_number ? gml_sign::number : gml_sign::key;
  in_.take_while(
      [is_number](char c) {
        return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || (is_number && (c == '+' || c == '-' || c == '.'));
      },
      token_.text, "a key or number");
  if (token_.text.empty())
    in_.stop("gml-syntax", shown(in_.peek()) + " stands where a key, a number, a text in quotes, [ or ] is expected");
}

bool is_word_for_number(std::string_view word) {
  std::string lower;
  for (const char c : word) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  constexpr std::string_view words[] = {"nan", "inf", "infinity", "true", "false", "null"};
  return std::find(std::begin(words), std::end(words), lower) != std::end(words);
}

}  // namespace coopgraph::detail
