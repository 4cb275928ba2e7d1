// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/diagnostic.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace coopgraph;

TEST(to_line, leaves_out_the_parts_of_the_place_that_are_not_known) {
  EXPECT_EQ(to_line({{"a.csv", 4, 2}, "", "", "bad"}), "a.csv:4:2: bad");
  EXPECT_EQ(to_line({{"a.csv", 4, 0}, "", "", "bad"}), "a.csv:4: bad");
  EXPECT_EQ(to_line({{"a.csv", 0, 0}, "", "", "bad"}), "a.csv: bad");
  EXPECT_EQ(to_line({{}, "", "", "bad"}), "bad");
}

TEST(to_line, is_one_line_of_about_1000_bytes_at_most) {
  const std::string line = to_line({{std::string(5000, 'f'), 1, 1}, "", "", std::string(5000, 'm') + "\n"});
  EXPECT_LE(line.size(), 1000U);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_EQ(to_line({{"a\nb", 1, 1}, "", "", "c\r\nd"}), "a\\u{0a}b:1:1: c\\u{0d}\\u{0a}d");
}

TEST(printable, keeps_vietnamese_text_as_it_is) { EXPECT_EQ(printable("Đắk Lắk – Hà Nội “tốt”"), "Đắk Lắk – Hà Nội “tốt”"); }

TEST(printable, escapes_control_characters) {
  EXPECT_EQ(printable("a\x1b[31mb"), "a\\u{1b}[31mb");
  EXPECT_EQ(printable(std::string("\0\t\x7f", 3)), "\\u{00}\\u{09}\\u{7f}");
  EXPECT_EQ(printable("\xc2\x9b"), "\\u{9b}");  // the one-character form of ESC [
  EXPECT_EQ(printable("\xc2\xa0"), "\xc2\xa0");
}

TEST(printable, escapes_what_turns_or_breaks_the_line) {
  EXPECT_EQ(printable("a\u202eb"), "a\\u{202e}b");
  EXPECT_EQ(printable("\u200e\u200f\u2028\u2029\u202a\u2066\u2069"),
            "\\u{200e}\\u{200f}\\u{2028}\\u{2029}\\u{202a}\\u{2066}\\u{2069}");
  EXPECT_EQ(printable("\u061c"), "\\u{061c}");
  EXPECT_EQ(printable("\u200d\u2030\u2065"), "\u200d\u2030\u2065");
}

TEST(printable, shows_bytes_that_are_no_utf8_and_swallows_nothing_after_them) {
  EXPECT_EQ(printable("\xe2@."), "\\x{e2}@.");
  EXPECT_EQ(printable("\xe2"), "\\x{e2}");
  EXPECT_EQ(printable("\xc0\xaf"), "\\x{c0}\\x{af}");                // overlong
  EXPECT_EQ(printable("\xed\xa0\x80"), "\\x{ed}\\x{a0}\\x{80}");     // a surrogate
  EXPECT_EQ(printable("\xf4\x90\x80\x80").substr(0, 6), "\\x{f4}");  // above U+10FFFF
  EXPECT_EQ(printable("\xf0\x9f\x8c\xbe"), "\xf0\x9f\x8c\xbe");
}

TEST(printable, cuts_a_run_of_broken_bytes_as_well) { EXPECT_LE(printable(std::string(5000, '\x80'), 100).size(), 120U); }

TEST(printable, cuts_long_text_between_characters_and_marks_it) {
  EXPECT_EQ(printable("abcdef", 3), "abc…");
  EXPECT_EQ(printable("abc", 3), "abc");
  EXPECT_EQ(printable("aaĐb", 3), "aaĐ…");  // Đ has two bytes: it is kept whole
}

}  // namespace
