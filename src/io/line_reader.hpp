// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/graph_formats.hpp"
#include "io/text_window.hpp"

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/ids.hpp>
#include <coopgraph/io/graph_file.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace coopgraph::detail {

/// A word of a line, or a text in quotes.
struct line_word {
  std::string_view text = {};  ///< without the quotes; valid until the next line
  std::size_t offset = 0;      ///< in the line
  bool quoted = false;
};

/// Whether a word is written as a number would be.
[[nodiscard]] bool looks_like_number(const line_word& word) noexcept;

/// Texts in quotes: \" \\ \n and \r stand for a quote, a backslash and line ends; other backslashes are themselves.
[[nodiscard]] std::string without_escapes(std::string_view text);
[[nodiscard]] std::string in_quotes(std::string_view text);

/// Reads a text line by line and a line word by word, and keeps the problems. Lines end with LF, CR LF or CR; those that are
/// blank are passed over. A line may be sixteen times as long as a text (1 MiB).
class line_reader {
 public:
  line_reader(text_window& text, const std::string& file, const graph_file_options& options);

  /// Goes to the next line. \throws cancelled, limit_error; data_error where the text cannot be read
  [[nodiscard]] bool next();
  /// The same; but a text in quotes may go on in the lines behind, unless the line begins with * or %.
  [[nodiscard]] bool next_with_quotes();

  /// The line without the blanks around it.
  [[nodiscard]] std::string_view line() const noexcept { return line_; }
  [[nodiscard]] std::size_t number() const noexcept { return number_; }
  /// How many lines there were, at the end.
  [[nodiscard]] std::size_t lines() const noexcept { return lines_; }

  /// What of the line was not taken, without blanks before it.
  [[nodiscard]] std::string_view rest() noexcept;
  /// The next word of the line: what stands between blanks.
  [[nodiscard]] std::optional<line_word> word();
  /// The same; or a text in quotes, and what stands behind it is a word of its own.
  [[nodiscard]] std::optional<line_word> quoted_word();
  /// The same; or what stands in brackets, with them.
  [[nodiscard]] std::optional<line_word> bracketed_word();

  // Problems at a place of this line. A number that is missing or wrong is named as one of `what`, and there is none.

  void problem(std::string code, std::string message) { problems_.add(number_, 0, std::move(code), std::move(message)); }
  void problem(const line_word& at, std::string code, std::string message) {
    problems_.add(number_, problems_.full() ? 0 : column_of(at), std::move(code), std::move(message));
  }
  [[nodiscard]] problem_list& problems() noexcept { return problems_; }
  [[nodiscard]] std::size_t column_of(const line_word& at) const noexcept;

  /// How many there are; what is too much for a std::size_t is the most of it.
  [[nodiscard]] std::optional<std::size_t> count(const std::optional<line_word>& at, std::string_view what);
  /// The vertex of a number that counts from 1.
  [[nodiscard]] std::optional<vertex_id> vertex(const std::optional<line_word>& at, std::size_t vertices);
  [[nodiscard]] std::optional<decimal> number(const std::optional<line_word>& at, std::string_view what);
  /// Names what stands behind what was read, if anything does.
  void expect_end();

  [[nodiscard]] const graph_limits& limits() const noexcept { return options_.limits; }
  /// \throws limit_error at this line if there are more
  void check_limit(std::size_t found, std::size_t limit, const char* what, const char* option) const {
    if (found > limit) over_limit(file_, number_, what, limit, option);
  }
  /// That a graph can have so many.
  void check_vertices(std::size_t announced) const {
    check_limit(announced, std::min(limits().vertices, std::size_t{no_vertex} - 1), "more vertices", "vertices");
  }

 private:
  [[nodiscard]] bool raw_line();
  void finish_line(std::size_t number);
  void join_quoted();
  std::optional<line_word> take(bool quotes, bool brackets);

  text_window& text_;
  const std::string& file_;
  const graph_file_options& options_;
  problem_list problems_;
  std::size_t most_bytes_;
  std::size_t at_ = 0;     // where the next line begins in the window
  std::size_t lines_ = 0;  // so far
  bool after_cr_ = false;
  std::string_view raw_;  // as it stands in the text
  std::string joined_;    // a line that was put together
  std::string_view line_;
  std::size_t blanks_ = 0;  // before it
  std::size_t number_ = 0;
  std::size_t taken_ = 0;  // of line_
};

}  // namespace coopgraph::detail
