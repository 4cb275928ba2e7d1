// SPDX-License-Identifier: BSL-1.0
#include "io/ring_nesting.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace coopgraph::detail {
namespace {

using ring = std::vector<position>;
constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

/// The points one after the other without a jump across the meridian of 180 degrees.
ring unrolled(const ring& given) {
  ring points = given;
  for (std::size_t i = 1; i < points.size(); ++i) {
    while (points[i].lon - points[i - 1].lon > 180.0) points[i].lon -= 360.0;
    while (points[i].lon - points[i - 1].lon < -180.0) points[i].lon += 360.0;
  }
  return points;
}

/// Twice the area in square degrees: above 0 if the ring runs against the clock.
double area_of(const ring& points) {
  double sum = 0.0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const position& a = points[i];
    const position& b = points[i + 1 == points.size() ? 0 : i + 1];
    sum += (a.lon - points[0].lon) * (b.lat - points[0].lat) - (b.lon - points[0].lon) * (a.lat - points[0].lat);
  }
  return sum;
}

/// A side of a ring that is not upright, from west to east.
struct side {
  position west;
  position east;
  std::size_t of = 0;
  bool inside_above = false;

  [[nodiscard]] double lat_at(double lon) const {
    if (lon <= west.lon) return west.lat;
    if (lon >= east.lon) return east.lat;
    return west.lat + (east.lat - west.lat) * ((lon - west.lon) / (east.lon - west.lon));
  }
};

/// From south to north where both are; two that begin at one point by where they go; of two that lie on each other one ring ends
/// before the other begins.
struct is_south {
  const std::vector<side>* sides;
  bool operator()(std::size_t i, std::size_t j) const {
    const side& a = (*sides)[i];
    const side& b = (*sides)[j];
    const double begin = std::max(a.west.lon, b.west.lon);
    const double end = std::min(a.east.lon, b.east.lon);
    return std::tuple(a.lat_at(begin), a.lat_at(end), a.inside_above, i) <
           std::tuple(b.lat_at(begin), b.lat_at(end), b.inside_above, j);
  }
};

std::vector<side> sides_of(const unit_outline& outline) {
  std::vector<side> sides;
  for (std::size_t r = 0; r < outline.rings.size(); ++r) {
    const ring points = unrolled(outline.rings[r]);
    const bool against_clock = area_of(points) > 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const position& a = points[i];
      const position& b = points[i + 1 == points.size() ? 0 : i + 1];
      if (a.lon < b.lon) sides.push_back({a, b, r, against_clock});
      if (a.lon > b.lon) sides.push_back({b, a, r, !against_clock});
    }
  }
  return sides;
}

/// By ring: the ring around it, or none. A sweep from west to east holds the sides that it meets from south to north; what a
/// ring's westernmost point has to its south tells where the ring lies.
std::vector<std::size_t> rings_around(const unit_outline& outline, std::vector<std::size_t>& depth) {
  const std::vector<side> sides = sides_of(outline);
  struct event {
    double lon;
    bool begins;  // ends come first
    double lat;
    double toward;
    bool inside_above;
    std::size_t which;
    bool operator<(const event& o) const {
      return std::tie(lon, begins, lat, toward, inside_above, which) <
             std::tie(o.lon, o.begins, o.lat, o.toward, o.inside_above, o.which);
    }
  };
  std::vector<event> events;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    const side& each = sides[s];
    const double slope = (each.east.lat - each.west.lat) / (each.east.lon - each.west.lon);
    events.push_back({each.west.lon, true, each.west.lat, slope, each.inside_above, s});
    events.push_back({each.east.lon, false, 0.0, 0.0, false, s});
  }
  std::sort(events.begin(), events.end());

  std::vector<std::size_t> around(outline.rings.size(), none);
  std::vector<bool> met(outline.rings.size(), false);
  std::set<std::size_t, is_south> open(is_south{&sides});
  std::vector<std::set<std::size_t, is_south>::iterator> place(sides.size(), open.end());
  for (const event& e : events) {
    const std::size_t r = sides[e.which].of;
    if (!e.begins) {
      open.erase(place[e.which]);
      continue;
    }
    const auto at = open.insert(e.which).first;
    place[e.which] = at;
    if (met[r]) continue;
    met[r] = true;
    if (at == open.begin()) continue;
    const side& south = sides[*std::prev(at)];
    around[r] = south.inside_above ? south.of : around[south.of];
    depth[r] = around[r] == none ? 0 : depth[around[r]] + 1;
  }
  return around;
}

/// The longitudes at which a parallel crosses the outline, from west to east.
std::vector<double> crossings_at(double lat, const unit_outline& outline) {
  std::vector<double> crossings;
  for (const ring& each : outline.rings) {
    const ring points = unrolled(each);
    for (std::size_t i = 0; i < points.size(); ++i) {
      const position& a = points[i];
      const position& b = points[i + 1 == points.size() ? 0 : i + 1];
      if ((a.lat <= lat) != (b.lat <= lat)) crossings.push_back(a.lon + (b.lon - a.lon) * ((lat - a.lat) / (b.lat - a.lat)));
    }
  }
  std::sort(crossings.begin(), crossings.end());
  return crossings;
}

}  // namespace

std::vector<outline_part> parts_of(const unit_outline& outline) {
  const std::size_t n = outline.rings.size();
  if (n == 1) return {{0, {}}};
  std::vector<std::size_t> depth(n, 0);
  const std::vector<std::size_t> around = rings_around(outline, depth);
  std::vector<outline_part> parts;
  std::vector<std::size_t> part_of(n, none);
  for (std::size_t r = 0; r < n; ++r) {
    if (depth[r] % 2 != 0) continue;
    part_of[r] = parts.size();
    parts.push_back({r, {}});
  }
  for (std::size_t r = 0; r < n; ++r)
    if (depth[r] % 2 != 0) parts[part_of[around[r]]].holes.push_back(r);
  return parts;
}

position point_inside(const unit_outline& outline) {
  ring largest;
  double most = -1.0;
  for (const ring& each : outline.rings) {
    if (each.empty()) continue;
    ring points = unrolled(each);
    const double area = std::fabs(area_of(points));
    if (area <= most) continue;
    most = area;
    largest = std::move(points);
  }
  const auto by_lat = [](const position& a, const position& b) { return a.lat < b.lat; };
  const auto by_lon = [](const position& a, const position& b) { return a.lon < b.lon; };
  const auto [south, north] = std::minmax_element(largest.begin(), largest.end(), by_lat);
  const auto [west, east] = std::minmax_element(largest.begin(), largest.end(), by_lon);
  const std::vector<double> crossings = crossings_at(south->lat + (north->lat - south->lat) / 2.0, outline);
  position found = largest.front();
  double widest = 0.0;
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {  // from where the outline is entered to where it is left
    const double width = crossings[i + 1] - crossings[i];
    if (width <= widest || crossings[i] < west->lon || crossings[i + 1] > east->lon) continue;
    widest = width;
    found = {crossings[i] + width / 2.0, south->lat + (north->lat - south->lat) / 2.0};
  }
  while (found.lon > 180.0) found.lon -= 360.0;
  while (found.lon < -180.0) found.lon += 360.0;
  return found;
}

}  // namespace coopgraph::detail
