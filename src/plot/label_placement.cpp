// SPDX-License-Identifier: BSL-1.0
#include "plot/label_placement.hpp"

#include <coopgraph/core/random.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <tuple>

namespace coopgraph::detail {
namespace {

// Lengths in tenths of the picture's unit.
constexpr int rings = 26;
constexpr int ring_step = 50;
constexpr int beside_gap = 16;
constexpr int point_gap = 6;       // between a label and any point
constexpr int confusing_gap = 24;  // nearer to another point than this, a label may seem to be that one's
constexpr int word_gap = 40;       // nearer to another label than this, two names may seem to be one
constexpr int margin_gap = 60;     // between the picture and the labels in its margins
constexpr int line_gap = 8;        // between two labels in a margin
constexpr int directions = 32;
constexpr int rounds = 24;
constexpr int pushing_rings = 5;
constexpr std::size_t orders_for_labels = 450;     // how many labels are placed in all, over several orders
constexpr std::size_t trials_for_labels = 15'000;  // how often, times the labels, others may be pushed away in each order

// Costs, to be compared with that of a ring outwards.
constexpr int ring_cost = 50;
constexpr int leader_cost = 100;
constexpr int curve_cost = 30;  // a label on a curve
constexpr int leader_on_curve_cost = 40;
constexpr int leader_on_point_cost = 400;
constexpr int confusing_cost = 80;
constexpr int crowded_cost = 80;
constexpr int leaders_cross_cost = 1200;
constexpr int leader_on_label_cost = 6000;
constexpr std::int64_t no_place_cost = 100'000;
constexpr int most_for_optional = 120;
constexpr int impossible = std::numeric_limits<int>::max();

/// 1000 sin(k 2 pi / 32), in whole numbers.
constexpr std::array<int, 9> quarter_sine{0, 195, 383, 556, 707, 831, 924, 981, 1000};
constexpr int sine(int k) noexcept {
  k = ((k % directions) + directions) % directions;
  if (k > 16) return -sine(k - 16);
  return quarter_sine[static_cast<std::size_t>(k <= 8 ? k : 16 - k)];
}
constexpr int cosine(int k) noexcept { return sine(k + 8); }

map_box grown(const map_box& b, int by) noexcept { return {b.left - by, b.top - by, b.right + by, b.bottom + by}; }

/// How a box of this length lies at a coordinate of its anchor: beyond it, before it, or around it.
std::pair<int, int> span_at(int anchor, int length, int towards) noexcept {
  const int start = towards > 383 ? anchor : towards < -383 ? anchor - length : anchor - length / 2;
  return {start, start + length};
}

/// From a point to the side of its label that faces it.
map_line leader_to(const map_spot& from, const map_box& box) noexcept {
  const int middle = (box.top + box.bottom) / 2;
  const int slack = (box.bottom - box.top) / 5;
  const bool beside = from.x < box.left || from.x > box.right;
  return {from,
          {std::clamp(from.x, box.left, box.right),
           beside ? std::clamp(from.y, middle - slack, middle + slack) : std::clamp(from.y, box.top, box.bottom)}};
}

/// Candidate k of a label: ring k / 32, direction k % 32 from the right downwards.
label_place candidate(const label_wish& wish, const map_disc& point, int k) noexcept {
  const int ring = k / directions;
  const int dx = cosine(k % directions);
  const int dy = sine(k % directions);
  const int reach = point.radius + beside_gap + ring * ring_step;
  const auto [left, right] = span_at(point.at.x + reach * dx / 1000, wish.width, dx);
  const auto [top, bottom] = span_at(point.at.y + reach * dy / 1000, wish.height, dy);
  label_place place{{left, top, right, bottom}};
  if (ring > 0) place.leader = leader_to(point.at, place.box);
  return place;
}

/// What a candidate costs for its distance and direction: to the right of the point is best, then to the left.
int own_cost(int k) noexcept {
  const int ring = k / directions;
  const int toward = cosine(k % directions);
  const int slant = 1000 - std::abs(toward);
  return (ring == 0 ? 0 : leader_cost + ring_cost * ring + 5 * ring * ring) + (slant + 19) / 20 + (toward < 0 ? 10 : 0);
}

class placement {
 public:
  explicit placement(const label_scene& scene) : scene_(scene) {
    for (const auto& curve : scene.curves) {
      map_box around{0, 0, -1, -1};
      for (std::size_t i = 0; i < curve.size(); ++i) {
        const map_box here{curve[i].x, curve[i].y, curve[i].x, curve[i].y};
        around = i == 0 ? here
                        : map_box{std::min(around.left, here.left), std::min(around.top, here.top),
                                  std::max(around.right, here.right), std::max(around.bottom, here.bottom)};
      }
      around_.push_back(around);
    }
    places_.resize(scene.labels.size());
    chosen_.resize(scene.labels.size());
    const auto all = static_cast<std::size_t>(rings * directions);
    order_.resize(all);
    std::iota(order_.begin(), order_.end(), 0);
    std::stable_sort(order_.begin(), order_.end(), [](int a, int b) { return own_cost(a) < own_cost(b); });
    known_.resize(scene.labels.size());
  }

