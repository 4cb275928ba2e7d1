// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/error.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

struct csv_limits {
  std::size_t field_bytes = std::size_t{64} << 10;  ///< longest field, >= 1
  std::size_t columns = 4096;                       ///< most fields in a row, >= 1
  std::size_t row_bytes = std::size_t{16} << 20;    ///< longest row with its quotes and delimiters, >= 1
  std::size_t problems = 1000;                      ///< bad rows named before reading stops, >= 1
};

struct csv_options {
  /// What stands between fields: a TAB, a space or one of ! # $ % & ( ) * , / : ; < = > ? @ [ \ ] ^ ` { | } ~
  char delimiter = ',';
  csv_limits limits = {};
  std::size_t block_bytes = std::size_t{256} << 10;  ///< how much is read and checked at a time, >= 1
};

/// One row: its fields without their quotes, valid until the next row is read.
struct csv_row {
  std::span<const std::string_view> fields;
  std::size_t line = 0;    ///< on which it begins
  std::size_t number = 0;  ///< of the row in the text: the first (the header) is 0; rows with problems count, empty ones do not
};

/// Reads RFC 4180 text in UTF-8 row by row: fields separated by a delimiter, quoted where they hold delimiters, quotes (doubled)
/// or line ends; rows end with LF or CRLF; a byte order mark is skipped; rows that are wholly empty are skipped. Each row has
/// as many fields as the first. Fields are text: no type is ever guessed, no space trimmed.
///     csv_reader reader = csv_reader::open("actors.csv");
///     while (reader.next()) use(reader.row());
/// A row with a problem (wrong number of fields, text after a closing quote, a quote inside a bare field) is not delivered;
/// it stands in problems(), and reading goes on. What leaves the rest unreadable (NUL, not UTF-8, a lone CR, a quote that is
/// never closed) ends the reading after its problem; so does a file of another kind (UTF-16, a workbook, an archive, PDF), which
/// is told by its first bytes. For text in another encoding the message names the encoding that it looks like, and a
/// command that converts the file. Codes: csv-fields, csv-quote, csv-unclosed-quote, csv-nul, csv-encoding, csv-not-text,
/// csv-line-end, csv-too-many. Memory: O(block_bytes + the longest row), whatever the size of the file. Reference: RFC 4180,
/// https://doi.org/10.17487/RFC4180
class csv_reader {
 public:
  /// Reads text in memory. `file` is the name that problems carry.
  /// \pre `bytes` outlives the reader
  /// \throws option_error if the delimiter is not allowed, or a limit or block_bytes is 0
  csv_reader(std::string_view bytes, std::string file, const csv_options& options);
  csv_reader(std::string_view bytes, std::string file, const csv_limits& limits = {});

  /// Reads a file block by block.
  /// \throws option_error as above
  /// \throws data_error with code no-such-file or unreadable-file if it cannot be opened or read, or is no regular file
  [[nodiscard]] static csv_reader open(const std::string& path, const csv_options& options = {});

  csv_reader(csv_reader&&) noexcept;
  csv_reader& operator=(csv_reader&&) noexcept;
  ~csv_reader();

  /// Moves to the next good row; false at the end.
  /// \throws limit_error if a field or a row is over a limit. \throws data_error with code unreadable-file if reading fails.
  /// Complexity: O(bytes of the row).
  [[nodiscard]] bool next();

  [[nodiscard]] csv_row row() const noexcept { return row_; }
  [[nodiscard]] const std::vector<diagnostic>& problems() const noexcept;
  /// The rows that were read so far, those with problems included, wholly empty ones not.
  [[nodiscard]] std::size_t rows() const noexcept;

 private:
  class parser;
  explicit csv_reader(std::unique_ptr<parser> p) noexcept;

  std::unique_ptr<parser> parser_;
  csv_row row_;
};

/// The delimiter that a header was probably written with: `header` is its only field when it was read with another one. Of ';',
/// TAB,
/// '|' and ',' the most frequent in it; nothing if none of them is there, or the header has more than one field.
[[nodiscard]] std::optional<char> likely_delimiter(std::span<const std::string_view> header) noexcept;

/// The offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates), or npos.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text) noexcept;

/// Appends one row to `out` as RFC 4180 with LF: a field is quoted if it holds a comma, a quote, CR or LF, or begins or ends with
/// a space; a row of one empty field is written as "". What csv_reader reads back is equal.
void append_csv_row(std::string& out, std::span<const std::string_view> fields);
void append_csv_row(std::string& out, std::span<const std::string> fields);

}  // namespace coopgraph
