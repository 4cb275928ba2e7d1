// SPDX-License-Identifier: BSL-1.0
#include "core/words.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace coopgraph::detail {
namespace {

const words english(language::english);
const words vietnamese(language::vietnamese);

TEST(language, has_a_code_by_which_it_is_found) {
  EXPECT_EQ(code_of(language::english), "en");
  EXPECT_EQ(code_of(language::vietnamese), "vi");
  for (const language l : {language::english, language::vietnamese}) EXPECT_EQ(language_of(code_of(l)), l);
  for (const char* other : {"", "EN", "vi-VN", "fr", "e"}) EXPECT_EQ(language_of(other), std::nullopt) << other;
}

TEST(words, are_english_unless_another_language_is_asked_for) {
  EXPECT_EQ(words().in(), language::english);
  EXPECT_EQ(words()({"cluster", "cụm"}), "cluster");
  EXPECT_EQ(vietnamese.in(), language::vietnamese);
  EXPECT_EQ(vietnamese({"cluster", "cụm"}), "cụm");
}

TEST(words, fill_in_by_number_in_the_order_of_the_language_and_as_often_as_it_says) {
  constexpr phrase p{"{0} of {1}: {0}", "{1} có {0}"};
  EXPECT_EQ(english(p, {"3", "9"}), "3 of 9: 3");
  EXPECT_EQ(vietnamese(p, {"3", "9"}), "9 có 3");
}

TEST(words, do_not_look_into_what_is_filled_in) {
  EXPECT_EQ(english({"{0} and {1}", "{0} và {1}"}, {"{1}", "{0}{2}"}), "{1} and {0}{2}");
}

TEST(words, keep_braces_that_hold_no_digit_and_leave_out_what_is_not_given) {
  EXPECT_EQ(english({"{} {10} {0", "{} {10} {0"}, {"x"}), "{} {10} {0");
  EXPECT_EQ(english({"<{0}{1}>", "<{0}{1}>"}, {"x"}), "<x>");
  EXPECT_EQ(english({"", ""}), "");
}

TEST(words, count_one_and_many) {
  const auto ties = [](const words& say, std::size_t n) { return say.counted(n, {"tie", "liên kết"}, {"ties", "liên kết"}); };
  EXPECT_EQ(ties(english, 0), "0 ties");
  EXPECT_EQ(ties(english, 1), "1 tie");
  EXPECT_EQ(ties(english, 2), "2 ties");
  EXPECT_EQ(ties(english, 12345), "12,345 ties");
  EXPECT_EQ(ties(vietnamese, 1), "1 liên kết");
  EXPECT_EQ(ties(vietnamese, 12345), "12.345 liên kết");
}

TEST(words, join_the_last_of_a_list_by_and) {
  using list = std::vector<std::string>;
  EXPECT_EQ(english.joined(list{}), "");
  EXPECT_EQ(english.joined(list{"a"}), "a");
  EXPECT_EQ(english.joined(list{"a", "b"}), "a and b");
  EXPECT_EQ(english.joined(list{"a", "b", "c"}), "a, b and c");
  EXPECT_EQ(vietnamese.joined(list{"a", "b", "c"}), "a, b và c");
}

TEST(words, group_the_digits_of_whole_parts_of_five_and_more) {
  EXPECT_EQ(english.number(2018), "2018");
  EXPECT_EQ(english.number(12345), "12,345");
  EXPECT_EQ(english.number(123456), "123,456");
  EXPECT_EQ(english.number(-1234567), "-1,234,567");
  EXPECT_EQ(vietnamese.number(2018), "2018");
  EXPECT_EQ(vietnamese.number(-1234567), "-1.234.567");
  EXPECT_EQ(english.number(std::numeric_limits<std::int64_t>::min()), "-9,223,372,036,854,775,808");
  EXPECT_EQ(vietnamese.number(std::numeric_limits<std::uint64_t>::max()), "18.446.744.073.709.551.615");
}

TEST(words, write_the_decimal_separator_of_the_language_and_group_nothing_behind_it) {
  EXPECT_EQ(english.number(0.5), "0.5");
  EXPECT_EQ(vietnamese.number(0.5), "0,5");
  EXPECT_EQ(english.number(1234567.5), "1,234,567.5");
  EXPECT_EQ(vietnamese.number(1234567.5), "1.234.567,5");
  EXPECT_EQ(vietnamese.number(-0.0123456), "-0,0123456");
  EXPECT_EQ(vietnamese.localized("12345.678901"), "12.345,678901");
}

TEST(words, take_digits_of_any_length_and_exponents_as_they_are_written) {
  EXPECT_EQ(english.localized(""), "");
  EXPECT_EQ(vietnamese.localized("1e-7"), "1e-7");
  EXPECT_EQ(vietnamese.localized("1.5e-7"), "1,5e-7");
  EXPECT_EQ(english.localized("123456789012345678901234.5"), "123,456,789,012,345,678,901,234.5");
}

}  // namespace
}  // namespace coopgraph::detail
