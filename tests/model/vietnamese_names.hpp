// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace coopgraph::testing {

/// The 63 provinces and cities of Vietnam until 30 June 2025, in the order of their statistical codes.
inline constexpr std::array<std::u32string_view, 63> provinces_of_2018 = {
    U"Hà Nội",      U"Hà Giang",   U"Cao Bằng",       U"Bắc Kạn",    U"Tuyên Quang", U"Lào Cai",    U"Điện Biên",
    U"Lai Châu",    U"Sơn La",     U"Yên Bái",        U"Hoà Bình",   U"Thái Nguyên", U"Lạng Sơn",   U"Quảng Ninh",
    U"Bắc Giang",   U"Phú Thọ",    U"Vĩnh Phúc",      U"Bắc Ninh",   U"Hải Dương",   U"Hải Phòng",  U"Hưng Yên",
    U"Thái Bình",   U"Hà Nam",     U"Nam Định",       U"Ninh Bình",  U"Thanh Hóa",   U"Nghệ An",    U"Hà Tĩnh",
    U"Quảng Bình",  U"Quảng Trị",  U"Thừa Thiên Huế", U"Đà Nẵng",    U"Quảng Nam",   U"Quảng Ngãi", U"Bình Định",
    U"Phú Yên",     U"Khánh Hòa",  U"Ninh Thuận",     U"Bình Thuận", U"Kon Tum",     U"Gia Lai",    U"Đắk Lắk",
    U"Đắk Nông",    U"Lâm Đồng",   U"Bình Phước",     U"Tây Ninh",   U"Bình Dương",  U"Đồng Nai",   U"Bà Rịa - Vũng Tàu",
    U"Hồ Chí Minh", U"Long An",    U"Tiền Giang",     U"Bến Tre",    U"Trà Vinh",    U"Vĩnh Long",  U"Đồng Tháp",
    U"An Giang",    U"Kiên Giang", U"Cần Thơ",        U"Hậu Giang",  U"Sóc Trăng",   U"Bạc Liêu",   U"Cà Mau"};

/// The 34 units since 1 July 2025.
inline constexpr std::array<std::u32string_view, 34> units_of_2025 = {
    U"Hà Nội",      U"Cao Bằng",  U"Tuyên Quang", U"Điện Biên", U"Lai Châu",  U"Sơn La",    U"Lào Cai",
    U"Thái Nguyên", U"Lạng Sơn",  U"Quảng Ninh",  U"Bắc Ninh",  U"Phú Thọ",   U"Hải Phòng", U"Hưng Yên",
    U"Ninh Bình",   U"Thanh Hóa", U"Nghệ An",     U"Hà Tĩnh",   U"Quảng Trị", U"Huế",       U"Đà Nẵng",
    U"Quảng Ngãi",  U"Gia Lai",   U"Khánh Hòa",   U"Đắk Lắk",   U"Lâm Đồng",  U"Đồng Nai",  U"Hồ Chí Minh",
    U"Tây Ninh",    U"Đồng Tháp", U"Vĩnh Long",   U"An Giang",  U"Cần Thơ",   U"Cà Mau"};

[[nodiscard]] inline std::string utf8(std::u32string_view text) {
  std::string bytes;
  const auto put = [&](char32_t byte) { bytes += static_cast<char>(static_cast<unsigned char>(byte)); };
  for (const char32_t c : text) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xc0 | c >> 6);
      put(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
      put(0xe0 | c >> 12);
      put(0x80 | (c >> 6 & 0x3f));
      put(0x80 | (c & 0x3f));
    } else {
      put(0xf0 | c >> 18);
      put(0x80 | (c >> 12 & 0x3f));
      put(0x80 | (c >> 6 & 0x3f));
      put(0x80 | (c & 0x3f));
    }
  }
  return bytes;
}

/// A vowel of Vietnamese taken apart: letter, mark of the letter (0: none), tone (0: none).
struct vowel {
  char32_t letter;
  char32_t shape;
  char32_t tone;
  std::size_t row;
};

/// One row per letter and shape: without tone, then grave, hook, tilde, acute, dot below.
inline constexpr std::array<std::u32string_view, 24> vowel_rows = {
    U"aàảãáạ", U"ăằẳẵắặ", U"âầẩẫấậ", U"eèẻẽéẹ", U"êềểễếệ", U"iìỉĩíị", U"oòỏõóọ", U"ôồổỗốộ",
    U"ơờởỡớợ", U"uùủũúụ", U"ưừửữứự", U"yỳỷỹýỵ", U"AÀẢÃÁẠ", U"ĂẰẲẴẮẶ", U"ÂẦẨẪẤẬ", U"EÈẺẼÉẸ",
    U"ÊỀỂỄẾỆ", U"IÌỈĨÍỊ", U"OÒỎÕÓỌ", U"ÔỒỔỖỐỘ", U"ƠỜỞỠỚỢ", U"UÙỦŨÚỤ", U"ƯỪỬỮỨỰ", U"YỲỶỸÝỴ"};
inline constexpr std::array<char32_t, 12> row_shapes = {0, 0x306, 0x302, 0, 0x302, 0, 0, 0x302, 0x31b, 0, 0x31b, 0};
inline constexpr std::u32string_view row_letters = U"aaaeeiooouuyAAAEEIOOOUUY";
inline constexpr std::array<char32_t, 6> tones = {0, 0x300, 0x309, 0x303, 0x301, 0x323};

