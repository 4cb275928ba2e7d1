// SPDX-License-Identifier: BSL-1.0
#include "plot/map_layout.hpp"

#include "plot/label_text.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace coopgraph::detail {
namespace {

constexpr int side = 400;      // room for labels at the sides
constexpr int head = 280;      // and above and below the points
constexpr int tallest = 9000;  // of the area of the points
constexpr int least_height = 2000;
constexpr std::size_t longest_label = 28;
constexpr int pieces = 12;  // of a curve, where labels look out for it

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

void check(const tie_map_data& data, const tie_map_options& options) {
  for (const auto& p : data.points)
    if (p.where && !(std::abs(p.where->lon) <= 180.0 && std::abs(p.where->lat) <= 90.0))
      throw input_error("tie_map", "where", to_text(p.where->lon) + ", " + to_text(p.where->lat),
                        "a longitude in [-180, 180] and a latitude in [-90, 90]");
  for (const auto& t : data.ties) {
    if (t.from >= data.points.size() || t.to >= data.points.size() || t.from == t.to)
      throw input_error("tie_map", "ties", std::to_string(t.from) + " - " + std::to_string(t.to),
                        "two different points of the data");
    if (!(t.weight > 0.0 && std::isfinite(t.weight)))
      throw input_error("tie_map", "weight", to_text(t.weight), "a finite number above 0");
  }
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto other = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_'; };
  if (options.id.empty() || !letter(options.id.front()) || !std::all_of(options.id.begin(), options.id.end(), other))
    throw option_error("tie_map", "id", '\'' + options.id + '\'', "a letter, then letters, digits, '-' and '_'");
  if (options.width < 200 || options.width > 2000)
    throw option_error("tie_map", "width", std::to_string(options.width), "200 to 2000");
}

/// Longitudes east of the widest empty gap, so that places on both sides of the antimeridian stay together.
double westernmost(std::vector<double> lons) {
  std::sort(lons.begin(), lons.end());
  double gap = lons.front() + 360.0 - lons.back();
  double start = lons.front();
  for (std::size_t i = 1; i < lons.size(); ++i)
    if (lons[i] - lons[i - 1] > gap) {
      gap = lons[i] - lons[i - 1];
      start = lons[i];
    }
  return start;
}

ground survey(const tie_map_data& data, int width, int least_radius) {
  ground g;
  std::vector<double> lons;
  double south = 90.0;
  double north = -90.0;
  for (std::size_t i = 0; i < data.points.size(); ++i) {
    g.disc.emplace_back();
    const auto& where = data.points[i].where;
    if (!where) continue;
    g.disc[i] = g.shown.size();
    g.shown.push_back(i);
    lons.push_back(where->lon);
    south = std::min(south, where->lat);
    north = std::max(north, where->lat);
  }
  g.picture = {0, 0, width * 10, 0};
  if (g.shown.empty()) return g;
  const double west = westernmost(lons);
  const double shrink = std::max(0.05, cosine((south + north) / 2.0 * (3.14159265358979323846 / 180.0)));
  const auto east_of = [&](double lon) { return (lon < west ? lon + 360.0 - west : lon - west) * shrink; };
  double across = 0.0;
  for (const double lon : lons) across = std::max(across, east_of(lon));
  const double room = width - 2 * side / 10.0;
  double scale = across > 0.0 ? room / across : 0.0;
  if (north > south) scale = across > 0.0 ? std::min(scale, tallest / 10.0 / (north - south)) : tallest / 20.0 / (north - south);
  const double down = (north - south) * scale;
  const double top = std::max(head / 10.0, (least_height / 10.0 - down) / 2.0);
  const double left = (width - across * scale) / 2.0;
  for (const std::size_t i : g.shown) {
    const position& p = *data.points[i].where;
    g.discs.push_back({{to_tenths(left + east_of(p.lon) * scale), to_tenths(top + (north - p.lat) * scale)},
                       std::max(look_of(data.points[i].kind).radius, least_radius)});
  }
  g.picture.bottom = to_tenths(down + 2.0 * top);
  return g;
}

std::vector<map_spot> chain_of(const bow& path) {
  std::vector<map_spot> spots;
  for (int i = 0; i <= pieces; ++i) {
    const int a = (pieces - i) * (pieces - i);
    const int b = 2 * i * (pieces - i);
    const int c = i * i;
    spots.push_back({(a * path.from.x + b * path.control.x + c * path.to.x) / (pieces * pieces),
                     (a * path.from.y + b * path.control.y + c * path.to.y) / (pieces * pieces)});
  }
  return spots;
}

/// Bends away from the middle of the points.
bow bend(const map_spot& from, const map_spot& to, const map_spot& middle) {
  const int dx = to.x - from.x;
  const int dy = to.y - from.y;
  const std::int64_t side_of_middle = turn(from, to, middle);
  const bool forward = side_of_middle != 0 ? side_of_middle < 0 : std::pair(from.x, from.y) < std::pair(to.x, to.y);
  const int way = forward ? 15 : -15;
  return {from, {(from.x + to.x) / 2 - dy * way / 100, (from.y + to.y) / 2 + dx * way / 100}, to};
}

map_spot middle_of(const std::vector<map_disc>& discs) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (const map_disc& d : discs) {
    x += d.at.x;
    y += d.at.y;
  }
  const auto n = static_cast<std::int64_t>(std::max<std::size_t>(discs.size(), 1));
  return {static_cast<int>(x / n), static_cast<int>(y / n)};
}

}  // namespace

