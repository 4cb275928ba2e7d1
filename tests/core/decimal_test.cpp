// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/decimal.hpp>
#include <coopgraph/core/random.hpp>

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace coopgraph;

decimal read(std::string_view text) {
  const parsed_decimal parsed = parse_decimal(text);
  EXPECT_EQ(parsed.problem, number_problem::none) << text;
  return parsed.value;
}

TEST(parse_decimal, reads_the_grammar) {
  struct example {
    std::string_view text;
    decimal value;
  };
  for (const auto& [text, value] : std::vector<example>{{"0", {0, 0}},
                                                        {"-0", {0, 0}},
                                                        {"+0.000e5", {0, 0}},
                                                        {"1", {1, 0}},
                                                        {"+1", {1, 0}},
                                                        {"-12.50", {-125, -1}},
                                                        {".5", {5, -1}},
                                                        {"5.", {5, 0}},
                                                        {"007", {7, 0}},
                                                        {"1200", {12, 2}},
                                                        {"1e3", {1, 3}},
                                                        {"1E-3", {1, -3}},
                                                        {"2.50e+1", {25, 0}},
                                                        {"0.001", {1, -3}},
                                                        {"10.01", {1001, -2}},
                                                        {"123456789012345678", {123456789012345678, 0}},
                                                        {"999999999999999999", {999999999999999999, 0}},
                                                        {"0.000000123456789012345678", {123456789012345678, -24}},
                                                        {"1000000000000000000000000000000", {1, 30}},
                                                        {"1.7976931348623157e308", {17976931348623157, 292}},
                                                        {"4.9e-324", {49, -325}}})
    EXPECT_EQ(read(text), value) << text;
}

TEST(parse_decimal, refuses_everything_outside_the_grammar) {
  for (const std::string_view text :
       {"",    "+",  "-",  ".",   "-.",    "e5",    ".e5",  "1e",  "1e+", "1e-", "1ex",  "1e5x",     "1e5.0", "1.2.3", "--1",
        "+-1", " 1", "1 ", "1,5", "1 000", "1_000", "0x10", "nan", "NaN", "inf", "-inf", "Infinity", "1f",    "½"})
    EXPECT_EQ(parse_decimal(text).problem, number_problem::not_a_number) << text;
}

TEST(parse_decimal, refuses_what_is_beyond_64_bits_or_beyond_a_double) {
  EXPECT_EQ(parse_decimal("9223372036854775807").value, (decimal{9223372036854775807, 0}));
  EXPECT_EQ(parse_decimal("-0.9223372036854775807").value, (decimal{-9223372036854775807, -19}));
  EXPECT_EQ(parse_decimal("1000000000000000001").value, (decimal{1000000000000000001, 0}));
  EXPECT_EQ(parse_decimal("9223372036854775808").problem, number_problem::too_many_digits);
  EXPECT_EQ(parse_decimal("0.9999999999999999999").problem, number_problem::too_many_digits);
  EXPECT_EQ(parse_decimal("18446744073709551617").problem, number_problem::too_many_digits);  // 2^64 + 1
  EXPECT_EQ(parse_decimal("10000000000000000001").problem, number_problem::too_many_digits);
  for (const std::string_view text : {"1e309", "-1e309", "1.8e308", "1e-400", "1e999999999999", "-1e-999999999999", "100e307"})
    EXPECT_EQ(parse_decimal(text).problem, number_problem::out_of_range) << text;
  EXPECT_EQ(parse_decimal("1" + std::string(400, '0')).problem, number_problem::out_of_range);
  EXPECT_EQ(parse_decimal("0e999999999999").problem, number_problem::none);
}

