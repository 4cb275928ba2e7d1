// SPDX-License-Identifier: BSL-1.0
#include "cli/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace coopgraph::cli {
namespace {

using namespace std::chrono_literals;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(progress, is_silent_for_a_second_and_where_there_is_no_terminal) {
  const auto began = progress_bar::clock::now();
  std::ostringstream terminal;
  std::ostringstream file;
  {
    progress_bar bar(terminal, 80, began);
    bar.show(0.5, began + 999ms);
    progress_bar none(file, 0, began);
    none.show(0.5, began + 1h);
    progress_bar narrow(file, 19, began);
    narrow.show(0.5, began + 1h);
  }
  EXPECT_THAT(terminal.str(), IsEmpty());
  EXPECT_THAT(file.str(), IsEmpty());
}

TEST(progress, shows_how_far_the_work_is_in_a_line_that_fits) {
  const auto began = progress_bar::clock::now();
  std::ostringstream terminal;
  progress_bar bar(terminal, 30, began);
  bar.show(0.4, began + 2s);
  EXPECT_EQ(terminal.str(), "\r[########------------]  40 %");
  EXPECT_LT(terminal.str().size() - 1, 30U);
  bar.show(0.99, began + 3s);
  EXPECT_THAT(terminal.str(), EndsWith("\r[###################-]  99 %"));
  bar.show(1.0, began + 4s);
  EXPECT_THAT(terminal.str(), EndsWith('\r' + std::string(29, ' ') + '\r'));
}

TEST(progress, draws_no_oftener_than_ten_times_a_second_and_only_what_is_new) {
  const auto began = progress_bar::clock::now();
  std::ostringstream terminal;
  progress_bar bar(terminal, 80, began);
  bar.show(0.40, began + 2s);
  const std::string first = terminal.str();
  bar.show(0.50, began + 2050ms);
  bar.show(0.401, began + 3s);
  EXPECT_EQ(terminal.str(), first);
  bar.show(0.60, began + 3s);
  EXPECT_THAT(terminal.str(), HasSubstr(" 60 %"));
}

TEST(progress, leaves_nothing_on_the_terminal) {
  const auto began = progress_bar::clock::now();
  std::ostringstream terminal;
  {
    progress_bar bar(terminal, 40, began);
    bar.show(0.4, began + 2s);
  }
  EXPECT_THAT(terminal.str(), EndsWith('\r' + std::string(39, ' ') + '\r'));
}

}  // namespace
}  // namespace coopgraph::cli