/// The text with each vowel replaced by rewrite(vowel); other letters stay.
template <class Rewrite>
[[nodiscard]] std::u32string each_vowel(std::u32string_view text, const Rewrite& rewrite) {
  std::u32string out;
  for (const char32_t c : text) {
    bool found = false;
    for (std::size_t row = 0; row < vowel_rows.size() && !found; ++row) {
      const auto at = vowel_rows[row].find(c);
      if (at == std::u32string_view::npos) continue;
      out += rewrite(vowel{row_letters[row], row_shapes[row % 12], tones[at], row});
      found = true;
    }
    if (!found) out += c;
  }
  return out;
}

[[nodiscard]] inline std::u32string with_marks(char32_t letter, char32_t first, char32_t second) {
  std::u32string out(1, letter);
  if (first != 0) out += first;
  if (second != 0) out += second;
  return out;
}

[[nodiscard]] inline std::u32string replaced(std::u32string text, std::u32string_view what, std::u32string_view by) {
  for (auto at = text.find(what); at != std::u32string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

[[nodiscard]] inline std::u32string in_upper_case(std::u32string_view text) {
  std::u32string out;
  for (char32_t c : text) {
    for (std::size_t row = 0; row < 12; ++row)
      if (const auto at = vowel_rows[row].find(c); at != std::u32string_view::npos) c = vowel_rows[row + 12][at];
    if (c >= U'a' && c <= U'z') c = c - U'a' + U'A';
    out += c == U'đ' ? U'Đ' : c;
  }
  return out;
}

[[nodiscard]] inline std::u32string decomposed(std::u32string_view text) {
  // Canonical order: the horn and the dot below come before what stands above.
  return each_vowel(text, [](const vowel& v) {
    return v.tone == 0x323 && v.shape != 0x31b ? with_marks(v.letter, v.tone, v.shape) : with_marks(v.letter, v.shape, v.tone);
  });
}

[[nodiscard]] inline std::u32string without_marks(std::u32string_view text) {
  const auto bare = each_vowel(text, [](const vowel& v) { return std::u32string(1, v.letter); });
  return replaced(replaced(bare, U"đ", U"d"), U"Đ", U"D");
}

/// Spellings of a Vietnamese name as they occur in files, the name itself included.
[[nodiscard]] inline std::set<std::u32string> spellings(std::u32string_view name) {
  const std::u32string text(name);
  const std::u32string plain = without_marks(text);
  const std::u32string apart = decomposed(text);
  std::set<std::u32string> all{text, plain, apart, in_upper_case(text), in_upper_case(plain), in_upper_case(apart)};
  // Letter with its shape, tone apart; the two marks in the other order; the deprecated tone marks.
  all.insert(each_vowel(text, [](const vowel& v) { return with_marks(vowel_rows[v.row][0], v.tone, 0); }));
  all.insert(each_vowel(text, [](const vowel& v) { return with_marks(v.letter, v.tone, v.shape); }));
  all.insert(replaced(replaced(apart, U"\u0300", U"\u0340"), U"\u0301", U"\u0341"));
  // Old and new places of the tone.
  for (const auto& [before, after] : {std::pair{U"oà", U"òa"}, {U"oá", U"óa"}, {U"òa", U"oà"}, {U"óa", U"oá"}, {U"úy", U"uý"}})
    all.insert(replaced(text, before, after));
  // Letters that look like Đ and đ.
  for (const auto& [upper, lower] : {std::pair{U"\u00d0", U"\u00f0"}, {U"\u0189", U"\u0256"}, {U"D", U"d"}})
    all.insert(replaced(replaced(text, U"Đ", upper), U"đ", lower));
  for (const std::u32string& base : {text, plain, apart}) {
    for (const char32_t* between : {U"", U"  ", U"\u00a0", U"\u202f", U"\u3000", U"\u200b", U"-", U"\u2010", U"\u2011", U"\u2013",
                                    U"\u2014", U"_", U"\t", U" \u200d", U"."})
      all.insert(replaced(base, U" ", between));
    for (const char32_t* dash : {U"-", U" \u2013 ", U"\u2013", U" \u2014 ", U" ", U" \u2212 ", U""})
      all.insert(replaced(base, U" - ", dash));
    for (const char32_t* before : {U" ",          U"\ufeff",     U"\u200e",
                                   U"'",          U"\u201c",     U"Tỉnh ",
                                   U"TỈNH ",      U"tinh ",      U"Ti\u0309nh ",
                                   U"Tỉnh\u00a0", U"TP. ",       U"TP.",
                                   U"Tp ",        U"tp-",        U"T.P. ",
                                   U"T.P ",       U"T. P. ",     U"Thành phố ",
                                   U"Thành Phố ", U"THÀNH PHỐ ", U"Tha\u0300nh pho\u0302\u0301 ",
                                   U"thanh pho ", U"Thủ đô ",    U"THỦ ÐÔ ",
                                   U"Thu do ",    U"Tỉnh\u200b", U"TP. Thủ đô "})
      all.insert(before + base);
    for (const char32_t* after : {U" ", U"\n", U"\u00a0", U".", U"'", U" Province", U" province", U" PROVINCE", U" City",
                                  U" city", U"-city", U" Municipality"})
      all.insert(base + after);
    all.insert(base.substr(0, 1) + U"\u00ad" + base.substr(1));
    all.insert(base.substr(0, 1) + U"\u200b" + base.substr(1));
    all.insert(base.substr(0, 1) + U"\u2060" + base.substr(1));
  }
  return all;
}

}  // namespace coopgraph::testing