TEST(parse_decimal, reads_other_separators) {
  struct example {
    std::string_view text;
    number_format format;
    decimal value;
  };
  for (const auto& [text, format, value] : std::vector<example>{{"1,5", {',', '\0'}, {15, -1}},
                                                                {"1.234,5", {',', '.'}, {12345, -1}},
                                                                {"-1.234.567", {',', '.'}, {-1234567, 0}},
                                                                {"1234,5", {',', '.'}, {12345, -1}},
                                                                {"1 234.5", {'.', ' '}, {12345, -1}},
                                                                {"12'345", {'.', '\''}, {12345, 0}},
                                                                {"1,234e2", {'.', ','}, {1234, 2}},
                                                                {"1.000e-2", {',', '.'}, {1, 1}},
                                                                {",5", {',', '.'}, {5, -1}},
                                                                {"999", {',', '.'}, {999, 0}}}) {
    const parsed_decimal parsed = parse_decimal(text, format);
    EXPECT_EQ(parsed.problem, number_problem::none) << text;
    EXPECT_EQ(parsed.value, value) << text;
  }
}

TEST(parse_decimal, refuses_groups_that_are_not_complete) {
  for (const std::string_view text : {"1.23", "1234.567", "1.2345", ".123", "1..234", "1.234.", "1.23,4", "1,234.5",
                                      "1.234e1.000", "-.123", "1.234,567.8", "1.5"})
    EXPECT_EQ(parse_decimal(text, {',', '.'}).problem, number_problem::not_a_number) << text;
  EXPECT_EQ(parse_decimal("1.5", {',', '\0'}).problem, number_problem::not_a_number);
  EXPECT_EQ(parse_decimal("1.5", {',', ' '}).problem, number_problem::not_a_number);
  EXPECT_EQ(parse_decimal("1,5", {}).problem, number_problem::not_a_number);
  EXPECT_EQ(parse_decimal("9e999", {',', '.'}).problem, number_problem::out_of_range);
}

TEST(parse_decimal, refuses_separators_that_cannot_separate) {
  for (const number_format format : std::vector<number_format>{
           {'.', '.'}, {'1', '\0'}, {'-', ','}, {',', '+'}, {'e', ','}, {'\0', ','}, {'.', '\t'}, {'\xc2', '.'}})
    EXPECT_THROW((void)parse_decimal("1", format), input_error);
  try {
    (void)parse_decimal("1", {',', '\0' + 7});
    FAIL();
  } catch (const input_error& e) {
    EXPECT_EQ(e.value(), "',' and '\\u{07}'") << "a message holds no control characters";
  }
}

TEST(decimal, is_ordered_by_its_value_exactly) {
  const std::vector<const char*> ascending{"-1e300",
                                           "-100000000000000001",
                                           "-1e17",
                                           "-2",
                                           "-1.5",
                                           "-1e-300",
                                           "0",
                                           "4.9e-324",
                                           "0.1",
                                           "0.100000000000000001",
                                           "1",
                                           "1.5",
                                           "2",
                                           "10",
                                           "99",
                                           "1e2",
                                           "100000000000000000",
                                           "100000000000000001",
                                           "1e18",
                                           "1e300"};
  for (std::size_t i = 0; i < ascending.size(); ++i)
    for (std::size_t j = 0; j < ascending.size(); ++j)
      EXPECT_EQ(read(ascending[i]) <=> read(ascending[j]), i <=> j) << ascending[i] << ' ' << ascending[j];
}

TEST(decimal_of, reads_back_as_the_same_double_for_any_double) {
  random_stream random(1, "decimals");
  for (int i = 0; i < 100'000; ++i) {
    const double x = std::bit_cast<double>(random.bits());
    if (!std::isfinite(x)) continue;
    const double back = to_double(decimal_of(x));
    ASSERT_EQ(back, x);
    const parsed_decimal parsed = parse_decimal(to_text(decimal_of(x)));
    ASSERT_EQ(parsed.problem, number_problem::none) << to_text(decimal_of(x));
    ASSERT_EQ(parsed.value, decimal_of(x));
  }
}

