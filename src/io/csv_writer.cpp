// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/csv.hpp>

namespace coopgraph {
namespace {

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

void append_csv_row(std::string& out, std::span<const std::string_view> fields) { append_row(out, fields); }
void append_csv_row(std::string& out, std::span<const std::string> fields) { append_row(out, fields); }

}  // namespace coopgraph
