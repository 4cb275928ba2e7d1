// SPDX-License-Identifier: BSL-1.0
#include "io/csv_parser.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <limits>
#include <utility>

namespace coopgraph {

csv_reader::parser::parser(detail::text_window window, std::string file, const csv_options& options)
    : window_(std::move(window)), file_(std::move(file)), options_(options) {
  if (window_.foreign()) {
    stop(1, 0, window_.unreadable().code, window_.unreadable().message);
    return;
  }
  index_window();
}

bool csv_reader::parser::next(csv_row& row) {
  while (!stopped_) {
    if (problems_.size() >= options_.limits.problems) {
      if (at_ == window_.size() && window_.complete() && window_.unreadable().code.empty()) break;
      if (at_ == window_.size() && !window_.complete()) {
        move_window();
        continue;
      }
      stop(line_, 0, "csv-too-many", "reading stops here: " + std::to_string(problems_.size()) + " rows have problems");
    } else if (read_plain_row() || read_any_row()) {
      row = {fields_, row_line_, rows_ - 1};
      return true;
    }
  }
  row = {};
  return false;
}

/// Reads a row of as many fields as the first has, bare or quoted without quotes in them, that stands in the window as a whole
/// and is not longer than a field may be; false, and nothing has changed, if the row is anything else.
bool csv_reader::parser::read_plain_row() {
  if (width_ == 0) return false;
  const char* const data = window_.data();
  const std::uint32_t* const last = index_.end();
  while (next_place_ != last && *next_place_ < at_) ++next_place_;
  const std::uint32_t* place = next_place_;
  if (static_cast<std::size_t>(last - place) < width_) return false;
  const char delimiter = options_.delimiter;
  std::string_view* out = fields_.data();
  std::size_t begin = at_;
  std::size_t lines = 1;
  for (std::size_t left = width_; left > 0; --left, ++out) {
    std::size_t end = *place++;
    if (data[end] == '"') {
      if (end != begin++) return false;
      do {
        if (place == last) return false;
        end = *place++;
        lines += data[end] == '\n' ? 1U : 0U;
      } while (data[end] != '"');
      *out = {data + begin, end - begin};
      if (static_cast<std::size_t>(last - place) < left || *place != end + 1) return false;
      end = *place++;
    } else {
      *out = {data + begin, end - begin};
    }
    begin = end + 1;
    if (left > 1 && data[end] != delimiter) return false;
  }
  // The line end, unless the row has more fields than it should.
  if (data[begin - 1] == '\r') {
    if (place == last || *place != begin || data[begin] != '\n') return false;
    ++place;
    ++begin;
  } else if (data[begin - 1] != '\n') {
    return false;
  }
  if (begin - at_ > std::min(options_.limits.field_bytes, options_.limits.row_bytes)) return false;
  if (width_ == 1 && (data[at_] == '\n' || data[at_] == '\r')) return false;  // blank
  ++rows_;
  row_line_ = line_;
  line_ += lines;
  at_ = begin;
  next_place_ = place;
  return true;
}

/// Goes one step on with the rules: past a row, whose fields it delivers if it is good and then is true, or to a new window, or
/// to the end.
bool csv_reader::parser::read_any_row() {
  if (at_ == window_.size()) {
    if (!window_.complete()) {
      move_window();
    } else if (window_.unreadable().code.empty()) {
      stopped_ = true;
    } else {
      pieces_.clear();
      row_at_ = at_;
      stop_at_end();
    }
    return false;
  }
  const std::size_t problems_before = problems_.size();
  const bool quoted = window_.data()[at_] == '"';
  const after end = read_row();
  if (end == after::more) {
    problems_.erase(problems_.begin() + static_cast<std::ptrdiff_t>(problems_before), problems_.end());
    at_ = row_at_;
    line_ = row_line_;
    move_window();
    return false;
  }
  const bool blank = row_is_good_ && !quoted && pieces_.size() == 1 && pieces_[0].size == 0;
  if (end == after::row && !blank) ++rows_;
  if (!row_is_good_ || blank) return false;
  if (width_ == 0) {
    width_ = pieces_.size();
    fields_.resize(width_);
  }
  if (pieces_.size() != width_) {
    add_problem(row_line_, 0, "csv-fields",
                "the row has " + std::to_string(pieces_.size()) + (pieces_.size() == 1 ? " field" : " fields") +
                    "; the header has " + std::to_string(width_));
    return false;
  }
  for (std::size_t i = 0; i < width_; ++i) {
    const piece& p = pieces_[i];
    fields_[i] = std::string_view((p.unescaped ? scratch_.data() : window_.data()) + p.begin, p.size);
  }
  return true;
}

csv_reader::parser::after csv_reader::parser::read_row() {
  pieces_.clear();
  scratch_.clear();
  row_at_ = at_;
  row_line_ = line_;
  row_is_good_ = true;
  after next = after::field;
  while (next == after::field) {
    if (pieces_.size() == options_.limits.columns)
      throw limit_error(file_ + ':' + std::to_string(row_line_) + ": the row has more than " +
                        std::to_string(options_.limits.columns) +
                        " columns, which is the limit; raise csv_limits::columns if it is right");
    next = at_ < window_.size() && window_.data()[at_] == '"' ? read_quoted() : read_bare();
  }
  return next;
}

csv_reader::parser::after csv_reader::parser::read_bare() {
  const char* const data = window_.data();
  const std::size_t begin = at_;
  bool quote = false;
  for (; at_ < window_.size() && !ends_field(data[at_]); ++at_) quote = quote || data[at_] == '"';
  check_sizes(at_ - begin, at_);
  if (quote) {
    row_is_good_ = false;
    add_problem(line_, pieces_.size() + 1, "csv-quote",
                "a quote stands inside a field that does not begin with one; quote the whole field and double the quotes in it");
  }
  return end_of_field(begin, at_);
}

csv_reader::parser::after csv_reader::parser::read_quoted() {
  const char* const data = window_.data();
  const std::size_t size = window_.size();
  const std::size_t opening_line = line_;
  const std::size_t begin = at_ + 1;
  std::size_t quotes = 0;  // doubled ones
  std::size_t end = begin;
  while (true) {
    const void* found = end < size ? std::memchr(data + end, '"', size - end) : nullptr;
    end = found == nullptr ? size : static_cast<std::size_t>(static_cast<const char*>(found) - data);
    check_sizes(end - begin - quotes, end);
    if (end + 1 >= size && !window_.complete()) return after::more;
    if (end == size) {
      line_ += static_cast<std::size_t>(std::count(data + begin, data + size, '\n'));
      at_ = size;
      if (!window_.unreadable().code.empty()) return stop_at_end();
      return stop(opening_line, pieces_.size() + 1, "csv-unclosed-quote", "the quote that opens this field is never closed");
    }
    if (end + 1 >= size || data[end + 1] != '"') break;
    ++quotes;
    end += 2;
  }
  line_ += static_cast<std::size_t>(std::count(data + begin, data + end, '\n'));
  at_ = end + 1;
  if (at_ < size && !ends_field(data[at_])) {
    row_is_good_ = false;
    add_problem(line_, pieces_.size() + 1, "csv-quote",
                "text stands after the closing quote; a quote inside a quoted field is doubled");
    while (at_ < size && !ends_field(data[at_])) ++at_;
    check_sizes(at_ - begin - quotes, at_);
  }
  const after next = end_of_field(begin, end);
  if (quotes > 0 && (next == after::field || next == after::row)) {
    piece& field = pieces_.back();
    field = {scratch_.size(), end - begin - quotes, true};
    for (std::size_t i = begin; i < end; ++i) {
      scratch_ += data[i];
      if (data[i] == '"') ++i;
    }
  }
  return next;
}

/// Takes the field [begin, end) whose end is at_, and moves past the delimiter or the line end.
csv_reader::parser::after csv_reader::parser::end_of_field(std::size_t begin, std::size_t end) {
  const char* const data = window_.data();
  const std::size_t size = window_.size();
  if (at_ == size) {
    if (!window_.complete()) return after::more;
    if (!window_.unreadable().code.empty()) return stop_at_end();
    pieces_.push_back({begin, end - begin, false});
    return after::row;
  }
  if (data[at_] == '\r' && at_ + 1 == size && !window_.complete()) return after::more;
  if (data[at_] == '\r' && (at_ + 1 == size || data[at_ + 1] != '\n'))
    return stop(
        line_, pieces_.size() + 1, "csv-line-end",
        "a carriage return (CR) stands alone; allowed line ends: LF or CRLF; save the file with Unix or Windows line ends");
  pieces_.push_back({begin, end - begin, false});
  if (data[at_] == options_.delimiter) {
    ++at_;
    return after::field;
  }
  at_ += data[at_] == '\r' ? 2U : 1U;
  ++line_;
  return after::row;
}

/// Lets the window begin at at_, and end later than now.
void csv_reader::parser::move_window() {
  window_.advance(at_);
  at_ = 0;
  index_window();
}

void csv_reader::parser::index_window() {
  // Places in the index have 32 bits; a row beyond them goes the slow way.
  index_.build(window_.data(), 0, std::min<std::size_t>(window_.size(), std::numeric_limits<std::uint32_t>::max()),
               options_.delimiter);
  next_place_ = index_.begin();
}

void csv_reader::parser::add_problem(std::size_t line, std::size_t column, std::string code, std::string message) {
  problems_.push_back({{file_, line, column}, {}, std::move(code), std::move(message)});
}

csv_reader::parser::after csv_reader::parser::stop(std::size_t line, std::size_t column, std::string code, std::string message) {
  add_problem(line, column, std::move(code), std::move(message));
  stopped_ = true;
  row_is_good_ = false;
  return after::stop;
}

csv_reader::parser::after csv_reader::parser::stop_at_end() {
  return stop(line_, pieces_.size() + 1, window_.unreadable().code, window_.unreadable().message);
}

std::string csv_reader::parser::here() const {
  return file_ + ':' + std::to_string(row_line_) + ':' + std::to_string(pieces_.size() + 1);
}

/// Of a field of so many bytes that ends, or goes on, at `end`.
void csv_reader::parser::check_sizes(std::size_t field, std::size_t end) const {
  const csv_limits& limits = options_.limits;
  if (field > limits.field_bytes)
    throw limit_error(here() + ": the field has more than " + std::to_string(limits.field_bytes) +
                      " bytes, which is the limit; a quote that opens it may never be closed, or the file is no table; raise "
                      "csv_limits::field_bytes if it is right");
  if (end - row_at_ > limits.row_bytes)
    throw limit_error(here() + ": the row has more than " + std::to_string(limits.row_bytes) +
                      " bytes, which is the limit; raise csv_limits::row_bytes if it is right");
}

}  // namespace coopgraph
