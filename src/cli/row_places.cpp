// SPDX-License-Identifier: BSL-1.0
#include "cli/row_places.hpp"

namespace coopgraph::cli {
namespace {

/// Moves over a text field by field, quotes as csv_reader takes them.
class field_walker {
 public:
  field_walker(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t line() const noexcept { return line_; }

  /// Moves over line ends that end no row.
  void skip_empty_rows() {
    while (!at_end() && (text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n")) {
      at_ += text_[at_] == '\n' ? 1U : 2U;
      ++line_;
    }
  }

  /// Reads a field into `value` and moves behind it; whether another field of the row follows.
  bool next_field(std::string& value) {
    value.clear();
    bool quoted = !at_end() && text_[at_] == '"';
    if (quoted) ++at_;
    for (; !at_end(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      if (quoted && c == '"') {
        if (text_.substr(at_, 2) == "\"\"")
          ++at_;
        else {
          quoted = false;
          continue;
        }
      } else if (!quoted && (c == delimiter_ || c == '\n')) {
        ++at_;
        if (c == '\n' && value.ends_with('\r')) value.pop_back();
        return c == delimiter_;
      }
      value += c;
    }
    return false;
  }

 private:
  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

row_places find_rows(std::string_view text, char delimiter, std::span<const std::size_t> rows) {
  row_places places;
  field_walker walker(text, delimiter);
  std::string field;
  walker.skip_empty_rows();
  for (bool more = !walker.at_end(); more;) {
    more = walker.next_field(field);
    places.header.push_back(field);
  }
  for (std::size_t row = 0; places.lines.size() < rows.size(); ++row) {
    walker.skip_empty_rows();
    if (walker.at_end()) break;
    if (rows[places.lines.size()] == row) places.lines.push_back(walker.line());
    while (walker.next_field(field)) {
    }
  }
  places.lines.resize(rows.size(), 0);
  return places;
}

}  // namespace coopgraph::cli
