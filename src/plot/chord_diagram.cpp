// SPDX-License-Identifier: BSL-1.0
#include "plot/chart_text.hpp"
#include "plot/drawing.hpp"
#include "plot/label_text.hpp"
#include "plot/turns.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/plot/chord_diagram.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>

namespace coopgraph {
namespace {

using detail::drawing;
using detail::full_turn;
using detail::map_box;
using detail::map_spot;
using detail::text_anchor;
using detail::words;
namespace palette = detail::palette;

constexpr int band = 90;        // thickness of the arcs
constexpr int arrow = 70;       // how far a directed ribbon's end stays away, to point at its destination
constexpr int name_size = 110;  // of the names; amounts stand below them
constexpr int amount_size = 90;
constexpr int name_width = 1050;
constexpr int line_height = 130;

void check(const chord_data& data, const chord_options& options) {
  detail::check_id("chord_diagram", options.id);
  detail::check_range("chord_diagram", "radius", options.radius, 60, 600);
  if (options.most < 2 || options.most > 24) throw option_error("chord_diagram", "most", std::to_string(options.most), "2 to 24");
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> seen;
  for (std::size_t i = 0; i < data.chords.size(); ++i) {
    const auto& c = data.chords[i];
    const std::string which = "chord " + std::to_string(i);
    if (c.from >= data.names.size() || c.to >= data.names.size())
      throw input_error("chord_diagram", "position of " + which, std::to_string(std::max(c.from, c.to)),
                        "below " + std::to_string(data.names.size()) + ", the number of groups");
    detail::check_amount("chord_diagram", "amount of " + which, c.amount);
    const bool turned = data.kind == chord_kind::mutual && c.from > c.to;
    const auto [other, fresh] = seen.emplace(turned ? std::pair(c.to, c.from) : std::pair(c.from, c.to), i);
    if (!fresh)
      throw input_error("chord_diagram", "pair of " + which, std::to_string(c.from) + ", " + std::to_string(c.to),
                        "one that no other chord has (chord " + std::to_string(other->second) + " does)");
  }
  detail::check_amount("chord_diagram", "outside_amount", data.outside_amount);
}

std::vector<double> totals_of(const chord_data& data) {
  std::vector<double> total(data.names.size(), 0.0);
  for (const auto& c : data.chords) {
    total[c.from] += c.amount;
    total[c.to] += c.amount;
  }
  return total;
}

/// What is drawn: groups with an amount, at most `most` of them, the others as one.
struct grouping {
  chord_data data;
  std::vector<std::size_t> number;  // of each group drawn: its position in the caller's data
  std::size_t joined = 0;           // how many groups the last one stands for; 0: itself
};

grouping join_small(const chord_data& data, std::size_t most, const words& say) {
  const std::vector<double> total = totals_of(data);
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < data.names.size(); ++i)
    if (total[i] > 0.0) kept.push_back(i);
  grouping g;
  if (kept.size() > most) {
    std::vector<std::size_t> by_size = kept;
    std::stable_sort(by_size.begin(), by_size.end(), [&](std::size_t a, std::size_t b) { return total[a] > total[b]; });
    g.joined = kept.size() - (most - 1);
    by_size.resize(most - 1);
    std::sort(by_size.begin(), by_size.end());
    kept = by_size;
  }
  std::vector<std::size_t> place(data.names.size(), kept.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    place[kept[i]] = i;
    g.data.names.push_back(data.names[kept[i]]);
  }
  g.number = kept;
  if (g.joined > 0) {
    g.data.names.push_back(say({"{0} others", "{0} nhóm khác"}, {say.number(g.joined)}));
    g.number.push_back(data.names.size());
  }
  g.data.kind = data.kind;
  g.data.unit = data.unit;
  std::map<std::pair<std::size_t, std::size_t>, double> sum;
  for (const auto& c : data.chords) {
    if (!(c.amount > 0.0)) continue;
    auto pair = std::pair(place[c.from], place[c.to]);
    if (data.kind == chord_kind::mutual && pair.first > pair.second) std::swap(pair.first, pair.second);
    sum[pair] += c.amount;
  }
  for (const auto& [pair, amount] : sum) g.data.chords.push_back({pair.first, pair.second, amount});
  return g;
}

/// A piece of the circle, from an angle to a later one.
struct stretch {
  std::int64_t from = 0;
  std::int64_t to = 0;
  [[nodiscard]] std::int64_t middle() const noexcept { return (from + to) / 2; }
};

class circle {
 public:
  circle(const grouping& g, const chord_options& options, const words& say)
      : data_(g.data), say_(say), number_(g.number), inner_(options.radius * 10), total_(totals_of(g.data)) {
    place_arcs();
  }

