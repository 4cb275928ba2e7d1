// SPDX-License-Identifier: BSL-1.0
#include "io/json_value.hpp"

#include <coopgraph/core/error.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace coopgraph::detail {
namespace {

using json = nlohmann::json;
using kind = json_value::kind;

/// Walks over the bytes and says how far the parser has come.
class counting_iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  counting_iterator(const char* at, std::size_t* consumed) : at_(at), consumed_(consumed) {}
  reference operator*() const { return *at_; }
  counting_iterator& operator++() {
    ++at_;
    ++*consumed_;
    return *this;
  }
  friend bool operator==(const counting_iterator& a, const counting_iterator& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  std::size_t* consumed_;
};

/// Receives the events of the parser and makes the tree of them. An event tells what was read; where it begins follows from how
/// far the parser had come at the event before.
class tree_maker {
 public:
  tree_maker(const std::string& bytes, const std::string& path, std::vector<diagnostic>& problems)
      : bytes_(bytes), path_(path), problems_(problems) {}

  bool null() { return put({kind::null, {}, "null"}); }
  bool boolean(bool value) { return put({kind::boolean, {}, value ? "true" : "false"}); }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(double, const std::string&) { return number(); }
  bool string(std::string& value) { return put({kind::text, {}, std::move(value)}); }
  bool binary(const json::binary_t&) { return false; }  // not in JSON texts
  bool start_object(std::size_t) { return open(kind::object); }
  bool start_array(std::size_t) { return open(kind::list); }
  bool end_array() { return close(); }
  bool end_object() {
    name_duplicates(*open_.back());
    return close();
  }
  bool key(std::string& name) {
    begin_token();
    last_end_ = consumed;
    key_ = std::move(name);
    has_key_ = true;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const json::exception& e);

  json_value root;
  std::size_t consumed = 0;

 private:
  /// Moves to the first byte of the token that was just read: what lies between tokens is no part of one.
  void begin_token() {
    start_ = last_end_ == 0 && bytes_.starts_with("\xEF\xBB\xBF") ? 3 : last_end_;
    while (start_ < bytes_.size() && std::string_view(" \t\r\n,:]}").find(bytes_[start_]) != std::string_view::npos) {
      if (bytes_[start_] == '\n') {
        ++line_;
        line_begin_ = start_ + 1;
      }
      ++start_;
    }
    if (has_key_) return;  // a member begins with its name
    item_line_ = line_;
    item_column_ = start_ - line_begin_ + 1;
  }

  bool place_value(json_value value) {
    value.name = std::exchange(key_, {});
    value.line = item_line_;
    value.column = item_column_;
    has_key_ = false;
    last_end_ = consumed;
    if (open_.empty()) {
      root = std::move(value);
      last_ = &root;
    } else {
      // No other pointer into these items is held: a value is open only while it is the last one.
      open_.back()->items.push_back(std::move(value));
      last_ = &open_.back()->items.back();
    }
    return true;
  }

  bool put(json_value value) {
    begin_token();
    return place_value(std::move(value));
  }

  /// The digits as they stand: a number may be longer than any type, and the parser's copy follows the locale.
  bool number() {
    begin_token();
    const std::size_t end = std::min(bytes_.find_first_not_of("+-.0123456789eE", start_), bytes_.size());
    return place_value({kind::number, {}, bytes_.substr(start_, end - start_)});
  }