  label_layout run() {
    // 1. Every required label takes the best place that is left; then each may move while the costs fall. What is best depends
    //    on who chooses first: several orders are tried.
    std::vector<std::size_t> required;
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (scene_.labels[i].required) required.push_back(i);
    keep_best(required);
    // 2. The margins take those for which the picture has no room.
    label_layout layout{{}, scene_.picture};
    fill_margins(layout.picture);
    // 3. Where room is left beside a point, its label may stand there.
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (!scene_.labels[i].required) improve(i, most_for_optional);
    for (auto& place : places_) layout.places.push_back(place);
    return layout;
  }

 private:
  void keep_best(const std::vector<std::size_t>& required) {
    const std::size_t count = std::clamp<std::size_t>(orders_for_labels / std::max<std::size_t>(required.size(), 1), 2, 24);
    std::vector<std::vector<std::size_t>> orders(count, required);
    for (std::size_t k = 1; k < count; ++k) {
      if (k > 5) {
        random_stream random(0, "label_placement", k);
        shuffle(std::span(orders[k]), random);
        continue;
      }
      std::stable_sort(orders[k].begin(), orders[k].end(), [&](std::size_t a, std::size_t b) {
        const int x = spot_of(a).x - spot_of(b).x;
        const int y = spot_of(a).y - spot_of(b).y;
        return k == 1 ? y > 0 : k == 2 ? x < 0 : k == 3 ? x > 0 : k == 4 ? y < 0 : a > b;
      });
    }
    for (auto& order : orders)  // what weighs more chooses first in each
      std::stable_sort(order.begin(), order.end(),
                       [&](std::size_t a, std::size_t b) { return scene_.labels[a].weight > scene_.labels[b].weight; });
    std::vector<std::optional<label_place>> best;
    std::int64_t least = 0;
    for (const auto& order : orders) {
      std::fill(places_.begin(), places_.end(), std::nullopt);
      settle(order);
      const std::int64_t cost = cost_of(order);
      if (best.empty() || cost < least) {
        best = places_;
        least = cost;
      }
    }
    places_ = best;
  }

  void settle(const std::vector<std::size_t>& order) {
    std::size_t trials = trials_for_labels / std::max<std::size_t>(order.size(), 20);
    for (int round = 0; round < rounds; ++round) {
      bool moved = false;
      for (const std::size_t i : order) moved = improve(i, impossible) || moved;
      if (moved) continue;
      for (const std::size_t i : order) moved = push(i, trials) || moved;
      if (!moved) return;
    }
  }

  /// Moves a label that is not beside its point there, or close by, at the expense of at most two others, which then look for
  /// new places, if all of them together are better off.
  bool push(std::size_t label, std::size_t& trials) {
    if (places_[label] && !places_[label]->leader) return false;
    for (const int k : order_) {
      if (trials == 0) return false;
      if (k >= pushing_rings * directions) continue;
      if (places_[label] && own_cost(k) >= own_cost(chosen_[label])) return false;
      const label_place place = candidate(scene_.labels[label], disc_of(label), k);
      if (fixed_of(label, k, place) == impossible) continue;
      std::vector<std::size_t> group{label};
      for (std::size_t j = 0; j < places_.size() && group.size() < 4; ++j)
        if (j != label && places_[j] && overlap(place.box, places_[j]->box)) group.push_back(j);
      if (group.size() > 3) continue;
      --trials;
      if (regroup(group, place, k)) return true;
    }
    return false;
  }