  drawing draw() const {
    drawing d;
    add_ribbons(d);
    for (std::size_t i = 0; i < arcs_.size(); ++i) add_arc(d, i);
    add_names(d);
    const std::string caption = say_({"arc: all that begins or ends there; within a group it does both",
                                      "cung: tổng lượng đi và đến; trong nội bộ nhóm tính cả hai đầu"});
    const int width = 2 * inner_ + 600;
    d.lines({-width / 2, d.extent().bottom + 160}, caption, width, {.size = amount_size, .fill = palette::quiet});
    return d;
  }

 private:
  /// Arcs are as long as their totals; on each, ends lie in the order in which ribbons to the others cross least: what leads to
  /// the group before it comes first.
  void place_arcs() {
    const std::size_t n = data_.names.size();
    const double all = std::accumulate(total_.begin(), total_.end(), 0.0);
    const std::int64_t gap = full_turn / 100;
    const std::int64_t free = full_turn - gap * static_cast<std::int64_t>(n);
    double before = 0.0;
    const auto angle = [&](double upto, std::size_t gaps) {
      return static_cast<std::int64_t>(std::llround(upto / all * static_cast<double>(free))) +
             gap * static_cast<std::int64_t>(gaps) + gap / 2;
    };
    ends_.resize(2 * data_.chords.size());
    for (std::size_t i = 0; i < n; ++i) {
      std::vector<std::pair<std::size_t, std::size_t>> order;  // key, end
      for (std::size_t c = 0; c < data_.chords.size(); ++c) {
        const auto& chord = data_.chords[c];
        if (chord.from == i) order.emplace_back((i + n - chord.to) % n * 2, 2 * c);
        if (chord.to == i) order.emplace_back((i + n - chord.from) % n * 2 + 1, 2 * c + 1);
      }
      std::sort(order.begin(), order.end());
      const std::int64_t start = angle(before, i);
      for (const auto& [key, e] : order) {
        const double amount = data_.chords[e / 2].amount;
        ends_[e] = {angle(before, i), angle(before + amount, i)};
        before += amount;
      }
      arcs_.push_back({start, angle(before, i)});
    }
  }

  [[nodiscard]] map_spot at(int radius, std::int64_t angle) const { return detail::spot_at({0, 0}, radius, angle); }

  void add_ribbons(drawing& d) const {
    // The widest first, so that thin ones are not hidden.
    std::vector<std::size_t> order(data_.chords.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return data_.chords[a].amount > data_.chords[b].amount; });
    for (const std::size_t c : order) {
      const auto& chord = data_.chords[c];
      const std::size_t larger =
          data_.kind == chord_kind::directed || total_[chord.from] >= total_[chord.to] ? chord.from : chord.to;
      const bool thin = ends_[2 * c].to - ends_[2 * c].from < full_turn / 100;  // a white seam would eat it
      const markup colour = palette::category(number_[larger]);
      d.shape(ribbon(c), {.fill = colour, .stroke = thin ? colour : palette::paper, .width = 6, .opacity = 60},
              {.tie = {{number_[chord.from], number_[chord.to]}}, .tooltip = told(c)});
    }
  }

  [[nodiscard]] detail::outline ribbon(std::size_t c) const {
    const stretch& a = ends_[2 * c];
    const stretch& b = ends_[2 * c + 1];
    const int radius = inner_ - 20;
    const bool within = data_.chords[c].from == data_.chords[c].to;
    const map_spot middle = within ? at(radius / 2, (a.from + b.to) / 2) : map_spot{0, 0};
    detail::outline o;
    o.move(at(radius, a.from)).arc(radius, at(radius, a.to), true);
    if (data_.kind == chord_kind::directed) {
      const int short_of = radius - arrow;
      o.curve(middle, at(short_of, b.from)).line(at(radius, b.middle())).line(at(short_of, b.to));
    } else {
      o.curve(middle, at(radius, b.from)).arc(radius, at(radius, b.to), true);
    }
    o.curve(middle, at(radius, a.from)).close();
    return o;
  }

