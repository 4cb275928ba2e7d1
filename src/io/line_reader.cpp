// SPDX-License-Identifier: BSL-1.0
#include "io/line_reader.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <limits>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::size_t lines_between_looks = 4096;  // for a request to stop
constexpr std::size_t texts_per_line = 16;

constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\v' || c == '\f'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

std::size_t end_of_word(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && !is_blank(text[at])) ++at;
  return at;
}

/// Where the text in quotes ends whose inside goes on at `at`; npos if it does not.
std::size_t closing_quote(std::string_view text, std::size_t at) noexcept {
  for (; at < text.size(); ++at) {
    if (text[at] == '"') return at;
    if (text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\')) ++at;
  }
  return std::string_view::npos;
}

/// Where a text in quotes begins that goes on behind the line; npos if there is none. \pre no text is open before `at`
std::size_t open_quote(std::string_view line, std::size_t at) noexcept {
  while ((at = skip_blanks(line, at)) < line.size()) {
    if (line[at] == '"') {
      const std::size_t close = closing_quote(line, at + 1);
      if (close == line.npos) return at;
      at = close + 1;
    } else {
      at = end_of_word(line, at);
    }
  }
  return line.npos;
}

constexpr bool is_sign(char c) noexcept { return c == '+' || c == '-'; }

std::size_t characters(std::string_view text) noexcept {
  const auto follows = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; };
  return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), follows));
}

}  // namespace

bool looks_like_number(const line_word& word) noexcept {
  if (word.quoted || word.text.empty()) return false;
  const char first = word.text[0];
  if (is_digit(first) || is_sign(first) || first == '.') return true;
  std::string small(word.text.substr(0, 9));
  for (char& c : small)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return small == "nan" || small == "inf" || small == "infinity";
}

std::string without_escapes(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char next = text[i] == '\\' && i + 1 < text.size() ? text[i + 1] : '\0';
    if (next == '"' || next == '\\' || next == 'n' || next == 'r') {
      plain += next == 'n' ? '\n' : next == 'r' ? '\r' : next;
      ++i;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == '\n' || c == '\r') quoted += '\\';
    quoted += c == '\n' ? 'n' : c == '\r' ? 'r' : c;
  }
  return quoted += '"';
}

line_reader::line_reader(text_window& text, const std::string& file, const graph_file_options& options)
    : text_(text), file_(file), options_(options), problems_(file, options.limits.problems) {
  const std::size_t most = std::numeric_limits<std::size_t>::max();
  most_bytes_ = options.limits.text_bytes > most / texts_per_line ? most : options.limits.text_bytes * texts_per_line;
}

/// Makes raw_ the next line of the text, blank or not.
bool line_reader::raw_line() {
  if (lines_ % lines_between_looks == 0 && options_.run.stop.stop_requested()) throw cancelled();
  std::size_t end = at_;
  bool found = false;
  while (true) {
    if (after_cr_ && at_ < text_.size()) {
      if (text_.data()[at_] == '\n') ++at_;
      after_cr_ = false;
      end = at_;
    }
    const char* const from = text_.data();
    while (end < text_.size() && from[end] != '\n' && from[end] != '\r') ++end;
    if (end - at_ > most_bytes_) over_limit(file_, lines_ + 1, "the line has more bytes", most_bytes_, "16 times text-bytes");
    found = end < text_.size();
    if (found || text_.complete()) break;
    end -= at_;
    text_.advance(std::exchange(at_, 0));
  }
  raw_ = {text_.data() + at_, end - at_};
  if (!found && !text_.unreadable().code.empty()) {
    number_ = lines_ + 1;
    line_ = raw_;
    blanks_ = 0;
    problems_.stop_at(number_, column_of({{}, line_.size(), false}), text_.unreadable().code, text_.unreadable().message);
  }
  if (!found && raw_.empty()) return false;
  after_cr_ = found && text_.data()[end] == '\r';
  at_ = end + (found ? 1 : 0);
  ++lines_;
  return true;
}

/// Makes the raw line the line that is read.
void line_reader::finish_line(std::size_t number) {
  number_ = number;
  blanks_ = skip_blanks(raw_, 0);
  line_ = raw_.substr(blanks_);
  while (!line_.empty() && is_blank(line_.back())) line_.remove_suffix(1);
  taken_ = 0;
}

bool line_reader::next() {
  do {
    if (!raw_line()) return false;
    finish_line(lines_);
  } while (line_.empty());
  return true;
}

bool line_reader::next_with_quotes() {
  if (!next()) return false;
  if (line_[0] != '*' && line_[0] != '%' && open_quote(line_, 0) != line_.npos) join_quoted();
  return true;
}