  /// Puts the first of the group at this place, then the others where they can; undone unless the sum of their costs falls.
  bool regroup(const std::vector<std::size_t>& group, const label_place& place, int k) {
    const std::int64_t before = cost_of(group);
    std::vector<std::pair<std::optional<label_place>, int>> old;
    for (const std::size_t l : group) {
      old.emplace_back(places_[l], chosen_[l]);
      places_[l].reset();
    }
    places_[group.front()] = place;
    chosen_[group.front()] = k;
    std::int64_t left = before - cost_of({group.front()});  // for those that are not placed yet
    for (std::size_t i = 1; i < group.size() && left > 0; ++i)
      left = improve(group[i], static_cast<int>(std::min<std::int64_t>(left, impossible)))
                 ? before - cost_of({group.begin(), group.begin() + static_cast<std::ptrdiff_t>(i) + 1})
                 : 0;
    if (left > 0) return true;
    for (std::size_t i = 0; i < group.size(); ++i) std::tie(places_[group[i]], chosen_[group[i]]) = old[i];
    return false;
  }

  /// What these labels cost, each pair once.
  std::int64_t cost_of(const std::vector<std::size_t>& labels) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const std::size_t l = labels[i];
      if (!places_[l]) {
        sum += no_place_cost;
        continue;
      }
      sum += fixed_of(l, chosen_[l], *places_[l]) + cost_among(l, *places_[l], impossible);
      for (std::size_t j = 0; j < i; ++j)
        if (places_[labels[j]]) sum -= cost_between(l, *places_[l], labels[j], *places_[labels[j]]);
    }
    return sum;
  }

  /// The cost of a place against all that does not move.
  int fixed_cost(std::size_t label, int k, const label_place& place) const {
    const map_box& box = place.box;
    if (!inside(box, scene_.picture)) return impossible;
    for (const map_box& closed : scene_.closed)
      if (overlap(box, closed)) return impossible;
    const std::size_t own = scene_.labels[label].point;
    int cost = own_cost(k) * scene_.labels[label].weight;
    for (std::size_t p = 0; p < scene_.points.size(); ++p) {
      const map_box square = scene_.points[p].square(point_gap);
      if (overlap(box, square)) return impossible;
      if (p == own || scene_.points[p].at == scene_.points[own].at) continue;
      if (place.leader) {
        if (touch(*place.leader, square)) cost += leader_on_point_cost;
      } else if (overlap(box, grown(square, confusing_gap - point_gap))) {
        cost += confusing_cost;
      }
    }
    for (std::size_t c = 0; c < scene_.curves.size(); ++c) {
      if (meets_curve(box, c)) cost += curve_cost;
      if (place.leader && meets_curve(*place.leader, c)) cost += leader_on_curve_cost;
    }
    return cost;
  }

  bool meets_curve(const map_box& box, std::size_t c) const {
    if (!meet(box, around_[c])) return false;
    const auto& curve = scene_.curves[c];
    for (std::size_t i = 1; i < curve.size(); ++i)
      if (touch({curve[i - 1], curve[i]}, box)) return true;
    return false;
  }
  bool meets_curve(const map_line& line, std::size_t c) const {
    if (!meet(box_of(line), around_[c])) return false;
    const auto& curve = scene_.curves[c];
    if (line.from == curve.front() || line.from == curve.back()) return false;
    for (std::size_t i = 1; i < curve.size(); ++i)
      if (touch({curve[i - 1], curve[i]}, line)) return true;
    return false;
  }

  /// The cost of two places beside each other; impossible if they overlap.
  int cost_between(std::size_t a, const label_place& at, std::size_t b, const label_place& other) const {
    if (overlap(at.box, other.box)) return impossible;
    const map_box wider{at.box.left - word_gap, at.box.top, at.box.right + word_gap, at.box.bottom};
    int cost = overlap(wider, other.box) ? crowded_cost : 0;
    if (at.leader && touch(*at.leader, other.box)) cost += leader_on_label_cost;
    if (other.leader && touch(*other.leader, at.box)) cost += leader_on_label_cost;
    if (at.leader && other.leader && spot_of(a) != spot_of(b) && touch(*at.leader, *other.leader)) cost += leaders_cross_cost;
    return cost;
  }

  /// The cost of a place against the other labels, which may move; impossible at once when it reaches `enough`.
  int cost_among(std::size_t label, const label_place& place, int enough) const {
    int cost = 0;
    for (std::size_t j = 0; j < places_.size(); ++j) {
      if (j == label || !places_[j]) continue;
      const int one = cost_between(label, place, j, *places_[j]);
      if (one >= enough - cost) return impossible;
      cost += one;
    }
    return cost;
  }

