// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <coopgraph/clustering/region_evidence.hpp>
#include <coopgraph/core/partition.hpp>
#include <coopgraph/core/random.hpp>

#include "support/graphs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace coopgraph::kit {

/// A map: triangles within triangles, or squares with some diagonals, of which some borders are missing, so that it may fall
/// apart and have islands. Loops and borders that stand twice say nothing. Units are in a random order.
[[nodiscard]] inline edge_list random_planar_map(random_stream& random, std::size_t units) {
  edge_list map{direction::undirected, units, {}};
  const std::uint64_t missing = random.below(4);  // of eight
  const auto name = random_order(random, units);
  const auto border = [&](std::size_t u, std::size_t v) {
    if (u >= units || v >= units || random.below(8) < missing) return;
    map.edges.push_back({name[u], name[v]});
    if (random.below(12) == 0) map.edges.push_back({name[v], name[u]});
  };
  if (random.below(2) == 0) {
    std::vector<std::array<std::size_t, 3>> faces{{0, 1, 2}, {0, 1, 2}};
    border(0, 1);
    border(0, 2);
    border(1, 2);
    for (std::size_t v = 3; v < units; ++v) {
      const auto at = static_cast<std::size_t>(random.below(faces.size()));
      const auto [a, b, c] = faces[at];
      faces[at] = {a, b, v};
      faces.push_back({a, c, v});
      faces.push_back({b, c, v});
      border(a, v);
      border(b, v);
      border(c, v);
    }
  } else {
    const std::size_t width = 1 + random.below(4);
    for (std::size_t v = 0; v < units; ++v) {
      const bool has_right = (v + 1) % width != 0;
      if (has_right) border(v, v + 1);
      border(v, v + width);
      if (!has_right) continue;
      const std::uint64_t diagonal = random.below(3);
      if (diagonal == 0) border(v, v + width + 1);
      if (diagonal == 1) border(v + 1, v + width);
    }
  }
  if (units > 0 && random.below(6) == 0) map.edges.push_back({name[0], name[0]});
  return map;
}

/// Ties of whole strengths, some along borders and some anywhere.
struct tied_map {
  edge_list map;
  edge_list ties;
  std::vector<std::int64_t> strength;
};
[[nodiscard]] inline tied_map random_tied_map(random_stream& random, direction kind, std::size_t units) {
  tied_map made{random_planar_map(random, units), random_multigraph(random, kind, units, random.below(3 * units + 1)), {}};
  for (const endpoints& border : made.map.edges)
    if (random.below(3) != 0) made.ties.edges.push_back(border);
  const std::uint64_t kinds = random.below(3) == 0 ? 2 : 12;
  for (std::size_t e = 0; e < made.ties.edges.size(); ++e)
    made.strength.push_back(static_cast<std::int64_t>(random.below(kinds)));
  return made;
}

/// What regions are asked for, in whole numbers.
struct region_wish {
  std::vector<std::int64_t> amount;  // by unit; none: 1 each
  std::int64_t floor = 0;
  std::optional<std::size_t> clusters = {};

  [[nodiscard]] region_floor as_floor() const {
    return {static_cast<double>(floor), std::vector<double>(amount.begin(), amount.end())};
  }
  [[nodiscard]] std::int64_t amount_of(std::size_t v) const { return amount.empty() ? 1 : amount[v]; }
};
[[nodiscard]] inline region_wish random_wish(random_stream& random, std::size_t units) {
  region_wish wish;
  if (random.below(2) == 0) {
    wish.floor = 1 + static_cast<std::int64_t>(random.below(14));
    for (std::size_t v = 0; v < units; ++v) wish.amount.push_back(static_cast<std::int64_t>(random.below(9)));
    if (random.below(4) == 0) wish = {{}, 1 + static_cast<std::int64_t>(random.below(4)), {}};
  }
  if (random.below(2) == 0) wish.clusters = 1 + random.below(units + 1);
  return wish;
}

// ---- sets of units as bits ----

using unit_set = std::uint32_t;

class map_of_sets {
 public:
  explicit map_of_sets(const edge_list& map) : near_(map.vertices, 0) {
    for (const auto& [u, v] : map.edges) {
      if (u == v) continue;
      near_[u] |= unit_set{1} << v;
      near_[v] |= unit_set{1} << u;
    }
  }

  [[nodiscard]] std::size_t units() const { return near_.size(); }
  [[nodiscard]] bool is_island(unit_set s) const {
    for (std::size_t v = 0; v < units(); ++v)
      if (s == unit_set{1} << v) return near_[v] == 0;
    return false;
  }
  [[nodiscard]] bool is_connected(unit_set s) const {
    unit_set reached = s & (0 - s);
    for (unit_set before = 0; before != reached;) {
      before = reached;
      for (std::size_t v = 0; v < units(); ++v)
        if ((reached >> v & 1U) != 0) reached |= near_[v] & s;
    }
    return reached == s;
  }
  /// Whether it may be a region as wished.
  [[nodiscard]] bool is_region(unit_set s, const region_wish& wish) const {
    if (!is_connected(s)) return false;
    std::int64_t held = 0;
    for (std::size_t v = 0; v < units(); ++v)
      if ((s >> v & 1U) != 0) held += wish.amount_of(v);
    return held >= wish.floor || is_island(s);
  }