/// Adds lines to this one until its text in quotes ends.
void line_reader::join_quoted() {
  const std::size_t first = lines_;
  std::size_t open = open_quote(line_, 0);
  std::size_t line_of_open = lines_;
  std::size_t column = column_of({{}, open, false});
  joined_ = std::string(line_);
  while (open != joined_.npos) {
    const std::size_t before = joined_.size();
    const bool more = raw_line();
    if (more) joined_.append(1, '\n').append(raw_);
    const std::size_t close = more ? closing_quote(joined_, before) : joined_.npos;
    if (!more || (close == joined_.npos ? joined_.size() : close) - open > limits().text_bytes)
      problems_.stop_at(line_of_open, column, "unclosed-quote",
                        "the quote that opens here is not closed" +
                            (more ? " within " + std::to_string(limits().text_bytes) + " bytes" : std::string()) +
                            "; allowed: \"…\", with \\\" for a quote inside");
    if (joined_.size() > most_bytes_) over_limit(file_, first, "the line has more bytes", most_bytes_, "16 times text-bytes");
    if (close == joined_.npos) continue;
    open = open_quote(joined_, close + 1);
    line_of_open = lines_;
    if (open != joined_.npos) column = 1 + characters(std::string_view(joined_).substr(before + 1, open - before - 1));
  }
  raw_ = joined_;
  const std::size_t blanks = blanks_;
  finish_line(first);
  blanks_ = blanks;
}

std::string_view line_reader::rest() noexcept {
  taken_ = skip_blanks(line_, taken_);
  return line_.substr(taken_);
}

std::optional<line_word> line_reader::take(bool quotes, bool brackets) {
  taken_ = skip_blanks(line_, taken_);
  if (taken_ == line_.size()) return std::nullopt;
  line_word found{{}, taken_, quotes && line_[taken_] == '"'};
  if (found.quoted) {
    const std::size_t close = std::min(closing_quote(line_, taken_ + 1), line_.size());
    found.text = line_.substr(taken_ + 1, close - taken_ - 1);
    taken_ = std::min(close + 1, line_.size());
  } else {
    std::size_t end = line_.npos;
    if (brackets && line_[taken_] == '[') end = line_.find(']', taken_);
    end = end == line_.npos ? end_of_word(line_, taken_) : end + 1;
    found.text = line_.substr(taken_, end - taken_);
    taken_ = end;
  }
  check_limit(found.text.size(), limits().text_bytes, "a text has more bytes", "text-bytes");
  return found;
}

std::optional<line_word> line_reader::word() { return take(false, false); }
std::optional<line_word> line_reader::quoted_word() { return take(true, false); }
std::optional<line_word> line_reader::bracketed_word() { return take(true, true); }

/// In characters, from 1.
std::size_t line_reader::column_of(const line_word& at) const noexcept {
  return 1 + blanks_ + characters(line_.substr(0, at.offset));
}

std::optional<std::size_t> line_reader::count(const std::optional<line_word>& at, std::string_view what) {
  if (!at) {
    problem("missing-value", std::string(what) + " is missing; allowed: a whole number");
    return std::nullopt;
  }
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  std::size_t value = 0;
  for (const char c : at->text) {
    if (!is_digit(c)) {
      problem(*at, "invalid-number",
              std::string(what) + " is \"" + printable(at->text) + "\"; allowed: a whole number, 0 or more");
      return std::nullopt;
    }
    const auto digit = static_cast<std::size_t>(c - '0');
    value = value > (most - digit) / 10 ? most : value * 10 + digit;
  }
  return value;
}

std::optional<vertex_id> line_reader::vertex(const std::optional<line_word>& at, std::size_t vertices) {
  if (!at) {
    problem("missing-value", "a vertex is missing; allowed: its number");
    return std::nullopt;
  }
  const std::size_t sign = is_sign(at->text[0]) ? 1 : 0;
  const bool whole =
      at->text.size() > sign && std::all_of(at->text.begin() + static_cast<std::ptrdiff_t>(sign), at->text.end(), is_digit);
  if (!whole) {
    problem(*at, "invalid-number",
            "the vertex is \"" + printable(at->text) + "\"; allowed: its number, 1 to " + to_text(vertices));
    return std::nullopt;
  }
  const std::size_t number = sign == 0 ? count(at, "the vertex").value_or(0) : 0;
  if (number == 0 || number > vertices) {
    problem(
        *at, "vertex-out-of-range",
        "the vertex " + printable(at->text) + " is out of range; allowed: 1 to " + to_text(vertices) + ", as the file announces");
    return std::nullopt;
  }
  return static_cast<vertex_id>(number - 1);
}

std::optional<decimal> line_reader::number(const std::optional<line_word>& at, std::string_view what) {
  if (!at) {
    problem("missing-value", std::string(what) + " is missing; allowed: a number");
    return std::nullopt;
  }
  const parsed_decimal read = parse_decimal(at->text);
  if (read.problem == number_problem::none) return read.value;
  const std::string found = std::string(what) + " is \"" + printable(at->text) + '"';
  if (read.problem == number_problem::too_many_digits)
    problem(*at, "invalid-number", found + "; allowed: at most 18 significant digits");
  else if (read.problem == number_problem::out_of_range)
    problem(*at, "invalid-number", found + ", which is out of the range of numbers; allowed: up to 1.8e308");
  else
    problem(*at, "invalid-number", found + "; allowed: a finite number with \".\" as decimal separator");
  return std::nullopt;
}

void line_reader::expect_end() {
  if (const auto more = word())
    problem(*more, "too-many-values",
            '"' + printable(more->text) + "\" stands behind the end of the line's values; allowed: nothing");
}

}  // namespace coopgraph::detail
