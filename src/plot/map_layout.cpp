// SPDX-License-Identifier: BSL-1.0
#include "plot/map_layout.hpp"

#include "plot/drawing.hpp"
#include "plot/label_text.hpp"
#include "plot/map_insets.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <tuple>

namespace coopgraph::detail {
namespace {

// In units: room for labels around the points, and the size of the area of the points.
constexpr double side = 40.0;
constexpr double side_of_outlines = 14.0;
constexpr double head = 28.0;
constexpr double head_of_outlines = 12.0;
constexpr double tallest = 900.0;
constexpr double least_height = 200.0;
constexpr std::size_t longest_label = 28;
constexpr int crowded_radius = 44;
constexpr int pieces = 12;  // of a curve, where labels look out for it

/// The marks by name and place, so that nothing depends on how they are numbered.
std::vector<std::size_t> in_order(const std::vector<map_mark>& marks) {
  std::vector<std::size_t> order(marks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t m) {
    const position p = marks[m].where.value_or(position{});
    return std::tuple(std::string_view(marks[m].name), p.lat, p.lon, marks[m].radius);
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  return order;
}

std::vector<map_spot> chain_of(const bow& path) {
  std::vector<map_spot> spots;
  for (int i = 0; i <= pieces; ++i) {
    const std::int64_t a = (pieces - i) * (pieces - i);
    const std::int64_t b = 2 * i * (pieces - i);
    const std::int64_t c = i * i;
    spots.push_back({static_cast<int>((a * path.from.x + b * path.control.x + c * path.to.x) / (pieces * pieces)),
                     static_cast<int>((a * path.from.y + b * path.control.y + c * path.to.y) / (pieces * pieces))});
  }
  return spots;
}

/// Bends to the right of its way, or away from the middle of the points; never out of the picture.
bow bend(const map_spot& from, const map_spot& to, const map_tie& tie, const map_spot& middle, const map_box& picture) {
  const std::int64_t dx = to.x - from.x;
  const std::int64_t dy = to.y - from.y;
  const map_spot half{(from.x + to.x) / 2, (from.y + to.y) / 2};
  if (tie.straight) return {from, half, to};
  const std::int64_t side_of_middle = turn(from, to, middle);
  const bool away = side_of_middle != 0 ? side_of_middle < 0 : std::pair(from.x, from.y) < std::pair(to.x, to.y);
  const int bent = 17 + 14 * tie.beside;
  const int way = tie.directed || away ? bent : -bent;
  const map_spot control{half.x - static_cast<int>(dy * way / 100), half.y + static_cast<int>(dx * way / 100)};
  // A curve goes half the way to its control: it stays in the picture where twice the way would just leave it.
  constexpr int inner = 30;
  const auto held = [](int value, int a, int b, int low, int high) {
    low = 2 * (low + inner) - std::min(a, b);
    high = 2 * (high - inner) - std::max(a, b);
    return low < high ? std::clamp(value, low, high) : value;
  };
  return {
      from,
      {held(control.x, from.x, to.x, picture.left, picture.right), held(control.y, from.y, to.y, picture.top, picture.bottom)},
      to};
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

/// Lays out one plan; its members in the order of the steps.
class layout_of_map {
 public:
  explicit layout_of_map(const map_plan& plan) : plan_(plan), order_(in_order(plan.marks)) {}

  map_layout run() {
    survey();
    place_marks();
    place_ties();
    place_insets(done_, scene_);
    place_names();
    return std::move(done_);
  }

 private:
  void survey() {
    const bool any = plan_.outlines != nullptr && !plan_.outlines->empty();
    done_.incomplete = any && !is_whole(*plan_.outlines);
    drawn_ = any && !done_.incomplete;
    bool is_among_islands = false;
    for (const map_mark& m : plan_.marks) {
      if (!m.where) continue;
      scale_.take(*m.where);
      for (const archipelago& a : archipelagos) is_among_islands = is_among_islands || within(a, *m.where);
    }
    // Islands far out would make all the rest small: they have frames of their own, unless an actor is there.
    insets_ = drawn_ && !is_among_islands && !scale_.empty();
    if (drawn_)
      for (const std::size_t m : order_)
        for (const auto& ring : outline_of(m))
          if (!in_inset(ring))
            for (const position& p : ring) scale_.take(p);
    scale_.fit(plan_.width, drawn_ ? side_of_outlines : side, drawn_ ? head_of_outlines : head, least_height, tallest);
    done_.picture = {0, 0, plan_.width * 10, scale_.height()};
    if (drawn_) draw_outlines();
  }

  void draw_outlines() {
    std::vector<inset_rings> far(archipelagos.size());
    for (const std::size_t m : order_) {
      unit_shape shape{plan_.marks[m].actor};
      for (const auto& ring : outline_of(m)) {
        if (const auto k = in_inset(ring)) {
          far[*k].push_back({plan_.marks[m].actor, &ring});
          continue;
        }
        if (std::vector<map_spot> spots = ring_of(ring, scale_); spots.size() > 2)
          shape.rings.push_back(std::move(spots));
        else if (!spots.empty())
          shape.specks.push_back(spots.front());
      }
      done_.shapes.push_back(std::move(shape));
    }
    for (std::size_t k = 0; k < far.size(); ++k)
      if (!far[k].empty()) done_.insets.push_back(inset_of(k, far[k], plan_.width));
    for (const map_inset& inset : done_.insets) {
      const archipelago& a = archipelagos[inset.archipelago];
      heights_.push_back(scale_({a.west, (a.south + a.north) / 2.0}).y);
    }
  }

  void place_marks() {
    done_.discs.resize(plan_.marks.size());
    for (const std::size_t m : order_) {
      const map_mark& mark = plan_.marks[m];
      if (!mark.where) continue;
      done_.discs[m] = map_disc{scale_(*mark.where), mark.radius};
      shown_.push_back(m);
    }
    find_crowded();
    for (const std::size_t m : shown_) {
      if (done_.crowded[m]) done_.discs[m]->radius = crowded_radius;
      scene_.points.push_back(*done_.discs[m]);
    }
  }

  /// Points that meet another would cover what stands inside.
  void find_crowded() {
    done_.crowded.assign(plan_.marks.size(), false);
    for (const std::size_t m : shown_)
      if (!plan_.marks[m].inside.empty())
        done_.crowded[m] = std::any_of(shown_.begin(), shown_.end(), [&](std::size_t other) {
          return other != m && overlap(done_.discs[m]->square(), done_.discs[other]->square());
        });
  }

  void place_ties() {
    const map_spot middle = middle_of(scene_.points);
    for (const map_tie& t : plan_.ties) {
      done_.bows.emplace_back();
      const auto& from = done_.discs[t.from];
      const auto& to = done_.discs[t.to];
      if (!from || !to || from->at == to->at) continue;
      done_.bows.back() = bend(from->at, to->at, t, middle, done_.picture);
      if (!t.straight) scene_.curves.push_back(chain_of(*done_.bows.back()));
    }
  }

  void place_names() {
    scene_.picture = done_.picture;
    std::vector<std::size_t> by_disc(shown_.size());
    std::iota(by_disc.begin(), by_disc.end(), std::size_t{0});
    std::stable_sort(by_disc.begin(), by_disc.end(), [&](std::size_t a, std::size_t b) {
      const map_mark& x = plan_.marks[shown_[a]];
      const map_mark& y = plan_.marks[shown_[b]];
      return std::tuple(!is_required(shown_[a]), -x.label.size, -x.label_weight) <
             std::tuple(!is_required(shown_[b]), -y.label.size, -y.label_weight);
    });
    std::vector<std::string> texts;
    for (const std::size_t s : by_disc) {
      const map_mark& mark = plan_.marks[shown_[s]];
      texts.push_back(shortened(done_.crowded[shown_[s]] ? mark.inside + ' ' + mark.name : mark.name, longest_label));
      const int wide = planned_width(texts.back(), {.size = mark.label.size, .bold = mark.label.bold});
      scene_.labels.push_back({s, std::max(wide, 10), mark.label.height, is_required(shown_[s]), mark.label_weight});
    }
    label_layout names = coopgraph::detail::place_labels(scene_);
    for (std::size_t l = 0; l < by_disc.size(); ++l)
      if (names.places[l]) done_.labels.push_back({shown_[by_disc[l]], texts[l], *names.places[l]});
    done_.picture = names.picture;
  }

  void place_insets(map_layout& on, label_scene& scene) const {
    for (std::size_t k = 0; k < on.insets.size(); ++k) place_inset(on, k, heights_[k], scene);
  }

  [[nodiscard]] bool is_required(std::size_t mark) const { return plan_.marks[mark].label_required || done_.crowded[mark]; }

  [[nodiscard]] const std::vector<std::vector<position>>& outline_of(std::size_t mark) const {
    return (*plan_.outlines)[plan_.marks[mark].actor].rings;
  }
  [[nodiscard]] std::optional<std::size_t> in_inset(const std::vector<position>& ring) const {
    return insets_ ? archipelago_of(ring) : std::nullopt;
  }

  const map_plan& plan_;
  std::vector<std::size_t> order_;
  map_scale scale_;
  bool drawn_ = false;   // outlines are
  bool insets_ = false;  // far islands have frames
  map_layout done_;
  std::vector<int> heights_;        // of each inset's islands on the map
  std::vector<std::size_t> shown_;  // disc of the scene -> mark
  label_scene scene_;
};

}  // namespace

map_layout lay_out(const map_plan& plan) { return layout_of_map(plan).run(); }

void check_place(const char* function, const std::optional<position>& where) {
  if (where && !(std::abs(where->lon) <= 180.0 && std::abs(where->lat) <= 90.0))
    throw input_error(function, "place", to_text(where->lon) + ", " + to_text(where->lat),
                      "a longitude in [-180, 180] and a latitude in [-90, 90]");
}

}  // namespace coopgraph::detail
