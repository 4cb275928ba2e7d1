// SPDX-License-Identifier: BSL-1.0
#include "plot/chart_text.hpp"
#include "plot/drawing.hpp"
#include "plot/label_text.hpp"

#include <coopgraph/core/error.hpp>
#include <coopgraph/core/text.hpp>
#include <coopgraph/plot/interval_plot.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace coopgraph {
namespace {

using detail::drawing;
using detail::text_anchor;
using detail::words;
namespace palette = detail::palette;

constexpr int row_height = 165;
constexpr int text_size = 105;
constexpr int label_width = 1300;

void check(const interval_data& data, const interval_plot_options& options) {
  detail::check_id("interval_plot", options.id);
  detail::check_range("interval_plot", "width", options.width, 100, 2000);
  if (options.most < 1 || options.most > 500)
    throw option_error("interval_plot", "most", std::to_string(options.most), "1 to 500");
  for (std::size_t i = 0; i < data.rows.size(); ++i) {
    const auto& r = data.rows[i];
    const std::string which = "row " + std::to_string(i);
    if (!std::isfinite(r.low) || !std::isfinite(r.high) || r.low > r.high)
      throw input_error("interval_plot", "interval of " + which, '[' + to_text(r.low) + ", " + to_text(r.high) + ']',
                        "finite numbers, low up to high");
    if (r.value && !(*r.value >= r.low && *r.value <= r.high))
      throw input_error("interval_plot", "value of " + which, to_text(*r.value),
                        '[' + to_text(r.low) + ", " + to_text(r.high) + ']');
  }
}

class chart {
 public:
  chart(const interval_data& data, const interval_plot_options& options, const words& say)
      : data_(data), options_(options), say_(say), count_(std::min(options.most, data.rows.size())) {
    low_ = data.rows[0].low;
    high_ = data.rows[0].high;
    for (std::size_t i = 0; i < count_; ++i) {
      low_ = std::min(low_, data.rows[i].low);
      high_ = std::max(high_, data.rows[i].high);
    }
    if (options.mark == interval_mark::bar || (low_ > 0.0 && low_ < 0.5 * high_)) low_ = std::min(low_, 0.0);
    if (options.mark == interval_mark::bar) high_ = std::max(high_, 0.0);
    if (low_ == high_) {  // a single point stands in the middle
      const double around = low_ == 0.0 ? 1.0 : 0.5 * std::fabs(low_);
      low_ -= around;
      high_ += around;
    }
  }

  drawing draw() const {
    drawing d;
    const int bottom = static_cast<int>(count_) * row_height;
    add_axis(d, bottom);
    for (std::size_t i = 0; i < count_; ++i) add_row(d, data_.rows[i], static_cast<int>(i) * row_height);
    add_legend(d);
    return d;
  }

 private:
  [[nodiscard]] int x_of(double value) const {
    return static_cast<int>(std::lround((value / 2 - low_ / 2) / (high_ / 2 - low_ / 2) * (options_.width * 10)));
  }

  void add_axis(drawing& d, int bottom) const {
    const std::size_t marks = static_cast<std::size_t>(options_.width / 45) + 2;
    int free = -10'000;
    for (const double m : detail::axis_marks(low_, high_, marks)) {
      const int x = x_of(m);
      d.line({{x, 0}, {x, bottom + 30}}, {.stroke = m == 0.0 ? palette::axis : palette::rule, .width = m == 0.0 ? 10 : 6});
      const detail::text_look look{.size = 95, .anchor = text_anchor::middle, .fill = palette::quiet};
      const std::string text = detail::short_number(say_, m);
      const detail::map_box room = detail::room_of({x, bottom + 130}, text, look);
      if (room.left < free) continue;
      d.text({x, bottom + 130}, text, look);
      free = room.right + 40;
    }
    if (!data_.unit.empty())
      d.text({options_.width * 5, bottom + 270}, detail::fitting(data_.unit, 95, std::max(options_.width * 10, 2000)),
             {.size = 95, .anchor = text_anchor::middle, .fill = palette::quiet});
  }

  void add_row(drawing& d, const interval_data::row& r, int top) const {
    const int y = top + row_height / 2;
    const int from = x_of(r.low);
    const int to = x_of(r.high);
    const detail::meaning what{.actor = r.actor, .tooltip = told(r)};
    const std::string label = (r.place.empty() ? "" : r.place + "  ") + r.label;
    d.text({-60, y + 38}, detail::fitting(label, text_size, label_width), {.size = text_size, .anchor = text_anchor::end}, what);
    const markup colour = r.decided ? palette::categories[0] : palette::categories[1];
    const bool known = !(r.low < r.high);
    if (options_.mark == interval_mark::bar && r.value) {
      const int zero = x_of(0.0);
      const int end = x_of(*r.value);
      d.rectangle({std::min(zero, end), y - 45, std::max(zero, end), y + 45},
                  {.fill = r.decided ? palette::category_washes[0] : palette::category_washes[1], .stroke = colour, .width = 8},
                  what);
    }
    if (!known) {
      d.line({{from, y}, {to, y}}, {.stroke = colour, .width = 18, .dash = r.decided ? markup("") : markup("5 2")}, what);
      for (const int x : {from, to}) d.line({{x, y - 32}, {x, y + 32}}, {.stroke = colour, .width = 14});
    }
    if (r.value && options_.mark == interval_mark::dot)
      d.circle({{x_of(*r.value), y}, 40}, {.fill = r.decided ? colour : palette::paper, .stroke = colour, .width = 14}, what);
    if (!r.value && known) d.line({{from, y - 40}, {from, y + 40}}, {.stroke = colour, .width = 20}, what);
  }