  bool open(kind what) {
    if (open_.size() == deepest_json)
      throw limit_error(path_ + ": the JSON is nested deeper than the limit of " + std::to_string(deepest_json) +
                        " levels (depth)");
    put({what});
    open_.push_back(last_);
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  void name_duplicates(const json_value& object);

  const std::string& bytes_;
  const std::string& path_;
  std::vector<diagnostic>& problems_;
  std::vector<json_value*> open_;
  json_value* last_ = nullptr;
  std::string key_;
  bool has_key_ = false;
  std::size_t start_ = 0;
  std::size_t last_end_ = 0;
  std::size_t line_ = 1;
  std::size_t line_begin_ = 0;
  std::size_t item_line_ = 1;
  std::size_t item_column_ = 1;
};

void tree_maker::name_duplicates(const json_value& object) {
  std::vector<const json_value*> members;
  for (const json_value& member : object.items) members.push_back(&member);
  std::stable_sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  for (std::size_t i = 1; i < members.size(); ++i)
    if (members[i]->name == members[i - 1]->name)
      problems_.push_back({{path_, members[i]->line, members[i]->column},
                           {},
                           "duplicate-key",
                           "duplicate key \"" + printable(members[i]->name) + "\" in one object; allowed: each name once"});
}

/// The parser's reason without its own numbering and without the bytes that it read last.
std::string reason_of(const json::exception& e) {
  std::string what = e.what();
  const std::size_t head = what.find(" - ");
  if (head == std::string::npos) return e.id == 406 ? "; a number is out of the range of numbers" : "";
  what.erase(0, head + 3);
  const std::size_t last_read = what.find("; last read");
  if (last_read == std::string::npos) return "; " + what;
  const std::size_t expected = what.rfind("; expected ");
  const std::string tail = expected != std::string::npos && expected > last_read ? what.substr(expected) : "";
  return "; " + what.substr(0, last_read) + tail;
}

bool tree_maker::parse_error(std::size_t, const std::string&, const json::exception& e) {
  const std::size_t at = std::min(std::max<std::size_t>(consumed, 1), bytes_.size());
  const auto end = bytes_.begin() + static_cast<std::ptrdiff_t>(at == 0 ? 0 : at - 1);
  const auto line = 1 + static_cast<std::size_t>(std::count(bytes_.begin(), end, '\n'));
  const auto begin = std::find(std::make_reverse_iterator(end), bytes_.rend(), '\n').base();
  problems_.push_back({{path_, line, 1 + static_cast<std::size_t>(end - begin)},
                       {},
                       "invalid-json",
                       "the file is no valid JSON (RFC 8259) here" + printable(reason_of(e))});
  return false;
}

void append_text(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (code >= 0x20) {
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else {
      out += "\\u00";
      out += hex[code >> 4];
      out += hex[code & 15];
    }
  }
  out += '"';
}

/// How the parts of a list or an object are set apart: on one line, or each on its own.
class json_printer {
 public:
  explicit json_printer(bool in_lines) : in_lines_(in_lines) {}

  // As deep as the value, which is no deeper than deepest_json.
  void print(const json_value& value, std::size_t depth) {  // NOLINT(misc-no-recursion)
    if (value.is(kind::text)) return append_text(out, value.text);
    if (!value.is(kind::list) && !value.is(kind::object)) {
      out += value.is(kind::null) ? "null" : value.text;
      return;
    }
    out += value.is(kind::list) ? '[' : '{';
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      if (i > 0) out += in_lines_ ? "," : ", ";
      break_line(depth + 1);
      if (value.is(kind::object)) {
        append_text(out, value.items[i].name);
        out += ": ";
      }
      print(value.items[i], depth + 1);
    }
    if (!value.items.empty()) break_line(depth);
    out += value.is(kind::list) ? ']' : '}';
  }

  std::string out;

 private:
  void break_line(std::size_t depth) {
    if (in_lines_) out.append("\n").append(2 * depth, ' ');
  }

  bool in_lines_;
};

}  // namespace

const json_value* json_value::find(std::string_view member) const noexcept {
  if (what != kind::object) return nullptr;
  const auto at = std::find_if(items.begin(), items.end(), [&](const json_value& v) { return v.name == member; });
  return at == items.end() ? nullptr : &*at;
}

json_value& json_value::add(std::string_view member, json_value value) {
  value.name = member;
  items.push_back(std::move(value));
  return items.back();
}

json_value& json_value::add(std::string_view member, std::string_view value) { return add(member, json_text(value)); }

json_value parse_json(const std::string& bytes, const std::string& path, std::vector<diagnostic>& problems) {
  tree_maker tree(bytes, path, problems);
  const char* end = bytes.data() + bytes.size();
  if (!json::sax_parse(counting_iterator(bytes.data(), &tree.consumed), counting_iterator(end, &tree.consumed), &tree)) return {};
  return std::move(tree.root);
}

std::string to_line(const json_value& value) {
  json_printer printer(false);
  printer.print(value, 0);
  return std::move(printer.out);
}

std::string to_page(const json_value& value) {
  json_printer printer(true);
  printer.print(value, 0);
  return std::move(printer.out) + '\n';
}

}  // namespace coopgraph::detail
