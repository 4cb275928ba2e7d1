// SPDX-License-Identifier: BSL-1.0
#include "core/words.hpp"

#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/core/unicode.hpp>
#include <coopgraph/io/csv.hpp>
#include <coopgraph/report/table.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string_view>

namespace coopgraph {
namespace {

bool is_numeric(const table_column& c) noexcept { return c.kind == column_kind::whole_number || c.kind == column_kind::number; }

bool fits(const table_cell& cell, column_kind kind) noexcept {
  if (std::holds_alternative<std::monostate>(cell)) return true;
  switch (kind) {
    case column_kind::text:
    case column_kind::digits:
      return std::holds_alternative<std::string>(cell);
    case column_kind::list:
      return std::holds_alternative<std::vector<std::string>>(cell);
    case column_kind::whole_number:
      return std::holds_alternative<std::int64_t>(cell);
    case column_kind::number:
      break;
  }
  return std::holds_alternative<double>(cell);
}

/// A cell as one text, lists joined by `separator`.
std::string text_of(const table_cell& cell, std::string_view separator) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return to_text(*whole);
  if (const auto* number = std::get_if<double>(&cell)) return to_text(*number);
  std::string joined;
  if (const auto* list = std::get_if<std::vector<std::string>>(&cell))
    for (const std::string& item : *list) joined.append(joined.empty() ? "" : separator).append(item);
  return joined;
}

std::string for_terminal(std::string_view text) { return printable(text, std::numeric_limits<std::size_t>::max()); }

/// A text that no spreadsheet takes for a formula.
std::string without_formula(std::string text) {
  constexpr std::string_view risky = "=+-@\t\r";
  if (text.empty() || risky.find(text.front()) == std::string_view::npos) return text;
  if (parse_decimal(text).problem == number_problem::none) return text;
  return '\'' + text;
}

void append_line(std::string& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out.append(line).append("\n");
}

/// One line of cells, each as wide as its column.
void append_cells(std::string& out, std::span<const std::string> cells, std::span<const std::size_t> width, const table& t) {
  std::string line;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const bool to_the_right = is_numeric(t.columns()[c]);
    const std::string padding(width[c] - display_width(cells[c]), ' ');
    line.append(c == 0 ? "" : "  ").append(to_the_right ? padding : "").append(cells[c]).append(to_the_right ? "" : padding);
  }
  append_line(out, std::move(line));
}

}  // namespace

table::table(std::string key, std::string title, std::vector<table_column> columns)
    : key_(std::move(key)), title_(std::move(title)), columns_(std::move(columns)) {
  if (columns_.empty()) throw input_error("table", "number of columns", "0", ">= 1");
  for (auto c = columns_.begin(); c != columns_.end(); ++c)
    if (std::any_of(columns_.begin(), c, [&](const table_column& before) { return before.key == c->key; }))
      throw input_error("table", "key of a column", printable(c->key), "another one for each column");
}

void table::add_row(std::vector<table_cell> cells) {
  if (cells.size() != columns_.size())
    throw input_error("table", "number of cells", std::to_string(cells.size()),
                      std::to_string(columns_.size()) + ", one per column");
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const auto* number = std::get_if<double>(&cells[c]);
    if (!fits(cells[c], columns_[c].kind) || (number != nullptr && !std::isfinite(*number)))
      throw input_error("table", "cell of column " + printable(columns_[c].key), printable(text_of(cells[c], ";")),
                        "a finite value of the column's kind, or nothing");
  }
  rows_.push_back(std::move(cells));
}

namespace {

/// The text in lines of at most `width` columns, broken at spaces; a longer word is cut. At least one line.
std::vector<std::string> wrapped_to(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    const std::string_view word = text.substr(i, end - i);
    i = end + 1;
    const std::size_t size = display_width(word);
    if (used > 0 && used + 1 + size > width) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) {
      lines.back() += ' ';
      ++used;
    }
    for (std::size_t k = 0; k < word.size();) {
      const std::size_t bytes = code_point_at(word, k).bytes;
      const std::size_t columns = display_width(word.substr(k, bytes));
      if (used > 0 && used + columns > width) {
        lines.emplace_back();
        used = 0;
      }
      lines.back() += word.substr(k, bytes);
      used += columns;
      k += bytes;
    }
  }
  return lines;
}

