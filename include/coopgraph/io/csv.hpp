// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/error.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

struct csv_limits {
  std::size_t field_bytes = 64 * 1024;  ///< longest field, >= 1
  std::size_t columns = 4096;           ///< most fields in a row, >= 1
  std::size_t problems = 1000;          ///< bad rows named before reading stops, >= 1
};

/// One row: its fields without their quotes, valid until the next row is read, and the line on which it begins.
struct csv_row {
  std::span<const std::string_view> fields;
  std::size_t line = 0;
};

/// Reads RFC 4180 text in UTF-8 row by row: fields separated by commas, quoted where they hold commas, quotes (doubled) or
/// line ends; rows end with LF or CRLF; a byte order mark is skipped; rows that are wholly empty are skipped. Each row has
/// as many fields as the first. Fields are text: no type is ever guessed, no space trimmed.
///     csv_reader reader(bytes, "actors.csv");
///     while (reader.next()) use(reader.row());
/// A row with a problem (wrong number of fields, text after a closing quote, a quote inside a bare field) is not delivered;
/// it stands in problems(), and reading goes on. What leaves the rest unreadable (NUL, not UTF-8, UTF-16, a lone CR, a quote that
/// is never closed) ends the reading after its problem. Codes: csv-fields, csv-quote, csv-unclosed-quote, csv-nul, csv-encoding,
/// csv-line-end, csv-too-many.
class csv_reader {
 public:
  /// \pre `bytes` outlives the reader. `file` is the name that problems carry.
  /// \throws option_error if a limit is 0
  csv_reader(std::string_view bytes, std::string file, const csv_limits& limits = {});

  /// Moves to the next good row; false at the end.
  /// \throws limit_error if a field or a row is over a limit. Complexity: O(bytes of the row).
  [[nodiscard]] bool next();

  [[nodiscard]] csv_row row() const noexcept { return {fields_, row_line_}; }
  [[nodiscard]] const std::vector<diagnostic>& problems() const noexcept { return problems_; }

 private:
  struct piece {  // a field: a part of bytes_, or of scratch_ if quotes were doubled in it
    std::size_t begin;
    std::size_t size;
    bool unescaped;
  };
  enum class after { field, row, stop };  // what follows the field that was read

  bool read_row();
  after read_bare();
  after read_quoted();
  after end_of_field(std::size_t begin, std::size_t end);
  after stop(std::size_t line, std::size_t column, std::string code, std::string message);
  after stop_at_end();
  void add_problem(std::size_t line, std::size_t column, std::string code, std::string message);
  void check_size(std::size_t size) const;

  std::string_view bytes_;
  std::string file_;
  csv_limits limits_;
  diagnostic unreadable_;  // what stands after bytes_, where only its beginning can be read
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t row_line_ = 1;
  std::size_t width_ = 0;  // fields of the first row
  bool row_is_good_ = true;
  std::vector<piece> pieces_;
  std::string scratch_;
  std::vector<std::string_view> fields_;
  std::vector<diagnostic> problems_;
};

/// The offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates), or npos.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text) noexcept;

/// Appends one row to `out` as RFC 4180 with LF: a field is quoted if it holds a comma, a quote, CR or LF, or begins or ends with
/// a space; a row of one empty field is written as "". What csv_reader reads back is equal.
void append_csv_row(std::string& out, std::span<const std::string_view> fields);
void append_csv_row(std::string& out, std::span<const std::string> fields);

}  // namespace coopgraph
