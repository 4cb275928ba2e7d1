// SPDX-License-Identifier: BSL-1.0
#include "io/dot_lexer.hpp"

#include <algorithm>
#include <iterator>

namespace coopgraph::detail {
namespace {

bool is_of_name(char c) noexcept {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

dot_sign sign_of(int c) noexcept {
  switch (c) {
    case '{':
      return dot_sign::opens;
    case '}':
      return dot_sign::closes;
    case '[':
      return dot_sign::opens_list;
    case ']':
      return dot_sign::closes_list;
    case '=':
      return dot_sign::equals;
    case ';':
      return dot_sign::semicolon;
    case ',':
      return dot_sign::comma;
    case ':':
      return dot_sign::colon;
    default:
      return dot_sign::id;
  }
}

}  // namespace

bool is_dot_word(std::string_view id, std::string_view word) noexcept {
  return std::equal(id.begin(), id.end(), word.begin(), word.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

bool is_any_dot_word(std::string_view id) noexcept {
  constexpr std::string_view words[] = {"node", "edge", "graph", "digraph", "subgraph", "strict"};
  return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return is_dot_word(id, word); });
}

/// White space, comments, and lines that begin with #, which are a preprocessor's.
void dot_lexer::skip() {
  for (;;) {
    const int c = in_.peek();
    const int second = c == '/' ? in_.peek_second() : character_reader::end;
    if (c == ' ' || (c >= '\t' && c <= '\r'))
      in_.take();
    else if ((c == '#' && in_.column() == 1) || second == '/')
      in_.skip_line();
    else if (second == '*')
      skip_comment();
    else
      return;
  }
}

void dot_lexer::skip_comment() {
  const std::size_t line = in_.line();
  const std::size_t column = in_.column();
  in_.take();
  in_.take();
  for (int c = in_.peek(); c != character_reader::end; c = in_.peek()) {
    if (c == '*' && in_.peek_second() == '/') {
      in_.take();
      in_.take();
      return;
    }
    in_.take();
  }
  in_.stop_at(line, column, "dot-syntax", "the file ends before the */ that closes this comment");
}

void dot_lexer::read(dot_token& token) {
  skip();
  token.text.clear();
  token.may_be_word = false;
  token.line = in_.line();
  token.column = in_.column();
  const int c = in_.peek();
  if (c == character_reader::end) {
    token.sign = dot_sign::end;
    return;
  }
  token.sign = sign_of(c);
  if (token.sign != dot_sign::id) {
    in_.take();
  } else if (c == '"') {
    read_quoted(token);
  } else if (c == '<') {
    read_html(token);
  } else if (c == '-' && (in_.peek_second() == '-' || in_.peek_second() == '>')) {
    in_.take();
    token.sign = in_.take() == '-' ? dot_sign::line : dot_sign::arrow;
  } else if (c == '-' || c == '.' || is_ascii_digit(static_cast<char>(c))) {
    read_number(token);
  } else if (is_of_name(static_cast<char>(c))) {
    token.may_be_word = true;
    in_.take_while(is_of_name, token.text, "a name");
  } else {
    in_.stop("dot-syntax", shown(c) + " begins nothing in DOT; names with such characters stand in quotes");
  }
}

void dot_lexer::read_number(dot_token& token) {
  if (in_.peek() == '-') in_.take_into(token.text, "a number");
  bool point = false;
  in_.take_while(
      [&point](char c) {
        const bool belongs = is_ascii_digit(c) || (c == '.' && !point);
        point = point || c == '.';
        return belongs;
      },
      token.text, "a number");
  const bool has_digit = std::any_of(token.text.begin(), token.text.end(), is_ascii_digit);
  const int behind = in_.peek();
  if (!has_digit || behind == '.' || (behind != character_reader::end && is_of_name(static_cast<char>(behind))))
    in_.stop_at(token.line, token.column, "dot-syntax",
                "\"" + printable(token.text, 60) +
                    (behind == character_reader::end ? std::string() : static_cast<char>(behind) + std::string("…")) +
                    "\" is neither a number nor a name; put it in quotes");
}

/// Quoted texts joined by + are one.
void dot_lexer::read_quoted(dot_token& token) {
  for (;;) {
    read_one_quoted(token.text);
    skip();
    if (in_.peek() != '+') return;
    in_.take();
    skip();
    if (in_.peek() != '"') in_.stop("dot-syntax", shown(in_.peek()) + " behind +; allowed: a text in quotes");
  }
}

/// A backslash hides a quote and joins lines; before all else it is itself, and two stay two.
void dot_lexer::read_one_quoted(std::string& text) {
  const std::size_t line = in_.line();
  const std::size_t column = in_.column();
  in_.take();
  for (int c = in_.peek(); c != '"'; c = in_.peek()) {
    if (c == character_reader::end)
      in_.stop_at(line, column, "dot-syntax", "the file ends before the quote that closes this text");
    if (c != '\\') {
      in_.take_into(text, "a text");
      continue;
    }
    const int second = in_.peek_second();
    if (second == '"' || second == '\n') {
      in_.take();
      if (second == '"')
        in_.take_into(text, "a text");
      else
        in_.take();
    } else {
      in_.take_into(text, "a text");
      if (second == '\\') in_.take_into(text, "a text");
    }
  }
  in_.take();
}

void dot_lexer::read_html(dot_token& token) {
  ++html_;
  std::size_t open = 0;
  do {
    const int c = in_.peek();
    if (c == character_reader::end)
      in_.stop_at(token.line, token.column, "dot-syntax", "the file ends before the > that closes this HTML string");
    open += c == '<' ? 1U : 0U;
    open -= c == '>' ? 1U : 0U;
    in_.take_into(token.text, "an HTML string");
  } while (open > 0);
}

}  // namespace coopgraph::detail
