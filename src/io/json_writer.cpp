// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/diagnostic.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/io/json_writer.hpp>

#include <cmath>
#include <utility>

namespace coopgraph {
namespace {

[[noreturn]] void misuse(const char* call, const char* allowed) { throw input_error("json_writer", "call", call, allowed); }

void append_u(std::string& out, char32_t c) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += "\\u";
  for (unsigned shift = 16; shift > 0; shift -= 4) out += hex[(c >> (shift - 4)) & 0xfU];
}

/// -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
bool is_json_number(std::string_view text) {
  std::size_t at = 0;
  const auto one_of = [&](std::string_view set) { return at < text.size() && set.find(text[at]) != set.npos && ++at > 0; };
  const auto digits = [&] {
    const std::size_t begin = at;
    while (one_of("0123456789")) {
    }
    return at > begin;
  };
  one_of("-");
  if (!one_of("0") && !digits()) return false;
  if (one_of(".") && !digits()) return false;
  if (one_of("eE")) {
    one_of("+-");
    if (!digits()) return false;
  }
  return at == text.size();
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const code_point c = code_point_at(text, i);
    switch (c.value) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      case 0xfffd:
        out += "\xEF\xBF\xBD";
        break;
      default:
        if (c.value < 0x20 || c.value == '<' || (c.value >= 0x7f && c.value < 0xa0) || c.value == 0x2028 || c.value == 0x2029)
          append_u(out, c.value);
        else
          out += text.substr(i, c.bytes);
    }
    i += c.bytes;
  }
  return out += '"';
}

void json_writer::new_line() { out_.append("\n").append(2 * open_.size(), ' '); }

void json_writer::before_value() {
  if (open_.empty()) {
    if (!out_.empty()) misuse("a second value", "one value at the top");
    return;
  }
  if (open_.back().is_object) {
    if (!std::exchange(after_key_, false)) misuse("a value without a key", "key() before each value of an object");
    return;
  }
  if (std::exchange(open_.back().has_items, true)) out_ += ',';
  new_line();
}

json_writer& json_writer::literal(std::string_view text) {
  before_value();
  out_ += text;
  return *this;
}

json_writer& json_writer::begin(bool is_object) {
  literal(is_object ? "{" : "[");
  open_.push_back({is_object});
  return *this;
}

json_writer& json_writer::end(bool is_object) {
  if (open_.empty() || open_.back().is_object != is_object || after_key_)
    misuse(is_object ? "end_object" : "end_array", "the end of what was begun last, with all its values");
  const bool has_items = open_.back().has_items;
  open_.pop_back();
  if (has_items) new_line();
  out_ += is_object ? '}' : ']';
  return *this;
}

json_writer& json_writer::begin_object() { return begin(true); }
json_writer& json_writer::end_object() { return end(true); }
json_writer& json_writer::begin_array() { return begin(false); }
json_writer& json_writer::end_array() { return end(false); }

json_writer& json_writer::key(std::string_view name) {
  if (open_.empty() || !open_.back().is_object || after_key_) misuse("key", "inside an object, once before each value");
  if (std::exchange(open_.back().has_items, true)) out_ += ',';
  new_line();
  out_.append(json_string(name)).append(": ");
  after_key_ = true;
  return *this;
}

json_writer& json_writer::value(std::string_view text) { return literal(json_string(text)); }

json_writer& json_writer::value(double number) {
  if (!std::isfinite(number)) throw input_error("json_writer", "value", to_text(number), "finite numbers; null() for none");
  return literal(to_text(number));
}

json_writer& json_writer::value(const scaled_number& number) {
  return is_decimal(number) ? literal(to_text(number)) : value(to_double(number));
}

json_writer& json_writer::number(std::string_view digits) {
  if (!is_json_number(digits)) throw input_error("json_writer", "digits", '"' + printable(digits) + '"', "a number of JSON");
  return literal(digits);
}

std::string json_writer::finish() {
  if (!open_.empty() || out_.empty()) misuse("finish", "after one complete value");
  return std::exchange(out_, {}) + '\n';
}

}  // namespace coopgraph
