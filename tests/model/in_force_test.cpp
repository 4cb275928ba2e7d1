// SPDX-License-Identifier: BSL-1.0
#include <coopgraph/model/in_force.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

namespace coopgraph {
namespace {

period on(const date& d) { return through(d, d); }

TEST(InForce, BetweenTwoStatedEndsItIsCertain) {
  const stated_period stated{date(2016), date(2018, 6)};
  EXPECT_EQ(in_force_during(stated, on(date(2015, 12, 31))), in_force::no);
  EXPECT_EQ(in_force_during(stated, on(date(2016, 1, 1))), in_force::certainly);
  EXPECT_EQ(in_force_during(stated, on(date(2017))), in_force::certainly);
  EXPECT_EQ(in_force_during(stated, on(date(2018, 6, 30))), in_force::certainly);
  EXPECT_EQ(in_force_during(stated, on(date(2018, 7, 1))), in_force::no);
  EXPECT_EQ(in_force_during(stated, on(date(2018))), in_force::certainly) << "on at least one day of the year";
  EXPECT_EQ(in_force_during(stated, {}), in_force::certainly);
}

TEST(InForce, WithABeginAloneItIsCertainOnThatDayOnly) {
  const stated_period stated{date(2016), {}};
  EXPECT_EQ(in_force_during(stated, on(date(2015))), in_force::no);
  EXPECT_EQ(in_force_during(stated, on(date(2016, 1, 1))), in_force::certainly);
  EXPECT_EQ(in_force_during(stated, on(date(2016))), in_force::certainly);
  EXPECT_EQ(in_force_during(stated, on(date(2016, 1, 2))), in_force::possibly);
  EXPECT_EQ(in_force_during(stated, on(date(9999))), in_force::possibly);
}

TEST(InForce, WithAnEndAloneItIsCertainOnItsLastDayOnly) {
  const stated_period stated{{}, date(2018, 6)};
  EXPECT_EQ(in_force_during(stated, on(date(1))), in_force::possibly);
  EXPECT_EQ(in_force_during(stated, on(date(2018, 6, 29))), in_force::possibly);
  EXPECT_EQ(in_force_during(stated, on(date(2018, 6, 30))), in_force::certainly);
  EXPECT_EQ(in_force_during(stated, on(date(2018, 6))), in_force::certainly);
  EXPECT_EQ(in_force_during(stated, on(date(2018, 7))), in_force::no);
}

TEST(InForce, WithoutADateItIsPossible) {
  EXPECT_EQ(in_force_during({}, on(date(2017))), in_force::possibly);
  EXPECT_EQ(in_force_during({}, {}), in_force::possibly);
}

/// Asks every period [first, last] of days 0 to 11 that the stated ends allow whether it meets the days asked for.
in_force by_worlds(const std::optional<int>& first, const std::optional<int>& last, int from, int to) {
  bool in_all = true, in_one = false;
  for (int begin = first.value_or(0); begin <= first.value_or(11); ++begin)
    for (int end = std::max(begin, last.value_or(begin)); end <= last.value_or(11); ++end) {
      const bool meets = begin <= to && from <= end;
      in_all = in_all && meets;
      in_one = in_one || meets;
    }
  return in_all ? in_force::certainly : in_one ? in_force::possibly : in_force::no;
}

TEST(InForce, IsWhatHoldsInEveryOrInOnePeriodThatTheDatesAllow) {
  const auto of = [&](int n) { return n < 10 ? date(2020, 2, 20 + n) : date(2020, 3, n - 9); };
  for (int a = -1; a < 12; ++a)
    for (int b = -1; b < 12; ++b) {
      if (a >= 0 && b >= 0 && a > b) continue;
      const auto first = a < 0 ? std::nullopt : std::optional(a);
      const auto last = b < 0 ? std::nullopt : std::optional(b);
      const stated_period stated{first ? std::optional(of(a)) : std::nullopt, last ? std::optional(of(b)) : std::nullopt};
      for (int from = 0; from < 12; ++from)
        for (int to = from; to < 12; ++to) {
          if (!first && !last && from == 0 && to == 11) continue;  // the days of the model are all days
          EXPECT_EQ(in_force_during(stated, through(of(from), of(to))), by_worlds(first, last, from, to))
              << a << " to " << b << " asked " << from << " to " << to;
        }
    }
}

TEST(InForce, ASignatureIsTheBeginThatIsNotStated) {
  agreement a{};
  EXPECT_EQ(time_of(a), (stated_period{}));
  a.signed_on = date(2015, 5);
  EXPECT_EQ(time_of(a), (stated_period{date(2015, 5), {}}));
  a.effective.last = date(2018);
  EXPECT_EQ(time_of(a), (stated_period{date(2015, 5), date(2018)}));
  a.effective.first = date(2016);
  EXPECT_EQ(time_of(a), (stated_period{date(2016), date(2018)}));
}

TEST(InForce, HasItsWords) {
  EXPECT_EQ(to_text(in_force::no), std::string("no"));
  EXPECT_EQ(to_text(in_force::possibly), std::string("possibly"));
  EXPECT_EQ(to_text(in_force::certainly), std::string("certainly"));
}

}  // namespace
}  // namespace coopgraph
