// SPDX-License-Identifier: BSL-1.0
#include "plot/tie_picture.hpp"

#include "plot/tie_widths.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace coopgraph::detail {
namespace {

constexpr std::array<int, 3> widths{10, 22, 38};
constexpr std::array<int, 3> arrow_widths{8, 16, 28};  // many of them meet
constexpr int tie_opacity = 70;
constexpr int arrow_opacity = 60;
constexpr int head_gap = 8;  // between a point and the head of an arrow
constexpr std::size_t named_strongest = 3;
constexpr std::ptrdiff_t most_points = 1000;  // with and without lines

/// All ties of one look between the same ends.
struct drawn_tie {
  std::size_t from = 0;
  std::size_t to = 0;
  std::size_t look = 0;
  double weight = 0.0;
  std::size_t count = 0;
  std::string what = {};
};

map_spot between(const map_spot& a, const map_spot& b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

class tie_painter {
 public:
  explicit tie_painter(tie_scene scene) : s_(std::move(scene)) {}

  figure run() {
    check();
    rank_names();
    gather();
    if (s_.names.empty())
      return picture_of_nothing(s_.kind, std::move(s_.head), s_.say({"There are no actors.", "Không có chủ thể nào."}),
                                s_.width * 10);
    choose();
    describe();
    if (std::none_of(s_.places.begin(), s_.places.end(), [](const auto& p) { return p.has_value(); }))
      return picture_of_nothing(s_.kind, std::move(s_.head), s_.say({"No actor has a place.", "Chưa có chủ thể nào nêu vị trí."}),
                                s_.width * 10);
    plan();
    return draw();
  }

 private:
  void check() const {
    for (const auto& p : s_.places) check_place(s_.function, p);
    if (s_.outlines != nullptr) check_outlines(s_.function, *s_.outlines, s_.names.size());
  }

  /// Points by name and place: what is drawn first, or is left out, does not depend on how they are numbered.
  void rank_names() {
    std::vector<std::size_t> order(s_.names.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t v) {
      const position p = s_.places[v].value_or(position{});
      return std::tuple(std::string_view(s_.names[v]), p.lat, p.lon);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    rank_.resize(order.size());
    for (std::size_t r = 0; r < order.size(); ++r) rank_[order[r]] = r;
    by_rank_ = std::move(order);
  }

  /// Adds up what is one line; weights in ascending order, so that the sum is that of any order of the ties.
  void gather() {
    ties_of_.assign(s_.names.size(), 0);
    std::vector<std::size_t> order(s_.ties.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (stated_tie& t : s_.ties) {
      if (!s_.directed && rank_[t.to] < rank_[t.from]) std::swap(t.from, t.to);
      ++ties_of_[t.from];
      if (t.to != t.from) ++ties_of_[t.to];
    }
    const auto key = [&](std::size_t i) {
      const stated_tie& t = s_.ties[i];
      return std::tuple(rank_[t.from], rank_[t.to], t.look, t.weight, std::string_view(t.what));
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    for (const std::size_t i : order) {
      const stated_tie& t = s_.ties[i];
      if (drawn_.empty() || drawn_.back().from != t.from || drawn_.back().to != t.to || drawn_.back().look != t.look)
        drawn_.push_back({t.from, t.to, t.look, 0.0, 0, {}});
      drawn_tie& d = drawn_.back();
      d.weight += t.weight;
      if (!std::isfinite(d.weight)) throw input_error(s_.function, "sum of strengths", to_text(d.weight), "a finite number");
      ++d.count;
      if (!t.what.empty()) d.what.append(d.what.empty() ? "" : "; ").append(t.what);
    }
  }

  /// Leaves what has no line, and of the others the strongest.
  void choose() {
    std::size_t placeless = 0;
    std::size_t within = 0;
    std::vector<drawn_tie> lines;
    for (drawn_tie& d : drawn_) {
      const auto& from = s_.places[d.from];
      const auto& to = s_.places[d.to];
      if (d.from == d.to || !(d.weight > 0.0) || (from && to && *from == *to))
        ++within;
      else if (!from || !to)
        ++placeless;
      else
        lines.push_back(std::move(d));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const drawn_tie& a, const drawn_tie& b) { return a.weight > b.weight; });
    const std::size_t all = lines.size();
    if (all > s_.most) lines.resize(s_.most);
    drawn_ = std::move(lines);
    const words& say = s_.say;
    std::string& note = s_.head.note;
    std::vector<std::string> names;
    for (const std::size_t v : by_rank_)
      if (!s_.places[v]) names.push_back(s_.names[v] + (ties_of_[v] > 0 ? " (" + ties_text(ties_of_[v]) + ')' : ""));
    add_sentence(note, note_of_placeless(say, names));
    if (placeless > 0)
      add_sentence(note,
                   say({"Lines that end at them: {0}.", "Số liên kết có đầu mút chưa rõ vị trí: {0}."}, {say.number(placeless)}));
    if (within > 0)
      add_sentence(note, say({"Not drawn, for they stay at one place or their strength is 0: {0}.",
                              "Không vẽ vì nằm trong cùng một địa điểm hoặc có cường độ bằng 0: {0}."},
                             {say.number(within)}));
    if (all > s_.most)
      add_sentence(
          note, say({"The strongest lines are drawn: {0} of {1}.", "Chỉ vẽ {0} trong số {1} liên kết, theo cường độ giảm dần."},
                    {say.number(s_.most), say.number(all)}));
  }

  [[nodiscard]] std::string ties_text(std::size_t n) const {
    if (s_.directed) return s_.say.counted(n, {"flow", "luồng"}, {"flows", "luồng"});
    return s_.say.counted(n, {"tie", "liên kết"}, {"ties", "liên kết"});
  }

  [[nodiscard]] std::string unit(bool one = false) const {
    return !s_.unit.empty() ? s_.unit : one ? s_.say({"record", "bản ghi"}) : s_.say({"records", "bản ghi"});
  }

  [[nodiscard]] std::string named(const drawn_tie& d) const {
    return s_.names[d.from] + (s_.directed ? " → " : " – ") + s_.names[d.to] + ": " + s_.say.number(d.weight) + ' ' +
           unit(d.weight == 1.0);
  }

  [[nodiscard]] std::string tooltip(const drawn_tie& d) const {
    std::string text = named(d);
    const std::string& kind = s_.looks[d.look].text;
    if (kinds_ && !kind.empty()) text += " (" + kind + ')';
    if (d.count > 1) text += ", " + ties_text(d.count);
    return d.what.empty() ? text : text + " – " + d.what;
  }

  void describe() {
    const words& say = s_.say;
    std::string& text = s_.head.description;
    const auto placed = std::count_if(s_.places.begin(), s_.places.end(), [](const auto& p) { return p.has_value(); });
    add_sentence(
        text, say({"Places on the map: {0} of {1}. Lines: {2}.", "Số chủ thể có trên bản đồ: {0}/{1}. Số liên kết được vẽ: {2}."},
                  {say.number(placed), say.number(s_.names.size()), say.number(drawn_.size())}));
    if (drawn_.size() < 2) return;
    std::string list;
    for (std::size_t i = 0; i < std::min(named_strongest, drawn_.size()); ++i)
      list.append(i == 0 ? "" : "; ").append(named(drawn_[i]));
    add_sentence(text, say({"The strongest: {0}.", "Mạnh nhất: {0}."}, {list}));
  }

  void plan() {
    plan_.outlines = s_.outlines;
    plan_.width = s_.width;
    best_look_.assign(s_.names.size(), s_.looks.size());
    for (const drawn_tie& d : drawn_)
      for (const std::size_t v : {d.from, d.to}) best_look_[v] = std::min(best_look_[v], d.look);
    for (std::size_t v = 0; v < s_.names.size(); ++v) {
      const point_look& look = s_.point_looks[s_.point_look_of[v]];
      map_mark mark{s_.names[v], s_.places[v], look.radius, look.label, look.required, look.weight, v};
      if (is_left_out(v)) {
        mark.label = small_label;
        mark.label_required = false;
      }
      plan_.marks.push_back(std::move(mark));
    }
    thin_out();
    // Thin lines lie below thick ones, the later looks below the earlier.
    const tie_widths steps = widths_of_lines();
    std::stable_sort(drawn_.begin(), drawn_.end(), [&](const drawn_tie& a, const drawn_tie& b) {
      return std::tuple(steps.step(a.weight), b.look, rank_[a.from], rank_[a.to]) <
             std::tuple(steps.step(b.weight), a.look, rank_[b.from], rank_[b.to]);
    });
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> looks_of;  // by ends
    for (const drawn_tie& d : drawn_) looks_of[{d.from, d.to}].push_back(d.look);
    for (auto& [ends, looks] : looks_of) std::sort(looks.begin(), looks.end());
    for (const drawn_tie& d : drawn_) {
      const auto& looks = looks_of[{d.from, d.to}];
      const auto beside = std::lower_bound(looks.begin(), looks.end(), d.look) - looks.begin();
      plan_.ties.push_back({d.from, d.to, static_cast<int>(std::min<std::ptrdiff_t>(beside, 4)), s_.directed});
    }
  }

  /// Of very many points only those with a line can be told apart.
  void thin_out() {
    const auto placed = std::count_if(s_.places.begin(), s_.places.end(), [](const auto& p) { return p.has_value(); });
    if (placed <= most_points) return;
    std::size_t left = 0;
    for (std::size_t v = 0; v < s_.names.size(); ++v)
      if (plan_.marks[v].where && best_look_[v] == s_.looks.size()) {
        plan_.marks[v].where.reset();
        ++left;
      }
    add_sentence(s_.head.note,
                 s_.say({"Actors without a line, not drawn: {0}.", "Số chủ thể không có liên kết nên không được vẽ: {0}."},
                        {s_.say.number(left)}));
  }

  /// Whether ties of it are on record, but none of them is drawn.
  [[nodiscard]] bool is_left_out(std::size_t v) const {
    return ties_of_[v] > 0 && s_.point_looks[s_.point_look_of[v]].how.fill.str() == "none" && best_look_[v] == s_.looks.size();
  }

  [[nodiscard]] tie_widths widths_of_lines() const {
    std::vector<double> weights;
    for (const drawn_tie& d : drawn_) weights.push_back(d.weight);
    return tie_widths(std::move(weights));
  }

  [[nodiscard]] paint paint_of(std::size_t look, std::size_t step) const {
    return {.stroke = s_.looks[look].colour,
            .width = s_.directed ? arrow_widths[step] : widths[step],
            .dash = s_.looks[look].dash,
            .opacity = s_.directed ? arrow_opacity : tie_opacity};
  }

  [[nodiscard]] paint paint_of_point(std::size_t v) const {
    paint how = s_.point_looks[s_.point_look_of[v]].how;
    if (how.fill.str() == "none") how.fill = best_look_[v] < s_.looks.size() ? s_.looks[best_look_[v]].colour : palette::axis;
    return how;
  }

  void draw_lines(drawing& on, const map_layout& map, const tie_widths& steps) {
    for (std::size_t i = 0; i < drawn_.size(); ++i) {
      if (!map.bows[i]) continue;
      const drawn_tie& d = drawn_[i];
      bow path = *map.bows[i];
      const paint how = paint_of(d.look, steps.step(d.weight));
      if (s_.directed) {
        const map_spot tip = before(path.to, path.control, map.discs[d.to]->radius + head_gap);
        path.to = draw_head(on, tip, path.control, how.width, how);
      }
      // In two halves, whose controls lie near the curve: the picture is no wider than what is drawn.
      const map_spot first = between(path.from, path.control);
      const map_spot second = between(path.control, path.to);
      outline line;
      line.move(path.from).curve(first, between(first, second)).curve(second, path.to);
      on.shape(line, how, {.tie = std::pair(d.from, d.to), .tooltip = tooltip(d)});
    }
  }

  void draw_points(drawing& on, const map_layout& map) {
    for (std::size_t k = s_.point_looks.size(); k-- > 0;)
      for (const std::size_t v : by_rank_)
        if (map.discs[v] && s_.point_look_of[v] == k)
          on.circle(*map.discs[v], paint_of_point(v), {.actor = v, .tooltip = s_.names[v] + ": " + ties_text(ties_of_[v])});
  }

  [[nodiscard]] std::vector<map_key> keys(const map_layout& map, const tie_widths& steps) const {
    std::vector<map_key> all;
    const auto key_of_points = [&](bool tied) {
      for (std::size_t k = 0; k < s_.point_looks.size(); ++k) {
        const point_look& look = s_.point_looks[k];
        bool any = false;
        for (std::size_t v = 0; v < s_.names.size(); ++v) any = any || (map.discs[v] && s_.point_look_of[v] == k);
        if (any && look.required == tied && !look.text.empty())
          all.push_back({.point = look.how, .radius = look.radius, .text = look.text});
      }
    };
    key_of_points(true);
    const std::size_t usual = steps.size() > 1 ? 1 : 0;
    if (s_.directed && !drawn_.empty() && !kinds_)
      all.push_back(
          {.line = paint_of(0, usual), .head = true, .text = s_.say({"from origin to destination", "từ nơi đi đến nơi đến"})});
    for (std::size_t l = 0; l < s_.looks.size(); ++l)
      if (!s_.looks[l].text.empty() && std::any_of(drawn_.begin(), drawn_.end(), [&](const drawn_tie& d) { return d.look == l; }))
        all.push_back({.line = paint_of(l, usual), .head = s_.directed, .text = s_.looks[l].text});
    key_of_points(false);
    bool left_out = false;
    for (std::size_t v = 0; v < s_.names.size(); ++v) left_out = left_out || (map.discs[v] && is_left_out(v));
    if (left_out)
      all.push_back({.point = paint{.fill = palette::axis},
                     .radius = 32,
                     .text = s_.say({"none of its lines is drawn", "liên kết không được vẽ"})});
    if (steps.size() > 1)
      for (std::size_t k = 0; k < steps.size(); ++k) {
        const std::string text = steps.text(k, s_.say, unit());
        paint how = paint_of(0, k);
        how.stroke = palette::quiet;
        how.dash = "";
        all.push_back(
            {.line = how, .text = k == 0 ? s_.say({"line width: {0}", "độ rộng nét: {0}"}, {text}) : text, .new_row = k == 0});
      }
    return all;
  }

  figure draw() {
    const map_layout map = lay_out(plan_);
    const tie_widths steps = widths_of_lines();
    if (map.incomplete) add_sentence(s_.head.note, note_of_incomplete(s_.say));
    drawing on;
    on.reserve(map.picture);
    draw_outlines(on, map, s_.say);
    draw_lines(on, map, steps);
    draw_points(on, map);
    draw_labels(on, plan_, map);
    const int bottom = draw_keys(on, map.picture, keys(map, steps));
    on.reserve({map.picture.left, map.picture.bottom, map.picture.right, bottom});
    return on.finish(s_.kind, std::move(s_.head), 0);
  }

  tie_scene s_;
  bool kinds_ = s_.kinds_given;
  std::vector<std::size_t> rank_;     // by point
  std::vector<std::size_t> by_rank_;  // points in their order
  std::vector<std::size_t> ties_of_;  // by point
  std::vector<drawn_tie> drawn_;
  std::vector<std::size_t> best_look_;  // by point: the first of its looks
  map_plan plan_;
};

}  // namespace

figure draw_ties(tie_scene scene) { return tie_painter(std::move(scene)).run(); }

void set_kinds(tie_scene& scene, const std::vector<std::string>& kinds) {
  constexpr std::size_t most_named = 7;
  constexpr std::array<markup, most_named> dashes{"", "9 3", "4 3", "12 3 2 3", "2 2.5", "7 2 2 2 2 2", "15 4"};
  std::map<std::string, std::vector<double>> weights;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (!kinds[i].empty()) weights[kinds[i]].push_back(scene.ties[i].weight);
  std::vector<std::pair<double, std::string>> by_weight;
  for (auto& [kind, of] : weights) {
    std::sort(of.begin(), of.end());
    by_weight.emplace_back(std::accumulate(of.begin(), of.end(), 0.0), kind);
  }
  std::stable_sort(by_weight.begin(), by_weight.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  scene.looks.clear();
  scene.kinds_given = true;
  std::map<std::string, std::size_t> look_of;
  for (const auto& [weight, kind] : by_weight) {
    if (scene.looks.size() == most_named) break;
    look_of[kind] = scene.looks.size();
    scene.looks.push_back({palette::category(scene.looks.size()), dashes[scene.looks.size()], kind});
  }
  const std::size_t other = scene.looks.size();
  scene.looks.push_back({palette::category(7), "1 3", scene.say({"other", "khác"})});
  scene.looks.push_back({palette::axis, "6 5", scene.say({"not stated", "không nêu"})});
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const auto found = look_of.find(kinds[i]);
    scene.ties[i].look = kinds[i].empty() ? other + 1 : found == look_of.end() ? other : found->second;
  }
}

void check_map_options(const char* function, const std::string& id, int width, std::size_t most, std::size_t kinds,
                       std::size_t ties) {
  check_id(function, id);
  check_range(function, "width", width, 200, 2000);
  if (most < 1 || most > 2000) throw option_error(function, "most", std::to_string(most), "1 to 2000");
  if (kinds != 0 && kinds != ties)
    throw option_error(function, "kinds", std::to_string(kinds) + " of them",
                       "none, or one for each of the " + std::to_string(ties) + " ties");
}

}  // namespace coopgraph::detail
