// SPDX-License-Identifier: BSL-1.0
#include "plot/base_map.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace coopgraph::detail {
namespace {

constexpr position ha_noi{105.85, 21.03};
constexpr position da_nang{108.12, 16.03};
constexpr position khanh_hoa{109.05, 12.26};
constexpr double far_south = 11.0;
constexpr double west_of_viet_nam = 102.0;
constexpr double east_of_viet_nam = 110.0;

/// The cosine by its series, so that every machine places every point alike. Within 1e-9 for |x| <= pi/2.
double cosine(double x) {
  double term = 1.0;
  double sum = 1.0;
  for (int k = 2; k <= 18; k += 2) {
    term *= -x * x / ((k - 1) * k);
    sum += term;
  }
  return sum;
}

int to_tenths(double units) { return static_cast<int>(std::floor(units * 10.0 + 0.5)); }

bool is_map_of_viet_nam(const std::vector<unit_outline>& outlines) {
  bool north = false;
  bool south = false;
  for (const unit_outline& unit : outlines) {
    if (holds(unit, da_nang) || holds(unit, khanh_hoa)) return true;
    north = north || holds(unit, ha_noi);
    for (const auto& ring : unit.rings)
      south = south || std::any_of(ring.begin(), ring.end(), [](const position& p) {
                return p.lat < far_south && p.lon > west_of_viet_nam && p.lon < east_of_viet_nam;
              });
  }
  return north && south;
}

}  // namespace

bool within(const archipelago& a, const position& p) noexcept {
  return p.lon >= a.west && p.lon <= a.east && p.lat >= a.south && p.lat <= a.north;
}

std::optional<std::size_t> archipelago_of(const std::vector<position>& ring) {
  if (ring.empty()) return std::nullopt;
  for (std::size_t k = 0; k < archipelagos.size(); ++k)
    if (std::all_of(ring.begin(), ring.end(), [&](const position& p) { return within(archipelagos[k], p); })) return k;
  return std::nullopt;
}

bool holds(const unit_outline& unit, const position& p) noexcept {
  bool inside = false;
  for (const auto& ring : unit.rings)
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const position& a = ring[i];
      const position& b = ring[i + 1 == ring.size() ? 0 : i + 1];
      if ((a.lat > p.lat) == (b.lat > p.lat)) continue;
      if (p.lon < a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon)) inside = !inside;
    }
  return inside;
}

bool is_whole(const std::vector<unit_outline>& outlines) {
  if (!is_map_of_viet_nam(outlines)) return true;
  std::array<bool, archipelagos.size()> there{};
  for (const unit_outline& unit : outlines)
    for (const auto& ring : unit.rings)
      if (const auto k = archipelago_of(ring)) there[*k] = true;
  return std::all_of(there.begin(), there.end(), [](bool is) { return is; });
}

void check_outlines(const char* function, const std::vector<unit_outline>& outlines, std::size_t units) {
  if (!outlines.empty() && outlines.size() != units)
    throw input_error(function, "outlines", std::to_string(outlines.size()) + " of them",
                      "none, or one for each of the " + std::to_string(units) + " points");
  for (std::size_t u = 0; u < outlines.size(); ++u)
    for (const auto& ring : outlines[u].rings)
      for (const position& p : ring)
        if (!(std::abs(p.lon) <= 180.0 && std::abs(p.lat) <= 90.0))
          throw input_error(function, "outline of point " + std::to_string(u), to_text(p.lon) + ", " + to_text(p.lat),
                            "longitudes in [-180, 180] and latitudes in [-90, 90]");
}

void map_scale::take(const position& p) {
  span& s = spans_[static_cast<std::size_t>((p.lon + 180.0) * 10.0)];
  s = s.used ? span{std::min(s.low, p.lon), std::max(s.high, p.lon), true} : span{p.lon, p.lon, true};
  south_ = std::min(south_, p.lat);
  north_ = std::max(north_, p.lat);
  empty_ = false;
}

/// Longitudes begin east of the widest empty gap, so that places on both sides of the antimeridian stay together.
void map_scale::cut() {
  std::vector<double> lons;
  for (const span& s : spans_)
    if (s.used) {
      lons.push_back(s.low);
      lons.push_back(s.high);
    }
  double gap = lons.front() + 360.0 - lons.back();
  west_ = lons.front();
  for (std::size_t i = 1; i < lons.size(); ++i)
    if (lons[i] - lons[i - 1] > gap) {
      gap = lons[i] - lons[i - 1];
      west_ = lons[i];
    }
}

void map_scale::fit(double width, double side, double head, double least_height, double tallest) {
  if (empty_) return;
  cut();
  shrink_ = std::max(0.05, cosine((south_ + north_) / 2.0 * (3.14159265358979323846 / 180.0)));
  double across = 0.0;
  for (const span& s : spans_)
    if (s.used) across = std::max({across, east_of(s.low), east_of(s.high)});
  const double high = north_ - south_;
  scale_ = across > 0.0 ? (width - 2 * side) / across : 0.0;
  if (high > 0.0) scale_ = across > 0.0 ? std::min(scale_, tallest / high) : tallest / 2.0 / high;
  const double down = high * scale_;
  top_ = std::max(head, (least_height - down) / 2.0);
  left_ = (width - across * scale_) / 2.0;
  height_ = to_tenths(down + 2.0 * top_);
}

map_spot map_scale::operator()(const position& p) const {
  return {to_tenths(left_ + east_of(p.lon) * scale_), to_tenths(top_ + (north_ - p.lat) * scale_)};
}

std::vector<map_spot> ring_of(const std::vector<position>& ring, const map_scale& scale) {
  std::vector<map_spot> spots;
  for (const position& p : ring)
    if (const map_spot s = scale(p); spots.empty() || !(spots.back() == s)) spots.push_back(s);
  while (spots.size() > 1 && spots.front() == spots.back()) spots.pop_back();
  return spots;
}

}  // namespace coopgraph::detail
