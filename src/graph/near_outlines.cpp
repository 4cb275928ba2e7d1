// SPDX-License-Identifier: BSL-1.0
#include "graph/outlines.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

namespace coopgraph::detail {
namespace {

unit_vector cross(const unit_vector& a, const unit_vector& b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
double dot(const unit_vector& a, const unit_vector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

/// Millimetres from p to the arc of a great circle from a to b.
std::int64_t millimetres_to_arc(const unit_vector& p, const unit_vector& a, const unit_vector& b) {
  const std::int64_t to_ends = std::min(millimetres(p, a), millimetres(p, b));
  const unit_vector pole = cross(a, b);
  const double length = std::sqrt(dot(pole, pole));
  const bool beside = dot(cross(pole, a), p) > 0.0 && dot(cross(b, pole), p) > 0.0;
  if (!(length > 0.0) || !beside) return to_ends;
  const double sine = std::min(1.0, std::abs(dot(pole, p)) / length);
  const double angle = arc_tangent(sine, std::sqrt((1.0 - sine) * (1.0 + sine)));
  return std::min(to_ends, static_cast<std::int64_t>(std::floor(earth_radius_km * angle * 1e6 + 0.5)));
}

/// From a point to the chord between a and b.
double distance_to_chord(const unit_vector& p, const unit_vector& a, const unit_vector& b) {
  const unit_vector along{b.x - a.x, b.y - a.y, b.z - a.z};
  const unit_vector from{p.x - a.x, p.y - a.y, p.z - a.z};
  const double squared = dot(along, along);
  const double t = squared > 0.0 ? std::clamp(dot(from, along) / squared, 0.0, 1.0) : 0.0;
  return chord(from, {t * along.x, t * along.y, t * along.z});
}

/// How far the arc between a and b is from the chord at most: 1 - cos(angle / 2).
double sagitta(const unit_vector& a, const unit_vector& b) {
  const double half = chord(a, b) / 2.0;
  return 1.0 - std::sqrt(std::max(0.0, 1.0 - half * half));
}

/// Not more than the distance of any point of the box from the chord.
double chord_to_box_of(const point_tree::node& box, const unit_vector& a, const unit_vector& b) {
  const unit_vector middle{(box.least[0] + box.most[0]) / 2.0, (box.least[1] + box.most[1]) / 2.0,
                           (box.least[2] + box.most[2]) / 2.0};
  const unit_vector corner{box.most[0], box.most[1], box.most[2]};
  return distance_to_chord(middle, a, b) - chord(middle, corner);
}

using unit_pair = std::pair<vertex_id, vertex_id>;

/// Pairs of units that share a point, sorted.
std::vector<unit_pair> pairs_that_meet(const outlines& drawn) {
  std::vector<unit_pair> pairs;
  for (std::size_t p = 0; p < drawn.at.size(); ++p) {
    const auto units = drawn.units_at(p);
    for (std::size_t i = 0; i < units.size(); ++i)
      for (std::size_t k = i + 1; k < units.size(); ++k) pairs.emplace_back(units[i], units[k]);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

class gap_finder {
 public:
  gap_finder(const outlines& drawn, double near_km)
      : drawn_(drawn),
        tree_(drawn.at),
        meet_(pairs_that_meet(drawn)),
        most_(static_cast<std::int64_t>(std::floor(near_km * 1e6 + 0.5))),
        reach_(near_km / earth_radius_km + chord_slack) {}

  /// Gaps between the unit of a side and those of the points that are near.
  void look_around(const outline_side& side, std::map<unit_pair, std::int64_t>& gaps) const {
    const unit_vector& a = drawn_.at[side.first];
    const unit_vector& b = drawn_.at[side.second];
    const double reach = reach_ + sagitta(a, b);
    tree_.search([&](const point_tree::node& box) { return chord_to_box_of(box, a, b); }, [&] { return reach; },
                 [](std::uint32_t) { return false; },
                 [&](std::uint32_t p) {
                   if (distance_to_chord(drawn_.at[p], a, b) > reach) return;
                   for (const vertex_id unit : drawn_.units_at(p)) consider(side, p, unit, gaps);
                 });
  }

 private:
  void consider(const outline_side& side, std::uint32_t p, vertex_id unit, std::map<unit_pair, std::int64_t>& gaps) const {
    if (unit == side.unit) return;
    const unit_pair pair = std::minmax(unit, side.unit);
    if (std::binary_search(meet_.begin(), meet_.end(), pair)) return;
    const std::int64_t gap = millimetres_to_arc(drawn_.at[p], drawn_.at[side.first], drawn_.at[side.second]);
    if (gap > most_) return;
    const auto [at, is_new] = gaps.try_emplace(pair, gap);
    if (!is_new) at->second = std::min(at->second, gap);
  }

  const outlines& drawn_;
  point_tree tree_;
  std::vector<unit_pair> meet_;
  std::int64_t most_;
  double reach_;
};

}  // namespace

std::vector<near_outlines> find_near(thread_pool& pool, const outlines& drawn, double near_km) {
  if (!(near_km > 0.0)) return {};
  const gap_finder finder(drawn, near_km);
  std::map<unit_pair, std::int64_t> all;
  std::mutex mutex;
  parallel_for(pool, drawn.sides.size(), 256, [&](index_range range) {
    pool.check_stop();
    std::map<unit_pair, std::int64_t> gaps;
    for (std::size_t i = range.first; i < range.last; ++i) finder.look_around(drawn.sides[i], gaps);
    const std::lock_guard lock(mutex);  // the least gap is the same in whatever order they come
    for (const auto& [pair, gap] : gaps) {
      const auto [at, is_new] = all.try_emplace(pair, gap);
      if (!is_new) at->second = std::min(at->second, gap);
    }
  });
  std::vector<near_outlines> near;
  for (const auto& [pair, gap] : all) near.push_back({pair.first, pair.second, static_cast<double>(gap) / 1e6});
  return near;
}

}  // namespace coopgraph::detail
