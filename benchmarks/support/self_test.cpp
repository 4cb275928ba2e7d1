// SPDX-License-Identifier: BSL-1.0
#include "support/side_by_side.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <set>

namespace coopgraph::bench {
namespace {

using values = std::vector<double>;

contestant answering(std::string name, values answer) {
  return entrant(
      std::move(name), [answer] { return answer; }, [](const values& v) { return v; });
}

side_by_side quiet_harness() { return side_by_side({.repeats = 1, .divisor = 64, .sample_seconds = 1e-6, .quiet = true}); }

TEST(Growth, TheExponentOfAnExactPowerLawIsFound) {
  std::vector<growth_point> points;
  for (const double size : {100.0, 1000.0, 50000.0}) points.push_back({size, 3e-7 * std::pow(size, 1.75)});
  EXPECT_NEAR(fitted_exponent(points).value(), 1.75, 1e-12);
}

TEST(Growth, OneSizeOrNoTimeHasNoExponent) {
  EXPECT_FALSE(fitted_exponent(std::array{growth_point{10, 1}, growth_point{10, 2}}).has_value());
  EXPECT_FALSE(fitted_exponent(std::array{growth_point{10, 0}, growth_point{20, 2}}).has_value());
  EXPECT_FALSE(fitted_exponent({}).has_value());
}

TEST(Agreement, IsRelativeAndRefusesWhatIsNotFiniteOrOfOtherLength) {
  EXPECT_TRUE(agree({1e9, 0}, {1e9 + 0.5, 0}, 1e-9));
  EXPECT_FALSE(agree({1e9}, {1e9 + 2}, 1e-9));
  EXPECT_FALSE(agree({1}, {1, 1}, 1));
  EXPECT_FALSE(agree({NAN}, {NAN}, 1));
  EXPECT_FALSE(agree({1}, {std::nextafter(1.0, 2.0)}, 0));
}

TEST(SideBySide, ADisagreementIsDetected) {
  auto harness = quiet_harness();
  const input on = make_input("grid", 64);
  harness.race("k", on, answering("ours", {1, 2}), {answering("right", {1, 2})});
  EXPECT_TRUE(harness.all_agree());
  harness.race("k", on, answering("ours", {1, 2}), {answering("wrong", {1, 3})});
  EXPECT_FALSE(harness.all_agree());
}

TEST(SideBySide, AFrontThatChangesOneBitIsDetected) {
  auto harness = quiet_harness();
  harness.price("k", make_input("grid", 64), answering("view", {1}), {answering("front", {std::nextafter(1.0, 2.0)})});
  EXPECT_FALSE(harness.all_agree());
}

TEST(SideBySide, TheJsonHasTheFieldsThatScriptsRead) {
  auto harness = quiet_harness();
  harness.for_each_input(load::linear, "grid", [&](const input& on) {
    harness.race("k", on, answering("ours", {1}), {answering("a \"peer\"", {1})}, {.required = 2.0});
  });
  const auto json = nlohmann::json::parse(to_json(harness, {{"compiler", "none"}}));
  ASSERT_EQ(json.at("results").size(), 3U);
  const auto& first = json.at("results").at(0);
  for (const char* key : {"kernel", "input", "threads", "ours_s", "peer", "peer_s", "ratio", "required", "agree"})
    EXPECT_TRUE(first.contains(key)) << key;
  EXPECT_EQ(first.at("peer"), "a \"peer\"");
  EXPECT_EQ(first.at("required"), 2.0);
  EXPECT_EQ(first.at("agree"), true);
  EXPECT_DOUBLE_EQ(first.at("ratio").get<double>(), first.at("peer_s").get<double>() / first.at("ours_s").get<double>());
  EXPECT_EQ(json.at("growth").size(), 2U);
  EXPECT_EQ(json.at("growth").at(0).at("seconds").size(), 3U);
}

TEST(Families, EachInputIsSimpleAndAboutAsLargeAsAsked) {
  for (const std::string& family : family_names()) {
    const input on = make_input(family, 4096);
    EXPECT_GT(on.edges.size(), 1500U) << family;
    EXPECT_LT(on.edges.size(), 8200U) << family;
    EXPECT_EQ(on.lengths.size(), on.edges.size()) << family;
    std::set<std::pair<vertex_id, vertex_id>> pairs;
    for (const auto& [u, v] : on.edges) {
      EXPECT_NE(u, v) << family;
      EXPECT_TRUE(pairs.insert(std::minmax(u, v)).second) << family;
    }
    for (const std::int64_t length : on.lengths) EXPECT_TRUE(length >= 1 && length <= 100) << family;
  }
}

}  // namespace
}  // namespace coopgraph::bench
