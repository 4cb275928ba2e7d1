// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "core/great_circle.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Great-circle distance in whole millimetres.
[[nodiscard]] std::int64_t millimetres(const unit_vector& a, const unit_vector& b);

/// More than a millimetre as a chord, and than any rounding of chords: what is not farther than the best by more than this is
/// measured.
inline constexpr double chord_slack = 2e-10;

[[nodiscard]] double chord(const unit_vector& a, const unit_vector& b);

/// Points on the globe in boxes within boxes (a k-d tree in space, which knows neither poles nor a date line).
class point_tree {
 public:
  struct node {
    std::array<double, 3> least{};
    std::array<double, 3> most{};
    std::uint32_t first = 0;  ///< its points are order()[first] … order()[last - 1]
    std::uint32_t last = 0;
    std::uint32_t children = 0;  ///< the number of the first of two, which are greater than its own; 0: none
  };

  /// The points must stay. O(n log n).
  explicit point_tree(std::span<const unit_vector> points);

  [[nodiscard]] std::span<const node> nodes() const noexcept { return nodes_; }
  [[nodiscard]] std::span<const std::uint32_t> order() const noexcept { return order_; }

  /// Calls visit(point) for the points, nearer boxes first, leaving out boxes that are farther than bound() (as a chord, asked
  /// anew each time) by distance(box), and those of which skip(number of node) is true.
  template <class Distance, class Bound, class Skip, class Visit>
  void search(const Distance& distance, const Bound& bound, const Skip& skip, const Visit& visit) const {
    if (nodes_.empty()) return;
    std::array<std::pair<double, std::uint32_t>, 80> waiting;  // one for each level, and one
    std::size_t count = 0;
    const auto push = [&](std::uint32_t n) {
      if (!skip(n)) waiting[count++] = {distance(nodes_[n]), n};
    };
    push(0);
    while (count > 0) {
      const auto [away, n] = waiting[--count];
      if (away > bound()) continue;
      const node& box = nodes_[n];
      if (box.children == 0) {
        for (std::uint32_t i = box.first; i < box.last; ++i) visit(order_[i]);
        continue;
      }
      const std::size_t before = count;
      push(box.children);
      push(box.children + 1);
      if (count == before + 2 && waiting[before].first < waiting[before + 1].first)
        std::swap(waiting[before], waiting[before + 1]);  // the nearer one is looked at first
    }
  }

 private:
  void split(std::uint32_t n, std::span<const unit_vector> points);

  std::vector<node> nodes_;
  std::vector<std::uint32_t> order_;
};

/// The chord from a point to a box, never too long.
[[nodiscard]] double chord_to_box(const unit_vector& p, const point_tree::node& box);

}  // namespace coopgraph::detail
