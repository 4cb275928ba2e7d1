// SPDX-License-Identifier: BSL-1.0
#include "io/json_reader.hpp"

#include "io/graph_formats.hpp"

#include <coopgraph/core/error.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace coopgraph::detail {
namespace {

using json = nlohmann::json;
using kind = json_value::kind;

/// Walks over the bytes of a source for the parser.
class source_iterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  explicit source_iterator(json_source* source) : source_(source) {}
  reference operator*() const { return source_->peek(); }
  source_iterator& operator++() {
    source_->advance();
    return *this;
  }
  /// The parser compares with the end of the text only.
  friend bool operator==(const source_iterator& a, const source_iterator&) { return a.source_->at_end(); }

 private:
  json_source* source_;
};

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

/// Receives the events of the parser: adds their places and keeps to the limits.
class event_adapter {
 public:
  event_adapter(json_source& source, const std::string& file, const json_limits& limits, json_handler& handler)
      : source_(source), file_(file), limits_(limits), handler_(handler) {}

  bool null() { return scalar(kind::null, "null"); }
  bool boolean(bool value) { return scalar(kind::boolean, value ? "true" : "false"); }
  // The digits as they stand: a number may be longer than any type, and the parser's copy follows the locale.
  bool number_integer(std::int64_t) { return scalar(kind::number, source_.digits()); }
  bool number_unsigned(std::uint64_t) { return scalar(kind::number, source_.digits()); }
  bool number_float(double, const std::string&) { return scalar(kind::number, source_.digits()); }
  bool string(std::string& value) {
    check_text(value);
    return scalar(kind::text, value);
  }
  bool binary(const json::binary_t&) { return false; }  // not in JSON texts
  bool start_object(std::size_t) { return begin(kind::object); }
  bool start_array(std::size_t) { return begin(kind::list); }
  bool end_object() { return end(); }
  bool end_array() { return end(); }
  bool key(std::string& name) {
    check_text(name);
    const text_place where = source_.token_place();
    source_.end_token();
    if (++members_.back() > limits_.members)
      over_limit(file_, where.line, "an object has more members", limits_.members, "per-element");
    handler_.key(name, where);
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const json::exception& e) {
    const text_place at = source_.last_place();
    problem = diagnostic{
        {file_, at.line, at.column}, {}, "invalid-json", "the file is no valid JSON (RFC 8259) here" + printable(reason_of(e))};
    check_end();
    return false;
  }
  /// Where the text ends because nothing more of it can be read, that is what is wrong.
  void check_end() {
    const diagnostic* bad = source_.unreadable();
    const text_place at = source_.last_place();
    if (bad != nullptr && !bad->code.empty()) problem = diagnostic{{file_, at.line, at.column}, {}, bad->code, bad->message};
  }

  std::optional<diagnostic> problem;

 private:
  bool scalar(kind what, std::string_view text) {
    source_.end_token();
    handler_.scalar(what, text, source_.token_place());
    return true;
  }
  bool begin(kind what) {
    source_.end_token();
    if (members_.size() == limits_.depth)
      throw limit_error(printable(file_) + ": the JSON is nested deeper than the limit of " + std::to_string(limits_.depth) +
                        " levels (depth)");
    members_.push_back(0);
    handler_.begin(what, source_.token_place());
    return true;
  }
  bool end() {
    members_.pop_back();
    handler_.end();
    return true;
  }
  void check_text(const std::string& text) const {
    if (text.size() > limits_.text_bytes)
      over_limit(file_, source_.token_place().line, "a text is longer", limits_.text_bytes, "text-bytes");
  }

  json_source& source_;
  const std::string& file_;
  const json_limits& limits_;
  json_handler& handler_;
  std::vector<std::size_t> members_;
};

