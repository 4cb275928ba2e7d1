// SPDX-License-Identifier: BSL-1.0
#include "io/json_value.hpp"

#include "io/json_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace coopgraph::detail {
namespace {

using kind = json_value::kind;

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
  json_source source(bytes);
  json_tree tree(path, problems);
  std::optional<diagnostic> problem = read_json(source, path, {}, tree);
  if (!problem) return tree.take();
  problems.push_back(std::move(*problem));
  return {};
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
