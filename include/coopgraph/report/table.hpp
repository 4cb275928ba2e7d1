// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/language.hpp>
#include <coopgraph/core/markup.hpp>
#include <coopgraph/io/json_writer.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace coopgraph {

/// Of `digits` a cell is a text: a number of any length as to_text() writes it, or words in its place. On a page it looks like a
/// number, and else like a text.
enum class column_kind { text, list, whole_number, number, digits };

struct table_column {
  std::string key;    ///< short and stable, for scripts: the header in CSV, the member's name in JSON
  std::string title;  ///< for people
  column_kind kind = column_kind::text;
};

/// A cell: nothing, a text, texts, a whole number or a finite number, as its column says. Nothing fits every column.
using table_cell = std::variant<std::monostate, std::string, std::vector<std::string>, std::int64_t, double>;

/// Rows under typed columns, with a title and notes.
class table {
 public:
  /// `key` names the table for scripts, files and page anchors.
  /// \throws input_error if there is no column or two have one key
  table(std::string key, std::string title, std::vector<table_column> columns);

  /// \throws input_error naming the column if the row has too many or too few cells, a cell is of another kind than its
  ///         column, or a number is not finite
  void add_row(std::vector<table_cell> cells);
  void add_note(std::string note) { notes_.push_back(std::move(note)); }

  [[nodiscard]] const std::string& key() const noexcept { return key_; }
  [[nodiscard]] const std::string& title() const noexcept { return title_; }
  [[nodiscard]] std::span<const table_column> columns() const noexcept { return columns_; }
  [[nodiscard]] std::span<const std::vector<table_cell>> rows() const noexcept { return rows_; }
  [[nodiscard]] std::span<const std::string> notes() const noexcept { return notes_; }

 private:
  std::string key_;
  std::string title_;
  std::vector<table_column> columns_;
  std::vector<std::vector<table_cell>> rows_;
  std::vector<std::string> notes_;
};

/// For a terminal: the title, the columns aligned by display_width() (numbers to the right), the notes. Lists are joined by
/// "; ", controls and bidirectional overrides are shown as \u{…}. No line ends with a space.
/// Where the lines would be longer than `columns` (0: as long as need be), texts are broken within their columns, the widest
/// first, and numbers are left whole: a table of many columns may stay wider.
[[nodiscard]] std::string to_plain_text(const table& t, std::size_t columns = 0);

/// RFC 4180 with LF: the keys of the columns, then the rows; lists are joined by ";", the title and notes left out. A text
/// that a spreadsheet would take for a formula (begins with = + - @, TAB or CR and is no number) is prefixed by an apostrophe.
[[nodiscard]] std::string to_csv(const table& t);

/// A <table> with its caption and column headers, in a box that scrolls sideways where it is too wide, and the notes below.
/// Numbers are written as readers of the language write them: 12,345.5 or 12.345,5.
[[nodiscard]] escaped to_html(const table& t, language lang = language::english);

/// {"title", "columns": [{"key", "title"}], "rows": [{KEY: value}], "notes": […]}; nothing is null.
void append_json(json_writer& json, const table& t);

}  // namespace coopgraph
