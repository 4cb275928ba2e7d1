// SPDX-License-Identifier: BSL-1.0
#include "plot/map_insets.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace coopgraph::detail {
namespace {

constexpr int title_room = 140;
constexpr int border = 60;
constexpr int step = 50;
constexpr int edge = 20;       // between the picture's edge and a frame
constexpr int coast_gap = 30;  // between a frame and what it must not cover
constexpr int point_gap = 90;
constexpr int curve_cost = 400;
constexpr int grain = 5;  // specks nearer than this are one

void move(map_spot& s, int dx, int dy) { s = {s.x + dx, s.y + dy}; }

void move(map_inset& inset, int dx, int dy) {
  map_box& f = inset.frame;
  f = {f.left + dx, f.top + dy, f.right + dx, f.bottom + dy};
  for (unit_shape& shape : inset.shapes) {
    for (auto& ring : shape.rings)
      for (map_spot& s : ring) move(s, dx, dy);
    for (map_spot& s : shape.specks) move(s, dx, dy);
  }
}

map_box at(const map_box& frame, int left, int top) {
  return {left, top, left + frame.right - frame.left, top + frame.bottom - frame.top};
}

map_box grown(const map_box& b, int by) { return {b.left - by, b.top - by, b.right + by, b.bottom + by}; }

bool contains(const map_box& b, const map_spot& s) { return s.x >= b.left && s.x <= b.right && s.y >= b.top && s.y <= b.bottom; }

/// Whether the shape holds the spot, by the crossings of its rings with the way to the right.
bool holds(const unit_shape& shape, const map_spot& p) {
  bool inside = false;
  for (const auto& ring : shape.rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      map_spot a = ring[i];
      map_spot b = ring[i + 1 == ring.size() ? 0 : i + 1];
      if ((a.y > p.y) == (b.y > p.y)) continue;
      if (a.y > b.y) std::swap(a, b);
      if (turn(a, b, p) > 0) inside = !inside;
    }
  return inside;
}

bool covers(const map_layout& on, std::size_t k, const map_box& frame) {
  const map_box wide = grown(frame, coast_gap);
  for (std::size_t i = 0; i < k; ++i)
    if (overlap(wide, on.insets[i].frame)) return true;
  for (const auto& disc : on.discs)
    if (disc && overlap(grown(frame, point_gap), disc->square())) return true;
  for (const unit_shape& shape : on.shapes) {
    for (const auto& ring : shape.rings)
      for (std::size_t i = 0; i < ring.size(); ++i)
        if (contains(wide, ring[i]) || touch(map_line{ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]}, wide)) return true;
    for (const map_spot& s : shape.specks)
      if (contains(wide, s)) return true;
    if (holds(shape, {frame.left, frame.top})) return true;
  }
  return false;
}

int curves_under(const label_scene& scene, const map_box& frame) {
  int count = 0;
  for (const auto& curve : scene.curves)
    for (std::size_t i = 1; i < curve.size(); ++i)
      if (touch({curve[i - 1], curve[i]}, frame)) {
        ++count;
        break;
      }
  return count;
}

map_box around(const std::vector<map_spot>& spots) {
  map_box b{spots[0].x, spots[0].y, spots[0].x, spots[0].y};
  for (const map_spot& s : spots)
    b = {std::min(b.left, s.x), std::min(b.top, s.y), std::max(b.right, s.x), std::max(b.bottom, s.y)};
  return b;
}

}  // namespace

map_inset inset_of(std::size_t archipelago, const inset_rings& rings, int width) {
  map_scale scale;
  for (const auto& [actor, ring] : rings)
    for (const position& p : *ring) scale.take(p);
  const double wide = std::max(100.0, width * 0.25);
  scale.fit(wide, border / 10.0, border / 10.0, 40.0, wide * 0.8);
  map_inset inset{archipelago, {0, 0, static_cast<int>(wide) * 10, scale.height() + title_room}};
  for (const auto& [actor, ring] : rings) {
    if (inset.shapes.empty() || inset.shapes.back().actor != actor) inset.shapes.push_back({actor});
    unit_shape& shape = inset.shapes.back();
    std::vector<map_spot> spots = ring_of(*ring, scale);
    const map_box box = around(spots);
    if (spots.size() > 2 && std::max(box.right - box.left, box.bottom - box.top) > 3 * grain)
      shape.rings.push_back(std::move(spots));
    else
      shape.specks.push_back({(box.left + box.right) / 2 / grain * grain, (box.top + box.bottom) / 2 / grain * grain});
  }
  for (unit_shape& shape : inset.shapes) {
    auto& specks = shape.specks;
    std::sort(specks.begin(), specks.end(),
              [](const map_spot& a, const map_spot& b) { return std::tie(a.y, a.x) < std::tie(b.y, b.x); });
    specks.erase(std::unique(specks.begin(), specks.end()), specks.end());
  }
  for (unit_shape& shape : inset.shapes) {
    for (auto& ring : shape.rings)
      for (map_spot& s : ring) move(s, 0, title_room);
    for (map_spot& s : shape.specks) move(s, 0, title_room);
  }
  return inset;
}

void place_inset(map_layout& on, std::size_t k, int height, label_scene& scene) {
  map_inset& inset = on.insets[k];
  const map_box picture = on.picture;
  const int middle = (inset.frame.bottom - inset.frame.top) / 2;
  std::vector<std::tuple<int, int, int>> choices;  // cost, top, left
  for (int left = picture.right - edge - inset.frame.right; left >= picture.left + edge; left -= step)
    for (int top = picture.top + edge; top + inset.frame.bottom <= picture.bottom - edge; top += step) {
      const int far = std::abs(top + middle - height) + 2 * (picture.right - left - inset.frame.right);
      choices.emplace_back(far + curve_cost * curves_under(scene, at(inset.frame, left, top)), top, left);
    }
  std::sort(choices.begin(), choices.end());
  const auto found = std::find_if(choices.begin(), choices.end(),
                                  [&](const auto& c) { return !covers(on, k, at(inset.frame, std::get<2>(c), std::get<1>(c))); });
  if (found != choices.end()) {
    move(inset, std::get<2>(*found), std::get<1>(*found));
  } else {
    int left = picture.left + edge;  // beside those that are there already
    int top = picture.bottom + edge;
    for (std::size_t i = 0; i < k; ++i)
      if (on.insets[i].frame.bottom + edge >= picture.bottom) {
        left = on.insets[i].frame.right + edge;
        top = on.insets[i].frame.top;
      }
    move(inset, left, top);
    on.picture.bottom = std::max(on.picture.bottom, inset.frame.bottom + edge);
  }
  scene.closed.push_back(inset.frame);
}

}  // namespace coopgraph::detail
