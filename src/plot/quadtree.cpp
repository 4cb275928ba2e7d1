// SPDX-License-Identifier: BSL-1.0
#include "plot/quadtree.hpp"

#include <algorithm>

namespace coopgraph::detail {
namespace {

constexpr int levels = 16;
constexpr std::size_t few = 8;     // points in a square that is not quartered
constexpr double small = 1.44;     // a square of side s at distance d counts as its centre if s^2 < small d^2
constexpr double grid = 65'536.0;  // 2^levels

std::uint32_t spread(std::uint32_t x) noexcept {  // its 16 bits to the even places
  x = (x | (x << 8)) & 0x00ff00ffU;
  x = (x | (x << 4)) & 0x0f0f0f0fU;
  x = (x | (x << 2)) & 0x33333333U;
  return (x | (x << 1)) & 0x55555555U;
}

}  // namespace

quadtree::quadtree(std::span<const plane_point> points, std::span<const double> mass) : points_(points), mass_(mass) {
  if (points.empty()) return;
  plane_point least = points[0];
  plane_point most = points[0];
  for (const plane_point& p : points) {
    least = {std::min(least.x, p.x), std::min(least.y, p.y)};
    most = {std::max(most.x, p.x), std::max(most.y, p.y)};
  }
  const double side = std::max({most.x - least.x, most.y - least.y, 1e-300});
  const auto cell = [&](double x) { return static_cast<std::uint32_t>(std::min(grid - 1.0, std::max(0.0, x / side * grid))); };
  for (std::size_t i = 0; i < points.size(); ++i)
    order_.emplace_back(spread(cell(points[i].x - least.x)) | (spread(cell(points[i].y - least.y)) << 1),
                        static_cast<std::uint32_t>(i));
  std::sort(order_.begin(), order_.end());
  squares_.push_back({.first = 0, .last = points.size(), .level = 0, .side = side});
  for (std::size_t s = 0; s < squares_.size(); ++s)
    if (squares_[s].last - squares_[s].first > few && squares_[s].level < levels) split(static_cast<std::uint32_t>(s));
  weigh();
}

void quadtree::split(std::uint32_t which) {
  const square whole = squares_[which];
  const unsigned shift = 2 * static_cast<unsigned>(levels - 1 - whole.level);
  std::size_t at = whole.first;
  squares_[which].leaf = false;
  for (std::uint32_t quarter = 0; quarter < 4; ++quarter) {
    std::size_t end = at;
    while (end < whole.last && ((order_[end].first >> shift) & 3U) == quarter) ++end;
    if (end == at) continue;
    squares_[which].inside[quarter] = static_cast<std::uint32_t>(squares_.size());
    squares_.push_back({.first = at, .last = end, .level = whole.level + 1, .side = whole.side / 2});
    at = end;
  }
}

void quadtree::weigh() {
  for (std::size_t s = squares_.size(); s > 0; --s) {  // what is inside comes later
    square& q = squares_[s - 1];
    plane_point sum;
    const auto add = [&](double mass, const plane_point& at) {
      q.mass += mass;
      sum = {sum.x + mass * at.x, sum.y + mass * at.y};
    };
    if (q.leaf)
      for (std::size_t i = q.first; i < q.last; ++i) add(mass_[order_[i].second], points_[order_[i].second]);
    else
      for (const std::uint32_t k : q.inside)
        if (k != 0) add(squares_[k].mass, squares_[k].centre);
    q.centre = {sum.x / q.mass, sum.y / q.mass};
  }
}

plane_point quadtree::push_on(std::size_t p) const {
  const plane_point at = points_[p];
  plane_point push;
  const auto add = [&](double mass, const plane_point& from) {
    const double dx = at.x - from.x;
    const double dy = at.y - from.y;
    const double far = dx * dx + dy * dy;
    if (!(far > 0.0)) return;
    push = {push.x + mass * dx / far, push.y + mass * dy / far};
  };
  std::array<std::uint32_t, 4 * levels + 4> open{};
  std::size_t size = 1;
  while (size > 0) {
    const square& q = squares_[open[--size]];
    if (q.leaf) {
      for (std::size_t i = q.first; i < q.last; ++i)
        if (order_[i].second != p) add(mass_[order_[i].second], points_[order_[i].second]);
      continue;
    }
    const double dx = at.x - q.centre.x;
    const double dy = at.y - q.centre.y;
    if (q.side * q.side < small * (dx * dx + dy * dy)) {
      add(q.mass, q.centre);
      continue;
    }
    for (const std::uint32_t k : q.inside)
      if (k != 0) open[size++] = k;
  }
  return push;
}

}  // namespace coopgraph::detail
