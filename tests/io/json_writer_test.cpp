// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/io/json_writer.hpp>

#include <gtest/gtest.h>

#include <string>

namespace coopgraph {
namespace {

std::string written(const char* digits) {
  json_writer json;
  json.number(digits);
  return json.finish();
}

TEST(JsonWriter, WritesANumberWithAllItsDigits) {
  for (const char* digits : {"0", "-0", "7", "-12", "0.5", "1e9", "1E-9", "3.25e+2", "170141183460469231731687303715884105727"})
    EXPECT_EQ(written(digits), std::string(digits) + '\n');
}

TEST(JsonWriter, RefusesDigitsThatAreNoNumberOfJson) {
  for (const char* digits : {"", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "nan", "1 ", "1,2", "1/3"})
    EXPECT_THROW((void)written(digits), input_error) << digits;
}

TEST(JsonWriter, WritesDecimalsExactly) {
  json_writer json;
  json.begin_array().value(decimal{1, -1}).value(decimal{-123456789012345678, 0}).value(decimal{5, 30}).end_array();
  EXPECT_EQ(json.finish(), "[\n  0.1,\n  -123456789012345678,\n  5e30\n]\n");
}

}  // namespace
}  // namespace coopgraph
