// SPDX-License-Identifier: BSL-1.0
#include "plot/map_geometry.hpp"

#include <algorithm>

namespace coopgraph::detail {
namespace {

int sign(std::int64_t v) noexcept { return (v > 0) - (v < 0); }

}  // namespace

std::int64_t turn(const map_spot& a, const map_spot& b, const map_spot& c) noexcept {
  return std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{b.y - a.y} * (c.x - a.x);
}
map_box box_of(const map_line& l) noexcept {
  return {std::min(l.from.x, l.to.x), std::min(l.from.y, l.to.y), std::max(l.from.x, l.to.x), std::max(l.from.y, l.to.y)};
}

bool touch(const map_line& a, const map_line& b) noexcept {
  if (!meet(box_of(a), box_of(b))) return false;
  return sign(turn(a.from, a.to, b.from)) * sign(turn(a.from, a.to, b.to)) <= 0 &&
         sign(turn(b.from, b.to, a.from)) * sign(turn(b.from, b.to, a.to)) <= 0;
}

bool touch(const map_line& line, const map_box& box) noexcept {
  if (!meet(box_of(line), box)) return false;
  // Their boxes meet: they are apart only if all four corners lie on one side of the line.
  const map_spot corners[] = {{box.left, box.top}, {box.right, box.top}, {box.left, box.bottom}, {box.right, box.bottom}};
  int above = 0;
  int below = 0;
  for (const map_spot& corner : corners) {
    const int side = sign(turn(line.from, line.to, corner));
    above += side > 0;
    below += side < 0;
  }
  return above < 4 && below < 4;
}

}  // namespace coopgraph::detail
