// SPDX-License-Identifier: BSL-1.0
#include "io/geojson_coordinates.hpp"

#include <charconv>
#include <cmath>
#include <utility>

namespace coopgraph::detail {
namespace {

/// Longitudes 180 and -180 are one, and all longitudes at a pole.
position on_the_sphere(position p) noexcept {
  if (std::fabs(p.lat) == 90.0) return {0.0, p.lat};
  if (p.lon == -180.0) p.lon = 180.0;
  return p;
}

bool has_three_points(const std::vector<position>& ring) noexcept {
  const position first = on_the_sphere(ring.front());
  position second = first;
  for (const position& each : ring) {
    const position p = on_the_sphere(each);
    if (second == first)
      second = p;
    else if (p != first && p != second)
      return true;
  }
  return false;
}

bool jumps_across(const std::vector<position>& ring) noexcept {
  for (std::size_t i = 1; i < ring.size(); ++i)
    if (std::fabs(ring[i].lon - ring[i - 1].lon) > 180.0) return true;
  return false;
}

}  // namespace

void coordinate_list::clear() {
  open_.clear();
  points_.clear();
  lines_.clear();
  first_lon_.clear();
  first_lat_.clear();
  leaf_ = 0;
  numbers_ = 0;
  broken_ = false;
}

/// The first problem of a geometry is said: the others mostly follow from it.
void coordinate_list::problem(const text_place& where, std::string code, std::string message) {
  if (!std::exchange(broken_, true)) problems_.add(where.line, where.column, std::move(code), std::move(message));
}

void coordinate_list::scalar(json_value::kind what, std::string_view text, const text_place& where) {
  open_.back().is_empty = false;
  if (what != json_value::kind::number)
    return problem(where, "invalid-coordinates", "coordinates hold \"" + printable(text) + "\" here; allowed: lists of numbers");
  if (leaf_ == 0) leaf_ = open_.size();
  if (leaf_ != open_.size())
    return problem(where, "invalid-coordinates",
                   "the number " + printable(text) + " stands in another depth than those before it");
  if (++numbers_ > 2) return;
  double value = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), value);  // its range was checked by the parser
  if (value == 0.0) value = 0.0;
  if (numbers_ == 1) {
    now_.lon = value;
    if (points_.empty()) first_lon_ = text;
  } else {
    now_.lat = value;
    if (points_.empty()) first_lat_ = text;
  }
  places_[numbers_ - 1] = where;
}

void coordinate_list::begin(json_value::kind what, const text_place& where) {
  if (!open_.empty()) open_.back().is_empty = false;
  open_.push_back({where});
  if (what != json_value::kind::list)
    problem(where, "invalid-coordinates", "coordinates hold an object here; allowed: lists of numbers");
  if (leaf_ != 0 && open_.size() > leaf_)
    problem(where, "invalid-coordinates", "a list stands here among the numbers of a position; allowed: two numbers or more");
}

void coordinate_list::end() {
  const std::size_t depth = open_.size();
  const level closed = open_.back();
  open_.pop_back();
  if (depth == leaf_)
    end_position(closed.where);
  else if (closed.is_empty && depth > 1)
    problem(closed.where, "invalid-coordinates",
            "there is an empty list in the coordinates; a position needs two numbers or more");
  if (depth + 1 == leaf_) lines_.push_back({points_.size(), closed.where});
}

void coordinate_list::end_position(const text_place& where) {
  const std::size_t given = std::exchange(numbers_, 0);
  if (given < 2)
    return problem(where, "invalid-coordinates",
                   "a position has " + std::to_string(given) + " numbers; it needs a longitude and a latitude");
  if (given > 2) ++heights_;
  const auto out_of = [&](const char* what, double value, double most, const text_place& at, const std::string& hint) {
    const std::string degrees = to_text(most);
    problem(at, "invalid-position",
            std::string("the ") + what + ' ' + to_text(value) + " is out of range; allowed: -" + degrees + " to " + degrees +
                " degrees, a longitude before its latitude" + hint);
  };
  if (std::fabs(now_.lon) > 180.0)
    out_of("longitude", now_.lon, 180.0, places_[0], "; transform coordinates of a projection to WGS 84 first");
  else if (std::fabs(now_.lat) > 90.0)
    out_of("latitude", now_.lat, 90.0, places_[1],
           std::fabs(now_.lon) <= 90.0 && std::fabs(now_.lat) <= 180.0 ? "; are the two swapped?" : "");
  if (++read_ > most_) over_limit(file_, where.line, "more positions", most_, "points");
  points_.push_back(now_);
}

bool coordinate_list::check_ring(const std::vector<position>& ring, const text_place& where) {
  if (ring.size() < 4)
    problem(where, "invalid-ring",
            "a ring of a polygon has " + std::to_string(ring.size()) + " positions; it needs 4 or more, the last as the first");
  else if (ring.front() != ring.back())
    problem(where, "invalid-ring", "a ring of a polygon is not closed; its last position is to be its first");
  else if (!has_three_points(ring))
    problem(where, "invalid-ring", "a ring of a polygon has fewer than three different positions, it encloses nothing");
  return !broken_;
}

unit_outline coordinate_list::outline() {
  unit_outline border;
  bool crosses = false;
  std::size_t begin = 0;
  for (const line& each : lines_) {
    const auto at = [&](std::size_t i) { return points_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::vector<position> ring(at(begin), at(each.end));
    begin = each.end;
    if (!check_ring(ring, each.where)) return {};
    crosses = crosses || jumps_across(ring);
    border.rings.push_back(std::move(ring));
  }
  if (crosses) ++crossings_;
  return border;
}

}  // namespace coopgraph::detail
