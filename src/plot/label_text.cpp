// SPDX-License-Identifier: BSL-1.0
#include "plot/label_text.hpp"

#include <coopgraph/core/text.hpp>
#include <coopgraph/core/unicode.hpp>

namespace coopgraph::detail {
namespace {

bool among(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

/// Hundredths of the font size that a character takes.
int advance(char32_t c) {
  if (among(c, U"iljI|!.,:;'`")) return 28;
  if (among(c, U" tfr()[]{}-/\\\"")) return 36;
  if (among(c, U"ìíîïĩỉị")) return 28;
  if (among(c, U"MW@%")) return 92;
  if (among(c, U"mw")) return 84;
  if (c >= 'A' && c <= 'Z') return 68;
  if (c < 0x80) return 57;
  if (c >= 0x1100) return c >= 0x1ea0 && c <= 0x1ef9 ? (c % 2 == 0 ? 72 : 59) : c < 0x2e80 ? 70 : 102;
  if (c >= 0xc0 && c <= 0xde) return 72;
  return c < 0x250 ? 60 : 70;
}

}  // namespace

int text_width(std::string_view text, int font_size) {
  int sum = 0;
  for (std::size_t i = 0; i < text.size();) {
    const code_point c = code_point_at(text, i);
    if (display_width(text.substr(i, c.bytes)) > 0) sum += advance(c.value);
    i += c.bytes;
  }
  return (sum * font_size + 99) / 100;
}

std::string shortened(const std::string& text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  std::size_t used = 0;
  std::size_t end = 0;
  for (std::size_t i = 0; i < text.size();) {
    const code_point c = code_point_at(text, i);
    used += display_width(std::string_view(text).substr(i, c.bytes));
    if (used >= columns) break;  // the marks of a letter stay with it
    i += c.bytes;
    end = i;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return text.substr(0, end) + "…";
}

std::vector<std::string> wrapped(std::string_view text, int font_size, int width) {
  std::vector<std::string> lines;
  std::string line;
  const auto flush = [&] {
    if (!line.empty()) lines.push_back(line);
    line.clear();
  };
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = std::min(text.find(' ', i), text.size());
    std::string_view word = text.substr(i, end - i);
    i = end + 1;
    if (!line.empty() && text_width(line + ' ' + std::string(word), font_size) > width) flush();
    while (text_width(word, font_size) > width && word.size() > 1) {
      std::size_t cut = 0;
      while (cut < word.size()) {
        const std::size_t next = cut + code_point_at(word, cut).bytes;
        if (cut > 0 && text_width(word.substr(0, next), font_size) > width) break;
        cut = next;
      }
      if (cut >= word.size()) break;
      lines.emplace_back(word.substr(0, cut));
      word.remove_prefix(cut);
    }
    if (!word.empty()) line.append(line.empty() ? "" : " ").append(word);
  }
  flush();
  return lines;
}

}  // namespace coopgraph::detail
