// SPDX-License-Identifier: BSL-1.0
#include "plot/disc_separation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr int rounds = 200;
constexpr double rounding = 2.0;  // places are rounded to tenths at the end

/// Calls visit(i, j, distance, wanted) for the pairs that are nearer than wanted.
template <class Visit>
void for_each_near(const std::vector<plane_point>& at, std::span<const int> radius, double gap, const Visit& visit) {
  std::vector<std::size_t> order(at.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return at[a].x != at[b].x ? at[a].x < at[b].x : a < b; });
  const double largest = *std::max_element(radius.begin(), radius.end());
  for (std::size_t k = 0; k < order.size(); ++k)
    for (std::size_t l = k + 1; l < order.size(); ++l) {
      const std::size_t i = order[k];
      const std::size_t j = order[l];
      if (at[j].x - at[i].x > radius[i] + largest + gap) break;
      const double wanted = radius[i] + radius[j] + gap;
      const double dx = at[j].x - at[i].x;
      const double dy = at[j].y - at[i].y;
      const double distance = std::sqrt(dx * dx + dy * dy);
      if (distance < wanted) visit(i, j, distance, wanted);
    }
}

}  // namespace

std::vector<map_disc> separated(std::vector<plane_point> at, std::span<const int> radius, int gap) {
  if (at.empty()) return {};
  const double apart = gap + rounding;
  for (int round = 0; round < rounds; ++round) {
    std::vector<plane_point> shift(at.size());
    bool near = false;
    for_each_near(at, radius, apart, [&](std::size_t i, std::size_t j, double distance, double wanted) {
      near = true;
      // Places that coincide part sideways.
      const double x = distance > 0.0 ? (at[j].x - at[i].x) / distance : 1.0;
      const double y = distance > 0.0 ? (at[j].y - at[i].y) / distance : 0.0;
      const double by = 0.5 * (wanted - distance) + 0.5;
      shift[i] = {shift[i].x - by * x, shift[i].y - by * y};
      shift[j] = {shift[j].x + by * x, shift[j].y + by * y};
    });
    if (!near) break;
    for (std::size_t v = 0; v < at.size(); ++v) at[v] = {at[v].x + shift[v].x, at[v].y + shift[v].y};
  }
  double scale = 1.0;
  for_each_near(at, radius, apart, [&](std::size_t, std::size_t, double distance, double wanted) {
    scale = std::max(scale, wanted / std::max(distance, 1.0));
  });
  plane_point least = at[0];
  for (const plane_point& p : at) least = {std::min(least.x, p.x), std::min(least.y, p.y)};
  std::vector<map_disc> discs;
  for (std::size_t v = 0; v < at.size(); ++v)
    discs.push_back(
        {{static_cast<int>(std::lround((at[v].x - least.x) * scale)), static_cast<int>(std::lround((at[v].y - least.y) * scale))},
         radius[v]});
  return discs;
}

}  // namespace coopgraph::detail