TEST(decimal_of, finds_what_a_person_writes) {
  EXPECT_EQ(decimal_of(0.1), (decimal{1, -1}));
  EXPECT_EQ(decimal_of(-2.5), (decimal{-25, -1}));
  EXPECT_EQ(decimal_of(1e23), (decimal{1, 23}));
  EXPECT_EQ(decimal_of(1200.0), (decimal{12, 2}));
  EXPECT_EQ(decimal_of(9007199254740993.0), (decimal{9007199254740992, 0}));
  EXPECT_EQ(decimal_of(5e-324), (decimal{5, -324}));
  EXPECT_EQ(decimal_of(-0.0), (decimal{0, 0}));
  EXPECT_FALSE(std::signbit(to_double(decimal_of(-0.0))));
  EXPECT_THROW((void)decimal_of(std::nan("")), input_error);
  EXPECT_THROW((void)decimal_of(std::numeric_limits<double>::infinity()), input_error);
}

TEST(to_text, writes_decimals_plainly_while_they_are_short) {
  EXPECT_EQ(to_text(decimal{125, -2}), "1.25");
  EXPECT_EQ(to_text(decimal{-5, -3}), "-0.005");
  EXPECT_EQ(to_text(decimal{-5, -1}), "-0.5");
  EXPECT_EQ(to_text(decimal{12, 3}), "12000");
  EXPECT_EQ(to_text(decimal{1, 30}), "1e30");
  EXPECT_EQ(to_text(decimal{7, -30}), "7e-30");
}

TEST(over_shared_unit, makes_a_tenth_and_two_tenths_three_tenths) {
  const auto shared = over_shared_unit(std::vector<decimal>{read("0.1"), read("0.2"), read("0.3")});
  ASSERT_TRUE(shared);
  EXPECT_EQ(shared->numerators, (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(shared->unit, rational(1, 10));
  EXPECT_EQ(shared->numerators[0] + shared->numerators[1], shared->numerators[2]);
  EXPECT_NE(0.1 + 0.2, 0.3);  // which is why
}

TEST(over_shared_unit, is_in_lowest_terms) {
  const auto shared = over_shared_unit(std::vector<decimal>{read("0.5"), read("0"), read("-1.5")});
  ASSERT_TRUE(shared);
  EXPECT_EQ(shared->numerators, (std::vector<std::int64_t>{1, 0, -3}));
  EXPECT_EQ(shared->unit, rational(1, 2));
  const auto zeros = over_shared_unit(std::vector<decimal>{{}, {}});
  ASSERT_TRUE(zeros);
  EXPECT_EQ(zeros->unit, rational(1));
  EXPECT_EQ(zeros->numerators, (std::vector<std::int64_t>{0, 0}));
  EXPECT_TRUE(over_shared_unit({}));
}

TEST(over_shared_unit, gives_nothing_where_64_bits_are_too_narrow) {
  EXPECT_FALSE(over_shared_unit(std::vector<decimal>{read("1e15"), read("1e-5")}));
  EXPECT_FALSE(over_shared_unit(std::vector<decimal>{read("1e30")}));
  EXPECT_FALSE(over_shared_unit(std::vector<decimal>{read("1e-30")}));
  EXPECT_FALSE(over_shared_unit(std::vector<decimal>{read("92233720368547759e2"), read("1")}));
  EXPECT_TRUE(over_shared_unit(std::vector<decimal>{read("92233720368547758e2"), read("1")}));
}

TEST(over_shared_unit, fits_where_only_the_reduced_numerators_fit) {
  // Over tenths 4e18 would be 4e19; over halves it is 8e18.
  const std::vector<decimal> values{{5, -1}, {4, 18}};
  const auto shared = over_shared_unit(values);
  ASSERT_TRUE(shared.has_value());
  EXPECT_EQ(shared->unit, rational(1, 2));
  EXPECT_EQ(shared->numerators, (std::vector<std::int64_t>{1, 8'000'000'000'000'000'000}));
}

TEST(to_rational, is_exact_or_nothing) {
  EXPECT_EQ(to_rational(read("0.75")), rational(3, 4));
  EXPECT_EQ(to_rational(read("-12e3")), rational(-12000));
  EXPECT_EQ(to_rational(read("1e18")), rational(1'000'000'000'000'000'000));
  EXPECT_FALSE(to_rational(read("1e19")));
  EXPECT_FALSE(to_rational(read("1e-19")));
  EXPECT_FALSE(to_rational(read("10.5e18")));
}

}  // namespace