  /// fixed_cost(), kept.
  int fixed_of(std::size_t label, int k, const label_place& place) {
    auto& known = known_[label];
    if (known.empty()) known.assign(order_.size(), unknown);
    int& cost = known[static_cast<std::size_t>(k)];
    if (cost == unknown) cost = fixed_cost(label, k, place);
    return cost;
  }

  /// Moves a label to its best place, if that costs less than `most` and than where it is.
  bool improve(std::size_t label, int most) {
    const label_wish& wish = scene_.labels[label];
    int best = most;
    if (places_[label]) best = fixed_of(label, chosen_[label], *places_[label]) + cost_among(label, *places_[label], impossible);
    std::optional<int> found;
    for (const int k : order_) {
      if (own_cost(k) >= best || (!wish.required && k >= directions)) break;
      const label_place place = candidate(wish, disc_of(label), k);
      const int fixed = fixed_of(label, k, place);
      if (fixed >= best) continue;
      const int among = cost_among(label, place, best - fixed);
      if (among == impossible) continue;
      best = fixed + among;
      found = k;
    }
    if (!found) return false;
    places_[label] = candidate(wish, disc_of(label), *found);
    chosen_[label] = *found;
    return true;
  }

  /// Puts the required labels that have no place into two columns, in the order of their points from the top.
  void fill_margins(map_box& picture) {
    std::vector<std::size_t> left;
    std::vector<std::size_t> right;
    const int middle = (picture.left + picture.right) / 2;
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (scene_.labels[i].required && !places_[i]) (spot_of(i).x < middle ? left : right).push_back(i);
    const map_box inner = picture;
    for (auto* column : {&left, &right}) {
      if (column->empty()) continue;
      const bool is_left = column == &left;
      std::stable_sort(column->begin(), column->end(), [&](std::size_t a, std::size_t b) {
        return std::tuple(spot_of(a).y, spot_of(a).x) < std::tuple(spot_of(b).y, spot_of(b).x);
      });
      const std::vector<int> tops = stacked(*column, inner);
      int widest = 0;
      for (const std::size_t i : *column) widest = std::max(widest, scene_.labels[i].width);
      for (std::size_t r = 0; r < column->size(); ++r) {
        const label_wish& wish = scene_.labels[(*column)[r]];
        const int x = is_left ? inner.left - margin_gap - wish.width : inner.right + margin_gap;
        label_place place{{x, tops[r], x + wish.width, tops[r] + wish.height}};
        place.leader = leader_to(spot_of((*column)[r]), place.box);
        picture.bottom = std::max(picture.bottom, place.box.bottom + line_gap);
        places_[(*column)[r]] = place;
      }
      (is_left ? picture.left : picture.right) += (is_left ? -1 : 1) * (widest + margin_gap + line_gap);
    }
  }

  /// The tops of the labels of a column: each near the height of its point, none above the picture, below only if they must.
  std::vector<int> stacked(const std::vector<std::size_t>& column, const map_box& within) const {
    std::vector<int> tops;
    int next = within.top + line_gap;
    for (const std::size_t i : column) {
      const int height = scene_.labels[i].height;
      tops.push_back(std::max(next, spot_of(i).y - height / 2));
      next = tops.back() + height + line_gap;
    }
    int limit = within.bottom - line_gap;
    for (std::size_t r = column.size(); r-- > 0;) {
      tops[r] = std::min(tops[r], limit - scene_.labels[column[r]].height);
      limit = tops[r] - line_gap;
    }
    next = within.top + line_gap;  // a column longer than the picture goes on below it
    for (std::size_t r = 0; r < column.size(); ++r) {
      tops[r] = std::max(tops[r], next);
      next = tops[r] + scene_.labels[column[r]].height + line_gap;
    }
    return tops;
  }

  [[nodiscard]] const map_disc& disc_of(std::size_t label) const { return scene_.points[scene_.labels[label].point]; }
  [[nodiscard]] const map_spot& spot_of(std::size_t label) const { return disc_of(label).at; }

  static constexpr int unknown = -1;

  const label_scene& scene_;
  std::vector<map_box> around_;          // of each curve
  std::vector<int> order_;               // candidates by their own cost
  std::vector<std::vector<int>> known_;  // label -> candidate -> fixed cost
  std::vector<std::optional<label_place>> places_;
  std::vector<int> chosen_;  // label -> candidate
};

}  // namespace

label_layout place_labels(const label_scene& scene) { return placement(scene).run(); }

}  // namespace coopgraph::detail
