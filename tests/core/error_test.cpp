// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/core/error.hpp>

#include <gtest/gtest.h>

#include <stdexcept>
#include <type_traits>

namespace {

using namespace coopgraph;

TEST(call_error, names_the_function_the_parameter_its_value_and_what_is_allowed) {
  const option_error e("pagerank", "damping", "1", "[0, 1)");
  EXPECT_STREQ(e.what(), "pagerank: damping is 1; allowed: [0, 1)");
  EXPECT_EQ(e.parameter(), "damping");
  EXPECT_EQ(e.value(), "1");
  EXPECT_EQ(e.allowed(), "[0, 1)");
}

TEST(error, is_the_root_of_all_that_is_thrown_on_purpose) {
  EXPECT_TRUE((std::is_base_of_v<std::runtime_error, error>));
  EXPECT_TRUE((std::is_base_of_v<call_error, option_error> && std::is_base_of_v<call_error, input_error>));
  EXPECT_TRUE((std::is_base_of_v<error, call_error> && std::is_base_of_v<error, data_error> &&
               std::is_base_of_v<error, limit_error> && std::is_base_of_v<error, io_error> &&
               std::is_base_of_v<error, cancelled>));
}

TEST(data_error, keeps_every_problem_and_tells_the_first) {
  const data_error two(
      {{{"a.csv", 2, 1}, "x", "unknown-actor", "no actor 'x'"}, {{"a.csv", 3, 1}, "y", "unknown-actor", "no actor 'y'"}});
  EXPECT_STREQ(two.what(), "a.csv:2:1: no actor 'x' (and 1 more)");
  EXPECT_EQ(two.diagnostics().size(), 2U);
  EXPECT_EQ(two.diagnostics()[1].record, "y");
  const data_error one({{{"a.csv", 2, 1}, "x", "unknown-actor", "no actor 'x'"}});
  EXPECT_STREQ(one.what(), "a.csv:2:1: no actor 'x'");
  EXPECT_STREQ(data_error({}).what(), "bad data");
}

}  // namespace
