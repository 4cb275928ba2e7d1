// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/plot/force_layout.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::detail {

/// Points with masses in squares that are quartered, for sums of 1 / distance over all of them.
class quadtree {
 public:
  /// \pre points are finite
  quadtree(std::span<const plane_point> points, std::span<const double> mass);

  /// The sum of mass (p - q) / |p - q|^2 over the other points q; squares that look small from p count as their centre.
  [[nodiscard]] plane_point push_on(std::size_t p) const;

 private:
  struct square {
    std::size_t first = 0;  // points order_[first] … order_[last - 1]
    std::size_t last = 0;
    int level = 0;
    double side = 0.0;
    double mass = 0.0;
    plane_point centre = {};
    std::array<std::uint32_t, 4> inside = {};  // squares; 0: none
    bool leaf = true;
  };
  void split(std::uint32_t which);
  void weigh();

  std::span<const plane_point> points_;
  std::span<const double> mass_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> order_;  // key along the quarters, point
  std::vector<square> squares_;
};

}  // namespace coopgraph::detail