/// Narrows columns of texts, the widest first, until the lines fit; none below `least`.
void fit(std::vector<std::size_t>& width, const table& t, std::size_t columns) {
  constexpr std::size_t least = 12;
  std::size_t total = 2 * (width.size() - 1);
  for (const std::size_t w : width) total += w;
  while (total > columns) {
    std::size_t widest = width.size();
    for (std::size_t c = 0; c < width.size(); ++c)
      if (!is_numeric(t.columns()[c]) && width[c] > least && (widest == width.size() || width[c] > width[widest])) widest = c;
    if (widest == width.size()) return;
    --width[widest];
    --total;
  }
}

/// A row whose cells take several lines where they are wider than their columns.
void append_row(std::string& out, const std::vector<std::string>& cells, std::span<const std::size_t> width, const table& t) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t height = 1;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    const bool fits = display_width(cells[c]) <= width[c];
    wrapped.push_back(fits ? std::vector<std::string>{cells[c]} : wrapped_to(cells[c], width[c]));
    height = std::max(height, wrapped.back().size());
  }
  for (std::size_t k = 0; k < height; ++k) {
    std::vector<std::string> line;
    for (const auto& cell : wrapped) line.push_back(k < cell.size() ? cell[k] : std::string());
    append_cells(out, line, width, t);
  }
}

}  // namespace

std::string to_plain_text(const table& t, std::size_t columns) {
  std::vector<std::vector<std::string>> rows(1);  // the titles, the rows
  for (const table_column& c : t.columns()) rows[0].push_back(for_terminal(c.title));
  for (const auto& cells : t.rows()) {
    auto& row = rows.emplace_back();
    for (const table_cell& cell : cells) row.push_back(for_terminal(text_of(cell, "; ")));
  }
  std::vector<std::size_t> width(t.columns().size());
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) width[c] = std::max(width[c], display_width(row[c]));
  if (columns > 0) fit(width, t, columns);
  std::vector<std::string> rule;
  for (const std::size_t w : width) rule.emplace_back(w, '-');

  std::string out;
  const auto append_text = [&](const std::string& text) {
    for (std::string& line : columns > 0 ? wrapped_to(text, columns) : std::vector<std::string>{text})
      append_line(out, std::move(line));
  };
  append_text(for_terminal(t.title()));
  append_row(out, rows[0], width, t);
  append_cells(out, rule, width, t);
  for (std::size_t r = 1; r < rows.size(); ++r) append_row(out, rows[r], width, t);
  for (const std::string& note : t.notes()) append_text(for_terminal(note));
  return out;
}

std::string to_csv(const table& t) {
  std::string out;
  std::vector<std::string> fields;
  for (const table_column& c : t.columns()) fields.push_back(without_formula(c.key));
  append_csv_row(out, std::span<const std::string>(fields));
  for (const auto& cells : t.rows()) {
    for (std::size_t c = 0; c < cells.size(); ++c) {
      std::string text = text_of(cells[c], ";");
      fields[c] = is_numeric(t.columns()[c]) ? std::move(text) : without_formula(std::move(text));
    }
    append_csv_row(out, std::span<const std::string>(fields));
  }
  return out;
}

