// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "io/csv_index.hpp"
#include "io/text_window.hpp"

#include <coopgraph/io/csv.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace coopgraph {

/// The grammar. Rows that have nothing unusual in them go a fast way, which follows the index of meaning bytes and gives up at
/// the first doubt; then the row is read again, from its beginning, by the way that knows all rules and names the problems. So is
/// a row that the window does not hold to its end, after the window has moved.
class csv_reader::parser {
 public:
  parser(detail::text_window window, std::string file, const csv_options& options);

  bool next(csv_row& row);
  [[nodiscard]] const std::vector<diagnostic>& problems() const noexcept { return problems_; }
  [[nodiscard]] std::size_t rows() const noexcept { return rows_; }

 private:
  struct piece {  // a field: a part of the window, or of scratch_ if quotes were doubled in it
    std::size_t begin;
    std::size_t size;
    bool unescaped;
  };
  enum class after { field, row, stop, more };  // what follows what was read; more: the window ends too early

  [[nodiscard]] bool read_plain_row();
  bool read_any_row();
  after read_row();
  after read_bare();
  after read_quoted();
  after end_of_field(std::size_t begin, std::size_t end);
  void move_window();
  void index_window();
  after stop(std::size_t line, std::size_t column, std::string code, std::string message);
  after stop_at_end();
  void add_problem(std::size_t line, std::size_t column, std::string code, std::string message);
  void check_sizes(std::size_t field, std::size_t end) const;
  [[nodiscard]] std::string here() const;
  [[nodiscard]] bool ends_field(char c) const noexcept { return c == options_.delimiter || c == '\n' || c == '\r'; }

  detail::text_window window_;
  std::string file_;
  csv_options options_;
  detail::csv_index index_;
  const std::uint32_t* next_place_ = nullptr;  // in index_: the first that may be at or behind at_
  std::size_t at_ = 0;                         // in window_
  std::size_t line_ = 1;
  std::size_t row_at_ = 0;
  std::size_t row_line_ = 1;
  std::size_t rows_ = 0;   // read whole, good or bad
  std::size_t width_ = 0;  // fields of the first row
  bool row_is_good_ = true;
  bool stopped_ = false;
  std::vector<piece> pieces_;
  std::string scratch_;
  std::vector<std::string_view> fields_;
  std::vector<diagnostic> problems_;
};

}  // namespace coopgraph
