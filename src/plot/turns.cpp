// SPDX-License-Identifier: BSL-1.0
#include "plot/turns.hpp"

#include <cmath>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr double two_pi = 0x1.921fb54442d18p+2;

/// Sine and cosine of an angle of at most an eighth of a turn, by their series (at most 0.79 rad: 1e-16 after ten terms).
std::pair<double, double> sine_and_cosine(std::int64_t angle) {
  const double x = two_pi * static_cast<double>(angle) / static_cast<double>(full_turn);
  const double square = x * x;
  double sine = 1.0;
  double cosine = 1.0;
  for (double k = 20.0; k >= 2.0; k -= 2.0) {
    sine = 1.0 - sine * square / (k * (k + 1.0));
    cosine = 1.0 - cosine * square / ((k - 1.0) * k);
  }
  return {x * sine, cosine};
}

}  // namespace

heading heading_of(std::int64_t angle) {
  angle = ((angle % full_turn) + full_turn) % full_turn;
  const std::int64_t quarter = angle / (full_turn / 4);
  const std::int64_t rest = angle % (full_turn / 4);
  const bool steep = rest > full_turn / 8;
  auto [sine, cosine] = sine_and_cosine(steep ? full_turn / 4 - rest : rest);
  if (steep) std::swap(sine, cosine);
  switch (quarter) {
    case 0:
      return {sine, -cosine};
    case 1:
      return {cosine, sine};
    case 2:
      return {-sine, cosine};
    default:
      return {-cosine, -sine};
  }
}

map_spot spot_at(const map_spot& centre, int radius, std::int64_t angle) {
  const heading h = heading_of(angle);
  return {centre.x + static_cast<int>(std::lround(h.x * radius)), centre.y + static_cast<int>(std::lround(h.y * radius))};
}

}  // namespace coopgraph::detail
