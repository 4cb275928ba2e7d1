// SPDX-License-Identifier: BSL-1.0
#include "model/fold.hpp"

#include <coopgraph/model/name_registry.hpp>

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph {
namespace detail {
namespace {

/// A word of a name, decomposed and case folded.
struct word {
  std::u32string marked;  ///< with its marks: tỉnh (province) is not tĩnh (calm)
  std::u32string plain;   ///< without them, đ as d
};

struct unit_word {
  std::u32string_view marked;
  std::u32string_view plain;
};

constexpr unit_word tinh{U"ti\u0309nh", U"tinh"};
constexpr unit_word thanh{U"tha\u0300nh", U"thanh"};
constexpr unit_word pho{U"pho\u0302\u0301", U"pho"};
constexpr unit_word thu{U"thu\u0309", U"thu"};
constexpr unit_word capital_do{U"\u0111o\u0302", U"do"};
constexpr unit_word tp{U"tp", U"tp"};
constexpr unit_word t{U"t", U"t"};
constexpr unit_word p{U"p", U"p"};

/// Words for a kind of unit before a name (Vietnamese) and after it (English); a second word that is empty is none.
constexpr std::array<std::array<unit_word, 2>, 5> before{{{tinh, {}}, {thanh, pho}, {tp, {}}, {t, p}, {thu, capital_do}}};
constexpr std::array<std::u32string_view, 3> after{U"province", U"city", U"municipality"};

[[nodiscard]] bool between(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

/// The blocks of diacritics. The marks of other scripts are vowels and more: without them other words would be left.
[[nodiscard]] bool is_diacritic(char32_t c) {
  return between(c, 0x0300, 0x036f) || between(c, 0x1ab0, 0x1aff) || between(c, 0x1dc0, 0x1dff) || between(c, 0x20d0, 0x20ff) ||
         between(c, 0xfe20, 0xfe2f);
}

/// Spaces, dashes, underscores, dots and quotes. U+200B has no width, but says where a word ends.
[[nodiscard]] bool is_separator(char32_t c) {
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
      return true;
    default:
      break;
  }
  constexpr std::u32string_view others = U"\t\n\v\f\r\u0085.'\"`\u00b7\u02bb\u02bc\u02bd\u200b\u201a\u201e\u2032\u2212";
  return others.find(c) != std::u32string_view::npos;
}

/// The letters with a stroke do not decompose; eth and the African d stand for đ in old data.
[[nodiscard]] bool is_d_with_stroke(char32_t c) { return c == 0x0111 || c == 0x00f0 || c == 0x0256; }

/// The code points of NFKD, case folded; nothing where the text is not UTF-8.
[[nodiscard]] std::vector<utf8proc_int32_t> decomposed(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
  std::vector<utf8proc_int32_t> points(text.size() + 8);
  for (;;) {
    const utf8proc_ssize_t needed =
        utf8proc_decompose(bytes, size, points.data(), static_cast<utf8proc_ssize_t>(points.size()), options);
    if (needed < 0) return {};
    const bool fits = static_cast<std::size_t>(needed) <= points.size();
    points.resize(static_cast<std::size_t>(needed));
    if (fits) return points;
  }
}

[[nodiscard]] std::vector<word> words_of(const std::vector<utf8proc_int32_t>& points) {
  std::vector<word> words;
  bool inside = false;
  for (const utf8proc_int32_t point : points) {
    const auto c = static_cast<char32_t>(point);
    if (is_separator(c)) {
      inside = false;
      continue;
    }
    if (utf8proc_get_property(point)->ignorable) continue;
    const bool mark = is_diacritic(c);
    if (!inside) {
      if (mark) continue;  // on a space: a mark of nothing
      words.emplace_back();
      inside = true;
    }
    const bool stroke = is_d_with_stroke(c);
    words.back().marked += stroke ? U'\u0111' : c;
    if (!mark) words.back().plain += stroke ? U'd' : c;
  }
  return words;
}

[[nodiscard]] bool says(const word& found, const unit_word& meant) {
  return found.marked == meant.marked || found.marked == meant.plain;
}

/// What is left without the words for a kind of unit: at least one word.
[[nodiscard]] std::span<const word> without_unit(std::span<const word> words) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const auto& [first, second] : before) {
      const std::size_t length = second.plain.empty() ? 1 : 2;
      if (words.size() <= length || !says(words[0], first) || (length == 2 && !says(words[1], second))) continue;
      words = words.subspan(length);
      changed = true;
    }
    if (words.size() > 1 && std::find(after.begin(), after.end(), words.back().marked) != after.end()) {
      words = words.first(words.size() - 1);
      changed = true;
    }
  }
  return words;
}

[[nodiscard]] std::string joined(std::span<const word> words) {
  std::string key;
  std::array<utf8proc_uint8_t, 4> bytes{};
  for (const word& w : words)
    for (const char32_t c : w.plain) {
      const auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes.data());
      key.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(count));
    }
  return key;
}

/// Cyrillic and Greek letters, case folded, beside the Latin letters whose capital or small form looks the same.
constexpr std::array<std::pair<char32_t, char32_t>, 35> look_alikes{
    {{U'\u03b1', U'a'}, {U'\u03b2', U'b'}, {U'\u03b5', U'e'}, {U'\u03b6', U'z'}, {U'\u03b7', U'h'}, {U'\u03b9', U'i'},
     {U'\u03ba', U'k'}, {U'\u03bc', U'm'}, {U'\u03bd', U'n'}, {U'\u03bf', U'o'}, {U'\u03c1', U'p'}, {U'\u03c4', U't'},
     {U'\u03c5', U'y'}, {U'\u03c7', U'x'}, {U'\u0430', U'a'}, {U'\u0432', U'b'}, {U'\u0433', U'r'}, {U'\u0435', U'e'},
     {U'\u043a', U'k'}, {U'\u043c', U'm'}, {U'\u043d', U'h'}, {U'\u043e', U'o'}, {U'\u0440', U'p'}, {U'\u0441', U'c'},
     {U'\u0442', U't'}, {U'\u0443', U'y'}, {U'\u0445', U'x'}, {U'\u0455', U's'}, {U'\u0456', U'i'}, {U'\u0458', U'j'},
     {U'\u04bb', U'h'}, {U'\u04cf', U'i'}, {U'\u0501', U'd'}, {U'\u051b', U'q'}, {U'\u051d', U'w'}}};

}  // namespace

folded_name fold(std::string_view text) {
  folded_name name;
  if (text.size() > longest_name) return name;
  const auto points = decomposed(text);
  if (points.empty() && !text.empty()) return name;
  name.readable = true;
  const std::vector<word> words = words_of(points);
  name.full = joined(words);
  name.bare = joined(without_unit(words));
  return name;
}

std::u32string look_of(std::string_view key) {
  std::u32string look;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(key.data());
  for (std::size_t at = 0; at < key.size();) {
    utf8proc_int32_t point = 0;
    const auto length = utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(key.size() - at), &point);
    if (length <= 0) break;  // no key: keys are UTF-8
    at += static_cast<std::size_t>(length);
    const auto c = static_cast<char32_t>(point);
    const auto* pair = std::lower_bound(look_alikes.begin(), look_alikes.end(), c,
                                        [](const auto& entry, char32_t wanted) { return entry.first < wanted; });
    look += pair != look_alikes.end() && pair->first == c ? pair->second : c;
  }
  return look;
}

}  // namespace detail

std::string fold_name(std::string_view text) { return detail::fold(text).bare; }

}  // namespace coopgraph