namespace {

bool shown_as_number(const table_column& c) noexcept { return is_numeric(c) || c.kind == column_kind::digits; }

/// The opening tags of a column's header: the class keeps long texts from being squeezed into narrow columns on a phone.
markup header_tag(const table& t, std::size_t column) {
  if (shown_as_number(t.columns()[column])) return "<th scope=\"col\" class=\"n\">";
  std::size_t longest = 0;
  for (const auto& cells : t.rows()) longest = std::max(longest, display_width(text_of(cells[column], "; ")));
  if (longest > 40) return "<th scope=\"col\" class=\"long\">";
  return longest > 14 ? markup("<th scope=\"col\" class=\"mid\">") : markup("<th scope=\"col\">");
}

/// Whole numbers with all their digits, others with four that count, or as many as stand before the point.
std::string rounded(double x) {
  if (x == std::trunc(x) && std::fabs(x) < 1e15) return to_text(x);
  const double size = std::fabs(x);
  char digits[40];
  const auto text = [&](std::to_chars_result r) { return std::string(digits, r.ptr); };
  if (size < 1e-4 || size >= 1e15)
    return text(std::to_chars(digits, digits + sizeof digits, x, std::chars_format::scientific, 3));
  int decimals = 3;
  for (double limit = 10.0; decimals > 0 && size >= limit; limit *= 10.0) --decimals;
  for (double limit = 0.1; decimals < 7 && size < limit; limit /= 10.0) ++decimals;
  std::string shown = text(std::to_chars(digits, digits + sizeof digits, x, std::chars_format::fixed, decimals));
  if (decimals > 0) {
    while (shown.back() == '0') shown.pop_back();
    if (shown.back() == '.') shown.pop_back();
  }
  return shown;
}

/// A cell with its numbers as readers of the language write them; the script of a page sorts by the exact number.
escaped html_cell(const table_cell& cell, const table_column& column, const detail::words& say) {
  escaped html;
  const std::string text = text_of(cell, "; ");
  if (!shown_as_number(column) || parse_decimal(text).problem == number_problem::not_a_number) {
    html += shown_as_number(column) ? markup("<td class=\"n\">") : markup("<td>");
    html += escaped::text(text);
  } else {
    const auto* number = std::get_if<double>(&cell);
    html += "<td class=\"n\" data-n=\"";
    html += escaped::text(text);
    html += "\">";
    html += escaped::text(say.localized(number != nullptr ? rounded(*number) : text));
  }
  html += "</td>";
  return html;
}

}  // namespace

escaped to_html(const table& t, language lang) {
  const detail::words say(lang);
  constexpr std::size_t tall = 20;  // more rows scroll in a box of their own
  escaped html(t.rows().size() > tall ? markup("<div class=\"wide tall\"") : markup("<div class=\"wide\""));
  html += " tabindex=\"0\" role=\"group\" aria-labelledby=\"table-";
  const escaped id = escaped::text(t.key());
  html += id;
  html += "\"><table>\n<caption id=\"table-";
  html += id;
  html += "\">";
  html += escaped::text(t.title());
  html += "</caption>\n<thead><tr>";
  for (std::size_t c = 0; c < t.columns().size(); ++c) {
    html += header_tag(t, c);
    html += escaped::text(t.columns()[c].title);
    html += "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const auto& cells : t.rows()) {
    html += "<tr>";
    for (std::size_t c = 0; c < cells.size(); ++c) html += html_cell(cells[c], t.columns()[c], say);
    html += "</tr>\n";
  }
  html += "</tbody>\n</table></div>\n";
  for (const std::string& note : t.notes()) {
    html += "<p class=\"note\">";
    html += escaped::text(note);
    html += "</p>\n";
  }
  return html;
}

void append_json(json_writer& json, const table& t) {
  json.begin_object().key("title").value(t.title()).key("columns").begin_array();
  for (const table_column& c : t.columns()) json.begin_object().key("key").value(c.key).key("title").value(c.title).end_object();
  json.end_array().key("rows").begin_array();
  for (const auto& cells : t.rows()) {
    json.begin_object();
    for (std::size_t c = 0; c < cells.size(); ++c) {
      json.key(t.columns()[c].key);
      if (const auto* text = std::get_if<std::string>(&cells[c])) {
        json.value(*text);
      } else if (const auto* whole = std::get_if<std::int64_t>(&cells[c])) {
        json.value(*whole);
      } else if (const auto* number = std::get_if<double>(&cells[c])) {
        json.value(*number);
      } else if (const auto* list = std::get_if<std::vector<std::string>>(&cells[c])) {
        json.begin_array();
        for (const std::string& item : *list) json.value(item);
        json.end_array();
      } else {
        json.null();
      }
    }
    json.end_object();
  }
  json.end_array().key("notes").begin_array();
  for (const std::string& note : t.notes()) json.value(note);
  json.end_array().end_object();
}

}  // namespace coopgraph