 private:
  std::vector<unit_set> near_;
};

[[nodiscard]] inline std::vector<unit_set> sets_of(const partition& p) {
  std::vector<unit_set> found(p.clusters, 0);
  for (std::size_t v = 0; v < p.label.size(); ++v) found[p.label[v]] |= unit_set{1} << v;
  return found;
}

[[nodiscard]] inline bool are_regions(const map_of_sets& map, const region_wish& wish, const partition& p) {
  if (wish.clusters && p.clusters != *wish.clusters) return false;
  const auto sets = sets_of(p);
  return std::all_of(sets.begin(), sets.end(), [&](unit_set s) { return map.is_region(s, wish); });
}

/// The greatest sum of worth(region) over all partitions into regions as wished; none: there are none. By the best of all
/// subsets.
template <class Worth>
[[nodiscard]] std::optional<std::int64_t> best_regions(const map_of_sets& map, const region_wish& wish, const Worth& worth) {
  constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
  const std::size_t n = map.units();
  const std::size_t sets = std::size_t{1} << n;
  std::vector<std::int64_t> value(sets, none);
  for (unit_set s = 1; s < sets; ++s)
    if (map.is_region(s, wish)) value[s] = worth(s);
  const std::size_t counts = wish.clusters ? *wish.clusters : 1;
  std::vector<std::int64_t> best(sets, none);  // of so many regions, or of any number
  best[0] = 0;
  for (std::size_t count = 0; count < counts; ++count) {
    std::vector<std::int64_t> next(sets, none);
    if (!wish.clusters) next[0] = 0;
    const auto& rest_of = wish.clusters ? best : next;
    for (unit_set s = 1; s < sets; ++s) {
      const unit_set first = s & (0 - s);
      for (unit_set r = s; r != 0; r = (r - 1) & s)
        if ((r & first) != 0 && value[r] != none && rest_of[s & ~r] != none)
          next[s] = std::max(next[s], value[r] + rest_of[s & ~r]);
    }
    best = std::move(next);
  }
  return best[sets - 1] == none ? std::nullopt : std::optional(best[sets - 1]);
}

/// Calls visit(partition) for each partition into regions as wished.
template <class Visit>
void each_division(const map_of_sets& map, const region_wish& wish, const Visit& visit) {
  const std::size_t n = map.units();
  std::vector<bool> is_region(std::size_t{1} << n, false);
  for (unit_set s = 1; s < is_region.size(); ++s) is_region[s] = map.is_region(s, wish);
  std::vector<std::uint32_t> label(n, 0);
  const std::function<void(unit_set, std::uint32_t)> divide = [&](unit_set left, std::uint32_t count) {
    if (left == 0) {
      if (!wish.clusters || *wish.clusters == count) visit(partition{label, count});
      return;
    }
    for (unit_set r = left; r != 0; r = (r - 1) & left) {
      if ((r & left & (0 - left)) == 0 || !is_region[r]) continue;
      for (std::size_t v = 0; v < n; ++v)
        if ((r >> v & 1U) != 0) label[v] = count;
      divide(left & ~r, count + 1);
    }
  };
  divide(static_cast<unit_set>(is_region.size() - 1), 0);
}

/// A grid with one diagonal in each square.
[[nodiscard]] inline edge_list grid_map(std::size_t width, std::size_t height) {
  edge_list map{direction::undirected, width * height, {}};
  for (std::size_t y = 0; y < height; ++y)
    for (std::size_t x = 0; x < width; ++x) {
      const auto v = static_cast<vertex_id>(y * width + x);
      const auto below = static_cast<vertex_id>(v + width);
      if (x + 1 < width) map.edges.push_back({v, v + 1});
      if (y + 1 < height) map.edges.push_back({v, below});
      if (x + 1 < width && y + 1 < height) map.edges.push_back({v, below + 1});
    }
  return map;
}

/// On a grid: `each` ties a unit, to units a few steps away and now and then to any.
[[nodiscard]] inline edge_list ties_on_grid(random_stream& random, direction kind, std::size_t width, std::size_t height,
                                            std::size_t each) {
  edge_list ties{kind, width * height, {}};
  constexpr std::size_t reach = 3;
  for (std::size_t y = 0; y < height; ++y)
    for (std::size_t x = 0; x < width; ++x)
      for (std::size_t i = 0; i < each; ++i) {
        std::size_t to_x = std::min(width - 1, x + random.below(reach));
        std::size_t to_y = std::min(height - 1, y + random.below(reach));
        if (random.below(20) == 0) {
          to_x = random.below(width);
          to_y = random.below(height);
        }
        ties.edges.push_back({static_cast<vertex_id>(y * width + x), static_cast<vertex_id>(to_y * width + to_x)});
      }
  return ties;
}

}  // namespace coopgraph::kit