  void add_arc(drawing& d, std::size_t i) const {
    const stretch& s = arcs_[i];
    const int outer = inner_ + band;
    const std::int64_t half = s.middle();  // an arc of SVG is told in two halves, for it may be longer than half a turn
    detail::outline o;
    o.move(at(inner_, s.from)).arc(inner_, at(inner_, half), true).arc(inner_, at(inner_, s.to), true);
    o.line(at(outer, s.to)).arc(outer, at(outer, half), false).arc(outer, at(outer, s.from), false).close();
    d.shape(o, {.fill = palette::category(number_[i]), .stroke = palette::category(number_[i]), .width = 4},
            {.tooltip = data_.names[i] + ": " + detail::with_unit(say_, total_[i], data_.unit)});
    // How far the circle reaches, whatever the arcs.
    d.reserve({-outer, -outer, outer, outer});
  }

  /// A name's lines, at most two, and what it needs in height with the amount below.
  struct label {
    std::size_t group = 0;
    std::vector<std::string> lines = {};
    [[nodiscard]] int height() const { return static_cast<int>(lines.size() + 1) * line_height; }
  };
  [[nodiscard]] label label_of(std::size_t i) const {
    label l{i, detail::wrapped(data_.names[i], name_size, name_width)};
    if (l.lines.empty()) l.lines.emplace_back();
    if (l.lines.size() > 2) {
      const std::string rest = data_.names[i].substr(std::min(l.lines[0].size() + 1, data_.names[i].size()));
      l.lines = {l.lines[0], detail::fitting(rest, name_size, name_width)};
    }
    return l;
  }

  void add_names(drawing& d) const {
    for (const bool right : {true, false}) {
      std::vector<std::pair<int, std::size_t>> order;  // y, group
      for (std::size_t i = 0; i < arcs_.size(); ++i) {
        const std::int64_t angle = arcs_[i].middle() % full_turn;
        if ((angle < full_turn / 2) == right) order.emplace_back(at(inner_ + band + 60, angle).y, i);
      }
      std::sort(order.begin(), order.end());
      std::vector<int> wanted;
      std::vector<int> heights;
      std::vector<label> labels;
      for (const auto& [y, i] : order) {
        labels.push_back(label_of(i));
        heights.push_back(labels.back().height());
        wanted.push_back(y - heights.back() / 2);
      }
      const std::vector<int> tops = detail::moved_apart(wanted, heights);
      for (std::size_t k = 0; k < order.size(); ++k) add_name(d, labels[k], tops[k], right);
    }
  }

  /// A name beside its arc, and a line to it.
  void add_name(drawing& d, const label& l, int top, bool right) const {
    const int side = right ? 1 : -1;
    const int outer = inner_ + band;
    const std::int64_t angle = arcs_[l.group].middle();
    const map_spot elbow = at(outer + 60, angle);
    const int bottom = top + l.height();
    // Beside the circle where it is widest along the label's height.
    const int nearest = top <= 0 && bottom >= 0 ? 0 : std::min(std::abs(top), std::abs(bottom));
    const std::int64_t reach = outer + 90;
    const std::int64_t left = reach * reach - std::int64_t{nearest} * nearest;
    const int beside = left <= 0 ? 0 : static_cast<int>(std::lround(std::sqrt(static_cast<double>(left))));
    const int x = side * std::max({beside, side * elbow.x, 30});
    d.shape(detail::outline().move(at(outer, angle)).line(elbow).line({x, (top + bottom) / 2}),
            {.stroke = palette::axis, .width = 8});
    const text_anchor anchor = right ? text_anchor::start : text_anchor::end;
    int y = top + 112;
    for (const std::string& line : l.lines) {
      d.text({x + side * 30, y}, line,
             {.size = name_size, .anchor = anchor, .bold = true, .fill = palette::category_text(number_[l.group])},
             {.tooltip = data_.names[l.group]});
      y += line_height;
    }
    d.text({x + side * 30, y - 14}, detail::with_unit(say_, total_[l.group], data_.unit),
           {.size = amount_size, .anchor = anchor, .fill = palette::quiet});
  }

  [[nodiscard]] std::string told(std::size_t c) const {
    const auto& chord = data_.chords[c];
    const std::string amount = detail::with_unit(say_, chord.amount, data_.unit);
    if (chord.from == chord.to) return say_({"within {0}: {1}", "trong nội bộ {0}: {1}"}, {data_.names[chord.from], amount});
    return data_.names[chord.from] + (data_.kind == chord_kind::mutual ? " – " : " → ") + data_.names[chord.to] + ": " + amount;
  }

