// SPDX-License-Identifier: BSL-1.0
#include "graph/point_tree.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace coopgraph::detail {
namespace {

constexpr std::uint32_t points_in_leaf = 8;

double coordinate(const unit_vector& p, std::size_t axis) { return axis == 0 ? p.x : axis == 1 ? p.y : p.z; }

}  // namespace

std::int64_t millimetres(const unit_vector& a, const unit_vector& b) {
  return static_cast<std::int64_t>(std::floor(great_circle_km(a, b) * 1e6 + 0.5));
}

double chord(const unit_vector& a, const unit_vector& b) {
  const double x = a.x - b.x;
  const double y = a.y - b.y;
  const double z = a.z - b.z;
  return std::sqrt(x * x + y * y + z * z);
}

double chord_to_box(const unit_vector& p, const point_tree::node& box) {
  double squared = 0.0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const double x = coordinate(p, axis);
    const double out = std::max({box.least[axis] - x, x - box.most[axis], 0.0});
    squared += out * out;
  }
  return std::sqrt(squared);
}

point_tree::point_tree(std::span<const unit_vector> points) : order_(points.size()) {
  if (points.empty()) return;
  std::iota(order_.begin(), order_.end(), std::uint32_t{0});
  nodes_.push_back({{}, {}, 0, static_cast<std::uint32_t>(points.size()), 0});
  for (std::uint32_t n = 0; n < nodes_.size(); ++n) split(n, points);
}

/// Measures the box of node n and, if it holds many points, halves it across its longest side.
void point_tree::split(std::uint32_t n, std::span<const unit_vector> points) {
  node box = nodes_[n];
  box.least.fill(2.0);
  box.most.fill(-2.0);
  for (std::uint32_t i = box.first; i < box.last; ++i)
    for (std::size_t axis = 0; axis < 3; ++axis) {
      box.least[axis] = std::min(box.least[axis], coordinate(points[order_[i]], axis));
      box.most[axis] = std::max(box.most[axis], coordinate(points[order_[i]], axis));
    }
  if (box.last - box.first > points_in_leaf) {
    std::size_t longest = 0;
    for (std::size_t axis = 1; axis < 3; ++axis)
      if (box.most[axis] - box.least[axis] > box.most[longest] - box.least[longest]) longest = axis;
    const std::uint32_t middle = box.first + (box.last - box.first) / 2;
    std::nth_element(order_.begin() + box.first, order_.begin() + middle, order_.begin() + box.last,
                     [&](std::uint32_t a, std::uint32_t b) {
                       return std::pair(coordinate(points[a], longest), a) < std::pair(coordinate(points[b], longest), b);
                     });
    box.children = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({{}, {}, box.first, middle, 0});
    nodes_.push_back({{}, {}, middle, box.last, 0});
  }
  nodes_[n] = box;
}

}  // namespace coopgraph::detail
