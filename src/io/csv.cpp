// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/csv.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

namespace coopgraph {
namespace {

/// The bytes at which a bare field ends or is wrong.
constexpr std::array<bool, 256> make_stops() {
  std::array<bool, 256> stops{};
  for (const char c : {',', '"', '\n', '\r'}) stops[static_cast<unsigned char>(c)] = true;
  return stops;
}
constexpr std::array<bool, 256> stops_bare_field = make_stops();

std::string hexadecimal(unsigned char byte) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {'0', 'x', digits[byte >> 4], digits[byte & 0xf]};
}

/// The length of the well-formed UTF-8 sequence at text[i], or 0. RFC 3629, section 4.
std::size_t sequence_length(std::string_view text, std::size_t i) noexcept {
  const auto at = [&](std::size_t k) -> unsigned { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U; };
  const auto tail = [&](std::size_t k) { return (at(k) & 0xc0U) == 0x80U; };
  const unsigned lead = at(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return tail(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const unsigned low = lead == 0xe0 ? 0xa0 : 0x80;   // no overlong forms
    const unsigned high = lead == 0xed ? 0x9f : 0xbf;  // no surrogates
    return at(1) >= low && at(1) <= high && tail(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const unsigned low = lead == 0xf0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xf4 ? 0x8f : 0xbf;  // nothing above U+10FFFF
    return at(1) >= low && at(1) <= high && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

template <class Text>
void append_row(std::string& out, std::span<const Text> fields) {
  if (fields.size() == 1 && fields[0].empty()) out += "\"\"";
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    const std::string_view field = fields[i];
    const bool quoted = field.find_first_of(",\"\r\n") != field.npos || field.starts_with(' ') || field.ends_with(' ') ||
                        (i == 0 && field.starts_with("\xEF\xBB\xBF"));
    if (!quoted) {
      out += field;
      continue;
    }
    out += '"';
    for (const char c : field) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += '\n';
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) noexcept {
  std::size_t i = 0;
  while (i < text.size()) {
    // Eight ASCII bytes at a time: most files are little else.
    std::uint64_t eight = 0;
    while (i + 8 <= text.size()) {
      std::memcpy(&eight, text.data() + i, 8);
      if ((eight & 0x8080808080808080U) != 0) break;
      i += 8;
    }
    if (i >= text.size()) break;
    const std::size_t length = sequence_length(text, i);
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

csv_reader::csv_reader(std::string_view bytes, std::string file, const csv_limits& limits)
    : bytes_(bytes), file_(std::move(file)), limits_(limits) {
  if (limits.field_bytes == 0) throw option_error("csv_reader", "field_bytes", "0", "at least 1");
  if (limits.columns == 0) throw option_error("csv_reader", "columns", "0", "at least 1");
  if (limits.problems == 0) throw option_error("csv_reader", "problems", "0", "at least 1");

  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    const char* name = bytes.starts_with("\xFF\xFE") ? "UTF-16LE" : "UTF-16BE";
    add_problem(1, 0, "csv-encoding",
                std::string("the file is in ") + name +
                    " (by its byte order mark); allowed: UTF-8; save it as \"CSV UTF-8\" or run "
                    "iconv -f UTF-16 -t UTF-8");
    bytes_ = {};
    return;
  }
  const std::size_t nul = bytes.find('\0');
  const std::size_t invalid = first_invalid_utf8(bytes.substr(0, nul));
  if (invalid != bytes.npos) {
    const std::string byte = hexadecimal(static_cast<unsigned char>(bytes[invalid]));
    unreadable_ = {
        {},
        {},
        "csv-encoding",
        "byte " + byte + " at offset " + std::to_string(invalid) +
            " is not UTF-8; allowed: UTF-8; save the file as \"CSV UTF-8\" or convert it with iconv -f ENCODING -t UTF-8"};
    bytes_ = bytes.substr(0, invalid);
  } else if (nul != bytes.npos) {
    unreadable_ = {{},
                   {},
                   "csv-nul",
                   "NUL byte at offset " + std::to_string(nul) + "; allowed: text in UTF-8 (a file in UTF-16 must be converted)"};
    bytes_ = bytes.substr(0, nul);
  }
  if (bytes_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

void csv_reader::add_problem(std::size_t line, std::size_t column, std::string code, std::string message) {
  problems_.push_back({{file_, line, column}, {}, std::move(code), std::move(message)});
}

csv_reader::after csv_reader::stop(std::size_t line, std::size_t column, std::string code, std::string message) {
  add_problem(line, column, std::move(code), std::move(message));
  unreadable_ = {};
  at_ = bytes_.size();
  row_is_good_ = false;
  return after::stop;
}

csv_reader::after csv_reader::stop_at_end() { return stop(line_, pieces_.size() + 1, unreadable_.code, unreadable_.message); }

void csv_reader::check_size(std::size_t size) const {
  if (size > limits_.field_bytes)
    throw limit_error(file_ + ':' + std::to_string(row_line_) + ':' + std::to_string(pieces_.size() + 1) + ": the field has " +
                      std::to_string(size) + " bytes or more; the limit is " + std::to_string(limits_.field_bytes) +
                      "; raise csv_limits::field_bytes if it is right");
}

/// Takes the field [begin, end) whose end is at_, and moves past the separator or the line end.
csv_reader::after csv_reader::end_of_field(std::size_t begin, std::size_t end) {
  if (at_ == bytes_.size()) {
    if (!unreadable_.code.empty()) return stop_at_end();
    pieces_.push_back({begin, end - begin, false});
    return after::row;
  }
  if (bytes_[at_] == '\r' && (at_ + 1 == bytes_.size() || bytes_[at_ + 1] != '\n'))
    return stop(
        line_, pieces_.size() + 1, "csv-line-end",
        "a carriage return (CR) stands alone; allowed line ends: LF or CRLF; save the file with Unix or Windows line ends");
  pieces_.push_back({begin, end - begin, false});
  if (bytes_[at_] == ',') {
    ++at_;
    return after::field;
  }
  at_ += bytes_[at_] == '\r' ? 2U : 1U;
  ++line_;
  return after::row;
}

csv_reader::after csv_reader::read_bare() {
  const std::size_t begin = at_;
  bool quote = false;
  for (; at_ < bytes_.size(); ++at_) {
    if (!stops_bare_field[static_cast<unsigned char>(bytes_[at_])]) continue;
    if (bytes_[at_] != '"') break;
    quote = true;
  }
  check_size(at_ - begin);
  if (quote) {
    row_is_good_ = false;
    add_problem(line_, pieces_.size() + 1, "csv-quote",
                "a quote stands inside a field that does not begin with one; quote the whole field and double the quotes in it");
  }
  return end_of_field(begin, at_);
}

csv_reader::after csv_reader::read_quoted() {
  const std::size_t opening_line = line_;
  const std::size_t begin = at_ + 1;
  std::size_t quotes = 0;  // doubled ones
  std::size_t end = begin;
  while (true) {
    const void* found = end < bytes_.size() ? std::memchr(bytes_.data() + end, '"', bytes_.size() - end) : nullptr;
    if (found == nullptr) {
      line_ += static_cast<std::size_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(begin), bytes_.end(), '\n'));
      at_ = bytes_.size();
      if (!unreadable_.code.empty()) return stop_at_end();
      return stop(opening_line, pieces_.size() + 1, "csv-unclosed-quote", "the quote that opens this field is never closed");
    }
    end = static_cast<std::size_t>(static_cast<const char*>(found) - bytes_.data());
    if (end + 1 >= bytes_.size() || bytes_[end + 1] != '"') break;
    ++quotes;
    end += 2;
  }
  check_size(end - begin - quotes);
  line_ += static_cast<std::size_t>(
      std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(begin), bytes_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
  at_ = end + 1;
  if (at_ < bytes_.size() && bytes_[at_] != ',' && bytes_[at_] != '\n' && bytes_[at_] != '\r') {
    row_is_good_ = false;
    add_problem(line_, pieces_.size() + 1, "csv-quote",
                "text stands after the closing quote; a quote inside a quoted field is doubled");
    while (at_ < bytes_.size() && bytes_[at_] != ',' && bytes_[at_] != '\n' && bytes_[at_] != '\r') ++at_;
  }
  const after next = end_of_field(begin, end);
  if (quotes > 0 && next != after::stop) {
    piece& field = pieces_.back();
    field = {scratch_.size(), end - begin - quotes, true};
    for (std::size_t i = begin; i < end; ++i) {
      scratch_ += bytes_[i];
      if (bytes_[i] == '"') ++i;
    }
  }
  return next;
}

/// Reads one row into pieces_; false if it was blank.
bool csv_reader::read_row() {
  pieces_.clear();
  scratch_.clear();
  row_line_ = line_;
  row_is_good_ = true;
  const bool quoted = bytes_[at_] == '"';
  for (after next = after::field; next == after::field;) {
    if (pieces_.size() == limits_.columns)
      throw limit_error(file_ + ':' + std::to_string(row_line_) + ": the row has more than " + std::to_string(limits_.columns) +
                        " columns, which is the limit; raise csv_limits::columns if it is right");
    next = at_ < bytes_.size() && bytes_[at_] == '"' ? read_quoted() : read_bare();
  }
  return quoted || pieces_.size() != 1 || pieces_[0].size != 0;
}

bool csv_reader::next() {
  while (at_ < bytes_.size() || !unreadable_.code.empty()) {
    if (problems_.size() >= limits_.problems) {
      stop(line_, 0, "csv-too-many", "reading stops here: " + std::to_string(problems_.size()) + " rows have problems");
      break;
    }
    if (at_ == bytes_.size()) {
      pieces_.clear();
      stop_at_end();
      break;
    }
    if (!read_row() && row_is_good_) continue;
    if (!row_is_good_) continue;
    if (width_ == 0) width_ = pieces_.size();
    if (pieces_.size() != width_) {
      add_problem(row_line_, 0, "csv-fields",
                  "the row has " + std::to_string(pieces_.size()) + (pieces_.size() == 1 ? " field" : " fields") +
                      "; the header has " + std::to_string(width_));
      continue;
    }
    fields_.clear();
    for (const piece& p : pieces_)
      fields_.push_back(p.unescaped ? std::string_view(scratch_).substr(p.begin, p.size) : bytes_.substr(p.begin, p.size));
    return true;
  }
  fields_.clear();
  return false;
}

void append_csv_row(std::string& out, std::span<const std::string_view> fields) { append_row(out, fields); }
void append_csv_row(std::string& out, std::span<const std::string> fields) { append_row(out, fields); }

}  // namespace coopgraph