  const chord_data& data_;
  const words& say_;
  const std::vector<std::size_t>& number_;
  int inner_;
  std::vector<double> total_;
  std::vector<stretch> arcs_;
  std::vector<stretch> ends_;  // of chord c at 2 c (its origin) and 2 c + 1
};

std::string described(const chord_data& data, const words& say) {
  const bool mutual = data.kind == chord_kind::mutual;
  double all = 0.0;
  double within = 0.0;
  std::vector<std::size_t> largest;
  for (std::size_t i = 0; i < data.chords.size(); ++i) {
    all += data.chords[i].amount;
    if (data.chords[i].from == data.chords[i].to)
      within += data.chords[i].amount;
    else
      largest.push_back(i);
  }
  std::stable_sort(largest.begin(), largest.end(),
                   [&](std::size_t a, std::size_t b) { return data.chords[a].amount > data.chords[b].amount; });
  if (largest.size() > 3) largest.resize(3);
  std::string text = say({"{0} in a circle, joined by {1}; of these {2} within groups.",
                          "{0} trên vòng tròn, nối với nhau bởi {1}; trong đó {2} nằm trong nội bộ nhóm."},
                         {say.counted(data.names.size(), {"group", "nhóm"}, {"groups", "nhóm"}),
                          detail::with_unit(say, all, data.unit), detail::short_number(say, within)});
  std::string list;
  for (const std::size_t i : largest)
    list += (list.empty() ? "" : "; ") + data.names[data.chords[i].from] + (mutual ? " – " : " → ") +
            data.names[data.chords[i].to] + ' ' + detail::short_number(say, data.chords[i].amount);
  if (!list.empty()) text += ' ' + say({"The largest between two: {0}.", "Lớn nhất giữa hai nhóm: {0}."}, {list});
  return text;
}

std::string noted(const chord_data& data, const grouping& g, const words& say) {
  std::string note;
  const auto add = [&](const std::string& sentence) { note += (note.empty() ? "" : " ") + sentence; };
  const std::vector<double> total = totals_of(data);
  std::vector<std::string> empty;
  for (std::size_t i = 0; i < total.size(); ++i)
    if (!(total[i] > 0.0)) empty.push_back(data.names[i]);
  if (!empty.empty()) add(say({"Nothing is recorded of {0}.", "Không có ghi nhận nào về {0}."}, {say.joined(empty)}));
  if (g.joined > 0)
    add(say({"The {0} smallest groups are drawn as one.", "{0} nhóm nhỏ nhất được gộp làm một."}, {say.number(g.joined)}));
  if (data.outside > 0)
    add(say({"Not drawn: {0} ({1}) with an end in no group.", "Không vẽ: {0} ({1}) có một đầu không thuộc nhóm nào."},
            {data.kind == chord_kind::mutual ? say.counted(data.outside, {"tie", "liên kết"}, {"ties", "liên kết"})
                                             : say.counted(data.outside, {"flow", "luồng"}, {"flows", "luồng"}),
             detail::with_unit(say, data.outside_amount, data.unit)}));
  return note;
}

}  // namespace

figure chord_diagram(const chord_data& data, const chord_options& options) {
  check(data, options);
  const words say(options.lang);
  figure head{.id = options.id, .title = options.title, .description = {}, .svg = {}};
  if (head.title.empty())
    head.title = data.kind == chord_kind::mutual ? say({"Ties between groups", "Liên kết giữa các nhóm"})
                                                 : say({"Flows between groups", "Luồng giữa các nhóm"});
  const grouping g = join_small(data, options.most, say);
  head.note = noted(data, g, say);
  if (g.data.names.empty())
    return detail::picture_of_nothing("chord-diagram", std::move(head),
                                      say({"Nothing joins the groups.", "Không có gì nối các nhóm với nhau."}), 3000);
  head.description = described(g.data, say);
  return circle(g, options, say).draw().finish("chord-diagram", std::move(head));
}

figure chord_diagram(const agreement_view& view, const vertex_groups& groups, const chord_options& options) {
  return chord_diagram(make_chords(view, groups), options);
}
figure chord_diagram(const flow_view& view, const vertex_groups& groups, const chord_options& options) {
  return chord_diagram(make_chords(view, groups), options);
}

}  // namespace coopgraph