width_scale::width_scale(const std::vector<tie_map_data::tie>& ties) {
  for (const auto& t : ties) upto_.push_back(t.weight);
  std::sort(upto_.begin(), upto_.end());
  upto_.erase(std::unique(upto_.begin(), upto_.end()), upto_.end());
  if (upto_.size() <= 3) return;
  const bool whole = std::all_of(upto_.begin(), upto_.end(), [](double w) { return w == std::floor(w); });
  const double most = upto_.back();
  upto_ = {most / 3.0, most / 1.5, most};
  if (whole)
    for (double& step : upto_) step = std::floor(step);
  thirds_ = true;
}

std::string width_scale::text(std::size_t k, const std::string& unit) const {
  const double upto = upto_[k];
  const bool rounded = thirds_ && upto >= 1.0 && upto < 1e15;
  return (thirds_ ? "up to " : "") + to_text(rounded ? std::floor(upto * 10.0 + 0.5) / 10.0 : upto) +
         (k + 1 == upto_.size() ? ' ' + unit : "");
}

map_layout lay_out(const tie_map_data& data, const tie_map_options& options, int least_radius) {
  check(data, options);
  map_layout d{data, survey(data, options.width, least_radius), width_scale(data.ties)};
  label_scene scene{d.places.picture, d.places.discs, {}, {}};
  const map_spot middle = middle_of(scene.points);
  for (std::size_t i = 0; i < data.ties.size(); ++i) {
    const auto from = d.places.disc[data.ties[i].from];
    const auto to = d.places.disc[data.ties[i].to];
    if (!from || !to) continue;
    d.bows.emplace_back(i, bend(scene.points[*from].at, scene.points[*to].at, middle));
    scene.curves.push_back(chain_of(d.bows.back().second));
  }
  for (const map_point_kind kind : {map_point_kind::observed, map_point_kind::tied, map_point_kind::other})
    for (std::size_t s = 0; s < d.places.shown.size(); ++s) {
      const auto& point = data.points[d.places.shown[s]];
      if (point.kind != kind) continue;
      const look as = look_of(kind);
      d.labelled.push_back(s);
      d.texts.push_back(shortened(point.name, longest_label));
      const int wide = text_width(d.texts.back(), as.font) * (kind == map_point_kind::observed ? 107 : 100) / 100;
      d.label_widths.push_back(std::max(wide, 10));
      scene.labels.push_back(
          {s, d.label_widths.back(), as.height, kind != map_point_kind::other, kind == map_point_kind::observed ? 6 : 1});
    }
  d.layout = place_labels(scene);
  return d;
}

}  // namespace coopgraph::detail
