// SPDX-License-Identifier: BSL-1.0
#include "graph/outlines.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

namespace coopgraph::detail {
namespace {

/// The one name of a place: 180 and -180 degrees east are one, and so are all longitudes at a pole; 0 has no sign.
position place_of(const position& p) {
  if (p.lat == 90.0 || p.lat == -90.0) return {0.0, p.lat};
  return {p.lon == -180.0 ? 180.0 : p.lon + 0.0, p.lat + 0.0};
}

bool before(const position& a, const position& b) { return std::tie(a.lon, a.lat) < std::tie(b.lon, b.lat); }

/// The points of a ring in turn, none twice in a row, the last not the first again.
std::vector<position> read_ring(const char* function, const std::vector<position>& ring, const std::string& which) {
  std::vector<position> places;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    check_position(function, ring[i], "point " + to_text(i) + " of " + which);
    const position place = place_of(ring[i]);
    if (places.empty() || place != places.back()) places.push_back(place);
  }
  while (places.size() > 1 && places.front() == places.back()) places.pop_back();
  std::vector<position> different = places;
  std::sort(different.begin(), different.end(), before);
  const auto count = std::unique(different.begin(), different.end()) - different.begin();
  if (count < 3) throw input_error(function, which, to_text(count) + " different points", "at least 3");
  return places;
}

void set_units_of_points(const std::vector<std::pair<std::uint32_t, vertex_id>>& visits, outlines& drawn) {
  drawn.begin.assign(drawn.at.size() + 1, 0);
  for (const auto& [point, unit] : visits) {
    ++drawn.begin[point + std::size_t{1}];
    drawn.unit_of_point.push_back(unit);
  }
  for (std::size_t p = 0; p < drawn.at.size(); ++p) drawn.begin[p + 1] += drawn.begin[p];
}

void set_points_of_units(const std::vector<std::pair<std::uint32_t, vertex_id>>& visits, std::size_t units, outlines& drawn) {
  std::vector<std::size_t>& begin = drawn.by_unit.begin;
  begin.assign(units + 1, 0);
  for (const auto& [point, unit] : visits) ++begin[unit + std::size_t{1}];
  for (std::size_t u = 0; u < units; ++u) begin[u + 1] += begin[u];
  drawn.by_unit.at.resize(visits.size());
  drawn.by_unit.unit.resize(visits.size());
  std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
  for (const auto& [point, unit] : visits) {
    drawn.by_unit.at[next[unit]] = drawn.at[point];
    drawn.by_unit.unit[next[unit]++] = unit;
  }
}

struct read_rings {
  std::vector<std::pair<vertex_id, std::vector<position>>> rings;
  std::vector<position> places;  // of all, sorted, each once
};

read_rings read_all(const char* function, std::span<const unit_outline> units) {
  read_rings all;
  for (vertex_id u = 0; u < units.size(); ++u)
    for (std::size_t r = 0; r < units[u].rings.size(); ++r) {
      const std::string which = "ring " + to_text(r) + " of unit " + to_text(u);
      all.rings.emplace_back(u, read_ring(function, units[u].rings[r], which));
      const std::vector<position>& ring = all.rings.back().second;
      all.places.insert(all.places.end(), ring.begin(), ring.end());
    }
  std::sort(all.places.begin(), all.places.end(), before);
  all.places.erase(std::unique(all.places.begin(), all.places.end()), all.places.end());
  return all;
}

}  // namespace

outlines read_outlines(const char* function, std::span<const unit_outline> units) {
  if (units.size() >= no_vertex) throw input_error(function, "units", to_text(units.size()), "at most 2^32 - 2");
  const auto [rings, places] = read_all(function, units);
  if (places.size() >= no_vertex) throw input_error(function, "different points", to_text(places.size()), "at most 2^32 - 2");
  outlines drawn;
  for (const position& place : places) drawn.at.push_back(on_sphere(place));
  std::vector<std::pair<std::uint32_t, vertex_id>> visits;
  for (const auto& [unit, ring] : rings) {
    std::vector<std::uint32_t> points;
    for (const position& place : ring) {
      const auto at = std::lower_bound(places.begin(), places.end(), place, before) - places.begin();
      points.push_back(static_cast<std::uint32_t>(at));
      visits.emplace_back(points.back(), unit);
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto [first, second] = std::minmax(points[i], points[(i + 1) % points.size()]);
      drawn.sides.push_back({first, second, unit});
    }
  }
  std::sort(drawn.sides.begin(), drawn.sides.end(), [](const outline_side& a, const outline_side& b) {
    return std::tie(a.first, a.second, a.unit) < std::tie(b.first, b.second, b.unit);
  });
  drawn.sides.erase(std::unique(drawn.sides.begin(), drawn.sides.end()), drawn.sides.end());
  std::sort(visits.begin(), visits.end());
  visits.erase(std::unique(visits.begin(), visits.end()), visits.end());
  set_units_of_points(visits, drawn);
  set_points_of_units(visits, units.size(), drawn);
  return drawn;
}

}  // namespace coopgraph::detail
