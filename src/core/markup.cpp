// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/markup.hpp>
#include <coopgraph/core/text.hpp>

#include <cstddef>

namespace coopgraph {
namespace {

bool shown(char32_t c) noexcept {
  if (c < 0x20) return c == '\t' || c == '\n';
  return !((c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfffe ||
           c == 0xffff || c == 0xfffd);
}

}  // namespace

escaped escaped::text(std::string_view raw) {
  escaped safe;
  safe.html_.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size();) {
    const code_point c = code_point_at(raw, i);
    switch (c.value) {
      case '&':
        safe.html_ += "&amp;";
        break;
      case '<':
        safe.html_ += "&lt;";
        break;
      case '>':
        safe.html_ += "&gt;";
        break;
      case '"':
        safe.html_ += "&quot;";
        break;
      case '\'':
        safe.html_ += "&#39;";
        break;
      default:
        if (shown(c.value))
          safe.html_ += raw.substr(i, c.bytes);
        else
          safe.html_ += "\xEF\xBF\xBD";
    }
    i += c.bytes;
  }
  return safe;
}

}  // namespace coopgraph
