// SPDX-License-Identifier: BSL-1.0
#include "../../src/core/great_circle.hpp"

#include <coopgraph/core/random.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace {

using namespace coopgraph;
using namespace coopgraph::detail;

constexpr double degree = std::numbers::pi / 180.0;

TEST(GreatCircle, HasTheSinesAndCosinesOfTheSystem) {
  random_stream random(1, "sines");
  for (int i = 0; i < 100000; ++i) {
    const double x = 720.0 * (random.uniform() - 0.5);
    ASSERT_NEAR(sine_of_degrees(x),
                static_cast<double>(std::sin(static_cast<long double>(x) * std::numbers::pi_v<long double> / 180)), 2.5e-16)
        << x;
    ASSERT_NEAR(cosine_of_degrees(x),
                static_cast<double>(std::cos(static_cast<long double>(x) * std::numbers::pi_v<long double> / 180)), 2.5e-16)
        << x;
  }
}

TEST(GreatCircle, IsExactAtQuarterTurns) {
  for (int quarter = -8; quarter <= 8; ++quarter) {
    const int turn = (quarter % 4 + 4) % 4;
    EXPECT_EQ(sine_of_degrees(90.0 * quarter), turn == 1 ? 1.0 : turn == 3 ? -1.0 : 0.0);
    EXPECT_EQ(cosine_of_degrees(90.0 * quarter), turn == 0 ? 1.0 : turn == 2 ? -1.0 : 0.0);
  }
}

TEST(GreatCircle, HasTheArcTangentsOfTheSystem) {
  random_stream random(2, "arc tangents");
  for (int i = 0; i < 100000; ++i) {
    const double y = std::ldexp(random.uniform(), -static_cast<int>(random.below(30)));
    const double x = std::ldexp(random.uniform(), -static_cast<int>(random.below(30)));
    const double expected = std::atan2(y, x);
    ASSERT_NEAR(arc_tangent(y, x), expected, 1e-15 * expected) << y << ' ' << x;
  }
  EXPECT_EQ(arc_tangent(0.0, 1.0), 0.0);
  EXPECT_EQ(arc_tangent(1.0, 0.0), std::numbers::pi / 2.0);
}

TEST(GreatCircle, IsTheHaversineOfNearAndFarPoints) {
  random_stream random(3, "points");
  for (int i = 0; i < 20000; ++i) {
    const double spread = std::ldexp(180.0, -static_cast<int>(random.below(20)));
    const position a{360.0 * (random.uniform() - 0.5), 178.0 * (random.uniform() - 0.5)};
    const position b{std::clamp(a.lon + spread * (random.uniform() - 0.5), -180.0, 180.0),
                     std::clamp(a.lat + spread * (random.uniform() - 0.5), -90.0, 90.0)};
    const double north = std::sin((b.lat - a.lat) * degree / 2);
    const double east = std::sin((b.lon - a.lon) * degree / 2);
    const double h = north * north + std::cos(a.lat * degree) * std::cos(b.lat * degree) * east * east;
    ASSERT_NEAR(angle_between(on_sphere(a), on_sphere(b)), 2 * std::atan2(std::sqrt(h), std::sqrt(1 - h)), 1e-15 + 1e-15 * h * 4);
  }
}

TEST(GreatCircle, KnowsQuarterAndHalfTheWayAround) {
  const auto km = [](position a, position b) { return great_circle_km(on_sphere(a), on_sphere(b)); };
  EXPECT_EQ(km({105.8, 21.0}, {105.8, 21.0}), 0.0);
  EXPECT_NEAR(km({0, 0}, {0, 90}), earth_radius_km * std::numbers::pi / 2, 1e-11);
  EXPECT_NEAR(km({30, 40}, {-150, -40}), earth_radius_km * std::numbers::pi, 1e-11);
  EXPECT_NEAR(km({180, 10}, {-180, 10}), 0.0, 1e-11);
  EXPECT_NEAR(km({179.5, 0}, {-179.5, 0}), 111.1950802335329, 1e-11);  // one degree across the date line
}

}  // namespace