/// Names what an object has twice.
void name_duplicates(const json_value& object, const std::string& file, std::vector<diagnostic>& problems) {
  std::vector<const json_value*> members;
  for (const json_value& member : object.items) members.push_back(&member);
  std::stable_sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
  for (std::size_t i = 1; i < members.size(); ++i)
    if (members[i]->name == members[i - 1]->name)
      problems.push_back({{file, members[i]->line, members[i]->column},
                          {},
                          "duplicate-key",
                          "duplicate key \"" + printable(members[i]->name) + "\" in one object; allowed: each name once"});
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

json_source::json_source(std::string_view bytes)
    : at_(bytes.data()), end_(bytes.data() + bytes.size()), mark_(bytes.starts_with(byte_order_mark) ? 3 : 0) {}

json_source::json_source(text_window& text, std::size_t longest_token, std::string file, std::stop_token stop)
    : text_(&text),
      at_(text.data()),
      end_(text.data() + text.size()),
      longest_(longest_token),
      file_(std::move(file)),
      stop_(std::move(stop)) {
  begin_ = at_;
}

bool json_source::refill() {
  if (text_ == nullptr || text_->complete()) return false;
  if (stop_.stop_requested()) throw cancelled();
  text_->advance(static_cast<std::size_t>(at_ - begin_));
  begin_ = at_ = text_->data();
  end_ = begin_ + text_->size();
  return at_ != end_;
}

void json_source::begin_token(char c) {
  if (mark_ > 0) {
    --mark_;
    return;
  }
  in_token_ = true;
  token_ = {line_, column_};
  token_bytes_ = 1;
  is_number_ = c == '-' || (c >= '0' && c <= '9');
  if (is_number_) digits_.assign(1, c);
}

void json_source::continue_token(char c) {
  // A character takes up to six bytes (\u00e0) or, beyond the basic plane, twelve for four.
  if (++token_bytes_ > longest_) over_limit(file_, token_.line, "a text or number is longer", longest_ / 6, "text-bytes");
  if (is_number_) digits_ += c;
}

std::string_view json_source::digits() const noexcept {
  // The parser has looked at the byte behind a number.
  const std::string_view all = digits_;
  return all.substr(0, all.find_last_of("0123456789") + 1);
}

text_place json_source::last_place() const noexcept {
  // A line end belongs to the line that it ends.
  if (column_ == 0 && line_ > 1) return {line_ - 1, last_line_bytes_};
  return {line_, std::max<std::size_t>(column_, 1)};
}

const diagnostic* json_source::unreadable() const noexcept {
  return text_ == nullptr || at_ != end_ || !text_->complete() ? nullptr : &text_->unreadable();
}

std::optional<diagnostic> read_json(json_source& source, const std::string& file, const json_limits& limits,
                                    json_handler& handler) {
  event_adapter events(source, file, limits, handler);
  if (json::sax_parse(source_iterator(&source), source_iterator(&source), &events)) events.check_end();
  return std::move(events.problem);
}

json_value& json_tree::place_value(json_value value, const text_place& where) {
  if (++values_ > most_) over_limit(file_, where.line, "a value has more parts", most_, "text-bytes");
  const text_place at = key_place_.value_or(where);  // a member begins with its name
  value.name = std::exchange(key_, {});
  value.line = at.line;
  value.column = at.column;
  key_place_.reset();
  if (open_.empty()) {
    root_ = std::move(value);
    has_root_ = true;
    return root_;
  }
  // No other pointer into these items is held: a value is open only while it is the last one.
  open_.back()->items.push_back(std::move(value));
  return open_.back()->items.back();
}

void json_tree::scalar(kind what, std::string_view text, const text_place& where) {
  place_value({what, {}, std::string(text)}, where);
}

void json_tree::begin(kind what, const text_place& where) { open_.push_back(&place_value({what}, where)); }

void json_tree::end() {
  if (open_.back()->is(kind::object)) name_duplicates(*open_.back(), file_, problems_);
  open_.pop_back();
}

void json_tree::key(std::string_view name, const text_place& where) {
  key_ = name;
  key_place_ = where;
}

json_value json_tree::take() {
  has_root_ = false;
  values_ = 0;
  return std::exchange(root_, {});
}

}  // namespace coopgraph::detail