  [[nodiscard]] std::string told(const interval_data::row& r) const {
    std::string text = r.label + ": ";
    const std::string bounds =
        say_({"{0} to {1}", "từ {0} đến {1}"}, {detail::short_number(say_, r.low), detail::short_number(say_, r.high)});
    if (!r.value) return text + (r.low < r.high ? bounds : detail::short_number(say_, r.low));
    text += detail::short_number(say_, *r.value);
    if (r.low < r.high) text += " (" + bounds + ')';
    return text;
  }

  void add_legend(drawing& d) const {
    const auto shown = data_.rows.begin() + static_cast<std::ptrdiff_t>(count_);
    if (std::all_of(data_.rows.begin(), shown, [](const auto& r) { return r.decided; })) return;
    const int left = d.extent().left;
    int y = d.extent().bottom + 190;
    for (const bool decided : {true, false}) {
      const markup colour = decided ? palette::categories[0] : palette::categories[1];
      d.line({{left, y - 35}, {left + 200, y - 35}},
             {.stroke = colour, .width = 18, .dash = decided ? markup("") : markup("5 2")});
      d.circle({{left + 100, y - 35}, 40}, {.fill = decided ? colour : palette::paper, .stroke = colour, .width = 14});
      d.text({left + 250, y},
             decided ? say_({"its place is decided by the data", "dữ liệu xác định được thứ hạng"})
                     : say_({"its place is not decided by the data", "dữ liệu chưa xác định được thứ hạng"}),
             {.size = 95});
      y += 150;
    }
  }

  const interval_data& data_;
  const interval_plot_options& options_;
  const words& say_;
  std::size_t count_;
  double low_ = 0.0;
  double high_ = 0.0;
};

std::string described(const interval_data& data, const words& say) {
  std::string text =
      say({"Bounds of {0}.", "Khoảng giá trị của {0}."}, {say.counted(data.rows.size(), {"row", "dòng"}, {"rows", "dòng"})});
  std::string list;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, data.rows.size()); ++i) {
    const auto& r = data.rows[i];
    list += (list.empty() ? "" : "; ") + r.label + ' ' + detail::short_number(say, r.low);
    if (r.low < r.high) list += " – " + detail::short_number(say, r.high);
  }
  text += ' ' + say({"The first: {0}.", "Đầu tiên: {0}."}, {list});
  const auto undecided =
      static_cast<std::size_t>(std::count_if(data.rows.begin(), data.rows.end(), [](const auto& r) { return !r.decided; }));
  if (undecided > 0)
    text += ' ' + say({"The data do not decide the place of {0}.", "Dữ liệu chưa xác định được thứ hạng của {0}."},
                      {say.counted(undecided, {"row", "dòng"}, {"rows", "dòng"})});
  return text;
}

}  // namespace

interval_data make_intervals(const interval_ranking& ranking, std::span<const std::string> names,
                             std::span<const double> scores) {
  const std::size_t n = ranking.rows.size();
  if (names.size() != n)
    throw input_error("make_intervals", "number of names", std::to_string(names.size()),
                      std::to_string(n) + ", one for each vertex");
  if (!scores.empty() && scores.size() != n)
    throw input_error("make_intervals", "number of scores", std::to_string(scores.size()),
                      std::to_string(n) + ", one for each vertex, or none");
  interval_data data;
  for (const interval_rank& r : ranking.rows) {
    if (r.vertex >= n)
      throw input_error("make_intervals", "a vertex of the ranking", std::to_string(r.vertex), "below " + std::to_string(n));
    interval_data::row row{names[r.vertex], r.low, r.high};
    if (!scores.empty())
      row.value = scores[r.vertex];
    else if (r.low == r.high)
      row.value = r.low;
    row.place = std::to_string(r.best);
    if (r.worst != r.best) row.place += "–" + std::to_string(r.worst);
    row.decided = r.decided;
    row.actor = r.vertex;
    data.rows.push_back(std::move(row));
  }
  return data;
}

figure interval_plot(const interval_data& data, const interval_plot_options& options) {
  check(data, options);
  const words say(options.lang);
  figure head{.id = options.id, .title = options.title, .description = {}, .svg = {}};
  if (head.title.empty()) head.title = say({"Values and their bounds", "Giá trị và khoảng giá trị"});
  if (data.rows.empty())
    return detail::picture_of_nothing("interval-plot", std::move(head),
                                      say({"There is nothing to compare.", "Không có gì để so sánh."}), 3000);
  if (data.rows.size() > options.most)
    head.note = say({"The first {0} of {1} are shown.", "Chỉ gồm {0} dòng đầu trong {1} dòng."},
                    {say.number(options.most), say.number(data.rows.size())});
  head.description = described(data, say);
  return chart(data, options, say).draw().finish("interval-plot", std::move(head));
}

}  // namespace coopgraph
